"""Sections and their numbering; sections that tell nobody to do anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trichxuat.training.synth.cite import instrument
from trichxuat.training.synth.draft import Block, Draft
from trichxuat.training.synth.phrases import fact, past
from trichxuat.training.synth.rich import Rich, rich
from trichxuat.training.synth.tasks import running
from trichxuat.training.synth.words import phrases

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass(slots=True)
class Numbering:
    """How a document numbers: `I.` or `I-`, `1.` or `1-` or `1)`, titles in capitals or not."""

    top: str
    item: str
    capitals: bool
    count: int = 0

    def head(self, words: str) -> Block:
        """The next section's heading."""
        self.count += 1
        title = words.upper() if self.capitals else words
        return Block(rich(f"{_ROMAN[self.count - 1]}{self.top} {title}"), "head")

    def sign(self, number: int) -> str:
        return f"{number}{self.item} "


def numbering(draft: Draft) -> Numbering:
    dice = draft.dice
    top = dice.weighted(((".", 6), ("-", 3 if draft.party else 0.5)))
    return Numbering(top, dice.weighted(((".", 9), ("-", 1.5 if draft.party else 0.2), (")", 0.2))), dice.chance(0.75))


def listed(draft: Draft, make: Callable[[Draft], Rich], low: int, high: int) -> list[Block]:
    """Bullets that are no tasks."""
    dice = draft.dice
    wanted = [make(draft) for _ in range(dice.number(low, high))]
    words = list({text.text: text for text in wanted}.values())
    count = len(words)
    sign = dice.pick(("- ", "- ", "- ", "", "+ ", "a"))
    signs = [f"{letter}) " for letter in "abcdđegh"[:count]] if sign == "a" else [sign] * count
    ends = ["." if n == count - 1 or dice.chance(0.7) else ";" for n in range(count)]
    return [
        Block(rich(each, text, end), "item" if each else "para")
        for each, text, end in zip(signs, words, ends, strict=True)
    ]


def facts(draft: Draft, kind: str, low: int = 1, high: int = 5) -> list[Block]:
    return listed(draft, lambda d: fact(d, kind), low, high)


def aims(draft: Draft, style: Numbering) -> list[Block]:
    """`I. MỤC ĐÍCH, YÊU CẦU`, or what stands in its place."""
    dice = draft.dice
    title, parts = dice.weighted(
        (
            (("Mục đích, yêu cầu", (("Mục đích", "purpose"), ("Yêu cầu", "need"))), 6),
            (("Mục đích", (("", "purpose"),)), 1),
            (("Mục tiêu", (("Mục tiêu chung", "purpose"), ("Mục tiêu cụ thể", "goal"))), 2),
            (("Quan điểm, mục tiêu", (("Quan điểm chỉ đạo", "need"), ("Mục tiêu", "goal"))), 2),
            (("Mục tiêu", (("", "goal"),)), 1),
        )
    )
    blocks = [style.head(title)]
    for number, (name, kind) in enumerate(parts):
        if name:
            blocks.append(Block(rich(style.sign(number + 1), name), "head"))
        blocks += facts(draft, kind)
    return blocks


def contents(draft: Draft, style: Numbering) -> list[Block]:
    """Tasks and solutions that name no one: contents, not tasks."""
    dice = draft.dice
    title = dice.pick(
        (
            "Nội dung",
            "Nhiệm vụ, giải pháp",
            "Nhiệm vụ và giải pháp chủ yếu",
            "Nội dung, hình thức",
            "Các nhiệm vụ trọng tâm",
            "Đối tượng, phạm vi thực hiện",
            "Giải pháp thực hiện",
        )
    )
    blocks = [style.head(title)]
    for number in range(dice.number(1, 5)):
        blocks.append(Block(rich(style.sign(number + 1), _name(draft)), "head"))
        if dice.chance(0.12):
            for deeper in range(dice.number(2, 3)):
                blocks.append(Block(rich(f"{number + 1}.{deeper + 1}. ", _name(draft)), "head"))
                blocks += facts(draft, "solution", 1, 3)
        elif dice.chance(0.88):
            blocks += facts(draft, dice.weighted((("solution", 7), ("goal", 1), ("define", 1.5))), 1, 5)
        if dice.chance(0.06):
            blocks.append(Block(rich("- ", running(draft)), "item"))
    return blocks


def _name(draft: Draft) -> Rich:
    """The heading of a part of the contents."""
    dice = draft.dice
    form = dice.number(0, 2)
    if form == 0:
        return fact(draft, "solution")
    return rich(dice.pick(draft.field.topic if form == 1 else phrases("part"))).capital()


def results(draft: Draft, style: Numbering) -> list[Block]:
    """What has been done; a report's first sections."""
    dice = draft.dice
    blocks = [
        style.head(
            dice.pick(
                (
                    "Kết quả thực hiện",
                    "Tình hình chung",
                    "Kết quả đạt được",
                    "Đánh giá tình hình",
                    "Thực trạng",
                    "Công tác chỉ đạo, triển khai",
                )
            )
        )
    ]
    for number in range(dice.number(1, 3)):
        if dice.chance(0.7):
            blocks.append(
                Block(
                    rich(
                        style.sign(number + 1),
                        dice.pick(
                            (
                                "Công tác chỉ đạo, điều hành",
                                "Kết quả cụ thể",
                                "Tồn tại, hạn chế",
                                "Nguyên nhân",
                                "Ưu điểm",
                                "Công tác phối hợp",
                            )
                        ),
                    ),
                    "head",
                )
            )
        blocks += listed(draft, past, 1, 3)
    return blocks


def money(draft: Draft, style: Numbering) -> list[Block]:
    dice = draft.dice
    words = dice.pick(
        (
            "Từ nguồn ngân sách nhà nước theo phân cấp và các nguồn huy động hợp pháp khác",
            "Kinh phí thực hiện được bố trí trong dự toán chi hằng năm của các cơ quan, đơn vị",
            f"Tổng kinh phí dự kiến là {draft.dice.number(20, 900)} triệu đồng, từ nguồn sự nghiệp",
            "Lồng ghép từ nguồn vốn của các chương trình mục tiêu quốc gia và nguồn xã hội hóa",
        )
    )
    line: Rich = rich(words)
    if dice.chance(0.2):
        line = rich(line, " theo ", instrument(draft))
    return [style.head(dice.pick(("Kinh phí thực hiện", "Kinh phí", "Nguồn lực thực hiện"))), Block(rich(line, "."))]


def situation(draft: Draft) -> list[Block]:
    """A paragraph of two or three sentences about how things are."""
    dice = draft.dice
    words: Rich = past(draft)
    if dice.chance(0.6):
        words = rich(dice.pick(("Thời gian qua, ", "Trong những năm qua, ", "Hiện nay, ")), words.small())
    for _ in range(dice.weighted(((0, 2), (1, 3), (2, 3), (3, 2), (5, 1)))):
        more = past(draft)
        words = (
            rich(words, ". ", more)
            if dice.chance(0.6)
            else rich(words, dice.pick((". Tuy nhiên, ", ". Bên cạnh đó, ", ". Ngoài ra, ")), more.small())
        )
    return [Block(rich(words, "."))]
