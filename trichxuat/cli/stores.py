"""What the commands that ask a finished store share: its argument, how it is opened, what a library is missing for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trichxuat.cli.shared import ExitCode, say

if TYPE_CHECKING:
    from trichxuat.archive.store import Store

StoreFile = Annotated[
    Path, typer.Argument(metavar="STORE", help="Kho do «trichxuat archive run» tạo.", show_default=False)
]
Output = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="Ghi ra tệp này; đuôi tệp cho biết dạng.")
]


@contextmanager
def opened(path: Path, writes: Sequence[str] | None = None) -> Iterator[Store]:
    """The store; a message and exit code 4 where it cannot be used.

    writes: tables that the command fills. Where the store cannot be written (a read-only medium, others reading it) it
    is read alone, and the connection has copies of these to fill.
    """
    from trichxuat.archive.borrowed import borrow
    from trichxuat.archive.store import Store, StoreError

    try:
        try:
            store = Store.open(path, read_only=writes is None)
        except StoreError:
            if writes is None:
                raise
            store = Store.open(path, read_only=True)
            for table in writes:
                borrow(store.db, table)
            say(f"{path}: lúc này kho chỉ đọc được, kết quả không lưu vào kho.")
        with store:
            yield store
    except StoreError as fault:
        say(str(fault))
        raise typer.Exit(ExitCode.OUTPUT_FAILED) from fault


@contextmanager
def libraries() -> Iterator[None]:
    """Says how to install what an export needs."""
    try:
        yield
    except ModuleNotFoundError as fault:
        say(f"cần thêm thư viện {fault.name}. Hãy chạy: pip install 'trichxuat[archive]'")
        raise typer.Exit(ExitCode.OUTPUT_FAILED) from fault
