"""The names of units as offices write and shorten them: `Sở Y tế`, `SYT`, `Sở KH&CN`, `CA tỉnh`."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, product

from trichxuat.archive.folded import SHORT_FORMS, folded_words, short_words, shorten
from trichxuat.lexicon import issuers, units

_LEVELS = frozenset({"xa", "phuong", "huyen", "quan", "tinh", "tp", "tx", "tran", "thon", "cap", "khu"})
"""What stands before a place: its two letters say nothing."""
_MANY = frozenset({"group", "area"})
"""Kinds of `units` that are no body: `các trường`, `thôn`."""
_WHOLE = frozenset(SHORT_FORMS.values())
_AND = "(?: va)? "
_MAYBE_APART = "(?: va | )?"
_LONGEST, _READINGS = 12, 12
"""Words of a name up to which every stretch of it may be shortened; ways to read the abbreviations in one."""
_CAPITALS = re.compile(r"[A-ZĐÐ][A-ZĐÐ&.–-]+")
_VOWEL = re.compile(r"[aeiouy]")

# Words of a reading: `so` as it is; `=kh` letters as they are; `k*` any word with this initial.


def unit_pattern(unit: str) -> str:
    r"""A pattern (RE2) on `tasks.unit_key` that finds a unit by its words in their order, or as offices shorten it.

    `Sở Khoa học và Công nghệ` finds `Giám đốc Sở KH&CN` and `SKHCN`, and they find it; `Sở Y tế` does not find
    `Phòng Y tế`. Raises ValueError where there are no letters.
    """
    meanings: dict[str, list[list[str]]] = {}
    parts = []
    for token in unit.split():
        if letters := _abbreviation(token):
            parts.append(f"={letters}")
            meanings[f"={letters}"] = [[f"={letters}"], *_meanings(letters)]
        else:
            parts.append(folded_words(token))
    # `ủy ban nhân dân` is several tokens
    words = [word for word in shorten(" ".join(parts)).split() if word != "va"] or [part for part in parts if part]
    if not words:
        raise ValueError(f"«{unit}» không có chữ nào")
    readings = islice(product(*(meanings.get(word, [[word]]) for word in words)), _READINGS)
    forms: dict[str, None] = {}
    for reading in readings:
        forms |= dict.fromkeys(_forms([word for part in reading for word in part]))
    return "|".join(rf"\b(?:{form})\b" for form in forms)


def _abbreviation(token: str) -> str | None:
    """The letters of a word that is all initials: `KH&CN`, `gd-đt`, `SYT`."""
    letters = folded_words(token).replace(" ", "")
    if len(letters) < 2 or not letters.isalpha() or letters in _WHOLE:
        return None
    capitals = _CAPITALS.fullmatch(token.strip(",;.()"))
    told = capitals or not _VOWEL.search(letters) or (len(letters) > 2 and letters in _known())
    return letters if told else None


def _meanings(letters: str) -> list[list[str]]:
    """The names that are known by these letters, else any words that begin with them."""
    if names := _known().get(letters):
        return [name.split() for name in names]
    return [[f"{letter}*" for letter in letters]] if len(letters) > 2 else []


def _forms(words: list[str]) -> list[str]:
    """A reading as it may be written: whole, or a stretch of it shortened to initials."""
    forms = [_AND.join(map(_written, words))]
    if len(words) > _LONGEST:
        return forms
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            stretch = words[start:end]
            if stretch[-1][0] == "=":
                break
            initials = "".join(word if word in _WHOLE else word[0] for word in stretch)
            # two letters are told by the word before them (Sở NV), or known (CA tỉnh)
            told = start and words[start - 1] not in _LEVELS
            if initials not in _WHOLE and (len(stretch) > 2 or told or " ".join(stretch) in _known().get(initials, ())):
                around = map(_written, words[:start]), map(_written, words[end:])
                forms.append(_AND.join([*around[0], _MAYBE_APART.join(initials), *around[1]]))
    return forms


def _written(word: str) -> str:
    if word[0] == "=":
        return _MAYBE_APART.join(word[1:])
    return f"{word[0]}[a-z]*" if word[-1] == "*" else word


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Initials and codes of bodies → their names, without `va`."""
    found: dict[str, set[str]] = {}
    coded = [(code, each.name) for code, meanings in issuers().items() for each in meanings]
    for code, names in [*coded, *(("", unit.words) for unit in units() if unit.kind not in _MANY)]:
        for name in re.split(r" / |;", re.sub(r"\(.*?\)", "", names)):
            words = [word for word in short_words(name).split() if word != "va"]
            for letters in (folded_words(code).replace(" ", ""), "".join(word[0] for word in words)):
                if len(letters) > 1 and letters not in _WHOLE:
                    found.setdefault(letters, set()).add(" ".join(words))
    return {letters: tuple(sorted(names)) for letters, names in found.items()}
