"""Dates: `ngày 05 tháng 3 năm 2020`, `ngày 30/12/2016`, `tháng 11/2024`, `năm 2015`, and the place-and-date line.

A date is as full as what can be read: `2023-03-01`, `2023-03`, `2023`. All offsets are clean offsets of a `Text`.
In print a stroke read as a letter is mended (`ngày l6`, `tháng 1]`) and graded; in the header, where the day is often
written by hand, it must be clean digits: noise never becomes digits.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trichxuat.record import Grade
from trichxuat.text import Text

FIRST_YEAR, LAST_YEAR = 1930, 2100


@dataclass(frozen=True, slots=True)
class Date:
    """A date in the text. value: ISO, partial where a part is blank or unreadable, None where it is impossible.

    pieces: where its words stand apart, in the lines of a table's cell.
    """

    start: int
    end: int
    value: str | None
    grade: Grade = "sure"
    reasons: tuple[str, ...] = ()
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def cut(self) -> tuple[tuple[int, int], ...]:
        """Where it stands, as pieces in reading order."""
        return self.pieces or ((self.start, self.end),)


# A digit, or a stroke or ring that OCR takes for a letter (on `plain`: I, Ì → i); one or two, perhaps a blank between.
_GLYPH = r"[0-9oil|\]!]"
_PIECE = rf"(?:[0-9][ ]?{_GLYPH}?(?![0-9])|[oil|\]!]{_GLYPH})"
_YEAR = r"(?:[12][ ]?[089][ ]?\d[ ]?\d(?!\d))"
_GAP = r"[\s|.…_,]{0,40}"
_NUMERIC = r"(?P<nd>\d[ ]?\d?)[ ]?(?P<nsep>[/.-])\s?(?P<nm>\d[ ]?\d?)[ ]?[/.-]\s?(?P<nyy>" + _YEAR + ")"

_BODY = re.compile(
    r"\bngay\s{0,4}(?:ngay\s{1,4})?(?:"
    + _NUMERIC
    + r"|(?P<solid>\d{8})(?!\d)"
    + rf"|{_GAP}(?:(?P<d>{_PIECE}){_GAP})?t?hang{_GAP}(?:(?P<m>{_PIECE}){_GAP})?nam(?:{_GAP}(?P<y>{_YEAR}))?"
    + r")"
    + rf"|\bthang\s{{0,4}}(?P<tm>{_PIECE})(?:\s{{0,3}}/\s{{0,3}}|\s{{0,4}}nam\s{{1,4}})(?P<ty>{_YEAR})"
    + rf"|\bnam\s{{1,4}}(?P<ny>{_YEAR})(?![ ]?[/-][ ]?\d)"
    + r"|(?<![\w/.,-])(?P<bd>\d{1,2})(?P<bsep>[/-])(?P<bm>\d{1,2})(?P=bsep)(?P<by>\d{4})(?![\w/-])"
)
"""One date in running text, on `Text.plain`."""

HEADER_DATE = re.compile(
    r"(?<![a-z])ngay(?:[ ]?"
    + _NUMERIC
    + r"|(?P<d>[^,;:]{0,24}?)t?hang(?P<m>[^,;:]{0,14}?)nam(?P<y>[\s|:.]{0,12}\d(?:\s?\d){3}(?!\d)|(?!\w)))"
)
"""From `ngày` to the year in the place-and-date line, on `Text.plain`."""

_MEND = str.maketrans("oil|]!", "011111")
_LEADERS = " .…_·\t\n\r|*,'`"


def _iso(year: int | None, month: int | None, day: int | None) -> str | None:
    """ISO of what is given; None where it is no date. A day without month, and a month without year, are dropped."""
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _digits(piece: str | None, reasons: list[str]) -> int | None:
    """The number that a piece of print shows; what had to be mended goes to `reasons`."""
    if not piece:
        return None
    shown = piece.replace(" ", "")
    if len(shown) != len(piece.rstrip()):
        reasons.append("digits_apart")
    if not shown.isdigit():
        reasons.append("ocr_digits")
        shown = shown.translate(_MEND)
    return int(shown)


def _year(piece: str | None, reasons: list[str]) -> int | None:
    if not piece:
        return None
    shown = piece.replace(" ", "").strip()
    if len(shown) != len(piece.strip()):
        reasons.append("digits_apart")
    return int(shown)


def _made(m: re.Match[str], parts: tuple[str | None, str | None, str | None]) -> Date:
    """The date of (day, month, year) as printed."""
    reasons: list[str] = []
    year, month, day = _year(parts[2], reasons), _digits(parts[1], reasons), _digits(parts[0], reasons)
    value = _iso(year, month, day)
    if value is None:
        return Date(m.start(), m.end(), None, "check", ("impossible_date" if year and month else "incomplete_date",))
    grade: Grade = "check" if "ocr_digits" in reasons else "likely" if reasons else "sure"
    return Date(m.start(), m.end(), value, grade, tuple(dict.fromkeys(reasons)))


def _from_match(m: re.Match[str]) -> Date:
    kind = m.lastgroup
    if kind == "ny":
        return _made(m, (None, None, m["ny"]))
    if kind == "by":
        return _made(m, (m["bd"], m["bm"], m["by"]))
    if kind == "ty":
        return _made(m, (None, m["tm"], m["ty"]))
    if kind == "nyy":
        return _made(m, (m["nd"], m["nm"], m["nyy"]))
    if kind == "solid":
        solid = m["solid"]
        value = _iso(int(solid[4:]), int(solid[2:4]), int(solid[:2]))
        return Date(m.start(), m.end(), value, "check", ("slash_lost" if value else "impossible_date",))
    return _made(m, (m["d"], m["m"], m["y"]))


def find_dates(text: Text, start: int = 0, end: int | None = None) -> list[Date]:
    """Every date of the body between two clean offsets, in order, those that cannot be (`value` None) included."""
    return list(_dates(text.plain, start, len(text.plain) if end is None else end))


def _dates(plain: str, start: int, end: int) -> Iterator[Date]:
    for m in _BODY.finditer(plain, start, end):
        date = _from_match(m)
        if date.value or "incomplete_date" not in date.reasons:
            yield date


_LEAD = re.compile(
    r"[\s,;|*]{0,60}(?:\(\s?)?(?:(?:de|ky|ban hanh|duoc ban hanh|ky ban hanh|thong qua)\s{1,4})?(?=n|thang|\d)"
)


def date_at(text: Text, at: int, end: int) -> Date | None:
    """The date that begins at `at`, blanks, a comma and `ký`, `ban hành` before it allowed; None if there is none."""
    plain = text.plain
    lead = _LEAD.match(plain, at, end)
    if lead is None or (text.clean[lead.end()].isupper() and _opens_sentence(text.clean, at, lead.end())):
        return None
    m = _BODY.match(plain, lead.end(), end)
    return _from_match(m) if m else None


def _opens_sentence(clean: str, at: int, start: int) -> bool:
    """Whether a date with a capital begins a new line, and is not set in capitals: `…/KH-UBND⏎Ngày 5/6/2021, …`."""
    return "\n" in clean[at:start] and clean[start + 1 : start + 2].islower()


def date_in(text: Text, pieces: Sequence[tuple[int, int]]) -> Date | None:
    """The date that begins where `pieces` do, read as one line (`ngày 12/ | 11/2024` in a cell of a table)."""
    joined = " ".join(text.plain[start:end] for start, end in pieces)
    lead = _LEAD.match(joined)
    m = _BODY.match(joined, lead.end()) if lead else None
    if m is None:
        return None
    found = _from_match(m)
    cuts: list[tuple[int, int]] = []
    offset = 0
    for start, end in pieces:
        first, last = max(found.start, offset), min(found.end, offset + end - start)
        if first < last:
            cuts.append((start + first - offset, start + last - offset))
        offset += end - start + 1
    return replace(found, start=cuts[0][0], end=cuts[-1][1], pieces=tuple(cuts) if len(cuts) > 1 else ())


def _clean_day(piece: str) -> tuple[int | None, str | None]:
    """The day of a header and, where it cannot be read, why; two digits set apart are read."""
    shown = piece.strip(_LEADERS)
    if not shown:
        return None, "day_blank"
    if re.fullmatch(r"[0-9]{1,2}", shown):
        return int(shown), None
    if re.fullmatch(r"[0-3] [0-9]", shown):
        return int(shown.replace(" ", "")), "digits_apart"
    return None, "day_unreadable"


_STROKES = str.maketrans("oilt|]!", "0111111")


def _clean_month(piece: str) -> tuple[int | None, str | None]:
    """The month of a header, which is printed: two glyphs read as letters are mended (`I]` → 11, `I0` → 10)."""
    shown = piece.strip(" .…_·\t\n\r*,'`")
    if not shown:
        return None, "month_blank"
    if re.fullmatch(r"[0-9]{1,2}", shown):
        return int(shown), None
    if re.fullmatch(r"[01] [0-9]", shown):
        return int(shown.replace(" ", "")), "digits_apart"
    if re.fullmatch(r"[0-9oil|\]!][0-9oil|\]!]|t[il]", shown):
        return int(shown.translate(_STROKES)), "ocr_digits"
    return None, "month_unreadable"


def parse_header_date(text: Text, start: int, end: int) -> tuple[str | None, Grade, list[str]]:
    """ISO date, grade and reasons of the place-and-date line from `ngày` to the year (clean offsets); Phụ lục I, II.4.

    `ngày {5 tháng 01 năm 2025` → (`2025-01`, `check`, [`day_unreadable`]): a day with anything glued to it is not read.
    """
    m = HEADER_DATE.search(text.plain, start, end)
    if m is None:
        return None, "check", ["date_unreadable"]
    if m["nyy"]:
        date = _made(m, (m["nd"], m["nm"], m["nyy"]))
        return date.value, date.grade, list(date.reasons)
    year = int(re.sub(r"\D", "", m["y"]) or 0)
    day, day_fault = _clean_day(m["d"])
    month, month_fault = _clean_month(m["m"])
    if not year:
        return None, "check", ["year_unreadable"]
    value = _iso(year, month, day if month else None)
    reasons = [fault for fault in (day_fault, month_fault) if fault]
    if value is None:
        value = _iso(year, month, None) or _iso(year, None, None)
        reasons.append("impossible_date")
    blank = all(reason.endswith("_blank") for reason in reasons)
    return value, ("sure" if not reasons else "likely" if blank else "check"), reasons
