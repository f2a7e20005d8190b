"""The store in the forms that other programs read: JSON Lines, Parquet, CSV, and the register of incoming documents."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from trichxuat.archive.links import LINKED, link
from trichxuat.archive.schema import TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

    from trichxuat.archive.store import Store

EXPORTED: Final = ("documents", "references", "tasks", "recipients", "signers", "files")
"""Tables that can be exported."""
_NOT_IN_CSV = frozenset({"record", "fingerprint"})
_ORDER = {"documents": "path, part", "files": "path"}
_BOM = b"\xef\xbb\xbf"
_AT_ONCE = 2000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_jsonl(store: Store, out: BinaryIO) -> int:
    """Every record whole, one a line, by file and part; how many there are."""
    count = 0
    for record in store.records():
        out.write(record.encode("utf-8", "backslashreplace") + b"\n")
        count += 1
    return count


def write_parquet(db: Connection, table: str, out: BinaryIO) -> int:
    """One table, all columns, compressed with zstd; how many rows there are."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "table.parquet"
        quoted = str(draft).replace("'", "''")
        db.execute(f"COPY ({_select(db, table, list(TABLES[table]))}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
        with draft.open("rb") as made:
            shutil.copyfileobj(made, out)
    return _count(db, table)


def write_csv(db: Connection, table: str, out: BinaryIO) -> int:
    """One table as Excel opens it: UTF-8 with BOM, CRLF, nothing that it would take for a formula; rows written.

    `record` and `fingerprint` are left out.
    """
    columns = [name for name in TABLES[table] if name not in _NOT_IN_CSV]
    write_rows(out, columns, rows_of(db, _select(db, table, columns)))
    return _count(db, table)


def write_rows(out: BinaryIO, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Any rows in the same form of CSV."""
    out.write(_BOM)
    page = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        writer = csv.writer(page)
        writer.writerow(header)
        writer.writerows([_cell(value) for value in row] for row in rows)
    finally:
        page.detach()


def rows_of(db: Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, some in memory at a time; nothing else may be asked of the connection meanwhile."""
    db.execute(query)
    while rows := db.fetchmany(_AT_ONCE):
        yield from rows


def _cell(value: Any) -> Any:
    """A cell of CSV. What a scan says could open with `=`: a quotation mark before it keeps it text."""
    if isinstance(value, str):
        value = value.replace("\0", "")
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else value


def _select(db: Connection, table: str, columns: list[str]) -> str:
    """SQL for rows of a table. What references point to is worked out anew: the store knows it only after `links`."""
    names = ", ".join(f'"{name}"' for name in columns)
    rows = f'"{table}"'
    if table == "references":
        link(db)
        rows += f" AS kept JOIN {LINKED} USING (document_id, n)"
        names = names.replace('"target"', f"{LINKED}.target")
    return f"SELECT {names} FROM {rows} ORDER BY {_ORDER.get(table, 'document_id, n')}"  # noqa: S608  our own names


def _count(db: Connection, table: str) -> int:
    return int(db.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0])  # noqa: S608
