"""A fingerprint of a text by which two scans of one document are known, whatever OCR made of single letters."""

from __future__ import annotations

import re
from typing import Final
from zlib import crc32

from trichxuat.text import strip_marks

PLACES: Final = 64
"""Characters of a fingerprint. The share of places that agree estimates the share of word pairs that agree."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PAIR = re.compile(r"\b([cnt][a-z]{1,20})[^a-z]{1,40}([a-z]{1,20})")
"""Two neighbouring words, of which a third is looked at: those whose first letter is one of the three commonest."""
_FEWEST = 8
_LONGEST = 20_000


def fingerprint(text: str) -> str | None:
    """64 characters for `documents.fingerprint`; None where the text has too few words to tell it from others.

    A min-hash in one permutation: each pair of words (without marks) is hashed once, the hash names a place and a
    weight, and each place keeps its lightest; a place that stayed empty takes what stands in the next one. Compare
    two with `hamming` of DuckDB: 0 is the same text. Digits are passed over: ink and stamps spoil them most. About
    0.2 ms for a page.
    """
    pairs = set(_PAIR.findall(strip_marks(text[:_LONGEST])))
    if len(pairs) < _FEWEST:
        return None
    lightest: dict[int, int] = {}
    for first, second in pairs:
        weight, place = divmod(crc32(f"{first} {second}".encode()), PLACES)
        if weight < lightest.get(place, 1 << 32):
            lightest[place] = weight
    made = []
    for place in range(PLACES):
        step = 0
        while (place + step) % PLACES not in lightest:
            step += 1
        made.append(_LETTERS[(lightest[(place + step) % PLACES] + step) % len(_LETTERS)])
    return "".join(made)
