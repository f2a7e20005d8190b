"""The order of the steps, from a text to its records. A step that fails becomes a warning; the record survives."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

from trichxuat.fields.appendices import read_appendices
from trichxuat.fields.bases import Preamble, own_names, read_bases
from trichxuat.fields.codes import type_words
from trichxuat.fields.header import Header, read_header
from trichxuat.fields.recipients import read_recipients
from trichxuat.fields.references import Merged, find_mentions, merge
from trichxuat.fields.signers import read_signers
from trichxuat.fields.tasks import read_tasks
from trichxuat.fields.values import value
from trichxuat.nlp import in_force
from trichxuat.record import Basis, Meta, Record, Reference, Relation, Signer, Source, Task, Value, Warning_
from trichxuat.resolve import relate_listed, resolve_citations, resolve_recipients, resolve_units
from trichxuat.structure.documents import Part, find_documents
from trichxuat.structure.lines import Line, read_lines
from trichxuat.structure.lost import restore
from trichxuat.structure.outline import Block, read_outline
from trichxuat.structure.spoiled import mend
from trichxuat.structure.spoiled_tail import mend_tails
from trichxuat.structure.spoiled_words import mend_bodies
from trichxuat.structure.zones import Zones, bare_zones, find_zones
from trichxuat.text import Text

try:
    VERSION = version("trichxuat")
except PackageNotFoundError:
    VERSION = "0"

T = TypeVar("T")
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from: what `Source` tells of every record of the file."""

    path: str | None = None
    sha256: str | None = None
    reader: str = "text"
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A text with its lines, and what all its records share."""

    text: Text
    lines: list[Line]
    parts: int
    origin: Origin
    keep_text: bool


@dataclass(slots=True)
class Steps:
    """Runs the steps of one document and keeps a warning of each that failed."""

    warnings: list[Warning_] = field(default_factory=list)

    def run(self, name: str, default: D, step: Callable[[], T]) -> T | D:
        try:
            return step()
        except Exception as fault:  # the text is anyone's: one field lost is better than the record
            message = f"Bước «{name}» gặp lỗi nên trường này bị bỏ trống ({type(fault).__name__}: {fault})"
            self.warnings.append(Warning_(code="step_failed", message=message))
            return default


def extract(raw: str, origin: Origin | None = None, *, keep_text: bool = False) -> list[Record]:
    """The records of a text, one for each document in it, in order; none for a blank text.

    raw: the text as decoded; spans are code points of it. keep_text: put the text into each record.
    """
    started = time.perf_counter()
    text = Text(raw)
    lines = read_lines(text)
    if not lines:
        return []
    parts = find_documents(text, lines)
    steps = Steps()
    text, lines, parts = steps.run("sửa chữ phần đầu", (text, lines, parts), lambda: mend(text, lines, parts))
    text, lines, parts, zones = steps.run(
        "sửa chữ phần cuối", (text, lines, parts, []), lambda: mend_tails(text, lines, parts)
    )
    text, lines, parts, zones = steps.run(
        "sửa chữ phần thân", (text, lines, parts, zones), lambda: mend_bodies(text, lines, parts, zones)
    )
    if zones:
        found = text, lines, parts, zones
        text, lines, parts, zones = steps.run("tìm vùng mất dấu hiệu", found, lambda: restore(*found))
    file = File(text, lines, len(parts), origin or Origin(), keep_text)
    records = []
    for number, part in enumerate(parts, 1):
        own = Steps(list(steps.warnings))
        records.append(_document(file, number, part, zones[number - 1] if zones else None, own, started))
        started = time.perf_counter()
    return records


def _document(file: File, number: int, part: Part, found: Zones | None, steps: Steps, started: float) -> Record:
    """One document of a file. found: its zones, where they are known; started: when work on it began, in seconds."""
    text, lines, origin = file.text, file.lines, file.origin
    start, end = lines[part.first].start, max(line.end for line in lines[part.first : part.last])
    zones = found or steps.run("phân vùng", bare_zones(text, lines, part), lambda: find_zones(text, lines, part))
    body = steps.run("dàn bài", [], lambda: read_outline(text, lines, *zones.body))
    annex = steps.run("phụ lục", [], lambda: read_outline(text, lines, *zones.annex))
    header = steps.run("phần đầu", Header(), lambda: read_header(text, lines, zones, part))
    preamble = steps.run("căn cứ", Preamble([], start), lambda: read_bases(text, body, own_names(header.organs)))
    cited = steps.run("viện dẫn", Merged([], [], []), lambda: _cite(text, start, end, header))
    references = steps.run(
        "viện dẫn",
        cited.references,
        lambda: _relate(text, body, (start, end), header.subject, preamble, cited),
    )
    tasks = steps.run("nhiệm vụ", [], lambda: _tasks(text, body, annex, header))
    recipients = steps.run("nơi nhận", [], lambda: read_recipients(text, zones))
    signers = steps.run("người ký", [], lambda: read_signers(text, lines, zones))
    return Record(
        source=Source(
            path=origin.path, sha256=origin.sha256, part=number, parts=file.parts, span=text.span(start, end),
            pages=origin.pages, reader=origin.reader,
        ),
        family=header.family,
        organs=header.organs,
        code=header.code,
        type=header.type,
        place=header.place,
        issued_date=header.issued_date,
        subject=header.subject,
        priority=header.priority,
        secrecy=header.secrecy,
        addressees=header.addressees,
        bases=[
            basis.model_copy(update={"references": _inside(text, basis, cited)}) for basis in preamble.bases
        ],
        references=references,
        tasks=tasks,
        recipients=resolve_recipients(recipients, header.addressees, tasks),
        signers=signers,
        appendices=steps.run("phụ lục", [], lambda: read_appendices(text, lines, *zones.annex)),
        warnings=[*header.warnings, *_unsigned(signers), *steps.warnings],
        meta=Meta(program=f"trichxuat {VERSION}", models=in_force(), seconds=round(time.perf_counter() - started, 6)),
        text=text.raw if file.keep_text else None,
    )  # fmt: skip


def _unsigned(signers: list[Signer]) -> list[Warning_]:
    """What a reader would expect of the signatures and does not find."""
    if not signers:
        return [Warning_(code="signer_missing", message="Không tìm thấy người ký")]
    nameless = [signer for signer in signers if signer.full_name is None]
    if not nameless:
        return []
    said = nameless[0].position or next(iter(nameless[0].competence), None)
    message = "Không đọc được họ tên người ký (bị dấu hoặc chữ ký che, hoặc không in)"
    return [Warning_(code="signer_unreadable", message=message, span=said.span if said else None)]


_RELATIONS: dict[str, Relation] = {
    "can_cu": "basis", "thuc_hien": "implements", "theo": "proposes", "xet": "proposes", "phuc_dap": "answers",
}  # fmt: skip
"""What a ground's kind says of the document that it names first."""
_STRONGER = frozenset({"replaces", "repeals", "amends", "forwards"})
"""What a document may do with one that it also rests on."""


