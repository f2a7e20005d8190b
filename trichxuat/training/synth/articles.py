"""Documents in articles (Điều): quyết định, nghị quyết of a council, thông tư, quy chế."""

from __future__ import annotations

from trichxuat.training.synth.cite import state
from trichxuat.training.synth.draft import Block, Draft, in_words
from trichxuat.training.synth.grounds import decision_grounds
from trichxuat.training.synth.outline import facts
from trichxuat.training.synth.phrases import action, doer, fact
from trichxuat.training.synth.rich import Rich, rich, small
from trichxuat.training.synth.tasks import bullet, marks, opens_with_unit, running
from trichxuat.training.synth.words import person

_SINCE = ("thi hành kể từ ngày ký", "kể từ ngày ký", "thi hành từ ngày {}", "từ ngày ký ban hành")


def _article(draft: Draft, title: str = "") -> str:
    draft.last_article += 1
    return f"Điều {draft.last_article}{draft.dice.pick(('.', '.', '.', ':'))} {title}"


def _executors(draft: Draft) -> Rich:
    """The closing article: `Chánh Văn phòng …, Giám đốc … chịu trách nhiệm thi hành Quyết định này.`"""
    dice = draft.dice
    chief = {"Ủy": f"Chánh Văn phòng Ủy ban nhân dân {draft.tier}", "Bộ": "Chánh Văn phòng Bộ"}.get(
        draft.office.name.split(" ")[0], draft.office.chief
    )
    found = [chief, doer(draft, "posts"), doer(draft, dice.pick(("posts", "")))]
    found = list(dict.fromkeys(found))
    words = ", ".join(found) + dice.pick(
        (
            " và các cơ quan, đơn vị, cá nhân có liên quan",
            " và các tổ chức, cá nhân liên quan",
            "",
            "; Thủ trưởng các cơ quan, đơn vị có liên quan",
        )
    )
    name = "Nghị quyết" if draft.type == "NQ" else draft.title
    who, key = draft.gold.mark(words)
    quote, task = draft.gold.mark(
        dice.pick(
            (
                f"chịu trách nhiệm thi hành {name} này",
                f"chịu trách nhiệm thi hành {name} này",
                f"căn cứ {name} thi hành",
                f"có trách nhiệm tổ chức thực hiện {name} này",
                f"chịu trách nhiệm thực hiện {name} này",
            )
        )
    )
    draft.gold.task(key, task)
    return rich(who, " ", quote, ".")


def _effect(draft: Draft) -> Rich:
    dice = draft.dice
    name = "Nghị quyết" if draft.type == "NQ" else draft.title
    words: Rich = rich(f"{name} này có hiệu lực {dice.pick(_SINCE).format(in_words(draft.after(5, 60)))}")
    if dice.chance(0.35):
        words = rich(words, dice.pick((" và thay thế ", "; bãi bỏ ", " và thay thế ")), state(draft))
    return rich(words, ".")


def decision(draft: Draft) -> list[Block]:
    dice = draft.dice
    word = "QUYẾT NGHỊ" if draft.type == "NQ" else "QUYẾT ĐỊNH"
    authority = _authority(draft)
    blocks = [Block(rich(line), "centre") for line in authority] + decision_grounds(draft)
    blocks.append(Block(rich(word + dice.pick((":", ":", ":", ""))), "centre"))
    blocks += _first_articles(draft)
    if dice.chance(0.45):
        blocks += _duties(draft)
    if draft.type == "NQ":
        blocks.append(Block(rich(_article(draft), running(draft))))
        unit, key = draft.gold.mark(
            f"Thường trực Hội đồng nhân dân, các Ban Hội đồng nhân dân và đại biểu Hội đồng nhân dân {draft.tier}"
        )
        quote, task = draft.gold.mark(
            "giám sát việc thực hiện Nghị quyết"
            if dice.chance(0.5)
            else "giám sát việc triển khai thực hiện Nghị quyết này"
        )
        draft.gold.task(key, task)
        blocks.append(Block(rich(_article(draft), "Giao ", unit, " ", quote, ".")))
        blocks.append(
            Block(
                rich(
                    f"Nghị quyết này đã được Hội đồng nhân dân {draft.office.area} thông qua ngày "
                    f"{in_words(draft.day)} và có hiệu lực từ ngày {in_words(draft.after(5, 30))}."
                )
            )
        )
        return blocks
    blocks.append(Block(rich(_article(draft), _effect(draft))))
    blocks.append(Block(rich(_article(draft), _executors(draft))))
    return blocks


