"""What stands on the paper and is no part of the document: stamps of arrival, digital signatures, addresses."""

from __future__ import annotations

from datetime import timedelta

from trichxuat.training.synth.dice import Dice
from trichxuat.training.synth.draft import Draft
from trichxuat.training.synth.page import Page
from trichxuat.training.synth.words import person


def before(page: Page, dice: Dice, draft: Draft) -> None:
    """Lines above the heading."""
    day = draft.day + timedelta(days=dice.number(0, 3))
    clock = f"{dice.number(7, 17):02}:{dice.number(0, 59):02}:{dice.number(0, 59):02}"
    if dice.chance(0.08):
        page.line(f"Ký bởi: {draft.office.name}")
        if dice.chance(0.6):
            page.line(f"Cơ quan: {draft.office.name}")
        page.line(f"Thời gian ký: {day.day:02}/{day.month:02}/{day.year} {clock}")
        page.blank(dice.number(0, 1))
    elif dice.chance(0.04):
        body = draft.office.above.upper()
        page.line(dice.pick((body, "CÔNG VĂN ĐẾN", f"{body} CÔNG VĂN ĐẾN")))
        page.line(dice.pick(("ĐẾN", "CÔNG VĂN ĐẾN")))
        page.line(f"Số: {dice.number(10, 9000)}")
        page.line(f"Ngày: {day.day}/{day.month}/{day.year}")
        if dice.chance(0.5):
            page.line(f"Chuyển: {person(dice)}")
        page.blank()
    elif dice.chance(0.02):
        page.line(dice.pick(("LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI", "TÀI LIỆU HỘI NGHỊ")))


def behind(page: Page, dice: Dice, draft: Draft) -> None:
    """Lines under the signature."""
    if dice.chance(0.03):
        page.line(
            f"{draft.office.name.upper()}; "
            f"{draft.day.day:02}/{draft.day.month:02}/{draft.day.year} 08:{dice.number(10, 59)}:12"
        )
    elif dice.chance(0.03):
        page.line(
            f"Địa chỉ: Số {dice.number(1, 200)} đường Hùng Vương; Điện thoại: 02{dice.number(10000000, 99999999)}"
        )
