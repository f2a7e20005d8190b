"""Where the header ends: title, trích yếu, authority line, addressees."""

from __future__ import annotations

import re

import pytest

from trichxuat import lexicon
from trichxuat.structure.documents import find_documents
from trichxuat.structure.head import Head, find_head
from trichxuat.structure.lines import WORDS, read_lines
from trichxuat.structure.organ_lines import head_words, opens_organ, organ_head
from trichxuat.text import Text

TOP = (
    "ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "TỈNH TÂN GIANG                      Độc lập - Tự do - Hạnh phúc\n"
    "Số: 14/QĐ-UBND                 Tân Giang, ngày 28 tháng 9 năm 2025\n\n"
)


def read(raw: str) -> tuple[Text, Head, str]:
    """The text, its header and the first line of what follows header and addressees."""
    text = Text(raw)
    lines = read_lines(text)
    head = find_head(text, lines, find_documents(text, lines)[0])
    body = [line for line in lines[head.addressees[1] :] if line.kind == WORDS]
    return text, head, text.clean[body[0].start : body[0].end] if body else ""


def subject(raw: str) -> str:
    text, head, _ = read(raw)
    return " ".join(" ".join(text.clean[a:b] for a, b in head.subject).split())


@pytest.mark.parametrize(
    ("below", "wanted", "body"),
    [
        ("QUYẾT ĐỊNH\nVề việc A\n\nỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật B;\n", "Về việc A", "Căn cứ Luật B;"),
        ("QUYẾT ĐỊNH\nVỀ VIỆC A VÀ B\nCHỦ TỊCH ỦY BAN NHÂN DÂN\nCăn cứ Luật B;\n", "VỀ VIỆC A VÀ B", "Căn cứ Luật B;"),
        (
            "QUYẾT ĐỊNH\nVỀ VIỆC A CỦA\nỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật B;\n",
            "VỀ VIỆC A CỦA ỦY BAN NHÂN DÂN TỈNH",
            "Căn cứ Luật B;",
        ),
        (
            "THÔNG BÁO\nKẾT LUẬN CỦA PHÓ THỦ TƯỚNG\nCHÍNH PHỦ TẠI CUỘC HỌP\nNgày 5/6, đã họp.\n",
            "KẾT LUẬN CỦA PHÓ THỦ TƯỚNG CHÍNH PHỦ TẠI CUỘC HỌP",
            "Ngày 5/6, đã họp.",
        ),
        (
            "KẾT LUẬN\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề nuôi tôm\n-----\nTại phiên họp, kết luận:\n",
            "về nuôi tôm",
            "Tại phiên họp, kết luận:",
        ),
        (
            "THÔNG BÁO\nVề việc nuôi tôm tại tỉnh Sơn La\n\nThực hiện Công văn số 15/SNN-TS ngày 5/6/2024 của Sở, mời họp.\n",
            "Về việc nuôi tôm tại tỉnh Sơn La",
            "Thực hiện Công văn số 15/SNN-TS ngày 5/6/2024 của Sở, mời họp.",
        ),
        (
            "KẾ HOẠCH\nTriển khai hóa đơn điện tử\nTiếp tục thực hiện Công văn số 15/SNN-TS, số 17/SNN-TS.\nUBND xã lập kế hoạch:\n",
            "Triển khai hóa đơn điện tử",
            "Tiếp tục thực hiện Công văn số 15/SNN-TS, số 17/SNN-TS.",
        ),
        (
            "KẾ HOẠCH\nTriển khai A\nThực hiện Nghị quyết số 5-NQ/TU của Tỉnh ủy\n\nCăn cứ Luật B;\n",
            "Triển khai A Thực hiện Nghị quyết số 5-NQ/TU của Tỉnh ủy",
            "Căn cứ Luật B;",
        ),
        ("NGHỊ\nQUYẾT\nQUY ĐỊNH VỀ HỌC PHÍ\n\nCăn\ncứ Luật Giáo dục;\n", "QUY ĐỊNH VỀ HỌC PHÍ", "Căn"),
        (
            "KẾ HOẠCH\nThực\nhiện công tác\n\nbầu cử\n2026 -\n2031\n\nCăn cứ Luật B;\n",
            "Thực hiện công tác bầu cử 2026 - 2031",
            "Căn cứ Luật B;",
        ),
        (
            "KẾ HOẠCH Tổ chức hội nghị\n\nĐể tổ chức tốt, đơn vị thực hiện như sau:\n",
            "Tổ chức hội nghị",
            "Để tổ chức tốt, đơn vị thực hiện như sau:",
        ),
        (
            "BÁO CÁO\nKết quả\n\nCơ quan xin báo cáo tình hình như sau:\n1. Một.\n",
            "Kết quả",
            "Cơ quan xin báo cáo tình hình như sau:",
        ),
        ("GIẤY GIỚI THIỆU\n\nTrung tâm trân trọng giới thiệu:\nÔng (bà): A\n", "", "Trung tâm trân trọng giới thiệu:"),
        ("BÁO CÁO\nThu ngân sách\nI. TÌNH HÌNH\n", "Thu ngân sách", "I. TÌNH HÌNH"),
    ],
)
def test_the_subject_ends_where_something_else_begins(below: str, wanted: str, body: str) -> None:
    assert subject(TOP + below) == wanted
    assert read(TOP + below)[2] == body


