"""Documents that are there twice: one file filed twice, one number given twice, one page scanned twice."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

Kind = Literal["same_file", "same_number", "near_identical"]

NEAR = 22
"""Places of 64 in which the fingerprints of two scans of one document may differ: 6 % of the letters wrong on both."""
_NEAR_ALONE = 8
"""The same where neither number could be read: forms filled in for two people differ by little."""
_CROWD = 200
"""Documents that share four places of 64: more of them are a form, not copies."""

_SAME_FILE = """
SELECT list(id ORDER BY id), 0 FROM documents
WHERE sha256 IS NOT NULL GROUP BY sha256, part HAVING count(*) > 1
"""

_SAME_NUMBER = """
SELECT ids, list_max([hamming(prints[1], each) FOR each IN prints])
FROM (
    SELECT list(id ORDER BY issued_date, id) AS ids,
           list(fingerprint ORDER BY issued_date, id) FILTER (length(fingerprint) = 64) AS prints
    FROM documents
    WHERE number IS NOT NULL AND notation IS NOT NULL AND organ_key IS NOT NULL AND year IS NOT NULL
    GROUP BY code_key, organ_key, coalesce(organ_parent, ''), year
    HAVING count(DISTINCT coalesce(sha256, id) || '#' || part) > 1
)
"""

# Looked at are pairs that share a band, four places in a row. Two numbers, dates or bodies that were both read and
# differ are two documents, however like their texts.
_NEAR = """
WITH bands AS (
    SELECT id, code_key, number IS NOT NULL AS numbered, band, substr(fingerprint, 1 + 4 * band, 4) AS places
    FROM documents, range(16) AS t(band) WHERE length(fingerprint) = 64
), lost AS (
    SELECT band, places FROM bands GROUP BY band, places
    HAVING bool_or(NOT numbered) AND count(*) BETWEEN 2 AND $crowd
), pairs AS (
    SELECT a.id AS one, b.id AS other FROM bands a JOIN bands b USING (band, places, code_key)
    WHERE a.numbered AND b.numbered AND a.id < b.id
    UNION
    SELECT least(a.id, b.id), greatest(a.id, b.id)
    FROM lost JOIN bands a USING (band, places) JOIN bands b USING (band, places)
    WHERE NOT a.numbered AND a.id <> b.id
)
SELECT [one, other], hamming(a.fingerprint, b.fingerprint) AS apart
FROM pairs JOIN documents a ON a.id = one JOIN documents b ON b.id = other
WHERE apart <= CASE WHEN a.number IS NULL AND b.number IS NULL THEN $near_alone ELSE $near END
  AND (a.sha256 IS NULL OR b.sha256 IS NULL OR a.sha256 <> b.sha256 OR a.part <> b.part)
  AND (a.issued_date IS NULL OR b.issued_date IS NULL
       OR starts_with(a.issued_date, b.issued_date) OR starts_with(b.issued_date, a.issued_date))
  AND (a.organ_key IS NULL OR b.organ_key IS NULL OR jaro_winkler_similarity(a.organ_key, b.organ_key) > 0.95)
ORDER BY apart, 1
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
    files = [Duplicate("same_file", tuple(ids), apart) for ids, apart in db.execute(_SAME_FILE).fetchall()]
    numbers = [Duplicate("same_number", tuple(ids), apart) for ids, apart in db.execute(_SAME_NUMBER).fetchall()]
    shown = {frozenset(pair) for each in numbers for pair in combinations(each.ids[:50], 2)}
    given = {"near": NEAR, "near_alone": _NEAR_ALONE, "crowd": _CROWD}
    near = [
        Duplicate("near_identical", tuple(ids), apart)
        for ids, apart in db.execute(_NEAR, given).fetchall()
        if frozenset(ids) not in shown
    ]
    return [*sorted(files, key=_first), *sorted(numbers, key=_first), *near]


def _first(each: Duplicate) -> tuple[str, ...]:
    return each.ids
