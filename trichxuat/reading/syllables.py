"""Whether a word is a Vietnamese syllable by its spelling: what tells a right decoding from a wrong one."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_ONSET = re.compile("(?:ngh?|nh|gh|gi|kh|ph|th|tr|ch|qu?|[bcdđghklmnprstvx])?")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = ("c", "ch", "p", "t")  # codas that take sắc and nặng alone
_VOWELS = frozenset("aeiouy")
_WORD = re.compile(r"[^\W\d_]+")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of `reading/data/`."""
    with (files("trichxuat.reading") / "data" / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


@cache
def _rimes() -> frozenset[str]:
    return frozenset(row["rime"] for row in rows("rimes.csv"))


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Onset, rime of the table, at most one tone, which a stopped rime limits; any case and composition."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(parts)
    flat = unicodedata.normalize("NFC", _TONE.sub("", parts))
    if len(tones) > 1 or len(flat) > 8:
        return False
    if flat.endswith(_STOPPED) and (not tones or tones[0] not in "\u0301\u0323"):
        return False
    onset = _ONSET.match(flat)
    assert onset
    # The longest onset may have taken a letter of the rime: `gì`, `giết`.
    return flat[onset.end() :] in _rimes() or (onset.group() in ("gi", "qu") and flat[1:] in _rimes())


def judged(text: str) -> tuple[int, int]:
    """Of the words with letters beyond ASCII: how many there are, and how many are syllables.

    Abbreviations (`NĐ`, `HĐND`) are no evidence: words without a vowel do not count.
    """
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    words = [word for word in words if _has_vowel(word)]
    return len(words), sum(map(is_syllable, words))


@lru_cache(maxsize=1 << 15)
def _has_vowel(word: str) -> bool:
    return not _VOWELS.isdisjoint(unicodedata.normalize("NFD", word.lower()))
