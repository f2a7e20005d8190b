"""What all commands share: the Typer application, exit codes, standard output and standard error."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Any, BinaryIO

import typer
from typer.core import TyperCommand

from trichxuat.errors import reason


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
HELP_WORDS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"^Usage: ", re.M), "Cách dùng: "),
    (re.compile(r"^Arguments:", re.M), "Tham số:"),
    (re.compile(r"^Options:", re.M), "Tuỳ chọn:"),
    (re.compile(r"Show this message and exit\."), "Hiện trợ giúp này."),
    (re.compile(r"\[OPTIONS\]"), "[TUỲ CHỌN]"),
    (re.compile(r"\{(FILE|GOLD TEXT|STORE|WORDS)\}"), r"\1"),
    (re.compile(r" <(?:list\[\w+\]|path)>"), lambda m: " " * len(m[0])),  # the text behind stays in its column
    (re.compile(r" +\[required\]"), ""),
    (re.compile(r"\[default: "), "[mặc định: "),
)


class Command(TyperCommand):
    """A command whose help is in Vietnamese throughout."""

    def get_help(self, ctx: Any) -> str:
        page: str = super().get_help(ctx)
        for word, ours in HELP_WORDS:
            page = word.sub(ours, page)
        return page


app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def typed() -> list[str]:
    """The words of the command line as typed."""
    return ["trichxuat", *sys.argv[1:]]


def say(message: str) -> None:
    print(f"trichxuat: {message}", file=sys.stderr, flush=True)


@contextmanager
def output_to(path: str | None) -> Iterator[BinaryIO]:
    """Where records go: a file, whole or not at all, or standard output, on which nothing else can print meanwhile."""
    try:
        with _standard_output() if path in (None, "-") else _whole_file(Path(str(path))) as out:
            yield out
    except BrokenPipeError:
        raise typer.Exit(ExitCode.PIPE_CLOSED) from None
    except OSError as fault:
        say(f"{path or 'đầu ra chuẩn'}: không ghi được kết quả ({reason(fault)}). Hãy kiểm tra chỗ ghi và quyền ghi.")
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
        raise IsADirectoryError(errno.EISDIR, path)
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
