"""The header's values over the layouts in which headers come."""

from __future__ import annotations

import pytest

from trichxuat.fields.header import Header, read_header
from trichxuat.record import Value
from trichxuat.structure.documents import find_documents
from trichxuat.structure.lines import read_lines
from trichxuat.structure.zones import find_zones
from trichxuat.text import Text

QH = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TN = "Độc lập - Tự do - Hạnh phúc"
BODY = "\nCăn cứ Luật Lưu trữ ngày 21/6/2024;\nĐiều 1. Giao việc.\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\n"


def header(raw: str) -> Header:
    text = Text(raw)
    lines = read_lines(text)
    part = find_documents(text, lines)[0]
    found = read_header(text, lines, find_zones(text, lines, part), part)
    organs = [value for organ in found.organs for value in (organ.parent, organ.name)]
    pieces = (*organs, found.code, found.type, found.place, found.issued_date, found.subject, *found.addressees)
    assert all(piece is None or piece.is_cut_from(raw) for piece in pieces)
    return found


def of(value: Value | None) -> str | None:
    return value.value if value else None


def organs(found: Header) -> list[tuple[str | None, str]]:
    return [(of(organ.parent), organ.name.value) for organ in found.organs]


LAYOUTS = {
    "two columns by gaps": (
        f"ỦY BAN NHÂN DÂN                    {QH}\n  HUYỆN SƠN LĨNH                       {TN}\n\n"
        f"Số: 29    /KH-UBND                  Sơn Lĩnh, ngày 01 tháng 3 năm 2023\n\n"
        f"          KẾ HOẠCH\n   Về giảm nghèo\n{BODY}"
    ),
    "bars per line": (
        f"|ỦY BAN NHÂN DÂN   |{QH}  |\n|HUYỆN SƠN LĨNH    |{TN}   |\n|--------  |------- |\n"
        f"|Số: 29/KH-UBND   |Sơn Lĩnh, ngày 01 tháng 3 năm 2023 |\n\nKẾ HOẠCH\nVề giảm nghèo\n{BODY}"
    ),
    "block cells": (
        f"ỦY BAN NHÂN DÂN\nHUYỆN SƠN LĨNH\n\nSố: 29/KH-UBND\t|\t{QH}\n{TN}\n\nSơn Lĩnh, ngày 01 tháng 3 năm 2023\n"
        f"KẾ HOẠCH\nVề giảm nghèo\n{BODY}"
    ),
    "lone bars and words broken hard": (
        "|\n**ỦY BAN NHÂN\nDÂN**\nHUYỆN SƠN LĨNH\n-------\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\n"
        f"{TN}\n-----\n|\n|\nSố:\n29/KH-UBND\n|\n*Sơn Lĩnh, ngày\n01 tháng 3 năm 2023*\n|\n\n"
        f"**KẾ\nHOẠCH**\nVề giảm nghèo\n{BODY}"
    ),
    "left block first": (
        f"ỦY BAN NHÂN DÂN\nHUYỆN SƠN LĨNH\n\n{QH}\n{TN}\n\nSố: 29/KH-UBND\n\nSơn Lĩnh, ngày 01 tháng 3 năm 2023\n\n"
        f"KẾ HOẠCH\n\nVề giảm nghèo\n{BODY}"
    ),
    "right column first": (
        f"{QH}\n{TN}\nSơn Lĩnh, ngày 01 tháng 3 năm 2023\nỦY BAN NHÂN DÂN\nHUYỆN SƠN LĨNH\nSố: 29/KH-UBND\n"
        f"KẾ HOẠCH\nVề giảm nghèo\n{BODY}"
    ),
    "OCR joined the columns": (
        f"ỦY BAN NHÂN DÂN CỌNG HÒA XÃ HỌI CHÚ NGHĨA VIỆT NAM\n\nHUYỆN SƠN LĨNH {TN}\n"
        f"Số: 29 /KH-UBND Sơn Lĩnh, ngày 01 tháng 3 năm 2023\nKÉ HOẠCH\n\nVề giảm nghèo\n{BODY}"
    ),
    "all on one line": (
        f"ỦY BAN NHÂN DÂN HUYỆN SƠN LĨNH {QH} {TN} Số: 29/KH-UBND Sơn Lĩnh, ngày 01 tháng 3 năm 2023 "
        f"KẾ HOẠCH Về giảm nghèo\n{BODY}"
    ),
    "markdown headings": (
        f"# ỦY BAN NHÂN DÂN\n## HUYỆN SƠN LĨNH\n\n# {QH}\n**{TN}**\n\n**Số: 29 /KH-UBND**\n\n"
        f"*Sơn Lĩnh, ngày 01 tháng 3 năm 2023*\n\n## KẾ HOẠCH\n\n### Về giảm nghèo\n{BODY}"
    ),
    "small letters": (
        f"Ủy ban nhân dân\nhuyện Sơn Lĩnh\n\n{QH}\n{TN}\n\nSố: 29/KH-UBND\nSơn Lĩnh, ngày 01 tháng 3 năm 2023\n\n"
        f"Kế hoạch\nVề giảm nghèo\n{BODY}"
    ),
    "a web page's broken lines": (
        "ỦY BAN NHÂN DÂN\n\n\nHUYỆN SƠN\n  LĨNH\n\n\n\nSố:\n\n 29\n/KH-UBND\n\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n VIỆT NAM\n\n"
        f"Độc lập - Tự do -\n Hạnh phúc\n\n\nSơn\n  Lĩnh, ngày 01\n tháng 3 năm\n 2023\n\n\n"
        f"KẾ HOẠCH\n\nVề\ngiảm nghèo\n\n{BODY}"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same(layout: str) -> None:
    found = header(LAYOUTS[layout])
    assert [name.upper() for _, name in organs(found)] == ["ỦY BAN NHÂN DÂN HUYỆN SƠN LĨNH"]
    assert found.organs[0].parent is None
    assert found.code
    assert (found.code.value, found.code.number, found.code.notation) == ("29/KH-UBND", "29", "KH-UBND")
    assert found.type
    assert (found.type.value, found.type.name) == ("KH", "Kế hoạch")
    assert (of(found.place), of(found.issued_date)) == ("Sơn Lĩnh", "2023-03-01")
    assert of(found.subject) == "Về giảm nghèo"
    assert found.family == "state"
    assert not found.warnings


def columns(left: str, number: str = "Số: 9/TB-ABC", title: str = "THÔNG BÁO") -> str:
    """A header of two columns; lines of the left one split at `/`."""
    lines = [*left.split("/"), ""]
    return (
        "".join(f"{words:<44}{right}\n" for words, right in zip(lines, (QH, TN, "", "", ""), strict=False))
        + f"{number:<40}Tân Giang, ngày 6 tháng 01 năm 2024\n\n        {title}\n   Lịch làm việc\n{BODY}"
    )


@pytest.mark.parametrize(
    ("left", "number", "wanted"),
    [
        (
            "SỞ Y TẾ TÂN GIANG/TRUNG TÂM Y TẾ/HUYỆN SƠN LĨNH",
            "Số: 9/TB-TTYT",
            [("SỞ Y TẾ TÂN GIANG", "TRUNG TÂM Y TẾ HUYỆN SƠN LĨNH")],
        ),
        ("UBND TỈNH TÂN GIANG/SỞ NỘI VỤ", "Số: 9/TB-SNV", [("UBND TỈNH TÂN GIANG", "SỞ NỘI VỤ")]),
        (
            "HỘI ĐỒNG NHÂN DÂN/TỈNH TÂN GIANG/ĐOÀN GIÁM SÁT",
            "Số: 9/TB-ĐGS",
            [("HỘI ĐỒNG NHÂN DÂN TỈNH TÂN GIANG", "ĐOÀN GIÁM SÁT")],
        ),
        ("VĂN PHÒNG/CHÍNH PHỦ", "Số: 9/TB-VPCP", [(None, "VĂN PHÒNG CHÍNH PHỦ")]),
        ("BỘ NÔNG NGHIỆP/VÀ MÔI TRƯỜNG", "Số: 9/TB-BNNMT", [(None, "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG")]),
        ("BỘ TÀI CHÍNH/CỤC/HẢI QUAN", "Số: 9/TB-CHQ", [("BỘ TÀI CHÍNH", "CỤC HẢI QUAN")]),
        (
            "ỦY BAN MTTQ VIỆT NAM/XÃ LỘC THUẬN/BAN THƯỜNG TRỰC",
            "Số: 9/TB-MTTQ-BTT",
            [(None, "ỦY BAN MTTQ VIỆT NAM XÃ LỘC THUẬN BAN THƯỜNG TRỰC")],
        ),
        ("BỘ CÔNG AN/BỘ QUỐC PHÒNG", "Số: 9/TTLT-BCA-BQP", [(None, "BỘ CÔNG AN"), (None, "BỘ QUỐC PHÒNG")]),
        ("BỘ TÀI CHÍNH - BỘ NỘI VỤ", "Số: 9/TTLT-BTC-BNV", [(None, "BỘ TÀI CHÍNH"), (None, "BỘ NỘI VỤ")]),
        (
            "UBND TỈNH TÂN GIANG/SỞ Y TẾ -/SỞ TÀI CHÍNH",
            "Số: 9/HDLN-SYT-STC",
            [("UBND TỈNH TÂN GIANG", "SỞ Y TẾ"), ("UBND TỈNH TÂN GIANG", "SỞ TÀI CHÍNH")],
        ),
        ("BỘ CÔNG THƯƠNG TRƯỜNG ĐẠI HỌC CỬA LÂM", "Số: 9/TB-ĐHCL", [("BỘ CÔNG THƯƠNG", "TRƯỜNG ĐẠI HỌC CỬA LÂM")]),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Số: 9/TB-SNNMT", [(None, "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG")]),
        ("BỘ TƯ LỆNH/QUÂN KHU 5", "Số: 9/TB-BTL", [(None, "BỘ TƯ LỆNH QUÂN KHU 5")]),
    ],
)
def test_one_body_on_two_lines_or_two_bodies(left: str, number: str, wanted: list[tuple[str | None, str]]) -> None:
    assert organs(header(columns(left, number))) == wanted


@pytest.mark.parametrize(
    ("line", "value", "number", "year", "reason"),
    [
        ("Số: 788/STP-HCBT", "788/STP-HCBT", "788", None, None),
        ("Số: 250     /QĐ-UBND", "250/QĐ-UBND", "250", None, None),
        ("Số:251    /QĐ-UBND", "251/QĐ-UBND", "251", None, None),
        ("Số: 06/2014/NĐ-CP", "06/2014/NĐ-CP", "06", "2014", None),
        ("Số: 66.7/2025/NQ-CP", "66.7/2025/NQ-CP", "66.7", "2025", None),
        ("Số: 30a/2008/NQ-CP", "30a/2008/NQ-CP", "30a", "2008", None),
        ("Số: 1 002/QĐ-UBND", "1002/QĐ-UBND", "1002", None, "digits_apart"),
        ("Số 67-KH/HU", "67-KH/HU", "67", None, None),
        ("Số 67--KH/HU", "67-KH/HU", "67", None, None),
        ("Số 05-QC/BTCTU-BDVTU", "05-QC/BTCTU-BDVTU", "05", None, None),
        ("Số: 367-QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", "367", None, None),
        ("Số: 01/2014/TTLT-BNV-BLĐTB&XH", "01/2014/TTLT-BNV-BLĐTB&XH", "01", "2014", None),
        ("Số: 484/TTr-CAT-TM(CSKT)", "484/TTr-CAT-TM(CSKT)", "484", None, None),
        ("Luật số: 45/2019/QH14", "45/2019/QH14", "45", "2019", None),
        ("Số:            /UBND-NC", "/UBND-NC", None, None, "number_blank"),
        ("Số: ……/QĐ-UBND", "/QĐ-UBND", None, None, "number_blank"),
        ("Số: /2025/NQ-HĐND", "/2025/NQ-HĐND", None, "2025", "number_blank"),
        ("Số:0+ /CT-UBND", "/CT-UBND", None, None, "number_unreadable"),
        ("Số: 4‡ /QĐ-UBND", "/QĐ-UBND", None, None, "number_unreadable"),
        ("Số: 2. /CT-UBND", "/CT-UBND", None, None, "number_unreadable"),
        ("Số: §{ /QĐÐ-UBND", "/QĐ-UBND", None, None, "number_unreadable"),
        ("Số:542_ /TB-UBND", "542/TB-UBND", "542", None, None),
        ('Số: 899 _"UBND-TTHC', "899/UBND-TTHC", "899", None, "slash_misread"),
        ("Số: 239 /TIr-UBND", "239/TTr-UBND", "239", None, "ocr_letters"),
        ("Số: 12/QD-UBND", "12/QĐ-UBND", "12", None, "ocr_letters"),
        ("Số2624/QĐ-BGDĐT", "2624/QĐ-BGDĐT", "2624", None, None),
    ],
)
def test_the_number_and_what_is_lost_of_it(
    line: str, value: str, number: str | None, year: str | None, reason: str | None
) -> None:
    found = header(columns("SỞ NỘI VỤ", line, "QUYẾT ĐỊNH"))
    assert found.code
    assert (found.code.value, found.code.number, found.code.year) == (value, number, year)
    assert (found.code.grade == "sure") is (reason is None)
    assert reason is None or reason in found.code.reasons
    lost = {warning.code for warning in found.warnings} & {"number_blank", "number_unreadable"}
    assert bool(lost) is (number is None)


def test_the_numbers_of_stamps_and_addresses_are_not_the_documents() -> None:
    raw = (
        f"CÔNG VĂN ĐẾN\nSố: 1234\nNgày: 15/5/2024\n\nUBND TỈNH TÂN GIANG {QH}\nSỞ NỘI VỤ {TN}\n"
        "Số:     /SNV-VP Tân Giang, ngày {4 tháng 5 năm 2024\nV/v góp ý\n\nCÔNG VĂN ĐẾN\nSố: 0917\nNgày: 16/5/2024\n\n"
        f"Kính gửi: Sở Y tế.\nĐịa chỉ: Số: 05 đường Ven Kênh.\n{BODY}"
    )
    found = header(raw)
    assert found.code
    assert (found.code.number, found.code.notation) == (None, "SNV-VP")
    assert of(found.issued_date) == "2024-05"
    assert of(found.subject) == "góp ý"
    assert [of(each) for each in found.addressees] == ["Sở Y tế"]


@pytest.mark.parametrize(
    ("number", "title", "value", "name"),
    [
        ("Số: 9/QĐ-SNV", "QUYÉT ĐỊNH", "QĐ", "Quyết định"),
        ("Số: 9/CT-UBND", "CHÍ THỊ", "CT", "Chỉ thị"),
        ("Số: 9/HDLN-SYT-STC", "HƯỚNG DẪN LIÊN NGÀNH", "HD", "Hướng dẫn liên ngành"),
        ("Số: 9/2024/TTLT-BYT-BTC", "THÔNG TƯ LIÊN TỊCH", "TTLT", "Thông tư liên tịch"),
        ("Số: 9/VBHN-BQP", "QUYẾT ĐỊNH", "VBHN", "Văn bản hợp nhất"),
        ("Số: 9/TTr-SNV", "", "TTr", "Tờ trình"),
        ("Số: 9/SNV-VP", "", "CV", "Công văn"),
        ("Số: 9/CĐ-TTg", "CÔNG ĐIỆN KHẨN", "CĐ", "Công điện"),
    ],
)
def test_the_type_by_title_else_by_notation(number: str, title: str, value: str, name: str) -> None:
    found = header(columns("SỞ NỘI VỤ", number, title))
    assert found.type
    assert (found.type.value, found.type.name) == (value, name)
    assert bool(found.type.text) is bool(title and value != "VBHN")


def test_under_the_tax_department_ct_is_the_issuer() -> None:
    raw = columns("BỘ TÀI CHÍNH/CỤC THUẾ", "Số: 5348/CT-CS", "").replace(
        "Lịch làm việc", "Kính gửi: Thuế tỉnh Tân Giang."
    )
    found = header(raw)
    assert of(found.type) == "CV"


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "TP. Hồ Chí Minh"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Quận 1", "Quận 1"),
        ("HÀ NỘI", "HÀ NỘI"),
    ],
)
@pytest.mark.parametrize("joined", [True, False])
def test_the_place(place: str, wanted: str, joined: bool) -> None:
    raw = columns("SỞ NỘI VỤ").replace("Tân Giang", place)
    assert of(header(" ".join(raw.split()) if joined else raw).place) == wanted


