"""When two texts count as the same, and how items of two lists are paired."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar

from trichxuat.text import strip_marks

T = TypeVar("T")

_ONE_KIND = str.maketrans(
    {"ð": "đ", "*": None, "’": "'", "‘": "'", "|": " ", "#": " ", "\\": " "}
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("“”„‟«»", '"')
)
_EDGES = " .,;:-/+•·✓\"'()[]"
_JOINT = re.compile(r"\s*([/-])\s*")
_BLANK = re.compile(r"\s+")
# The old place of the tone → the new one. Wherever it stands in a word, as both sides are folded.
_TONES = {
    first + old: new + last
    for first, last, olds, news in (
        ("o", "a", "àáảãạ", "òóỏõọ"),
        ("o", "e", "èéẻẽẹ", "òóỏõọ"),
        ("u", "y", "ỳýỷỹỵ", "ùúủũụ"),
    )
    for old, new in zip(olds, news, strict=True)
}
_TONE = re.compile("|".join(_TONES))
_WORD = re.compile(r"\w+")


def flat(text: str) -> str:
    """NFC, white space single."""
    return _BLANK.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(value: str | None) -> str:
    """The form in which two values are compared; "" for None."""
    if not value:
        return ""
    text = unicodedata.normalize("NFC", value).casefold().translate(_ONE_KIND)
    text = _JOINT.sub(r"\1", _TONE.sub(lambda m: _TONES[m.group()], text))
    return _BLANK.sub(" ", text).strip(_EDGES)


def fold_code(code: str | None) -> str:
    """A document code: folded, without blanks and leading zeros."""
    return re.sub(r"^0+(?=\d)", "", fold(code).replace(" ", ""))


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> tuple[tuple[str, ...], Counter[str]]:
    found = tuple(_WORD.findall(text))
    return found, Counter(found)


@lru_cache(maxsize=1 << 16)
def alike(a: str, b: str) -> float:
    """Similarity of two folded texts, 0 to 1: words shared in order over the mean length (Dice); 0 below 0.6."""
    if a == b:
        return 1.0
    (x, in_x), (y, in_y) = _words(a), _words(b)
    total = len(x) + len(y)
    if not x or not y or 2 * sum((in_x & in_y).values()) < 0.6 * total:
        return 0.0
    blocks = SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / total


def soften(text: str) -> str:
    """A folded text without marks over and under letters: gold that was read off page images knows no better."""
    return strip_marks(text)


@lru_cache(maxsize=1 << 14)
def alike_by_letters(a: str, b: str) -> float:
    """Similarity of two folded texts, 0 to 1: letters shared in order over the mean length."""
    if a == b:
        return 1.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a and b else 0.0


def pair(gold: Sequence[T], found: Sequence[T], sim: Callable[[T, T], float], floor: float) -> list[tuple[int, int]]:
    """Items that belong together, (index in gold, index in found): the most alike first, none below `floor`."""
    weighed = [(sim(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    weighed = sorted((w for w in weighed if w[0] >= floor), key=lambda w: (-w[0], w[1], w[2]))
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in weighed:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs
