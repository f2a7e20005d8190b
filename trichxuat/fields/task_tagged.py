"""Tasks that the token tagger (`models/units`) sees in running text where the rules see none.

The model is optional. A task that only it sees is a guess: grade `check`, reason `tagged`.
"""

from __future__ import annotations

from collections.abc import Iterator

from trichxuat import nlp
from trichxuat.fields.task_found import Found, Place
from trichxuat.fields.token_features import Span, token_features
from trichxuat.structure.outline import Block
from trichxuat.text import Text

MODEL = "units"
SURE = 0.6
"""How probable the ends of a unit and the begin of its action must be."""
MOST = 400
"""Tokens of a block that are read at most."""
_SHORTEST = 24


def context(block: Block, doc_type: str | None) -> tuple[str, ...]:
    """What all tokens of a block share."""
    return (f"kind={block.kind}", f"type={doc_type or ''}")


def tagged(text: Text, blocks: list[Block], found: list[Found], doc_type: str | None) -> list[Found]:
    """The tasks found, in order, with those that the tagger adds in blocks without one; unchanged without a model."""
    tagger = nlp.tagger(MODEL)
    if tagger is None:
        return found
    taken = {item.block for item in found}
    added = []
    for i, block in enumerate(blocks):
        if i in taken or block.table >= 0 or block.end - block.body < _SHORTEST:
            continue
        tokens = nlp.syllables(text.clean, block.body, block.end)[:MOST]
        if len(tokens) < 4:
            continue
        rows = tagger.weigh(token_features(text, tokens, context(block, doc_type)))
        best = [max(row.items(), key=lambda label: label[1]) for row in rows]
        added += [Found(unit, work, i, guessed=True) for unit, work in _pairs(tokens, best)]
    return sorted([*found, *added], key=lambda item: item.block) if added else found


def _pairs(tokens: list[Span], best: list[tuple[str, float]]) -> Iterator[tuple[Place, Place]]:
    """Each action with the unit before it, where both are sure; a deadline inside an action belongs to it."""
    unit: Place | None = None
    i = 0
    while i < len(best):
        kind = best[i][0][2:]
        if kind not in ("U", "A"):
            i += 1
            continue
        last = i
        within = ("A", "D") if kind == "A" else ("U",)
        while last + 1 < len(best) and best[last + 1][0][2:] in within and best[last + 1][0] != f"B-{kind}":
            last += 1
        sure = best[i][1] >= SURE and (kind == "A" or best[last][1] >= SURE)
        place = (tokens[i][0], tokens[last][1])
        if kind == "U":
            unit = place if sure else None
        elif unit is not None and sure:
            yield unit, place
        i = last + 1
