"""The command. Records alone on standard output, everything else on standard error; no logic of its own.

Nothing but Typer is imported before a command runs, so that `--help` is quick.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from typing import Any

import typer

from trichxuat.cli import archive, archive_pages, archive_views, evaluate, extract, learn
from trichxuat.cli.shared import ExitCode, app, say

__all__ = ["ExitCode", "archive", "archive_pages", "archive_views", "evaluate", "extract", "learn", "main"]

_COMMANDS = frozenset({"archive", "schema", "eval", "synth", "train"})

_FAULTS = (
    (re.compile(r"No such option: (\S+).*", re.S), r"Không có tuỳ chọn \1."),
    (re.compile(r"No such command '?(.+?)'?\..*"), r"Không có lệnh \1."),
    (re.compile(r"Missing command\."), "Thiếu tên lệnh."),
    (re.compile(r"Missing option '?(-\S+?)'?(?: / .*)?\.?"), r"Thiếu tuỳ chọn \1."),
    (re.compile(r"Missing (?:argument|parameter) '?\{?([A-Z ]+).*", re.S), r"Thiếu \1."),
    (re.compile(r"Option '?(.+?)'? requires (?:an|\d+) arguments?\.?"), r"Tuỳ chọn \1 cần một giá trị."),
    (re.compile(r"Option '?(.+?)'? does not take a value\.?"), r"Tuỳ chọn \1 không nhận giá trị."),
    (re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)"), r"Thừa tham số: \1."),
    (re.compile(r"Invalid value for (.+?): (.*)", re.S), r"Giá trị của \1 không hợp lệ: \2"),
)
_VALUES = (
    (re.compile(r": Input should be greater than or equal to (\S+)$"), r": phải từ \1 trở lên"),
    (re.compile(r": Input should be less than or equal to (\S+)$"), r": nhiều nhất là \1"),
    (re.compile(r": Input should be a valid integer(?:, .*)?$"), ": phải là số nguyên"),
    (re.compile(r": Input should be a valid number(?:, .*)?$"), ": phải là một số"),
    (re.compile(r": Value error, '(.*)' is not one of (.*?)\.?$", re.S), r": «\1» không phải một trong \2"),
)
"""What Typer says of a value → ours."""
_UsageError: Any = typer.BadParameter.__base__


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command and leaves with an ExitCode. The first word names another command; anything else is a file."""
    words = list(sys.argv[1:] if args is None else args)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    name, program = "extract", "trichxuat"
    if words and words[0] in _COMMANDS:
        name = words.pop(0)
        program = f"trichxuat {name}"
    command = typer.main.get_group(app).commands[name]
    try:
        code = command.main(words, prog_name=program, standalone_mode=False)
    except _UsageError as fault:
        asked = getattr(fault.ctx, "command_path", None) or program
        say(f"{_in_vietnamese(fault.format_message())} Xem: {asked} --help")
        code = ExitCode.USAGE
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    sys.exit(int(code or 0))


def _in_vietnamese(message: str) -> str:
    """What Typer says of the command line, as a sentence of ours."""
    for theirs, ours in _FAULTS:
        if told := theirs.fullmatch(message):
            message = told.expand(ours)
            break
    for theirs, ours in _VALUES:
        message = theirs.sub(ours, message)
    return message if message.endswith((".", "!", "?")) else f"{message}."
