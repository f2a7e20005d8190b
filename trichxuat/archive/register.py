"""Sổ đăng ký văn bản đến: Nghị định 30/2020/NĐ-CP, Phụ lục IV, mục VI (the book) and Phụ lục VI, phần II, mục II."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection
    from openpyxl import Workbook

BOOK: Final = (
    ("Ngày đến", 12),
    ("Số đến", 9),
    ("Tác giả", 28),
    ("Số, ký hiệu văn bản", 20),
    ("Ngày tháng văn bản", 13),
    ("Tên loại và trích yếu nội dung", 60),
    ("Đơn vị hoặc người nhận", 22),
    ("Ngày chuyển", 12),
    ("Ký nhận", 12),
    ("Ghi chú", 30),
)
"""The ten columns of the book (Phụ lục IV, VI.2) and how wide they are, in letters."""


class Field(NamedTuple):
    """An input field of the system: its number, name, name in English, and how many characters it takes."""

    number: str
    name: str
    english: str
    length: int | None


DATA: Final = tuple(
    Field(*row)
    for row in (
        ("1.1", "Mã định danh của cơ quan, tổ chức lập danh mục hồ sơ", "OrganId", 13),
        ("1.2", "Năm hình thành hồ sơ", "FileCatalog", 4),
        ("1.3", "Số và ký hiệu hồ sơ", "FileNotation", 20),
        ("2", "Số thứ tự văn bản trong hồ sơ", "DocOrdinal", 3),
        ("3", "Tên loại văn bản", "TypeName", 100),
        ("4", "Số của văn bản", "CodeNumber", 11),
        ("5", "Ký hiệu của văn bản", "CodeNotation", 30),
        ("6", "Ngày, tháng, năm văn bản", "IssuedDate", 10),
        ("7", "Tên cơ quan, tổ chức ban hành văn bản", "OrganName", 200),
        ("8", "Trích yếu nội dung", "Subject", 500),
        ("9", "Ngôn ngữ", "Language", 30),
        ("10", "Số trang của văn bản", "PageAmount", 3),
        ("11", "Ghi chú", "Description", 500),
        ("12", "Ngày, tháng, năm đến", "ArrivalDate", 10),
        ("13", "Số đến", "ArrivalNumber", 10),
        ("14.1", "Chức vụ của người ký văn bản", "Position", 100),
        ("14.2", "Họ và tên người ký văn bản", "FullName", 50),
        ("15", "Mức độ khẩn, độ mật", "Priority", 1),
        ("16", "Đơn vị hoặc người nhận", "ToPlaces", 1000),
        ("17", "Ý kiến phân phối, chỉ đạo, trạng thái xử lý văn bản", "TraceHeaderList", None),
        ("18", "Thời hạn giải quyết", "DueDate", 10),
    )
)
"""The input fields of the system (Phụ lục VI, phần II, II)."""

_PRIORITIES = {None: 0, "K": 1, "TK": 2, "HT": 3}
"""One digit, as the electronic exchange of documents counts it."""
_PRIORITY_NAMES = {"K": "Khẩn", "TK": "Thượng khẩn", "HT": "Hỏa tốc"}
_MOST_ROWS = 1_048_000
_LONGEST = 32_000

_FIRST_YEAR = 1900
"""Of the dates that spreadsheets know."""

_ROWS = """
WITH signed AS (
    SELECT document_id, string_agg(position, '; ' ORDER BY n) AS position,
           string_agg(full_name, '; ' ORDER BY n) AS full_name
    FROM signers GROUP BY document_id
)
SELECT arrival_date, arrival_number, organ, organ_parent, code, number, notation, issued_date, type_name, subject,
       priority, secrecy, pages, grade, path, part, sha256, position, full_name
FROM documents LEFT JOIN signed ON document_id = id
ORDER BY path, part
"""


@dataclass(frozen=True, slots=True)
class _Row:
    arrival_date: str | None
    arrival_number: str | None
    organ: str | None
    organ_parent: str | None
    code: str | None
    number: str | None
    notation: str | None
    issued_date: str | None
    type_name: str | None
    subject: str | None
    priority: str | None
    secrecy: str | None
    pages: int | None
    grade: str
    path: str
    part: int
    sha256: str | None
    position: str | None
    full_name: str | None

    @property
    def arrival(self) -> tuple[str | None, str | None]:
        return self.arrival_date, self.arrival_number


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the register: the document that arrived, those that came with it, other files of the same bytes."""

    row: _Row
    enclosed: list[_Row]
    copies: list[str]


