"""The zones of a document: header, addressees, body, tail (nơi nhận and signatures), what is annexed.

Zones are half-open ranges of line indexes, in order, touching each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from trichxuat.structure.documents import Part
from trichxuat.structure.head import Head, find_head
from trichxuat.structure.lines import Line
from trichxuat.structure.sides import Sides
from trichxuat.structure.tail import find_tail
from trichxuat.text import Text

Range = tuple[int, int]


@dataclass(slots=True)
class Zones:
    """head: from the issuer to the end of the trích yếu (and the authority line); addressees: `Kính gửi`;
    body: bases and content; tail: nơi nhận and signatures, in whatever order they were printed; annex: all behind it.
    heading: what was seen of the header on the way; sides: what stands left and right in the tail."""

    head: Range
    addressees: Range
    body: Range
    tail: Range
    annex: Range
    heading: Head
    sides: Sides


def find_zones(text: Text, lines: list[Line], part: Part, subject: int | None = None) -> Zones:
    """The zones of one document; a zone that is not there is empty.

    subject: the line where its trích yếu begins, if that is known from elsewhere.
    """
    heading = find_head(text, lines, part, subject)
    start = heading.addressees[1]
    tail, sides = find_tail(text, lines, start, part.last)
    return Zones(heading.lines, heading.addressees, (start, tail[0]), tail, (tail[1], part.last), heading, sides)


def bare_zones(text: Text, lines: list[Line], part: Part) -> Zones:
    """A document taken whole as body: what is left where its zones cannot be told."""
    start = lines[part.first].start
    none, end = (part.first, part.first), (part.last, part.last)
    return Zones(none, none, (part.first, part.last), end, end, Head(none, none, (start, start)), Sides())