def test_a_subject_beside_place_and_date() -> None:
    raw = (
        f"UBND TỈNH TÂN GIANG {QH}\nSỞ NỘI VỤ {TN}\nSố: 9/SNV-XDCQ\n"
        f"V/v báo cáo tổ chức Tân Giang, ngày 6 tháng 01 năm 2024\nbộ máy cấp xã\nKính gửi: Các xã, phường\n{BODY}"
    )
    found = header(raw)
    assert of(found.subject) == "báo cáo tổ chức bộ máy cấp xã"
    assert found.subject
    assert found.subject.spans
    assert of(found.place) == "Tân Giang"


def test_a_party_letter_without_vv() -> None:
    raw = (
        "ĐẢNG BỘ TỈNH TÂN GIANG                        ĐẢNG CỘNG SẢN VIỆT NAM\n  HUYỆN ỦY SƠN LĨNH\n"
        "       *                    Sơn Lĩnh, ngày 3 tháng 4 năm 2024\n  Số 357-CV/HU\nvề lấy ý kiến dự thảo\n\n"
        "      Kính gửi:  - Các đảng ủy trực thuộc,\n                 - Các ban Huyện ủy.\n\nHuyện ủy đề nghị góp ý.\n"
    )
    found = header(raw)
    assert found.family == "party"
    assert organs(found) == [("ĐẢNG BỘ TỈNH TÂN GIANG", "HUYỆN ỦY SƠN LĨNH")]
    assert of(found.type) == "CV"
    assert of(found.subject) == "về lấy ý kiến dự thảo"
    assert [of(each) for each in found.addressees] == ["Các đảng ủy trực thuộc", "Các ban Huyện ủy"]


