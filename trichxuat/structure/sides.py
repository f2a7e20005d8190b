"""What stands on each side of a tail, and what the lines around a piece tell of it (Phụ lục I, II.7, II.9b)."""

from __future__ import annotations

from dataclasses import dataclass, field

from trichxuat.structure import titles
from trichxuat.structure.lines import WORDS, Line
from trichxuat.structure.tail_cues import ARCHIVE, CUE, DASH, FIRST_ENTRY
from trichxuat.text import Text

# A line with more cells is a table's, no tail's.
MOST_CELLS = 10
# What a seal leaves on a line is shorter.
_SCRAP = 24


@dataclass(slots=True)
class Piece:
    """A stretch of one line on one side.

    at: column of its first character; gap: blank lines before; shared: others stand on its line; dash: an entry
    starts here.
    """

    start: int
    end: int
    line: int
    at: int
    gap: int
    shared: bool = False
    dash: bool = False


@dataclass(slots=True)
class Sides:
    """recipients: the pieces under `Nơi nhận`, cue out; signature: those of the signatures; end: index of a line."""

    recipients: list[Piece] = field(default_factory=list)
    signature: list[Piece] = field(default_factory=list)
    end: int = 0


def list_line(text: Text, lines: list[Line], first: int, last: int) -> int:
    """The line where the list of recipients begins: its cue, or its first entry; -1 without a list."""
    entry, archived = -1, False
    for i in range(first, last):
        if lines[i].kind != WORDS:
            continue
        for cell in lines[i].cells[:MOST_CELLS]:
            if CUE.match(text.plain, cell.start, cell.end):
                return i
            archived = archived or bool(ARCHIVE.match(text.plain, cell.start, cell.end))
        cell = lines[i].cells[0]
        if entry < 0 and (DASH.match(text.clean, cell.start, cell.end) or FIRST_ENTRY.match(text.plain, cell.start)):
            entry = i
    return entry if archived else -1


def title_behind_dash(text: Text, start: int, end: int) -> bool:
    """Whether a dash before words in capitals is but a stroke of the stamp: entries are not set in capitals."""
    if start >= end or text.clean[end - 1] in ";,.":
        return False
    return end - start < 50 and titles.is_title(text, start, end)


def leads_to_title(text: Text, lines: list[Line], i: int, last: int, start: int, end: int) -> bool:
    """Whether words in capitals stand over a title, or are the first half of one (`CHỦ` / `TỊCH`)."""
    if titles.is_noise(text, start, end):
        return False
    plain = text.plain
    below = [line for line in lines[i + 1 : min(last, i + 6)] if line.kind == WORDS][:2]
    for n, line in enumerate(below):
        for cell in line.cells[:MOST_CELLS]:
            if titles.is_title(text, cell.start, cell.end):
                return True
            if not n and titles.POST.match(f"{plain[start:end]} {plain[cell.start : cell.end]}"):
                return True
    return False


def one_more(text: Text, lines: list[Line], i: int, last: int, start: int) -> bool:
    """Whether a complete tail has one more signer: a title, and a name within four lines."""
    seen = 0
    for following in lines[i : min(last, i + 12)]:
        if following.kind != WORDS:
            continue
        for cell in following.cells[:MOST_CELLS]:
            if cell.start <= start:
                continue
            if titles.name_at(text, cell.start, cell.end, strict=True):
                return True
            upper = titles.is_upper(text.clean[cell.start : cell.end])
            if not upper and not titles.is_filler(text, cell.start, cell.end):
                return False
        seen += 1
        if seen > 5:
            break
    return False


def is_scrap_row(text: Text, lines: list[Line], i: int) -> bool:
    """Whether the seal left a row (`| LẦN;`) that is built like none beside it."""
    line, cell = lines[i], lines[i].cells[0]
    if not _opens_row(text, line) or line.end - line.start > _SCRAP:
        return False
    if any(_opens_row(text, beside) for beside in lines[max(0, i - 1) : i + 2] if beside is not line):
        return False
    start, end = cell.start, cell.end
    known = (
        DASH.match(text.clean, start, end)
        or ARCHIVE.match(text.plain, start)
        or CUE.match(text.plain, start)
        or titles.is_title(text, start, end)
        or titles.name_at(text, start, end)
    )
    return not known


def _opens_row(text: Text, line: Line) -> bool:
    """Whether a line is one cell behind a bar."""
    return line.bars == 1 and len(line.cells) == 1 and text.clean[line.start] == "|"


def recover_name(text: Text, sides: Sides) -> bool:
    """Puts a name behind an entry (`- Lưu: VT, KGVX.th54 Trần Văn A`) back on its own side; whether there is one."""
    clean = text.clean
    for piece in reversed(sides.recipients):
        if piece.shared or piece.end - piece.start < 10 or clean[piece.end - 1] in ";.,:)":
            continue
        archive = ARCHIVE.match(text.plain, piece.start, piece.end)
        at = titles.name_behind(text, piece.start, piece.end)
        if at is None and archive:  # a name of two words only behind the full stop of the list
            at = titles.name_behind(text, piece.start, piece.end, 2)
            at = at if at is not None and clean[piece.start : at].rstrip().endswith(".") else None
        if at is None or at - piece.start < 4:
            continue
        ahead = clean[piece.start : titles.rank_before(text, piece.start, at)].rstrip()
        finished = ahead.endswith((";", "."))
        if archive or finished or (not piece.dash and not clean[piece.start].isalnum()):
            sides.signature.append(Piece(at, piece.end, piece.line, at, piece.gap, True))
            piece.end = piece.start + len(ahead)
            if not archive and not finished:
                sides.recipients.remove(piece)
            return True
    return False
