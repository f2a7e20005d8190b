"""Số, ký hiệu as they are cited: the grammar of a code and the words that stand before it.

`30/2020/NĐ-CP`, `29 /KH-UBND`, `67-KH/HU`, `01/2014/TTLT-BNV-BTC`, `484/TTr-CAT-TM(CSKT)`, `160/NQ-⏎CP`, anchored on
the number. The head of each agency fixes its own codes (Phụ lục I, II.3), so what fits the grammar is taken.
All offsets are clean offsets of a `Text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from trichxuat import lexicon
from trichxuat.fields.cells import rest_of_cell
from trichxuat.record import Grade
from trichxuat.text import Text


@dataclass(frozen=True, slots=True)
class Cited:
    """A code in the text. cut: the line breaks off inside the notation. rest: where, in the same cell, it goes on."""

    start: int
    end: int
    number: str
    year: str | None
    notation: str
    party: bool = False
    cut: bool = False
    grade: Grade = "sure"
    reasons: tuple[str, ...] = ()
    rest: tuple[int, int] | None = None

    @property
    def value(self) -> str:
        """`30/2020/NĐ-CP`, `67-KH/HU`: as intended, spaces out; an irregular code has no number."""
        if not self.number:
            return self.notation
        return f"{self.number}{'-' if self.party else '/'}{self.year + '/' if self.year else ''}{self.notation}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two codes the same: number without leading zeros, year, notation in one case."""
        return self.number.lstrip("0").lower() or "0", self.year or "", self.notation.replace("-", "/").upper()


_UP, _LOW = "A-ZĐƯÂÊÔĂƠ", "a-zđưâêôăơ"
_EDGE = r"(?:(?!\w)|(?=ngày|của|về))"
_TOKEN = rf"(?:T1g|[{_UP}][{_UP}{_LOW}]{{0,14}}\d{{0,3}})(?:\([A-ZĐ0-9]{{1,6}}\))?{_EDGE}"
# A line break inside a code, with the page number or the table bar that stands between the lines.
_TURN = r"[ \t]{0,3}(?:\n[\s|]{0,60}(?:\d{1,3}\s[\s|]{0,40})?)?"
_SLASH = rf"[ \t]{{0,12}}(?:\n[ \t]{{0,40}})?/{{1,2}}{_TURN}"
_LOOSE = rf"[ \t]{{0,2}}[-/](?:[ ]?[-/])?{_TURN}(?=[{_UP}][{_LOW}]?[{_UP}])"
_NOTATION = rf"{_TOKEN}(?:(?:[-/&]|\.(?=[{_UP}]{{2}})|{_LOOSE}){_TOKEN}){{0,7}}(?:/\d{{2,4}}(?![\w/]))?"

_CODE = re.compile(
    rf"(?P<number>\d\d{{0,4}}(?:\.\d{{1,2}})?(?:[a-zA-Z](?=[ ]?[/-]))?)"
    rf"(?:{_SLASH}(?:\d\d/)?(?:(?P<year>(?:19|20)\d\d)(?:{_SLASH}|-|(?=[{_UP}]{{2}})))?"
    rf"|(?P<dash>[ ]?-[ ]?)|(?=[{_UP}][{_UP}a-z]{{1,4}}-[{_UP}]{{2}}))"
    rf"(?P<notation>{_NOTATION})(?P<cut>[ ]?[-/](?=[ \t]{{0,4}}(?:[|\n]|\Z)|[ ]{{3}}))?"
)

_GLUED = re.compile(r"[\w/-]|(?<=\d)[.,:]")
"""What may not stand right before a number; looked for apart, so that the search can go from digit to digit."""

_BREAK = re.compile(r"[\s|]*\n[\s|]*(?:\d{1,3}\s[\s|]*)?|[\s|]+")
_TWICE = re.compile(r"([-/])[-/]+")
_PART = re.compile(r"([-/.&()])")


@cache
def type_words() -> dict[str, str]:
    """Words that cite a document, without marks (`quyet dinh`) → type (`QĐ`), empty where they tell none."""
    words = {row["words"]: row["type"] for row in lexicon.table("cited_types")}
    for each in lexicon.types():
        if each.abbreviation:
            for name in (
                each.name,
                *each.aliases,
                *(code for _, group in each.codes for code in group if len(code) > 1),
            ):
                words.setdefault(name, each.abbreviation)
    found: dict[str, str] = {}
    for phrase, kind in words.items():
        found.setdefault(lexicon.plain(phrase), kind)
    return found


