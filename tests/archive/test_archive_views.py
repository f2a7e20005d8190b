"""`trichxuat archive export|links|tasks|duplicates|search|report`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.stores import make_store
from trichxuat.archive.store import Store
from trichxuat.cli import ExitCode

DOCUMENTS = [
    {
        "id": "kh", "code": "29/KH-UBND", "type_name": "Kế hoạch", "organ": "UBND HUYỆN BÌNH AN", "sha256": "a",
        "subject": "Phòng, chống dịch \x1b[31m", "issued_date": "2023-03-01", "record": '{"schema_version":"1.0"}',
        "tasks": [
            {"unit": "Sở Y tế", "value": "tiêm chủng", "deadline": "2025-12-15", "deadline_text": "trước 15/12/2025"},
            {"unit": "Sở Y tế", "value": "lo"},
            {"unit": "Ban A", "value": "rà soát", "deadline": "P3D", "partners": "Sở Y tế"},
        ],
    },
    {
        "id": "qd", "code": "30/QĐ-UBND", "organ": "UBND HUYỆN BÌNH AN", "issued_date": "2023-05-02", "sha256": "a",
        "references": [{"code": "29/KH-UBND", "date": "2023-03-01", "relation": "replaces"}, {"code": "1/2020/NĐ-CP"}],
    },
    {"id": "mat", "secrecy": "A"},
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "kho.duckdb", DOCUMENTS)


def run(*words: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "trichxuat", "archive", *map(str, words)], capture_output=True, check=False
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert done.returncode == ExitCode.OK, done.stderr.decode()
    return done.stdout.decode().splitlines()


def told(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode().replace("trichxuat: ", "")


def test_tasks(store: Path) -> None:
    done = run("tasks", store, "--unit", "sở y tế", "--due", "2025-12")
    assert "15/12/2025  trước 15/12/2025  Sở Y tế  tiêm chủng  29/KH-UBND" in lines(done)[2]
    assert told(done).startswith("1 dòng.\nNgoài ra có 0 nhiệm vụ không có ngày cụ thể")
    done = run("tasks", store, "--unit", "SYT", "--format", "csv")
    page = lines(done)
    assert page[0].startswith("\ufeffHạn,")
    assert [line.split(",")[3] for line in page[1:]] == ["tiêm chủng", "lo"]
    assert told(done) == "2 dòng.\n"
    partners = lines(run("tasks", store, "--unit", "SYT", "--with-partners"))
    assert "Phối hợp" in partners[0]
    assert "rà soát" in "".join(partners)
    assert "tiêm chủng" in "".join(lines(run("tasks", store, "--overdue")))


def test_tasks_as_a_calendar(store: Path, tmp_path: Path) -> None:
    calendar = tmp_path / "viec.ics"
    done = run("tasks", store, "-o", calendar)
    assert done.stdout == b""
    assert b"DTSTART;VALUE=DATE:20251215" in calendar.read_bytes()
    assert told(done) == "1 sự kiện.\n2 nhiệm vụ không có ngày nên không vào lịch.\n"
    done = run("tasks", store, "-o", calendar, "--unit", "Sở Tư pháp")
    assert b"VEVENT" not in calendar.read_bytes()
    assert "Không có nhiệm vụ nào" in told(done)


def many(tmp_path: Path, count: int) -> Path:
    documents = [
        {
            "id": str(n), "code": f"{n}/QĐ-UBND-VHTT", "organ": "ỦY BAN NHÂN DÂN HUYỆN BÌNH AN", "issued_date": "2023-03-01",
            "subject": "Phòng, chống dịch bệnh ở người " * 9,
            "tasks": [{"unit": "Phòng Văn hóa và Thông tin", "value": "rà soát từng việc " * 90, "deadline": "2010-12-15"}],
            "references": [{"code": f"{n + 1}/NQ-HĐND"}],
        }
        for n in range(100, 100 + count)
    ]  # fmt: skip
    return make_store(tmp_path / "nhieu.duckdb", documents)


@pytest.mark.parametrize(
    ("words", "rows"),
    [(["search", "dịch"], 20), (["links", "--cited"], 50), (["tasks"], 200), (["links", "--all"], 50)],
)
def test_a_table_is_cut_and_says_so_and_csv_is_whole(tmp_path: Path, words: list[str], rows: int) -> None:
    store = many(tmp_path, 205)
    name, *rest = words
    drawn = run(name, store, *rest)
    assert sum("/QĐ-" in line or "/NQ-" in line for line in lines(drawn)) == rows
    assert f"{rows} dòng đầu" in told(drawn)
    whole = run(name, store, *rest, "--format", "csv")
    assert len(lines(whole)) == 206
    assert "205 dòng." in told(whole)
    some = run(name, store, *rest, "-o", tmp_path / "a.csv", "--limit", "3")
    assert "3 dòng đầu" in told(some)
    assert len((tmp_path / "a.csv").read_bytes().splitlines()) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="pty is of POSIX")
@pytest.mark.parametrize("columns", [80, 60])
def test_a_narrow_screen_keeps_dates_and_codes_whole(tmp_path: Path, columns: int) -> None:
    import pty

    main, screen = pty.openpty()
    words = ["tasks", many(tmp_path, 1), "--limit", "1"]
    subprocess.run(
        [sys.executable, "-m", "trichxuat", "archive", *map(str, words)],
        stdin=subprocess.DEVNULL, stdout=screen, stderr=subprocess.DEVNULL, check=True,
        env={**os.environ, "COLUMNS": str(columns), "TERM": "xterm"},
    )  # fmt: skip
    page = os.read(main, 1 << 20).decode()
    os.close(main)
    os.close(screen)
    assert "15/12/2010" in page
    assert "100/QĐ-UBND-VHTT" in page
    assert len(page.splitlines()) < 15
    assert max(map(len, page.splitlines())) <= columns


def test_links(store: Path) -> None:
    done = run("links", store, "--relation", "replaces")
    assert "2 viện dẫn, 2 có số, ký hiệu; 1 tới văn bản trong kho" in done.stderr.decode()
    (row,) = lines(done)[2:]
    assert "30/QĐ-UBND" in row
    assert "thay thế" in row
    assert len(lines(run("links", store, "--all", "--format", "csv"))) == 3
    assert len(lines(run("links", store, "--of", "kh", "--format", "csv"))) == 2
    assert "1/2020/NĐ-CP" in "".join(lines(run("links", store, "--cited")))


def test_duplicates_and_search(store: Path) -> None:
    assert len(lines(run("duplicates", store, "--format", "csv"))) == 3
    found = lines(run("search", store, "phong", "chong"))
    assert "29/KH-UBND" in found[2]
    assert "\x1b" not in "".join(found)
    done = run("search", store, "không_có")
    assert (lines(done), told(done)) == ([], "Không tìm thấy gì.\n")


def test_a_store_that_another_reads(store: Path, tmp_path: Path) -> None:
    with Store.open(store, read_only=True):
        for words in (["search", store, "phong"], ["links", store], ["report", store, "-o", tmp_path / "a.html"]):
            done = run(*words)
            assert done.returncode == ExitCode.OK
            assert "chỉ đọc được" in told(done)
    assert "thay thế" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_store_that_another_writes(store: Path) -> None:
    with Store.open(store):
        for name, more in (("search", ["phong"]), ("tasks", [])):
            done = run(name, store, *more)
            assert done.returncode == ExitCode.OUTPUT_FAILED
            assert "tiến trình khác" in told(done)


def test_a_damaged_store(tmp_path: Path) -> None:
    store = many(tmp_path, 200)
    held = store.read_bytes()
    store.write_bytes(held[: 3 * 4096] + b"\xa5" * (len(held) - 3 * 4096))
    for words in (["tasks", store], ["report", store], ["export", store, "-o", tmp_path / "a.csv"]):
        done = run(*words)
        assert done.returncode == ExitCode.OUTPUT_FAILED
        assert len(done.stderr.decode().splitlines()) == 1


def test_report(store: Path, tmp_path: Path) -> None:
    page = tmp_path / "trang.html"
    assert lines(run("report", store, "-o", page, "--date", "2025-12-01")) == []
    assert "15/12/2025" in page.read_text(encoding="utf-8")


def test_export(store: Path, tmp_path: Path) -> None:
    assert lines(run("export", store)) == ['{"schema_version":"1.0"}', "{}", "{}"]
    for name, begins in (("a.parquet", b"PAR1"), ("a.csv", b"\xef\xbb\xbfid,"), ("a.xlsx", b"PK")):
        done = run("export", store, "-o", tmp_path / name)
        assert lines(done) == []
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert ("1 văn bản mật" in done.stderr.decode()) == name.endswith("xlsx")
        assert told(done).startswith("Đã xuất ")
    assert "tiêm chủng" in lines(run("export", store, "--format", "csv", "--table", "tasks"))[1]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["tasks", "khong.duckdb"], ExitCode.OUTPUT_FAILED, "chưa có kho này"),
        (["tasks", __file__], ExitCode.OUTPUT_FAILED, "không phải kho"),
        (["tasks", "khong.duckdb", "-o", "a.xls"], ExitCode.USAGE, "hãy đặt đuôi .txt, .csv, .ics"),
        (["search", "khong.duckdb", "a", "-o", "a.ics"], ExitCode.USAGE, "hãy đặt đuôi .txt, .csv. Xem"),
        (["export", "khong.duckdb", "-o", "a.xls"], ExitCode.USAGE, "hãy đặt đuôi .jsonl, .parquet, .csv, .xlsx"),
        (["export", "khong.duckdb", "-o", "a.jsonl", "--table", "tasks"], ExitCode.USAGE, "không chọn bảng được"),
        (["report", "khong.duckdb", "-o", "a.pdf"], ExitCode.USAGE, "hãy đặt đuôi .html, .htm"),
        (["tasks", "khong.duckdb", "--overdue", "--due", "2025"], ExitCode.USAGE, "không đi cùng --due"),
        (
            ["tasks", "khong.duckdb", "--limit", "0"],
            ExitCode.USAGE,
            "phải từ 1 trở lên. Xem: trichxuat archive tasks --help",
        ),
        (["tasks", "khong.duckdb", "--limit", "a"], ExitCode.USAGE, "phải là số nguyên. Xem"),
        (["tasks", "khong.duckdb", "--format", "xls"], ExitCode.USAGE, "«xls» không phải một trong"),
        (["run", "--to", "a.duckdb", "--list", "khong"], ExitCode.USAGE, "(không có tệp hoặc thư mục này)"),
        (["tasks", "khong.duckdb", "--due", "mai"], ExitCode.USAGE, "«mai» không phải là thời hạn"),
        (["report", "khong.duckdb", "--date", "mai"], ExitCode.USAGE, "«mai» không phải là ngày"),
        (["report", "khong.duckdb", "--date", "2025"], ExitCode.USAGE, "«2025» không phải là ngày"),
        (["search", "khong.duckdb"], ExitCode.USAGE, "Thiếu"),
    ],
)
def test_wrong_use(words: list[str], code: ExitCode, message: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in done.stderr.decode()


def test_wrong_words(store: Path) -> None:
    for words in (["search", store, "…"], ["tasks", store, "--unit", "…"]):
        done = run(*words)
        assert done.returncode == ExitCode.USAGE
        assert "«…» không có chữ" in done.stderr.decode()


def test_help_is_in_vietnamese() -> None:
    assert "..." not in "".join(lines(run("--help")))
    for name in ("export", "links", "tasks", "duplicates", "search", "report"):
        page = "\n".join(lines(run(name, "--help")))
        assert "STORE " in page
        assert not {"Usage", "Options", "Arguments", "{STORE}", "<path>"} & set(page.replace(":", " ").split())
