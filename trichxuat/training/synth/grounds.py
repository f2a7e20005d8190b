"""The grounds (căn cứ) of a document, as its kind of issuer writes them."""

from __future__ import annotations

from trichxuat.training.synth.cite import (
    circular,
    dated,
    decree,
    instrument,
    numbered,
    party,
    pinpoint,
    shared,
    state,
)
from trichxuat.training.synth.draft import Block, Draft, clause
from trichxuat.training.synth.lawful import amended_law, amending_law, law
from trichxuat.training.synth.offices import rows
from trichxuat.training.synth.rich import Rich, join, rich

_OPENERS = (
    (("Thực hiện", "thuc_hien"), 8.0),
    (("Căn cứ", "can_cu"), 6.0),
    (("Triển khai thực hiện", "thuc_hien"), 1.5),
    (("Để triển khai thực hiện", "thuc_hien"), 0.7),
    (("Theo", "theo"), 0.8),
    (("Tiếp tục thực hiện", "thuc_hien"), 0.6),
    (("Tiếp theo", "khac"), 0.3),
    (("Trên cơ sở", "khac"), 0.3),
)
_LEGAL = (
    (law, 4),
    (decree, 4),
    (circular, 2),
    (state, 3),
    (amended_law, 1),
    (pinpoint, 0.6),
    (amending_law, 0.8),
    (party, 0.5),
)


def _items(draft: Draft, kind: str, opener: str, *, many: float = 0.25) -> Rich:
    """`Căn cứ A; B`: the opener, then each instrument a basis."""
    dice, gold = draft.dice, draft.gold
    if dice.chance(0.05):
        head, *rest = shared(draft)
        return rich(opener, " ", head, join((gold.basis(item, kind) for item in rest), dice.pick((", ", "; "))))
    count = 1 if not dice.chance(many) else dice.number(2, 3)
    found = [
        gold.basis(dice.weighted(_LEGAL)(draft) if kind == "can_cu" and not draft.party else instrument(draft), kind)
        for _ in range(count)
    ]
    return rich(opener, " ", join(found, "; "))


def _proposal(draft: Draft) -> tuple[Rich, str]:
    """`Theo đề nghị của …`, `Xét đề nghị của …`: (what stands there, kind)."""
    dice, office = draft.dice, draft.office
    opener, kind = dice.pick(
        (("Theo đề nghị của", "theo"), ("Xét đề nghị của", "xet"), ("Xét", "xet"), ("Theo đề nghị của", "theo"))
    )
    if office.family == "party":
        body = (
            dice.pick(("Ủy ban Kiểm tra", "Ban Tổ chức", "Văn phòng"))
            + " "
            + (office.short if office.short != "Ban" else "Tỉnh ủy")
        )
        proposer, code = body, dice.pick(("TTr/BTCTU", "TTr/UBKTTU", "TTr/VPTU"))
        dash = "-"
    else:
        section = {"district": "phong-old", "commune-new": "phong-new", "commune-old": "phong-old"}.get(
            office.level, "so-old" if office.old else "so-new"
        )
        name, short, _ = dice.pick(rows(section))
        if office.level == "commune-old":
            name, short = dice.pick((("công chức Văn hóa - xã hội", "VHXH"), ("công chức Tài chính - kế toán", "TCKT")))
        post = (
            {"so-old": "Giám đốc ", "so-new": "Giám đốc "}.get(section, "Trưởng ")
            if name.startswith(("Sở", "Phòng"))
            else ""
        )
        proposer = (post + (name if post != "Trưởng " else name[0].lower() + name[1:])) if dice.chance(0.75) else name
        code, dash = f"TTr-{short}", "/"
    if opener == "Xét":
        when, iso = dated(draft, 2, 40)
        own = f"{dice.number(1, 900)}{dash}{code}"
        return rich(
            "Xét ",
            draft.gold.basis(
                rich("Tờ trình số ", draft.gold.cite(own, "TTr", own, iso), when, f" của {proposer}"), "xet"
            ),
        ), kind
    words: Rich = rich(proposer)
    if dice.chance(0.65):
        if dice.chance(0.08):
            words = rich(words, f" tại Tờ trình số       /{code} ngày    tháng {draft.day.month} năm {draft.day.year}")
            words = Rich(" ".join(words.text.split()))
        else:
            when, iso = dated(draft, 2, 60)
            own = f"{dice.number(1, 900):02}{dash}{code}"
            word = dice.pick(("Tờ trình", "Tờ trình", "Tờ trình", "Văn bản"))
            words = rich(
                words, dice.pick((f" tại {word} số ", f" tại {word} ")), draft.gold.cite(own, "TTr", own, iso), when
            )
    return rich(opener, " ", draft.gold.basis(words, kind)), kind


