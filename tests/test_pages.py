"""Records of laid out pages: page and box, grades by confidence, what is in ink."""

from __future__ import annotations

import pytest

from trichxuat import Record, extract
from trichxuat.pages import on_pages
from trichxuat.reading.page import Arrival, Handwritten, Laid, Placed
from trichxuat.record import check_spans

TEXT = """ỦY BAN NHÂN DÂN
XÃ BÌNH MINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Bình Minh, ngày 05 tháng 6 năm 2024
KẾ HOẠCH
Phòng, chống thiên tai năm 2024
Giao Công an xã tuần tra ban đêm trước ngày 15/7/2024.
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Trần Văn Mẫu
"""


def laid(**confidence: float) -> Laid:
    """The text on two pages, ten points a line and five a letter; confidence by word, 0.96 where nothing is said."""
    words = []
    at = 0
    turn = TEXT.index("Nơi nhận")
    for row, line in enumerate(TEXT.splitlines()):
        start = 0
        for word in line.split():
            start = line.index(word, start)
            left, page = 5.0 * start, 1 if at < turn else 2
            box = (left, 10.0 * row, left + 5.0 * len(word), 10.0 * row + 8)
            sure = confidence.get(word.strip(".,;:"), 0.96)
            words.append(Placed(at + start, at + start + len(word), page, box, sure))
            start += len(word)
        at += len(line) + 1
    return Laid(TEXT, words, [(0, turn), (turn, len(TEXT))])


def read(pages: Laid) -> Record:
    (record,) = on_pages(extract(TEXT), pages)
    assert check_spans(record, TEXT) == []
    return record


def cell(kind: str, words: str, *candidates: tuple[str, float]) -> Handwritten:
    at = TEXT.index(words)
    return Handwritten(kind, at, at + 2, 1, (0.0, 0.0, 9.0, 9.0), list(candidates))


def test_every_value_knows_its_page_and_box() -> None:
    record = read(laid())
    assert (record.subject.page, record.signers[0].full_name.page) == (1, 2)
    assert record.issued_date.box == (55.0, 50.0, 175.0, 58.0)
    assert record.organs[0].name.box == (0.0, 0.0, 75.0, 18.0), "two lines"
    assert (record.source.first_page, record.source.pages) == (1, 2)
    assert record.code.grade == "sure"


@pytest.mark.parametrize(("sure", "grade"), [(0.95, "sure"), (0.8, "likely"), (0.4, "check")])
def test_grades_follow_the_confidence_of_few_words(sure: float, grade: str) -> None:
    code = read(laid(**{"12/KH-UBND": sure})).code
    assert code.grade == grade
    assert ("ocr_confidence" in code.reasons) == (grade != "sure")


def test_a_long_value_bears_a_doubtful_word() -> None:
    (task,) = read(laid(tuần=0.5)).tasks
    assert (task.grade, task.unit.grade) == ("check", "sure"), "eight words and fewer are no surer than the worst"
    organ = read(laid(MINH=0.5)).organs[0].name
    assert organ.grade == "check"


def test_a_number_in_ink_is_never_sure() -> None:
    pages = laid()
    pages.cells = [cell("number", "12/KH", ("127", 0.7), ("12", 0.2))]
    code = read(pages).code
    assert (code.value, code.number, code.notation, code.grade) == ("127/KH-UBND", "127", "KH-UBND", "check")
    assert code.reasons == ["handwritten"]
    assert [(each.value, each.weight) for each in code.candidates] == [("127", 0.7), ("12", 0.2)]
    assert code.text == "12/KH-UBND", "what the first reader saw"


def test_a_number_that_nobody_reads_is_null() -> None:
    pages = laid()
    pages.cells = [cell("number", "12/KH")]
    record = read(pages)
    assert (record.code.number, record.code.value, record.code.notation) == (None, "/KH-UBND", "KH-UBND")
    assert [warning.code for warning in record.warnings] == ["number_unreadable"]


@pytest.mark.parametrize(
    ("candidates", "value", "codes"), [([("7", 0.8)], "2024-06-07", []), ([], "2024-06", ["date_partial"])]
)
def test_a_day_in_ink(candidates: list[tuple[str, float]], value: str, codes: list[str]) -> None:
    pages = laid()
    pages.cells = [cell("day", "05 tháng", *candidates)]
    record = read(pages)
    assert (record.issued_date.value, record.issued_date.grade) == (value, "check")
    assert "handwritten" in record.issued_date.reasons
    assert [warning.code for warning in record.warnings] == codes


def test_what_was_unread_is_settled() -> None:
    """The first reader's doubts go where the second reader is believed."""
    text = TEXT.replace("Số: 12/", "Số: #?/").replace("ngày 05 tháng", "ngày {? tháng")
    pages = laid()
    pages.text = text
    pages.cells = [cell("number", "12/KH", ("12", 0.9)), cell("day", "05 tháng", ("5", 0.9))]
    (record,) = on_pages(extract(text), pages)
    assert (record.code.value, record.code.reasons) == ("12/KH-UBND", ["handwritten"])
    assert (record.issued_date.value, record.issued_date.reasons) == ("2024-06-05", ["handwritten"])
    assert record.warnings == []


def test_a_month_that_is_lost_stays_lost() -> None:
    text = TEXT.replace("ngày 05 tháng 6 năm", "ngày 05 tháng # năm")
    pages = laid()
    pages.text = text
    pages.cells = [cell("day", "05 tháng", ("5", 0.9))]
    (record,) = on_pages(extract(text), pages)
    assert record.issued_date.value == "2024"
    assert [warning.code for warning in record.warnings] == ["date_partial"]


def test_the_arrival_stamp() -> None:
    pages = laid()
    pages.arrival = Arrival("417", "2024-06-10")
    arrival = read(pages).arrival
    assert (arrival.number, arrival.date) == ("417", "2024-06-10")
    assert read(laid()).arrival is None
