"""Bodies of the Party, the Front and the unions."""

from __future__ import annotations

from dataclasses import replace

from trichxuat.training.synth.dice import Dice
from trichxuat.training.synth.offices import Office, province, rows, up_lines
from trichxuat.training.synth.words import place_name


def party_central(dice: Dice, old: bool) -> Office:
    name, code, _ = dice.pick(rows("party-tw"))
    head = {"V": "Chánh Văn phòng", "B": "Trưởng ban", "Ủ": "Chủ nhiệm"}[name[0]]
    top = dice.pick((("BAN CHẤP HÀNH TRUNG ƯƠNG",), ("BAN CHẤP HÀNH", "TRUNG ƯƠNG")))
    return Office(
        "party",
        top,
        up_lines(name),
        code,
        f"{name} Trung ương",
        "Ban",
        "Hà Nội",
        "toàn Đảng",
        "toàn Đảng",
        "party-province",
        head,
        f"Phó {head}",
        name if name[0] == "Ủ" else "",
        "Chánh Văn phòng",
        ("VP",),
        "",
        "Ban Bí thư",
        old,
    )


def party_province(dice: Dice, old: bool) -> Office:
    area, place = province(dice, old)
    committee = "Tỉnh ủy" if area.startswith("tỉnh") else "Thành ủy"
    base = Office(
        "party",
        (),
        (f"{committee.upper()} {place.upper()}",),
        "TU",
        f"{committee} {place}",
        committee,
        place,
        area,
        area.split(" ")[0] if area.startswith("tỉnh") else "thành phố",
        "party-province",
        "Bí thư",
        "Phó Bí thư",
        "Ban Thường vụ",
        "Chánh Văn phòng",
        ("VP",),
        "",
        "Ban Bí thư Trung ương Đảng",
        old,
    )
    if dice.chance(0.4):
        name, code, _ = dice.pick(rows("party-tu"))
        head = {"V": "Chánh Văn phòng", "B": "Trưởng ban", "Ủ": "Chủ nhiệm"}[name[0]]
        return replace(
            base,
            parent=base.organ,
            organ=up_lines(name),
            code=code,
            name=f"{name} {committee}",
            short="Ban",
            head=head,
            deputy=f"Phó {head}",
            collective=name if name[0] == "Ủ" else "",
            above=f"Ban Thường vụ {committee}",
        )
    return base


def party_district(dice: Dice, _old: bool = True) -> Office:
    tier, committee, code = dice.weighted(
        ((("huyện", "Huyện ủy", "HU"), 6), (("thị xã", "Thị ủy", "ThU"), 1), (("quận", "Quận ủy", "QU"), 1))
    )
    place = place_name(dice)
    above = province(dice, True)[0]
    base = Office(
        "party",
        (f"ĐẢNG BỘ {above.upper()}",) if dice.chance(0.8) else (),
        (f"{committee.upper()} {place.upper()}",),
        code,
        f"{committee} {place}",
        committee,
        place,
        f"{tier} {place}",
        tier,
        "party-district",
        "Bí thư",
        "Phó Bí thư",
        "Ban Thường vụ",
        "Chánh Văn phòng",
        ("VP",),
        "",
        "Ban Thường vụ Tỉnh ủy",
    )
    if dice.chance(0.3):
        name, under, _ = dice.pick(rows("party-hu"))
        head = {"V": "Chánh Văn phòng", "B": "Trưởng ban", "Ủ": "Chủ nhiệm"}[name[0]]
        return replace(
            base,
            parent=base.organ,
            organ=up_lines(name),
            code=under,
            name=f"{name} {committee}",
            short="Ban",
            head=head,
            deputy=f"Phó {head}",
            collective="",
            above=f"Ban Thường vụ {committee}",
        )
    return base


def party_commune(dice: Dice, old: bool) -> Office:
    tier, place = dice.pick(("xã", "xã", "phường")), place_name(dice)
    above = f"HUYỆN {place_name(dice).upper()}" if old else province(dice, False)[0].upper()
    base = Office(
        "party",
        (f"ĐẢNG BỘ {above}",),
        (f"ĐẢNG ỦY {tier.upper()} {place.upper()}",),
        "ĐU",
        f"Đảng ủy {tier} {place}",
        "Đảng ủy",
        place,
        f"{tier} {place}",
        tier,
        "party-commune",
        "Bí thư",
        "Phó Bí thư",
        "Ban Thường vụ",
        "Chánh Văn phòng",
        ("VP",),
        "",
        "Ban Thường vụ Huyện ủy" if old else "Ban Thường vụ Tỉnh ủy",
        old,
    )
    if dice.chance(0.15):
        chi = dice.pick(("Thôn 3", "Trường Tiểu học", "Cơ quan", "Khu phố 2", "Quân sự"))
        return replace(
            base,
            parent=base.organ,
            organ=(f"CHI BỘ {chi.upper()}",),
            code="CB",
            name=f"Chi bộ {chi}",
            short="Chi bộ",
            collective="Chi bộ",
            above=base.name,
        )
    return base


