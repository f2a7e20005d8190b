"""Record values from places in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from trichxuat.record import Grade, Value
from trichxuat.text import Text, squeeze

Cut = Sequence[tuple[int, int]]
"""Where words stand: clean offsets, half-open, in reading order; more than one piece where they stand apart."""

V = TypeVar("V", bound=Value)


def evidence(text: Text, cut: Cut) -> dict[str, Any]:
    """`text`, `span` and, for words that stand apart, `spans` of a place, as keyword arguments for a record model."""
    if len(cut) == 1:
        span = text.span(*cut[0])
        return {"text": text.raw[span[0] : span[1]], "span": span}
    pieces = [text.span(start, end) for start, end in cut]
    raw = " ".join(text.raw[start:end] for start, end in pieces)
    whole = (min(start for start, _ in pieces), max(end for _, end in pieces))
    return {"text": raw, "span": whole, "spans": pieces}


def add_piece(text: Text, cut: list[tuple[int, int]], start: int, end: int, blanks: str | None = None) -> None:
    """Puts a piece behind the others; it lengthens the last where nothing but `blanks` (white space) parts them."""
    if cut and not text.clean[cut[-1][1] : start].strip(blanks):
        cut[-1] = (cut[-1][0], end)
    else:
        cut.append((start, end))


def shown(text: Text, cut: Cut) -> str:
    """The words of a cut as people read them, white space single, table bars out."""
    words = text.clean[slice(*cut[0])] if len(cut) == 1 else " ".join(text.clean[a:b] for a, b in cut)
    if words.isprintable() and "  " not in words and "|" not in words:  # no line breaks, for speed
        return words.strip()
    return " ".join(words.replace("|", " ").split())


def doubted(grade: Grade, reasons: Sequence[str]) -> tuple[Grade, list[str]]:
    """The grade and reasons of what was found by words with wrong letters: never `sure`."""
    return "likely" if grade == "sure" else grade, [*reasons, "ocr_letters"]


def value(text: Text, cut: Cut, norm: str | None = None, grade: Grade = "sure", reasons: Sequence[str] = ()) -> Value:
    """A value; `norm` its normalised form, by default the words themselves with white space single."""
    return build(Value, text, cut, norm, grade, reasons)


def build(
    model: type[V],
    text: Text,
    cut: Cut,
    norm: str | None = None,
    grade: Grade = "sure",
    reasons: Sequence[str] = (),
    **more: Any,
) -> V:
    """The same for any model that is a value with more keys; words that had to be mended make it `likely`."""
    found = evidence(text, cut)
    if text.mends and any(text.is_mended(start, end) for start, end in cut):
        grade, reasons = doubted(grade, reasons)
    norm = squeeze(found["text"]) if norm is None else norm
    return model(**found, value=norm, grade=grade, reasons=list(reasons), **more)


def trim(text: Text, start: int, end: int, edges: str = " \t\r\n;,.:-|") -> tuple[int, int]:
    """The stretch without blanks and stray marks at either end (clean offsets)."""
    clean = text.clean
    while start < end and clean[start] in edges:
        start += 1
    while end > start and clean[end - 1] in edges:
        end -= 1
    return start, end
