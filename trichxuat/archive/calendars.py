"""Tasks as iCalendar (RFC 5545), for the calendars that people have."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from trichxuat.archive.due import Period, rule
from trichxuat.archive.tasks import DueTask

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LONGEST = 120


def to_calendar(tasks: Iterable[DueTask], within: Period | None = None) -> tuple[bytes, int]:
    """The .ics of the tasks that have a day, and how many have none.

    A task is an event of the whole last day; a recurring one repeats, to the end of `within` where it is given. Its
    UID depends on the file's bytes and the task's place in it: what is imported again replaces what was there.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//trichxuat//Nhiệm vụ//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Nhiệm vụ theo văn bản")
    left_out = 0
    for task in tasks:
        if task.due is None:
            left_out += 1
            continue
        event = Event()
        event.add("uid", _uid(task))
        event.add("dtstamp", (task.done_at or datetime(2000, 1, 1)).replace(tzinfo=timezone.utc, microsecond=0))
        event.add("dtstart", task.due)
        event.add("dtend", task.due + timedelta(days=1))
        if task.recurrence and (repeated := rule(task.recurrence)):
            event.add("rrule", repeated | ({"UNTIL": within[1]} if within else {}))
        event.add("summary", _clean(_cut(f"{task.unit}: {task.task}")))
        event.add("description", _clean("\n".join(_lines(task))))
        event.add("categories", [_clean(task.unit)])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical(), left_out


def _lines(task: DueTask) -> list[str]:
    code = " ".join(part for part in (task.code, f"ngày {task.issued:%d/%m/%Y}" if task.issued else None) if part)
    span = f"từ {task.due_start:%d/%m/%Y} đến {task.due:%d/%m/%Y}" if _is_interval(task) and task.due else None
    lines = [
        task.task,
        f"Văn bản: {', '.join(part for part in (code, task.organ, task.subject) if part)}",
        f"Mục: {task.section}" if task.section else "",
        f"Thời hạn: {span or task.deadline}" if task.deadline else "",
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
