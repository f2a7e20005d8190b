"""Records as JSON: whole, or values only; and the JSON Schema of the record."""

from __future__ import annotations

import json
from typing import Any

from trichxuat.record import SCHEMA_VERSION, Evidence, Model, Record, Reference, Task

_EVIDENCE = frozenset({*Evidence.model_fields, "candidates"})


def to_json(record: Record, *, indented: bool = False, values_only: bool = False) -> str:
    """One record, on one line or indented by two; Vietnamese letters as they are, keys in the order of the schema.

    `text` is left out where the record does not keep it. Half a surrogate pair is escaped: any text can be
    written.
    """
    left_out = {"text"} if record.text is None else None
    shown = compact(record) if values_only else record.model_dump(mode="json", exclude=left_out)
    made = json.dumps(shown, ensure_ascii=False, indent=2 if indented else None)
    return made.encode("utf-8", "backslashreplace").decode()


def compact(record: Record) -> dict[str, Any]:
    """The values without evidence (spans, grades, mentions); one that has nothing else is a plain string."""
    plain = {key: _plain(getattr(record, key)) for key in Record.model_fields}
    plain["source"] = {key: plain["source"][key] for key in ("path", "part", "parts")}
    if record.text is None:
        del plain["text"]
    del plain["meta"]
    return plain


def _plain(item: Any) -> Any:
    if isinstance(item, list):
        return [_plain(part) for part in item]
    if not isinstance(item, Model):
        return item
    left_out = _EVIDENCE if isinstance(item, Evidence) else {"span"}
    if isinstance(item, Reference):
        left_out = {"mentions"}
    found = {key: _plain(getattr(item, key)) for key in type(item).model_fields if key not in left_out}
    if isinstance(item, Task):
        return {"unit": found.pop("unit"), "task": found.pop("value"), **found}
    return next(iter(found.values())) if len(found) == 1 else found


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one record as it is written: every key is there but `text`, kept on request."""
    made = Record.model_json_schema(mode="serialization")
    for part in (made, *made["$defs"].values()):
        part["required"] = [key for key in part["properties"] if (part, key) != (made, "text")]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"trichxuat record {SCHEMA_VERSION}",
    }
    return head | {key: part for key, part in made.items() if key != "title"}
