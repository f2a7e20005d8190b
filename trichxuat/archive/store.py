"""The store: one DuckDB file with what every file said. One process writes, in transactions as it goes.

with Store.open("kho.duckdb") as store:
    store.put(rows)
    store.db.execute('SELECT code, subject FROM documents ORDER BY issued').fetchall()
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trichxuat.archive.rows import Row, Rows
from trichxuat.archive.schema import PARTS, STORE_VERSION, TABLES, create_statements
from trichxuat.errors import reason

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_NO_LIBRARY = "Kho văn bản cần thêm thư viện. Hãy chạy: pip install 'trichxuat[archive]'"
_LOCKED = "{path}: kho đang được một tiến trình khác dùng{who}. Hãy đợi tiến trình ấy xong hoặc dừng nó rồi chạy lại."
_MISSING = "{path}: chưa có kho này. Hãy tạo bằng: trichxuat archive run THƯ_MỤC --to {path}"
_NOT_OURS = "{path}: không phải kho của trichxuat, hoặc đã hỏng. Hãy chọn tên khác, hoặc lấy lại bản sao."
_UNOPENED = "{path}: không mở được kho. Hãy kiểm tra chỗ ghi và quyền ghi."
_UNMADE = "{path}: không tạo được kho ({reason}). Hãy kiểm tra thư mục, chỗ trống và quyền ghi."
_FULL = "{path}: không ghi được vào kho. Hãy kiểm tra chỗ trống trên đĩa rồi chạy lại."
_NO_MEMORY = "{path}: không đủ bộ nhớ cho việc này. Hãy đóng bớt chương trình rồi chạy lại."
_OTHER_VERSION = (
    "{path}: kho này theo lược đồ {theirs}, chương trình dùng lược đồ {ours}. "
    "Hãy dùng phiên bản trichxuat đã tạo kho, hoặc tạo kho mới."
)
_MEMORY, _MORE_MEMORY = "96MB", "4GB"
"""Of the database where it is to be small (it keeps the rest on disk); and for once, for records so large in sum:"""
_LARGE = 12_000_000
_ROW_GROUP = 2048
"""Rows that are compressed together: records are long, and a checkpoint packs an open group again."""
_AT_ONCE = 500
"""Files whose records are in memory together."""


class StoreError(Exception):
    """A store that cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of a file: as in schema.FILES."""

    sha256: str | None
    stamp: str | None
    status: str
    error_code: str | None
    versions: str


class Store:
    """An open store. db: the connection, for whatever is asked of the tables."""

    def __init__(self, db: Connection, path: Path, *, small: bool = False) -> None:
        self.db = db
        self.path = path
        self._small = small
        self._sees = False

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, create: bool = False, read_only: bool = False, small: bool = False
    ) -> Store:
        """Opens a store. Raises StoreError.

        create: makes it where it is missing; small: the database keeps little in memory and to one thread, as beside
        other work.
        """
        place = Path(path)
        if not _exists(place):
            if not create:
                raise StoreError(_MISSING.format(path=place))
            _make(place)
        db = _attached(place, read_only, small)
        try:
            found = db.execute("SELECT value FROM meta WHERE key = 'store_version'").fetchone()
        except Exception as fault:
            db.close()
            raise StoreError(_NOT_OURS.format(path=place)) from fault
        if found is None or found[0] != STORE_VERSION:
            db.close()
            theirs = found[0] if found else "?"
            raise StoreError(_OTHER_VERSION.format(path=place, theirs=theirs, ours=STORE_VERSION))
        return cls(db, place, small=small)

    def close(self) -> None:
        self.db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        """Closes the store; an error of the database itself becomes a StoreError."""
        import duckdb

        with suppress(Exception):
            self.close()
        if isinstance(fault, duckdb.Error) and not isinstance(fault, duckdb.ProgrammingError):
            raise StoreError(_why(self.path, str(fault))) from fault

    def another(self) -> Store:
        """The same store for another thread; closed with this one."""
        db = self.db.cursor()
        db.execute("USE store")
        return Store(db, self.path, small=self._small)

    def put(self, rows: Rows) -> None:
        """Writes the rows of any number of files in one transaction; what they had before is gone."""
        if not rows.files:
            return
        large = self._small and rows.size > _LARGE
        if large:
            self.db.execute(f"SET memory_limit = '{_MORE_MEMORY}'")
        try:
            with self._transaction():
                self._forget([row[0] for row in rows.files])
                for table in TABLES:
                    self._append(table, getattr(rows, table, ()))
        finally:
            if large:
                with suppress(Exception):  # not at once where so much is still in use
                    self.db.execute(f"SET memory_limit = '{_MEMORY}'")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing."""
        self.db.execute("BEGIN")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            with suppress(Exception):  # the fault itself is what matters
                self.db.execute("ROLLBACK")
            raise

    def known(self, paths: Sequence[str]) -> dict[str, Known]:
        """What is known of those of `paths` that are known."""
        found = self.db.execute(
            "SELECT path, sha256, stamp, status, error_code, versions FROM files "
            "SEMI JOIN (SELECT unnest(?) AS path) USING (path)",
            [list(paths)],
        ).fetchall()
        return {path: Known(*cells) for path, *cells in found}

    def see(self, paths: list[str], *, ask: bool) -> set[str]:
        """Notes that there are such files, for `gone`; with `ask`, those of them that were noted before."""
        if not self._sees:
            self.db.execute("CREATE TEMP TABLE seen (path VARCHAR)")
            self._sees = True
        before = set()
        if ask:
            found = self.db.execute(
                "SELECT DISTINCT path FROM seen SEMI JOIN (SELECT unnest(?) AS path) USING (path)", [paths]
            )
            before = {path for (path,) in found.fetchall()}
        self.db.execute("INSERT INTO seen SELECT unnest(?)", [paths])
        return before

    def gone(self, folders: list[str]) -> list[str]:
        """Files of the store below folders (and .zip) that were not seen; none below one where nothing was seen."""
        if not self._sees or not folders:
            return []
        found = self.db.execute(
            "WITH below AS (SELECT concat(unnest(?), '/') AS folder), "
            "looked AS (SELECT folder FROM below SEMI JOIN seen ON starts_with(path, folder)) "
            "SELECT path FROM (FROM files ANTI JOIN seen USING (path)) SEMI JOIN looked ON starts_with(path, folder)",
            [folders],
        )
        return [path for (path,) in found.fetchall()]

    def opened_since(self) -> list[str]:
        """Folders and .zip that failed as such in an earlier run, though now files in them were seen."""
        if not self._sees:
            return []
        found = self.db.execute(
            "SELECT path FROM (FROM files ANTI JOIN seen USING (path)) AS shut WHERE error_code = 'unreadable' "
            "AND sha256 IS NULL AND EXISTS (SELECT 1 FROM seen WHERE starts_with(seen.path, concat(shut.path, '/')))"
        )
        return [path for (path,) in found.fetchall()]

    def forget(self, paths: list[str]) -> None:
        """Takes files out of the store."""
        for start in range(0, len(paths), _AT_ONCE):
            with self._transaction():
                self._forget(paths[start : start + _AT_ONCE])

    def restamp(self, stamps: Sequence[tuple[str, str]]) -> None:
        """Notes that files of a new (path, stamp) hold the bytes that they held."""
        if stamps:
            paths, new = map(list, zip(*stamps, strict=True))
            self.db.execute(
                "UPDATE files SET stamp = new.stamp FROM (SELECT unnest(?) AS path, unnest(?) AS stamp) AS new "
                "WHERE files.path = new.path",
                [paths, new],
            )

    def records(self) -> Iterator[str]:
        """The records as JSON, by file and part, a few in memory at a time."""
        paths = [each[0] for each in self.db.execute("SELECT DISTINCT path FROM documents ORDER BY path").fetchall()]
        for start in range(0, len(paths), _AT_ONCE):
            bounds = paths[start], paths[min(start + _AT_ONCE, len(paths)) - 1]
            rows = self.db.execute(
                "SELECT record FROM documents WHERE path BETWEEN ? AND ? ORDER BY path, part", bounds
            )
            yield from (row[0] for row in rows.fetchall())

    def set_meta(self, key: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])

    def _forget(self, paths: list[str]) -> None:
        """Takes out what the store holds of files, and what points to it."""
        (held,) = self.db.execute(
            "SELECT list(path) FROM files SEMI JOIN (SELECT unnest(?) AS path) USING (path)", [paths]
        ).fetchall()[0]
        if not held:
            return
        for table in PARTS:
            self.db.execute(
                f'DELETE FROM "{table}" WHERE document_id IN '  # noqa: S608
                "(SELECT id FROM documents WHERE path IN (SELECT unnest(?)))",
                [held],
            )
        self.db.execute(
            'UPDATE "references" SET target = NULL WHERE target IN '
            "(SELECT id FROM documents WHERE path IN (SELECT unnest(?)))",
            [held],
        )
        for table in ("documents", "files"):
            self.db.execute(f"DELETE FROM {table} WHERE path IN (SELECT unnest(?))", [held])  # noqa: S608

    def _append(self, table: str, rows: Sequence[Row]) -> None:
        """Appends rows. By columns of objects, which the database reads as they lie: 20 times as fast as row by row."""
        if not rows:
            return
        import numpy as np

        columns = {}
        for name, cells in zip(TABLES[table], zip(*rows, strict=True), strict=True):
            columns[name] = np.empty(len(rows), dtype=object)
            columns[name][:] = cells
        self.db.register("appended", columns)
        try:
            names = ", ".join(f'"{name}"::{kind.removesuffix(" PRIMARY KEY")}' for name, kind in TABLES[table].items())
            self.db.execute(f'INSERT INTO "{table}" SELECT {names} FROM appended')  # noqa: S608
        finally:
            with suppress(Exception):  # where the transaction failed, it is gone already
                self.db.unregister("appended")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as fault:
        raise StoreError(_UNOPENED.format(path=path)) from fault


