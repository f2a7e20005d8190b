"""The record: what trichxuat gives out for each document. Imports nothing of the package.

Keys and order are the contract; a key changes its meaning only with `SCHEMA_VERSION`. Names follow the official fields
of Nghị định 30/2020/NĐ-CP, Phụ lục VI, and edXML (QCVN 102:2016/BTTTT) in snake_case.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Offset = Annotated[int, Field(ge=0)]
Span = Annotated[tuple[Offset, Offset], Field(description="Half-open, in code points of the text that was read")]
Box = tuple[float, float, float, float]
Grade = Literal["sure", "likely", "check"]
GRADES: tuple[Grade, ...] = get_args(Grade)
"""From the best to the worst."""
Family = Literal["state", "party", "organisation"]
BasisKind = Literal["can_cu", "thuc_hien", "theo", "xet", "phuc_dap", "khac"]
Relation = Literal[
    "basis", "implements", "proposes", "answers", "forwards", "amends", "replaces", "repeals", "mentions"
]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Candidate(Model):
    """One reading of a value that was weighed; `weight` between 0 and 1."""

    value: str
    weight: float


class Evidence(Model):
    """Where something stands. `text` is the source cut at `span`, or the pieces of `spans` joined by a space."""

    text: str
    span: Span
    spans: list[Span] | None = Field(None, description="The pieces in reading order, where the words stand apart")
    page: int | None = Field(None, description="The page, from 1, where the reader knows it")
    box: Box | None = Field(None, description="Left, top, right, bottom on that page, in points from its top left")
    grade: Grade = "sure"
    reasons: list[str] = Field(default_factory=list, description="Why the grade is not `sure`: short codes")

    def is_cut_from(self, source: str) -> bool:
        """Whether `text` is exactly what `source` holds at the span (or at the pieces)."""
        if not self.span[0] <= self.span[1] <= len(source):
            return False
        if self.spans is None:
            return source[self.span[0] : self.span[1]] == self.text
        inside = all(self.span[0] <= a <= b <= self.span[1] for a, b in self.spans)
        return inside and " ".join(source[a:b] for a, b in self.spans) == self.text


class Value(Evidence):
    """A value with its evidence."""

    value: str = Field(description="The normalised form")
    candidates: list[Candidate] | None = None


class TypeValue(Value):
    """Document type: `value` its abbreviation (Phụ lục III), `name` its words. Inferred where `span` is empty."""

    name: str


class Organ(Model):
    """An issuing body, with the superior body printed above it (cơ quan chủ quản)."""

    parent: Value | None = None
    name: Value


class Code(Evidence):
    """Số, ký hiệu: `29/KH-UBND` → number `29`, notation `KH-UBND`."""

    value: str
    number: str | None = None
    year: str | None = None
    notation: str | None = None
    candidates: list[Candidate] | None = None


class CitedCode(Model):
    """The code of a cited document, spaces out."""

    value: str
    number: str | None = None
    year: str | None = None
    notation: str | None = None


class Mention(Evidence):
    """One place where a document is cited; `articles` the pinpoint (`điểm a khoản 2 Điều 5`)."""

    articles: str | None = None


class Reference(Model):
    """A document cited, once, with all its mentions. `type` as in `TypeValue.value`."""

    type: str | None
    code: CitedCode | None = None
    date: Value | None = None
    name: Value | None = None
    organ: Value | None = None
    title: Value | None = None
    relation: Relation = "mentions"
    mentions: list[Mention]


class Basis(Value):
    """Căn cứ: one instrument or request that the document rests on; `references`: indexes into the record's list."""

    kind: BasisKind
    references: list[int] = Field(default_factory=list)


class Task(Value):
    """Who has to do what, by when. `deadline.value`: a date, an interval `A/B` or a recurrence `R/P6M`."""

    unit: Value
    deadline: Value | None = None
    partners: list[Value] = Field(default_factory=list)
    report_to: Value | None = None
    section: str | None = None


class Recipient(Value):
    """One entry of Nơi nhận; `archive` for the `Lưu` entry, `resolved` for entries such as `Như kính gửi`."""

    archive: bool = False
    resolved: list[str] | None = None


class Signer(Model):
    """Quyền hạn, chức vụ, họ tên của người ký (Phụ lục I, II.7)."""

    competence: list[Value] = Field(default_factory=list)
    position: Value | None = None
    full_name: Value | None = None


class Appendix(Model):
    title: Value
    span: Span


class Arrival(Model):
    """What the stamp of the receiving office says (dấu đến, Phụ lục IV): số đến, and ngày đến in ISO form."""

    number: str | None = None
    date: str | None = None


class Warning_(Model):
    """Something a reader would want to know: `code` for programs, `message` in Vietnamese for people."""

    code: str
    message: str
    span: Span | None = None


class Source(Model):
    """Where the record comes from: `part` counts the documents of a file from 1, `span` is the document in the text.

    first_page, pages: where the document begins in its file, and on how many pages it stands.
    """

    path: str | None = None
    sha256: str | None = None
    part: int = 1
    parts: int = 1
    span: Span
    first_page: int | None = None
    pages: int | None = None
    reader: str = "text"
    language: str = "vi"


class Meta(Model):
    program: str
    schema_version: str = SCHEMA_VERSION
    models: dict[str, str] = Field(default_factory=dict)
    seconds: float


class Record(Model):
    """One document."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    family: Family
    organs: list[Organ] = Field(default_factory=list)
    code: Code | None = None
    type: TypeValue | None = None
    place: Value | None = None
    issued_date: Value | None = None
    subject: Value | None = None
    priority: Value | None = None
    secrecy: Value | None = None
    addressees: list[Value] = Field(default_factory=list)
    bases: list[Basis] = Field(default_factory=list)
    references: list[Reference] = Field(default_factory=list)
    tasks: list[Task] = Field(default_factory=list)
    recipients: list[Recipient] = Field(default_factory=list)
    signers: list[Signer] = Field(default_factory=list)
    appendices: list[Appendix] = Field(default_factory=list)
    arrival: Arrival | None = None
    warnings: list[Warning_] = Field(default_factory=list)
    meta: Meta
    text: str | None = Field(None, description="The text that was read, on request")


def evidence(item: Any) -> Iterator[Evidence]:
    """Every piece of evidence inside a record or a part of it, outermost first."""
    if isinstance(item, Evidence):
        yield item
    if isinstance(item, BaseModel):
        for key in type(item).model_fields:
            yield from evidence(getattr(item, key))
    elif isinstance(item, list):
        for part in item:
            yield from evidence(part)


def check_spans(record: Record, source: str) -> list[str]:
    """What is wrong with the record's spans against the text that was read; empty when every one cuts its text out."""
    faults = [f"{e.span}: {e.text!r}" for e in evidence(record) if not e.is_cut_from(source)]
    places = (record.source.span, *(appendix.span for appendix in record.appendices))
    faults += [f"{place}: outside the text" for place in places if not 0 <= place[0] <= place[1] <= len(source)]
    cited = {n for basis in record.bases for n in basis.references}
    faults += [f"a basis cites reference {n}" for n in sorted(cited) if not 0 <= n < len(record.references)]
    return faults
