"""HTML → the lines that a reader sees."""

from __future__ import annotations

import time

import pytest

from trichxuat.errors import UnreadableFile
from trichxuat.reading import read


def lines(body: str) -> list[str]:
    return read(f"<html><body>{body}</body></html>".encode(), "a.html").text.splitlines()


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>Kính gửi:<br>Sở Y tế</p><p>Theo đề nghị</p>", ["Kính gửi:", "Sở Y tế", "Theo đề nghị"]),
        ("<p>Căn cứ\n   <b>Luật</b> <i>A</i>;</p>", ["Căn cứ Luật A;"]),
        ("<p>&#272;&agrave; N&#7861;ng &amp; Hu&#7871;&nbsp;x</p>", ["Đà Nẵng & Huế\xa0x"]),
        ("<p>x < 5 và y > 3</p>", ["x < 5 và y > 3"]),
        ("<script>var a = '<p>không</p>'</script><style>p{}</style><p>có</p>", ["có"]),
        ("<p>một</p><div hidden>ẩn</div><p style='display: none'>ẩn</p>đuôi", ["một", "đuôi"]),
        ("<!-- ghi chú --><p>một<!-- hai --> ba</p>", ["một ba"]),
        (
            "<ul><li>một<li><p>hai</p></ul><ol start=3><li>ba<li>bốn</ol>năm",
            ["- một", "- hai", "3. ba", "4. bốn", "năm"],
        ),
        ("<pre>a\n  b</pre>", ["a", "  b"]),
        ("trần trụi", ["trần trụi"]),
    ],
)
def test_blocks_are_lines(body: str, shown: list[str]) -> None:
    assert lines(body) == shown


def test_two_cells_are_two_columns_of_a_page() -> None:
    header = """<table><tr>
        <td><p>UBND TỈNH AN LẠC</p><p><b>SỞ Y TẾ</b></p><p>Số: 5/SYT-NVY</p></td>
        <td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Độc lập - Tự do - Hạnh phúc</p></td></tr></table>"""
    assert lines(header) == [
        "UBND TỈNH AN LẠC\t|\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ Y TẾ\t|\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 5/SYT-NVY",
    ]


def test_a_row_of_data_is_a_line() -> None:
    table = """<table><thead><tr><th>TT<th>Nội dung<th>Cơ quan<th>Thời gian</thead>
        <tr><td>1<td><p>Xây dựng kế hoạch</p><p>và tổ chức</p><td>Sở Nội vụ<td></tr>
        <tr><td>2<td>Kiểm tra<td>Sở Y tế<td>Quý II</tr></table><p>Sau bảng"""
    assert lines(table) == [
        "TT\t|\tNội dung\t|\tCơ quan\t|\tThời gian",
        "1\t|\tXây dựng kế hoạch và tổ chức\t|\tSở Nội vụ\t|",
        "2\t|\tKiểm tra\t|\tSở Y tế\t|\tQuý II",
        "Sau bảng",
    ]


def test_a_table_inside_a_cell_is_read_there() -> None:
    assert lines("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>") == ["a\t|\td", "b\t|\tc"]


def test_the_encoding_that_the_page_names() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Qu\xe9 nh\xe0</body></html>'
    assert read(page.encode("latin-1")).text == "Qué nhà\n"


def test_html_is_known_without_its_name() -> None:
    decoded = read("<!DOCTYPE html>\n<p>một<p>hai".encode())
    assert (decoded.text, decoded.reader) == ("một\nhai\n", "html")
    assert read("Bài viết về thẻ <html>".encode()).reader == "text"


def test_nothing_to_see_is_an_empty_file() -> None:
    with pytest.raises(UnreadableFile, match="rỗng"):
        read(b"<html><script>x</script></html>")


PIECES = ("<div>", "<b>", "<table><tr><td>", "<ul><li>", "<p>a", "<td>a", "<!--", "<a b='", "&", "<")


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_pages_end_soon(piece: str) -> None:
    start = time.perf_counter()
    try:
        read((f"<html>{piece * 100_000}x").encode())
    except UnreadableFile as fault:
        assert "quá sâu" in str(fault) or "rỗng" in str(fault)  # noqa: PT017
    assert time.perf_counter() - start < 10
