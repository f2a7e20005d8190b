"""The store in other forms."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

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
        "tasks": [{"unit": "Phòng Y tế", "value": "=cmd|' /C calc'!A0", "deadline": "2023-04-01"}],
    },
    {"id": "a", "subject": "=1+1\x0b", "issued_date": "2023-02", "arrival_number": "3", "arrival_date": "2023-03-05"},
    {"id": "c", "subject": "Không dấu đến", "part": 2},
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
    assert sorted(map(str, read)) == sorted(map(str, store.db.execute(f'SELECT * FROM "{table}"').fetchall()))


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
    assert book["J6"].value == "c.txt, văn bản thứ 2"
    assert book.max_row == data.max_row == 6
    names = [cell.value for cell in data[3]]
    assert names == [name for *_, name in register.DATA]
    filled = {name: cell.value for name, cell in zip(names, data[5], strict=True) if cell.value is not None}
    assert filled == {
        "TypeName": "Kế hoạch", "CodeNumber": "29", "CodeNotation": "KH-UBND", "IssuedDate": datetime(2023, 3, 1),
        "OrganName": "SỞ Y TẾ", "Subject": "Phòng, chống dịch\nở người", "Language": "Tiếng Việt", "PageAmount": 3,
        "Description": "Hỏa tốc; cần kiểm tra; b.txt", "ArrivalDate": datetime(2023, 3, 5), "ArrivalNumber": 12,
        "Position": "Giám đốc", "FullName": "Nguyễn Văn Thử", "Priority": 3,
    }  # fmt: skip
