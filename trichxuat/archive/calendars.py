"""Tasks as iCalendar (RFC 5545), for the calendars that people have."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from trichxuat.archive.due import Period, rule
from trichxuat.archive.names import day_words
from trichxuat.archive.tasks import DueTask

if TYPE_CHECKING:
    from icalendar import Event, Timezone

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LONGEST = 120


class Made(NamedTuple):
    """A calendar. events: how many it has; left_out: tasks without a day."""

    ics: bytes
    events: int
    left_out: int


def to_calendar(tasks: Iterable[DueTask], within: Period | None = None) -> Made:
    """The .ics of the tasks that have a day.

    A task is an event of the whole last day; a recurring one repeats, to the end of `within` where it is given. Its
    UID depends on the file's bytes and the task's place in it: what is imported again replaces what was there, and of
    a file filed twice there is one event. Where there is none the calendar holds the time zone alone, for RFC 5545
    (3.6) wants one component.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//trichxuat//Nhiệm vụ//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Nhiệm vụ theo văn bản")
    left_out, events = 0, {}
    for task in tasks:
        if task.due is None:
            left_out += 1
        elif (uid := _uid(task)) not in events:
            events[uid] = _event(uid, task, task.due, within)
    for component in events.values() or [_vietnam()]:
        calendar.add_component(component)
    return Made(calendar.to_ical(), len(events), left_out)


def _event(uid: str, task: DueTask, due: date, within: Period | None) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", (task.done_at or datetime(2000, 1, 1)).replace(tzinfo=timezone.utc, microsecond=0))
    event.add("dtstart", due)
    if due < date.max:  # without an end it is that day all the same
        event.add("dtend", due + timedelta(days=1))
    if task.recurrence and (repeated := rule(task.recurrence)):
        event.add("rrule", repeated | ({"UNTIL": within[1]} if within and within[1] < date.max else {}))
    event.add("summary", _clean(_cut(f"{task.unit}: {task.task}")))
    event.add("description", _clean("\n".join(_lines(task))))
    event.add("categories", [_clean(task.unit)])
    event.add("transp", "TRANSPARENT")
    return event


def _vietnam() -> Timezone:
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Asia/Ho_Chi_Minh")
    standard.add("dtstart", datetime(1975, 6, 13))
    for name in ("tzoffsetfrom", "tzoffsetto"):
        standard.add(name, timedelta(hours=7))
    zone.add_component(standard)
    return zone


def _lines(task: DueTask) -> list[str]:
    code = " ngày ".join(part for part in (task.code, day_words(task.issued_date)) if part)
    span = f"từ {task.due_start:%d/%m/%Y} đến {task.due:%d/%m/%Y}" if _is_interval(task) and task.due else None
    lines = [
        task.task,
        f"Văn bản: {', '.join(part for part in (code, task.organ, task.subject) if part)}",
        f"Mục: {task.section}" if task.section else "",
        f"Phối hợp: {task.partners}" if task.partners else "",
        f"Thời hạn: {task.deadline_text or task.deadline}" + (f" ({span})" if span else "") if task.deadline else "",
        "Đang thực hiện từ ngày này, không ghi ngày kết thúc." if task.is_ongoing else "",
        "Định kỳ: ngày cụ thể là cuối kỳ nếu văn bản không ghi ngày." if task.recurrence else "",
        "Cần kiểm tra lại với văn bản gốc." if task.grade == "check" else "",
        f"Tệp: {task.path}",
    ]
    return [line for line in lines if line]


def _is_interval(task: DueTask) -> bool:
    return task.due_start is not None and task.due_start != task.due


def _uid(task: DueTask) -> str:
    place = f"{task.sha256 or task.path}#{task.part}#{task.n}"
    return f"{hashlib.sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@trichxuat"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text)
