"""What spoiled words of a signature were meant to be: marks, posts, the bodies that marks stand before.

Words are compared one by one with the words of the closed vocabulary, for each post as many slips as its length allows
(`likeness.allowed`); where blanks are lost, letter by letter. All run on `Text.plain`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from trichxuat.lexicon import alternation, marks, plain
from trichxuat.structure import titles
from trichxuat.structure.likeness import allowed, distance, is_syllable
from trichxuat.text import Mend, Text, modern_tones

_LONGEST = 110
_MOST_WORDS = 12
_REACH = 60
_WORDS = re.compile(r"[a-z0-9]+")
_LETTER = "[a-z0-9|!]"
_MARK = re.compile(rf"({_LETTER}\s?/\s?{_LETTER}{{1,2}}|{_LETTER}{{1,3}})(?:\s?[.,:;]\s{{0,3}}|\s{{1,3}})(?=[a-z0-9])")
_SPELLED = sorted({mark.mark.rstrip(".").lower() for mark in marks()} - {"q"}, key=lambda mark: (len(mark), mark))
_BODY = re.compile(alternation(titles.tail_words("collective", "marked")))
# A word of so many letters may be two that OCR joined: `CHỦTỊCH`.
_TWO_WORDS = 5
_LONGEST_POST = 24
# Ends of words that stand alone where a blank was put in: `CHỦ TỊ CH`.
_TORN_OFF = frozenset(("c", "ch", "ng", "nh", "n", "m", "p", "t"))


def meant_titles(text: Text, start: int, end: int) -> list[Mend]:
    """The mends of the marks and posts in words in capitals; none where the patterns know them as they are."""
    if not 5 <= end - start <= _LONGEST:
        return []
    return [(start + a, start + b, meant) for a, b, meant in _known(text.clean[start:end])]


@lru_cache(maxsize=4096)
def _known(words: str) -> tuple[Mend, ...]:
    """The mends of words by themselves: few titles make up most signatures."""
    text = Text(words)
    return tuple(_read(text, 0, len(text.clean))) if len(text.clean) == len(words) else ()


def _read(text: Text, start: int, end: int) -> list[Mend]:
    mends: list[Mend] = []
    at = start
    titled = False
    for _ in range(_MOST_WORDS):
        word = _WORDS.search(text.plain, at, end)
        if word is None:
            break
        at = word.start()
        mark = titles.SURE_MARK.match(text.plain, at, end) or titles.MARK.match(text.plain, at, end)
        body = mark is not None
        if mark is not None:
            at = mark.end()
            while at < end and text.plain[at] == " ":
                at += 1
        elif spoiled := _mark(text, at, end):
            mends.append(spoiled)
            at, body = spoiled[1], True
        known = titles.POST.match(text.plain, at, end) or (body and _BODY.match(text.plain, at, end))
        if known:
            at = known.end()
        elif meant := _nearest(text, at, end, body=body):
            mends += [(a, b, words) for a, b, words in meant if plain(words) != text.plain[a:b]]
            at = meant[-1][1]
        elif body or titled or len(word.group()) > 2:
            break
        else:
            at = word.end()  # a scrap before the title
            continue
        titled = True
    return mends


def _mark(text: Text, at: int, end: int) -> Mend | None:
    """A spoiled mark before a post or a body: `KF. CHỦ TỊCH`."""
    m = _MARK.match(text.plain, at, end)
    if m is None:
        return None
    printed = m[1].replace(" ", "")
    meant = next((mark for mark in _SPELLED if len(mark) == len(printed) and distance(printed, mark, 1) == 1), None)
    if meant is None:
        return None
    fits = titles.POST.match(text.plain, m.end(), end) or _BODY.match(text.plain, m.end(), end)
    if not fits and not _nearest(text, m.end(), end, body=True):
        return None
    return at, m.end(), meant.upper() + (" " if "/" in meant else ". ")


def _nearest(text: Text, at: int, end: int, *, body: bool) -> list[Mend]:
    """The post that the words at a place nearly are, word by word; body: or the name of a body."""
    words: list[re.Match[str]] = []
    for word in _WORDS.finditer(text.plain, at, min(end, at + _REACH)):
        words.append(word)
        if len(words) == _MOST_WORDS // 2:
            break
    if not words:
        return []
    if words[-1].group() in _TORN_OFF and (joined := _joined(text.plain, words)):
        return joined
    best: tuple[int, int, _Phrase] | None = None
    for first, apart in _near(words[0].group()).items():
        for phrase in _phrases()[first]:
            count = len(phrase.words)
            if count > len(words) or not (phrase.post or body):
                continue
            total = apart
            for n in range(1, count):
                total += _near(words[n].group()).get(phrase.words[n], 9)
            if total > allowed(sum(map(len, phrase.words))) or (best and (total, -count) >= best[:2]):
                continue
            if _is_spoiled(text, words[:count], phrase):
                best = total, -count, phrase
    if best is None:
        return _joined(text.plain, words)
    marked = best[2].marked.split()
    pairs = zip(words, marked if len(marked) == len(best[2].words) else best[2].words, strict=False)
    return [(*word.span(), meant.upper()) for word, meant in pairs]


def _is_spoiled(text: Text, words: list[re.Match[str]], phrase: _Phrase) -> bool:
    """Whether words may be a post's: what reads as Vietnamese (`MÔI TRƯỜNG`) must be it but for one letter or tone."""
    if not all(is_syllable(word.group()) for word in words):
        return True
    printed = modern_tones(text.clean[words[0].start() : words[-1].end()]).casefold()
    return distance(" ".join(printed.split()), phrase.marked, 1) <= 1