def test_a_party_letter_without_any_opening_word() -> None:
    raw = (
        "HUYỆN ỦY SƠN LĨNH                        ĐẢNG CỘNG SẢN VIỆT NAM\nBAN TỔ CHỨC\n"
        "Số 20-CV/BTCHU                  Sơn Lĩnh, ngày 3 tháng 4 năm 2024\nphối hợp sắp xếp chi bộ quý\nII/2024\n\n"
        "Kính gửi: Các đảng ủy\n\nBan Tổ chức đề nghị góp ý.\n"
    )
    assert of(header(raw).subject) == "phối hợp sắp xếp chi bộ quý II/2024"


def test_issuer_and_number_in_one_line() -> None:
    raw = (
        "ỦY BAN NHÂN DÂN TỈNH TÂN GIANG SỞ NỘI VỤ Số: 88/BC-SNV\n"
        f"{QH} {TN} Tân Giang, ngày 5 tháng 11 năm 2025\nBÁO CÁO\nVề nuôi tôm\n\nCăn cứ Luật Thủy lợi;\n"
    )
    found = header(raw)
    assert organs(found) == [("ỦY BAN NHÂN DÂN TỈNH TÂN GIANG", "SỞ NỘI VỤ")]
    assert found.code is not None
    assert found.code.value == "88/BC-SNV"


