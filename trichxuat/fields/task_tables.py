"""Task tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trichxuat.record import Value
from trichxuat.structure.outline import Block
from trichxuat.text import Text


@dataclass(slots=True)
class Row:
    unit: tuple[int, int]
    work: tuple[int, int]
    deadline: Value | None
    partners: tuple[Value, ...]


def table_tasks(text: Text, cells: Sequence[Block]) -> list[Row]:
    return []