@cache
def no_documents() -> frozenset[str]:
    """Words, without marks, before a number that is no document's: `mau`, `bieu`, `qcvn`."""
    return frozenset(lexicon.plain(row["words"]) for row in lexicon.table("not_documents"))


@cache
def _repairs() -> tuple[dict[str, str], dict[str, str]]:
    """What OCR makes of the first and of the other parts of a notation → what was printed.

    A long code without its Đ stays as it is (`SGDDT`): offices type it so.
    """
    issuers = lexicon.repairs("issuer_code").items()
    sure = {seen: meant for seen, meant in issuers if len(seen) <= 4 or meant.replace("Đ", "D") != seen}
    return lexicon.repairs("type_code"), sure


_BARS = re.compile(r"[DĐ]{2,}")


@lru_cache(4096)
def _mended_part(part: str, first: bool) -> str:
    """A part of a notation with a known slip put right: `TIr` → `TTr`, `HĐĐND` → `HĐND`, `NĐCP` → `NĐ-CP`."""
    types, issuers = _repairs()
    if first and part in types:
        return types[part]
    if part in issuers and not lexicon.type_by_code(part):
        return issuers[part]
    if len(part) < 3 or lexicon.is_issuer(part) or lexicon.type_by_code(part):
        return part
    for guess in (part.replace("I", "T"), _BARS.sub("Đ", part), _BARS.sub("D", part)):
        if guess != part and lexicon.is_issuer(guess):
            return guess
    if first and part[:2] in ("NĐ", "NQ", "QĐ", "TT", "CT") and lexicon.is_issuer(part[2:]) and len(part) > 3:
        return f"{part[:2]}-{part[2:]}"
    return part


def _mended(notation: str) -> tuple[str, bool]:
    """The notation with known slips put right, and whether there were any."""
    parts = _PART.split(notation)
    fixed = "".join(_mended_part(part, i == 0) if i % 2 == 0 else part for i, part in enumerate(parts))
    if fixed == "NĐ":
        fixed = "NĐ-CP"  # a nghị định is the Chính phủ's, wherever the line broke off
    return fixed, fixed != notation


@lru_cache(4096)
def type_of(notation: str) -> str | None:
    """The type that a notation shows: `TTr-UBND` → `TTr`, `BYT/QĐ` → `QĐ`; None for a công văn's."""
    if notation.startswith(("QH", "UBTVQH")):
        return "NQ"
    shown = lexicon.type_by_notation(notation)
    return shown.abbreviation if shown and shown.abbreviation != "CV" else "CV" if notation.startswith("CV") else None


def _read(m: re.Match[str]) -> Cited | None:
    """The code that the anchor found; None where capitals do not make a notation (`12/Nam`, `19-BYT` alone stays)."""
    printed = m["notation"]
    notation = (
        _BREAK.sub("", printed) if (" " in printed or "\n" in printed or "\t" in printed or "|" in printed) else printed
    )
    if "--" in notation or "//" in notation or "-/" in notation:
        notation = _TWICE.sub(r"\1", notation)
    if sum(c.isupper() for c in notation) < 2:
        return None
    notation, slipped = _mended(notation)
    number, year = m["number"], m["year"]
    separated = m.end("number") != m.start("notation")
    reasons = [
        *(["ocr_letters"] if slipped else []),
        *([] if separated else ["slash_lost"]),
        *(["cut_off"] if m["cut"] else []),
    ]
    if year and not separated:
        year = None
    return Cited(
        m.start(), m.end("notation"), number, year, notation, m["dash"] is not None, bool(m["cut"]),
        "likely" if reasons else "sure", tuple(reasons),
    )  # fmt: skip


