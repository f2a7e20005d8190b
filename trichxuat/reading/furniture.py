"""What stands on a page without being the document's text: page numbers, running heads, stamps, digital signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from trichxuat.reading.page import Arrival
from trichxuat.reading.rows import Bit, Row, pieces_of, words_of
from trichxuat.text import strip_marks

_PAGE_NUMBER = re.compile(r"[-–—~ ]{0,4}(?:trang\s|page\s)?\s?\d{1,4}(?:\s?/\s?\d{1,4})?[-–—~. ]{0,4}\Z")
# Of a digital signature (Nghị định 30, Phụ lục I, II.1 ô 14); `plain` words of a piece.
_SIGNED = re.compile(
    r"\W{0,3}(?:(?:nguoi )?ky boi\b|nguoi ky\s?:|thoi gian ky\b|ngay ky\s?: ?\d|email\s?: ?\S{1,60}@|co quan\s?: ?\S"
    r"|chuc vu\s?: ?\S|to chuc\s?: ?\S|gio ky\s?:|signature (?:not )?(?:verified|valid)|digitally signed|signed by\s?:"
    r"|date\s?: ?\d{4}[.\-]|reason\s?:|location\s?:|foxit (?:pdf )?reader version|\d\d:\d\d:\d\d ?[+\-] ?\d\d)"
)
_SIGNED_FIRST = re.compile(
    r"\W{0,3}(?:(?:nguoi )?ky boi\b|nguoi ky\s?:|thoi gian ky\b|ngay ky\s?: ?\d|signature (?:not )?(?:verified|valid)"
    r"|digitally signed|signed by\s?:)"
)
_ARRIVED = re.compile(r"\W{0,3}(?:c.ng\s?v.n\s?d.n|v.n\s?b.n\s?d.n|d[eé]n)\W{0,3}\Z")
_ARRIVED_FIELD = re.compile(
    r"\W{0,3}(?P<what>[s$][oô]|ng.y(?: d.n)?|chuy.n|l.u h. s.|s. v. k. hi.u)\W{0,3}[:.…]?(?P<value>.{0,60})\Z"
)
_DATE = re.compile(r"(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>(?:20)?\d\d)\b")
_STAMP_WIDTH, _STAMP_HEIGHT = 170.0, 110.0  # 35 mm by 50 mm, with what is written over its edge

Kept = tuple[list[Row], list[str]]


def without(rows: Sequence[Row], gone: set[int]) -> list[Row]:
    """The rows without the words in `gone` (by id of the bit); rows left empty go."""
    kept = []
    for row in rows:
        bits = [bit for bit in row.bits if id(bit) not in gone]
        if bits:
            kept.append(Row(bits, row.middle) if len(bits) < len(row.bits) else row)
    return kept


def take_page_number(rows: list[Row], height: float) -> Kept:
    """A lone number at the top or the bottom of a page."""
    for at in (0, -1):
        if rows and _PAGE_NUMBER.match(rows[at].plain):
            row = rows[at]
            if row.middle < 0.1 * height if at == 0 else row.middle > 0.9 * height:
                rest = rows[1:] if at == 0 else rows[:-1]
                return rest, [row.text]
    return rows, []


def take_signature(rows: list[Row], size: float) -> Kept:
    """The words that signing software prints: `Ký bởi: …`, `Thời gian ký: …`, with the lines between them."""
    stamp: list[tuple[float, list[Bit]]] = []
    for row in rows:
        for piece in pieces_of(row, 1.2 * size):
            plain = strip_marks(words_of(piece))
            if _SIGNED_FIRST.match(plain) or (stamp and _near(stamp[-1][1], piece) and _SIGNED.match(plain)):
                stamp.append((row.middle, piece))
    if not stamp:
        return rows, []
    gone = {id(bit) for _, piece in stamp for bit in piece}
    return without(rows, gone), [words_of(piece) for _, piece in stamp]


def _near(above: Sequence[Bit], piece: Sequence[Bit]) -> bool:
    """Whether a piece stands right under another, beginning at about the same edge."""
    size = above[0].bottom - above[0].top
    return abs(piece[0].left - above[0].left) < 4 * size and piece[0].top - above[0].bottom < 3 * size


def take_arrival(rows: list[Row], size: float, height: float) -> tuple[list[Row], list[str], Arrival | None]:
    """The stamp of the receiving office: `CÔNG VĂN ĐẾN` and its `Số:`, `Ngày:`, `Chuyển:` in the box below."""
    for row in rows:
        if row.middle > 0.6 * height:
            break
        for piece in pieces_of(row, 1.0 * size):
            words = words_of(piece)
            if _ARRIVED.match(strip_marks(words)) and words.upper() == words:
                taken = _stamp_fields(rows, row, piece, size)
                if taken:
                    pieces = [*_receiver(rows, row, piece, size), piece, *(bits for bits, _ in taken)]
                    gone = {id(bit) for bits in pieces for bit in bits}
                    return without(rows, gone), [*map(words_of, pieces)], _arrival([field for _, field in taken])
    return rows, [], None


def _receiver(rows: Sequence[Row], head: Row, cue: Sequence[Bit], size: float) -> list[list[Bit]]:
    """The line of the stamp above its heading: the receiving office, in capitals."""
    for row in rows:
        if 0 < head.middle - row.middle < 2 * size:
            for piece in pieces_of(row, 1.5 * size):
                words = words_of(piece)
                near = piece[0].left < cue[-1].right and piece[-1].right > cue[0].left
                if near and words.isupper() and not any(map(str.isdigit, words)):
                    return [piece]
    return []


def _stamp_fields(
    rows: Sequence[Row], head: Row, cue: Sequence[Bit], size: float
) -> list[tuple[list[Bit], tuple[str, str]]]:
    centre = (cue[0].left + cue[-1].right) / 2
    taken = []
    for row in rows:
        if not head.middle < row.middle < head.middle + _STAMP_HEIGHT:
            continue
        for piece in pieces_of(row, 1.5 * size):
            if abs(piece[0].left - centre) > _STAMP_WIDTH / 2 or piece[0].left > centre + 0.2 * _STAMP_WIDTH:
                continue
            words = words_of(piece)
            m = _ARRIVED_FIELD.match(strip_marks(words))
            if m and not re.search(r"\d\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ]{2}", words) and "thang" not in m["value"]:
                taken.append((piece, (m["what"][:2], words[m.start("value") :])))
    return taken


def _arrival(fields: Sequence[tuple[str, str]]) -> Arrival:
    number = date = None
    for what, value in fields:
        if what[0] in "s$" and number is None and (m := re.search(r"\d{1,6}", value)):
            number = m.group()
        if what == "ng" and date is None and (m := _DATE.search(value)):
            date = _iso(int(m["day"]), int(m["month"]), int(m["year"]))
    return Arrival(number, date)


def _iso(day: int, month: int, year: int) -> str | None:
    year += 2000 if year < 100 else 0
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= 31 and 1 <= month <= 12 else None


def running_heads(pages: Sequence[tuple[Sequence[Row], float]]) -> set[str]:
    """The words of rows in the upper or lower margin that most pages repeat, figures apart. pages: (rows, height)."""
    if len(pages) < 3:
        return set()
    seen: Counter[str] = Counter()
    for rows, height in pages:
        seen.update({key_of(row) for row in rows if in_margin(row, height)})
    return {key for key, count in seen.items() if count >= 3 and 2 * count > len(pages) and len(key) > 3}


def key_of(row: Row) -> str:
    return re.sub(r"\d+", "0", row.plain)


def in_margin(row: Row, height: float) -> bool:
    return row.middle < 0.07 * height or row.middle > 0.93 * height
