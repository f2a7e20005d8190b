"""OCR noise: as much as asked, the same for a seed, gold true all the way."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trichxuat.training.marked import Marked, each_cut, read_marked
from trichxuat.training.noise import noisy, rows

RATES = (0.01, 0.03, 0.1)


@pytest.fixture(scope="module")
def texts(root: Path) -> list[Marked]:
    return list(read_marked(root / "corpus"))


def cuts(document: dict[str, Any]) -> Iterator[tuple[tuple[int, int], ...]]:
    found: list[tuple[tuple[int, int], ...]] = []
    each_cut(document, found.append)
    yield from found


@pytest.mark.parametrize("rate", RATES)
def test_the_rate_is_kept(texts: list[Marked], rate: float) -> None:
    wrong = total = 0
    for marked in texts[:12]:
        spoiled = noisy(marked, rate, page=False)
        matcher = difflib.SequenceMatcher(None, marked.text, spoiled.text, autojunk=False)
        wrong += sum(max(b - a, d - c) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")
        total += sum(not c.isspace() for c in marked.text)
    assert 0.75 * rate < wrong / total < 1.25 * rate


def test_numbers_suffer_less_than_letters(texts: list[Marked]) -> None:
    before = after = 0
    for marked in texts:
        spoiled = noisy(marked, 0.1, page=False)
        before += sum(c.isdigit() for c in marked.text)
        after += sum(c.isdigit() for c in spoiled.text)
    assert 0.97 * before < after < 1.03 * before


@pytest.mark.parametrize("rate", RATES)
def test_cuts_stay_on_their_words(texts: list[Marked], rate: float) -> None:
    alike = total = 0
    for marked in texts:
        spoiled = noisy(marked, rate, seed=3)
        for old, new in zip(marked.documents, spoiled.documents, strict=True):
            for one, other in zip(cuts(old), cuts(new), strict=True):
                assert [len(piece) for piece in other] == [2] * len(one)
                assert all(0 <= a <= b <= len(spoiled.text) for a, b in other)
                printed = " ".join(marked.text[a:b] for a, b in one)
                read = " ".join(spoiled.text[a:b] for a, b in other)
                assert read == read.strip()
                alike += difflib.SequenceMatcher(None, printed, read).ratio() > 1 - 4 * rate - 0.1
                total += 1
    assert alike > 0.97 * total


def test_a_seed_gives_the_same_text(texts: list[Marked]) -> None:
    one, two, other = (noisy(texts[0], 0.05, seed) for seed in (1, 1, 2))
    assert one == two
    assert one.text != other.text
    assert noisy(texts[0], 0.0) == texts[0]


def test_a_number_in_ink_leaves_the_gold(texts: list[Marked]) -> None:
    lost = 0
    for marked in texts:
        for seed in range(4):
            spoiled = noisy(marked, 0.1, seed)
            for old, new in zip(marked.documents, spoiled.documents, strict=True):
                if old["number"] and not new["number"]:
                    lost += 1
                    assert new["notation"] == old["notation"]
    assert lost


def test_every_row_has_a_kind_that_is_used_and_a_weight() -> None:
    kinds = set("tone shape letter roman sign bullet glue split case number tick ink seal stamp page lost".split())
    assert {row.kind for row in rows()} == kinds
    assert all(row.weight > 0 for row in rows())
    assert len({(row.kind, row.meant, row.seen) for row in rows()}) == len(rows())
