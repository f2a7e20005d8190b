"""Sổ đăng ký văn bản đến: Nghị định 30/2020/NĐ-CP, Phụ lục IV, mục VI (the book) and Phụ lục VI, phần II, mục II."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

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

DATA: Final = (
    ("1.1", "Mã định danh của cơ quan, tổ chức lập danh mục hồ sơ", "OrganId"),
    ("1.2", "Năm hình thành hồ sơ", "FileCatalog"),
    ("1.3", "Số và ký hiệu hồ sơ", "FileNotation"),
    ("2", "Số thứ tự văn bản trong hồ sơ", "DocOrdinal"),
    ("3", "Tên loại văn bản", "TypeName"),
    ("4", "Số của văn bản", "CodeNumber"),
    ("5", "Ký hiệu của văn bản", "CodeNotation"),
    ("6", "Ngày, tháng, năm văn bản", "IssuedDate"),
    ("7", "Tên cơ quan, tổ chức ban hành văn bản", "OrganName"),
    ("8", "Trích yếu nội dung", "Subject"),
    ("9", "Ngôn ngữ", "Language"),
    ("10", "Số trang của văn bản", "PageAmount"),
    ("11", "Ghi chú", "Description"),
    ("12", "Ngày, tháng, năm đến", "ArrivalDate"),
    ("13", "Số đến", "ArrivalNumber"),
    ("14.1", "Chức vụ của người ký văn bản", "Position"),
    ("14.2", "Họ và tên người ký văn bản", "FullName"),
    ("15", "Mức độ khẩn, độ mật", "Priority"),
    ("16", "Đơn vị hoặc người nhận", "ToPlaces"),
    ("17", "Ý kiến phân phối, chỉ đạo, trạng thái xử lý văn bản", "TraceHeaderList"),
    ("18", "Thời hạn giải quyết", "DueDate"),
)
"""The input fields of the system (Phụ lục VI, phần II, II): number, name, name in English."""

_PRIORITIES = {None: 0, "K": 1, "TK": 2, "HT": 3}
"""One digit, as the electronic exchange of documents counts it."""
_PRIORITY_NAMES = {"K": "Khẩn", "TK": "Thượng khẩn", "HT": "Hỏa tốc"}
_MOST_ROWS = 1_048_000
_LONGEST = 32_000

# Văn bản mật is registered by rules of its own (Điều 22, khoản 4).
_ROWS = """
WITH signed AS (
    SELECT document_id, string_agg(position, '; ' ORDER BY n) AS position,
           string_agg(full_name, '; ' ORDER BY n) AS full_name
    FROM signers GROUP BY document_id
)
SELECT arrival_date, arrival_number, organ, organ_parent, code, number, notation, issued_date, type_name, subject,
       priority, pages, grade, path, part, position, full_name
FROM documents LEFT JOIN signed ON document_id = id
WHERE secrecy IS NULL
ORDER BY arrival_date NULLS LAST, TRY_CAST(arrival_number AS INTEGER) NULLS LAST, issued_date NULLS LAST, path, part
LIMIT $most
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
    pages: int | None
    grade: str
    path: str
    part: int
    position: str | None
    full_name: str | None


@dataclass(frozen=True, slots=True)
class Registered:
    """How many documents stand in the register, and how many secret ones do not."""

    documents: int
    secret: int


def book_rows(db: Connection) -> Iterator[list[Any]]:
    """The rows of BOOK. What the office writes itself (to whom it was passed on, when, the signature) is left empty."""
    for row in _rows(db):
        author = f"{row.organ} ({row.organ_parent})" if row.organ and row.organ_parent else row.organ
        yield [
            _day(row.arrival_date),
            _number(row.arrival_number),
            author,
            row.code,
            _day(row.issued_date),
            ". ".join(part for part in (row.type_name, row.subject) if part) or None,
            None,
            None,
            None,
            _note(row),
        ]


def data_rows(db: Connection) -> Iterator[list[Any]]:
    """The rows of DATA; what no document says (the file it goes into, what was decided on it) is left empty."""
    for row in _rows(db):
        yield [
            None, None, None, None, row.type_name, row.number, row.notation, _day(row.issued_date), row.organ,
            row.subject, "Tiếng Việt", row.pages, _note(row), _day(row.arrival_date), _number(row.arrival_number),
            row.position, row.full_name, _PRIORITIES.get(row.priority), None, None, None,
        ]  # fmt: skip


def counts(db: Connection) -> Registered:
    found = db.execute("SELECT count(*) FILTER (secrecy IS NULL), count(secrecy) FROM documents").fetchall()[0]
    return Registered(min(found[0], _MOST_ROWS), found[1])


def write_register(db: Connection, out: BinaryIO) -> Registered:
    """The register as XLSX: a sheet to print (Phụ lục IV) and a sheet to load into a system (Phụ lục VI)."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    _book_sheet(workbook, book_rows(db))
    _data_sheet(workbook, data_rows(db))
    workbook.save(out)
    return counts(db)


def _rows(db: Connection) -> list[_Row]:
    return [_Row(*row) for row in db.execute(_ROWS, {"most": _MOST_ROWS}).fetchall()]


def _book_sheet(workbook: Workbook, rows: Iterator[list[Any]]) -> None:
    sheet = workbook.create_sheet("Sổ văn bản đến")
    _laid_out(sheet, [width for _, width in BOOK], frozen="A4", titles="2:3")
    cells = _Cells(sheet)
    sheet.append([cells.heading("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN")])
    sheet.append([cells.heading(name) for name, _ in BOOK])
    sheet.append([cells.of(f"({n})") for n in range(1, len(BOOK) + 1)])
    for row in rows:
        sheet.append([cells.of(value) for value in row])


def _data_sheet(workbook: Workbook, rows: Iterator[list[Any]]) -> None:
    sheet = workbook.create_sheet("Dữ liệu Phụ lục VI")
    _laid_out(sheet, [40 if name in ("Subject", "OrganName") else 16 for *_, name in DATA], frozen="A4", titles="1:3")
    cells = _Cells(sheet)
    for n in range(3):
        sheet.append([cells.heading(field[n]) for field in DATA])
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
    """A whole date as a date; a partial one as it is written: `2023-03` → `03/2023`."""
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return "/".join(reversed(value.split("-")))


def _number(value: str | None) -> int | str | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else value


def _note(row: _Row) -> str:
    priority = _PRIORITY_NAMES.get(row.priority or "")
    check = "cần kiểm tra" if row.grade == "check" else None
    name = PurePath(row.path).name + (f", văn bản thứ {row.part}" if row.part > 1 else "")
    return "; ".join(part for part in (priority, check, name) if part)
