"""The end of a document: recipients on the left, signers on the right."""

from __future__ import annotations

from dataclasses import dataclass, field

from trichxuat.training.synth.draft import Draft
from trichxuat.training.synth.gold import Signer
from trichxuat.training.synth.offices import Office
from trichxuat.training.synth.phrases import doer
from trichxuat.training.synth.rich import Rich, rich
from trichxuat.training.synth.words import person

_DEGREES = ("ThS. ", "TS. ", "BS. ", "BSCKII. ", "PGS.TS. ", "Thạc sĩ ", "BSCKI. ", "ThS.BS. ")
_RANKS = ("Đại tá ", "Thượng tá ", "Trung tá ", "Thiếu tá ")


@dataclass(slots=True)
class Tail:
    """recipients: `Nơi nhận:` and its lines; blocks: the lines of each signature, the name last."""

    recipients: list[Rich]
    blocks: list[list[Rich]] = field(default_factory=list)


def _note(draft: Draft) -> str:
    return draft.dice.pick(
        (
            " (b/c)",
            " (để b/c)",
            " (để báo cáo)",
            " (b/cáo)",
            " (để thực hiện)",
            " (để biết)",
            "",
            "",
            "",
            "",
            " (t/h)",
            " (phối hợp)",
        )
    )


def _entries(draft: Draft) -> list[str]:
    dice, office = draft.dice, draft.office
    tier = office.tier
    found: list[str] = []
    if draft.type == "QĐ" or (draft.type in ("NQ", "TT", "NĐ") and not draft.party):
        found.append(f"Như Điều {draft.last_article or 3}" if dice.chance(0.85) else "Như trên")
    elif draft.type in ("CV", "TTr", "CĐ", "GM", "PC", "GGT", "PG") and dice.chance(0.9):
        found.append(dice.pick(("Như trên", "Như trên", "Như trên", "Như kính gửi", "Như trên (để t/h)")))
    elif draft.type == "GM" and dice.chance(0.3):
        found.append("Như thành phần mời")
    high = {
        "province-old": (
            "Văn phòng Chính phủ",
            "Thường trực Tỉnh ủy",
            "TT. Tỉnh ủy, TT. HĐND tỉnh",
            "TT HĐND tỉnh",
            "CT, các PCT UBND tỉnh",
            "Đoàn ĐBQH tỉnh",
            "UBMTTQ Việt Nam tỉnh",
            "CVP, các PCVP UBND tỉnh",
            "Bộ Nội vụ",
            "Báo, Đài PTTH tỉnh",
        ),
        "district": (
            "UBND tỉnh",
            "TT. Huyện ủy",
            "TT. HĐND huyện",
            "CT, các PCT UBND huyện",
            "UBMTTQVN huyện",
            "Chánh, Phó VP HĐND - UBND huyện",
            "Sở TN&MT",
        ),
        "commune": (
            f"TT. Đảng ủy {tier}",
            f"TT. HĐND {tier}",
            f"CT, các PCT UBND {tier}",
            f"UBMTTQ {tier}",
            "UBND huyện" if office.old else "UBND tỉnh",
        ),
        "central": (
            "Ban Bí thư Trung ương Đảng",
            "Thủ tướng, các Phó Thủ tướng CP",
            "Văn phòng Trung ương Đảng",
            "Văn phòng Tổng Bí thư",
            "Văn phòng Quốc hội",
            "Kiểm toán nhà nước",
            "HĐND, UBND các tỉnh, TP trực thuộc TW",
            "VPCP: BTCN, các PCN, Trợ lý TTg, TGĐ Cổng TTĐT",
            "Công báo",
            "Cục Kiểm tra văn bản QPPL (Bộ Tư pháp)",
        ),
        "party": (
            "Ban Bí thư Trung ương Đảng",
            "Thường trực Tỉnh ủy",
            "Văn phòng Trung ương Đảng",
            "Ban Tổ chức Tỉnh ủy",
            "Các đồng chí Ủy viên Ban Chấp hành",
            "Các chi, đảng bộ trực thuộc",
            "Các cơ quan tham mưu, giúp việc",
            "Ủy ban Kiểm tra Tỉnh ủy",
        ),
        "front": (
            "TT. Tỉnh ủy",
            "Ban Dân vận Tỉnh ủy",
            "Các tổ chức thành viên",
            "LĐLĐ các huyện, TP",
            "TT HĐND, UBND tỉnh",
            "Các ban, đơn vị trực thuộc",
            "UV BTV, BCH",
        ),
    }
    level = "central" if office.level == "ministry" else office.level
    key = next((name for name in high if level.startswith(name)), "")
    if office.level == "province-new":
        key = "province-old"
    pool = high.get(key, (office.above, "Ban Giám hiệu", "Lãnh đạo đơn vị", "Website", "Các khoa, phòng", "Công đoàn"))
    names = dice.sample(pool, dice.number(0, 5))
    names += [doer(draft, dice.pick(("", "many")), own=0.2) for _ in range(dice.number(0, 2))]
    found += [name.replace("Ủy ban nhân dân", "UBND").replace(";", ",") + _note(draft) for name in names]
    if dice.chance(0.08):
        found.append(f"VPUB: CVP, PCVP ({dice.pick(office.wings)}), CBTH")
    if dice.chance(0.05):
        found.append(f"{dice.pick(('Ông', 'Bà'))} {person(dice)} (để biết)")
    wing = dice.pick(office.wings)
    typist = dice.pick(
        (
            "",
            "",
            f" ({dice.number(2, 30):02}b)",
            f".{person(dice).split(' ')[-1]}",
            f"th{dice.number(10, 200)}",
            f" ({person(dice).split(' ')[-1]})",
        )
    )
    if draft.party and draft.office.family != "youth":
        found.append(
            dice.pick(
                (
                    f"Lưu Văn phòng {office.short}".removesuffix(" Ban"),
                    "Lưu Văn phòng",
                    "Lưu VP Đảng ủy" if office.code == "ĐU" else "Lưu VP",
                )
            )
        )
    else:
        found.append(
            dice.pick(
                (
                    f"Lưu: VT, {wing}{typist}",
                    f"Lưu: VT, {wing}{typist}",
                    "Lưu: VT",
                    f"Lưu VT, {wing}",
                    f"Lưu: VP, {wing}",
                )
            )
        )
    return list(dict.fromkeys(found))


