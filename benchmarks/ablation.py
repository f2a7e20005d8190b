"""What each model gives and costs: the rules alone, with one model, with all, on clean and on spoiled texts.

usage: python benchmarks/ablation.py [--models DIR]... [--seeds 2] [--write models/README.md]

DIR holds one folder for each model (`zones`, `units`); `models` is among them. Texts: ../shared/corpus where it is,
else corpus. The noise is that of `trichxuat synth --noise`, put on the same texts, their gold moved along. Prints a
markdown table; `--write` puts it between the ablation marks of a page, and the figures of each model into its card.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trichxuat import extract
from trichxuat.evaluation import evaluate, write_block
from trichxuat.nlp import FOLDER
from trichxuat.training.marked import Marked, read_marked, write_marked
from trichxuat.training.noise import noisy

ROOT = Path(__file__).resolve().parent.parent
MODELS = ("zones", "units")
RATES = (0.01, 0.03, 0.06, 0.10)
SCANS = "scan-*"
FIELDS = (
    ("organ", "CQ ban hành"),
    ("subject", "trích yếu"),
    ("addressees", "kính gửi"),
    ("bases", "căn cứ"),
    ("references", "viện dẫn"),
    ("tasks", "nhiệm vụ"),
    ("tasks, unit only", "đơn vị"),
    ("deadlines", "thời hạn"),
    ("recipients", "nơi nhận"),
    ("signers", "người ký"),
    ("mean", "trung bình"),
)
Figures = dict[str, Any]


def systems(there: list[str]) -> Iterator[tuple[str, list[str]]]:
    """(name, models) of what is compared: the rules, each model beside them, all of them."""
    yield "luật", []
    yield from ((f"luật + {name}", [name]) for name in there)
    if len(there) > 1:
        yield "luật + " + " + ".join(there), there


def texts() -> list[Marked]:
    for name in ("../shared/corpus", "corpus"):
        if (ROOT / name / "gold").is_dir():
            return list(read_marked(ROOT / name))
    raise SystemExit("no texts")


def prepare(marked: list[Marked], seeds: int, folder: Path) -> dict[str, tuple[Path, int]]:
    """The sets by name, each (folder, how many documents' texts)."""
    for one in marked:
        write_marked(one, folder / "clean")
    sets = {"sạch": (folder / "clean", len(marked))}
    for rate in RATES:
        place = folder / f"noise-{rate}"
        for seed in range(seeds):
            for one in marked:
                spoiled = noisy(one, rate, seed)
                write_marked(Marked(f"{one.name}.{seed}", spoiled.text, spoiled.documents), place)
        sets[f"nhiễu {rate:.0%}"] = (place, len(marked) * seeds)
    return sets


def measure(place: Path, models: Path) -> tuple[dict[str, Figures], float]:
    """Figures by set (scans apart on clean texts), and milliseconds a document; the least of three rounds."""
    os.environ[FOLDER] = str(models)
    apart = SCANS if place.name == "clean" else None
    report = evaluate([(place / "gold", place / "text")], apart=apart).figures()
    raw = [path.read_text(encoding="utf-8") for path in sorted((place / "text").glob("*.txt"))]
    rounds = []
    for _ in range(3):
        start = time.perf_counter()
        for text in raw:
            extract(text)
        rounds.append(1000 * (time.perf_counter() - start) / len(raw))
    return report, min(rounds)


def shown(figures: Figures, key: str) -> str:
    figure = figures.get(key)
    if isinstance(figure, dict):
        figure = figure.get("f1", figure.get("accuracy"))
    return "" if figure is None else f"{figure:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, action="append", default=[ROOT / "models"])
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--write", type=Path, action="append", default=[])
    options = parser.parse_args()
    folders = {name: place / name for place in options.models for name in MODELS if (place / name).is_dir()}
    rows = [["bộ", "hệ thống", *(label for _, label in FIELDS), "ms/văn bản"]]
    cards: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory() as name:
        sets = prepare(texts(), options.seeds, Path(name) / "sets")
        for set_name, (place, _) in sets.items():
            for system, models in systems(list(folders)):
                chosen = Path(name) / "models" / ("-".join(models) or "none")
                chosen.mkdir(parents=True, exist_ok=True)
                for model in models:
                    if not (chosen / model).is_dir():
                        shutil.copytree(folders[model], chosen / model)
                report, cost = measure(place, chosen)
                for found, figures in report.items():
                    label = SCANS if found.endswith(SCANS) else set_name
                    rows.append([label, system, *(shown(figures, key) for key, _ in FIELDS), f"{cost:.1f}"])
                    cards.setdefault("-".join(models) or "none", {})[label] = {
                        "mean": round(figures["mean"], 4), "ms": round(cost, 2),
                    }  # fmt: skip
    rows[1:] = sorted(rows[1:], key=lambda row: [*sets, SCANS].index(row[0]))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "| --- | --- |" + " ---: |" * (len(rows[0]) - 2))
    command = " ".join(["python", "benchmarks/ablation.py", *sys.argv[1:]])
    block = "\n".join([*lines, "", "```sh", command, "```"])
    print(block)
    for page in options.write:
        write_block(page, "ablation", block)
    if options.write:
        for model, folder in folders.items():
            card = folder / "card.json"
            if card.is_file():
                said = json.loads(card.read_text(encoding="utf-8"))
                said["figures"] = {"without": cards["none"], "with": cards[model]}
                card.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