def front(dice: Dice, old: bool) -> Office:
    """Mặt trận, a union, a hội: state style."""
    deep = dice.chance(0.5)
    if deep:
        area, place = province(dice, old)
        tier = "tỉnh" if area.startswith("tỉnh") else "thành phố"
    else:
        tier = dice.pick(("huyện", "xã", "phường")) if old else dice.pick(("xã", "phường"))
        place = place_name(dice)
        area = f"{tier} {place}"
    kind = dice.pick(("mttq", "mttq", "ldld", "phu-nu", "nong-dan", "ccb", "ctd"))
    head, deputy = "Chủ tịch", "Phó Chủ tịch"
    if kind == "mttq":
        organ = dice.pick(
            (
                ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", area.upper()),
                ("ỦY BAN MTTQ VIỆT NAM", area.upper(), "BAN THƯỜNG TRỰC"),
            )
        )
        return Office(
            "organisation",
            (),
            organ,
            "MTTQ",
            f"Ủy ban Mặt trận Tổ quốc Việt Nam {area}",
            f"Ủy ban MTTQ {tier}",
            place,
            area,
            tier,
            "front",
            head,
            deputy,
            "Ban Thường trực",
            "Chánh Văn phòng",
            ("BTT",),
            "",
            "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
            old,
        )
    if kind == "ldld":
        top, name, code, collective = "Tổng Liên đoàn Lao động Việt Nam", "Liên đoàn Lao động", "LĐLĐ", "Ban Thường vụ"
    elif kind == "phu-nu":
        top, name, code, collective = (
            "Hội Liên hiệp Phụ nữ Việt Nam",
            "Ban Chấp hành Hội Liên hiệp Phụ nữ",
            "BTV",
            "Ban Thường vụ",
        )
    elif kind == "nong-dan":
        top, name, code, collective = "Hội Nông dân Việt Nam", "Ban Chấp hành Hội Nông dân", "HND", "Ban Thường vụ"
    elif kind == "ccb":
        top, name, code, collective = "Hội Cựu chiến binh Việt Nam", "Hội Cựu chiến binh", "HCCB", "Ban Chấp hành"
    else:
        top, name, code, collective = "Trung ương Hội Chữ thập đỏ Việt Nam", "Hội Chữ thập đỏ", "HCTĐ", "Ban Thường vụ"
    return Office(
        "organisation",
        (top.upper(),) if dice.chance(0.7) else (),
        (f"{name} {area}".upper(),),
        code,
        f"{name} {area}",
        name.split(" ")[0],
        place,
        area,
        tier,
        "front",
        head,
        deputy,
        collective,
        "Chánh Văn phòng",
        ("CSPL", "VP", "TG"),
        "",
        top,
        old,
    )


def youth(dice: Dice, old: bool) -> Office:
    """Đoàn Thanh niên: the Party's style with its own heading."""
    area, place = province(dice, old)
    if dice.chance(0.5) or not old:
        return Office(
            "youth",
            (),
            (dice.pick(("BAN CHẤP HÀNH ĐOÀN", "BCH ĐOÀN TNCS HỒ CHÍ MINH")), area.upper())
            if dice.chance(0.4)
            else (f"TỈNH ĐOÀN {place.upper()}",),
            "TĐTN",
            f"Tỉnh đoàn {place}",
            "Tỉnh đoàn",
            place,
            area,
            "tỉnh",
            "front",
            "Bí thư",
            "Phó Bí thư",
            "Ban Thường vụ",
            "Chánh Văn phòng",
            ("VP", "PTr", "TNTH"),
            "",
            "Trung ương Đoàn",
            old,
        )
    below = place_name(dice)
    return Office(
        "youth",
        (f"TỈNH ĐOÀN {place.upper()}",),
        (f"BCH ĐOÀN HUYỆN {below.upper()}",),
        "HĐTN",
        f"Huyện đoàn {below}",
        "Huyện đoàn",
        below,
        f"huyện {below}",
        "huyện",
        "front",
        "Bí thư",
        "Phó Bí thư",
        "Ban Thường vụ",
        "Chánh Văn phòng",
        ("VP", "PTr"),
        "",
        "Tỉnh đoàn",
        old,
    )
