"""Automatic numbers of Word lists (numbering.xml), as Word prints them; bullets of every kind become a dash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LEVELS = 9
_MOST = 3000  # beyond that letters and Roman numerals are not printed as such
_LONGEST = 60
_PLACE = re.compile("%([1-9])")
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split(), strict=True)
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. shape: as in `w:lvlText`, `%1.%2`; format: `decimal`, `lowerLetter`, `bullet`, …"""

    start: int = 1
    format: str = "decimal"
    shape: str = ""
    restart: bool = True
    legal: bool = False
    glued: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """One `w:num`: its abstract list, its own levels, and the levels whose count it starts anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for element in root.iterfind(f"{W}abstractNum"):
            number = element.get(f"{W}abstractNumId", "")
            self._abstract[number] = dict(map(_level, element.iterfind(f"{W}lvl")))
            if link := _value(element, "numStyleLink"):
                linked[number] = link
            if name := _value(element, "styleLink"):
                named[name] = number
        for number, name in linked.items():
            self._abstract[number] = self._abstract.get(named.get(name, ""), self._abstract[number])
        for element in root.iterfind(f"{W}num"):
            levels, starts = {}, {}
            for override in element.iterfind(f"{W}lvlOverride"):
                at = _number(override.get(f"{W}ilvl"), 0)
                if (start := _value(override, "startOverride")) is not None:
                    starts[at] = _number(start, 1)
                for own in override.iterfind(f"{W}lvl"):
                    levels[at] = _level(own)[1]
            self._lists[element.get(f"{W}numId", "")] = _List(_value(element, "abstractNumId") or "", levels, starts)

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level of a list that a paragraph style is tied to."""
        found = self._lists.get(number)
        levels = self._abstract.get(found.abstract, {}) if found else {}
        return next((at for at, level in levels.items() if style and level.style == style), None)

    def label(self, number: str, at: int) -> str:
        """What Word prints before the next paragraph at this level of the list, a blank behind it; "" for nothing."""
        found = self._lists.get(number)
        if found is None or not 0 <= at < _LEVELS:
            return ""
        levels = {**self._abstract.get(found.abstract, {}), **found.levels}
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        present = counts[at]
        if at in found.starts:
            counts[at] = found.starts.pop(at)
        else:
            counts[at] = level.start if present is None else present + 1
        for deeper in range(at + 1, _LEVELS):
            if levels.get(deeper, Level()).restart:
                counts[deeper] = None
        for higher in range(at):
            if counts[higher] is None:
                counts[higher] = levels.get(higher, Level()).start
        shown = _shown(level, levels, counts)
        return shown if not shown or level.glued else shown + " "


def numeral(number: int, format_: str) -> str:
    """A number as one of Word's formats prints it; what is not known prints as decimal."""
    if format_ == "decimalZero":
        return f"{number:02d}"
    if not 0 < number <= _MOST:
        return str(number)
    if format_ in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * min(9, (number - 1) // 26 + 1)
        return letters.upper() if format_ == "upperLetter" else letters
    if format_ in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if format_ == "upperRoman" else roman
    return str(number)


def bullet(shape: str) -> str:
    """A bullet as the field writes it: a dash, or a plus."""
    return "+" if shape.strip() == "+" else "-"


def _shown(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.format == "bullet":
        return bullet(level.shape)
    if level.format == "none" and "%" not in level.shape:
        return level.shape.strip()

    def place(m: re.Match[str]) -> str:
        at = int(m.group(1)) - 1
        own = levels.get(at, Level())
        if own.format == "none":
            return ""
        return numeral(counts[at] or own.start, "decimal" if level.legal else own.format)

    return _PLACE.sub(place, level.shape).strip()


def _level(element: Any) -> tuple[int, Level]:
    return _number(element.get(f"{W}ilvl"), 0), Level(
        start=_number(_value(element, "start"), 1),
        format=_value(element, "numFmt") or "decimal",
        shape=(_value(element, "lvlText") or "")[:_LONGEST],
        restart=_value(element, "lvlRestart") != "0",
        legal=element.find(f"{W}isLgl") is not None,
        glued=_value(element, "suff") == "nothing",
        style=_value(element, "pStyle") or "",
    )


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text, re.ASCII) else default
