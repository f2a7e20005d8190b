"""Zones whose cue OCR lost, found again by the line tagger (`models/zones`).

Rules know a zone by its cue: `Nơi nhận`, `Kính gửi`, the name of a type. Where one that a reader expects is not there,
the tagger says which lines look like it; the cue is then put into the clean view, and the rules read on as if it had
been printed. Nothing is asked of the tagger where the rules found all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from trichxuat import lexicon, nlp
from trichxuat.structure.anchors import find_number
from trichxuat.structure.documents import Part, find_documents
from trichxuat.structure.line_features import FOR, HEAD, TITLE, TO, line_features
from trichxuat.structure.lines import WORDS, Line, read_lines
from trichxuat.structure.tail_cues import DASH
from trichxuat.structure.zones import Zones, find_zones
from trichxuat.text import Mend, Text

MODEL = "zones"
SURE = {FOR: 0.7, TO: 0.7, TITLE: 0.3}
"""How probable a line must be, and more so than HEAD; less where the number shows that a title was printed."""
MOST = 1500
"""So many lines of a document are tagged at most."""
_HEADER = 60
"""So many lines may a header with its addressees have."""
_SCRAP = 16
"""What stands where a cue stood is no longer than that."""
_ADDRESSED = frozenset({"TTr", "CĐ"})
"""Types with a title that address someone, as a công văn does."""


def restore(
    text: Text, lines: list[Line], parts: list[Part], zones: list[Zones]
) -> tuple[Text, list[Line], list[Part], list[Zones]]:
    """The same with the zones that the rules missed; unchanged where nothing is missed or there is no model."""
    mends: list[Mend] = []
    subjects: list[int] = []
    for part, zone in zip(parts, zones, strict=True):
        missed = _missed(text, zone)
        tagger = nlp.tagger(MODEL) if missed else None
        if tagger is None:
            continue
        own = lines[part.first : min(part.last, part.first + MOST)]
        tags = tagger.weigh(line_features(text, own))
        likely = {
            label: [
                part.first + i
                for i, row in enumerate(tags)
                if row.get(label, 0.0) >= max(SURE[label], row.get(HEAD, 0.0))
            ]
            for label in missed
        }
        mends += _cue(text, lines, (i for i in likely.get(FOR, ()) if i > zone.body[0]), "Nơi nhận:")
        header = part.first + _HEADER
        mends += _cue(text, lines, (i for i in likely.get(TO, ()) if part.first < i < header), "Kính gửi:")
        subjects += [lines[i].start for i in _past_scrap(lines, likely.get(TITLE, ()))[:1] if i < header]
    if not (mends or subjects):
        return text, lines, parts, zones
    raw = [text.raw_start(at) for at in subjects]
    if mends:
        text = text.mended(mends)
        lines = read_lines(text)
        parts = find_documents(text, lines)
    begins = [line.start for line in lines]
    found = [bisect_left(begins, text.clean_offset(at)) for at in raw]
    zones = [
        find_zones(text, lines, part, next((i for i in found if part.first < i < part.last), None)) for part in parts
    ]
    return text, lines, parts, zones


def _missed(text: Text, zone: Zones) -> set[str]:
    """The zones that a reader would expect and the rules did not find."""
    heading = zone.heading
    missed = set()
    if not zone.sides.recipients:
        missed.add(FOR)
    title = lexicon.type_by_title(text.clean[slice(*heading.title)]) if heading.title else None
    number = find_number(text, *heading.block)
    shown = lexicon.type_by_notation(number[1]["notation"]) if number else None
    if heading.title is None and not heading.subject and shown is not None and shown.title:
        missed.add(TITLE)
    kind = title or shown
    addressed = kind is None or not kind.title or kind.abbreviation in _ADDRESSED
    if addressed and zone.addressees[0] == zone.addressees[1]:
        missed.add(TO)
    return missed


def _cue(text: Text, lines: list[Line], tagged: Iterable[int], cue: str) -> list[Mend]:
    """The mend that puts a cue before the first of the tagged lines, or in the place of the scrap that stands there."""
    at = list(tagged)
    listed = [i for i in at if lines[i].kind == WORDS]
    if not listed or (cue.startswith("N") and len(listed) < 2):
        return []
    first = lines[listed[0]]
    bare = not DASH.match(text.clean, first.start, first.end) and first.end - first.start <= _SCRAP
    if bare and len(listed) > 1:
        return [(first.start, first.end, cue)]
    newline = text.clean.rfind("\n", 0, first.start)
    return [(newline, newline + 1, f"\n{cue}\n")] if newline >= 0 else []


def _past_scrap(lines: list[Line], tagged: Iterable[int]) -> list[int]:
    """The lines of a trích yếu without the scrap that is left of the title above it."""
    found = [i for i in tagged if lines[i].kind == WORDS]
    return found[1:] if len(found) > 1 and lines[found[0]].end - lines[found[0]].start <= _SCRAP else found
