"""The command line is a promise: what goes where, and which code it leaves with."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from trichxuat import __version__, extract
from trichxuat.cli import ExitCode

NOTICE = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ BÌNH MINH                  Độc lập - Tự do - Hạnh phúc
Số: 12/TB-UBND           Bình Minh, ngày 05 tháng 6 năm 2024

THÔNG BÁO
Về việc nghỉ lễ

Ủy ban nhân dân xã thông báo lịch nghỉ lễ.

Nơi nhận:                TM. ỦY BAN NHÂN DÂN
- Như trên;                   CHỦ TỊCH
- Lưu: VT.
                           Nguyễn Văn Thử
"""


def run(*words: object, stdin: bytes = b"", **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "trichxuat", *map(str, words)], input=stdin, capture_output=True, check=False, **more
    )


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "thong-bao.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def records(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.decode().splitlines()]


def test_one_file(notice: Path) -> None:
    done = run(notice)
    (record,) = records(done.stdout)
    assert done.returncode == ExitCode.OK
    assert done.stderr == b""
    assert record["source"]["path"] == str(notice)
    assert record["code"]["value"] == "12/TB-UBND"
    assert "ngày 05 tháng 6 năm 2024" in done.stdout.decode(), "letters as they are, not escaped"
    assert "text" not in record


def test_standard_input_and_the_text_kept(notice: Path) -> None:
    done = run("--text", "-", stdin=NOTICE.encode("utf-16"))
    (record,) = records(done.stdout)
    assert (record["source"]["path"], record["text"]) == ("-", NOTICE)


def test_nothing_on_standard_input() -> None:
    for command in ('"$0" -m trichxuat - </dev/null', '"$0" -m trichxuat - <&-'):
        done = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (ExitCode.NONE_READ, b"")
        assert "rỗng" in done.stderr.decode()


def test_compact_gives_values_only(notice: Path) -> None:
    (record,) = records(run("--compact", notice).stdout)
    assert record["code"]["number"] == "12"
    assert record["issued_date"] == "2024-06-05"
    assert '"span"' not in json.dumps(record)


def test_json_lines_in_a_file(notice: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra.jsonl"
    done = run(notice, notice, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (ExitCode.OK, b"", b"")
    assert len(records(out.read_bytes())) == 2
    assert sorted(tmp_path.iterdir()) == [out, notice]


def test_indented_on_a_terminal(notice: Path) -> None:
    shown, end = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "trichxuat", "--compact", str(notice)], stdout=end) as running:
        os.close(end)
        output = b""
        try:
            while piece := os.read(shown, 4096):
                output += piece
        except OSError:  # Linux: the other end was closed
            pass
    os.close(shown)
    assert running.returncode == 0
    assert output.startswith(b'{\r\n  "schema_version"')
    assert json.loads(output)["schema_version"] == "1.0"


def test_one_bad_file_does_not_end_the_others(notice: Path, tmp_path: Path) -> None:
    scan = tmp_path / "quet.pdf"
    scan.write_bytes(b"%PDF-1.7\n")
    done = run(scan, notice, tmp_path / "thieu.txt")
    assert done.returncode == ExitCode.SOME_FAILED
    assert len(records(done.stdout)) == 1
    first, second, last = done.stderr.decode().splitlines()
    assert str(scan) in first
    assert "PDF" in first
    assert "thieu.txt" in second
    assert "1/3" in last


def test_nothing_read_leaves_the_old_output_alone(tmp_path: Path) -> None:
    out = tmp_path / "ra.jsonl"
    out.write_text("cũ", encoding="utf-8")
    done = run(tmp_path, tmp_path / "thieu.txt", "-o", out)
    assert done.returncode == ExitCode.NONE_READ
    assert b"Traceback" not in done.stderr
    assert out.read_text(encoding="utf-8") == "cũ"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("words", [[], ["--sai"], ["-o"], ["schema", "x"], ["eval"], ["eval", "x"], ["eval", "a", "b"]])
def test_wrong_use(words: list[str]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, b"")
    assert "--help" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_output_never_overwrites_an_input(notice: Path) -> None:
    done = run(notice, "-o", notice)
    assert done.returncode == ExitCode.USAGE
    assert notice.read_text(encoding="utf-8") == NOTICE


@pytest.mark.parametrize("place", ["thieu/ra.jsonl", "."])
def test_output_that_cannot_be_written(notice: Path, tmp_path: Path, place: str) -> None:
    done = run(notice, "-o", tmp_path / place)
    assert (done.returncode, done.stdout) == (ExitCode.OUTPUT_FAILED, b"")
    assert "không ghi được" in done.stderr.decode()


