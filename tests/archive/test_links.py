"""References and the documents that they point to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.archive.stores import make_store
from trichxuat.archive.folded import folded_words, national_codes, prepare, short_words
from trichxuat.archive.links import citing_organs, links, most_cited, resolve
from trichxuat.archive.rows import FileState, code_key, organ_key, rows_of
from trichxuat.archive.store import Store

DISTRICT = "ỦY BAN NHÂN DÂN HUYỆN BÌNH AN"
PLAN = {"id": "plan", "code": "29/KH-UBND", "organ": DISTRICT, "issued_date": "2023-03-01"}


def citing(code: str, date: str | None = None, organ: str | None = None, **more: Any) -> dict[str, Any]:
    """A letter of the district's health centre that cites one document."""
    reference = {"code": code, "date": date, "organ": organ, "relation": more.pop("relation", "mentions")}
    return {
        "id": "letter", "code": "3/CV-TTYT", "organ": "TRUNG TÂM Y TẾ HUYỆN BÌNH AN", "organ_parent": DISTRICT,
        "issued_date": "2023-03-03", "references": [reference], **more,
    }  # fmt: skip


def target(tmp_path: Path, *documents: dict[str, Any]) -> str | None:
    with Store.open(make_store(tmp_path / "kho.duckdb", list(documents))) as store:
        resolve(store.db)
        (found,) = store.db.execute("""SELECT target FROM "references" """).fetchall()
        return found[0]


@pytest.mark.parametrize(
    ("code", "date", "organ"),
    [
        ("29/KH-UBND", "2023-03-01", None),
        ("29/KH-UBND", "2023-03-01", "Ủy ban nhân dân huyện Bình An"),
        ("029 / KH–UBND", "2023-03-01", "UBND huyện"),
        ("29/KH-UBND", "2023-03", "Chủ tịch UBND huyện Bình An"),
        ("29/KH-UBND", None, "UBND huyện Bình An"),
        ("29/KH-UBND", None, "UBND huyện"),  # the citing office's own district
    ],
)
def test_the_one_that_is_meant(tmp_path: Path, code: str, date: str | None, organ: str | None) -> None:
    assert target(tmp_path, PLAN, citing(code, date, organ)) == "plan"


@pytest.mark.parametrize(
    ("code", "date", "organ"),
    [
        ("29/KH-UBND", None, None),  # every office has one
        ("29/KH-UBND", "2023", None),
        ("29/KH-UBND", "2022-03-01", "UBND huyện Bình An"),
        ("29/KH-UBND", "2023-03-01", "UBND huyện Bình Thuận"),
        ("29/KH-UBND", None, "UBND huyện Bình Thuận"),
        ("29/KH-UBND", None, "UBND tỉnh"),
        ("29/QĐ-UBND", "2023-03-01", "UBND huyện Bình An"),
        ("/KH-UBND", "2023-03-01", "UBND huyện Bình An"),
    ],
)
def test_not_the_one(tmp_path: Path, code: str, date: str | None, organ: str | None) -> None:
    assert target(tmp_path, PLAN, citing(code, date, organ)) is None


def test_same_number_in_two_years(tmp_path: Path) -> None:
    before = {**PLAN, "id": "before", "issued_date": "2022-03-04"}
    undated = citing("29/KH-UBND", None, "UBND huyện Bình An", issued_date="2022-12-30")
    assert target(tmp_path, PLAN, before, undated) == "before"


def test_undated_reference_to_an_older_year_is_left_open(tmp_path: Path) -> None:
    old = {**PLAN, "issued_date": "2021-03-01"}
    assert target(tmp_path, old, citing("29/KH-UBND", None, "UBND huyện Bình An")) is None


def test_same_number_of_two_issuers(tmp_path: Path) -> None:
    other = {**PLAN, "id": "other", "organ": "ỦY BAN NHÂN DÂN HUYỆN BÌNH THUẬN"}
    assert target(tmp_path, PLAN, other, citing("29/KH-UBND", "2023-03-01", "UBND huyện Bình Thuận")) == "other"


def test_two_left_are_none(tmp_path: Path) -> None:
    commune = {**PLAN, "id": "other", "organ": "ỦY BAN NHÂN DÂN XÃ BÌNH AN"}
    assert target(tmp_path, PLAN, commune, citing("29/KH-UBND", "2023-03-01")) is None


def test_of_two_offices_that_of_the_citing_one_is_meant(tmp_path: Path) -> None:
    other = {**PLAN, "id": "other", "organ": "ỦY BAN NHÂN DÂN HUYỆN BÌNH THUẬN"}
    assert target(tmp_path, PLAN, other, citing("29/KH-UBND", "2023-03-01")) == "plan"


