"""`trichxuat archive export|links|tasks|duplicates|search|report`: what a store says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from trichxuat.cli.archive import archive
from trichxuat.cli.shared import SETTINGS, Command, ExitCode, output_to, say

if TYPE_CHECKING:
    from datetime import date

    from trichxuat.archive.due import Period
    from trichxuat.archive.store import Store

_NOT_PRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PIPE_WIDTH = 200
_ALL = 1 << 40

_StoreFile = Annotated[
    Path, typer.Argument(metavar="STORE", help="Kho do «trichxuat archive run» tạo.", show_default=False)
]
_Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Ghi ra tệp này.")]
_Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Số dòng tối đa của bảng.")]


class Kind(str, Enum):
    """Forms of an export."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


class Table(str, Enum):
    """Tables that can be exported."""

    documents = "documents"
    references = "references"
    tasks = "tasks"
    recipients = "recipients"
    signers = "signers"
    files = "files"


class Form(str, Enum):
    """Forms of a list."""

    table = "table"
    csv = "csv"


class TaskForm(str, Enum):
    """Forms of a list of tasks."""

    table = "table"
    csv = "csv"
    ics = "ics"


class Relation(str, Enum):
    """What a document does to one that it cites."""

    basis = "basis"
    implements = "implements"
    proposes = "proposes"
    answers = "answers"
    forwards = "forwards"
    amends = "amends"
    replaces = "replaces"
    repeals = "repeals"
    mentions = "mentions"


@archive.command("export", cls=Command, context_settings=SETTINGS)
def export_command(
    store: _StoreFile,
    output: _Output = None,
    kind: Annotated[
        Kind | None,
        typer.Option(
            "--format",
            metavar="jsonl|parquet|csv|xlsx",
            help="Mặc định theo đuôi của -o, không có thì jsonl. jsonl: cả bản ghi; csv: UTF-8 có BOM, mở bằng Excel; "
            "xlsx: sổ đăng ký văn bản đến theo Phụ lục IV và VI, Nghị định 30/2020/NĐ-CP.",
        ),
    ] = None,
    table: Annotated[
        Table,
        typer.Option(
            "--table", metavar="NAME", help=f"Bảng cho csv và parquet: {', '.join(each.value for each in Table)}."
        ),
    ] = Table.documents,
) -> None:
    """Xuất kho ra JSON Lines, Parquet, CSV hoặc sổ đăng ký văn bản đến (XLSX)."""
    from trichxuat.archive import export, register

    kind = kind or _by_suffix(output)
    with _opened(store) as opened, _libraries(), output_to(output) as out:
        if kind is Kind.jsonl:
            export.write_jsonl(opened, out)
        elif kind is Kind.parquet:
            export.write_parquet(opened.db, table.value, out)
        elif kind is Kind.csv:
            export.write_csv(opened.db, table.value, out)
        else:
            registered = register.write_register(opened.db, out)
            if registered.secret:
                say(f"{registered.secret} văn bản mật không ghi vào sổ này (khoản 4 Điều 22 Nghị định 30/2020/NĐ-CP).")


@archive.command("links", cls=Command, context_settings=SETTINGS)
def links_command(
    store: _StoreFile,
    of: Annotated[
        str | None, typer.Option("--of", metavar="CODE", help="Chỉ viện dẫn tới và từ văn bản có số, ký hiệu này.")
    ] = None,
    relation: Annotated[
        list[Relation] | None,
        typer.Option(
            "--relation", metavar="NAME", help="Chỉ quan hệ này, lặp lại được: amends, replaces, repeals, basis, …"
        ),
    ] = None,
    cited: Annotated[bool, typer.Option("--cited", help="Những văn bản được viện dẫn nhiều nhất.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Cả viện dẫn tới văn bản không có trong kho.")] = False,
    form: Annotated[Form, typer.Option("--format", metavar="table|csv", help="Dạng in ra.")] = Form.table,
    output: _Output = None,
    limit: _Limit = 50,
) -> None:
    """Nối viện dẫn với văn bản trong kho: ai viện dẫn ai, văn bản nào sửa đổi, thay thế, bãi bỏ văn bản nào."""
    from trichxuat.archive.links import links, most_cited, resolve
    from trichxuat.archive.report import RELATIONS

    with _opened(store, write=True) as opened:
        linked = resolve(opened.db)
        say(
            f"{linked.references} viện dẫn, {linked.with_code} có số, ký hiệu; "
            f"{linked.resolved} tới văn bản trong kho; {linked.ambiguous} có thể là nhiều văn bản nên để ngỏ."
        )
        rows: list[tuple[Any, ...]]
        if cited:
            header = ["Số, ký hiệu", "Ngày", "Cơ quan", "Được viện dẫn", "Văn bản trong kho", "Trích yếu"]
            rows = most_cited(opened.db, limit if form is Form.table else _ALL)
        else:
            ours, theirs = (
                ["Văn bản", "Số, ký hiệu", "Ngày", "Cơ quan"],
                ["Tới văn bản", "Số, ký hiệu", "Ngày", "Cơ quan"],
            )
            header = [*ours, "Quan hệ", *theirs, "Trích yếu"]
            found = links(opened.db, tuple(each.value for each in relation or ()), of, held=not everything)
            rows = [(*row[:4], RELATIONS.get(row[4], row[4]), *row[5:]) for row in found]
            if form is Form.table:  # where the files lie is for programs
                header, rows = [*header[1:5], *header[6:]], [(*row[1:5], *row[6:]) for row in rows]
    _write(form, output, header, rows, limit)


