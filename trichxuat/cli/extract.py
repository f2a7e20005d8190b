"""`trichxuat FILE…` and `trichxuat schema`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trichxuat import __version__
from trichxuat.cli.shared import SETTINGS, Command, ExitCode, app, output_to, say

if TYPE_CHECKING:
    from trichxuat.reading import How
    from trichxuat.reading.bundles import Member
    from trichxuat.record import Record

_EPILOG = (
    "Lệnh khác: «trichxuat archive» đọc và tra cứu cả một kho; «trichxuat schema» in JSON Schema của bản ghi; "
    "«trichxuat eval GOLD TEXT» chấm độ chính xác; «trichxuat synth» viết văn bản bịa; «trichxuat train» huấn luyện "
    "mô hình. Tệp trùng tên một lệnh thì viết ./archive, ./schema, ./eval. Mã thoát: 0 xong cả; 1 có tệp không đọc "
    "được; 2 sai cách dùng; 3 không đọc được tệp nào; 4 không ghi được kết quả."
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"trichxuat {__version__}")
        raise typer.Exit


class Ocr(str, Enum):
    """When pages are read by OCR."""

    auto = "auto"
    always = "always"
    never = "never"


OcrOption = Annotated[
    Ocr,
    typer.Option(
        "--ocr", metavar="auto|always|never", help="Nhận dạng chữ: khi PDF không có lớp chữ tốt, luôn luôn, không."
    ),
]
PagesOption = Annotated[str | None, typer.Option("--pages", metavar="1-3,5", help="Chỉ đọc các trang này.")]
DpiOption = Annotated[int, typer.Option("--dpi", metavar="N", min=72, max=600, help="Độ phân giải khi OCR trang PDF.")]


@app.command("extract", cls=Command, context_settings=SETTINGS, epilog=_EPILOG)
def extract_command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Tệp .pdf, .jpg, .png, .tiff, .docx, .doc, .odt, .rtf, .txt, .md, .html; .zip hoặc thư mục của chúng; "
            "«-» là đầu vào chuẩn.",
            show_default=False,
        ),
    ],
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Ghi JSON Lines ra tệp này.")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Giữ văn bản đã đọc trong bản ghi.")] = False,
    compact: Annotated[bool, typer.Option("--compact", help="Chỉ giá trị: không vị trí, không độ tin cậy.")] = False,
    ocr: OcrOption = Ocr.auto,
    pages: PagesOption = None,
    dpi: DpiOption = 200,
    version: Annotated[
        bool, typer.Option("--version", help="Hiện phiên bản.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Đọc văn bản hành chính tiếng Việt và in mỗi văn bản thành một bản ghi JSON.

    Ra màn hình thì thụt dòng; qua ống dẫn hoặc -o thì mỗi bản ghi một dòng (JSON Lines).
    """
    from trichxuat.reading import How
    from trichxuat.reading.reader import chosen
    from trichxuat.writing.as_json import to_json

    try:
        chosen(pages, 1)
    except ValueError as fault:
        raise typer.BadParameter(str(fault), param_hint="--pages") from fault
    if output not in (None, "-"):
        _refuse_to_overwrite(Path(str(output)), files)
    how = How(ocr=ocr.value, pages=pages, dpi=dpi)
    with output_to(output) as out:
        indented = out.isatty()
        count = failed = 0
        for records in _all_records(files, text, how):
            count += 1
            if records is None:
                failed += 1
                continue
            for record in records:
                out.write(to_json(record, indented=indented, values_only=compact).encode() + b"\n")
            out.flush()
        if failed == count:
            raise typer.Exit(ExitCode.NONE_READ)
    if failed:
        say(f"Đã đọc {count - failed}/{count} tệp; {failed} tệp không đọc được.")
        raise typer.Exit(ExitCode.SOME_FAILED)


@app.command("schema", cls=Command, context_settings=SETTINGS)
def schema_command() -> None:
    """In JSON Schema của bản ghi."""
    import json

    from trichxuat.writing.as_json import schema

    with output_to(None) as out:
        out.write(json.dumps(schema(), ensure_ascii=False, indent=2).encode() + b"\n")


def _all_records(names: list[str], keep_text: bool, how: How) -> Iterator[list[Record] | None]:
    """The records of each file that is named, folders and zips opened; None where one could not be read."""
    from trichxuat.errors import UnreadableFile
    from trichxuat.files import members_of
    from trichxuat.reading.bundles import Member

    for name in names:
        if name == "-":
            yield _records_of(Member("-", _standard_input), keep_text, how)
            continue
        try:
            for member in members_of(name):
                yield _records_of(member, keep_text, how)
        except UnreadableFile as fault:
            say(f"{_shown(name)}: {fault}")
            yield None


def _records_of(member: Member, keep_text: bool, how: How) -> list[Record] | None:
    """The records of one file; None, and a word to the user, where it could not be read."""
    from trichxuat.errors import UnreadableFile
    from trichxuat.files import extract_decoded
    from trichxuat.reading import read

    shown = _shown(member.name)
    try:
        return extract_decoded(read(member.load(), shown, how), shown, keep_text=keep_text)
    except UnreadableFile as fault:
        say(f"{shown}: {fault}")
    except Exception as fault:  # one file must not end the others
        say(f"{shown}: lỗi của chương trình ({type(fault).__name__}). Hãy báo lỗi kèm phiên bản {__version__}.")
    return None


def _shown(name: str) -> str:
    """A name of a file that can be printed."""
    return os.fsencode(name).decode("utf-8", "replace")


def _standard_input() -> bytes:
    return sys.stdin.buffer.read() if sys.stdin else b""


def _refuse_to_overwrite(output: Path, files: list[str]) -> None:
    for name in files:
        if name != "-" and output.exists() and Path(name).exists() and output.samefile(name):
            raise typer.BadParameter(f"tệp ra trùng với tệp vào {name}", param_hint="-o")
