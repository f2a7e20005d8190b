"""What a signature block is made of: signing marks, posts, names (Phụ lục I, II.7).

All functions look at one piece of a line (clean offsets) and say what it is; none looks at its neighbours.
"""

from __future__ import annotations

import re
from functools import cache

import regex

from trichxuat.lexicon import alternation, marks, posts, surnames, table, titles_of_persons
from trichxuat.lexicon import plain as plain_of
from trichxuat.text import Text


def tail_words(*kinds: str) -> list[str]:
    """The words of `tail_words.csv` of these kinds.

    Kinds: role, in_name_of, collective, marked, filler, no_name, annex, annexed, after.
    """
    return [row["words"] for row in table("tail_words") if row["kind"] in kinds]


def stems() -> list[str]:
    """Posts without those that another one opens (`Chủ tịch` serves for `Chủ tịch UBND`) and without `Phó`."""
    words = {plain_of(each): each for each in (*tail_words("role", "in_name_of"), *(post.words for post in posts()))}
    bare = {post for post in words if not post.startswith(("pho ", "quyen ")) or post == "pho truong"}
    return [words[post] for post in bare if not any(post != o and post.startswith(o + " ") for o in bare)]


_POST = alternation(stems(), bare=False)
# `TỊCH` may be glued to the next title where a converter lost a line end: `CHỦ TỊCHPHÓ CHỦ TỊCH`.
POST = re.compile(rf"(?:(?:pho|quyen|nguyen|q\s?[.,])\s{{1,3}}){{0,2}}{_POST}(?![a-z](?!ho\s))")
_POST_INSIDE = re.compile(rf"(?<=[\s.;,:\"'-])(?:pho\s{{1,3}})?{_POST}(?![a-z])")
_COLLECTIVE = alternation(tail_words("collective"), bare=False)


def _mark_patterns() -> tuple[str, str]:
    """(sure, unsure) alternations of the marks: as they should be, and what OCR or typists make of them."""
    sure: set[str] = set()
    unsure: set[str] = set()
    for mark in marks():
        if mark.mark == "Q.":
            continue
        letters = re.sub(r"[^a-z]", "", mark.mark.lower())
        if "/" in mark.mark:
            sure.add(r"\s?/\s?".join(mark.mark.lower().split("/")) + r"\s?[.,:]?")
        else:
            sure.add(rf"{letters}\s?\.")
        sure.add(r"\.\s?".join(letters) + r"\s?\.")
        unsure.add(rf"{letters}(?:\s?[,:;'-]{{1,2}}|(?=\s))")
        unsure |= {re.escape(plain_of(form)).replace(r"\ ", r"\s?") for form in mark.variants if len(form) > 1}
    return "|".join(sorted(sure, key=len, reverse=True)), "|".join(sorted(unsure, key=lambda form: (-len(form), form)))


_SURE, _UNSURE = _mark_patterns()
MARK = re.compile(rf"(?:{_SURE})\s{{0,3}}(?=[a-z]|$)|(?:{_UNSURE})\s{{0,3}}(?=(?:pho\s{{1,3}})?{_POST}|{_COLLECTIVE})")
SURE_MARK = re.compile(_SURE)
MARK_INSIDE = re.compile(rf"(?<=[\s;._\"'-])(?:{_SURE}|(?:tm|kt|tl|tuq)\s?,)\s{{0,3}}(?={_POST}|{_COLLECTIVE})")
_FILLER = re.compile(rf"[(\[\"'.\s]{{0,3}}(?:{alternation(tail_words('filler'))})|\(?\s?(?:ky|dau)\W{{0,3}}$")

_TITLES = sorted({word.words for word in titles_of_persons()}, key=lambda form: (-len(form), form))
RANK = re.compile(
    rf"(?:(?:{'|'.join(map(re.escape, _TITLES))})(?:(?<=\.)|(?=[\s.,:/-])|$)[\s.,:/-]{{0,4}}){{1,5}}", re.IGNORECASE
)