def test_a_mass_organisation() -> None:
    assert header(columns("LIÊN ĐOÀN LAO ĐỘNG/TỈNH TÂN GIANG", "Số: 9/KH-LĐLĐ")).family == "organisation"


@pytest.mark.parametrize(
    ("stamp", "priority", "secrecy"),
    [
        ("HỎA TỐC", "HT", None),
        ("HOẢ TỐC          TỐI MẬT", "HT", "B"),
        ("THƯỢNG KHẨN", "TK", None),
        ("KHẨN", "K", None),
        ("MẬT", None, "C"),
    ],
)
def test_stamps(stamp: str, priority: str | None, secrecy: str | None) -> None:
    found = header(columns("SỞ NỘI VỤ").replace("        THÔNG BÁO", f"   {stamp}\n        THÔNG BÁO"))
    assert (of(found.priority), of(found.secrecy)) == (priority, secrecy)
    assert organs(found) == [(None, "SỞ NỘI VỤ")]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (
            "Kính gửi: Sở A; Sở B (qua Văn phòng; nếu có); Công an tỉnh.",
            ["Sở A", "Sở B (qua Văn phòng; nếu có)", "Công an tỉnh"],
        ),
        ("Kính gửi: - Các Phòng, Khoa;\n- Trạm Y tế các xã.", ["Các Phòng, Khoa", "Trạm Y tế các xã"]),
        ("Kính gửi :\n   - Sở A;\n   - Các trường: Một,\nHai, Ba.", ["Sở A", "Các trường: Một, Hai, Ba"]),
        ("Kính gửi:\nSở A\nSở B tại\nthành phố", ["Sở A", "Sở B tại thành phố"]),
        (
            "Kính gửi:\n- Chủ tịch các tỉnh: Một, Hai:\nCác Bộ: Ba, Bốn:\nVăn phòng A;\n",
            ["Chủ tịch các tỉnh: Một, Hai", "Các Bộ: Ba, Bốn", "Văn phòng A"],
        ),
        (
            "Kính gửi:\n- Chủ tịch các tỉnh; Một, Hai;\n- Các Bộ; các huyện; Sở A.",
            ["Chủ tịch các tỉnh; Một, Hai", "Các Bộ", "các huyện", "Sở A"],
        ),
        ("Kính gửi:\nGiám đốc A:\nCác Bộ: Ba, Công\nThương:\n", ["Giám đốc A", "Các Bộ: Ba, Công Thương"]),
        ("Kính gửi:\n- Các Bộ:\nBa, Bốn;\n- Văn phòng A.", ["Các Bộ: Ba, Bốn", "Văn phòng A"]),
        (
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện;\nGiám đốc các sở;\nChủ tịch các xã.",
            ["Giám đốc các sở", "Chủ tịch các xã"],
        ),
        ("Kính gửi: Sở A\nĐồng kính gửi: Sở B", ["Sở A", "Sở B"]),
        (
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n- Giám đốc các sở;\n- Chủ tịch các xã.",
            ["Giám đốc các sở", "Chủ tịch các xã"],
        ),
    ],
)
def test_addressees(given: str, wanted: list[str]) -> None:
    raw = columns("SỞ NỘI VỤ", "Số: 9/SNV-VP", "").replace("Lịch làm việc", f"V/v góp ý\n\n{given}\n\n")
    assert [of(each) for each in header(raw).addressees] == wanted


def test_minutes_carry_their_date_in_the_closing_sentence() -> None:
    raw = (
        f"ỦY BAN NHÂN DÂN     {QH}\nXÃ LỘC THUẬN        {TN}\nSố: 4/BB-UBND\n\n   BIÊN BẢN\nHọp xét duyệt\n\n"
        "I. NỘI DUNG\n1. Thống nhất.\nCuộc họp kết thúc vào 10 giờ 30 phút, ngày 05 tháng 11 năm 2024./.\n"
    )
    found = header(raw)
    assert of(found.issued_date) == "2024-11-05"
    assert found.issued_date
    assert found.issued_date.grade == "likely"


def test_nothing_to_read_leaves_warnings_and_no_values() -> None:
    found = header("Hôm nay trời đẹp.\nChúng tôi đi chợ.\n")
    assert found.code is None
    assert not found.organs
    assert {"code_missing", "date_missing", "organ_missing", "type_missing"} <= {each.code for each in found.warnings}
