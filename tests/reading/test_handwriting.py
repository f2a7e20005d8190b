"""Numbers and days in ink, drawn over a printed header."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from datetime import date

import cv2
import pytest

from tests.reading.drawing import BLACK, Sheet, header, need
from trichxuat.reading import handwriting
from trichxuat.reading.cells import find_cells
from trichxuat.reading.digits import Sign, values
from trichxuat.reading.handwriting import marked, read_cells, signed_on
from trichxuat.reading.layout import lay_out
from trichxuat.reading.page import Handwritten, Page, Word
from trichxuat.reading.strokes import Hand, judge


@pytest.fixture(scope="module", autouse=True)
def _second_reader() -> None:
    need(importlib.util.find_spec("rapidocr") is not None, "rapidocr (pip: 'trichxuat[ocr]')")


def cells_of(page: Page) -> tuple[str, dict[str, Handwritten]]:
    laid = lay_out([page])
    return laid.text, {cell.kind: cell for cell in read_cells([page], laid)}


def best(cell: Handwritten) -> str | None:
    return cell.candidates[0][0] if cell.candidates else None


def inked(number: str, day: str, ink: tuple[int, int, int] = (40, 50, 150)) -> Sheet:
    sheet = header(Sheet())
    if number:
        sheet.write(120, 115, number, ink)
    if day:
        after = next(word for word in sheet.words if word.text == "tháng")
        sheet.write(after.left - 24, 115, day, ink)
    return sheet


@pytest.mark.parametrize(("number", "day"), [("27", "15"), ("306", "08"), ("04", "21")])
@pytest.mark.parametrize("ink", [(40, 50, 150), BLACK], ids=["blue", "black"])
def test_ink_is_told_from_print_and_read(number: str, day: str, ink: tuple[int, int, int]) -> None:
    text, found = cells_of(inked(number, day, ink).page)
    assert {kind: best(cell) for kind, cell in found.items()} == {"number": number, "day": day}
    at = found["number"].at
    assert text[:at].rstrip().endswith("Số:")
    assert text[found["number"].end :].lstrip().startswith("/QĐ-UBND")
    assert text[: found["day"].at].rstrip().endswith("ngày")
    assert text[found["day"].end :].lstrip().startswith("tháng")


def test_print_is_left_alone() -> None:
    assert cells_of(header(Sheet(), "27", "15").page)[1] == {}


def test_an_empty_place_is_no_handwriting() -> None:
    page = header(Sheet()).page
    assert [judge(page, cell) for cell in find_cells(page)] == [Hand.EMPTY, Hand.EMPTY]
    assert cells_of(page)[1] == {}


def test_what_tesseract_makes_of_an_empty_place_is_not_believed() -> None:
    page = header(Sheet()).page
    page.words.insert(9, Word("17", 122, 106, 133, 115, 0.7, page.words[8].line))
    text, found = cells_of(page)
    assert best(found["number"]) is None
    assert text[found["number"].at : found["number"].end] == "17"


def test_a_clean_looking_reading_of_ink_is_not_trusted() -> None:
    page = inked("306", "").page
    page.words.insert(9, Word("94", 121, 102, 150, 117, 0.93, page.words[8].line))
    text, found = cells_of(page)
    assert best(found["number"]) == "306"
    assert text[found["number"].at : found["number"].end] == "94"


def test_words_glued_with_ink_are_parted_and_believed() -> None:
    sheet = inked("27", "15")
    words = []
    for word in sheet.page.words:
        if word.text == "Số:":
            word = replace(word, text="Số:2#", right=146.0, confidence=0.1)
        if word.text == "ngày":
            word = replace(word, right=word.right + 18, confidence=0.0)
        words.append(word)
    page = replace(sheet.page, words=words)
    page = replace(page, words=marked(page))
    assert [word.text for word in page.words if word.ink] == ["2#"]
    text, found = cells_of(page)
    assert {kind: best(cell) for kind, cell in found.items()} == {"number": "27", "day": "15"}
    assert "ngày" in text


def test_a_number_cited_beside_the_header_is_no_cell() -> None:
    sheet = header(Sheet(), "", "15", "/UBND-VX")
    sheet.print(85, 132, "V/v sao gửi kế hoạch số 29/KH-UBND")
    assert [cell.after.text for cell in find_cells(sheet.page) if cell.kind == "number" and cell.after] == ["/UBND-VX"]


def test_a_page_without_header_has_no_cells() -> None:
    sheet = Sheet()
    sheet.print(85, 200, "Căn cứ Kế hoạch số 29/KH-UBND ngày 15 tháng 5 năm 2024 của Ủy ban nhân dân huyện;")
    assert find_cells(sheet.page) == []


def test_without_the_second_reader_nothing_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handwriting, "recogniser", lambda: None)
    assert {best(cell) for cell in cells_of(inked("27", "15").page)[1].values()} == {None}


def test_grey_scans_are_judged_by_strokes() -> None:
    page = inked("306", "08").page
    page = replace(page, image=cv2.cvtColor(page.image, cv2.COLOR_BGR2GRAY))
    assert {kind: best(cell) for kind, cell in cells_of(page)[1].items()} == {"number": "306", "day": "08"}


def signs(*places: dict[str, float]) -> list[Sign]:
    return [Sign(max(place, key=place.__getitem__), n / 10, place) for n, place in enumerate(places)]


def test_the_digital_signature_bounds_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """17 or 11, signed on the 12th: a document is signed on its day or soon after."""
    monkeypatch.setattr(handwriting, "_between", lambda cell, read: signs({"1": 1.0}, {"7": 0.5, "1": 0.4}))
    page = inked("", "17").page
    laid = lay_out([page])
    assert [best(cell) for cell in read_cells([page], laid)] == [None]
    laid.furniture.append((1, "Ký bởi: Ủy ban nhân dân huyện Sơn Lĩnh Thời gian ký: 12/05/2024 08:15:24"))
    assert [best(cell) for cell in read_cells([page], laid)] == ["11"]


def test_a_number_has_no_nought_before_two_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    read = signs({"0": 0.6, "2": 0.3}, {"9": 1.0}, {"9": 1.0})
    monkeypatch.setattr(handwriting, "_between", lambda cell, _: read)
    assert best(cells_of(inked("299", "").page)[1]["number"]) == "299"


def test_one_figure_is_written_with_a_nought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handwriting, "_between", lambda cell, read: signs({"9": 1.0}))
    assert best(cells_of(inked("9", "").page)[1]["number"]) == "09"


def test_dates_of_stamps() -> None:
    sheet = header(Sheet())
    sheet.print(430, 20, "Thời gian ký: 16.5.2024 07:37:07", size=7)
    sheet.print(300, 20, "17/05/2024 09:00:00", size=7)
    assert signed_on(sheet.page) == date(2024, 5, 16)
    assert signed_on(header(Sheet()).page, [(2, "ký: 01/02/2024"), (1, "Công báo 30/02/2024 10:00:00")]) is None


def test_signs_that_are_no_digits_give_no_number() -> None:
    assert values([Sign("x", 0.1, {}), Sign("2", 0.2, {"2": 1.0})]) == {}
    assert values([]) == {}
    assert values(signs(*[{"1": 1.0}] * 9)) == {}
