"""Documents that are there twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.archive.stores import make_store
from trichxuat.archive.duplicates import _NEAR_ALONE, NEAR, Duplicate, duplicates
from trichxuat.archive.fingerprint import PLACES, fingerprint
from trichxuat.archive.store import Store

TEXT = """Căn cứ tình hình thực tế, Ủy ban nhân dân xã thông báo lịch tiếp công dân của Chủ tịch Ủy ban nhân dân xã.
Thời gian tiếp công dân vào ngày thứ năm hằng tuần tại trụ sở tiếp công dân của xã. Trường hợp cần thay đổi lịch,
Văn phòng có trách nhiệm thông báo trước cho công dân. Đề nghị các thôn, các tổ chức chính trị xã hội niêm yết thông
báo này tại nhà văn hóa thôn và tuyên truyền trên hệ thống truyền thanh để nhân dân biết, thực hiện."""
SPOILED = TEXT.replace("trụ sở", "tru sò").replace("nhân dân để", "nhãn dản để").replace("niêm yết", "niẻrn yét")
OTHER = """Hội đồng thi tuyển công chức công bố danh sách thí sinh đủ tiêu chuẩn dự thi vòng hai, môn nghiệp vụ chuyên ngành.
Thí sinh có tên trong danh sách nộp lệ phí trước ngày khai mạc; quá thời hạn nêu trên coi như từ chối tham dự kỳ thi.
Tài liệu ôn tập được đăng trên cổng thông tin điện tử. Các cơ quan có thí sinh tạo điều kiện cho cán bộ của mình ôn luyện,
chịu trách nhiệm về tính chính xác của hồ sơ đã xác nhận; mọi vướng mắc phản ánh về bộ phận thường trực để tổng hợp."""


def notice(key: str, text: str = TEXT, **more: Any) -> dict[str, Any]:
    return {
        "id": key, "sha256": key, "code": "12/TB-UBND", "organ": "UBND XÃ BÌNH MINH", "issued_date": "2024-06-05",
        "fingerprint": fingerprint(text), **more,
    }  # fmt: skip


def found(tmp_path: Path, *documents: dict[str, Any]) -> list[Duplicate]:
    with Store.open(make_store(tmp_path / "kho.duckdb", list(documents)), read_only=True) as store:
        return duplicates(store.db)


def apart(one: str, other: str) -> int:
    a, b = fingerprint(one), fingerprint(other)
    assert a is not None
    assert b is not None
    assert len(a) == len(b) == PLACES
    return sum(x != y for x, y in zip(a, b, strict=True))


def test_a_fingerprint_bears_what_ocr_does() -> None:
    assert apart(TEXT, " \n".join(TEXT.upper().split())) == 0
    assert 0 < apart(TEXT, SPOILED) <= NEAR
    assert apart(TEXT, OTHER) > 2 * NEAR
    assert fingerprint("Nơi nhận: như trên") is None
    assert fingerprint("") is None


def test_one_number_for_two_documents(tmp_path: Path) -> None:
    (twice,) = found(tmp_path, notice("a"), notice("b", OTHER, issued_date="2024-07-01"))
    assert (twice.kind, twice.ids) == ("same_number", ("a", "b"))
    assert twice.apart is not None
    assert twice.apart > NEAR


def test_two_scans_with_their_number(tmp_path: Path) -> None:
    (twice,) = found(tmp_path, notice("a"), notice("b", SPOILED))
    assert (twice.kind, twice.ids) == ("same_number", ("a", "b"))
    assert twice.apart is not None
    assert twice.apart <= NEAR


def test_other_year_or_issuer_is_another_document(tmp_path: Path) -> None:
    last_year = notice("b", OTHER, issued_date="2023-06-05")
    neighbour = notice("c", OTHER, organ="UBND XÃ BÌNH AN")
    assert found(tmp_path, notice("a"), last_year, neighbour) == []


def test_a_superior_body_spelled_otherwise_or_not_read_is_no_other_issuer(tmp_path: Path) -> None:
    parents = ("ỦY BAN NHÂN DÂN HUYỆN BÌNH KHANH", "UBND huyện Bình Khanh", "UBND HUYỆN BÌNH KHAMH", None)
    (twice,) = found(tmp_path, *(notice(f"{n}", organ_parent=name) for n, name in enumerate(parents)))
    assert (twice.kind, twice.ids) == ("same_number", ("0", "1", "2", "3"))


def test_two_bodies_of_one_name(tmp_path: Path) -> None:
    places = ("Bình Minh", "Bình Minh, huyện A", "Bình Minh, huyện B", "Bình Minh, huyện B")
    here, there = found(tmp_path, *(notice(f"{n}", OTHER, place=place) for n, place in enumerate(places)))
    assert (here.ids, there.ids) == (("0", "1"), ("0", "2", "3"))
    (tmp_path / "kho.duckdb").unlink()
    of_one, of_two = (f"UBND HUYỆN {name}" for name in ("LONG AN", "LONG KHÊ"))
    assert found(tmp_path, notice("a", organ_parent=of_one), notice("b", OTHER, organ_parent=of_two)) == []


def test_a_scan_whose_number_is_lost(tmp_path: Path) -> None:
    lost = notice("b", SPOILED, code="/TB-UBND", issued_date="2024-06")
    (twice,) = found(tmp_path, notice("a"), lost)
    assert (twice.kind, twice.ids) == ("near_identical", ("a", "b"))


def test_a_form_filled_in_twice_is_two_documents(tmp_path: Path) -> None:
    other_number = notice("b", code="13/TB-UBND")
    other_day = notice("c", code="/TB-UBND", issued_date="2024-06-06")
    assert found(tmp_path, notice("a"), other_number, other_day) == []


def test_a_number_read_in_doubt(tmp_path: Path) -> None:
    doubt = {
        "grade": "check",
        "record": '{"code": {"grade": "check", "candidates": [{"value": "72"}, {"value": "35"}]}}',
    }
    for number, more, same in (
        ("72", doubt, True),  # 1 and 7 look alike
        ("13", doubt, False),
        ("13", {**doubt, "record": doubt["record"].replace("35", "12")}, True),
        ("72", {}, False),
        ("72", {**doubt, "record": '{"code": {"grade": "sure"}}'}, False),
        ("72", {**doubt, "issued_date": "2024-06-06"}, False),
    ):
        ids = [each.ids for each in found(tmp_path, notice("a"), notice("b", code=f"{number}/TB-UBND", **more))]
        assert ids == ([("a", "b")] if same else []), (number, more)
        (tmp_path / "kho.duckdb").unlink()


def test_another_subject_is_another_document(tmp_path: Path) -> None:
    lost = {"code": "/TB-UBND"}
    one, noisy, other = "xác nhận ông Trần Văn Thử", "xảc nhận ông Trân Văn Thừ", "xác nhận bà Đỗ Thị Nghiệm"
    assert len(found(tmp_path, notice("a", subject=one), notice("b", SPOILED, subject=noisy, **lost))) == 1
    (tmp_path / "kho.duckdb").unlink()
    assert found(tmp_path, notice("a", subject=one), notice("b", subject=other, **lost)) == []


def test_without_its_number_a_scan_must_be_closer(tmp_path: Path) -> None:
    worse = (
        SPOILED.replace("thông báo", "thôrg bốo")
        .replace("tuyên truyền", "tuyêrn tnuyền")
        .replace("Chủ tịch", "Chù tich")
    )
    assert _NEAR_ALONE < apart(TEXT, worse) <= NEAR
    for code, organ, same in (("12/TB-UBND", None, True), ("/TB-UBND", "UBND XÃ BÌNH MINH", False)):
        assert bool(found(tmp_path, notice("a"), notice("b", worse, code=code, organ=organ))) == same
        (tmp_path / "kho.duckdb").unlink()


def test_many_copies_are_one_group(tmp_path: Path) -> None:
    copies = [notice(f"{n:03}", SPOILED if n % 7 else TEXT, code="/TB-UBND") for n in range(300)]
    (group,) = found(tmp_path, *copies)
    assert (group.kind, len(group.ids), group.ids[0]) == ("near_identical", 300, "000")
    assert group.apart == apart(TEXT, SPOILED)


def test_a_group_holds_one_number(tmp_path: Path) -> None:
    lost = notice("c", SPOILED, code="/TB-UBND")
    (group,) = found(tmp_path, notice("a"), notice("b", SPOILED, code="13/TB-UBND"), lost)
    assert group.ids == ("b", "c")


def test_one_file_filed_twice(tmp_path: Path) -> None:
    (twice,) = found(tmp_path, notice("a"), notice("b", sha256="a"))
    assert (twice.kind, twice.ids) == ("same_file", ("a", "b"))
