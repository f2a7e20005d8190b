"""A document while it is written: chance, gold, who issues it, what about, when, and the habits of its typist."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, timedelta

from trichxuat.training.synth.dice import Dice
from trichxuat.training.synth.gold import Gold
from trichxuat.training.synth.offices import Office
from trichxuat.training.synth.rich import Rich
from trichxuat.training.synth.words import Field


@dataclass(slots=True)
class Block:
    """A paragraph (`para`), heading (`head`), `item`, centred line (`centre`) or `row` of a table, with cells."""

    text: Rich
    kind: str = "para"
    cells: tuple[Rich, ...] = ()


@dataclass(slots=True)
class Draft:
    """type: code of the document's type, title: its name, topic: a phrase that the document is about."""

    dice: Dice
    gold: Gold
    office: Office
    field: Field
    day: date
    type: str
    title: str
    topic: str
    joint: tuple[Office, ...] = ()
    number: str | None = None
    notation: str = ""
    code: str | None = None
    party: bool = False
    short_names: bool = False
    slashed: bool = True
    padded: bool = True
    subject_words: str = ""
    laws: dict[str, str] = dataclasses.field(default_factory=dict)
    last_article: int = 0
    told: list[str] = dataclasses.field(default_factory=list)

    @property
    def near(self) -> str:
        """The tier whose committee this body would cite: a province's for a ministry, a school, a hospital."""
        return (
            self.office.tier
            if self.office.tier in ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường")
            else "tỉnh"
        )

    @property
    def tier(self) -> str:
        return self.office.tier

    def before(self, low: int = 3, high: int = 900) -> date:
        """An earlier day."""
        return self.day - timedelta(days=self.dice.number(low, high))

    def after(self, low: int = 5, high: int = 300) -> date:
        return self.day + timedelta(days=self.dice.number(low, high))

    def written(self, day: date) -> str:
        """A date as this typist writes it in the body."""
        if self.party and self.dice.chance(0.5):
            return f"{day.day:02}-{day.month:02}-{day.year}" if self.padded else f"{day.day:02}-{day.month}-{day.year}"
        if self.slashed or self.dice.chance(0.15):
            month = f"{day.month:02}" if self.padded or day.month < 3 else str(day.month)
            return f"{day.day:02}/{month}/{day.year}"
        return in_words(day)


def in_words(day: date, *, padded: bool = False) -> str:
    month = f"{day.month:02}" if padded or day.month < 3 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"


def clause(draft: Draft, long: str) -> str:
    """A name as this typist writes it: `Ủy ban nhân dân` in full or `UBND`."""
    if draft.short_names:
        return long.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND")
    return long


def speaker(draft: Draft) -> str:
    """The body in whose name the text speaks."""
    office = draft.office
    by_board = office.family == "party" and office.collective == "Ban Thường vụ"
    name = f"{office.collective} {office.short}" if by_board else office.name
    if office.code == "HĐND":
        name = f"Thường trực {name}"
    return clause(draft, name)
