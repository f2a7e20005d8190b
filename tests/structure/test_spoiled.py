"""Headers that OCR spoiled: letters changed, lost, joined; lines lost, a stamp's rubbish between them."""

from __future__ import annotations

import time

import pytest

from trichxuat import extract
from trichxuat.record import Record, Value
from trichxuat.structure.documents import find_documents
from trichxuat.structure.lines import read_lines
from trichxuat.structure.spoiled import mend
from trichxuat.text import Text

BODY = (
    "\nĐiều 1. Giao Phòng Nội vụ chủ trì việc này.\n\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Văn Tám\n"
)
CLEAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH TÂN GIANG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "Số: 14/QĐ-UBND\n\nTân Giang, ngày 28 tháng 9 năm 2025\n\nQUYẾT ĐỊNH\nVề việc lập tổ công tác\n\n"
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật Lưu trữ ngày 21/6/2024;\n" + BODY
)


def shown(raw: str) -> dict[str, str | None]:
    record = extract(raw)[0]

    def of(value: Value | None) -> str | None:
        return value.value if value else None

    return {
        "organ": " | ".join(organ.name.value for organ in record.organs),
        "parent": of(record.organs[0].parent) if record.organs else None,
        "code": of(record.code),
        "type": of(record.type),
        "place": of(record.place),
        "date": of(record.issued_date),
        "subject": of(record.subject),
        "addressees": " | ".join(value.value for value in record.addressees),
    }


@pytest.mark.parametrize(
    "slip",
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘUG HÒE XÃ BỘI CHỦ NQHĨA VlỆT NAN"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒAXÃ HỘI CHỦNGHĨA VIỆT NAM"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CÔNG HA XÃ HỘI\nCHỦ NGHA VỆT NAM"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", ""),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CHỦ NGHĨA VIỆT NAM"),
        ("Độc lập - Tự do - Hạnh phúc", "Dộe lập - Tự dc - Hạub phúe"),
        ("Độc lập - Tự do - Hạnh phúc\n", ""),
        ("Số: 14", "8ố: 14"),
        ("Số: 14", "Sế: 14"),
        ("ngày 28 tháng 9 năm", "uqày 28 tbáng 9 uăm"),
        ("ngày 28 tháng 9 năm", "nqày 28 fháng 9 năn"),
        ("ngày 28 tháng 9 năm", "ngày 28 thág 9  nm"),
        ("QUYẾT ĐỊNH", "QNYẾT ĐlUH"),
        ("QUYẾT ĐỊNH", "QUYẾT ĐỊNII"),
        ("QUYẾT ĐỊNH", "QUYẾTĐỊNH"),
        ("QUYẾT ĐỊNH", "Q UYẾT ĐỊNI"),
        ("Căn cứ", "Cău cứ"),
        ("Căn cứ", "Eăn eứ"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNB"),
        ("ỦY BAN NHÂN DÂN\nTỈNH", "ỦY BAN NHÂN DÂN\nTTDT(2).vp-18\nTỈNH"),
        ("TỈNH TÂN GIANG\n\n", "TỈNH TÂN GIANG\n^ „ j r? „\n\n"),
        ("ngày 28 tháng 9 năm", "ng ày 28 thá ng 9 năm"),
        ("ngày 28 tháng 9 năm", "ngày 28 tháuq 9 năm"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNGHÒA XÃ HỘI CHỦ NCHĨA VIỆI NAM"),
    ],
    ids=lambda slip: slip[1].strip() or "lost: " + slip[0].strip(),
)
def test_a_spoiled_cue_changes_no_value(slip: tuple[str, str]) -> None:
    assert slip[0] in CLEAN
    assert shown(CLEAN.replace(*slip, 1)) == shown(CLEAN)


