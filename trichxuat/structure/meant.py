"""What spoiled words of a header were meant to be: the nearest words of a closed vocabulary.

Every function takes a stretch of clean offsets and gives the mends in it: (start, end, meant), for each word that reads
otherwise; where words were joined or torn, one mend for the whole phrase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from trichxuat import lexicon
from trichxuat.structure.likeness import LONGEST, Vocabulary, alike, allowed, distance, is_syllable, letters
from trichxuat.structure.organ_lines import opens_organ, organ_head
from trichxuat.text import Mend, Text

Token = tuple[int, int, str]

_WORD = re.compile(r"[^\W_]+")
_MOST = 24
_VOWELS = frozenset("aeiouy")


def tokens(text: Text, start: int, end: int) -> list[Token]:
    """The first words of a stretch: (start, end, plain)."""
    found: list[Token] = []
    for m in _WORD.finditer(text.plain, start, end):
        found.append((*m.span(), m.group()))
        if len(found) == _MOST:
            break
    return found


def restored(text: Text, printed: Sequence[Token], meant: str) -> list[Mend]:
    """The mends that make printed words a phrase, set in capitals where they are."""
    upper = _is_upper(text.clean[printed[0][0] : printed[-1][1]])
    words = _WORD.findall(meant)
    if len(words) != len(printed):  # joined or torn; as one mend, since it has no counterpart word by word
        return [(printed[0][0], printed[-1][1], meant.upper() if upper else meant)]
    return [
        (start, end, word.upper() if upper else word)
        for (start, end, seen), word in zip(printed, words, strict=True)
        if seen != lexicon.plain(word)
    ]


def _is_upper(words: str) -> bool:
    """Set in capitals, one letter in four, or in eleven, that OCR made small allowed (`ĐlNH`)."""
    upper = sum(map(str.isupper, words))
    return upper > 0 and 7 * sum(map(str.islower, words)) <= upper + 4


def by_words(printed: Sequence[Token], meant: str, *, firm: bool = False) -> bool:
    """Whether a phrase was spoiled letter by letter: no word lost, none changed beyond knowing.

    A word that is itself a syllable was meant as it stands, unless two others of the phrase are in order; firm: what
    stands beside it shows that it was not.
    """
    words = lexicon.plain(" ".join(_WORD.findall(meant))).split()
    seen = [word for _, _, word in printed]
    if len(words) != len(seen):
        return seen[0][0] == words[0][0] and distance("".join(seen), "".join(words), 1) <= 1
    changed = [(a, b) for a, b in zip(seen, words, strict=True) if a != b]
    firm = firm or len(words) - len(changed) > 1
    return all(alike(a, b, 1 if len(b) < 5 else 2) and (firm or not is_syllable(a)) for a, b in changed)


def key_of(printed: Sequence[Token]) -> str:
    """The letters of printed words, as they are compared."""
    return "".join(word for _, _, word in printed)


# ---- Quốc hiệu, tiêu ngữ, names of Party and Đoàn ----


@cache
def _headings(kind: str) -> tuple[Vocabulary, frozenset[str], tuple[str, ...]]:
    """The phrases of one kind with those that lines break them into, their words, and the whole phrases."""
    if kind == "motto":
        whole: tuple[str, ...] = ("Độc lập - Tự do - Hạnh phúc",)
    else:
        roles = ("quốc hiệu", "tiêu đề", "tiêu đề Đoàn")
        whole = tuple(row["words"] for row in lexicon.table("families") if row["role"] in roles)
    parts: list[str] = []
    for phrase in whole:
        words = phrase.replace(" - ", " ").split()
        parts += [
            " ".join(words[i:j])
            for i in range(len(words))
            for j in range(i + 2, len(words) + 1)
            if len(letters(" ".join(words[i:j]))) >= 7
        ]
    return Vocabulary(parts), frozenset(lexicon.plain(" ".join(whole)).split()), whole


def heading_words(text: Text, start: int, end: int, kind: str) -> list[Mend]:
    """Quốc hiệu and names of Party and Đoàn (`state`), or tiêu ngữ (`motto`), alone in a cell or beside other words."""
    vocabulary, known, whole = _headings(kind)
    printed = tokens(text, start, end)
    exact = sum(word in known for _, _, word in printed)
    if not exact or len(printed) < 2 or (len(printed) < 8 and 2 * exact < len(printed) - 2):
        return []
    if kind == "state" and not _capitals(text.clean[start:end]):
        return []
    key = key_of(printed)
    found = vocabulary.best(key) if len(key) <= LONGEST else None
    if found:
        return restored(text, printed, found[0])
    if exact < 3:
        return []
    best: tuple[int, list[Token], str] | None = None
    for phrase in whole:
        meant = letters(phrase)
        most = allowed(len(meant))
        count = len(_WORD.findall(phrase))
        for size in (count, count - 1):
            for at in range(len(printed) - size + 1):
                window = printed[at : at + size]
                apart = distance(key_of(window), meant, most)
                if apart <= most and (best is None or apart < best[0]):
                    best = apart, window, phrase
    if best is None or (not best[0] and len(best[1]) == len(_WORD.findall(best[2]))):
        return []
    return restored(text, best[1], best[2])


def _capitals(words: str) -> bool:
    small = sum(c.islower() for c in words)
    return small <= 2 or 4 * small < len(words)


# ---- issuers and titles, at the begin of a cell in capitals ----


@cache
def _openers() -> dict[tuple[int, str], tuple[tuple[str, str], ...]]:
    """(place, word) → the names that have that word there, as (letters, words)."""
    names = []
    for row in lexicon.table("organ_heads"):
        words = row["words"].split() if row["kind"] != "level" else []
        names += [" ".join(words[:n]) for n in range(len(words), 2, -1)] or [" ".join(words)]
    for meanings in lexicon.issuers().values():
        for each in meanings:
            names += [name.split("(")[0].strip() for name in each.name.split(";")]
    index: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
    for name in names:
        key = letters(name)
        if opens_organ(lexicon.plain(name)) and 4 <= len(key) <= LONGEST:
            for place, word in enumerate(_WORD.findall(lexicon.plain(name))[:6]):
                index[place, word].setdefault(key, name)
    return {at: tuple(found.items()) for at, found in index.items()}


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    """Single words that open a body: (letters, words)."""
    rows = lexicon.table("organ_heads")
    return tuple(
        (letters(row["words"]), row["words"]) for row in rows if " " not in row["words"] and len(row["words"]) < 7
    )


def opener(text: Text, start: int, end: int) -> list[Mend]:
    """The head of a body's name that OCR spoiled: `ỦY HAN NHÂN DÂN`, `8Ở NỘI VỤ`."""
    return [(start + a, start + b, meant) for a, b, meant in _opener_of(text.clean[start:end])]


