"""Every task of an archive, by the unit that has to do it and the time by which."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from trichxuat.archive.due import Period, next_due
from trichxuat.archive.folded import short_words
from trichxuat.lexicon import issuers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_TASKS = """
SELECT t.document_id, t.n, t.unit, t.value, t.deadline, t.due_start, t.due_end, t.recurrence, t.section, t.grade,
       d.code, d.organ, d.issued, d.subject, d.path, d.part, d.sha256, f.done_at
FROM tasks t JOIN documents d ON d.id = t.document_id LEFT JOIN files f ON f.path = d.path
WHERE ($unit = '' OR regexp_matches(t.unit_key, $unit))
"""
_WITHIN = """
  AND (t.due_end BETWEEN $first AND $last OR (t.due_end IS NULL AND t.due_start BETWEEN $first AND $last)
       OR t.recurrence IS NOT NULL OR starts_with(t.deadline, '--'))
"""


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task with its document.

    due: the last day for it: of a recurrence the first time (in the period asked for), None where the text names no
    day. due_start: the first day of an interval (`trong quý II`). recurrence: `R/P6M`. grade: as in the record.
    """

    document_id: str
    n: int
    unit: str
    task: str
    deadline: str | None
    due_start: date | None
    due: date | None
    recurrence: str | None
    section: str | None
    grade: str
    code: str | None
    organ: str | None
    issued: date | None
    subject: str | None
    path: str
    part: int
    sha256: str | None
    done_at: datetime | None


def tasks(db: Connection, unit: str | None = None, within: Period | None = None) -> list[DueTask]:
    """The tasks of a unit (all without), those that fall due in a period (all without), the soonest first.

    An interval falls due on its last day; one that is open (`từ năm 2025`) on its first.
    """
    given: dict[str, object] = {"unit": unit_pattern(unit) if unit else ""}
    query = _TASKS
    if within:
        query += _WITHIN
        given |= {"first": within[0], "last": within[1]}
    found = [DueTask(*row) for row in db.execute(query, given).fetchall()]
    dated = [_dated(task, within) if task.due is None and task.deadline else task for task in found]
    kept = [task for task in dated if within is None or task.due is not None]
    return sorted(kept, key=lambda task: (task.due or date.max, task.unit, task.path, task.part, task.n))


def _dated(task: DueTask, within: Period | None) -> DueTask:
    """The task with the day on which it recurs, or on which a deadline without a year or an end falls."""
    due = task.due_start if task.due_start else next_due(task.deadline or "", task.issued, within)
    return task if due is None else replace(task, due=due)


def unit_pattern(unit: str) -> str:
    r"""A pattern on `unit_key` that finds a unit by its words in their order, or as offices shorten it.

    `Sở Khoa học và Công nghệ` finds `Giám đốc Sở KH&CN`, and the other way round; `Sở Y tế` does not find
    `Phòng Y tế`. Raises ValueError where there are no letters.
    """
    words = short_words(unit)
    if not words:
        raise ValueError(f"«{unit}» không có chữ nào")
    forms = {words} | {name for name, pattern in _names() if pattern.fullmatch(words)}
    return "|".join(form for name in sorted(forms) for form in _forms(name))


def _forms(name: str) -> list[str]:
    words = [word for word in name.split() if word != "va"] or name.split()
    forms = [r"\b" + "( va)? ".join(words) + r"\b"]
    for spelled in (1, 2):
        rest = words[spelled:]
        if len(rest) > 1:
            forms.append(r"\b" + " ".join(words[:spelled]) + " " + " ?".join(word[0] for word in rest) + r"\b")
    return forms


@cache
def _names() -> list[tuple[str, re.Pattern[str]]]:
    """The names of issuers that are known, with the pattern of their short forms."""
    names = {short_words(each.name) for meanings in issuers().values() for each in meanings}
    return [(name, re.compile("|".join(_forms(name)[1:]))) for name in sorted(names) if len(_forms(name)) > 1]
