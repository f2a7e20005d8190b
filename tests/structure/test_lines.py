"""What each line is, and how it falls into cells."""

import time

import pytest

from trichxuat.structure.lines import read_lines
from trichxuat.text import Text


def kinds(raw: str) -> list[str]:
    return [line.kind for line in read_lines(Text(raw))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ủy ban nhân dân xã", "words"),
        ("-----", "rule"),
        ("_______", "rule"),
        ("|", "bar"),
        ("|   |  |", "bar"),
        ("2", "page"),
        ("- 3 -", "page"),
        ("Ký bởi: Ủy ban nhân dân xã Tân Lập", "stamp"),
        ("Thời gian ký: 05/01/2024 08:15:24", "stamp"),
        ("+07:00", "stamp"),
        ("1.", "words"),  # a list number broken from its words is no page number
        ("- Như trên;", "words"),
        ("Cơ quan: chủ trì thực hiện;", "words"),
    ],
)
def test_kind(line: str, kind: str) -> None:
    assert kinds(line) == [kind]


def test_number_beside_a_bar_is_a_cell() -> None:
    assert kinds("|\n7\n|\nXây dựng kế hoạch\n|") == ["bar", "words", "bar", "words", "bar"]


def test_front_matter_is_no_text() -> None:
    assert kinds("---\ntitle: Kế hoạch\n---\nKẾ HOẠCH") == ["meta", "meta", "meta", "words"]


@pytest.mark.parametrize(
    ("line", "cells", "columns"),
    [
        ("SỞ NỘI VỤ            Độc lập", ["SỞ NỘI VỤ", "Độc lập"], [0, 1]),
        ("SỞ NỘI VỤ\tĐộc lập", ["SỞ NỘI VỤ", "Độc lập"], [0, 1]),
        ("|SỞ NỘI VỤ   |Độc lập |", ["SỞ NỘI VỤ", "Độc lập"], [0, 1]),
        ("|            |Độc lập |", ["Độc lập"], [1]),
        ("- Lưu: VT.\t|\tCHỦ TỊCH", ["- Lưu: VT.", "CHỦ TỊCH"], [0, 1]),
        ("một dòng thường", ["một dòng thường"], [0]),
    ],
)
def test_cells(line: str, cells: list[str], columns: list[int]) -> None:
    text = Text(line)
    (found,) = read_lines(text)
    assert [text.clean[c.start : c.end] for c in found.cells] == cells
    assert [c.column for c in found.cells] == columns


def test_gap_and_indent() -> None:
    first, second = read_lines(Text("\n\n  Kính gửi: Sở Y tế\nĐiều 1."))
    assert (first.gap, first.indent) == (2, 2)
    assert (second.gap, second.indent) == (0, 0)


def test_rules_that_are_none_cost_no_time() -> None:
    text = Text(("_" * 117 + "x\n") * 1000)
    begun = time.process_time()
    assert {line.kind for line in read_lines(text)} == {"words"}
    assert time.process_time() - begun < 0.5


def test_front_matter_that_never_ends_costs_no_time() -> None:
    text = Text("---" + "\n" * 800_000 + "x")
    begun = time.process_time()
    assert [line.kind for line in read_lines(text)] == ["rule", "words"]
    assert time.process_time() - begun < 0.5
