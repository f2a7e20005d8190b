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
from trichxuat.fields.task_text import is_instruction, trimmed
from trichxuat.fields.task_units import head_at
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
_WHEN = spaced(r"(?:(?:truoc|trong|den|tu|hang|het) )?(?:ngay |thang |qu[yi] |nam )[\divx]")
_TO_WHOM = spaced(r"(?:cho(?! (?:y kien|phep|thue))|tai|doi voi) ")


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
    header_of: frozenset[str] = frozenset()
    order = 0
    entries: list[Entry] = []
    for row in rows.values():
        header = _columns(text, row)
        if header is not None:
            columns, order = header
            header_of = frozenset(columns)
            continue
        if not columns:
            continue
        # A title that stands before the header in its row moves the header's columns to the right.
        shift = order if order and 0 in row and _is_number(text, row[0]) else 0
        if "lead" not in header_of:
            numbered = order in row and columns["work"] in row and _is_number(text, row[order])
            columns = _lost_columns(text, row, columns["work"]) if numbered else columns
        entry = {key: [row[column - shift]] for key, column in columns.items() if column - shift in row}
        if (
            entries
            and order - shift not in row
            and order not in columns.values()
            and ("lead" not in header_of or _goes_on(text, entry, columns))
        ):
            for key, pieces in entry.items():
                entries[-1].setdefault(key, []).extend(pieces)
        else:
            entries.append(entry)
    return _tasks(text, entries)


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
    if "work" not in columns or ("lead" not in columns and order not in row.keys() - {columns["work"]}):
        return None
    return columns, order


def _lost_columns(text: Text, row: dict[int, Place], work: int) -> dict[str, int]:
    """The columns of a row whose header lost some: the first unit behind the work leads, and a date is the limit."""
    columns = {"work": work}
    for column in sorted(row):
        a, b = row[column]
        if column <= work:
            continue
        if "lead" not in columns and text.clean[a].isupper() and head_at(text, a, b) is not None:
            columns["lead"] = column
        elif "lead" in columns and "time" not in columns and _WHEN.match(text.plain, a, b):
            columns["time"] = column
    return columns


def _is_number(text: Text, place: Place) -> bool:
    return text.clean[place[0] : place[1]].strip(" .)").isdigit()


def _tasks(text: Text, entries: list[Entry]) -> list[Row]:
    """The tasks of the rows of a table. A row without a unit is the title of those below it."""
    found: list[Row] = []
    title: list[Place] = []
    for entry in entries:
        work, lead = entry.get("work"), entry.get("lead")
        if not work:
            continue
        if not lead:
            title = work
            continue
        if lead[-1][1] - lead[0][0] > 600 or not any(c.isalpha() for c in text.clean[slice(*lead[0])]):
            continue
        if heading_unit(text, *work[0]) is not None:  # cells that merged out of their columns
            continue
        if title and _TO_WHOM.match(text.plain, work[0][0]) and is_instruction(text, *title[0]):
            work = [*title, *work]  # `Tập huấn …` above `cho cán bộ …`
        time = entry.get("time")
        limit = as_deadline(text, *time[0]) if time and any(c.isalnum() for c in text.clean[slice(*time[0])]) else None
        partners = tuple(unit for place in entry.get("support", []) for unit in split_units(text, *place))
        found += [Row(unit, said, limit, partners) for unit, said in _shares(text, lead, work)]
    return found


def _shares(text: Text, lead: list[Place], work: list[Place]) -> list[tuple[tuple[Place, ...], tuple[Place, ...]]]:
    """What each unit of a row does: where it lists as many pieces of work as units, one each; else all do the whole.

    The list under a whole instruction says more of it, and is left out.
    """
    whole = [(tuple(lead), tuple(work))]
    head, bullets = _listed(text, work)
    if not bullets or not head:
        return whole
    units = _units(text, lead)
    if len(units) == len(bullets) > 1:
        title = () if is_instruction(text, *bullets[0][0]) else head
        return [(unit, (*title, *bullet)) for unit, bullet in zip(units, bullets, strict=True)]
    return [(tuple(lead), head)] if is_instruction(text, *head[0]) else whole


def _lines(text: Text, pieces: list[Place]) -> list[tuple[Place, bool]]:
    """The lines of a cell, and whether a dash opens them."""
    found: list[tuple[Place, bool]] = []
    for start, end in pieces:
        at = start
        while at < end:
            stop = text.clean.find("\n", at, end)
            stop = end if stop < 0 else stop
            place = trimmed(text, at, stop)
            if place[0] < place[1]:
                low = at if at > start else max(0, text.clean.rfind("\n", max(0, start - 8), start) + 1, start - 4)
                found.append((place, text.clean[low : place[0]].strip(" |\t\n")[-1:] in ("-", "+")))
            at = stop + 1
    return found


def _listed(text: Text, pieces: list[Place]) -> tuple[tuple[Place, ...], list[tuple[Place, ...]]]:
    """The lines of a cell before its list, and the list: for each bullet its lines."""
    head: list[Place] = []
    bullets: list[tuple[Place, ...]] = []
    for place, dash in _lines(text, pieces):
        if dash:
            bullets.append((place,))
        elif bullets:
            bullets[-1] = (*bullets[-1], place)
        else:
            head.append(place)
    return tuple(head), bullets


def _units(text: Text, lead: list[Place]) -> list[tuple[Place, ...]]:
    """The units of a cell, each with its lines: a dash, or the head of a name behind a finished line, opens one."""
    units: list[tuple[Place, ...]] = []
    open_end = True
    for place, dash in _lines(text, lead):
        opens = dash or (not open_end and text.clean[place[0]].isupper() and head_at(text, *place) is not None)
        if opens or not units:
            units.append((place,))
        else:
            units[-1] = (*units[-1], place)
        last = text.plain[place[0] : place[1] + 1].rstrip()
        open_end = last.endswith((",", "-", " va", " cac", " cua", " thuoc"))
    return units
