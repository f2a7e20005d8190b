"""Units, actions and deadlines in running text: which tagger, and what word boundaries and parts of speech give.

usage: python benchmarks/taggers.py [--documents 150] [--write models/README.md]

Trains on the same made-up documents (clean and with 5 % noise), tests on running text of the annotated ones: our CRF
over syllables; the same with four fifths of the annotated documents beside them; the same with word boundaries and
parts of speech of underthesea; spaCy's ner. A pair counts where unit and action begin and end within two tokens of the
gold's. Texts: ../shared/corpus where it is, else corpus.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.training import Example, biluo_tags_to_spans, iob_to_biluo
from spacy.util import minibatch
from underthesea import pos_tag

from trichxuat import nlp
from trichxuat.evaluation import write_block
from trichxuat.fields.task_tagged import context
from trichxuat.fields.token_features import token_features
from trichxuat.text import Text
from trichxuat.training.marked import Marked, read_marked
from trichxuat.training.noise import noisy
from trichxuat.training.synth import make_documents
from trichxuat.training.unit_data import Sequence, unit_sequences

ROOT = Path(__file__).resolve().parent.parent
NOISE = 0.05
EPOCHS = 6
FOLDS = 5
Item = tuple[Text, Sequence]
Pair = tuple[tuple[int, int], tuple[int, int]]


def items(marked: Iterator[Marked] | list[Marked], rates: tuple[float, ...] = (0.0,)) -> list[Item]:
    found: list[Item] = []
    for one in marked:
        for rate in rates:
            spoiled = noisy(one, rate) if rate else one
            text = Text(spoiled.text)
            found += [(text, sequence) for sequence in unit_sequences(spoiled, text)]
    return found


def annotated() -> list[Marked]:
    for name in ("../shared/corpus", "corpus"):
        if (ROOT / name / "gold").is_dir():
            return list(read_marked(ROOT / name))
    raise SystemExit("no texts")


def pairs(labels: list[str]) -> list[Pair]:
    """Each action with the unit before it: (first, last) token of both; a deadline inside an action belongs to it."""
    kinds = [label[2:] for label in labels]
    runs: list[tuple[str, int, int]] = []
    for i, kind in enumerate(kinds):
        same = runs and runs[-1][2] == i - 1 and (kind == runs[-1][0] or (kind == "D" and runs[-1][0] == "A"))
        if same and labels[i] != f"B-{runs[-1][0]}":
            runs[-1] = (runs[-1][0], runs[-1][1], i)
        elif kind:
            runs.append((kind, i, i))
    found: list[Pair] = []
    unit: tuple[int, int] | None = None
    for kind, first, last in runs:
        if kind == "U":
            unit = (first, last)
        elif kind == "A" and unit:
            found.append((unit, (first, last)))
    return found


def near(one: Pair, other: Pair) -> bool:
    return all(abs(a - b) <= 2 for x, y in zip(one, other, strict=True) for a, b in zip(x, y, strict=True))


Score = tuple[float, float, float, float]
"""Precision, recall and F1 of pairs, and milliseconds for a thousand tokens."""


def score(tag: Callable[[Item], list[str]], test: list[Item]) -> Score:
    start = time.perf_counter()
    tags = [tag(item) for item in test]
    return figures(test, tags, time.perf_counter() - start)


def figures(test: list[Item], tags: list[list[str]], cost: float) -> Score:
    hits = found = gold = 0
    for (_, sequence), labels in zip(test, tags, strict=True):
        ours, theirs = pairs(labels), pairs(sequence.labels)
        found += len(ours)
        gold += len(theirs)
        hits += sum(any(near(one, other) for other in ours) for one in theirs)
    precision, recall = hits / max(1, found), hits / max(1, gold)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return precision, recall, f1, 1e6 * cost / sum(len(sequence.tokens) for _, sequence in test)


def features(item: Item) -> nlp.Features:
    text, sequence = item
    return token_features(text, sequence.tokens, context(sequence.block, sequence.type))


def with_words(item: Item) -> nlp.Features:
    """The same with the word of underthesea that each token begins or goes on, and its part of speech."""
    text, sequence = item
    rows = features(item)
    start, end = sequence.tokens[0][0], sequence.tokens[-1][1]
    marks: dict[int, str] = {}
    at = start
    for word, part in pos_tag(text.clean[start:end]):
        for n, piece in enumerate(word.split()):
            here = text.clean.find(piece, at, end)
            if here >= 0:
                marks[here] = f"{'B' if n == 0 else 'I'}{part}"
                at = here + len(piece)
    own = [marks.get(first, "?") for first, _ in sequence.tokens]
    for i, row in enumerate(rows):
        before, behind = own[i - 1] if i else "<", own[i + 1] if i + 1 < len(own) else ">"
        row += [f"pos={own[i]}", f"-1pos={before}{own[i]}", f"+1pos={own[i]}{behind}"]
    return rows


def crf(train: list[Item], see: Callable[[Item], nlp.Features]) -> Callable[[Item], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / nlp.MODEL
        nlp.train([see(item) for item in train], [item[1].labels for item in train], path, rounds=80)
        tagger = nlp.Tagger(path)
    return lambda item: tagger.tag(see(item))


def crossed(train: list[Item], marked: list[Marked]) -> Score:
    """Each fifth of the annotated documents tagged by what saw the made-up ones and the other four fifths."""
    test: list[Item] = []
    tags: list[list[str]] = []
    cost = 0.0
    for fold in range(FOLDS):
        tag = crf(train + items([one for n, one in enumerate(marked) if n % FOLDS != fold]), features)
        own = items(marked[fold::FOLDS])
        start = time.perf_counter()
        tags += [tag(item) for item in own]
        cost += time.perf_counter() - start
        test += own
    return figures(test, tags, cost)


def ner(train: list[Item]) -> Callable[[Item], list[str]]:
    machine = spacy.blank("xx")
    component = machine.add_pipe("ner")
    for label in "UAD":
        component.add_label(label)

    def doc_of(item: Item) -> Doc:
        text, sequence = item
        return Doc(machine.vocab, words=[text.clean[a:b] for a, b in sequence.tokens])

    examples = []
    for item in train:
        doc = doc_of(item)
        gold = doc_of(item)
        gold.ents = biluo_tags_to_spans(gold, iob_to_biluo(item[1].labels))
        examples.append(Example(doc, gold))
    optimizer = machine.initialize(lambda: examples)
    chance = random.Random(0)
    for _ in range(EPOCHS):
        chance.shuffle(examples)
        for batch in minibatch(examples, 32):
            machine.update(batch, sgd=optimizer, drop=0.2)

    def tag(item: Item) -> list[str]:
        doc = doc_of(item)
        for _, process in machine.pipeline:
            doc = process(doc)
        return [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc]

    return tag


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--write", type=Path, action="append", default=[])
    options = parser.parse_args()
    train = items(make_documents(options.documents), (0.0, NOISE))
    marked = annotated()
    test = items(marked)
    lines = [
        "| bộ gán nhãn | huấn luyện, giây | P | R | F1 | ms / 1000 âm tiết |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    start = time.perf_counter()
    precision, recall, f1, cost = crossed(train, marked)
    learned = time.perf_counter() - start
    name = f"CRF + văn bản thật, {FOLDS} phần chéo nhau"
    lines.append(f"| {name} | {learned:.0f} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {cost:.1f} |")
    makers: tuple[tuple[str, Callable[[], Callable[[Item], list[str]]]], ...] = (
        ("CRF trên âm tiết", lambda: crf(train, features)),
        ("CRF + ranh giới từ, từ loại của underthesea", lambda: crf(train, with_words)),
        ("spaCy ner", lambda: ner(train)),
    )
    for name, make in makers:
        start = time.perf_counter()
        tag = make()
        learned = time.perf_counter() - start
        precision, recall, f1, cost = score(tag, test)
        lines.append(f"| {name} | {learned:.0f} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {cost:.1f} |")
        print(lines[-1], flush=True)
    command = " ".join(["python", "benchmarks/taggers.py", *sys.argv[1:]])
    block = "\n".join([*lines, "", "```sh", command, "```"])
    for page in options.write:
        write_block(page, "taggers", block)


if __name__ == "__main__":
    main()
