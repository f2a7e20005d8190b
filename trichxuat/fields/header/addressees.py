"""Nơi gửi: each body or person after `Kính gửi`, in a công điện after `… điện:` (Phụ lục I, II.9a; Mẫu 1.6)."""

from __future__ import annotations

import re

from trichxuat.fields.values import add_piece, value
from trichxuat.record import Value
from trichxuat.structure.lines import WORDS, Line
from trichxuat.structure.organ_lines import head_words, opens_organ
from trichxuat.text import Text, strip_marks

Piece = tuple[int, int]

_LEAD = re.compile(r"[^\w]{0,4}(?:dong )?kinh\s{1,4}(?:g[uo]i|trinh|chuyen)\s{0,3}[:;.]?|[^:]{2,90}?\bdien ?(?::|;$)")
_DASH = re.compile(r"[-+~•*]\s{0,6}(?=\S)")
# Words before a colon that a list of names follows; behind others it is a `;` that OCR misread.
_LABEL = re.compile(
    r"(?:^|[\W_])(?:cac )?(?:bo|so|vu|cuc|ban|phong|nganh|ubnd|uy ban nhan dan|tinh|thanh pho|huyen|xa|phuong|ong|ba"
    r"|don vi|co quan|truong|chi cuc)\W{0,3}\Z"
)
_MANY = re.compile(r"(?<![a-z])cac (?:bo|so|nganh|tinh|thanh pho|huyen|xa|phuong)(?:, (?:tinh|thanh pho|xa|phuong))?\Z")
_OPENS = re.compile(rf"(?:{head_words('addressee')})(?![a-z])")
_STOPS = re.compile(r"[;()]")
_EDGE = " \t\n|;,.:*_"


def read_addressees(text: Text, lines: list[Line], zone: tuple[int, int]) -> list[Value]:
    """The addressees in a range of lines, in order, without dashes and closing signs."""
    if zone[0] >= zone[1]:
        return []
    entries = _entries(text, lines, zone)
    found = []
    for pieces in entries:
        cut = _trimmed(text, pieces)
        if cut:
            found.append(value(text, cut))
    return found


def _entries(text: Text, lines: list[Line], zone: tuple[int, int]) -> list[list[Piece]]:
    """The pieces of each entry; a dash or a `;` before opens a new one."""
    pieces: list[tuple[Piece, bool]] = []
    for line in lines[zone[0] : zone[1]]:
        if line.kind != WORDS:
            continue
        for cell in line.cells if line.bars else line.cells[:1]:
            start, end = cell.start, cell.end if line.bars else line.end
            lead = _LEAD.match(text.plain, start, end)
            opened = lead is not None
            if lead:
                start = lead.end()
            pieces += _parts(text, start, end, opened)
    dashes = [piece for piece in pieces if _DASH.match(text.clean, *piece[0])]
    entries: list[list[Piece]] = []
    ends = [text.clean[a:b].rstrip()[-1:] for (a, b), _ in pieces]
    bare = not dashes and _lead_alone(text, lines, zone) and ":" not in ends
    bare = bare and not any(";" in text.clean[a:b] for (a, b), _ in pieces)
    commas = bool(dashes) and not any(text.clean[a:b].rstrip().endswith(";") for (a, b), _ in pieces)
    for (start, end), opened in pieces:
        dash = _DASH.match(text.clean, start, end)
        if dash:
            start = dash.end()
        before = text.clean[slice(*entries[-1][-1])].rstrip() if entries else ";"
        if dash:
            new = commas or not before.endswith(",")
        else:
            misread = before.endswith(":") and text.clean[start].isupper() and not _LABEL.search(strip_marks(before))
            row = bare and text.clean[start].isupper() and not before.endswith(",")
            new = opened or row or misread or before.endswith(";") or (not dashes and before.endswith(("./.",)))
        if not entries or new:
            entries.append([(start, end)])
        else:
            entries[-1].append((start, end))
    return entries


def _lead_alone(text: Text, lines: list[Line], zone: tuple[int, int]) -> bool:
    """Whether nothing follows `Kính gửi:` on its own line: then each line in a capital letter is an entry."""
    line = lines[zone[0]]
    lead = _LEAD.match(text.plain, line.start, line.end)
    return lead is not None and not any(c.isalpha() for c in text.clean[lead.end() : line.end])


def _parts(text: Text, start: int, end: int, opened: bool) -> list[tuple[Piece, bool]]:
    """A stretch cut behind each `;` (not inside brackets) and before each dash that follows one."""
    found: list[tuple[Piece, bool]] = []
    depth = 0
    at = start
    last = end
    while last > start and text.clean[last - 1] in " |;":
        last -= 1
    for m in _STOPS.finditer(text.clean, start, last):
        sign = m.group()
        depth += (sign == "(") - (sign == ")")
        if sign == ";" and depth <= 0 and not _lists(text, at, m.start(), last):
            found.append(((at, m.end()), opened))
            at, opened = m.end(), True
    if text.clean[at:end].strip(_EDGE + "-"):
        while at < end and text.clean[at] in " \t|":
            at += 1
        found.append(((at, end), opened))
    return found


def _lists(text: Text, at: int, sign: int, end: int) -> bool:
    """Whether a `;` is a colon that OCR misread: `các tỉnh; Gia Lai, Đắk Lắk`."""
    if text.clean[sign + 1 : end].strip(" |;.,") == "" or not _MANY.search(text.plain, max(at, sign - 40), sign):
        return False
    behind = text.plain[sign + 1 : end].lstrip(" -")
    return not (_OPENS.match(behind) or opens_organ(behind))


def _trimmed(text: Text, pieces: list[Piece]) -> list[Piece]:
    cut: list[Piece] = []
    for start, end in pieces:
        while start < end and text.clean[start] in " \t\n|":
            start += 1
        while end > start and text.clean[end - 1] in " \t\n|":
            end -= 1
        if start < end:
            add_piece(text, cut, start, end)
    if cut:
        start, end = cut[-1]
        while end > start and text.clean[end - 1] in _EDGE + "/":
            end -= 1
        cut[-1] = (start, end)
        first, stop = cut[0]
        while first < stop and text.clean[first] in _EDGE + "-+":
            first += 1
        cut[0] = (first, stop)
    return [(a, b) for a, b in cut if a < b and any(c.isalpha() for c in text.clean[a:b])]
