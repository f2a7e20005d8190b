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
from trichxuat.fields.patterns import spaced, trie
from trichxuat.fields.values import value
from trichxuat.record import Grade, Value
from trichxuat.text import Text, squeeze

_D = r"(?:\d{1,2}|[0-3] \d)"
_DM = rf"{_D}\s?[/.-]\s?\d{{1,2}}(?!\d)"
_DMY = rf"(?:{_DM}\s?[/.-]\s?\d{{4}}|\d{{1,2}} thang \d{{1,2}} nam \d{{4}})"
_DAY = (
    rf"(?:{_DMY}|\d{{1,2}} thang \d{{1,2}}|{_DM}|\d{{1,2}} cua thang (?:cuoi|dau|sau|tiep theo)(?: (?:cua )?qu[yi])?"
    r"|\d{1,2}(?= (?:hang|cua|moi)\s))"
)
_HOUR = r"\d{1,2}\s?(?:h|g|gio)(?:\s?\d{2}(?!\d))?(?:\s?phut|')?"
_MONTH = r"(?:thang \d{1,2}\s?(?:[/.-]| nam )\s?\d{4})"
_QUARTERS = r"(?:qu[yi] [ivl1-4]{1,3}\s?(?:,|va|-)\s?){0,3}"
_QUARTER = rf"(?:{_QUARTERS}qu[yi] [ivl1-4]{{1,3}}\s?(?:[/.-]| nam )\s?(?:nam )?\d{{4}})"
_SEASON = (
    r"(?:(?:dip |mua |ky nghi )?he|hoc k[iy] [iv12]{1,2}|nam hoc"
    r"|(?:tuan|thang) (?:dau|cuoi|thu \w{2,5})(?: (?:cua )?(?:thang|qu[yi])(?: [ivx\d]{1,3})?)?)"
    r"(?:\s?[/,]?\s?(?:nam )?(?:hoc )?\d{4}(?:\s?-\s?\d{4})?)?"
)
_EVERY = r"(?:hang|moi) (?:ngay|tuan|thang|qu[yi]|nam)"
_TIMES = (
    r"\d{1,3} (?:gio|ngay|tuan|thang|qu[yi]|nam)\s?/?\s?(?:mot|1|01) lan"
    r"|(?:mot|1|01) lan\s?/\s?(?:ngay|tuan|thang|qu[yi]|nam)"
)
_PERIOD = rf"(?:{_EVERY}|ca nam|\d{{1,2}} thang(?! \d)|(?:ba|sau) thang|qu[yi]|nam|thang|tuan|ngay)"
_TERM = (
    r"(?:toi da |toi thieu |it nhat |khong qua )?\d{1,3}(?:\s?-\s?\d{1,3})?\s?(?:\([^()]{1,20}\)\s?)?"
    r"(?:ngay(?: lam viec)?|gio(?: lam viec)?|thang|tuan|nam)"
)
_EVENT = r"(?:(?!\sphai\s)[^.;,()]){3,220}"
_FROM = rf"(?:,? (?:ke tu|tinh tu|sau khi|truoc khi|tu khi|tu ngay) {_EVENT})?"
_LAST = r"(?:cham nhat|muon nhat|khong (?:muon|cham) hon)"
_BY_THEN = rf"(?:truoc|{_LAST}(?: la)?(?: (?:vao|den|truoc|trong))?|den het|het)"
_TO_END = r"(?=\s?(?:[,.;)]|\Z))"

