"""What stands behind the signatures."""

import pytest

from trichxuat.fields.appendices import read_appendices
from trichxuat.structure.lines import read_lines
from trichxuat.text import Text


@pytest.mark.parametrize(
    ("raw", "titles"),
    [
        (
            "Phụ lục\nDANH MỤC CÔNG VIỆC\n(Kèm theo Kế hoạch số 5/KH-UBND)\n1. Lập danh sách",
            ["Phụ lục DANH MỤC CÔNG VIỆC"],
        ),
        ("QUY CHẾ LÀM VIỆC\n(Ban hành kèm theo Quyết định số 5/QĐ-UBND)\nĐiều 1. Phạm vi", ["QUY CHẾ LÀM VIỆC"]),
        (
            "PHỤ LỤC I\nBIỂU TỔNG HỢP\nnội dung\nPHỤ LỤC II\nDANH SÁCH\nnội dung",
            ["PHỤ LỤC I BIỂU TỔNG HỢP", "PHỤ LỤC II DANH SÁCH"],
        ),
        ("Ghi chú: số liệu đến ngày 30/6.", []),
    ],
)
def test_appendices(raw: str, titles: list[str]) -> None:
    text = Text(raw)
    lines = read_lines(text)
    found = read_appendices(text, lines, 0, len(lines))
    assert [a.title.value for a in found] == titles
    assert all(raw[a.span[0] : a.span[1]].startswith(a.title.text) for a in found)
