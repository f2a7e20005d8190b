"""Schools, hospitals and companies, and the field that any body works in."""

from __future__ import annotations

from trichxuat.training.synth.dice import Dice
from trichxuat.training.synth.offices import Office, province, rows, up_lines
from trichxuat.training.synth.words import company_name, field, fields, place_name


def school(dice: Dice, old: bool) -> Office:
    if dice.chance(0.5):
        kind, code = dice.pick(
            (
                ("Trường Trung học phổ thông", "THPT"),
                ("Trường Trung học cơ sở", "THCS"),
                ("Trường Mầm non", "MN"),
                ("Trường Tiểu học", "TH"),
            )
        )
        place = place_name(dice)
        above = "Sở Giáo dục và Đào tạo" if code == "THPT" or not old else "Phòng Giáo dục và Đào tạo"
        area, short = province(dice, old) if code == "THPT" else (f"xã {place}", place)
        parent = (
            above.upper()
            if above.startswith("Sở") and dice.chance(0.5)
            else f"{'SỞ GD&ĐT' if above[0] == 'S' else 'PHÒNG GD&ĐT'} {short.upper()}"
        )
        if code != "THPT" and not old:
            parent, above = f"UBND XÃ {place.upper()}", f"Ủy ban nhân dân xã {place}"
        lines = dice.pick(((f"{kind.upper()} {place.upper()}",), (kind.upper(), place.upper())))
        code = f"{code}{''.join(word[0] for word in place.split())}" if dice.chance(0.6) else f"Tr{code}"
        name = f"{kind} {place}"
    else:
        kind, code, _ = dice.pick(rows("schools"))
        area, short = province(dice, old)
        place = short
        parent = dice.pick((f"UBND {area}".upper(), "BỘ GIÁO DỤC VÀ ĐÀO TẠO", "BỘ CÔNG THƯƠNG"))
        above, lines, name = "Bộ Giáo dục và Đào tạo", (f"{kind.upper()} {short.upper()}",), f"{kind} {short}"
    return Office(
        "state",
        (parent,),
        lines,
        code,
        name,
        "Trường",
        place,
        f"{'trường'}",
        "trường",
        "school",
        "Hiệu trưởng",
        "Phó Hiệu trưởng",
        "",
        "Trưởng phòng Hành chính",
        ("ĐT", "CTSV", "TCHC", "HC"),
        "giao-duc",
        above,
        old,
    )


def hospital(dice: Dice, old: bool) -> Office:
    area, short = province(dice, old)
    place = place_name(dice)
    zone = "huyện" if old else "khu vực"
    if dice.chance(0.5):
        lines: tuple[str, ...] = up_lines(
            dice.pick(("Bệnh viện đa khoa", "Bệnh viện Y học cổ truyền", "Bệnh viện Sản - Nhi")), area
        )
        code, name, where = "BV", " ".join(lines).capitalize(), short
    else:
        lines = (
            (f"TRUNG TÂM Y TẾ {zone.upper()} {place.upper()}",)
            if dice.chance(0.5)
            else ("TRUNG TÂM Y TẾ", f"{zone.upper()} {place.upper()}")
        )
        code, name, where = "TTYT", f"Trung tâm Y tế {zone} {place}", place
    if code == "BV":
        name = lines[0].capitalize() + " " + area
    return Office(
        "state",
        (f"SỞ Y TẾ {short.upper()}" if dice.chance(0.5) else "SỞ Y TẾ",),
        lines,
        code,
        name,
        name.split(" ")[0] + " " + name.split(" ")[1],
        where,
        "đơn vị",
        "đơn vị",
        "hospital",
        "Giám đốc",
        "Phó Giám đốc",
        "",
        "Trưởng phòng Hành chính",
        ("KHNV", "TCHC", "DD"),
        "y-te",
        "Sở Y tế",
        old,
    )


def company(dice: Dice, old: bool) -> Office:
    kind = dice.pick(("Công ty Cổ phần", "Công ty TNHH Một thành viên", "Công ty TNHH", "Tổng công ty"))
    name = company_name(dice)
    place = name.split(" ")[-2] + " " + name.split(" ")[-1]
    code = "".join(word[0].upper() for word in name.split())
    lines = (kind.upper(), name.upper()) if dice.chance(0.7) else (f"{kind} {name}".upper(),)
    head = "Tổng Giám đốc" if kind.startswith("Tổng") or dice.chance(0.3) else "Giám đốc"
    return Office(
        "state",
        (),
        lines,
        code,
        f"{kind} {name}",
        "Công ty",
        place,
        "Công ty",
        "Công ty",
        "company",
        head,
        f"Phó {head}",
        "",
        "Trưởng phòng Tổ chức",
        ("KT", "KD", "TCHC"),
        dice.pick(fields()).code,
        "Hội đồng quản trị",
        old,
    )


def topic_of(dice: Dice, office: Office) -> str:
    """The code of a field that the body works in."""
    if office.family == "party":
        return "xay-dung-dang" if dice.chance(0.6) else dice.pick(fields()).code
    if office.level == "front":
        return "doan-the" if dice.chance(0.6) else dice.pick(fields()).code
    if office.field and dice.chance(0.85):
        return field(office.field).code
    return dice.pick(fields()[:-2]).code
