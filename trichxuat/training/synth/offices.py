"""Bodies that issue documents: made up below the province, before and after 1 July 2025."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trichxuat import lexicon
from trichxuat.training.synth.dice import Dice
from trichxuat.training.synth.words import place_name, sections


@dataclass(frozen=True, slots=True)
class Office:
    """A body. parent, organ: lines of the header; area: `tỉnh Hà Nam`, short `tỉnh`; level: key of the table of units.

    collective: the body that signs with `TM.`, or ""; above: the body over it; old: before 1 July 2025.
    """

    family: str
    parent: tuple[str, ...]
    organ: tuple[str, ...]
    code: str
    name: str
    short: str
    place: str
    area: str
    tier: str
    level: str
    head: str
    deputy: str
    collective: str = ""
    chief: str = "Chánh Văn phòng"
    wings: tuple[str, ...] = ("VP", "TH")
    field: str = ""
    above: str = ""
    old: bool = True


def rows(section: str) -> list[tuple[str, str, str]]:
    """(name, code, field) of the bodies in a section of `offices.txt`."""
    found = []
    for words in sections("offices.txt")[section][""]:
        words, _, topic = words.partition(" @")
        name, _, code = words.partition(" = ")
        found.append((name, code, topic))
    return found


def up_lines(*lines: str) -> tuple[str, ...]:
    """Lines of a header: in capitals."""
    return tuple(line.upper() for line in lines)


def province(dice: Dice, old: bool) -> tuple[str, str]:
    """(`tỉnh Hà Nam`, `Hà Nam`)."""
    row = dice.pick(lexicon.provinces())
    name = row.name if old else row.new_name
    for head in ("Tỉnh ", "Thành phố "):
        if name.startswith(head):
            return name[0].lower() + name[1:], name[len(head) :]
    return name, row.short_name


def government(dice: Dice, old: bool) -> Office:
    name = dice.weighted((("Thủ tướng Chính phủ", 5), ("Chính phủ", 1), ("Văn phòng Chính phủ", 1)))
    code = {"Thủ tướng Chính phủ": "TTg", "Chính phủ": "CP", "Văn phòng Chính phủ": "VPCP"}[name]
    head = "Bộ trưởng, Chủ nhiệm" if code == "VPCP" else "Thủ tướng"
    deputy = "Phó Chủ nhiệm" if code == "VPCP" else "Phó Thủ tướng"
    return Office(
        "state",
        (),
        up_lines(name),
        code,
        name,
        name,
        "Hà Nội",
        "cả nước",
        "cả nước",
        _central(old),
        head,
        deputy,
        "Chính phủ" if code == "CP" else "",
        "Bộ trưởng, Chủ nhiệm",
        ("KTTH", "NN", "KGVX", "PL", "CN"),
        old=old,
    )


def _central(old: bool) -> str:
    return "central-old" if old else "central-new"


def ministry(dice: Dice, old: bool) -> Office:
    name, code, topic = dice.pick(rows("ministries-old" if old else "ministries-new"))
    organ = dice.pick((name.upper(), name.upper(), name.upper().replace(" VÀ ", "\nVÀ "))).split("\n")
    office = Office(
        "state",
        (),
        tuple(organ),
        code,
        name,
        "Bộ",
        "Hà Nội",
        "cả nước",
        "cả nước",
        "ministry",
        "Bộ trưởng",
        "Thứ trưởng",
        "",
        "Chánh Văn phòng",
        ("VP", "KHTC", "PC", "TCCB", "VPB"),
        topic,
        "Thủ tướng Chính phủ",
        old,
    )
    if dice.chance(0.35):
        return agency(dice, office)
    return office


def agency(dice: Dice, under: Office) -> Office:
    name, code, topic = dice.pick(rows("agencies"))
    head = {"C": "Cục trưởng", "T": "Tổng cục trưởng", "V": "Vụ trưởng"}[name[0]]
    return replace(
        under,
        parent=up_lines(under.name),
        organ=up_lines(name),
        code=code,
        name=name,
        short=name.split(" ")[0],
        head=head,
        deputy=f"Phó {head}",
        wings=("CS", "VP", "NV", "KHTC", "PC"),
        field=topic,
        above=under.name,
    )


def peoples_committee(dice: Dice, old: bool) -> Office:
    area, place = province(dice, old)
    tier = area.split(" ")[0] if area.startswith("tỉnh") else "thành phố"
    organ = dice.weighted(
        (
            (("ỦY BAN NHÂN DÂN", area.upper()), 8),
            ((f"ỦY BAN NHÂN DÂN {area.upper()}",), 2),
            (("UỶ BAN NHÂN DÂN", area.upper()), 1),
        )
    )
    return Office(
        "state",
        (),
        organ,
        "UBND",
        f"Ủy ban nhân dân {area}",
        f"UBND {tier}",
        place,
        area,
        tier,
        "province-old" if old else "province-new",
        "Chủ tịch",
        "Phó Chủ tịch",
        "Ủy ban nhân dân",
        "Chánh Văn phòng",
        ("KGVX", "NC", "KTTH", "KTN", "TH", "XDCB", "NNTN", "KSTTHC"),
        "",
        "Chính phủ",
        old,
    )


def council(dice: Dice, base: Office) -> Office:
    if dice.chance(0.25):
        board = dice.pick(("Ban Kinh tế - Ngân sách", "Ban Văn hóa - Xã hội", "Ban Pháp chế", "Đoàn Giám sát"))
        code = {"K": "KTNS", "V": "VHXH", "P": "PC", "G": "ĐGS"}[board.split(" ")[1][0]]
        return replace(
            base,
            parent=("HỘI ĐỒNG NHÂN DÂN", base.area.upper()),
            organ=up_lines(board),
            code=code,
            name=board,
            short="Ban",
            collective=board,
            head="Trưởng ban",
            deputy="Phó Trưởng ban",
            wings=("VP",),
            above=f"Hội đồng nhân dân {base.area}",
        )
    return replace(
        base,
        organ=("HỘI ĐỒNG NHÂN DÂN", base.area.upper()),
        code="HĐND",
        name=f"Hội đồng nhân dân {base.area}",
        short=f"HĐND {base.tier}",
        collective=dice.pick(("Thường trực Hội đồng nhân dân", "Hội đồng nhân dân")),
        wings=("KTNS", "VP", "PC"),
        above="Ủy ban Thường vụ Quốc hội",
    )


def department(dice: Dice, base: Office) -> Office:
    """A sở, a centre, a board of a province."""
    top = dice.pick((f"UBND {base.area}", f"Ủy ban nhân dân {base.area}"))
    kind = dice.weighted((("so", 7), ("centre", 2), ("provincial", 1)))
    if kind == "so" or not base.old:
        name, code, topic = dice.pick(rows("so-old" if base.old else "so-new"))
        return replace(
            base,
            parent=up_lines(top),
            organ=up_lines(name),
            code=code,
            name=name,
            short="Sở",
            head="Giám đốc",
            deputy="Phó Giám đốc",
            collective="",
            wings=("VP", "NV", "TCHC", "KHTC", "QLN"),
            field=topic,
            above=f"Ủy ban nhân dân {base.tier}",
        )
    if kind == "centre":
        so, _, _ = dice.pick(rows("so-old"))
        name, code, topic = dice.pick(rows("centres"))
        head = "Chi cục trưởng" if name.startswith("Chi") else "Giám đốc"
        parent = dice.pick((f"{so} {base.place}", so))
        return replace(
            base,
            parent=up_lines(parent),
            organ=up_lines(name),
            code=code,
            name=name,
            short=name.split(" ")[0],
            head=head,
            deputy=f"Phó {head}",
            collective="",
            wings=("TCHC", "NV"),
            field=topic,
            above=so,
        )
    name, code, topic = dice.pick(rows("provincial"))
    head = {"Thanh": "Chánh Thanh tra", "Văn": "Chánh Văn phòng"}.get(name.split(" ")[0], "Trưởng ban")
    return replace(
        base,
        parent=up_lines(top),
        organ=up_lines(name),
        code=code,
        name=name,
        short=name.split(" ")[0],
        head=head,
        deputy=f"Phó {head}",
        collective="",
        chief="Chánh Văn phòng",
        wings=("TH", "NV"),
        field=topic,
        above=f"Ủy ban nhân dân {base.tier}",
    )


def district(dice: Dice, _old: bool = True) -> Office:
    tier = dice.weighted((("huyện", 7), ("thị xã", 1), ("thành phố", 1), ("quận", 1)))
    place = place_name(dice)
    area = f"{tier} {place}"
    organ = (f"ỦY BAN NHÂN DÂN {area.upper()}",) if dice.chance(0.15) else ("ỦY BAN NHÂN DÂN", area.upper())
    return Office(
        "state",
        (),
        organ,
        "UBND",
        f"Ủy ban nhân dân {area}",
        f"UBND {tier}",
        place,
        area,
        tier,
        "district",
        "Chủ tịch",
        "Phó Chủ tịch",
        "Ủy ban nhân dân",
        "Chánh Văn phòng",
        ("TH", "VX", "NN", "KT", "TCKH", "NV"),
        "",
        f"Ủy ban nhân dân {dice.pick(('tỉnh', 'tỉnh ' + province(dice, True)[1]))}",
    )


def district_office(dice: Dice, base: Office) -> Office:
    name, code, topic = dice.pick(rows("phong-old"))
    head = "Chánh Thanh tra" if name.startswith("Thanh") else "Trưởng phòng"
    top = dice.pick((f"UBND {base.area}", f"Ủy ban nhân dân {base.area}"))
    return replace(
        base,
        parent=up_lines(top),
        organ=up_lines(name),
        code=code,
        name=name,
        short="Phòng",
        head=head,
        deputy=f"Phó {head}",
        collective="",
        wings=("NV", "TH"),
        field=topic,
        above=f"Ủy ban nhân dân {base.tier}",
    )


def commune(dice: Dice, old: bool) -> Office:
    tiers = (("xã", 6), ("phường", 2), ("thị trấn", 1)) if old else (("xã", 6), ("phường", 3), ("đặc khu", 0.4))
    tier, place = dice.weighted(tiers), place_name(dice)
    area = f"{tier} {place}"
    organ = (f"ỦY BAN NHÂN DÂN {area.upper()}",) if dice.chance(0.2) else ("ỦY BAN NHÂN DÂN", area.upper())
    parent: tuple[str, ...] = ()
    if old and dice.chance(0.2):
        parent = (f"UBND HUYỆN {place_name(dice).upper()}",)
        organ = (f"UBND {area.upper()}",)
    office = Office(
        "state",
        parent,
        organ,
        "UBND",
        f"Ủy ban nhân dân {area}",
        f"UBND {tier}",
        place,
        area,
        tier,
        "commune-old" if old else "commune-new",
        "Chủ tịch",
        "Phó Chủ tịch",
        "Ủy ban nhân dân",
        "Chánh Văn phòng",
        ("VP", "KT", "VHXH", "TP"),
        "",
        "Ủy ban nhân dân huyện" if old else f"Ủy ban nhân dân tỉnh {province(dice, False)[1]}",
        old,
    )
    if not old and dice.chance(0.25):
        name, code, topic = dice.pick(rows("phong-new"))
        head = {"P": "Trưởng phòng", "T": "Giám đốc", "V": "Chánh Văn phòng"}[name[0]]
        return replace(
            office,
            parent=up_lines(f"UBND {area}"),
            organ=up_lines(name),
            code=code,
            name=name,
            short="Phòng",
            head=head,
            deputy=f"Phó {head}",
            collective="",
            field=topic,
            above=office.name,
        )
    return office