def find_codes(text: Text, start: int, end: int) -> Iterator[Cited]:
    """Everything that has the form of a code between two clean offsets, in order."""
    clean = text.clean
    at = start
    while m := _CODE.search(clean, at, end):
        at = m.end()
        if m.start() > 0 and _GLUED.match(clean, m.start() - 1):
            at = m.start() + 1
        elif found := _read(m):
            yield found


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a code. `start`: of the type word, or of the code. `numbered`: `số` stands there.

    type: of the type word; empty for `văn bản`; None where there is none. listed: a comma, `và` or `;` comes before, so
    that the code may go on a list. barred: it is no document (`Mẫu số 01/ĐK`). digits: set apart from the number.
    """

    start: int
    type: str | None
    numbered: bool
    listed: bool
    barred: bool
    digits: str = ""


_EDGES = " \t\n:;.,*|\"'([_-"
_PAGE = re.compile(r"\n\s{0,20}\d{1,3}\s{0,9}\n\s{0,20}\Z")
_TAIL = re.compile(r"(?<!\d)\d{1,3}[ ]\Z")


def lead(text: Text, at: int, floor: int) -> Lead:
    """The words before a code at `at`, not further back than `floor` (the end of the citation before)."""
    plain = text.plain
    low = max(floor, at - 64)
    window = plain[low:at]
    digits = ""
    split = _TAIL.search(window)
    if split and window[: split.start()].rstrip().endswith("so"):
        digits = split.group().strip()
        window = window[: split.start()]
    page = _PAGE.search(window)
    if page:
        window = window[: page.start()]
    words = window.rstrip(_EDGES)
    between = window[len(words) :]
    numbered = words.endswith("so") and not words[-3:-2].isalnum()
    if numbered:
        trimmed = words[:-2].rstrip(_EDGES)
        between = words[len(trimmed) : -2] + between
        words = trimmed
    tokens = words.replace("|", " ").split()[-5:]
    listed = "," in between or ";" in between or (bool(tokens) and tokens[-1] in ("va", "hoac"))
    barred = no_documents()
    if any(" ".join(tokens[-count:]).strip("(\"'") in barred for count in (1, 2, 3)):
        return Lead(at, None, numbered, False, True)
    table = type_words()
    for count in range(0 if ";" in between else min(5, len(tokens)), 0, -1):
        phrase = " ".join(tokens[-count:]).lstrip("(\"'-+")
        if phrase in table:
            first = phrase.split(" ", 1)[0]
            place = len(words)
            for token in reversed(tokens[-count:]):
                place = words.rfind(token, 0, place)
            place += tokens[-count].find(first)
            return Lead(low + place, table[phrase], numbered, False, False, digits)
    return Lead(at, None, numbered, listed, False, digits)


_REST = re.compile(_NOTATION)


def completed(text: Text, code: Cited, start: int) -> Cited:
    """A code cut off at the end of a table's cell, with what its next line holds; `start`: of the type word."""
    cell = rest_of_cell(text, start if "\n" not in text.clean[start : code.start] else code.start, code.end, 1)
    m = _REST.match(text.clean, *cell[1]) if len(cell) > 1 else None
    if m is None:
        return code
    whole, _ = _mended(f"{code.notation}-{m.group()}")
    reasons = (*(r for r in code.reasons if r != "cut_off"), "columns")
    return replace(code, notation=whole, cut=False, rest=m.span(), grade="likely", reasons=reasons)


def joined(code: Cited, digits: str) -> Cited:
    """The code with the digits that OCR set apart from it: `1 01/2024/NĐ-CP` → `101/2024/NĐ-CP`."""
    if not digits or len(digits) + len(code.number) > 5:
        return code
    return replace(
        code,
        start=code.start - len(digits) - 1,
        number=digits + code.number,
        grade="likely",
        reasons=(*code.reasons, "digits_apart"),
    )


_SHARED = re.compile(r"(?:(?<=\s)|(?<=\())(\d{1,5}[a-z]?)(?:\s{0,3},\s{0,4}|\s{1,4}va\s{1,4})(?:so\s{1,4})?\Z")
_FIRST = re.compile(r"(?<!\w)so:?\s{1,4}\Z")


def numbers_before(text: Text, code: Cited, floor: int) -> list[Cited]:
    """The numbers of a list that share the notation of its last: `số 217, 218 và 219/CĐ-TTg`."""
    plain = text.plain
    at = code.start
    numbers: list[Cited] = []
    while len(numbers) < 12:
        m = _SHARED.search(plain, max(floor, at - 16), at)
        if m is None:
            break
        at = m.start(1)
        shared = replace(code, start=at, end=m.end(1), number=m.group(1), cut=False, rest=None, grade="likely")
        numbers.append(replace(shared, reasons=("notation_shared",)))
    return numbers[::-1] if _FIRST.search(plain, max(floor, at - 8), at) else []