def _tasks(text: Text, body: list[Block], annex: list[Block], header: Header) -> list[Task]:
    tasks = read_tasks(
        text,
        body,
        annex,
        doc_type=header.type.value if header.type else None,
        issuers=[organ.name.value for organ in header.organs],
        addressees=[addressee.value for addressee in header.addressees],
    )
    return resolve_units(tasks, header.organs)


def _cite(text: Text, start: int, end: int, header: Header) -> Merged:
    own = (header.code.number, header.code.year, header.code.notation) if header.code else None
    dated = header.issued_date.value if header.issued_date else None
    return merge(text, find_mentions(text, start, end), own, dated)


def _inside(text: Text, basis: Basis, cited: Merged) -> list[int]:
    """The references that a ground rests on: not those that the title of the first one names."""
    start = text.clean_offset(basis.span[0])
    found = cited.within(start, text.clean_offset(basis.span[1]))
    title = cited.references[found[0]].title if found else None
    if title is None or title.span[0] < basis.span[0]:
        return found
    named = cited.within(
        text.clean_offset(title.span[0]), min(text.clean_offset(title.span[1]), text.clean_offset(basis.span[1]))
    )
    return [n for n in found if n == found[0] or n not in named]


def _inside_subject(text: Text, found: Reference, subject: Value | None) -> Reference:
    """A reference whose title, where the trích yếu holds it, ends no later than the trích yếu."""
    title = found.title
    if title is None or subject is None or not title.span[0] < subject.span[1] < title.span[1]:
        return found
    return found.model_copy(update={"title": _until(text, title, subject.span[1])})


def _until(text: Text, title: Value, end: int) -> Value:
    """A title that ends no later than the ground which holds it; `end`: raw offset."""
    return value(text, [(text.clean_offset(title.span[0]), text.clean_offset(end))], None, title.grade, title.reasons)


def _relate(
    text: Text, body: list[Block], span: tuple[int, int], subject: Value | None, preamble: Preamble, cited: Merged
) -> list[Reference]:
    """The references with the relation that grounds and lists give them, and the mentions that point back."""
    references = [_inside_subject(text, found, subject) for found in relate_listed(text, body, cited)]
    for basis in preamble.bases:
        for n in _inside(text, basis, cited)[:1]:  # what its title names is not itself a ground
            found = references[n]
            in_subject = found.relation == "implements" and found.mentions[0].span[1] <= basis.span[0]
            if basis.kind in _RELATIONS and found.relation not in _STRONGER and not in_subject:
                found = found.model_copy(update={"relation": _RELATIONS[basis.kind]})
            if found.title and found.title.span[0] < basis.span[1] < found.title.span[1]:
                found = found.model_copy(update={"title": _until(text, found.title, basis.span[1])})
            references[n] = found
    return resolve_citations(text, *span, references, type_words())
