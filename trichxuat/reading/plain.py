"""Bytes that are text already: .txt, .md and .html in UTF-8, UTF-16, CP1258, TCVN3, VNI or VISCII.

The text stays as decoded, decomposed tones of CP1258 included: spans are code points of it.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from typing import NamedTuple

from trichxuat.errors import UnreadableFile
from trichxuat.reading.encodings import CP1258, TCVN3, VISCII, VNI, convert, decode_legacy
from trichxuat.reading.page import Laid


class Decoded(NamedTuple):
    """A text with its origin.

    sha256: of the bytes. reader: as in `source.reader`. replaced: characters lost to broken bytes, U+FFFD in the text.
    laid: where its words stand on pages, for readers that know. notes: (code, message) of what a user should know.
    """

    text: str
    sha256: str
    reader: str
    encoding: str
    replaced: int = 0
    laid: Laid | None = None
    notes: tuple[tuple[str, str], ...] = ()


_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

_BINARY = "Tệp nhị phân, không phải văn bản. Hãy mở tệp và lưu thành .txt (UTF-8) hoặc .html rồi chạy lại."
EMPTY = "Tệp rỗng. Hãy kiểm tra bước OCR hoặc bước chuyển đổi đã tạo ra tệp này."
_ENCODING = (
    "Không nhận ra bảng mã: không phải UTF-8, UTF-16, CP1258, TCVN3, VNI hay VISCII. "
    "Hãy mở tệp và lưu thành .txt (UTF-8) rồi chạy lại."
)

_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_OPENING = re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?<(?:!doctype\s+html|html)\b")
_HTML_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([a-z0-9_\-]{1,40})")
_CONTROL = bytes(c for c in range(0x20) if c not in b"\t\n\v\f\r\x1b")

_NOT_LATIN = re.compile("[^\t-\r\x20-\u024f\u0300-\u036f\u1e00-\u22ff]")


def decode(data: bytes, name: str) -> Decoded:
    """The text of bytes that are text; `name` is what messages call them. Raises UnreadableFile."""
    if not data.strip():
        raise UnreadableFile(name, EMPTY)
    html = name.lower().endswith(_HTML_SUFFIXES) or _HTML_OPENING.match(data) is not None
    text, encoding, replaced = _text_of(data, name, _declared(data) if html else None)
    if html:
        from trichxuat.reading.html import lines_of

        text = lines_of(text, name)
    if not text or text.isspace():
        raise UnreadableFile(name, EMPTY)
    notes: tuple[tuple[str, str], ...] = ()
    if encoding not in (TCVN3, VNI, VISCII, CP1258):  # letters of an old encoding that someone took for Latin-1
        text, old = convert(text)
        encoding = old or encoding
    if encoding in (TCVN3, VNI, VISCII):
        notes = (("old_encoding", f"Văn bản ở bảng mã {encoding.upper()} đã được đổi sang Unicode"),)
    sha256 = hashlib.sha256(data).hexdigest()
    return Decoded(text, sha256, "html" if html else "text", encoding, replaced, None, notes)


def _text_of(data: bytes, name: str, declared: str | None) -> tuple[str, str, int]:
    """(text, encoding, bytes lost)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig"), 0
            except UnicodeDecodeError:
                text = data.decode(encoding, "replace")
                return text, encoding.removesuffix("-sig"), _lost(text, name)
    wide = _utf16_without_bom(data)
    if wide:
        text = data.decode(wide, "replace")
        if 5 * len(_NOT_LATIN.findall(text)) > len(text):
            raise UnreadableFile(name, _BINARY)
        return text, wide, text.count("\ufffd")
    if b"\0" in data or 50 * (len(data) - len(data.translate(None, _CONTROL))) > len(data):
        raise UnreadableFile(name, _BINARY)
    for likely in ("utf-8", declared or "utf-8"):
        with suppress(UnicodeDecodeError):
            return data.decode(likely), likely, 0
    text = data.decode("utf-8", "replace")
    if _few_lost(text):
        return text, "utf-8", text.count("\ufffd")
    legacy = decode_legacy(data)
    if legacy is None:
        raise UnreadableFile(name, _ENCODING)
    return *legacy, legacy[0].count("\ufffd")


def _few_lost(text: str) -> bool:
    """Whether the characters that could not be decoded are no more than a few broken bytes make."""
    lost = text.count("\ufffd")
    return lost * 10 <= sum(1 for c in text if c > "\x7f") - lost


def _lost(text: str, name: str) -> int:
    """Characters that could not be decoded; raises where they are too many for a text with a few bytes broken."""
    if not _few_lost(text):
        raise UnreadableFile(name, _ENCODING)
    return text.count("\ufffd")


def _utf16_without_bom(data: bytes) -> str | None:
    """The byte order, told by where the NULs of the Latin letters stand (in at least three of ten places)."""
    head = data[: 1 << 16]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 or not (even or odd):
        return None
    if odd * 20 > len(head) * 3 and even * 50 < odd:
        return "utf-16-le"
    return "utf-16-be" if even * 20 > len(head) * 3 and odd * 50 < even else None


def _declared(data: bytes) -> str | None:
    """The encoding that an HTML page names, where Python knows it."""
    found = _HTML_CHARSET.search(data, 0, 4096)
    if not found:
        return None
    name = found.group(1).decode("ascii").lower()
    try:
        "".encode(name)
    except LookupError:
        return None
    return name
