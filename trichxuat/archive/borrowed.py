"""What a command works out, where the store cannot be written: it lies on a read-only medium, or another reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


def borrow(db: Connection, table: str) -> bool:
    """Puts a copy of a table, where there is one, before the store's own under its name, for this connection alone.

    False where the store can be written: then nothing is copied.
    """
    (read_only,) = db.execute("SELECT readonly FROM duckdb_databases() WHERE database_name = 'store'").fetchall()[0]
    if not read_only:
        return False
    held = db.execute(
        "SELECT database_name FROM duckdb_tables() WHERE table_name = ? AND database_name IN ('store', 'temp')", [table]
    ).fetchall()
    if held == [("store",)]:
        db.execute(f'CREATE TEMP TABLE "{table}" AS FROM store."{table}"')
    return True
