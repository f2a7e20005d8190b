"""The time limit of a task: a day, an interval, a recurrence, a term that runs from an event.

What `value` holds (ISO 8601):
    `trước ngày 15/3/2023`            2023-03-15
    `trong quý II/2023`, `tháng 5/2023`   2023-04-01/2023-06-30, 2023-05-01/2023-05-31
    `hằng năm`, `6 tháng`, `quý`      R/P1Y, R/P6M, R/P3M; with a day of the year too: R/--12-15/P1Y
    `trong 03 ngày làm việc, kể từ …` P3D, grade likely, reasons `relative` and `working_days`
    `ngay sau khi lũ rút`             the words themselves, grade likely, reason `event`
    `năm 2025 và các năm tiếp theo`   2025-01-01/.., grade likely, reason `open_end`
    `15/12` without a year            --12-15, grade likely, reason `no_year`
"""

from __future__ import annotations

import re
from calendar import monthrange

from trichxuat.fields.dates import find_dates
from trichxuat.fields.values import value
from trichxuat.record import Grade, Value
from trichxuat.text import Text, squeeze

_D = r"(?:\d{1,2}|[0-3] \d)"
_DM = rf"{_D}\s?[/.-]\s?\d{{1,2}}(?!\d)"
_DMY = rf"(?:{_DM}\s?[/.-]\s?\d{{4}}|\d{{1,2}}\s+thang\s+\d{{1,2}}\s+nam\s+\d{{4}})"
_DAY = rf"(?:{_DMY}|\d{{1,2}}\s+thang\s+\d{{1,2}}|{_DM}|\d{{1,2}}\s+cua\s+thang\s+(?:cuoi|dau|sau|tiep\s+theo)(?:\s+(?:cua\s+)?qu[yi])?|\d{{1,2}}(?=\s+(?:hang|cua|moi)\s))"
_HOUR = r"\d{1,2}\s?(?:h|g|gio)(?:\s?\d{2}(?!\d))?(?:\s?phut)?"
_MONTH = r"(?:thang\s+\d{1,2}\s?(?:[/.-]|\s+nam\s+)\s?\d{4})"
_QUARTER = r"(?:(?:qu[yi]\s+[ivl1-4]{1,3}\s*(?:,|va|-)\s*){0,3}qu[yi]\s+[ivl1-4]{1,3}\s?(?:[/.-]|\s+nam\s+)\s?(?:nam\s+)?\d{4})"
_SEASON = r"(?:(?:dip\s+|mua\s+|ky\s+nghi\s+)?he|hoc\s+k[iy]\s+[iv12]{1,2}|nam\s+hoc|(?:tuan|thang)\s+(?:dau|cuoi|thu\s+\w{2,5})(?:\s+(?:cua\s+)?(?:thang|qu[yi])(?:\s+[ivx\d]{1,3})?)?)(?:\s?[/,]?\s?(?:nam\s+)?(?:hoc\s+)?\d{4}(?:\s?-\s?\d{4})?)?"
_EVERY = r"(?:hang|moi)\s+(?:ngay|tuan|thang|qu[yi]|nam)"
_TIMES = r"\d{1,3}\s+(?:gio|ngay|tuan|thang|qu[yi]|nam)\s*(?:/\s*)?(?:mot|1|01)\s+lan|(?:mot|1|01)\s+lan\s*/\s*(?:ngay|tuan|thang|qu[yi]|nam)"
_PERIOD = rf"(?:{_EVERY}|ca\s+nam|\d{{1,2}}\s+thang(?!\s+\d)|ba\s+thang|sau\s+thang|(?:06|6)\s+thang|qu[yi]|nam|thang|tuan|ngay)"
_TERM = r"(?:toi\s+da\s+|khong\s+qua\s+)?\d{1,3}(?:\s?-\s?\d{1,3})?\s*(?:\([^()]{1,20}\)\s*)?(?:ngay(?:\s+lam\s+viec)?|gio|thang|tuan|nam)"
_FROM = r"(?:,?\s+(?:ke\s+tu|tinh\s+tu|sau\s+khi|truoc\s+khi|tu\s+khi|tu\s+ngay)\s+[^.;,()]{3,220})?"
_LAST = r"(?:cham\s+nhat|muon\s+nhat|khong\s+(?:muon|cham)\s+hon)"

