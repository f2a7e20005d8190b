"""Names of bodies: each row of the table is read whole, however its letters are set, and no further."""

from __future__ import annotations

import pytest

from trichxuat.fields.task_names import name_end, what_follows
from trichxuat.lexicon import plain, table
from trichxuat.text import Text

ROWS = [(head, row) for row in table("bodies") for head in row["heads"].split(";")]


@pytest.mark.parametrize(("head", "row"), ROWS, ids=lambda part: part if isinstance(part, str) else part["name"])
def test_a_name_ends_where_it_ends(head: str, row: dict[str, str]) -> None:
    name = f"{head} {row['name']}"
    for printed in (name, name.lower(), name.upper()):
        text = Text(f"{printed} lẳng lặng xem")
        assert name_end(text, 0, len(text.clean)) == len(printed)
        assert what_follows(text, 0, len(head), len(text.clean)) == len(printed) + 1
    assert row["source"]


def test_no_body_stands_twice() -> None:
    names = [plain(f"{head} {row['name']}") for head, row in ROWS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("source", "follows"),
    [
        ("Sở Y tế tỉnh Bình Sơn lẳng lặng xem", "lẳng"),
        ("Ủy ban nhân dân các xã, phường lẳng lặng xem", "lẳng"),
        ("Công an tỉnh Bình Sơn lẳng lặng xem", "lẳng"),
        ("Sở Y tế và các đơn vị", ""),
        ("Sở Y tế tỉnh Bình Sơn tại Tờ trình số 5", ""),
        ("Sở Lẳng lặng xem", ""),
        ("Ủy ban nhân dân lẳng lặng xem", ""),
    ],
)
def test_what_follows_a_whole_name(source: str, follows: str) -> None:
    text = Text(source)
    at = what_follows(text, 0, 2, len(source))
    assert (source[at:].split()[0] if at else "") == follows
