"""What scanning and OCR do to a printed text, at a chosen rate, with the gold's places kept true.

The rate is the share of characters that are read wrong (CER). Which letters, signs and words are hit, and what comes
out, follows the counts in `data/noise.csv`; numbers, dates and codes are hit far less often than letters, as measured.
"""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from trichxuat.training.marked import Cut, Marked, each_cut

Edit = tuple[int, int, str]
"""Half-open offsets, and what stands there afterwards."""

NUMBERS = 0.33
"""Chance that a number is hit, against the rate: 0.9 % of printed numbers at 2.7 % of characters."""
_WRAP = 92
_PAGE = 2600

_MARKS = {"hook": "\u0309", "acute": "\u0301", "grave": "\u0300", "tilde": "\u0303", "dot": "\u0323", "none": ""}
_SHAPES = {"circumflex": "\u0302", "breve": "\u0306", "horn": "\u031b", "tilde": "\u0303", "none": ""}
_TONES = frozenset(_MARKS.values()) - {""}
_VOWEL = re.compile(r"[aeiouyAEIOUYăâêôơưĂÂÊÔƠƯ]|(?![đĐÐ])[À-ỹ]")
_NUMBER = re.compile(r"(?:\d[\w./⁄-]*|(?<=/)[A-ZĐ][\w/-]*)")
_LINE = re.compile(r"(?m)^[^\n]+$")
_OPENER = re.compile(r"(?m)^[ \t]*((?:I{1,3}|IV|VI{0,3}))(?=\.[ \t])")
_BULLET = re.compile(r"(?m)^[ \t]*(- )(?=\w)")
_CUE = re.compile(r"N[oơ]i nhận\s?:?")
_LOSABLE = re.compile(
    r"(?m)^[ \t]*(?P<cue>N[ơo]i nhận\s?:?|Kính gửi\s?:?|(?:[A-ZĐÀ-Ỹ]{2,9} ){1,3}[A-ZĐÀ-Ỹ]{2,9}(?=[ \t]*$))"
)
_BLOCK = re.compile(r"\n(?=[ \t]*(?:\d{1,2}[.)]|[-+]|[a-zđ]\)|[IVX]{1,4}\.|Điều \d)[ \t])")


@dataclass(frozen=True, slots=True)
class Row:
    """kind, what was printed, what is read instead, how often."""

    kind: str
    meant: str
    seen: str
    weight: float


@cache
def rows() -> tuple[Row, ...]:
    """The table of noise."""
    with (files("trichxuat.training") / "data" / "noise.csv").open(encoding="utf-8") as lines:
        return tuple(Row(r["kind"], r["meant"], r["seen"], float(r["weight"])) for r in csv.DictReader(lines))


def noisy(marked: Marked, rate: float, seed: int = 0, *, page: bool = True) -> Marked:
    """The text as OCR would give it, `rate` (0 to 1) of its characters read wrong; the same for the same seed.

    page: also what is not letters: lines wrapped, page numbers, stamps before the header, ticks, a number in ink.
    """
    rng = random.Random(f"{marked.name} {seed} {rate}")
    spoiled = _spoil(marked, rng, rate)
    return _disturb(spoiled, rng, rate) if page and rate > 0 else spoiled


def _spoil(marked: Marked, rng: random.Random, rate: float) -> Marked:
    """Letters, signs and numbers."""
    text = marked.text
    edits: dict[int, Edit] = {}
    for m in _NUMBER.finditer(text):
        if rng.random() < rate * NUMBERS and (edit := _number(rng, text, *m.span())):
            edits[edit[0]] = edit
    places = _places(text)
    wanted = rate * sum(not c.isspace() for c in text)
    kinds = [row for row in rows() if row in places]
    total = sum(row.weight for row in kinds) or 1.0
    missing = 0.0
    for row in sorted(kinds, key=lambda row: len(places[row]) / row.weight):
        share = wanted * row.weight / total + missing
        found = places[row]
        count = min(share, len(found) * 0.9)
        missing = share - count if row.kind in ("tone", "shape", "letter") else 0.0
        whole = int(count) + (rng.random() < count % 1)
        for edit in rng.sample(found, min(whole, len(found))):
            edits.setdefault(edit[0], edit)
    return apply(marked, list(edits.values()))


