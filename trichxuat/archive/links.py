"""Who cites whom: references resolved to the archive's own documents, in SQL over the whole archive at once.

A number alone proves little: every office counts from 1 each year, and of a hundred offices two give one number on one
day. A document is the one that is meant where nothing contradicts (a date, the issuer, the order of time), the date or
the issuer decides, something ties its issuer to the document that cites it, and no other one is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from trichxuat.archive.folded import national_codes, prepare

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_EVE = 62
"""Days by which a document cited without a date may lie in the year before."""

_NUMBERED = "'^[0-9]+[a-z]{0,2}-.*[a-z]'"
_DATED = "'^[0-9]+[a-z]?-(19|20)[0-9]{2}-'"
_MACROS = (
    # What is left of a body's words without those that every place has.
    """names(w) AS list_filter(w, lambda x: x NOT IN
        ('ubnd', 'hdnd', 'tinh', 'tp', 'huyen', 'quan', 'tx', 'thi', 'tran', 'xa', 'phuong'))""",
    """of_country(key, codes) AS
        list_has_any(string_split(regexp_replace(key, '[0-9]+', '', 'g'), '-'), codes)""",
)

_DOCUMENTS = """
CREATE OR REPLACE TEMP TABLE held AS
WITH organs AS (  -- each name once: they are few
    SELECT organ, organ_parent, place, coalesce(organ_words(organ), []) AS own,
           CASE WHEN words(organ_parent) LIKE 'bo %' THEN [] ELSE coalesce(organ_words(organ_parent), []) END AS above,
           coalesce(organ_words(place), []) AS spot
    FROM (SELECT DISTINCT organ, organ_parent, place FROM documents)
)
SELECT d.id, d.code_key AS key, iso(coalesce(CAST(d.issued AS VARCHAR), d.issued_date)) AS date, d.grade, d.warnings,
       own, CASE WHEN list_has_any(own, ['ubnd', 'hdnd']) AND len(names(own)) > 0 THEN names(own) ELSE spot END AS seat,
       -- a body that every place has is told by where it sits
       own || above || CASE WHEN len(above) = 0 AND (len(names(own)) = 0 OR list_has_any(own, ['so', 'phong', 'tram']))
                       THEN spot ELSE [] END AS whole,
       own || above || spot || CASE WHEN list_has_any(own, ['ubnd', 'hdnd']) THEN [] ELSE ['tinh', 'tp', 'huyen'] END
       AS wide
FROM documents d JOIN organs o ON d.organ IS NOT DISTINCT FROM o.organ
    AND d.organ_parent IS NOT DISTINCT FROM o.organ_parent AND d.place IS NOT DISTINCT FROM o.place
"""

_REFERENCES = f"""
CREATE OR REPLACE TEMP TABLE cited AS
WITH organs AS (
    SELECT organ, coalesce(organ_words(organ), []) AS named,
           -- `Sở GTVT`: letters that stand for words neither agree nor contradict
           regexp_matches(replace(replace(organ, 'UBND', ''), 'HĐND', ''), '[A-ZĐ&]{{3,}}')
               AND organ <> upper(organ) AS shortened
    FROM (SELECT DISTINCT organ FROM "references")
)
SELECT r.document_id, r.n, r.code_key AS key, iso(r.date) AS date, o.named, o.shortened,
       regexp_matches(r.code_key, {_DATED}) AS dated, of_country(r.code_key, $national) AS national
