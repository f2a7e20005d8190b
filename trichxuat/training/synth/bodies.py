"""The body of each kind of document: grounds, what they lead into, sections."""

from __future__ import annotations

from collections.abc import Callable

from trichxuat.training.synth import articles, forms
from trichxuat.training.synth.draft import Block, Draft, clause, speaker
from trichxuat.training.synth.grounds import short_grounds
from trichxuat.training.synth.letters import letter
from trichxuat.training.synth.outline import aims, contents, facts, money, numbering, results, situation
from trichxuat.training.synth.phrases import action, doer, past
from trichxuat.training.synth.rich import rich
from trichxuat.training.synth.schedules import table
from trichxuat.training.synth.tasks import closing, in_running_text, section

_TASKS = (
    "Tổ chức thực hiện",
    "Tổ chức thực hiện",
    "Phân công nhiệm vụ",
    "Phân công thực hiện",
    "Trách nhiệm của các cơ quan, đơn vị",
    "Nhiệm vụ của các đơn vị",
    "Phân công trách nhiệm",
)


def plan(draft: Draft) -> list[Block]:
    """Kế hoạch, chương trình, phương án, đề án, hướng dẫn."""
    dice, style = draft.dice, numbering(draft)
    verb = dice.pick(("ban hành", "xây dựng", "triển khai")) if draft.type != "HD" else "hướng dẫn"
    title = draft.title if verb != "hướng dẫn" else "một số nội dung về"
    lead = (
        f"{speaker(draft)} {verb} {title} {draft.topic} "
        f"{dice.pick(('như sau:', 'với các nội dung như sau:', 'cụ thể như sau:', 'với những nội dung chủ yếu sau:'))}"
    )
    blocks = short_grounds(draft, lead)
    if draft.type in ("ĐA", "PA", "DA", "NQ", "KL") or dice.chance(0.1):
        blocks += results(draft, style)
    blocks += aims(draft, style)
    for _ in range(dice.weighted(((0, 3), (1, 4), (2, 3), (3, 1.5)))):
        blocks += contents(draft, style)
    if dice.chance(0.3):
        blocks += [
            style.head(
                dice.pick(
                    ("Các nhiệm vụ cụ thể", "Nội dung công việc và phân công thực hiện", "Phân công nhiệm vụ cụ thể")
                )
            ),
            *table(draft),
        ]
    if dice.chance(0.4):
        blocks += money(draft, style)
    blocks.append(style.head(dice.pick(_TASKS)))
    blocks += section(
        draft, dice.weighted(((1, 1), (2, 3), (3, 4), (4, 3), (6, 2), (9, 1.2), (13, 0.5))), style.sign, others=True
    )
    if dice.chance(0.75):
        blocks += closing(draft, draft.title)
    return blocks


def directive(draft: Draft) -> list[Block]:
    """Chỉ thị, công điện."""
    dice, style = draft.dice, numbering(draft)
    blocks = situation(draft) if dice.chance(0.7) else []
    who = (
        clause(draft, dice.pick((f"{draft.office.head} {speaker(draft)}", speaker(draft))))
        if draft.office.collective and not draft.party
        else speaker(draft)
    )
    general = dice.chance(0.25)
    if general:
        unit, key = draft.gold.mark(doer(draft, "posts"))
        lead = rich(
            dice.pick(("Để khắc phục tình trạng trên, ", f"Để thực hiện tốt {draft.topic}, ", "")),
            f"{who} yêu cầu ",
            unit,
            dice.pick((" thực hiện tốt các nhiệm vụ sau:", " tập trung thực hiện một số nội dung sau:", ":")),
        )
        blocks.append(Block(lead.capital()))
        for number in range(dice.number(3, 6)):
            words, when = action(draft)
            quote, task = draft.gold.mark(words.capital())
            draft.gold.task(key, task, when)
            blocks.append(Block(rich(style.sign(number + 1), quote, ".")))
    else:
        order = dice.pick(("yêu cầu", "chỉ thị", "yêu cầu các cấp, các ngành"))
        what = dice.pick((":", " thực hiện các nhiệm vụ sau:", " thực hiện nghiêm các nội dung sau:"))
        lead_words = f"{who} {order}{what}"
        blocks += (
            short_grounds(draft, lead_words)
            if dice.chance(0.5)
            else [
                Block(
                    rich(
                        dice.pick(("Trước tình hình trên, ", "Để tăng cường " + draft.topic + ", ", "")), lead_words
                    ).capital()
                )
            ]
        )
        blocks += section(draft, dice.number(2, 7), style.sign)
    if dice.chance(0.7):
        blocks += closing(draft, draft.title)
    return blocks