def _recipients(draft: Draft) -> list[Rich]:
    dice, gold = draft.dice, draft.gold
    lead = dice.weighted((("Nơi nhận:", 14), ("Nơi nhận :", 0.7), ("Nơi nhận", 0.4), ("NƠI NHẬN:", 0.3)))
    comma = ";" if not draft.party or dice.chance(0.4) else ","
    dash = dice.weighted((("- ", 14), ("-", 1.5), ("– ", 0.5), ("+ ", 0.2)))
    entries = _entries(draft)
    lines = [
        rich(dash, gold.recipient(name), "." if n == len(entries) - 1 else comma) for n, name in enumerate(entries)
    ]
    return [rich(lead), *lines]


def _signature(draft: Draft, office: Office, *, body: str = "") -> list[Rich]:
    """The lines of one signature; gold gets the signer."""
    dice, gold = draft.dice, draft.gold
    signer = Signer()
    gold.signers.append(signer)
    lines: list[Rich] = []
    short = draft.party and office.family != "youth"
    tm, kt, tl = ("T/M", "K/T", "T/L") if short else (dice.pick(("TM.", "TM.", "TM. ", "TM ")).strip(), "KT.", "TL.")

    def competence(words: str) -> None:
        marked, key = gold.mark(words)
        signer.competence.append(key)
        lines.append(marked)

    of = f" {body.upper()}" if body else ""
    collective = office.collective and (office.code != "HĐND" or dice.chance(0.5)) and (dice.chance(0.8) or draft.party)
    form = dice.weighted(
        (("head", 3), ("deputy", 4), ("delegate", 0.8), ("delegate deputy", 0.4), ("acting", 0.15), ("permit", 0.2))
    )
    if (
        form.startswith("delegate")
        and office.level not in ("school", "company")
        and not draft.joint
        and draft.type not in ("QĐ", "NQ")
    ):
        top = (
            f"{tl} {office.head}".upper() if not (short and office.collective) else f"{tl} {office.collective}".upper()
        )
        competence(top)
        post = office.chief.upper()
        if form == "delegate deputy":
            competence(f"{kt} {post}")
            post = f"PHÓ {post}"
    elif form == "permit" and not short:
        competence(f"TUQ. {office.head}".upper())
        post = office.deputy.upper()
    else:
        if collective:
            competence(
                f"{tm} {office.collective}".upper()
                + (f" {office.short.upper()}" if office.family == "youth" and dice.chance(0.5) else "")
            )
        if form == "acting":
            post = f"Q. {office.head}".upper() + of
        elif form == "deputy" or form.startswith(("delegate", "permit")):
            if not (short and office.collective):
                competence(f"{kt} {office.head}".upper() + of)
            post = office.deputy.upper()
            if dice.chance(0.12):
                post += " THƯỜNG TRỰC"
        else:
            post = office.head.upper() + of
    marked, signer.position = gold.mark(post)
    lines.append(marked)
    lines += _name(draft, signer)
    return lines


