"""Accuracy does not fall: every figure of tests/accuracy.json is held, and with it the table in README.

The floor is what `trichxuat eval … --json` printed when accuracy was last better; the whole command stands in README.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trichxuat.evaluation import evaluate

TOLERANCE = 0.002
OCR_TOLERANCE = 0.03
"""Another build of Tesseract reads a word or two otherwise."""
KEPT = ("accuracy", "f1")


def held(figures: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """The figures that may not fall."""
    for key, figure in figures.items():
        if isinstance(figure, dict):
            yield from ((key, figure[name]) for name in KEPT if figure.get(name) is not None)
        elif key in ("mean", "whole"):
            yield key, figure


def fallen(floor: dict[str, Any], now: dict[str, Any], tolerance: float = TOLERANCE) -> list[str]:
    new = dict(held(now))
    return [
        f"{key}: {new.get(key)} is below {least}"
        for key, least in held(floor)
        if new.get(key) is None or new[key] < least - tolerance
    ]


@pytest.fixture(scope="module")
def floor(root: Path) -> dict[str, Any]:
    return json.loads((root / "tests" / "accuracy.json").read_text(encoding="utf-8"))["sets"]


def test_on_documents_written_for_the_project(root: Path, floor: dict[str, Any]) -> None:
    report = evaluate([(root / "corpus" / "gold", root / "corpus" / "text")])
    assert fallen(floor["corpus"], report.figures()[str(root / "corpus")]) == []


def test_on_real_documents(shared: Path, floor: dict[str, Any]) -> None:
    corpus = shared / "corpus"
    figures = evaluate([(corpus / "gold", corpus / "text")], [corpus / "headers"], "scan-*").figures()
    named = {name.replace(str(shared), "../shared"): figure for name, figure in figures.items()}
    for name in ("../shared/corpus", "../shared/corpus: scan-*", "../shared/corpus/headers"):
        assert fallen(floor[name], named[name]) == [], name


@pytest.mark.skipif(
    shutil.which("tesseract") is None and os.environ.get("CI") != "true",
    reason="needs tesseract-ocr and tesseract-ocr-vie",
)
def test_on_signed_scans(root: Path, shared: Path) -> None:
    """The whole way from the image: numbers in ink are read, never taken for sure."""
    scans = shared / "corpus" / "scans"
    least = json.loads((root / "tests" / "accuracy-scans.json").read_text(encoding="utf-8"))["sets"]
    (figures,) = evaluate([(scans / "gold", scans / "pdf")], soft=True).figures().values()
    assert fallen(least["../shared/corpus/scans"], figures, OCR_TOLERANCE) == []


def test_a_fall_is_seen() -> None:
    was = {"number": {"accuracy": 0.9, "documents": 10}, "tasks": {"f1": 0.8, "gold": 3}, "mean": 0.85, "documents": 10}
    assert fallen(was, was) == []
    assert fallen(was, {**was, "mean": 0.8485}) == []
    assert len(fallen(was, {"number": {"accuracy": None}, "tasks": {"f1": 0.7}, "mean": 0.84})) == 3
