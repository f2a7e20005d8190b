"""The tables of `data/` as rows and as small frozen objects; each file is read once, on first use."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter

from trichxuat.text import strip_marks

FAMILIES = ("state", "party", "organisation")


@dataclass(frozen=True, slots=True)
class Type:
    """A type of document (tên loại).

    abbreviation: the value that a record's `type` takes, "" where the field knows none.
    families: `state`, `party`, `organisation`: who issues it.
    codes: for each family, the symbols by which a number shows the type, the official one first.
    title: it may stand alone on a title line.
    issuer_cues: words (plain) of an issuer's name under which the symbol is the issuer's own code.
    """

    name: str
    abbreviation: str
    families: tuple[str, ...]
    codes: tuple[tuple[str, tuple[str, ...]], ...]
    kind: str
    title: bool
    aliases: tuple[str, ...]
    issuer_cues: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    def codes_of(self, family: str) -> tuple[str, ...]:
        return dict(self.codes).get(family, ())


@dataclass(frozen=True, slots=True)
class Issuer:
    """A code of the issuer's or the unit's slot of a number; kind `unit` never issues in its own name."""

    code: str
    name: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the field. plain: lower case without marks, the form that patterns on `Text.plain` match."""

    words: str
    plain: str
    kind: str


@dataclass(frozen=True, slots=True)
class Opener(Word):
    """An opening phrase of a ground. firm: it opens a ground even where no instrument is named behind it."""

    firm: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A signing mark (quyền hạn). meaning: `thay mặt`, `ký thay` …; signer: `head`, `deputy` or `delegate`.

    variants: forms that OCR and typists make of it; short ones (`T.`, `Q`) prove nothing without a post behind them.
    """

    mark: str
    meaning: str
    signer: str
    families: tuple[str, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 63 provinces until 30/6/2025 with the one of the 34 that it belongs to since 1/7/2025; GSO codes."""

    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    new_code: str
    new_name: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """What OCR gives for what was meant.

    kind: type_code, issuer_code, digit, roman, separator, letter, word or archive.
    """

    kind: str
    seen: str
    meant: str


@dataclass(frozen=True, slots=True)
class Surname:
    """A family name. frequency: common, frequent, rare, minority; eaten: what a stamp over its first letter leaves."""

    surname: str
    frequency: str
    eaten: str


