"""Tasks by unit and time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.archive.stores import make_store
from trichxuat.archive.calendars import to_calendar
from trichxuat.archive.due import next_due, period, rule
from trichxuat.archive.folded import short_words
from trichxuat.archive.store import Store
from trichxuat.archive.tasks import DueTask, tasks, unit_pattern


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025-2", "2025-02-01", "2025-02-28"),
        ("2025-12-15", "2025-12-15", "2025-12-15"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2025-q1", "2025-01-01", "2025-03-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("12/2025", "2025-12-01", "2025-12-31"),
        ("15/12/2025", "2025-12-15", "2025-12-15"),
        ("2025-10..2025-12", "2025-10-01", "2025-12-31"),
        ("2025-Q3/2025-12-15", "2025-07-01", "2025-12-15"),
        ("15/10/2025..12/2025", "2025-10-15", "2025-12-31"),
    ],
)
def test_period(asked: str, first: str, last: str) -> None:
    assert period(asked) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("asked", ["", "tháng 12", "2025-13", "2025-02-30", "2025-Q5", "2025-12..2025-10", "1..2..3"])
def test_no_period(asked: str) -> None:
    with pytest.raises(ValueError, match="«"):
        period(asked)


@pytest.mark.parametrize(
    ("deadline", "issued", "due"),
    [
        ("R/P6M", "2023-03-01", "2023-06-30"),
        ("R/P6M", "2023-07-01", "2023-12-31"),
        ("R/P3M", "2023-11-10", "2023-12-31"),
        ("R/P1M", "2024-02-10", "2024-02-29"),
        ("R/P1Y", "2023-03-01", "2023-12-31"),
        ("R/P1W", "2023-03-01", "2023-03-03"),
        ("R/P1D", "2023-03-01", "2023-03-01"),
        ("R/PT2H", "2023-03-01", "2023-03-01"),
        ("R/--12-15/P1Y", "2023-12-16", "2024-12-15"),
        ("R/--02-29/P1Y", "2023-01-16", "2023-02-28"),
        ("--12-15", "2023-03-01", "2023-12-15"),
        ("--01-15", "2023-03-01", "2024-01-15"),
        ("P3D", "2023-03-01", None),
        ("ngay sau khi lũ rút", "2023-03-01", None),
        ("R/P0M", "2023-03-01", None),
        ("--13-15", "2023-03-01", None),
    ],
)
def test_next_due(deadline: str, issued: str, due: str | None) -> None:
    assert next_due(deadline, date.fromisoformat(issued)) == (date.fromisoformat(due) if due else None)


def test_next_due_within() -> None:
    issued = date(2023, 3, 1)
    assert next_due("R/P6M", issued, period("2025-12")) == date(2025, 12, 31)
    assert next_due("R/P6M", issued, period("2025-11")) is None
    assert next_due("R/P6M", issued, period("2023-02")) is None
    assert next_due("R/P6M", None, period("2025-Q2")) == date(2025, 6, 30)
    assert next_due("R/P5M", issued, period("2023-08")) == date(2023, 8, 31)
    assert next_due("--12-15", issued, period("2023-12")) == date(2023, 12, 15)
    assert next_due("--12-15", issued, period("2025-12")) is None
    assert next_due("R/P1M", None) is None


def test_rule() -> None:
    assert rule("R/P6M") == {"FREQ": "MONTHLY", "INTERVAL": 6, "BYMONTHDAY": -1}
    assert rule("R/--12-15/P1Y") == {"FREQ": "YEARLY", "INTERVAL": 1}
    assert rule("2025-12-01") is None


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("Sở Y tế", "Giám đốc Sở Y tế; Sở Nội vụ"),
        ("so y te", "SỞ Y TẾ TỈNH BÌNH AN"),
        ("Sở Khoa học và Công nghệ", "Sở KH&CN"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở Tài nguyên và Môi trường", "Sở Tài nguyên Môi trường"),
        ("Phòng Giáo dục và Đào tạo", "Phòng GD-ĐT các huyện"),
        ("UBND huyện Bình An", "Uỷ ban nhân dân huyện Bình An"),
    ],
)
def test_unit(unit: str, written: str) -> None:
    assert re.search(unit_pattern(unit), short_words(written))


@pytest.mark.parametrize(
    ("unit", "written"),
    [("Sở Y tế", "Phòng Y tế"), ("Sở Y tế", "Sở Y tếu"), ("Y tế", "tế y"), ("Sở Nội vụ", "Sở Nông nghiệp, nội vụ")],
)
def test_not_the_unit(unit: str, written: str) -> None:
    assert not re.search(unit_pattern(unit), short_words(written))


DOCUMENT: dict[str, Any] = {
    "id": "kh", "code": "29/KH-UBND", "organ": "UBND TỈNH BÌNH AN", "issued_date": "2025-03-01", "sha256": "ab",
    "subject": "Phòng, chống dịch",
    "tasks": [
        {"unit": "Sở Y tế", "value": "tiêm chủng; rà soát, thống kê", "deadline": "2025-12-15", "section": "II.1"},
        {"unit": "Sở Y tế", "value": "báo cáo", "deadline": "R/P6M"},
        {"unit": "Giám đốc Sở Y tế", "value": "phun hóa chất", "deadline": "2025-10-01/2025-12-31"},
        {"unit": "Sở Y tế", "value": "thường trực", "deadline": "R/P1D"},
        {"unit": "Sở Y tế", "value": "tham mưu"},
        {"unit": "Sở Nội vụ", "value": "kiểm tra", "deadline": "2025-12-01"},
        {"unit": "Sở Y tế", "value": "tổng kết", "deadline": "--12-20"},
        {"unit": "Sở Y tế", "value": "cũ", "deadline": "2024-12-20"},
    ],
}  # fmt: skip


def found(tmp_path: Path, unit: str | None, due: str | None) -> list[DueTask]:
    path = tmp_path / "kho.duckdb"
    path = path if path.exists() else make_store(path, [DOCUMENT])
    with Store.open(path, read_only=True) as store:
        return tasks(store.db, unit, period(due) if due else None)


def test_by_unit_and_month(tmp_path: Path) -> None:
    assert [(task.task[:9], str(task.due)) for task in found(tmp_path, "Sở Y tế", "2025-12")] == [
        ("thường tr", "2025-12-01"),
        ("tiêm chủn", "2025-12-15"),
        ("tổng kết", "2025-12-20"),
        ("phun hóa ", "2025-12-31"),
        ("báo cáo", "2025-12-31"),
    ]
    assert [task.task for task in found(tmp_path, None, "2025-12-01")] == ["kiểm tra", "thường trực"]
    assert len(found(tmp_path, None, None)) == 8
    assert found(tmp_path, "Sở Tư pháp", None) == []


def test_calendar(tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    within = period("2025-12")
    made, left_out = to_calendar(found(tmp_path, "Sở Y tế", "2025-12"), within)
    assert made == to_calendar(found(tmp_path, "Sở Y tế", "2025-12"), within)[0]
    events = {str(event["summary"]): event for event in icalendar.Calendar.from_ical(made).walk("VEVENT")}
    assert (len(events), left_out) == (5, 0)
    event = events["Sở Y tế: tiêm chủng; rà soát, thống kê"]
    assert event["dtstart"].dt == date(2025, 12, 15)
    assert event["dtend"].dt == date(2025, 12, 16)
    assert "29/KH-UBND ngày 01/03/2025" in event["description"]
    assert event["uid"] != events["Sở Y tế: báo cáo"]["uid"]
    repeated = events["Sở Y tế: báo cáo"]["rrule"].to_ical().decode()
    assert set(repeated.split(";")) == {"FREQ=MONTHLY", "INTERVAL=6", "BYMONTHDAY=-1", "UNTIL=20251231"}
    everything, left_out = to_calendar(found(tmp_path, None, None))
    assert left_out == 1
    assert event["uid"] in {event["uid"] for event in icalendar.Calendar.from_ical(everything).walk("VEVENT")}
