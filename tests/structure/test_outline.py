"""The outline: markers, broken lines, tables."""

import pytest

from trichxuat.structure.lines import read_lines
from trichxuat.structure.outline import Block, path, read_outline
from trichxuat.text import Text


def outline(raw: str) -> tuple[Text, list[Block]]:
    text = Text(raw)
    lines = read_lines(text)
    return text, read_outline(text, lines, 0, len(lines))


def words(raw: str) -> list[str]:
    text, blocks = outline(raw)
    return [" ".join(text.clean[b.start : b.end].split()) for b in blocks]


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("Chương II QUY ĐỊNH CỤ THỂ", "chapter", "II"),
        ("Phần thứ nhất", "part", "thứ nhất"),
        ("Điều 12. Hiệu lực thi hành", "article", "12"),
        ("Điều 5a. Bổ sung", "article", "5a"),
        ("IV. TỔ CHỨC THỰC HIỆN", "roman", "IV"),
        ("3. Sở Y tế", "number", "3"),
        ("3.Sở Y tế", "number", "3"),
        ("2.1. Mục tiêu chung", "dotted", "2.1"),
        ("đ) Báo cáo kết quả", "letter", "đ"),
        ("- Chủ trì thực hiện", "dash", "-"),
        ("+ Chủ trì thực hiện", "plus", "+"),
        ("30/4 và 01/5 là ngày nghỉ", "paragraph", ""),
        ("Điều 5 của Nghị định quy định", "paragraph", ""),
        ("12.500 đồng mỗi suất", "paragraph", ""),
    ],
)
def test_marker(line: str, kind: str, label: str) -> None:
    _, blocks = outline(line)
    assert (blocks[0].kind, blocks[0].label) == (kind, label)


def test_outline_holds_its_parts() -> None:
    _, blocks = outline(
        "I. MỤC ĐÍCH\n1. Mục đích\n- Nâng cao nhận thức.\n- Huy động nguồn lực.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Chủ trì.\n2. Sở Nội vụ\n"
    )
    assert [b.parent for b in blocks] == [None, 0, 1, 1, None, 4, 5, 4]
    assert path(blocks, 6) == "II.1.a"
    assert path(blocks, 3) == "I.1"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        pytest.param(
            "Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với các xã, phường rà\nsoát, tổng hợp báo cáo.\n\nThời hạn trước ngày 05/5.",
            [
                "Giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với các xã, phường rà soát, tổng hợp báo cáo.",
                "Thời hạn trước ngày 05/5.",
            ],
            id="a line that the page width broke",
        ),
        pytest.param(
            "Các đơn vị thuộc ủy ban nhân dân huyện có trách nhiệm tổ chức thực hiện Quy định\n\n3\n\nsố 15-QĐ/HU ngày 10/3/2023.",
            [
                "Các đơn vị thuộc ủy ban nhân dân huyện có trách nhiệm tổ chức thực hiện Quy định 3 số 15-QĐ/HU ngày 10/3/2023."
            ],
            id="a paragraph over a page turn, the page number inside it",
        ),
        pytest.param(
            "Tập trung nguồn lực của các ngành cho phát triển kinh tế\n- xã hội của huyện trong giai đoạn mới, bảo đảm quốc phòng.\n- Giữ vững an ninh trật tự.",
            [
                "Tập trung nguồn lực của các ngành cho phát triển kinh tế - xã hội của huyện trong giai đoạn mới, bảo đảm quốc phòng.",
                "- Giữ vững an ninh trật tự.",
            ],
            id="a dash inside a sentence",
        ),
        pytest.param("1.\nMục đích", ["1. Mục đích"], id="a marker alone on its line"),
        pytest.param(
            "KẾ HOẠCH\nCăn cứ Nghị định số\n52/2024/NĐ-CP ngày 15/5/2024.",
            ["KẾ HOẠCH", "Căn cứ Nghị định số 52/2024/NĐ-CP ngày 15/5/2024."],
            id="a code cannot begin a paragraph",
        ),
    ],
)
def test_paragraphs(raw: str, wanted: list[str]) -> None:
    assert words(raw) == wanted


def test_lone_bars_make_a_table() -> None:
    _, blocks = outline("|\nSTT\n|\nNội dung\n|\n|\n1\n|\nLập danh\nsách\n|\n")
    assert [(b.row, b.column) for b in blocks] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_bars_on_a_line_make_a_row() -> None:
    text, blocks = outline("|STT|Nội dung|Thời gian|\n|---|---|---|\n|1|Lập danh sách|Quý I|\n")
    assert [(b.row, b.column, text.clean[b.start : b.end]) for b in blocks if b.row == 1] == [
        (1, 0, "1"),
        (1, 1, "Lập danh sách"),
        (1, 2, "Quý I"),
    ]


