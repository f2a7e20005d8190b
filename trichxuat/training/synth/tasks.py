"""Who has to do what, in the shapes that documents give it; each shape enters its tasks into the gold."""

from __future__ import annotations

from collections.abc import Callable

from trichxuat.training.synth.draft import Block, Draft
from trichxuat.training.synth.phrases import above, action, doer, fact, report, whoever
from trichxuat.training.synth.rich import Rich, rich, small
from trichxuat.training.synth.schedules import content_first

_ORDERS = ("Giao", "Đề nghị", "Yêu cầu", "Giao", "Đề nghị", "Yêu cầu", "Phân công", "Kính đề nghị", "Tiếp tục giao")
_WAYS = (" theo chức năng, nhiệm vụ được giao ", " theo chức năng, nhiệm vụ ", " theo thẩm quyền ")
_JOIN = (
    (" ", 10),
    (" có trách nhiệm ", 2.5),
    (" khẩn trương ", 0.8),
    (" chủ động ", 0.8),
    (" tiếp tục ", 0.6),
    (" nghiêm túc ", 0.4),
)


def marks(draft: Draft, count: int, kind: str = "") -> list[str]:
    """The marks of `count` items of one list: dashes, letters, `1.1.`, plus signs."""
    kind = kind or draft.dice.weighted((("- ", 10), ("a) ", 4), ("+ ", 0.7), ("", 0.8), ("* ", 0.4), ("a. ", 0.5)))
    if kind in ("a) ", "a. "):
        return [letter + kind[1:] for letter in "abcdđeghiklmn"[:count]]
    return [kind] * count


def _end(draft: Draft, last: bool) -> str:
    return "." if last or draft.dice.chance(0.6) else ";"


def _unit(draft: Draft, words: str, *, article: bool = False) -> tuple[Rich, int]:
    """A unit marked; in a sentence `Các sở` is now and then written `các sở`."""
    if article and words.startswith(("Các", "Ủy ban nhân dân các")) and draft.dice.chance(0.6):
        words = small(words) if words.startswith("Các") else words
    return draft.gold.mark(words)


def bullet(draft: Draft, unit: int, sign: str, last: bool, *, share: float = 0.16) -> Block:
    """One task of a unit that stands above."""
    words, when = action(draft, share=share)
    if draft.dice.chance(0.12):
        words = rich(words, ". ", clean_sentence(draft))
    marked, quote = draft.gold.mark(words.capital() if draft.dice.chance(0.9) else words)
    draft.gold.task(unit, quote, when)
    return Block(rich(sign, marked, _end(draft, last)), "item")


def _nested(draft: Draft, unit: int, sign: str) -> list[Block]:
    """A bullet whose parts are the tasks, behind a bare lead-in or an instruction that is a task too."""
    dice, gold = draft.dice, draft.gold
    blocks = []
    if dice.chance(0.5):
        words, when = action(draft, share=0.05)
        lead, key = gold.mark(words.capital())
        gold.task(unit, key, when)
        blocks.append(Block(rich(sign, lead, dice.pick((", trong đó:", ", trong đó tập trung:", " như sau:"))), "item"))
    else:
        blocks.append(
            Block(
                rich(
                    sign,
                    dice.pick(
                        (
                            "Tập trung vào các nội dung sau:",
                            "Một số nội dung trọng tâm:",
                            "Thực hiện các nhiệm vụ cụ thể sau:",
                            "Nội dung cụ thể như sau:",
                        )
                    ),
                ),
                "item",
            )
        )
    count = dice.number(2, 3)
    return blocks + [
        bullet(draft, unit, "+ " if not sign.startswith("+") else "* ", n == count - 1) for n in range(count)
    ]


