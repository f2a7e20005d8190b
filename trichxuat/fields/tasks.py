"""Tasks: who is told to do what, by when (tổ chức thực hiện, phân công, giao nhiệm vụ).

Three ways in which documents tell it: a heading that names a unit with its list beneath; running text (`Giao Sở Y tế
…`, `Giám đốc … chịu trách nhiệm thi hành …`); the work first, then who does it (`Cơ quan chủ trì: …`, rows of a table).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from trichxuat.fields.patterns import spaced
from trichxuat.fields.task_doers import KINDS, NORMATIVE, Doers
from trichxuat.fields.task_found import Found, Place, cut_limit, of_row, records
from trichxuat.fields.task_headings import heading_unit
from trichxuat.fields.task_items import Items
from trichxuat.fields.task_tables import table_tasks
from trichxuat.fields.task_tagged import tagged
from trichxuat.fields.task_text import (
    instruction,
    is_closing,
    is_condition,
    is_for_information,
    is_formula,
    is_instruction,
    is_sanction,
    lead_in,
    lists_things,
    permits,
    sentences,
    sets_to_work,
    trimmed,
)
from trichxuat.fields.task_words import NO_SECTION, SECTION, VERB, directives
from trichxuat.record import Task
from trichxuat.structure.outline import BULLETS, RANKS, Block
from trichxuat.text import Text

RULES = 8
"""A decision of that many articles lays down rules."""
QUOTED = 60
"""The most blocks of a passage that is quoted whole."""
GROUP = 60
"""The most blocks that a line of time is the limit of."""


def read_tasks(
    text: Text,
    body: list[Block],
    annex: list[Block] | None = None,
    *,
    doc_type: str | None = None,
    issuers: Iterable[str] = (),
    addressees: Iterable[str] = (),
) -> list[Task]:
    """The tasks of a document in reading order.

    body, annex: the outline of these zones; doc_type: the record's `type` value; issuers, addressees: their names as
    printed (they tell who speaks and to whom).
    """
    if doc_type in (None, "QĐ") and sum(block.kind == "article" for block in body) >= RULES:
        doc_type = "QyĐ"
    read = _Reader(text, body, Doers(text, doc_type, issuers, addressees)).read()
    found = records(text, body, tagged(text, body, read, doc_type))
    if annex:
        rules = sum(block.kind == "article" for block in annex) > 2 or doc_type in NORMATIVE
        kind = "QC" if rules else None
        read = _Reader(text, annex, Doers(text, kind, issuers, ())).read()
        found += records(text, annex, tagged(text, annex, read, doc_type))
    return found


_GROUNDS = ("can cu ", "can cu\n", "theo de nghi ", "xet de nghi ", "thuc hien ")
_CLOSED = re.compile(r"[\"'][\s.;,/]*\Z")
_ANNOUNCES = spaced(r"(?:nhu sau|sau day|duoi day|cu the|mot so (?:noi dung|nhiem vu|viec) sau)[;,.]\Z")
_GARBLED = re.compile(r"[^\s\d]{1,2}[.)]\s+(?=[^\W\d_]{2})")


class _Reader:
    """One walk over the blocks of a zone."""

    def __init__(self, text: Text, blocks: list[Block], doers: Doers) -> None:
        self.text = text
        self.blocks = blocks
        self.doers = doers
        self.found: list[Found] = []
        n = len(blocks)
        self.unit: list[Place | None] = [None] * n  # for what stands beneath a block
        self.heads = [False] * n  # that unit stands in a heading, not in a lead-in
        self.section = [False] * n  # beneath `Tổ chức thực hiện`, `Trách nhiệm …`
        self.closed = [False] * n  # beneath `Tình hình`, `Kết quả` …
        self.has_child = [False] * n
        for i, block in enumerate(blocks):
            if block.parent is not None:
                self.has_child[block.parent] = True
            if block.kind == "paragraph" and i + 1 < n and blocks[i + 1].table < 0:
                self.has_child[i] = blocks[i + 1].kind != "paragraph" and self._ends_in_colon(block)
        self.lead: tuple[Place, str] | None = None  # a paragraph introduces the items behind it: its unit, their kind
        self.quoted = False
        self.quoted_until = -1  # the last block of a passage quoted whole
        self.items = Items(text, blocks)
        doers.opening = any(block.kind != "paragraph" and block.table < 0 for block in blocks)

    def read(self) -> list[Found]:
        tables: dict[int, list[Block]] = {}
        places: list[tuple[int, int]] = []
        for i, block in enumerate(self.blocks):
            if block.table >= 0:
                if block.table not in tables:
                    places.append((len(self.found), block.table))
                tables.setdefault(block.table, []).append(block)
            elif not self._in_quote(i, block):
                self._block(i, block)
        self._time_lines()
        late: list[tuple[int, list[Found]]] = [
            (item.place, [Found(item.unit, item.work, item.block, item.deadline, item.partners)])
            for item in self.items.found()
            if item.unit is not None and item.work is not None
        ]
        for at, number in places:
            rows = table_tasks(self.text, tables[number])
            late.append((at, [of_row(row) for row in rows]))
        late.reverse()
        for at, tasks in sorted(late, key=lambda entry: -entry[0]):
            self.found[at:at] = tasks
        return self.found

    def _time_lines(self) -> None:
        """`Thời gian hoàn thành: …` beneath a bullet is the limit of its tasks, and of those of the bullets in it."""
        times = [(i, limit) for i, limit in self.items.lone_times() if self.blocks[i].kind == "paragraph"]
        if not times:
            return
        by_block: dict[int, list[Found]] = {}
        for task in self.found:
            by_block.setdefault(task.block, []).append(task)
        for line, limit in times:
            top = line - 1
            while top > 0 and (parent := self.blocks[top].parent) is not None and self.blocks[parent].kind in BULLETS:
                top = parent
            for block in range(max(top, line - GROUP), line):
                for task in by_block.get(block, ()):
                    task.deadline = task.deadline or limit

    def _in_quote(self, i: int, block: Block) -> bool:
        """Whether a block belongs to a passage quoted from elsewhere: `"2. …` up to the closing mark."""
        clean = self.text.clean
        if i <= self.quoted_until:
            return True
        if clean[block.start] == '"' and not self._closes(block) and clean.count('"', block.start, block.end) == 1:
            self.quoted_until = self._end_of_quote(i)
            if self.quoted_until > i:
                return True
        opens = clean[block.start] in "\"'" and block.body > block.start + 1
        if not opens and (not self.quoted or block.kind in ("paragraph", "article")):
            self.quoted = False
            return False
        self.quoted = not self._closes(block) and clean.count('"', block.start, block.end) < 2
        return True

    def _closes(self, block: Block) -> bool:
        return _CLOSED.search(self.text.clean, max(block.start + 1, block.end - 8), block.end) is not None

    def _end_of_quote(self, i: int) -> int:
        """The block that closes the passage that block `i` opens; -1 where another is opened before."""
        clean = self.text.clean
        for k in range(i + 1, min(i + QUOTED, len(self.blocks))):
            if clean[self.blocks[k].start] == '"':
                return -1
            if self._closes(self.blocks[k]) and clean.count('"', self.blocks[k].start, self.blocks[k].end) % 2:
                return k
        return -1

    def _block(self, i: int, block: Block) -> None:
        text, parent = self.text, block.parent
        if block.kind != "paragraph":
            self.doers.opening = False
        if parent is not None:
            self.section[i], self.closed[i] = self.section[parent], self.closed[parent]
        elif block.kind == "paragraph" and not self.doers.opening:
            self.section[i] = is_closing(text, block.start, block.end)
        start, end = trimmed(text, block.body, block.end)
        if start >= end:
            return
        if self.doers.opening and text.clean.startswith(";", end) and text.plain.startswith(_GROUNDS, start):
            return
        if block.kind == "paragraph":  # an item whose letter or number was misread
            garbled = _GARBLED.match(text.clean, start, end)
            start = garbled.end() if garbled else start
        if self.items.take(i, start, end, len(self.found)):
            return
        unit = self._unit_above(block, parent)
        self.unit[i] = unit
        self.heads[i] = parent is not None and self.unit[parent] is not None and self.heads[parent]
        if end - start < 120 and (block.kind not in BULLETS or self.has_child[i]):
            if NO_SECTION.match(text.plain, start, end):
                self.section[i], self.closed[i] = False, True
            elif SECTION.search(text.plain, start, end) and self._is_heading(block, start, end):
                self.section[i], self.closed[i] = True, False
        heading = None
        if self.has_child[i]:
            heading = heading_unit(text, start, end, group=self.section[i] and self.has_child[i])
        if heading is not None:
            if RANKS[block.kind] < RANKS["article"]:
                self.section[i] = self.section[i] or heading.duty
            elif not self.closed[i] and not (heading.soft and not self.section[i]):
                self.unit[i], self.heads[i] = (heading.start, heading.end), True
                self.section[i] = self.section[i] or heading.duty
            return
        capitals = block.kind == "paragraph" and end - start > 8 and text.clean[start : start + 9].isupper()
        if capitals and text.clean[start:end].isupper():
            self._title(i, parent)
            return
        self._sentences(i, block, start, end, unit)

    def _title(self, i: int, parent: int | None) -> None:
        """A title in capitals says nothing of the unit above it, and what follows is no longer that unit's."""
        self.unit[i] = self.lead = None
        while parent is not None and self.unit[parent] is not None:
            self.unit[parent] = None
            parent = self.blocks[parent].parent

    def _is_heading(self, block: Block, start: int, end: int) -> bool:
        """Whether a short block is set as a heading is: in capitals, or numbered and without a full stop."""
        clean = self.text.clean
        return clean[start:end].isupper() or (block.kind != "paragraph" and clean[block.end - 1] not in ".;/")

    def _unit_above(self, block: Block, parent: int | None) -> Place | None:
        """The unit of the heading or lead-in that a block stands under."""
        if parent is not None and self.unit[parent] is not None:
            return self.unit[parent]
        if self.lead is None:
            return None
        if RANKS[block.kind] <= RANKS["article"]:
            self.lead = None
            return None
        unit, kind = self.lead
        if block.kind == "paragraph":
            if is_closing(self.text, block.body, block.end):
                self.lead = None
                return None
            return unit if kind else None
        if not kind:
            self.lead = (unit, block.kind)
        elif RANKS[block.kind] < RANKS[kind]:
            self.lead = None
            return None
        return unit

    def _sentences(self, i: int, block: Block, start: int, end: int, unit: Place | None) -> None:
        """The tasks of one paragraph or item."""
        text, doers, headed = self.text, self.doers, self.heads[i]
        doers.leads = end + 1 if self.has_child[i] and self._ends_in_colon(block) else 0
        if self.closed[i] and doers.leads and sets_to_work(text, start, end):
            self.closed[i] = False
            if block.parent is not None:
                self.closed[block.parent] = False
        doers.in_section, doers.closed, doers.listed = self.section[i], self.closed[i], block.kind != "paragraph"
        free = block.kind == "paragraph" and (unit is None or is_closing(text, start, end) or doers.teller(start, end))
        if free and unit is not None:
            unit = None
            if block.parent is not None:
                self.unit[block.parent] = None
        listed = headed and not self.has_child[i] and (self.section[i] or doers.orders)
        if unit is not None and not self._is_item(start, end, listed):
            unit, free = None, True
        tasks: list[Found] = []
        current: Found | None = None
        for n, (a, b) in enumerate(sentences(text, start, end)):
            for_all = unit is not None and block.kind == "paragraph" and is_for_information(text, a, b)
            if for_all:
                told = []
            elif n == 0:
                told = doers.first(a, b) if unit is None else doers.item(a, b, unit, headed=headed)
            else:
                told = doers.next(a, b, current.unit if current else None, unit)
            if told:
                for k, doer in enumerate(told):
                    stop = told[k + 1].start if k + 1 < len(told) else b
                    current = Found((doer.start, doer.end), (doer.verb, stop), i)
                    tasks.append(current)
            elif n == 0 and unit is not None and not permits(text, a, b) and not for_all:
                current = Found(unit, (a, b), i)
                tasks.append(current)
            elif current is not None:
                if is_formula(text, a, b) or (doers.type in NORMATIVE and is_sanction(text, a, b)):
                    current = None
                elif not free or (VERB.match(text.plain, a, b) and not is_condition(text, a, b)):
                    current.text = (current.text[0], b)
                else:
                    current = None
        for task in tasks[:-1]:
            self._add(task)
        if tasks:
            self._last(i, block, tasks[-1])
        elif self._ends_in_colon(block) and self.has_child[i]:
            self._bare_lead(i, block, start, end)

    def _ends_in_colon(self, block: Block) -> bool:
        last = self.text.clean[block.end - 1]
        low = max(block.start, block.end - 30)
        if last in ";,." and self.text.mends and _ANNOUNCES.search(self.text.plain, low, block.end):
            return True  # OCR's colon
        return last == ":" or (last.isspace() and self.text.clean[block.start : block.end].rstrip().endswith(":"))

    def _is_item(self, start: int, end: int, sure: bool) -> bool:
        """Whether a block under a unit's heading or lead-in can be its task, rather than a title of its own."""
        if sure:
            few = len(self.text.plain[start : min(end, start + 60)].split()) < 3
            return not few and heading_unit(self.text, start, end) is None
        return is_instruction(self.text, start, end) and heading_unit(self.text, start, end) is None

    def _last(self, i: int, block: Block, task: Found) -> None:
        """The last task of a block; where items stand beneath, they are its unit's, and the words are a lead-in."""
        if not self.has_child[i]:
            self._add(task)
            return
        if self._is_name(i, block, task):
            self.unit[i], self.heads[i] = (task.unit[0], trimmed(self.text, *task.text)[1]), True
            return
        said = lead_in(self.text, *task.text) if self._ends_in_colon(block) else instruction(self.text, *task.text)
        if not self._ends_in_colon(block) and self.unit[i] == task.unit and self.text.clean[block.end - 1].isalnum():
            said = None  # a title
        opens = (self._ends_in_colon(block) or block.kind != "paragraph") and not lists_things(self.text, block.end)
        if opens and self.unit[i] != task.unit:
            self.unit[i], self.heads[i] = task.unit, False
        if block.kind == "paragraph" and opens:
            self.lead = (task.unit, "")
        if said is not None:
            task.text, task.lead = said, self._ends_in_colon(block)
            self._add(task)

    def _is_name(self, i: int, block: Block, task: Found) -> bool:
        """Whether the words that follow a unit are of its name: `Các tổ chức cung cấp dịch vụ chi trả`.

        Such a heading in a section of duties is numbered and has no colon; its verb stands right behind the kind of
        body.
        """
        if not self.section[i] or block.kind == "paragraph" or not self.text.clean[block.end - 1].isalnum():
            return False
        if task.text[0] - task.unit[1] > 3 or task.text[1] - task.unit[0] > 160:
            return False
        few = len(self.text.plain[slice(*task.text)].split()) < 3
        return few or (block.kind not in BULLETS and bool(KINDS.fullmatch(self.text.plain, *task.unit)))

    def _bare_lead(self, i: int, block: Block, start: int, end: int) -> None:
        """`… yêu cầu thủ trưởng các đơn vị:` names a unit at its end without a verb."""
        text = self.text
        for m in directives(text.plain, start, end):
            heading = None if m["word"].startswith("kinh") else heading_unit(text, m.end(), end)
            if heading is not None:
                unit = (heading.start, heading.end)
                self.unit[i] = unit
                if block.kind == "paragraph":
                    self.lead = (unit, "")
                return

    def _add(self, item: Found) -> None:
        cut_limit(self.text, item)
        if item.text[1] - item.text[0] >= 4:
            self.found.append(item)
