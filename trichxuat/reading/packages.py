"""Parts of a zip package (docx, odt), with bounds on size, ratio and XML, whatever the file claims."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from trichxuat.errors import UnreadableFile

MOST_BYTES = 64 << 20
"""Of one part, unpacked. A document of a thousand pages has some 20 MB of document.xml."""

_MOST_RATIO = 400
_RATIO_FROM = 4 << 20
_MOST_ENTRIES = 20_000

_SAVE_AGAIN = "Hãy mở tệp bằng Word hoặc LibreOffice, lưu lại thành .docx rồi chạy lại."
_BROKEN = f"Tệp hỏng: không giải nén được (tải về hoặc chép chưa hết?). {_SAVE_AGAIN}"
_LOCKED = "Tệp đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu (File > Info > Protect Document), lưu lại rồi chạy lại."
_BOMB = f"Tệp giải nén ra quá lớn (trên {MOST_BYTES >> 20} MB), có thể là tệp phá hoại. Nếu tệp đáng tin: {_SAVE_AGAIN}"
_BAD_XML = f"Tệp hỏng: phần nội dung (XML) không đọc được. {_SAVE_AGAIN}"
_ENTITIES = f"Tệp không bình thường: phần nội dung có khai báo DOCTYPE/ENTITY nên không đọc, để an toàn. {_SAVE_AGAIN}"


class Package:
    """A zip file whose parts are read by name. Raises UnreadableFile where it is no zip or is locked."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError) as fault:
            raise UnreadableFile(name, _BROKEN) from fault
        names = self._zip.namelist()
        if len(names) > _MOST_ENTRIES:
            raise UnreadableFile(name, _BOMB)
        self._names = {entry.replace("\\", "/").lstrip("/").lower(): entry for entry in names}
        self._left = 2 * MOST_BYTES

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def read(self, part: str) -> bytes | None:
        """The bytes of a part; None where there is none. Raises UnreadableFile where it is broken or too large."""
        entry = self._names.get(part.lower())
        if entry is None:
            return None
        info = self._zip.getinfo(entry)
        if info.flag_bits & 1:
            raise UnreadableFile(self.name, _LOCKED)
        most = min(MOST_BYTES, self._left)
        if info.file_size > _RATIO_FROM:
            most = min(most, _MOST_RATIO * max(1, info.compress_size))
        if info.file_size > most:
            raise UnreadableFile(self.name, _BOMB)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as fault:
            raise UnreadableFile(self.name, _BROKEN) from fault
        if len(data) > most:
            raise UnreadableFile(self.name, _BOMB)
        self._left -= len(data)
        return data

    def xml(self, part: str) -> Any:
        """The root element of an XML part; None where there is none. No entities, no DTD, nothing from outside."""
        data = self.read(part)
        return None if data is None else parsed(data, self.name)


def parsed(data: bytes, name: str) -> Any:
    """The root element of an XML document that is trusted with nothing."""
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if any(mark.encode(encoding) in data for mark in ("<!DOCTYPE", "<!ENTITY")):
            raise UnreadableFile(name, _ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableFile(name, _BAD_XML) from fault
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(name, _BAD_XML)
    return root