@lru_cache(maxsize=4096)
def _opener_of(words: str) -> tuple[Mend, ...]:
    """The mends of words by themselves: the same issuers come again and again."""
    text = Text(words)
    return tuple(_read_opener(text, 0, len(text.clean))) if len(text.clean) == len(words) else ()


def _read_opener(text: Text, start: int, end: int) -> list[Mend]:
    plain = text.plain[start:end]
    words = plain.split()
    if not words or any(map(str.isdigit, words[:4])) or not words[0][0].isalnum():
        return []
    known = bool(opens_organ(plain) or organ_head("level", "same").match(plain))
    if known and all(map(is_syllable, words)):
        return []
    printed = tokens(text, start, end)[:12]
    if known or not printed:
        return [each for token in printed[1:] for each in _odd_word(text, token)]
    best: tuple[float, list[Token], str] | None = None
    for key, name in _near_openers(printed):
        near = _prefix(printed, key)
        if near and near[0] and by_words(near[1], name) and (best is None or near[0] / len(key) < best[0]):
            best = (near[0] / len(key), near[1], name)
    return restored(text, best[1], best[2]) if best else _head(text, printed)


def _odd_word(text: Text, token: Token) -> list[Mend]:
    """A word in an issuer's name that is no syllable: the one word of such names that it nearly is."""
    if is_syllable(token[2]) or len(token[2]) < 4 or not token[2].isalpha():
        return []
    found = _organ_words().best(token[2], 1)
    return restored(text, [token], found[0]) if found and found[1] else []


