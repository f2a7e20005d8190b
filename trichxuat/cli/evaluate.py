"""`trichxuat eval`: accuracy against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trichxuat.cli.shared import SETTINGS, Command, ExitCode, app, output_to, say, typed


@app.command("eval", cls=Command, context_settings=SETTINGS)
def eval_command(
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD TEXT", help="Thư mục gold và thư mục tệp (txt, pdf, …), từng cặp.", show_default=False
        ),
    ],
    headers: Annotated[
        list[Path] | None,
        typer.Option("--headers", metavar="DIR", help="Thêm bộ chỉ có số, loại, ngày, người ký (NAME.txt, NAME.json)."),
    ] = None,
    apart: Annotated[
        str | None, typer.Option("--apart", metavar="GLOB", help="Tách các tệp này thành bộ riêng, ví dụ scan-*.")
    ] = None,
    soft: Annotated[
        bool, typer.Option("--soft", help="Gold đọc bằng mắt từ ảnh: bỏ qua dấu của chữ, số viết tay được để trống.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In số liệu dạng JSON.")] = False,
    misses: Annotated[
        str | None, typer.Option("--misses", metavar="FIELD", help="In chỗ thiếu và chỗ thừa của một trường.")
    ] = None,
    write: Annotated[
        list[Path] | None,
        typer.Option("--write", metavar="README.md", help="Thay bảng giữa hai dấu của --block trong tệp này."),
    ] = None,
    block: Annotated[str, typer.Option("--block", metavar="NAME", help="Tên hai dấu ấy.")] = "accuracy",
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
        report = evaluation.evaluate(pairs, headers or [], apart, soft=soft)
        if misses:
            page = "".join(line + "\n" for line in report.misses(misses))
        else:
            page = report.as_json() if as_json else report.as_text()
    except (evaluation.BadGold, UnreadableFile) as fault:
        say(f"{fault.name}: {fault}" if isinstance(fault, UnreadableFile) else str(fault))
        raise typer.Exit(ExitCode.NONE_READ) from fault
    with output_to(None) as out:
        out.write(page.encode())
    try:
        for path in write or []:
            evaluation.write_block(path, block, report.as_markdown(typed(), path.name.endswith(".en.md")))
    except (OSError, ValueError) as fault:
        say(f"không ghi được bảng: {fault}")
        raise typer.Exit(ExitCode.OUTPUT_FAILED) from fault
