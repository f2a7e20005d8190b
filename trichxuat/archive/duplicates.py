"""Documents that are there twice: one file filed twice, one number given twice, one page scanned twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from trichxuat.archive.export import rows_of
from trichxuat.archive.folded import prepare, short_words

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

Kind = Literal["same_file", "same_number", "near_identical"]

NEAR = 22
"""Places of 64 in which the fingerprints of two scans of one document may differ: 6 % of the letters wrong on both.

Of two documents of one office on one matter (other lists of procedures, other firms) they differ in 18 and more."""
_NEAR_ALONE = 12
"""The same where not both numbers are sure, so that the text alone must tell: 2 to 3 % of the letters wrong."""
_CROWD = 200
"""Different texts that share four places of 64: more of them are a form, not copies."""

_SAME_FILE = """
SELECT list(id ORDER BY id) FROM documents WHERE sha256 IS NOT NULL GROUP BY sha256, part HAVING count(*) > 1
"""

_SAME_NUMBER = """
SELECT list({id: id, parent: organ_parent, place: place, file: coalesce(sha256, id), part: part, print: fingerprint}
            ORDER BY issued_date || '~', id)
FROM documents
WHERE number IS NOT NULL AND notation IS NOT NULL AND organ_key IS NOT NULL AND year IS NOT NULL
GROUP BY code_key, organ_key, year
HAVING count(DISTINCT coalesce(sha256, id) || '#' || part) > 1
"""

_MACROS = (
    # Digits that scanners and eyes take for each other.
    "look(code) AS translate(regexp_extract(code, '^[0-9]+'), '7869', '1354') || regexp_replace(code, '^[0-9]+', '')",
    """same_subject(a, b) AS a IS NULL OR b IS NULL
        OR 6 * levenshtein(a[:least(length(a), length(b))], b[:least(length(a), length(b))])
           <= least(length(a), length(b))""",
)
# Copies that were read alike are one text.
_TEXTS = """
CREATE OR REPLACE TEMP TABLE texts AS
SELECT list(id ORDER BY issued_date || '~', id) AS ids, row_number() OVER (ORDER BY min(id)) AS n,
       fingerprint, code_key, number, notation, organ_key, organ_parent, place, issued_date,
       folded(any_value(subject)) AS subject, number IS NULL OR bool_or(unsure) AS unsure,
       flatten(list(read)) AS read
FROM (
    SELECT * EXCLUDE (record),
           CASE WHEN grade = 'check' THEN coalesce(record->>'$.code.grade', grade) = 'check' ELSE false END AS unsure,
           CASE WHEN unsure THEN record->>'$.code.candidates[*].value' ELSE [] END AS read
    FROM documents WHERE length(fingerprint) = 64
)
GROUP BY fingerprint, code_key, number, notation, organ_key, organ_parent, place, issued_date, folded(subject)
"""
# Looked at are pairs that share a band, four places in a row. Two numbers, dates, bodies or subjects that were both
# read and differ are two documents, however like their texts; a number read in doubt is as good as another like it.
_NEAR = """
CREATE OR REPLACE TEMP TABLE near AS
WITH bands AS (
    SELECT n, code_key, unsure, number IS NOT NULL AS numbered, band, substr(fingerprint, 1 + 4 * band, 4) AS places
    FROM texts, range(16) AS t(band)
), doubtful AS (
    SELECT band, places FROM bands GROUP BY band, places HAVING bool_or(unsure) AND count(*) BETWEEN 2 AND $crowd
), pairs AS (
    SELECT a.n AS one, b.n AS other FROM bands a JOIN bands b USING (band, places, code_key)
    WHERE a.numbered AND b.numbered AND a.n < b.n
    UNION
    SELECT least(a.n, b.n), greatest(a.n, b.n)
    FROM doubtful JOIN bands a USING (band, places) JOIN bands b USING (band, places)
    WHERE a.unsure AND a.n <> b.n
)
SELECT one, other, hamming(a.fingerprint, b.fingerprint) AS apart
FROM pairs JOIN texts a ON a.n = one JOIN texts b ON b.n = other
WHERE apart <= CASE WHEN a.unsure OR b.unsure THEN $near_alone ELSE $near END
  AND (a.number IS NULL OR b.number IS NULL OR a.code_key = b.code_key
       OR look(a.code_key) = look(b.code_key) OR (a.notation = b.notation
           AND (list_contains(a.read, b.number) OR list_contains(b.read, a.number))))
  AND (a.issued_date IS NULL OR b.issued_date IS NULL
       OR starts_with(a.issued_date, b.issued_date) OR starts_with(b.issued_date, a.issued_date))
  AND (a.organ_key IS NULL OR b.organ_key IS NULL OR jaro_winkler_similarity(a.organ_key, b.organ_key) > 0.95)
  AND same_subject(a.subject, b.subject)
"""
_PAIRED = """
SELECT n, ids, organ_parent, place, issued_date, CASE WHEN NOT unsure THEN code_key END
FROM texts WHERE len(ids) > 1 OR n IN (SELECT one FROM near UNION SELECT other FROM near)
"""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Documents (ids) that are, or may be, one; the first is the oldest.

    apart: in how many places of 64 their fingerprints differ, None where one has none; up to NEAR they are scans of
    one document. A `same_number` that is further apart is what Nghị định 30 wants warned of (Phụ lục VI, phần I): two
    documents that share number, notation, issuer and year.
    """

    kind: Kind
    ids: tuple[str, ...]
    apart: int | None = None


