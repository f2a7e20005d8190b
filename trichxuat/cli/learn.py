"""`trichxuat synth` and `trichxuat train`: made-up documents, and models from annotated ones."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from trichxuat.cli.shared import SETTINGS, Command, ExitCode, app, say, typed
from trichxuat.errors import reason


class Model(str, Enum):
    """The models that can be trained."""

    zones = "zones"
    units = "units"


_SEED = typer.Option("--seed", metavar="N", help="Cùng số này thì cùng kết quả.")


@app.command("synth", cls=Command, context_settings=SETTINGS)
def synth_command(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Thư mục ghi text/ và gold/.")],
    count: Annotated[int, typer.Option("-n", "--count", metavar="N", min=1, help="Số văn bản.")] = 100,
    noise: Annotated[
        float, typer.Option("--noise", metavar="R", min=0, max=0.5, help="Tỉ lệ ký tự OCR đọc sai, ví dụ 0.03.")
    ] = 0.0,
    seed: Annotated[int, _SEED] = 0,
) -> None:
    """Viết văn bản bịa kèm gold đúng từng vị trí, để thử hoặc để huấn luyện; không có người thật nào trong đó."""
    from trichxuat.training.marked import write_marked
    from trichxuat.training.noise import noisy
    from trichxuat.training.synth import make_documents

    try:
        for marked in make_documents(count, seed):
            write_marked(noisy(marked, noise, seed) if noise else marked, output)
    except OSError as fault:
        say(f"{output}: không ghi được ({reason(fault)}). Hãy kiểm tra chỗ ghi và quyền ghi.")
        raise typer.Exit(ExitCode.OUTPUT_FAILED) from fault
    say(f"Đã viết {count} văn bản vào {output}/text, gold vào {output}/gold.")


@app.command("train", cls=Command, context_settings=SETTINGS)
def train_command(
    model: Annotated[Model, typer.Argument(metavar="MODEL", help="zones hoặc units.", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Thư mục của mô hình, ví dụ m/zones.")],
    data: Annotated[
        list[Path] | None,
        typer.Option("--data", metavar="DIR", help="Thư mục có gold/ và text/ đã gán nhãn; lặp lại được."),
    ] = None,
    synthetic: Annotated[
        int, typer.Option("--synth", metavar="N", min=0, help="Thêm N văn bản bịa (xem trichxuat synth).")
    ] = 0,
    noise: Annotated[
        list[float] | None,
        typer.Option("--noise", metavar="R", min=0, max=0.5, help="Học thêm mỗi văn bản với mức nhiễu OCR này."),
    ] = None,
    seed: Annotated[int, _SEED] = 0,
) -> None:
    """Huấn luyện một mô hình từ văn bản đã gán nhãn và văn bản bịa, ghi mô hình và thẻ card.json."""
    from trichxuat.evaluation import BadGold
    from trichxuat.training.train import train

    for folder in data or []:
        if not (folder / "gold").is_dir() or not (folder / "text").is_dir():
            raise typer.BadParameter(f"{folder} cần có thư mục con gold và text", param_hint="--data")
    if not data and not synthetic:
        raise typer.BadParameter("cần --data DIR hoặc --synth N", param_hint="--data")
    try:
        card = train(
            model.value,
            data or [],
            output,
            synthetic=synthetic,
            seed=seed,
            rates=(0.0, *(noise or [])),
            command=" ".join(typed()),
        )
    except BadGold as fault:
        say(str(fault))
        raise typer.Exit(ExitCode.NONE_READ) from fault
    except OSError as fault:
        say(f"{output}: không ghi được ({reason(fault)}). Hãy kiểm tra chỗ ghi và quyền ghi.")
        raise typer.Exit(ExitCode.OUTPUT_FAILED) from fault
    say(f"Đã học {card['sequences']} chuỗi; mô hình {card['bytes']} byte ở {output}.")
