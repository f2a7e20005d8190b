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
from trichxuat.archive.tasks import DueTask, overdue, tasks, undated, unit_pattern


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
        ("12/2025 - 01/2026", "2025-12-01", "2026-01-31"),
        ("12/2025-01/2026", "2025-12-01", "2026-01-31"),
        ("2025-12 – 2026-01", "2025-12-01", "2026-01-31"),
        ("..2025-12", "0001-01-01", "2025-12-31"),
        ("2025-12..", "2025-12-01", "9999-12-31"),
    ],
)
def test_period(asked: str, first: str, last: str) -> None:
    assert period(asked) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "tháng 12",
        "2025-13",
        "2025-02-30",
        "2025-Q5",
        "2025-12..2025-10",
        "1..2..3",
        "..",
        "2025-00",
        "00/2025",
        "0/12/2025",
        "12/0/2025",
        "2025-12-00",
    ],
)
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
    assert next_due("R/P1M", None, period("..2025-12")) is None
    assert next_due("--12-15", None, period("2025-12")) is None
    assert next_due("R/P1W", date(9999, 12, 31)) is None
    assert next_due("R/P999W", None, period("9890-12-31..")) is not None


def test_rule() -> None:
    assert rule("R/P6M") == {"FREQ": "MONTHLY", "INTERVAL": 6, "BYMONTHDAY": -1}
    assert rule("R/--12-15/P1Y") == {"FREQ": "YEARLY", "INTERVAL": 1}
    assert rule("R/--02-28/P1Y") == {"FREQ": "YEARLY", "INTERVAL": 1}
    assert rule("R/--02-29/P1Y") == {"FREQ": "YEARLY", "INTERVAL": 1, "BYMONTH": 2, "BYMONTHDAY": -1}
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
        ("Ủy ban nhân dân thành phố", "UBND TP"),
        ("SYT", "Giám đốc Sở Y tế"),
        ("syt", "Sở Y tế"),
        ("Sở Y tế tỉnh", "SYT tỉnh"),
        ("SGDĐT", "Sở Giáo dục và Đào tạo"),
        ("SGDĐT", "Sở GD&ĐT"),
        ("SGDĐT", "Sở GD và ĐT"),
        ("Sở Giáo dục và Đào tạo tỉnh", "SGDĐT tỉnh"),
        ("sở gd&đt", "Sở Giáo dục và Đào tạo"),
        ("STNMT", "Sở TN&MT"),
        ("PGDĐT", "Phòng Giáo dục và Đào tạo"),
        ("TTYT huyện", "Trung tâm Y tế huyện"),
        ("Trung tâm Y tế huyện", "TTYT huyện"),
        ("BCH Quân sự huyện", "Ban Chỉ huy Quân sự huyện"),
        ("Ban Chỉ huy Quân sự huyện", "BCH Quân sự huyện"),
        ("CA tỉnh", "Công an tỉnh"),
        ("Công an tỉnh", "CA tỉnh"),
        ("TTĐĐNCT", "Trung tâm Điều dưỡng người có thẻ"),  # letters of no body that is known
        ("xã Thạnh Phong", "UBND xã Thạnh Phong"),
    ],
)
def test_unit(unit: str, written: str) -> None:
    assert re.search(unit_pattern(unit), short_words(written))


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("Sở Y tế", "Phòng Y tế"),
        ("Sở Y tế", "Sở Y tếu"),
        ("Y tế", "tế y"),
        ("Sở Nội vụ", "Sở Nông nghiệp, nội vụ"),
        ("SYT", "Sở Nội vụ, y tế"),
        ("SCT", "Các sở, các trường"),
        ("CA", "các ấp"),
        ("UBND huyện Tân Phú", "UBND huyện, TP"),  # not two letters of a place
    ],
)
def test_not_the_unit(unit: str, written: str) -> None:
    assert not re.search(unit_pattern(unit), short_words(written))


def test_words_are_shortened_whole() -> None:
    assert short_words("UBND xã Thạnh Phong, thành phố Ủy ban nhân dân") == "ubnd xa thanh phong tp ubnd"


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


def found(tmp_path: Path, unit: str | None, due: str | None, *more: dict[str, Any]) -> list[DueTask]:
    path = tmp_path / "kho.duckdb"
    path = path if path.exists() else make_store(path, [DOCUMENT, *more])
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