def plain(words: str) -> str:
    """`Sở  Y tế` → `so y te`: the form of `Text.plain`, white space single."""
    return " ".join(strip_marks(words).split())


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _read(name: str) -> list[list[str]]:
    text = (files("trichxuat.lexicon") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/NAME.csv`, cells by column name. Raises FileNotFoundError for an unknown table."""
    header, *rows = _read(name)
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


def _cells(name: str, *columns: str) -> list[tuple[str, ...]]:
    """The cells of the named columns, row by row."""
    header, *rows = _read(name)
    return list(map(itemgetter(*(header.index(column) for column in columns)), rows))


def _words(name: str, column: str, kind: str) -> tuple[Word, ...]:
    rows = _cells(name, column, kind)
    plains = strip_marks("\n".join(words for words, _ in rows)).split("\n")
    return tuple(Word(words, key, k) for (words, k), key in zip(rows, plains, strict=True))


@cache
def types() -> tuple[Type, ...]:
    """Every type; where two share a symbol the first one is the likelier."""
    found = []
    columns = ("name", "abbreviation", "families", "kind", "title", "aliases", "issuer_cues", *FAMILIES)
    for name, abbreviation, families, kind, title, aliases, cues, *codes in _cells("types", *columns):
        by_family = tuple((family, _list(cell)) for family, cell in zip(FAMILIES, codes, strict=True))
        own_cues = tuple(plain(cue) for cue in _list(cues))
        found.append(
            Type(name, abbreviation, _list(families), by_family, kind, title == "yes", _list(aliases), own_cues)
        )
    return tuple(found)


@cache
def title_names() -> frozenset[str]:
    """The names of types that may stand alone on a title line, aliases with them."""
    return frozenset(name for each in types() if each.title for name in each.names)


@cache
def issuers() -> dict[str, tuple[Issuer, ...]]:
    """Code → its meanings; a closed list of issuers does not exist (SPEC §6.3): an unknown code is no error."""
    found: dict[str, tuple[Issuer, ...]] = {}
    for code, name, kind, status in _cells("issuers", "code", "name", "kind", "status"):
        found[code] = (*found.get(code, ()), Issuer(code, name, kind, status))
    return found


@cache
def units() -> tuple[Word, ...]:
    """Words that head the name of a unit, a body or a group that can be told to do something."""
    return _words("units", "words", "kind")


@cache
def posts() -> tuple[Word, ...]:
    """Posts (chức vụ); kind `head`, `deputy` or `member`."""
    return _words("posts", "words", "kind")


@cache
def verbs(*roles: str) -> tuple[Word, ...]:
    """Words that open an instruction, of these roles or all: task, assign, lead, support, duty, manner, report."""
    return tuple(word for word in _words("verbs", "words", "role") if not roles or word.kind in roles)


@cache
def basis_openers() -> tuple[Opener, ...]:
    """Opening phrases of the grounds, longest first; kind: can_cu, thuc_hien, theo, xet, phuc_dap, khac."""
    rows = _cells("basis_openers", "words", "kind", "firm")
    openers = (Opener(words, plain(words), kind, firm == "yes") for words, kind, firm in rows)
    return tuple(sorted(openers, key=lambda opener: -len(opener.plain)))


@cache
def family_anchors() -> tuple[Word, ...]:
    """Lines that tell the family (kind `state`, `party` or `organisation`)."""
    return _words("families", "words", "family")


@cache
def copies() -> tuple[Word, ...]:
    """Words of copies, circulation, drafts and stamps; kind copy, circulation, draft, arrival, gazette, signature."""
    return _words("copies", "words", "kind")


@cache
def marks() -> tuple[Mark, ...]:
    """The signing marks of both styles, `TM.` and `T/M`."""
    rows = _cells("marks", "mark", "meaning", "signer", "families", "variants")
    return tuple(Mark(mark, meaning, signer, _list(fam), _list(seen)) for mark, meaning, signer, fam, seen in rows)


@cache
def confusions(kind: str | None = None) -> tuple[Confusion, ...]:
    """What OCR confuses, of one kind or of all. A repair is a guess: never `sure`."""
    rows = (Confusion(*row) for row in _cells("confusions", "kind", "seen", "meant"))
    return tuple(row for row in rows if kind is None or row.kind == kind)


@cache
def repairs(kind: str) -> dict[str, str]:
    """What OCR gives → what was meant, for one kind of confusion."""
    return {row.seen: row.meant for row in confusions(kind)}


@cache
def provinces() -> tuple[Province, ...]:
    """The 63 provinces until 30/6/2025, each with its successor among the 34."""
    rows = _cells("provinces", "code", "name", "short_name", "aliases", "new_code", "new_name")
    return tuple(Province(c, name, short, _list(also), new, new_name) for c, name, short, also, new, new_name in rows)


@cache
def province_by_name() -> dict[str, Province]:
    """Plain name → province, with `tỉnh`/`thành phố` before it and without, and by alias."""
    found: dict[str, Province] = {}
    for province in provinces():
        for name in (province.name, province.short_name, *province.aliases):
            found.setdefault(plain(name), province)
    return found


@cache
def titles_of_persons() -> tuple[Word, ...]:
    """Titles before a person's name (ThS., BSCKII., Đại tá, Ông) with their variants; longest first."""
    rows = [
        Word(form, plain(form), kind)
        for title, kind, variants in _cells("titles_of_persons", "title", "kind", "variants")
        for form in (title, *_list(variants))
    ]
    return tuple(sorted(rows, key=lambda word: -len(word.words)))


@cache
def surnames() -> tuple[Surname, ...]:
    """Family names of Vietnam, the most frequent first (rough order)."""
    return tuple(Surname(*row) for row in _cells("surnames", "surname", "frequency", "eaten"))


def _levels(name: str) -> tuple[Word, ...]:
    return tuple(
        Word(form, plain(form), code)
        for words, code, variants in _cells(name, "words", "code", "variants")
        for form in (words, *_list(variants))
    )


@cache
def priorities() -> tuple[Word, ...]:
    """Stamps of urgency; kind = code of the record (HT, TK, K)."""
    return _levels("priority")


@cache
def secrecies() -> tuple[Word, ...]:
    """Stamps of secrecy; kind = code of the record (A, B, C)."""
    return _levels("secrecy")


def alternation(words: Iterable[str | Word], *, bare: bool = True, marks_kept: bool = False) -> str:
    r"""A regex alternation for patterns on `Text.plain`: longest first, escaped, each blank matching any white space.

    bare: not wrapped; False puts it into a group of its own, `(?:…)`. marks_kept: case and marks stay as they are, for
    patterns on `Text.clean`. No words give a pattern that never matches.
    """
    forms = set()
    for word in words:
        if marks_kept:
            forms.add(" ".join((word.words if isinstance(word, Word) else word).split()))
        else:
            forms.add(word.plain if isinstance(word, Word) else plain(word))
    longest_first = sorted(forms - {""}, key=lambda form: (-len(form), form))
    pattern = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest_first) or r"(?!)"
    return pattern if bare else f"(?:{pattern})"
