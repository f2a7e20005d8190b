"""The command. Records alone on standard output, everything else on standard error; no logic of its own.

Nothing but Typer is imported before a command runs, so that `--help` is quick.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer
from typer.core import TyperCommand

from trichxuat import __version__

if TYPE_CHECKING:
    from trichxuat.record import Record


class ExitCode(IntEnum):
    """What the command tells the shell; also in README."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    NONE_READ = 3
    OUTPUT_FAILED = 4
    INTERRUPTED = 130
    PIPE_CLOSED = 141


# Typer's own words → ours.
_HELP_WORDS = (
    (re.compile(r"^Usage: ", re.M), "Cách dùng: "),
    (re.compile(r"^Arguments:", re.M), "Tham số:"),
    (re.compile(r"^Options:", re.M), "Tuỳ chọn:"),
    (re.compile(r"Show this message and exit\."), "Hiện trợ giúp này."),
    (re.compile(r"\[OPTIONS\]"), "[TUỲ CHỌN]"),
    (re.compile(r"\{(FILE|GOLD TEXT)\}"), r"\1"),
    (re.compile(r" <list\[\w+\]>"), ""),
    (re.compile(r" +\[required\]"), ""),
)
_FAULTS = (
    (re.compile(r"No such option: (\S+).*", re.S), r"Không có tuỳ chọn \1."),
    (re.compile(r"Missing (?:argument|option|parameter) '?\{?([A-Z ]+).*", re.S), r"Thiếu \1."),
    (re.compile(r"Option '?(.+?)'? requires (?:an|\d+) arguments?\.?"), r"Tuỳ chọn \1 cần một giá trị."),
    (re.compile(r"Option '?(.+?)'? does not take a value\.?"), r"Tuỳ chọn \1 không nhận giá trị."),
    (re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)"), r"Thừa tham số: \1."),
    (re.compile(r"Invalid value for (.+?): (.*)", re.S), r"Giá trị của \1 không hợp lệ: \2"),
)
_UsageError: Any = typer.BadParameter.__base__


class _Command(TyperCommand):
    """A command whose help is in Vietnamese throughout."""

    def get_help(self, ctx: Any) -> str:
        page: str = super().get_help(ctx)
        for word, ours in _HELP_WORDS:
            page = word.sub(ours, page)
        return page


app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_EPILOG = (
    "Lệnh khác: «trichxuat schema» in JSON Schema của bản ghi; «trichxuat eval GOLD TEXT» chấm độ chính xác. "
    "Tệp trùng tên một lệnh thì viết ./schema, ./eval. Mã thoát: 0 xong cả; 1 có tệp không đọc được; 2 sai cách dùng; "
    "3 không đọc được tệp nào; 4 không ghi được kết quả."
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"trichxuat {__version__}")
        raise typer.Exit


