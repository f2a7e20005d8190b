"""Small letters that OCR put into words in capitals: `QUẢNG NGÃl`, `ĐlNH`, `CÔNG TáC VÀ`.

What is set in capitals is told by that in header and tail: one small letter must not hide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trichxuat.structure.likeness import is_syllable
from trichxuat.text import Mend, Text, strip_marks

_UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOWER = "a-zß-öø-ÿăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
# A small letter behind a capital and before one, or at the end of a word; a word of two small letters.
_SMALL = re.compile(
    rf"(?<=[{_UPPER}])[{_LOWER}]{{1,2}}(?=[{_UPPER}])|(?<=[{_UPPER}]{{2}})[{_LOWER}](?![{_UPPER}{_LOWER}])"
    rf"|(?<=[{_UPPER}])l(?![{_UPPER}{_LOWER}])"
    rf"|(?<![{_UPPER}{_LOWER}])[{_LOWER}](?=[{_UPPER}])|(?<!\S)[{_LOWER}]{{1,2}}(?=[\s.,;:]|\Z)"
)
# The small l that stands for I shows itself, beside words in small letters, too.
_ELL = re.compile(rf"(?<=[{_UPPER}])l(?![{_LOWER}])")
# A code or a date, left as it is: `14/CT-TTg`.
_CODE = re.compile(r"[^\s/]*/\S*")
_TWIN = re.compile(r"[^\W\d_]*II[^\W\d_]*")
_ROMAN = re.compile("[IVXLCDM]+")
_NEAR, _BESIDE = 7, 2
"""So many capitals for each small letter, or so many words beside a small one, show that words are set in capitals."""


def capitals(text: Text, start: int, end: int) -> list[Mend]:
    """The mends of words that are set in capitals but for a few letters; no letter of words in small letters."""
    words = text.clean[start:end]
    if "II" in words and (twins := [(start + a, start + b, new) for a, b, new in _twins(words)]):
        return twins
    if words.isupper() or not (words[:2].isupper() or words[-2:].isupper()):
        return []
    if "/" in words:
        words = _CODE.sub(lambda m: " " * len(m.group()), words)
    small, upper = sum(map(str.islower, words)), sum(map(str.isupper, words))
    if small and upper >= 2 * small:
        found = list(_SMALL.finditer(words))
        whole = sum(len(m.group()) for m in found if _is_word(words, *m.span()))
        if sum(len(m.group()) for m in found) == small and upper >= _NEAR * (small - whole) + 2 * whole:
            if whole and (sum(map(str.isupper, words.split())) < _BESIDE or not any(map(_is_printed, words.split()))):
                return []
            return [(start + m.start(), start + m.end(), _raised(m.group())) for m in found]
    return [(start + m.start(), start + m.end(), "I") for m in _ELL.finditer(words)] if "l" in words else []


def _is_word(words: str, start: int, end: int) -> bool:
    return (not start or words[start - 1].isspace()) and not words[end : end + 1].isalpha()


def _is_printed(word: str) -> bool:
    """Whether it is a word in capitals, and no abbreviation."""
    return word.isupper() and is_syllable(strip_marks(word))


def _twins(words: str) -> Iterator[Mend]:
    """`CIIỦ` for `CHỦ`: two I in a word that is no Roman number."""
    for m in _TWIN.finditer(words):
        if m.group().isupper() and not _ROMAN.fullmatch(m.group()):
            yield *m.span(), m.group().replace("II", "H")


def _raised(letters: str) -> str:
    return "I" if letters == "l" else letters.upper()
