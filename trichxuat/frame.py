"""trichxuat inside spaCy: `doc._.trichxuat` holds the records, `doc.spans["trichxuat"]` the places of their values.

    import spacy

    nlp = spacy.load("models/trichxuat_vi")  # or: spacy.blank("xx"), then nlp.add_pipe("trichxuat")
    doc = nlp(open("cong-van.txt", encoding="utf-8").read())

spaCy finds this module by the package's entry points; nobody needs to import it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trichxuat import lexicon, nlp
from trichxuat.pipeline import extract

_SCALARS = ("code", "type", "place", "issued_date", "subject", "priority", "secrecy")
_LISTS = {"addressees": "addressee", "bases": "basis", "tasks": "task", "recipients": "recipient"}


def records(text: str) -> list[dict[str, Any]]:
    """The records of a text as they are written in JSON."""
    return [record.model_dump(mode="json", exclude={"text"}) for record in extract(text)]


def places(record: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    """(label, start, end) of every value of a record; offsets half-open, in code points of the text."""
    for label, value in _values(record):
        if value is not None and value["span"][0] < value["span"][1]:
            yield label, *value["span"]


def _values(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    for organ in record["organs"]:
        yield "organ_parent", organ["parent"]
        yield "organ", organ["name"]
    yield from ((key, record[key]) for key in _SCALARS)
    for key, label in _LISTS.items():
        yield from ((label, value) for value in record[key])
    for task in record["tasks"]:
        yield "unit", task["unit"]
        yield "deadline", task["deadline"]
        yield from (("partner", partner) for partner in task["partners"])
    for reference in record["references"]:
        yield from (("reference", mention) for mention in reference["mentions"])
    for signer in record["signers"]:
        yield from (("competence", value) for value in signer["competence"])
        yield "position", signer["position"]
        yield "signer", signer["full_name"]


tokenizer = nlp.register(
    records,
    places,
    {
        "unit": [word.words for word in lexicon.units()],
        "post": [word.words for word in lexicon.posts()],
        "type": [kind.name for kind in lexicon.types()],
    },
)
