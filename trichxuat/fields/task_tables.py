"""Tasks in tables: a row says the work, who leads it, with whom and by when.

The header row is the one that names a column for the work and one for who leads. Tables of the steps of an
administrative procedure have such columns too, and define no tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trichxuat.fields.deadlines import as_deadline
from trichxuat.fields.patterns import spaced
from trichxuat.fields.task_headings import heading_unit
from trichxuat.fields.task_links import split_units
from trichxuat.fields.task_text import trimmed
from trichxuat.record import Value
from trichxuat.structure.outline import Block
from trichxuat.text import Text

Place = tuple[int, int]
Entry = dict[str, list[Place]]
"""One row by what its cells hold: `work`, `lead`, `support`, `time`."""

_ORDER = spaced(r"(?:s[o6]\s*)?t\.?t\.?\Z|stt\b|so thu tu\Z|tt\b")
_WORK = spaced(
    r"(?:ten |cac )?(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|giai phap|ten nhiem vu|viec)"
    r"(?:\s*(?:,|/|-|va|cac|cu the|thuc hien|cong viec|nhiem vu|giai phap|hoat dong|chu yeu|trong tam|trien khai"
    r"|chinh)\s*){0,5}\Z"
)
_LEAD = spaced(
    r"(?:(?:co quan|don vi|bo phan|ca nhan|to chuc|nguoi)[\s,/]*(?:va )?){0,3}(?:chu tri|thuc hien|duoc giao"
    r"|phu trach|chiu trach nhiem|dau moi|tham muu)"
    r"|phan cong(?: (?:thuc hien|nhiem vu))?|trach nhiem(?: thuc hien)?"
)
_SUPPORT = spaced(r"(?:(?:co quan|don vi|bo phan|ca nhan)[\s,/]*){0,3}phoi hop")
_TIME = spaced(r"(?:thoi (?:gian|han|diem)|tien do|moc thoi gian|han hoan thanh|hoan thanh)\b")
_PROCEDURE = spaced(r"(?:cac )?buoc\b|trinh tu|thu tuc|giai quyet|quy trinh|muc thu|le phi|ma so|bieu mau")


@dataclass(slots=True)
class Row:
    """One task of a table. unit, work: pieces in reading order (a cell may go on in the lines below), clean offsets."""

    unit: tuple[Place, ...]
    work: tuple[Place, ...]
    deadline: Value | None
    partners: tuple[Value, ...]


def table_tasks(text: Text, cells: Sequence[Block]) -> list[Row]:
    """The tasks of one table, in order; none where no header row says that it holds some."""
    rows: dict[int, dict[int, Place]] = {}
    for cell in cells:
        place = trimmed(text, cell.start, cell.end)
        if place[0] < place[1]:
            row = rows.setdefault(cell.row, {})
            row[cell.column] = (row[cell.column][0], place[1]) if cell.column in row else place
    columns: dict[str, int] = {}
    order = 0
    entries: list[Entry] = []
    for row in rows.values():
        header = _columns(text, row)
        if header is not None:
            columns, order = header
            continue
        if not columns:
            continue
        # A title that stands before the header in its row moves the header's columns to the right.
        shift = order if order and 0 in row and _is_number(text, row[0]) else 0
        entry = {key: [row[column - shift]] for key, column in columns.items() if column - shift in row}
        if entries and order - shift not in row and order not in columns.values() and _goes_on(text, entry, columns):
            for key, pieces in entry.items():
                entries[-1].setdefault(key, []).extend(pieces)
        else:
            entries.append(entry)
    return [task for task in (_task(text, entry) for entry in entries) if task is not None]


def _goes_on(text: Text, entry: Entry, columns: dict[str, int]) -> bool:
    """Whether a row without a number of its own goes on with the cells of the row above: printed tables break so."""
    work = entry.get("work")
    return work is None or text.clean[work[0][0]].islower() or ("time" in columns and "time" not in entry)


def _columns(text: Text, row: dict[int, Place]) -> tuple[dict[str, int], int] | None:
    """The columns of a header row by what they hold, and that of the numbers; None where it is no header of tasks."""
    columns: dict[str, int] = {}
    order = min(row)
    for column, (a, b) in row.items():
        if b - a > 90:
            continue
        words = " ".join(text.plain[a:b].split())
        if _PROCEDURE.search(words):
            return None
        if _ORDER.match(words):
            order = column
        for key, pattern in (("work", _WORK), ("support", _SUPPORT), ("lead", _LEAD), ("time", _TIME)):
            if key not in columns and pattern.match(words):
                columns[key] = column
                break
    return (columns, order) if "work" in columns and "lead" in columns else None


def _is_number(text: Text, place: Place) -> bool:
    return text.clean[place[0] : place[1]].strip(" .)").isdigit()


def _task(text: Text, entry: Entry) -> Row | None:
    work, lead = entry.get("work"), entry.get("lead")
    if not work or not lead or lead[-1][1] - lead[0][0] > 600:
        return None
    if not any(c.isalpha() for c in text.clean[slice(*lead[0])]):
        return None
    if heading_unit(text, *work[0]) is not None:  # cells that merged out of their columns
        return None
    time = entry.get("time")
    support = entry.get("support", [])
    return Row(
        tuple(lead),
        tuple(work),
        as_deadline(text, *time[0]) if time and any(c.isalnum() for c in text.clean[slice(*time[0])]) else None,
        tuple(unit for place in support for unit in split_units(text, *place)),
    )
