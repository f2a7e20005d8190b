"""Text in the encodings from before Unicode → Unicode: TCVN3 (ABC, `.VnTime`), VNI, VISCII.

Such bytes come as files, and as the wrong letters (`Céng hßa x· héi`) of Word runs and of PDF text layers. A text is
judged as a whole: by how many of its words are Vietnamese syllables before and after.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from trichxuat.reading.syllables import judged, rows

TCVN3, VNI, VISCII, CP1258 = "tcvn3", "vni", "viscii", "cp1258"

# Less evidence than this is none; the shares of syllables that make a decoding believed, or the text right as it is.
_LEAST_WORDS = 4
_BELIEVED = 0.85
_RIGHT_AS_IT_IS = 0.75
_SAMPLE = 60_000

# Signs, among letters they make no syllable; no-break blank, soft hyphen and quotes stand in good text.
_SIGNS = re.compile("[\x80-\x9f\xa1-\xaa\xac\xae-\xba\xbc-\xbf]")
_HIGH = re.compile("[\x80-\xff\uf0a1-\uf0ff]")
# Letters and tones that Vietnamese in Unicode cannot do without, and that none of these encodings shows as.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")

# Bytes A0 to FF by other names that readers of PDF and of symbol fonts give them.
_OTHER_NAMES = {0x03BC: 0xB5, 0x2219: 0xB7, 0x02C9: 0xAF, 0x2126: 0xEA} | {0xF000 + c: c for c in range(0xA1, 0x100)}
# Windows-1252 shows bytes 80 to 9F as these.
_CP1252 = {ord(bytes([c]).decode("cp1252")): c for c in range(0x80, 0xA0) if c not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def convert(text: str) -> tuple[str, str | None]:
    """(the text in Unicode, the encoding that it was in); (text, None) where it is good as it stands, or unsure."""
    if text.isascii():
        return text, None
    encoding = detect(text)
    return (decode(text, encoding), encoding) if encoding else (text, None)


def decode_legacy(data: bytes) -> tuple[str, str] | None:
    """(text, encoding) of bytes that are not UTF-8; None where no encoding gives Vietnamese syllables.

    CP1258 is among them, its decomposed tones left as decoded.
    """
    cp1258 = data.decode("cp1258", "replace")
    found = [(_share(_sample(cp1258), CP1258), CP1258, cp1258)]
    latin, windows = data.decode("latin-1"), _windows(data)
    if not _is_right(_sample(latin)):
        for encoding in (TCVN3, VNI, VISCII):
            text = latin if encoding == VISCII else windows
            found.append((_share(_sample(text), encoding), encoding, text))
    share, encoding, text = max(found)
    if not share:
        return None
    return (text if encoding == CP1258 else decode(text, encoding)), encoding


def detect(text: str) -> str | None:
    """The encoding that a text shows the bytes of as Latin-1 or Windows-1252 letters; None where it shows none."""
    sample = _sample(text)
    high = len(_HIGH.findall(sample))
    if not high or 20 * len(_UNICODE.findall(sample)) > high:
        return None
    if _is_right(sample):
        return None
    share, encoding = max((_share(sample, encoding), encoding) for encoding in (TCVN3, VNI, VISCII))
    return encoding if share else None


def decode(text: str, encoding: str, *, capitals: bool = False) -> str:
    """A text known to be in `encoding`, its bytes shown as Latin-1 or Windows-1252 letters, in Unicode (NFC).

    capitals: it is set in a font that shows capitals for small letters (`.VnTimeH`).
    """
    text = _DECODERS[encoding](text)
    return text.upper() if capitals else text


def fits(text: str, encoding: str, *, short: bool = False) -> bool:
    """Whether a text that a font says is in `encoding` can be: fonts keep their names when the text is converted.

    short: it is a stretch of a longer one that fits; then only letters of Unicode speak against it.
    """
    if _UNICODE.search(text) and 20 * len(_UNICODE.findall(text)) > len(_HIGH.findall(text)):
        return False
    if short:
        return True
    sample = _sample(text)
    return judged(_SIGNS.sub("ß", sample))[1] <= judged(_DECODERS[encoding](sample))[1]


def _windows(data: bytes) -> str:
    """Windows-1252, its five holes as Latin-1 has them."""
    return data.decode("latin-1").translate({byte: shown for shown, byte in _CP1252.items()})


def _sample(text: str) -> str:
    """All of a text, or slices from all over a long one."""
    if len(text) <= _SAMPLE:
        return text
    step, size = len(text) // 6, _SAMPLE // 6
    return "\n".join(text[at : at + size] for at in range(0, step * 6, step))


def _is_right(text: str) -> bool:
    """Whether the words are syllables as they stand."""
    words, right = judged(_SIGNS.sub("ß", text))
    return right > _RIGHT_AS_IT_IS * words


def _share(text: str, encoding: str) -> float:
    """How many of the words are syllables once decoded, 0 to 1; 0 where too few are."""
    words, right = judged(_DECODERS[encoding](text))
    share = right / words if words >= _LEAST_WORDS else 0.0
    return share if share >= _BELIEVED else 0.0


# ---- one by one ----


@cache
def _letters(name: str) -> dict[int, str]:
    """A table of single bytes for `str.translate`."""
    return {int(row["code"], 16): row["letter"] for row in rows(name) if len(row["code"]) == 2}


@cache
def _vni_pairs() -> tuple[dict[str, str], re.Pattern[str]]:
    """Codes of one and of two bytes → letters; a mark of the other case counts as well (`Aù` for Á)."""
    table = {bytes.fromhex(row["code"]).decode("latin-1"): row["letter"] for row in rows("vni.csv")}
    for code, letter in list(table.items()):
        if len(code) == 2:
            table.setdefault(code[0] + code[1].swapcase(), letter)
    pairs = sorted(table, key=lambda code: (-len(code), code))
    return table, re.compile("|".join(map(re.escape, pairs)))


def _tcvn3(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_OTHER_NAMES)
    return _with_capitals(_mend_hyphens(text).translate(_letters("tcvn3.csv")))


def _vni(text: str) -> str:
    table, pairs = _vni_pairs()
    return pairs.sub(lambda m: table[m.group()], unicodedata.normalize("NFC", text).translate(_OTHER_NAMES))


# `Õ` is byte A0 in VISCII, elsewhere the no-break blank: only behind a capital is it a letter (`VÕ`).
_BLANK = re.compile("(?<![BCDGHKLMNPRSTVX\xd0])\xa0")


def _viscii(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_OTHER_NAMES)
    if not re.search("[\x80-\x9f]", text):
        text = text.translate(_CP1252)
    return _BLANK.sub("\ue000", text).translate(_letters("viscii.csv")).replace("\ue000", "\xa0")


_DECODERS: dict[str, Callable[[str], str]] = {
    TCVN3: _tcvn3,
    VNI: _vni,
    VISCII: _viscii,
    CP1258: lambda text: unicodedata.normalize("NFC", text),
}

# ---- TCVN3 ----

# `ư` is byte AD there, the soft hyphen, which readers of PDF give as a hyphen: `n-íc`, `ch-a`, `th- ký`. Only before
# `ơ` (bytes AC, EA to EE) is that beyond doubt; one such word makes the others believed.
_ONSET = r"(?<![\w\xa1-\xff/\-])(?:[Nn]gh?|[Nn]h|[Gg][hi]|[KkPpCc]h|[Tt][hr]|[BbCcDdGgHhKkLlMmNnRrSsTtVvXx\xa7\xae])"
_HYPHEN = r"[-\u2010\u2011]"
_NO_MORE = r"(?![\w\xa1-\xff])"
_SURE_U = re.compile(rf"({_ONSET}?){_HYPHEN}(?=[\xac\xea-\xee](?:[cimptu]|ng?)?{_NO_MORE})")
_LIKELY_U = re.compile(rf"({_ONSET}){_HYPHEN}(?=(?:[aium]|ng?)?{_NO_MORE})")

_WORD = re.compile(r"[^\W\d_]+")
_PARTED = re.compile(r"[\n\t\d:;./|()]| {3}")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def _mend_hyphens(text: str) -> str:
    """Hyphens that were `ư` as byte AD again."""
    if "\xad" in text or not _SURE_U.search(text):
        return text
    return _LIKELY_U.sub("\\1\xad", _SURE_U.sub("\\1\xad", text))


@cache
def _is_toned_small(letter: str) -> bool:
    return letter.islower() and not _TONES.isdisjoint(unicodedata.normalize("NFD", letter))


def _with_capitals(text: str) -> str:
    """Capitals for the toned letters of words in capitals: TCVN3 has them in another font alone (`CéNG HßA`)."""
    return "\n".join(map(_line_with_capitals, text.split("\n")))


_NEAR = 6  # words
_CAPITALS, _SMALL, _OPEN = "capitals", "small", "open"


def _line_with_capitals(line: str) -> str:
    if line.isascii():
        return line
    words = [(m.start(), m.end(), _case(m.group())) for m in _WORD.finditer(line)]
    if all(case != _CAPITALS for _, _, case in words):
        return line
    out = list(line)
    for i, (start, end, case) in enumerate(words):
        if case == _CAPITALS or (case == _OPEN and _among_capitals(line, words, i)):
            out[start:end] = line[start:end].upper()
    return "".join(out)


def _case(word: str) -> str:
    """What the letters whose case is known tell: `CộNG` is in capitals, `Số` may be."""
    known = [c for c in word if not _is_toned_small(c)]
    if any(c.islower() for c in known):
        return _SMALL
    return _CAPITALS if known and (len(known) > 1 or not word[0].isupper()) else _OPEN


def _among_capitals(line: str, words: list[tuple[int, int, str]], i: int) -> bool:
    """Whether the nearest words of known case on both sides, in the same stretch of the line, are in capitals."""
    cases = set()
    for step in (-1, 1):
        here, j = i, i + step
        while 0 <= j < len(words) and abs(j - i) <= _NEAR:
            left, right = sorted((here, j))
            if _PARTED.search(line, words[left][1], words[right][0]):
                break
            if words[j][2] != _OPEN:
                cases.add(words[j][2])
                break
            here, j = j, j + step
    return cases == {_CAPITALS}
