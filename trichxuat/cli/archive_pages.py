"""`trichxuat archive export|report`: a store as files for other programs, and as one page."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated

import typer

from trichxuat.cli.archive import archive
from trichxuat.cli.lists import form_of
from trichxuat.cli.shared import SETTINGS, Command, output_to, say
from trichxuat.cli.stores import Output, StoreFile, libraries, opened


class Kind(str, Enum):
    """Forms of an export."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"
    xlsx = "xlsx"


class PageKind(str, Enum):
    """Suffixes of the page."""

    html = "html"
    htm = "htm"


class Table(str, Enum):
    """Tables that can be exported."""

    documents = "documents"
    references = "references"
    tasks = "tasks"
    recipients = "recipients"
    signers = "signers"
    files = "files"


_TABLES = (Kind.csv, Kind.parquet)


@archive.command(
    "export", cls=Command, context_settings=SETTINGS, short_help="Xuất JSON Lines, Parquet, CSV, sổ văn bản đến."
)
def export_command(
    store: StoreFile,
    output: Output = None,
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
        Table | None,
        typer.Option(
            "--table",
            metavar="NAME",
            help=f"Bảng cho csv và parquet, mặc định documents: {', '.join(each.value for each in Table)}.",
        ),
    ] = None,
) -> None:
    """Xuất kho ra JSON Lines, Parquet, CSV hoặc sổ đăng ký văn bản đến (XLSX)."""
    from trichxuat.archive import export, register

    chosen = form_of(Kind, kind, output, Kind.jsonl)
    if table is not None and chosen not in _TABLES:
        raise typer.BadParameter(
            f"dạng {chosen.value} không chọn bảng được; hãy dùng --format csv hoặc parquet", param_hint="--table"
        )
    name = (table or Table.documents).value
    secret = cut = 0
    with opened(store) as kept, libraries(), output_to(output) as out:
        if chosen is Kind.jsonl:
            count = export.write_jsonl(kept, out)
        elif chosen is Kind.parquet:
            count = export.write_parquet(kept.db, name, out)
        elif chosen is Kind.csv:
            count = export.write_csv(kept.db, name, out)
        else:
            registered = register.write_register(kept.db, out)
            count, secret, cut = registered.documents, registered.secret, registered.cut
    say(f"Đã xuất {count} {'dòng' if chosen in _TABLES else 'văn bản'}." if count else "Kho không có gì để xuất.")
    if secret:
        say(f"{secret} văn bản mật không ghi vào sổ này (khoản 4 Điều 22 Nghị định 30/2020/NĐ-CP).")
    if cut:
        say(f"{cut} ô dài hơn trường dữ liệu của Phụ lục VI nên đã cắt bớt hoặc để trống.")


@archive.command("report", cls=Command, context_settings=SETTINGS, short_help="Một trang HTML về cả kho.")
def report_command(
    store: StoreFile,
    output: Output = None,
    on: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="Nhiệm vụ đến hạn kể từ ngày này; mặc định hôm nay."),
    ] = None,
) -> None:
    """Viết một trang HTML về cả kho: loại, cơ quan, thời gian, tệp hỏng, viện dẫn, nhiệm vụ đến hạn và quá hạn."""
    from trichxuat.archive.links import resolve
    from trichxuat.archive.report import report

    form_of(PageKind, None, output, PageKind.html)
    today = _day(on)
    with opened(store, writes=["references"]) as kept:
        resolve(kept.db)
        page = report(kept.db, today)
    with output_to(output) as out:
        out.write(page.encode())


def _day(on: str | None) -> date:
    from trichxuat.archive.due import period

    try:
        first, last = period(on) if on else (date.today(), date.today())
        if first == last:
            return first
    except ValueError:
        pass
    raise typer.BadParameter(f"«{on}» không phải là ngày; hãy viết 2025-12-31 hoặc 31/12/2025", param_hint="--date")
