"""The tables of `data/` as rows and as small frozen objects; each file is read once, on first use."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from trichxuat.text import strip_marks

_BLANKS = re.compile(r"\s+")


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
class Mark:
    """A signing mark (quyền hạn). meaning: `thay mặt`, `ký thay` …; signer: `head`, `deputy` or `delegate`.

    variants: forms that OCR and typists make of it; the short ones (`T.`, `Q`) prove nothing without a title behind them.
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
    """What OCR gives for what was meant. kind: type_code, issuer_code, digit, roman, separator, letter, word, archive."""

    kind: str
    seen: str
    meant: str


@dataclass(frozen=True, slots=True)
class Surname:
    """A family name. frequency: common, frequent, rare or minority; eaten: what is left where a stamp hid its first letter."""

    surname: str
    frequency: str
    eaten: str


def plain(words: str) -> str:
    """`Sở  Y tế` → `so y te`: the form of `Text.plain`, white space single."""
    return " ".join(strip_marks(words).split())


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@lru_cache(maxsize=None)
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/NAME.csv`, cells by column name. Raises FileNotFoundError for an unknown table."""
    text = (files("trichxuat.lexicon") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _cells(name: str, *columns: str) -> list[tuple[str, ...]]:
    """The named columns of a table; four times as fast as rows of dicts."""
    text = (files("trichxuat.lexicon") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    header = next(rows)
    at = [header.index(column) for column in columns]
    return [tuple(row[i] for i in at) for row in rows]


def _words(name: str, column: str, kind: str) -> tuple[Word, ...]:
    return tuple(Word(words, plain(words), k) for words, k in _cells(name, column, kind))


@lru_cache(maxsize=None)
def types() -> tuple[Type, ...]:
    """Every type; where two share a symbol the first one is the likelier."""
    columns = ("name", "abbreviation", "families", "kind", "title", "aliases", "issuer_cues", "state", "party", "organisation")
    return tuple(
        Type(
            name,
            abbreviation,
            _list(families),
            (("state", _list(state)), ("party", _list(party)), ("organisation", _list(organisation))),
            kind,
            title == "yes",
            _list(aliases),
            tuple(plain(cue) for cue in _list(cues)),
        )
        for name, abbreviation, families, kind, title, aliases, cues, state, party, organisation in _cells("types", *columns)
    )


@lru_cache(maxsize=None)
def issuers() -> dict[str, tuple[Issuer, ...]]:
    """Code → its meanings; a closed list of issuers does not exist (SPEC §6.3): an unknown code is no error."""
    found: dict[str, tuple[Issuer, ...]] = {}
    for code, name, kind, status in _cells("issuers", "code", "name", "kind", "status"):
        found[code] = (*found.get(code, ()), Issuer(code, name, kind, status))
    return found


@lru_cache(maxsize=None)
def units() -> tuple[Word, ...]:
    """Words that head the name of a unit, a body or a group that can be told to do something."""
    return _words("units", "words", "kind")


@lru_cache(maxsize=None)
def posts() -> tuple[Word, ...]:
    """Posts (chức vụ); kind `head`, `deputy` or `member`."""
    return _words("posts", "words", "kind")


@lru_cache(maxsize=None)
def verbs(*roles: str) -> tuple[Word, ...]:
    """Words that open an instruction, of these roles or all: task, assign, lead, support, duty, manner, report."""
    return tuple(word for word in _words("verbs", "words", "role") if not roles or word.kind in roles)


@lru_cache(maxsize=None)
def basis_openers() -> tuple[Word, ...]:
    """Opening phrases of the grounds; kind as in the record: can_cu, thuc_hien, theo, xet, phuc_dap, khac. Longest first."""
    return tuple(sorted(_words("basis_openers", "words", "kind"), key=lambda word: -len(word.plain)))


@lru_cache(maxsize=None)
def family_anchors() -> tuple[Word, ...]:
    """Lines that tell the family (kind `state`, `party` or `organisation`)."""
    return _words("families", "words", "family")


@lru_cache(maxsize=None)
def copies() -> tuple[Word, ...]:
    """Words of copies, circulation, drafts and stamps; kind copy, circulation, draft, arrival, gazette, signature."""
    return _words("copies", "words", "kind")


@lru_cache(maxsize=None)
def marks() -> tuple[Mark, ...]:
    rows = _cells("marks", "mark", "meaning", "signer", "families", "variants")
    return tuple(Mark(mark, meaning, signer, _list(fam), _list(variants)) for mark, meaning, signer, fam, variants in rows)


@lru_cache(maxsize=None)
def confusions(kind: str | None = None) -> tuple[Confusion, ...]:
    rows = (Confusion(*row) for row in _cells("confusions", "kind", "seen", "meant"))
    return tuple(row for row in rows if kind is None or row.kind == kind)


@lru_cache(maxsize=None)
def provinces() -> tuple[Province, ...]:
    rows = _cells("provinces", "code", "name", "short_name", "aliases", "new_code", "new_name")
    return tuple(Province(c, name, short, _list(aliases), new, new_name) for c, name, short, aliases, new, new_name in rows)


@lru_cache(maxsize=None)
def province_by_name() -> dict[str, Province]:
    """Plain name → province, with `tỉnh`/`thành phố` before it and without, and by alias."""
    found: dict[str, Province] = {}
    for province in provinces():
        for name in (province.name, province.short_name, *province.aliases):
            found.setdefault(plain(name), province)
    return found


@lru_cache(maxsize=None)
def titles_of_persons() -> tuple[Word, ...]:
    """Titles before a person's name (ThS., BSCKII., Đại tá, Ông) with their variants; longest first."""
    rows = [
        Word(form, plain(form), kind)
        for title, kind, variants in _cells("titles_of_persons", "title", "kind", "variants")
        for form in (title, *_list(variants))
    ]
    return tuple(sorted(rows, key=lambda word: -len(word.words)))


@lru_cache(maxsize=None)
def surnames() -> tuple[Surname, ...]:
    """Family names of Vietnam, the most frequent first (rough order)."""
    return tuple(Surname(*row) for row in _cells("surnames", "surname", "frequency", "eaten"))


def _levels(name: str) -> tuple[Word, ...]:
    return tuple(
        Word(form, plain(form), code)
        for words, code, variants in _cells(name, "words", "code", "variants")
        for form in (words, *_list(variants))
    )


@lru_cache(maxsize=None)
def priorities() -> tuple[Word, ...]:
    """Stamps of urgency; kind = code of the record (HT, TK, K)."""
    return _levels("priority")


@lru_cache(maxsize=None)
def secrecies() -> tuple[Word, ...]:
    """Stamps of secrecy; kind = code of the record (A, B, C)."""
    return _levels("secrecy")


def alternation(words: Iterable[str | Word], *, marks_kept: bool = False) -> str:
    r"""A regex alternation for patterns on `Text.plain`: longest first, escaped, each blank matching any white space.

    `marks_kept` leaves case and marks as they are, for patterns on `Text.clean`. Not wrapped in a group.
    """
    forms = {
        " ".join(words_.split()) if marks_kept else plain(words_)
        for words_ in (word.words if isinstance(word, Word) else word for word in words)
    }
    longest_first = sorted((form for form in forms if form), key=lambda form: (-len(form), form))
    return "|".join(r"\s+".join(re.escape(part) for part in _BLANKS.split(form)) for form in longest_first)