FROM "references" r JOIN organs o ON r.organ IS NOT DISTINCT FROM o.organ
WHERE regexp_matches(r.code_key, {_NUMBERED})
"""  # noqa: S608  our own words

# time: 3 the same day, 2 month, 1 year, 0 nothing known, -1 another. issuer: 2 the one, 1 tied to what is cited or who
# cites it, 0 nothing known, -1 another.
_CANDIDATES = """
CREATE OR REPLACE TEMP TABLE candidates AS
WITH dated AS (
    SELECT r.document_id, r.n, d.id AS target, d.own, d.seat, d.whole, d.wide, d.date, d.grade, d.warnings,
           r.named, r.shortened, r.national, r.key, me.whole AS citing, me.wide AS around, me.date AS citing_date,
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
             WHEN len(named) > 0 AND len(own) > 0 AND NOT list_has_all(wide, named) AND NOT shortened THEN -1
             WHEN len(named) > 0 AND len(own) > 0 AND list_has_all(wide, named)
                  AND list_has_all(named || citing || ['ubnd', 'hdnd'], whole) THEN 2
             WHEN (len(seat) > 0 AND list_has_all(named || around, seat))
                  OR (len(names(whole)) > 0 AND list_has_all(named || citing, names(whole)))
                  OR (len(names(own)) > 0 AND len(names(own)) < len(own) AND list_has_all(named, own))
                  OR key LIKE '%tw' THEN 1
             ELSE 0 END AS issuer
    FROM dated WHERE time >= 0
), said AS (  -- bodies that the citing document names elsewhere
    SELECT document_id, coalesce(organ_words(body), []) AS words
    FROM (SELECT document_id, organ AS body FROM "references" UNION SELECT document_id, value FROM recipients)
        SEMI JOIN (FROM judged WHERE issuer = 0 AND time = 3) USING (document_id)
), tied AS (
    SELECT DISTINCT j.document_id, j.n, j.target
    FROM judged j JOIN said USING (document_id)
    WHERE j.issuer = 0 AND j.time = 3 AND len(names(j.whole)) > 0 AND list_has_all(said.words, j.whole)
)
SELECT document_id, n, target, own, date, grade, warnings, 4 * issuer + time AS weight
FROM judged LEFT JOIN (SELECT *, true AS tied FROM tied) USING (document_id, n, target)
WHERE (time = 3 AND (issuer >= 1 OR tied))
    OR (issuer = 2 AND time >= 1)
    -- without a date: of the same year, in which the issuer gives a number once, or of its eve
    OR (issuer = 2 AND time = 0 AND length(date) = 10 AND length(citing_date) = 10
        AND (date[:4] = citing_date[:4] OR CAST(citing_date AS DATE) - CAST(date AS DATE) <= $eve))
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
LINKED: Final = "linked"
"""The temporary table of `link`: document_id, n, target, for every reference."""
_LINKED = f"""
CREATE OR REPLACE TEMP TABLE {LINKED} AS
SELECT document_id, n, CASE WHEN c.meant = 1 THEN c.target END AS target, coalesce(c.meant, 0) > 1 AS ambiguous
FROM "references" r LEFT JOIN chosen c USING (document_id, n)
"""  # noqa: S608

_UPDATE = f"""
UPDATE "references" AS r SET target = c.target
FROM {LINKED} AS c WHERE r.document_id = c.document_id AND r.n = c.n AND r.target IS DISTINCT FROM c.target
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Linked:
    """How many references there are, have a code, point to a document of the archive, or could mean several."""

    references: int
    with_code: int
    resolved: int
    ambiguous: int


def link(db: Connection) -> None:
    """Works out the table LINKED; nothing is written to the store."""
    _prepare(db)
    db.execute(_DOCUMENTS)
    db.execute(_REFERENCES, {"national": national_codes()})
    db.execute(_CANDIDATES, {"eve": _EVE})
    db.execute(_CHOSEN)
    db.execute(_LINKED)
    _drop(db, "held", "cited", "candidates", "chosen")


def resolve(db: Connection) -> Linked:
    """Fills `references.target` anew, in one transaction; a second call changes nothing."""
    db.execute("BEGIN")
    try:
        link(db)
        db.execute(_UPDATE)
        counts = db.execute(
            f"""SELECT count(*), count(code), count(target), (SELECT count(*) FROM {LINKED} WHERE ambiguous)
            FROM "references" """  # noqa: S608
        ).fetchall()[0]
        _drop(db, LINKED)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return Linked(*counts)


def _prepare(db: Connection) -> None:
    prepare(db)
    for macro in _MACROS:
        db.execute(f"CREATE OR REPLACE TEMP MACRO {macro}")


def _drop(db: Connection, *tables: str) -> None:
    for name in tables:
        db.execute(f"DROP TABLE temp.{name}")


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

    relations: these alone. around: those that a document of this code (or id) makes or receives, held here or not.
    held: only to documents of the archive.
    """
    prepare(db)
    where = ["r.target IS NOT NULL"] if held else ["true"]
    given: dict[str, Any] = {}
    if relations:
        where.append("list_contains($relations, r.relation)")
        given["relations"] = list(relations)
    if around is not None:
        where.append("(d.id = $around OR t.id = $around OR code_words($around) IN (d.code_key, r.code_key))")
        given["around"] = around
    return db.execute(f"{_LINKS} WHERE {' AND '.join(where)} ORDER BY d.issued_date, d.id, r.n", given).fetchall()


CITED_COLUMNS = ("code", "date", "organ", "citing", "id", "subject")