def duplicates(db: Connection) -> list[Duplicate]:
    """All of them: the same file, then the same number, then near-identical texts that neither of the two shows."""
    files = [Duplicate("same_file", tuple(ids), 0) for (ids,) in db.execute(_SAME_FILE).fetchall()]
    numbers = [each for (rows,) in db.execute(_SAME_NUMBER).fetchall() for each in _same_number(rows)]
    shown: dict[str, set[int]] = defaultdict(set)
    for n, each in enumerate((*files, *numbers)):
        for key in each.ids:
            shown[key].add(n)
    near = [each for each in _near(db) if not set.intersection(*(shown[key] for key in each.ids))]
    return [*sorted(files, key=_first), *sorted(numbers, key=_first), *sorted(near, key=_by_distance)]


def _first(each: Duplicate) -> tuple[str, ...]:
    return each.ids


def _by_distance(each: Duplicate) -> tuple[int, tuple[str, ...]]:
    return each.apart or 0, each.ids


def _same_number(rows: list[dict[str, Any]]) -> Iterable[Duplicate]:
    """Documents of one number and issuer's name, by the issuer that its superior and its seat tell.

    What is not said agrees with anything: such a document stands with each of them.
    """
    issuers: list[tuple[str, str]] = []
    told = [_told(row["parent"], row["place"]) for row in rows]
    for each in sorted(set(told), key=lambda pair: (-len(" ".join(pair).split()), pair)):
        if not any(_agree(each, other) for other in issuers):
            issuers.append(each)
    seen = set()
    for issuer in issuers:
        held = [row for row, each in zip(rows, told, strict=True) if _agree(each, issuer)]
        ids = tuple(row["id"] for row in held)
        if len({(row["file"], row["part"]) for row in held}) > 1 and ids not in seen:
            seen.add(ids)
            prints = [row["print"] for row in held if row["print"]]
            apart = max((_hamming(prints[0], each) for each in prints[1:]), default=None)
            yield Duplicate("same_number", ids, apart)


def _told(parent: str | None, place: str | None) -> tuple[str, str]:
    return short_words(parent or ""), short_words(place or "")


def _agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return all(_same_name(a, b) for a, b in zip(one, other, strict=True))


def _same_name(one: str, other: str) -> bool:
    """Whether two folded names can be of one body: one says more than the other, or a letter was misread."""
    a, b = one.split(), other.split()
    left, right = [word for word in a if word not in b], [word for word in b if word not in a]
    return not (left and right) or SequenceMatcher(None, " ".join(left), " ".join(right)).ratio() >= 0.75


def _hamming(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


@dataclass(slots=True)
class _Group:
    """Texts that are held for one document, and what is known of it: its issuer, sure numbers, whole dates."""

    texts: list[int]
    ids: list[tuple[str, str]]
    issuer: tuple[str, str]
    numbers: set[str]
    days: set[str]
    apart: int = 0

    def differs(self, other: _Group) -> bool:
        return (
            len(self.numbers | other.numbers) > 1
            or len(self.days | other.days) > 1
            or not _agree(self.issuer, other.issuer)
        )

    def take(self, other: _Group, apart: int) -> None:
        self.texts += other.texts
        self.ids += other.ids
        self.numbers |= other.numbers
        self.days |= other.days
        self.issuer = max(self.issuer, other.issuer, key=lambda told: len(" ".join(told)))
        self.apart = max(self.apart, other.apart, apart)


def _near(db: Connection) -> list[Duplicate]:
    """Pairs of texts, the most alike first, joined into groups that hold one number, day and issuer."""
    prepare(db)
    for macro in _MACROS:
        db.execute(f"CREATE OR REPLACE TEMP MACRO {macro}")
    db.execute(_TEXTS)
    db.execute(_NEAR, {"near": NEAR, "near_alone": _NEAR_ALONE, "crowd": _CROWD})
    groups = {
        text: _Group(
            [text],
            [(f"{day or ''}~", each) for each in ids],  # a part of a date after the whole
            _told(parent, place),
            {number} if number else set(),
            {day} if day and len(day) == len("2024-06-05") else set(),
        )
        for text, ids, parent, place, day, number in db.execute(_PAIRED).fetchall()
    }
    for one, other, apart in rows_of(db, "SELECT * FROM near ORDER BY apart, one, other"):
        kept, joined = sorted((groups[one], groups[other]), key=lambda each: -len(each.texts))
        if kept is not joined and not kept.differs(joined):
            kept.take(joined, apart)
            groups.update(dict.fromkeys(joined.texts, kept))
    for name in ("texts", "near"):
        db.execute(f"DROP TABLE temp.{name}")
    found = {each.texts[0]: each for each in groups.values() if len(each.ids) > 1}
    return [
        Duplicate("near_identical", tuple(key for _, key in sorted(each.ids)), each.apart) for each in found.values()
    ]
