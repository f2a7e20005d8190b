"""Short documents with a form of their own: giấy mời, giấy giới thiệu, phiếu chuyển, biên bản, hợp đồng, …"""

from __future__ import annotations

from collections.abc import Callable

from trichxuat.training.synth.draft import Block, Draft, clause
from trichxuat.training.synth.grounds import decision_grounds, short_grounds
from trichxuat.training.synth.parties import contract, minutes
from trichxuat.training.synth.phrases import action, doer, past, whoever
from trichxuat.training.synth.rich import Rich, rich, small
from trichxuat.training.synth.tasks import in_running_text, running
from trichxuat.training.synth.words import person, place_name


def _asked(draft: Draft, unit: Rich | str, words: Rich | str, before: str, *, after: str = ".") -> Block:
    who, key = draft.gold.mark(rich(unit).small() if rich(unit).text.startswith("Các ") else unit)
    quote, task = draft.gold.mark(words)
    draft.gold.task(key, task)
    return Block(rich(before, who, " ", quote, after))


def invitation(draft: Draft) -> list[Block]:
    dice = draft.dice
    who = clause(draft, draft.office.name)
    meeting = (
        dice.pick(("cuộc họp", "hội nghị", "buổi làm việc", "lễ ra quân", "hội nghị trực tuyến")) + f" về {draft.topic}"
    )
    lead = dice.pick((f"{who} tổ chức {meeting}.", f"{who} trân trọng kính mời:"))
    guests = dice.pick(
        (
            f"đại diện lãnh đạo {small(doer(draft, 'many'))}",
            f"đại diện lãnh đạo {doer(draft)}",
            doer(draft, "posts"),
            f"ông (bà) {person(dice)}",
            f"đại diện lãnh đạo {doer(draft)}, {doer(draft)}",
        )
    )
    verb = dice.pick(("dự", "tham dự", "đến dự"))
    blocks = short_grounds(draft, f"{who} tổ chức {meeting}.") if dice.chance(0.5) and not lead.endswith(":") else []
    call = dice.pick(
        (f"{who} trân trọng kính mời ", "Trân trọng kính mời ", f"{who} kính mời ", f"{who} trân trọng mời ")
    )
    blocks.append(_asked(draft, guests, f"{verb} {meeting}", call))
    place = dice.pick(
        (f"Phòng họp số {dice.number(1, 4)}, {who}", f"Hội trường {who}", f"Nhà văn hóa {place_name(dice)}")
    )
    lines = [
        f"Chủ trì: {dice.pick(('Đồng chí', 'Ông', 'Bà'))} {person(dice)} - {draft.office.deputy} {who}.",
        (
            f"Thời gian: {dice.number(7, 14):02} giờ {dice.pick(('00', '30'))} phút, ngày "
            f"{draft.written(draft.after(1, 15))} (thứ {dice.pick(('Hai', 'Ba', 'Tư', 'Năm', 'Sáu'))})."
        ),
        f"Địa điểm: {place}.",
        f"Nội dung: {draft.topic}; {dice.pick(draft.field.matter)}.",
    ]
    sign = dice.pick(("", "- ", "1"))
    for number, line in enumerate(dice.some(lines, 2, 4)):
        blocks.append(Block(rich(f"{number + 1}. " if sign == "1" else sign, line)))
    for _ in range(dice.number(0, 2)):
        blocks += in_running_text(draft, "")
    if dice.chance(0.5):
        blocks.append(
            Block(
                rich(
                    dice.pick(
                        (
                            "Rất hân hạnh được đón tiếp.",
                            "Đề nghị các đại biểu dự họp đầy đủ, đúng thành phần.",
                            "Trân trọng kính mời.",
                        )
                    )
                )
                if dice.chance(0.6)
                else rich("Trân trọng.")
            )
        )
    if blocks[-1].text.text.startswith("Đề nghị các đại biểu"):
        blocks[-1] = _asked(draft, "các đại biểu", "dự họp đầy đủ, đúng thành phần", "Đề nghị ")
    return blocks


def introduction(draft: Draft) -> list[Block]:
    dice = draft.dice
    host = (
        whoever(draft)
        if dice.chance(0.3)
        else f"Ủy ban nhân dân {dice.pick(('xã', 'phường', 'huyện'))} {place_name(dice)}"
    )
    lines = [
        f"{draft.office.name} trân trọng giới thiệu:",
        f"Ông (bà): {person(dice)}",
        f"Chức vụ: {dice.pick(('Chuyên viên', 'Phó Trưởng phòng', 'Viên chức', 'Cán bộ'))} {doer(draft)}",
        f"Được cử đến: {host}",
        f"Về việc: {dice.pick(('khảo sát ', 'liên hệ công tác về ', 'làm việc về '))}{draft.topic}.",
    ]
    blocks = [Block(rich(line)) for line in lines]
    blocks.append(
        _asked(
            draft,
            host,
            dice.pick(
                (
                    "tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ",
                    "giúp đỡ để ông (bà) có tên nêu trên hoàn thành nhiệm vụ",
                    "quan tâm, tạo điều kiện giúp đỡ",
                )
            ),
            "Đề nghị ",
        )
    )
    blocks.append(Block(rich(f"Giấy này có giá trị đến hết ngày {draft.written(draft.after(5, 40))}.")))
    return blocks


