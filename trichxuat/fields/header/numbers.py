"""Số, ký hiệu of the document itself (Phụ lục I, II.3; party and Đoàn style: HD 36-HD/VPTW).

The number is often written by hand: what is not clean digits is left out, notation and year are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_letters

from trichxuat import lexicon
from trichxuat.fields.values import doubted, evidence
from trichxuat.record import Code, Grade
from trichxuat.structure.anchors import NOTATION, NUMBER, find_number
from trichxuat.text import Text


@dataclass(slots=True)
class Found:
    """The code and the stretch of the whole number line (`Số` included), clean offsets."""

    code: Code
    start: int
    end: int


_CLEAN = re.compile(r"\d{1,5}(?:\.\d{1,2})?[a-zA-Z]?")
_MISREAD = re.compile(
    rf"\s{{0,20}}(?P<number>\d{{1,5}}[a-zA-Z]?)(?:\s{{0,4}}[_\"'|!\\]{{1,4}}\s?|(?=[A-ZĐ]{{2,5}}r?-))"
    rf"(?P<notation>{NOTATION})"
)
_BARE = re.compile(
    rf"(?P<number>\d{{1,5}}[a-zA-Z]?)[ ]{{0,6}}(?:/[ ]?(?:(?P<year>(?:19|20)\d\d)[ ]?/)?(?P<notation>{NOTATION})"
    rf"|(?P<dash>-)[ ]?(?P<party>{NOTATION}))\Z"
)
_ALONE = re.compile(r"[\s.…_]{0,40}(?P<number>\d{1,5})[ \t]{0,40}(?=\n|\||\Z|[ ]{4})")


def read_number(text: Text, start: int, end: int, cells: list[tuple[int, int]], type_code: str | None) -> Found | None:
    """The document's own code between two clean offsets; `cells` the stretches in which a code may stand without `Số`.

    type_code: the abbreviation that the title shows, against which a misread notation is mended.
    """
    printed = _labelled(text, start, end) or _misread(text, start, end) or _bare(text, cells)
    return _found(text, printed, type_code) if printed else _alone(text, cells)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A code as printed. start: of its `Số`; begin, end: of the code itself; dash: a party's, `67-KH/HU`."""

    start: int
    begin: int
    end: int
    number: str | None
    year: str | None
    notation: str
    dash: bool
    grade: Grade
    reasons: tuple[str, ...]


def _labelled(text: Text, start: int, end: int) -> _Printed | None:
    """A code behind its `Số`."""
    hit = find_number(text, start, end)
    if hit is None:
        return None
    word, tail = hit
    groups = tail.groupdict()
    begin = tail.start("number") if groups["number"] else _begin(text, tail)
    number, grade, reasons = _number(groups["number"])
    year, dash = groups.get("year"), "year" not in groups
    return _Printed(word.start(), begin, tail.end(), number, year, tail["notation"], dash, grade, reasons)


def _misread(text: Text, start: int, end: int) -> _Printed | None:
    """The same where OCR read the slash as another mark, or lost it."""
    for m in NUMBER.finditer(text.plain, start, end):
        tail = _MISREAD.match(text.clean, m.end(), min(end, m.end() + 80))
        if tail and ("-" in tail["notation"] or "/" in tail["notation"]):
            begin, reasons = tail.start("number"), ("slash_misread",)
            return _Printed(
                m.start(), begin, tail.end(), tail["number"], None, tail["notation"], False, "check", reasons
            )
    return None


def _bare(text: Text, cells: list[tuple[int, int]]) -> _Printed | None:
    """A code that is all its cell holds, its `Số` lost."""
    for a, b in cells:
        m = _BARE.match(text.clean, a, b)
        notation = (m["notation"] or m["party"]) if m else ""
        if m and sum(c.isupper() for c in notation) >= 2 and ("-" in notation or "/" in notation):
            dash = m["dash"] is not None
            return _Printed(a, a, b, m["number"], m["year"], notation, dash, "likely", ("so_missing",))
    return None