def _places(text: str) -> dict[Row, list[Edit]]:
    """Where each row of the table could strike, with what it would do there."""
    free = bytearray(b"\1") * len(text)
    for m in _NUMBER.finditer(text):
        free[m.start() : m.end()] = bytes(m.end() - m.start())
    by_letter: dict[str, list[int]] = defaultdict(list)
    for at, c in enumerate(text):
        if free[at]:
            by_letter[c].append(at)
    found: dict[Row, list[Edit]] = {}
    for row in rows():
        if row.kind in ("tone", "shape"):
            change = _tone(row) if row.kind == "tone" else _shape(row)
            edits = [
                (at, at + 1, new)
                for c, places in by_letter.items()
                if _VOWEL.match(c) and (new := change(c)) is not None
                for at in places
            ]
        elif row.kind in ("letter", "sign"):
            edits = [(at, at + 1, row.seen) for at in by_letter.get(row.meant, ())]
            if row.kind == "sign" and not row.seen:
                edits = [edit for edit in edits if text[edit[1] : edit[1] + 1] == "\n"]
        elif row.kind == "roman":
            edits = [(*m.span(1), row.seen) for m in _OPENER.finditer(text) if m[1] == row.meant]
        elif row.kind == "bullet":
            edits = [(*m.span(1), row.seen) for m in _BULLET.finditer(text)]
        elif row.kind == "glue":
            edits = [(m.start(), m.end(), "") for m in re.finditer(r"(?<=[^\W\d]) (?=[^\W\d])", text)]
        elif row.kind == "split":
            edits = [(m.start(), m.start(), " ") for m in re.finditer(r"(?<=[^\W\d]{2})(?=[^\W\d]{2})", text)]
        elif row.kind == "case":
            edits = [
                (m.start(), m.end(), m.group().swapcase()) for m in re.finditer(r"(?<=\s)[^\W\d]{1,2}(?=\s)", text)
            ]
        else:
            continue
        if edits:
            found[row] = sorted(edits)
    return found


def _tone(row: Row) -> Callable[[str], str | None]:
    meant, seen = _MARKS[row.meant], _MARKS[row.seen]

    def change(letter: str) -> str | None:
        parts = unicodedata.normalize("NFD", letter)
        own = next((c for c in parts if c in _TONES), "")
        if own != meant:
            return None
        return unicodedata.normalize("NFC", parts.replace(own, "") + seen)

    return change


def _shape(row: Row) -> Callable[[str], str | None]:
    meant, seen = _SHAPES[row.meant], _SHAPES[row.seen]

    def change(letter: str) -> str | None:
        parts = unicodedata.normalize("NFD", letter)
        if meant not in parts:
            return None
        new = unicodedata.normalize("NFC", parts[0] + seen + "".join(c for c in parts[1:] if c != meant))
        return new if len(new) == 1 else None

    return change


def _number(rng: random.Random, text: str, start: int, end: int) -> Edit | None:
    """One slip in a number, a date or a code."""
    choices: list[tuple[float, Edit]] = []
    for row in rows():
        if row.kind != "number":
            continue
        if row.meant == "digit":
            for at in range(start, end):
                if text[at].isdigit():
                    new = text[at] + " " if row.seen else ""
                    choices.append((row.weight / (end - start), (at, at + 1, new)))
        else:
            at = text.find(row.meant, start, end)
            if at >= 0:
                choices.append((row.weight, (at, at + len(row.meant), row.seen)))
    if not choices:
        return None
    return rng.choices([edit for _, edit in choices], [weight for weight, _ in choices])[0]


def _disturb(marked: Marked, rng: random.Random, rate: float) -> Marked:
    """What a page does to its text beside single letters."""
    chance = min(0.5, 6 * rate)
    edits = list(_page_numbers(marked.text, rng, chance))
    if rng.random() < chance:
        edits += _ticks(marked.text, rng)
    if rng.random() < chance:
        edits += _seals(marked)(rng)
    if rng.random() < chance:
        edits.append((0, 0, _pick(rng, "stamp") + "\n"))
    edits += _lost(marked, rng, 2 * rate)
    marked = apply(marked, edits)
    if rng.random() < chance:
        marked = _ink(marked, rng)
    return apply(marked, list(_wraps(marked.text))) if rng.random() < chance else marked