def notice(draft: Draft) -> list[Block]:
    """Thông báo: conclusions of a meeting, or news."""
    dice, style = draft.dice, numbering(draft)
    who = speaker(draft)
    if dice.chance(0.5):
        day = draft.before(1, 20)
        chair = f"{draft.office.head} {who}" if draft.office.collective else who
        blocks = [
            Block(
                rich(
                    f"Ngày {draft.written(day)}, {chair} chủ trì "
                    f"{dice.pick(('cuộc họp', 'hội nghị', 'buổi làm việc'))} về {draft.topic}. "
                    f"Sau khi nghe báo cáo và ý kiến của các đại biểu, {chair} kết luận như sau:"
                )
            )
        ]
        first = int(dice.chance(0.6))
        if first:
            blocks.append(Block(rich(style.sign(1), past(draft), ".")))
        blocks += section(draft, dice.number(2, 6), lambda n: style.sign(n + first))
    else:
        blocks = short_grounds(draft, f"{who} thông báo {draft.topic} như sau:")
        news = {
            "Thời gian": f"từ 08 giờ 00, ngày {draft.written(draft.after(2, 40))}",
            "Địa điểm": dice.pick(draft.field.place),
            "Thành phần": dice.pick(draft.field.group),
            "Nội dung": f"{draft.topic}; {dice.pick(draft.field.matter)}",
            "Hồ sơ": "đơn đề nghị và các giấy tờ chứng minh",
        }
        chosen = dice.some(tuple(news.items()), 2, 4)
        blocks += [Block(rich(f"{number + 1}. {name}: {words}.")) for number, (name, words) in enumerate(chosen)]
        for _ in range(dice.number(0, 2)):
            blocks += in_running_text(draft, "")
    if dice.chance(0.6):
        blocks.append(Block(rich(f"{who} thông báo để các cơ quan, đơn vị biết, thực hiện.")))
    return blocks


def report(draft: Draft) -> list[Block]:
    """Báo cáo: results, then what is asked of others."""
    dice, style = draft.dice, numbering(draft)
    who = speaker(draft)
    blocks = short_grounds(draft, f"{who} báo cáo {dice.pick(('kết quả', 'tình hình'))} {draft.topic} như sau:")
    for _ in range(dice.number(1, 3)):
        blocks += results(draft, style)
    if dice.chance(0.6):
        blocks += [
            style.head(
                dice.pick(("Phương hướng, nhiệm vụ thời gian tới", "Nhiệm vụ trọng tâm", "Giải pháp thời gian tới"))
            ),
            *facts(draft, "solution", 2, 5),
        ]
    if dice.chance(0.6):
        blocks.append(style.head(dice.pick(("Kiến nghị, đề xuất", "Đề xuất, kiến nghị", "Kiến nghị"))))
        for number in range(dice.number(1, 3)):
            unit, key = draft.gold.mark(draft.office.above if dice.chance(0.5) else doer(draft))
            words, when = action(draft, share=0.1, front=False)
            quote, task = draft.gold.mark(words)
            draft.gold.task(key, task, when)
            blocks.append(
                Block(
                    rich(
                        style.sign(number + 1) if dice.chance(0.6) else "- ",
                        dice.pick(("Đề nghị ", "Kiến nghị ", "Kính đề nghị ")),
                        unit,
                        " ",
                        quote,
                        ".",
                    )
                )
            )
    blocks.append(
        Block(rich(f"Trên đây là báo cáo {dice.pick(('kết quả', 'tình hình'))} {draft.topic}, {who} kính báo cáo."))
    )
    return blocks


