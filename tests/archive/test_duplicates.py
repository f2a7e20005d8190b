"""Documents that are there twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.archive.stores import make_store
from trichxuat.archive.duplicates import NEAR, Duplicate, duplicates
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


def test_a_scan_whose_number_is_lost(tmp_path: Path) -> None:
    lost = notice("b", SPOILED, code="/TB-UBND", issued_date="2024-06")
    (twice,) = found(tmp_path, notice("a"), lost)
    assert (twice.kind, twice.ids) == ("near_identical", ("a", "b"))


def test_a_form_filled_in_twice_is_two_documents(tmp_path: Path) -> None:
    other_number = notice("b", code="13/TB-UBND")
    other_day = notice("c", code="/TB-UBND", issued_date="2024-06-06")
    assert found(tmp_path, notice("a"), other_number, other_day) == []


def test_one_file_filed_twice(tmp_path: Path) -> None:
    (twice,) = found(tmp_path, notice("a"), notice("b", sha256="a"))
    assert (twice.kind, twice.ids) == ("same_file", ("a", "b"))