_EXACT = {name.surname.casefold(): name.frequency for name in surnames()}
_PLAIN = {plain_of(name) for name in _EXACT}
# `regex` for letters of any script and possessive repeats: a long run of letters is tried once.
_WORD = r"\p{L}(?:\p{L}|['.-](?=\p{L}))*+"
_WORDS = regex.compile(_WORD)
_NAME = regex.compile(rf"{_WORD}(?:\s{{1,3}}{_WORD}){{0,6}}+")
# Words that no name holds: what offices, papers and forms are called. Tones count: `Văn Phong` is a name.
_NO_NAME = re.compile(rf"(?:^|\s){alternation(tail_words('no_name'), bare=False, marks_kept=True)}(?:\s|$)")
_STROKES = frozenset("/\\`^")
STRANGE = frozenset("ÑñÇçÄäËëÏïÖöÜüßÿƑƒ")
"""Letters of no Vietnamese word, which OCR makes of strokes."""
_VOWEL = re.compile(r"[aeiouy]")
_LETTERS = re.compile(r"[a-z]+")


def is_upper(words: str) -> bool:
    """Whether a piece is set in capitals; a letter or two that OCR got wrong may be small."""
    if words.isupper():
        return True
    if words.islower():
        return False
    small = sum(map(str.islower, words))
    return 8 <= sum(map(str.isupper, words)) >= 7 * small


def starts_with_mark(text: Text, start: int, end: int) -> bool:
    """Whether a piece opens with a signing mark before words in capitals (`KT. CHỦ TỊCH`), or is nothing else."""
    clean = text.clean
    if not clean[start].isupper() or not (m := MARK.match(text.plain, start, end)):
        return False
    if m.end() >= end:
        return clean[start:end].strip().isupper()
    follows = clean[m.end() : end].split(None, 1)[0]
    if follows.isupper():
        return True
    return clean[start : m.end()].isupper() and follows[0].isupper() and bool(POST.match(text.plain, m.end(), end))


def mark_is_sure(text: Text, start: int) -> bool:
    """Whether a signing mark is printed as it should be; OCR makes `M-ỦY BAN` of `TM. ỦY BAN`."""
    return bool(SURE_MARK.match(text.plain, start))


def is_title(text: Text, start: int, end: int) -> bool:
    """Whether a piece is a line of the signer's competence or post: a mark, or a post in capitals."""
    if end - start > 110 or not text.clean[start].isupper():
        return False
    if starts_with_mark(text, start, end):
        return True
    return is_upper(text.clean[start:end]) and bool(POST.match(text.plain, start, end))


def is_small_title(text: Text, start: int, end: int) -> bool:
    """Whether a piece, known to stand in a signature, is a post in small letters (`Phó Chủ tịch`)."""
    if end - start > 60 or not text.clean[start].isupper() or text.clean[end - 1] in ";,.:":
        return False
    return bool(POST.match(text.plain, start, end)) and not any(c.isdigit() for c in text.clean[start:end])


def title_inside(text: Text, start: int, end: int) -> int | None:
    """Where a title in capitals begins behind other words on its line (columns that OCR ran together), or None."""
    clean = text.clean
    if end - start > 300:
        return None
    last = clean[start:end].rsplit(None, 1)[-1]
    if not any(c.isupper() for c in last) or any(c.islower() for c in last[1:]):
        return None
    for pattern in (MARK_INSIDE, _POST_INSIDE):
        for m in pattern.finditer(text.plain, start + 1, end):
            words = clean[m.start() : end]
            if len(words) >= 6 and is_upper(words) and clean[start : m.start()].strip(" -~_|"):
                return m.start()
    return None


def is_filler(text: Text, start: int, end: int) -> bool:
    """`(Đã ký)`, `(Ký tên, đóng dấu)` and the like."""
    if end - start > 90 or not (m := _FILLER.match(text.plain, start, end)):
        return False
    return m.end() - start > 4 or not text.clean[start:end].isupper()  # `NHÂN` / `DÂU` is no seal


def is_noise(text: Text, start: int, end: int) -> bool:
    """A scrap that OCR made of a stamp or a stroke: no word of two letters with a vowel."""
    if end - start > 30:
        return False
    if text.clean[start : start + 1] in _STROKES or not STRANGE.isdisjoint(text.clean[start:end]):
        return True
    return not any(len(w) > 1 and _VOWEL.search(w) for w in _LETTERS.findall(text.plain, start, end))


def without_rank(text: Text, start: int, end: int) -> int:
    """Where the name begins behind `ThS.`, `Đại tướng` …; `end` where there is nothing but a rank."""
    m = RANK.match(text.clean, start, end)
    return m.end() if m and text.clean[start].isupper() else start