# One document is cited in many ways: with its issuer and without, with a date, a month or none. A citation that says
# all that tells it from others (code and year; the issuer too, unless the code names it) stands for a document. One
# that says less is of the only such document that it fits, if it names the issuer or the day; else it stays apart, by
# its day if it has one.
_CITES = f"""
CREATE OR REPLACE TEMP TABLE cites AS
WITH organs AS (
    SELECT organ, coalesce(organ_words(organ), []) AS words
    FROM (SELECT organ FROM "references" UNION SELECT organ FROM documents)
), each AS (
    SELECT r.document_id, r.n, r.code_key AS code, of_country(r.code_key, $national) AS national,
           iso(coalesce(t.issued_date, r.date)) AS date,
           coalesce(nullif(regexp_extract(r.code_key, {_DATED}, 0), '')[-5:-2], date[:4]) AS year,
           CASE WHEN national THEN [] ELSE o.words END AS words
    FROM "references" r LEFT JOIN documents t ON t.id = r.target
        JOIN organs o ON o.organ IS NOT DISTINCT FROM coalesce(t.organ, r.organ)
    WHERE regexp_matches(r.code_key, {_NUMBERED})
), ways AS (
    SELECT DISTINCT code, national, date, year, words, national OR len(names(words)) > 0 AS issued FROM each
), whole AS (
    SELECT code, year, words, list(date) AS dates FROM ways WHERE issued AND year IS NOT NULL GROUP BY ALL
), fullest AS (
    SELECT * FROM whole ANTI JOIN whole AS more
    ON more.code = whole.code AND more.year = whole.year AND len(more.words) > len(whole.words)
        AND list_has_all(more.words, whole.words)
), fitting AS (
    SELECT w.code, w.date, w.year, w.words, any_value((f.year, f.words)) AS meant
    FROM ways w JOIN fullest f ON f.code = w.code
    WHERE (w.year IS NULL OR w.year = f.year) AND list_has_all(f.words, w.words)
        AND (w.issued OR (length(w.date) = 10 AND list_contains(f.dates, w.date)))
    GROUP BY ALL HAVING count(*) = 1
)
SELECT e.document_id, e.n,
       concat_ws('|', e.code, CASE
           WHEN f.meant IS NOT NULL THEN CAST(f.meant AS VARCHAR)
           WHEN e.year IS NOT NULL AND len(names(e.words)) > 0 THEN CAST((e.year, e.words) AS VARCHAR)
           WHEN length(e.date) = 10 THEN e.date
           ELSE e.document_id END) AS key
FROM each e LEFT JOIN fitting f ON f.code = e.code AND f.date IS NOT DISTINCT FROM e.date
    AND f.year IS NOT DISTINCT FROM e.year AND f.words = e.words
"""  # noqa: S608
_MOST_CITED = """
SELECT coalesce(arg_min(t.code, t.id), mode(r.code ORDER BY r.code)),
       coalesce(arg_min(t.issued_date, t.id), mode(r.date ORDER BY r.date DESC)),
       coalesce(arg_min(t.organ, t.id), mode(r.organ ORDER BY r.organ)),
       count(DISTINCT document_id) AS citing, min(t.id), arg_min(t.subject, t.id), key
FROM cites JOIN "references" r USING (document_id, n) LEFT JOIN documents t ON t.id = r.target
GROUP BY key ORDER BY citing DESC, key LIMIT $limit
"""
_CITING = """
SELECT key, d.organ, list_contains(['amends', 'replaces', 'repeals'], r.relation) AS changes,
       count(DISTINCT d.id) AS citing
FROM cites JOIN "references" r USING (document_id, n) JOIN documents d ON d.id = document_id
WHERE list_contains($keys, key)
GROUP BY ALL ORDER BY citing DESC, 1, 2, 3
"""


def most_cited(db: Connection, limit: int = 20) -> list[tuple[Any, ...]]:
    """Rows of CITED_COLUMNS: the documents that most others cite; `id` is None where the archive does not hold one."""
    return citing_organs(db, limit)[0]


def citing_organs(db: Connection, limit: int) -> tuple[list[tuple[Any, ...]], list[tuple[int, str | None, bool, int]]]:
    """The most cited documents, and who cites them: (place in that list, organ, whether it changes it, documents)."""
    _prepare(db)
    db.execute(_CITES, {"national": national_codes()})
    cited = db.execute(_MOST_CITED, {"limit": limit}).fetchall()
    places = {row[-1]: n for n, row in enumerate(cited)}
    edges = db.execute(_CITING, {"keys": list(places)}).fetchall()
    _drop(db, "cites")
    return [row[:-1] for row in cited], [(places[key], *rest) for key, *rest in edges]
