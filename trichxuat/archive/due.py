"""When something falls due: a period that someone asks for, and the days on which a recurring task comes back."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

Period = tuple[date, date]
"""First and last day, both in it."""

_PART = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d{1,2})(?:-(\d{1,2}))?)?", re.I)
_VIETNAMESE = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")
_RANGE = re.compile(r"\s*(?:\.\.|/(?=\s*\d{4}-(?!\d{1,2}/))|:|(?<=/\d{4})\s*[-–](?=\s*\d{1,2}/)|\s[-–]\s)\s*")
_RECURRENCE = re.compile(r"R\d*/(?:--(\d\d)-(\d\d)/)?P(T?)(\d{1,3})([HDWMY])")
_YEARLESS = re.compile(r"--(\d\d)-(\d\d)")
_FRIDAY = 4
_FEBRUARY, _ALWAYS = 2, 28
"""The month whose last day moves, and its day that every year has."""
_MOST_STEPS = 40_000
_LAST_YEAR = 9900
"""Nothing recurs from here on: a step of 999 weeks from it is still a date."""


def period(asked: str) -> Period:
    """`2025-12`, `2025-12-15`, `2025-Q4`, `2025`, `12/2025`, `15/12/2025`; two of them, or one side, with `..`.

    `/` and, between spaces or Vietnamese dates, `-` do for `..` too. An open side goes to the end of time. Raises
    ValueError, with a message for people, for anything else.
    """
    parts = _RANGE.split(asked.strip())
    try:
        if len(parts) == 1:
            return _part(parts[0])
        first, last = parts
        if not first and not last:
            raise ValueError(asked)
        found = _part(first)[0] if first else date.min, _part(last)[1] if last else date.max
    except (ValueError, TypeError):
        raise ValueError(
            f"«{asked}» không phải là thời hạn; "
            "hãy viết 2025-12, 15/12/2025, 2025-Q4, 2025, 2025-10..2025-12 hoặc ..2025-12"
        ) from None
    if found[0] > found[1]:
        raise ValueError(f"«{asked}»: ngày đầu sau ngày cuối")
    return found


def _part(words: str) -> Period:
    if m := _PART.fullmatch(words):
        year, quarter, month, day = (int(part) if part else None for part in m.groups())
    elif m := _VIETNAMESE.fullmatch(words):
        day, month, year = (int(part) if part else None for part in m.groups())
        quarter = None
    else:
        raise ValueError(words)
    assert year is not None
    if day is not None and month is not None:
        return date(year, month, day), date(year, month, day)
    first, last = (3 * quarter - 2, 3 * quarter) if quarter else (1, 12) if month is None else (month, month)
    return date(year, first, 1), _end(year, last)


def next_due(deadline: str, since: date | None, within: Period | None = None) -> date | None:
    """The first day that a recurring deadline (`R/P6M`, `R/--12-15/P1Y`) or one without a year (`--12-15`) falls on.

    since: the day of issue: nothing is due before it. within: the day must lie there. None where there is no such day,
    or nothing to count from: a day of issue or, for a recurrence, the first day of the period. A recurrence that names
    no day falls on the end of its period (Friday, end of the month, of the quarter, of the half-year, of the year), as
    reports do.
    """
    start = max(filter(None, (since, within[0] if within else None)), default=date.min)
    if start == date.min or start.year >= _LAST_YEAR:
        return None
    if m := _YEARLESS.fullmatch(deadline):
        if since is None:
            return None
        # once: in the year of issue or, where the day was over, in the next
        once = next((day for day in _yearly(since, int(m[1]), int(m[2])) if day >= since), None)
        day = once if once and once >= start else None
    else:
        day = next((day for day in islice(_days(deadline, since or start, start), _MOST_STEPS) if day >= start), None)
    return None if day is None or (within and day > within[1]) else day


def rule(deadline: str) -> dict[str, str | int] | None:
    """The RRULE (RFC 5545) of a recurrence, without its end; None for what is none."""
    m = _RECURRENCE.fullmatch(deadline)
    if not m or not int(m[4]):
        return None
    if m[1]:
        moves = int(m[1]) == _FEBRUARY and int(m[2]) > _ALWAYS
        last: dict[str, str | int] = {"BYMONTH": _FEBRUARY, "BYMONTHDAY": -1} if moves else {}
        return {"FREQ": "YEARLY", "INTERVAL": int(m[4]), **last}
    if m[3] or m[5] == "D":
        return {"FREQ": "DAILY", "INTERVAL": 1 if m[3] else int(m[4])}
    if m[5] == "W":
        return {"FREQ": "WEEKLY", "INTERVAL": int(m[4])}
    months = int(m[4]) * (12 if m[5] == "Y" else 1)
    return {"FREQ": "MONTHLY", "INTERVAL": months, "BYMONTHDAY": -1}


def _days(deadline: str, since: date, start: date) -> Iterator[date]:
    """The days of a recurrence, in order, from about `start` on."""
    m = _RECURRENCE.fullmatch(deadline)
    if not m or not int(m[4]):
        return
    number = int(m[4])
    if m[1]:
        yield from _yearly(start if number == 1 else since, int(m[1]), int(m[2]), number)
    elif m[3] or m[5] in "DW":
        step = timedelta(days=1 if m[3] else number * (7 if m[5] == "W" else 1))
        day = since + timedelta(days=(_FRIDAY - since.weekday()) % 7) if m[5] == "W" else since
        day += max(0, (start - day) // step) * step
        while day.year < _LAST_YEAR:
            yield day
            day += step
    else:
        months = number * (12 if m[5] == "Y" else 1)
        # periods that the year divides into are those of the calendar; others count from the month of issue
        at = since.year * 12 + since.month - 1
        at = at - at % months + months - 1 if 12 % months == 0 else at + months
        at += max(0, (start.year * 12 + start.month - 1 - at) // months) * months
        while at // 12 < _LAST_YEAR:
            yield _end(at // 12, at % 12 + 1)
            at += months


def _yearly(since: date, month: int, day: int, step: int = 1) -> Iterator[date]:
    if not 1 <= month <= 12 or day < 1:
        return
    for year in range(since.year, _LAST_YEAR, step):
        yield date(year, month, min(day, monthrange(year, month)[1]))


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
