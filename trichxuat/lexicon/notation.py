"""Which type a title line or the notation (ký hiệu) of a number shows."""

from __future__ import annotations

import re
from functools import cache

from trichxuat.lexicon.tables import FAMILIES, Issuer, Type, issuers, plain, repairs, types

_LONGEST = 200
"""Characters of a line or a notation that are looked at: both are short, whatever a damaged file holds."""

_NOT_LETTERS = re.compile(r"[^a-z]+")
_NUMBER = re.compile(r"\s*\d[\d.]*[a-zA-Z]?\s*(?:[-/]\s*\d{4}\s*(?=[-/]))?[-/]\s*")
_SEPARATOR = re.compile(r"\s*[-/]+\s*")
_SLOT = re.compile(r"[^\W\d_][\w&.]{0,20}(?:\([\w .]{0,24}\)?)?\Z")
_TERM = re.compile(r"(?:\d{1,2}|\.?[IVX]{1,5})\Z")

_NO_TYPE_SHOWN = frozenset({"QH", "UBTVQH"})
"""A law, a code and a resolution of the Quốc hội carry the same notation (`64/2025/QH15`)."""

_NEVER_A_UNIT = frozenset({"QĐ", "NĐ", "NQ", "TTLT", "TTLB", "TTLN"})
"""Symbols that tell the type behind an issuer too, as written until the 1990s (`350/UB-QĐ-NĐ`, `832-TC/QĐ/CĐKT`)."""


@cache
def _titles() -> dict[str, Type]:
    found: dict[str, Type] = {}
    for each in types():
        for name in each.names if each.title else ():
            found.setdefault(_NOT_LETTERS.sub("", plain(name)), each)
    return found


@cache
def _names() -> dict[str, Type]:
    found: dict[str, Type] = {}
    for each in types():
        for name in each.names:
            found.setdefault(_NOT_LETTERS.sub("", plain(name)), each)
    return found


@cache
def _codes(family: str) -> tuple[dict[str, Type], dict[str, Type]]:
    """Symbol → type as written, and with folded case, for one family; symbols of other families fill the gaps."""
    exact: dict[str, Type] = {}
    for each_family in (family, *(other for other in FAMILIES if other != family)):
        for each in types():
            for code in each.codes_of(each_family):
                exact.setdefault(code, each)
    folded: dict[str, Type] = {}
    for code, each in exact.items():
        folded.setdefault(code.casefold(), each)
    return exact, folded


def type_by_title(title: str) -> Type | None:
    """The type whose name is the whole line: `KÉ HOẠCH`, `QUYẾT ĐỊNH:`, `T H Ô N G  B Á O`; only letters count."""
    return _titles().get(_NOT_LETTERS.sub("", plain(title))) if len(title) < _LONGEST else None


def type_by_name(name: str) -> Type | None:
    """The type of that name in running text, also where it never stands as a title (`Công văn`, `Bộ luật`)."""
    return _names().get(_NOT_LETTERS.sub("", plain(name)))


def issuer(code: str) -> Issuer | None:
    """The likeliest meaning of an issuer's code, a term or branch number behind it allowed (`QH15`, `HĐND16`)."""
    known = issuers()
    found = known.get(code) or known.get(_TERM.sub("", code)) or known.get(repairs("issuer_code").get(code, ""))
    return found[0] if found else None


def is_issuer(code: str) -> bool:
    """Whether the code is a known issuer's (not merely a unit's)."""
    found = issuer(code)
    return found is not None and found.kind != "unit"


def _is_party_issuer(code: str) -> bool:
    return any(each.kind == "party" for each in issuers().get(code, ()))


def _is_unit_alone(code: str) -> bool:
    meanings = issuers().get(code, ())
    return bool(meanings) and all(each.kind == "unit" for each in meanings)


def type_by_code(code: str, family: str = "state") -> Type | None:
    """The type of a symbol standing alone (`TTr`, `QĐ`): as written, else with folded case, else as OCR spoils it."""
    exact, folded = _codes(family)
    repaired = repairs("type_code").get(code, "")
    return exact.get(code) or folded.get(code.casefold()) or exact.get(repaired)


def type_by_notation(notation: str, family: str = "state", issuer_name: str = "") -> Type | None:
    """The type that a notation shows: `QĐ-UBND` → Quyết định, `KH/HU` → Kế hoạch, `UBND-VX` → Công văn.

    family: of the document that bears the number; a party code behind a slash (`TT/TU`) decides without it.
    issuer_name: of the issuing body where known; under Cục Thuế `CT` is the issuer (`CT-CS`: a công văn).
    A number or year before the notation is passed over. None where the notation shows no type (`2025/QH15`) or is none.
    """
    bare = notation[:_LONGEST].strip()
    number = _NUMBER.match(bare)
    bare = bare[number.end() :] if number else bare
    slots = [slot for slot in _SEPARATOR.split(bare) if slot]
    while len(slots) > 1 and slots[0].isdigit():
        slots.pop(0)
    if not slots or _TERM.sub("", slots[0]) in _NO_TYPE_SHOWN:
        return None
    if len(slots) > 1 and "/" in bare and _is_party_issuer(slots[1]):
        family = "party"
    shown = type_by_code(slots[0], family)
    if shown is not None and not _is_own_code(shown, slots, issuer_name):
        return shown
    for slot in slots[1:]:
        if slot in _NEVER_A_UNIT:
            return type_by_code(slot, family)
    return type_by_code("CV", family) if _SLOT.match(slots[0]) and "_" not in slots[0] else None


def _is_own_code(shown: Type, slots: list[str], issuer_name: str) -> bool:
    """Whether the first slot, though a type's symbol, is the issuer's code here."""
    if not shown.issuer_cues:
        return False
    behind = slots[1] if len(slots) > 1 else ""
    if behind in _NEVER_A_UNIT:
        return True
    if is_issuer(behind):
        return False
    if issuer_name:
        name = plain(issuer_name)
        return any(cue in name for cue in shown.issuer_cues)
    return shown.abbreviation == "CT" and _is_unit_alone(behind)
