"""Word documents (.docx) → the lines that Word prints, by a walk of its own over word/document.xml.

Changes are read as accepted; automatic numbers, text boxes and footnotes are there, hidden text and page headers are
not. A table without lines, or of one or two rows, is columns of a page: a header, nơi nhận and the signature.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from trichxuat.errors import UnreadableFile
from trichxuat.reading.numbering import Numbering, W
from trichxuat.reading.old_fonts import Converter, Pieces, tag_of
from trichxuat.reading.packages import Package
from trichxuat.reading.table_rows import table_lines
from trichxuat.reading.word_parts import main_part, related, root_of
from trichxuat.reading.word_styles import Look, Styles, draws

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_NOT_WORD = "Tệp không phải văn bản Word (không có word/document.xml). Hãy mở tệp và lưu lại thành .docx rồi chạy lại."
_TOO_DEEP = "Tệp Word lồng nhau quá sâu. Hãy mở bằng Word, lưu lại thành .docx hoặc .txt rồi chạy lại."
CHANGES = (
    "tracked_changes",
    "Tệp còn vết sửa đổi (Track Changes) chưa chấp nhận: đã đọc như đã chấp nhận tất cả. Hãy soát lại bản gốc.",
)

_SKIPPED = frozenset(
    "pPr rPr tblPr tblGrid trPr tcPr sectPr del moveFrom delText instrText delInstrText annotationRef footnoteRef "
    "endnoteRef sdtPr sdtEndPr fldData ffData rt oMathParaPr lastRenderedPageBreak altChunk".split()
)
_BREAKS = frozenset("br cr".split())
_MOST_SPAN = 40
# Symbol fonts: what Word inserts most by code.
_SYMBOLS = {0xF02D: "-", 0xF0B7: "•", 0xF0D8: "-", 0xF0A7: "-", 0xF0FC: "✓", 0xF0A8: "□", 0xF06F: "□", 0xF0FE: "☒"}
_SYMBOLS |= {0xF0A3: "≤", 0xF0B3: "≥", 0xF0B1: "±", 0xF0B4: "×", 0xF0B0: "°", 0xF0AE: "→", 0xF0E0: "→"}
# A tab behind what opens a paragraph is a blank: `1.<tab>Giao Sở Y tế`.
_OPENING_TAB = re.compile(
    r"(?i)([ \t]*(?:[-–—+•*]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[ivxlc]{1,6}|[a-zđ])[.)]|điều \d{1,3}[a-zđ]?\.))"
    r"[ ]*\t+(?=\S)"
)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read. boxes: the lines of text boxes that hang on it; label: its automatic number."""

    look: Look
    label: str = ""
    pieces: Pieces = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


def docx_text(data: bytes, name: str) -> tuple[str, list[tuple[str, str]]]:
    """(text, notes as code and message). Raises UnreadableFile."""
    package = Package(data, name)
    main = main_part(package)
    root = root_of(package, main)
    if root is None:
        raise UnreadableFile(name, _NOT_WORD)
    try:
        return _Reader(package, main, root).read()
    except RecursionError as fault:
        raise UnreadableFile(name, _TOO_DEEP) from fault