@pytest.mark.parametrize(
    ("printed", "organs"),
    [
        ("ỦY HAN NHÂN DÂN\nTỈNH TÂN GIANG", "ỦY HAN NHÂN DÂN TỈNH TÂN GIANG"),
        ("UỶ BAU NHÀU DÂN\nFỈNH TÂN GIANG", "UỶ BAU NHÀU DÂN FỈNH TÂN GIANG"),
        ("ỦY BANNHÂN DÂN\nTỈNH TÂN GIANG", "ỦY BANNHÂN DÂN TỈNH TÂN GIANG"),
        ("8Ở GIÁO DỤC VÀ ĐÀO TẠO", "8Ở GIÁO DỤC VÀ ĐÀO TẠO"),
        ("SỐ GIÁO DỤE VÀ ĐÀO TẠO", "SỐ GIÁO DỤE VÀ ĐÀO TẠO"),
        ("HỘ NỘI VỤ", "HỘ NỘI VỤ"),
        ("UBNDTỈNH TÂN GIANG", "UBNDTỈNH TÂN GIANG"),
        ("LIÊU ĐOÀN LAO ĐỘNG", "LIÊU ĐOÀN LAO ĐỘNG"),
        ("ỦY BAN NHÂN DÂN\nTỈNH ĐlNH GIANG", "ỦY BAN NHÂN DÂN TỈNH ĐlNH GIANG"),
        ("ỦY BAN NHÂN DÂN\nTỈNH SƠN NGÃl", "ỦY BAN NHÂN DÂN TỈNH SƠN NGÃl"),
        ("sở NỘI VỤ", "sở NỘI VỤ"),
        ("CÔNG VĂN ĐẾN\nTHÚ TƯỚNGCHÍNH\nPHỦ", "THÚ TƯỚNGCHÍNH PHỦ"),
        ("TRƯỜNGTHPT ĐỒI XANH", "TRƯỜNGTHPT ĐỒI XANH"),
        ("IIỘI ĐỒNG NHÂN DÂN", "IIỘI ĐỒNG NHÂN DÂN"),
    ],
)
def test_an_issuer_keeps_the_letters_that_were_printed(printed: str, organs: str) -> None:
    found = shown(CLEAN.replace("ỦY BAN NHÂN DÂN\nTỈNH TÂN GIANG", printed, 1))
    assert (found["organ"], found["parent"]) == (organs, None)


def test_a_small_letter_in_the_column_beside_another() -> None:
    top = f"ỦY BAN NHÂN DÂN {'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'}\nTỈNH SƠN NGÃl Độc lập - Tự do - Hạnh phúc\n"
    assert shown(top + CLEAN[CLEAN.index("Số") :])["organ"] == "ỦY BAN NHÂN DÂN TỈNH SƠN NGÃl"


def test_the_heading_beside_an_issuer_takes_no_word_of_it() -> None:
    top = "ỦY BAN NHÂN DÂN CỘNG HÒAXÃ HỘI CHÚ NGHĨA VIỆT NAM\nTỈNH TÂN GIANG Độc lập - Tự do - Hạnh phúc\n"
    assert shown(top + CLEAN[CLEAN.index("Số") :])["organ"] == "ỦY BAN NHÂN DÂN TỈNH TÂN GIANG"


@pytest.mark.parametrize(
    "subject",
    [
        "VỀ VIỆC CẢl CÁCH THỦ TỤC\nVÀ NÂNG CAO CHẤT LƯỢNG PHỤC VỤ",
        "VỀ VIỆC THỰC HIỆN CHỈ THỊ 5/CT-UBND về ĐỔI MỚI\nCÔNG TÁC VĂN THƯ TRONG TÌNH HÌNH MỚI",
        "CHÍNH SÁCH HỖ TRỢ HỘ Dl DỜI\nSẠT LỞ VEN SÔNG",
        "VỀ KIIÓA HỌC TRUYỀN NHlỄM\nSAU LỤT BÃO",
    ],
)
def test_a_subject_in_capitals_goes_on_behind_a_small_letter(subject: str) -> None:
    raw = CLEAN.replace("Về việc lập tổ công tác", subject)
    assert shown(raw)["subject"] == " ".join(subject.split())


@pytest.mark.parametrize("place", ["hÀ Giang", "8ơn Giang"])
def test_a_place_whose_first_letter_is_spoiled(place: str) -> None:
    assert shown(CLEAN.replace("Tân Giang, ngày", f"{place}, ngày"))["place"] == place


def test_issuer_and_superior_are_told_apart_by_a_spoiled_head() -> None:
    printed = "UBND TỈNH TÂN GIANG\n8Ở NỘI VỤ"
    found = shown(CLEAN.replace("ỦY BAN NHÂN DÂN\nTỈNH TÂN GIANG", printed, 1))
    assert (found["organ"], found["parent"]) == ("8Ở NỘI VỤ", "UBND TỈNH TÂN GIANG")


def test_a_spoiled_head_beside_another_column() -> None:
    top = (
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "LIÊU ĐOÀN LAO ĐỘNG TỈNH TÂN GIANG Độc lập - Tự do - Hạnh phúc\n"
    )
    found = shown(top + CLEAN[CLEAN.index("Số") :])
    assert (found["organ"], found["parent"]) == (
        "LIÊU ĐOÀN LAO ĐỘNG TỈNH TÂN GIANG",
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
    )


@pytest.mark.parametrize("lead", ["Kính qửi:", "Kínb gứl:", "Kínhgửi:", "Kíuh gi:"])
def test_spoiled_addressees(lead: str) -> None:
    raw = (
        CLEAN.split("QUYẾT ĐỊNH")[0].replace("14/QĐ-UBND", "14/UBND-NC\nV/v lập tổ công tác")
        + f"{lead} Sở Nội vụ; Sở Y tế.\n\nỦy ban nhân dân tỉnh đề nghị các sở thực hiện.\n"
        + BODY
    )
    assert shown(raw)["addressees"] == "Sở Nội vụ | Sở Y tế"
    assert shown(raw)["type"] == "CV"


