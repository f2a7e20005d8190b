"""The body of a công văn."""

from __future__ import annotations

from trichxuat.training.synth.cite import instrument
from trichxuat.training.synth.draft import Block, Draft, speaker
from trichxuat.training.synth.grounds import reply_grounds, short_grounds
from trichxuat.training.synth.outline import numbering, situation
from trichxuat.training.synth.phrases import clauses, fact, past
from trichxuat.training.synth.rich import rich
from trichxuat.training.synth.tasks import in_running_text, lead_in, section


def letter(draft: Draft) -> list[Block]:
    """Công văn: an answer, a request, an instruction."""
    dice, style = draft.dice, numbering(draft)
    who = speaker(draft)
    form = dice.weighted((("instruct", 5), ("ask", 3), ("answer", 2), ("remind", 1.5)))
    if form == "answer":
        blocks = reply_grounds(draft, f"{who} có ý kiến như sau:")
        for number in range(dice.number(1, 3)):
            words = (
                rich("Theo quy định tại ", instrument(draft), ": ", past(draft)) if dice.chance(0.4) else past(draft)
            )
            blocks.append(Block(rich(style.sign(number + 1) if dice.chance(0.7) else "", words, ".")))
        if dice.chance(0.4):
            law = rich("Tại ", instrument(draft), " quy định: ")
            blocks.append(Block(rich(law, "“", fact(draft, "quoted"), dice.pick((".”.", "”.")))))
        blocks += in_running_text(draft, "")
    elif form == "ask":
        blocks = (
            short_grounds(
                draft,
                (
                    f"để có cơ sở {dice.pick(('tổng hợp, báo cáo', 'tham mưu cấp có thẩm quyền'))}, "
                    f"{who} thông tin như sau:"
                ),
            )
            if dice.chance(0.5)
            else situation(draft)
        )
        for _ in range(dice.number(1, 2)):
            blocks += in_running_text(draft, "")
        if dice.chance(0.4):
            blocks.append(
                Block(rich(f"(Gửi kèm {dice.pick(('dự thảo', 'đề cương', 'biểu mẫu', 'danh sách'))} {draft.topic})"))
            )
    elif form == "remind":
        blocks = (
            [
                *situation(draft),
                Block(rich("Để ", clauses(draft), f", {who} thông báo như sau:")),
            ]
            if dice.chance(0.3)
            else short_grounds(draft, f"{who} có ý kiến như sau:")
        )
        blocks += lead_in(draft, "")
        if dice.chance(0.5):
            blocks += in_running_text(draft, "")
    else:
        blocks = short_grounds(
            draft, f"{who} {dice.pick(('đề nghị', 'yêu cầu'))} các cơ quan, đơn vị thực hiện một số nội dung sau:"
        )
        blocks += section(draft, dice.number(1, 4), style.sign)
    if dice.chance(0.35):
        blocks.append(
            Block(
                rich(
                    dice.pick(
                        (
                            f"Trên đây là ý kiến của {who}, đề nghị quý cơ quan nghiên cứu.",
                            f"{who} thông báo để các cơ quan, đơn vị biết, thực hiện.",
                            "Rất mong nhận được sự quan tâm, phối hợp của quý cơ quan.",
                            "Trân trọng.",
                        )
                    )
                )
            )
        )
    return blocks
