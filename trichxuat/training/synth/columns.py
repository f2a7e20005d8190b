"""Two columns of a page as they arrive in plain text: side by side, one behind the other, in the bars of a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from trichxuat.training.synth.dice import Dice
from trichxuat.training.synth.page import Page
from trichxuat.training.synth.rich import Rich, rich, wrap

LAYOUTS = ("apart", "joined", "gaps", "tabs", "bars", "cells", "left-first", "right-first")


def _bold(text: Rich, on: bool) -> Rich:
    return rich("**", text, "**") if on and text.text.strip() else text


def both(
    page: Page, dice: Dice, layout: str, left: Sequence[Rich], right: Sequence[Rich], *, bold: bool = False
) -> None:
    """Writes the two columns; in the layouts of a row, line n of the one stands beside line n of the other."""
    if layout in ("left-first", "apart"):
        _stack(page, dice, left, right, bold)
    elif layout == "right-first":
        _stack(page, dice, right, left, bold)
    elif layout == "cells":
        _cells(page, dice, left, right, bold)
    else:
        _rows(page, dice, layout, left, right)


def _stack(page: Page, dice: Dice, first: Sequence[Rich], second: Sequence[Rich], bold: bool) -> None:
    for line in first:
        page.line(_bold(line, bold and dice.chance(0.5)))
    if first and second and dice.chance(0.6):
        page.blank()
    for line in second:
        page.line(_bold(line, bold and dice.chance(0.5)))


def _cells(page: Page, dice: Dice, left: Sequence[Rich], right: Sequence[Rich], bold: bool) -> None:
    """Bars on lines of their own, each cell whole between them, its words broken into short lines."""
    width = dice.pick((16, 24, 40, 60))
    page.line("|")
    for column in (left, right):
        for line in column:
            if not line.text:
                continue
            pieces = wrap(line, width)
            for number, piece in enumerate(pieces):
                star = bold and number == 0
                end = bold and number == len(pieces) - 1
                page.line(rich("**" if star else "", piece, "**" if end else "") if bold else piece)
        page.line("|")


def _rows(page: Page, dice: Dice, layout: str, left: Sequence[Rich], right: Sequence[Rich]) -> None:
    start = dice.number(34, 46) + max(0, max((len(line) for line in left), default=0) - 34)
    indent = " " * dice.pick((0, 0, 2, 4))
    width = max((len(line) for line in right), default=0) + 3
    for a, b in zip_longest(left, right, fillvalue=Rich("")):
        if layout == "bars":
            page.line(
                rich(
                    "| ", a, " " * (start - len(a)), " | " if dice.chance(0.5) else " |", b, " " * (width - len(b)), "|"
                )
            )
            continue
        if not a.text and not b.text:
            page.line()
            continue
        if not a.text or not b.text:
            alone = " " * (start + len(indent)) if layout == "gaps" else "\t\t" if layout == "tabs" else ""
            page.line(a if a.text else b, (indent if layout == "gaps" else "") if a.text else alone)
            continue
        if layout == "joined":
            page.line(rich(a, " ", b))
        elif layout == "tabs":
            page.line(rich(a, "\t" * dice.number(1, 3), b))
        else:
            page.line(rich(a, " " * max(4, start - len(a)), b), indent)


def centred(line: Rich, width: int) -> str:
    """The indent that puts a line in the middle."""
    return " " * max(0, (width - len(line)) // 2)
