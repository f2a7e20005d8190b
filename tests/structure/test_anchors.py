"""The number line: number, year and notation behind `Số`."""

import time

import pytest

from trichxuat.structure.anchors import find_number, number_at
from trichxuat.text import Text


@pytest.mark.parametrize(
    ("line", "number", "year", "notation"),
    [
        ("Số: 29 /KH-UBND", "29", None, "KH-UBND"),
        ("Số: 15/2025/NQ-HĐND", "15", "2025", "NQ-HĐND"),
        ("Số:        /QĐ-UBND", None, None, "QĐ-UBND"),
        ("Số: /2025NQ-HĐND Tân Giang, ngày", None, "2025", "NQ-HĐND"),  # a slash lost
        ("Số: 1420TTr-BQL", "1420", None, "TTr-BQL"),
        ("Số 67-KH/HU", "67", None, "KH/HU"),
    ],
)
def test_number_line(line: str, number: str | None, year: str | None, notation: str) -> None:
    found = number_at(Text(line), line.index("ố") + 1 + (line[2] == ":"))
    assert found is not None
    parts = found.groupdict()
    assert (parts["number"], parts.get("year"), parts["notation"]) == (number, year, notation)


@pytest.mark.parametrize("line", ["Số: 12 đường Ven Kênh", "Số lượng: 5", "Số: 0912345678"])
def test_no_number_line(line: str) -> None:
    assert number_at(Text(line), line.index("ố") + 1 + (line[2] == ":")) is None


def test_a_number_line_of_strokes_costs_no_time() -> None:
    text = Text(("Số: " + "_" * 160) * 2000)
    begun = time.process_time()
    assert find_number(text, 0, len(text.clean)) is None
    assert time.process_time() - begun < 0.5
