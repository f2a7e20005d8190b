"""OpenDocument texts (.odt) → the lines that the writer prints, by a walk over content.xml.

Deleted text, comments and page headers are left out; lists are numbered, text boxes and footnotes are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from trichxuat.errors import UnreadableFile
from trichxuat.reading.docx import CHANGES
from trichxuat.reading.numbering import bullet, numeral
from trichxuat.reading.old_fonts import Converter, Pieces, tag_of
from trichxuat.reading.packages import Package
from trichxuat.reading.table_rows import table_lines

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _STYLE, _OFFICE, _DRAW = (f"{_OASIS}{name}:1.0}}" for name in "text table style office drawing".split())
_FO = f"{_OASIS}xsl-fo-compatible:1.0}}"
_SVG = f"{_OASIS}svg-compatible:1.0}}"

_NOT_TEXT = "Tệp không phải văn bản OpenDocument (.odt). Hãy mở tệp bằng LibreOffice, lưu thành .docx rồi chạy lại."
_LOCKED = "Tệp đặt mật khẩu. Hãy mở bằng LibreOffice, lưu lại không mật khẩu rồi chạy lại."
_TOO_DEEP = "Tệp .odt lồng nhau quá sâu. Hãy mở bằng LibreOffice, lưu lại thành .docx rồi chạy lại."

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SKIPPED = frozenset(
    "tracked-changes annotation annotation-end note-citation hidden-text hidden-paragraph sequence-decls "
    "variable-decls forms user-field-decls table-of-content-source desc title".split()
)
_MOST = 200  # blanks, repeated cells


@dataclass(frozen=True, slots=True)
class _Look:
    font: str = ""
    capitals: bool = False
    hidden: bool = False
    list_: str = ""


@dataclass(slots=True)
class _Paragraph:
    look: _Look
    pieces: Pieces = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """An open list. style: its name; level: from 1; labelled: whether the present item's label was printed."""

    style: str
    level: int
    labelled: bool = True


def odt_text(data: bytes, name: str) -> tuple[str, list[tuple[str, str]]]:
    """(text, notes as code and message). Raises UnreadableFile."""
    package = Package(data, name)
    manifest = package.read("META-INF/manifest.xml")
    if manifest and b"encryption-data" in manifest:
        raise UnreadableFile(name, _LOCKED)
    root = package.xml("content.xml")
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFile(name, _NOT_TEXT)
    try:
        return _Reader(root, package.xml("styles.xml")).read(body)
    except RecursionError as fault:
        raise UnreadableFile(name, _TOO_DEEP) from fault


