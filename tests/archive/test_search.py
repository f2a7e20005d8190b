"""Finding documents by words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.stores import make_store
from trichxuat.archive.search import index, search
from trichxuat.archive.store import Store

DOCUMENTS = [
    {
        "id": "kh", "code": "29/KH-UBND", "type_name": "Kế hoạch", "organ": "UBND HUYỆN BÌNH AN",
        "subject": "Phòng, chống dịch bệnh ở người", "issued_date": "2023-03-01",
        "tasks": [{"unit": "Phòng Y tế", "value": "tham mưu tổ chức tiêm chủng"}],
        "record": json.dumps({"addressees": [{"value": "Trạm Thủy văn"}]}),
    },
    {
        "id": "tb", "code": "12/TB-UBND", "type_name": "Thông báo", "organ": "UBND HUYỆN BÌNH AN",
        "subject": "Lịch tiếp công dân", "issued_date": "2024-03-01",
        "references": [{"code": "29/KH-UBND"}], "signers": [{"full_name": "Nguyễn Văn Thử"}],
        "recipients": [{"value": "Như trên; phòng, ban chống dịch"}],
    },
    {
        "id": "nd", "path": "/kho/so-y-te/van ban den/phu luc.txt", "code": "1/2020/NĐ-CP", "organ": "CHÍNH PHỦ",
        "subject": "Thành phố", "issued_date": "2020-01-01", "tasks": [{"unit": "Bộ", "value": "x", "partners": "Cục Thuế"}],
    },
    {"id": "bc", "code": "129/KH-UBND", "subject": "Phong trào; dịch vụ công", "issued_date": "2024-05-01"},
    {"id": "trong", "code": None, "subject": None},
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(make_store(tmp_path / "kho.duckdb", DOCUMENTS)) as store:
        assert index(store.db) == len(DOCUMENTS)
        yield store


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("dịch bệnh", ["kh"]),
        ("dich benh", ["kh"]),
        ("PHÒNG CHỐNG DỊCH", ["kh", "tb"]),  # the subject before the recipients
        ("29/KH-UBND", ["kh", "tb"]),  # itself, then the one that cites it; not 129
        ("29/kh-ubnd", ["kh", "tb"]),
        ("tiêm chủng", ["kh"]),
        ("nguyen van thu", ["tb"]),
        ("thủy văn", ["kh"]),
        ("kế hoạch", ["kh"]),
        ('"công dân"', ["tb"]),
        ('"dân công"', []),
        ("dịch công", ["bc", "tb"]),
        ("phòng", ["kh", "bc", "tb"]),  # with its marks before without
        ("không_có_chữ_này", []),
        ("01/2020/NĐ-CP", ["nd"]),
        ("029/KH-UBND", ["kh", "tb"]),
        ("29/KHUBND", ["kh", "tb"]),
        ("Kế hoạch số 29/KH-UBND", ["kh"]),
        ("Ủy ban nhân dân", ["tb", "kh", "bc"]),  # issuer and code before the code alone
        ('"ubnd huyện bình an"', ["tb", "kh"]),
        ('"uỷ ban nhân dân huyện"', ["tb", "kh"]),
        ("TP", ["nd"]),
        ("thành phố", ["nd"]),
        ("cục thuế", ["nd"]),
        ("phụ lục", ["nd"]),  # the file's name
        ("sở y tế", []),  # the folders' names
        ("kho", []),
        ("txt", []),
        ("dịch' OR 1=1 --", []),
    ],
)
def test_search(store: Store, words: str, ids: list[str]) -> None:
    assert [found.id for found in search(store.db, words)] == ids


@pytest.mark.parametrize("words", ["", "  ", "…", '""'])
def test_nothing_to_look_for(store: Store, words: str) -> None:
    with pytest.raises(ValueError, match="để tìm"):
        search(store.db, words)


def test_limit(store: Store) -> None:
    assert len(search(store.db, "dịch", limit=1)) == 1
    assert len(search(store.db, "dịch", limit=None)) == 3


def test_every_word_counts(store: Store) -> None:
    known = "phòng chống dịch bệnh ở người kế hoạch ubnd huyện bình an y tế tham mưu tổ chức tiêm chủng trạm thủy văn"
    assert [found.id for found in search(store.db, known)] == ["kh"]
    assert search(store.db, f"{known} khác") == []
    with pytest.raises(ValueError, match="nhiều nhất 100 từ"):
        search(store.db, " ".join(map(str, range(101))))


def test_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    path = make_store(tmp_path / "kho.duckdb", DOCUMENTS)
    with Store.open(path, read_only=True) as store:
        assert index(store.db) == len(DOCUMENTS)
        assert [found.id for found in search(store.db, "tiêm chủng")] == ["kh"]
        assert index(store.db) == 0
    with Store.open(path) as store:
        assert index(store.db) == len(DOCUMENTS)
    with Store.open(path, read_only=True) as store:
        assert index(store.db) == 0
        assert [found.id for found in search(store.db, "tiêm chủng")] == ["kh"]


def test_the_index_follows_the_documents(store: Store) -> None:
    assert index(store.db) == 0
    store.db.execute("UPDATE documents SET subject = 'Hội nghị', sha256 = 'new' WHERE id = 'tb'")
    store.db.execute("DELETE FROM documents WHERE id = 'bc'")
    assert index(store.db) == 1
    assert [found.id for found in search(store.db, "hội nghị")] == ["tb"]
    assert search(store.db, "phong trào") == []
