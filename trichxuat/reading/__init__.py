"""Bytes in, text out: one module for each kind of file. Knows nothing of documents."""

from __future__ import annotations

from trichxuat.reading.plain import Decoded as Decoded
from trichxuat.reading.reader import How as How
from trichxuat.reading.reader import read as read

__all__ = ["Decoded", "How", "read"]
