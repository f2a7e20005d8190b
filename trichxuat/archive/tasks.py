"""Every task of an archive, by the unit that has to do it and the time by which."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from trichxuat.archive.due import Period, next_due
from trichxuat.archive.folded import prepare, short
from trichxuat.archive.rows import due
from trichxuat.archive.unit_names import unit_pattern

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_FROM = f"""
FROM tasks t JOIN documents d ON d.id = t.document_id LEFT JOIN files f ON f.path = d.path
WHERE ($unit = '' OR regexp_matches(t.unit_key, $unit)
       OR ($partners AND regexp_matches({short("words(t.partners)")}, $unit)))
"""
_TASKS = f"""
SELECT t.document_id, t.n, t.unit, t.partners, t.value, t.deadline, t.deadline_text, t.due_start, t.due_end,
       t.recurrence, t.section, t.grade, d.code, d.organ, d.issued_date, d.subject, d.path, d.part, d.sha256, f.done_at
{_FROM}
"""
_WITHIN = """
  AND (t.due_end BETWEEN $first AND $last OR (t.due_end IS NULL AND t.due_start <= $last)
       OR t.recurrence IS NOT NULL OR starts_with(t.deadline, '--'))
"""
_UNDATED = f"""
SELECT count(t.deadline), count(*) - count(t.deadline) {_FROM}
  AND t.due_start IS NULL AND t.recurrence IS NULL
  AND NOT (coalesce(starts_with(t.deadline, '--'), false) AND d.issued_date IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task with its document.

    due: the last day for it: of a recurrence the first time (in the period asked for), None where the text names no
    day. due_start: the first day of an interval (`trong quý II`). recurrence: `R/P6M`. partners: who has to help, by
    `; `. deadline: as in the record; deadline_text: in the document's words. issued_date: as far as it could be read.
    grade: as in the record.
    """

    document_id: str
    n: int
    unit: str
    partners: str | None
    task: str
    deadline: str | None
    deadline_text: str | None
    due_start: date | None
    due: date | None
    recurrence: str | None
    section: str | None
    grade: str
    code: str | None
    organ: str | None
    issued_date: str | None
    subject: str | None
    path: str
    part: int
    sha256: str | None
    done_at: datetime | None

    @property
    def is_ongoing(self) -> bool:
        """It has a beginning and no end: `năm 2024 và các năm tiếp theo`."""
        return (self.deadline or "").endswith("/..")


def tasks(
    db: Connection, unit: str | None = None, within: Period | None = None, *, partners: bool = False
) -> list[DueTask]:
    """The tasks of a unit (all without), those that fall due in a period (all without), the soonest first.

    An interval falls due on its last day; one that is open (`từ năm 2025`) on its first and, begun before the period,
    comes last without a day. partners: also the tasks in which the unit has to help. Raises ValueError as
    `unit_pattern`.
    """
    query, given = _TASKS, _given(unit, partners)
    if within:
        query += _WITHIN
        given |= {"first": within[0], "last": within[1]}
    dated = [_dated(DueTask(*row), within) for row in prepare(db).execute(query, given).fetchall()]
    kept = [task for task in dated if within is None or task.due is not None or task.is_ongoing]
    return sorted(kept, key=lambda task: (task.due or date.max, task.unit, task.path, task.part, task.n))


def overdue(db: Connection, today: date, unit: str | None = None, *, partners: bool = False) -> list[DueTask]:
    """The tasks whose last day was before `today`, the latest first; what recurs or goes on is never over."""
    if today == date.min:
        return []
    found = tasks(db, unit, (date.min, today - timedelta(days=1)), partners=partners)
    over = [task for task in found if not task.recurrence and not task.is_ongoing]
    return sorted(over, key=lambda task: task.due or date.min, reverse=True)


def undated(db: Connection, unit: str | None = None, *, partners: bool = False) -> tuple[int, int]:
    """How many tasks have a time limit that is no day (`trong 3 ngày`, `thường xuyên`), and how many have none."""
    worded, silent = prepare(db).execute(_UNDATED, _given(unit, partners)).fetchall()[0]
    return worded, silent


def _given(unit: str | None, partners: bool) -> dict[str, object]:
    return {"unit": unit_pattern(unit) if unit else "", "partners": partners}


def _dated(task: DueTask, within: Period | None) -> DueTask:
    """The task with the day on which it recurs, or on which a deadline without a year or an end falls."""
    if task.due is not None or not task.deadline:
        return task
    if task.due_start:
        begun = within is not None and task.due_start < within[0]
        return task if begun else replace(task, due=task.due_start)
    issued, *_ = due(task.issued_date)
    found = next_due(task.deadline, date.fromisoformat(issued) if issued else None, within)
    return task if found is None else replace(task, due=found)


__all__ = ["DueTask", "overdue", "tasks", "undated", "unit_pattern"]
