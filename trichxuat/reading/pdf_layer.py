"""How good the text layer of a PDF is: whether its words are Vietnamese, whether it is the page's text at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trichxuat.reading.page import Page
from trichxuat.reading.syllables import is_syllable, judged

GOOD, BAD, NONE = "good", "bad", "none"

_WORD = re.compile(r"[^\W\d_]{2,}")
_LOST = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")  # no letter, or a font's own

# Measured: a page of Vietnamese has marks on 70 to 80 of 100 words, nearly all of them syllables; the layer of an
# English reader over a scan has them on few, and what is left is no word of any language.
_LEAST_WORDS = 12
_FEW_ON_PICTURE = 45
_MOSTLY_PICTURE = 0.5
_LEAST_MARKED = 0.3
_LEAST_RIGHT = 0.75
_MOST_LOST = 0.02


def layer_quality(pages: Sequence[Page]) -> str:
    """`good`; `bad`: other words than the page shows; `none`: no words, or a stamp's few on the image of a page.

    Meant for one page at a time: scans have pages with and without a layer.
    """
    text = "\n".join(" ".join(word.text for word in page.words) for page in pages)
    words = _WORD.findall(text)
    lost = len(_LOST.findall(text))
    if not lost and not any(map(str.isalnum, text)):
        return NONE
    pictured = any(page.pictures > _MOSTLY_PICTURE for page in pages)
    if pictured and len(words) < _FEW_ON_PICTURE * len(pages):
        return NONE
    if lost > _MOST_LOST * len(text):
        return BAD
    if len(words) < _LEAST_WORDS:
        return GOOD
    marked, right = judged(text)
    if marked >= _LEAST_WORDS / 2 and right < _LEAST_RIGHT * marked:
        return BAD
    if marked < _LEAST_MARKED * len(words):
        return _without_marks(words, marked, pictured)
    return GOOD


def _without_marks(words: Sequence[str], marked: int, pictured: bool) -> str:
    """A page with few marks: a table of names and figures, or another language, unless it is the image of a page."""
    if not pictured and marked < 0.02 * len(words):
        return GOOD
    plain = [word for word in words if word.isascii() and word.islower()]
    syllables = sum(map(is_syllable, plain))
    return GOOD if not pictured and 2 * syllables > len(plain) else BAD
