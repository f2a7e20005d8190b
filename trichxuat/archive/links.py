"""Who cites whom: references resolved to the archive's own documents, in SQL over the whole archive at once.

A number alone proves little: every office counts from 1 each year. A document is the one that is meant where
nothing contradicts (a date, the issuer, the order of time), the date or the issuer decides, and no other one is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trichxuat.archive.folded import national_codes, prepare

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_EVE = 62
"""Days by which a document cited without a date may lie in the year before."""

_DOCUMENTS = """
CREATE OR REPLACE TEMP TABLE held AS
WITH organs AS (  -- each name once: they are few
    SELECT organ, organ_parent, place, coalesce(organ_words(organ), []) AS own,
           CASE WHEN words(organ_parent) LIKE 'bo %' THEN [] ELSE coalesce(organ_words(organ_parent), []) END AS above,
           coalesce(organ_words(place), []) AS spot
    FROM (SELECT DISTINCT organ, organ_parent, place FROM documents)
)
SELECT d.id, d.code_key AS key, iso(coalesce(CAST(d.issued AS VARCHAR), d.issued_date)) AS date, d.grade, d.warnings,
       own, own || above AS whole,
       own || above || spot || CASE WHEN list_has_any(own, ['ubnd', 'hdnd']) THEN [] ELSE ['tinh', 'tp', 'huyen'] END
       AS wide
FROM documents d JOIN organs o ON d.organ IS NOT DISTINCT FROM o.organ
    AND d.organ_parent IS NOT DISTINCT FROM o.organ_parent AND d.place IS NOT DISTINCT FROM o.place
"""

_REFERENCES = """
CREATE OR REPLACE TEMP TABLE cited AS
WITH organs AS (
    SELECT organ, coalesce(organ_words(organ), []) AS named,
           -- `Sở GTVT`: letters that stand for words neither agree nor contradict
           regexp_matches(replace(replace(organ, 'UBND', ''), 'HĐND', ''), '[A-ZĐ&]{3,}')
               AND organ <> upper(organ) AS shortened
    FROM (SELECT DISTINCT organ FROM "references")
)
SELECT r.document_id, r.n, r.code_key AS key, iso(r.date) AS date, o.named, o.shortened,
       regexp_matches(r.code_key, '^[0-9]+[a-z]?-(19|20)[0-9]{2}-') AS dated,
       list_has_any(string_split(regexp_replace(r.code_key, '[0-9]+', '', 'g'), '-'), $national) AS national
FROM "references" r JOIN organs o ON r.organ IS NOT DISTINCT FROM o.organ
WHERE regexp_matches(r.code_key, '^[0-9]+[a-z]{0,2}-.*[a-z]')
"""

_CANDIDATES = """
CREATE OR REPLACE TEMP TABLE candidates AS
WITH dated AS (
    SELECT r.document_id, r.n, d.id AS target, d.own, d.whole, d.wide, d.date, d.grade, d.warnings,
           r.named, r.shortened, r.national, me.whole AS citing, me.date AS citing_date,
           CASE WHEN r.date IS NULL OR d.date IS NULL THEN CAST(r.dated AS INTEGER)
                WHEN starts_with(r.date, d.date) OR starts_with(d.date, r.date)
                THEN CASE least(length(r.date), length(d.date)) WHEN 10 THEN 3 WHEN 7 THEN 2 ELSE 1 END
                ELSE -1 END AS time
    FROM cited r JOIN held d ON d.key = r.key AND d.id <> r.document_id JOIN held me ON me.id = r.document_id
    WHERE NOT (me.key IS NOT DISTINCT FROM d.key AND me.own = d.own AND me.date IS NOT DISTINCT FROM d.date)
      AND (me.date IS NULL OR d.date IS NULL OR d.date[:length(me.date)] <= me.date)
), judged AS (
    SELECT *,
        CASE WHEN national THEN 2
             WHEN len(named) = 0 OR len(own) = 0 THEN 0
             WHEN NOT list_has_all(wide, named) THEN CASE WHEN shortened THEN 0 ELSE -1 END
             WHEN list_has_all(named || citing || ['ubnd', 'hdnd'], whole) THEN 2
             ELSE 1 END AS issuer
    FROM dated WHERE time >= 0
)
SELECT document_id, n, target, own, date, grade, warnings, 4 * issuer + time AS weight
FROM judged
WHERE issuer >= 0 AND (
    time = 3
    OR (issuer = 2 AND time >= 1)
    -- without a date: of the same year, in which the issuer gives a number once, or of its eve
    OR (issuer = 2 AND time = 0 AND length(date) = 10 AND length(citing_date) = 10
        AND (date[:4] = citing_date[:4] OR CAST(citing_date AS DATE) - CAST(date AS DATE) <= $eve))
)
"""

_CHOSEN = """
CREATE OR REPLACE TEMP TABLE chosen AS
WITH best AS (
    SELECT * FROM candidates QUALIFY weight = max(weight) OVER (PARTITION BY document_id, n)
)
SELECT document_id, n,
       -- copies of one document: the one read best
       arg_min(target, (list_position(['sure', 'likely', 'check'], grade), coalesce(warnings, 0), target)) AS target,
       count(DISTINCT (own, date)) AS meant
