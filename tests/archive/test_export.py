"""The store in other forms."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.archive.stores import make_store
from trichxuat.archive import export, register
from trichxuat.archive.store import Store

DOCUMENTS = [
    {
        "id": "b", "code": "29/KH-UBND", "type_name": "Kế hoạch", "organ": "SỞ Y TẾ", "organ_parent": "UBND TỈNH BÌNH AN",
        "subject": "Phòng, chống dịch\nở người", "issued_date": "2023-03-01", "arrival_number": "12",
        "arrival_date": "2023-03-05", "priority": "HT", "grade": "check", "pages": 3, "record": '{"văn": "bản"}',
        "signers": [{"position": "Giám đốc", "full_name": "Nguyễn Văn Thử"}],
        "tasks": [{"unit": "Phòng Y tế", "value": "=cmd|' /C\0 calc'!A0", "deadline": "2023-04-01"}],
        "references": [{"code": "30/2020/NĐ-CP", "date": "2020-03-05"}, {"code": "9/QĐ-UBND"}],
    },
    {"id": "a", "subject": "=1+1\x0b", "issued_date": "2023-02", "arrival_number": "3", "arrival_date": "2023-03-05"},
    {"id": "c", "code": "30/2020/NĐ-CP", "subject": "Không dấu đến", "organ": "CHÍNH PHỦ"},
    {"id": "mat", "subject": "Tuyệt đối không ghi", "secrecy": "A"},
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(make_store(tmp_path / "kho.duckdb", DOCUMENTS), read_only=True) as store:
        yield store


def test_json_lines(store: Store) -> None:
    out = io.BytesIO()
    assert export.write_jsonl(store, out) == len(DOCUMENTS)
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [{}, {"văn": "bản"}, {}, {}]


@pytest.mark.parametrize("table", export.EXPORTED)
def test_parquet(store: Store, tmp_path: Path, table: str) -> None:
    path = tmp_path / "x.parquet"
    with path.open("wb") as out:
        count = export.write_parquet(store.db, table, out)
    read = store.db.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    assert len(read) == count
    kept = store.db.execute(f'SELECT * FROM "{table}"').fetchall()
    if table == "references":
        assert [row[-1] for row in kept] == [None, None]
        kept = [(*row[:-1], "c" if row[3] == "30/2020/NĐ-CP" else None) for row in kept]
    assert sorted(map(str, read)) == sorted(map(str, kept))


def test_csv_for_excel(store: Store) -> None:
    out = io.BytesIO()
    assert export.write_csv(store.db, "documents", out) == len(DOCUMENTS)
    page = out.getvalue()
    assert page.startswith(b"\xef\xbb\xbfid,path,")
    rows = list(csv.DictReader(io.StringIO(page.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["a", "b", "c", "mat"]
    assert rows[1]["subject"] == "Phòng, chống dịch\nở người"
    assert rows[1]["issued"] == "2023-03-01"
    assert rows[0]["code"] == ""
    assert rows[0]["subject"].startswith("'=")
    assert not {"record", "fingerprint"} & rows[0].keys()
    tasks = io.BytesIO()
    export.write_csv(store.db, "tasks", tasks)
    assert "'=cmd" in tasks.getvalue().decode()
    assert "\0" not in tasks.getvalue().decode()
    references = io.BytesIO()
    assert export.write_csv(store.db, "references", references) == 2
    rows = list(csv.DictReader(io.StringIO(references.getvalue().decode("utf-8-sig"), newline="")))
    assert [row["target"] for row in rows] == ["c", ""]


def test_register(store: Store, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "so.xlsx"
    with path.open("wb") as out:
        assert register.write_register(store.db, out) == register.Registered(3, 1)
    book, data = openpyxl.load_workbook(path).worksheets
    assert [cell.value for cell in book[2]] == [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ]  # fmt: skip
    assert [cell.value for cell in book[3]] == [f"({n})" for n in range(1, 11)]
    assert [cell.value for cell in book[5]] == [
        datetime(2023, 3, 5), 12, "SỞ Y TẾ (UBND TỈNH BÌNH AN)", "29/KH-UBND", datetime(2023, 3, 1),
        "Kế hoạch. Phòng, chống dịch\nở người", None, None, None, "Hỏa tốc; cần kiểm tra; b.txt",
    ]  # fmt: skip
    assert book["A5"].number_format == "dd/mm/yyyy"
    assert [book["B4"].value, book["E4"].value, book["F4"].value] == [3, "02/2023", "=1+1 "]
    assert book["F4"].data_type == "s"
    assert book["J6"].value == "c.txt"
    assert book.max_row == data.max_row == 6
    names = [cell.value for cell in data[3]]
    assert names == [field.english for field in register.DATA]
    filled = {name: cell.value for name, cell in zip(names, data[5], strict=True) if cell.value is not None}
    assert filled == {
        "TypeName": "Kế hoạch", "CodeNumber": "29", "CodeNotation": "KH-UBND", "IssuedDate": datetime(2023, 3, 1),
        "OrganName": "SỞ Y TẾ", "Subject": "Phòng, chống dịch\nở người", "Language": "Tiếng Việt", "PageAmount": 3,
        "Description": "Hỏa tốc; cần kiểm tra; b.txt", "ArrivalDate": datetime(2023, 3, 5), "ArrivalNumber": 12,
        "Position": "Giám đốc", "FullName": "Nguyễn Văn Thử", "Priority": 3,
    }  # fmt: skip


def lines(tmp_path: Path, *documents: dict[str, Any]) -> tuple[list[list[Any]], list[list[Any]], register.Registered]:
    """The lines of the two sheets."""
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "so.xlsx"
    with (
        Store.open(make_store(tmp_path / "kho2.duckdb", list(documents)), read_only=True) as store,
        path.open("wb") as out,
    ):
        registered = register.write_register(store.db, out)
    (tmp_path / "kho2.duckdb").unlink()
    book, data = ([list(row) for row in sheet.iter_rows(4, values_only=True)] for sheet in openpyxl.load_workbook(path))
    return book, data, registered


def part(n: int, path: str = "/kho/a.pdf", **more: Any) -> dict[str, Any]:
    return {"id": f"{path}#{n}", "path": path, "part": n, "sha256": path, "code": f"{n}/CV-SYT", **more}


def test_what_is_enclosed_has_not_arrived_by_itself(tmp_path: Path) -> None:
    plan = part(2, code="29/KH-UBND", type_name="Kế hoạch")
    book, _, registered = lines(tmp_path, part(1), plan, part(3, code=None))
    assert registered == register.Registered(1, 0)
    assert [(row[3], row[9]) for row in book] == [("1/CV-SYT", "kèm Kế hoạch 29/KH-UBND, văn bản thứ 3; a.pdf")]
    book, *_ = lines(tmp_path, part(1, code=None), plan)
    assert [(row[3], row[9]) for row in book] == [("29/KH-UBND", "kèm văn bản thứ 1; a.pdf, văn bản thứ 2")]


def test_each_stamp_of_arrival_is_a_line(tmp_path: Path) -> None:
    stamps = [{"arrival_number": number, "arrival_date": "2024-01-05"} for number in ("8", "7")]
    documents = [part(1, **stamps[0]), part(2, **stamps[0]), part(3, **stamps[1]), part(4)]
    book, *_ = lines(tmp_path, *documents)
    assert [(row[1], row[3], row[9]) for row in book] == [
        (7, "3/CV-SYT", "kèm 4/CV-SYT; a.pdf, văn bản thứ 3"),
        (8, "1/CV-SYT", "kèm 2/CV-SYT; a.pdf"),
    ]


def test_what_is_enclosed_secret_is_not_named(tmp_path: Path) -> None:
    book, _, registered = lines(tmp_path, part(1), part(2, secrecy="B"), part(1, "/kho/b.pdf"))
    assert registered == register.Registered(1, 1)
    assert [row[9] for row in book] == ["b.pdf"]


def test_one_file_filed_twice_is_one_line(tmp_path: Path) -> None:
    copies = [part(n, f"/kho/{name}.pdf", sha256="ab") for name in "ab" for n in (1, 2)]
    book, _, registered = lines(tmp_path, *copies)
    assert registered.documents == 1
    assert [row[9] for row in book] == ["kèm 2/CV-SYT; a.pdf; trùng với b.pdf"]


def test_days_before_spreadsheets_count_are_text(tmp_path: Path) -> None:
    book, data, _ = lines(tmp_path, part(1, issued_date="1899-12-31"), part(1, "/kho/b.pdf", issued_date="1900-01-01"))
    assert [row[4] for row in book] == [row[7] for row in data] == ["31/12/1899", datetime(1900, 1, 1)]


def test_fields_have_a_length(tmp_path: Path) -> None:
    long = part(
        1, subject="rất dài " * 100, pages=1200, signers=[{"full_name": "Nguyễn Văn Thử", "position": "x" * 101}]
    )
    book, data, registered = lines(tmp_path, long)
    assert registered == register.Registered(1, 0, cut=3)
    named = dict(zip((field.english for field in register.DATA), data[0], strict=True))
    assert len(named["Subject"]) <= 500
    assert named["Subject"].endswith("rất…")
    assert (len(named["Position"]), named["FullName"], named["PageAmount"]) == (100, "Nguyễn Văn Thử", None)
    assert book[0][5] == long["subject"]