class _Reader:
    """Walks a document twice: for the fonts of its text, then for its lines."""

    def __init__(self, package: Package, main: str, root: Any) -> None:
        self.package, self.main, self.root = package, main, root
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"))
        self.convert = Converter()
        self.fields: list[bool] = []  # of each open field: whether its instruction is being passed
        self.notes: list[tuple[str, str]] = []  # kind, id
        self.changed = False

    def _part(self, kind: str) -> Any:
        for target in related(self.package, self.main, kind).values():
            return root_of(self.package, target)
        return root_of(self.package, posixpath.join(posixpath.dirname(self.main), kind + ".xml"))

    def read(self) -> tuple[str, list[tuple[str, str]]]:
        footnotes, endnotes = self._part("footnotes"), self._part("endnotes")
        first_page = self._first_page_header()
        for root in (self.root, footnotes, endnotes, first_page):
            if root is not None:
                self._see_fonts(root)
        self.convert.settle()
        lines = [] if first_page is None else list(self._boxes(first_page))
        body = self.root.find(f"{W}body")
        lines += self._block(self.root if body is None else body)
        lines += self._notes({"footnote": footnotes, "endnote": endnotes})
        told = [CHANGES] if self.changed else []
        if self.convert.found:
            told.append(self.convert.note())
        return "".join(line.rstrip() + "\n" for line in lines), told

    def _first_page_header(self) -> Any:
        """The header of the first page alone, whose text boxes are part of the document (a stamp, a copy's mark)."""
        for section in self.root.iter(f"{W}sectPr"):
            if section.find(f"{W}titlePg") is not None:
                for header in section.iterfind(f"{W}headerReference"):
                    if header.get(f"{W}type") == "first":
                        target = related(self.package, self.main, "header").get(header.get(f"{_R}id", ""))
                        return root_of(self.package, target) if target else None
            return None
        return None

    def _see_fonts(self, root: Any) -> None:
        paragraph, look = None, Look()
        for run in root.iter(f"{W}r"):
            texts = [t.text for t in run.iterfind(f"{W}t") if t.text]
            if not texts:
                continue
            own = next(run.iterancestors(f"{W}p"), None)
            if own is not paragraph and own is not None:
                paragraph, look = own, self.styles.paragraph(own.find(f"{W}pPr"))[0]
            self.convert.see(self.styles.run(look, run.find(f"{W}rPr")).font, "".join(texts))

    # ---- blocks ----

    def _block(self, container: Any) -> list[str]:
        """The lines of a body, a cell, a text box, a note."""
        lines: list[str] = []
        going: _Paragraph | None = None  # its end was deleted: the next paragraph goes on with it
        for element in self._blocks(container):
            if element.tag == f"{W}tbl":
                lines += self._table(element)
                continue
            properties = element.find(f"{W}pPr")
            look, style = self.styles.paragraph(properties)
            paragraph = going or _Paragraph(look, self._label(look, style))
            paragraph.look = look
            self._inline(element, paragraph)
            mark = None if properties is None else properties.find(f"{W}rPr/{W}del")
            going = paragraph if mark is not None else None
            if going is None:
                lines += self._lines(paragraph)
        return lines + (self._lines(going) if going else [])

    def _blocks(self, container: Any) -> Iterator[Any]:
        """Paragraphs and tables, through whatever wraps them."""
        for child in container:
            tag = child.tag
            if tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif tag.endswith("}AlternateContent"):
                yield from self._blocks(_chosen(child))
            elif tag.rpartition("}")[2] not in _SKIPPED:
                yield from self._blocks(child)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self.changed = True

    def _label(self, look: Look, style: str) -> str:
        if look.list_ in ("", "0"):
            return ""
        level = look.level
        if level is None:
            level = self.numbering.level_of_style(look.list_, style) or 0
        return self.numbering.label(look.list_, level)

    def _lines(self, paragraph: _Paragraph) -> list[str]:
        text = self.convert.text(paragraph.pieces)
        if paragraph.label:
            bare = text.strip()
            text = paragraph.label + bare if bare or paragraph.label.strip() not in "-+" else ""
        text = _OPENING_TAB.sub(r"\1 ", text, count=1) if _OPENING_TAB.match(text) else text
        return text.split("\n") + paragraph.boxes

    # ---- tables ----

    def _table(self, table: Any) -> list[str]:
        properties = table.find(f"{W}tblPr")
        own = None if properties is None else properties.find(f"{W}tblBorders")
        if own is not None:
            bordered = draws(own)
        else:
            style = None if properties is None else properties.find(f"{W}tblStyle")
            bordered = style is not None and self.styles.bordered(style.get(f"{W}val", ""))
        rows: list[tuple[list[Any], list[list[str]]]] = []
        for row in _inside(table, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self.changed = True
            else:
                cells = list(_inside(row, "tc"))
                rows.append((cells, self._cells(row, cells)))
        bordered = bordered or any(_has_lines(cell) for cells, _ in rows for cell in cells)
        hidden = {n for n, (cells, _) in enumerate(rows) if bordered and _hides_lines(cells)}
        return table_lines([texts for _, texts in rows], bordered, hidden)

    def _cells(self, row: Any, cells: list[Any]) -> list[list[str]]:
        """The lines of each cell of a row; empty cells keep the columns of a row of three cells or more."""
        found: list[list[str]] = []
        wide = len(cells) > 2
        if wide:
            found += [[]] * _span(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in cells:
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
            found.append([] if goes_on else self._block(cell))
            if wide:
                found += [[]] * (_span(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)
        return found

    # ---- runs ----

    def _inline(self, container: Any, paragraph: _Paragraph) -> None:
        for child in container:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, paragraph)
            elif tag.endswith("}AlternateContent"):
                self._inline(_chosen(child), paragraph)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self.changed = True
            elif tag.endswith("}t"):  # of a formula
                paragraph.pieces.append((("", False), child.text or ""))
            else:
                name = tag.rpartition("}")[2]
                self.changed = self.changed or tag == f"{W}ins"
                if name not in _SKIPPED:
                    self._inline(child, paragraph)

    def _run(self, run: Any, paragraph: _Paragraph) -> None:
        look = self.styles.run(paragraph.look, run.find(f"{W}rPr"))
        self._run_content(run, look, paragraph)

    def _run_content(self, run: Any, look: Look, paragraph: _Paragraph) -> None:
        encoding, capitals = tag_of(look.font)
        for child in run:
            name = child.tag.rpartition("}")[2]
            if name == "fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif name == "AlternateContent":
                self._run_content(_chosen(child), look, paragraph)
            elif name in ("drawing", "pict", "object"):
                paragraph.boxes += self._boxes(child)
            elif look.hidden or any(self.fields) or name in _SKIPPED:
                continue
            elif name == "ruby":
                for base in child.iterfind(f"{W}rubyBase"):
                    self._inline(base, paragraph)
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), child.get(f"{W}id", "")))
            else:
                text = _text(child, name)
                if look.capitals:
                    text = text.upper() if not encoding else text
                paragraph.pieces.append(((encoding, capitals or (look.capitals and bool(encoding))), text))

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _boxes(self, element: Any) -> Iterator[str]:
        """The lines of the text boxes inside an element."""
        if element.tag == f"{W}txbxContent":
            fields, self.fields = self.fields, []
            yield from self._block(element)
            self.fields = fields
            return
        chosen = _chosen(element) if element.tag.endswith("}AlternateContent") else element
        for child in chosen:
            yield from self._boxes(child)

    def _notes(self, roots: dict[str, Any]) -> list[str]:
        """The notes that the text refers to, in that order."""
        lines: list[str] = []
        for number, (kind, id_) in enumerate(dict.fromkeys(self.notes), 1):
            root = roots[kind]
            for note in () if root is None else root.iterfind(f"{W}{kind}"):
                if note.get(f"{W}id") == id_:
                    words = " ".join(line.strip() for line in self._block(note)).strip()
                    lines += [f"[{number}] {words}"] if words else []
                    break
        return ["", *lines] if lines else []


