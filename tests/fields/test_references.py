"""Citations and the references made of them: the forms of SPEC §6.1, numbers invented, and what OCR makes of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from trichxuat import lexicon
from trichxuat.fields.references import Merged, find_mentions, merge
from trichxuat.record import Reference, evidence
from trichxuat.text import Text

Short = tuple[str | None, str | None, str | None]


def read(words: str, own: tuple[str | None, str | None, str | None] | None = None) -> Merged:
    text = Text(words)
    return merge(text, find_mentions(text), own)


def short(reference: Reference) -> Short:
    """Type, code or name, date."""
    name = reference.name.value if reference.name else None
    code = reference.code.value if reference.code else name
    return reference.type, code, reference.date.value if reference.date else None


def shorts(words: str) -> list[Short]:
    return [short(reference) for reference in read(words).references]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Nghị định số 31/2021/NĐ-CP ngày 05 tháng 3 năm 2021 của Chính phủ về công tác trồng cây",
            ("NĐ", "31/2021/NĐ-CP", "2021-03-05"),
        ),
        ("Quyết định số 2545/QĐ-TTg ngày 30/12/2016 của Thủ tướng", ("QĐ", "2545/QĐ-TTg", "2016-12-30")),
        ("theo Nghị định 37/2025/NĐ-CP", ("NĐ", "37/2025/NĐ-CP", None)),
        ("Quyết định số: 350/UB-QĐ-NĐ ngày 18 tháng 9 năm 1986", ("QĐ", "350/UB-QĐ-NĐ", "1986-09-18")),
        ("Nghị quyết số 19-NQ/TW", ("NQ", "19-NQ/TW", None)),
        ("Kế hoạch số 61-KH/HU, ngày 22-3-2022 của Huyện ủy", ("KH", "61-KH/HU", "2022-03-22")),
        ("Thông tư liên tịch số 01/2014/TTLT-BNV-BTC", ("TTLT", "01/2014/TTLT-BNV-BTC", None)),
        ("Văn bản số 29/TTr-SNV ngày 1/2/2023", ("TTr", "29/TTr-SNV", "2023-02-01")),
        ("Văn bản số 29/SNV-TCCC ngày 1/2/2023", ("CV", "29/SNV-TCCC", "2023-02-01")),
        ("Công văn số 123/STC-NS", ("CV", "123/STC-NS", None)),
        ("công văn số 158/UB ngày 09/4/2021", ("CV", "158/UB", "2021-04-09")),
        ("Tờ trình số 484/TTr-CAT-TM(CSKT)", ("TTr", "484/TTr-CAT-TM(CSKT)", None)),
        ("Thông tư số 30a/2008/TT-BTC", ("TT", "30a/2008/TT-BTC", None)),
        ("Thông tư số 18/2004/TT-BGD&ĐT", ("TT", "18/2004/TT-BGD&ĐT", None)),
        ("Quy định số 205-QĐ/TW ngày 23/9/2019", ("QyĐ", "205-QĐ/TW", "2019-09-23")),
        ("Hội Làm vườn có Văn bản số 16/HLV.BT ngày 19/8/2024", ("CV", "16/HLV.BT", "2024-08-19")),
        ("Quyết định số 15/QĐ-UBND của UBND tỉnh ngày 7/8/2020", ("QĐ", "15/QĐ-UBND", "2020-08-07")),
        ("Ngày 30/8/2024, Sở Y tế đã có Công văn số 23/SYT-VP trả lời", ("CV", "23/SYT-VP", "2024-08-30")),
        ("Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015", ("L", "Luật Tổ chức Chính phủ", "2015-06-19")),
        ("Luật Quy hoạch số 21/2017/QH14 ngày 24/11/2017", ("L", "21/2017/QH14", "2017-11-24")),
        ("Luật Trẻ em năm 2016", ("L", "Luật Trẻ em", "2016")),
        ("Luật Công đoàn 2012 quy định", ("L", "Luật Công đoàn", "2012")),
        ("Bộ luật Dân sự", ("BL", "Bộ luật Dân sự", None)),
        ("của Hiến pháp và pháp luật", ("HP", "Hiến pháp", None)),
        ("Nghị quyết số 35/2009/QH12", ("NQ", "35/2009/QH12", None)),
        ("Nghị quyết Trung ương 5 khoá X về báo chí", ("NQ", "Nghị quyết Trung ương 5 khoá X", None)),
        ("Công ước về kiểm soát tiếng ồn.", (None, "Công ước về kiểm soát tiếng ồn", None)),
        (
            "Đơn đề nghị xác định mã số số ABC-0825-01 đề ngày 5/9/2025",
            (None, "ABC-0825-01", "2025-09-05"),
        ),
    ],
)
def test_forms(words: str, expected: Short) -> None:
    assert shorts(f"{words};") == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # a type said once
        (
            "các Công văn: số 61/HĐND-KTNS ngày 12/4/2023, số 174/HĐND-KTNS ngày 27/9/2023 về đất",
            [("CV", "61/HĐND-KTNS", "2023-04-12"), ("CV", "174/HĐND-KTNS", "2023-09-27")],
        ),
        # the issuer first
        (
            "Quyết định của UBND tỉnh: số 356/QĐ-UBND ngày 24/4/2023, số 691/QĐ-UBND ngày 16/10/2023",
            [("QĐ", "356/QĐ-UBND", "2023-04-24"), ("QĐ", "691/QĐ-UBND", "2023-10-16")],
        ),
        # one date for numbers that run on
        (
            "các Quyết định số: 1743/QĐ-BXD, 1744/QĐ-BXD ngày 31/12/2024",
            [("QĐ", "1743/QĐ-BXD", "2024-12-31"), ("QĐ", "1744/QĐ-BXD", "2024-12-31")],
        ),
        # numbers far apart were hardly signed on one day
        (
            "các Công điện số 141/CĐ-TTg, 147/CĐ-TTg và 150/CĐ-TTg ngày 08/8/2022",
            [("CĐ", "141/CĐ-TTg", None), ("CĐ", "147/CĐ-TTg", None), ("CĐ", "150/CĐ-TTg", "2022-08-08")],
        ),
        # one notation for several numbers
        (
            "các Kết luận số 187, 188-KL/TW ngày 2/9/2024",
            [("KL", "187-KL/TW", "2024-09-02"), ("KL", "188-KL/TW", "2024-09-02")],
        ),
        # a law amended by others
        (
            "Luật Giáo dục số 08/2012/QH13 được sửa đổi, bổ sung bởi Luật số 34/2018/QH14 và Luật số 42/2019/QH14",
            [("L", "08/2012/QH13", None), ("L", "34/2018/QH14", None), ("L", "42/2019/QH14", None)],
        ),
        # an amending law names those that it amends
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Đê điều và Luật Thủy lợi ngày 22/11/2019",
            [
                ("L", "Luật sửa đổi, bổ sung một số điều của Luật Đê điều và Luật Thủy lợi", "2019-11-22"),
                ("L", "Luật Đê điều", None),
                ("L", "Luật Thủy lợi", None),
            ],
        ),
        # the laws inside have numbers, the date is of the outer one
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15 và Luật Nhà ở số 27/2023/QH15 "
            "ngày 29/6/2024",
            [
                (
                    "L",
                    "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15 và Luật Nhà ở",
                    "2024-06-29",
                ),
                ("L", "31/2024/QH15", None),
                ("L", "27/2023/QH15", None),
            ],
        ),
        # the number behind the title is the amending law's
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Giáo dục đại học số 34/2018/QH14;",
            [("L", "34/2018/QH14", None), ("L", "Luật Giáo dục đại học", None)],
        ),
        # a name with commas and `và` in it, then another law
        (
            "theo Luật Thi đua, khen thưởng, Luật Phí và lệ phí và các văn bản hướng dẫn",
            [("L", "Luật Thi đua, khen thưởng", None), ("L", "Luật Phí và lệ phí", None)],
        ),
        # a law that no table knows, up to its date
        (
            "Luật Phát triển rừng ngập mặn và đất ngập nước ngày 3/4/2031 và Quyết định số 4/QĐ-TTg",
            [("L", "Luật Phát triển rừng ngập mặn và đất ngập nước", "2031-04-03"), ("QĐ", "4/QĐ-TTg", None)],
        ),
    ],
)
def test_lists_and_laws(words: str, expected: list[Short]) -> None:
    assert shorts(words) == expected


@pytest.mark.parametrize(
    ("words", "code", "date"),
    [
        ("Nghị quyết số 160/NQ-\nCP ngày 22/12/2021", "160/NQ-CP", "2021-12-22"),
        ("Nghị định số 31/2020/ NĐ - CP ngày 5/3/2020", "31/2020/NĐ-CP", "2020-03-05"),
        ("Quyết định số 5/QĐ-\n\n  7\n\nUBND ngày 5/3/2020", "5/QĐ-UBND", "2020-03-05"),  # a page turns
        ("Quyết định số\n\n7\n\n5/QĐ-UBND ngày 5/3/2020", "5/QĐ-UBND", "2020-03-05"),
        ("Nghị định số 08/2014ND-CP ngày 1/1/2014", "08/2014/NĐ-CP", "2014-01-01"),
        ("Tờ trình số 1420TTr-BQL ngày 1/1/2014", "1420/TTr-BQL", "2014-01-01"),
        ("Công văn số 143⁄/STC-NS ngày 15/01/2025", "143/STC-NS", "2025-01-15"),
        ("Quyết định số 12/QÐ-UBND ngày 1/1/2014", "12/QĐ-UBND", "2014-01-01"),
        ("Quyết định số 12/QĐ- -UBND ngày 1/1/2014", "12/QĐ-UBND", "2014-01-01"),
        ("Nghị định số 1 01/2024/NĐ-CP", "101/2024/NĐ-CP", None),
        ("Quyết định số 12/QĐ-T1g", "12/QĐ-TTg", None),
        ("Nghị định số 15/2020/NĐCP", "15/2020/NĐ-CP", None),
        ("Nghị định số 15/2020/NĐ-CP ngày 20/1 1⁄2020", "15/2020/NĐ-CP", "2020-11-20"),
        ("Quyét dinh sô 12/QĐ-UBND", "12/QĐ-UBND", None),
    ],
)
def test_damage(words: str, code: str, date: str | None) -> None:
    ((_, found, when),) = shorts(words)
    assert (found, when) == (code, date)


def test_damage_is_graded() -> None:
    (reference,) = read("Nghị định số 08/2014ND-CP").references
    assert reference.mentions[0].grade == "likely"
    assert set(reference.mentions[0].reasons) == {"ocr_letters"}
    (reference,) = read("Tờ trình số 1420TTr-BQL").references
    assert reference.mentions[0].reasons == ["slash_lost"]


def test_a_cell_goes_on_below() -> None:
    words = (
        "1   Cấp phép    Không     Thông tư số 30/2024/TT-\n"
        "    trồng cây             BNV ngày 30/12/2024\n"
        "    lâu năm               của Bộ trưởng"
    )
    (reference,) = read(words).references
    assert short(reference) == ("TT", "30/2024/TT-BNV", "2024-12-30")
    assert reference.mentions[0].text == "Thông tư số 30/2024/TT BNV ngày 30/12/2024"


@pytest.mark.parametrize(
    "words",
    [
        "Tờ trình số /TTr-UBND ngày tháng năm 2025",  # a draft
        "giai đoạn 2021-2025, Ban Chỉ đạo 138, 389",
        "theo Mẫu số 01/ĐK-TCT",
        "quy chuẩn QCVN 16-1:2025/BYT",
        "điện thoại số 0297.383/0123",
        "Đoàn Luật sư tỉnh, pháp luật, kỷ luật, Luật này, Luật sư",
        "kế hoạch của tỉnh, Nghị quyết Đại hội các cấp",
        "thiết bị CD16FSB01W/ESS",
        "Kế hoạch này và Nghị định nêu trên",
        "dịch Covid 19-SARS, tỷ lệ 12/Nam",
    ],
)
def test_nothing_cited(words: str) -> None:
    assert shorts(words) == []


def test_the_date_of_the_next_sentence() -> None:
    words = "theo Kế hoạch số 5/KH-UBND\n\nNgày 6/7/2021, Sở Y tế báo cáo; QUYẾT ĐỊNH SỐ 6/QĐ-UBND\nNGÀY 7/8/2021"
    assert shorts(words) == [("KH", "5/KH-UBND", None), ("QĐ", "6/QĐ-UBND", "2021-08-07")]


def test_once_each_with_all_mentions() -> None:
    words = "Kế hoạch số 5/KH-UBND\nvề cây xanh. Theo Kế hoạch số 05/KH-UBND ngày 6/7/2021 thì"
    (reference,) = read(words).references
    assert [mention.text for mention in reference.mentions] == [
        "Kế hoạch số 5/KH-UBND",
        "Kế hoạch số 05/KH-UBND ngày 6/7/2021",
    ]
    assert reference.date is not None
    assert reference.date.value == "2021-07-06"


def test_same_code_of_another_year() -> None:
    words = "Chỉ thị số 05-CT/TW ngày 1/2/2016; Chỉ thị số 05-CT/TW ngày 23/6/2021"
    assert [date for _, _, date in shorts(words)] == ["2016-02-01", "2021-06-23"]


def test_a_name_joins_its_number() -> None:
    words = "Luật Ngân sách nhà nước số 83/2015/QH13; chi tiết một số điều của Luật Ngân sách nhà nước 2015;"
    assert shorts(words) == [("L", "83/2015/QH13", None)]


def test_a_name_joins_its_date_with_noise_in_it() -> None:
    words = "Luật Tổ chức Chính phủ ngày 19/6/2015; theo Luật Tô chức Chính phú."
    assert shorts(words) == [("L", "Luật Tổ chức Chính phủ", "2015-06-19")]


def test_laws_of_two_years_stay_apart() -> None:
    words = "Luật Đất đai năm 2013 và Luật Đất đai ngày 18/01/2024"
    assert [date for _, _, date in shorts(words)] == ["2013", "2024-01-18"]


def test_a_law_with_a_letter_wrong_is_the_same_law() -> None:
    found = read(
        "Căn cứ Luật Ban hành văn bản qwy phạm pháp luật ngày 22/6/2015; thi hành Luật Ban hành văn bản đuy phạm pháp luật."
    ).references
    assert len(found) == 1
    assert found[0].name is not None
    assert (found[0].name.value, found[0].name.grade) == ("Luật Ban hành văn bản quy phạm pháp luật", "likely")
    assert found[0].date is not None


def test_an_amending_law_is_known_by_what_it_amends() -> None:
    found = read(
        "Căn cứ Luật sửa đổi, bỗổ sung một số điều của Luật Đất đai ngày 18/6/2020; khoản 4 Luật sửa đổi, bổ sung một số điều "
        "của Luật Đất đai ngày 18/6/2020."
    ).references
    assert len([each for each in found if each.name and "sửa đổi" in each.name.text]) == 1


def test_congress_in_short_and_in_full() -> None:
    words = "Nghị quyết Đại hội XIV của Đảng. Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng."
    assert shorts(words) == [("NQ", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", None)]


def test_not_the_document_itself() -> None:
    words = "(Kèm theo Quyết định số 07/QĐ-UBND ngày 5/6/2020), Quyết định số 8/QĐ-UBND"
    found = read(words, ("7", None, "QĐ-UBND"))
    assert [short(reference)[1] for reference in found.references] == ["8/QĐ-UBND"]
    assert found.numbers == [None, 0]


def test_own_number_of_another_body() -> None:
    text = Text("Quyết định số 07/QĐ-UBND ngày 5/6/2020 của UBND tỉnh")
    citations = find_mentions(text)
    own = ("07", None, "QĐ-UBND")
    assert merge(text, citations, own, "2020-06-05").references == []
    assert len(merge(text, citations, own, "2020-09-30").references) == 1


def test_organ_title_and_pinpoint() -> None:
    words = (
        "Căn cứ điểm a khoản 2 Điều 5 Nghị định số 9/2020/NĐ-CP ngày 1/2/2020 của Bộ trưởng Bộ Giáo dục và Đào tạo "
        "quy định về cây bóng mát trong trường học;"
    )
    (reference,) = read(words).references
    assert reference.organ is not None
    assert reference.organ.value == "Bộ trưởng Bộ Giáo dục và Đào tạo"
    assert reference.title is not None
    assert reference.title.value == "quy định về cây bóng mát trong trường học"
    assert reference.mentions[0].articles == "điểm a khoản 2 Điều 5"
    assert reference.relation == "basis"


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("tại khoản 4, Điều 146 Luật Quy hoạch", "khoản 4, Điều 146"),
        ("theo điểm b và điểm c khoản 2 Điều 21 của Luật Nhà ở", "điểm b và điểm c khoản 2 Điều 21"),
        ("điểm đ khoản 1 Điều 5a Nghị định số 4/2020/NĐ-CP", "điểm đ khoản 1 Điều 5a"),
        ("theo quy định tại Nghị định số 4/2020/NĐ-CP", None),
    ],
)
def test_pinpoints(words: str, articles: str | None) -> None:
    (reference,) = read(words).references
    assert reference.mentions[0].articles == articles


def test_references_of_a_basis() -> None:
    words = "Quyết định số 1/QĐ-UBND; Quyết định số 2/QĐ-UBND; Quyết định số 1/QĐ-UBND và Công văn số 3/SYT-VP"
    found = read(words)
    assert found.within(0, 20) == [0]
    assert found.within(47, len(words)) == [0, 2]


@pytest.mark.parametrize("row", lexicon.table("relation_cues"), ids=lambda row: row["words"])
def test_relation_cues(row: dict[str, str]) -> None:
    (reference,) = read(row["example"]).references
    assert reference.relation == row["relation"]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("có hiệu lực từ ngày ký và thay thế Quyết định số 5/QĐ-UBND", "replaces"),
        ("Bãi bỏ toàn bộ Nghị quyết số 5/NQ-HĐND", "repeals"),
        ("Sửa đổi khoản 9 Điều 1 Quyết định số 5/QĐ-TTg", "amends"),
        ("Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 5/TTr-STC", "proposes"),
        ("Cục nhận được công văn số 5/STC-NS", "answers"),
        ("V/v sao gửi kế hoạch số 5/KH-UBND", "forwards"),
        ("Danh mục thay thế được công bố tại Quyết định số 5/QĐ-UBND", "mentions"),
        ("trình cấp trên xem xét, xử lý theo Quyết định số 5/QĐ-UBND", "mentions"),
        ("Nghị định số 4/2020/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 5/2019/NĐ-CP", "mentions"),
    ],
)
def test_relations(words: str, relation: str) -> None:
    assert read(words).references[-1].relation == relation


@pytest.mark.parametrize("row", lexicon.table("laws"), ids=lambda row: row["name"])
def test_laws_of_the_table(row: dict[str, str]) -> None:
    example = f"theo {row['example']} và quy định khác"
    assert shorts(example) == [("L", f"Luật {row['name']}", row["example"][-4:])]


@pytest.mark.parametrize("row", lexicon.table("cited_types"), ids=lambda row: row["words"])
def test_words_that_cite(row: dict[str, str]) -> None:
    (found,) = read(row["example"]).references
    assert found.type == (row["type"] or "CV")
    assert found.mentions[0].text == row["example"]


@pytest.mark.parametrize("table", ["not_documents", "not_laws"])
def test_words_before_no_document(table: str) -> None:
    for row in lexicon.table(table):
        assert shorts(row["example"]) == [], row


@pytest.mark.parametrize("row", lexicon.table("name_ends"), ids=lambda row: row["words"])
def test_words_that_end_a_name(row: dict[str, str]) -> None:
    assert [name for _, name, _ in shorts(row["example"])] == ["Luật Cây xanh đô thị"]


@pytest.mark.parametrize("row", lexicon.table("citation_words"), ids=lambda row: f"{row['role']}:{row['words']}")
def test_words_behind_an_issuer(row: dict[str, str]) -> None:
    reference = read(row["example"]).references[0]
    assert reference.organ is not None
    if row["role"] == "organ_comma":
        assert reference.organ.value.startswith(f"Ban Y, {row['words']}")
        return
    assert reference.organ.value == "UBND tỉnh"
    if row["role"] == "title":
        assert reference.title is not None
        assert reference.title.value.startswith(row["words"])


@pytest.mark.parametrize(
    ("words", "organ"),
    [
        ("Thông tư số 5/2020/TT-BVC ngày 5/4/2020 của Bộ trưởng Bộ Vườn cây Quy định về tưới", "Bộ trưởng Bộ Vườn cây"),
        ("Nghị định số 5/2020/NĐ-CP của Chính phủ chưa nói đến việc tưới cây", "Chính phủ"),
        ("Nghị định số 5/2020/NĐ-CP của Chính phủ nước bạn", "Chính phủ nước bạn"),
        ("Thông tư số 5/2020/TT-BVH của Bộ Văn hóa, Thể thao và Du lịch về hội", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Thông tư số 5/2020/TT-BVH của Bộ Văn hóa, Bộ Y tế về hội", "Bộ Văn hóa"),
        ("Quyết định số 5/QĐ-X của xã kinh phí còn lại hết nhiệm vụ chi sau khi làm", None),
        ("Xét đề nghị của Giám đốc Sở Vườn cây tại Tờ trình số 5/TTr-SVC ngày 5/4/2020", "Giám đốc Sở Vườn cây"),
        ("Theo đề nghị của Sở A, Sở B, tại Công văn số 5/SA-VP", "Sở A, Sở B"),
        ("thẩm quyền của Sở Vườn cây tại Quyết định số 5/QĐ-UBND", None),
        ("đề nghị của Sở A tại cuộc họp và nêu tại Công văn số 5/SA-VP", None),
    ],
)
def test_issuers(words: str, organ: str | None) -> None:
    found = read(words).references[0].organ
    assert (found.value if found else None) == organ


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("về phí vườn (PV) trong phường; sau đó", "về phí vườn (PV) trong phường"),
        ("về phí vườn (sau đây gọi là Nghị định 5) và", "về phí vườn"),
        ("về phí vườn (được sửa đổi, bổ sung năm 2020)", "về phí vườn"),
        ("về phí vườn) thì nộp", "về phí vườn"),
        ("về phí vườn được sửa đổi, bổ sung một số điều bởi Nghị định số 6/2021/NĐ-CP", "về phí vườn"),
        (
            "công bố thủ tục hành chính được sửa đổi, bổ sung tại Thông tư số 6/2021/TT-X về cây",
            "công bố thủ tục hành chính được sửa đổi, bổ sung tại Thông tư số 6/2021/TT-X về cây",
        ),
        ("về phí vườn, số 6/2021/NĐ-CP về phí ao", "về phí vườn"),
        ('về vườn cây"; sau đó', "về vườn cây"),
        ("VỀ CÂY ĐÃ ĐƯỢC SỬA ĐỔI, BỔ SUNG BỞI NGHỊ ĐỊNH SỐ 6/2021/NĐ-CP", "VỀ CÂY"),
        ("về chuyển đổi số. Sau đó", "về chuyển đổi số"),
        ('quy định: "Vườn là nơi trồng cây"', None),
        ("quy định về vườn:\nVườn là nơi trồng cây", "quy định về vườn"),
        ("quy định chi tiết Luật Đê điều (sửa đổi)", "quy định chi tiết Luật Đê điều (sửa đổi)"),
        ("về vườn, cụ thể:\n- Cây", "về vườn"),
        ("phê duyệt.", None),
    ],
)
def test_titles(words: str, title: str | None) -> None:
    found = read(f"Nghị định số 5/2020/NĐ-CP ngày 5/4/2020 của Chính phủ {words}").references[0].title
    assert (found.value if found else None) == title


def test_a_type_does_not_reach_over_a_semicolon() -> None:
    words = "Nghị định số 5/2020/NĐ-CP về soạn luật; số 6/2021/NĐ-CP về ban hành luật"
    assert [(r.type, r.code.value) for r in read(words).references if r.code] == [
        ("NĐ", "5/2020/NĐ-CP"),
        ("NĐ", "6/2021/NĐ-CP"),
    ]


def test_capitals_of_a_heading_give_way() -> None:
    words = (
        "THỰC HIỆN CHỈ THỊ SỐ 5/CT-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ CÂY\n\n"
        "Chỉ thị số 5/CT-TTg của Thủ tướng Chính phủ về cây"
    )
    (found,) = read(words).references
    shown = [value.value for value in (found.code, found.organ, found.title) if value]
    assert shown == ["5/CT-TTg", "Thủ tướng Chính phủ", "về cây"]


def test_a_clause_cited_word_for_word_is_no_act() -> None:
    words = 'Luật Vườn quy định: "9. Bãi bỏ Nghị quyết số 5/2020/QH15."'
    assert [r.relation for r in read(words).references if r.code] == ["mentions"]
    assert [r.relation for r in read("9. Bãi bỏ Nghị quyết số 5/2020/QH15.").references] == ["repeals"]


def test_what_a_law_says_is_no_title() -> None:
    assert read("Điều 5 Luật Cây xanh số 5/2020/QH14 quy định chủ vườn phải tưới cây").references[0].title is None


@pytest.mark.parametrize("words", ["giai đoạn 2021 - 2025", "Liên đoàn 5", "danh mục 3", "cổ phần 2"])
def test_words_that_are_no_pinpoint(words: str) -> None:
    reference = read(f"trong {words}, Nghị quyết số 5/NQ-CP ngày 5/4/2020").references[0]
    assert reference.mentions[0].articles is None


def test_spans_cut_their_words_out() -> None:
    words = "**Căn** cứ Luật *Trẻ em* ngày 5/4/2016; Quyết định số  12/QÐ-\u200bUBND ngày 5⁄6/2020 của UBND xã về cây"
    for reference in read(words).references:
        for item in evidence(reference):
            assert item.is_cut_from(words)


PIECES = (
    "A", "1", ".", "-", " ", "\n", "/", "1/A-", "1/QĐ-UBND ", "số 1, ", "luật ", "Luật sửa đổi, bổ sung ",
    "Luật Đất đai, ", "Điều 5 khoản 2 ", "Nghị quyết Đại hội ", "Đơn đề nghị số ", "1/QĐ-UBND của ", "1/QĐ-\n",
    "|", "Hiến pháp nước ",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_bounded_time(piece: str) -> None:
    text = Text(piece * (100_000 // len(piece)))
    start = time.process_time()
    merge(text, find_mentions(text))
    assert time.process_time() - start < 5


SHARED = Path(__file__).parents[2].parent / "shared" / "corpus" / "unlabelled"


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared texts")
def test_spans_on_real_texts() -> None:
    for path in sorted(SHARED.glob("*.txt"))[::9]:
        raw = path.read_text(encoding="utf-8")
        text = Text(raw)
        for reference in merge(text, find_mentions(text)).references:
            assert all(item.is_cut_from(raw) for item in evidence(reference))