def mandate(draft: Draft) -> list[Block]:
    """Giấy ủy quyền."""
    dice = draft.dice
    deputy = person(dice)
    blocks = decision_grounds(draft) if dice.chance(0.7) else []
    blocks.append(
        Block(
            rich(
                f"{draft.office.head} {draft.office.name} ủy quyền cho "
                f"{dice.pick(('ông', 'bà'))} {deputy}, {draft.office.deputy}."
            )
        )
    )
    blocks.append(
        Block(
            rich(
                "1. Nội dung ủy quyền: "
                f"{dice.pick(('ký các văn bản', 'giải quyết công việc', 'chủ trì'))} về {draft.topic}."
            )
        )
    )
    blocks.append(
        Block(
            rich(
                f"2. Thời hạn ủy quyền: từ ngày {draft.written(draft.day)} "
                f"đến hết ngày {draft.written(draft.after(30, 300))}."
            )
        )
    )
    words, when = action(draft, front=False)
    unit, key = draft.gold.mark(dice.pick((f"Ông (bà) {deputy}", f"{draft.office.deputy} {deputy}")))
    quote, task = draft.gold.mark(rich("có trách nhiệm ", words))
    draft.gold.task(key, task, when)
    blocks.append(Block(rich("3. ", unit, " ", quote, ".")))
    return blocks


def leave(draft: Draft) -> list[Block]:
    """Giấy nghỉ phép."""
    dice = draft.dice
    day = draft.after(2, 20)
    lines = [
        (
            f"Xét Đơn đề nghị nghỉ phép ngày {draft.written(draft.before(2, 10))} "
            f"của ông (bà) {person(dice)}, {draft.office.name} cấp cho:"
        ),
        f"Ông (bà): {person(dice)}",
        f"Chức vụ: {dice.pick(('Chuyên viên', 'Kế toán', 'Giáo viên', 'Văn thư'))} {doer(draft)}",
        (
            f"Nghỉ phép {dice.pick(('năm', 'việc riêng'))} trong thời gian {dice.number(2, 12):02} "
            f"ngày, kể từ ngày {draft.written(day)} tại {place_name(dice)}."
        ),
        f"Số ngày nghỉ phép nêu trên được tính vào thời gian nghỉ phép năm {day.year}.",
    ]
    first, *rest = (rich(line) for line in lines)
    name = f"Đơn đề nghị nghỉ phép {first.text.split('nghỉ phép ')[1].split(', ' + draft.office.name)[0]}"
    start = first.text.index(name)
    key = draft.gold.key()
    draft.gold.bases.append((key, "xet"))
    first = Rich(first.text, ((start, start + len(name), key),))
    return [Block(first), *(Block(line) for line in rest)]


def slip(draft: Draft) -> list[Block]:
    """Phiếu gửi, phiếu chuyển, phiếu báo."""
    dice = draft.dice
    who = clause(draft, draft.office.name)
    blocks: list[Block] = []
    if draft.type == "PC":
        blocks.append(
            Block(
                rich(
                    f"{who} nhận được đơn của {dice.pick(('ông', 'bà'))} {person(dice)}, trú tại "
                    f"{place_name(dice)}, {dice.pick(('kiến nghị', 'phản ánh', 'khiếu nại'))} về {draft.topic}."
                )
            )
        )
        if dice.chance(0.6):
            blocks += short_grounds(draft, f"{who} chuyển đơn đến cơ quan có thẩm quyền.")
        blocks.append(Block(running(draft)))
    elif draft.type == "PG":
        for number in range(dice.number(1, 4)):
            blocks.append(
                Block(
                    rich(
                        f"{number + 1}. {dice.pick(('Hồ sơ', 'Tài liệu', 'Văn bản'))} "
                        f"{draft.topic} ({dice.number(1, 9):02} bộ)"
                    ),
                    "item",
                )
            )
        blocks.append(
            _asked(
                draft,
                whoever(draft),
                dice.pick(("ký xác nhận và gửi lại Phiếu này", "kiểm tra, ký nhận và gửi trả Phiếu gửi")),
                "Sau khi nhận được, đề nghị ",
            )
        )
    else:
        blocks.append(Block(rich(f"{who} báo tin về {draft.topic}: ", past(draft), ".")))
        blocks.append(Block(running(draft)))
    return blocks


def communique(draft: Draft) -> list[Block]:
    """Thông cáo."""
    blocks = [Block(rich(past(draft), ".")) for _ in range(draft.dice.number(2, 5))]
    if draft.dice.chance(0.4):
        blocks.append(Block(running(draft)))
    return blocks


def open_letter(draft: Draft) -> list[Block]:
    """Thư công: greetings, thanks, an appeal."""
    dice = draft.dice
    who = draft.office.name
    blocks = [
        Block(
            rich(
                f"Nhân dịp {dice.pick(draft.field.event)}, thay mặt {who}, tôi "
                f"gửi tới {dice.pick(draft.field.group)} lời chúc tốt đẹp nhất."
            )
        ),
        Block(rich(past(draft), ".")),
    ]
    if dice.chance(0.5):
        blocks.append(Block(running(draft)))
    blocks.append(
        Block(rich(dice.pick(("Chúc các đồng chí mạnh khỏe, hạnh phúc và thành công.", "Thân ái.", "Trân trọng."))))
    )
    return blocks


BODIES: dict[str, Callable[[Draft], list[Block]]] = {
    "GM": invitation,
    "GGT": introduction,
    "GUQ": mandate,
    "GNP": leave,
    **dict.fromkeys(("PG", "PC", "PB"), slip),
    "BB": minutes,
    **dict.fromkeys(("HĐ", "BGN", "BTT"), contract),
    "TC": communique,
    "Thư công": open_letter,
}