def _authority(draft: Draft) -> list[str]:
    """The line that says who issues (`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …`), and the session of a council."""
    dice, office = draft.dice, draft.office
    if draft.party or dice.chance(0.1):
        return []
    if office.code == "HĐND":
        session = f"KHÓA {dice.pick(('IX', 'X', 'XI', 'XVIII'))}, KỲ HỌP THỨ {dice.number(2, 24)}"
        return [office.name.upper(), session] if dice.chance(0.7) else [f"{office.name.upper()} {session}"]
    if office.code == "UBND":
        return [dice.pick((f"CHỦ TỊCH {office.name.upper()}", office.name.upper()))]
    if office.code in ("TTg", "CP"):
        return [office.name.upper()]
    return [f"{office.head.upper()} {office.name.upper()}"]


def _first_articles(draft: Draft) -> list[Block]:
    dice = draft.dice
    form = dice.number(0, 5)
    title = draft.title
    if form == 0:
        thing = dice.pick(("Quy chế", "Quy định", "Đề án", "Kế hoạch"))
        return [Block(rich(_article(draft), f"Ban hành kèm theo {title} này {thing} {draft.topic}."))]
    if form == 1:
        blocks = [
            Block(
                rich(
                    _article(draft),
                    (
                        f"Thành lập {dice.pick(('Ban Chỉ đạo', 'Tổ công tác', 'Hội đồng'))} "
                        f"{draft.topic}, gồm các ông (bà) có tên sau đây:"
                    ),
                )
            )
        ]
        blocks += [_member(draft, number) for number in range(dice.number(3, 6))]
        return blocks
    if form == 2:
        amount = f"{dice.number(12, 960)}.000.000"
        return [
            Block(rich(_article(draft), f"Phê duyệt kinh phí {draft.topic} với tổng số tiền {amount} đồng."), "para"),
            *facts(draft, "define", 1, 3),
        ]
    if form == 3:
        return [
            Block(
                rich(
                    _article(draft),
                    (
                        f"{dice.pick(('Tặng Giấy khen cho', 'Khen thưởng', 'Cử'))} {dice.number(2, 9):02} "
                        f"{dice.pick(draft.field.group)} đã có thành tích trong công tác {draft.topic}."
                    ),
                )
            )
        ]
    if form == 4:
        blocks = [
            Block(
                rich(_article(draft, dice.pick(("Phạm vi điều chỉnh, đối tượng áp dụng", "Nội dung phê duyệt")))),
                "head",
            )
        ]
        return blocks + [Block(rich(f"{n + 1}. ", fact(draft, "define"), ".")) for n in range(dice.number(2, 4))]
    return [
        Block(
            rich(
                _article(draft),
                (
                    f"Phê duyệt {dice.pick(('Kế hoạch', 'Đề án', 'Phương án', 'Danh mục'))} "
                    f"{draft.topic}, với các nội dung chủ yếu sau:"
                ),
            )
        ),
        *[
            Block(rich(f"{n + 1}. ", fact(draft, dice.pick(("purpose", "goal", "define"))), "."))
            for n in range(dice.number(2, 5))
        ],
    ]


def _member(draft: Draft, number: int) -> Block:
    dice = draft.dice
    who = f"{dice.pick(('Ông', 'Bà', 'Đồng chí'))} {person(dice)}, lãnh đạo {doer(draft)}"
    part = ("Trưởng ban", "Phó Trưởng ban", "Thành viên")[min(number, 2)]
    return Block(rich(f"{number + 1}. {who} - {part}{dice.pick((';', '.'))}"), "item")


def _duties(draft: Draft) -> list[Block]:
    """An article that gives tasks."""
    dice = draft.dice
    form = dice.number(0, 3)
    if form == 0:
        return [Block(rich(_article(draft), running(draft)))]
    if form == 1:
        blocks = [
            Block(
                rich(_article(draft, dice.pick(("Tổ chức thực hiện", "Trách nhiệm thực hiện", "Giao nhiệm vụ")))),
                "head",
            )
        ]
        for number in range(dice.number(2, 4)):
            blocks += (
                [Block(rich(f"{number + 1}. ", running(draft)))]
                if dice.chance(0.5)
                else opens_with_unit(draft, f"{number + 1}. ")
            )
        return blocks
    unit, key = draft.gold.mark(doer(draft))
    head = Block(
        rich(
            _article(draft), dice.pick(("Giao ", "")), unit, dice.pick((" có trách nhiệm:", ":", " chịu trách nhiệm:"))
        )
    )
    count = dice.number(2, 4)
    return [head, *(bullet(draft, key, each, n == count - 1) for n, each in enumerate(marks(draft, count)))]