def decision_grounds(draft: Draft, *, last: str = ".") -> list[Block]:
    """One ground a paragraph, closed by `;`, the last by a full stop or comma: quyết định, nghị quyết, thông tư."""
    dice = draft.dice
    lines: list[Rich] = []
    if draft.office.code in ("UBND", "HĐND"):
        year = "77/2015/QH13" if draft.office.old else "72/2025/QH15"
        iso = "2015-06-19" if draft.office.old else "2025-06-16"
        name = "Luật Tổ chức chính quyền địa phương"
        draft.laws["Tổ chức chính quyền địa phương"] = year
        form = dice.number(0, 3)
        if form == 0:
            text = rich(name, " số ", draft.gold.cite(year, "L", year))
        else:
            spelt = (
                {1: " ngày 19 tháng 6 năm 2015", 2: " ngày 19/6/2015", 3: " năm 2015"}[form]
                if draft.office.old
                else {1: " ngày 16 tháng 6 năm 2025", 2: " ngày 16/6/2025", 3: " năm 2025"}[form]
            )
            text = rich(draft.gold.cite(name, "L", None, iso if form < 3 else iso[:4]), spelt)
        first = rich("Căn cứ ", draft.gold.basis(text, "can_cu"))
        if draft.office.old and dice.chance(0.4):
            first = rich(first, "; ", draft.gold.basis(amending_law(draft), "can_cu"))
        lines.append(first)
    for _ in range(dice.number(1, 5)):
        opener = "Căn cứ" if dice.chance(0.93) else dice.pick(("Căn cứ vào", "Căn cứ theo"))
        lines.append(_items(draft, "can_cu", opener))
    if dice.chance(0.25):
        lines.append(_items(draft, "thuc_hien", dice.pick(("Thực hiện", "Triển khai thực hiện", "Thực hiện"))))
    if draft.office.code == "HĐND":
        first = rich(
            "Xét ",
            draft.gold.basis(
                numbered(draft, "TTr", "TTr-UBND", clause(draft, f"Ủy ban nhân dân {draft.tier}"), title=True), "xet"
            ),
        )
        second = rich(
            "; ",
            draft.gold.basis(
                numbered(
                    draft,
                    "BC",
                    "BC-KTNS",
                    f"Ban Kinh tế - Ngân sách Hội đồng nhân dân {draft.tier}",
                    title=False,
                    name="Báo cáo thẩm tra",
                ),
                "xet",
            ),
        )
        third = (
            rich(
                "; ",
                draft.gold.basis(f"ý kiến thảo luận của đại biểu Hội đồng nhân dân {draft.tier} tại kỳ họp", "xet"),
            )
            if dice.chance(0.7)
            else rich("")
        )
        lines.append(rich(first, second, third))
    elif dice.chance(0.85):
        lines.append(_proposal(draft)[0])
    if draft.party and dice.chance(0.6):
        lines = [rich("- ", line) for line in lines]
    end = dice.pick((last, ",", ".")) if not draft.party else ","
    return [Block(rich(line, end if i == len(lines) - 1 else ";")) for i, line in enumerate(lines)]


def short_grounds(draft: Draft, lead: str) -> list[Block]:
    """The grounds of kế hoạch, thông báo, công văn: a paragraph or two that end in `lead`."""
    dice = draft.dice
    count = dice.weighted(((1, 6), (2, 3), (3, 1)))
    kinds = [dice.weighted(_OPENERS) for _ in range(count)]
    lines = [_items(draft, kind, opener, many=0.3) for opener, kind in kinds]
    if count == 1 and dice.chance(0.7):
        return [Block(rich(lines[0], dice.pick((", ", "; ")), lead))]
    ends = [";"] * (len(lines) - 1) + [dice.pick((",", ";", "."))]
    blocks = [Block(rich(line, end)) for line, end in zip(lines, ends, strict=True)]
    return [*blocks, Block(rich(lead).capital())]


def reply_grounds(draft: Draft, lead: str) -> list[Block]:
    """`Phúc đáp Công văn số …`, `Sở … nhận được …`: the opening of an answer."""
    dice, gold = draft.dice, draft.gold
    section = "so-old" if draft.office.old else "so-new"
    name, code, _ = dice.pick(rows(section))
    kind = dice.pick(("CV", "CV", "TTr", "BC"))
    letter = numbered(
        draft,
        kind,
        f"{code}-VP" if kind == "CV" else f"{kind}-{code}",
        name,
        title=True,
        name="" if dice.chance(0.7) else "văn bản",
    )
    basis = gold.basis(letter, "phuc_dap")
    form = dice.number(0, 3)
    if form == 0:
        return [Block(rich("Phúc đáp ", basis, ", ", lead))]
    if form == 1:
        return [Block(rich("Trả lời ", basis, "; ", lead))]
    if form == 2:
        second = rich("Sau khi xem xét, ", lead)
        return [Block(rich(f"{draft.office.name} nhận được ", basis, ".")), Block(second)]
    return [Block(rich("Nhận được ", basis, "; ", lead))]
