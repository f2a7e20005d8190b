"""The measures.

scalar: the share right of the documents where gold or record has a value: one too many is wrong, one missing is wrong.
list: precision, recall and F1 of items paired one to one, with the similarity that a pair needs.
whole: the share of documents in which every scalar is right and every list complete with nothing too many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from trichxuat.evaluation.folding import alike, alike_by_letters, pair
from trichxuat.evaluation.gold import SCALARS, Facts

Alike = Callable[[str, str], float]
Similarity = Callable[[Any, Any, Alike], float]


def _same_reference(gold: tuple[str, ...], found: tuple[str, ...], alike: Alike) -> float:
    """1.0 where the codes are equal, or neither has one and the names are alike."""
    if gold[0] or found[0]:
        return float(gold[0] == found[0])
    return float(alike(gold[1], found[1]) >= 0.9)


def _whole(gold: str, found: str, alike: Alike) -> float:
    return alike(gold, found)


def _both(gold: tuple[str, ...], found: tuple[str, ...], alike: Alike) -> float:
    """The mean likeness of two parts; 0 where either is below 0.8."""
    first = alike(gold[0], found[0])
    second = alike(gold[1], found[1]) if first >= 0.8 else 0.0
    return (first + second) / 2 if second >= 0.8 else 0.0


@dataclass(frozen=True, slots=True)
class ListMeasure:
    """key: its name in tables. of: the field. pairs need `floor` of `similarity`."""

    key: str
    of: str
    similarity: Similarity
    floor: float


LISTS = (
    ListMeasure("addressees", "addressees", _whole, 0.9),
    ListMeasure("bases", "bases", _whole, 0.9),
    ListMeasure("references", "references", lambda g, f, alike: _same_reference(g, f, alike) * (g[2] == f[2]), 1.0),
    ListMeasure("references, any date", "references", _same_reference, 1.0),
    ListMeasure("tasks", "tasks", _both, 0.8),
    ListMeasure("tasks, unit only", "tasks", lambda g, f, alike: alike(g[0], f[0]), 0.8),
    ListMeasure("tasks, text only", "tasks", lambda g, f, alike: alike(g[1], f[1]), 0.8),
    ListMeasure("deadlines", "deadlines", _both, 0.8),
    ListMeasure("recipients", "recipients", _whole, 0.9),
    ListMeasure("signers", "signers", lambda g, f, alike: float(g == f), 1.0),
    ListMeasure("signers, name only", "signers", lambda g, f, alike: float(g[0] == f[0]), 1.0),
)
WHOLE = frozenset(("addressees", "bases", "references", "tasks", "recipients", "signers"))


def is_right(key: str, gold: str, found: str) -> bool:
    """Whether a scalar is right; a subject may differ by a word in thirty."""
    return gold == found or (key == "subject" and alike(gold, found) >= 0.97)


def is_softly_right(key: str, gold: str, found: str, handwritten: bool) -> bool:
    """The same for gold read off page images: names need nine letters of ten; what is in ink may be left unread."""
    if gold == found:
        return True
    if handwritten and key == "number":
        return not found
    if handwritten and key == "date":
        return bool(found) and gold.startswith(found)
    return key in ("subject", "organ", "organ_parent", "place") and alike_by_letters(gold, found) >= 0.9


@dataclass(slots=True)
class Score:
    """Counts over the documents of one set; soft: its gold was read off page images."""

    soft: bool = False
    documents: int = 0
    too_many: int = 0
    whole: int = 0
    total: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    paired: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, gold: Facts, found: Facts) -> None:
        """Counts one document; `name` is what misses call it."""
        if self.soft:
            gold, found = gold.softened(), found.softened()
        self.documents += 1
        scalars = [self._scalar(name, key, gold, found) for key in SCALARS if key in gold.scalars]
        lists = [self._list(name, measure, gold, found) for measure in LISTS if measure.of in gold.lists]
        self.whole += all(scalars) and all(lists)

    def _scalar(self, name: str, key: str, gold: Facts, found: Facts) -> bool:
        wanted, got = gold.scalars[key], found.scalars[key]
        if not (wanted or got):
            return True
        soft = self.soft and is_softly_right(key, wanted, got, gold.handwritten)
        right = soft or (not self.soft and is_right(key, wanted, got))
        self.total[key] += 1
        self.right[key] += right
        if not right:
            self.misses[key].append(f"{name} {key}: gold {wanted!r}, tìm thấy {got!r}")
        return right

    def _list(self, name: str, measure: ListMeasure, gold: Facts, found: Facts) -> bool:
        key, wanted, got = measure.key, gold.lists[measure.of], found.lists[measure.of]
        if key == "references, any date":
            wanted, got = (list(dict.fromkeys((code, title, "") for code, title, _ in refs)) for refs in (wanted, got))
        likeness = alike_by_letters if self.soft else alike
        pairs = pair(wanted, got, lambda g, f: measure.similarity(g, f, likeness), measure.floor)
        self.gold[key] += len(wanted)
        self.found[key] += len(got)
        self.paired[key] += len(pairs)
        hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
        self.misses[key] += [f"{name} {key} thiếu {item!r}" for i, item in enumerate(wanted) if i not in hit]
        self.misses[key] += [f"{name} {key} thừa {item!r}" for j, item in enumerate(got) if j not in used]
        return key not in WHOLE or len(pairs) == max(len(wanted), len(got))

    def figures(self) -> dict[str, Any]:
        """Every figure by its key; a scalar without documents has accuracy None."""
        shown: dict[str, Any] = {}
        for key in SCALARS:
            total = self.total[key]
            shown[key] = {"accuracy": self.right[key] / total if total else None, "documents": total}
        for measure in LISTS:
            key = measure.key
            gold, found, paired = self.gold[key], self.found[key], self.paired[key]
            precision = paired / found if found else float(not gold)
            recall = paired / gold if gold else 1.0
            both = precision + recall
            f1 = 2 * precision * recall / both if both else 0.0
            shown[key] = {"precision": precision, "recall": recall, "f1": f1, "gold": gold, "found": found}
        heads = [shown[key]["accuracy"] for key in SCALARS if self.total[key]]
        heads += [shown[key]["f1"] for key in sorted(WHOLE | {"deadlines"}) if self.gold[key] or self.found[key]]
        shown["mean"] = sum(heads) / max(1, len(heads))
        shown["whole"] = self.whole / max(1, self.documents)
        shown["documents"] = self.documents
        shown["documents too many"] = self.too_many
        return shown


HEADER_KEYS = ("code", "type", "date", "signer")


@dataclass(slots=True)
class HeaderScore:
    """Counts over a set of which only code, type, date and signer are known."""

    documents: int = 0
    right: Counter[str] = field(default_factory=Counter)
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, gold: dict[str, str], found: dict[str, str]) -> None:
        self.documents += 1
        for key in HEADER_KEYS:
            right = gold[key] == found[key]
            self.right[key] += right
            if not right:
                self.misses[key].append(f"{name} {key}: gold {gold[key]!r}, tìm thấy {found[key]!r}")

    def figures(self) -> dict[str, Any]:
        total = max(1, self.documents)
        shown: dict[str, Any] = {
            key: {"accuracy": self.right[key] / total, "documents": self.documents} for key in HEADER_KEYS
        }
        shown["mean"] = sum(self.right.values()) / (total * len(HEADER_KEYS))
        shown["documents"] = self.documents
        return shown
