"""Lists: a table as wide as the screen for people, CSV for programs; which of them, the file's name says."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TypeVar

import typer

from trichxuat.cli.shared import output_to, say
from trichxuat.cli.stores import libraries

_NOT_PRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PIPE_WIDTH = 200
_BETWEEN = 2
_SUFFIXES = {"txt": "table"}
"""Suffixes of files that are not the name of the form."""
_Form = TypeVar("_Form", bound=Enum)


class Form(str, Enum):
    """Forms of a list."""

    table = "table"
    csv = "csv"


FormOption = Annotated[
    Form | None,
    typer.Option("--format", metavar="table|csv", help="Dạng in ra; mặc định theo đuôi của -o, không có thì table."),
]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=1, help="Số dòng nhiều nhất; mặc định in một phần, CSV thì cả."),
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. rows: tuples with a cell for each column.

    least: characters of its cells that stay on one line, as those of a date or a code. most: characters that a table
    shows of a longer text, 0: all. rank: where the screen is narrow the highest goes first, 0 never. drawn: False for
    what only programs want, as where a file lies.
    """

    name: str
    least: int = 12
    most: int = 0
    rank: int = 0
    drawn: bool = True


def form_of(forms: type[_Form], asked: _Form | None, output: str | None, default: _Form) -> _Form:
    """The form that is asked for, else that of the file's suffix; a suffix of none is a mistake of use."""
    suffix = Path(output or "").suffix.lower().lstrip(".")
    if asked is not None or not suffix:
        return asked or default
    name = _SUFFIXES.get(suffix, suffix)
    if name not in forms.__members__:
        known = {form: suffix for suffix, form in _SUFFIXES.items()}
        suffixes = ", ".join(f".{known.get(form, form)}" for form in forms.__members__)
        raise typer.BadParameter(f"không ghi được dạng .{suffix}; hãy đặt đuôi {suffixes}", param_hint="-o")
    return forms[name]


@dataclass(frozen=True, slots=True)
class Listing:
    """How a list is to be given: its form, where, and how many rows (None: all)."""

    form: Form
    output: str | None
    limit: int | None

    @property
    def enough(self) -> int | None:
        """Rows to ask for, so as to know whether there are more."""
        return None if self.limit is None else self.limit + 1

    def write(self, columns: Sequence[Column], rows: Sequence[Sequence[Any]], *, whole: bool = True) -> None:
        """Writes the rows, and says how many there are; whole: `rows` are all, so that their number is known."""
        from trichxuat.archive.export import write_rows

        shown = rows[: self.limit]
        with output_to(self.output) as out:
            if self.form is Form.csv:
                write_rows(out, [column.name for column in columns], shown)
            elif shown:
                _draw(out, columns, shown)
        if len(rows) > len(shown):
            more = f"{len(shown)} dòng đầu trong {len(rows)}" if whole else f"{len(shown)} dòng đầu, còn nữa"
            say(f"{more}; xem thêm: --limit N, xem hết: --format csv không có --limit.")
        else:
            say(f"{len(shown)} dòng." if shown else "Không tìm thấy gì.")


def listing(form: Form | None, output: str | None, limit: int | None, rows: int) -> Listing:
    """A list as the options have it; rows: those of a table unless they say otherwise."""
    chosen = form_of(Form, form, output, Form.table)
    return Listing(chosen, output, rows if limit is None and chosen is Form.table else limit)


def _draw(out: BinaryIO, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> None:
    with libraries():
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    from trichxuat.archive.charts import cut
    from trichxuat.archive.names import day_words

    screen = Console(stderr=True).width if out.isatty() else _PIPE_WIDTH
    cells = [
        [cut(text, column.most or len(text)) for text in (_NOT_PRINTED.sub(" ", day_words(row[n])) for row in rows)]
        for n, column in enumerate(columns)
    ]
    longest = [max(len(column.name), *map(len, each)) for column, each in zip(columns, cells, strict=True)]
    least = [
        max(min(column.least, max(map(len, each))), *map(len, column.name.split()))
        for column, each in zip(columns, cells, strict=True)
    ]
    kept = _kept(columns, least, screen)
    page = io.StringIO()
    drawn = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for n, width in zip(kept, _widths([least[n] for n in kept], [longest[n] for n in kept], screen), strict=True):
        drawn.add_column(columns[n].name, width=width, overflow="fold")
    for row in zip(*(cells[n] for n in kept), strict=True):
        drawn.add_row(*map(Text, row))
    Console(file=page, width=screen, color_system=None).print(drawn)
    out.write("".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines()).encode("utf-8", "replace"))


def _kept(columns: Sequence[Column], least: Sequence[int], screen: int) -> list[int]:
    """The columns for which the screen is wide enough."""
    kept = [n for n, column in enumerate(columns) if column.drawn]
    going = sorted((n for n in kept if columns[n].rank), key=lambda n: columns[n].rank)
    while going and sum(least[n] + _BETWEEN for n in kept) - _BETWEEN > screen:
        kept.remove(going.pop())
    return kept


def _widths(least: Sequence[int], longest: Sequence[int], screen: int) -> list[int]:
    """Widths of the columns: what they need at least, and what is left given out evenly to those that want more."""
    widths = list(least)
    left = screen - sum(widths) - _BETWEEN * (len(widths) - 1)
    while left > 0 and (wanting := [n for n, width in enumerate(widths) if width < longest[n]]):
        for n in wanting[:left]:
            widths[n] += 1
        left -= len(wanting)
    while left < 0 and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
        left += 1
    return widths