@cache
def _organ_words() -> Vocabulary:
    """The words of which names of bodies are made."""
    names = [row["words"] for row in lexicon.table("organ_heads")]
    names += [each.name for meanings in lexicon.issuers().values() for each in meanings]
    return Vocabulary(word for name in names for word in _WORD.findall(name) if len(word) > 2)


def _near_openers(printed: list[Token]) -> Iterable[tuple[str, str]]:
    """The names that share a word with what is printed, in its place; two words where all of it are syllables."""
    index = _openers()
    seen = [word for _, _, word in printed]
    odd = any(not is_syllable(word) and not _VOWELS.isdisjoint(word) for word in seen[:5])
    shared: dict[tuple[str, str], int] = {}
    for place, (_, _, word) in enumerate(printed[:6]):
        for at in (place, place + 1, place - 1) if odd else (place,):
            for each in index.get((at, word), ()):
                shared[each] = shared.get(each, 0) + 1
    if odd:
        return [each for each, count in shared.items() if each[1].count(" ") <= 2 * count]
    return [each for each, count in shared.items() if count > 1 and each[1].count(" ") <= count + count // 3]


def _prefix(printed: list[Token], key: str) -> tuple[int, list[Token]] | None:
    """The first words that nearly are `key`, and how far they are from it."""
    limit = allowed(len(key))
    seen = ""
    found: tuple[int, list[Token]] | None = None
    for n, (_, _, word) in enumerate(printed, 1):
        seen += word
        if len(seen) > len(key) + limit:
            break
        if len(seen) >= len(key) - limit:
            apart = distance(seen, key, limit)
            if apart <= limit and (found is None or apart < found[0]):
                found = (apart, printed[:n])
    return found


def _head(text: Text, printed: list[Token]) -> list[Mend]:
    """A single word that opens a body, a letter wrong or the next word joined: only where it is no syllable at all."""
    start, end, word = printed[0]
    if is_syllable(word) or len(printed) < 2:
        return []
    for size in range(len(word) - 1, 1, -1):
        rest = word[size:]
        if word[:size] in dict(_heads()) and (is_syllable(rest) or (len(rest) > 2 and _VOWELS.isdisjoint(rest))):
            return [(start, end, f"{text.clean[start : start + size]} {text.clean[start + size : end]}")]
    if len(word) > 7:
        return []
    near = [name for key, name in _heads() if len(key) == len(word) and distance(word, key, 1) == 1]
    return restored(text, printed[:1], near[0]) if len(near) == 1 else []


@cache
def _titles() -> Vocabulary:
    return Vocabulary(name for kind in lexicon.types() if kind.title for name in (kind.name, *kind.aliases))


def title(text: Text, start: int, end: int, notation: str | None, *, begun: bool = False) -> list[Mend]:
    """The name of a type that OCR spoiled, alone in its cell or before a trích yếu in small letters.

    notation: what the number shows; the type that it names may have lost more letters. begun: a line of the header
    begins with a type's name, which may be its title: only one alone in its cell is looked for.
    """
    if not text.clean[start : start + 3].isupper():
        return []
    printed = tokens(text, start, end)
    capitals = 0
    while capitals < len(printed) and _is_upper(text.clean[printed[capitals][0] : printed[capitals][1]]):
        capitals += 1
    if begun and capitals < len(printed):
        return []
    printed = printed[:capitals]
    key = key_of(printed)
    if not 4 <= len(key) <= 30:
        return []
    found = _titles().best(key)
    shown = lexicon.type_by_notation(notation) if notation else None
    if shown and shown.title:
        own = letters(shown.name)
        if distance(key, own, len(own) // 3) <= len(own) // 3:
            found = (shown.name, 1)
    if found is None or not found[1]:
        return []
    if len(printed) == 1 and is_syllable(key):
        return []
    return restored(text, printed, found[0])
