"""Texts laid out after Nghị định 30/2020, Phụ lục I as PDF: A4, two-column header and footer, Times-like letters.

Needs reportlab, and Tinos (Debian: fonts-croscore), which has all Vietnamese letters.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.reading.drafting import Draft, drafts_of

FONTS = Path("/usr/share/fonts/truetype/croscore")
WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 85.0, WIDTH - 51.0, 57.0, HEIGHT - 57.0
MIDDLE = 278.0  # between the columns


def missing() -> str | None:
    """Why nothing can be rendered here; None where it can."""
    try:
        import reportlab  # noqa: F401
    except ImportError:
        return "reportlab is not installed (pip install reportlab)"
    if not (FONTS / "Tinos-Regular.ttf").exists():
        return "the font Tinos is not installed (apt-get install fonts-croscore)"
    return None


@dataclass
class Rendered:
    """pdf: the file. text: what a perfect reader reads, columns left then right. places: `number`, `day`, `seal`,
    `arrival` → (page from 0, left, top, right, bottom) in points, for what is written or stamped over."""

    pdf: bytes
    text: str
    places: dict[str, tuple[int, float, float, float, float]]
    pages: int


@cache
def _fonts() -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in ("Regular", "Bold", "Italic", "BoldItalic"):
        pdfmetrics.registerFont(TTFont(f"Tinos-{name}", str(FONTS / f"Tinos-{name}.ttf")))
    return frozenset(pdfmetrics.getFont("Tinos-Regular").face.charToGlyph)


def render(source: str, *, ink: bool = False, stamp: str | None = None, signed: str | None = None) -> Rendered:
    """The documents of a text, each from a new page.

    ink: room is left for number and day, which are not printed. stamp: lines of an arrival stamp (`\\n` between).
    signed: text of a digital signature at the top right.
    """
    sheet = _Sheet(ink)
    for n, draft in enumerate(drafts_of(source)):
        if n:
            sheet.numbered = -1
            sheet.new_page()
        if n == 0 and signed:
            sheet.small(signed, WIDTH - 150, 20)
        _document(sheet, draft, stamp if n == 0 else None)
    return sheet.done()


def _document(sheet: _Sheet, draft: Draft, stamp: str | None) -> None:
    if draft.left or draft.right:
        left = sheet.column(draft.left, LEFT - 20, MIDDLE - 6, "Bold", 12.5)
        right = sheet.column(draft.right, MIDDLE, RIGHT + 10, "Bold", 12.5)
        below = max(sheet.draw(left, sheet.y), sheet.draw(right, sheet.y)) + 8
        number = sheet.column(draft.number, LEFT - 20, MIDDLE - 6, "Regular", 13)
        date = sheet.column(draft.date, MIDDLE, RIGHT + 10, "Italic", 13)
        ends = sheet.draw(number, below, kind="number"), sheet.draw(date, below, kind="date")
        sheet.said([*draft.left, *draft.number], left + number)
        sheet.said([*draft.right, *draft.date], right + date)
        sheet.y = max(*ends, sheet.y) + 14
    if stamp:
        sheet.box(stamp)
    for n, words in enumerate(draft.title):
        sheet.paragraph(words, "Bold", 14, centre=True, after=2 if n + 1 < len(draft.title) else 12)
    for n, words in enumerate(draft.addressees):
        sheet.paragraph(words, "Regular", 13.5, indent=90 if n == 0 else 130, hang=True, after=3)
    if draft.addressees:
        sheet.y += 6
    sheet.blocks(draft.body)
    if draft.recipients or draft.signature:
        left = sheet.column(draft.recipients, LEFT, MIDDLE - 4, "Regular", 11, centre=False)
        right = sheet.column(draft.signature, MIDDLE + 12, RIGHT, "Bold", 13)
        height = max(len(left) * 13.5, len(right) * 16 + 60)
        sheet.y += 10
        if sheet.y + height > BOTTOM:
            sheet.new_page()
        gap_at = next((n for n, words in enumerate(draft.signature) if n and not words.isupper()), None)
        ends = sheet.draw(left, sheet.y), sheet.draw(right, sheet.y, gap=gap_at, kind="signature")
        sheet.said(draft.recipients, left)
        sheet.said(draft.signature, right)
        sheet.y = max(ends) + 10
    if draft.annex:
        sheet.new_page()
        sheet.blocks(draft.annex)


@dataclass
class _Run:
    """One line of a column: words at a place; entry: which of the column's texts it belongs to."""

    words: str
    left: float
    font: str
    size: float
    entry: int


