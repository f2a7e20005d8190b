"""What a tagger sees of each token of a sentence: letters, case, neighbours, and what the lexicon knows of it."""

from __future__ import annotations

from functools import cache

from trichxuat.lexicon import plain, posts, table, units, verbs
from trichxuat.text import Text

Span = tuple[int, int]
_PAD = ("<", "<", "p", "")
_KNOWN_WORDS = 5
"""So many syllables has the longest phrase that is looked up."""


def token_features(text: Text, tokens: list[Span], context: tuple[str, ...] = ()) -> list[list[str]]:
    """The features of each token; offsets are clean offsets. context: what all tokens of the sequence share."""
    own = [_own(text, start, end) for start, end in tokens]
    known = _known([each[0] for each in own])
    rows = [(*each, mark) for each, mark in zip(own, known, strict=True)]
    padded = [_PAD, _PAD, *rows, _PAD, _PAD]
    found = []
    for i in range(len(rows)):
        (w2, _, s2, k2), (w1, _, s1, k1), (w, toned, s, k), (v1, _, t1, l1), (v2, _, t2, l2) = padded[i : i + 5]
        found.append([
            "b", f"w={w}", f"t={toned}", f"s={s}", f"k={k}", f"-1={w1}", f"+1={v1}", f"-2={w2}", f"+2={v2}",
            f"-1s={s1}{s}", f"+1s={s}{t1}", f"-2s={s2}{s1}{s}", f"+2s={s}{t1}{t2}", f"-1w={w1} {w}", f"+1w={w} {v1}",
            f"-1k={k1}", f"+1k={l1}", f"-2k={k2}{k1}", f"+2k={l1}{l2}", f"kk={k1}{k}{l1}", f"at={min(i, 3)}",
            *context,
        ])  # fmt: skip
    return found


def _own(text: Text, start: int, end: int) -> tuple[str, str, str]:
    """(plain letters, letters with marks, shape) of a token."""
    word = text.clean[start:end]
    if word[0].isdigit():
        return "0", "0", "0" if word.isdigit() else "0/"
    if not word[0].isalpha():
        return word, word, word if word in ",;:.()" else "p"
    shape = "X" if word.isupper() and len(word) > 1 else "C" if word[0].isupper() else "x"
    return text.plain[start:end], word.casefold(), shape


@cache
def _phrases() -> dict[str, str]:
    """Phrases of the lexicon in plain letters → what they are."""
    found = {word.plain: f"V{word.kind[0]}" for word in verbs()}
    found |= {plain(row["words"]): f"W{row['role']}" for row in table("task_words") if row["role"] == "duty"}
    found |= {word.plain: "P" for word in posts()}
    found |= {word.plain: "U" for word in units()}
    return found


def _known(words: list[str]) -> list[str]:
    """For each token the kind of the longest phrase of the lexicon that begins at it, or holds it (small letter)."""
    phrases = _phrases()
    marks = [""] * len(words)
    i = 0
    while i < len(words):
        for size in range(min(_KNOWN_WORDS, len(words) - i), 0, -1):
            kind = phrases.get(" ".join(words[i : i + size]))
            if kind:
                marks[i : i + size] = [kind, *[kind.lower()] * (size - 1)]
                i += size
                break
        else:
            i += 1
    return marks
