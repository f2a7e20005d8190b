"""Any file by its kind; folders and zips; what hostile ones cost."""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from trichxuat.errors import UnreadableFile
from trichxuat.files import extract_file, members_of
from trichxuat.reading import How, read
from trichxuat.reading.bundles import FREE, members
from trichxuat.reading.kinds import kind_of
from trichxuat.reading.reader import chosen

NOTICE = "ỦY BAN NHÂN DÂN XÃ BÌNH MINH\nSố: 12/TB-UBND\nTHÔNG BÁO\nVề việc nghỉ lễ\n"


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7", "a", "pdf"),
        (b"\n\n%PDF-1.4", "a", "pdf"),
        (b"\x89PNG\r\n", "a", "image"),
        (b"RIFF1234WEBP", "a", "image"),
        (b"BM rest", "a.bmp", "image"),
        ("BM. ỦY BAN".encode(), "a.txt", "text"),
        (b"{\\rtf1", "a", "rtf"),
        (zipped({"word/document.xml": b"<x/>"}), "a", "docx"),
        (zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "a", "odt"),
        (zipped({"a.txt": b"x"}), "a", "zip"),
        (NOTICE.encode(), "a.pdf", "text"),
    ],
)
def test_kinds(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("pages", "total", "found"),
    [(None, 3, [1, 2, 3]), ("2", 3, [2]), ("1-2,5", 9, [1, 2, 5]), ("2-", 4, [2, 3, 4]), ("3,1,1-2", 3, [1, 2, 3])],
)
def test_choices_of_pages(pages: str | None, total: int, found: list[int]) -> None:
    assert chosen(pages, total) == found


@pytest.mark.parametrize("pages", ["", "0", "2-1", "a", "1;2", "-3"])
def test_no_choice_of_pages(pages: str) -> None:
    with pytest.raises(ValueError, match="1-3,5"):
        chosen(pages, 5)


def test_a_folder_gives_its_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "a/.hidden.txt", "a/note.xyz", ".git/c.txt", "a/~$open.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(NOTICE, encoding="utf-8")
    (tmp_path / "c.zip").write_bytes(zipped({"x/3.txt": NOTICE.encode(), "x/": b"", "pic.gif": b"GIF"}))
    names = [Path(member.name).relative_to(tmp_path).as_posix() for member in members_of(str(tmp_path))]
    assert names == ["a/1.txt", "b/2.txt", "c.zip/x/3.txt"]
    assert all(member.load() == NOTICE.encode() for member in members_of(str(tmp_path)))


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không có tệp nào đọc được"):
        list(members_of(str(tmp_path)))


def test_names_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    data = zipped({"../../out.txt": NOTICE.encode(), "/etc/in.txt": NOTICE.encode(), "c:\\x.txt": NOTICE.encode()})
    before = set(tmp_path.parent.rglob("out.txt"))
    found = [read(member.load(), member.name).text for member in members(data, "z.zip")]
    assert found == [NOTICE] * 3
    assert set(tmp_path.parent.rglob("out.txt")) == before


def test_a_bomb_costs_little() -> None:
    data = zipped({"big.txt": b"a" * (4 * FREE), "good.txt": NOTICE.encode()})
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bomb, good = members(data, "z.zip")
    with pytest.raises(UnreadableFile, match="bom nén"):
        bomb.load()
    assert read(good.load(), "good").text == NOTICE
    assert time.perf_counter() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_zips_in_zips_end() -> None:
    data = zipped({"a.txt": NOTICE.encode()})
    for _ in range(4):
        data = zipped({"in.zip": data})
    (only,) = members(data, "z.zip")
    with pytest.raises(UnreadableFile, match="lồng"):
        only.load()


@pytest.mark.parametrize("cut", [30, 60, 100])
def test_a_broken_zip_is_one_failed_file(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "z.zip"
    path.write_bytes(zipped({"a.txt": NOTICE.encode() * 50})[:-cut])
    (member,) = members_of(str(path))
    with pytest.raises(UnreadableFile, match="Hãy"):
        member.load()


def test_a_member_that_is_locked() -> None:
    data = bytearray(zipped({"a.txt": NOTICE.encode()}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    (member,) = members(bytes(data), "z.zip")
    with pytest.raises(UnreadableFile, match="mật khẩu"):
        member.load()


def test_a_zip_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "z.zip"
    path.write_bytes(zipped({"a.txt": NOTICE.encode()}))
    with pytest.raises(UnreadableFile, match="nhiều tệp"):
        extract_file(path)


def test_a_picture_pdf_without_ocr(tmp_path: Path) -> None:
    reportlab = pytest.importorskip("reportlab.pdfgen.canvas")
    out = io.BytesIO()
    sheet = reportlab.Canvas(out)
    sheet.rect(100, 100, 200, 200, fill=1)
    sheet.save()
    with pytest.raises(UnreadableFile, match="--ocr never"):
        read(out.getvalue(), "a.pdf", How(ocr="never"))


@pytest.mark.parametrize("seed", range(60))
def test_any_bytes_behind_any_beginning(seed: int) -> None:
    """No exception but UnreadableFile, whatever stands behind the first bytes of a kind."""
    chance = random.Random(seed)
    begin = (b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00", b"PK\x03\x04", b"BM", b"")[seed % 7]
    data = begin + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 400)))
    with suppress(UnreadableFile):
        assert read(data, "a.bmp" if begin == b"BM" else "a").text
