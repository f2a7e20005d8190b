"""Documents that others cite (viện dẫn), in every form of SPEC 6.1, with the references that they are."""

from __future__ import annotations

from trichxuat.training.synth.draft import Draft
from trichxuat.training.synth.lawful import law
from trichxuat.training.synth.offices import rows
from trichxuat.training.synth.rich import Rich, rich
from trichxuat.training.synth.words import fields

_NAMES = {
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "CT": "Chỉ thị",
    "NQ": "Nghị quyết",
    "TB": "Thông báo",
    "CV": "Công văn",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
    "CTr": "Chương trình",
    "HD": "Hướng dẫn",
    "KL": "Kết luận",
    "CĐ": "Công điện",
    "QyĐ": "Quy định",
    "ĐA": "Đề án",
    "PA": "Phương án",
    "QC": "Quy chế",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
}


def about(draft: Draft, *, same: float = 0.5) -> str:
    """What a cited document is about: `về việc …`, `ban hành …`."""
    dice = draft.dice
    topic = (
        draft.topic
        if dice.chance(same)
        else dice.pick((draft.field if dice.chance(0.7) else dice.pick(fields())).topic)
    )
    year = draft.day.year - dice.number(0, 1)
    forms = (
        f"về việc {topic}",
        f"về {topic}",
        f"về công tác {topic}",
        f"ban hành Kế hoạch {topic} năm {year}",
        f"về tăng cường {topic}",
        f"phê duyệt Đề án {topic} giai đoạn {year - 3}-{year + 2}",
        f"quy định về {topic}",
        f"về việc tăng cường công tác {topic} trong tình hình mới",
        f"về {topic} năm {year}",
        f"hướng dẫn {topic}",
        f"“Về {topic} đến năm {year + 5}”",
    )
    return dice.pick(forms)


def dated(draft: Draft, low: int = 3, high: int = 900) -> tuple[str, str]:
    """(` ngày 05/3/2024`, `2024-03-05`)."""
    day = draft.before(low, high)
    comma = "," if draft.party and draft.dice.chance(0.6) else ""
    return f"{comma} ngày {draft.written(day)}", day.isoformat()


def _so(draft: Draft) -> str:
    return draft.dice.weighted(((" số ", 86), (" ", 8), (" số: ", 4), (" Số ", 1)))


def numbered(
    draft: Draft, kind: str, notation: str, by: str, *, year: bool = False, title: bool | None = None, name: str = ""
) -> Rich:
    """`Kế hoạch số 12/KH-UBND ngày 05/3/2024 của …[ về việc …]`; a party notation (`KH/TU`) stands behind a dash."""
    dice = draft.dice
    when, iso = dated(draft)
    number = (
        dice.number(1, 99)
        if "/" in notation or year
        else dice.weighted(((dice.number(1, 99), 3), (dice.number(100, 3999), 4)))
    )
    between = "-" if "/" in notation else "/"
    code = f"{number:02}{between}{iso[:4] + '/' if year else ''}{notation}"
    word = name or _NAMES[kind]
    head = draft.gold.cite(rich(code), kind, code, iso)
    whole = rich(word, _so(draft), head, when)
    if by and dice.chance(0.92):
        whole = rich(whole, " của ", by)
    if title if title is not None else dice.chance(0.75):
        whole = rich(whole, " ", about(draft))
    return whole


def decree(draft: Draft) -> Rich:
    dice = draft.dice
    when, iso = dated(draft, 60, 3000)
    code = f"{dice.number(1, 180):02}/{iso[:4]}/NĐ-CP"
    base = rich("Nghị định", _so(draft), draft.gold.cite(code, "NĐ", code, iso), when, " của Chính phủ")
    form = dice.number(0, 4)
    if form == 0:
        return rich(
            base,
            dice.pick(
                (" quy định chi tiết một số điều của ", " quy định chi tiết và hướng dẫn thi hành một số điều của ")
            ),
            law(draft, bare=True),
        )
    if form == 1:
        return base
    whole = rich(
        base, dice.pick((" quy định về ", " về ", " về việc ", " quy định chi tiết về ")), dice.pick(draft.field.topic)
    )
    if form == 2 and dice.chance(0.6):
        other = f"{dice.number(1, 180):02}/{int(iso[:4]) + 1}/NĐ-CP"
        return rich(
            whole,
            dice.pick((" được sửa đổi, bổ sung bởi ", ", được sửa đổi, bổ sung một số điều tại ")),
            "Nghị định số ",
            draft.gold.cite(other, "NĐ", other),
        )
    return whole