def responsibilities(draft: Draft) -> list[Block]:
    """`Điều 5. Trách nhiệm của Phòng …` and what it does, in clauses or in one paragraph."""
    dice, gold = draft.dice, draft.gold
    unit, key = gold.mark(doer(draft, dice.weighted((("", 5), ("many", 3), ("posts", 1)))))
    blocks = [
        Block(rich(_article(draft, dice.pick(("Trách nhiệm của ", "Trách nhiệm của ", "Nhiệm vụ của "))), unit), "head")
    ]
    count = dice.weighted(((1, 2), (2, 4), (3, 3)))
    for number in range(count):
        words, when = action(draft)
        quote, task = gold.mark(words.capital())
        gold.task(key, task, when)
        blocks.append(Block(rich(f"{number + 1}. " if count > 1 else "", quote, ".")))
    return blocks


def regulation(draft: Draft) -> list[Block]:
    """Thông tư, nghị định, quy chế, quy định: definitions and rules, then duties."""
    dice = draft.dice
    blocks = decision_grounds(draft) if draft.type in ("TT", "NĐ", "TTLT") or dice.chance(0.6) else []
    if blocks:
        who = " và ".join(office.name for office in (draft.joint or (draft.office,)))
        head = who if draft.type in ("NĐ", "TTLT") or draft.party else f"{draft.office.head} {who}"
        blocks.append(Block(rich(f"{head} ban hành {draft.title} {draft.topic}{dice.pick((' như sau:', '.', ':'))}")))
    blocks += _rules(draft, dice.number(2, 4))
    for _ in range(dice.number(1, 3)):
        blocks += responsibilities(draft)
    blocks.append(
        Block(rich(_article(draft, "Hiệu lực thi hành" if dice.chance(0.6) else "Điều khoản thi hành")), "head")
    )
    blocks.append(Block(rich("1. " if dice.chance(0.5) else "", _effect(draft))))
    if dice.chance(0.6):
        blocks.append(Block(rich("2. ", _executors(draft))))
    if dice.chance(0.4):
        unit, key = draft.gold.mark(doer(draft, "many"))
        quote, task = draft.gold.mark(f"phản ánh về {draft.office.name} để xem xét, giải quyết")
        draft.gold.task(key, task)
        unit = Rich(small(unit.text) if unit.text.startswith("Các") else unit.text, unit.marks)
        blocks.append(Block(rich("Trong quá trình thực hiện, nếu có vướng mắc, đề nghị ", unit, " ", quote, ".")))
    return blocks


def _rules(draft: Draft, count: int) -> list[Block]:
    dice = draft.dice
    blocks: list[Block] = []
    titles = [
        "Phạm vi điều chỉnh",
        "Đối tượng áp dụng",
        "Giải thích từ ngữ",
        "Nguyên tắc thực hiện",
        "Nội dung và mức chi",
        "Trình tự thực hiện",
        "Kinh phí hoạt động",
    ]
    chapters = dice.chance(0.3)
    for number, title in enumerate(dice.some(titles, count, count)):
        if chapters and number % 2 == 0:
            blocks += [
                Block(rich(f"Chương {'I' * (number // 2 + 1)}"), "centre"),
                Block(rich(dice.pick(("QUY ĐỊNH CHUNG", "QUY ĐỊNH CỤ THỂ", "NỘI DUNG QUẢN LÝ"))), "centre"),
            ]
        blocks.append(Block(rich(_article(draft, title)), "head"))
        for clause in range(dice.number(1, 3)):
            blocks.append(Block(rich(f"{clause + 1}. ", fact(draft, "define"), ".")))
    return blocks


def attached(draft: Draft) -> list[Block]:
    """The rules that a decision puts in force, behind its signature."""
    dice = draft.dice
    thing = dice.pick(("QUY CHẾ", "QUY ĐỊNH"))
    cites = (
        f"(Ban hành kèm theo {draft.title} số {draft.code or '      /' + draft.notation} "
        f"ngày {in_words(draft.day)} của {draft.office.name})"
    )
    draft.last_article = 0
    blocks = [
        Block(rich(thing), "centre"),
        Block(rich(draft.topic).capital(), "centre"),
        Block(rich(cites), "centre"),
        *_rules(draft, dice.number(1, 3)),
    ]
    for _ in range(dice.number(1, 3)):
        blocks += responsibilities(draft)
    return blocks
