"""Papers that two people sign: biên bản, hợp đồng, bản ghi nhớ, bản thỏa thuận."""

from __future__ import annotations

from trichxuat.training.synth.draft import Block, Draft, in_words
from trichxuat.training.synth.grounds import decision_grounds
from trichxuat.training.synth.outline import facts
from trichxuat.training.synth.phrases import action, past
from trichxuat.training.synth.rich import rich
from trichxuat.training.synth.tasks import running
from trichxuat.training.synth.words import person, place_name


def contract(draft: Draft) -> list[Block]:
    """Hợp đồng, bản ghi nhớ, bản thỏa thuận: two parties and what each has to do."""
    dice, gold = draft.dice, draft.gold
    blocks = decision_grounds(draft) if dice.chance(0.6) else []
    names = {"HĐ": ("Bên A", "Bên B"), "BGN": ("Bên A", "Bên B"), "BTT": ("Bên thứ nhất", "Bên thứ hai")}[draft.type]
    other = dice.pick(
        (f"Công ty {dice.pick(('Cổ phần', 'TNHH'))} {place_name(dice)}", f"Trường Cao đẳng {place_name(dice)}")
    )
    for name, who in zip(names, (draft.office.name, other), strict=True):
        blocks.append(Block(rich(f"{name}: {who}")))
        blocks.append(
            Block(
                rich(
                    f"Đại diện: {dice.pick(('Ông', 'Bà'))} {person(dice)}, "
                    f"chức vụ: {dice.pick((draft.office.head, 'Giám đốc'))}"
                )
            )
        )
    blocks.append(
        Block(
            rich(
                f"Hai bên thống nhất {dice.pick(('ký', 'lập'))} {draft.title} về {draft.topic} với các điều khoản sau:"
            )
        )
    )
    draft.last_article = 0
    blocks += [Block(rich("Điều 1. Nội dung công việc"), "head"), *facts(draft, "define", 1, 3)]
    for number, name in enumerate(names):
        unit, key = gold.mark(name)
        blocks.append(
            Block(
                rich(
                    f"Điều {number + 2}. ",
                    dice.pick(("Quyền và trách nhiệm của ", "Trách nhiệm của ", "Nghĩa vụ của ")),
                    unit,
                ),
                "head",
            )
        )
        for _ in range(dice.number(1, 3)):
            words, when = action(draft)
            quote, task = gold.mark(words.capital())
            gold.task(key, task, when)
            blocks.append(Block(rich("- ", quote, "."), "item"))
    blocks.append(
        Block(
            rich(
                f"Điều 4. {draft.title} này có hiệu lực kể từ ngày ký và được "
                f"lập thành {dice.number(2, 6):02} bản có giá trị như nhau."
            )
        )
    )
    return blocks


def minutes(draft: Draft) -> list[Block]:
    """Biên bản: its date stands in the closing sentence."""
    dice = draft.dice
    when = in_words(draft.day)
    lines = [
        f"Thời gian bắt đầu: {dice.number(7, 14):02} giờ {dice.pick(('00', '30'))} phút, ngày {when}.",
        f"Địa điểm: {dice.pick(('Phòng họp', 'Hội trường'))} {draft.office.name}.",
        (
            f"Thành phần tham dự: {dice.number(5, 40)} "
            f"{dice.pick(('đại biểu', 'thành viên', 'người'))}; vắng {dice.number(0, 3):02}."
        ),
    ]
    blocks = [Block(rich(line)) for line in lines]
    blocks.append(Block(rich(dice.pick(("Nội dung:", "Nội dung cuộc họp:")))))
    blocks.append(Block(rich("1. ", past(draft), ".")))
    blocks.append(Block(rich("2. Ý kiến thảo luận: các đại biểu cơ bản nhất trí; ", past(draft).small(), ".")))
    blocks.append(Block(rich(dice.pick(("3. Kết luận của chủ tọa", "3. Kết luận:", "3. Chủ tọa kết luận"))), "head"))
    for _ in range(dice.number(1, 4)):
        blocks += [Block(rich("- ", running(draft)), "item")]
    blocks.append(
        Block(
            rich(
                f"Cuộc họp kết thúc vào {dice.number(9, 17):02} giờ {dice.number(10, 59)} phút, "
                f"ngày {when}; biên bản được đọc lại cho mọi người cùng nghe và thống nhất."
            )
        )
    )
    return blocks
