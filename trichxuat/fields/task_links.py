"""With whom a task is done and to whom it is reported."""

from __future__ import annotations

import re

from trichxuat.fields.patterns import spaced
from trichxuat.fields.task_units import head_at, unit_end
from trichxuat.fields.values import shown, value
from trichxuat.record import Value
from trichxuat.text import Text

_WITH = spaced(r"phoi hop(?: (?:chat che|thuong xuyen|dong bo|tot))?(?: (?:voi|cung(?: voi)?))? ")
_REPORT = spaced(
    r"(?:bao cao|gui|trinh|phan anh)(?: (?:ket qua|tinh hinh|kip thoi|thuc hien|trien khai|bang van ban|danh sach"
    r"|ngay|day du|len|ve|cho|voi|den|ket qua thuc hien)){0,6} "
)


def partners_in(text: Text, start: int, end: int) -> list[Value]:
    """The units behind `phối hợp với`, one value each."""
    found: list[Value] = []
    for m in _WITH.finditer(text.plain, start, end):
        stop = unit_end(text, m.end(), end)
        if stop is not None:
            found += split_units(text, m.end(), stop)
    return found


def split_units(text: Text, start: int, end: int) -> list[Value]:
    """A list of units (`A, B và C; D`) as values: parted at `;`, and at `,` or `và` before the head of another unit."""
    places: list[tuple[int, int]] = []
    at = start
    for m in _PARTING.finditer(text.clean, start, end):
        if text.clean[m.start()] == ";" or (head_at(text, m.end(), end) is not None and text.clean[m.end()].isupper()):
            places.append((at, m.start()))
            at = m.end()
    places.append((at, end))
    return [value(text, [(a, b)], shown(text, [(a, b)])) for a, b in places if b > a]


_PARTING = re.compile(r"\s*;\s*(?:và\s+)?|\s*,\s+|\s+và\s+")


def report_to_in(text: Text, start: int, end: int) -> Value | None:
    """The unit behind `báo cáo … về`, `gửi`; the first one."""
    for m in _REPORT.finditer(text.plain, start, end):
        stop = unit_end(text, m.end(), end)
        if stop is not None:
            return split_units(text, m.end(), stop)[0]
    return None
