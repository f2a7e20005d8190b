"""The tables of the store. A column changes its meaning only with STORE_VERSION."""

from __future__ import annotations

from typing import Final

STORE_VERSION: Final = "3"

FILES: Final = {
    "path": "VARCHAR PRIMARY KEY",  # absolute; of a member of a .zip: the zip's, then its own
    "sha256": "VARCHAR",  # NULL where the bytes could not be read
    "bytes": "BIGINT",
    "status": "VARCHAR",  # done, failed
    "error_code": "VARCHAR",  # unreadable, timeout, memory, died, fault
    "message": "VARCHAR",
    "seconds": "DOUBLE",
    "versions": "VARCHAR",  # JSON: program, schema, models, how pages were read
    "documents": "INTEGER",
    "done_at": "TIMESTAMP",  # UTC
    "stamp": "VARCHAR",  # size and time of the file on disk (of the .zip): where they agree it need not be read again
}

DOCUMENTS: Final = {
    "id": "VARCHAR PRIMARY KEY",  # path#part
    "path": "VARCHAR",
    "part": "INTEGER",
    "sha256": "VARCHAR",
    "family": "VARCHAR",
    "type": "VARCHAR",
    "type_name": "VARCHAR",
    "number": "VARCHAR",
    "year": "VARCHAR",  # of the code, else of the date of issue
    "notation": "VARCHAR",
    "code": "VARCHAR",
    "code_key": "VARCHAR",
    "organ": "VARCHAR",  # several of a joint document: by `; `
    "organ_key": "VARCHAR",
    "organ_parent": "VARCHAR",
    "place": "VARCHAR",
    "issued_date": "VARCHAR",  # as far as it could be read: 2023-03
    "issued": "DATE",  # whole dates alone
    "subject": "VARCHAR",
    "priority": "VARCHAR",
    "secrecy": "VARCHAR",
    "signer": "VARCHAR",
    "pages": "INTEGER",
    "arrival_number": "VARCHAR",
    "arrival_date": "VARCHAR",
    "grade": "VARCHAR",  # the worst of the header's values
    "warnings": "INTEGER",
    "fingerprint": "VARCHAR",  # archive/fingerprint.py
    "record": "VARCHAR",  # JSON; the type of that name would read each record again as it is written
}

REFERENCES: Final = {
    "document_id": "VARCHAR",
    "n": "INTEGER",  # from 0, as in the record
    "type": "VARCHAR",
    "code": "VARCHAR",
    "code_key": "VARCHAR",
    "date": "VARCHAR",
    "name": "VARCHAR",
    "organ": "VARCHAR",
    "relation": "VARCHAR",
    "target": "VARCHAR",  # documents.id, set by links
}

TASKS: Final = {
    "document_id": "VARCHAR",
    "n": "INTEGER",
    "unit": "VARCHAR",
    "unit_key": "VARCHAR",
    "partners": "VARCHAR",  # who has to help: by `; `
    "text": "VARCHAR",
    "value": "VARCHAR",
    "deadline": "VARCHAR",
    "deadline_text": "VARCHAR",  # in the document's words
    "due_start": "DATE",
    "due_end": "DATE",  # NULL where it is open
    "recurrence": "VARCHAR",
    "section": "VARCHAR",
    "grade": "VARCHAR",
}

RECIPIENTS: Final = {"document_id": "VARCHAR", "n": "INTEGER", "value": "VARCHAR", "archive": "BOOLEAN"}

SIGNERS: Final = {
    "document_id": "VARCHAR",
    "n": "INTEGER",
    "competence": "VARCHAR",
    "position": "VARCHAR",
    "full_name": "VARCHAR",
}

META: Final = {"key": "VARCHAR PRIMARY KEY", "value": "VARCHAR"}

TABLES: Final = {
    "files": FILES,
    "documents": DOCUMENTS,
    "references": REFERENCES,
    "tasks": TASKS,
    "recipients": RECIPIENTS,
    "signers": SIGNERS,
    "meta": META,
}
PARTS: Final = ("references", "tasks", "recipients", "signers")
"""Tables of what a document holds, by `document_id`."""


def create_statements() -> list[str]:
    """The SQL that makes the tables."""
    return [
        f'CREATE TABLE "{table}" ({", ".join(f"{name} {kind}" for name, kind in columns.items())})'
        for table, columns in TABLES.items()
    ]
