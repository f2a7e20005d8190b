"""Annotated texts whose quotes are places: what training and noise work on.

A gold file quotes (`evaluation.gold`); here each quote is a `Cut`, so that a text may change under it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trichxuat.evaluation.folding import flat
from trichxuat.evaluation.gold import BadGold
from trichxuat.training.locating import Finder

Cut = tuple[tuple[int, int], ...]
"""The pieces of words in a text: half-open offsets, in reading order."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text (NFC) and its documents, as in a gold file, but with a Cut (or None) for every quote."""

    name: str
    text: str
    documents: list[dict[str, Any]]


def each_cut(document: dict[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """The document with `change` applied to everything in it that stands for a quote and is not None."""

    def one(cut: Any) -> Any:
        return None if cut is None else change(cut)

    def inside(items: Iterable[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
        return [{**item, **{key: one(item.get(key)) for key in keys if key in item}} for item in items]

    new = dict(document)
    for key in ("organ_parent", "place", "subject"):
        if key in new:
            new[key] = one(new[key])
    if "organ" in new:
        new["organ"] = [one(cut) for cut in new["organ"]] if isinstance(new["organ"], list) else one(new["organ"])
    for key in ("addressees", "recipients"):
        if key in new:
            new[key] = [one(cut) for cut in new[key]]
    for key, parts in (("bases", ("quote",)), ("references", ("name",)), ("tasks", ("unit", "quote", "deadline"))):
        if key in new:
            new[key] = inside(new[key], *parts)
    if "signers" in new:
        new["signers"] = [
            {**signer, "competence": [one(cut) for cut in signer.get("competence") or []]}
            for signer in inside(new["signers"], "position", "name")
        ]
    return new


def to_gold(marked: Marked) -> dict[str, Any]:
    """The gold file of a marked text: its quotes, and beside them (`spans`) the places that they were cut from."""

    def quote(cut: Cut) -> str:
        return " + ".join(flat(marked.text[start:end]) for start, end in cut)

    return {
        "id": marked.name,
        "documents": [each_cut(document, quote) for document in marked.documents],
        "spans": [each_cut(document, lambda cut: [list(piece) for piece in cut]) for document in marked.documents],
    }


def from_gold(name: str, text: str, gold: dict[str, Any]) -> Marked:
    """A text with its gold. Places are those of `spans`, else the quotes are looked for. Raises BadGold."""
    if "spans" in gold:
        return Marked(name, text, [_with_cuts(document) for document in gold["spans"]])
    composed = unicodedata.normalize("NFC", text)
    finder = Finder(composed)
    return Marked(name, composed, [finder.document(document) for document in gold["documents"]])


def _with_cuts(item: Any) -> Any:
    """What was read from JSON with every list of pairs of numbers as a Cut."""
    if isinstance(item, dict):
        return {key: _with_cuts(value) for key, value in item.items()}
    if not isinstance(item, list):
        return item
    if item and all(isinstance(pair, list) and [type(n) for n in pair] == [int, int] for pair in item):
        return tuple((start, end) for start, end in item)
    return [_with_cuts(value) for value in item]


def read_marked(folder: Path) -> Iterator[Marked]:
    """Every annotated text of a folder with `gold/` and `text/`, by name. Raises BadGold."""
    paths = sorted((folder / "gold").glob("*.json"))
    if not paths:
        raise BadGold(f"{folder}: cần hai thư mục con gold (*.json) và text (*.txt).")
    for path in paths:
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = (folder / "text" / f"{path.stem}.txt").read_bytes().decode("utf-8")
            yield from_gold(path.stem, text, gold)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            message = f"{path}: không đọc được gold hoặc văn bản của nó ({type(fault).__name__}: {fault})."
            raise BadGold(message) from fault


def write_marked(marked: Marked, folder: Path) -> None:
    """Writes `text/NAME.txt` and `gold/NAME.json` under a folder."""
    for kind, suffix, content in (
        ("text", "txt", marked.text),
        ("gold", "json", json.dumps(to_gold(marked), ensure_ascii=False, indent=1) + "\n"),
    ):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        (folder / kind / f"{marked.name}.{suffix}").write_bytes(content.encode("utf-8"))
