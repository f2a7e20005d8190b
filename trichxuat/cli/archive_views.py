"""`trichxuat archive links|tasks|duplicates|search`: lists of what a store says."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trichxuat.cli.archive import archive
from trichxuat.cli.lists import Column, Form, FormOption, LimitOption, form_of, listing
from trichxuat.cli.shared import SETTINGS, Command, output_to, say
from trichxuat.cli.stores import Output, StoreFile, libraries, opened

if TYPE_CHECKING:
    from trichxuat.archive.due import Period
    from trichxuat.archive.tasks import DueTask

_CODE = Column("Số, ký hiệu", least=20)
_DAY = Column("Ngày", least=10)
_ORGAN = Column("Cơ quan", most=60, rank=1)
_SUBJECT = Column("Trích yếu", least=20, most=120)


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


@archive.command(
    "links", cls=Command, context_settings=SETTINGS, short_help="Văn bản nào viện dẫn, thay thế văn bản nào."
)
def links_command(
    store: StoreFile,
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
    form: FormOption = None,
    output: Output = None,
    limit: LimitOption = None,
) -> None:
    """Nối viện dẫn với văn bản trong kho: ai viện dẫn ai, văn bản nào sửa đổi, thay thế, bãi bỏ văn bản nào."""
    from trichxuat.archive.links import links, most_cited, resolve
    from trichxuat.archive.names import RELATIONS

    asked = listing(form, output, limit, 50)
    with opened(store, writes=["references"]) as kept:
        linked = resolve(kept.db)
        say(
            f"{linked.references} viện dẫn, {linked.with_code} có số, ký hiệu; "
            f"{linked.resolved} tới văn bản trong kho; {linked.ambiguous} có thể là nhiều văn bản nên để ngỏ."
        )
        rows: list[tuple[Any, ...]]
        if cited:
            held = Column("Văn bản trong kho", least=24, rank=3)
            columns = [_CODE, _DAY, _ORGAN, Column("Được viện dẫn", least=4), held, _SUBJECT]
            rows = most_cited(kept.db, 1 << 40 if asked.enough is None else asked.enough)
        else:
            columns = [
                Column("Văn bản", drawn=False), _CODE, _DAY, _ORGAN, Column("Quan hệ"),
                Column("Tới văn bản", drawn=False), _CODE, _DAY, _ORGAN, Column("Trích yếu", most=120, rank=2),
            ]  # fmt: skip
            found = links(kept.db, tuple(each.value for each in relation or ()), of, held=not everything)
            rows = [(*row[:4], RELATIONS.get(row[4], row[4]), *row[5:]) for row in found]
    asked.write(columns, rows, whole=not cited)


@archive.command(
    "tasks", cls=Command, context_settings=SETTINGS, short_help="Nhiệm vụ theo đơn vị và thời hạn; CSV, lịch .ics."
)
def tasks_command(
    store: StoreFile,
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="NAME", help='Chỉ nhiệm vụ của đơn vị này, ví dụ "Sở Y tế", SYT, "CA tỉnh".'),
    ] = None,
    with_partners: Annotated[
        bool, typer.Option("--with-partners", help="Cả nhiệm vụ mà đơn vị ấy phối hợp; thêm cột Phối hợp.")
    ] = False,
    due: Annotated[
        str | None,
        typer.Option(
            "--due", metavar="WHEN", help="Hạn: 2025-12, 15/12/2025, 2025-Q4, 2025, 2025-10..2025-12, ..2025-12."
        ),
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Hạn đã qua tính đến hôm nay, mới nhất trước; không kể việc định kỳ.")
    ] = False,
    form: Annotated[
        TaskForm | None,
        typer.Option(
            "--format", metavar="table|csv|ics", help="Dạng in ra; mặc định theo đuôi của -o, không thì table."
        ),
    ] = None,
    output: Output = None,
    limit: LimitOption = None,
) -> None:
    """Nhiệm vụ theo đơn vị và thời hạn: bảng, CSV, hoặc lịch iCalendar (.ics).

    Việc «từ năm 2025» còn làm trong các năm sau: hạn là ngày bắt đầu.
    """
    from trichxuat.archive import tasks

    chosen = form_of(TaskForm, form, output, TaskForm.table)
    if overdue and due is not None:
        raise typer.BadParameter("không đi cùng --due; hãy bỏ một trong hai", param_hint="--overdue")
    within = _asked(due)
    with opened(store) as kept:
        try:
            if overdue:
                found = tasks.overdue(kept.db, date.today(), unit, partners=with_partners)
            else:
                found = tasks.tasks(kept.db, unit, within, partners=with_partners)
            worded, silent = tasks.undated(kept.db, unit, partners=with_partners)
        except ValueError as fault:
            raise typer.BadParameter(str(fault), param_hint="--unit") from fault
    if chosen is TaskForm.ics:
        _write_calendar(found[:limit], within, output)
    else:
        columns, rows = _task_table(found, with_partners)
        listing(Form[chosen.value], output, limit, 200).write(columns, rows)
    if (within or overdue) and worded + silent:
        say(
            f"Ngoài ra có {worded} nhiệm vụ không có ngày cụ thể (như «trong 3 ngày», «thường xuyên») "
            f"và {silent} nhiệm vụ không ghi thời hạn; xem cả: bỏ {'--overdue' if overdue else '--due'}."
        )


def _write_calendar(found: list[DueTask], within: Period | None, output: str | None) -> None:
    from trichxuat.archive.calendars import to_calendar

    with libraries():
        made = to_calendar(found, within)
    with output_to(output) as out:
        out.write(made.ics)
    say(f"{made.events} sự kiện." if made.events else "Không có nhiệm vụ nào có ngày, lịch không có sự kiện.")
    if made.left_out:
        say(f"{made.left_out} nhiệm vụ không có ngày nên không vào lịch.")


def _task_table(found: list[DueTask], with_partners: bool) -> tuple[list[Column], list[tuple[Any, ...]]]:
    columns = [
        Column("Hạn", least=10),
        Column("Thời hạn ghi", least=14, most=60, rank=3),
        Column("Đơn vị", most=60),
        Column("Nhiệm vụ", least=16, most=120),
        Column("Phối hợp", least=14, most=60, rank=2, drawn=with_partners),
        Column("Văn bản", least=20),
        Column("Ngày", least=10, rank=4),
        Column("Cơ quan", least=14, most=60, rank=5),
        Column("Mục", least=6, rank=6),
        Column("Độ tin cậy", drawn=False),
        Column("Tệp", drawn=False),
    ]
    rows: list[tuple[Any, ...]] = [
        (
            f"từ {each.due_start:%d/%m/%Y}" if each.is_ongoing and each.due_start else each.due,
            each.deadline_text or each.deadline,
            each.unit,
            each.task,
            each.partners,
            each.code,
            each.issued_date,
            each.organ,
            each.section,
            each.grade,
            each.path,
        )
        for each in found
    ]
    return columns, rows


@archive.command("duplicates", cls=Command, context_settings=SETTINGS, short_help="Văn bản trùng nhau.")
def duplicates_command(
    store: StoreFile, form: FormOption = None, output: Output = None, limit: LimitOption = None
) -> None:
    """Văn bản trùng nhau: cùng tệp; trùng số, ký hiệu, cơ quan và năm; bản quét gần như một."""
    from trichxuat.archive.duplicates import duplicates
    from trichxuat.archive.names import why

    asked = listing(form, output, limit, 200)
    with opened(store) as kept:
        found = duplicates(kept.db)
        ids = sorted({key for each in found for key in each.ids})
        query = "SELECT id, code, issued_date, organ FROM documents SEMI JOIN (SELECT unnest(?) AS id) USING (id)"
        about = {row[0]: row[1:] for row in kept.db.execute(query, [ids]).fetchall()} if ids else {}
    rows = [(n, why(each), *about[key], key) for n, each in enumerate(found, start=1) for key in each.ids]
    asked.write([Column("Nhóm", least=4), Column("Vì sao"), _CODE, _DAY, _ORGAN, Column("Văn bản", least=24)], rows)


@archive.command("search", cls=Command, context_settings=SETTINGS, short_help="Tìm văn bản theo từ, có dấu hay không.")
def search_command(
    store: StoreFile,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help='Từ cần tìm, có dấu hay không; "cụm từ" trong ngoặc kép.', show_default=False
        ),
    ],
    form: FormOption = None,
    output: Output = None,
    limit: LimitOption = None,
) -> None:
    """Tìm văn bản có mọi từ đã cho, trong số, ký hiệu, trích yếu, cơ quan, nhiệm vụ, nơi nhận, viện dẫn, tên tệp."""
    from trichxuat.archive.search import index, search

    asked = listing(form, output, limit, 20)
    with opened(store, writes=["search_words"]) as kept:
        index(kept.db)
        try:
            found = search(kept.db, " ".join(words), asked.enough)
        except ValueError as fault:
            raise typer.BadParameter(str(fault), param_hint="WORDS") from fault
    rows = [
        (each.code, each.type_name, each.issued_date, each.organ, each.subject, each.path, each.part) for each in found
    ]
    columns = [
        _CODE, Column("Loại", rank=3), _DAY, _ORGAN, _SUBJECT,
        Column("Tệp", least=30, rank=2), Column("Phần", least=4, rank=4),
    ]  # fmt: skip
    asked.write(columns, rows, whole=False)


def _asked(due: str | None) -> Period | None:
    from trichxuat.archive.due import period

    try:
        return period(due) if due is not None else None
    except ValueError as fault:
        raise typer.BadParameter(str(fault), param_hint="--due") from fault
