"""The outline of a stretch of lines: paragraphs with their markers (Phần, Điều, I., 1., a), -, +) and table cells.

Lines that a page or a column width broke are joined again. Offsets are clean offsets, half-open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trichxuat.structure.lines import BAR, PAGE, RULE, WORDS, Cell, Line
from trichxuat.structure.markers import LABELS, MARKER, marker_at
from trichxuat.structure.rows import row_cells
from trichxuat.text import Text, strip_marks

# What a marker contains may only be of a higher rank.
RANKS = {
    "part": 0, "chapter": 1, "section": 2, "capital": 3, "article": 4, "roman": 4, "number": 5, "dotted": 6,
    "letter": 7, "bracket": 8, "dash": 9, "plus": 10, "cell": 11, "paragraph": 11,
}  # fmt: skip
BULLETS = frozenset({"dash", "plus"})
TITLED = frozenset({"article", "roman", "number", "dotted", "letter"})


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item or table cell.

    start, end: with its marker; body: where its words begin behind the marker. kind: a key of RANKS. label: `IV`,
    `1.1`, `a`, `3` (Điều 3), `-`, or empty. parent: index of the block that holds it. row, column: of a cell, counted
    in its table; table: which table of the stretch, from 0. gap: blank lines before. line: index of its first line.
    """

    start: int
    end: int
    body: int
    kind: str
    label: str
    parent: int | None
    gap: int
    line: int
    table: int = -1
    row: int = -1
    column: int = -1


_FINISHED = (".", ";", ":", "!", "?", "./", ",-", ".)", ';"', '."')
# Words after which a paragraph cannot end, and a code that cannot begin one: converters break lines where a link was.
_HANGING = frozenset(
    "so,cua,va,hoac,tai,boi,theo,can cu,ngay,thang,nam,dieu,khoan,diem,ve,viec,cac,nhung,luat,phap lenh,nghi dinh,"
    "nghi quyet,quyet dinh,thong tu,den,tu,cho,voi,do,trong,tren,thi hanh".split(",")
)
# Titles of articles that end in such a word all the same.
_TITLE_END = re.compile(r"(?:hieu luc|(?<!chiu )trach nhiem|dieu khoan|(?<!nhiem )to chuc)(?: to chuc)? thi hanh\Z")
# Words that stand before a number; HTML that was broken inside a bold title leaves them alone on their line.
_LONE = frozenset({"dieu", "chuong", "muc", "phan"})
# Words that open a paragraph of their own behind a full stop.
_OPENS = re.compile(r"(?:tren day la|trong qua trinh|nhan duoc|yeu cau|(?:kinh )?de nghi|kinh trinh)\b")
# Clauses that open a sentence: behind a blank line they open a paragraph.
_CLAUSE = re.compile(r"(?:khi|can cu|tren co so|trong (?:qua trinh|truong hop|thoi gian)|truong hop|nham|de|neu)\s")
# Words that a name goes on from in the next line.
_NAME_AHEAD = frozenset(
    "tinh,thanh pho,huyen,quan,xa,phuong,thi tran,so,bo,ban,vu,cuc,phong,ong,ba,chi,truong,vien,hoi,cong ty,cua,khu,"
    "trung tam,dan,mat tran,dang,doan,quoc,to,nuoc,cap,nam,va,dai hoc".split(",")
)
# Sentences that close a document belong to the whole, not to the item above them.
_CLOSING = re.compile(
    r"tren\s+day\s+la\s|trong\s+qua\s+trinh\s+(?:to\s+chuc\s+|trien\s+khai\s+)?(?:trien\s+khai\s+)?thuc\s+hien\b"
)
_GROUND = re.compile(r"(?:can cu|thuc hien|trien khai|theo|xet|tren co so|phuc dap)\s")
_CODE_START = re.compile(r"\d{1,5}\w?/(?:\d{4}/)?[a-z]")


def read_outline(text: Text, lines: list[Line], first: int, last: int) -> list[Block]:
    """The blocks of lines `first` up to `last`, in reading order."""
    return _Outliner(text, lines).read(first, last)