def _make(path: Path) -> None:
    """A new store, under its name only when it is whole; one that another process has made meanwhile stays."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb"):  # for the system's own words where it cannot be
            pass
        draft.unlink()
        try:
            db = _attached(draft, read_only=False, small=True)
            for statement in create_statements():
                db.execute(statement)
            db.execute("INSERT INTO meta VALUES ('store_version', ?)", [STORE_VERSION])
            db.close()
            _publish(draft, path)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    except (OSError, StoreError, _database_error()) as fault:
        told = reason(fault) if isinstance(fault, OSError) else str(fault.__cause__ or fault).splitlines()[0][:200]
        raise StoreError(_UNMADE.format(path=path, reason=told)) from fault


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        draft.replace(path)


def _database_error() -> type[Exception]:
    try:
        import duckdb
    except ImportError as fault:
        raise StoreError(_NO_LIBRARY) from fault
    error: type[Exception] = duckdb.Error
    return error


def _attached(path: Path, read_only: bool, small: bool) -> Connection:
    """A connection whose tables are those of the file."""
    try:
        import duckdb
        import numpy as np  # noqa: F401  the rows are handed over in its arrays
    except ImportError as fault:
        raise StoreError(_NO_LIBRARY) from fault
    db = duckdb.connect(config={"threads": 1, "memory_limit": _MEMORY} if small else {})
    quoted = str(path).replace("'", "''")
    mode = "READ_ONLY" if read_only else f"ROW_GROUP_SIZE {_ROW_GROUP}"
    try:
        db.execute(f"ATTACH '{quoted}' AS store ({mode})")
        db.execute("USE store")
        if small:
            db.execute("SET preserve_insertion_order = false")
    except duckdb.Error as fault:
        db.close()
        raise StoreError(_why(path, str(fault))) from fault
    return db


def _why(path: Path, message: str) -> str:
    """What the database says of a file that it cannot use, in words of ours."""
    if "Could not set lock" in message or "being used by another process" in message:
        found = re.search(r"PID (\d+)", message)
        return _LOCKED.format(path=path, who=f" (PID {found[1]})" if found else "")
    if "Permission denied" in message or "Cannot open file" in message or "read-only" in message.lower():
        return _UNOPENED.format(path=path)
    if "No space left" in message or "Could not write" in message or "failed to write" in message.lower():
        return _FULL.format(path=path)
    if "Out of Memory" in message:
        return _NO_MEMORY.format(path=path)
    return _NOT_OURS.format(path=path)
