"""The tokens of running text with what the gold says of them: unit, action, deadline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trichxuat.fields.token_features import Span
from trichxuat.nlp import syllables
from trichxuat.structure.documents import find_documents
from trichxuat.structure.lines import read_lines
from trichxuat.structure.outline import Block, read_outline
from trichxuat.structure.zones import find_zones
from trichxuat.text import Text
from trichxuat.training.marked import Cut, Marked

UNIT, ACTION, DEADLINE, OTHER = "U", "A", "D", "O"
MOST = 400
"""Tokens of a block that are looked at."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A block's tokens (clean offsets) with their labels: `B-U`, `I-U`, `B-A`, …, `O`."""

    block: Block
    tokens: list[Span]
    labels: list[str]
    type: str


def unit_sequences(marked: Marked, text: Text) -> Iterator[Sequence]:
    """The blocks whose tasks name their unit in the block itself, and those without a task."""
    lines = read_lines(text)
    parts = find_documents(text, lines)
    for part, document in zip(parts, marked.documents, strict=False):
        zones = find_zones(text, lines, part)
        tasks = [_places(text, task) for task in document.get("tasks") or []]
        for block in (*read_outline(text, lines, *zones.body), *read_outline(text, lines, *zones.annex)):
            if block.table >= 0:
                continue
            inside = [task for task in tasks if _holds(block, task[ACTION])]
            if not all(_holds(block, task[UNIT]) for task in inside):
                continue
            tokens = syllables(text.clean, block.body, block.end)[:MOST]
            if len(tokens) > 3:
                yield Sequence(block, tokens, _labels(tokens, inside), document.get("type") or "")


Places = dict[str, tuple[int, int] | None]


def _holds(block: Block, place: tuple[int, int] | None) -> bool:
    return place is not None and block.start <= place[0] < block.end


def _places(text: Text, task: dict[str, Any]) -> Places:
    def place(cut: Cut | None) -> tuple[int, int] | None:
        return (text.clean_offset(cut[0][0]), text.clean_offset(cut[-1][1])) if cut else None

    return {UNIT: place(task["unit"]), ACTION: place(task["quote"]), DEADLINE: place(task.get("deadline"))}


def _labels(tokens: list[Span], tasks: list[Places]) -> list[str]:
    labels = [OTHER] * len(tokens)
    for kind in (ACTION, UNIT, DEADLINE):
        for task in tasks:
            place = task[kind]
            if place is None:
                continue
            held = [i for i, (start, end) in enumerate(tokens) if start < place[1] and end > place[0]]
            for i in held:
                labels[i] = f"{'B' if i == held[0] else 'I'}-{kind}"
    return labels
