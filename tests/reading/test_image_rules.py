"""Rules found on page images are those that the PDF has."""

from __future__ import annotations

import os

import pytest

from tests.reading import rendering
from trichxuat.reading.layout import lay_out
from trichxuat.reading.page import Page
from trichxuat.reading.pdf import read_pdf, render


@pytest.mark.parametrize("dpi", [150, 300])
def test_table_of_a_page_image_has_its_cells(root, dpi):
    """The words of the text layer with the rules of the image give the same text as with the layer's own rules."""
    if reason := rendering.missing():
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    pytest.importorskip("cv2", reason="opencv is part of trichxuat[ocr]")
    from trichxuat.reading.image_rules import rules_of

    data = rendering.render((root / "corpus" / "text" / "kh-huyen-01.txt").read_text("utf-8")).pdf
    pages = read_pdf(data, "a.pdf")
    seen = [
        Page(page.number, page.width, page.height, page.words, None, rules_of(render(data, page.number, dpi), dpi))
        for page in pages
    ]
    assert lay_out(seen).text == lay_out(pages).text
    assert sum(line.startswith("| ") for line in lay_out(seen).text.splitlines()) == 4