class _Outliner:
    def __init__(self, text: Text, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.blocks: list[Block] = []
        self.stack: list[int] = []
        self.table = self.row = self.column = -1

    def read(self, first: int, last: int) -> list[Block]:
        lines = self.lines
        width = _width(lines, first, last)
        previous: Line | None = None
        self.parted = _parted(self.text, lines, first, last)
        turned = in_cells = False
        gap = 0
        joined = -1
        for i in range(first, last):
            line = lines[i]
            kind = line.kind
            gap += line.gap
            if i == joined:
                gap = 0
                continue
            if kind == PAGE:
                turned = True
                continue
            if kind == BAR:
                in_cells = self._bar(i, in_cells, last)
                previous = None
                continue
            if kind != WORDS:
                if kind == RULE:
                    previous = None
                continue
            if line.bars and len(line.cells) + line.bars > 1:
                self._row(line, i, line.cells)
                previous = None
            elif not line.bars and len(line.cells) > 1 and (cells := row_cells(self.text, line, self._in_table(i))):
                self._row(line, i, cells)
                previous = None
            elif previous is not None and self._continues(line, previous, gap, turned, width):
                self.blocks[-1].end = line.end
                previous = line
            else:
                previous = line
                if line.plain in _LONE and self._goes_with(line, i + 1, last):
                    joined, previous = i + 1, lines[i + 1]
                self._open(line, i, in_cells, gap, previous.end)
            gap = 0
            turned = False
        if self.text.mends:
            self._first_items()
        return self.blocks

    def _first_items(self) -> None:
        """Gives the first item behind a colon its dash back where OCR lost it and the next item has one."""
        blocks = self.blocks
        for before, block, behind in zip(blocks, blocks[1:], blocks[2:], strict=False):
            listed = block.kind == "paragraph" and behind.kind == "dash" and before.table < 0
            if listed and self.text.clean[before.end - 1] == ":" and self.text.clean[block.end - 1] in ";.,:":
                block.kind, block.label, block.parent = "dash", "-", behind.parent

    # ---- tables ----

    def _bar(self, i: int, in_cells: bool, last: int) -> bool:
        """A lone bar parts two cells; two in a row part two rows. Gives whether what follows is still a cell."""
        after_bar = i > 0 and self.lines[i - 1].kind == BAR
        if not in_cells:
            self.table += 1
            self.row = 0
            self.column = 1 if self.blocks and self.blocks[-1].line == i - 1 else 0
        elif after_bar:
            self.row += 1
            self.column = 0
        else:
            self.column += 1
        return any(line.kind == BAR for line in self.lines[i + 1 : min(last, i + 40)])

    def _in_table(self, i: int) -> bool:
        """Whether the line before is a row of a table."""
        return bool(self.blocks) and self.blocks[-1].table == self.table >= 0 and self.blocks[-1].line == i - 1

    def _row(self, line: Line, i: int, cells: list[Cell]) -> None:
        """A line with bars of its own, or with tabs, is a row of cells."""
        if not (self.blocks and self.blocks[-1].table == self.table >= 0 and self.blocks[-1].line >= i - 6):
            self.table += 1
            self.row = -1
        self.row += 1
        for cell in cells:
            self._add(cell.start, cell.end, i, line.gap, (self.row, cell.column))

    # ---- paragraphs ----

    def _continues(self, line: Line, previous: Line, gap: int, turned: bool, width: int) -> bool:
        """Whether a line goes on with the paragraph of the line before it."""
        clean = self.text.clean
        start = clean[line.start]
        ended = clean[previous.start : previous.end]
        finished = ended.endswith(_FINISHED)
        alone = self.blocks[-1].body >= previous.end and self.blocks[-1].kind not in ("paragraph", "cell")
        if alone:
            return not self._marker(line)
        full = previous.indent + len(ended) >= 0.72 * width
        if self._marker(line):
            # `phát triển kinh tế` / `- xã hội của huyện`: a dash inside a sentence.
            m = MARKER.match(clean, line.start)
            behind = clean[m.end() : m.end() + 1] if m else ""
            inside = not gap and not finished and full and behind.islower()
            return inside and (start == "-" or (start != "+" and not ended.endswith(",")))
        if line.plain.startswith(("noi nhan", "kinh gui")):
            return False
        if start.isupper() and ((finished and _OPENS.match(line.plain)) or (gap and _CLAUSE.match(line.plain))):
            return False
        if ended.endswith(";") and start.isupper() and (_GROUND.match(line.plain) or self._lost_bullet(previous)):
            return False
        if not gap and not finished and self._inside_name(line, previous):
            return True
        titled = gap > 0 and _heading(ended) and not _heading(clean[line.start : line.end])
        hangs = gap < (1 if self.parted else 2) and not finished and not titled
        if hangs and (_ends_in(previous.plain, _HANGING, " :") or (start.isdigit() and _CODE_START.match(line.plain))):
            titled = start.isupper() and self.blocks[-1].kind in TITLED
            return not (titled and _TITLE_END.search(previous.plain[-40:]))
        if start.islower():
            return not (finished and gap) or (ended.endswith((",", ";")) and not gap)
        if gap and not turned:
            wide = previous.indent + len(ended) >= 0.85 * width and width < 120
            if self.parted:  # a blank line parts paragraphs here, but for one that OCR put inside a name or a number
                ahead = previous.plain
                goes_on = start.isdigit() or _ends_in(ahead, _HANGING, " :") or _ends_in(ahead, _NAME_AHEAD)
                plain_text = not finished and not _heading(ended) and self.blocks[-1].kind not in TITLED
                return plain_text and gap == 1 and wide and bool(goes_on)
            return not finished and not _heading(ended) and (wide or (full and (start.isdigit() or start in "(\"'")))
        if turned:
            return not finished and not _heading(ended)
        if width > 160:
            return False
        if _heading(ended) != _heading(clean[line.start : line.end]) and not (full and not finished):
            return False
        if line.indent >= previous.indent + 3 and (finished or not full):
            return False
        if self._is_title(previous, line, ended, width):
            return False
        return full or not finished

    def _lost_bullet(self, previous: Line) -> bool:
        """Whether an item behind one that ends in a semicolon lost its dash."""
        return self.blocks[-1].kind in BULLETS and self.blocks[-1].end == previous.end

    def _inside_name(self, line: Line, previous: Line) -> bool:
        """Whether a lone abbreviation was set on a line of its own: `Ban Thường trực Ủy ban / MTTQ / Việt Nam xã`."""
        if _is_short(self.text.clean[line.start : line.end]):
            return _ends_in(previous.plain, _NAME_AHEAD)
        return self.blocks[-1].start < previous.start and _is_short(self.text.clean[previous.start : previous.end])

    def _is_title(self, previous: Line, line: Line, ended: str, width: int) -> bool:
        """Whether the line before was a title by itself (`1. Các tổ công tác`) and this one opens the text under it."""
        words = self.text.clean[line.start : line.start + 2]
        return (
            self.blocks[-1].kind in TITLED
            and len(ended) < 0.33 * width
            and "," not in ended
            and (len(line.plain) >= 0.6 * width or width > 100)
            and words[:1].isupper()
            and not words[1:].isupper()
            and not ended.endswith((";", "-", "/"))
            and not _ends_in(previous.plain, _NAME_AHEAD)
            and ended.split()[-1][:1].islower()
        )

    def _marker(self, line: Line) -> bool:
        return marker_at(self.text, line.start, len(self.text.clean)) is not None

    def _goes_with(self, line: Line, following: int, last: int) -> bool:
        """Whether the number that a lone `Điều` or `Chương` lacks opens the next line."""
        if following >= last or self.lines[following].kind != WORDS or self.lines[following].gap:
            return False
        m = MARKER.match(self.text.clean, line.start, self.lines[following].end)
        return m is not None and m.end() > self.lines[following].start

    def _open(self, line: Line, i: int, in_cells: bool, gap: int, end: int) -> None:
        self._add(line.start, end, i, gap, (self.row, self.column) if in_cells else None)

    def _add(self, start: int, end: int, i: int, gap: int, cell: tuple[int, int] | None) -> None:
        """A new block; its marker, and the block that holds it."""
        kind, label, body = "paragraph", "", start
        m = marker_at(self.text, start, end)
        if m and m.lastgroup:
            kind = m.lastgroup
            if kind == "capital" and m["n_capital"] == "H" and not self._follows("G"):
                kind, label = "roman", "H"  # OCR's II
            label = label or next((m[group] for group in LABELS[kind] if m[group]), m[kind])
            if kind == "letter" and label[0] != "đ":
                label = strip_marks(label)
            body = m.end()
        if cell is not None:
            if kind == "paragraph":
                kind = "cell"
            row, column = cell
            self.blocks.append(Block(start, end, body, kind, label, None, gap, i, self.table, row, column))
            return
        if kind == "paragraph" and self._is_item(start):
            kind, label = "dash", "-"
        rank = RANKS[kind]
        stack = self.stack
        if kind == "paragraph" and _CLOSING.match(self.text.plain, start):
            parent = None
        elif kind == "paragraph":
            parent = next((j for j in reversed(stack) if self.blocks[j].kind not in BULLETS), None)
        else:
            while stack and self._holds_not(stack[-1], kind, rank, label):
                stack.pop()
            parent = stack[-1] if stack else None
            stack.append(len(self.blocks))
        self.blocks.append(Block(start, end, body, kind, label, parent, gap, i))

    def _follows(self, label: str) -> bool:
        """Whether a heading with that capital letter is open."""
        return any(self.blocks[j].kind == "capital" and self.blocks[j].label == label for j in self.stack)

    def _is_item(self, start: int) -> bool:
        """Whether a paragraph goes on a list whose last item ended in a semicolon: OCR lost its dash."""
        if not self.blocks or self.blocks[-1].kind not in BULLETS:
            return False
        before = self.blocks[-1]
        return self.text.clean[before.end - 1] == ";" and self.text.clean[start].isupper()

    def _holds_not(self, index: int, kind: str, rank: int, label: str) -> bool:
        other = self.blocks[index]
        if kind == other.kind == "dotted":
            return not label.startswith(other.label + ".")
        return RANKS[other.kind] >= rank


def _is_short(words: str) -> bool:
    """Whether the words are one abbreviation (`MTTQ`)."""
    return len(words) < 9 and words.isupper() and words.isalpha()


def _ends_in(plain: str, words: frozenset[str], marks: str = "") -> bool:
    """Whether a line ends in one of these words, or pairs of words; `marks` may follow."""
    end = plain[-24:].rstrip(marks) if marks else plain[-24:]
    last = end.rpartition(" ")
    word = last[2].lstrip("(\"'-/")
    return word in words or f"{last[0].rpartition(' ')[2]} {word}" in words


def _heading(words: str) -> bool:
    """Whether a line is set in capitals, as headings are."""
    return words.isupper()


def _parted(text: Text, lines: list[Line], first: int, last: int) -> bool:
    """Whether blank lines part paragraphs and nothing else: lines that go on in small letters follow without one."""
    clean = text.clean
    gaps = [
        line.gap
        for line in lines[first:last]
        if line.kind == WORDS and clean[line.start].islower() and line.plain[1:2] != ")"
    ]
    return len(gaps) > 9 and sum(map(bool, gaps)) * 10 < len(gaps)


def _width(lines: list[Line], first: int, last: int) -> int:
    """The width of a full line, in characters: nine tenths of the lines are not longer."""
    lengths = sorted(line.indent + line.end - line.start for line in lines[first:last] if line.kind == WORDS)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def path(blocks: list[Block], index: int) -> str:
    """The place of a block in the outline, from the outside in: `IV.1`, `Điều 3`, `2.a`; empty where it has none."""
    labels: list[str] = []
    at: int | None = index
    whole = False  # a label such as `2.1` names the items above it already
    while at is not None:
        block = blocks[at]
        if block.label and block.kind not in BULLETS and not (whole and block.kind in ("number", "dotted")):
            labels.append(f"Điều {block.label}" if block.kind == "article" else block.label)
            whole = whole or block.kind == "dotted"
        at = block.parent
    return ".".join(reversed(labels))
