"""How a document is set: columns, paragraphs, pages, marks of the converter. Writes head, body and tail onto a page."""

from __future__ import annotations

from dataclasses import dataclass

from trichxuat.training.synth.columns import both, centred
from trichxuat.training.synth.dice import Dice
from trichxuat.training.synth.draft import Block
from trichxuat.training.synth.header import Head
from trichxuat.training.synth.page import Page
from trichxuat.training.synth.rich import Rich, rich, wrap
from trichxuat.training.synth.tail import Tail


@dataclass(frozen=True, slots=True)
class Style:
    """width 0: a paragraph is one line. bold: markdown stars. table: how rows of a table come."""

    head: str
    tail: str
    width: int
    blank: bool
    indent: str
    hang: str
    centre: bool
    bold: bool
    italic: bool
    pages: str
    table: str


def style(dice: Dice) -> Style:
    head = dice.weighted(
        (
            ("gaps", 5),
            ("joined", 5),
            ("apart", 4),
            ("cells", 2),
            ("bars", 1.5),
            ("tabs", 1),
            ("left-first", 2.5),
            ("squeezed", 0.8),
        )
    )
    same = dice.chance(0.6) and head not in ("apart", "squeezed")
    tail = (
        head
        if same
        else dice.weighted(
            (("gaps", 4), ("joined", 5), ("left-first", 4), ("right-first", 3), ("cells", 1), ("bars", 1), ("tabs", 1))
        )
    )
    markdown = head == "cells" or dice.chance(0.12)
    width = dice.weighted(((0, 5), (dice.number(70, 100), 6)))
    return Style(
        head,
        tail,
        width,
        dice.chance(0.45),
        " " * dice.pick((0, 0, 4, 5, 6, 8)),
        " " * dice.pick((0, 0, 0, 4)),
        dice.chance(0.45),
        markdown and dice.chance(0.8),
        markdown and dice.chance(0.4),
        dice.weighted((("", 5), ("number", 2), ("feed", 0.6), ("feed number", 0.6), ("dashes", 0.3), ("of", 0.2)))
        if width
        else "",
        dice.pick(("bars", "bars", "cells", "tabs", "gaps")),
    )