def circular(draft: Draft) -> Rich:
    dice = draft.dice
    name, code, _ = dice.pick(rows("ministries-old" if dice.chance(0.8) else "ministries-new"))
    if dice.chance(0.12):
        other = dice.pick([row for row in rows("ministries-old") if row[1] != code])
        when, iso = dated(draft, 1500, 4000)
        own = f"{dice.number(1, 99):02}/{iso[:4]}/TTLT-{code}-{other[1]}"
        return rich(
            "Thông tư liên tịch số ", draft.gold.cite(own, "TTLT", own, iso), when, f" của {name} và {other[0]}"
        )
    return numbered(draft, "TT", f"TT-{code}", dice.pick((name, f"Bộ trưởng {name}")), year=True)


def _local(draft: Draft) -> tuple[str, str]:
    """(code of an issuer near this one, its name as cited)."""
    dice, office = draft.dice, draft.office
    tier = {"xã": "huyện", "phường": "thành phố", "thị trấn": "huyện"}.get(office.tier, office.tier)
    if not office.old or tier not in ("tỉnh", "huyện", "thành phố", "quận", "thị xã"):
        tier = "tỉnh"
    full = dice.pick((f"Ủy ban nhân dân {tier}", f"UBND {tier}", f"UBND {tier}", f"Chủ tịch UBND {tier}"))
    if office.tier == tier and dice.chance(0.3):
        full = f"Ủy ban nhân dân {office.area}"
    return "UBND", full


def state(draft: Draft) -> Rich:
    """A cited state document below decree."""
    dice = draft.dice
    form = dice.weighted(
        (("own", 6), ("ttg", 3), ("so", 3), ("hdnd", 1.5), ("nqcp", 1), ("bo", 1.5), ("party", 1.2), ("vanban", 0.8))
    )
    if form == "ttg":
        kind = dice.pick(("QĐ", "QĐ", "CT", "CĐ"))
        return numbered(draft, kind, f"{kind}-TTg", "Thủ tướng Chính phủ")
    if form == "nqcp":
        return numbered(draft, "NQ", "NQ-CP", "Chính phủ")
    if form == "hdnd":
        return numbered(
            draft, "NQ", "NQ-HĐND", f"{dice.pick(('HĐND', 'Hội đồng nhân dân'))} {draft.near}", year=dice.chance(0.3)
        )
    if form == "so":
        name, code, _ = dice.pick(rows("so-old" if draft.office.old else "so-new"))
        kind = dice.pick(("CV", "CV", "TTr", "BC", "KH", "TB", "HD"))
        wing = dice.pick(("VP", "NVY", "QLN", "KHTC", "TCCB"))
        if kind == "CV" and dice.chance(0.25):
            name_of = dice.pick(("Văn bản", "văn bản", "công văn"))
            return numbered(draft, kind, f"{code}-{wing}", name, name=name_of)
        return numbered(draft, kind, f"{code}-{wing}" if kind == "CV" else f"{kind}-{code}", name)
    if form == "bo":
        name, code, _ = dice.pick(rows("ministries-old" if draft.office.old else "ministries-new"))
        kind = dice.pick(("QĐ", "CV", "KH"))
        return numbered(
            draft, kind, f"{code}-{dice.pick(('VP', 'KHTC', 'PC'))}" if kind == "CV" else f"{kind}-{code}", name
        )
    if form == "party":
        return party(draft)
    code, full = _local(draft)
    kind = dice.pick(("QĐ", "KH", "KH", "CT", "CV", "TB", "CTr", "BC"))
    wing = dice.pick(("NC", "KGVX", "KTTH", "TH", "VX"))
    if form == "vanban":
        return numbered(
            draft,
            kind,
            f"{code}-{wing}" if kind == "CV" else f"{kind}-{code}",
            full,
            name=dice.pick(("Văn bản", "văn bản")),
        )
    return numbered(draft, kind, f"{code}-{wing}" if kind == "CV" else f"{kind}-{code}", full)