def under_heading(draft: Draft, sign: str) -> list[Block]:
    """`1. Sở Y tế` and what it does below."""
    dice = draft.dice
    many = dice.chance(0.25)
    unit, key = _unit(draft, whoever(draft) if many else doer(draft, own=0.3))
    if not many:
        unit = unit.capital()
    order = "" if dice.chance(0.82) else dice.pick(_ORDERS[:3]) + " "
    if not order and dice.chance(0.04):
        order = "Trách nhiệm của "
    head = rich(
        sign,
        order,
        unit if order else unit.capital(),
        dice.weighted((("", 5), (":", 4), (" có trách nhiệm:", 0.8), (" thực hiện các nhiệm vụ sau:", 0.3))),
    )
    count = dice.weighted(((1, 3), (2, 4), (3, 4), (4, 2), (5, 1), (6, 0.5)))
    blocks = [Block(head, "head")]
    signs = marks(draft, count, "" if count > 1 else dice.pick(("- ", "")))
    for number, each in enumerate(signs):
        if each and dice.chance(0.06):
            blocks += _nested(draft, key, each)
        else:
            blocks.append(bullet(draft, key, each, number == count - 1))
    return blocks


def after_colon(draft: Draft, sign: str) -> list[Block]:
    """`3. Công an tỉnh: Điều tra, …` in one paragraph."""
    unit, key = _unit(draft, whoever(draft))
    words, when = action(draft)
    if draft.dice.chance(0.15):
        words = rich(words, ". ", clean_sentence(draft))
    quote, at = draft.gold.mark(words.capital() if draft.dice.chance(0.7) else words)
    draft.gold.task(key, at, when)
    order = draft.dice.pick(_ORDERS[:3]) + " " if draft.dice.chance(0.12) else ""
    return [Block(rich(sign, order, unit if order else unit.capital(), ": ", quote, "."))]


def clean_sentence(draft: Draft) -> Rich:
    """A further sentence of the same doer."""
    words, _ = action(draft, share=0.0, lead=False)
    return words.capital()


def opens_with_unit(draft: Draft, sign: str) -> list[Block]:
    """`2. Sở Xây dựng chủ trì … . Bố trí …`; at times a last sentence that is another's task."""
    dice, gold = draft.dice, draft.gold
    unit, key = _unit(draft, whoever(draft))
    words, when = action(draft, front=False)
    joint = dice.weighted(_JOIN)
    way = dice.pick(_WAYS) if dice.chance(0.1) else ""
    if dice.chance(0.25):
        words = rich(words, ". ", clean_sentence(draft))
    quote, at = gold.mark(rich(joint.lstrip(), words))
    gold.task(key, at, when)
    line = rich(sign, unit.capital(), way or " ", quote, ".")
    if dice.chance(0.12):
        line = rich(line, " ", running(draft))
    return [Block(line)]


def running(draft: Draft) -> Rich:
    """A sentence that tells somebody to do something."""
    dice, gold = draft.dice, draft.gold
    unit, key = _unit(draft, whoever(draft), article=True)
    words, when = action(draft, front=False)
    joint = dice.weighted(_JOIN)
    way = dice.pick(_WAYS) if dice.chance(0.07) else ""
    quote, at = gold.mark(rich(joint.lstrip(), words))
    gold.task(key, at, when)
    form = dice.weighted((("order", 6), ("body", 2), ("bare", 2)))
    if form == "bare":
        return rich(unit.capital(), way or " ", quote, ".")
    if form == "body":
        who = draft.office.name if dice.chance(0.6) else above(draft).split(" (")[0]
        return rich(
            f"{who[:1].upper()}{who[1:]} {dice.pick(('đề nghị', 'yêu cầu', 'giao', 'trân trọng đề nghị'))} ",
            unit,
            way or " ",
            quote,
            ".",
        )
    return rich(dice.pick(_ORDERS), " ", unit, way or " ", quote, ".")


def in_running_text(draft: Draft, sign: str) -> list[Block]:
    return [Block(rich(sign, running(draft)))]


def lead_in(draft: Draft, sign: str) -> list[Block]:
    """`Yêu cầu các sở thực hiện một số nhiệm vụ sau:` and bullets, each a task of that unit."""
    dice = draft.dice
    unit, key = _unit(draft, whoever(draft), article=True)
    order = dice.pick(_ORDERS[:6])
    tail = dice.pick(
        (
            ":",
            " thực hiện tốt các nội dung sau:",
            " tập trung thực hiện một số nhiệm vụ sau:",
            " triển khai thực hiện các nội dung:",
            " khẩn trương thực hiện các nhiệm vụ cụ thể như sau:",
        )
    )
    count = dice.number(2, 5)
    signs = marks(draft, count, dice.pick(("- ", "a) ", "- ", "+ ")) if sign else dice.pick(("- ", "a) ", "1.")))
    if signs[0] == "1.":
        signs = [f"{n + 1}. " for n in range(count)]
    head = Block(rich(sign, order, " ", unit, tail))
    return [head, *(bullet(draft, key, each, n == count - 1) for n, each in enumerate(signs))]


