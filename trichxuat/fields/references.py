"""References (viện dẫn): every other document that a text cites, once each, with all its mentions.

`find_mentions` reads the citations of a stretch of text in order of place; `merge` makes them the record's references.
Short forms (`Kế hoạch này`, `Nghị định nêu trên`) are left to `resolve`. All offsets are clean offsets of a `Text`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trichxuat.fields.citations import Citation, find_mentions
from trichxuat.fields.codes import Cited
from trichxuat.fields.dates import Date
from trichxuat.fields.values import doubted, evidence, shown, value
from trichxuat.record import CitedCode, Mention, Reference, Relation, Value
from trichxuat.text import Text

__all__ = ["Citation", "Merged", "find_mentions", "merge"]

Own = tuple[str | None, str | None, str | None]
"""Number, year and notation of the document itself."""


@dataclass(frozen=True, slots=True)
class Merged:
    """References in order of first mention; numbers: of each citation its reference, None for the document itself."""

    references: list[Reference]
    numbers: list[int | None]
    citations: list[Citation]

    def within(self, start: int, end: int) -> list[int]:
        """The references cited between two clean offsets, once each, in order, without laws named inside a title."""
        first = bisect_left(self.citations, start, key=lambda c: c.start)
        last = bisect_left(self.citations, end, first, key=lambda c: c.start)
        pairs = zip(self.citations[first:last], self.numbers[first:last], strict=True)
        hits = (n for c, n in pairs if n is not None and not c.inner)
        return list(dict.fromkeys(hits))


def merge(text: Text, citations: Sequence[Citation], own: Own | None = None, own_date: str | None = None) -> Merged:
    """The references of a document, once each, all mentions kept; the document itself (`own`, `own_date`) is none.

    citations: in order of place, as `find_mentions` gives them.

    The same code in another year is another document; a name joins the code or the date that it has elsewhere.
    """
    gathered = _Gathered(_own_key(own), own_date)
    whole = [i for i, c in enumerate(citations) if c.code and not c.code.cut]
    broken = [i for i, c in enumerate(citations) if c.code and c.code.cut]
    named = [i for i, c in enumerate(citations) if not c.code]
    entry_of = {i: gathered.add(citations[i]) for i in (*whole, *broken, *named)}
    entries = sorted(gathered.entries, key=lambda entry: min(c.start for c in entry.citations))
    rank = {id(entry): n for n, entry in enumerate(entries)}
    numbers = [rank[id(entry)] if (entry := entry_of[i]) else None for i in range(len(citations))]
    return Merged([_reference(text, entry) for entry in entries], numbers, list(citations))


def _own_key(own: Own | None) -> tuple[str, str, str] | None:
    if own is None or not own[0] or not own[2]:
        return None
    return Cited(0, 0, own[0], own[1], own[2]).key


@dataclass(slots=True)
class _Entry:
    """A reference being gathered; `years` of its dates and its code."""

    citations: list[Citation] = field(default_factory=list)
    years: set[str] = field(default_factory=set)

    def add(self, citation: Citation) -> None:
        self.citations.append(citation)
        if citation.code and citation.code.year:
            self.years.add(citation.code.year)
        if citation.date and citation.date.value:
            self.years.add(citation.date.value[:4])

    def agrees(self, citation: Citation) -> bool:
        """Whether the years do not contradict each other; a code with a year is one document whatever the date."""
        if citation.date is None or citation.date.value is None or (citation.code and citation.code.year):
            return True
        return not self.years or citation.date.value[:4] in self.years

    def date(self) -> Date | None:
        """The fullest date; of several, the one most often given, then the surest, then the first.

        Beside a code with a year, a year alone says nothing.
        """
        coded = any(c.code and c.code.year for c in self.citations)
        dates = [c.date for c in self.citations if c.date and c.date.value and (len(c.date.value) > 4 or not coded)]
        if not dates:
            return None
        votes = Counter(d.value for d in dates)
        order = {"sure": 0, "likely": 1, "check": 2}
        return min(dates, key=lambda d: (-len(d.value or ""), -votes[d.value], order[d.grade], d.start))

    def last_before(self, at: int) -> int:
        return max((c.start for c in self.citations if c.start <= at), default=-1)


class _Gathered:
    """The entries by code and by name."""

    def __init__(self, itself: tuple[str, str, str] | None, own_date: str | None) -> None:
        self.entries: list[_Entry] = []
        self._itself, self._own_date = itself, own_date
        self._codes: dict[tuple[str, str, str], list[_Entry]] = {}
        self._by_number: dict[str, list[tuple[str, str, str]]] = {}
        self._names: dict[str, list[_Entry]] = {}

    def add(self, citation: Citation) -> _Entry | None:
        """The entry that the citation goes to; None if it is the document itself."""
        if citation.code and self._is_itself(citation, citation.code):
            return None
        if citation.code:
            group = self._codes.get(self._key(citation.code))
            if group is None:
                group = self._codes.setdefault(citation.code.key, [])
                self._by_number.setdefault(citation.code.key[0], []).append(citation.code.key)
        else:
            group = self._names.setdefault(citation.key or "", [])
        fitting = [entry for entry in group if entry.agrees(citation)]
        if fitting:
            entry = fitting[0] if len(fitting) == 1 else max(fitting, key=lambda e: e.last_before(citation.start))
        else:
            entry = _Entry()
            self.entries.append(entry)
            group.append(entry)
        entry.add(citation)
        if citation.code and citation.key:
            names = self._names.setdefault(citation.key, [])
            if entry not in names:
                names.append(entry)
        return entry

    def _key(self, code: Cited) -> tuple[str, str, str]:
        """The key of a code, or of the one whose notation begins with what was read where the line broke off."""
        if not code.cut:
            return code.key
        number, year, notation = code.key
        for key in self._by_number.get(number, ()):
            if key[1] == year and key[2].startswith(notation):
                return key
        return code.key

    def _is_itself(self, citation: Citation, code: Cited) -> bool:
        if code.key != self._itself:
            return False
        cited = citation.date.value if citation.date else None
        full = cited and self._own_date and len(cited) == len(self._own_date) == 10
        return not full or cited == self._own_date


_RANK: tuple[Relation, ...] = (
    "replaces", "repeals", "amends", "answers", "proposes", "forwards", "implements", "basis",
)  # fmt: skip


def _reference(text: Text, entry: _Entry) -> Reference:
    """The record's reference of an entry: the strongest relation, the first issuer and title that a mention gives."""
    mentions = sorted(entry.citations, key=lambda c: c.start)
    codes = [c.code for c in mentions if c.code]
    forms = Counter(code.value for code in codes)
    codes.sort(key=lambda code: (code.cut, code.grade != "sure", -forms[code.value], code.value.isupper()))
    kinds = [c.type for c in mentions if c.type and not c.inner] or [c.type for c in mentions if c.type]
    kind = kinds[0] if kinds else None
    date = entry.date()
    names = [c for c in mentions if c.name]
    name = max(
        names, key=lambda c: (not c.meant, c.name[1] - c.name[0] if c.name and kind == "NQ" else 0), default=None
    )
    relations = {c.relation for c in mentions}
    return Reference(
        type=kind,
        code=_code(codes[0]) if codes else None,
        date=value(text, date.cut, date.value, date.grade, date.reasons) if date else None,
        name=_name(text, name) if name else None,
        organ=_first(text, (c.organ for c in mentions)),
        title=_first(text, (c.title for c in mentions)),
        relation=next((r for r in _RANK if r in relations), "mentions"),
        mentions=[_mention(text, c) for c in mentions],
    )


def _name(text: Text, citation: Citation) -> Value | None:
    """The name of a law; as the table has it where no mention prints it right."""
    if citation.name is None:
        return None
    if citation.meant is None:
        return value(text, [citation.name])
    return value(text, [citation.name], citation.meant, *doubted("likely", ()))


def _first(text: Text, cuts: Iterable[tuple[int, int] | None]) -> Value | None:
    """The first, rather one that is not in the capitals of a heading."""
    found = [cut for cut in cuts if cut]
    if not found:
        return None
    return value(text, [next((cut for cut in found if not text.clean[slice(*cut)].isupper()), found[0])])


def _code(code: Cited) -> CitedCode:
    return CitedCode(value=code.value, number=code.number or None, year=code.year, notation=code.notation)


def _mention(text: Text, citation: Citation) -> Mention:
    cut = [(citation.start, citation.end), *([citation.more] if citation.more else [])]
    articles = shown(text, [citation.articles] if citation.articles else []) or None
    return Mention(**evidence(text, cut), grade=citation.grade, reasons=list(citation.reasons), articles=articles)
