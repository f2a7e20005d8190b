"""What kind of file bytes are, told by how they begin and, where that does not decide, by the name."""

from __future__ import annotations

import io
import os
import zipfile
from typing import BinaryIO

from trichxuat.errors import UnreadableFile

TEXT, PDF, IMAGE, DOCX, ODT, DOC, RTF, ZIP = "text", "pdf", "image", "docx", "odt", "doc", "rtf", "zip"
WORD = frozenset({DOCX, ODT, DOC, RTF})

_BEGINNINGS = (
    (b"%PDF", PDF),
    (b"\xd0\xcf\x11\xe0", DOC),
    (b"{\\rtf", RTF),
    (b"\x89PNG", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"BM", IMAGE),
)
_UNPACK = "Hãy giải nén rồi chạy lại."
_REFUSED = (
    (b"\x1f\x8b", f"Tệp nén gzip chưa đọc được. {_UNPACK}"),
    (b"Rar!", f"Tệp nén RAR chưa đọc được. {_UNPACK}"),
    (b"7z\xbc\xaf", f"Tệp nén 7z chưa đọc được. {_UNPACK}"),
)
_SHEET = "Tệp Excel hoặc PowerPoint không phải văn bản hành chính. Hãy lưu thành .docx hoặc .txt rồi chạy lại."
_BROKEN_ZIP = "Tệp nén hoặc tệp Word bị hỏng. Hãy lấy lại bản gốc hoặc mở và lưu lại rồi chạy lại."
_SUFFIXES = {".pdf": PDF, ".docx": DOCX, ".odt": ODT, ".doc": DOC, ".rtf": RTF, ".zip": ZIP} | dict.fromkeys(
    (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), IMAGE
)
READABLE = frozenset({".txt", ".md", ".html", ".htm", ".xhtml", *_SUFFIXES})
"""Endings of the names of files that can be read."""
_SEARCHED = 1024


def is_hidden(name: str) -> bool:
    """Whether a file or folder, by its own name, is the system's or a program's: `.git`, Word's `~$…`."""
    return name.startswith((".", "~$"))


def is_readable(name: str) -> bool:
    """Whether a file's name ends as those that can be read."""
    return os.path.splitext(name)[1].lower() in READABLE  # noqa: PTH122  twice as fast


def kind_of(data: bytes, name: str) -> str:
    """The kind of a file. Raises UnreadableFile for one that is known and cannot be read."""
    for opening, message in _REFUSED:
        if data.startswith(opening):
            raise UnreadableFile(name, message)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return packed_kind(io.BytesIO(data), name)
    for opening, kind in _BEGINNINGS:
        if data.startswith(opening) and (kind != IMAGE or opening != b"BM" or name.lower().endswith(".bmp")):
            return kind
    if b"%PDF-" in data[:_SEARCHED]:
        return PDF
    if data[8:12] == b"WEBP" and data.startswith(b"RIFF"):
        return IMAGE
    return TEXT


def packed_kind(file: BinaryIO, name: str) -> str:
    """The kind of what is packed as zips are. Raises UnreadableFile."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return DOCX
            if "mimetype" in names and "content.xml" in names:
                return ODT
            if "[Content_Types].xml" in names:
                raise UnreadableFile(name, _SHEET)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise UnreadableFile(name, _BROKEN_ZIP) from fault
    return ZIP
