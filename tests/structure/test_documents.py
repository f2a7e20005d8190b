"""One file → its documents."""

from __future__ import annotations

from itertools import pairwise

from trichxuat.structure.documents import find_documents
from trichxuat.structure.lines import read_lines
from trichxuat.text import Text

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
LETTER = (
    f"UBND TỈNH TÂN GIANG\nSỞ NỘI VỤ\n\n{STATE}\nSố: 15/SNV-TCBC\n\nTân Giang, ngày 05 tháng 3 năm 2024\n"
    "V/v rà soát biên chế\n\nKính gửi: Các sở, ban, ngành.\n\nSở Nội vụ đề nghị các cơ quan báo cáo.\n\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nPhùng Chí Đạo\n\n"
)


def firsts(raw: str) -> list[str]:
    """The first line of each document."""
    text = Text(raw)
    lines = read_lines(text)
    parts = find_documents(text, lines)
    assert parts[0].first == 0
    assert parts[-1].last == len(lines)
    assert all(part.first == above.last for above, part in pairwise(parts))
    return [text.clean[lines[part.first].start : lines[part.first].end] for part in parts]


def test_a_covering_letter_and_the_plan_it_forwards_are_two() -> None:
    plan = f"**ỦY BAN NHÂN DÂN\nHUYỆN SƠN LĨNH**\n\n**{STATE}**\n\nSố: 29 /KH-UBND\n\nKẾ HOẠCH\nTruyền thông\n"
    assert firsts(LETTER + plan) == ["UBND TỈNH TÂN GIANG", "ỦY BAN NHÂN DÂN"]


def test_the_signer_above_is_not_taken_into_the_next_header() -> None:
    plan = f"HỘI ĐỒNG NHÂN DÂN\nTỈNH TÂN GIANG\n{STATE}\nSố: 12/2024/NQ-HĐND\nNGHỊ QUYẾT\n"
    signed = LETTER.replace("Phùng Chí Đạo", "PHÙNG CHÍ ĐẠO")
    assert firsts(signed + plan)[1] == "HỘI ĐỒNG NHÂN DÂN"


def test_an_annexed_draft_with_a_notation_and_a_year_is_a_document() -> None:
    draft = (
        "HỘI ĐỒNG NHÂN DÂN CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIỆT NAM\n\nTỈNH TÂN GIANG Độc lập - Tự do - Hạnh phúc\n"
        "Số: /2024/NQ-HĐND Tân Giang ngày tháng năm 2024\nNGHỊ QUYẾT\n\nVề chính sách hỗ trợ\n"
    )
    assert len(firsts(LETTER + draft)) == 2


def test_a_form_with_leaders_is_none() -> None:
    form = f"\nMẫu số 01\nTÊN CƠ QUAN\n{STATE}Số: ..../BC-....\n..., ngày ... tháng ... năm 20...\n\nBÁO CÁO\n"
    assert len(firsts(LETTER + form)) == 1


def test_an_annex_that_cites_its_decision_below_the_title_is_none() -> None:
    annex = (
        f"{STATE}\nQUY CHẾ\nTheo NGHỊ QUYẾT SỐ 6/2024/QH15\n(Kèm theo Quyết định số\n 23\n/2024/QĐ-UBND)\nĐiều 1. A\n"
    )
    assert len(firsts(LETTER + annex)) == 1


def test_the_block_of_a_copy_is_none() -> None:
    copy = f"\n---------\nVĂN PHÒNG UBND TỈNH\n{STATE}SAO Y\nSố: 12/SY-VP\nTân Giang, ngày 8 tháng 3 năm 2024\n"
    assert len(firsts(LETTER + copy)) == 1


def test_a_text_without_any_header_is_one_document() -> None:
    assert firsts("Kính gửi các đồng chí.\nTôi xin báo cáo.\n") == ["Kính gửi các đồng chí."]


def test_a_subject_in_capitals_that_names_the_party_begins_nothing() -> None:
    raw = LETTER.replace("V/v rà soát biên chế", "KẾ HOẠCH\nKỶ NIỆM NGÀY THÀNH LẬP\nĐẢNG CỘNG SẢN VIỆT NAM")
    assert len(firsts(raw + "Thực hiện Công văn\nSố: 12-CV/TU\n")) == 1
