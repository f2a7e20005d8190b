"""Which files a run is about, and by what name the store knows them."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from trichxuat.archive.walk import count, listed, printable, walk


def test_a_folder_is_walked_by_name_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.PDF", "a.docx", ".an/x.txt", "~$a.docx", "c.exe", "d/.x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "vong").symlink_to(tmp_path, target_is_directory=True)
    found = list(walk([str(tmp_path)]))
    assert [each.path for each in found] == [str(tmp_path / name) for name in ("a.docx", "b/10.PDF", "b/2.txt")]
    assert all(each.size == 1 and each.stamp and each.stamp.startswith("1:") for each in found)


def test_one_name_whatever_way_a_file_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len({each.path for name in (".", "a.txt", "./a.txt", str(tmp_path)) for each in walk([name])}) == 1


def test_files_of_a_zip_and_what_only_has_its_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/1.txt", "x")
        archive.writestr("2.exe", "x")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("word/document.xml", "x")
    (tmp_path / "c.zip").write_text("văn bản", encoding="utf-8")
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04")
    found = {Path(each.path).name: each for each in walk([str(tmp_path)])}
    assert list(found) == ["1.txt", "b.zip", "c.zip", "d.zip"]
    assert (found["1.txt"].place, found["1.txt"].member) == (str(tmp_path / "a.zip"), f"{tmp_path}/a.zip/x/1.txt")
    assert [name for name, each in found.items() if each.problem] == ["d.zip"]


def test_a_file_that_is_missing_is_not_passed_over(tmp_path: Path) -> None:
    (found,) = walk([str(tmp_path / "thieu.txt")])
    assert (found.size, found.stamp) == (None, None)


def test_a_name_that_is_not_utf8_keeps_its_own_name() -> None:
    first, second = (printable(os.fsdecode(name)) for name in (b"\xff.txt", b"\xfe.txt"))
    assert first == "\\xff.txt" != second


def test_no_two_files_have_one_name(tmp_path: Path) -> None:
    for name in (b"a\xff.txt", b"a\\xff.txt", b"a\\\\xff.txt", b"a\\y.txt"):
        (tmp_path / os.fsdecode(name)).write_text("x", encoding="utf-8")
    assert len({each.path for each in walk([str(tmp_path)])}) == 4
    assert [each.path for each in walk([f"/{tmp_path}"])] == [each.path for each in walk([str(tmp_path)])]


def test_a_name_that_is_packed_twice_is_one_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1.txt", "x")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("1.txt", "y")
    assert len(list(walk([str(tmp_path / "a.zip")]))) == 1


@pytest.mark.skipif(not hasattr(os, "fork") or os.geteuid() != 0, reason="needs the right to become somebody else")
def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path) -> None:
    (tmp_path / "kin").mkdir()
    (tmp_path / "kin/1.txt").write_text("x", encoding="utf-8")
    (tmp_path / "kin").chmod(0o700)
    for place in (tmp_path, *tmp_path.parents[:2]):
        place.chmod(0o755)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setuid(65534)
        told = [f"{each.path} {each.problem}" for each in walk([str(tmp_path)])]
        os.write(writing, "\n".join(told).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        assert told.read().startswith(f"{tmp_path}/kin Không mở được")


def test_files_are_counted_and_others_too(tmp_path: Path) -> None:
    for name in ("a.txt", "b.xls", "c/d.pdf", "c/e.rar", ".f.xls"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert count([str(tmp_path), str(tmp_path / "thieu.txt"), "s3://kho/a.txt"]) == (3, 2)


def test_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.lst"
    path.write_bytes("\ufeffvăn bản.txt\r\n\r\nb.txt\n".encode())
    assert listed(path) == ["văn bản.txt", "b.txt"]
    path.write_text("văn\u2028bản.txt\nb.txt\n", encoding="utf-16")
    assert listed(path) == ["văn\u2028bản.txt", "b.txt"]
