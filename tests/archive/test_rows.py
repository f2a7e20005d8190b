"""Values of a record → cells: keys for comparing, deadlines as days."""

from __future__ import annotations

import json

import pytest

from trichxuat.archive.rows import FileState, code_key, due, organ_key, rows_of, to_json
from trichxuat.archive.schema import DOCUMENTS, TASKS
from trichxuat.pipeline import extract

NOTICE = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ BÌNH MINH                  Độc lập - Tự do - Hạnh phúc
Số: 012/TB-UBND           Bình Minh, ngày 05 tháng 6 năm 2024

THÔNG BÁO
Về việc nghỉ lễ

Ủy ban nhân dân xã thông báo lịch nghỉ lễ theo Kế hoạch số 05/KH-UBND ngày 02/01/2024 của Ủy ban nhân dân huyện.

Nơi nhận:                TM. ỦY BAN NHÂN DÂN
- Như trên;                   CHỦ TỊCH
- Lưu: VT.
                           Nguyễn Văn Thử
"""


@pytest.mark.parametrize(
    ("deadline", "days"),
    [
        ("2023-03-15", ("2023-03-15", "2023-03-15", None)),
        ("2024-02", ("2024-02-01", "2024-02-29", None)),
        ("2025", ("2025-01-01", "2025-12-31", None)),
        ("2023-04-01/2023-06-30", ("2023-04-01", "2023-06-30", None)),
        ("2025-01-01/..", ("2025-01-01", None, None)),
        ("R/P6M", (None, None, "R/P6M")),
        ("R/--12-15/P1Y", (None, None, "R/--12-15/P1Y")),
        ("P3D", (None, None, None)),
        ("--12-15", (None, None, None)),
        ("2023-02-31", (None, None, None)),
        ("ngay sau khi lũ rút", (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_a_deadline_as_days(deadline: str | None, days: tuple[str | None, str | None, str | None]) -> None:
    assert due(deadline) == days


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("029/QĐ-UBND", "29-qd-ubnd"),
        ("29 / QÐ–UBND", "29-qd-ubnd"),
        ("67-KH/HU", "67-kh-hu"),
        (None, None),
        ("…", None),
    ],
)
def test_codes_are_compared_without_signs_and_zeros(code: str | None, key: str | None) -> None:
    assert code_key(code) == key


def test_bodies_are_compared_by_short_names() -> None:
    assert organ_key("UỶ BAN NHÂN DÂN  TỈNH AN BÌNH") == organ_key("UBND tỉnh An Bình") == "ubnd tinh an binh"


def test_a_document_and_its_parts() -> None:
    rows = rows_of(FileState("/a.txt", "ab", 9, "9:1", "{}", 0.1, "2026-01-02"), extract(NOTICE), NOTICE)
    (cells,) = rows.documents
    document = dict(zip(DOCUMENTS, cells, strict=True))
    wanted = {
        "id": "/a.txt#1", "type": "TB", "number": "012", "year": "2024", "notation": "TB-UBND", "code_key": "12-tb-ubnd",
        "organ_key": "ubnd xa binh minh", "issued": "2024-06-05", "grade": "sure",
    }  # fmt: skip
    assert {key: document[key] for key in wanted} == wanted
    assert json.loads(document["record"])["code"]["value"] == document["code"]
    assert to_json(extract(NOTICE)[0]).split('"meta"')[0].split('"language"')[1] in document["record"]
    ((_, n, kind, _, key, date, *_),) = rows.references
    assert (n, kind, key, date) == (0, "KH", "5-kh-ubnd", "2024-01-02")
    assert [row[3] for row in rows.recipients] == [False, True]
    assert [row[:4] for row in rows.signers] == [("/a.txt#1", 0, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")]


PLAN = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ BÌNH MINH                  Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND            Bình Minh, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
Phòng, chống dịch

III. TỔ CHỨC THỰC HIỆN
1. Trạm Y tế chủ trì, phối hợp với Công an xã và Đoàn Thanh niên xã tổ chức tiêm chủng, hoàn thành trước
ngày 15 tháng 8 năm 2024.
"""


def test_a_task() -> None:
    rows = rows_of(FileState("/a.txt", "ab", 9, "9:1", "{}", 0.1, "2026-01-02"), extract(PLAN), PLAN)
    (task,) = [dict(zip(TASKS, cells, strict=True)) for cells in rows.tasks]
    wanted = {
        "unit": "Trạm Y tế", "unit_key": "tram y te", "partners": "Công an xã; Đoàn Thanh niên xã",
        "deadline": "2024-08-15", "deadline_text": "trước ngày 15 tháng 8 năm 2024", "due_end": "2024-08-15",
    }  # fmt: skip
    assert {key: task[key] for key in wanted} == wanted


def test_a_failed_file() -> None:
    rows = rows_of(FileState("/a.txt", None, None, None, "{}", 0.1, "2026-01-02", "timeout", "Quá lâu."), [])
    assert rows.files == [("/a.txt", None, None, "failed", "timeout", "Quá lâu.", 0.1, "{}", 0, "2026-01-02", None)]
    assert rows.documents == []