def _begin(text: Text, tail: re.Match[str]) -> int:
    """Where a code without number begins: at its slash (or the party's dash)."""
    at = tail.start("notation") if not tail.groupdict().get("year") else tail.start("year")
    while at > tail.start() and text.clean[at - 1] not in "/-":
        at -= 1
    return max(tail.start(), at - 1)


def _alone(text: Text, cells: list[tuple[int, int]]) -> Found | None:
    """A number without notation (`Số: 15`); a number under an arrival stamp is none."""
    for n, (a, b) in enumerate(cells):
        m = NUMBER.match(text.plain, a, b)
        if m is None or any(
            text.plain[x:y].strip(" :").endswith(("den", "cong van den")) for x, y in cells[max(0, n - 2) : n]
        ):
            continue
        tail = _ALONE.match(text.clean, m.end(), b)
        if tail and int(tail["number"]):
            code = Code(
                **evidence(text, [tail.span("number")]),
                value=tail["number"],
                number=tail["number"],
                grade="check",
                reasons=["notation_missing"],
            )
            return Found(code, a, tail.end())
    return None


def _number(printed: str | None) -> tuple[str | None, Grade, tuple[str, ...]]:
    """The number as it can be trusted, a grade and why."""
    shown = (printed or "").strip(" .…_\n\t")
    if not shown:
        return None, "likely", ("number_blank",)
    if printed is not None and printed.strip() != shown:
        return None, "check", ("number_unreadable",)
    solid = "".join(shown.split())
    if not _CLEAN.fullmatch(solid) or not solid.strip(ascii_letters + "0."):
        return None, "check", ("number_unreadable",)
    if solid != shown:
        return solid, "likely", ("digits_apart",)
    return solid, "sure", ()


def _found(text: Text, printed: _Printed, type_code: str | None) -> Found:
    notation, mended = _mended(printed.notation, type_code)
    grade, reasons = printed.grade, list(printed.reasons)
    if mended:
        grade, reasons = doubted(grade, reasons)
    year = "".join(printed.year.split()) if printed.year else None
    mark = "-" if printed.dash else "/"
    code = Code(
        **evidence(text, [(printed.begin, printed.end)]),
        value=f"{printed.number or ''}{mark}{year + '/' if year else ''}{notation}",
        number=printed.number,
        year=year,
        notation=notation,
        grade=grade,
        reasons=reasons,
    )
    return Found(code, printed.start, printed.end)


# ---- notations ----


_DOUBLE = re.compile(r"([-/])[-/]+")
_LOOKALIKE = str.maketrans({"I": "T", "l": "T", "1": "T", "0": "Đ", "O": "Q", "D": "Đ", "Ô": "Q", "Ọ": "Q", "i": "r"})


def _mended(notation: str, type_code: str | None) -> tuple[str, bool]:
    """The notation as intended, spaces out and known slips put right, and whether any were."""
    solid = _DOUBLE.sub(r"\1", "".join(notation.split()))
    parts = re.split(r"([-/.&()])", solid)
    fixed = [parts[0], *(_issuer(part) for part in parts[1:])]
    fixed[0] = _type(parts[0], type_code)
    joined = "".join(fixed)
    return joined, joined != solid


def _issuer(part: str) -> str:
    return part if len(part) < 2 or lexicon.is_issuer(part) else lexicon.repairs("issuer_code").get(part, part)


def _type(part: str, type_code: str | None) -> str:
    """The first slot: a type's symbol that OCR spoiled, else an issuer's code."""
    if lexicon.is_issuer(part):
        return part
    known = lexicon.type_by_code(part)
    slip = lexicon.repairs("type_code").get(part)
    if slip and (known is None or part not in _codes()):
        return slip
    if known is None and type_code and len(part) == len(type_code):
        apart = sum(a != b for a, b in zip(part, type_code, strict=True))
        return type_code if apart == 1 or part.translate(_LOOKALIKE) == type_code else _issuer(part)
    if known is None and "ĐĐ" in part:
        return part.replace("ĐĐ", "Đ")
    return part if known is not None else _issuer(part)


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for kind in lexicon.types() for _, codes in kind.codes for code in codes)
