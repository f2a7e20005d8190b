"""`trichxuat archive …`: many files. `run` stands here, what is asked of a finished store in `archive_views`."""

from __future__ import annotations

import re
import shlex
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from trichxuat.cli.extract import DpiOption, Ocr, OcrOption, PagesOption
from trichxuat.cli.shared import HELP_WORDS, SETTINGS, Command, ExitCode, app, say, typed

if TYPE_CHECKING:
    from trichxuat.archive.run import Summary

_GROUP_WORDS = ((re.compile(r"^Commands:", re.M), "Lệnh:"), (re.compile(r"COMMAND \[ARGS\]\.\.\."), "LỆNH …"))


class Group(TyperGroup):
    """A command of commands whose help is in Vietnamese throughout."""

    def get_help(self, ctx: Any) -> str:
        page: str = super().get_help(ctx)
        for word, ours in (*HELP_WORDS, *_GROUP_WORDS):
            page = word.sub(ours, page)
        return page


archive = typer.Typer(
    cls=Group,
    context_settings=SETTINGS,
    rich_markup_mode=None,
    add_completion=False,
    help="Cả một kho văn bản: đọc hàng loạt vào một tệp DuckDB, rồi tra cứu trên cả kho.",
)
app.add_typer(archive, name="archive")


class Engine(str, Enum):
    """Where files are read."""

    local = "local"
    dask = "dask"


_RUN_EPILOG = (
    "Chạy lại cùng lệnh thì chỉ đọc tệp mới hoặc đã đổi. Ctrl-C: đọc nốt tệp đang dở, ghi lại rồi dừng. "
    "Mã thoát: 0 mọi tệp đều đọc được; 1 có tệp hỏng; 2 sai cách dùng; 3 không đọc được tệp nào; 4 không ghi được kho; "
    "130 bị ngắt giữa chừng."
)


@archive.command(
    "run", cls=Command, context_settings=SETTINGS, epilog=_RUN_EPILOG, short_help="Đọc mọi tệp vào một tệp DuckDB."
)
def run_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Thư mục (đọc cả thư mục con), tệp .zip, hoặc từng tệp; cả địa chỉ như s3://kho/thu-muc (fsspec).",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        Path, typer.Option("--to", metavar="STORE", help="Kho: một tệp DuckDB, chưa có thì tạo.", show_default=False)
    ] = ...,  # type: ignore[assignment]
    lists: Annotated[
        list[Path] | None,
        typer.Option(
            "--list",
            metavar="FILE",
            help="Danh sách đường dẫn hoặc địa chỉ, mỗi dòng một tệp; - là đầu vào chuẩn; lặp lại được.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, max=512, help="Số tiến trình; mặc định mỗi nhân một."),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Đọc lại cả những tệp đã hỏng lần trước.")
    ] = False,
    forget_missing: Annotated[
        bool,
        typer.Option("--forget-missing", help="Bỏ khỏi kho những tệp không còn trong các thư mục và .zip đã nêu."),
    ] = False,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="S",
            min=1,
            help="Giây tối đa cho một tệp; PDF và ảnh: gấp 10. Trên cụm Dask: tính cho cả lô.",
        ),
    ] = 60,
    memory: Annotated[
        int,
        typer.Option(
            "--memory",
            metavar="MB",
            min=256,
            help="Bộ nhớ tối đa của một tiến trình. Trên cụm Dask: dask worker --memory-limit.",
        ),
    ] = 2048,
    engine: Annotated[
        Engine,
        typer.Option("--engine", metavar="local|dask", help="Máy này, hoặc một cụm Dask (thư mục dùng chung, s3://…)."),
    ] = Engine.local,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Bộ điều phối Dask, ví dụ tcp://may-chu:8786.")
    ] = None,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Tiến độ là các dòng JSON trên đầu ra lỗi, thay cho thanh tiến độ.")
    ] = False,
    ocr: OcrOption = Ocr.auto,
    pages: PagesOption = None,
    dpi: DpiOption = 200,
) -> None:
    """Đọc mọi tệp của một kho văn bản và ghi bản ghi vào một tệp DuckDB."""
    from trichxuat.archive.pool import Limits, PoolError
    from trichxuat.archive.progress import reporter
    from trichxuat.archive.run import Options, run
    from trichxuat.archive.store import StoreError
    from trichxuat.archive.walk import listed
    from trichxuat.errors import UnreadableFile
    from trichxuat.reading import How
    from trichxuat.reading.reader import chosen

    try:
        chosen(pages, 1)
    except ValueError as fault:
        raise typer.BadParameter(str(fault), param_hint="--pages") from fault
    try:
        wanted = [*(names or []), *(name for path in lists or [] for name in listed(path))]
    except UnreadableFile as fault:
        raise typer.BadParameter(f"{fault.name}: {fault}", param_hint="--list") from fault
    if not wanted and not lists:
        raise typer.BadParameter("cần tên thư mục, tệp hoặc --list FILE", param_hint="FILE")
    if (engine is Engine.dask) != bool(scheduler):
        raise typer.BadParameter("--engine dask và --scheduler ADDRESS đi cùng nhau", param_hint="--engine")
    how = How(ocr=ocr.value, pages=pages, dpi=dpi)
    limits = Limits(timeout=timeout, paged=10 * timeout, memory=memory)
    options = Options(wanted, str(to), jobs, retry_failed, forget_missing, limits, how, scheduler)
    telling = reporter(log_json=log_json)
    try:
        summary = run(options, telling)
    except (StoreError, PoolError) as fault:
        telling.error(str(fault))
        raise typer.Exit(ExitCode.OUTPUT_FAILED) from fault
    if not log_json:
        say(_told(summary, to, forgotten=forget_missing))
    raise typer.Exit(_code(summary))


def _code(summary: Summary) -> ExitCode:
    if summary.interrupted:
        return ExitCode.INTERRUPTED
    if not summary.done:
        return ExitCode.NONE_READ
    return ExitCode.SOME_FAILED if summary.failed else ExitCode.OK


def _again() -> str:
    """The command that goes on; without passwords of URLs."""
    from trichxuat.archive.remote import is_url, visible

    return shlex.join(visible(word) if is_url(word) else word for word in typed())


def _told(summary: Summary, to: Path, *, forgotten: bool) -> str:
    """What the user is told at the end."""
    if not summary.interrupted and not summary.done + summary.failed:
        return "Không có tệp nào đọc được (.txt, .pdf, .docx, .jpg, …). Hãy kiểm tra lại đường dẫn."
    read = summary.done + summary.failed - summary.skipped
    told = (
        f"Đã đọc {read} tệp ({summary.documents} văn bản) trong {summary.seconds:.1f} giây vào {to}; "
        f"{summary.skipped} tệp đã có từ trước; {summary.failed} tệp hỏng."
    )
    if summary.interrupted:
        return f"{told} Dừng giữa chừng, còn khoảng {summary.left} tệp. Làm tiếp: {_again()}"
    if summary.others:
        told += f" Bỏ qua {summary.others} tệp loại khác."
    if summary.failed:
        told += " Đọc lại tệp hỏng: thêm --retry-failed."
    if summary.missing and forgotten:
        told += f" Đã bỏ khỏi kho {summary.missing} tệp không còn nữa."
    elif summary.missing:
        told += f" Kho còn giữ {summary.missing} tệp không còn ở chỗ cũ; bỏ chúng: thêm --forget-missing."
    return told