class Setter:
    """Writes a document's parts onto a page in one style."""

    def __init__(self, page: Page, dice: Dice, look: Style) -> None:
        self._page = page
        self._dice = dice
        self._look = look
        self._lines = 0
        self._number = 1

    # ---- head

    def head(self, head: Head) -> None:
        dice, page, look = self._dice, self._page, self._look
        if look.head == "squeezed":
            self._squeezed(head)
        else:
            left, right = list(head.organ), list(head.nation)
            if (
                look.head in ("gaps", "joined", "tabs")
                and len(left) == 1
                and len(head.nation) == 2
                and len(left[0]) > 44
                and look.head == "gaps"
            ):
                left = wrap(left[0], 36)
            if head.rules:
                left.append(rich(dice.pick(("-------", "*", "_______", "--------"))))
                right.append(rich(dice.pick(("---------------", "_____________________", "------------"))))
            number = [head.number] if head.number else []
            when = [head.when] if head.when else []
            about = [piece for line in head.about for piece in wrap(line, dice.pick((34, 40, 50, 400)))]
            if look.head == "left-first":
                both(page, dice, look.head, [*left, *number, *about], [*right, *when], bold=look.bold)
            elif look.head == "apart":
                both(page, dice, look.head, left, right, bold=look.bold)
                self._gap()
                for line in (*number, *when, *about):
                    page.line(line)
                    if dice.chance(0.4):
                        page.blank()
            else:
                if look.head in ("gaps", "joined", "tabs") and dice.chance(0.2):
                    self._loose(left, right, number, when, about)
                    number, when, about, left, right = [], [], [], [], []
                between = [rich("")] if dice.chance(0.3) and look.head == "gaps" else []
                rows = max(len(left), len(right))
                left += [rich("")] * (rows - len(left))
                right += [rich("")] * (rows - len(right))
                if look.head == "cells":
                    both(page, dice, "cells", left, right, bold=look.bold)
                    both(page, dice, "cells", [*number, *about], when)
                else:
                    if left:
                        both(page, dice, look.head, [*left, *between, *number, *about], [*right, *between, *when])
        for stamp in head.stamps:
            self._gap()
            page.line(stamp, " " * dice.pick((0, 2, 6)))
        self._title(head)
        if head.addressees:
            self._gap()
            indent = " " * dice.pick((0, 0, 8, 16)) if look.indent else ""
            for at, line in enumerate(head.addressees):
                page.line(
                    line, indent if at == 0 or not line.text.startswith("- ") else indent + dice.pick(("", "    "))
                )
        self._gap()

    def _loose(
        self, left: list[Rich], right: list[Rich], number: list[Rich], when: list[Rich], about: list[Rich]
    ) -> None:
        """Each column by itself: the number may stand beside the motto, `V/v` beside the date."""
        dice = self._dice
        left = [line for line in left if line.text]
        right = [line for line in right if line.text]
        if len(left) >= len(right) and about and dice.chance(0.5):
            when = [*([rich("")] * dice.number(0, 1)), *when]
        both(self._page, dice, self._look.head, [*left, *number, *about], [*right, *when])

    def _squeezed(self, head: Head) -> None:
        """A column on one line."""
        page, dice = self._page, self._dice
        from_left = [*head.organ, *([head.number] if head.number else [])]
        right = [*head.nation, *([head.when] if head.when else [])]
        if dice.chance(0.4):
            page.line(_beside([*from_left, *right]))
        elif dice.chance(0.5):
            page.line(_beside(head.organ))
            page.line(_beside(([head.number] if head.number else []) or [rich("")]))
            page.line(_beside(head.nation))
            if head.when:
                page.line(head.when)
        else:
            page.line(_beside(from_left))
            page.line(_beside(right))
        for line in head.about:
            page.line(line)

    def _title(self, head: Head) -> None:
        dice, page, look = self._dice, self._page, self._look
        if not head.title:
            return
        self._gap()
        width = dice.pick((60, 72, 90, 400))
        for number, line in enumerate(head.title):
            lines = -(-len(line) // width)
            even = min(width, len(line) // lines + 9) if dice.chance(0.75) else width
            for piece in wrap(line, even):
                bold = look.bold and (number == 0 or dice.chance(0.3))
                page.line(
                    rich("**", piece, "**") if bold else piece, centred(piece, look.width or 80) if look.centre else ""
                )
            if number == 0 and dice.chance(0.3):
                page.blank()
        if dice.chance(0.2):
            page.line(dice.pick(("-----", "---------------", "_______", "---")), " " * (35 if look.centre else 0))

    # ---- body

    def body(self, blocks: list[Block]) -> None:
        table: list[Block] = []
        for block in blocks:
            if block.kind == "row":
                table.append(block)
                continue
            if table:
                self._table(table)
                table = []
            self._block(block)
        if table:
            self._table(table)

    def _block(self, block: Block) -> None:
        look, text = self._look, block.text
        if block.kind == "head" and look.bold:
            text = rich("**", text, "**")
        elif block.kind == "para" and look.italic and text.text.startswith(("Căn cứ", "Theo đề nghị", "Thực hiện")):
            text = rich("*", text, "*")
        if block.kind == "centre":
            indent = centred(text, look.width or 80) if look.centre else ""
            for piece in wrap(text, look.width or 400):
                self._line(piece, indent if len(text) < 90 else "")
        elif look.width:
            first = look.indent or (look.hang if block.kind == "item" else "")
            for piece in wrap(text, look.width, first, look.hang if block.kind == "item" and not look.indent else ""):
                self._line(piece)
        else:
            self._line(text, look.indent)
        self._gap()

    def _line(self, text: Rich, indent: str = "") -> None:
        self._page.line(text, indent)
        self._lines += 1
        if self._look.pages and self._lines >= 34 + self._number % 5:
            self._turn()

    def _turn(self) -> None:
        """The foot of one page and the top of the next."""
        self._lines = 0
        self._number += 1
        pages, page = self._look.pages, self._page
        if "feed" in pages:
            page.line("\f" if "number" not in pages else f"\f{self._number}")
        elif pages == "number":
            page.line(f"{self._number}", self._dice.pick(("", " " * 36)))
        elif pages == "dashes":
            page.line(f"- {self._number} -")
        else:
            page.line(f"Trang {self._number}/{self._number + 3}")
        if self._dice.chance(0.5):
            page.blank()

    def _gap(self) -> None:
        if self._look.blank:
            self._page.blank()

    def _table(self, rows: list[Block]) -> None:
        """Rows in the bars of a table, one a line or each cell on its own, or parted by tabs or wide gaps."""
        page, look, kind = self._page, self._look, self._look.table
        page.blank()
        for number, row in enumerate(rows):
            if kind == "cells":
                page.line("|")
                for cell in row.cells:
                    for piece in wrap(cell, look.width or 400):
                        page.line(rich("**", piece, "**") if number == 0 and look.bold else piece)
                    page.line("|")
            elif kind == "bars":
                page.line(rich("| ", _between(row.cells, " | "), " |"))
                if number == 0 and self._dice.chance(0.6):
                    page.line("|" + " --- |" * len(row.cells))
            else:
                page.line(_between(row.cells, "\t" if kind == "tabs" else "    "))
        page.blank()

    # ---- tail

    def tail(self, tail: Tail) -> None:
        dice, page, look = self._dice, self._page, self._look
        blocks = tail.blocks
        layout = look.tail
        if len(blocks) > 1:
            self._side_by_side(blocks, layout)
            if tail.recipients:
                self._gap()
                for line in tail.recipients:
                    page.line(line)
            return
        right = blocks[0]
        left = self._wrapped(tail.recipients)
        if layout in ("joined", "gaps", "tabs", "bars") and left:
            self._down(left, right)
        if layout == "squeezed":
            layout = "left-first"
        both(page, dice, layout, left, right, bold=look.bold)

    def _wrapped(self, lines: list[Rich]) -> list[Rich]:
        width = self._dice.pick((40, 52, 400))
        return [piece for line in lines for piece in wrap(line, width)]

    def _down(self, left: list[Rich], right: list[Rich]) -> None:
        """Space for the signature: the name stands some lines down, often under the last recipient."""
        name = right.pop()
        while right and not right[-1].text:
            right.pop()
        space = max(1, len(left) - len(right) + self._dice.pick((-1, 0, 1, 3)))
        right += [rich("")] * space + [name]

    def _side_by_side(self, blocks: list[list[Rich]], layout: str) -> None:
        page, dice = self._page, self._dice
        layout = layout if layout in ("gaps", "bars", "tabs", "joined") else dice.pick(("gaps", "left-first"))
        if layout == "left-first" or (layout == "joined" and len(blocks) > 2):
            for block in blocks:
                for line in block:
                    page.line(line)
                page.blank()
            return
        deep = max(len(block) for block in blocks)
        for block in blocks:
            *top, name = block
            block[:] = [*top, *[rich("")] * (deep - len(block)), name]
        width = 2 + max(len(line) for block in blocks for line in block)
        gap = {"tabs": "\t\t", "joined": " "}.get(layout, "    ")
        for row in zip(*blocks, strict=True):
            if layout == "bars":
                page.line(rich("|", _between([rich(cell, " " * (width - len(cell))) for cell in row], "|"), "|"))
            elif layout == "gaps":
                page.line(_between([rich(cell, " " * (width - len(cell))) for cell in row[:-1]] + [row[-1]], gap))
            else:
                page.line(_between([cell for cell in row if cell.text], gap))


def _between(cells: list[Rich] | tuple[Rich, ...], words: str) -> Rich:
    parts: list[Rich | str] = []
    for number, cell in enumerate(cells):
        parts += ([words] if number else []) + [cell]
    return rich(*parts)


def _beside(lines: list[Rich]) -> Rich:
    return _between(lines, " ")
