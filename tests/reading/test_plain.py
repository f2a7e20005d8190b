"""Bytes → text, in every encoding that Vietnamese offices still use; and a plain word where there is no text."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path

import pytest

from trichxuat.errors import UnreadableFile
from trichxuat.reading import read

NOTICE = (
    "ỦY BAN NHÂN DÂN XÃ BÌNH MINH\nSố: 12/TB-UBND\nBình Minh, ngày 05 tháng 6 năm 2024\nTHÔNG BÁO\nVề việc nghỉ lễ\n"
)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def cp1258(text: str) -> bytes:
    """As old Windows wrote it: letters with their quality mark, tones as characters behind them."""
    pieces = []
    for letter in text:
        try:
            pieces.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
            pieces.append((base + "".join(c for c in parts if c in TONES)).encode("cp1258"))
    return b"".join(pieces)


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("utf-8", NOTICE.encode()),
        ("utf-8", NOTICE.encode("utf-8-sig")),
        ("utf-16", NOTICE.encode("utf-16")),
        ("utf-16", b"\xfe\xff" + NOTICE.encode("utf-16-be")),
        ("utf-16-le", NOTICE.encode("utf-16-le")),
        ("utf-16-be", NOTICE.encode("utf-16-be")),
        ("utf-32", NOTICE.encode("utf-32")),
    ],
)
def test_unicode(encoding: str, data: bytes) -> None:
    decoded = read(data)
    assert (decoded.text, decoded.encoding, decoded.reader) == (NOTICE, encoding, "text")
    assert decoded.sha256 == hashlib.sha256(data).hexdigest()


def test_cp1258_stays_as_decoded() -> None:
    decoded = read(cp1258(NOTICE))
    assert decoded.encoding == "cp1258"
    assert decoded.text != NOTICE, "tones are characters of their own there"
    assert unicodedata.normalize("NFC", decoded.text) == NOTICE


@pytest.mark.parametrize("as_bytes", ["latin-1", "utf-8"])
def test_tcvn3_is_read_whether_as_bytes_or_as_wrong_letters(as_bytes: str) -> None:
    letters = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"
    decoded = read(letters.encode(as_bytes))
    assert decoded.text == "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"
    assert decoded.encoding == "tcvn3"
    assert [code for code, _ in decoded.notes] == ["old_encoding"]


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="bảng mã"):
        read(bytes(range(0xA1, 0xFF)) * 5)


def test_a_few_broken_bytes_cost_no_more_than_themselves() -> None:
    data = bytearray(NOTICE.encode() * 5)
    at = data.index("Ủ".encode())
    data[at] = 0xFF
    decoded = read(bytes(data))
    assert decoded.replaced == 3
    assert decoded.text.endswith("Về việc nghỉ lễ\n")
    assert decoded.text.count("\ufffd") == 3


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "rỗng"),
        (b" \r\n\t", "rỗng"),
        (b"\xef\xbb\xbf \n", "rỗng"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04word/document.xml", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "."),
        (b"\x89PNG\r\n", "ảnh"),
        (b"\xff\xd8\xff\xe0", "ảnh"),
        (b"II*\x00\x08", "ảnh"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"abc\x00def" * 9, "nhị phân"),
        (b"\x00\x01\x02abc", "nhị phân"),
        (bytes(range(1, 32)) * 20, "nhị phân"),
    ],
)
def test_what_is_no_text_is_told_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        read(data, "tep.txt")
    assert caught.value.name == "tep.txt"
    assert "Hãy" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [("thieu.txt", "Không có tệp"), (".", "thư mục"), ("x" * 300, "quá dài"), ("a\0b", "Không đọc được")],
)
def test_a_path_that_gives_nothing(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(tmp_path / name)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mat.txt"
    path.write_text(NOTICE, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may read anything

        def refuse(_: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile, match="quyền"):
        read(path)


def test_markdown_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("**ỦY BAN** \\- x\r\n| a | b |\r\n".encode())
    assert read(path).text == "**ỦY BAN** \\- x\r\n| a | b |\r\n"
