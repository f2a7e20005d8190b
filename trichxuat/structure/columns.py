"""The two sides of a tail: nơi nhận on the left, the signatures on the right, however they were printed.

By wide gaps, by bars in every line, by cells between lone bars, one after the other, or run together by OCR.
"""

from __future__ import annotations

from trichxuat.structure import titles
from trichxuat.structure.lines import BAR, PAGE, WORDS, Cell, Line
from trichxuat.structure.sides import (
    MOST_CELLS,
    Piece,
    Sides,
    is_scrap_row,
    leads_to_title,
    list_line,
    one_more,
    recover_name,
    title_behind_dash,
)
from trichxuat.structure.tail_cues import ANNEX, ARCHIVE, CUE, DASH, FIRST_ENTRY, NEXT_ENTRY, SIGNED, STOP
from trichxuat.text import Text

# A piece that begins this many columns in stands on the right.
_DEEP = 28


def read_sides(text: Text, lines: list[Line], first: int, last: int, cue: int | None = None) -> Sides:
    """The pieces of the tail that begins at line `first`, in reading order on each side.

    It ends where it is complete, `last` at most. cue: the line of `Nơi nhận`, which may stand below the signatures;
    None to look for it; -1 where there is none.
    """
    if cue is None:
        cue = list_line(text, lines, first, last)
    return _Reader(text, lines, first, last, cue).read()


