"""What a made-up document says, collected while it is written; the places of its quotes come from the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trichxuat.training.marked import Cut
from trichxuat.training.synth.rich import Rich, rich


@dataclass(slots=True)
class Cited:
    """A document cited. keys: the marks of its mentions (of its name, where it has no code)."""

    type: str | None
    code: str | None
    date: str | None
    keys: list[int]


@dataclass(slots=True)
class Signer:
    competence: list[int] = field(default_factory=list)
    position: int | None = None
    name: int | None = None


class Gold:
    """One document's gold. Keys are marks; `first` is where its keys begin, so that two documents can share a page."""

    def __init__(self, first: int = 0) -> None:
        self.last = first
        self.organs: list[int] = []
        self.parent: int | None = None
        self.place: int | None = None
        self.subject: int | None = None
        self.plain: dict[str, str | None] = dict.fromkeys(
            ("number", "year", "notation", "type", "date", "priority", "secrecy")
        )
        self.addressees: list[int] = []
        self.bases: list[tuple[int, str]] = []
        self.cited: dict[str, Cited] = {}
        self.tasks: list[tuple[int, int, int | None]] = []
        self.recipients: list[int] = []
        self.signers: list[Signer] = []
        self.own_code: str | None = None

    def key(self) -> int:
        self.last += 1
        return self.last

    def mark(self, text: Rich | str) -> tuple[Rich, int]:
        key = self.key()
        return rich(text).marked(key), key

    def organ(self, text: Rich | str) -> Rich:
        marked, key = self.mark(text)
        self.organs.append(key)
        return marked

    def addressee(self, text: Rich | str) -> Rich:
        marked, key = self.mark(text)
        self.addressees.append(key)
        return marked

    def recipient(self, text: Rich | str) -> Rich:
        marked, key = self.mark(text)
        self.recipients.append(key)
        return marked

    def basis(self, text: Rich | str, kind: str) -> Rich:
        marked, key = self.mark(text)
        self.bases.append((key, kind))
        return marked

    def cite(self, text: Rich | str, kind: str | None, code: str | None, date: str | None = None) -> Rich:
        """`text` cites a document: by its code, or where it has none by `text` itself, its name."""
        name = code or rich(text).text.casefold()
        if code is not None and code == self.own_code:
            return rich(text)
        marked, key = self.mark(text)
        known = self.cited.setdefault(name, Cited(kind, code, date, []))
        known.date = known.date or date
        known.keys.append(key)
        return marked

    def task(self, unit: int, quote: int, deadline: int | None = None) -> None:
        self.tasks.append((unit, quote, deadline))

    def _mentioned(self, cuts: Mapping[int, Cut]) -> list[tuple[int, Cited]]:
        """The documents cited, each with the mark of its first mention that stands on the page."""
        found = []
        for cited in self.cited.values():
            keys = [key for key in cited.keys if key in cuts]
            if keys:
                found.append((min(keys, key=lambda key: cuts[key][0][0]), cited))
        return found

    def document(self, cuts: Mapping[int, Cut]) -> dict[str, Any]:
        """The gold document; what a list holds stands in the order of the text."""

        def at(key: int) -> int:
            return cuts[key][0][0]

        def cut(key: int | None) -> Cut | None:
            return None if key is None else cuts[key]

        organs = [cuts[key] for key in self.organs]
        return {
            "organ_parent": cut(self.parent),
            "organ": organs[0] if len(organs) == 1 else organs,
            **self.plain,
            "place": cut(self.place),
            "subject": cut(self.subject),
            "addressees": [cuts[key] for key in sorted(self.addressees, key=at)],
            "bases": [{"quote": cuts[key], "kind": kind} for key, kind in sorted(self.bases, key=lambda b: at(b[0]))],
            "references": [
                {"type": c.type, "code": c.code, "date": c.date, "name": None if c.code else cuts[first]}
                for first, c in sorted(self._mentioned(cuts), key=lambda pair: at(pair[0]))
            ],
            "tasks": [
                {"unit": cuts[unit], "quote": cuts[quote], "deadline": cut(deadline)}
                for unit, quote, deadline in sorted(self.tasks, key=lambda t: at(t[1]))
            ],
            "recipients": [cuts[key] for key in sorted(self.recipients, key=at)],
            "signers": [
                {"competence": [cuts[k] for k in s.competence], "position": cut(s.position), "name": cut(s.name)}
                for s in self.signers
            ],
        }
