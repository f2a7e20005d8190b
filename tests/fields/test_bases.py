"""Grounds of the preamble: one for each instrument or request, with its kind."""

import time

import pytest

from trichxuat import extract
from trichxuat.fields.bases import read_bases
from trichxuat.structure.lines import read_lines
from trichxuat.structure.outline import read_outline
from trichxuat.text import Text


def bases(raw: str, issuers: tuple[str, ...] = ("ubnd", "uy ban nhan dan", "so noi vu")) -> list[tuple[str, str]]:
    text = Text(raw)
    lines = read_lines(text)
    found = read_bases(text, read_outline(text, lines, 0, len(lines)), issuers).bases
    assert all(b.is_cut_from(raw) for b in found)
    return [(b.kind, " ".join(b.text.split())) for b in found]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        pytest.param(
            "Căn cứ Luật Thủy lợi ngày 19/6/2017;\nCăn cứ Nghị định số 12/2024/NĐ-CP ngày 05/02/2024 của Chính phủ;\n"
            "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 31/TTr-SNV ngày 02/3/2024.\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành quy chế.",
            [
                ("can_cu", "Luật Thủy lợi ngày 19/6/2017"),
                ("can_cu", "Nghị định số 12/2024/NĐ-CP ngày 05/02/2024 của Chính phủ"),
                ("theo", "Giám đốc Sở Nội vụ tại Tờ trình số 31/TTr-SNV ngày 02/3/2024"),
            ],
            id="one a line",
        ),
        pytest.param(
            "Căn cứ Nghị định số 15/2025/NĐ-CP ngày 01/7/2025 sửa đổi, bổ sung một số điều của Nghị định số 7/2025/NĐ-CP ngày 01/4/2025 "
            "và số 8/2025/NĐ-CP ngày 02/4/2025 về chợ;\nCăn cứ Luật số 9/2025/QH15 sửa đổi, bổ sung một số điều của Luật Hội, Luật Báo chí và "
            "Luật Phí;\nTheo đề nghị Trưởng phòng Tổ chức;",
            [
                (
                    "can_cu",
                    "Nghị định số 15/2025/NĐ-CP ngày 01/7/2025 sửa đổi, bổ sung một số điều của Nghị định số 7/2025/NĐ-CP ngày 01/4/2025 "
                    "và số 8/2025/NĐ-CP ngày 02/4/2025 về chợ",
                ),
                ("can_cu", "Luật số 9/2025/QH15 sửa đổi, bổ sung một số điều của Luật Hội, Luật Báo chí và Luật Phí"),
                ("theo", "Trưởng phòng Tổ chức"),
            ],
            id="what an instrument amends",
        ),
        pytest.param(
            "Căn cứ Luật Ngân sách nhà nước ngày 25/6/2015; Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Phí ngày 29/11/2024;",
            [
                ("can_cu", "Luật Ngân sách nhà nước ngày 25/6/2015"),
                ("can_cu", "Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Phí ngày 29/11/2024"),
            ],
            id="two in one paragraph; the title of an amending law stays whole",
        ),
        pytest.param(
            "Căn cứ Luật Thư viện số 46/2019/QH14 được sửa đổi, bổ sung bởi Luật số 10/2022/QH15 và Luật số 11/2023/QH15;",
            [
                (
                    "can_cu",
                    "Luật Thư viện số 46/2019/QH14 được sửa đổi, bổ sung bởi Luật số 10/2022/QH15 và Luật số 11/2023/QH15",
                )
            ],
            id="amended by is one",
        ),
        pytest.param(
            "Thực hiện Chỉ thị số 12-CT/TW ngày 03/02/2024 của Ban Bí thư về công tác Hội, Ban Thường vụ Huyện ủy "
            "ban hành Kế hoạch như sau:",
            [("thuc_hien", "Chỉ thị số 12-CT/TW ngày 03/02/2024 của Ban Bí thư về công tác Hội")],
            id="the main clause of a committee",
        ),
        pytest.param(
            "Căn cứ Thông báo số 7/TB-UBND ngày 05/3/2024 của UBND tỉnh; khoản 2 Điều 6 Nghị định số 45/2023/NĐ-CP;",
            [
                ("can_cu", "Thông báo số 7/TB-UBND ngày 05/3/2024 của UBND tỉnh"),
                ("can_cu", "khoản 2 Điều 6 Nghị định số 45/2023/NĐ-CP"),
            ],
            id="a pinpoint behind a semicolon",
        ),
        pytest.param(
            "Thực hiện các Nghị quyết của HĐND xã: Số 45/NQ-HĐND ngày 14/11/2023; số 81/NQ-HĐND ngày 22/4/2024, "
            "UBND xã yêu cầu thực hiện các nhiệm vụ sau:",
            [
                ("thuc_hien", "Số 45/NQ-HĐND ngày 14/11/2023"),
                ("thuc_hien", "số 81/NQ-HĐND ngày 22/4/2024"),
            ],
            id="a list whose head alone names the type",
        ),
        pytest.param(
            "Căn cứ các Nghị định của Chính phủ: Số 20/2021/NĐ-CP ngày 15/3/2021 về trợ giúp xã hội; số 76/2024/NĐ-CP ngày 01/7/2024 "
            "sửa đổi Nghị định số 20/2021/NĐ-CP;",
            [
                ("can_cu", "Số 20/2021/NĐ-CP ngày 15/3/2021 về trợ giúp xã hội"),
                ("can_cu", "số 76/2024/NĐ-CP ngày 01/7/2024 sửa đổi Nghị định số 20/2021/NĐ-CP"),
            ],
            id="the head of a list belongs to none",
        ),
        pytest.param(
            "Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2024 của UBND tỉnh về thực hiện Nghị quyết số 07/NQ-CP và Chương trình số "
            "09-CTr/TU, UBND huyện xây dựng kế hoạch như sau:\n1. Mục đích",
            [
                (
                    "thuc_hien",
                    "Kế hoạch số 15/KH-UBND ngày 10/01/2024 của UBND tỉnh về thực hiện Nghị quyết số 07/NQ-CP và Chương trình số 09-CTr/TU",
                )
            ],
            id="the main clause is no ground",
        ),
        pytest.param(
            "Sở Nội vụ nhận được Công văn số 77/UBND-NC ngày 03/4/2024 của UBND huyện Hòa An, theo đó đề nghị hướng dẫn.",
            [("phuc_dap", "Công văn số 77/UBND-NC ngày 03/4/2024 của UBND huyện Hòa An")],
            id="a letter received",
        ),
        pytest.param(
            "Căn cứ Nghị định số\n80/2021/NĐ-CP ngày 26/8/2021 của\nChính phủ;\nCăn cứ \nLuật Thủ đô số 39/2024/QH15;",
            [
                ("can_cu", "Nghị định số 80/2021/NĐ-CP ngày 26/8/2021 của Chính phủ"),
                ("can_cu", "Luật Thủ đô số 39/2024/QH15"),
            ],
            id="lines broken where links were",
        ),
        pytest.param("Thực hiện chức năng, nhiệm vụ được giao, Sở Nội vụ báo cáo như sau:", [], id="no instrument"),
        pytest.param("1. Căn cứ Luật Đất đai ngày 18/01/2024, đề nghị xem xét.", [], id="a numbered item is body"),
        pytest.param(
            "Trong thời gian qua, công tác lưu trữ được quan tâm.\nĐể thực hiện Chỉ thị số 35/CT-TTg ngày 07/9/2017, UBND tỉnh yêu cầu:",
            [("thuc_hien", "Chỉ thị số 35/CT-TTg ngày 07/9/2017")],
            id="reasons come first in a directive",
        ),
    ],
)
def test_bases(raw: str, wanted: list[tuple[str, str]]) -> None:
    assert bases(raw) == wanted


