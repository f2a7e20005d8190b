"""Words with places → one text: columns, paragraphs, tables, furniture, noise."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import rendering
from trichxuat.reading.layout import lay_out
from trichxuat.reading.page import Page, Word
from trichxuat.reading.pdf import read_pdf

LETTER = 5.6  # points that a letter of these made-up words is wide


def line(
    words: str,
    left: float,
    top: float,
    number: int = -1,
    height: float = 12.0,
    sure: float | None = None,
    fall: float = 0.0,
) -> list[Word]:
    """Words side by side from `left`; fall: how far each point to the right stands lower."""
    found = []
    for word in words.split():
        right = left + LETTER * len(word)
        y = top + fall * (left + right) / 2
        found.append(Word(word, left, y, right, y + height, sure, number))
        left = right + 4
    return found


def full(words: str, left: float, top: float, number: int = -1, right: float = 540.0) -> list[Word]:
    """Words spread over a row up to its right edge."""
    found = line(words, left, top, number)
    share = (right - found[-1].right) / (len(found) - 1)
    return [replace(word, left=word.left + n * share, right=word.right + n * share) for n, word in enumerate(found)]


def page(*lines: list[Word], number: int = 1, **more) -> Page:
    return Page(number, 595, 842, [word for words in lines for word in words], **more)


def header(fall: float = 0.0) -> list[list[Word]]:
    return [
        line("ỦY BAN NHÂN DÂN", 100, 60, 0, fall=fall)
        + line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 290, 60, 0, fall=fall),
        line("HUYỆN SƠN LĨNH", 104, 76, 1, fall=fall) + line("Độc lập - Tự do - Hạnh phúc", 330, 76, 1, fall=fall),
        line("Số: 29/KH-UBND", 104, 100, 2, fall=fall)
        + line("Sơn Lĩnh, ngày 05 tháng 3 năm 2024", 310, 100, 2, fall=fall),
    ]


HEADER = """\
ỦY BAN NHÂN DÂN
HUYỆN SƠN LĨNH
Số: 29/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Lĩnh, ngày 05 tháng 3 năm 2024"""


@pytest.mark.parametrize("fall", [0.0, 0.02, -0.035])
def test_header_is_read_column_by_column_on_a_skewed_page_too(fall):
    laid = lay_out(
        [
            page(
                *header(fall),
                line("KẾ HOẠCH", 260, 140, 3, fall=fall),
                line("Tuyên truyền về phân loại rác tại nguồn năm 2024", 150, 158, 4, fall=fall),
            )
        ]
    )
    assert laid.text == HEADER + "\n\nKẾ HOẠCH\nTuyên truyền về phân loại rác tại nguồn năm 2024"


def test_subject_of_a_cong_van_belongs_to_the_left_column():
    subject = [line("V/v thống kê thiệt hại", 90, 116, 3), line("do mưa lớn", 120, 130, 4)]
    laid = lay_out([page(*header(), *subject, line("Kính gửi: Các phòng, ban.", 150, 160, 5))])
    assert "Số: 29/KH-UBND\nV/v thống kê thiệt hại\ndo mưa lớn\n\nCỘNG HÒA" in laid.text
    assert laid.text.endswith("\n\nKính gửi: Các phòng, ban.")


def test_number_broken_at_its_hyphen_is_put_together():
    broken = [line("V/v góp ý dự thảo Kế hoạch số 61/KH-", 70, 116, 3), line("UBND của huyện", 110, 130, 4)]
    assert "số 61/KH-UBND của huyện" in lay_out([page(*header(), *broken, line("Kính gửi: Các xã.", 150, 160, 5))]).text


def test_gap_in_a_body_without_a_header_is_no_column():
    """Two rows with room at the same place are no header: neither Quốc hiệu nor a number is on the page."""
    rows = [
        line("Nội dung thứ nhất", 90, 100, 0) + line("kinh phí của xã", 330, 100, 0),
        line("Nội dung thứ hai", 90, 118, 1) + line("kinh phí của huyện", 330, 118, 1),
    ]
    assert [row.split() for row in lay_out([page(*rows)]).text.splitlines()] == [
        "Nội dung thứ nhất kinh phí của xã".split(),
        "Nội dung thứ hai kinh phí của huyện".split(),
    ]


def test_footer_gives_the_list_before_the_signature():
    rows = [
        line("TM. ỦY BAN NHÂN DÂN", 340, 500, 0),
        line("Nơi nhận:", 85, 508, 1) + line("KT. CHỦ TỊCH", 350, 514, 2),
        line("- Như trên;", 85, 522, 3) + line("PHÓ CHỦ TỊCH", 350, 528, 4),
        line("- Lưu: VT, VX.", 85, 536, 5),
        line("Hà Thị Sen", 360, 600, 6),
    ]
    assert lay_out([page(*rows)]).text == (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT, VX.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nHà Thị Sen"
    )


@pytest.mark.parametrize("cue", ["nhận:", "- Như Điều 3;"])
def test_footer_whose_cue_was_lost_in_part(cue):
    rows = [
        line(cue, 85, 500, 0) + line("CHỦ TỊCH", 350, 500, 1),
        line("- Phòng Tài chính - Kế hoạch;", 85, 514, 2),
        line("- Lưu: VT.", 85, 528, 3) + line("Hà Thị Sen", 350, 528, 4),
    ]
    assert lay_out([page(*rows)]).text.endswith("- Lưu: VT.\n\nCHỦ TỊCH\nHà Thị Sen")


# ---- paragraphs ----


def paragraph(top: float, number: int = 0) -> list[list[Word]]:
    return [
        full("Thực hiện Nghị quyết số 160/NQ-CP ngày 22 tháng 12 năm 2021 của Chính", 113, top, number),
        full("phủ về phát triển kinh tế - xã hội vùng biên giới và hải đảo, huyện giao các", 85, top + 17, number + 1),
        line("cơ quan như sau:", 85, top + 34, number + 2),
    ]


def test_rows_of_a_paragraph_are_one_line_and_items_are_not():
    items = [
        full("- Phòng Y tế chủ trì kiểm tra các cơ sở, báo cáo kết quả về huyện trước ngày", 113, 151, 3),
        line("30/6/2024.", 85, 168, 4),
        full("- Phòng Tư pháp phối hợp thực hiện cùng các cơ quan và đoàn thể của huyện;", 113, 185, 5),
        line("- Công an huyện giữ gìn trật tự.", 113, 202, 6),
    ]
    lines = lay_out([page(*paragraph(100), *items)]).text.splitlines()
    assert [row[:14] for row in lines] == ["Thực hiện Nghị", "- Phòng Y tế c", "- Phòng Tư phá", "- Công an huyệ"]
    assert lines[1].endswith("trước ngày 30/6/2024.")


def test_hyphen_at_the_end_of_a_row_stays_and_joins():
    rows = [
        *paragraph(100)[:1],
        line("phủ và Kế hoạch số 42/KH-UBND ngày 28/3/2022, Nghị quyết số 160/NQ-", 85, 117, 1),
        line("CP của Chính phủ.", 85, 134, 2),
    ]
    assert "số 160/NQ-CP của" in lay_out([page(*rows)]).text


def test_paragraph_goes_on_over_the_page_but_the_page_number_does_not():
    first, *rest = paragraph(740)
    laid = lay_out(
        [
            page(first),
            page(
                line("2", 305, 40, 9),
                *[
                    [Word(w.text, w.left, w.top - 680, w.right, w.bottom - 680, None, w.line) for w in row]
                    for row in rest
                ],
                number=2,
            ),
        ]
    )
    assert "\n" not in laid.text
    assert laid.furniture == [(2, "2")]
    assert [laid.text[start:end].split()[0] for start, end in laid.pages] == ["Thực", "phủ"]


def test_centred_lines_are_no_paragraph():
    rows = [
        line("QUYẾT ĐỊNH", 270, 60, 0),
        line("VỀ VIỆC BAN HÀNH QUY CHẾ LÀM VIỆC CỦA BAN CHỈ ĐẠO CẤP HUYỆN VÀ TỔ GIÚP", 85, 78, 1),
        line("ỦY BAN NHÂN DÂN HUYỆN SƠN LĨNH", 210, 96, 2),
        *paragraph(130, 3),
    ]
    assert lay_out([page(*rows)]).text.splitlines()[1:3] == [
        "VỀ VIỆC BAN HÀNH QUY CHẾ LÀM VIỆC CỦA BAN CHỈ ĐẠO CẤP HUYỆN VÀ TỔ GIÚP",
        "ỦY BAN NHÂN DÂN HUYỆN SƠN LĨNH",
    ]


def test_every_word_has_its_place():
    laid = lay_out([page(*header(), *paragraph(200, 5))])
    assert [laid.text[placed.start : placed.end] for placed in laid.words] == laid.text.split()
    first = laid.words[0]
    assert (first.page, first.box) == (1, (100, 60, 100 + 2 * LETTER, 72))


# ---- tables ----


def grid(xs: list[float], ys: list[float]) -> list[tuple[float, float, float, float]]:
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def test_ruled_table_is_read_row_by_row():
    words = [
        line("STT", 90, 103, 0),
        line("Nội dung", 130, 103, 0),
        line("Thời gian", 400, 103, 0),
        line("1", 95, 123, 1),
        line("Mua sắm thùng chứa hai ngăn", 130, 123, 1),
        line("Tháng", 400, 123, 1),
        line("cho các trường học", 130, 137, 2),
        line("9/2024", 400, 137, 2),
    ]
    laid = lay_out([page(line("Phụ lục", 250, 60, 8), *words, rules=grid([85, 120, 390, 540], [100, 120, 155]))])
    assert (
        laid.text
        == "Phụ lục\n\n| STT | Nội dung | Thời gian |\n| 1 | Mua sắm thùng chứa hai ngăn cho các trường học | Tháng 9/2024 |"
    )


def test_cell_over_two_rows_stands_in_the_first():
    rules = [rule for rule in grid([85, 120, 390], [100, 120, 140]) if rule != (85, 120, 390, 120)] + [
        (120, 120, 390, 120)
    ]
    laid = lay_out([page(line("1", 95, 123, 0), line("Trước", 130, 103, 1), line("Sau", 130, 123, 2), rules=rules)])
    assert laid.text == "| 1 | Trước |\n|  | Sau |"


def test_frame_around_words_is_no_table():
    assert lay_out([page(line("LƯU HÀNH NỘI BỘ", 330, 30), rules=grid([320, 480], [25, 50]))]).text == "LƯU HÀNH NỘI BỘ"


# ---- furniture and noise ----


def test_arrival_stamp_is_kept_out_and_read():
    stamp = [
        line("UBND HUYỆN SƠN LĨNH", 90, 150, 5),
        line("CÔNG VĂN ĐẾN", 100, 164, 6),
        line("Số: 0417", 95, 178, 7),
        line("Ngày: 15/5/2024", 95, 192, 8),
        line("Chuyển: ......", 95, 206, 9),
    ]
    laid = lay_out([page(*header(), *stamp, *paragraph(240, 10))])
    assert laid.arrival is not None
    assert (laid.arrival.number, laid.arrival.date) == ("0417", "2024-05-15")
    assert "0417" not in laid.text
    assert "29/KH-UBND" in laid.text
    assert (1, "CÔNG VĂN ĐẾN") in laid.furniture


def test_arrival_stamp_with_its_date_unreadable_says_nothing():
    stamp = [line("ĐẾN", 110, 164, 6), line("Số: .....", 95, 178, 7), line("Ngày: 45/5/2024", 95, 192, 8)]
    laid = lay_out([page(*header(), *stamp)])
    assert laid.arrival is not None
    assert (laid.arrival.number, laid.arrival.date) == (None, None)


def test_digital_signature_is_kept_out():
    signed = [
        line("Ký bởi: Ủy ban nhân dân huyện", 420, 20, 7),
        line("Cơ quan: Tỉnh Quảng Hà", 420, 30, 8),
        line("Thời gian ký: 05/03/2024 08:15:24 +07:00", 420, 40, 9),
    ]
    laid = lay_out([page(*signed, *header())])
    assert laid.text == HEADER
    assert (1, "Thời gian ký: 05/03/2024 08:15:24 +07:00") in laid.furniture


def test_running_head_of_most_pages_is_kept_out():
    pages = [
        page(line(f"CÔNG BÁO/Số 1{n}/Ngày 05-03-2024", 200, 30, 0), *paragraph(100, 1), number=n) for n in (1, 2, 3)
    ]
    laid = lay_out(pages)
    assert "CÔNG BÁO" not in laid.text
    assert len(laid.furniture) == 3


def test_noise_of_ocr_goes_unsure_words_among_sure_ones_stay():
    body = line("theo Nghị quyết số 83/NQ-HĐND ngày 07/12/2023 của Hội đồng nhân dân tỉnh", 85, 100, 0, sure=0.95)
    body[6] = Word(body[6].text, body[6].left, body[6].top, body[6].right, body[6].bottom, 0.05, 0)
    noise = line("~' Ŀ", 400, 130, 1, sure=0.3)
    laid = lay_out([page(body, noise)])
    assert laid.text == " ".join(word.text for word in body)
    assert laid.words[6].confidence == 0.05


def test_unsure_figures_beside_so_and_ngay_are_ink_not_figures():
    rows = [
        line("ỦY BAN NHÂN DÂN", 100, 60, 0, sure=0.95)
        + line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 290, 60, 1, sure=0.95),
        line("Số: 94 /KH-UBND", 104, 100, 2, sure=0.95)
        + line("Sơn Lĩnh, ngày 2f tháng 3 năm 2024", 310, 100, 3, sure=0.95),
    ]
    rows[1] = [
        Word(w.text, w.left, w.top, w.right, w.bottom, 0.3 if w.text in ("94", "2f") else 0.95, w.line) for w in rows[1]
    ]
    text = lay_out([page(*rows)]).text
    assert "Số: /KH-UBND" in text
    assert "ngày tháng 3" in text


def test_empty_pages_give_an_empty_text():
    laid = lay_out([page(), page(number=2)])
    assert (laid.text, laid.pages, laid.words) == ("", [(0, 0), (0, 0)], [])


numbers = st.floats(-1e4, 1e4) | st.just(float("nan")) | st.just(float("inf"))
boxed = st.builds(
    Word,
    st.sampled_from(
        ["Số:", "Nơi", "nhận:", "-", "CÔNG", "VĂN", "ĐẾN", "|", " ", "CỘNG HÒA XÃ HỘI", "Ký bởi: A", "2", "ß"]
    ),
    numbers,
    numbers,
    numbers,
    numbers,
    st.none() | st.floats(0, 1),
    st.integers(-1, 3),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(boxed, max_size=25), st.lists(st.tuples(*[st.floats(0, 800)] * 4), max_size=8))
def test_no_words_whatever_break_it(words, rules):
    laid = lay_out([Page(1, 595, 842, words, None, rules), Page(2, 0, 0, words)])
    assert all(laid.text[placed.start : placed.end].strip() for placed in laid.words)


# ---- whole documents ----

DOCUMENTS = ["cv-xa-01", "qd-tinh-01", "kh-tinh-01", "nq-hdnd-01"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_rendered_document_is_read_as_it_was_written(root: Path, name):
    """Not a letter more or less, and the same records as those of the text that is shown."""
    from trichxuat import extract

    if reason := rendering.missing():
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    rendered = rendering.render((root / "corpus" / "text" / f"{name}.txt").read_text("utf-8"))
    laid = lay_out(read_pdf(rendered.pdf, name))
    shown, read = (text.replace("|", "").split() for text in (rendered.text, laid.text))
    assert "".join(read) == "".join(shown)
    assert [values(record) for record in extract(laid.text)] == [values(record) for record in extract(rendered.text)]


def values(record) -> dict:
    """What a record says, places in the text apart."""

    def bare(part):
        if isinstance(part, dict):
            part = {
                key: bare(value)
                for key, value in part.items()
                if key not in ("span", "spans", "text", "source", "meta", "warnings")
            }
        elif isinstance(part, list):
            part = [bare(value) for value in part]
        return part

    return bare(record.model_dump(mode="json"))