@archive.command("tasks", cls=Command, context_settings=SETTINGS)
def tasks_command(
    store: _StoreFile,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="NAME", help='Chỉ nhiệm vụ của đơn vị này, ví dụ "Sở Y tế".')
    ] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="WHEN", help="Hạn: 2025-12, 2025-12-15, 2025-Q4, 2025, 2025-10..2025-12."),
    ] = None,
    form: Annotated[TaskForm, typer.Option("--format", metavar="table|csv|ics", help="Dạng in ra.")] = TaskForm.table,
    output: _Output = None,
    limit: _Limit = 200,
) -> None:
    """Nhiệm vụ theo đơn vị và thời hạn: bảng, CSV, hoặc lịch iCalendar (.ics)."""
    from trichxuat.archive.calendars import to_calendar
    from trichxuat.archive.tasks import tasks

    within = _asked(due)
    with _opened(store) as opened:
        try:
            found = tasks(opened.db, unit, within)
        except ValueError as fault:
            raise typer.BadParameter(str(fault), param_hint="--unit") from fault
    if form is TaskForm.ics:
        with _libraries():
            made, left_out = to_calendar(found, within)
        with output_to(output) as out:
            out.write(made)
        if left_out:
            say(f"{left_out} nhiệm vụ không có ngày nên không vào lịch.")
        return
    header = ["Hạn", "Thời hạn ghi", "Đơn vị", "Nhiệm vụ", "Văn bản", "Ngày", "Cơ quan", "Mục", "Độ tin cậy", "Tệp"]
    rows: list[tuple[Any, ...]] = [
        (
            each.due,
            each.deadline,
            each.unit,
            each.task,
            each.code,
            each.issued,
            each.organ,
            each.section,
            each.grade,
            each.path,
        )
        for each in found
    ]
    if form is TaskForm.table:
        header, rows = header[:-2], [row[:-2] for row in rows]
    _write(Form(form.value), output, header, rows, limit)


@archive.command("duplicates", cls=Command, context_settings=SETTINGS)
def duplicates_command(
    store: _StoreFile,
    form: Annotated[Form, typer.Option("--format", metavar="table|csv", help="Dạng in ra.")] = Form.table,
    output: _Output = None,
    limit: _Limit = 200,
) -> None:
    """Văn bản trùng nhau: cùng tệp; trùng số, ký hiệu, cơ quan và năm; bản quét gần như một."""
    from trichxuat.archive.duplicates import duplicates
    from trichxuat.archive.report import why

    with _opened(store) as opened:
        found = duplicates(opened.db)
        ids = sorted({key for each in found for key in each.ids})
        query = "SELECT id, code, issued_date, organ FROM documents SEMI JOIN (SELECT unnest(?) AS id) USING (id)"
        about = {row[0]: row[1:] for row in opened.db.execute(query, [ids]).fetchall()} if ids else {}
    rows = [(n, why(each), *about[key], key) for n, each in enumerate(found, start=1) for key in each.ids]
    _write(form, output, ("Nhóm", "Vì sao", "Số, ký hiệu", "Ngày", "Cơ quan", "Văn bản"), rows, limit)