def party(draft: Draft) -> Rich:
    dice = draft.dice
    below = {
        "district": ("HU", "Huyện ủy"),
        "party-district": ("HU", "Huyện ủy"),
        "party-commune": ("ĐU", "Đảng ủy xã"),
    }.get(draft.office.level, ("TU", "Tỉnh ủy"))
    if dice.chance(0.5):
        kind, by = dice.pick(
            (
                ("NQ", "Bộ Chính trị"),
                ("CT", "Ban Bí thư"),
                ("KL", "Bộ Chính trị"),
                ("NQ", "Ban Chấp hành Trung ương Đảng"),
                ("HD", "Ban Tổ chức Trung ương"),
                ("QyĐ", "Bộ Chính trị"),
            )
        )
        code = "BTCTW" if kind == "HD" else "TW"
    else:
        kind, code = dice.pick(("NQ", "KH", "CTr", "CT", "TB", "KL", "QĐ")), below[0]
        by = dice.pick(
            (
                below[1],
                f"Ban Thường vụ {below[1]}",
                f"Ban Chấp hành Đảng bộ {'tỉnh' if code == 'TU' else 'huyện' if code == 'HU' else 'xã'}",
            )
        )
    sign = "QĐ" if kind == "QyĐ" else kind
    return numbered(draft, kind, f"{sign}/{code}", by)


def shared(draft: Draft) -> list[Rich]:
    """Several documents that share their type (`các Quyết định số 12/…, 13/…`): what leads in, then each."""
    dice = draft.dice
    kind = dice.pick(("QĐ", "CV", "NQ", "CĐ"))
    sign, by = {
        "QĐ": ("QĐ-UBND", f"UBND {draft.near}"),
        "CV": ("HĐND-KTNS", f"Thường trực HĐND {draft.near}"),
        "NQ": ("NQ-HĐND", f"HĐND {draft.near}"),
        "CĐ": ("CĐ-TTg", "Thủ tướng Chính phủ"),
    }[kind]
    year = draft.day.year - dice.number(0, 2)
    numbers = sorted(dice.sample(range(10, 900), dice.number(2, 3)))
    many = dice.pick(
        (
            f"các {_NAMES[kind]}: ",
            f"các {_NAMES[kind]} của {by}: ",
            f"{_NAMES[kind]} của {by}: ",
            f"các {_NAMES[kind]} số: ",
        )
    )
    items = []
    for place, number in enumerate(numbers):
        day = f"{dice.number(1, 28):02}/{dice.number(1, 12):02}/{year}"
        iso = "-".join(reversed(day.split("/")))
        code = f"{number}/{sign}"
        so = "" if many.endswith("số: ") else dice.pick(("số ", "Số ", "số "))
        item = rich(so, draft.gold.cite(code, kind, code, iso), f" ngày {day}")
        if place and dice.chance(0.2):
            item = rich(item, " ", about(draft))
        items.append(item)
    if many.endswith("số: "):
        many, word, _ = many.partition(_NAMES[kind])
        items[0] = rich(word, " số: ", items[0])
    return [rich(many), *items]


def pinpoint(draft: Draft) -> Rich:
    dice = draft.dice
    where = dice.pick(
        (
            f"khoản {dice.number(1, 6)} Điều {dice.number(2, 90)} ",
            f"điểm {dice.pick('abcd')} khoản {dice.number(1, 5)} Điều {dice.number(2, 60)} ",
            f"Điều {dice.number(2, 90)} ",
            f"khoản {dice.number(1, 4)}, Điều {dice.number(2, 90)} ",
            f"khoản {dice.number(1, 4)} Điều {dice.number(3, 20)} và Điều {dice.number(21, 60)} ",
            f"quy định tại khoản {dice.number(1, 6)} Điều {dice.number(2, 90)} ",
        )
    )
    return rich(where, law(draft) if dice.chance(0.5) else decree(draft))


def named(draft: Draft) -> Rich:
    """A document that has a proper name and no number."""
    roman = draft.dice.pick(("XII", "XIII", "XIV"))
    name = draft.dice.pick(
        (
            f"Nghị quyết Đại hội đại biểu toàn quốc lần thứ {roman} của Đảng",
            f"Nghị quyết Trung ương {draft.dice.number(4, 9)} khóa {roman}",
        )
    )
    return draft.gold.cite(name, "NQ", None)


def instrument(draft: Draft) -> Rich:
    """Any document that a body of this kind would name."""
    dice = draft.dice
    if draft.party:
        return party(draft) if dice.chance(0.85) else state(draft)
    form = dice.weighted(
        (("state", 8), ("decree", 2), ("law", 1.5), ("circular", 1.3), ("party", 1), ("pinpoint", 0.5), ("named", 0.3))
    )
    return {
        "state": state,
        "decree": decree,
        "law": law,
        "circular": circular,
        "party": party,
        "pinpoint": pinpoint,
        "named": named,
    }[form](draft)
