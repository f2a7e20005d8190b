"""A run can be ended at any moment, a file can be as bad as it likes: what is written is whole, and all is told."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from tests.archive.running import command, contents, files, run, write
from trichxuat.archive.store import Store
from trichxuat.cli import ExitCode

pytest.importorskip("duckdb")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "vb", 30)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "kho.duckdb"


def events(errors: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in errors.splitlines()]


def wait_until_written(store: Path) -> None:
    """Until the log of the store has grown, by rows. (The store itself is locked.)"""
    log = store.with_name(f"{store.name}.wal")

    def size() -> int:
        return log.stat().st_size if log.exists() else 0

    before, deadline = size(), time.monotonic() + 60
    while size() < before + 20_000:
        assert time.monotonic() < deadline, "nothing is written"
        time.sleep(0.01)


def test_a_folder_then_what_is_new_then_what_has_changed(tmp_path: Path, folder: Path, store: Path) -> None:
    done = run(tmp_path, folder, "--to", store)
    assert (done.returncode, done.stdout) == (ExitCode.OK, "")
    assert len(done.stderr.splitlines()) == 1, "silent but for the end"
    assert "30 tệp" in done.stderr
    first = contents(store)
    assert len(first["files"]) == 30
    assert first["tasks"]
    assert first["references"]

    (folder / "moi.txt").write_text((folder / "0/003.txt").read_text(encoding="utf-8"), encoding="utf-8")
    changed = folder / "0/004.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("1", "7"), encoding="utf-8")
    os.utime(folder / "0/005.txt")
    end = events(run(tmp_path, folder, "--to", store, "--log-json").stderr)[-1]
    assert (end["event"], end["done"], end["skipped"]) == ("end", 31, 29)
    second = contents(store)
    assert {row[0] for row in second["files"]} - {row[0] for row in first["files"]} == {str(folder / "moi.txt")}
    kept = [row for row in second["documents"] if row[1] not in (str(changed), str(folder / "moi.txt"))]
    assert kept == [row for row in first["documents"] if row[1] != str(changed)]
    assert len({row[0] for row in second["documents"]}) == len(second["documents"])
    end = events(run(tmp_path, folder, "--to", store, "--log-json").stderr)[-1]
    assert end["skipped"] == 31, "the file of a new date but the same bytes is known by its date now"


def test_the_same_whatever_the_jobs_and_how_files_are_named(tmp_path: Path, folder: Path, store: Path) -> None:
    assert run(tmp_path, folder, "--to", store, "--jobs", 1).returncode == 0
    names = tmp_path / "danh-sach.lst"
    names.write_text("\n".join(str(path) for path in sorted(folder.rglob("*.txt"), reverse=True)), encoding="utf-8")
    other = tmp_path / "kho2.duckdb"
    assert run(tmp_path, "--list", names, folder / "0", "--to", other, "--jobs", 3).returncode == 0
    assert contents(store) == contents(other)


def test_a_list_is_a_document_unless_it_is_called_a_list(tmp_path: Path, store: Path) -> None:
    path = tmp_path / "danh-sach.txt"
    path.write_text("khong-co.txt\n", encoding="utf-8")
    assert run(tmp_path, path, "--to", store).returncode == ExitCode.OK
    assert run(tmp_path, "--list", path, "--to", tmp_path / "b.duckdb").returncode == ExitCode.NONE_READ
    assert files(store) == {"danh-sach.txt": ("done", None)}


def test_a_zip(tmp_path: Path, folder: Path, store: Path) -> None:
    packed = tmp_path / "goi.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.rglob("*.txt"))[:12]:
            archive.write(path, path.relative_to(folder))
    broken = tmp_path / "hong.zip"
    broken.write_bytes(b"PK\x03\x04 not really")
    done = run(tmp_path, packed, broken, "--to", store)
    assert done.returncode == ExitCode.SOME_FAILED
    assert str(broken) in done.stderr
    with Store.open(store) as opened:
        paths = [row[0] for row in opened.db.execute("SELECT path FROM files WHERE status = 'done'").fetchall()]
    assert len(paths) == 12
    assert f"{packed}/0/000.txt" in paths
    end = events(run(tmp_path, packed, broken, "--to", store, "--log-json").stderr)[-1]
    assert (end["done"], end["skipped"], end["failed"]) == (12, 12, 1), "a broken bundle is looked at again"


@pytest.mark.parametrize(
    ("poison", "code", "limit"),
    [
        ("@sleep", "timeout", ("--timeout", 1)),
        ("@spin", "timeout", ("--timeout", 1)),
        ("@die", "died", ()),
        ("@eat", "memory", ("--memory", 600)),
        ("@fault", "fault", ()),
        ("", "unreadable", ()),
    ],
)
def test_a_poisoned_file_is_one_failed_row(
    tmp_path: Path, folder: Path, store: Path, poison: str, code: str, limit: tuple[object, ...]
) -> None:
    (folder / "0/005-bad.txt").write_text(poison, encoding="utf-8")
    (folder / "2/bad.txt").write_text(poison, encoding="utf-8")
    done = run(tmp_path, folder, "--to", store, *limit)
    assert done.returncode == ExitCode.SOME_FAILED
    found = files(store)
    assert {name for name, (status, _) in found.items() if status == "failed"} == {"005-bad.txt", "bad.txt"}
    assert found["bad.txt"] == found["005-bad.txt"] == ("failed", code)
    assert len(found) == 32
    told = [line for line in done.stderr.splitlines() if "bad.txt" in line]
    assert len(told) == 2
    assert not poison or poison not in done.stderr, "no text of a document in messages"
    with Store.open(store) as opened:
        (messages,) = opened.db.execute("SELECT list(message) FROM files WHERE status = 'failed'").fetchall()[0]
    assert all("Hãy" in message for message in messages)


def test_failed_files_are_read_again_when_it_is_wanted(tmp_path: Path, folder: Path, store: Path) -> None:
    bad = folder / "bad.txt"
    bad.write_text("@fault", encoding="utf-8")
    assert run(tmp_path, folder, "--to", store).returncode == ExitCode.SOME_FAILED
    end = events(run(tmp_path, folder, "--to", store, "--log-json").stderr)[-1]
    assert (end["skipped"], end["failed"]) == (31, 1), "not again of itself, and still told by the exit code"
    again = events(run(tmp_path, folder, "--to", store, "--log-json", "--retry-failed").stderr)
    assert [event["path"] for event in again if event["event"] == "failed"] == [str(bad)]
    assert (again[-1]["skipped"], again[-1]["failed"]) == (30, 1)
    bad.write_text((folder / "0/000.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert run(tmp_path, folder, "--to", store).returncode == ExitCode.OK
    assert files(store)["bad.txt"] == ("done", None)


def test_nothing_can_be_read(tmp_path: Path, store: Path) -> None:
    (tmp_path / "rong").mkdir()
    done = run(tmp_path, tmp_path / "rong", "--to", store)
    assert done.returncode == ExitCode.NONE_READ
    assert "Không có tệp" in done.stderr
    assert run(tmp_path, tmp_path / "thieu.txt", "--to", store).returncode == ExitCode.NONE_READ
    assert files(store) == {"thieu.txt": ("failed", "unreadable")}


def test_what_is_gone_is_told_and_forgotten_when_that_is_wanted(tmp_path: Path, folder: Path, store: Path) -> None:
    packed = folder / "goi.zip"
    packed.write_bytes(b"PK\x03\x04 not really")
    assert run(tmp_path, folder, "--to", store).returncode == ExitCode.SOME_FAILED
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("000.txt", "001.txt"):
            archive.write(folder / "0" / name, name)
    done = run(tmp_path, folder, "--to", store)
    assert done.returncode == ExitCode.OK, "the row of the broken bundle is gone with the fault"
    assert "goi.zip" not in files(store)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(folder / "0/000.txt", "000.txt")
    (folder / "2/025.txt").rename(tmp_path / "025.txt")
    kept = contents(store)
    done = run(tmp_path, folder, "--to", store)
    assert "2 tệp không còn ở chỗ cũ" in done.stderr
    assert contents(store) == kept, "nothing is forgotten unless that is asked for"
    assert "không còn" not in run(tmp_path, folder / "0", "--to", store, "--forget-missing").stderr
    done = run(tmp_path, folder, "--to", store, "--forget-missing")
    assert "Đã bỏ khỏi kho 2 tệp" in done.stderr
    with Store.open(store) as opened:
        paths = {row[0] for row in opened.db.execute("SELECT path FROM files").fetchall()}
        owners = {row[0] for row in opened.db.execute("SELECT path FROM documents").fetchall()}
    assert f"{packed}/000.txt" in paths
    assert not {f"{packed}/001.txt", str(folder / "2/025.txt")} & (paths | owners)
    assert len(paths) == 30
    folder.rename(tmp_path / "khac")
    assert run(tmp_path, folder, "--to", store, "--forget-missing").returncode == ExitCode.NONE_READ
    assert len(files(store)) >= 20, "a disk that is not there has taken nothing with it"


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path, folder: Path, store: Path) -> None:
    end = events(run(tmp_path, folder, folder / "1", folder / "1/012.txt", folder, "--to", store, "--log-json").stderr)[
        -1
    ]
    assert (end["files"], end["done"], end["skipped"]) == (30, 30, 0)
    with Store.open(store) as opened:
        assert opened.db.execute("SELECT count(*) FROM documents").fetchone() == (end["documents"],)


def test_a_few_files_are_shared_by_all_workers(tmp_path: Path, store: Path) -> None:
    folder = write(tmp_path / "vb", 24, "@slow")
    assert run(tmp_path, folder, "--to", store, "--jobs", 3).returncode == ExitCode.OK
    with Store.open(store) as opened:
        (spread,) = opened.db.execute("SELECT max(done_at) - min(done_at) FROM files").fetchall()[0]
    assert spread.total_seconds() < 0.7 * 24 * 0.1 + 0.5, "one alone takes 2.4 seconds"


def test_workers_that_do_not_come_up_are_no_fault_of_the_files(tmp_path: Path, folder: Path, store: Path) -> None:
    words = command(tmp_path, folder, "--to", store)
    script = Path(words[1])
    broken = "import os\nif __name__ == '__mp_main__':\n    os._exit(7)\n"
    script.write_text(broken + script.read_text(encoding="utf-8"), encoding="utf-8")
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == ExitCode.OUTPUT_FAILED
    assert "mã 7" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert files(store) == {}


def test_other_versions_are_read_again(tmp_path: Path, folder: Path, store: Path) -> None:
    assert run(tmp_path, folder / "0", "--to", store).returncode == 0
    with Store.open(store) as opened:
        opened.db.execute("UPDATE files SET versions = '{}' WHERE path LIKE '%/00_.txt' AND path < '%5'")
        opened.db.execute("UPDATE files SET versions = '{}' WHERE path LIKE '%/003.txt'")
    end = events(run(tmp_path, folder / "0", "--to", store, "--log-json").stderr)[-1]
    assert (end["done"], end["skipped"]) == (10, 9)


def test_a_locked_store_is_told(tmp_path: Path, folder: Path, store: Path) -> None:
    with Store.open(store, create=True):
        done = run(tmp_path, folder, "--to", store)
    assert done.returncode == ExitCode.OUTPUT_FAILED
    assert f"PID {os.getpid()}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits of a process are those of POSIX")
def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path, store: Path) -> None:
    import resource

    folder = write(tmp_path / "vb", 60)
    done = subprocess.run(
        command(tmp_path, folder, "--to", store), capture_output=True, text=True, check=False, timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (850_000, 850_000)),
    )  # fmt: skip
    assert done.returncode == ExitCode.OUTPUT_FAILED
    assert "không ghi được vào kho" in done.stderr
    assert "Traceback" not in done.stderr
    assert run(tmp_path, folder, "--to", store).returncode == ExitCode.OK
    assert len(files(store)) == 60


def test_no_store(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "khac-block.duckdb").write_text("không phải kho" * 2000, encoding="utf-8")
    for place, told in ((tmp_path / "thieu/kho.duckdb", "không tạo được"), (tmp_path / "khac-block.duckdb", "hỏng")):
        done = run(tmp_path, folder, "--to", place)
        assert done.returncode == ExitCode.OUTPUT_FAILED
        assert len(done.stderr.splitlines()) == 1
        assert f"{place}: " in done.stderr
        assert told in done.stderr
    (error,) = events(run(tmp_path, folder, "--to", tmp_path / "thieu/kho.duckdb", "--log-json").stderr)
    assert error["event"] == "error"
    assert list((tmp_path).glob(".*")) == [], "no draft stays behind"


def test_interrupt_finishes_what_is_running(tmp_path: Path, store: Path) -> None:
    folder = write(tmp_path / "vb", 80, "@slow")
    running = subprocess.Popen(
        command(tmp_path, folder, "--to", store), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait_until_written(store)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == ExitCode.INTERRUPTED
    assert "Traceback" not in errors
    assert "đọc nốt" in errors
    assert "archive run" in errors, "says how to go on"
    held = len(files(store))
    assert 0 < held < 80
    end = events(run(tmp_path, folder, "--to", store, "--log-json").stderr)[-1]
    assert (end["done"], end["skipped"]) == (80, held)


def test_a_second_interrupt_ends_it_at_once(tmp_path: Path, store: Path) -> None:
    folder = write(tmp_path / "vb", 80, "@slow")
    (folder / "4/040-ngu.txt").write_text("@sleep", encoding="utf-8")
    running = subprocess.Popen(
        command(tmp_path, folder, "--to", store, "--jobs", 1, "--log-json"), stderr=subprocess.PIPE, text=True
    )
    wait_until_written(store)
    running.send_signal(signal.SIGINT)
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=20)
    assert running.returncode == ExitCode.INTERRUPTED
    told = events(errors)
    assert [event["event"] for event in told if event["event"] != "progress"][-2:] == ["stopping", "end"]
    assert told[-1]["interrupted"]
    assert 0 < len(files(store)) < 81


def test_killed_again_and_again(tmp_path: Path) -> None:
    """`kill -9` loses nothing that was written and doubles nothing; no worker outlives the run."""
    folder = write(tmp_path / "vb", 110, "@slow")
    (folder / "3/bad.txt").write_text("@fault", encoding="utf-8")
    clean, killed = tmp_path / "clean.duckdb", tmp_path / "killed.duckdb"
    chance = random.Random(5)
    held: list[set[str]] = [set()]
    for moment in range(8):
        with subprocess.Popen(
            command(tmp_path, folder, "--to", killed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as running:
            if moment % 2:
                wait_until_written(killed)
            time.sleep(chance.uniform(0.0, 1.5))
            workers = children(running.pid)
            running.kill()
        deadline = time.monotonic() + 10
        while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
        if killed.exists():
            with Store.open(killed) as opened:
                rows = opened.db.execute(
                    "SELECT path, documents, (SELECT count(*) FROM documents d WHERE d.path = f.path) FROM files f"
                ).fetchall()
            assert all(told == there for _, told, there in rows), "a file stands there whole or not at all"
            held.append({row[0] for row in rows})
            assert held[-1] >= held[-2], "nothing that was written is lost"
    assert any(0 < len(each) < 111 for each in held), "it was killed while it wrote"
    for store in (killed, clean):
        assert run(tmp_path, folder, "--to", store).returncode == ExitCode.SOME_FAILED
    assert contents(killed) == contents(clean)


def children(pid: int) -> list[int]:
    found: list[int] = []
    for place in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, place.read_text(encoding="ascii").split())
    return found