def test_a_lone_word_of_a_marker_goes_with_its_number_in_the_next_line() -> None:
    _, blocks = outline("Chương\nII\n\nTỔ CHỨC THỰC HIỆN\n\nĐiều\n12. Trách nhiệm của Sở Y tế\n\n1. Tổng hợp.\n")
    assert [(b.kind, b.label, b.parent) for b in blocks] == [
        ("chapter", "II", None),
        ("article", "12", 0),
        ("number", "1", 1),
    ]


def test_where_blank_lines_part_paragraphs_a_title_is_one() -> None:
    wrapped = "Sở Y tế có trách nhiệm thống kê,\n" + "tổng hợp và báo cáo các nội dung\n" * 10
    raw = f"Điều 4. Giá trị pháp lý của ý kiến điện tử\n\n{wrapped}\nĐiều 5. Hiệu lực thi hành\nQuyết định này có hiệu lực.\n"
    assert [line[:12] for line in words(raw)] == ["Điều 4. Giá ", "Sở Y tế có t", "Điều 5. Hiệu", "Quyết định n"]


def test_an_abbreviation_on_a_line_of_its_own_goes_on_with_its_name() -> None:
    raw = "- Ban Thường trực Ủy ban\nMTTQ\nViệt Nam xã xây dựng kế hoạch.\n\nTỔ CHỨC THỰC HIỆN\n"
    assert words(raw) == ["- Ban Thường trực Ủy ban MTTQ Việt Nam xã xây dựng kế hoạch.", "TỔ CHỨC THỰC HIỆN"]


def test_a_title_ends_where_running_text_would_go_on() -> None:
    assert words("Điều 3. Trách nhiệm thi hành\nChánh Văn phòng chịu trách nhiệm.\n") == [
        "Điều 3. Trách nhiệm thi hành",
        "Chánh Văn phòng chịu trách nhiệm.",
    ]
    assert len(words("- Đổi mới cách soạn thảo và phổ biến\npháp luật trên địa bàn.\n")) == 1


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("L MỤC ĐÍCH", "paragraph", ""),
        ("L. MỤC ĐÍCH", "roman", "L"),
        ("H. NỘI DUNG", "roman", "H"),
        ("lI. NỘI DUNG", "roman", "lI"),
        ("lV. TỔ CHỨC THỰC HIỆN", "roman", "lV"),
        ("VIH. TỔ CHỨC THỰC HIỆN", "roman", "VIH"),
        ("-Chủ trì thực hiện", "dash", "-"),
        ("~Chủ trì thực hiện", "dash", "~"),
        ("-'Chủ trì thực hiện", "dash", "-'"),
        ("-xã hội của xã", "paragraph", ""),
        ("HI, Phòng Kinh tế", "roman", "HI"),
        ("I, phần đầu", "paragraph", ""),
        ("Điểu 9. Hiệu lực thi hành", "article", "9"),
        ("Đìều 9. Hiệu lực thi hành", "article", "9"),
        ("Phân II Nhiệm vụ", "part", "II"),
        ("Múc 2 Nhiệm vụ", "section", "2"),
        ("ạ) Lập danh sách", "letter", "a"),
        ("đ) Lập danh sách", "letter", "đ"),
    ],
)
def test_marker_that_ocr_changed(line: str, kind: str, label: str) -> None:
    text, (block,) = outline(line)
    assert (block.kind, block.label) == (kind, label)
    assert text.clean[block.body].isalpha() or kind == "paragraph"


def test_a_capital_heading_h_behind_g_stays_one() -> None:
    _, blocks = outline("G. KHEN THƯỞNG\n\nH. NỘI DUNG KHÁC")
    assert [b.kind for b in blocks] == ["capital", "capital"]


def test_an_item_whose_dash_is_lost() -> None:
    _, blocks = outline("1. Phòng Kinh tế\n- Lập danh sách;\nCấp cây giống;\n- Báo cáo kết quả.\nTrên đây là kế hoạch.")
    assert [(b.kind, b.parent) for b in blocks] == [
        ("number", None), ("dash", 0), ("dash", 0), ("dash", 0), ("paragraph", None),
    ]  # fmt: skip


def test_a_first_item_whose_dash_is_lost_in_a_text_that_ocr_spoiled() -> None:
    raw = "1. Phòng Kinh tế cbủ trì:\n\nLập danh sách;\n\n- Báo cáo kết quả."
    text = Text(raw)
    at = raw.index("cbủ")
    spoiled = text.mended([(at, at + 3, "chủ")])
    for given, kind in ((text, "paragraph"), (spoiled, "dash")):
        lines = read_lines(given)
        assert [b.kind for b in read_outline(given, lines, 0, len(lines))] == ["number", kind, "dash"]
