"""Records of a text that was laid out from pages: where each value stands, how sure its letters are, what is in ink."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from trichxuat.reading.page import Handwritten, Laid, Placed
from trichxuat.record import GRADES, Arrival, Candidate, Code, Evidence, Model, Record, Value, Warning_

M = TypeVar("M", bound=Model)

WEAK, POOR = 0.9, 0.6
"""Below them a word's confidence is doubtful, or bad."""
FEW = 8
"""A value of so many words is no surer than its worst word; of a longer one, the share of doubtful words counts."""


def on_pages(records: list[Record], laid: Laid) -> list[Record]:
    """The records with page and box of each value, graded by the confidence of its words, and with what is in ink."""
    begins = [word.start for word in laid.words]

    def placed(item: Evidence) -> dict[str, Any]:
        words = _between(laid, begins, item)
        if not words:
            return {}
        page = words[0].page
        boxes = [word.box for word in words if word.page == page]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        found: dict[str, Any] = {"page": page, "box": (min(lefts), min(tops), max(rights), max(bottoms))}
        grade = max(GRADES.index(item.grade), _doubt(word.confidence for word in words))
        if grade > GRADES.index(item.grade):
            found |= {"grade": GRADES[grade], "reasons": [*item.reasons, "ocr_confidence"]}
        return found

    done = []
    for n, record in enumerate(records):
        record = _rebuilt(record, placed)
        for cell in laid.cells:
            if record.source.span[0] <= cell.at <= record.source.span[1]:
                record = _in_ink(record, cell)
        arrival = Arrival(number=laid.arrival.number, date=laid.arrival.date) if laid.arrival and n == 0 else None
        done.append(record.model_copy(update={"source": _source(record, laid), "arrival": arrival}))
    return done


def _between(laid: Laid, begins: list[int], item: Evidence) -> list[Placed]:
    """The words of a value."""
    found = []
    for start, end in item.spans or [item.span]:
        at = max(0, bisect_left(begins, start) - 1)
        while at < len(begins) and begins[at] < end:
            if laid.words[at].end > start:
                found.append(laid.words[at])
            at += 1
    return found


def _doubt(confidences: Iterable[float | None]) -> int:
    """How doubtful words are: index of the grade that they allow."""
    known = [each for each in confidences if each is not None]
    if not known:
        return 0
    if len(known) <= FEW:
        worst = min(known)
        return 2 if worst < POOR else int(worst < WEAK)
    weak = sum(each < WEAK for each in known) / len(known)
    return 2 if weak > 0.5 else int(weak > 0.15)


def _rebuilt(item: M, change: Callable[[Evidence], dict[str, Any]]) -> M:
    """A model with `change` applied to every piece of evidence in it."""
    updates: dict[str, Any] = change(item) if isinstance(item, Evidence) else {}
    for key in type(item).model_fields:
        old = getattr(item, key)
        if isinstance(old, Model):
            updates[key] = _rebuilt(old, change)
        elif isinstance(old, list) and old and isinstance(old[0], Model):
            updates[key] = [_rebuilt(part, change) for part in old]
    return item.model_copy(update=updates) if updates else item


def _source(record: Record, laid: Laid) -> Any:
    """The record's source with its pages."""
    start, end = record.source.span
    held = [n for n, (first, last) in enumerate(laid.pages, 1) if first < end and last > start]
    return record.source.model_copy(update={"first_page": held[0] if held else None, "pages": len(held) or None})


def _in_ink(record: Record, cell: Handwritten) -> Record:
    """The record with what a second reader made of a cell in ink: never `sure`, null where nothing is believable."""
    best = cell.candidates[0][0] if cell.candidates else None
    weighed = [Candidate(value=value, weight=round(weight, 3)) for value, weight in cell.candidates] or None
    common = {"grade": "check", "candidates": weighed, "page": cell.page, "box": cell.box}
    if cell.kind == "number" and record.code is not None:
        code = record.code
        new = code.model_copy(
            update={
                **common,
                "number": best,
                "value": _joined(code, best),
                "reasons": _reasons(code, "number_" if best else ""),
            },
        )
        message = "Số văn bản viết tay, không đọc được; giữ lại ký hiệu"
        warnings = [] if best else [_unread("number_unreadable", message, code)]
        return record.model_copy(update={"code": new, "warnings": [*_without(record, "number_"), *warnings]})
    if cell.kind == "day" and record.issued_date is not None:
        date = record.issued_date
        month = date.value[:7]
        value = f"{month}-{int(best):02}" if best and len(month) == 7 else month
        whole = len(value) == 10
        update = {**common, "value": value, "reasons": _reasons(date, "day_" if best else "")}
        warnings = [] if whole else [_unread("date_partial", "Ngày ban hành viết tay, không đọc được hết", date)]
        return record.model_copy(
            update={
                "issued_date": date.model_copy(update=update),
                "warnings": [*_without(record, "date_"), *warnings],
            }
        )
    return record


def _reasons(item: Evidence, settled: str) -> list[str]:
    """The reasons of a value in ink; those that begin with `settled` no longer hold."""
    kept = [reason for reason in item.reasons if not (settled and reason.startswith(settled))]
    return [*(reason for reason in kept if reason != "handwritten"), "handwritten"]


def _joined(code: Code, number: str | None) -> str:
    """`29/KH-UBND`: the code with another number."""
    behind = code.value[len(code.number) :] if code.number and code.value.startswith(code.number) else code.value
    return f"{number or ''}{behind}"


def _unread(code: str, message: str, item: Value | Code) -> Warning_:
    return Warning_(code=code, message=message, span=item.span)


def _without(record: Record, kind: str) -> list[Warning_]:
    """The warnings without those of a number or a date that a second reader looked at."""
    return [warning for warning in record.warnings if not warning.code.startswith(kind)]