def _text(child: Any, name: str) -> str:
    """The characters that one element of a run stands for."""
    if name == "t":
        return (child.text or "").replace("\u2011", "-").replace("\n", " ")
    if name in ("tab", "ptab"):
        return "\t"
    if name in _BREAKS:
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "softHyphen":
        return "\xad"
    if name == "sym":
        code = child.get(f"{W}char") or ""
        return _SYMBOLS.get(int(code, 16), "") if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else ""
    return ""


def _chosen(alternatives: Any) -> Any:
    """The one of the alternatives that is read: the first with a text box, else the first."""
    for child in alternatives:
        if next(child.iter(f"{W}txbxContent"), None) is not None:
            return child
    return next(iter(alternatives), alternatives)


def _inside(container: Any, name: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, through what wraps them."""
    for child in container:
        if child.tag == W + name:
            yield child
        elif child.tag.rpartition("}")[2] in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(child, name)


def _has_lines(cell: Any) -> bool:
    lines = cell.find(f"{W}tcPr/{W}tcBorders")
    return lines is not None and draws(lines)


def _hides_lines(cells: list[Any]) -> bool:
    """Whether each cell of a row puts out the lines of the table."""
    found = [cell.find(f"{W}tcPr/{W}tcBorders") for cell in cells]
    return bool(found) and all(lines is not None and len(lines) > 2 and not draws(lines) for lines in found)


def _span(element: Any, default: int) -> int:
    value = None if element is None else element.get(f"{W}val")
    return min(int(value), _MOST_SPAN) if value and re.fullmatch(r"\d{1,6}", value, re.ASCII) else default