@archive.command("search", cls=Command, context_settings=SETTINGS)
def search_command(
    store: _StoreFile,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help='Từ cần tìm, có dấu hay không; "cụm từ" trong ngoặc kép.', show_default=False
        ),
    ],
    form: Annotated[Form, typer.Option("--format", metavar="table|csv", help="Dạng in ra.")] = Form.table,
    output: _Output = None,
    limit: _Limit = 20,
) -> None:
    """Tìm văn bản có mọi từ đã cho, trong số, ký hiệu, trích yếu, cơ quan, nhiệm vụ, nơi nhận, viện dẫn."""
    from trichxuat.archive.search import index, search

    with _opened(store, write=True) as opened:
        index(opened.db)
        try:
            found = search(opened.db, " ".join(words), limit)
        except ValueError as fault:
            raise typer.BadParameter(str(fault), param_hint="WORDS") from fault
    rows = [
        (each.code, each.type_name, each.issued_date, each.organ, each.subject, each.path, each.part) for each in found
    ]
    header = ("Số, ký hiệu", "Loại", "Ngày", "Cơ quan", "Trích yếu", "Tệp", "Phần")
    _write(form, output, header, rows, limit)


@archive.command("report", cls=Command, context_settings=SETTINGS)
def report_command(
    store: _StoreFile,
    output: _Output = None,
    on: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="Nhiệm vụ đến hạn kể từ ngày này; mặc định hôm nay."),
    ] = None,
) -> None:
    """Viết một trang HTML về cả kho: loại, cơ quan, thời gian, tệp hỏng, viện dẫn, nhiệm vụ đến hạn."""
    from trichxuat.archive.links import resolve
    from trichxuat.archive.report import report

    today = _day(on)
    with _opened(store, write=True) as opened:
        resolve(opened.db)
        page = report(opened.db, today)
    with output_to(output) as out:
        out.write(page.encode())


@contextmanager
def _opened(path: Path, *, write: bool = False) -> Iterator[Store]:
    from trichxuat.archive.store import Store, StoreError

    try:
        store = Store.open(path, read_only=not write)
    except StoreError as fault:
        say(str(fault))
        raise typer.Exit(ExitCode.NONE_READ) from fault
    with store:
        yield store


@contextmanager
def _libraries() -> Iterator[None]:
    """Says how to install what an export needs."""
    try:
        yield
    except ModuleNotFoundError as fault:
        say(f"cần thêm thư viện {fault.name}. Hãy chạy: pip install 'trichxuat[archive]'")
        raise typer.Exit(ExitCode.OUTPUT_FAILED) from fault


def _by_suffix(output: str | None) -> Kind:
    suffix = Path(output or "").suffix.lower().lstrip(".")
    return Kind(suffix) if suffix in Kind.__members__ else Kind.jsonl


def _asked(due: str | None) -> Period | None:
    from trichxuat.archive.due import period

    try:
        return period(due) if due is not None else None
    except ValueError as fault:
        raise typer.BadParameter(str(fault), param_hint="--due") from fault


def _day(on: str | None) -> date:
    from datetime import date

    try:
        return date.fromisoformat(on) if on else date.today()
    except ValueError as fault:
        raise typer.BadParameter(f"«{on}» không phải là ngày", param_hint="--date") from fault


def _write(form: Form, output: str | None, header: Sequence[str], rows: Sequence[Sequence[Any]], limit: int) -> None:
    """A list as a table for people, its first rows, or whole as CSV."""
    from trichxuat.archive.export import write_rows

    with output_to(output) as out:
        if form is Form.csv:
            write_rows(out, header, rows)
        elif rows:
            _print(out, header, rows[:limit])
    if form is Form.table:
        more = f"; bảng in {limit}, xem hết: --format csv hoặc --limit N" if len(rows) > limit else ""
        say(f"{len(rows)} dòng{more}." if rows else "Không tìm thấy gì.")


def _print(out: BinaryIO, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    with _libraries():
        from rich import box
        from rich.console import Console
        from rich.table import Table as Drawn
        from rich.text import Text
    page = io.StringIO()
    drawn = Drawn(*header, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        drawn.add_row(*(Text(_NOT_PRINTED.sub(" ", "" if cell is None else str(cell))) for cell in row))
    width = Console(stderr=True).width if out.isatty() else _PIPE_WIDTH
    Console(file=page, width=width, color_system=None).print(drawn)
    out.write("".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines()).encode("utf-8", "replace"))
