"""Gold documents and records, brought to one plain form: folded strings by field.

A gold file annotates one text file: `{"id": …, "documents": [ … ]}`. A quote is a verbatim piece of the text;
`first … last` stands for everything between, `a + b` for words that belong together but stand apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trichxuat.evaluation.folding import flat, fold, fold_code, soften

SCALARS = (
    "organ_parent", "organ", "number", "year", "notation", "type", "place", "date", "subject", "priority", "secrecy",
)  # fmt: skip


class BadGold(Exception):
    """Gold that cannot be read; the message in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says, by field: scalars ("" for nothing) and lists of items. What gold lacks is not there.

    handwritten: its number and day are in ink, so that not to read them is no fault.
    """

    scalars: Mapping[str, str]
    lists: Mapping[str, list[Any]]
    handwritten: bool = False

    def softened(self) -> Facts:
        """The same without marks over and under letters."""

        def soft(item: Any) -> Any:
            return soften(item) if isinstance(item, str) else tuple(soften(part) for part in item)

        scalars = {key: soften(value) for key, value in self.scalars.items()}
        return Facts(scalars, {key: [soft(i) for i in items] for key, items in self.lists.items()}, self.handwritten)


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The documents of a gold file."""
    try:
        documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
        return [dict(document) for document in documents]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise BadGold(f"{path}: không đọc được gold ({type(fault).__name__}). Hãy kiểm tra tệp JSON này.") from fault


def facts_of_gold(document: Mapping[str, Any], text: str) -> Facts:
    """`text`: the flat text of the file."""

    def cut(quote: str | None) -> str:
        return fold(_expand(quote, text)) if quote else ""

    def each(quotes: Iterable[str | None]) -> list[str]:
        return [cut(quote) for quote in quotes]

    organs = document.get("organ")
    scalars = {key: fold(document.get(key)) for key in ("year", "notation", "type", "priority", "secrecy")}
    scalars |= {key: cut(document.get(key)) for key in ("organ_parent", "place", "subject")}
    scalars["organ"] = _joined(filter(None, each(organs if isinstance(organs, list) else [organs])))
    scalars["number"] = fold_code(document.get("number"))
    scalars["date"] = document.get("date") or ""
    tasks = [(cut(t["unit"]), cut(t["quote"]), cut(t["deadline"])) for t in document.get("tasks") or []]
    lists: dict[str, list[Any]] = {
        "addressees": each(document.get("addressees") or []),
        "bases": each(base["quote"] for base in document.get("bases") or []),
        "references": [
            _reference(r["code"], _expand(r.get("name"), text), r["date"]) for r in document.get("references") or []
        ],
        "tasks": [(unit, quote) for unit, quote, _ in tasks],
        "deadlines": [(quote, deadline) for _, quote, deadline in tasks if deadline],
        "recipients": each(document.get("recipients") or []),
        "signers": [
            (cut(s["name"]), cut(s["position"]), " ".join(each(s["competence"]))) for s in document.get("signers") or []
        ],
    }
    known = {*document, *(["deadlines"] if "tasks" in document else [])}
    return Facts(_only(scalars, known), _only(lists, known), bool(document.get("handwritten")))


def facts_of_record(record: Mapping[str, Any]) -> Facts:
    """`record`: as written in JSON; an empty mapping where none was found."""

    def get(key: str) -> list[Mapping[str, Any]]:
        return record.get(key) or []

    organs, code = get("organs"), record.get("code") or {}
    references = [
        _reference((r["code"] or {}).get("value"), _text(r["name"]), _value(r["date"])) for r in get("references")
    ]
    scalars = {
        "organ_parent": next((fold(_value(o["parent"])) for o in organs if o["parent"]), ""),
        "organ": _joined(fold(_value(o["name"])) for o in organs if o["name"]),
        "number": fold_code(code.get("number")),
        "year": fold(code.get("year")),
        "notation": fold(code.get("notation")),
        "type": fold(_value(record.get("type"))),
        "place": fold(_text(record.get("place"))),
        "date": _value(record.get("issued_date")),
        "subject": fold(_text(record.get("subject"))),
        "priority": fold(_value(record.get("priority"))),
        "secrecy": fold(_value(record.get("secrecy"))),
    }
    lists: dict[str, list[Any]] = {
        "addressees": [fold(_text(v)) for v in get("addressees")],
        "bases": [fold(_text(v)) for v in get("bases")],
        "references": list(dict.fromkeys(references)),
        "tasks": [(fold(_text(t["unit"])), fold(_text(t))) for t in get("tasks")],
        "deadlines": [(fold(_text(t)), fold(_text(t["deadline"]))) for t in get("tasks") if t["deadline"]],
        "recipients": [fold(_text(v)) for v in get("recipients")],
        "signers": [
            (fold(_text(s["full_name"])), fold(_text(s["position"])), " ".join(fold(_text(c)) for c in s["competence"]))
            for s in get("signers")
        ],
    }
    return Facts(scalars, lists)


def _reference(code: str | None, name: str | None, date: str | None) -> tuple[str, str, str]:
    """(code, name where there is no code, date)."""
    return (fold_code(code), "", date or "") if code else ("", fold(name), date or "")


def _expand(quote: str | None, text: str) -> str | None:
    """The whole words that a quote stands for; the quote itself where it is not found."""
    if quote is None:
        return None
    pieces = [_find(piece, text) for piece in flat(quote).split(" + ")]
    return flat(quote) if None in pieces else " ".join(piece or "" for piece in pieces)


def _find(piece: str, text: str) -> str | None:
    first, gap, last = piece.partition(" … ")
    start = text.find(first)
    if start < 0 or not gap:
        return first if start >= 0 else None
    end = text.find(last, start + len(first))
    return text[start : end + len(last)] if end >= 0 else None


def _joined(organs: Iterable[str]) -> str:
    return " | ".join(sorted(organs))


def _only(fields: dict[str, Any], known: set[str]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key in known}


def _value(item: Mapping[str, Any] | None) -> str:
    return str(item["value"]) if item else ""


def _text(item: Mapping[str, Any] | None) -> str:
    return str(item["text"]) if item else ""
