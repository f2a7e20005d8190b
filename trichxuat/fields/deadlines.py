"""Deadlines."""

from __future__ import annotations

from trichxuat.record import Value
from trichxuat.text import Text


def deadline_in(text: Text, start: int, end: int) -> Value | None:
    return None