def closing(draft: Draft, name: str) -> list[Block]:
    """The last paragraph of a kế hoạch or chỉ thị: who carries it out, whom to tell of difficulties."""
    dice, gold = draft.dice, draft.gold
    unit, key = _unit(draft, doer(draft, dice.pick(("many", "posts"))), article=True)
    verbs = dice.pick(
        (
            "nghiêm túc triển khai thực hiện",
            "triển khai thực hiện nghiêm túc, hiệu quả",
            "tổ chức thực hiện nghiêm túc",
            "căn cứ chức năng, nhiệm vụ được giao tổ chức triển khai thực hiện",
            f"khẩn trương triển khai, thực hiện {name} này",
        )
    )
    quote, at = gold.mark(verbs)
    form = dice.number(0, 3)
    if form == 0:
        lead = rich(f"Trên đây là {name} {draft.topic}, ", dice.pick(("yêu cầu ", "đề nghị ")), unit, " ", quote, ".")
    elif form == 1:
        lead = rich(dice.pick(("Yêu cầu ", "Đề nghị ")), unit, " ", quote, ".")
    else:
        lead = rich(f"Căn cứ {name} này, ", dice.pick(("yêu cầu ", "đề nghị ", "")), unit, " ", quote, ".")
    gold.task(key, at)
    if dice.chance(0.45):
        words = report(draft)
        second, task = gold.mark(rich("kịp thời " if dice.chance(0.5) else "", words))
        if dice.chance(0.5):
            other, who = _unit(draft, doer(draft, "many"), article=True)
            lead = rich(
                lead,
                (
                    f" Trong quá trình {dice.pick(('thực hiện', 'triển khai thực hiện'))}, "
                    f"nếu có khó khăn, vướng mắc, {dice.pick(('đề nghị ', 'yêu cầu ', ''))}"
                ),
                other,
                " ",
                second,
                ".",
            )
            gold.task(who, task)
        else:
            lead = rich(
                lead,
                f" Quá trình thực hiện nếu có vướng mắc, kịp thời phản ánh về {above(draft)} để xem xét, điều chỉnh.",
            )
            # nobody is named for it: no task; the marks of `second` are left out with it
    return [Block(lead)]


def two_orders(draft: Draft, sign: str) -> list[Block]:
    """`Giao Sở Tài chính …; giao Sở Xây dựng …`: a task for each."""
    dice, gold = draft.dice, draft.gold
    order = dice.pick(_ORDERS[:3])
    parts: list[Rich] = []
    for number in range(2):
        unit, key = gold.mark(doer(draft, dice.pick(("", "", "posts"))))
        words, when = action(draft, front=False, lead=False)
        quote, task = gold.mark(words)
        gold.task(key, task, when)
        parts.append(rich(order if number == 0 else order.lower(), " ", unit, " ", quote))
    return [Block(rich(sign, parts[0], "; ", parts[1], "."))]


_SHAPES: tuple[tuple[Callable[[Draft, str], list[Block]], float], ...] = (
    (under_heading, 10),
    (opens_with_unit, 4),
    (after_colon, 2.5),
    (in_running_text, 3),
    (content_first, 1),
    (lead_in, 0.8),
    (two_orders, 0.3),
)


def section(draft: Draft, count: int, signs: Callable[[int], str], *, others: bool = False) -> list[Block]:
    """`count` numbered items of tasks, mostly in one shape. others: rules that tell no one stand among them."""
    dice = draft.dice
    main = dice.weighted(_SHAPES)
    blocks: list[Block] = []
    for number in range(count):
        if others and number and dice.chance(0.06):
            blocks.append(Block(rich(signs(number + 1), fact(draft, dice.pick(("define", "need"))), ".")))
            continue
        shape = main if dice.chance(0.72) else dice.weighted(_SHAPES)
        blocks += shape(draft, signs(number + 1))
    return blocks
