"""What Word's styles say of a run: font, capitals, hidden; and of a paragraph: its list (styles.xml)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from trichxuat.reading.numbering import W

_DEEPEST = 20  # styles based on styles


@dataclass(frozen=True, slots=True)
class Look:
    """font: of letters beyond ASCII, "" unknown; list_, level: of automatic numbers, "0" for none."""

    font: str = ""
    capitals: bool = False
    hidden: bool = False
    list_: str = ""
    level: int | None = None


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._looks: dict[str, Look] = {}
        self._default = ""
        self._base = Look()
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = of_run(self._base, defaults)
        for element in root.iterfind(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            self._elements[name] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                self._default = name

    def paragraph(self, properties: Any) -> tuple[Look, str]:
        """The look of a paragraph with these `w:pPr`, and the name of its style."""
        name = _value(properties, "pStyle") or self._default
        return of_list(self._look(name, self._base), properties), name

    def run(self, paragraph: Look, properties: Any) -> Look:
        """The look of a run with these `w:rPr` in a paragraph of that look."""
        if properties is None:
            return paragraph
        name = _value(properties, "rStyle")
        return of_run(self._over(name, paragraph) if name else paragraph, properties)

    def bordered(self, style: str) -> bool:
        """Whether a table style draws lines."""
        for _ in range(_DEEPEST):
            element = self._elements.get(style)
            if element is None:
                return False
            lines = element.find(f"{W}tblPr/{W}tblBorders")
            if lines is not None:
                return draws(lines)
            style = _value(element, "basedOn") or ""
        return False

    def _look(self, name: str, base: Look) -> Look:
        if name not in self._looks:
            self._looks[name] = self._over(name, base)
        return self._looks[name]

    def _over(self, name: str, look: Look) -> Look:
        """A look with a style and what that is based on laid over it, the most remote first."""
        chain: list[Any] = []
        while name in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[name])
            name = _value(chain[-1], "basedOn") or ""
        for element in reversed(chain):
            look = of_list(of_run(look, element.find(f"{W}rPr")), element.find(f"{W}pPr"))
        return look


def of_run(look: Look, properties: Any) -> Look:
    """A look with `w:rPr` laid over it."""
    if properties is None:
        return look
    for child in properties:
        tag = child.tag
        if tag == f"{W}rFonts":
            font = child.get(f"{W}hAnsi") or child.get(f"{W}ascii")
            if font or child.get(f"{W}hAnsiTheme") or child.get(f"{W}asciiTheme"):
                look = replace(look, font=font or "")
        elif tag in (f"{W}caps", f"{W}smallCaps"):
            look = replace(look, capitals=_is_on(child))
        elif tag == f"{W}vanish":
            look = replace(look, hidden=_is_on(child))
    return look


def of_list(look: Look, properties: Any) -> Look:
    """A look with the list of `w:pPr` laid over it."""
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return look
    level = _value(found, "ilvl")
    number = _value(found, "numId")
    return replace(
        look,
        list_=look.list_ if number is None else number,
        level=int(level) if level and level.isascii() and level.isdigit() and len(level) < 3 else look.level,
    )


def draws(lines: Any) -> bool:
    """Whether one of the borders is drawn."""
    return any(line.get(f"{W}val") not in (None, "nil", "none") for line in lines)


def _is_on(element: Any) -> bool:
    return element.get(f"{W}val") not in ("0", "false", "off", "none")


def _value(element: Any, name: str) -> str | None:
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")
