"""The word material of `data/`, read once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from trichxuat import lexicon
from trichxuat.training.synth.dice import Dice

Sections = dict[str, dict[str, tuple[str, ...]]]


def _text(name: str) -> str:
    return (files("trichxuat.training.synth") / "data" / name).read_text(encoding="utf-8")


@cache
def sections(name: str) -> Sections:
    """`[section]` → kind → words. A line without `kind:` belongs to the kind ""."""
    found: Sections = {}
    here: dict[str, tuple[str, ...]] = {}
    for line in _text(name).splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            here = found.setdefault(line[1 : line.index("]")], {})
            continue
        kind, colon, words = line.partition(": ")
        if not colon or " " in kind:
            kind, words = "", line
        here[kind] = tuple(word.strip() for word in words.split(" | "))
    return found


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """Verbs and small phrases: a section of `verbs.txt`."""
    return sections("verbs.txt")[kind][""]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of work with its words."""

    code: str
    topic: tuple[str, ...]
    object: tuple[str, ...]
    group: tuple[str, ...]
    event: tuple[str, ...]
    place: tuple[str, ...]
    problem: tuple[str, ...]
    matter: tuple[str, ...]


@cache
def fields() -> tuple[Field, ...]:
    return tuple(Field(code, **kinds) for code, kinds in sections("fields.txt").items())


@cache
def field(code: str) -> Field:
    return next(each for each in fields() if each.code == code)


@dataclass(frozen=True, slots=True)
class Unit:
    """Somebody who can be told to do something; field "" where it does anything."""

    name: str
    field: str


@cache
def units(level: str) -> tuple[Unit, ...]:
    """`level`: `district`, `district.many`, `district.posts` …"""
    found = []
    for words in sections("units.txt")[level][""]:
        name, _, code = words.partition(" @")
        found.append(Unit(name, code))
    return tuple(found)


@cache
def laws() -> tuple[tuple[str, str, str], ...]:
    """(name, code, date) of laws with their numbers."""
    rows = csv.reader(_text("laws.csv").splitlines()[1:])
    return tuple((name, code, date) for name, code, date in rows)


@cache
def law_names() -> tuple[str, ...]:
    """Names of laws, those of the lexicon."""
    return tuple(row["name"] for row in lexicon.table("laws") if row["name"] != "PCTN")


@cache
def _surnames() -> tuple[tuple[str, float], ...]:
    weight = {"common": 20.0, "frequent": 4.0, "rare": 0.5, "minority": 0.7}
    return tuple((each.surname, weight.get(each.frequency, 1.0)) for each in lexicon.surnames())


def person(dice: Dice) -> str:
    """A full name, made up."""
    kinds = sections("names.txt")
    surname = dice.pick(_surnames()[:14])[0] if dice.chance(0.7) else dice.weighted(_surnames())
    middle = "" if dice.chance(0.1) else dice.pick(kinds["middle"][""]) + " "
    return f"{surname} {middle}{dice.pick(kinds['given'][''])}"


def place_name(dice: Dice) -> str:
    """The name of a place below the province, made up."""
    kinds = sections("names.txt")
    first = dice.pick(kinds["first"][""])
    second = dice.pick([word for word in kinds["second"][""] if word != first])
    return f"{first} {second}"


def company_name(dice: Dice) -> str:
    return dice.pick(sections("names.txt")["company"][""]) + " " + place_name(dice)
