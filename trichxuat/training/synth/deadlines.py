"""Time limits and intervals, and words that only look like them."""

from __future__ import annotations

from trichxuat.training.synth.draft import Draft
from trichxuat.training.synth.rich import Rich, rich

NEAR = (
    "kịp thời",
    "trong thời gian sớm nhất",
    "định kỳ",
    "trong giai đoạn 2021-2025",
    "thường xuyên",
    "theo tiến độ được duyệt",
    "đúng thời gian quy định",
    "trong thời gian tới",
    "ngay từ đầu năm",
    "đúng hạn",
    "giai đoạn 2026 - 2030",
)

_SINCE = ("nhận được văn bản này", "ban hành Kế hoạch này", "ký ban hành", "kết thúc đợt kiểm tra")
_EVENTS = ("được phê duyệt", "kết thúc hội nghị", "có hướng dẫn của cấp trên", "nhận được thông báo")
_ROMAN = ("I", "II", "III", "IV")


def _day(draft: Draft) -> str:
    day = draft.after()
    return draft.dice.weighted(
        ((draft.written(day), 8), (f"{day.day}/{day.month}/{day.year}", 2), (f"{day.day:02}/{day.month}", 0.5))
    )


def _once(draft: Draft) -> tuple[str, str]:
    """(words before, time limit)."""
    dice = draft.dice
    day = draft.after(10, 400)
    month = dice.pick((f"{day.month}/{day.year}", f"{day.month:02}/{day.year}", f"{day.month} năm {day.year}"))
    quarter = _ROMAN[(day.month - 1) // 3]
    forms: tuple[tuple[tuple[str, str], float], ...] = (
        (("", f"trước ngày {_day(draft)}"), 30),
        (("hoàn thành ", f"trước ngày {_day(draft)}"), 10),
        (("xong ", f"trước ngày {_day(draft)}"), 3),
        (("", f"chậm nhất ngày {_day(draft)}"), 5),
        (("", f"chậm nhất là ngày {_day(draft)}"), 3),
        (("", f"chậm nhất vào ngày {_day(draft)}"), 2),
        (("", f"trong quý {quarter}/{day.year}"), 6),
        (("", f"trong quý {quarter} năm {day.year}"), 5),
        (("hoàn thành ", f"trong quý {quarter}/{day.year}"), 2),
        (("hoàn thành ", f"trong tháng {month}"), 6),
        (("", f"trong tháng {month}"), 6),
        (("", f"đến hết ngày {_day(draft)}"), 2),
        (("", f"trong năm {day.year}"), 2),
        (("hoàn thành ", f"trong năm {day.year}"), 2),
        (("", f"trong tuần {dice.pick(('đầu', 'cuối', 'thứ hai'))} tháng {month}"), 2),
        (
            (
                "",
                (f"trong thời hạn {dice.number(3, 30):02} ngày làm việc, kể từ ngày {dice.pick(_SINCE)}"),
            ),
            3,
        ),
        (("", f"trong {dice.number(3, 15):02} ngày làm việc"), 2),
        (("", f"trước {dice.number(7, 17)} giờ ngày {_day(draft)}"), 3),
        (("", f"từ ngày {draft.written(draft.after(3, 20))} đến ngày {draft.written(draft.after(30, 120))}"), 2),
        (
            (
                "",
                f"ngay sau khi {dice.pick(_EVENTS)}",
            ),
            2,
        ),
        (
            ("", f"trước {dice.pick(('mùa mưa bão', 'khai giảng năm học mới', 'Tết Nguyên đán', 'kỳ họp cuối năm'))}"),
            1.5,
        ),
    )
    return dice.weighted(forms)


def _again(draft: Draft) -> tuple[str, str]:
    dice = draft.dice
    each = dice.pick(("hằng tháng", "hằng quý", "hằng năm", "hằng tuần", "hàng năm", "hàng tháng"))
    forms = (
        (("", f"định kỳ {each}"), 6),
        (("", each), 5),
        (("", f"trước ngày {dice.number(5, 28)} {dice.pick(('hằng tháng', 'hàng tháng'))}"), 6),
        (
            (
                "",
                (
                    f"trước ngày {dice.number(5, 28):02} tháng "
                    f"{dice.number(1, 12):02} {dice.pick(('hằng năm', 'hàng năm'))}"
                ),
            ),
            5,
        ),
        (("", f"trước ngày {dice.number(5, 28)}/{dice.number(4, 12)} {dice.pick(('hằng năm', 'hàng năm'))}"), 3),
        (
            (
                "",
                dice.pick(
                    ("định kỳ 6 tháng, năm", "định kì 6 tháng, hằng năm", "định kỳ 06 tháng một lần", "6 tháng một lần")
                ),
            ),
            5,
        ),
        (("", f"trước ngày {dice.number(15, 28)} của tháng cuối quý"), 2),
        (("", "hằng ngày"), 1.5),
        (("", f"trước {dice.number(14, 17)} giờ hằng ngày"), 1.5),
        (("", f"trước ngày 15/6 và ngày 15/12 {dice.pick(('hằng năm', 'hàng năm'))}"), 1.5),
        (("", "định kỳ hằng quý, 6 tháng và năm"), 1),
    )
    return dice.weighted(forms)


def deadline(draft: Draft, *, report: bool = False) -> tuple[Rich, int]:
    """A deadline in running text (`hoàn thành trước ngày …`) and its mark."""
    before, words = _again(draft) if draft.dice.chance(0.55 if report else 0.1) else _once(draft)
    marked, key = draft.gold.mark(words)
    return rich(before, marked), key


def term(draft: Draft) -> tuple[Rich, int]:
    """A deadline as it stands behind `Thời gian:` or in a table."""
    dice = draft.dice
    day = draft.after(20, 500)
    quarter = _ROMAN[(day.month - 1) // 3]
    words = dice.weighted(
        (
            (f"Quý {quarter}/{day.year}", 5),
            (f"Quý {quarter} năm {day.year}", 3),
            (f"Tháng {day.month}/{day.year}", 5),
            (f"Trước ngày {day.day:02}/{day.month:02}/{day.year}", 5),
            ("Hằng năm", 4),
            ("Thường xuyên", 4),
            ("Hằng quý", 2),
            (f"Năm {day.year}", 2),
            (f"Từ tháng {day.month} đến tháng 12 năm {day.year}", 2),
            ("Thường xuyên, hằng năm", 1),
            (f"Quí {quarter}-{day.year}", 1),
            (f"Hoàn thành trước ngày {day.day:02}/{day.month:02}/{day.year}", 1),
            (f"{day.day:02}/{day.month:02}/{day.year}", 2),
            (f"Trong tháng {day.month:02}/{day.year}", 2),
        )
    )
    if words.startswith("Hoàn thành "):
        marked, key = draft.gold.mark(words[len("Hoàn thành ") :])
        return rich("Hoàn thành ", marked), key
    return draft.gold.mark(words)
