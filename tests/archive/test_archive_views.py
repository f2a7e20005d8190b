"""`trichxuat archive export|links|tasks|duplicates|search|report`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.stores import make_store
from trichxuat.cli import ExitCode

DOCUMENTS = [
    {
        "id": "kh", "code": "29/KH-UBND", "type_name": "Kế hoạch", "organ": "UBND HUYỆN BÌNH AN", "sha256": "a",
        "subject": "Phòng, chống dịch \x1b[31m", "issued_date": "2023-03-01", "record": '{"schema_version":"1.0"}',
        "tasks": [{"unit": "Sở Y tế", "value": "tiêm chủng", "deadline": "2025-12-15"}, {"unit": "Sở Y tế", "value": "lo"}],
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


def test_tasks(store: Path, tmp_path: Path) -> None:
    done = run("tasks", store, "--unit", "sở y tế", "--due", "2025-12")
    assert "tiêm chủng" in lines(done)[3]
    assert "1 dòng" in done.stderr.decode()
    page = lines(run("tasks", store, "--unit", "Sở Y tế", "--format", "csv"))
    assert page[0].startswith("\ufeffHạn,")
    assert [line.split(",")[3] for line in page[1:]] == ["tiêm chủng", "lo"]
    calendar = tmp_path / "viec.ics"
    done = run("tasks", store, "--format", "ics", "-o", calendar)
    assert done.stdout == b""
    assert b"DTSTART;VALUE=DATE:20251215" in calendar.read_bytes()
    assert "1 nhiệm vụ không có ngày" in done.stderr.decode()


def test_links(store: Path) -> None:
    done = run("links", store, "--relation", "replaces")
    assert "2 viện dẫn, 2 có số, ký hiệu; 1 tới văn bản trong kho" in done.stderr.decode()
    (row,) = lines(done)[3:-1]
    assert "30/QĐ-UBND" in row
    assert "thay thế" in row
    assert len(lines(run("links", store, "--all", "--format", "csv"))) == 3
    assert len(lines(run("links", store, "--of", "kh", "--format", "csv"))) == 2
    assert "1/2020/NĐ-CP" in "".join(lines(run("links", store, "--cited")))


def test_duplicates_and_search(store: Path) -> None:
    assert len(lines(run("duplicates", store, "--format", "csv"))) == 3
    found = lines(run("search", store, "phong", "chong"))
    assert "29/KH-UBND" in found[3]
    assert "\x1b" not in "".join(found)
    done = run("search", store, "không_có")
    assert (lines(done), done.stderr.decode()) == ([], "trichxuat: Không tìm thấy gì.\n")


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
    assert "tiêm chủng" in lines(run("export", store, "--format", "csv", "--table", "tasks"))[1]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["tasks", "khong.duckdb"], ExitCode.NONE_READ, "chưa có kho này"),
        (["tasks", __file__], ExitCode.NONE_READ, "không phải kho"),
        (["tasks", "khong.duckdb", "--due", "mai"], ExitCode.USAGE, "«mai» không phải là thời hạn"),
        (["report", "khong.duckdb", "--date", "mai"], ExitCode.USAGE, "«mai» không phải là ngày"),
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
    for name in ("export", "links", "tasks", "duplicates", "search", "report"):
        page = "\n".join(lines(run(name, "--help")))
        assert "STORE " in page
        assert not {"Usage", "Options", "Arguments", "{STORE}", "<path>"} & set(page.replace(":", " ").split())
