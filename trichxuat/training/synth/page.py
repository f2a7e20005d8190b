"""The page that lines are written on, and where each mark ends up."""

from __future__ import annotations

from trichxuat.training.marked import Cut
from trichxuat.training.synth.rich import Rich

_BETWEEN = frozenset(" \n\t\f*_")


class Page:
    """Text written line by line. `cuts` gives the pieces of each mark: what only blanks and `*` part is one."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._spans: dict[int, list[tuple[int, int]]] = {}

    def line(self, text: Rich | str = "", indent: str = "") -> None:
        if isinstance(text, str):
            text = Rich(text)
        start = self._size + len(indent)
        for a, b, key in text.marks:
            self._spans.setdefault(key, []).append((start + a, start + b))
        self._parts += (indent, text.text, "\n")
        self._size = start + len(text.text) + 1

    def blank(self, count: int = 1) -> None:
        for _ in range(count):
            self.line()

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def cuts(self) -> dict[int, Cut]:
        text = self.text
        found: dict[int, Cut] = {}
        for key, spans in self._spans.items():
            pieces: list[tuple[int, int]] = []
            for a, b in sorted(spans):
                if pieces and _BETWEEN.issuperset(text[pieces[-1][1] : a]):
                    pieces[-1] = (pieces[-1][0], b)
                else:
                    pieces.append((a, b))
            found[key] = tuple(pieces)
        return found
