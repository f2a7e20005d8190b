"""Page images → words, with Tesseract where it is installed."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.reading.drawing import HEIGHT, WIDTH, Sheet, letter, need
from trichxuat.errors import UnreadableFile
from trichxuat.reading import cleaning
from trichxuat.reading.ocr import ocr_pages
from trichxuat.reading.page import Page, Word
from trichxuat.reading.second_look import find_stamps, merged, signature_corner, with_known, without_specks
from trichxuat.reading.tesseract import Reader, reader_for, words_of


@pytest.fixture(scope="module")
def program() -> str:
    found = shutil.which("tesseract")
    need(found is not None, "tesseract (apt: tesseract-ocr tesseract-ocr-vie tesseract-ocr-osd)")
    return str(found)


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return letter()


def said(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def word(text: str, left: float, top: float, sure: float = 0.95, line: int = 0, width: float = 30.0) -> Word:
    return Word(text, left, top, left + width, top + 10, sure, line)


# ---- reading ----


def test_a_sealed_and_skewed_scan(program: str, sheet: Sheet) -> None:
    noisy = cleaning.levelled(sheet.image, -1.2)
    noisy = np.clip(noisy + np.random.default_rng(7).normal(0, 6, noisy.shape), 0, 255).astype(np.uint8)
    packed = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 70])[1]
    (page,) = ocr_pages([(3, cv2.imdecode(packed, cv2.IMREAD_COLOR), 200.0)], "thư.pdf")
    text = said(page)
    for words in ("CỘNG HÒA XÃ HỘI", "27/QĐ-UBND", "30/2020/NĐ-CP", "Nơi nhận:", "CHỦ TỊCH", "Trần Quốc Lâm"):
        assert words in text
    assert page.number == 3
    assert (round(page.width), round(page.height)) == (WIDTH, HEIGHT)
    assert page.image is not None, "a page with a header is kept for a second look"
    drawn = {each.text: each for each in sheet.words}
    for key in ("30/2020/NĐ-CP", "QUYẾT", "Lâm"):
        found = next(each for each in page.words if each.text == key)
        assert abs(found.left - drawn[key].left) < 4
        assert abs(found.top - drawn[key].top) < 4
        assert found.confidence is not None
        assert 0.5 < found.confidence <= 1


@pytest.mark.parametrize("turns", [1, 2])
def test_a_page_on_its_side_or_head(program: str, sheet: Sheet, turns: int) -> None:
    need("osd" in shutil_languages(program), "tesseract-ocr-osd")
    (page,) = ocr_pages([(1, cleaning.turned(sheet.image, turns), 200.0)])
    assert "CỘNG HÒA XÃ HỘI" in said(page)
    assert page.width < page.height


def shutil_languages(program: str) -> str:
    import subprocess

    return subprocess.run([program, "--list-langs"], capture_output=True, check=True).stdout.decode()


def test_a_fax(program: str, sheet: Sheet) -> None:
    chance = np.random.default_rng(3)
    grey = cv2.cvtColor(sheet.image, cv2.COLOR_BGR2GRAY)
    fax = np.where(grey > 140, 255, 0).astype(np.uint8)
    fax[chance.random(fax.shape) < 0.004] = 0
    (page,) = ocr_pages([(1, fax, 200.0)])
    assert "30/2020/NĐ-CP" in said(page)
    assert "Ủy ban nhân dân huyện" in said(page)


def test_an_empty_page_is_not_read(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(Reader, "_run", lambda *_: pytest.fail("an empty page costs a run of Tesseract"))
    (page,) = ocr_pages([(1, np.full((2339, 1654), 250, np.uint8), 200.0)])
    assert page.words == []


def test_words_of_the_file_replace_what_was_read_there(program: str, sheet: Sheet) -> None:
    own = Word("542", 120, 104, 140, 116)
    (page,) = ocr_pages([(1, sheet.image[: sheet.image.shape[0] // 4], 200.0)], known={1: [own]})
    assert own in page.words


# ---- what is missing or fails ----


def fake(folder: Path, body: str) -> None:
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_no_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile, match="apt install tesseract-ocr tesseract-ocr-vie") as error:
        ocr_pages([], "quét.pdf")
    assert error.value.name == "quét.pdf"
    assert "UB Mannheim" in str(error.value)


def test_no_vietnamese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake(tmp_path, "echo eng; echo osd")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(UnreadableFile, match="chưa có dữ liệu tiếng Việt"):
        ocr_pages([])


def test_no_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(UnreadableFile, match=r"pip install 'trichxuat\[ocr\]'"):
        ocr_pages([])


@pytest.mark.parametrize(
    ("body", "message"),
    [("exec sleep 20", "không đọc xong một trang"), ("cat >/dev/null; echo hỏng rồi >&2; exit 1", "hỏng rồi")],
)
def test_a_reader_that_hangs_or_fails(tmp_path: Path, body: str, message: str) -> None:
    fake(tmp_path, body)
    reader = Reader(str(tmp_path / "tesseract"), "quét.pdf", seconds=0.3)
    with pytest.raises(UnreadableFile, match=message):
        reader.words(np.full((40, 40), 255, np.uint8), 200)
    assert reader.quarter_turns(np.full((40, 40), 255, np.uint8), 200) == 0


def test_the_reader_of_this_machine(program: str) -> None:
    assert reader_for("-").program == program


def test_broken_rows_of_tsv_are_passed_over() -> None:
    rows = [
        "level\tpage_num",
        "5\t1\t1\t1\t1\t1\t100\t200\t50\t20\t96.5\tSố:",
        "5\t1\t1\t1\t2\t1\t1\t2\t3\t4\t-1\tx",
        "5\t1",
    ]
    assert words_of("\n".join(rows), 0.36, (10, 20), 4) == [
        Word("Số:", 46, 92, 64, 99.2, 0.965, 4),
        Word("x", 10.36, 20.72, 11.44, 22.16, 0.0, 5),
    ]


# ---- making ready ----


@pytest.mark.parametrize("degrees", [-2.5, -0.6, 0.0, 1.2, 4.0])
def test_skew(sheet: Sheet, degrees: float) -> None:
    grey = cv2.cvtColor(cleaning.levelled(sheet.image, -degrees), cv2.COLOR_BGR2GRAY)
    assert cleaning.skew(grey) == pytest.approx(degrees, abs=0.25)


def test_skew_of_what_is_no_text() -> None:
    assert cleaning.skew(np.full((800, 600), 255, np.uint8)) == 0
    assert cleaning.skew(np.zeros((30, 30), np.uint8)) == 0
    assert cleaning.skew(np.random.default_rng(1).integers(0, 255, (900, 700)).astype(np.uint8)) == 0


def test_the_seal_fades_and_print_under_it_stays() -> None:
    page = Sheet(100)
    page.print(100, 200, "CHỦ TỊCH", "bold", 20)
    before = cleaning.plain_grey(page.image)
    page.seal(140, 195)
    after = cleaning.without_ink(page.image)
    assert cleaning.plain_grey(page.image)[before > 200].min() < 130
    assert np.percentile(after[before > 200], 0.5) > 180
    assert after[before < 60].mean() < 90


def test_a_page_in_one_colour_keeps_its_text() -> None:
    page = Sheet(100).image
    page[100:110, 100:400] = (180, 60, 40)
    assert cleaning.without_ink(page)[100:110, 100:400].max() < 120


def test_shadows_are_taken_out_and_clean_paper_left_alone(sheet: Sheet) -> None:
    grey = cleaning.plain_grey(sheet.image)
    assert cleaning.even(grey) is grey
    shade = np.linspace(0.45, 1, grey.shape[1])
    assert cleaning.even((grey * shade).astype(np.uint8))[:, 200:].mean() > 225


def test_a_fax_is_known_and_keeps_its_full_stops() -> None:
    fax = np.full((400, 400), 255, np.uint8)
    fax[50:90, 50:200] = 0
    assert cleaning.is_fax(fax)
    assert not cleaning.is_fax(cv2.GaussianBlur(fax, (9, 9), 0))
    fax[200:206, 200:206] = 0
    fax[300, 300] = 0
    cleaned = cleaning.despeckled(fax, 200)
    assert cleaned[203, 203] == 0
    assert cleaned[300, 300] > 200


# ---- a second look ----


def recipients(*others: Word) -> Page:
    return Page(1, WIDTH, HEIGHT, [word("Nơi", 90, 500), word("nhận:", 122, 500), *others])


def test_the_corner_of_the_signature_is_read_again_where_name_or_title_is_lost() -> None:
    title = [word("CHỦ", 380, 500, line=1), word("TỊCH", 412, 500, line=1)]
    name = [word("Trần", 370, 600, line=2), word("Quốc", 402, 600, line=2), word("Lâm", 434, 600, line=2)]
    assert signature_corner(recipients(*title, *name)) is None
    assert signature_corner(recipients(*title)) is not None
    assert signature_corner(recipients(*name)) is not None
    unsure = [word(each.text, each.left, each.top, 0.3, each.line) for each in name]
    assert signature_corner(recipients(*title, *unsure)) is not None
    assert signature_corner(Page(1, WIDTH, HEIGHT, title)) is None


def test_a_second_reading_fills_in_and_does_not_spoil() -> None:
    first = [word("TỊCH", 412, 500), word("Trấ0", 370, 600, 0.3, 1)]
    second = [
        word("TICH", 412, 500, 0.9, 5),
        word("Trần", 371, 600, 0.9, 6),
        word("Lâm", 410, 600, 0.9, 6),
        word("Ñ", 300, 650, 0.2, 7),
    ]
    assert {each.text for each in merged(first, second)} == {"TỊCH", "Trần", "Lâm"}


def test_words_of_the_file_go_before_those_that_were_read() -> None:
    own = Word("542", 100, 100, 130, 110)
    assert with_known([word("5A2", 101, 101), word("/TB", 140, 100)], [own]) == [word("/TB", 140, 100), own]


def test_crumbs_are_left_out() -> None:
    page = recipients(word("-", 90, 520), word("~", 400, 520), word("£", 90, 540), word("Lâm", 400, 540))
    assert [each.text for each in without_specks(page.words, page)] == ["Nơi", "nhận:", "-", "Lâm"]


def test_stamps_in_colour_are_found_and_seals_are_not() -> None:
    page = Sheet()
    page.seal(450, 90)
    image = page.image
    cv2.rectangle(image, (150, 300), (500, 480), (40, 40, 200), 4)
    cv2.putText(image, "VAN BAN DEN", (170, 360), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (40, 40, 200), 3)
    for n in range(3):
        cv2.putText(image, "Ky boi: Uy ban", (900, 420 + 40 * n), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (220, 30, 30), 3)
    found = sorted(box for box, _ in find_stamps(Page(1, WIDTH, HEIGHT, []), image, 200))
    assert len(found) == 2
    for box, (x, y) in zip(found, ((325, 390), (1000, 450)), strict=True):
        assert box[0] < x < box[2]
        assert box[1] < y < box[3]
