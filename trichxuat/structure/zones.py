"""The zones of a document: header, addressees, body, tail (nơi nhận and signatures), what is annexed.

Zones are half-open ranges of line indexes, in order, touching each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from trichxuat.structure.documents import Part
from trichxuat.structure.head import find_head
from trichxuat.structure.lines import Line
from trichxuat.structure.tail import find_tail
from trichxuat.text import Text

Range = tuple[int, int]


@dataclass(slots=True)
class Zones:
    """head: from the issuer to the end of the trích yếu (and the authority line); addressees: `Kính gửi`;
    body: bases and content; tail: nơi nhận and signatures, in whatever order they were printed; annex: all behind it."""

    head: Range
    addressees: Range
    body: Range
    tail: Range
    annex: Range


def find_zones(text: Text, lines: list[Line], part: Part) -> Zones:
    """The zones of one document; a zone that is not there is empty."""
    head, addressees = find_head(text, lines, part)
    tail = find_tail(text, lines, addressees[1], part.last)
    return Zones(head, addressees, (addressees[1], tail[0]), tail, (tail[1], part.last))