OTHER: dict[str, Any] = {
    "id": "cu", "issued_date": "2019-03",
    "tasks": [
        {"unit": "Ban A", "value": "làm tiếp", "deadline": "2024-01-01/.."},
        {"unit": "Ban A", "value": "một lần", "deadline": "--12-15"},
        {"unit": "Ban A", "value": "ba ngày", "deadline": "P3D", "deadline_text": "trong 03 ngày"},
        {"unit": "Ban B", "value": "luôn", "deadline": "Thường xuyên", "partners": "Sở Y tế; Ban A"},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("2019-12", [("một lần", "2019-12-15")]),  # its year is known, though not its day of issue
        ("2024", [("làm tiếp", "2024-01-01")]),
        ("2025", [("làm tiếp", "None")]),  # still binds
        ("2023", []),
        (None, [("một lần", "2019-12-15"), ("làm tiếp", "2024-01-01"), ("ba ngày", "None")]),
    ],
)
def test_open_ends_and_days_without_a_year(tmp_path: Path, due: str | None, days: list[tuple[str, str]]) -> None:
    assert [(task.task, str(task.due)) for task in found(tmp_path, "Ban A", due, OTHER)] == days


def test_partners_overdue_and_tasks_without_a_day(tmp_path: Path) -> None:
    with Store.open(make_store(tmp_path / "kho.duckdb", [DOCUMENT, OTHER]), read_only=True) as store:
        assert [task.task for task in tasks(store.db, "ban a", partners=True)][-1] == "luôn"
        assert len(tasks(store.db, "SYT", partners=True)) == len(tasks(store.db, "SYT")) + 1
        late = overdue(store.db, date(2025, 12, 20))
        assert [task.task[:9] for task in late] == ["tiêm chủn", "kiểm tra", "cũ", "một lần"]
        assert overdue(store.db, date.min) == []
        assert (undated(store.db), undated(store.db, "Ban A")) == ((2, 1), (1, 0))
        assert undated(store.db, "Ban A", partners=True) == (2, 0)


def test_calendar(tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    within = period("2025-12")
    made, count, left_out = to_calendar(found(tmp_path, "Sở Y tế", "2025-12"), within)
    assert made == to_calendar(found(tmp_path, "Sở Y tế", "2025-12"), within).ics
    events = {str(event["summary"]): event for event in icalendar.Calendar.from_ical(made).walk("VEVENT")}
    assert (len(events), count, left_out) == (5, 5, 0)
    event = events["Sở Y tế: tiêm chủng; rà soát, thống kê"]
    assert event["dtstart"].dt == date(2025, 12, 15)
    assert event["dtend"].dt == date(2025, 12, 16)
    assert "29/KH-UBND ngày 01/03/2025" in event["description"]
    assert event["uid"] != events["Sở Y tế: báo cáo"]["uid"]
    repeated = events["Sở Y tế: báo cáo"]["rrule"].to_ical().decode()
    assert set(repeated.split(";")) == {"FREQ=MONTHLY", "INTERVAL=6", "BYMONTHDAY=-1", "UNTIL=20251231"}
    everything, _, left_out = to_calendar(found(tmp_path, None, None))
    assert left_out == 1
    assert event["uid"] in {event["uid"] for event in icalendar.Calendar.from_ical(everything).walk("VEVENT")}


def test_a_calendar_of_odd_tasks(tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    odd = {
        "id": "a", "sha256": "same", "issued_date": "2025-01-01",
        "tasks": [
            {"unit": "Ban A", "value": "cuối", "deadline": "9999-12-31"},
            {"unit": "Ban A", "value": "năm nhuận", "deadline": "R/--02-29/P1Y", "deadline_text": "ngày cuối tháng 2"},
        ],
    }  # fmt: skip
    with Store.open(make_store(tmp_path / "kho.duckdb", [odd, odd | {"id": "b"}]), read_only=True) as store:
        made = to_calendar(tasks(store.db, None, period("2025..")), period("2025.."))
    last, leap = sorted(icalendar.Calendar.from_ical(made.ics).walk("VEVENT"), key=lambda event: str(event["summary"]))
    assert (made.events, made.left_out) == (2, 0)  # a file filed twice
    assert (last["dtstart"].dt, "dtend" in last) == (date(9999, 12, 31), False)
    assert set(leap["rrule"].to_ical().decode().split(";")) == {
        "FREQ=YEARLY", "INTERVAL=1", "BYMONTH=2", "BYMONTHDAY=-1",
    }  # fmt: skip
    assert "Thời hạn: ngày cuối tháng 2" in leap["description"]


def test_a_calendar_of_nothing_is_one() -> None:
    icalendar = pytest.importorskip("icalendar")
    made = to_calendar([])
    calendar = icalendar.Calendar.from_ical(made.ics)
    assert (made.events, made.left_out) == (0, 0)
    assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE"]  # RFC 5545 wants one