@dataclass(frozen=True, slots=True)
class Registered:
    """What stands in the register.

    documents: how many arrived documents, each a line; secret: how many do not stand there, as they or what came with
    them are secret; cut: how many cells of the sheet of Phụ lục VI were too long for their field.
    """

    documents: int
    secret: int
    cut: int = 0


def write_register(db: Connection, out: BinaryIO) -> Registered:
    """The register as XLSX: a sheet to print (Phụ lục IV) and a sheet to load into a system (Phụ lục VI).

    One line for each file: what is enclosed with a document, a draft or an appendix in the same file, has not arrived
    by itself. A part with an arrival stamp of its own has.
    """
    from openpyxl import Workbook

    entries, secret = _entries([_Row(*row) for row in db.execute(_ROWS).fetchall()])
    workbook = Workbook(write_only=True)
    _book_sheet(workbook, map(_book_line, entries))
    fitted = [_fitted(_data_line(entry)) for entry in entries]
    _data_sheet(workbook, (cells for cells, _ in fitted))
    workbook.save(out)
    return Registered(len(entries), secret, sum(cut for _, cut in fitted))


def _entries(rows: list[_Row]) -> tuple[list[_Entry], int]:
    """The lines of the register in the order of arrival, and how many are left out as secret.

    Văn bản mật is registered by rules of its own (Điều 22, khoản 4).
    """
    files: dict[str, list[_Row]] = {}
    for row in rows:
        files.setdefault(row.path, []).append(row)
    first: dict[str, str] = {}
    copies: dict[str, list[str]] = {}
    for path, parts in files.items():
        kept = first.setdefault(parts[0].sha256 or path, path)
        copies.setdefault(kept, []).append(path)
    entries, secret = [], 0
    for path, paths in copies.items():
        for arrived in _arrived(files[path]):
            if any(row.secrecy for row in arrived):
                secret += 1
                continue
            row = arrived[0] if any(arrived[0].arrival) else next((each for each in arrived if each.code), arrived[0])
            entries.append(_Entry(row, [each for each in arrived if each is not row], paths[1:]))
    return sorted(entries, key=_in_order)[:_MOST_ROWS], secret


def _arrived(parts: list[_Row]) -> Iterator[list[_Row]]:
    """The parts of a file by the document that they came with."""
    arrived: list[_Row] = []
    for row in parts:
        if arrived and any(row.arrival) and row.arrival != arrived[0].arrival:
            yield arrived
            arrived = []
        arrived.append(row)
    yield arrived


def _in_order(entry: _Entry) -> tuple[Any, ...]:
    row = entry.row
    number = _number(row.arrival_number)
    order = number if isinstance(number, int) else 10**9
    return row.arrival_date or "~", order, row.issued_date or "~", row.path, row.part


def _book_line(entry: _Entry) -> list[Any]:
    """A line of BOOK. What the office writes itself (to whom it was passed on, when, the signature) is left empty."""
    row = entry.row
    return [
        _day(row.arrival_date),
        _number(row.arrival_number),
        f"{row.organ} ({row.organ_parent})" if row.organ and row.organ_parent else row.organ,
        row.code,
        _day(row.issued_date),
        ". ".join(part for part in (row.type_name, row.subject) if part) or None,
        None,
        None,
        None,
        _note(entry),
    ]


def _data_line(entry: _Entry) -> list[Any]:
    """A line of DATA; what no document says (the file it goes into, what was decided on it) is left empty."""
    row = entry.row
    return [
        None, None, None, None, row.type_name, row.number, row.notation, _day(row.issued_date), row.organ,
        row.subject, "Tiếng Việt", row.pages, _note(entry), _day(row.arrival_date), _number(row.arrival_number),
        row.position, row.full_name, _PRIORITIES.get(row.priority), None, None, None,
    ]  # fmt: skip


