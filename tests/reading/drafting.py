"""A text taken apart into what stands where on the page: what `rendering` lays out after Nghị định 30, Phụ lục I."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from trichxuat.structure.anchors import MOTTO
from trichxuat.structure.documents import find_documents
from trichxuat.structure.lines import BAR, PAGE, RULE, WORDS, Line, read_lines
from trichxuat.structure.zones import find_zones
from trichxuat.text import Text


@dataclass
class Draft:
    """One document. left, right: columns of header and footer, line by line; body: paragraphs, or tables as rows of
    cells."""

    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    number: list[str] = field(default_factory=list)  # under the issuer: the number, `V/v …`
    date: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    body: list[str | list[list[str]]] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    annex: list[str | list[list[str]]] = field(default_factory=list)


_NATION = re.compile(r"c.ng\s+h.a\s+x.\s+h.i.{0,30}|ch.\s+ngh.a\s+vi.t\s+n.m|dang\s+cong\s+san\s+viet\s+nam")
_DATE = re.compile(r"ng.y\b.{0,30}|\bth.ng\s.{0,12}n.m")
_PLACE = re.compile(r"(?<![-/\w])[^\W\d]+(?:\s[^\W\d]+){0,3},?\s{0,3}ngay\b.{0,12}thang")
_NUMBER_INSIDE = re.compile(r"(?<=\s)so\s?:?\s{1,3}\d{1,5}\s?[-/]\s?[a-z]")
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\W{0,2}so(?:\s{0,3}[:.;]|\s{1,3}\W{0,3}\d|\s{0,9}/|\s{0,9}\Z)")
_ITEM = re.compile(
    r"\s*(?:[-–+*•·]|\(?[a-zđ]{1,2}\)|\d{1,2}(?:\.\d{1,2}){0,3}[.)/]|[IVX]{1,5}[.)]|Điều \d|Căn cứ|Kính gửi|Theo )"
)


def drafts_of(source: str) -> list[Draft]:
    """The documents of a text."""
    text = Text(source)
    lines = read_lines(text)
    return [_draft(text, lines, part) for part in find_documents(text, lines)]


def _draft(text: Text, lines: list[Line], part) -> Draft:
    zones = find_zones(text, lines, part)
    draft = Draft()
    head = zones.head if zones.head[1] > zones.head[0] else (part.first, part.first)
    title = zones.heading.title[0] if zones.heading.title else None
    _header(draft, text, lines[head[0] : head[1]], title)
    draft.addressees = [_words(text, line) for line in lines[slice(*zones.addressees)] if line.kind == WORDS]
    before = lines[part.first : head[0]]
    draft.body = _blocks(text, before) + _blocks(text, lines[slice(*zones.body)])
    if zones.tail[1] > zones.tail[0]:
        left, right = zones.sides.recipients, zones.sides.signature
        entries = _joined(text, [piece for piece in left if piece.end > piece.start])
        draft.recipients = ["Nơi nhận:", *entries] if left else []
        draft.signature = [text.clean[piece.start : piece.end].strip() for piece in right]
    draft.annex = _blocks(text, lines[slice(*zones.annex)])
    return draft


def _words(text: Text, line: Line) -> str:
    return " ".join(" ".join(text.clean[cell.start : cell.end] for cell in line.cells).split())


def _joined(text: Text, pieces) -> list[str]:
    """Entries of the list of recipients, what a narrow cell broke off put back."""
    entries: list[str] = []
    for piece in pieces:
        words = " ".join(text.clean[piece.start : piece.end].split())
        if piece.dash or not entries or entries[-1].endswith((";", ".")):
            entries.append(words)
        else:
            entries[-1] += " " + words
    return entries


def _header(draft: Draft, text: Text, lines: list[Line], title: int | None) -> None:
    pieces = [
        piece
        for line in lines
        if line.kind == WORDS
        for cell in line.cells
        for piece in _parted(text, cell.start, cell.end)
    ]
    open_date = False
    for start, end in pieces:
        words = " ".join(text.clean[start:end].split())
        plain = text.plain[start:end]
        if not any(map(str.isalnum, words)):
            continue
        if title is not None and start >= title:
            draft.title.append(words)
        elif open_date:
            draft.date[-1] += " " + words
            open_date = not _YEAR.search(words)
        elif _NATION.match(plain) or MOTTO.match(plain) or plain.startswith(("doc lap", "hanh phuc")):
            draft.right.append(words)
        elif _DATE.search(plain) and not draft.date and not draft.number[1:] and not _NUMBER.match(plain):
            draft.date.append(words)
            open_date = not _YEAR.search(words)
        elif draft.number or _NUMBER.match(plain):
            draft.number.append(words)
        else:
            draft.left.append(words)


def _parted(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    """A line in which OCR or a converter ran both columns together, parted again."""
    cuts = {start, end}
    for pattern in (_NATION, MOTTO, _PLACE, _NUMBER_INSIDE):
        for m in pattern.finditer(text.plain, start, end):
            if pattern is not _NUMBER_INSIDE or text.clean[m.start()] == "S":
                cuts.add(m.start())
    places = sorted(cuts)
    return [(a, b) for a, b in pairwise(places) if any(map(str.isalnum, text.clean[a:b]))]


# ---- body ----


def _blocks(text: Text, lines: list[Line]) -> list[str | list[list[str]]]:
    """Paragraphs and tables of some lines."""
    found: list[str | list[list[str]]] = []
    widths = sorted(line.end - line.start for line in lines if line.kind == WORDS)
    wrapped = bool(widths) and widths[int(len(widths) * 0.9)] < 130
    at = 0
    while at < len(lines):
        stop = _table_end(lines, at)
        if stop > at:
            table = _table(text, lines[at:stop])
            if table:
                found.append(table)
            at = stop
            continue
        line = lines[at]
        at += 1
        if line.kind in (RULE, BAR, PAGE) or line.kind != WORDS:
            continue
        words = _words(text, line)
        last = lines[at - 2] if at > 1 else None
        goes_on = (
            wrapped
            and found
            and isinstance(found[-1], str)
            and last is not None
            and last.kind == WORDS
            and not line.gap
            and line.indent <= last.indent + 1
            and not _ITEM.match(words)
            and not found[-1].endswith((".", ";", ":", "./."))
            and not (found[-1].isupper() and not words.isupper())
        )
        if goes_on and isinstance(found[-1], str):
            found[-1] += " " + words if not found[-1].endswith("-") else words
        else:
            found.append(words)
    return found


def _table_end(lines: list[Line], at: int) -> int:
    """Where a table that begins at line `at` ends; `at` where none begins."""
    if lines[at].kind != BAR and not (lines[at].bars and len(lines[at].cells) > 1):
        return at
    stop, quiet = at, 0
    for i in range(at, len(lines)):
        if lines[i].kind == BAR or lines[i].bars:
            stop, quiet = i + 1, 0
        else:
            quiet += 1
            if quiet > 6:
                break
    return stop


def _table(text: Text, lines: list[Line]) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    cell: list[str] = []
    bars = 0
    for line in lines:
        if line.bars and len(line.cells) > 1:
            rows.append([" ".join(text.clean[c.start : c.end].split()) for c in line.cells])
            rows.append([])
        elif line.kind == BAR:
            bars += 1
            if cell:
                rows[-1].append(" ".join(cell))
                cell = []
            elif bars > 1 and rows[-1]:
                rows.append([])
        elif line.kind == WORDS:
            bars = 0
            cell.append(_words(text, line))
    if cell:
        rows[-1].append(" ".join(cell))
    return [row for row in rows if any(row)]
