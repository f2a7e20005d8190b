"""Bytes that are text already: .txt, .md and .html in UTF-8, UTF-16 or CP1258.

The text stays as decoded, decomposed tones of CP1258 included: spans are code points of it.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from typing import NamedTuple

from trichxuat.errors import UnreadableFile
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
    "Không nhận ra bảng mã: không phải UTF-8, UTF-16 hay CP1258 (có thể là TCVN3, VNI hoặc VISCII). "
    "Hãy chuyển sang UTF-8 rồi chạy lại."
)

_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_OPENING = re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?<(?:!doctype\s+html|html)\b")
_HTML_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([a-z0-9_\-]{1,40})")
_CONTROL = bytes(c for c in range(0x20) if c not in b"\t\n\v\f\r\x1b")

_NOT_LATIN = re.compile("[^\t-\r\x20-\u024f\u0300-\u036f\u1e00-\u22ff]")

# CP1258: the bytes that Vietnamese text uses beyond ASCII; tones are combining marks behind their vowel.
_CP1258_VIETNAMESE = frozenset("ăâđêôơưĂÂĐÊÔƠƯáàéèíóúùÁÀÉÈÍÓÚÙ\u0300\u0301\u0303\u0309\u0323“”‘’–—…•«»§°·\u00a0\u00ad")
_CP1258_STRAY_TONE = re.compile("(?:^|[^aăâeêioôơuưyAĂÂEÊIOÔƠUƯY])[\u0300\u0301\u0303\u0309\u0323]")


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
    return Decoded(text, hashlib.sha256(data).hexdigest(), "html" if html else "text", encoding, replaced)


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
    legacy = data.decode("cp1258", "replace")
    if _is_vietnamese(legacy):
        return legacy, "cp1258", legacy.count("\ufffd")
    text = data.decode("utf-8", "replace")
    return text, "utf-8", _lost(text, name)


def _lost(text: str, name: str) -> int:
    """Characters that could not be decoded; raises where they are too many for a text with a few bytes broken."""
    lost = text.count("\ufffd")
    letters = sum(1 for c in text if c > "\x7f") - lost
    if lost * 10 > letters:
        raise UnreadableFile(name, _ENCODING)
    return lost


def _utf16_without_bom(data: bytes) -> str | None:
    """The byte order, told by where the NULs of the Latin letters stand (in at least three of ten places)."""
    head = data[: 1 << 16]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 or not (even or odd):
        return None
    if odd * 20 > len(head) * 3 and even * 50 < odd:
        return "utf-16-le"
    return "utf-16-be" if even * 20 > len(head) * 3 and odd * 50 < even else None


def _is_vietnamese(text: str) -> bool:
    """Whether text decoded as CP1258 reads as Vietnamese: Vietnamese letters, tones behind vowels."""
    high = [c for c in text if c > "\x7f"]
    if not high:
        return False
    right = sum(c in _CP1258_VIETNAMESE for c in high)
    return right * 10 >= len(high) * 9 and len(_CP1258_STRAY_TONE.findall(text)) * 20 <= len(high)


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
