"""PDF: words and their places, the judgement of a text layer, pages as images, files that cannot be read."""

from __future__ import annotations

import io
import os
import random

import pytest

from tests.reading import rendering
from trichxuat.errors import UnreadableFile
from trichxuat.reading import pdf
from trichxuat.reading.layout import lay_out
from trichxuat.reading.page import Page, Word
from trichxuat.reading.pdf import count_pages, layer_quality, read_pdf, render


@pytest.fixture(autouse=True)
def _tools():
    if reason := rendering.missing():
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def drawn(
    *lines: tuple[float, float, str],
    font: str = "Tinos-Regular",
    turn: int = 0,
    pages: int = 1,
    password: str | None = None,
) -> bytes:
    """A PDF with words at places (points from the lower left); turn: degrees that its text is set to the left."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    rendering._fonts()
    file = io.BytesIO()
    canvas = Canvas(
        file, pagesize=(595, 842), encrypt=StandardEncryption(password) if password else None, invariant=True
    )
    for _ in range(pages):
        canvas.setFont(font, 13)
        if turn == 90:
            canvas.translate(595, 0)
        canvas.rotate(turn)
        for left, up, words in lines:
            canvas.drawString(left, up, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def test_words_have_their_places_from_the_top_left():
    (page,) = read_pdf(drawn((100, 742, "Nơi nhận:"), (100, 700, "- Lưu: VT.")), "a.pdf")
    assert (page.number, page.width, page.height) == (1, 595, 842)
    assert texts(page) == ["Nơi", "nhận:", "-", "Lưu:", "VT."]
    first = page.words[0]
    assert first.left == pytest.approx(100, abs=1.5)
    assert first.top < 842 - 742 < first.bottom
    assert first.right < page.words[1].left
    assert [word.line for word in page.words] == [0, 0, 1, 1, 1]
    assert all(word.confidence is None for word in page.words)


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [("số 160/NQ-", "CP ngày", "số 160/NQ-CP ngày"), ("giai đoạn 2021-", "2025 của", "giai đoạn 2021-2025 của")],
)
def test_hyphen_at_the_end_of_a_line_is_kept(above, below, joined):
    """PDFium gives U+0002 for it and glues the lines."""
    data = drawn((100, 742, above), (100, 724, below))
    (page,) = read_pdf(data, "a.pdf")
    assert "".join(texts(page)).count("-") == 1
    assert lay_out([page]).text == joined


def test_words_far_apart_in_a_line_are_two_words():
    (page,) = read_pdf(drawn((100, 742, "STT"), (128, 742, "Nội"), (300, 742, "dung")), "a.pdf")
    assert texts(page) == ["STT", "Nội", "dung"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_rotated_page_is_upright(turn):
    import pypdfium2

    data = drawn((100, 742, "Nơi nhận:"))
    document = pypdfium2.PdfDocument(data)
    document[0].set_rotation(turn)
    file = io.BytesIO()
    document.save(file)
    (page,) = read_pdf(file.getvalue(), "a.pdf")
    upright = read_pdf(data, "a.pdf")[0]
    # The page shows its text turned; set upright it is the page as it was.
    assert (page.width, page.height) == (595, 842)
    assert [(w.text, round(w.left), round(w.top)) for w in page.words] == [
        (w.text, round(w.left), round(w.top)) for w in upright.words
    ]


def test_text_that_runs_up_the_page_is_upright():
    (page,) = read_pdf(drawn((50, 100, "PHỤ LỤC"), (50, 80, "Bảng phân công"), turn=90), "a.pdf")
    assert (page.width, page.height) == (842, 595)
    assert lay_out([page]).text.split() == ["PHỤ", "LỤC", "Bảng", "phân", "công"]
    assert page.words[0].top < page.words[2].top


def test_old_font_is_read_as_unicode():
    """The bytes of TCVN3 shown as Latin letters."""
    old = [
        "ñy ban nh©n d©n huyÖn x©y dùng kÕ ho¹ch thùc hiÖn NghÞ quyÕt vÒ ph¸t triÓn kinh tÕ",
        "C¸c phßng, ban cña huyÖn chñ tr× phèi hîp víi x· tæ chøc tuyªn truyÒn cho nh©n d©n",
    ]
    (page,) = read_pdf(drawn(*[(50, 742 - 18 * n, words) for n, words in enumerate(old)], font="Times-Roman"), "a.pdf")
    assert " ".join(texts(page)).startswith(
        "ủy ban nhân dân huyện xây dựng kế hoạch thực hiện Nghị quyết về phát triển"
    )


def test_rules_of_a_page(root):
    table = rendering.render((root / "corpus" / "text" / "kh-huyen-01.txt").read_text("utf-8"))
    *_, page = read_pdf(table.pdf, "a.pdf")
    assert len(page.rules) >= 16
    assert page.pictures == 0


def test_chosen_pages():
    data = drawn((100, 742, "Trang"), pages=5)
    assert count_pages(data, "a.pdf") == 5
    assert [page.number for page in read_pdf(data, "a.pdf", [2, 4])] == [2, 4]
    with pytest.raises(UnreadableFile, match="chỉ có 5 trang, không có trang 6"):
        read_pdf(data, "a.pdf", [6])


# ---- the layer ----

RIGHT = "Thực hiện Nghị quyết của Chính phủ về phát triển kinh tế, Ủy ban nhân dân huyện giao các phòng, ban chủ trì, phối hợp thực hiện"
ENGLISH_OCR = "Thgc hign Nghi quyét cua Chinh phi vé phat trién kinh té, Uy ban nhan dan huygn giao cac phdng, ban chi tri, phdi hgp thgc hign"
TCVN3 = "Thùc hiÖn NghÞ quyÕt cña ChÝnh phñ vÒ ph¸t triÓn kinh tÕ, ñy ban nh©n d©n huyÖn giao c¸c phßng, ban chñ tr×, phèi hîp thùc hiÖn"
FIGURES = "1 2.500 3.100 12/2024 2 4.800 5.200 01/2025 Tổng 7.300 8.300"


@pytest.mark.parametrize(
    ("words", "pictures", "quality"),
    [
        (RIGHT * 3, 0.0, "good"),
        (RIGHT * 3, 1.0, "good"),  # a scan with a layer of OCR
        (ENGLISH_OCR * 3, 1.0, "bad"),
        (ENGLISH_OCR * 3, 0.0, "bad"),
        (TCVN3 * 3, 0.0, "bad"),
        ("\ue001\ue002\ue003 \ue004\ue005 " * 20, 0.0, "bad"),
        (FIGURES, 0.0, "good"),
        ("", 0.0, "none"),
        ("", 1.0, "none"),
        ("Ký bởi: Ủy ban nhân dân huyện Thời gian ký: 05/03/2024 08:15:24", 1.0, "none"),
        ("The committee shall report to the ministry within thirty days of the end of the year", 0.0, "good"),
    ],
)
def test_quality_of_a_layer(words, pictures, quality):
    page = Page(1, 595, 842, [Word(word, 0, 0, 1, 1) for word in words.split()], pictures=pictures)
    assert layer_quality([page]) == quality


# ---- images ----


def test_page_as_image():
    image = render(drawn((100, 742, "Nơi nhận:")), 1, 100)
    assert image.shape == (1170, 827, 3)
    assert image.min() < 60
    assert image.max() == 255


def test_image_of_a_huge_page_is_bounded(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PIXELS", 100_000)
    assert render(drawn((100, 742, "A")), 1, 600).size <= 3 * 101_000


# ---- what cannot be read ----


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "rỗng"),
        (b"%PDF-1.7\n%%EOF", "hỏng"),
        (b"%PDF-1.4 " + b"\xff" * 500, "hỏng"),
    ],
)
def test_broken_files_say_what_to_do(data, says):
    for read in (
        lambda: read_pdf(data, "a.pdf"),
        lambda: render(data, 1, name="a.pdf"),
        lambda: count_pages(data, "a.pdf"),
    ):
        with pytest.raises(UnreadableFile, match=says) as error:
            read()
        assert error.value.name == "a.pdf"
        assert "Hãy" in str(error.value)


def test_password_is_asked_for():
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        read_pdf(drawn((100, 742, "Mật"), password="khoa"), "a.pdf")


def test_too_many_pages(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 3)
    data = drawn((100, 742, "Trang"), pages=4)
    with pytest.raises(UnreadableFile, match="--pages 1-3"):
        read_pdf(data, "a.pdf")
    assert len(read_pdf(data, "a.pdf", [4])) == 1


def test_spoiled_bytes_are_read_or_refused():
    data = bytearray(drawn((100, 742, "Nơi nhận:"), (100, 700, "- Lưu: VT."), pages=2))
    chance = random.Random(4)
    outcomes = set()
    for _ in range(60):
        spoiled = bytearray(data)
        for _ in range(chance.randrange(1, 40)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        if chance.random() < 0.3:
            del spoiled[chance.randrange(len(spoiled)) :]
        try:
            lay_out(read_pdf(bytes(spoiled), "a.pdf"))
            render(bytes(spoiled), 1, 20)
            outcomes.add("read")
        except UnreadableFile:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}
