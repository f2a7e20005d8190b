"""The store: rows in whole transactions, what a file had before replaced, another's file refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from trichxuat.archive.rows import FileState, Rows, rows_of
from trichxuat.archive.schema import TABLES
from trichxuat.archive.store import Store, StoreError
from trichxuat.archive.writer import Writer
from trichxuat.pipeline import extract
from trichxuat.training.synth import make_document

pytest.importorskip("duckdb")


def rows(path: str, seed: int, sha256: str = "ab") -> Rows:
    text = make_document(seed).text
    state = FileState(path, sha256, 10, "10:1", "{}", 0.1, "2026-01-02 03:04:05")
    return rows_of(state, extract(text), text)


def read_all(path: Path) -> None:
    with Store.open(path) as opened:
        for table in TABLES:
            opened.db.execute(f'SELECT * FROM "{table}"').fetchall()


def count(store: Store, table: str) -> int:
    return int(store.db.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "kho.duckdb", create=True, small=True)


def test_rows_have_the_columns_of_the_tables() -> None:
    made = rows("/a.txt", 3)
    assert all(len(row) == len(TABLES[name]) for name in Rows.__slots__ for row in getattr(made, name))
    assert made.documents
    assert made.recipients
    assert made.signers


def test_what_a_file_had_before_is_replaced(store: Store) -> None:
    with store:
        both = rows("/a.txt", 1)
        both.add(rows("/b.txt", 2))
        store.put(both)
        store.put(rows("/a.txt", 3, "cd"))
        expected = rows("/a.txt", 3)
        expected.add(rows("/b.txt", 2))
        assert {name: count(store, name) for name in Rows.__slots__} == {
            name: len(getattr(expected, name)) for name in Rows.__slots__
        }
        known = store.known(["/a.txt", "/b.txt", "/c.txt"])
        assert {path: each.sha256 for path, each in known.items()} == {"/a.txt": "cd", "/b.txt": "ab"}


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with store:
        store.put(rows("/a.txt", 1))
        bad = rows("/b.txt", 2)
        bad.documents.append(rows("/a.txt", 1).documents[0])
        with pytest.raises(Exception, match=r"(?i)constraint|duplicate"):
            store.put(bad)
        assert [count(store, name) for name in Rows.__slots__] == [
            len(getattr(rows("/a.txt", 1), n)) for n in Rows.__slots__
        ]
        store.put(rows("/b.txt", 2))
        assert count(store, "files") == 2


def test_records_come_back_whole_and_in_order(store: Store) -> None:
    with store:
        for number in (3, 1, 2):
            store.put(rows(f"/{number}.txt", number))
        made = [row[-1] for number in (1, 2, 3) for row in rows(f"/{number}.txt", number).documents]
        assert [each.split('"meta"')[0] for each in store.records()] == [each.split('"meta"')[0] for each in made]


def test_damage_deep_in_the_file_is_told(store: Store, tmp_path: Path) -> None:
    with store:
        for number in range(40):
            store.put(rows(f"/{number}.txt", number))
    data = bytearray(store.path.read_bytes())
    for place in range(20_000, len(data), 997):
        data[place] ^= 0xFF
    broken = tmp_path / "hong.duckdb"
    broken.write_bytes(data)
    with pytest.raises(StoreError, match="hỏng"):
        read_all(broken)


def test_of_several_that_make_a_store_none_spoils_it(tmp_path: Path) -> None:
    path = tmp_path / "kho.duckdb"
    program = "import sys; from trichxuat.archive.store import Store; Store.open(sys.argv[1], create=True).close()"
    making = [
        subprocess.Popen([sys.executable, "-c", program, str(path)], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    told = [each.communicate()[1] for each in making]
    assert "" in told
    assert all("đang được một tiến trình khác dùng" in each for each in told if each)
    Store.open(path).close()
    assert [each.name for each in tmp_path.iterdir()] == ["kho.duckdb"]


def test_half_a_surrogate_pair_and_dates_that_are_none(store: Store) -> None:
    text = make_document(1).text.replace("Nơi nhận", "\ud800 Nơi nhận")
    with store:
        store.put(rows_of(FileState("/a", None, None, None, "{}", 0, "2026-01-02"), extract(text), text))
        assert count(store, "documents") == 1


def test_another_file_and_another_version_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="archive run"):
        Store.open(tmp_path / "thieu.duckdb")
    with Store.open(tmp_path / "kho.duckdb", create=True) as store:
        store.set_meta("store_version", "0")
    with pytest.raises(StoreError, match="lược đồ 0"):
        Store.open(tmp_path / "kho.duckdb")
    (tmp_path / "khac").write_text("x" * 9999, encoding="utf-8")
    with pytest.raises(StoreError, match="không phải kho"):
        Store.open(tmp_path / "khac", create=True)


def test_a_store_that_is_only_read(tmp_path: Path, store: Store) -> None:
    with store:
        store.put(rows("/a.txt", 1))
    with Store.open(tmp_path / "kho.duckdb", read_only=True) as opened, pytest.raises(Exception, match="read-only"):
        opened.put(rows("/b.txt", 1))


def test_rows_taken_apart_are_those_of_each_file() -> None:
    both = rows("/a#1.txt", 1)
    both.add(rows("/b.txt", 2))
    for made, whole in zip(both.apart(), (rows("/a#1.txt", 1), rows("/b.txt", 2)), strict=True):
        for name in Rows.__slots__:
            assert [row[:-1] for row in getattr(made, name)] == [row[:-1] for row in getattr(whole, name)]


def test_what_is_too_large_for_the_database_is_one_failed_file(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    honest = Store.put

    def full(self: Store, made: Rows) -> None:
        if any(row[1] == "/b.txt" for row in made.documents):
            raise duckdb.OutOfMemoryException("too little")
        honest(self, made)

    monkeypatch.setattr(Store, "put", full)
    with store:
        writer = Writer(store)
        for number, path in enumerate(("/a.txt", "/b.txt", "/c.txt")):
            writer.put(rows(path, number), [])
        writer.close()
        found = store.db.execute("SELECT path, status, error_code FROM files ORDER BY path").fetchall()
        assert found == [("/a.txt", "done", None), ("/b.txt", "failed", "memory"), ("/c.txt", "done", None)]
        assert writer.refused == ["/b.txt"]


def test_a_store_that_cannot_be_written_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Store, made: Rows) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr(Store, "put", broken)
    with store:
        writer = Writer(store)
        writer.put(rows("/a.txt", 1), [])
        with pytest.raises(StoreError, match="đĩa đầy"):
            writer.close()
