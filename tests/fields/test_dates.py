"""Dates of running text and of the place-and-date line."""

from __future__ import annotations

import time

import pytest

from trichxuat.fields.dates import HEADER_DATE, date_at, find_dates, parse_header_date
from trichxuat.text import Text


def values(words: str) -> list[str | None]:
    return [date.value for date in find_dates(Text(words))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ngày 05 tháng 3 năm 2020", "2020-03-05"),
        ("ngày 30/12/2016", "2016-12-30"),
        ("22-3-2022", "2022-03-22"),
        ("ngày 12.7.2024", "2024-07-12"),
        ("tháng 3 năm 2023", "2023-03"),
        ("tháng 11/2024", "2024-11"),
        ("từ năm 2015", "2015"),
        ("ngày 9 tháng 02\n năm\n2021", "2021-02-09"),
        ("ngày ngày 24/3/2021", "2021-03-24"),  # a word typed twice
        ("ngày      tháng 6 năm 2025", "2025-06"),
        ("ngày … tháng … năm 2025", "2025"),
        ("29/02/2024", "2024-02-29"),
    ],
)
def test_forms(words: str, expected: str) -> None:
    (date,) = find_dates(Text(f"theo quyết định {words} của xã"))
    assert date.value == expected
    assert date.grade == "sure"


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("ngày 20/1 1/2024", "2024-11-20", "digits_apart"),
        ("ngày 24 tháng 1] năm 2017", "2017-11-24", "ocr_digits"),
        ("ngày l6 tháng I0năm 2024", "2024-10-16", "ocr_digits"),
        ("ngày 14112024", "2024-11-14", "slash_lost"),
        ("ngày 31/02/2020", None, "impossible_date"),
        ("42/02/2018", None, "impossible_date"),
    ],
)
def test_damage_is_told(words: str, expected: str | None, reason: str) -> None:
    (date,) = find_dates(Text(words))
    assert date.value == expected
    assert date.grade != "sure"
    assert reason in date.reasons


def test_fraction_slash() -> None:
    assert values("ngày 13/11⁄2024") == ["2024-11-13"]


@pytest.mark.parametrize(
    "words",
    [
        "Nghị định số 30/2020/NĐ-CP",  # a number
        "giai đoạn 2021 - 2025",
        "điện thoại 0297.3830123",
        "ngày 3052024",  # 3/05 or 30/5: not to be guessed
        "ngày ... tháng ... năm ...",
        "mục 1.2.2024",  # dots only after `ngày`
        "tháng 13 sau",
    ],
)
def test_no_dates(words: str) -> None:
    assert not [value for value in values(words) if value]


def test_span_of_a_date() -> None:
    text = Text("**Hôm nay**, ngày 5 tháng 6 năm 2023.")
    (date,) = find_dates(text)
    assert text.raw[slice(*text.span(date.start, date.end))] == "ngày 5 tháng 6 năm 2023"


def test_bounds() -> None:
    text = Text("ngày 1/2/2020 và ngày 3/4/2021")
    assert [date.value for date in find_dates(text, 10)] == ["2021-04-03"]
    assert [date.value for date in find_dates(text, 0, 14)] == ["2020-02-01"]


def test_date_at() -> None:
    text = Text("số 5/QĐ-UBND, ký ngày 7/8/2022")
    date = date_at(text, 12, len(text.clean))
    assert date is not None
    assert date.value == "2022-08-07"
    assert date_at(text, 0, len(text.clean)) is None


@pytest.mark.parametrize(
    ("line", "expected", "grade", "reasons"),
    [
        ("Hòn Tre, ngày 03 tháng 03 năm 2023", "2023-03-03", "sure", []),
        ("Hà Nội, ngày 28\ntháng 11 năm 2025", "2025-11-28", "sure", []),
        ("Yên Bái, ngày 5/3/2021", "2021-03-05", "sure", []),
        ("ngày..15..tháng..6..năm 2022", "2022-06-15", "sure", []),
        ("Cà Mau, ngày       tháng 02 năm 2025", "2025-02", "likely", ["day_blank"]),
        ("ngày  tháng  năm 2025", "2025", "likely", ["day_blank", "month_blank"]),
        ("ngày {5 tháng 01 năm 2025", "2025-01", "check", ["day_unreadable"]),
        ("ngày4†tháng 01 năm 2025", "2025-01", "check", ["day_unreadable"]),
        ("ngàyÂDtháng 01 năm 2025", "2025-01", "check", ["day_unreadable"]),
        ("ngày l5 tháng 01 năm 2025", "2025-01", "check", ["day_unreadable"]),  # in ink, perhaps
        ("ngày 2# thángØ? năm 2021", "2021", "check", ["day_unreadable", "month_unreadable"]),
        ("ngày@@ tháng I] năm 2024", "2024-11", "check", ["day_unreadable", "ocr_digits"]),
        ("ngày 06 tháng TÌ năm 2024", "2024-11-06", "check", ["ocr_digits"]),
        ("ngày 1 6 tháng 1 1 năm 20 24", "2024-11-16", "check", ["digits_apart", "digits_apart"]),
        ("ngày 7 6 tháng 11 năm 2024", "2024-11", "check", ["day_unreadable"]),
        ("ngày 31 tháng 4 năm 2024", "2024-04", "check", ["impossible_date"]),
        ("ngày 12 tháng 45 năm 2024", "2024", "check", ["impossible_date"]),
        ("ngày 12 tháng 5 năm", None, "check", ["year_unreadable"]),
        ("không có gì", None, "check", ["date_unreadable"]),
    ],
)
def test_header_date(line: str, expected: str | None, grade: str, reasons: list[str]) -> None:
    text = Text(line)
    assert parse_header_date(text, 0, len(text.clean)) == (expected, grade, reasons)


def test_header_pattern_starts_at_the_day() -> None:
    text = Text("Số: 12/KH-UBND    Long Phú, ngày 09 tháng 9 năm 2021\nKẾ HOẠCH")
    found = HEADER_DATE.search(text.plain)
    assert found is not None
    assert text.clean[slice(*found.span())] == "ngày 09 tháng 9 năm 2021"


@pytest.mark.parametrize("piece", ["ngày ", "ngày 1 tháng ", "1/1/", "ngày" + " " * 50, "năm 2020 ", "|", "1-"])
def test_bounded_time(piece: str) -> None:
    text = Text(piece * (200_000 // len(piece)))
    start = time.process_time()
    find_dates(text)
    parse_header_date(text, 0, len(text.clean))
    assert time.process_time() - start < 3
