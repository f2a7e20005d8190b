"""Text that carries marks: words whose places are to be known in the document that they end up in."""

from __future__ import annotations

from collections.abc import Iterable


class Rich:
    """A piece of text with marks (start, end, key); immutable. A key is a number that `Gold` gives out."""

    __slots__ = ("marks", "text")

    def __init__(self, text: str, marks: tuple[tuple[int, int, int], ...] = ()) -> None:
        self.text = text
        self.marks = marks

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: Rich | str) -> Rich:
        return join((self, other))

    def __radd__(self, other: str) -> Rich:
        return join((other, self))

    def cut(self, start: int, end: int) -> Rich:
        """The piece of it between two offsets; a mark that crosses them is cut too."""
        marks = tuple(
            (max(a, start) - start, min(b, end) - start, key) for a, b, key in self.marks if a < end and b > start
        )
        return Rich(self.text[start:end], marks)

    def marked(self, key: int) -> Rich:
        return Rich(self.text, (*self.marks, (0, len(self.text), key)))

    def upper(self) -> Rich:
        return Rich(self.text.upper(), self.marks)

    def capital(self) -> Rich:
        """With a capital first letter."""
        return Rich(capital(self.text), self.marks)

    def small(self) -> Rich:
        """With a small first letter."""
        return Rich(small(self.text), self.marks)


def join(parts: Iterable[Rich | str], between: str = "") -> Rich:
    texts: list[str] = []
    marks: list[tuple[int, int, int]] = []
    size = 0
    for number, part in enumerate(parts):
        if number and between:
            texts.append(between)
            size += len(between)
        if isinstance(part, str):
            texts.append(part)
            size += len(part)
            continue
        marks += [(a + size, b + size, key) for a, b, key in part.marks]
        texts.append(part.text)
        size += len(part.text)
    return Rich("".join(texts), tuple(marks))


def rich(*parts: Rich | str) -> Rich:
    return join(parts)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    return text[:1].lower() + text[1:]


def wrap(text: Rich, width: int, first: str = "", rest: str = "") -> list[Rich]:
    """Lines of at most `width` letters, broken at blanks; `first`, `rest`: what indents them."""
    lines, start, size, indent = [], 0, len(text), first
    while size - start > width - len(indent):
        limit = start + width - len(indent)
        end = text.text.rfind(" ", start, limit + 1)
        if end <= start:
            end = text.text.find(" ", limit)
        if end < 0:
            break
        lines.append(indent + text.cut(start, end))
        start, indent = end + 1, rest
    lines.append(indent + text.cut(start, size))
    return lines
