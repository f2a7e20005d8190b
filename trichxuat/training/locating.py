"""Where the quotes of a gold file stand in their text.

A quote may occur more than once; the order and the neighbours of a field decide which place is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from trichxuat.evaluation.folding import flat

Piece = tuple[int, int]
Cut = tuple[Piece, ...]

_LEAD = re.compile(r"Kính (?:gửi|chuyển|trình)|điện ?:")
_FAR = 1 << 30
_MOST = 200
"""The most places of one quote that are weighed."""
_ADDRESSED = re.compile(r"(?i)kính (?:gửi|trình|chuyển)|điện ?:")
_BESIDE = 40
"""So near stands a unit to what it is told in one sentence."""
_BEHIND = 160
"""So far behind its work may the line stand that names who does it."""


class Finder:
    """Finds quotes in one text (NFC). Offsets inside are of the flat text; what leaves are offsets of the text."""

    def __init__(self, text: str) -> None:
        self.flat = flat(text)
        self._text = text
        self._at: list[int] = []
        self._from = 0
        """Where the document begins that is looked through."""
        blank = True
        for at, c in enumerate(text):
            if not c.isspace():
                self._at.append(at)
                blank = False
            elif not blank:
                self._at.append(at)
                blank = True

    def document(self, gold: dict[str, Any]) -> dict[str, Any]:
        """The file's next gold document with places for its quotes; None where a quote is not found."""
        new = dict(gold)
        if "organ" in gold:
            organ = gold["organ"]
            new["organ"] = [self._organ(q) for q in organ] if isinstance(organ, list) else self._organ(organ)
        if "organ_parent" in gold:
            new["organ_parent"] = self._cut(gold["organ_parent"])
        if "subject" in gold:
            new["subject"] = self._subject(gold["subject"], gold.get("organ"))
        if "place" in gold:
            new["place"] = self._place(gold["place"])
        for key in ("addressees", "recipients"):
            if key in gold:
                cue = _ADDRESSED.search(self.flat, self._from) if key == "addressees" else None
                new[key] = self._list(gold[key], late=key == "recipients", floor=cue.start() if cue else 0)
        if "bases" in gold:
            cuts = self._list([base["quote"] for base in gold["bases"]])
            new["bases"] = [{**base, "quote": cut} for base, cut in zip(gold["bases"], cuts, strict=True)]
        if "references" in gold:
            new["references"] = [{**found, "name": self._cut(found.get("name"))} for found in gold["references"]]
        if "tasks" in gold:
            new["tasks"] = self._tasks(gold["tasks"])
        if "signers" in gold:
            listed = [piece for cut in new.get("recipients") or [] for piece in cut or ()]
            new["signers"] = self._signers(gold["signers"], listed)
        ends = [signer["name"][-1][1] for signer in new.get("signers") or [] if signer.get("name")]
        self._from = bisect_left(self._at, max(ends)) if ends else self._from
        return new

    def _places(self, piece: str, start: int = 0) -> list[Piece]:
        """Where a piece of a quote stands, in order; `a … b` runs from a to the nearest b behind it."""
        first, gap, last = piece.partition(" … ")
        found: list[Piece] = []
        at = self.flat.find(first, max(start, self._from)) if first else -1
        at = self.flat.find(first, start) if first and at < 0 else at
        while at >= 0 and len(found) < _MOST:
            end = self.flat.find(last, at + len(first)) + len(last) if gap else at + len(first)
            if end < at + len(first) + len(last) * bool(gap):
                break
            found.append((at, end))
            at = self.flat.find(first, at + 1)
        return found

    def _pieces(self, quote: str | None, start: int = 0) -> list[Piece] | None:
        """The first places of a quote's pieces."""
        if not quote:
            return None
        hits = [self._places(piece, start)[:1] for piece in flat(quote).split(" + ")]
        return [hit[0] for hit in hits] if all(hits) else None

    def _out(self, pieces: Sequence[Piece] | None) -> Cut | None:
        if not pieces:
            return None
        return tuple((self._at[start], self._at[end - 1] + 1) for start, end in pieces)

    def _cut(self, quote: str | None, start: int = 0) -> Cut | None:
        return self._out(self._pieces(quote, start))

    def _organ(self, quote: str | None) -> Cut | None:
        """An issuer; its second line is one, and none of the words that stand beside the first."""
        pieces = self._pieces(quote) or []
        for n in range(1, len(pieces)):
            first, last = pieces[n - 1 : n + 1]
            behind = self._places(self.flat[slice(*last)], first[1])
            opening = [place for place in behind if self._opens(place[0])]
            pieces[n] = (opening or behind or [last])[0]
        return self._out(pieces)

    def _opens(self, at: int) -> bool:
        """Whether a line or a cell begins at a flat offset."""
        lead = self._text[: self._at[at]].rstrip(" *_")
        return not lead or lead[-1] in "\n|\t"

    def _subject(self, quote: str | None, organ: object) -> Cut | None:
        """The trích yếu: behind the issuer, else the last above it, since a portal prints it further up, too."""
        organs = self._pieces(organ) if isinstance(organ, str) else None
        start = organs[-1][1] if organs else 0
        if behind := self._cut(quote, start):
            return behind
        above = self._places(flat(quote)) if quote and " + " not in quote else []
        return self._out(above[-1:]) or self._cut(quote)

    def _place(self, quote: str | None) -> Cut | None:
        """The place name: before `ngày`."""
        if not quote:
            return None
        places = self._places(flat(quote))
        dated = [place for place in places if re.match(r"\s?[,.]?\s?ng", self.flat[place[1] : place[1] + 5])]
        return self._out((dated or places)[:1])

    def _list(self, quotes: Sequence[str], late: bool = False, floor: int = 0) -> list[Cut | None]:
        """The entries of a list: where they stand closest together in their order; late: behind all else, if equal.

        floor: where the list begins, if they stand behind it at all.
        """
        starts = self._places(flat(quotes[0]).split(" + ")[0], floor) if quotes else []
        best: tuple[int, list[list[Piece] | None]] | None = None
        for start, _ in starts or [(0, 0)]:
            pieces, at = [], start
            stretch = 0
            for quote in quotes:
                found = self._pieces(quote, at)
                if found is None:
                    found = self._pieces(quote)
                    stretch += _FAR
                else:
                    at = found[0][0]
                pieces.append(found)
            stretch += at - start
            if best is None or stretch < best[0] or (late and stretch == best[0]):
                best = (stretch, pieces)
        return [self._out(each) for each in best[1]] if best else []

    def _tasks(self, tasks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        found = []
        at = 0
        for task in tasks:
            pieces = self._pieces(task["quote"], at) or self._pieces(task["quote"])
            if pieces is None:
                found.append({**task, "quote": None, "unit": None, "deadline": None})
                continue
            start, end = pieces[0][0], pieces[-1][1]
            at = start + 1
            found.append(
                {
                    **task,
                    "quote": self._out(pieces),
                    "unit": self._doer(task["unit"], start, end),
                    "deadline": self._limit(task.get("deadline"), start, end),
                }
            )
        return found

    def _doer(self, quote: str | None, start: int, end: int) -> Cut | None:
        """The unit: close behind the work, where a label names it; else the last time before it."""
        if not quote or " + " in quote:
            return self._cut(quote)
        places = self._places(flat(quote))
        behind = [place for place in places if end <= place[0] < end + _BEHIND and ":" in self.flat[end : place[0]]]
        before = [place for place in places if place[1] <= start]
        after = [place for place in places if place[0] >= start]
        beside = [
            place for place in before[-1:] if start - place[1] < _BESIDE and "." not in self.flat[place[1] : start]
        ]
        chosen = beside or behind[:1] or before[-1:] or after[:1]
        return self._out(chosen)

    def _limit(self, quote: str | None, start: int, end: int) -> Cut | None:
        """The deadline: inside the work, else the nearest."""
        if not quote or " + " in quote:
            return self._cut(quote)
        places = self._places(flat(quote))
        inside = [place for place in places if start <= place[0] < end]
        return self._out(inside[:1] or sorted(places, key=lambda p: min(abs(p[0] - end), abs(start - p[1])))[:1])

    def _signers(self, signers: Sequence[dict[str, Any]], listed: Sequence[Piece]) -> list[dict[str, Any]]:
        """All that the signatures say stands close together; what stands last counts, if equal.

        No place is two things: `CHỦ TỊCH` is not that of `TM. ĐOÀN CHỦ TỊCH`. listed: places of the recipients.
        """
        quotes = [q for s in signers for q in (*(s.get("competence") or []), s.get("position"), s.get("name")) if q]
        lefts = [self._places(flat(quote).split(" + ")[0]) for quote in quotes]
        middles = [place[0] for places in lefts[:1] for place in places]
        best: tuple[int, int] = (_FAR, 0)
        for middle in middles:
            apart = sum(min((abs(place[0] - middle) for place in places), default=_FAR) for places in lefts)
            if apart <= best[0]:
                best = (apart, middle)

        def near(quote: str | None) -> Cut | None:
            if not quote or " + " in quote:
                return self._cut(quote, max(0, best[1] - 400)) or self._cut(quote)
            places = sorted(self._places(flat(quote)), key=lambda place: abs(place[0] - best[1]))
            free = [place for place in places if not self._is_taken(place, taken)]
            cut = self._out((free or places)[:1])
            taken.extend(cut or ())
            return cut

        taken = list(listed)
        return [
            {
                **signer,
                "competence": [near(quote) for quote in signer.get("competence") or []],
                "position": near(signer.get("position")),
                "name": near(signer.get("name")),
            }
            for signer in signers
        ]

    def _is_taken(self, place: Piece, taken: Sequence[Piece]) -> bool:
        start, end = self._at[place[0]], self._at[place[1] - 1]
        return any(first <= start and end < last for first, last in taken)
