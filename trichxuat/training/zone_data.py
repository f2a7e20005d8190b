"""The zone of each line of a marked text, as its gold shows it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

from trichxuat.structure.line_features import ANNEX, BODY, FOR, HEAD, SIGN, TITLE, TO, line_features
from trichxuat.structure.lines import Line, read_lines
from trichxuat.text import Text
from trichxuat.training.marked import Cut, Marked

Places = Callable[[Iterable[Cut | None]], list[int]]

CUE = 2
"""So many lines above its first entry may the cue of a list stand."""


def zone_lines(marked: Marked) -> tuple[list[list[str]], list[str]]:
    """The features and the labels of the lines of a text."""
    text = Text(marked.text)
    lines = read_lines(text)
    return line_features(text, lines), zone_labels(marked, text, lines)


def zone_labels(marked: Marked, text: Text, lines: list[Line]) -> list[str]:
    """The zone of each line."""
    begins = [line.start for line in lines]

    def places(cuts: Iterable[Cut | None]) -> list[int]:
        """The lines that cuts touch."""
        found: set[int] = set()
        for cut in cuts:
            for start, end in cut or ():
                first = bisect_right(begins, text.clean_offset(start)) - 1
                last = bisect_right(begins, text.clean_offset(max(start, end - 1))) - 1
                found.update(range(max(0, first), last + 1))
        return sorted(found)

    labels = [ANNEX] * len(lines)
    at = 0
    for document in marked.documents:
        at = _label(document, labels, lines, at, places)
    return labels


def _label(
    document: dict[str, Any],
    labels: list[str],
    lines: list[Line],
    at: int,
    places: Callable[[Iterable[Cut | None]], list[int]],
) -> int:
    """Labels the lines of one document from line `at` on; where its tail ends."""
    organ = document.get("organ")
    head = places([*(organ if isinstance(organ, list) else [organ]), document.get("organ_parent"), document["place"]])
    subject = places([document.get("subject")])
    to = places(document.get("addressees") or [])
    entries = places(document.get("recipients") or [])
    signed = places(
        cut
        for signer in document.get("signers") or []
        for cut in (*signer["competence"], signer.get("position"), signer.get("name"))
    )
    head = [line for line in head if line >= at]
    tail = sorted(line for line in {*entries, *signed} if not head or line > head[-1])
    first = head[0] if head else at
    end = tail[0] if tail else len(labels)
    behind = max([*head, *(line for line in subject if line < end), *(line for line in to if line < end)], default=at)
    labels[at if at == 0 else first : behind + 1] = [HEAD] * (behind + 1 - (at if at == 0 else first))
    labels[behind + 1 : end] = [BODY] * max(0, end - behind - 1)
    if subject and document.get("type") not in (None, "CV") and subject[0] <= behind:
        for line in subject:
            labels[line] = TITLE
        if subject[0] > 0 and lines[subject[0] - 1].end - lines[subject[0] - 1].start < 40:
            labels[subject[0] - 1] = TITLE
    if to and to[-1] <= behind:
        cue = _cue(lines, to[0], max(at, to[0] - CUE), ("kinh", "dien:"))
        labels[cue : to[-1] + 1] = [TO] * (to[-1] + 1 - cue)
    if not tail:
        return behind + 1
    stop: int = tail[-1] + 1
    listed = set(entries)
    for line in range(tail[0], stop):
        labels[line] = FOR if line in listed else SIGN
    if entries:
        cue = _cue(lines, entries[0], max(at, entries[0] - CUE), ("noi nhan", "noi gui"))
        labels[cue] = FOR
    return stop


def _cue(lines: list[Line], first: int, floor: int, words: tuple[str, ...]) -> int:
    """The short line that opens a list whose first entry stands on line `first`: that line itself, or one above."""
    for line in range(first, floor - 1, -1):
        if len(lines[line].plain) < 60 and any(word in lines[line].plain for word in words):
            return line
    return first
