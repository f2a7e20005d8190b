"""The figures are those of the scorer that judges the work from outside: both run on the same records."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from trichxuat.evaluation.folding import flat
from trichxuat.evaluation.gold import _expand
from trichxuat.evaluation.measures import Score
from trichxuat.evaluation.report import score_file
from trichxuat.files import extract_file

Json = dict[str, Any]


def value(text: str | None, norm: str | None = None) -> Json | None:
    return None if text is None else {"value": norm if norm is not None else text, "text": text, "span": [0, 0]}


def record_of(document: Json, text: str, chance: random.Random) -> Json:
    """What a middling reader would write for a gold document: words lost, items lost, doubled and swapped."""

    def cut(quote: str | None) -> Json | None:
        words = (_expand(quote, text) or "").split() if quote else []
        if chance.random() < 0.2 and words:
            words.pop(chance.randrange(len(words)))
        return value(" ".join(words)) if words else None

    def some(items: list[Any]) -> list[Any]:
        kept = [item for item in items if chance.random() < 0.9]
        if kept and chance.random() < 0.2:
            kept.insert(chance.randrange(len(kept)), chance.choice(kept))
        return kept

    def code(text: str | None) -> Json | None:
        return {"value": text.replace("-", "–") if chance.random() < 0.3 else text} if text else None

    organs = document["organ"] if isinstance(document["organ"], list) else [document["organ"]]
    return {
        "organs": [{"parent": cut(document["organ_parent"]), "name": cut(organ)} for organ in some(organs)],
        "code": {key: document[key] for key in ("number", "year", "notation")} if chance.random() < 0.9 else None,
        "type": value("x", document["type"]) if document["type"] else None,
        "place": cut(document["place"]),
        "issued_date": value("x", document["date"][: chance.choice((10, 10, 7))]) if document["date"] else None,
        "subject": cut(document["subject"]),
        "priority": value("x", document["priority"]) if document["priority"] else None,
        "secrecy": value("x", "C") if chance.random() < 0.1 else None,
        "addressees": [cut(q) for q in some(document["addressees"])],
        "bases": [cut(base["quote"]) for base in some(document["bases"])],
        "references": [
            {"code": code(r["code"]), "date": value("x", r["date"]) if r["date"] else None, "name": cut(r.get("name"))}
            for r in some(document["references"])
        ],
        "tasks": [
            {**(cut(t["quote"]) or {}), "unit": cut(t["unit"]), "deadline": cut(t["deadline"])}
            for t in some(document["tasks"])
            if cut(t["quote"])
        ],
        "recipients": [cut(q) for q in some(document["recipients"])],
        "signers": [
            {"competence": list(map(cut, s["competence"])), "position": cut(s["position"]), "full_name": cut(s["name"])}
            for s in some(document["signers"])
        ],
    }  # fmt: skip


def compare(shared: Path, records: dict[str, list[Json]], tmp_path: Path) -> None:
    score = Score()
    lines = []
    for gold in sorted((shared / "corpus" / "gold").glob("*.json")):
        text = (shared / "corpus" / "text" / f"{gold.stem}.txt").read_text(encoding="utf-8")
        found = records[gold.stem]
        score_file(score, gold, text, found)
        lines += [json.dumps({**r, "source": {"path": f"{gold.stem}.txt", "part": n}}) for n, r in enumerate(found, 1)]
    (tmp_path / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    scorer = shared / "tools" / "score.py"
    shown = subprocess.run(
        [sys.executable, scorer, shared / "corpus" / "gold", tmp_path / "records.jsonl", "--json"],
        capture_output=True,
        check=True,
    )
    theirs = json.loads(shown.stdout)
    theirs.pop("handwritten")
    ours = score.figures()
    assert set(ours) == set(theirs)
    for key, figure in theirs.items():
        assert ours[key] == pytest.approx(figure), key


@pytest.mark.parametrize("seed", [1, 2])
def test_on_damaged_gold(shared: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    records = {}
    for gold in sorted((shared / "corpus" / "gold").glob("*.json")):
        text = flat((shared / "corpus" / "text" / f"{gold.stem}.txt").read_text(encoding="utf-8"))
        documents = json.loads(gold.read_text(encoding="utf-8"))["documents"]
        records[gold.stem] = [record_of(document, text, chance) for document in documents]
        if chance.random() < 0.1:
            records[gold.stem].append(records[gold.stem][0])
    compare(shared, records, tmp_path)


def test_on_what_is_extracted(shared: Path, tmp_path: Path) -> None:
    texts = sorted((shared / "corpus" / "text").glob("*.txt"))
    compare(shared, {p.stem: [r.model_dump(mode="json") for r in extract_file(p)] for p in texts}, tmp_path)
