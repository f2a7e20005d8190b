"""The spoiled words of bodies, put right before anything is read there: wrong letters, lost and added blanks, tones.

First what cannot be a Vietnamese syllable (`cbủ`, `tríeh`, `chủtrì`); only where a text has several of these are words
looked at that are other words by mistake (`Gác đơn vị`, `Sớ Tài chính`). Only letters that OCR is known to confuse are
changed back, and the word beside it, or the only reading that there is, must show what was meant. As in a header, a
mend stands in `Text.clean` alone: every value keeps the letters that were printed. Numbers are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from trichxuat.structure.documents import Part, find_documents
from trichxuat.structure.known_words import pairs, syllables, words, written
from trichxuat.structure.lines import Line, read_lines
from trichxuat.structure.zones import Zones, find_zones
from trichxuat.text import Mend, Text, modern_tones, without_tones

Reading = tuple[int, int, str]
"""Of a word: offset, length, and the letters that stood there; a blank where two words were joined."""

LONGEST = 14
"""Letters of the longest word that is looked at: two joined syllables."""
SPOILED = 3
"""So many spoiled words, no two alike, show that OCR read the text, and badly."""
_RARE = 4000
"""Characters to a spoiled word beyond which that is chance."""
# What OCR gives for what was meant, by plain letters: at the beginning of a word, and anywhere.
_FIRST = (("ii", "h"), ("i", "t"), ("8", "s"), ("8", "b"), ("0", "o"), ("g", "c"), ("c", "g"))
_INSIDE = (
    ("l", "i"), ("i", "l"), ("b", "h"), ("e", "c"), ("u", "n"), ("q", "g"), ("f", "t"), ("o", "a"),
)  # fmt: skip
_EDGES = " .,;:()[]\"'/-–!?…"
_HEADS = frozenset({"th", "ng", "ngh", "nh", "tr", "ch", "ph", "kh"})
_WORD = re.compile(r"[^\W\d_]+")
_REMEMBERED = 60_000
_sound: set[str] = set()


def mend_bodies(
    text: Text, lines: list[Line], parts: list[Part], zones: list[Zones]
) -> tuple[Text, list[Line], list[Part], list[Zones]]:
    """The text with the spoiled words of its bodies and annexes mended, its lines, its documents and their zones."""
    mends: list[Mend] = []
    for zone in zones:
        for first, last in (zone.body, zone.annex):
            if first < last:
                mends += word_mends(text, lines[first].start, lines[last - 1].end)
    if not mends:
        return text, lines, parts, zones
    text = text.mended(mends)
    lines = read_lines(text)
    parts = find_documents(text, lines)
    return text, lines, parts, [find_zones(text, lines, part) for part in parts]


def word_mends(text: Text, start: int, end: int) -> list[Mend]:
    """The mends of the words between two clean offsets, in order."""
    mends: list[Mend] = []
    sound = _sound_words()
    odd = set(text.plain[start:end].split()) - sound
    spoiled = 0
    for word in {word.strip(_EDGES) for word in odd}:
        if readings(word):
            found = list(_mends_of(text, word, start, end))
            spoiled += bool(found)
            mends += found
    if len(sound) < _REMEMBERED:
        sound.update(word for word in odd if len(word) <= LONGEST and not readings(word.strip(_EDGES)))
    mends.sort()
    several = spoiled >= SPOILED and spoiled * _RARE > end - start
    return _once([*mends, *_other_words(text, start, end)]) if several else mends


def _once(mends: list[Mend]) -> list[Mend]:
    """Without those that overlap an earlier one of the list, in order of place."""
    kept: list[Mend] = []
    for mend in sorted(mends, key=lambda mend: mend[:2]):
        if not kept or mend[0] >= kept[-1][1]:
            kept.append(mend)
    return kept


def _sound_words() -> set[str]:
    """Words, some with the signs around them, that need no look; what was looked at in vain is remembered."""
    if not _sound or len(_sound) >= _REMEMBERED:
        _sound.clear()
        _sound.update(syllables())
    return _sound


@lru_cache(maxsize=8192)
def readings(word: str) -> tuple[Reading, ...]:
    """What a plain word that is no syllable may have been; none for a syllable."""
    if not 2 <= len(word) <= LONGEST or word in syllables() or not word.isalnum() or word.isdigit():
        return ()
    found = list(_confused(word))
    if len(word) > 4:
        found += [(at, 0, " ") for at in range(1, len(word)) if word[:at] in words() and word[at:] in words()]
    if word in _HEADS:
        found.append((len(word), 0, ""))
    return tuple(found)


@lru_cache(maxsize=8192)
def _confused(word: str) -> tuple[Reading, ...]:
    """What a plain word may have been by one exchange of letters."""
    found = [
        (0, len(seen), meant)
        for seen, meant in _FIRST
        if word.startswith(seen) and meant + word[len(seen) :] in words()
    ]
    for seen, meant in _INSIDE:
        at = word.find(seen)
        while at >= 0:
            if word[:at] + meant + word[at + 1 :] in words():
                found.append((at, 1, meant))
            at = word.find(seen, at + 1)
    return tuple(found)


def _mends_of(text: Text, word: str, start: int, end: int) -> Iterator[Mend]:
    """The mends of every place of a word."""
    plain = text.plain
    at = plain.find(word, start, end)
    while at >= 0:
        stop = at + len(word)
        if _stands_alone(plain, at, stop) and _is_word(text.clean[at:stop]):
            found = _meant(text, word, at, stop, end)
            if found:
                yield found
        at = plain.find(word, stop, end)


def _is_word(printed: str) -> bool:
    """Whether it is printed as words are: in small letters, perhaps after a capital, or two joined words; no `IoT`."""
    return not printed.isupper() and (printed[1:].islower() or printed.startswith("II") or len(printed) > 4)


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """Whether a word is no part of a longer one, of a code or of an address."""
    before, behind = plain[max(0, start - 1) : start], plain[end : end + 1]
    if (
        before.isalnum()
        or behind.isalnum()
        or before in ("/", "@", "-", "&", ".")
        or behind in ("/", "@", "-", "&", "_")
    ):
        return False
    return not (behind == "." and plain[end + 1 : end + 2].isalnum())


def _meant(text: Text, word: str, start: int, end: int, limit: int) -> Mend | None:
    """The mend of one place, where the words beside it or the lack of other readings show what was meant."""
    before, behind = _beside(text, start, end, limit)
    if word in _HEADS:
        return _joined(text, word, end, behind)
    printed = text.clean[start:end]
    possible = [r for r in readings(word) if _fits_case(r, printed)]
    likely = [r for r in possible if _in_pairs(before, *_applied(word, r).split(), behind)]
    if len(likely) != 1:
        known = [r for r in likely or possible if modern_tones(_applied(printed, r).lower()) in written()]
        if len(known) == 1:
            likely = known
        elif not likely and end - start > 2:
            likely = [r for r in possible if r[2] != " "] or [r for r in possible if _is_glued(r, printed)]
    return _as_mend(text, start, likely[0]) if len(likely) == 1 else None


def _fits_case(reading: Reading, printed: str) -> bool:
    """A capital I at the beginning was a T; a small one was an l."""
    return (
        reading[0] > 0
        or reading[2] not in "tl"
        or printed[0] not in "iI"
        or (reading[2] == "t") == printed[0].isupper()
    )


def _is_glued(reading: Reading, printed: str) -> bool:
    """Whether a long word is two even where no pair shows it; without marks it is a name (`Samsung`)."""
    return 2 < reading[0] < len(printed) - 2 and not printed.isascii()


def _applied(word: str, reading: Reading) -> str:
    at, length, letters = reading
    return word[:at] + letters + word[at + length :]


def _in_pairs(*side_by_side: str) -> bool:
    """Whether two of the words, one behind the other, are a pair of some phrase."""
    return any(pair in pairs() for pair in pairwise(side_by_side))


def _as_mend(text: Text, start: int, reading: Reading) -> Mend:
    at, length, letters = reading
    first = start + at
    if letters == " ":
        return first - 1, first, f"{text.clean[first - 1]} "
    printed = text.clean[first]
    upper = printed.isupper() or (at == 0 and not printed.isalpha())
    return first, first + length, letters.upper() if upper else letters


def _beside(text: Text, start: int, end: int, limit: int) -> tuple[str, str]:
    """The plain words before and behind a place; empty where there is none."""
    left, right = text.plain[max(0, start - 16) : start], text.plain[end : min(limit, end + 16)]
    before = left.split()[-1:] if left[-1:].isspace() else []
    behind = right.lstrip(",").split()[:1] if right[:1].isspace() or right.startswith(", ") else []
    return "".join(before).strip(_EDGES), "".join(behind).strip(_EDGES)


def _joined(text: Text, word: str, end: int, behind: str) -> Mend | None:
    """`th ực`: a syllable that a blank parted."""
    clean = text.clean
    if clean[end : end + 1] != " " or word + behind not in words() or not clean[end + 1 : end + 2].islower():
        return None
    return end, end + 1, ""


# ---- words that are other words ----


def _other_words(text: Text, start: int, end: int) -> Iterator[Mend]:
    """The mends of words that stand in no pair as they are printed, and would if one letter or tone was wrong."""
    places = [m.span() for m in _WORD.finditer(text.plain, start, end)]
    plain = ["", *(text.plain[a:b] for a, b in places), ""]
    printed = ["", *modern_tones(" ".join(text.clean[a:b] for a, b in places).lower()).split(" "), ""]
    for n, (a, b) in enumerate(places, 1):
        around = plain[n - 1 : n + 2]
        if _in_pairs(*around):
            meant = _toned(around, printed[n - 1 : n + 2])
            if meant:
                yield _in_case(text.clean, a, b, meant)
        elif b - a < 8 and a and text.plain[a - 1] not in "/-&@.":
            fitting = [r for r in _confused(plain[n]) if _in_pairs(around[0], _applied(plain[n], r), around[2])]
            if len(fitting) == 1 and _fits_case(fitting[0], text.clean[a:b]):
                yield _as_mend(text, a, fitting[0])


def _toned(plain: list[str], printed: list[str]) -> str:
    """How the middle one of three words is written in all pairs that it forms, where it is printed with other tones.

    Hats and horns of both words of a pair must be right, or it is not that pair (`số tài khoản` is no `Sở Tài chính`).
    """
    bare = [without_tones(word) for word in printed]
    found: set[str] = set()
    for first in (0, 1):
        for written_so in pairs().get((plain[first], plain[first + 1]), ()):
            if [without_tones(word) for word in written_so] == bare[first : first + 2]:
                found.add(written_so[1 - first])
    return "" if len(found) != 1 or printed[1] in found else found.pop()


def _in_case(clean: str, start: int, end: int, word: str) -> Mend:
    """The mend that puts a word for a printed one, in its case."""
    if clean[start:end].isupper() and end - start > 1:
        return start, end, word.upper()
    return start, end, word[0].upper() + word[1:] if clean[start].isupper() else word
