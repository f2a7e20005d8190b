"""What short words stand for: `Như kính gửi`, `Như Điều 3`, `UBND tỉnh`, `Nghị định nêu trên`.

Nothing is guessed: a short form is resolved only where exactly one meaning is left.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from trichxuat.fields.references import Merged
from trichxuat.fields.values import evidence
from trichxuat.record import Mention, Organ, Recipient, Reference, Relation, Task, Value
from trichxuat.structure.outline import Block
from trichxuat.text import Text, strip_marks

_AS_ADDRESSED = re.compile(r"nhu (?:tren|kinh gui)\b")
_AS_ARTICLE = re.compile(r"nhu dieu (\d{1,3})\b")
_LEVEL = r"(tinh|thanh pho|huyen|quan|thi xa|thi tran|xa|phuong|dac khu)"
_SHORT_BODY = re.compile(rf"\b(ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan)\s+{_LEVEL}\Z")
_ISSUING_BODY = re.compile(rf"(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd)\s+{_LEVEL}\s+(?=\S)")
_FULL = {"ubnd": "Ủy ban nhân dân", "hdnd": "Hội đồng nhân dân"}


def resolve_recipients(
    recipients: Sequence[Recipient], addressees: Sequence[Value], tasks: Sequence[Task]
) -> list[Recipient]:
    """Recipients with `resolved` filled: `Như trên`, `Như kính gửi` → addressees, `Như Điều N` → its units."""
    return [_resolve_recipient(recipient, addressees, tasks) for recipient in recipients]


def _resolve_recipient(recipient: Recipient, addressees: Sequence[Value], tasks: Sequence[Task]) -> Recipient:
    if recipient.value[:1] not in ("N", "n"):
        return recipient
    plain = strip_marks(recipient.value)
    meant: list[str] = []
    if article := _AS_ARTICLE.match(plain):
        section = f"Điều {article[1]}"
        meant = [t.unit.value for t in tasks if t.section and f"{t.section}.".startswith(f"{section}.")]
    elif _AS_ADDRESSED.match(plain):
        meant = [a.value for a in addressees]
    return recipient.model_copy(update={"resolved": list(dict.fromkeys(meant))}) if meant else recipient


def resolve_units(tasks: Sequence[Task], organs: Sequence[Organ]) -> list[Task]:
    """Tasks whose unit's value says which body `UBND tỉnh` is, by the place in the issuer's name."""
    places = _places(organs)
    if not places:
        return list(tasks)
    resolved = []
    names: dict[str, str] = {}
    for task in tasks:
        name = names.get(task.unit.value)
        if name is None:
            name = names[task.unit.value] = full_name(task.unit.value, places)
        if name != task.unit.value:
            task = task.model_copy(update={"unit": task.unit.model_copy(update={"value": name})})
        resolved.append(task)
    return resolved


def _places(organs: Sequence[Organ]) -> dict[str, set[str]]:
    """Level → places that the issuers' own names give: `ỦY BAN NHÂN DÂN TỈNH NGHỆ AN` → `tinh`: `Nghệ An`."""
    places: dict[str, set[str]] = {}
    for organ in organs:
        for name in (organ.name, organ.parent):
            m = _ISSUING_BODY.match(strip_marks(name.value)) if name else None
            if m and name:
                places.setdefault(m[1], set()).add(name.value[m.end() :].title())
    return places


def full_name(words: str, places: dict[str, set[str]]) -> str:
    """The body meant by a short name: `UBND tỉnh` → `Ủy ban nhân dân tỉnh Nghệ An`; the same words where it is open."""
    plain = strip_marks(words)
    m = _SHORT_BODY.search(plain)
    if m is None or len(places.get(m[2], ())) != 1:
        return words
    (place,) = places[m[2]]
    return f"{words[: m.start(1)]}{_FULL.get(m[1], words[m.start(1) : m.end(1)])} {words[m.start(2) :]} {place}"


_LISTS: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (re.compile(r"\s{0,9}(?:bai bo|huy bo)\b"), "repeals"),
    (re.compile(r"\s{0,9}thay the\b"), "replaces"),
    (
        re.compile(r"\s{0,9}(?:cac )?(?:van ban|quyet dinh|thong tu|nghi dinh|nghi quyet)[^.;]{0,120}\bhet hieu luc\b"),
        "repeals",
    ),
)
"""How the head of a list says what becomes of the documents in it: `Điều 1. Bãi bỏ các quyết định sau:`."""


def relate_listed(text: Text, blocks: Sequence[Block], cited: Merged) -> list[Reference]:
    """References, those that open an item of such a list with the relation that its head gives."""
    references = list(cited.references)
    starts = [citation.start for citation in cited.citations]
    for block in blocks:
        if block.parent is None:
            continue
        n = bisect_left(starts, block.body)
        if n == len(starts) or starts[n] - block.body > _MARK:
            continue
        number, head = cited.numbers[n], blocks[block.parent]
        if number is None or references[number].relation != "mentions":
            continue
        relation = next((r for cue, r in _LISTS if cue.match(text.plain, head.body, block.start)), None)
        if relation:
            references[number] = references[number].model_copy(update={"relation": relation})
    return references


_MARK = 3
"""How far from an item's start its citation may begin: a quotation mark, a blank."""


_POINTING = ("neu tren", "noi tren", "da neu", "tren day")


def resolve_citations(
    text: Text, start: int, end: int, references: Sequence[Reference], names: dict[str, str]
) -> list[Reference]:
    """References with the mentions that point back: `Nghị định nêu trên` where only one nghị định was cited before.

    start, end: clean offsets of the document; names: plain type name → type code.
    """
    resolved = list(references)
    for pointed, behind in _pointers(text, start, end):
        named = _pointed_type(text, pointed, names)
        if named is None:
            continue
        first, kind = named
        at = text.raw_start(first)
        earlier = [
            n for n, r in enumerate(resolved) if r.type == kind and any(mention.span[0] < at for mention in r.mentions)
        ]
        if len(earlier) != 1:
            continue
        found = resolved[earlier[0]]
        mention = Mention(**evidence(text, [(first, behind)]), grade="likely", reasons=["points_back"])
        resolved[earlier[0]] = found.model_copy(update={"mentions": [*found.mentions, mention]})
    return resolved


def _pointers(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where `nêu trên` and its like stand; plain searches, as most texts hold none."""
    for words in _POINTING:
        at = text.plain.find(words, start, end)
        while at >= 0:
            yield at, at + len(words)
            at = text.plain.find(words, at + 1, end)


def _pointed_type(text: Text, end: int, names: dict[str, str]) -> tuple[int, str] | None:
    """Where the type's name begins right before `end`, and its code: the longer name first (`thông tư liên tịch`)."""
    words = text.plain[max(0, end - 40) : end].split()
    for count in (4, 3, 2):
        kind = names.get(" ".join(words[-count:]))
        if kind and len(words) >= count:
            m = re.compile(r"\s+".join(words[-count:]) + r"\s+\Z").search(text.plain, max(0, end - 60), end)
            return (m.start(), kind) if m else None
    return None