class _Reader:
    """Walks a document twice: for the fonts of its text, then for its lines."""

    def __init__(self, *roots: Any) -> None:
        self.styles: dict[str, Any] = {}
        self.lists: dict[str, dict[int, Any]] = {}
        self.faces: dict[str, str] = {}
        self.looks: dict[tuple[str | None, _Look], _Look] = {}
        for root in roots:
            for element in (
                () if root is None else root.iter(f"{_STYLE}style", f"{_TEXT}list-style", f"{_STYLE}font-face")
            ):
                key = element.get(f"{_STYLE}name", "")
                if element.tag == f"{_STYLE}style":
                    self.styles.setdefault(key, element)
                elif element.tag == f"{_STYLE}font-face":
                    self.faces.setdefault(key, (element.get(f"{_SVG}font-family") or key).strip("'\" "))
                else:
                    levels = {_number(level.get(f"{_TEXT}level"), 1): level for level in element}
                    self.lists.setdefault(key, levels)
        self.convert = Converter()
        self.counts: dict[str, dict[int, int]] = {}
        self.open_lists: list[_List] = []
        self.notes: list[list[str]] = []

    def read(self, body: Any) -> tuple[str, list[tuple[str, str]]]:
        self._see_fonts(body)
        self.convert.settle()
        lines = self._block(body)
        if self.notes:
            lines += ["", *(f"[{n}] {' '.join(note)}" for n, note in enumerate(self.notes, 1))]
        notes = [CHANGES] if next(body.iter(f"{_TEXT}changed-region"), None) is not None else []
        if self.convert.found:
            notes.append(self.convert.note())
        return "".join(line.rstrip() + "\n" for line in lines), notes

    # ---- looks ----

    def _look(self, name: str | None, base: _Look) -> _Look:
        """A look with a style, and what that inherits from, laid over it."""
        if name not in self.styles:
            return base
        key = name, base
        if key not in self.looks:
            self.looks[key] = self._laid_over(name, base)
        return self.looks[key]

    def _laid_over(self, name: str | None, base: _Look) -> _Look:
        chain: list[Any] = []
        while name in self.styles and len(chain) < 20:
            chain.append(self.styles[name])
            name = chain[-1].get(f"{_STYLE}parent-style-name")
        look = base
        for element in reversed(chain):
            look = replace(look, list_=element.get(f"{_STYLE}list-style-name") or look.list_)
            for properties in element.iterfind(f"{_STYLE}text-properties"):
                face = properties.get(f"{_STYLE}font-name")
                font = self.faces.get(face, face) if face else (properties.get(f"{_FO}font-family") or "").strip("'\" ")
                look = _Look(
                    font or look.font,
                    _told(properties.get(f"{_FO}text-transform"), "uppercase", look.capitals),
                    _told(properties.get(f"{_TEXT}display"), "none", look.hidden),
                    look.list_,
                )
        return look

    def _paragraph_look(self, element: Any) -> _Look:
        return self._look(element.get(f"{_TEXT}style-name"), _Look())

    def _see_fonts(self, body: Any) -> None:
        for element in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
            look = self._paragraph_look(element)
            self.convert.see(look.font, element.text or "")
            for child in element.iter():
                own = self._look(child.get(f"{_TEXT}style-name"), look) if child.tag == f"{_TEXT}span" else look
                if child is not element:
                    self.convert.see(own.font, child.text or "")
                    self.convert.see(look.font, child.tail or "")

    # ---- blocks ----

    def _block(self, container: Any) -> list[str]:
        lines: list[str] = []
        for child in container:
            name = child.tag.rpartition("}")[2]
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                lines += self._paragraph(child)
            elif child.tag == f"{_TABLE}table":
                lines += self._table(child)
            elif child.tag == f"{_TEXT}list":
                lines += self._list(child)
            elif name == "text-box":
                lines += self._boxed(child)
            elif name not in _SKIPPED:
                lines += self._block(child)
        return lines

    def _boxed(self, box: Any) -> list[str]:
        lists, self.open_lists = self.open_lists, []
        lines = self._block(box)
        self.open_lists = lists
        return lines

    def _paragraph(self, element: Any) -> list[str]:
        paragraph = _Paragraph(self._paragraph_look(element))
        self._inline(element, paragraph.look, paragraph)
        text = self.convert.text(paragraph.pieces)
        label = self._label()
        if label and (text.strip() or label.strip() not in "-+"):
            text = label + text.strip()
        return text.split("\n") + paragraph.boxes

    def _inline(self, element: Any, look: _Look, paragraph: _Paragraph) -> None:
        self._add(element.text, look, paragraph)
        for child in element:
            name = child.tag.rpartition("}")[2]
            if name == "s":
                self._add(" " * min(_number(child.get(f"{_TEXT}c"), 1), _MOST), look, paragraph, folded=False)
            elif name in ("tab", "line-break"):
                self._add("\t" if name == "tab" else "\n", look, paragraph, folded=False)
            elif name == "span":
                self._inline(child, self._look(child.get(f"{_TEXT}style-name"), look), paragraph)
            elif name == "note":
                found = [line for body in child.iterfind(f"{_TEXT}note-body") for line in self._boxed(body)]
                self.notes.append([line.strip() for line in found if line.strip()])
            elif name in ("text-box", "table"):
                paragraph.boxes += self._boxed(child)
            elif name == "ruby":
                for base in child.iterfind(f"{_TEXT}ruby-base"):
                    self._inline(base, look, paragraph)
            elif name not in _SKIPPED:
                self._inline(child, look, paragraph)
            self._add(child.tail, look, paragraph)

    def _add(self, text: str | None, look: _Look, paragraph: _Paragraph, folded: bool = True) -> None:
        if not text or look.hidden:
            return
        if folded:
            text = re.sub(r"[ \t\r\n]+", " ", text).replace("\u2011", "-")
        encoding, capitals = tag_of(look.font)
        if look.capitals and not encoding:
            text = text.upper()
        paragraph.pieces.append(((encoding, capitals or (look.capitals and bool(encoding))), text))

    # ---- lists ----

    def _list(self, element: Any) -> list[str]:
        outer = self.open_lists[-1] if self.open_lists else None
        style = element.get(f"{_TEXT}style-name") or (outer.style if outer else "")
        level = outer.level + 1 if outer else 1
        counts = self.counts.setdefault(style, {})
        goes_on = element.get(f"{_TEXT}continue-numbering") == "true" or element.get(f"{_TEXT}continue-list")
        if outer is None and not goes_on:
            counts.clear()
        for deeper in [n for n in counts if n > level or (n == level and outer and not goes_on)]:
            del counts[deeper]
        self.open_lists.append(_List(style, level))
        lines: list[str] = []
        for item in element:
            name = item.tag.rpartition("}")[2]
            if name == "list-item":
                start = item.get(f"{_TEXT}start-value")
                first = _number(start, 1) if start else None
                counts[level] = first if first is not None else counts.get(level, self._start(style, level) - 1) + 1
                for deeper in [n for n in counts if n > level]:
                    del counts[deeper]
                self.open_lists[-1].labelled = False
                # an item that holds but a list of the next level prints no number of its own
                if len(item) and item[0].tag == f"{_TEXT}list":
                    self.open_lists[-1].labelled = True
                    counts[level] -= 1
            lines += self._block(item)
        self.open_lists.pop()
        return lines

    def _start(self, style: str, level: int) -> int:
        found = self.lists.get(style, {}).get(level)
        return 1 if found is None else _number(found.get(f"{_TEXT}start-value"), 1)

    def _label(self) -> str:
        """What is printed before the first paragraph of a list item, a blank behind it."""
        if not self.open_lists or self.open_lists[-1].labelled:
            return ""
        present = self.open_lists[-1]
        present.labelled = True
        levels = self.lists.get(present.style, {})
        own = levels.get(present.level)
        if own is None:
            return ""
        if own.tag != f"{_TEXT}list-level-style-number":
            return bullet(own.get(f"{_TEXT}bullet-char") or "") + " "
        counts = self.counts[present.style]
        shown = []
        first = present.level - _number(own.get(f"{_TEXT}display-levels"), 1) + 1
        for at in range(max(1, first), present.level + 1):
            level = levels.get(at)
            format_ = _FORMATS.get("" if level is None else level.get(f"{_STYLE}num-format", ""))
            if format_:
                shown.append(numeral(counts.get(at, 1), format_))
        if not shown:
            return ""
        ends = own.get(f"{_STYLE}num-prefix", "")[:40], own.get(f"{_STYLE}num-suffix", "")[:40]
        return f"{ends[0]}{'.'.join(shown)}{ends[1]}".strip() + " "

    # ---- tables ----

    def _table(self, table: Any) -> list[str]:
        rows = list(_within(table, ("table-row",)))
        cells = [list(_within(row, ("table-cell", "covered-table-cell"))) for row in rows]
        lined = any(self._has_lines(cell) for row in cells for cell in row)
        found: list[list[list[str]]] = []
        for row in cells:
            texts: list[list[str]] = []
            for cell in row:
                content = self._boxed(cell)
                repeated = min(_number(cell.get(f"{_TABLE}number-columns-repeated"), 1), _MOST)
                texts += [content] * (1 if content else repeated)
            found.append(texts)
        return table_lines(found, lined)

    def _has_lines(self, cell: Any) -> bool:
        style = self.styles.get(cell.get(f"{_TABLE}style-name"))
        properties = None if style is None else style.find(f"{_STYLE}table-cell-properties")
        if properties is None:
            return False
        return any(key.startswith(f"{_FO}border") and value != "none" for key, value in properties.attrib.items())


def _within(container: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """Rows or cells, through groups and header rows."""
    for child in container:
        name = child.tag.rpartition("}")[2]
        if name in names:
            yield child
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _within(child, names)


def _told(value: str | None, sign: str, inherited: bool) -> bool:
    return inherited if value is None else value == sign


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else default
