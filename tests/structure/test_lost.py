"""Zones whose cue OCR lost: the line tagger finds what the rules cannot."""

from __future__ import annotations

import pytest

from trichxuat import extract
from trichxuat.nlp import FOLDER

HEADER = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 31/KH-UBND
Tân Lập, ngày 12 tháng 4 năm 2024

"""
BODY = """
Căn cứ Kế hoạch số 15/KH-UBND ngày 02/4/2024 của Ủy ban nhân dân huyện An Sơn về phòng cháy, chữa cháy rừng năm 2024;
Ủy ban nhân dân xã xây dựng kế hoạch phòng cháy, chữa cháy rừng trên địa bàn như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao ý thức của người dân trong bảo vệ rừng.
2. Hạn chế thấp nhất thiệt hại do cháy rừng gây ra.
II. TỔ CHỨC THỰC HIỆN
1. Công an xã
- Tuần tra các khu rừng giáp ranh vào mùa khô.
2. Ban Chỉ huy Quân sự xã
- Chuẩn bị lực lượng, phương tiện chữa cháy.
Trên đây là kế hoạch phòng cháy, chữa cháy rừng năm 2024./.

"""
TAIL = """- Hạt Kiểm lâm huyện;
- Thường trực Đảng ủy xã;
- Các ban, ngành của xã;
- Trưởng các thôn;

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Phạm Văn Mẫu
"""
LETTER = """SỞ TÀI CHÍNH
PHÒNG NGÂN SÁCH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 44/STC-NS
V/v lập dự toán năm 2025
An Sơn, ngày 09 tháng 7 năm 2024

Ñ ơi uhựn
- Ủy ban nhân dân các xã, thị trấn;
- Các phòng, ban thuộc huyện.

Thực hiện Thông tư số 12/2024/TT-BTC ngày 01/6/2024 của Bộ Tài chính, Sở Tài chính hướng dẫn lập dự toán như sau:
1. Các đơn vị lập dự toán thu, chi năm 2025 theo mẫu.
2. Thời gian gửi dự toán: trước ngày 20/7/2024.

Nơi nhận:
- Như trên;
- Lưu: VT, NS.
GIÁM ĐỐC
Trần Thị Mẫu
"""
CLEAN = HEADER + "KẾ HOẠCH\nPhòng cháy, chữa cháy rừng năm 2024\n" + BODY + "Nơi nhận:\n" + TAIL


@pytest.mark.parametrize("cue", ["", "Ñ ơi uhựn\n", ": Diệu\n"])
def test_recipients_without_their_cue(cue: str) -> None:
    (record,) = extract(HEADER + "KẾ HOẠCH\nPhòng cháy, chữa cháy rừng năm 2024\n" + BODY + cue + TAIL)
    assert [entry.text for entry in record.recipients] == [
        "Hạt Kiểm lâm huyện", "Thường trực Đảng ủy xã", "Các ban, ngành của xã", "Trưởng các thôn",
    ]  # fmt: skip
    assert record.signers[0].full_name.text == "Phạm Văn Mẫu"


@pytest.mark.parametrize("title", ["pc là\n", "Ñ ơi uhựn\n", ""])
def test_a_subject_without_its_title(title: str) -> None:
    (record,) = extract(HEADER + title + "Phòng cháy, chữa cháy rừng năm 2024\n" + BODY + "Nơi nhận:\n" + TAIL)
    assert record.type.value == "KH"
    assert record.subject.text == "Phòng cháy, chữa cháy rừng năm 2024"


def test_addressees_without_their_cue() -> None:
    (record,) = extract(LETTER)
    assert [entry.text for entry in record.addressees] == [
        "Ủy ban nhân dân các xã, thị trấn", "Các phòng, ban thuộc huyện",
    ]  # fmt: skip


def test_nothing_changes_where_the_rules_found_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def values(text: str) -> list[dict[str, object]]:
        return [record.model_dump(exclude={"meta"}) for record in extract(text)]

    with_model = values(CLEAN)
    monkeypatch.setenv(FOLDER, "")
    assert values(CLEAN) == with_model


def test_without_the_model_the_cue_stays_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the tests above show what the model gives."""
    monkeypatch.setenv(FOLDER, "")
    (record,) = extract(HEADER + "KẾ HOẠCH\nPhòng cháy, chữa cháy rừng năm 2024\n" + BODY + TAIL)
    assert not record.recipients
