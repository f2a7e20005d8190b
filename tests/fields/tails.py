"""How the tests of recipients and signers read a tail."""

from __future__ import annotations

from trichxuat.structure.head import Head
from trichxuat.structure.lines import Line, read_lines
from trichxuat.structure.tail import find_tail
from trichxuat.structure.zones import Zones
from trichxuat.text import Text

BODY = "Điều 3. Các ông, bà có tên ở trên chịu trách nhiệm thi hành Quyết định này./.\n"


def read_tail(raw: str) -> tuple[Text, list[Line], Zones]:
    """A text read as far as its tail: all before that is body, all behind it annex."""
    text = Text(raw)
    lines = read_lines(text)
    tail, sides = find_tail(text, lines, 0, len(lines))
    head = Head((0, 0), (0, 0), (0, 0))
    return text, lines, Zones((0, 0), (0, 0), (0, tail[0]), tail, (tail[1], len(lines)), head, sides)