_DEADLINE = spaced(
    "|".join(
        (
            rf"(?P<day>{_BY_THEN} (?:{_HOUR},?\s?)?(?:(?:ngay|moc|thoi diem) )?{_DAY}"
            rf"(?:\s?(?:,|va|;)\s?(?:(?:truoc )?ngay )?{_DAY}){{0,5}}(?: (?:cua )?{_EVERY})?)",
            rf"(?P<hour>truoc {_HOUR},? {_EVERY}"
            rf"|truoc mua \w{{2,6}}(?: (?:lu|bao|kho))?(?: (?:{_EVERY}|nam \d{{4}}))?)",
            rf"(?P<on>(?:vao |trong )ngay {_DMY}|(?:dinh k[iy],? )?vao (?:thang \d{{1,2}}|ngay {_DAY}) {_EVERY}"
            rf"|vao (?:cac )?ngay cuoi tuan|vao (?:cac )?(?:ngay )?thu \w{{2,4}} {_EVERY})",
            rf"(?P<season>trong (?:dip )?{_SEASON})",
            rf"(?P<times>{_TIMES})",
            rf"(?P<interval>tu (?:ngay )?{_DAY} (?:den|-) (?:het )?(?:ngay )?{_DMY}"
            rf"|tu ngay \d{{1,2}} den (?:het )?ngay \d{{1,2}} thang \d{{1,2}}(?: (?:cua )?{_EVERY})?"
            rf"|tu {_MONTH} den (?:het )?(?:{_MONTH}|khi [^.;,()]{{3,80}}))",
            rf"(?P<month>(?:trong|truoc|vao|den het|{_LAST}(?: trong)?|het) (?:{_MONTH}|{_QUARTER}))",
            rf"hoan thanh (?P<done>(?:trong |xong )?(?:{_MONTH}|{_QUARTER}|(?:trong )?nam \d{{4}}))",
            rf"(?P<term>(?:trong (?:thoi (?:han|gian) |vong )|{_LAST} (?:la |trong |sau )?){_TERM}{_FROM}"
            rf"|khong qua {_TERM},? (?:ke tu|tinh tu|sau khi) {_EVENT}"
            rf"|it nhat (?:la )?{_TERM},? truoc (?:ngay |khi |thoi (?:han|diem) )[^.;,()]{{3,80}}"
            rf"|trong (?:toi da )?\d{{1,3}} (?:ngay(?: lam viec)?|gio|tuan)(?: dau(?: tien)?)?{_TO_END}"
            rf"|(?:trong|sau) {_TERM},? (?:ke tu|tinh tu) {_EVENT})",
            rf"(?P<every>(?:dinh k[iy],? )(?:vao )?{_PERIOD}(?:\s?(?:,|va|/|hoac)\s?{_PERIOD}){{0,5}}"
            rf"|{_EVERY}(?:\s?(?:,|va)\s?{_EVERY}){{0,5}}(?: hoac (?:khi )?dot xuat)?)",
            rf"(?P<last>{_LAST} [^.;,]{{5,200}})",
            r"(?P<event>ngay sau khi [^.;,()]{3,120}|sau khi (?:ket thuc|hoan thanh) [^.;,()]{3,160}"
            r"|(?:cho )?den khi [^.;]{3,200}|khi (?:so ket|tong ket|ket thuc) [^.;,()]{3,80}"
            r"|trong (?:suot )?thoi gian (?:phuc vu|dien ra) [^.;,()]{3,80}"
            r"|tai (?:ky|phien) hop (?:gan nhat|thu [^.;,()]{1,40}|thuong le [^.;,()]{3,40})"
            r"|(?:vao )?cuoi nam \d{4}|truoc thoi han (?:quy dinh|yeu cau)(?!\w)"
            r"|cuoi (?:nam|qu[yi]|thang|dot|ky)(?!\w)(?: [^.;,()]{1,40})?(?:\s?\([^()]{3,60}\))?)",
        )
    )
)
_CUES = (
    "truoc ,tai ky,tai phien,"
    "cham ,muon ,khong muon,khong cham,khong qua,it nhat ,het ,den ,tu ,trong ,vao ,hoan ,sau ,dinh ,hang ,moi ,"
    "ngay ,cho ,khi ,cuoi ,mot lan"
).split(",")
_MARKS = "hang ,ky hop,phien hop,dinh k,moi ,cuoi,khi ,nhat ,thoi han,thoi gian,mua ,mot lan,he ,hoc ,quy i,qui i"
_POSSIBLE = spaced(trie([*"0123456789", *_MARKS.split(",")]))
"""One of these stands in every time limit."""
_CUE = spaced(trie([*_CUES, *"0123456789"]))
"""Where a time limit may begin; a pattern that opens with letters is found faster."""
_ADJECTIVE = spaced(
    r"(?:ke hoach|du toan|chuong trinh|in ra|ngan sach(?: \w{2,6}){0,3}"
    r"|danh gia|nhiem vu|kinh phi|chi tieu|sinh hoat|cong viec|so lieu"
    r"|phai|doi song|bao in ra|khen thuong) \Z"
)
_CONDITION = spaced(
    r"(?:ban hanh|da ky|ky|da cap|cap|ton tai|phat sinh|hieu luc|thanh lap|tuyen dung|xay dung|sinh|sinh ra) \Z"
)
_OPERATIONAL = spaced(r"dinh k[iy]|(?:hang|moi) (?:ngay|tuan)\b")
_OF = spaced(r" cua\b")
_BY = spaced(r"(?:vao|truoc|den|het) \Z")
_ONWARDS = spaced(r"va (?:cac|nhung) nam (?:tiep theo|sau)|tro di|bat dau tu")
_TO_EVENT = spaced(r" den khi ")
_MONTHS_OF = spaced(r"thang (\d{1,2})(?:/(\d{4}))?\s?(?:-|den) (?:het )?(?:thang )?(\d{1,2})/(\d{4})")
_LAW_TAIL = spaced(r" theo (?:dung )?quy dinh\b.*", re.S)
_YEARS = spaced(r"(?:\bnam |\A\W*)((?:19|20)\d{2})\s?-\s?((?:19|20)\d{2})|\A\W*(?:19|20)\d{2}\W*\Z")
_ONE_QUARTER = spaced(r"qu[yi] ([ivl1-4]{1,3})\s?(?:[/.-]| nam )\s?(?:nam )?(\d{4})")
_DAY_MONTH = spaced(r"(?<!\d)(\d{1,2})(?:\s?[/.-]\s?| thang )(\d{1,2})(?!\s?[/.-]?\s?\d)(?! thang)")
_ONE_TERM = spaced(r"(\d{1,3})\s?(?:\([^()]{1,20}\)\s?)?(ngay(?: lam viec)?|gio(?: lam viec)?|tuan)(?! \d)")
_SOME_MONTHS = spaced(r"(\d{1,2}|ba|sau) thang(?! \d)")
_REPEATED = spaced(r"dinh k[iy]|hang|moi")
_ONE_PERIOD = spaced(r"(?:hang|moi|dinh k[iy],?(?: hang)?) (ngay|tuan|thang|qu[yi]|nam)\b")
_ONCE_IN = spaced(r"(\d{1,3}) (gio|ngay|tuan|thang|nam)\s?/?\s?(?:mot|1|01) lan")
_ONCE_A = spaced(r"lan\s?/\s?(ngay|tuan|thang|nam)")
_UNIT_CODES = {"ngay": "D", "tuan": "W", "thang": "M", "quy": "3M", "qui": "3M", "nam": "Y", "gio": "H"}
_MONTHS = {"i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4, "l": 1, "ll": 2, "lll": 3, "lv": 4}


def deadline_in(text: Text, start: int, end: int) -> Value | None:
    """The first time limit between two clean offsets; None where there is none."""
    plain = text.plain
    if not _POSSIBLE.search(plain, start, end):
        return None
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
        if kind == "every" and (_OF.match(plain, stop, end) or not _stands_alone(text, m, start, end)):
            continue
        if m.group().startswith("cuoi") and a > start and not _BY.search(before):
            continue
        if kind == "season" and " he" in m.group() and "hè" not in text.clean[a:stop].casefold():
            continue
        dated = kind in ("day", "month") or m.group().startswith("tai")
        if dated and "hang" not in m.group() and _CONDITION.search(before):
            continue
        if kind in ("event", "last", "term"):
            tail = _LAW_TAIL.search(plain, a, stop)
            stop = tail.start() if tail else stop
        while stop > a and text.clean[stop - 1] in " \t\n.,;:/":
            stop -= 1
        return as_deadline(text, a, stop)
    return None


def _stands_alone(text: Text, m: re.Match[str], start: int, end: int) -> bool:
    """Whether `hằng năm` says when, and not what kind of thing (`kết quả rà soát hằng năm theo …`)."""
    if _OPERATIONAL.match(text.plain, m.start()):
        return True
    before = text.plain[max(start, m.start() - 8) : m.start()].rstrip()
    if not before or before.endswith((",", ";", ".", "(", " va", "-", ":")) or before == "va":
        return True
    return m.end() >= end or text.plain[m.end() : end].lstrip()[:1] in ("", ",", ".", ";", ")", "(")


def as_deadline(text: Text, start: int, end: int) -> Value:
    """The value of words that are known to be a time limit (a cell `Thời gian`, the words after `Thời hạn:`)."""
    norm, grade, reasons = _normal(text, start, end)
    return value(text, [(start, end)], norm, grade, reasons)


def _normal(text: Text, start: int, end: int) -> tuple[str | None, Grade, tuple[str, ...]]:
    plain = text.plain[start:end]
    every = _times(plain) or _every(plain)
    day = _DAY_MONTH.search(plain)
    term = _ONE_TERM.search(plain)
    quarter = _ONE_QUARTER.search(plain)
    if quarter and quarter[1] in _MONTHS:
        number, year = _MONTHS[quarter[1]], int(quarter[2])
        return _span(year, 3 * number - 2, 3 * number), "sure", ()
    months = _MONTHS_OF.search(plain)
    if months:
        since = _span(int(months[2] or months[4]), int(months[1]), int(months[1]))
        until = _span(int(months[4]), int(months[3]), int(months[3]))
        if since and until and since < until:
            return f"{since[:10]}/{until[11:]}", "sure", ()
    years = _YEARS.search(plain)
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
        full_year, _, month = dates[0].value.partition("-")
        if _ONWARDS.search(plain) or (_TO_EVENT.search(plain) and plain.startswith("tu ")):
            return f"{full_year}-{month or '01'}-01/..", "likely", ("open_end",)
        twelfths = (int(month), int(month)) if month else (1, 12)
        return _span(int(full_year), *twelfths), dates[0].grade, dates[0].reasons
    if term:
        reasons = ("relative", "working_days") if "viec" in term[2] else ("relative",)
        code = _UNIT_CODES[term[2].split()[0]]
        return (f"PT{int(term[1])}H" if code == "H" else f"P{int(term[1])}{code}"), "likely", reasons
    if day and _is_day(day[2], day[1]):
        return f"--{int(day[2]):02d}-{int(day[1]):02d}", "likely", ("no_year",)
    return squeeze(text.clean[start:end]), "likely", ("event",)


def _times(plain: str) -> str | None:
    """`02 giờ một lần`, `1 lần/tháng` → R/PT2H, R/P1M."""
    m = _ONCE_IN.search(plain)
    if m:
        number, unit = int(m[1]), _UNIT_CODES[m[2]]
        return f"R/PT{number}H" if unit == "H" else f"R/P{number}{unit}"
    m = _ONCE_A.search(plain)
    return f"R/P1{_UNIT_CODES[m[1]]}" if m else None


def _every(plain: str) -> str | None:
    """`R/P6M` of `định kỳ 6 tháng, năm`: the shortest of the periods named."""
    months = _SOME_MONTHS.search(plain)
    if months and _REPEATED.search(plain):
        number = {"ba": 3, "sau": 6}.get(months[1]) or int(months[1])
        return f"R/P{number}M" if number else None
    m = _ONE_PERIOD.search(plain)
    return f"R/P{code if (code := _UNIT_CODES[m[1]])[0].isdigit() else '1' + code}" if m else None


def _span(year: int, first: int, last: int) -> str | None:
    if not (1 <= first <= last <= 12 and 1900 < year < 2200):
        return None
    return f"{year:04d}-{first:02d}-01/{year:04d}-{last:02d}-{monthrange(year, last)[1]:02d}"


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


__all__ = ["as_deadline", "deadline_in"]
