"""Laws as documents cite them: with number, date or year, or by name; laws that change others."""

from __future__ import annotations

from trichxuat.training.synth.draft import Draft
from trichxuat.training.synth.rich import Rich, join, rich, small
from trichxuat.training.synth.words import laws


def law(draft: Draft, *, bare: bool = False) -> Rich:
    """A law, with its number, with its date or year, or by its name alone."""
    dice = draft.dice
    known = [row for row in laws() if row[2] <= draft.day.isoformat()]
    name, code, iso = dice.pick(known)
    if name in draft.laws:
        return rich(f"Luật {name}")
    words = f"Luật {name}" if dice.chance(0.92) else f"Luật {small(name)}"
    year, month, day = (int(part) for part in iso.split("-"))
    spelt = dice.pick(
        (f" ngày {day:02} tháng {month if month > 2 else f'0{month}'} năm {year}", f" ngày {day:02}/{month}/{year}")
    )
    draft.laws[name] = code
    if bare:
        return draft.gold.cite(words, "L", None)
    form = dice.weighted((("number", 4), ("both", 3), ("date", 3), ("year", 1.5), ("name", 1)))
    if form in ("number", "both"):
        cited = draft.gold.cite(code, "L", code, iso if form == "both" else None)
        return rich(words, dice.pick((" số ", " số ", " ")), cited, spelt if form == "both" else "")
    if form == "date":
        return rich(draft.gold.cite(words, "L", None, iso), spelt)
    if form == "year":
        return rich(draft.gold.cite(words, "L", None, str(year)), f" năm {year}")
    return draft.gold.cite(words, "L", None)


def amending_law(draft: Draft) -> Rich:
    """A law that changes others: one law, and each law named in its title another."""
    dice = draft.dice
    if dice.chance(0.5) and "Tổ chức Chính phủ" not in draft.laws:
        iso, inner = "2019-11-22", []
        for name in ("Tổ chức Chính phủ", "Tổ chức chính quyền địa phương"):
            inner.append(rich(f"Luật {name}") if name in draft.laws else draft.gold.cite(f"Luật {name}", "L", None))
            draft.laws.setdefault(name, "")
        title = rich("Luật sửa đổi, bổ sung một số điều của ", inner[0], " và ", inner[1])
        return rich(
            draft.gold.cite(title, "L", None, iso), dice.pick((" ngày 22/11/2019", " ngày 22 tháng 11 năm 2019"))
        )
    first = law(draft, bare=True)
    year = draft.day.year - dice.number(1, 4)
    day = f"{dice.number(10, 29)}/{dice.number(4, 12)}/{year}"
    iso = "-".join(part.zfill(2) for part in reversed(day.split("/")))
    return rich(draft.gold.cite(rich("Luật sửa đổi, bổ sung một số điều của ", first), "L", None, iso), f" ngày {day}")


def amended_law(draft: Draft) -> Rich:
    """`Luật A số … được sửa đổi, bổ sung một số điều tại Luật số …`."""
    first = law(draft)
    codes = [
        f"{draft.dice.number(10, 140)}/{draft.day.year - draft.dice.number(0, 3)}/QH15"
        for _ in range(draft.dice.number(1, 3))
    ]
    others = [rich("Luật số ", draft.gold.cite(code, "L", code)) for code in codes]
    tail = others[0] if len(others) == 1 else rich(join(others[:-1], ", "), " và ", others[-1])
    words = draft.dice.pick(
        (" được sửa đổi, bổ sung một số điều tại ", " được sửa đổi, bổ sung bởi ", ", đã được sửa đổi, bổ sung bởi ")
    )
    return rich(first, words, tail)