@app.command("extract", cls=_Command, context_settings=_SETTINGS, epilog=_EPILOG)
def extract_command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Tệp .txt, .md, .html; «-» là đầu vào chuẩn.", show_default=False),
    ],
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Ghi JSON Lines ra tệp này.")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Giữ văn bản gốc trong bản ghi.")] = False,
    compact: Annotated[bool, typer.Option("--compact", help="Chỉ giá trị: không vị trí, không độ tin cậy.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Hiện phiên bản.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Đọc văn bản hành chính tiếng Việt đã OCR và in mỗi văn bản thành một bản ghi JSON.

    Ra màn hình thì thụt dòng; qua ống dẫn hoặc -o thì mỗi bản ghi một dòng (JSON Lines).
    """
    from trichxuat.writing.as_json import to_json

    if output not in (None, "-"):
        _refuse_to_overwrite(Path(str(output)), files)
    with _output(output) as out:
        indented = out.isatty()
        failed = 0
        for name in files:
            records = _records_of(name, text)
            if records is None:
                failed += 1
                continue
            for record in records:
                out.write(to_json(record, indented=indented, values_only=compact).encode() + b"\n")
            out.flush()
        if failed == len(files):
            raise typer.Exit(ExitCode.NONE_READ)
    if failed:
        _say(f"Đã đọc {len(files) - failed}/{len(files)} tệp; {failed} tệp không đọc được.")
        raise typer.Exit(ExitCode.SOME_FAILED)


@app.command("schema", cls=_Command, context_settings=_SETTINGS)
def schema_command() -> None:
    """In JSON Schema của bản ghi."""
    import json

    from trichxuat.writing.as_json import schema

    with _output(None) as out:
        out.write(json.dumps(schema(), ensure_ascii=False, indent=2).encode() + b"\n")


@app.command("eval", cls=_Command, context_settings=_SETTINGS)
def eval_command(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD TEXT", help="Thư mục gold và thư mục văn bản, từng cặp.", show_default=False),
    ],
    headers: Annotated[
        list[Path] | None,
        typer.Option("--headers", metavar="DIR", help="Thêm bộ chỉ có số, loại, ngày, người ký (NAME.txt, NAME.json)."),
    ] = None,
    apart: Annotated[
        str | None, typer.Option("--apart", metavar="GLOB", help="Tách các tệp này thành bộ riêng, ví dụ scan-*.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In số liệu dạng JSON.")] = False,
    misses: Annotated[
        str | None, typer.Option("--misses", metavar="FIELD", help="In chỗ thiếu và chỗ thừa của một trường.")
    ] = None,
    write: Annotated[
        list[Path] | None,
        typer.Option("--write", metavar="README.md", help="Thay bảng giữa hai dấu accuracy trong tệp này."),
    ] = None,
) -> None:
    """Trích xuất TEXT, so với GOLD và in độ chính xác từng trường."""
    from trichxuat import evaluation
    from trichxuat.errors import UnreadableFile

    if len(folders) % 2:
        raise typer.BadParameter("cần từng cặp GOLD TEXT", param_hint="GOLD TEXT")
    missing = [folder for folder in [*folders, *(headers or [])] if not folder.is_dir()]
    if missing:
        raise typer.BadParameter(f"không có thư mục {missing[0]}", param_hint="GOLD TEXT")
    pairs = list(zip(folders[::2], folders[1::2], strict=True))
    try:
        report = evaluation.evaluate(pairs, headers or [], apart)
        if misses:
            page = "".join(line + "\n" for line in report.misses(misses))
        else:
            page = report.as_json() if as_json else report.as_text()
    except (evaluation.BadGold, UnreadableFile) as fault:
        _say(f"{fault.name}: {fault}" if isinstance(fault, UnreadableFile) else str(fault))
        raise typer.Exit(ExitCode.NONE_READ) from fault
    with _output(None) as out:
        out.write(page.encode())
    try:
        for path in write or []:
            evaluation.write_block(path, "accuracy", report.as_markdown(_typed(), path.name.endswith(".en.md")))
    except (OSError, ValueError) as fault:
        _say(f"không ghi được bảng: {fault}")
        raise typer.Exit(ExitCode.OUTPUT_FAILED) from fault


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command and leaves with an ExitCode. The first word names another command; anything else is a file."""
    words = list(sys.argv[1:] if args is None else args)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    name, program = "extract", "trichxuat"
    if words[:1] in (["schema"], ["eval"]):
        name = words.pop(0)
        program = f"trichxuat {name}"
    command = typer.main.get_group(app).commands[name]
    try:
        code = command.main(words, prog_name=program, standalone_mode=False)
    except _UsageError as fault:
        message = fault.format_message()
        for theirs, ours in _FAULTS:
            if theirs.fullmatch(message):
                message = theirs.sub(ours, message)
                break
        _say(f"{message} Xem: {program} --help")
        code = ExitCode.USAGE
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    sys.exit(int(code or 0))


def _typed() -> list[str]:
    """The words of the command line as typed."""
    return ["trichxuat", *sys.argv[1:]]


def _say(message: str) -> None:
    print(f"trichxuat: {message}", file=sys.stderr, flush=True)


def _records_of(name: str, keep_text: bool) -> list[Record] | None:
    """The records of one file; None, and a word to the user, where it could not be read."""
    from trichxuat.errors import UnreadableFile
    from trichxuat.files import extract_decoded
    from trichxuat.reading import read

    shown = os.fsencode(name).decode("utf-8", "replace")
    try:
        decoded = read(_standard_input(), "-") if name == "-" else read(name)
        return extract_decoded(decoded, shown, keep_text=keep_text)
    except UnreadableFile as fault:
        _say(f"{shown}: {fault}")
    except Exception as fault:  # one file must not end the others
        _say(f"{shown}: lỗi của chương trình ({type(fault).__name__}). Hãy báo lỗi kèm phiên bản {__version__}.")
    return None


def _standard_input() -> bytes:
    return sys.stdin.buffer.read() if sys.stdin else b""


def _refuse_to_overwrite(output: Path, files: list[str]) -> None:
    for name in files:
        if name != "-" and output.exists() and Path(name).exists() and output.samefile(name):
            raise typer.BadParameter(f"tệp ra trùng với tệp vào {name}", param_hint="-o")


@contextmanager
def _output(path: str | None) -> Iterator[BinaryIO]:
    """Where records go: a file, whole or not at all, or standard output, on which nothing else can print meanwhile."""
    try:
        with _standard_output() if path in (None, "-") else _whole_file(Path(str(path))) as out:
            yield out
    except BrokenPipeError:
        raise typer.Exit(ExitCode.PIPE_CLOSED) from None
    except OSError as fault:
        _say(f"{path or 'đầu ra chuẩn'}: không ghi được kết quả ({fault.strerror}). Hãy kiểm tra chỗ ghi và quyền ghi.")
        raise typer.Exit(ExitCode.OUTPUT_FAILED) from None


@contextmanager
def _whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when all is written."""
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():  # /dev/null, a named pipe
        with path.open("wb") as out:
            yield out
        return
    if path.is_dir():
        raise IsADirectoryError(21, "đây là thư mục")
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with draft.open("xb") as out:
            yield out
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    """Standard output for records alone: file descriptor 1 leads to standard error until they are written."""
    if sys.stdout is not None:
        sys.stdout.flush()
    kept = os.dup(1)
    printed = sys.stdout
    try:
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        with open(kept, "wb", closefd=False) as out:
            yield out
    finally:
        sys.stdout = printed
        os.dup2(kept, 1)
        os.close(kept)
