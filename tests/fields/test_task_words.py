"""The words of tasks: each row of the table stands in its example, and the patterns made of them find it."""

from __future__ import annotations

import pytest

from trichxuat.fields.patterns import spaced, trie
from trichxuat.fields.task_words import DETERMINER, SECTION, SINGLE_TONED, TONED, VERB, directives
from trichxuat.lexicon import plain, table
from trichxuat.text import without_tones

ROWS = table("task_words")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['role']}: {row['words']}")
def test_row(row: dict[str, str]) -> None:
    assert plain(row["words"]) in plain(row["example"])
    assert row["source"]
    assert row["role"] in {
        "authority", "bare_noun", "behind_name", "determiner", "field_verb", "head", "no_section", "noun_before",
        "noun_of_duty", "noun_verb", "section", "single", "strong", "verb", "weak",
    }  # fmt: skip


def test_no_row_stands_twice() -> None:
    seen = [(plain(row["words"]), row["role"]) for row in ROWS]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("pattern", "role"),
    [(VERB, "verb"), (DETERMINER, "determiner"), (SECTION, "section")],
    ids=lambda part: str(part)[:12],
)
def test_patterns_find_their_rows(pattern, role: str) -> None:  # type: ignore[no-untyped-def]
    for row in ROWS:
        if row["role"] == role:
            assert pattern.search(plain(row["words"]) + " x"), row


def test_trie_takes_the_longest_word_over_a_line_break() -> None:
    pattern = spaced(trie(["so", "so y te", "so tai chinh"]))
    assert [m.group() for m in pattern.finditer("so y\nte, so tai, so tai chinh")] == ["so y\nte", "so", "so tai chinh"]


def test_directives_are_words_of_their_own() -> None:
    found = [m["word"] for m in directives("giao so y te; duoc ban giao-nhan; toi de nghi cac xa; yeucau", 0, 68)]
    assert found == ["giao", "de nghi"]


@pytest.mark.parametrize("row", table("other_words"), ids=lambda row: row["words"])
def test_another_word_differs_by_its_tone_from_one_that_is_known(row: dict[str, str]) -> None:
    assert row["words"] in row["example"].lower()
    own = [*SINGLE_TONED.values(), *TONED.values()]
    assert any(without_tones(row["words"]) == without_tones(word) for word in own)
    assert row["words"] not in own