@pytest.mark.parametrize("organ", [None, "UBND huyện"])
def test_the_same_day_alone_does_not_tie_two_offices(tmp_path: Path, organ: str | None) -> None:
    plan = {**PLAN, "place": "Bình An"}
    commune = {"organ": "UBND XÃ LỘC THUẬN", "organ_parent": None, "place": "Lộc Thuận"}
    letter = {**citing("29/KH-UBND", "2023-03-01", organ), **commune}
    assert target(tmp_path, plan, letter) is None
    (tmp_path / "kho.duckdb").unlink()
    assert target(tmp_path, plan, {**letter, "place": "Bình An"}) == "plan"
    (tmp_path / "kho.duckdb").unlink()
    copied = {**letter, "recipients": [{"value": "UBND huyện Bình An (b/c)", "archive": False}]}
    assert target(tmp_path, plan, copied) == "plan"


def test_two_districts_of_one_city(tmp_path: Path) -> None:
    plan = {**PLAN, "organ": "UBND QUẬN 3", "place": "Thành phố Bình An"}
    letter = {**citing("29/KH-UBND", "2023-03-01"), "organ_parent": None, "place": "Thành phố Bình An"}
    assert target(tmp_path, plan, {**letter, "organ": "UBND QUẬN 1"}) is None
    (tmp_path / "kho.duckdb").unlink()
    assert target(tmp_path, plan, {**letter, "organ": "PHÒNG Y TẾ", "organ_parent": "UBND QUẬN 3"}) == "plan"


@pytest.mark.parametrize("place", ["Bình An", "Hà Nội"])
def test_an_office_that_every_province_has(tmp_path: Path, place: str) -> None:
    here = {"id": "here", "code": "5/TTr-SYT", "organ": "SỞ Y TẾ", "issued_date": "2023-02-01", "place": "Bình An"}
    letter = {**citing("5/TTr-SYT", None, "Sở Y tế"), "organ": "UBND TỈNH", "organ_parent": None, "place": place}
    assert target(tmp_path, here, letter) == ("here" if place == "Bình An" else None)


def test_a_code_of_the_party_s_centre(tmp_path: Path) -> None:
    resolution = {"id": "nq", "code": "57-NQ/TW", "organ": "BỘ CHÍNH TRỊ", "issued_date": "2022-12-22"}
    assert target(tmp_path, resolution, citing("57-NQ/TW", "2022-12-22")) == "nq"


def test_two_copies_are_one_document(tmp_path: Path) -> None:
    copy = {**PLAN, "id": "a-copy", "grade": "check"}
    assert target(tmp_path, copy, PLAN, citing("29/KH-UBND", "2023-03-01")) == "plan"


def test_a_document_of_later_is_not_meant(tmp_path: Path) -> None:
    assert target(tmp_path, PLAN, citing("29/KH-UBND", "2023-03", "UBND huyện", issued_date="2023-02-20")) is None


@pytest.mark.parametrize("organ", [None, "Chính phủ", "Bộ Y tế"])
def test_a_code_with_its_year_names_a_body_of_the_country(tmp_path: Path, organ: str | None) -> None:
    decree = {"id": "decree", "code": "30/2020/NĐ-CP", "organ": "CHÍNH PHỦ", "issued_date": "2020-03-05"}
    assert target(tmp_path, decree, citing("30/2020/NĐ-CP", None, organ)) == "decree"


def test_a_year_in_the_code_does_not_name_a_province(tmp_path: Path) -> None:
    decision = {"id": "d", "code": "12/2021/QĐ-UBND", "organ": "UBND TỈNH BÌNH AN", "issued_date": "2021-03-05"}
    assert target(tmp_path, decision, citing("12/2021/QĐ-UBND")) is None
    (tmp_path / "kho.duckdb").unlink()
    assert target(tmp_path, decision, citing("12/2021/QĐ-UBND", None, "UBND tỉnh Bình An")) == "d"


def test_department_known_by_its_province(tmp_path: Path) -> None:
    here = {
        "id": "here", "code": "5/BC-SYT", "organ": "SỞ Y TẾ", "organ_parent": "UBND TỈNH BÌNH AN",
        "issued_date": "2023-02-01",
    }  # fmt: skip
    assert target(tmp_path, here, citing("5/BC-SYT", None, "Giám đốc Sở Y tế tỉnh Bình An")) == "here"
    (tmp_path / "kho.duckdb").unlink()
    assert target(tmp_path, here, citing("5/BC-SYT", None, "Sở Y tế")) is None


def test_again_changes_nothing_and_follows_what_is_new(tmp_path: Path) -> None:
    path = make_store(tmp_path / "kho.duckdb", [PLAN, citing("29/KH-UBND", "2023-03-01", relation="replaces")])
    with Store.open(path) as store:
        first = resolve(store.db)
        assert (first.references, first.resolved, first.ambiguous) == (1, 1, 0)
        assert resolve(store.db) == first
        assert [row[4:7] for row in links(store.db, ("replaces",))] == [("replaces", "plan", "29/KH-UBND")]
        assert links(store.db, ("amends",)) == []
        assert len(links(store.db, around="29/kh-ubnd")) == len(links(store.db, around="letter")) == 1
        assert most_cited(store.db)[0][:5] == ("29/KH-UBND", "2023-03-01", DISTRICT, 1, "plan")
        store.db.execute("DELETE FROM documents WHERE id = 'plan'")
        assert resolve(store.db).resolved == 0


