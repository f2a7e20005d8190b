"""The text of a file: raw as it was read, a clean view for matching, and the map between their offsets.

All patterns of the package run on `clean` or `plain`; all spans that leave the package are offsets into `raw`.
This module alone knows Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cached_property

# One character for another, length kept: the letter Eth that fonts show for Đ, dash and quote kinds, odd blanks.
_ALIKE: dict[int, str] = {0x00D0: "Đ", 0x00F0: "đ", 0x2044: "/", 0x2215: "/", 0xFF0F: "/"}
_ALIKE |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")
_ALIKE |= dict.fromkeys((0x201C, 0x201D, 0x201E, 0x201F, 0x00AB, 0x00BB, 0x2033), '"')
_ALIKE |= dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x00B4), "'")
_ALIKE |= dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_ALIKE |= dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
_ALIKE |= dict.fromkeys((*range(9), *range(14, 32), 127, *range(128, 133), *range(134, 160)), " ")
_ALIKE[0x0D] = " "

_ZERO_WIDTH = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

# What changes the length: decomposed letters, zero-width characters, markdown marks and escapes, old line ends.
# `re` here: three times as fast as `regex` on these character classes.
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_COMPOSE = rf"(?P<compose>[^{_MARKS}\s][{_MARKS}]+)|"
_LENGTH = (
    rf"(?P<drop>[{_ZERO_WIDTH}]+|\*+|\\(?=[-.*_#()\[\]~+!>|]))"
    r"|(?P<line>\r(?!\n)|<br ?/?>)"
    r"|(?P<blank>&nbsp;)"
)
_EDIT_NFC = re.compile(_LENGTH)
_EDIT_START = re.compile(rf"[*\\\r<&{_ZERO_WIDTH}]")
_EDIT_ANY = re.compile(_COMPOSE + _LENGTH)
_ALIKE_ANY = re.compile("[" + re.escape("".join(map(chr, _ALIKE))) + "]")
_UNTIDY = re.compile(rf"[*\\#>|<&{re.escape(''.join(map(chr, _ALIKE)))}{_ZERO_WIDTH}]")
_BULLET_STAR = re.compile(r"(?:^|\n)[ \t]*\Z")
_STAR_FOLLOWS = re.compile(r"[ \t]+[^\s*]")
_HEADING = re.compile(r"(?m)^[ \t]{0,3}(?:#{1,6}|>)(?=[ \t])")


def _base_letters() -> dict[int, str]:
    """Every Latin letter with marks → its lower-case base letter; one character for one."""
    table = {ord("Đ"): "d", ord("đ"): "d"}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii() and len(base) == 1 and code not in table:
            table[code] = base
    return table


_BASE = _base_letters()


_SPARE = "".join(chr(c) for c in range(1, 32) if chr(c) not in "\t\n\r")
_NO_LETTER = re.compile("[^\t\n\r\x20-\x7e\u00c0-\u024f\u1e00-\u1eff]")
_LONG = 500


def strip_marks(text: str) -> str:
    """Lower case without tone and letter marks, length kept: `Nơi nhận` → `noi nhan`. Expects NFC."""
    if text.isascii():
        return text.lower()
    if len(text) > _LONG:
        stripped = _strip_long(text)
        if len(stripped) == len(text):
            return stripped
    return text.translate(_BASE)


def _strip_long(text: str) -> str:
    """The same by way of NFD, a third faster; of another length where a character is not one letter with marks.

    Characters that are no letters stand aside as control characters; a text that has some of those goes the long way.
    """
    aside = set(_NO_LETTER.findall(text))
    if len(aside) > len(_SPARE) or not aside.isdisjoint(_SPARE):
        return ""
    bare = text.replace("đ", "d").replace("Đ", "D")
    for c, spare in zip(aside, _SPARE, strict=False):
        bare = bare.replace(c, spare)
    bare = unicodedata.normalize("NFD", bare).encode("ascii", "ignore").decode().lower()
    for c, spare in zip(aside, _SPARE, strict=False):
        bare = bare.replace(spare, c)
    return bare


_OLD_TONE = re.compile(r"(?i)(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])")
_TONES = {
    a + b: c + d
    for pair, new in (("oa", "òóỏõọ"), ("oe", "òóỏõọ"), ("uy", "ùúủũụ"))
    for b, c, d in zip({"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}[pair[1]], new, pair[1] * 5, strict=True)
    for a in pair[0]
}
_TONES |= {k.upper(): v.upper() for k, v in _TONES.items()} | {
    k.capitalize(): v.capitalize() for k, v in _TONES.items()
}


def modern_tones(text: str) -> str:
    """Tone marks where the present school rule puts them, length kept: `Hoà` → `Hòa`, `uỷ` → `ủy`."""
    return _OLD_TONE.sub(lambda m: _TONES.get(m.group(), m.group()), text)


_FIVE_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def without_tones(text: str) -> str:
    """Without the five tone marks; hats, horns and `đ` stay: `Sở` → `Sơ`."""
    return unicodedata.normalize("NFC", _FIVE_TONES.sub("", unicodedata.normalize("NFD", text)))


def squeeze(text: str) -> str:
    """A value as people read it: NFC, without markdown marks and table bars, white space single."""
    if (not text.isascii() and not unicodedata.is_normalized("NFC", text)) or _UNTIDY.search(text):
        text = Text(text).clean.replace("|", " ")
    return " ".join(text.split())


def _quick_edits(raw: str) -> Iterator[re.Match[str]]:
    """The edits of a composed text: the characters that can begin one are found first, many times as fast."""
    at = 0
    for start in _EDIT_START.finditer(raw):
        if start.start() >= at and (m := _EDIT_NFC.match(raw, start.start())):
            at = m.end()
            yield m


Mend = tuple[int, int, str]
"""A spoiled word read as it was meant: where it stands (clean offsets), and its letters, any number of them."""


class Text:
    """One immutable text.

    raw: as decoded from the file, never edited; public spans are half-open offsets into it, in code points.
    clean: NFC, marks of markdown and zero-width characters out, look-alike characters made one kind.
    plain: `clean` in lower-case base letters, the same length: cues survive lost or wrong tones there.
    mends: raw spans of spoiled words whose meant form stands in `clean` (see `mended`), in order.
    """

    __slots__ = ("__dict__", "_clean_at", "_copied", "_raw_at", "_raw_end", "clean", "mends", "raw")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.mends: list[tuple[int, int]] = []
        self._clean_at: list[int] = []
        self._raw_at: list[int] = []
        self._raw_end: list[int] = []
        self._copied: list[bool] = []
        composed = unicodedata.is_normalized("NFC", raw)
        clean = self._edit(raw, composed) if not composed or _EDIT_START.search(raw) else raw
        clean = _ALIKE_ANY.sub(lambda m: _ALIKE[ord(m.group())], clean)
        self.clean = _HEADING.sub(lambda m: " " * len(m.group()), clean) if "#" in clean or ">" in clean else clean

    @cached_property
    def plain(self) -> str:
        return strip_marks(self.clean)

    def _edit(self, raw: str, composed: bool) -> str:
        """The clean text before one-for-one folding; fills the map with pieces copied and pieces replaced."""
        parts: list[str] = []
        clean_at, raw_at, raw_end, copied = self._clean_at, self._raw_at, self._raw_end, self._copied
        at = length = 0
        for m in _quick_edits(raw) if composed else _EDIT_ANY.finditer(raw):
            start, end = m.span()
            kind = m.lastgroup
            new = ""
            if kind == "drop":
                if end - start == 1 and raw[start] == "*" and self._is_bullet(raw, start, end):
                    new = "-"
            elif kind == "compose":
                new = unicodedata.normalize("NFC", m.group())
                if new == m.group():
                    continue
            else:
                new = "\n" if kind == "line" else " "
            if start > at:
                parts.append(raw[at:start])
                clean_at.append(length)
                raw_at.append(at)
                raw_end.append(start)
                copied.append(True)
                length += start - at
            if new:
                parts.append(new)
                clean_at.append(length)
                raw_at.append(start)
                raw_end.append(end)
                copied.append(False)
                length += len(new)
            at = end
        if at < len(raw):
            parts.append(raw[at:])
            clean_at.append(length)
            raw_at.append(at)
            raw_end.append(len(raw))
            copied.append(True)
        return "".join(parts)

    def mended(self, words: Iterable[Mend]) -> Text:
        """The same text with spoiled words read as they were meant.

        Patterns see `CỘNG HÒA`, spans still cut `CỘUG HÒA` out of the raw text.
        """
        new = copy(self)
        new.__dict__.clear()
        new.mends = list(self.mends)
        new._clean_at, new._raw_at, new._raw_end, new._copied = [], [], [], []
        parts: list[str] = []
        at = 0
        for start, end, meant in sorted(words):
            if at <= start < end:
                new._keep(self, at, start, parts)
                new._put(*self.span(start, end), False, meant, parts)
                new.mends.append(self.span(start, end))
                at = end
        new._keep(self, at, len(self.clean), parts)
        new.clean = "".join(parts)
        new.mends.sort()
        return new

    def _keep(self, old: Text, start: int, end: int, parts: list[str]) -> None:
        """Take over a stretch of another clean view of the same text, with its map."""
        if not old._clean_at:
            if start < end:
                self._put(start, end, True, old.clean[start:end], parts)
            return
        piece = max(0, bisect_right(old._clean_at, start) - 1)
        while start < end:
            stop = min(end, old._clean_at[piece + 1] if piece + 1 < len(old._clean_at) else end)
            copied = old._copied[piece]
            first = old._raw_at[piece] + (start - old._clean_at[piece] if copied else 0)
            last = first + stop - start if copied else old._raw_end[piece]
            self._put(first, last, copied, old.clean[start:stop], parts)
            start = stop
            piece += 1

    def _put(self, raw_at: int, raw_end: int, copied: bool, words: str, parts: list[str]) -> None:
        self._clean_at.append(self._clean_at[-1] + len(parts[-1]) if parts else 0)
        self._raw_at.append(raw_at)
        self._raw_end.append(raw_end)
        self._copied.append(copied)
        parts.append(words)

    def is_mended(self, start: int, end: int) -> bool:
        """Whether a mended word stands, wholly or in part, between two clean offsets."""
        if not self.mends or start >= end:
            return False
        first, last = self.span(start, end)
        at = bisect_right(self.mends, (first, first)) - 1
        return any(a < last and b > first for a, b in self.mends[max(0, at) : at + 2])

    @staticmethod
    def _is_bullet(raw: str, start: int, end: int) -> bool:
        """Whether an asterisk opens an item of a list."""
        return bool(_STAR_FOLLOWS.match(raw, end) and _BULLET_STAR.search(raw, max(0, start - 40), start))

    def raw_start(self, at: int) -> int:
        """Offset in `raw` of the clean character at `at`."""
        if not self._clean_at:
            return at
        piece = max(0, bisect_right(self._clean_at, at) - 1)
        return self._raw_at[piece] + (at - self._clean_at[piece] if self._copied[piece] else 0)

    def raw_end(self, end: int) -> int:
        """Offset in `raw` just behind the clean character before `end`."""
        if not self._clean_at:
            return end
        if end <= 0:
            return self.raw_start(0)
        piece = max(0, bisect_right(self._clean_at, end - 1) - 1)
        if self._copied[piece]:
            return self._raw_at[piece] + end - self._clean_at[piece]
        return self._raw_end[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Clean offsets → raw offsets, both half-open."""
        if start >= end:
            at = self.raw_start(start) if start < len(self.clean) else len(self.raw)
            return at, at
        return self.raw_start(start), self.raw_end(end)

    def clean_offset(self, raw_offset: int) -> int:
        """Clean offset of the raw character at `raw_offset`; where that was dropped, of the next one kept."""
        if not self._raw_at:
            return raw_offset
        piece = max(0, bisect_right(self._raw_at, raw_offset) - 1)
        if raw_offset >= self._raw_end[piece]:
            return self._clean_at[piece + 1] if piece + 1 < len(self._clean_at) else len(self.clean)
        inside = max(0, raw_offset - self._raw_at[piece])
        return self._clean_at[piece] + (inside if self._copied[piece] else 0)
