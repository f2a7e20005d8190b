"""A file's records → its rows in the store. Pure; runs in the workers, so that the store has only to append."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from trichxuat.archive.fingerprint import fingerprint
from trichxuat.archive.folded import short_words
from trichxuat.lexicon import plain
from trichxuat.record import GRADES, Evidence, Grade, Model, Record, Reference, Signer, Task, Value

Row = tuple[Any, ...]
"""Cells in the order of `schema.TABLES`; dates as ISO text."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_RECURRENCE = re.compile(r"R[/\d]")
_SPARE = re.compile(r"[\s&.]")
_ETH = str.maketrans("ðÐ", "đĐ")
_APART = re.compile(r"[^a-z0-9]+")
_ZEROS = re.compile(r"^0+(?=\d)")


@dataclass(slots=True)
class Rows:
    """Rows for the tables, those of any number of files."""

    files: list[Row] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)
    references: list[Row] = field(default_factory=list)
    tasks: list[Row] = field(default_factory=list)
    recipients: list[Row] = field(default_factory=list)
    signers: list[Row] = field(default_factory=list)

    def add(self, other: Rows) -> None:
        self.files += other.files
        self.documents += other.documents
        self.references += other.references
        self.tasks += other.tasks
        self.recipients += other.recipients
        self.signers += other.signers

    def apart(self) -> list[Rows]:
        """The rows of each file."""
        found = {row[0]: Rows(files=[row]) for row in self.files}
        for row in self.documents:
            found[row[1]].documents.append(row)
        for table in ("references", "tasks", "recipients", "signers"):
            for row in getattr(self, table):
                getattr(found[row[0].rpartition("#")[0]], table).append(row)
        return list(found.values())

    @property
    def size(self) -> int:
        """Characters of the records."""
        return sum(len(row[-1]) for row in self.documents)


@dataclass(frozen=True, slots=True)
class FileState:
    """What `files` keeps of a file, but for its records. stamp, versions: as in schema.FILES; error_code None: done."""

    path: str
    sha256: str | None
    size: int | None
    stamp: str | None
    versions: str
    seconds: float
    done_at: str
    error_code: str | None = None
    message: str | None = None


def rows_of(state: FileState, records: list[Record], text: str | None = None) -> Rows:
    """The rows of a file; `text`, as it was read, is only looked at for fingerprints."""
    failed = state.error_code is not None
    rows = Rows(
        files=[
            (
                state.path, state.sha256, state.size, "failed" if failed else "done", state.error_code, state.message,
                round(state.seconds, 6), state.versions, len(records), state.done_at, state.stamp,
            )
        ]
    )  # fmt: skip
    for record in records:
        key = f"{state.path}#{record.source.part}"
        rows.documents.append(_document(key, state, record, text))
        rows.references += [_reference(key, n, item) for n, item in enumerate(record.references)]
        rows.tasks += [_task(key, n, item) for n, item in enumerate(record.tasks)]
        rows.recipients += [(key, n, item.value, item.archive) for n, item in enumerate(record.recipients)]
        rows.signers += [_signer(key, n, item) for n, item in enumerate(record.signers)]
    return rows


@lru_cache(maxsize=1 << 13)
def code_key(code: str | None) -> str | None:
    """The form in which codes are compared, as the macro `code_words` folds them: `029/QĐ-UBND` → `29-qd-ubnd`."""
    if not code:
        return None
    return _ZEROS.sub("", _APART.sub("-", _SPARE.sub("", plain(code.translate(_ETH)))).strip("-")) or None


@lru_cache(maxsize=1 << 13)
def organ_key(name: str | None) -> str | None:
    """The form in which bodies are compared: `ỦY BAN NHÂN DÂN TỈNH X` → `ubnd tinh x`."""
    return (short_words(name) or None) if name else None


