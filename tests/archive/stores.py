"""A store of a few made-up rows, for tests of what is asked of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trichxuat.archive.rows import code_key, due, organ_key
from trichxuat.archive.schema import TABLES
from trichxuat.archive.store import Store


def make_store(path: Path, documents: list[dict[str, Any]], files: list[dict[str, Any]] | None = None) -> Path:
    """Each document a dict of columns, with `references`, `tasks`, `recipients`, `signers`: lists of such dicts."""
    with Store.open(path, create=True) as store:
        for document in documents:
            document = dict(document)
            parts = {name: document.pop(name, []) for name in ("references", "tasks", "recipients", "signers")}
            document.setdefault("path", f"/kho/{document['id']}.txt")
            document.setdefault("part", 1)
            document.setdefault("grade", "sure")
            document.setdefault("warnings", 0)
            document.setdefault("record", "{}")
            document.setdefault("code_key", code_key(document.get("code")))
            document.setdefault("organ_key", organ_key(document.get("organ")))
            if "/" in (document.get("code") or ""):
                number, _, notation = document["code"].partition("/")
                document.setdefault("number", number or None)
                document.setdefault("notation", notation)
            if document.get("issued_date"):
                document.setdefault("year", document["issued_date"][:4])
                if len(document["issued_date"]) == 10:
                    document.setdefault("issued", document["issued_date"])
            _insert(store, "documents", document)
            for table, rows in parts.items():
                for n, row in enumerate(rows):
                    row = {"document_id": document["id"], "n": n, **row}
                    if table == "references":
                        row = {"relation": "mentions", "code_key": code_key(row.get("code")), **row}
                    if table == "tasks":
                        start, end, recurrence = due(row.get("deadline"))
                        row = {"due_start": start, "due_end": end, "recurrence": recurrence, **row}
                        row = {"unit_key": organ_key(row["unit"]), "text": row["value"], "grade": "sure", **row}
                    _insert(store, table, row)
        for file in files or []:
            _insert(store, "files", {"status": "done", "documents": 1, **file})
    return path


def _insert(store: Store, table: str, row: dict[str, Any]) -> None:
    assert row.keys() <= TABLES[table].keys(), row.keys() - TABLES[table].keys()
    names = ", ".join(f'"{name}"' for name in row)
    store.db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(row))})', list(row.values()))
