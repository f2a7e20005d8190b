"""HTML → lines of text, as a reader sees the page.

Each block element is a line. A table row with two cells filled is two columns of a page (a header, Nơi nhận and the
signature): the lines of both are laid side by side; a row of more is a row of data: each cell on one line. Cells are
parted by a bar.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Any

from lxml import etree

from trichxuat.errors import UnreadableFile

BAR = "\t|\t"

_TOO_DEEP = "Trang HTML lồng nhau quá sâu. Hãy mở bằng trình duyệt, chép phần chữ ra tệp .txt rồi chạy lại."

_SKIPPED = frozenset("head script style template noscript svg math iframe object select textarea button".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
_BLANK = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"(?i)display\s{0,5}:\s{0,5}none")


class _Lines:
    """Lines being written: of the page, or of one table cell."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.open: list[str] = []
        self.bullet = ""  # waits for the first words of its item

    def add(self, text: str) -> None:
        self.open.append(text)

    def end(self) -> None:
        line = "".join(self.open).strip(" ")
        self.open = []
        if line:
            self.done.append(self.bullet + line)
            self.bullet = ""


def lines_of(html: str, name: str) -> str:
    """The text of a page, a line feed behind each line. Raises UnreadableFile where it nests too deep to be read."""
    parser = etree.HTMLParser(recover=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT or "depth" in entry.message for entry in parser.error_log):
        raise UnreadableFile(name, _TOO_DEEP)
    page = _Lines()
    if root is not None:
        _walk(root, page)
    page.end()
    return "".join(line + "\n" for line in page.done)


def _walk(root: Any, page: _Lines) -> None:
    """Writes the page's lines; no recursion, so that depth costs nothing."""
    outputs = [page]  # the page, then the cell that is being read, then a cell inside it, …
    rows: list[list[list[str]]] = []  # the cells read so far of each open row
    numbers: list[int | None] = []  # the next number of each open list; None for bullets
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if skipped or tag in _SKIPPED or _is_hidden(element):
                skipped += 1
                continue
            out = outputs[-1]
            if tag in _BLOCKS or tag == "br":
                out.end()
            if tag == "tr":
                rows.append([])
            elif tag in ("td", "th"):
                out = _Lines()
                outputs.append(out)
            elif tag in ("ul", "ol"):
                numbers.append(_start_of(element) if tag == "ol" else None)
            elif tag == "li":
                out.bullet = _bullet(numbers)
            out.add(_folded(element.text, tag))
            continue
        if skipped:
            skipped -= 1
        elif tag in ("td", "th") and len(outputs) > 1:
            cell = outputs.pop()
            cell.end()
            if rows:
                rows[-1].append(cell.done)
            else:
                outputs[-1].done += cell.done
        elif tag == "tr" and rows:
            outputs[-1].done += _row(rows.pop())
        elif tag in ("ul", "ol") and numbers:
            outputs[-1].end()
            numbers.pop()
        elif tag in _BLOCKS:
            outputs[-1].end()
        if not skipped and element is not root:
            outputs[-1].add(_folded(element.tail, ""))


def _row(cells: list[list[str]]) -> list[str]:
    """The lines of a table row."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return filled[0] if filled else []
    if len(filled) > 2:
        return [BAR.join(" ".join(cell) for cell in cells).rstrip()]
    return [BAR.join(line).rstrip("\t |") for line in zip_longest(*cells, fillvalue="")]


def _folded(text: str | None, tag: str) -> str:
    if not text:
        return ""
    return text if tag == "pre" else _BLANK.sub(" ", text)


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _start_of(element: Any) -> int:
    start = element.get("start") or ""
    return int(start) if re.fullmatch(r"\d{1,6}", start, re.ASCII) else 1


def _bullet(numbers: list[int | None]) -> str:
    """What a browser prints before a list item."""
    if not numbers or numbers[-1] is None:
        return "- "
    number = numbers[-1]
    numbers[-1] = number + 1
    return f"{number}. "
