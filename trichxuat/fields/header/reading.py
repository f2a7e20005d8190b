"""`read_header`: from the lines of a header to its values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from trichxuat import lexicon
from trichxuat.fields.dates import HEADER_DATE, find_dates, parse_header_date
from trichxuat.fields.header.addressees import read_addressees
from trichxuat.fields.header.numbers import Found, read_number
from trichxuat.fields.header.organs import read_organs
from trichxuat.fields.header.places import place_before
from trichxuat.fields.header.subject import read_subject, subtract
from trichxuat.fields.values import build, value
from trichxuat.lexicon import Type
from trichxuat.record import Code, Family, Grade, Organ, TypeValue, Value, Warning_
from trichxuat.structure.anchors import MOTTO
from trichxuat.structure.documents import Part
from trichxuat.structure.head import Head, stretches
from trichxuat.structure.lines import WORDS, Line
from trichxuat.structure.zones import Zones
from trichxuat.text import Text

Piece = tuple[int, int]


@dataclass(slots=True)
class Header:
    """Everything above the body."""

    family: Family = "state"
    organs: list[Organ] = field(default_factory=list)
    code: Code | None = None
    type: TypeValue | None = None
    place: Value | None = None
    issued_date: Value | None = None
    subject: Value | None = None
    priority: Value | None = None
    secrecy: Value | None = None
    addressees: list[Value] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)


# What is left of a Quốc hiệu that lost a line.
_STATE_BITS = re.compile(r"cong hoa xa(?: hoi)?(?![a-z])|(?<![a-z])(?:(?:hoi )?chu )?nghia viet nam")


def read_header(text: Text, lines: list[Line], zones: Zones, part: Part) -> Header:
    """The header of one document."""
    head = zones.heading
    start, end = head.block
    block = [
        line
        for line in lines[head.lines[0] : max(head.lines[1], head.addressees[0])]
        if line.kind == WORDS and start <= line.start < end
    ]
    cells = [(cell.start, cell.end) for line in block for cell in line.cells]
    shown = _title_type(text, head)
    number = read_number(text, start, end, cells, shown.abbreviation if shown else None)
    taken: list[Piece] = list(part.heading.cut) if part.heading else []
    if part.heading is None or text.plain.startswith("d", part.heading.start):
        taken += [m.span() for m in _STATE_BITS.finditer(text.plain, start, end) if text.clean[m.start()].isupper()]
    motto = MOTTO.search(text.plain, start, end)
    if motto:
        taken.append(motto.span())
    if number:
        taken.append((number.start, number.end))
    date, place, line_cut = _date_and_place(text, start, end, taken)
    taken += line_cut
    header = Header(code=number.code if number else None, issued_date=date, place=place)
    subject = None if head.title else read_subject(text, lines, head, taken)
    if subject:
        taken.append((subject.start, subject.end))
        taken += subject.pieces
    limit = number.start if number else end
    fragments = [piece for a, b in _cells_before(text, block, start, end) for piece in subtract(text, a, b, taken)]
    notation = header.code.notation if header.code else None
    header.organs = read_organs(text, [f for f in fragments if f[0] < limit], notation) or read_organs(
        text, fragments, notation
    )
    header.family = _family(text, part, header)
    header.type = _type(text, head, shown, header, bool(subject) or head.addressees[0] < head.addressees[1])
    pieces = subject.pieces if subject else head.subject
    header.subject = value(text, _joined(text, _without_end(text, pieces))) if pieces else None
    stamps = [*fragments, *([head.title] if head.title else []), *_beside(text, lines, head)]
    header.priority = _stamp(text, stamps, "priority")
    header.secrecy = _stamp(text, stamps, "secrecy")
    header.addressees = read_addressees(text, lines, head.addressees)
    if header.issued_date is None:
        header.issued_date = _late_date(text, lines, zones, header)
    header.warnings = _warnings(header, number, text.span(start, min(end, start + 1)))
    return header


def _cells_before(text: Text, block: list[Line], start: int, end: int) -> list[Piece]:
    return [(max(start, cell.start), min(end, cell.end)) for line in block for cell in line.cells if cell.start < end]


def _joined(text: Text, pieces: list[Piece]) -> list[Piece]:
    """Pieces with nothing but white space or a dash between them are one."""
    cut: list[Piece] = []
    for start, end in pieces:
        if cut and start >= cut[-1][1] and text.clean[cut[-1][1] : start].strip() in ("", "-"):
            cut[-1] = (cut[-1][0], end)
        else:
            cut.append((start, end))
    return cut


def _without_end(text: Text, pieces: list[Piece]) -> list[Piece]:
    """The pieces without the closing sign."""
    start, end = pieces[-1]
    while end > start + 1 and text.clean[end - 1] in " .;:,":
        end -= 1
    return [*pieces[:-1], (start, end)]


# ---- place and date ----


def _date_and_place(
    text: Text, start: int, end: int, taken: list[Piece]
) -> tuple[Value | None, Value | None, list[Piece]]:
    for m in HEADER_DATE.finditer(text.plain, start, end):
        if any(a <= m.start() < b for a, b in taken):
            continue
        floor = max([start, *(b for a, b in taken if b <= m.start())])
        iso, grade, reasons = parse_header_date(text, m.start(), m.end())
        place = place_before(text, m.start(), floor)
        if iso is None and place is None:
            continue
        stop = m.end()
        while stop > m.start() and text.clean[stop - 1].isspace():
            stop -= 1
        date = value(text, [(m.start(), stop)], iso, grade, reasons) if iso else None
        cut = [(m.start(), stop)]
        if place:
            cut.append(place)
        return date, value(text, [place]) if place else None, cut
    return None, None, []


_CLOSING = re.compile(r"(?:ket thuc|thong qua|lap xong|ky ngay|be mac|thoi gian)(?![a-z])")


def _late_date(text: Text, lines: list[Line], zones: Zones, header: Header) -> Value | None:
    """The date of a document without a date line: of minutes and of laws it stands in a closing sentence (Mẫu 1.9)."""
    if header.type is None or header.type.value not in ("BB", "L", "BL", "PL", "NQ") or zones.body[0] >= zones.body[1]:
        return None
    start, end = lines[zones.body[0]].start, lines[zones.body[1] - 1].end
    for m in reversed(list(_CLOSING.finditer(text.plain, start, end))):
        stop = min(end, m.end() + 160)
        for date in find_dates(text, m.end(), stop):
            if date.value and len(date.value) == 10:
                return value(text, [(date.start, date.end)], date.value, "likely", ["closing_sentence"])
    return None


# ---- type, family, stamps ----


def _title_type(text: Text, head: Head) -> Type | None:
    return lexicon.type_by_title(text.clean[head.title[0] : head.title[1]]) if head.title else None


def _as_meant(text: Text, printed: Value) -> str:
    """The words of a value with those in place that OCR spoiled."""
    if not text.mends:
        return printed.value
    pieces = printed.spans or [printed.span]
    return " ".join(text.clean[text.clean_offset(a) : text.clean_offset(b)] for a, b in pieces)


def _base(kind: Type) -> Type:
    """The type of Phụ lục III that a joint or a longer title is of: `Hướng dẫn liên ngành` → Hướng dẫn."""
    if kind.kind != "joint":
        return kind
    words = kind.name.split()
    return lexicon.type_by_name(" ".join(words[:2])) or kind


def _type(text: Text, head: Head, shown: Type | None, header: Header, addressed: bool) -> TypeValue | None:
    """By the title; without one by the notation; else a công văn where it has a V/v or Kính gửi."""
    if shown and head.title and not (header.code and (header.code.notation or "").startswith("VBHN")):
        return build(TypeValue, text, [head.title], _base(shown).abbreviation or shown.name, name=shown.name)
    nowhere = [(head.block[0], head.block[0])]
    notation = header.code.notation if header.code else None
    issuer = _as_meant(text, header.organs[-1].name) if header.organs else ""
    if notation:
        kind = lexicon.type_by_notation(notation, header.family, issuer)
        if kind:
            sure = kind.abbreviation == "CV" and addressed
            grade: Grade = "sure" if sure else "likely"
            return build(
                TypeValue,
                text,
                nowhere,
                _base(kind).abbreviation,
                grade,
                [] if sure else ["from_notation"],
                name=kind.name,
            )
    if addressed:
        return build(TypeValue, text, nowhere, "CV", "check", ["from_addressees"], name="Công văn")
    return None


@cache
def _bodies_of(family: str) -> re.Pattern[str]:
    words = [word for word in lexicon.family_anchors() if word.kind == family]
    return re.compile(rf"(?:{lexicon.alternation(words)})(?![a-z])")


_PARTY_NOTATION = re.compile(r"[A-ZĐ][A-Za-zĐđy]{1,4}/(?:TW|TU|HU|ĐU|ThU|QU|CB|[A-ZĐ]{2,10}(?:TW|TU|HU|ĐU))\Z")


def _family(text: Text, part: Part, header: Header) -> Family:
    """By the heading; else by issuer and notation."""
    name = lexicon.plain(_as_meant(text, header.organs[-1].name)) if header.organs else ""
    if part.heading and part.heading.family == "party":
        return "party"
    if part.heading and part.heading.family == "organisation":
        return "organisation"
    if _bodies_of("organisation").match(name) or re.match(
        r"(?:uy ban|ban thuong truc uy ban) (?:mttq|mat tran)|(?:hoi|hiep hoi|lien hiep) (?!dong)", name
    ):
        return "organisation"
    if part.heading is None or not text.plain[part.heading.start : part.heading.end].startswith("c"):
        notation = header.code.notation if header.code and header.code.notation else ""
        if _bodies_of("party").match(name) or _PARTY_NOTATION.match(notation):
            return "party"
    return "state"


def _beside(text: Text, lines: list[Line], head: Head) -> list[Piece]:
    """Cells under the title and before the body where a stamp may stand."""
    if head.title is None:
        return []
    below = stretches(text, lines, head.lines[0], max(head.lines[1], head.addressees[0]))
    return [(a, b) for _, a, b in below if a > head.title[0] and b - a < 24]


@cache
def _stamp_words(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    words = lexicon.priorities() if name == "priority" else lexicon.secrecies()
    ordered = sorted(words, key=lambda word: -len(word.plain))
    lead = r"(?:do (?:khan|mat|bao mat)\s?[:.]?\s?|cong dien )?"
    return tuple(
        (re.compile(rf"{lead}({lexicon.alternation([word])})(?:\W.{{0,12}})?\Z"), word.kind) for word in ordered
    )


def _stamp(text: Text, fragments: list[Piece], name: str) -> Value | None:
    """Độ khẩn or độ mật: a fragment that is nothing else (Phụ lục I, II.10)."""
    for start, end in fragments:
        if end - start > 40 or not (text.clean[start:end].isupper() or ":" in text.clean[start:end]):
            continue
        for pattern, code in _stamp_words(name):
            m = pattern.match(text.plain, start, end)
            if m:
                return value(text, [m.span(1)], code)
    return None


def _warnings(header: Header, number: Found | None, place: Piece) -> list[Warning_]:
    """What a reader would expect in a header and does not find."""
    found: list[Warning_] = []
    if number is None:
        found.append(Warning_(code="code_missing", message="Không tìm thấy số, ký hiệu văn bản", span=place))
    elif number.code.number is None:
        blank = "number_blank" in number.code.reasons
        message = "Số văn bản để trống" if blank else "Số văn bản không đọc được (viết tay hoặc bị mờ); giữ lại ký hiệu"
        found.append(
            Warning_(code="number_blank" if blank else "number_unreadable", message=message, span=number.code.span)
        )
    elif number.code.notation is None:
        found.append(Warning_(code="notation_missing", message="Không đọc được ký hiệu văn bản", span=number.code.span))
    if header.issued_date is None:
        found.append(Warning_(code="date_missing", message="Không tìm thấy ngày ban hành", span=place))
    elif len(header.issued_date.value) < 10:
        found.append(
            Warning_(
                code="date_partial",
                message="Ngày ban hành không đầy đủ hoặc không đọc được hết",
                span=header.issued_date.span,
            )
        )
    if not header.organs:
        found.append(Warning_(code="organ_missing", message="Không tìm thấy tên cơ quan ban hành", span=place))
    if header.type is None:
        found.append(Warning_(code="type_missing", message="Không xác định được tên loại văn bản", span=place))
    return found