def _pick(rng: random.Random, kind: str) -> str:
    own = [row for row in rows() if row.kind == kind]
    return rng.choices(own, [row.weight for row in own])[0].seen


def _page_numbers(text: str, rng: random.Random, chance: float) -> Iterator[Edit]:
    """A bare number between two blocks, every page or so."""
    if rng.random() >= chance:
        return
    page, at = 2, _PAGE
    while m := _BLOCK.search(text, at):
        yield m.end(), m.end(), f"{page}\n"
        page, at = page + 1, m.end() + _PAGE


def _ticks(text: str, rng: random.Random) -> list[Edit]:
    m = _CUE.search(text)
    return [(m.end(), m.end(), _pick(rng, "tick"))] if m else []


def _seals(marked: Marked) -> Callable[[random.Random], list[Edit]]:
    """A scrap of seal and ink on a line of its own above a signer's name."""

    def scraps(rng: random.Random) -> list[Edit]:
        found = []
        for document in marked.documents:
            for signer in document.get("signers") or []:
                line = marked.text.rfind("\n", 0, signer["name"][0][0]) + 1 if signer.get("name") else 0
                if line:
                    found.append((line, line, _pick(rng, "seal") + "\n"))
        return found[:1]

    return scraps


def _lost(marked: Marked, rng: random.Random, chance: float) -> list[Edit]:
    """Cues that a stamp or a pen covers: `Nơi nhận`, `Kính gửi`, the name of the type over its trích yếu."""
    subjects = {document["subject"][0][0] for document in marked.documents if document.get("subject")}
    edits = []
    for m in _LOSABLE.finditer(marked.text):
        title = m["cue"].isupper()
        if title and not any(0 < subject - m.end() < 6 for subject in subjects):
            continue
        if rng.random() < chance:
            edits.append((*m.span("cue"), _pick(rng, "lost")))
    return edits


def _ink(marked: Marked, rng: random.Random) -> Marked:
    """A number written by hand, and so lost or unreadable; the gold then has none."""
    for document in marked.documents:
        number, notation = document.get("number"), document.get("notation")
        if not (number and notation):
            continue
        m = re.search(rf"(S[^\W\d]\s?[:.;]?\s*){re.escape(number)}(?=\s?[/-])", marked.text)
        if m:
            new = apply(marked, [(m.end(1), m.end(), _pick(rng, "ink"))])
            return Marked(
                new.name,
                new.text,
                [{**d, "number": None} if d["number"] == number else d for d in new.documents],
            )
        return marked
    return marked


def _wraps(text: str) -> Iterator[Edit]:
    """Line breaks in long lines, as the page had them."""
    for line in _LINE.finditer(text):
        if "|" in line.group() or "\t" in line.group() or "    " in line.group().strip():
            continue
        at = line.start()
        while line.end() - at > _WRAP + 10:
            stop = text.rfind(" ", at, at + _WRAP)
            if stop <= at:
                break
            yield stop, stop + 1, "\n"
            at = stop + 1


def apply(marked: Marked, edits: list[Edit]) -> Marked:
    """The text with the edits made, and its cuts moved along. Of two edits that overlap the first counts."""
    starts: list[int] = []
    moves: list[tuple[int, int, int]] = []  # end of an edit, where its new words begin, where they end
    parts: list[str] = []
    at = length = 0
    for start, end, new in sorted(edits):
        if start < at:
            continue
        parts += [marked.text[at:start], new]
        length += start - at
        starts.append(start)
        moves.append((end, length, length + len(new)))
        length += len(new)
        at = end
    parts.append(marked.text[at:])
    text = "".join(parts)

    def moved(offset: int, *, ends: bool) -> int:
        n = bisect_right(starts, offset if not ends else offset - 1) - 1
        if n < 0:
            return offset
        end, first, last = moves[n]
        if offset < end:
            return last if ends else first
        return last + offset - end

    def cut(old: Cut) -> Cut:
        new = []
        for start, end in old:
            first, last = moved(start, ends=False), moved(end, ends=True)
            while first < last and text[first].isspace():
                first += 1
            while last > first and text[last - 1].isspace():
                last -= 1
            new.append((first, last))
        return tuple(new)

    return Marked(marked.name, text, [each_cut(document, cut) for document in marked.documents])
