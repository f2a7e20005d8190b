"""Printed words that are nearly known words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trichxuat.structure.likeness import LONGEST, Vocabulary, alike, allowed, distance, is_syllable, letters

TITLES = Vocabulary(["Quyết định", "Quy định", "Thông báo", "Thông tư", "Thông tri", "Kế hoạch"])


def levenshtein(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        left = [i]
        for j, y in enumerate(b, 1):
            left.append(min(row[j] + 1, left[-1] + 1, row[j - 1] + (x != y)))
        row = left
    return row[-1]


@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 4))
def test_the_distance_is_levenshteins_as_far_as_it_is_asked(a: str, b: str, at_most: int) -> None:
    assert distance(a, b, at_most) == min(levenshtein(a, b), at_most + 1)


@pytest.mark.parametrize(
    ("printed", "meant", "same"),
    [
        ("Kính gửi", "kinhgui", True),
        ("Kinb gửl:", "kinhgui", True),  # two of seven changed
        ("Kinb qửl:", "kinhgui", False),
        ("Kínhgi", "kinhgui", True),  # one lost, a blank lost
        ("CỘUG HÒAXÃ HỘl", "conghoaxahoi", True),
        ("8Ở", "so", False),  # too short to tell
    ],
)
def test_how_much_may_differ_goes_by_length(printed: str, meant: str, same: bool) -> None:
    assert alike(letters(printed), meant) is same


def test_allowed_grows_with_length() -> None:
    assert [allowed(n) for n in (0, 2, 3, 4, 6, 7, 14, 15, 30)] == [0, 0, 0, 1, 1, 2, 2, 3, 6]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("QUYẾT ĐỊNII", "Quyết định"),
        ("QNYẾT  ĐlNH", "Quyết định"),
        ("THÔNGBÁO", "Thông báo"),
        ("KÉ HOẠCH", "Kế hoạch"),
        ("THÔNG T", "Thông tư"),
        ("THÔNG TU", "Thông tư"),
        ("THÔNG TNR", None),  # thông tư and thông tri are as near
        ("TỔ CHỨC", None),
        ("", None),
        ("Q" * 500, None),
    ],
)
def test_the_nearest_word_or_none(printed: str, meant: str | None) -> None:
    found = TITLES.best(letters(printed))
    assert (found and found[0]) == meant


def test_syllables() -> None:
    assert all(is_syllable(word) for word in "cong hoa xa hoi chu nghia viet nam nguyen khuyu uy quyet giong".split())
    assert not any(is_syllable(word) for word in ("nghla", "8o", "qnyet", "fmh", "", "thuongg", "dinii"))


def test_hostile_strings_cost_nothing() -> None:
    begun = time.perf_counter()
    for _ in range(2000):
        assert not alike("ab" * LONGEST, "ba" * LONGEST)
        assert TITLES.best("q" * 100_000) is None
    TITLES.best("ab" * (LONGEST // 2))
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("word", "syllable"),
    [("nghi", True), ("ghe", True), ("cu", True), ("ghu", False), ("ngha", False), ("cinh", False), ("thpt", False)],
)
def test_syllables_as_they_are_spelled(word: str, syllable: bool) -> None:
    assert is_syllable(word) is syllable