def record(raw: str) -> Record:
    return extract(raw)[0]


def test_what_was_mended_is_likely_and_cut_from_the_print() -> None:
    raw = CLEAN.replace("QUYẾT ĐỊNH", "QNYẾT ĐỊUH", 1).replace("tháng 9", "tbáng 9").replace("ỦY BAN", "ỦY HAN", 1)
    found = record(raw)
    assert found.type
    assert (found.type.text, found.type.value) == ("QNYẾT ĐỊUH", "QĐ")
    assert found.issued_date
    assert found.issued_date.text == "ngày 28 tbáng 9 năm 2025"
    for each in (found.type, found.issued_date, found.organs[0].name):
        assert (each.grade, each.reasons) == ("likely", ["ocr_letters"])
        assert each.is_cut_from(raw)
    assert found.place
    assert found.place.grade == "sure"


def test_noise_never_becomes_digits() -> None:
    for day in ("2S", "{8", "z8"):
        assert shown(CLEAN.replace("ngày 28 tháng", f"nqày {day} tbáng"))["date"] in ("2025-09", None)
    assert shown(CLEAN.replace("năm 2025", "năm 2O25"))["date"] is None


def test_a_second_document_is_found_by_what_is_left_of_its_heading() -> None:
    second = CLEAN.replace("CHỦ NGHĨA VIỆT NAM", "CHỦ NGHĨA VlỆT UAN").replace("Số: 14", "Số: 15")
    third = second.replace("Độc lập", "Dộe lập").replace("Số: 15", "Sế: 16")
    assert [each.code.value for each in extract(CLEAN + second + third) if each.code] == [
        "14/QĐ-UBND",
        "15/QĐ-UBND",
        "16/QĐ-UBND",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "THÀNH LẬP TỔ CÔNG TÁC",
        "CÔNG ĐIỆN",
        "ĐẮK LẮK",
        "XÃ ĐẮK PƠ",
        "HÒA BÌNH",
        "VĂN BẢN",
        "TRONG TÌNH HÌNH MỚI",
        "Dân cư trên địa bàn tỉnh Tân Giang",
        "Cán bộ, công chức, viên chức",
        "Tỉnh Phú Yên: 676 tấn gạo",
        "MỤC TIÊU, NHIỆM VỤ",
        "từ nay đến tháng 5 năm 2025",
        "MTTQ VN xã;",
        "Chương trình XII, XIII",
        "PHỤ LỤC III",
    ],
)
def test_words_that_only_look_like_cues_are_left_alone(words: str) -> None:
    for raw in (f"{words}\n{CLEAN}", CLEAN.replace("Về việc lập tổ công tác", f"{words}\nVề việc lập tổ công tác")):
        text = Text(raw)
        lines = read_lines(text)
        assert mend(text, lines, find_documents(text, lines))[0] is text


@pytest.mark.parametrize(
    ("spoiled", "meant"),
    [
        ("Nghị định số 15/2024/NĐ-CP ngny 05 thung 3 nom 2024", "Nghị định số 15/2024/NĐ-CP ngày 05 tháng 3 năm 2024"),
        ("Công văn số 7/SYT-VP ngoy 05/3/2024", "Công văn số 7/SYT-VP ngày 05/3/2024"),
        ("hoàn thành từ 05/3/2024 đến 06/3/2024", "hoàn thành từ 05/3/2024 đến 06/3/2024"),
    ],
)
def test_words_of_dates_below_the_header(spoiled: str, meant: str) -> None:
    text = Text(f"{CLEAN}\n{spoiled}.\n")
    lines = read_lines(text)
    assert mend(text, lines, find_documents(text, lines))[0].clean.endswith(f"{meant}.\n")


@pytest.mark.parametrize(
    "raw",
    [
        "CỘUG HÒA XÃ HỘI " * 4000,
        "CỘUG HÒA XÃ HỘI CBỦ NGHĨA VIỆT NAN\n" * 4000,
        "hanh phuc doc lap hoi chu nghia viet\n" * 6000,
        "8Ở " * 60_000,
        "UAM 2025 " * 30_000,
        "Ủ" * 300_000,
        "8ố: " * 60_000,
        "Kính\n" * 60_000,
    ],
)
def test_hostile_headers_cost_little(raw: str) -> None:
    text = Text(raw)
    lines = read_lines(text)
    parts = find_documents(text, lines)
    begun = time.perf_counter()
    mend(text, lines, parts)
    assert time.perf_counter() - begun < 3