@pytest.mark.parametrize(
    ("opening", "more"),
    [
        ("Căn cứ Luật sửa đổi A", ", Luật B"),
        ("Căn cứ Kế hoạch 1 ", "1 và Nghị định B "),
        ("Căn cứ đề nghị ", "và ý kiến "),
    ],
)
def test_a_ground_without_end_costs_no_time(opening: str, more: str) -> None:
    text = "KẾ HOẠCH\nVề việc A\n\n" + opening + more * (40_000 // len(more)) + ";\n"
    begun = time.process_time()
    assert extract(text)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        pytest.param(
            "Căn cứ Luật Thủy lợi ngày 19/6/2017:\nCăn cứ Luật Giá ngày 19/6/2023:\nQUYẾT ĐỊNH:",
            ["Luật Thủy lợi ngày 19/6/2017", "Luật Giá ngày 19/6/2023"],
            id="a line ends in a colon",
        ),
        pytest.param(
            "Căn cứ Nghị định số 12/2024/NĐ-CP ngày 05/02/2024: Nghị định số 15/2024/NĐ-CP ngày 06/02/2024;",
            ["Nghị định số 12/2024/NĐ-CP ngày 05/02/2024", "Nghị định số 15/2024/NĐ-CP ngày 06/02/2024"],
            id="a colon between two",
        ),
        pytest.param(
            "Xét đề nghị của Sở Nội vụ tại Tờ trình số 31/TTr-SNV, Căn cứ hồ sơ kèm theo, Ủy ban nhân dân xã đồng ý.",
            ["Sở Nội vụ tại Tờ trình số 31/TTr-SNV", "hồ sơ kèm theo"],
            id="a comma before a capital",
        ),
        pytest.param(
            "Căn cứ các văn bản: Nghị định số 12/2024/NĐ-CP;",
            ["các văn bản: Nghị định số 12/2024/NĐ-CP"],
            id="a colon that opens a list",
        ),
    ],
)
def test_signs_that_ocr_changed(raw: str, wanted: list[str]) -> None:
    assert [words for _, words in bases(raw)] == wanted


def test_a_main_clause_whose_issuer_ocr_spoiled() -> None:
    raw = "Căn cứ Nghị định số 12/2024/NĐ-CP của Chính phù, Sớ Nôi vu báo cáo như sau về việc trồng cây."
    text = Text(raw.replace("Nôi", "Nol"))
    lines = read_lines(text)
    found = read_bases(text, read_outline(text, lines, 0, len(lines)), ("so noi vu",)).bases
    assert len(found) == 1
    assert found[0].text.endswith("trồng cây")
    at = text.clean.index("phù")
    text = text.mended([(at, at + 3, "phủ")])
    found = read_bases(text, read_outline(text, read_lines(text), 0, 1), ("so noi vu",)).bases
    assert found[0].text == "Nghị định số 12/2024/NĐ-CP của Chính phù"
