"""Words that annotations put over a PDF page."""

from __future__ import annotations

import pytest

from trichxuat.errors import UnreadableFile
from trichxuat.reading.page import Page
from trichxuat.reading.pdf import read_pdf
from trichxuat.reading.pdf_stamps import Stamps, stamps, with_stamps


def stream(content: str, extra: str = "") -> str:
    return f"<< /Length {len(content)} {extra}>>\nstream\n{content}\nendstream"


def annotated(*fields: tuple[str, int, int]) -> bytes:
    """A page that says `So: /TB-UBND`, with fields: words and where they stand, points from the lower left."""
    font = "/Resources << /Font << /F1 3 0 R >> >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {font} /Contents 5 0 R "
        f"/Annots [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(fields)))}] >>",
        stream("BT /F1 12 Tf 100 700 Td (So:) Tj 60 0 Td (/TB-UBND) Tj ET"),
    ]
    for n, (words, x, y) in enumerate(fields):
        objects.append(
            f"<< /Type /Annot /Subtype /Widget /FT /Sig /T (f{n}) /F 132 /Rect [{x} {y} {x + 200} {y + 14}] "
            f"/AP << /N {7 + 2 * n} 0 R >> >>"
        )
        form = f"/Type /XObject /Subtype /Form /BBox [0 0 200 14] {font} "
        objects.append(stream(f"BT /F1 10 Tf 1 3 Td ({words}) Tj ET", form))
    out = "%PDF-1.7\n"
    places = []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return (out + f"xref\n0 {size}\n0000000000 65535 f \n{table}" + end).encode("latin-1")


def test_a_number_that_was_filled_in_and_a_signature_stamp() -> None:
    data = annotated(("542", 122, 697), ("Ky boi: UBND huyen 06.11.2024 09:27:05", 380, 820))
    assert "542" not in [word.text for page in read_pdf(data, "-") for word in page.words]
    found = stamps(data)[1]
    assert [word.text for word in found.words] == ["542"]
    assert found.words[0].left == pytest.approx(123, abs=2)
    assert found.words[0].top == pytest.approx(842 - 708, abs=3)
    assert found.signatures == ["Ky boi: UBND huyen 06.11.2024 09:27:05"]
    (page,) = read_pdf(data, "-")
    assert {word.text for word in with_stamps(page, found).words} == {"So:", "/TB-UBND", "542"}


def test_a_page_without_annotations() -> None:
    assert stamps(annotated()) == {}
    page = Page(1, 595, 842, [])
    assert with_stamps(page, None) is page
    assert with_stamps(page, Stamps(signatures=["Ky boi"])) is page


def test_what_is_no_pdf() -> None:
    with pytest.raises(UnreadableFile):
        stamps(b"%PDF-1.7 cut")
