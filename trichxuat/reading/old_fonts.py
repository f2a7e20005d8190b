"""Runs of text with their fonts → Unicode: `.VnTime` says TCVN3, `VNI-Times` says VNI (Word, OpenDocument)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from trichxuat.reading.encodings import TCVN3, VNI, decode, detect, fits

_TCVN3 = re.compile(r"(?i)\.vn(?!i)")
_CAPITALS = re.compile(r"\.Vn.*(?:H|H (?:Bold|Italic).*)\Z")
_VNI = re.compile(r"(?i)vni[-\s]")

Tag = tuple[str, bool]
"""(encoding or "", whether the font shows capitals for small letters)."""
Pieces = list[tuple[Tag, str]]
"""A stretch of text, run by run."""

_PLAIN: Tag = ("", False)


def tag_of(font: str) -> Tag:
    """What the name of a font says: `.VnTimeH` → (tcvn3, True)."""
    if _TCVN3.match(font):
        return TCVN3, _CAPITALS.match(font) is not None
    return (VNI, False) if _VNI.match(font) else _PLAIN


@dataclass(slots=True)
class Converter:
    """Converts runs once it has seen all of a document: a font's name alone proves nothing of its text.

    seen: the text of all runs by the encoding that their font tells. found: encodings that were converted.
    """

    seen: dict[str, list[str]] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)
    _means: dict[str, str] = field(default_factory=dict)

    def see(self, font: str, text: str) -> None:
        self.seen.setdefault(tag_of(font)[0], []).append(text)

    def settle(self) -> None:
        """Decides for each encoding that fonts tell whether their text is in it; and for the rest what that is in."""
        for encoding, texts in self.seen.items():
            if not encoding:
                self._means[""] = detect(" ".join(texts)) or ""
                continue
            old = [text for text in texts if not text.isascii() and fits(text, encoding, short=True)]
            told = sum(map(len, old)) * 2 >= sum(len(text) for text in texts if not text.isascii())
            self._means[encoding] = encoding if told and fits(" ".join(old), encoding) else ""

    def text(self, pieces: Pieces) -> str:
        """The text of a paragraph; neighbours of one encoding are converted together."""
        return "".join(self._converted(tag, text) for tag, text in _joined(pieces)).replace("\xad", "")

    def note(self) -> tuple[str, str]:
        """(code, message): what was converted."""
        names = ", ".join(sorted(encoding.upper() for encoding in self.found))
        return "old_encoding", f"Chữ theo bảng mã cũ ({names}) đã được chuyển sang Unicode."

    def _converted(self, tag: Tag, text: str) -> str:
        encoding = self._means.get(tag[0], "")
        if not encoding or not fits(text, encoding, short=True):
            return text
        converted = decode(text, encoding, capitals=tag[1])
        if converted != text:
            self.found.add(encoding)
        return converted


def _joined(pieces: Pieces) -> Iterable[tuple[Tag, str]]:
    tag, texts = _PLAIN, list[str]()
    for next_tag, text in pieces:
        if next_tag != tag and texts:
            yield tag, "".join(texts)
            texts = []
        tag = next_tag
        texts.append(text)
    if texts:
        yield tag, "".join(texts)