def cited(tmp_path: Path, *references: dict[str, Any], **more: Any) -> list[tuple[str, str | None, int]]:
    """Code, issuer, how many cite it: each reference from another commune."""
    offices = [
        {
            "id": f"d{n}", "code": "1/BC-UBND", "organ": f"UBND XÃ SỐ {n}", "issued_date": "2023-05-01",
            "references": [reference],
        }
        for n, reference in enumerate(references)
    ]  # fmt: skip
    with Store.open(make_store(tmp_path / "kho.duckdb", [*more.get("held", []), *offices])) as store:
        resolve(store.db)
        found = most_cited(store.db)
        assert citing_organs(store.db, 20)[0] == found
        return [(code, organ, citing) for code, _, organ, citing, *_ in found]


def test_a_law_is_one_however_it_is_dated(tmp_path: Path) -> None:
    ways = [{"date": "2017-06-21"}, {"date": "2017-06"}, {}, {"organ": "Quốc hội"}]
    assert cited(tmp_path, *({"code": "15/2017/QH14", **way} for way in ways)) == [("15/2017/QH14", "Quốc hội", 4)]


def test_one_number_of_two_offices_is_two_documents(tmp_path: Path) -> None:
    ways = [{"organ": "UBND xã A", "date": "2023-02-01"}, {"organ": "Chủ tịch UBND xã A"}, {"organ": "UBND xã B"}, {}]
    found = cited(tmp_path, *({"code": "2/KH-UBND", **way} for way in ways))
    assert [citing for *_, citing in found] == [2, 1, 1]
    assert "xã A" in str(found[0][1])


def test_the_day_tells_what_the_issuer_does_not(tmp_path: Path) -> None:
    ways = [{"organ": "UBND tỉnh Bình An"}, {"organ": "UBND tỉnh"}, {}]
    references = [{"code": "9/QĐ-UBND", "date": "2023-02-01", **way} for way in ways]
    assert [citing for *_, citing in cited(tmp_path, *references)] == [3]
    (tmp_path / "kho.duckdb").unlink()
    references.append({"code": "9/QĐ-UBND", "date": "2023-02-01", "organ": "UBND tỉnh Bình Thuận"})
    assert [citing for *_, citing in cited(tmp_path, *references)] == [2, 1, 1]


def test_two_years_of_one_number_are_two_documents(tmp_path: Path) -> None:
    references = [{"code": "5/QĐ-BYT", "date": date} for date in ("2022-02-01", "2023-01-01", "2023-01-01", None)]
    assert [citing for *_, citing in cited(tmp_path, *references)] == [2, 1, 1]


def test_a_document_held_and_its_number_without_a_link_are_one(tmp_path: Path) -> None:
    ways = [{"date": "2023-03-01"}, {"date": "2023-03-02"}]  # the second misread
    references = [{"code": "29/KH-UBND", "organ": "UBND huyện Bình An", **way} for way in ways]
    assert cited(tmp_path, *references, {"code": "/KH-UBND"}, held=[PLAN]) == [("29/KH-UBND", DISTRICT, 2)]


def test_links_around_a_document_that_is_not_held(tmp_path: Path) -> None:
    with Store.open(make_store(tmp_path / "kho.duckdb", [PLAN, citing("15/2017/QH14")])) as store:
        resolve(store.db)
        (row,) = links(store.db, around="15/2017/qh14", held=False)
        assert row[0] == "letter"
        assert links(store.db, around="15/2017/QH14") == []


@pytest.mark.parametrize("again", [True, False])
def test_nothing_points_to_what_is_gone(tmp_path: Path, again: bool) -> None:
    letter = citing("29/KH-UBND", "2023-03-01")
    files = [{"path": f"/kho/{name}.txt"} for name in ("plan", "letter")]
    with Store.open(make_store(tmp_path / "kho.duckdb", [PLAN, letter], files)) as store:
        resolve(store.db)
        if again:  # as it is read anew, and cannot be
            state = FileState("/kho/plan.txt", "ab", 1, "1:1", "{}", 0.1, "2026-01-02", "timeout", "…")
            store.put(rows_of(state, []))
        else:
            store.forget(["/kho/plan.txt"])
        assert store.db.execute("""SELECT document_id, target FROM "references" """).fetchall() == [("letter", None)]


def test_macros_fold_as_the_rows_are_folded(tmp_path: Path) -> None:
    with Store.open(make_store(tmp_path / "kho.duckdb", []), read_only=True) as store:
        prepare(store.db)
        for text in ("ỦY BAN NHÂN DÂN – Thành phố Đà Lạt", "029/QĐ-BGD&ĐT", "Ðắk Lắk", "67 - KH / HU"):
            words, code = store.db.execute("SELECT words(?), code_words(?)", [text, text]).fetchall()[0]
            assert words == folded_words(text)
            assert "Ð" in text or code == code_key(text)
        assert short_words("Uỷ ban nhân dân thị xã") == organ_key("UBND TX") == "ubnd tx"


def test_codes_of_one_body() -> None:
    codes = national_codes()
    assert {"cp", "ttg", "byt", "qh"} <= set(codes)
    assert not {"ubnd", "hdnd", "syt", "hu", "tu"} & set(codes)