def _joined(plain: str, words: list[re.Match[str]]) -> list[Mend]:
    """The same where blanks are lost: `PHÓCHỦ TỊCH`."""
    seen = [word.group() for word in words[:4]]
    if all(len(word) < _TWO_WORDS or is_syllable(word) for word in seen) and seen[-1] not in _TORN_OFF:
        return []
    letters = ""
    for word in words:
        letters += word.group()
        if len(letters) > _LONGEST_POST or "\n" in plain[words[0].start() : word.end()]:
            break
        if meant := _run_on(letters):
            return [(words[0].start(), word.end(), meant.upper())]
    return []


@lru_cache(maxsize=1024)
def _run_on(letters: str) -> str:
    """The post whose letters these are, at most one of them another; or nothing."""
    for group in _phrases().values():
        for phrase in group:
            if phrase.post and distance(letters, "".join(phrase.words), 1) <= 1:
                return " ".join(phrase.words)
    return ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A post, or the name of a body: its words without marks, and all of it in small letters with marks."""

    words: tuple[str, ...]
    marked: str
    post: bool


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[_Phrase]]:
    """Posts and bodies by their first word."""
    found: dict[str, list[_Phrase]] = defaultdict(list)
    names = [(post, True) for stem in titles.stems() for post in (stem, f"Phó {stem}")]
    names += [(body, False) for body in titles.tail_words("collective", "marked")]
    for name, post in names:
        words = tuple(_WORDS.findall(plain(name)))
        found[words[0]].append(_Phrase(words, modern_tones(name).casefold(), post))
    return found


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[tuple[str, int], ...]:
    """The words of posts and bodies, each with one bit for each of its letters."""
    words = {word for group in _phrases().values() for phrase in group for word in phrase.words}
    return tuple((word, _bits(word)) for word in sorted(words))


def _bits(word: str) -> int:
    return sum(1 << (ord(letter) & 63) for letter in set(word))


@lru_cache(maxsize=4096)
def _near(word: str) -> dict[str, int]:
    """The words of the vocabulary that a printed word may be, with the slips between: one, or two of four letters."""
    if len(word) < 2:
        return {}
    most = 1 if len(word) < 4 else 2
    bits = _bits(word)
    found: dict[str, int] = {}
    for known, its in _vocabulary():
        if abs(len(known) - len(word)) <= most and (bits ^ its).bit_count() <= 2 * most:
            apart = distance(word, known, most)
            if apart <= min(most, len(known) - 1):
                found[known] = apart
    return found