class _Reader:
    """Takes the lines one by one. What it knows so far: whether the cue was seen (`seen_list`), the list is open
    (`listing`), the archive entry came (`archived`), a title (`titled`) and a name (`named`) stand in the signature."""

    def __init__(self, text: Text, lines: list[Line], first: int, last: int, cue: int) -> None:
        self.cue = cue
        self.text, self.lines, self.first, self.last = text, lines, first, last
        self.sides = Sides(end=first)
        self.seen_list = self.listing = self.archived = self.titled = self.named = False
        self.cell_right = False  # a bar has turned the left cell into the right one
        self.below_title = False  # the last piece taken was one of the signature's
        self.skipped = 0
        self.complete = False  # before the present line: nothing more is needed

    def read(self) -> Sides:
        gap = 0
        for i in range(self.first, self.last):
            line = self.lines[i]
            gap += line.gap
            if line.kind == BAR:
                if self._bar(line):
                    self.sides.end = i + 1
                    break
            elif line.kind == WORDS:
                before = len(self.sides.recipients) + len(self.sides.signature)
                self.complete = self._is_complete()
                going = self._line(i, line, gap)
                gap = 0
                if len(self.sides.recipients) + len(self.sides.signature) > before:
                    self.sides.end = i + 1
                    self.skipped = 0
                if not going:
                    break
            elif line.kind == PAGE and self._is_complete():
                break
        if not self.named and (self.titled or self.archived):
            self.named = recover_name(self.text, self.sides)
        return self.sides

    def _is_complete(self) -> bool:
        return self.named and (self.archived or not self.listing) and (self.seen_list or self.cue < 0)

    def _bar(self, line: Line) -> bool:
        """A lone bar ends a cell: the list, then the signature. Gives whether it ends the tail."""
        if self.text.clean.count("|", line.start, line.end) != 1:
            return False
        if self.seen_list and not self.cell_right:
            self.cell_right = True
            self.listing = False
            return self.named
        return self.titled or self.named

    # ---- one line ----

    def _line(self, i: int, line: Line, gap: int) -> bool:
        """Puts the pieces of a line on their sides; False where the tail has ended before it."""
        if len(line.cells) > MOST_CELLS:
            return False
        if line.bars and len(line.cells) + line.bars > 1:
            return self._row(i, line, gap)
        if len(line.cells) > 1:
            return self._wide(i, line, gap)
        return self._single(i, line.cells[0], line.indent, gap)

    def _row(self, i: int, line: Line, gap: int) -> bool:
        """A line with bars of its own: the first column is the list's, the others are signatures.

        A row without a bar at its end goes on below in its last cell: `last entry | KT. CHỦ TỊCH`.
        """
        clean = self.text.clean
        scrap = is_scrap_row(self.text, self.lines, i)
        if gap > 2 and (self.complete or self.archived):
            return scrap and self.titled and self._skip(line.cells[0].start, line.cells[0].end)
        if scrap and self.listing:
            return True
        opens, closes = clean[line.start] == "|", clean[line.end - 1] == "|"
        if opens and not self.listing:
            self.cell_right = False
        shift = 1 if self.cell_right and not opens else 0
        left = [c for c in line.cells if c.column + shift == 0]
        right = [c for c in line.cells if c.column + shift > 0]
        over = self.complete or self.archived
        if left and over and STOP.match(self.text.plain, left[0].start, left[0].end):
            return False
        for cell in left:
            if over and self.seen_list and not self._goes_on(cell, gap):
                continue
            self._put_left(i, cell.start, cell.end, 0, gap, shared=True)
        for cell in right:
            self._put_right(i, cell.start, cell.end, 1000 * (cell.column + shift), gap, shared=bool(left))
        if right and not closes:
            self.cell_right = True
            self.listing = False
        return not (shift and closes and self._is_complete())

    def _goes_on(self, cell: Cell, gap: int) -> bool:
        """Whether a cell below the archive entry is one more entry, or goes on with it; a seal's scrap does not."""
        if DASH.match(self.text.clean, cell.start, cell.end) or ARCHIVE.match(self.text.plain, cell.start, cell.end):
            return True
        return titles.is_title(self.text, cell.start, cell.end) or self._continues(cell.start, cell.end, 0, gap)

    def _wide(self, i: int, line: Line, gap: int) -> bool:
        """Cells parted by wide gaps: an entry and a piece of the signature, or signatures side by side."""
        text = self.text
        used = False
        for n, cell in enumerate(line.cells):
            at = line.indent + cell.start - line.start
            if cell.end - cell.start > 220 or self._stops(cell.start, cell.end):
                return used
            if n == 0 and self._is_left(i, cell, at) and not (self.archived and self.complete):
                self._put_left(i, cell.start, cell.end, at, gap, shared=True)
                used = True
            elif n and used and text.clean[cell.start] in "([" and not titles.is_filler(text, cell.start, cell.end):
                self._extend_left(cell)
            elif self._take(i, cell.start, cell.end, at, gap, shared=True):
                used = True
            elif not used and not any(titles.is_title(text, c.start, c.end) for c in line.cells[n + 1 :]):
                return False
        return True

    def _is_left(self, i: int, cell: Cell, at: int) -> bool:
        if CUE.match(self.text.plain, cell.start, cell.end):
            return True
        if not self.seen_list and not i >= self.cue >= 0:
            return False
        return at < _DEEP or bool(DASH.match(self.text.clean, cell.start, cell.end))

    def _single(self, i: int, cell: Cell, at: int, gap: int) -> bool:
        """A line by itself: its words, its dash and what came before tell the side."""
        text, clean = self.text, self.text.clean
        start, end = cell.start, cell.end
        if not self.seen_list and (CUE.match(text.plain, start, end) or self._begins_list(i, start)):
            self._put_left(i, start, end, at, gap)
            return True
        dashed = DASH.match(clean, start, end)
        if dashed and title_behind_dash(text, dashed.end(), end):
            self._put_right(i, dashed.end(), end, at, gap)
            return True
        dash = dashed is not None
        if not dash and self._stops(start, end):
            return False
        if self.cell_right:
            return self._take(i, start, end, at, gap)
        if dash and (self.listing or not self.seen_list):
            if self.archived and (gap > 1 or self.named) and not ARCHIVE.match(text.plain, start, end):
                return False
            self._put_left(i, start, end, at, gap)
            return True
        if not dash and (self.listing or not self.seen_list) and not titles.is_title(text, start, end):
            inside = titles.title_inside(text, start, end)
            if inside is not None:
                self._put_right(i, inside, end, at + inside - start, gap, shared=True)
                if self.listing:
                    self._entries(i, start, inside, at, gap, False)
                return True
        if self._continues(start, end, at, gap):
            self._put_left(i, start, end, at, gap)
            return True
        return self._take(i, start, end, at, gap)

    def _begins_list(self, i: int, start: int) -> bool:
        """Whether the list begins without its cue and without a dash: `Như trên;`"""
        return i == self.cue and bool(FIRST_ENTRY.match(self.text.plain, start))

    def _stops(self, start: int, end: int) -> bool:
        """Whether a line opens what is annexed; inside an open list only its firmest words count."""
        if self.listing and not self.archived:
            return bool(ANNEX.match(self.text.plain, start, end)) and self.text.clean[start:end].isupper()
        return bool(STOP.match(self.text.plain, start, end))

    def _continues(self, start: int, end: int, at: int, gap: int) -> bool:
        """Whether a line without a dash goes on with the list: before its archive entry, or wrapped from that."""
        if not self.listing or end - start > 220:
            return False
        text, clean = self.text, self.text.clean
        if titles.is_title(text, start, end) or titles.is_filler(text, start, end):
            return False
        if not self.sides.recipients:
            return True
        last = self.sides.recipients[-1]
        ended = clean[last.start : last.end].rstrip()
        if not self.archived:
            if at >= _DEEP and at > last.at + 20:
                return False
            return not (self.titled and ended.endswith((";", ".")) and titles.name_at(text, start, end, strict=True))
        if (
            gap
            or self.below_title
            or ended.endswith(".")
            or clean[end - 1] == ";"
            or end - start > 80
            or (at >= _DEEP and at > last.at + 20)
        ):
            return False
        words = clean[start:end]
        if not titles.STRANGE.isdisjoint(words):
            return False
        return not titles.name_at(text, start, end, strict=True) and not (words.isupper() and len(words.split()) > 2)

    # ---- the sides ----

    def _take(self, i: int, start: int, end: int, at: int, gap: int, shared: bool = False) -> bool:
        """Puts a piece into the signature if it can be of one; passes over a scrap; False where the tail is over."""
        text, clean = self.text, self.text.clean
        if titles.is_title(text, start, end):
            if self.complete and (gap > 12 or not one_more(text, self.lines, i, self.last, start)):
                return False
            self._put_right(i, start, end, at, gap, shared)
            return True
        fits = titles.is_filler(text, start, end)
        if not fits and (self.below_title or self.archived) and not self.complete:
            fits = titles.is_small_title(text, start, end)
        if not fits and not self.complete:
            fits = gap <= 30 and titles.name_at(text, start, end, strict=not (self.titled or self.archived)) is not None
            fits = fits or (self.titled and gap <= 30 and titles.is_part_of_name(text, start, end))
            fits = fits or titles.without_rank(text, start, end) == end
        above = self.sides.signature[-1] if self.sides.signature else None
        reach = 3 if at >= _DEEP and self.listing else 1  # entries may stand between, on the left
        if not fits and gap == 0 and above and (self.below_title or i - above.line <= reach):
            fits = self._wrapped(start, end, at)
        if not fits and not self.complete and end - start < 70 and clean[start:end].isupper():
            fits = not ANNEX.match(text.plain, start) and leads_to_title(text, self.lines, i, self.last, start, end)
        if fits:
            self._put_right(i, start, end, at, gap, shared)
            return True
        return self._skip(start, end)

    def _wrapped(self, start: int, end: int, at: int) -> bool:
        """Whether a line right under a piece of the signature is what a narrow cell broke off it."""
        text = self.text
        last = self.sides.signature[-1]
        if abs(at - last.at) > 40:
            return False
        if self.named:
            words = len(text.clean[last.start : last.end].split()) + len(text.clean[start:end].split())
            return words <= 4 and titles.is_part_of_name(text, start, end)
        words_ = text.clean[start:end]
        return titles.is_upper(words_) and end - start < 70 and not any(c.isdigit() for c in words_)

    def _skip(self, start: int, end: int) -> bool:
        """Passes over a scrap between the list and the name; False where there were too many or it is no scrap."""
        if self.complete:
            return False
        self.skipped += 1
        noise = titles.is_noise(self.text, start, end)
        return (noise or end - start <= 40) and self.skipped <= (6 if noise else 3)

    def _put_left(self, i: int, start: int, end: int, at: int, gap: int, shared: bool = False) -> None:
        text = self.text
        cue = CUE.match(text.plain, start, end) if not self.seen_list else None
        if not self.seen_list:
            if not cue and shared and not i >= self.cue >= 0:
                self._put_right(i, start, end, at, gap, shared)
                return
            self.seen_list = self.listing = True
            self.cell_right = False
            if cue:
                start = cue.end()
                while start < end and text.clean[start] in " \t:;.,*_✓✔\\/^\"'":
                    start += 1
                self.sides.recipients.append(Piece(start, start, i, at, gap))
                dashed = DASH.match(text.clean, start, end)
                if dashed and title_behind_dash(text, dashed.end(), end):
                    start = dashed.end()
        if start >= end:
            return
        if titles.is_title(text, start, end):
            self._put_right(i, start, end, at, gap, shared)
            return
        inside = None if shared else titles.title_inside(text, start, end)
        if inside is not None:
            self._put_right(i, inside, end, at + inside - start, gap, shared=True)
            end = inside
        if cue and titles.is_noise(text, start, end) and not any(map(str.isdigit, text.clean[start:end])):
            return  # a tick
        self._entries(i, start, end, at, gap, shared)

    def _entries(self, i: int, start: int, end: int, at: int, gap: int, shared: bool) -> None:
        """One piece for each entry that a line holds: `- A;- B;- Lưu: VT.`"""
        clean = self.text.clean
        cuts = [m.end() for m in NEXT_ENTRY.finditer(clean, start, end)]
        for stop in (*cuts, end):
            if stop == end and (signed := SIGNED.search(self.text.plain, start, end)):
                stop = signed.start()
            while stop > start and clean[stop - 1] in " \t":
                stop -= 1
            if start < stop:
                self.archived = self.archived or bool(ARCHIVE.match(self.text.plain, start, stop))
                self.below_title = False
                dash = bool(DASH.match(clean, start, stop))
                self.sides.recipients.append(Piece(start, stop, i, at, gap, shared, dash))
            start, gap = stop, 0
            while start < end and clean[start] in " \t":
                start += 1

    def _extend_left(self, cell: Cell) -> None:
        """A note in brackets behind a wide gap (`- VP Chính phủ;      (để b/c)`) belongs to the entry before it."""
        if self.sides.recipients and not titles.is_filler(self.text, cell.start, cell.end):
            self.sides.recipients[-1].end = cell.end

    def _put_right(self, i: int, start: int, end: int, at: int, gap: int, shared: bool = False) -> None:
        self.sides.signature.append(Piece(start, end, i, at, gap, shared))
        self.below_title = True
        if titles.is_title(self.text, start, end) or titles.is_small_title(self.text, start, end):
            self.titled = True
        elif not self.named and (self.titled or self.archived or self.cell_right):
            name = titles.name_at(self.text, start, end)
            # A first letter in small may be a scrap: the true name may follow.
            self.named = name is not None and self.text.clean[name[0]].isupper()