@lru_cache(maxsize=1 << 10)
def due(deadline: str | None) -> tuple[str | None, str | None, str | None]:
    """A deadline's value → (first day, last day, recurrence): `2023-04-01/2023-06-30`, `2023-05`, `R/P6M`, `A/..`.

    A date is its own first and last day; a term (`P3D`), a day without a year and an event have none.
    """
    if not deadline:
        return None, None, None
    if _RECURRENCE.match(deadline):
        return None, None, deadline
    first, _, last = deadline.partition("/")
    start = _day(first, last=False)
    return start, _day(last or first, last=True) if start else None, None


def to_json(record: Record) -> str:
    """The record as JSON, without the text that it may keep."""
    try:
        return record.model_dump_json(exclude={"text"})
    except ValueError:  # half a surrogate pair, which only the slow way escapes
        from trichxuat.writing.as_json import to_json

        return to_json(record.model_copy(update={"text": None}))


def _day(value: str, *, last: bool) -> str | None:
    """A date that may be partial → its first or last day; None for what is no date."""
    m = _DATE.fullmatch(value)
    if not m:
        return None
    year, month = int(m[1]), int(m[2] or (12 if last else 1))
    try:
        return date(year, month, int(m[3] or (monthrange(year, month)[1] if last else 1))).isoformat()
    except ValueError:
        return None


def _document(key: str, state: FileState, record: Record, text: str | None) -> Row:
    code, issued = record.code, _value(record.issued_date)
    organ = "; ".join(_clean(item.name.value) for item in record.organs) or None
    parents = [item.parent.value for item in record.organs if item.parent]
    start, end = record.source.span
    return (
        key,
        state.path,
        record.source.part,
        state.sha256,
        record.family,
        _value(record.type),
        record.type.name if record.type else None,
        _clean(code.number) if code else None,
        (code.year if code else None) or (issued[:4] if issued and _DATE.fullmatch(issued) else None),
        _clean(code.notation) if code else None,
        _clean(code.value) if code else None,
        code_key(code.value) if code else None,
        organ,
        organ_key(organ),
        _clean(parents[0]) if parents else None,
        _value(record.place),
        issued,
        _day(issued, last=True) if issued and len(issued) == 10 else None,
        _value(record.subject),
        _value(record.priority),
        _value(record.secrecy),
        "; ".join(item.full_name.value for item in record.signers if item.full_name) or None,
        record.source.pages,
        record.arrival.number if record.arrival else None,
        record.arrival.date if record.arrival else None,
        _worst(record),
        len(record.warnings),
        fingerprint(text[start:end]) if text is not None else None,
        to_json(record),
    )


def _worst(record: Record) -> Grade:
    """The worst grade of the header's values."""
    parts: list[Model | None] = [
        record.code, record.type, record.place, record.issued_date, record.subject, record.priority, record.secrecy,
        *(item.name for item in record.organs), *(item.parent for item in record.organs),
    ]  # fmt: skip
    return GRADES[max((GRADES.index(item.grade) for item in parts if isinstance(item, Evidence)), default=0)]


def _reference(key: str, n: int, item: Reference) -> Row:
    code, organ = item.code.value if item.code else None, _value(item.organ)
    return (
        key, n, item.type, _clean(code), code_key(code), _value(item.date), _value(item.name), organ,
        item.relation, None,
    )  # fmt: skip


def _task(key: str, n: int, item: Task) -> Row:
    unit, deadline = _clean(item.unit.value), _value(item.deadline)
    partners = _clean("; ".join(each.value for each in item.partners)) or None
    words = _clean(" ".join(item.deadline.text.split())) if item.deadline else None
    return (
        key, n, unit, organ_key(unit), partners, _clean(item.text), _clean(item.value), deadline, words, *due(deadline),
        item.section, item.grade,
    )  # fmt: skip


def _signer(key: str, n: int, item: Signer) -> Row:
    competence = ", ".join(each.value for each in item.competence) or None
    return key, n, _clean(competence), _value(item.position), _value(item.full_name)


def _value(item: Value | None) -> str | None:
    return _clean(item.value) if item else None


def _clean(value: str | None) -> Any:
    """What the database can hold: no half of a surrogate pair."""
    if value is None or value.isascii():
        return value
    return value.encode("utf-8", "replace").decode()