_DEADLINE = re.compile(
    rf"""(?:
      (?P<day>(?:truoc|{_LAST}(?:\s+la)?(?:\s+(?:vao|den|truoc|trong))?|den\s+het|het)\s+(?:{_HOUR},?\s*)?
        (?:(?:ngay|moc|thoi\s+diem)\s+)?{_DAY}(?:\s*(?:,|va|;)\s*(?:(?:truoc\s+)?ngay\s+)?{_DAY})*(?:\s+(?:cua\s+)?{_EVERY})?)
    | (?P<hour>truoc\s+{_HOUR},?\s+{_EVERY}|truoc\s+mua\s+\w{{2,6}}(?:\s+(?:lu|bao|kho))?(?:\s+(?:{_EVERY}|nam\s+\d{{4}}))?)
    | (?P<on>(?:vao\s+|trong\s+)ngay\s+{_DMY}|(?:dinh\s+k[iy],?\s+)?vao\s+(?:thang\s+\d{{1,2}}|ngay\s+{_DAY})\s+{_EVERY}|vao\s+(?:cac\s+)?ngay\s+cuoi\s+tuan|vao\s+(?:cac\s+)?(?:ngay\s+)?thu\s+\w{{2,4}}\s+{_EVERY})
    | (?P<season>trong\s+(?:dip\s+)?{_SEASON})
    | (?P<times>{_TIMES})
    | (?P<interval>tu\s+(?:ngay\s+)?{_DAY}\s+(?:den|-)\s+(?:het\s+)?(?:ngay\s+)?{_DMY})
    | (?P<month>(?:trong|truoc|vao|den\s+het|{_LAST}(?:\s+trong)?|het)\s+(?:{_MONTH}|{_QUARTER}))
    | hoan\s+thanh\s+(?P<done>(?:trong\s+|xong\s+)?(?:{_MONTH}|{_QUARTER}|(?:trong\s+)?nam\s+\d{{4}}))
    | (?P<term>(?:trong\s+(?:thoi\s+(?:han|gian)\s+|vong\s+)|{_LAST}\s+(?:la\s+|trong\s+|sau\s+)?){_TERM}{_FROM}|trong\s+(?:toi\s+da\s+)?\d{{1,3}}\s+(?:ngay(?:\s+lam\s+viec)?|gio|tuan)(?:\s+dau(?:\s+tien)?)?(?=\s*(?:[,.;)]|\Z))|(?:trong|sau)\s+{_TERM},?\s+(?:ke\s+tu|tinh\s+tu)\s+[^.;,()]{{3,220}})
    | (?P<every>(?:dinh\s+k[iy],?\s+)(?:vao\s+)?{_PERIOD}(?:\s*(?:,|va|/|hoac)\s*{_PERIOD})*|{_EVERY}(?:\s*(?:,|va)\s*{_EVERY})*)
    | (?P<last>{_LAST}\s+[^.;,]{{5,200}})
    | (?P<event>ngay\s+sau\s+khi\s+[^.;,()]{{3,120}}|sau\s+khi\s+(?:ket\s+thuc|hoan\s+thanh)\s+[^.;,()]{{3,160}}|(?:cho\s+)?den\s+khi\s+[^.;]{{3,200}}
        |khi\s+(?:so\s+ket|tong\s+ket|ket\s+thuc)\s+[^.;,()]{{3,80}}|trong\s+(?:suot\s+)?thoi\s+gian\s+(?:phuc\s+vu|dien\s+ra)\s+[^.;,()]{{3,80}}
        |cuoi\s+(?:nam|qu[yi]|thang|dot|ky)(?!\w)(?:\s+[^.;,()]{{1,40}})?(?:\s*\([^()]{{3,60}}\))?)
    )""",
    re.VERBOSE,
)
_CUE = re.compile(r"(?:truoc|cham\s|muon\s|khong\s+(?:muon|cham)|het\s|den\s|tu\s|trong\s|vao\s|hoan\s|sau\s|dinh\s|hang\s|moi\s|ngay\s|cho\s|khi\s|cuoi\s|\d{1,3}\s+(?:gio|ngay|tuan|thang|quy|nam|lan)\b|mot\s+lan)")
_ADJECTIVE = re.compile(
    r"(?:ke\s+hoach|du\s+toan|chuong\s+trinh|in\s+ra|ngan\s+sach|danh\s+gia|nhiem\s+vu|kinh\s+phi|chi\s+tieu|sinh\s+hoat|cong\s+viec|so\s+lieu|phai|doi\s+song|bao\s+in\s+ra|khen\s+thuong)\s{1,9}\Z"
)
_CONDITION = re.compile(r"(?:ban\s+hanh|da\s+ky|ky|da\s+cap|cap|ton\s+tai|phat\s+sinh|hieu\s+luc|thanh\s+lap|tuyen\s+dung|xay\s+dung|sinh|sinh\s+ra)\s{1,9}\Z")
_OF = re.compile(r"\s+cua\b")
_BY = re.compile(r"(?:vao|truoc|den|het)\s{1,9}\Z")
_ONWARDS = re.compile(r"va\s+(?:cac|nhung)\s+nam\s+(?:tiep\s+theo|sau)|tro\s+di|bat\s+dau\s+tu")
_LAW_TAIL = re.compile(r"\s+theo\s+(?:dung\s+)?quy\s+dinh\b.*", re.S)
_UNIT_CODES = {"ngay": "D", "tuan": "W", "thang": "M", "quy": "3M", "qui": "3M", "nam": "Y", "gio": "H"}
_MONTHS = {"i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4, "l": 1, "ll": 2, "lll": 3, "lv": 4}


def deadline_in(text: Text, start: int, end: int) -> Value | None:
    """The first time limit between two clean offsets; None where there is none."""
    plain = text.plain
    at = start
    for cue in _CUE.finditer(plain, start, end):
        a = cue.start()
        if a < at or (a > 0 and plain[a - 1].isalnum()):
            continue
        m = _DEADLINE.match(plain, a, end)
        if m is None:
            continue
        kind = m.lastgroup or ""
        a, stop = m.span(kind)
        at = stop
        before = plain[max(start, a - 24) : a]
        if kind == "every" and not m.group().startswith("dinh") and _ADJECTIVE.search(before):
            continue
        if kind == "every" and _OF.match(plain, stop, end):
            continue
        if m.group().startswith("cuoi") and a > start and not _BY.search(before):
            continue
        if kind == "season" and " he" in m.group() and "hè" not in text.clean[a:stop].casefold():
            continue
        if kind in ("day", "month") and "hang" not in m.group() and _CONDITION.search(before):
            continue
        if kind in ("event", "last", "term"):
            tail = _LAW_TAIL.search(plain, a, stop)
            stop = tail.start() if tail else stop
        while stop > a and text.clean[stop - 1] in " \t\n.,;:/":
            stop -= 1
        return as_deadline(text, a, stop)
    return None


def as_deadline(text: Text, start: int, end: int) -> Value:
    """The value of words that are known to be a time limit (a cell `Thời gian`, the words after `Thời hạn:`)."""
    norm, grade, reasons = _normal(text, start, end)
    return value(text, [(start, end)], norm, grade, reasons)


def _normal(text: Text, start: int, end: int) -> tuple[str | None, Grade, tuple[str, ...]]:
    plain = text.plain[start:end]
    every = _times(plain) or _every(plain)
    day = re.search(rf"(?<!\d)(\d{{1,2}})\s?[/.-]\s?(\d{{1,2}})(?!\s?[/.-]?\s?\d)", plain)
    term = re.search(r"(\d{1,3})\s*(?:\([^()]{1,20}\)\s*)?(ngay(?:\s+lam\s+viec)?|gio|tuan)(?!\s+\d)", plain)
    quarter = re.search(r"qu[yi]\s+([ivl1-4]{1,3})\s?(?:[/.-]|\s+nam\s+)\s?(?:nam\s+)?(\d{4})", plain)
    if quarter and quarter[1] in _MONTHS:
        number, year = _MONTHS[quarter[1]], int(quarter[2])
        return _span(year, 3 * number - 2, 3 * number), "sure", ()
    years = re.search(r"(?:\bnam\s+|\A\W*)((?:19|20)\d{2})\s?-\s?((?:19|20)\d{2})|\A\W*(?:19|20)\d{2}\W*\Z", plain)
    if years:
        first, last = years[1] or years[0].strip(), years[2] or years[0].strip()
        if first <= last and first.isdigit():
            return f"{first}-01-01/{last}-12-31", "sure", ()
    dates = [date for date in find_dates(text, start, end) if date.value]
    full = [date.value for date in dates if date.value and len(date.value) == 10]
    if full:
        if len(full) > 1 and re.match(r"\W*tu\b", plain):
            return f"{full[0]}/{full[1]}", "sure", ()
        return full[0], dates[0].grade, dates[0].reasons
    if any(date.value is None for date in find_dates(text, start, end)):
        return squeeze(text.clean[start:end]), "check", ("impossible_date",)
    if every:
        if day and _is_day(day[2], day[1]):
            return f"R/--{int(day[2]):02d}-{int(day[1]):02d}/P1Y", "sure", ()
        return every, "sure", ()
    if dates and dates[0].value:
        year, _, month = dates[0].value.partition("-")
        if _ONWARDS.search(plain):
            return f"{dates[0].value}-01/.." if month else f"{year}-01-01/..", "likely", ("open_end",)
        return _span(int(year), int(month) if month else 1, int(month) if month else 12), dates[0].grade, dates[0].reasons
    if term:
        reasons = ("relative", "working_days") if "viec" in term[2] else ("relative",)
        code = _UNIT_CODES[term[2].split()[0]]
        return (f"PT{int(term[1])}H" if code == "H" else f"P{int(term[1])}{code}"), "likely", reasons
    if day and _is_day(day[2], day[1]):
        return f"--{int(day[2]):02d}-{int(day[1]):02d}", "likely", ("no_year",)
    return squeeze(text.clean[start:end]), "likely", ("event",)


def _times(plain: str) -> str | None:
    """`02 giờ một lần`, `1 lần/tháng` → R/PT2H, R/P1M."""
    m = re.search(r"(\d{1,3})\s+(gio|ngay|tuan|thang|nam)\s*(?:/\s*)?(?:mot|1|01)\s+lan", plain)
    if m:
        number, unit = int(m[1]), _UNIT_CODES[m[2]]
        return f"R/PT{number}H" if unit == "H" else f"R/P{number}{unit}"
    m = re.search(r"lan\s*/\s*(ngay|tuan|thang|nam)", plain)
    return f"R/P1{_UNIT_CODES[m[1]]}" if m else None


def _every(plain: str) -> str | None:
    """`R/P6M` of `định kỳ 6 tháng, năm`: the shortest of the periods named."""
    months = re.search(r"(\d{1,2}|ba|sau)\s+thang(?!\s+\d)", plain)
    if months and re.search(r"dinh\s+k[iy]|hang|moi", plain):
        number = {"ba": 3, "sau": 6}.get(months[1]) or int(months[1])
        return f"R/P{number}M" if number else None
    m = re.search(r"(?:hang|moi|dinh\s+k[iy],?(?:\s+hang)?)\s+(ngay|tuan|thang|qu[yi]|nam)\b", plain)
    return f"R/P{code if (code := _UNIT_CODES[m[1]])[0].isdigit() else '1' + code}" if m else None


def _span(year: int, first: int, last: int) -> str | None:
    if not (1 <= first <= last <= 12 and 1900 < year < 2200):
        return None
    return f"{year:04d}-{first:02d}-01/{year:04d}-{last:02d}-{monthrange(year, last)[1]:02d}"


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


__all__ = ["as_deadline", "deadline_in"]
