"""Work first, then who does it: items whose lines say `Nội dung: …`, `Cơ quan chủ trì: …`, `Thời gian: …`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trichxuat.fields.deadlines import as_deadline
from trichxuat.fields.patterns import spaced
from trichxuat.fields.task_links import split_units
from trichxuat.fields.task_text import is_instruction, trimmed
from trichxuat.fields.task_units import doer_at, head_at
from trichxuat.record import Value
from trichxuat.structure.outline import Block
from trichxuat.text import Text

Place = tuple[int, int]

_WHO = (
    r"(?:(?:cac )?(?:co quan|don vi|bo phan|to chuc|ca nhan|dia phuong)"
    r"(?:\s?(?:,|/|va)\s?(?:co quan|don vi|to chuc|ca nhan)){0,3} )"
)
_LABEL = spaced(
    rf"(?:(?P<support>{_WHO}?phoi hop(?: thuc hien)?)"
    rf"|(?P<lead>{_WHO}(?:chu tri|thuc hien|tham muu|phu trach|dau moi)(?:\s*,?\s*(?:va )?(?:thuc hien|tham muu"
    rf"|phoi hop|trien khai))?|chu tri(?: thuc hien)?|phan cong(?: thuc hien)?)"
    r"|(?P<time>thoi (?:gian|han)(?: (?:thuc hien|hoan thanh|trien khai|to chuc|trinh|ban hanh|bao cao))?"
    r"|tien do(?: (?:thuc hien|hoan thanh))?|hoan thanh)"
    r"|(?P<work>noi dung(?: (?:thuc hien|cong viec|nhiem vu|hoat dong|cong tac))?|nhiem vu|hoat dong"
    r"|cong viec))\s{0,9}:\s{0,9}"
)
_PROCEDURE = spaced(
    r"\W{0,4}(?:trinh tu thuc hien|cach thuc thuc hien|thanh phan(?:, so luong)? ho so|thoi han giai quyet)"
)
_PERSON = spaced(r"(?:cac )?(?:dong chi|ong|ba|d/c)\b")


@dataclass(slots=True)
class Item:
    """One piece of work and what is said of it; places are clean offsets."""

    block: int
    work: Place | None
    unit: Place | None = None
    deadline: Value | None = None
    partners: tuple[Value, ...] = ()
    place: int = 0  # where in the list of tasks it belongs


class Items:
    """Collects the labelled lines of a zone's items."""

    def __init__(self, text: Text, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.items: list[Item] = []
        self.by_owner: dict[int, Item] = {}  # the item that is being read
        self.times: list[tuple[int, int, Value]] = []  # lines of a time limit: their block, its owner, what they say
        self.off = self._is_procedure()

    def _is_procedure(self) -> bool:
        """Whether a line of the zone describes a procedure."""
        if not self.blocks:
            return False
        start, end = self.blocks[0].start, self.blocks[-1].end
        if all(
            self.text.plain.find(cue, start, end) < 0
            for cue in ("trinh tu", "cach thuc", "thanh phan", "thoi han giai")
        ):
            return False
        return any(_PROCEDURE.match(self.text.plain, block.body) for block in self.blocks)

    def take(self, i: int, start: int, end: int, place: int) -> bool:
        """Whether block `i` is a labelled line; its item keeps what it says. place: how many tasks stand before."""
        if self.off or self.text.clean.find(":", start, min(end, start + 110)) < 0:
            return False
        owner = self.blocks[i].parent
        m = _LABEL.match(self.text.plain, start, end)
        if m is None or owner is None:
            return False
        said = trimmed(self.text, m.end(), end)
        if said[0] >= said[1]:
            return False
        kind = m.lastgroup
        item = self.by_owner.get(owner)
        if item is None or (kind in ("work", "lead") and item.unit is not None):  # more work under the same head
            item = self._open(owner, i, place)
        if kind == "work":
            item.work = said
        elif kind == "lead":
            self._lead(item, said)
        elif kind == "support":
            item.partners = (*item.partners, *split_units(self.text, *said))
        else:
            limit = as_deadline(self.text, *said)
            self.times.append((i, owner, limit))
            item.deadline = item.deadline or limit
        return True

    def _open(self, owner: int, i: int, place: int) -> Item:
        """A new item. Its work is what its head says, or the line before where the head is only a title."""
        head, before = self.blocks[owner], self.blocks[i - 1]
        work = trimmed(self.text, head.body, head.end)
        if not is_instruction(self.text, *work):
            work = trimmed(self.text, before.body, before.end) if before.parent == owner else (0, 0)
        item = Item(owner, work if is_instruction(self.text, *work) and work[1] else None, place=place)
        self.by_owner[owner] = item
        self.items.append(item)
        return item

    def _lead(self, item: Item, said: Place) -> None:
        if _PERSON.match(self.text.plain, said[0]) or head_at(self.text, *said) is None or item.unit is not None:
            return
        doer = doer_at(self.text, *said)
        stop = self.text.clean.find(";", said[0], said[1])
        end = stop if stop > 0 and said[1] - said[0] > 200 else said[1]
        item.unit = (doer.start, doer.end) if doer else (said[0], end)

    def lone_times(self) -> list[tuple[int, Value]]:
        """Lines of a time limit whose item says nothing of who does it: they belong to the tasks before them."""
        return [(i, limit) for i, owner, limit in self.times if self.by_owner[owner].unit is None]

    def found(self) -> list[Item]:
        """The items that say both what and who, in reading order."""
        return [item for item in self.items if item.unit is not None and item.work is not None]
