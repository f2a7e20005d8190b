"""The page about an archive."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.archive.stores import make_store
from trichxuat.archive import charts
from trichxuat.archive.links import resolve
from trichxuat.archive.report import report
from trichxuat.archive.store import Store

HOSTILE = "</title></text><script>alert(1)</script>\" onload='x' & \x00\u202e"
DOCUMENTS = [
    {
        "id": "kh", "code": "29/KH-UBND", "type_name": "Kế hoạch", "organ": "UBND HUYỆN BÌNH AN", "subject": HOSTILE,
        "issued_date": "2023-03-01",
        "tasks": [
            {"unit": "Phòng Y tế", "value": f"rà soát {HOSTILE}", "deadline": "2023-05-15"},
            {"unit": "Phòng Y tế", "value": "báo cáo", "deadline": "R/P1M"},
            {"unit": "Phòng Y tế", "value": "làm tiếp", "deadline": "2023-01-01/.."},
            {"unit": "Phòng Y tế", "value": "đã qua", "deadline": "2023-04-30"},
            {"unit": "Phòng Y tế", "value": "qua lâu", "deadline": "2023-03-31"},
        ],
    },
    {
        "id": "qd", "code": "30/QĐ-UBND", "type_name": HOSTILE, "organ": HOSTILE, "issued_date": "2023-05-02",
        "references": [
            {"code": "29/KH-UBND", "date": "2023-03-01", "organ": "UBND huyện Bình An", "relation": "replaces"},
            {"code": HOSTILE},
        ],
    },
    {"id": "trong", "issued_date": "2023", "grade": "check"},
]  # fmt: skip
FILES = [
    {"path": "/kho/kh.txt"},
    {"path": f"/kho/{HOSTILE}", "status": "failed", "error_code": "timeout", "message": HOSTILE},
    {"path": "/kho/la", "status": "failed", "error_code": HOSTILE},
]


class Page(HTMLParser):
    """The tags, their attributes and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, set[str | None]] = {}
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value)

    def handle_data(self, data: str) -> None:
        self.text += data


def made(tmp_path: Path) -> str:
    with Store.open(make_store(tmp_path / "kho.duckdb", DOCUMENTS, FILES)) as store:
        resolve(store.db)
        return report(store.db, date(2023, 5, 1))


def test_what_it_shows(tmp_path: Path) -> None:
    page = Page(made(tmp_path))
    for words in (
        "Kế hoạch",
        "04/2023",
        "Quá thời gian",
        "thay thế",
        "15/05/2023",
        "1 nhiệm vụ định kỳ và 1 nhiệm vụ đang thực hiện",
        "2 nhiệm vụ; kho không biết việc nào đã làm xong",
        "Cần kiểm tra: 1",
    ):
        assert words in page.text, words
    assert page.tags.count("svg") == 5
    assert page.text.index("30/04/2023") < page.text.index("31/03/2023")
    assert "01/03/2023" in page.text.partition("Văn bản trong kho bị sửa đổi")[2].partition("trùng")[0]
    assert not re.search(r"\d{4}-\d\d-\d\d", page.text)


def test_it_is_whole_in_itself_and_nothing_in_it_runs(tmp_path: Path) -> None:
    html = made(tmp_path)
    page = Page(html)
    assert not {"script", "link", "img", "iframe", "object", "a"} & set(page.tags)
    assert not {name for name in page.attributes if name.startswith("on") or name in ("src", "href", "style")}
    assert not re.search(r"https?://|@import|url\(", html)
    assert "default-src 'none'" in html
    assert "prefers-color-scheme: dark" in html
    assert "alert(1)" in page.text
    assert not {"\x00", "\u202e"} & set(html)


def test_an_empty_archive(tmp_path: Path) -> None:
    with Store.open(make_store(tmp_path / "kho.duckdb", []), read_only=True) as store:
        page = Page(report(store.db, date(2023, 5, 1)))
    assert page.text.count("Không có.") >= 5


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_time(tmp_path: Path, today: date) -> None:
    with Store.open(make_store(tmp_path / "kho.duckdb", DOCUMENTS), read_only=True) as store:
        assert "Báo cáo kho văn bản" in report(store.db, today)


def test_many_years_are_shown_by_year(tmp_path: Path) -> None:
    documents = [{"id": str(year), "issued_date": f"{year}-01-31"} for year in (1975, 1999, 2020)]
    with Store.open(make_store(tmp_path / "kho.duckdb", documents), read_only=True) as store:
        page = report(store.db, date(2023, 5, 1))
    assert "<title>1999: 1</title>" in page
    assert "<title>1998: 0</title>" in page


def test_numbers_and_cuts() -> None:
    assert charts.number(1234567) == "1.234.567"
    assert charts.cut("dài quá đi", 4) == "dài…"
    assert charts.shown('<a b="\ud800">') == "&lt;a b=&quot;\ufffd&quot;&gt;"
