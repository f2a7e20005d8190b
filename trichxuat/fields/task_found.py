"""Tasks before they become record values, and how they do."""

from __future__ import annotations

from dataclasses import dataclass

from trichxuat.fields.deadlines import as_deadline, deadline_in
from trichxuat.fields.patterns import spaced
from trichxuat.fields.task_links import partners_in, report_to_in
from trichxuat.fields.task_tables import Row
from trichxuat.fields.task_text import trimmed
from trichxuat.fields.values import build, shown, value
from trichxuat.record import Task, Value
from trichxuat.structure.outline import Block, path
from trichxuat.text import Text

Place = tuple[int, int]
Pieces = tuple[Place, ...]


@dataclass(slots=True)
class Found:
    """A task before it becomes a record value; all places are clean offsets."""

    unit: Place
    text: Place
    block: int
    deadline: Value | None = None
    partners: tuple[Value, ...] = ()
    lead: bool = False
    row: tuple[Pieces, Pieces] | None = None  # of a table: all pieces of the unit and of the work
    guessed: bool = False  # by a model alone


_LIMIT = spaced(
    r"[.;] (?:thoi (?:gian|han)(?: (?:thuc hien|hoan thanh|bao cao|trien khai))?|tien do(?: thuc hien)?)\s?:(?=\s?\w)"
)


def cut_limit(text: Text, item: Found) -> None:
    """Trims the words of a task, and takes `… . Thời gian hoàn thành: …` at their end as its limit."""
    a, b = trimmed(text, *item.text)
    limit = _LIMIT.search(text.plain, max(a + 4, b - 160), b)
    if limit:
        item.deadline = as_deadline(text, *trimmed(text, limit.end(), b))
        a, b = trimmed(text, a, limit.start())
    item.text = (a, b)


def records(text: Text, blocks: list[Block], found: list[Found]) -> list[Task]:
    """The record values of the tasks of a zone; `blocks`: its outline."""
    tasks: list[Task] = []
    units: dict[Pieces, Value] = {}  # one value for all tasks of a unit
    for item in found:
        a, b = item.text
        named, said = item.row or ((item.unit,), (item.text,))
        unit = units.get(named)
        if unit is None:
            unit = units[named] = value(text, named, shown(text, named))
        tasks.append(
            build(
                Task,
                text,
                said,
                shown(text, said),
                grade="check" if item.guessed else "likely" if item.lead else "sure",
                reasons=("tagged",) if item.guessed else ("lead_in",) if item.lead else (),
                unit=unit,
                deadline=item.deadline or deadline_in(text, a, b) or _limit_before(text, blocks, item),
                partners=list(item.partners) or partners_in(text, a, b),
                report_to=report_to_in(text, a, b),
                section=(path(blocks, item.block) or None) if item.block >= 0 else None,
            )
        )
    return tasks


_TIMED = spaced(
    r"\W{0,3}(?:trong (?:thoi han|vong)|truoc |cham nhat|hang (?:nam|quy|thang|tuan)|dinh ky|muon nhat|den "
    r"|ngay (?:sau )?khi )"
)


def _limit_before(text: Text, blocks: list[Block], item: Found) -> Value | None:
    """The limit of the clause that opens the sentence, or the lead-in, of a unit: `Hằng năm, Sở Nội vụ …`."""
    if item.block < 0 or item.row:
        return None
    block = blocks[item.block]
    if not 0 <= item.text[0] - item.unit[1] <= 40:  # an item: the clause may open its lead-in
        if block.parent is None or not blocks[block.parent].start <= item.unit[0] < blocks[block.parent].end:
            return None
        block = blocks[block.parent]
    low = max(block.body, item.unit[0] - 260)
    start = max(low, text.clean.rfind(". ", low, item.unit[0]) + 2) if ". " in text.clean[low : item.unit[0]] else low
    if item.unit[0] - start < 8 or not _TIMED.match(text.plain, start, item.unit[0]):
        return None
    return deadline_in(text, *trimmed(text, start, item.unit[0]))


def of_row(row: Row) -> Found:
    """A row of a table as a task; it belongs to no block of the outline."""
    return Found(row.unit[0], row.work[0], -1, row.deadline, row.partners, row=(row.unit, row.work))
