"""The two sides of a tail: nơi nhận on the left, the signatures on the right, however they were printed.

By wide gaps, by bars in every line, by cells between lone bars, one after the other, or run together by OCR with single blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from trichxuat.structure import titles
from trichxuat.structure.lines import BAR, PAGE, STAMP, WORDS, Cell, Line
from trichxuat.text import Text


@dataclass(slots=True)
class Piece:
    """A stretch of one line on one side. at: column of its first character; gap: blank lines before; shared: others stand on its line;
    dash: an entry of a list starts here."""

    start: int
    end: int
    line: int
    at: int
    gap: int
    shared: bool = False
    dash: bool = False


@dataclass(slots=True)
class Sides:
    """recipients: the pieces under `Nơi nhận`, cue out; signature: those of the signature blocks; end: index behind the last line used."""

    recipients: list[Piece] = field(default_factory=list)
    signature: list[Piece] = field(default_factory=list)
    end: int = 0


CUE = re.compile(r"\W{0,6}n[o0]i\s{1,3}nhan\b\s{0,2}[:;.,]?")
ARCHIVE = re.compile(r"\W{0,6}l[uư]u\b")
DASH = re.compile(r"[-~_+•·▪◦—»«*]{1,3}\s{0,4}(?=\S)|-$")
STOP = re.compile(
    r"\W{0,5}(?:phu luc|danh muc|danh sach|mau (?:so|\d|bieu|don)|bieu (?:so|mau)|ghi chu|file dinh kem|tai lieu (?:dinh )?kem|chuong [ivx\d]|phan [ivx\d]"
    r"|dieu \d|[ivx]{1,4}\s?[.)]\s|\d{1,2}\s?[.)]\s|\[\d|cong hoa xa hoi|luu tru\W*$|binh luan|chia se|van ban (?:lien quan|goc)|xem them|tags?\b|http)"
)
_SUBHEAD = re.compile(r"\W{0,3}(?:dong |kinh ){0,2}gui\b.{0,40}:\W{0,3}$")
_DEEP = 28


def read_sides(text: Text, lines: list[Line], first: int, last: int) -> Sides:
    """The pieces of the tail that begins at line `first`, in reading order on each side; it ends where it is complete, `last` at most."""
    return _Reader(text, lines, first, last).read()


class _Reader:
    def __init__(self, text: Text, lines: list[Line], first: int, last: int) -> None:
        self.text, self.lines, self.first, self.last = text, lines, first, last
        self.sides = Sides(end=first)
        self.listing = False  # behind the cue (or a first entry), before the archive entry is over
        self.seen_list = False
        self.archived = False
        self.named = False
        self.titled = False
        self.cell_right = False  # a bar has turned the page's left cell into the right one
        self.bars_between = False  # cells stand between lone bars
        self.skipped = 0
        self.below_title = False  # the last piece was one of the signature's

    def read(self) -> Sides:
        gap = 0
        i = self.first
        while i < self.last:
            line = self.lines[i]
            gap += line.gap
            if line.kind == BAR:
                if self._bar(line) and self._complete():
                    self.sides.end = i + 1
                    break
            elif line.kind == WORDS:
                if not self._line(i, line, gap):
                    break
                gap = 0
            elif line.kind == PAGE and self._complete():
                break
            elif line.kind == STAMP:
                self.skipped = 0
            i += 1
        self._recover_name()
        return self.sides

    def _complete(self) -> bool:
        return self.named and (self.archived or not self.listing)

    def _bar(self, line: Line) -> bool:
        """A lone bar ends a cell: from the list to the signature, from the signature to the end. Gives whether it may end the tail."""
        if self.text.clean[line.start : line.end].count("|") != 1:
            return False
        self.bars_between = True
        if self.seen_list and not self.cell_right:
            self.cell_right = True
            self.listing = False
            return False
        return self.cell_right or self.titled

    # ---- one line ----

    def _line(self, i: int, line: Line, gap: int) -> bool:
        """Puts the pieces of a line on their sides; False where the tail has ended before it."""
        before = len(self.sides.recipients) + len(self.sides.signature)
        if line.bars and len(line.cells) + line.bars > 1:
            if gap > 2 and (self._complete() or (self.archived and not self.titled)):
                return False
            going = self._row(i, line, gap)
        elif len(line.cells) > 1:
            going = self._wide(i, line, gap)
        else:
            going = self._single(i, line, line.cells[0], line.indent, gap)
        if going and len(self.sides.recipients) + len(self.sides.signature) > before:
            self.sides.end = i + 1
            self.skipped = 0
        return going

    def _row(self, i: int, line: Line, gap: int) -> bool:
        left = [c for c in line.cells if c.column == 0]
        right = [c for c in line.cells if c.column > 0]
        if self._complete() and left and STOP.match(self.text.plain, left[0].start, left[0].end):
            return False
        if self._complete() and not self.seen_list and not right:
            return False
        for cell in left:
            if not self._put_left(i, cell, 0, gap, shared=bool(right)):
                return False
        for cell in right:
            self._put_right(i, cell.start, cell.end, 1000 * cell.column, gap, shared=len(line.cells) > 1)
        if right and not left:
            return True
        if right and line.cells[0].column == 0 and "\t" in self.text.clean[line.start : line.end]:
            # `last entry \t|\t KT. CHỦ TỊCH`: what follows without bars is the right cell.
            self.cell_right = True
            self.listing = False
        return True

    def _wide(self, i: int, line: Line, gap: int) -> bool:
        text = self.text
        for n, cell in enumerate(line.cells):
            at = line.indent + cell.start - line.start
            if n == 0 and not self._is_right(cell, at) and self._open_left(cell):
                if not self._put_left(i, cell, at, gap, shared=True):
                    return False
            elif n and text.clean[cell.start] in "([" and not titles.is_filler(text, cell.start, cell.end):
                self._extend_left(cell)
            elif self._complete() and not titles.is_title(text, cell.start, cell.end):
                return False
            elif end_of_body(text, cell):
                return False
            else:
                self._put_right(i, cell.start, cell.end, at, gap, shared=True)
        return True

    def _open_left(self, cell: Cell) -> bool:
        return bool(CUE.match(self.text.plain, cell.start, cell.end)) or self.seen_list

    def _is_right(self, cell: Cell, at: int) -> bool:
        if at < _DEEP or CUE.match(self.text.plain, cell.start, cell.end):
            return False
        return not DASH.match(self.text.clean, cell.start, cell.end)

    def _single(self, i: int, line: Line, cell: Cell, at: int, gap: int) -> bool:
        text, plain, clean = self.text, self.text.plain, self.text.clean
        start, end = cell.start, cell.end
        if not self.seen_list and CUE.match(plain, start, end):
            return self._put_left(i, cell, at, gap)
        dash = bool(DASH.match(clean, start, end))
        title = titles.is_title(text, start, end)
        if self.below_title and gap == 0 and not dash and self._rest_of_signature(start, end):
            self._put_right(i, start, end, at, gap)
            return True
        if self._complete() and not (dash and self.listing) and not self._goes_on(i, line, title, gap):
            return False
        if self.cell_right:
            if not title and not titles.is_filler(text, start, end) and end - start > 110:
                return False
            self._put_right(i, start, end, at, gap)
            return True
        if title and not (dash and self.listing):
            self._put_right(i, start, end, at, gap)
            return True
        if titles.is_filler(text, start, end) or (at >= _DEEP and not dash and end - start <= 70):
            self._put_right(i, start, end, at, gap)
            return True
        if dash and (self.listing or not self.seen_list):
            if self.archived and (gap > 1 or self.named) and not ARCHIVE.match(plain, start, end):
                return False
            if self.named and self.archived:
                return False
            return self._put_left(i, cell, at, gap)
        if STOP.match(plain, start, end):
            return False
        if not dash and (inside := titles.title_inside(text, start, end)) is not None and (self.listing or not self.seen_list):
            self._put_right(i, inside, end, at + inside - start, gap, shared=True)
            if self.listing:
                self._entries(i, start, inside, at, gap, False)
            return True
        if self.seen_list and not self._continues(start, end, gap):
            if titles.name_at(text, start, end, strict=not self.titled and not self.archived) or (
                self.titled and (titles.is_part_of_name(text, start, end) or clean[start:end].isupper())
            ):
                self._put_right(i, start, end, at, gap)
                return True
            return self._skip(start, end)
        if self.listing:
            return self._put_left(i, cell, at, gap)
        if titles.name_at(text, start, end) or titles.is_part_of_name(text, start, end) or (clean[start:end].isupper() and end - start < 70):
            self._put_right(i, start, end, at, gap)
            return True
        return self._skip(start, end)

    def _rest_of_signature(self, start: int, end: int) -> bool:
        """Whether a line right under a piece of the signature is what a narrow cell broke off it."""
        text = self.text
        if self.named:
            last = self.sides.signature[-1]
            words = len(text.clean[last.start : last.end].split())
            return words < 4 and titles.is_part_of_name(text, start, end) and words + len(text.clean[start:end].split()) <= 4
        return titles.is_upper(text.clean[start:end]) and end - start < 70

    def _goes_on(self, i: int, line: Line, title: bool, gap: int) -> bool:
        """Whether a complete tail has one more signer: a title, and a name within four lines."""
        if not title or gap > 12:
            return False
        seen = 0
        for following in self.lines[i + 1 : min(self.last, i + 12)]:
            if following.kind != WORDS:
                continue
            cell = following.cells[0]
            if titles.name_at(self.text, cell.start, cell.end):
                return True
            seen += 1
            if seen > 4 or not titles.is_upper(self.text.clean[cell.start : cell.end]) and not titles.is_filler(self.text, cell.start, cell.end):
                return False
        return False

    def _continues(self, start: int, end: int, gap: int) -> bool:
        """Whether a line without a dash goes on with the list: before its archive entry is over, or wrapped from it."""
        if not self.listing:
            return False
        if not self.archived:
            if self.titled and self.sides.recipients and titles.name_at(self.text, start, end):
                last = self.sides.recipients[-1]
                return not self.text.clean[:last.end].endswith((";", "."))
            return end - start <= 220
        last = self.sides.recipients[-1]
        finished = self.text.clean[last.start : last.end].rstrip().endswith((".", "./"))
        name = titles.name_at(self.text, start, end, strict=True)
        return not finished and gap == 0 and end - start <= 80 and not name

    def _skip(self, start: int, end: int) -> bool:
        """Passes over a scrap between the list and the name; False where there were too many or it is no scrap."""
        self.skipped += 1
        noise = titles.is_noise(self.text, start, end)
        return (not self._complete()) and (noise or end - start <= 40) and self.skipped <= (6 if noise else 3)

    # ---- the sides ----

    def _put_left(self, i: int, cell: Cell, at: int, gap: int, shared: bool = False) -> bool:
        text, plain = self.text, self.text.plain
        start, end = cell.start, cell.end
        cue = None if self.seen_list else CUE.match(plain, start, end)
        if cue:
            self.seen_list = self.listing = True
            self.cell_right = False
            start = cue.end()
            while start < end and text.clean[start] in " \t:;.,*_✓✔\\/^":
                start += 1
            if start >= end:
                self.sides.recipients.append(Piece(end, end, i, at, gap))
                return True
        elif not self.seen_list:
            if shared:
                self._put_right(i, start, end, at, gap, shared=True)
                return True
            self.seen_list = self.listing = True
        if titles.is_title(text, start, end) and not DASH.match(text.clean, start, end):
            self._put_right(i, start, end, at, gap, shared=shared)
            return True
        inside = None if shared else titles.title_inside(text, start, end)
        if inside is not None:
            self._put_right(i, inside, end, at + inside - start, gap, shared=True)
            end = inside
        self._entries(i, start, end, at, gap, shared)
        return True

    def _entries(self, i: int, start: int, end: int, at: int, gap: int, shared: bool) -> None:
        """One piece for each entry that a line holds: `- A;- B;- Lưu: VT.`"""
        clean = self.text.clean
        for m in _NEXT_ENTRY.finditer(clean, start, end):
            self._entry(i, start, m.end(), at, gap, shared)
            start, gap = m.end(), 0
        self._entry(i, start, end, at, gap, shared)

    def _entry(self, i: int, start: int, end: int, at: int, gap: int, shared: bool) -> None:
        clean = self.text.clean
        while end > start and clean[end - 1] in " \t":
            end -= 1
        if start >= end:
            return
        if self.listing and ARCHIVE.match(self.text.plain, start, end) and any(p.end > p.start for p in self.sides.recipients):
            self.archived = True
        dash = bool(DASH.match(clean, start, end))
        self.below_title = False
        self.sides.recipients.append(Piece(start, end, i, at, gap, shared, dash))

    def _extend_left(self, cell: Cell) -> None:
        """A note in brackets behind a wide gap (`- VP Chính phủ;      (để b/c)`) belongs to the entry before it."""
        if self.sides.recipients:
            self.sides.recipients[-1].end = cell.end

    def _put_right(self, i: int, start: int, end: int, at: int, gap: int, shared: bool = False) -> None:
        text = self.text
        self.sides.signature.append(Piece(start, end, i, at, gap, shared))
        self.below_title = True
        if titles.is_title(text, start, end):
            self.titled = True
        elif not self.named and (self.titled or self.archived) and titles.name_at(text, start, end):
            self.named = True

    def _recover_name(self) -> None:
        """A name that OCR put behind an entry on the other side (`- Lưu: VT, KGVX.th54 Trần Văn A`) goes back to its own."""
        if self.named or self.bars_between or any(p.shared and p.at >= _DEEP for p in self.sides.signature):
            return
        if not (self.titled or self.archived):
            return
        text, clean = self.text, self.text.clean
        for piece in reversed(self.sides.recipients):
            if piece.shared or piece.end - piece.start < 10 or clean[piece.end - 1] in ";.,:)":
                continue
            at = titles.name_behind(text, piece.start, piece.end)
            if at is None or at - piece.start < 4:
                continue
            ahead = clean[piece.start : at].rstrip()
            archive = ARCHIVE.match(text.plain, piece.start, piece.end)
            if archive or ahead.endswith((";", ".")) or (not piece.dash and not clean[piece.start].isalnum()):
                self.sides.signature.append(Piece(at, piece.end, piece.line, at, piece.gap, True))
                piece.end = piece.start + len(ahead)
                if not archive and not ahead.endswith((";", ".")):
                    self.sides.recipients.remove(piece)
                self.named = True
                return


_NEXT_ENTRY = re.compile(r"[;.]\s{0,3}(?=[-+•]\s{0,3}(?:[^\W\d_a-z]|$))")


def end_of_body(text: Text, cell: Cell) -> bool:
    """Whether a cell is running text, too long for any side of a tail."""
    return cell.end - cell.start > 220 or bool(STOP.match(text.plain, cell.start, cell.end) and not DASH.match(text.clean, cell.start))


def is_subhead(text: Text, start: int, end: int) -> bool:
    """`Đồng kính gửi:`, `Gửi bản điện tử:`: a line over entries, no entry itself."""
    return bool(_SUBHEAD.match(text.plain, start, end))