def _name(draft: Draft, signer: Signer) -> list[Rich]:
    dice, gold = draft.dice, draft.gold
    lines: list[Rich] = []
    if dice.chance(0.15):
        lines.append(rich(dice.pick(("(Đã ký)", "Đã ký", "(đã ký)", "(Ký, đóng dấu)", "[daky]"))))
    if dice.chance(0.02):
        return lines
    name, signer.name = gold.mark(person(dice))
    titles = (
        _DEGREES
        if draft.office.level in ("school", "hospital") or draft.field.code in ("y-te", "giao-duc")
        else _RANKS
        if draft.field.code == "an-ninh"
        else ()
    )
    title = dice.pick(titles) if titles and dice.chance(0.25) else ""
    lines += [rich("")] * dice.weighted(((0, 5), (1, 3), (2, 1), (4, 2)))
    lines.append(rich(title, name))
    return lines


def _pair(draft: Draft) -> list[list[Rich]]:
    """A biên bản's secretary and chair; the two parties of a hợp đồng."""
    dice, gold = draft.dice, draft.gold
    posts = {
        "BB": dice.pick((("THƯ KÝ", "CHỦ TỌA"), ("NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"), ("THƯ KÝ", "CHỦ TRÌ"))),
    }.get(
        draft.type,
        ("ĐẠI DIỆN BÊN A", "ĐẠI DIỆN BÊN B")
        if draft.type != "BTT"
        else ("ĐẠI DIỆN BÊN THỨ NHẤT", "ĐẠI DIỆN BÊN THỨ HAI"),
    )
    blocks = []
    for post in posts:
        signer = Signer()
        gold.signers.append(signer)
        if draft.type == "BB":
            marked, signer.position = gold.mark(post)
            lines = [marked]
        else:
            marked, key = gold.mark(post)
            signer.competence.append(key)
            lines = [marked]
            if dice.chance(0.6):
                own, signer.position = gold.mark(dice.pick(("GIÁM ĐỐC", "HIỆU TRƯỞNG", "CHỦ TỊCH", "PHÓ GIÁM ĐỐC")))
                lines.append(own)
        blocks.append([*lines, *_name(draft, signer)])
    return blocks


def tail(draft: Draft) -> Tail:
    """Recipients and signatures of the draft."""
    if draft.type in ("BB", "HĐ", "BGN", "BTT"):
        blocks = _pair(draft)
        if draft.type == "BB" and draft.dice.chance(0.15):
            blocks = blocks[:1]
            del draft.gold.signers[1:]
        return Tail(_recipients(draft) if draft.dice.chance(0.8) else [], blocks)
    if draft.joint:
        blocks = [
            _signature(draft, office, body=office.name if draft.dice.chance(0.6) else "") for office in draft.joint
        ]
        return Tail(_recipients(draft), blocks)
    blocks = [_signature(draft, draft.office)]
    return Tail(_recipients(draft) if draft.type not in ("Thư công", "GNP") or draft.dice.chance(0.5) else [], blocks)
