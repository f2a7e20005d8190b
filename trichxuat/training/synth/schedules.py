"""Tasks whose work comes first: `Cơ quan chủ trì: X` behind it, or the rows of a table."""

from __future__ import annotations

from trichxuat.training.synth.deadlines import term
from trichxuat.training.synth.draft import Block, Draft
from trichxuat.training.synth.phrases import action, doer, fact, partners
from trichxuat.training.synth.rich import rich


def content_first(draft: Draft, sign: str) -> list[Block]:
    """The work, then `Cơ quan chủ trì: X`, `Thời gian: Y`."""
    dice, gold = draft.dice, draft.gold
    words, _ = action(draft, share=0.0, lead=False)
    unit, key = gold.mark(doer(draft))
    who = dice.pick(("Cơ quan chủ trì", "Đơn vị chủ trì", "Cơ quan thực hiện", "Đơn vị thực hiện", "Chủ trì"))
    when, at = term(draft)
    dash = dice.pick(("- ", "- ", "+ ", ""))
    blocks: list[Block] = []
    if dice.chance(0.3):
        quote, task = gold.mark(words.capital())
        blocks = [
            Block(rich(sign, dice.pick(("Nội dung", "Nhiệm vụ", "Công tác")), f" {draft.topic}"), "head"),
            Block(rich(dash, dice.pick(("Nội dung: ", "Nội dung thực hiện: ")), quote, "."), "item"),
        ]
    else:
        quote, task = gold.mark(words.capital())
        blocks = [Block(rich(sign, quote, dice.pick(("", ".", "."))), "head" if dice.chance(0.4) else "para")]
    lines = [Block(rich(dash, who, ": ", unit, "."), "item")]
    if dice.chance(0.75):
        lines.append(
            Block(
                rich(dash, f"{dice.pick(('Cơ quan phối hợp', 'Đơn vị phối hợp', 'Phối hợp'))}: {partners(draft)}."),
                "item",
            )
        )
    if dice.chance(0.85):
        lines.append(
            Block(
                rich(
                    dash,
                    dice.pick(("Thời gian thực hiện", "Thời gian", "Thời gian hoàn thành", "Thời hạn")),
                    ": ",
                    when,
                    ".",
                ),
                "item",
            )
        )
        gold.task(key, task, at)
    else:
        gold.task(key, task)
    return blocks + lines


def table(draft: Draft, *, rows: int = 0) -> list[Block]:
    """A table of work, lead body, partners and time."""
    dice, gold = draft.dice, draft.gold
    partner, time = dice.chance(0.7), dice.chance(0.85)
    heads = [
        "TT" if dice.chance(0.6) else "STT",
        dice.pick(("Nội dung", "Nhiệm vụ", "Nội dung công việc", "Nội dung nhiệm vụ")),
        dice.pick(("Cơ quan chủ trì", "Đơn vị chủ trì", "Cơ quan thực hiện")),
    ]
    heads += [dice.pick(("Cơ quan phối hợp", "Đơn vị phối hợp"))] * partner + [
        dice.pick(("Thời gian", "Thời gian hoàn thành", "Thời gian thực hiện"))
    ] * time
    blocks = [Block(rich(""), "row", tuple(rich(head) for head in heads))]
    for number in range(1, (rows or dice.number(2, 7)) + 1):
        if dice.chance(0.1):
            blocks.append(
                Block(
                    rich(""),
                    "row",
                    (
                        rich("I" * min(3, number)),
                        fact(draft, "solution").upper() if dice.chance(0.3) else rich(draft.topic).capital(),
                        *[rich("")] * (len(heads) - 2),
                    ),
                )
            )
        words, _ = action(draft, share=0.0, lead=False)
        quote, task = gold.mark(words.capital())
        unit, key = gold.mark(doer(draft))
        when, at = term(draft) if time else (rich(""), 0)
        gold.task(key, task, at if time else None)
        cells = [
            rich(str(number)),
            quote,
            unit,
            *([rich(partners(draft))] if partner else []),
            *([when] if time else []),
        ]
        blocks.append(Block(rich(""), "row", tuple(cells)))
    return blocks
