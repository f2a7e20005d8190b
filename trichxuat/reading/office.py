"""Word processors' files → text: .docx and .odt by our own readers, .doc and .rtf through a program that knows them."""

from __future__ import annotations

from typing import NamedTuple

from trichxuat.errors import UnreadableFile

Note = tuple[str, str]
"""(warning code, message in Vietnamese)."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = b"\xec\xa5"  # how the stream of a Word 97–2003 document begins; its flags stand at offset 10
_LOCKED_FLAG = 0x0100
_SECTOR = 512

_LOCKED = "Tệp đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu (File > Info > Protect Document), lưu lại rồi chạy lại."
_EMPTY = "Tệp không có chữ (có thể chỉ có ảnh chụp). Hãy lưu thành PDF để nhận dạng chữ (OCR) rồi chạy lại."


class OfficeText(NamedTuple):
    """text: a line feed behind each line. notes: what the record should warn of."""

    text: str
    notes: tuple[Note, ...]


def read_office(data: bytes, name: str, kind: str) -> OfficeText:
    """The text of a file; kind: `docx`, `odt`, `doc`, `rtf`. Raises UnreadableFile, and nothing else.

    A file named .doc is read by what its bytes are.
    """
    if data.startswith(_OLE) and is_locked(data):
        raise UnreadableFile(name, _LOCKED)
    if data.startswith(b"PK\x03\x04"):
        kind = "odt" if kind == "odt" else "docx"
    elif data.startswith(b"{\\rtf"):
        kind = "rtf"
    if kind == "docx" and data.startswith(_OLE):
        kind = "doc"
    if kind == "docx":
        from trichxuat.reading.docx import docx_text

        text, notes = docx_text(data, name)
    elif kind == "odt":
        from trichxuat.reading.odt import odt_text

        text, notes = odt_text(data, name)
    else:
        from trichxuat.reading.word_programs import program_text

        text, notes = program_text(data, name, kind)
    if not text.strip():
        raise UnreadableFile(name, _EMPTY)
    return OfficeText(text, tuple(notes))


def is_locked(data: bytes) -> bool:
    """Whether an OLE file is a document under a password: a new one in its wrapper, or an old one by its flag."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return True
    for at in range(_SECTOR, min(len(data) - 12, 1 << 24), _SECTOR):
        if data[at : at + 2] == _WORD_STREAM and data[at + 3] == 0:
            return bool(int.from_bytes(data[at + 10 : at + 12], "little") & _LOCKED_FLAG)
    return False