def name_at(text: Text, start: int, end: int, *, strict: bool = False) -> tuple[int, int] | None:
    """The full name that a piece consists of, without rank and stray marks, or None.

    Two to seven words in capital initials, or all in capitals behind a known surname. strict: a known surname always.
    """
    if not 4 <= end - start <= 70:
        return None
    clean = text.clean
    while start < end and not clean[start].isalnum():
        start += 1
    start = without_rank(text, start, end)
    while end > start and not clean[end - 1].isalnum():
        end -= 1
    m = _NAME.match(clean, start, end)
    if not m or m.end() < end:
        return None
    name = m.group()
    words = name.split()
    if not 2 <= len(words) <= 7 or max(map(len, words)) > 12 or _NO_NAME.search(name.casefold()):
        return None
    first = words[0].casefold()
    known = first in _EXACT or text.plain[start : start + len(words[0])] in _PLAIN or first[:2] in ("h'", "k'", "y-")
    if name.isupper():
        return (start, end) if len(words) <= 5 and _is_capital_name(text, words, start, end) else None
    capital = [w[0].isupper() and (len(w) == 1 or w[1:].islower() or not w.isalpha()) for w in words]
    if all(capital):
        return (start, end) if known or not strict else None
    # The first letter eaten by a stamp: `raần Khắc Mây`.
    if not strict and len(words) >= 3 and all(capital[1:]) and len(words[0]) > 2:
        return start, end
    return None


def _is_capital_name(text: Text, words: list[str], start: int, end: int) -> bool:
    """A name set in capitals: a surname, letter by letter, and two words more; two words only behind a frequent one."""
    frequency = _EXACT.get(words[0].casefold())
    if frequency is None or POST.match(text.plain, start, end) or text.plain[start:end] in _post_begins():
        return False
    return len(words) >= 3 or frequency == "common"


@cache
def _post_begins() -> frozenset[str]:
    """The first words of posts, as narrow cells break them: `pho chanh van` of `phó chánh văn phòng`."""
    words_of_posts = (plain_of(stem).split() for stem in stems())
    begins = {" ".join(words[:n]) for words in words_of_posts for n in range(1, len(words))}
    return frozenset(begins | {f"pho {begin}" for begin in begins})


def has_known_surname(text: Text, start: int, end: int) -> bool:
    """Whether the name at a place opens with a surname of the lexicon, letter by letter."""
    return text.clean[start:end].split(None, 1)[0].casefold() in _EXACT


def name_behind(text: Text, start: int, end: int, least: int = 3) -> int | None:
    """Where a full name (known surname, `least` to five words) begins that ends a piece, or None."""
    clean = text.clean
    at = end
    words = 0
    best = None
    while at > start and words < 5:
        cut = max(clean.rfind(" ", start, at), clean.rfind("\t", start, at))
        if cut < 0:
            break
        word = clean[cut + 1 : at]
        if not word.isalpha() or not word[0].isupper() or (len(word) > 1 and not word[1:].islower()):
            break
        words += 1
        if words >= least and text.plain[cut + 1 : at] in _PLAIN:
            best = cut + 1
        at = cut
        while at > start and clean[at - 1] in " \t":
            at -= 1
    return best if best is None or not _NO_NAME.search(clean[best:end].casefold()) else None


def rank_before(text: Text, start: int, at: int) -> int:
    """Where the ranks begin that stand right before a name at `at` (`PGS.TS. Trần Văn A`); `at` without any."""
    for m in RANK.finditer(text.clean, max(start, at - 30), at):
        if not text.clean[m.end() : at].strip() and text.clean[m.start() - 1].isspace():
            return m.start()
    return at


def second_name(text: Text, start: int, end: int) -> int | None:
    """Where the second of two full names begins that stand on one line, each behind a known surname; or None."""
    words = list(_WORDS.finditer(text.clean, start, min(end, start + 90)))
    if not 4 <= len(words) <= 8 or not all(w.group()[0].isupper() and w.group()[1:].islower() for w in words):
        return None
    if words[0].group().casefold() not in _EXACT:
        return None
    halves = [w for w in words[2:-1] if w.group().casefold() in _EXACT]
    return min(halves, key=lambda w: abs(w.start() - (start + end) / 2)).start() if halves else None


def is_part_of_name(text: Text, start: int, end: int) -> bool:
    """One to three words in capital initials, as a narrow cell breaks a name."""
    words = text.clean[start:end].split()
    if not 1 <= len(words) <= 3 or not all(w.isalpha() and w[0].isupper() and w[1:].islower() for w in words):
        return False
    return not _NO_NAME.search(" ".join(words).casefold())
