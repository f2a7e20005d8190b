"""What counts as the same, and what a figure says."""

from __future__ import annotations

import pytest

from trichxuat.evaluation.folding import alike, flat, fold, fold_code, pair
from trichxuat.evaluation.gold import Facts, facts_of_gold, facts_of_record
from trichxuat.evaluation.measures import Score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ỦY BAN NHÂN DÂN", "Uỷ  ban\nnhân dân"),
        ("- Ðảng ủy xã;", "Đảng uỷ xã"),
        ("Số 5 – KH / HU", "số 5-kh/hu"),
        ("“Đề án 06”", '"Đề án 06"'),
        ("| **Như trên** |", "như trên"),
        ("hoa\u0300", "hòa"),
        (None, ""),
    ],
)
def test_these_are_the_same(one: str | None, other: str) -> None:
    assert fold(one) == fold(other)


def test_these_are_not() -> None:
    assert fold("Sở Y tế") != fold("Sở Y te")
    assert fold_code("029/KH-UBND") == fold_code("29 / kh-ubnd") != fold_code("290/KH-UBND")


def test_likeness_counts_words_in_order() -> None:
    assert alike("a b c d", "a b c d") == 1.0
    assert alike("a b c d", "a b c") == pytest.approx(6 / 7)
    assert alike("a b c d", "d c b a") == pytest.approx(2 / 8)
    assert alike("a b c d", "x y") == 0.0
    assert alike("", "a") == 0.0


def test_pairs_are_one_to_one_and_the_most_alike_come_first() -> None:
    assert pair(["a b c", "a b c d"], ["a b c d", "a b c"], alike, 0.8) == [(0, 1), (1, 0)]
    assert pair(["a", "a"], ["a"], alike, 0.9) == [(0, 0)]
    assert pair(["a b"], ["c d"], alike, 0.9) == []


TEXT = flat("""Kính gửi: Sở Y tế ; Sở Nội vụ. ỦY BAN NHÂN DÂN Số: 12 TỈNH AN LẠC
Đề nghị Sở Y tế báo cáo kết quả trước ngày 5/6/2024.""")
GOLD = {
    "organ": "ỦY BAN NHÂN DÂN + TỈNH AN LẠC",
    "number": "12",
    "date": "2024-06",
    "addressees": ["Sở Y tế", "Sở Nội vụ"],
    "references": [
        {"code": "05/KH-UBND", "date": None, "name": None},
        {"code": None, "date": "2019", "name": "Luật Y"},
    ],
    "tasks": [{"unit": "Sở Y tế", "quote": "báo cáo … 5/6/2024", "deadline": "trước ngày 5/6/2024"}],
}


def test_gold_quotes_stand_for_all_their_words() -> None:
    facts = facts_of_gold(GOLD, TEXT)
    assert facts.scalars == {"organ": "ủy ban nhân dân tỉnh an lạc", "number": "12", "date": "2024-06"}
    assert facts.lists["tasks"] == [("sở y tế", "báo cáo kết quả trước ngày 5/6/2024")]
    assert facts.lists["deadlines"] == [("báo cáo kết quả trước ngày 5/6/2024", "trước ngày 5/6/2024")]
    assert facts.lists["references"] == [("5/kh-ubnd", "", ""), ("", "luật y", "2019")]
    assert "recipients" not in facts.lists, "a key that gold lacks is not scored"


def test_a_joint_document_has_several_organs_in_no_order() -> None:
    facts = facts_of_gold({"organ": ["SỞ Y TẾ", "Sở Nội vụ"]}, TEXT)
    found = facts_of_record({"organs": [{"parent": None, "name": {"value": v}} for v in ("Sở Nội vụ", "Sở Y tế")]})
    assert facts.scalars["organ"] == found.scalars["organ"] == "sở nội vụ | sở y tế"


def test_nothing_found_misses_everything() -> None:
    score = Score()
    score.add("a#1", facts_of_gold(GOLD, TEXT), facts_of_record({}))
    figures = score.figures()
    assert figures["number"] == {"accuracy": 0.0, "documents": 1}
    assert figures["place"] == {"accuracy": None, "documents": 0}
    assert figures["addressees"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 2, "found": 0}
    assert figures["recipients"]["f1"] == 1.0
    assert (figures["whole"], figures["mean"]) == (0.0, 0.0)
    assert score.misses["addressees"] == ["a#1 addressees thiếu 'sở y tế'", "a#1 addressees thiếu 'sở nội vụ'"]


def test_all_found_is_right_and_one_too_many_is_wrong() -> None:
    facts = facts_of_gold(GOLD, TEXT)
    found = Facts({**facts_of_record({}).scalars, **facts.scalars}, {**facts_of_record({}).lists, **facts.lists})
    score = Score()
    score.add("a#1", facts, found)
    assert (score.figures()["whole"], score.figures()["mean"]) == (1.0, 1.0)
    score = Score()
    score.add("a#1", facts, Facts(found.scalars, {**found.lists, "addressees": ["sở y tế", "sở nội vụ", "sở nội vụ"]}))
    assert score.figures()["addressees"]["precision"] == pytest.approx(2 / 3)
    assert score.figures()["whole"] == 0.0
