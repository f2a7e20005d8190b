"""Trains the models from annotated and made-up documents, and writes each with its card."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from trichxuat import nlp
from trichxuat.fields.task_tagged import context
from trichxuat.fields.token_features import token_features
from trichxuat.text import Text
from trichxuat.training.marked import Marked, read_marked
from trichxuat.training.noise import noisy
from trichxuat.training.synth import make_documents
from trichxuat.training.unit_data import unit_sequences
from trichxuat.training.zone_data import zone_lines

RATES = (0.0, 0.03, 0.08)
"""Each document is learned at these rates of OCR noise."""

Example = tuple[nlp.Features, list[str]]


def zones(marked: Marked) -> list[Example]:
    """One sequence: the lines of the text with their zones."""
    return [zone_lines(marked)]


def units(marked: Marked) -> list[Example]:
    """One sequence for each block of running text: its tokens with unit, action and deadline."""
    text = Text(marked.text)
    return [
        (token_features(text, found.tokens, context(found.block, found.type)), found.labels)
        for found in unit_sequences(marked, text)
    ]


MODELS: dict[str, tuple[Callable[[Marked], list[Example]], int]] = {"zones": (zones, 120), "units": (units, 80)}
"""What a model learns from, and how many rounds."""


def train(
    name: str,
    folders: Sequence[Path],
    into: Path,
    *,
    synthetic: int = 0,
    seed: int = 0,
    rates: Sequence[float] = RATES,
    command: str = "",
) -> dict[str, Any]:
    """Trains the model `name` and writes it with its card into a folder; gives back the card.

    folders: annotated documents (`gold/`, `text/`); synthetic: how many made-up ones beside them; rates: OCR noise
    under which each is seen; command: as typed, for the card. Raises BadGold, and ValueError without data.
    """
    examples, rounds = MODELS[name]
    annotated = [marked for folder in folders for marked in read_marked(folder)]
    features: list[nlp.Features] = []
    labels: list[list[str]] = []
    for marked in _all(annotated, synthetic, seed):
        for rate in rates:
            for seen, said in examples(noisy(marked, rate, seed) if rate else marked):
                features.append(seen)
                labels.append(said)
    path = into / nlp.MODEL
    nlp.train(features, labels, path, rounds=rounds)
    card = {
        "model": name,
        "kind": "linear-chain CRF (underthesea_core.CRFTrainer)",
        "data": {"annotated": len(annotated), "made_up": synthetic, "noise": list(rates)},
        "sequences": len(features),
        "items": sum(map(len, labels)),
        "labels": sorted({label for said in labels for label in said}),
        "seed": seed,
        "command": command,
        "bytes": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    (into / nlp.CARD).write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return card


def _all(annotated: Iterable[Marked], synthetic: int, seed: int) -> Iterable[Marked]:
    yield from annotated
    yield from make_documents(synthetic, seed)