@dataclass
class _Sheet:
    ink: bool
    y: float = TOP
    page: int = 0
    numbered: int = 0
    lines: list[str] = field(default_factory=list)
    places: dict[str, tuple[int, float, float, float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.letters = _fonts()
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(WIDTH, HEIGHT), invariant=True)

    # ---- paper ----

    def new_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.numbered += 1
        self.y = TOP
        if self.numbered:
            self.write(str(self.numbered + 1), (LEFT + RIGHT) / 2 - 3, 36, "Regular", 13)

    def room(self, height: float) -> None:
        if self.y + height > BOTTOM:
            self.new_page()

    def write(self, words: str, left: float, top: float, font: str, size: float, spread: float = 0.0) -> None:
        self.canvas.setFont(f"Tinos-{font}", size)
        if spread:
            self.canvas.drawString(left, HEIGHT - top - 0.8 * size, words, wordSpace=spread)
        else:
            self.canvas.drawString(left, HEIGHT - top - 0.8 * size, words)

    def small(self, words: str, left: float, top: float) -> None:
        for n, line in enumerate(words.split("\n")):
            self.write(line, left, top + 9 * n, "Regular", 8)

    def box(self, words: str) -> None:
        """An arrival stamp under the number."""
        lines = words.split("\n")
        bottom = self.y + 14.0 * len(lines) + 4
        self.places["arrival"] = (self.page, LEFT - 5, self.y, LEFT + 125, bottom)
        for n, line in enumerate(lines):
            self.write(line, LEFT, self.y + 3 + 14 * n, "Bold" if n < 2 else "Regular", 10.5)
        self.canvas.rect(LEFT - 5, HEIGHT - bottom, 130, bottom - self.y)
        self.y = bottom + 8

    def width(self, words: str, font: str, size: float) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(words, f"Tinos-{font}", size))

    def known(self, words: str) -> str:
        return " ".join("".join(c for c in words if ord(c) in self.letters or c == " ").split())

    def wrap(self, words: str, font: str, size: float, width: float, first: float = 0.0) -> list[str]:
        """Words in lines; a compound breaks behind its hyphen where it would not fit."""
        lines, line = [], ""
        for word in self.known(words).split():
            room = width - (first if not lines else 0)
            longer = f"{line} {word}" if line else word
            if self.width(longer, font, size) <= room:
                line = longer
                continue
            head, dash, tail = word.rpartition("-")
            if dash and tail and line and self.width(f"{line} {head}-", font, size) <= room:
                lines.append(f"{line} {head}-")
                line = tail
            else:
                lines += [line] if line else []
                line = word
        return [*lines, line] if line else lines

    # ---- columns ----

    def column(
        self, texts: list[str], left: float, right: float, font: str, size: float, centre: bool = True
    ) -> list[_Run]:
        runs = []
        for n, words in enumerate(texts):
            own = "BoldItalic" if words == "Nơi nhận:" else font
            own_size = size
            while own_size > 10.5 and words.isupper() and self.width(words, own, own_size) > right - left:
                own_size -= 0.5
            for line in self.wrap(words, own, own_size, right - left):
                at = (left + right - self.width(line, own, own_size)) / 2 if centre else left
                runs.append(_Run(line, at, own, own_size, n))
        return runs

    def draw(self, runs: list[_Run], top: float, gap: int | None = None, kind: str = "") -> float:
        """Sets a column; `gap`: the entry that a signature's room stands above. Gives where it ends."""
        y = top
        for n, run in enumerate(runs):
            if gap is not None and run.entry == gap and runs[n - 1].entry != gap:
                self.places["seal"] = (self.page, run.left - 30, y - 10, run.left + 70, y + 60)
                y += 52
            words, left = run.words, run.left
            if self.ink and kind in ("number", "date") and n == 0:
                self._spare(run, kind, y)
            else:
                self.write(words, left, y, run.font, run.size)
            y += run.size * 1.22
        return y

    def _spare(self, run: _Run, kind: str, top: float) -> None:
        """A line with its figure left out: the number behind `Số:`, the day behind `ngày`."""
        cue = run.words.find(":") + 1 if kind == "number" else run.words.find("ngày") + 4
        stop = cue
        while stop < len(run.words) and (run.words[stop].isdigit() or run.words[stop] == " "):
            stop += 1
        self.write(run.words[:cue], run.left - 12, top, run.font, run.size)
        place = run.left - 12 + self.width(run.words[:cue], run.font, run.size) + 3
        self.places["number" if kind == "number" else "day"] = (self.page, place, top - 4, place + 24, top + 15)
        self.write(run.words[stop:], place + 27, top, run.font, run.size)

    def said(self, texts: list[str], runs: list[_Run]) -> None:
        if runs:
            self.lines += [self.known(words) for words in texts]
            self.lines.append("")

    # ---- body ----

    def paragraph(
        self,
        words: str,
        font: str,
        size: float,
        indent: float = 0.0,
        centre: bool = False,
        hang: bool = False,
        after: float = 5.0,
    ) -> None:
        step = size * 1.3
        width = RIGHT - LEFT
        left = LEFT + (indent if hang else 0)
        lines = self.wrap(words, font, size, width - (indent if hang else 0), 0 if hang else indent)
        for n, line in enumerate(lines):
            self.room(step)
            at = left + (indent if n == 0 and not hang else 0)
            room = width - (indent if n == 0 or hang else 0) - self.width(line, font, size)
            if centre:
                at = (LEFT + RIGHT - self.width(line, font, size)) / 2
            blanks = line.count(" ")
            full = n + 1 < len(lines) and not centre and blanks and room < 60
            self.write(line, at, self.y, font, size, room / blanks if full else 0.0)
            self.y += step
        self.y += after
        if lines:
            self.lines.append(self.known(words))

    def blocks(self, blocks: list[str | list[list[str]]]) -> None:
        for block in blocks:
            if isinstance(block, str):
                short = block.isupper() and len(block) < 90
                self.paragraph(block, "Bold" if short else "Regular", 13.5, 0 if short else 28, centre=short)
            else:
                self.table(block)

    def table(self, rows: list[list[str]]) -> None:
        count = max(map(len, rows))
        columns = [[row[n] for row in rows if n < len(row)] for n in range(count)]
        least = [
            12 + max(self.width(word, "Regular", 12) for cell in column for word in [*cell.split(), "-"])
            for column in columns
        ]
        wanted = [min(40, max(map(len, column))) for column in columns]
        spare = max(0.0, RIGHT - LEFT - sum(least)) / max(1, sum(wanted))
        edges = [LEFT + sum(least[:n]) + spare * sum(wanted[:n]) for n in range(count + 1)]
        for row in rows:
            cells = [self.wrap(cell, "Regular", 12, edges[n + 1] - edges[n] - 8) for n, cell in enumerate(row)]
            height = max(1, *map(len, cells)) * 14.5 + 5
            self.room(height)
            for n in range(count):
                self.canvas.rect(edges[n], HEIGHT - self.y - height, edges[n + 1] - edges[n], height)
            for n, lines in enumerate(cells):
                for k, line in enumerate(lines):
                    self.write(line, edges[n] + 4, self.y + 3 + 14.5 * k, "Regular", 12)
            self.y += height
            self.lines.append("| " + " | ".join(self.known(cell) for cell in row) + " |")
        self.y += 8

    def done(self) -> Rendered:
        self.canvas.showPage()
        self.canvas.save()
        return Rendered(self.file.getvalue(), "\n".join(self.lines) + "\n", self.places, self.page + 1)
