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
        ("PHỤ LỤC\nMỨC HỌC PHÍ\nMẫu giáo\n5 buổi\nMẫu giáo (2 buổi)\nMẫu dấu", ["PHỤ LỤC MỨC HỌC PHÍ"]),
        (
            "PHỤ LỤC\nMẫu số 01\nĐơn xin cây\nMẫu số 02\nĐơn trả cây\nMẫu số 01\nKính gửi: xã\nMẫu số 02\nKính gửi: xã",
            ["PHỤ LỤC", "Mẫu số 01", "Mẫu số 02"],
        ),
        ("PHỤ LỤC\nHồ sơ gồm:\n- Mẫu số 01: Đơn xin cây.\n- Mẫu số 02: Đơn trả cây.", ["PHỤ LỤC"]),
        ("Mẫu\nsố 01/VC\nTôi tên là\nMẫu\nB12\nTôi tên là", ["Mẫu số 01/VC", "Mẫu B12"]),
        ("Mẫu số 01\nUỶ BAN NHÂN DÂN XÃ\nKính gửi", ["Mẫu số 01"]),
        ("MẪU SỐ 03\nĐƠN XIN CÂY\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKính gửi", ["MẪU SỐ 03 ĐƠN XIN CÂY"]),
        ("MẪU SỐ 02\nPHỤ LỤC II\nDANH SÁCH\nnội dung", ["MẪU SỐ 02", "PHỤ LỤC II DANH SÁCH"]),
    ],
)
def test_appendices(raw: str, titles: list[str]) -> None:
    text = Text(raw)
    lines = read_lines(text)
    found = read_appendices(text, lines, 0, len(lines))
    assert [a.title.value for a in found] == titles
    assert all(raw[a.span[0] : a.span[1]].startswith(a.title.text) for a in found)