FROM best GROUP BY document_id, n
"""

_UPDATE = """
UPDATE "references" AS r SET target = c.target
FROM (SELECT r.document_id, r.n, CASE WHEN c.meant = 1 THEN c.target END AS target
      FROM "references" r LEFT JOIN chosen c USING (document_id, n)) AS c
WHERE r.document_id = c.document_id AND r.n = c.n AND r.target IS DISTINCT FROM c.target
"""


@dataclass(frozen=True, slots=True)
class Linked:
    """How many references there are, have a code, point to a document of the archive, or could mean several."""

    references: int
    with_code: int
    resolved: int
    ambiguous: int


def resolve(db: Connection) -> Linked:
    """Fills `references.target` anew, in one transaction; a second call changes nothing."""
    prepare(db)
    db.execute("BEGIN")
    try:
        db.execute(_DOCUMENTS)
        db.execute(_REFERENCES, {"national": national_codes()})
        db.execute(_CANDIDATES, {"eve": _EVE})
        db.execute(_CHOSEN)
        db.execute(_UPDATE)
        counts = db.execute(
            """SELECT count(*), count(code), count(target), (SELECT count(*) FROM chosen WHERE meant > 1)
            FROM "references" """
        ).fetchall()[0]
        for name in ("held", "cited", "candidates", "chosen"):
            db.execute(f"DROP TABLE temp.{name}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return Linked(*counts)


LINK_COLUMNS = (
    "id", "code", "date", "organ", "relation", "cited_id", "cited_code", "cited_date", "cited_organ", "cited_subject",
)  # fmt: skip
_LINKS = """
SELECT d.id, d.code, d.issued_date, d.organ, r.relation, t.id, coalesce(t.code, r.code, r.name),
       coalesce(t.issued_date, r.date), coalesce(t.organ, r.organ), t.subject
FROM "references" r JOIN documents d ON d.id = r.document_id LEFT JOIN documents t ON t.id = r.target
"""


def links(
    db: Connection, relations: tuple[str, ...] = (), around: str | None = None, held: bool = True
) -> list[tuple[Any, ...]]:
    """Rows of LINK_COLUMNS: who cites whom, by the citing document's date.

    relations: these alone. around: those that a document of this code (or id) makes or receives. held: only to
    documents of the archive.
    """
    prepare(db)
    where = ["r.target IS NOT NULL"] if held else ["true"]
    given: dict[str, Any] = {}
    if relations:
        where.append("list_contains($relations, r.relation)")
        given["relations"] = list(relations)
    if around is not None:
        where.append("(d.id = $around OR t.id = $around OR code_words($around) IN (d.code_key, t.code_key))")
        given["around"] = around
    return db.execute(f"{_LINKS} WHERE {' AND '.join(where)} ORDER BY d.issued_date, d.id, r.n", given).fetchall()


CITED_COLUMNS = ("code", "date", "organ", "citing", "id", "subject")
_NAMED = """
CREATE OR REPLACE TEMP MACRO cited_key(target, code_key, date) AS coalesce(target, code_key || coalesce(iso(date), ''))
"""
_MOST_CITED = """
SELECT coalesce(any_value(t.code), mode(r.code)), coalesce(any_value(t.issued_date), mode(r.date)),
       coalesce(any_value(t.organ), mode(r.organ)), count(DISTINCT r.document_id) AS citing, any_value(r.target),
       any_value(t.subject), cited_key(r.target, r.code_key, r.date) AS key
FROM "references" r LEFT JOIN documents t ON t.id = r.target
WHERE r.target IS NOT NULL OR r.code IS NOT NULL
GROUP BY key ORDER BY citing DESC, key LIMIT $limit
"""
_CITING = f"""
WITH top AS ({_MOST_CITED})
SELECT top.key, d.organ, list_contains(['amends', 'replaces', 'repeals'], r.relation) AS changes,
       count(DISTINCT d.id) AS citing
FROM top JOIN "references" r ON cited_key(r.target, r.code_key, r.date) = top.key
    JOIN documents d ON d.id = r.document_id
GROUP BY ALL ORDER BY citing DESC, 1, 2, 3
"""  # noqa: S608  our own words


def most_cited(db: Connection, limit: int = 20) -> list[tuple[Any, ...]]:
    """Rows of CITED_COLUMNS: the documents that most others cite; `id` is None where the archive does not hold one."""
    prepare(db)
    db.execute(_NAMED)
    return [row[:-1] for row in db.execute(_MOST_CITED, {"limit": limit}).fetchall()]


def citing_organs(db: Connection, limit: int) -> tuple[list[tuple[Any, ...]], list[tuple[int, str | None, bool, int]]]:
    """The most cited documents, and who cites them: (place in that list, organ, whether it changes it, documents)."""
    prepare(db)
    db.execute(_NAMED)
    cited = db.execute(_MOST_CITED, {"limit": limit}).fetchall()
    places = {row[-1]: n for n, row in enumerate(cited)}
    edges = db.execute(_CITING, {"limit": limit}).fetchall()
    return [row[:-1] for row in cited], [(places[key], *rest) for key, *rest in edges]
