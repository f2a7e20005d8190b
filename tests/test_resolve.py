"""What documents do with those that they cite, told by grounds and lists."""

import pytest

from trichxuat import extract

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ VƯỜN\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 5/QĐ-UBND\nVườn, ngày 5 tháng 4 năm 2024\nQUYẾT ĐỊNH\n{subject}\nỦY BAN NHÂN DÂN XÃ\n"
)


def relations(subject: str, *paragraphs: str) -> dict[str, str]:
    (record,) = extract(HEAD.format(subject=subject) + "\n".join(paragraphs))
    return {r.code.value: r.relation for r in record.references if r.code}


@pytest.mark.parametrize(
    ("head", "relation"),
    [
        ("Điều 1. Bãi bỏ các quyết định sau đây:", "repeals"),
        ("Điều 1.\nBãi bỏ toàn bộ một số văn bản", "repeals"),
        ("Điều 1. Thay thế các quyết định sau:", "replaces"),
        ("Điều 1. Các văn bản sau đây hết hiệu lực:", "repeals"),
        ("Điều 1. Tiếp tục làm theo các quyết định sau:", "mentions"),
    ],
)
def test_lists_of_documents(head: str, relation: str) -> None:
    items = "1. Quyết định số 7/QĐ-X ngày 1/2/2003 về cây.", "2. Quyết định số 8/QĐ-X ngày 1/2/2003 về ao."
    found = relations("Về vườn cây", "QUYẾT ĐỊNH:", head, *items)
    assert found == {"7/QĐ-X": relation, "8/QĐ-X": relation}


@pytest.mark.parametrize(
    ("subject", "article", "relation"),
    [
        ("Về vườn cây", "Điều 1. Chủ vườn thực hiện Nghị định số 7/2003/NĐ-CP.", "basis"),
        ("Về vườn cây", "Điều 1. Chủ vườn trả lời theo Nghị định số 7/2003/NĐ-CP.", "basis"),
        ("Triển khai Nghị định số 7/2003/NĐ-CP về vườn cây", "Điều 1. Làm.", "implements"),
        ("Về vườn cây", "Điều 1. Sửa đổi Nghị định số 7/2003/NĐ-CP.", "amends"),
    ],
)
def test_grounds_are_grounds_whatever_the_body_says_of_them(subject: str, article: str, relation: str) -> None:
    found = relations(subject, "Căn cứ Nghị định số 7/2003/NĐ-CP về vườn cây;", "QUYẾT ĐỊNH:", article)
    assert found == {"7/2003/NĐ-CP": relation}


def test_a_title_ends_with_the_subject() -> None:
    subject = "Sửa đổi Quyết định số 7/QĐ-X ngày 1/2/2003 về vườn cây"
    (record,) = extract(HEAD.format(subject=subject) + "Căn cứ Luật Cây xanh ngày 1/2/2001;\nQUYẾT ĐỊNH:\nĐiều 1. Làm.")
    assert [r.title.value for r in record.references if r.title] == ["về vườn cây"]


def test_a_ground_does_not_rest_on_what_its_title_names() -> None:
    ground = (
        "Căn cứ Thông tư số 9/2020/TT-X hướng dẫn Nghị định số 7/2003/NĐ-CP về cây, "
        "được sửa đổi, bổ sung bởi Thông tư số 11/2021/TT-X;"
    )
    (record,) = extract(HEAD.format(subject="Về vườn cây") + ground + "\nQUYẾT ĐỊNH:\nĐiều 1. Làm.")
    (basis,) = record.bases
    assert [record.references[n].code.value for n in basis.references] == ["9/2020/TT-X", "11/2021/TT-X"]  # type: ignore[union-attr]