def test_full_disk(notice: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trichxuat", str(notice)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == ExitCode.OUTPUT_FAILED
    assert b"Traceback" not in done.stderr


def test_closed_standard_output(notice: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", '"$0" -m trichxuat "$1" >&-', sys.executable, str(notice)], capture_output=True, check=False
    )
    assert done.returncode == ExitCode.OUTPUT_FAILED
    assert b"Traceback" not in done.stderr


def test_closed_pipe(notice: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "trichxuat", str(notice)], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (ExitCode.PIPE_CLOSED, b"")


def test_interrupt(tmp_path: Path) -> None:
    pipe = tmp_path / "cho.txt"
    os.mkfifo(pipe)
    out = tmp_path / "ra.jsonl"
    running = subprocess.Popen(
        [sys.executable, "-m", "trichxuat", str(pipe), "-o", str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 20
    writer = None
    while writer is None and time.monotonic() < deadline:
        try:
            writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            time.sleep(0.05)
    assert writer is not None
    assert list(tmp_path.glob(".ra*"))
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=20)
    os.close(writer)
    assert running.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in errors
    assert list(tmp_path.iterdir()) == [pipe], "no draft is left"


NOISE = """
import os, sys, warnings
import trichxuat.files as files
honest = files.extract_decoded
def noisy(*a, **k):
    print("in ra"); sys.stdout.write("ghi ra"); sys.__stdout__.write("ghi thẳng"); sys.__stdout__.flush()
    os.write(1, b"ghi vao 1"); os.system("echo chuong trinh con"); warnings.warn("canh bao")
    return honest(*a, **k)
files.extract_decoded = noisy
from trichxuat.cli import main
main(sys.argv[1:])
"""


def test_nothing_else_reaches_standard_output(notice: Path) -> None:
    done = subprocess.run([sys.executable, "-c", NOISE, str(notice)], capture_output=True, check=False)
    assert len(records(done.stdout)) == 1
    said = done.stderr.decode()
    for noise in ("in ra", "ghi ra", "ghi thẳng", "ghi vao 1", "chuong trinh con", "canh bao"):
        assert noise in said


def test_a_fault_of_the_program_is_told_without_the_text(notice: Path) -> None:
    code = """if True:
        import sys, trichxuat.files as files
        def bad(*a, **k): raise RuntimeError("Nguyễn Văn Thử")
        files.extract_decoded = bad
        from trichxuat.cli import main
        main(sys.argv[1:])"""
    done = subprocess.run([sys.executable, "-c", code, str(notice)], capture_output=True, check=False)
    assert done.returncode == ExitCode.NONE_READ
    assert "RuntimeError" in done.stderr.decode()
    assert "Thử" not in done.stderr.decode()


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"\xff.txt")  # noqa: PTH118
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(NOTICE.encode())
    done = subprocess.run([sys.executable, "-m", "trichxuat", path], capture_output=True, check=False)
    assert done.returncode == 0
    assert "\ufffd.txt" in records(done.stdout)[0]["source"]["path"]


def test_any_locale(notice: Path) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert len(records(run(notice, env=env).stdout)) == 1
    assert "Cách dùng" in run("--help", env=env).stdout.decode()


def test_version_and_help() -> None:
    assert run("--version").stdout.decode() == f"trichxuat {__version__}\n"
    shown = run("--help").stdout.decode()
    for word in ("Cách dùng: trichxuat", "FILE...", "--output", "--text", "--compact", "schema", "eval"):
        assert word in shown
    assert not {"Usage", "Options", "Arguments", "Show this"} & set(shown.replace(":", " ").split())


def test_a_file_called_as_a_command(tmp_path: Path) -> None:
    (tmp_path / "schema").write_text(NOTICE, encoding="utf-8")
    assert b'"$schema"' in run("schema", cwd=tmp_path).stdout
    assert len(records(run("./schema", cwd=tmp_path).stdout)) == 1


def test_the_exit_codes_are_documented(root: Path) -> None:
    for page in ("README.md", "README.en.md"):
        text = (root / page).read_text(encoding="utf-8")
        assert [code for code in ExitCode if f"| `{code.value}` |" not in text] == []


def test_command_and_api_agree(notice: Path) -> None:
    (shown,) = records(run(notice).stdout)
    (record,) = extract(NOTICE)
    made = json.loads(record.model_dump_json(exclude={"text"}))
    for volatile in ("source", "meta"):
        shown.pop(volatile)
        made.pop(volatile)
    assert shown == made