def test_all_on_one_line() -> None:
    raw = " ".join(TOP.split()) + " QUYẾT ĐỊNH Về việc giao kế hoạch\nCăn cứ Luật B;\nQUYẾT ĐỊNH:\nĐiều 1. A.\n"
    assert subject(raw) == "Về việc giao kế hoạch"
    assert read(raw)[2] == "Căn cứ Luật B;"


def test_a_title_that_a_web_page_printed_above_the_header() -> None:
    raw = "# THÔNG TƯ\n\n**Quy định về A**\n\n---\n\nBỘ TƯ PHÁP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    raw += "Độc lập - Tự do - Hạnh phúc\nSố: 7/2026/TT-BTP\nHà Nội, ngày 4 tháng 4 năm 2026\n\nCăn cứ Luật B;\n"
    assert subject(raw) == "Quy định về A"
    assert read(raw)[2] == "Căn cứ Luật B;"


@pytest.mark.parametrize(
    ("below", "count", "body"),
    [
        (
            "Kính gửi: Sở Tài chính\nThực hiện Công văn B, Sở có ý kiến như sau:\n",
            1,
            "Thực hiện Công văn B, Sở có ý kiến như sau:",
        ),
        ("Kính gửi:\n- Sở A;\n- Sở B.\nSở Nội vụ nhận được văn bản.\n", 3, "Sở Nội vụ nhận được văn bản."),
        (
            "Kính gửi:\n- Sở A;\n\nVăn phòng Ủy ban nhân dân tỉnh;\n\nCác cơ quan ở Đà Giang;\n\nSở Nội vụ đã nhận được văn bản.\n",
            4,
            "Sở Nội vụ đã nhận được văn bản.",
        ),
        ("Kính gửi: Thuế tỉnh Tân Giang,\nCục Thuế nhận được công văn.\n", 1, "Cục Thuế nhận được công văn."),
        ("Kính gửi: Các chi cục,\n\nÔng Vi Văn A có đơn kiến nghị\nvề việc B\n", 1, "Ông Vi Văn A có đơn kiến nghị"),
        ("Kính gửi: Bộ A\n\nsỞ Tư pháp nhận được văn bản\nsố 5\n", 1, "sỞ Tư pháp nhận được văn bản"),
        ("Kính gửi: Bộ A\n\nsở Tư pháp nhận được văn bản\nsố 5\n", 1, "sở Tư pháp nhận được văn bản"),
        ("Kính gửi: Các Thuế cơ sở,\nNgày 30/6/2025, có Nghị định B.\n", 1, "Ngày 30/6/2025, có Nghị định B."),
        (
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện;\n|\nBộ trưởng các cơ quan:\nCác Bộ: A, B:\n|\nLũ đang lên cao.\n",
            4,
            "Lũ đang lên cao.",
        ),
        ("Kính gửi: Thuế\nthành phố Tân Giang.\nCục Thuế nhận được công văn.\n", 2, "Cục Thuế nhận được công văn."),
        (
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n|\n- Các tỉnh: Gia Lai,\nĐắk Lắk;\n- Bộ A;\n|\nLũ đang lên.\n",
            5,
            "Lũ đang lên.",
        ),
        (
            "|Kính gửi: |- Giám đốc;  |\n|          |- Hiệu trưởng. |\n\nThời gian qua, có việc.\n",
            2,
            "Thời gian qua, có việc.",
        ),
    ],
)
def test_the_addressees(below: str, count: int, body: str) -> None:
    _, head, found = read(TOP + "V/v góp ý\n\n" + below)
    assert head.addressees[1] - head.addressees[0] == count
    assert found == body


def test_what_stands_above_the_issuer_is_no_header() -> None:
    raw = "SỞ TÀI CHÍNH\nCÔNG VĂN ĐẾN\nSố: 0917\nNgày: 15/5/2024\n\n" + TOP + "QUYẾT ĐỊNH\nVề việc A\n"
    text, head, _ = read(raw)
    assert text.clean[head.block[0] :].startswith("ỦY BAN NHÂN DÂN")


@pytest.mark.parametrize("row", lexicon.table("organ_heads"), ids=lambda row: row["words"])
def test_every_head_of_a_body(row: dict[str, str]) -> None:
    assert organ_head(row["kind"]).match(lexicon.plain(row["example"]))
    assert opens_organ(lexicon.plain(row["example"])) is (row["kind"] != "level")


@pytest.mark.parametrize("row", lexicon.table("head_words"), ids=lambda row: f"{row['kind']}:{row['words']}")
def test_every_word_of_the_head(row: dict[str, str]) -> None:
    assert re.search(head_words(row["kind"]), lexicon.plain(row["example"]))
    assert lexicon.plain(row["words"]) in lexicon.plain(row["example"])


@pytest.mark.parametrize("line", ["phong, chong dich", "bao cao", "to trinh", "hoi nghi", "so 12 duong a", "khoa xii"])
def test_what_begins_like_a_body_and_is_none(line: str) -> None:
    assert not opens_organ(line)
