"""A whole made-up document: who issues what, written out and set on a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from trichxuat.training.marked import Marked
from trichxuat.training.synth import articles, houses, offices, societies
from trichxuat.training.synth.bodies import body
from trichxuat.training.synth.dice import Dice
from trichxuat.training.synth.draft import Block, Draft, in_words
from trichxuat.training.synth.gold import Gold
from trichxuat.training.synth.header import Head, header
from trichxuat.training.synth.layout import Setter, Style, style
from trichxuat.training.synth.offices import Office
from trichxuat.training.synth.page import Page
from trichxuat.training.synth.rich import Rich, rich
from trichxuat.training.synth.schedules import table
from trichxuat.training.synth.stamps import before, behind
from trichxuat.training.synth.tail import tail
from trichxuat.training.synth.words import field

TITLES = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CV": "Công văn",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "Thư công": "Thư công",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KL": "Kết luận",
}

_STATE = (
    ("CV", 18),
    ("QĐ", 13),
    ("KH", 17),
    ("TB", 7),
    ("CT", 6),
    ("BC", 5),
    ("TTr", 4.5),
    ("GM", 3),
    ("CĐ", 3),
    ("HD", 3),
    ("CTr", 2),
    ("PA", 2),
    ("BB", 2),
    ("ĐA", 1),
    ("QC", 1),
    ("QyĐ", 0.7),
    ("TC", 0.6),
    ("DA", 0.5),
    ("HĐ", 0.8),
    ("BGN", 0.5),
    ("BTT", 0.5),
    ("GUQ", 0.8),
    ("GGT", 0.8),
    ("GNP", 0.5),
    ("PG", 0.5),
    ("PC", 0.8),
    ("PB", 0.5),
    ("Thư công", 0.5),
    ("NQ", 0.5),
)
_PARTY = (
    ("KH", 6),
    ("CV", 5),
    ("NQ", 4),
    ("KL", 3),
    ("CT", 3),
    ("TB", 4),
    ("HD", 3),
    ("BC", 2),
    ("CTr", 2),
    ("TTr", 1),
    ("QĐ", 2),
    ("QyĐ", 1),
    ("QC", 0.6),
    ("BB", 0.6),
    ("ĐA", 0.4),
    ("PA", 0.4),
    ("GM", 1),
    ("TT", 0.4),
    ("GGT", 0.3),
)
_ISSUERS: tuple[tuple[Callable[[Dice, bool], Office], float], ...] = (
    (offices.government, 4),
    (offices.ministry, 9),
    (offices.peoples_committee, 24),
    (offices.district, 14),
    (offices.commune, 13),
    (houses.school, 5),
    (houses.hospital, 4),
    (houses.company, 2),
    (societies.party_central, 1.5),
    (societies.party_province, 6),
    (societies.party_district, 4),
    (societies.party_commune, 4),
    (societies.front, 6),
    (societies.youth, 2),
)


def _day(dice: Dice) -> date:
    start = dice.weighted(((date(2010, 1, 4), 2), (date(2018, 1, 3), 4), (date(2021, 1, 4), 6), (date(2025, 7, 2), 7)))
    span = {2010: 2900, 2018: 1090, 2021: 1630, 2025: 500}[start.year]
    return start + timedelta(days=dice.number(0, span))


def _office(dice: Dice, old: bool) -> Office:
    make = dice.weighted(_ISSUERS)
    if make is offices.district and not old:
        make = offices.commune
    if make is societies.party_district and not old:
        make = societies.party_commune
    office = make(dice, old)
    if office.code == "UBND":
        change = dice.weighted((("", 6), ("department", 3), ("council", 1)))
        if change == "council" and office.level != "commune-old":
            return offices.council(dice, office)
        if change == "department" and office.level.startswith("province"):
            return offices.department(dice, office)
        if change == "department" and office.level == "district":
            return offices.district_office(dice, office)
    return office


def _type(dice: Dice, office: Office) -> str:
    if office.family in ("party", "youth"):
        return dice.weighted(_PARTY)
    if office.code == "HĐND":
        return dice.weighted((("NQ", 6), ("KH", 2), ("CV", 2), ("TB", 1)))
    if office.code in ("TTg", "CP"):
        return (
            "NĐ"
            if office.code == "CP" and dice.chance(0.5)
            else "NQ"
            if office.code == "CP"
            else dice.weighted((("QĐ", 4), ("CT", 2), ("CĐ", 4)))
        )
    kind = dice.weighted(_STATE)
    if office.level == "ministry" and office.name.startswith("Bộ") and dice.chance(0.2):
        return "TT"
    if kind == "NQ" or (kind in ("CĐ",) and office.level in ("school", "hospital", "company", "front")):
        return "TB" if kind == "NQ" else "CV"
    return kind


def _joint(dice: Dice, office: Office, kind: str) -> tuple[Office, ...]:
    """Two or three bodies that issue together; empty where one issues alone."""
    if kind not in ("KH", "HD", "QC", "TT", "CTr", "TB") or not dice.chance(0.4 if kind == "TT" else 0.14):
        return ()
    if office.level == "ministry" and not office.parent:
        others = [offices.ministry(dice, office.old) for _ in range(3)]
        found = [office] + [other for other in others if not other.parent]
    elif office.parent and office.level.startswith("province"):
        base = offices.peoples_committee(dice, office.old)
        others = [offices.department(dice, base) for _ in range(dice.number(1, 2))]
        found = [office, *others]
    else:
        return ()
    unique = {each.name: each for each in reversed(found)}
    kept = [each for each in found if unique.get(each.name) is each][:3]
    return tuple(kept) if len(kept) > 1 else ()


def _draft(dice: Dice, gold: Gold, kind: str = "") -> Draft:
    day = _day(dice)
    office = _office(dice, day < date(2025, 7, 1))
    if kind and office.family in ("party", "youth"):
        office = offices.peoples_committee(dice, office.old)
    kind = kind or _type(dice, office)
    joint = _joint(dice, office, kind)
    work = field(houses.topic_of(dice, office))
    if kind == "TT" and joint:
        kind = "TTLT"
    title = TITLES[kind] if not (kind == "TT" and office.family == "party") else "Thông tri"
    if joint and kind in ("KH", "HD") and dice.chance(0.5):
        title = f"{title} liên {dice.pick(('ngành', 'tịch'))}"
    party = office.family in ("party", "youth")
    return Draft(
        dice,
        gold,
        office,
        work,
        day,
        kind,
        title,
        dice.pick(work.topic),
        joint,
        party=party,
        short_names=dice.chance(0.35),
        slashed=dice.chance(0.75),
        padded=dice.chance(0.5),
    )


def _appendix(draft: Draft) -> list[Block]:
    """What stands behind the signature: a table of tasks, a list, the rules put in force."""
    dice = draft.dice
    if draft.type == "QĐ" and dice.chance(0.22) and not draft.party:
        return articles.attached(draft)
    if draft.type not in ("KH", "CTr", "QĐ", "PA", "ĐA", "TB", "CV", "HD") or not dice.chance(0.13):
        return []
    of = (
        f"(Kèm theo {draft.title} số {draft.code or '      /' + draft.notation} "
        f"ngày {in_words(draft.day)} của {draft.office.name})"
    )
    head = [
        rich(dice.pick(("PHỤ LỤC", "Phụ lục", "PHỤ LỤC I"))),
        rich(dice.pick(("PHÂN CÔNG NHIỆM VỤ", f"DANH MỤC NHIỆM VỤ NĂM {draft.day.year}", "DANH SÁCH"))),
        rich(of),
    ]
    blocks = [Block(line, "centre") for line in head]
    if head[1].text == "DANH SÁCH":
        rows = [("STT", "Nội dung", "Ghi chú")] + [
            (str(n + 1), f"{dice.pick(draft.field.object)} tại {dice.pick(draft.field.place)}", "")
            for n in range(dice.number(2, 6))
        ]
        return blocks + [Block(rich(""), "row", tuple(rich(cell) for cell in row)) for row in rows]
    return blocks + table(draft)


def _finish(draft: Draft, blocks: list[Block]) -> list[Block]:
    """`./.` behind the last paragraph."""
    if not draft.party and draft.dice.chance(0.85):
        for block in reversed(blocks):
            if block.kind in ("para", "item"):
                text = block.text
                if text.text.endswith((".", ";")):
                    text = text.cut(0, len(text) - 1)
                block.text = rich(text, "./.")
                break
    return blocks


def _write(dice: Dice, page: Page, draft: Draft, look: Style) -> None:
    setter = Setter(page, dice, look)
    head: Head = header(draft)
    text = _finish(draft, body(draft))
    before(page, dice, draft)
    setter.head(head)
    setter.body(text)
    foot = tail(draft)
    setter.tail(foot)
    behind(page, dice, draft)
    more = _appendix(draft)
    if more:
        page.blank(dice.number(1, 3))
        setter.body(more)


def compose(name: str, seed: int) -> Marked:
    """A text of one document, seldom of two (a công văn and the plan that it sends on)."""
    dice = Dice(seed)
    look = style(dice)
    page = Page()
    golds = [Gold()]
    if dice.chance(0.04):
        first = _draft(dice, golds[0], "CV")
        golds.append(Gold(100000))
        second = _draft(dice, golds[1], "KH")
        for draft in (first, second):
            _write(dice, page, draft, look)
            page.blank(2)
    else:
        _write(dice, page, _draft(dice, golds[0]), look)
    cuts = page.cuts()
    documents: list[dict[str, Any]] = [gold.document(cuts) for gold in golds]
    return Marked(name, page.text, documents)


__all__ = ["TITLES", "Rich", "compose"]
