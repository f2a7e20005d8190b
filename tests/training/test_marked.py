"""Gold by its places: found, moved, written and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trichxuat.evaluation.folding import flat
from trichxuat.evaluation.gold import BadGold, facts_of_gold, read_gold
from trichxuat.training.marked import Marked, from_gold, read_marked, to_gold, write_marked
from trichxuat.training.noise import apply

TEXT = """SỞ NỘI VỤ
Số: 5/SNV-VP
Hà Trung, ngày 02 tháng 5 năm 2024
Kính gửi: Phòng Nội vụ huyện.
Phòng Nội vụ huyện báo cáo trước ngày 10/5.
Sở Y tế báo cáo Sở Nội vụ.
Công việc khác. Cơ quan chủ trì: Sở Y tế.
Nơi nhận:
- Như trên;
- Sở Nội vụ.
GIÁM ĐỐC
Lê Văn Mẫu
"""
GOLD = {
    "id": "t",
    "documents": [
        {
            "organ": "SỞ NỘI VỤ",
            "organ_parent": None,
            "number": "5",
            "place": "Hà Trung",
            "subject": None,
            "addressees": ["Phòng Nội vụ huyện"],
            "bases": [],
            "references": [],
            "tasks": [
                {"unit": "Phòng Nội vụ huyện", "quote": "báo cáo trước ngày 10/5", "deadline": "trước ngày 10/5"},
                {"unit": "Sở Y tế", "quote": "báo cáo Sở Nội vụ", "deadline": None},
                {"unit": "Sở Y tế", "quote": "Công việc khác", "deadline": None},
            ],
            "recipients": ["Như trên", "Sở Nội vụ"],
            "signers": [{"competence": [], "position": "GIÁM ĐỐC", "name": "Lê Văn Mẫu"}],
        }
    ],
}


@pytest.fixture
def marked() -> Marked:
    return from_gold("t", TEXT, GOLD)


def lines(marked: Marked, cut: tuple[tuple[int, int], ...]) -> list[int]:
    return [marked.text.count("\n", 0, start) for start, _ in cut]


def test_quotes_are_found_where_they_are_meant(marked: Marked) -> None:
    (document,) = marked.documents
    assert lines(marked, document["addressees"][0]) == [3]
    assert [lines(marked, task["unit"]) for task in document["tasks"]] == [[4], [5], [6]]
    assert [lines(marked, task["quote"]) for task in document["tasks"]] == [[4], [5], [6]]
    assert lines(marked, document["recipients"][1]) == [9]


def test_gold_is_written_as_it_was_read(marked: Marked, tmp_path: Path) -> None:
    assert to_gold(marked)["documents"] == GOLD["documents"]
    write_marked(marked, tmp_path)
    (again,) = read_marked(tmp_path)
    assert again == marked
    assert facts_of_gold(read_gold(tmp_path / "gold" / "t.json")[0], flat(TEXT)).scalars["organ"] == "sở nội vụ"


def test_cuts_move_with_the_text(marked: Marked) -> None:
    at = TEXT.index("Nội vụ huyện báo")
    new = apply(marked, [(0, 0, "DẤU ĐẾN\n"), (at, at + 3, "N0i"), (at - 1, at, "")])
    task = new.documents[0]["tasks"][0]
    assert [new.text[a:b] for a, b in task["unit"]] == ["PhòngN0i vụ huyện"]
    assert [new.text[a:b] for a, b in task["deadline"]] == ["trước ngày 10/5"]
    assert [new.text[a:b] for a, b in new.documents[0]["organ"]] == ["SỞ NỘI VỤ"]


def test_pieces_that_stand_apart() -> None:
    gold = {"documents": [{"organ": "ỦY BAN + XÃ AN", "recipients": ["Phòng A … của huyện"]}]}
    marked = from_gold("t", "ỦY BAN   CỘNG HÒA\nXÃ AN    Độc lập\n- Phòng A và B\ncủa huyện;", gold)
    assert to_gold(marked)["documents"][0] == {"organ": "ỦY BAN + XÃ AN", "recipients": ["Phòng A và B của huyện"]}


def test_a_folder_without_gold_says_what_is_needed(tmp_path: Path) -> None:
    with pytest.raises(BadGold, match="gold"):
        list(read_marked(tmp_path))
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps({"documents": []}), encoding="utf-8")
    with pytest.raises(BadGold, match=r"a\.json"):
        list(read_marked(tmp_path))


def test_every_quote_of_the_project_is_found(root: Path) -> None:
    for marked in read_marked(root / "corpus"):
        wanted = json.loads((root / "corpus" / "gold" / f"{marked.name}.json").read_text(encoding="utf-8"))
        got = to_gold(marked)["documents"]
        for old, new in zip(wanted["documents"], got, strict=True):
            assert json.dumps(new, ensure_ascii=False).count("null") == json.dumps(old, ensure_ascii=False).count(
                "null"
            )


def test_where_the_same_words_stand_for_something_else() -> None:
    text = (
        "# Về việc A\nTỔNG CỤC B\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nVIỆT NAM\nVề việc A\nSở C họp.\nKính gửi: Sở C\n"
        "Nơi nhận:\n- PTTg: Lê Văn Mẫu;\nTM. ĐOÀN CHỦ TỊCH\nCHỦ TỊCH\n\n\nLê Văn Mẫu\n"
    )
    gold = {
        "organ": "TỔNG CỤC B + VIỆT NAM",
        "subject": "Về việc A",
        "addressees": ["Sở C"],
        "recipients": ["PTTg: Lê Văn Mẫu"],
        "signers": [{"competence": ["TM. ĐOÀN CHỦ TỊCH"], "position": "CHỦ TỊCH", "name": "Lê Văn Mẫu"}],
    }
    found = from_gold("t", text, {"id": "t", "documents": [gold]})
    (document,) = found.documents
    (signer,) = document["signers"]
    assert lines(found, document["organ"]) == [1, 3]
    assert lines(found, document["subject"]) == [4]
    assert lines(found, document["addressees"][0]) == [6]
    assert lines(found, signer["position"]) == [10]
    assert lines(found, signer["name"]) == [13]
