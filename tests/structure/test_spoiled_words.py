"""Bodies whose words OCR spoiled: what is mended, what is left alone, and what values show."""

import time

import pytest

from trichxuat import extract, lexicon
from trichxuat.structure.known_words import pairs, syllables, words, written
from trichxuat.structure.spoiled_words import readings, word_mends
from trichxuat.text import Text

SPOILED = "Các đơn vị cbủ trì, thực hlện nghiêm, báo cáo kết quả về Phòng Nộl vụ. "


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("cbủ trì", "chủ trì"),
        ("tríeh yếu", "trích yếu"),
        ("thực hlện", "thực hiện"),
        ("Ciao các đơn vị", "Giao các đơn vị"),
        ("Irung tâm Y tế", "Trung tâm Y tế"),
        ("pháp iuật", "pháp luật"),
        ("fổ chức", "tổ chức"),
        ("đề nqhị", "đề nghị"),
        ("IIội đồng nhân dân", "Hội đồng nhân dân"),
        ("8ở Tài chính", "Sở Tài chính"),
        ("8ộ Tài chính", "Bộ Tài chính"),
        ("chủtrì thực hiện", "chủ trì thực hiện"),
        ("tổchức", "tổ chức"),
        ("th ực hiện", "thực hiện"),
        ("Ghánh Văn phòng", "Chánh Văn phòng"),
        ("địa\nphươngngày 05/6/2024", "địa\nphương ngày 05/6/2024"),
        ("bổ sủngmột số", "bổ sủng một số"),
    ],
)
def test_a_word_that_is_none_is_mended(printed: str, meant: str) -> None:
    text = Text(printed)
    new = text.mended(word_mends(text, 0, len(text.clean)))
    assert new.clean == meant
    assert new.raw == printed


@pytest.mark.parametrize(
    "printed",
    [
        "thiết bị IoT và AI",
        "công ty Samsung",
        "Krông Bông, Đắk Song",
        "số 15/QĐ-UBND ngày 05/6/2024",
        "địa chỉ cbtri@binhson.gov.vn",
        "Giao các đơn vị thực hiện",
        "UBND, HĐND, MTTQVN",
        "mẫu 8a, 1b",
        "công bố, hợp tác, nhau, bạn bè",
        "",
    ],
)
def test_names_codes_and_sound_words_are_left_alone(printed: str) -> None:
    assert word_mends(Text(printed), 0, len(printed)) == []


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Gác đơn vị thuộc xã.", "Các đơn vị thuộc xã."),
        ("Sớ Tài chính lập dự toán.", "Sở Tài chính lập dự toán."),
        ("Ủy bau nhân dân xã.", "Ủy ban nhân dân xã."),
        ("số tài khoản của xã", "số tài khoản của xã"),
        ("Nhân dân các xã, hướng dân các xã.", "Nhân dân các xã, hướng dẫn các xã."),
        ("Có hiệu quả, có hiện vật.", "Có hiệu quả, có hiện vật."),
    ],
)
def test_words_that_are_others_by_mistake_only_where_much_is_spoiled(printed: str, meant: str) -> None:
    assert word_mends(Text(printed), 0, len(printed)) == []
    text = Text(SPOILED + printed)
    new = text.mended(word_mends(text, 0, len(text.clean)))
    assert new.clean.endswith(meant)


def test_a_value_ends_where_two_words_were_joined() -> None:
    raw = "Căn cứLuật Nhà ở"
    text = Text(raw)
    new = text.mended(word_mends(text, 0, len(raw)))
    assert new.clean == "Căn cứ Luật Nhà ở"
    assert raw[slice(*new.span(0, 6))] == "Căn cứ"
    assert raw[slice(*new.span(7, 17))] == "Luật Nhà ở"


def test_values_show_what_was_printed() -> None:
    (record,) = extract(
        "ỦY BAN NHÂN DÂN\nXÃ GÒ SIM\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Số: 5/KH-UBND\n\nGò Sim, ngày 05 tháng 6 năm 2024\n\nKẾ HOẠCH\nTrồng cây năm 2024\n\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Nộl vụ cbủ trì, tổng hợp danh sách trước nqày 15/6/2024.\n"
        "2. Phòng Kinh tế có tráeh nhiệm cung cấp cây giống.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\nLê Văn Bê\n"
    )
    first, second = record.tasks
    assert first.unit.text == "Phòng Nộl vụ"
    assert first.unit.grade == "likely"
    assert "ocr_letters" in first.unit.reasons
    assert first.text == "cbủ trì, tổng hợp danh sách trước nqày 15/6/2024"
    assert first.deadline
    assert first.deadline.text == "trước nqày 15/6/2024"
    assert first.deadline.value == "2024-06-15"
    assert second.text == "có tráeh nhiệm cung cấp cây giống"


@pytest.mark.parametrize("row", lexicon.table("body_words"), ids=lambda row: row["words"])
def test_row(row: dict[str, str]) -> None:
    plain = lexicon.plain(row["words"])
    assert plain in lexicon.plain(row["example"])
    assert all(pair in pairs() for pair in zip(plain.split(), plain.split()[1:], strict=False))


def test_known_words() -> None:
    assert {"chu", "tri", "nghiem"} <= words() <= syllables()
    assert {"nghia", "giua", "quy", "khuyu"} & syllables()
    assert not {"cbu", "nqay", "ghanh", "trieh", "iuat", "ea"} & syllables()
    assert "sở" in written()
    assert ("sở", "tài") in pairs()[("so", "tai")]


def test_readings_never_make_digits_or_short_guesses() -> None:
    assert readings("15") == ()
    assert readings("x") == ()
    assert readings("a" * 40) == ()
    assert all(not letters.isdigit() for _, _, letters in readings("nqay"))


@pytest.mark.parametrize("hostile", ["cbu " * 50_000, "q" * 300_000, "th " * 80_000, "iuat." * 60_000])
def test_time_is_bounded(hostile: str) -> None:
    text = Text(hostile)
    started = time.perf_counter()
    word_mends(text, 0, len(text.clean))
    assert time.perf_counter() - started < 3