def proposal(draft: Draft) -> list[Block]:
    """Tờ trình."""
    dice, style = draft.dice, numbering(draft)
    who = speaker(draft)
    blocks = short_grounds(draft, f"{who} {dice.pick(('kính trình', 'báo cáo'))} về {draft.topic} như sau:")
    for name in dice.some(
        (
            "Sự cần thiết",
            "Quá trình xây dựng dự thảo",
            "Nội dung chính",
            "Dự kiến nguồn lực",
            "Tác động của chính sách",
        ),
        2,
        4,
    ):
        style.count += 1
        blocks += [
            Block(rich(style.sign(style.count), name), "head"),
            Block(rich(past(draft), ".")),
            *facts(draft, dice.pick(("define", "solution")), 0, 2),
        ]
    unit, key = draft.gold.mark(clause(draft, draft.office.above))
    quote, task = draft.gold.mark(
        dice.pick(
            (
                "xem xét, quyết định",
                "xem xét, phê duyệt",
                "xem xét, quyết nghị",
                "xem xét, cho ý kiến chỉ đạo",
                f"xem xét, phê duyệt {draft.topic}",
            )
        )
    )
    draft.gold.task(key, task)
    blocks.append(
        Block(
            rich(
                dice.pick((f"{who} kính trình ", "Kính trình ", f"{who} trân trọng kính trình ", "Kính đề nghị ")),
                unit,
                " ",
                quote,
                ".",
            )
        )
    )
    return blocks


def party_resolution(draft: Draft) -> list[Block]:
    """Nghị quyết, kết luận, chỉ thị of the Party."""
    dice, style = draft.dice, numbering(draft)
    blocks = (
        situation(draft)
        if dice.chance(0.5)
        else short_grounds(
            draft, f"{speaker(draft)} {dice.pick(('yêu cầu', 'kết luận', 'ban hành ' + draft.title))} như sau:"
        )
    )
    if dice.chance(0.6):
        blocks += results(draft, style)
        blocks += aims(draft, style)
        blocks += contents(draft, style) if dice.chance(0.5) else []
        blocks.append(style.head(dice.pick(_TASKS)))
        blocks += section(draft, dice.number(2, 6), style.sign)
    else:
        first = int(dice.chance(0.6))
        if first:
            blocks.append(Block(rich(style.sign(1), past(draft), ".")))
        blocks += section(draft, dice.number(2, 6), lambda n: style.sign(n + first))
    return blocks


_BODIES: dict[str, Callable[[Draft], list[Block]]] = {
    **dict.fromkeys(("KH", "CTr", "PA", "ĐA", "DA", "HD"), plan),
    "CT": directive,
    "CĐ": directive,
    "CV": letter,
    "TB": notice,
    "BC": report,
    "TTr": proposal,
    "KL": party_resolution,
    "TT-party": party_resolution,
    "QĐ": articles.decision,
    "NQ": articles.decision,
    "TT": articles.regulation,
    "NĐ": articles.regulation,
    "TTLT": articles.regulation,
    "QC": articles.regulation,
    "QyĐ": articles.regulation,
    **forms.BODIES,
}


def body(draft: Draft) -> list[Block]:
    """The body of the draft, and its marks in the gold."""
    if draft.type == "TT" and draft.party:
        return party_resolution(draft)
    if draft.type == "NQ" and (draft.party or draft.office.code != "HĐND"):
        return party_resolution(draft)
    return _BODIES[draft.type](draft)