def _fitted(cells: list[Any]) -> tuple[list[Any], int]:
    """A line of DATA as long as its fields allow, and how many cells were longer. A number is not cut but left out."""
    kept, cut = [], 0
    for cell, field in zip(cells, DATA, strict=True):
        if field.length and isinstance(cell, str | int) and len(str(cell)) > field.length:
            cut += 1
            cell = f"{cell[: field.length - 1].rstrip()}…" if isinstance(cell, str) else None
        kept.append(cell)
    return kept, cut


def _book_sheet(workbook: Workbook, rows: Iterable[list[Any]]) -> None:
    sheet = workbook.create_sheet("Sổ văn bản đến")
    _laid_out(sheet, [width for _, width in BOOK], frozen="A4", titles="2:3")
    cells = _Cells(sheet)
    sheet.append([cells.heading("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN")])
    sheet.append([cells.heading(name) for name, _ in BOOK])
    sheet.append([cells.of(f"({n})") for n in range(1, len(BOOK) + 1)])
    for row in rows:
        sheet.append([cells.of(value) for value in row])


def _data_sheet(workbook: Workbook, rows: Iterable[list[Any]]) -> None:
    sheet = workbook.create_sheet("Dữ liệu Phụ lục VI")
    wide = {"Subject", "OrganName"}
    _laid_out(sheet, [40 if field.english in wide else 16 for field in DATA], frozen="A4", titles="1:3")
    cells = _Cells(sheet)
    for heading in zip(*((field.number, field.name, field.english) for field in DATA), strict=True):
        sheet.append([cells.heading(words) for words in heading])
    for row in rows:
        sheet.append([cells.of(value) for value in row])


def _laid_out(sheet: Any, widths: Sequence[int], frozen: str, titles: str) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = frozen
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = titles
    for n, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(n)].width = width


class _Cells:
    """Makes the cells of a sheet. A style is worked out once and shared: that is most of the time otherwise."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
        from openpyxl.styles import Alignment, Font

        self._sheet, self._cell, self._illegal = sheet, WriteOnlyCell, ILLEGAL_CHARACTERS_RE
        heading, plain, day = WriteOnlyCell(sheet), WriteOnlyCell(sheet), WriteOnlyCell(sheet)
        heading.font = Font(bold=True)
        heading.alignment = Alignment(vertical="top", wrap_text=True, horizontal="center")
        plain.alignment = day.alignment = Alignment(vertical="top", wrap_text=True)
        day.number_format = "dd/mm/yyyy"
        self._heading, self._plain, self._day = heading._style, plain._style, day._style

    def heading(self, words: str) -> Any:
        cell = self.of(words)
        cell._style = self._heading
        return cell

    def of(self, value: Any) -> Any:
        """A cell: text that stays text whatever it opens with, a date as offices write it; nothing for None."""
        if value is None:
            return None
        if isinstance(value, str):
            value = self._illegal.sub(" ", value.encode("utf-8", "replace").decode())[:_LONGEST]
        cell = self._cell(self._sheet, value)
        cell._style = self._day if isinstance(value, date) else self._plain
        if isinstance(value, str):
            cell.data_type = "s"
        return cell


def _day(value: str | None) -> date | str | None:
    """A whole date as a date; a partial one, or one before spreadsheets count, as it is written: `03/2023`."""
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    return day if day and day.year >= _FIRST_YEAR else "/".join(reversed(value.split("-")))


def _number(value: str | None) -> int | str | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else value


def _note(entry: _Entry) -> str:
    row = entry.row
    enclosed = ", ".join(_title(each) for each in entry.enclosed)
    parts = (
        _PRIORITY_NAMES.get(row.priority or ""),
        "cần kiểm tra" if row.grade == "check" else None,
        f"kèm {enclosed}" if enclosed else None,
        _name(row),
        f"trùng với {', '.join(PurePath(path).name for path in entry.copies)}" if entry.copies else None,
    )
    return "; ".join(part for part in parts if part)


def _title(row: _Row) -> str:
    return " ".join(part for part in (row.type_name, row.code) if part) or f"văn bản thứ {row.part}"


def _name(row: _Row) -> str:
    return PurePath(row.path).name + (f", văn bản thứ {row.part}" if row.part > 1 else "")
