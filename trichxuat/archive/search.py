"""Finding documents by words, with their marks or without, in SQL alone: nothing to download, nothing to run.

What a document says is kept folded in a table of our own, `search_words`, made when it is first asked and brought up
to date when documents come and go. A document is found where every word stands in it, as a whole word; the more
telling the field (the code, the trích yếu) the higher it ranks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from trichxuat.archive.folded import folded_words, prepare

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

FIELDS: Final = {"code": 12, "subject": 6, "type": 4, "organ": 3, "tasks": 2, "rest": 1}
"""Columns of `search_words` and what a word found in one of them weighs."""
_ACCENTED = 0.5
"""What the same words, marks and all, add to each field's weight."""
_MOST_WORDS = 20

_TABLE = f"""
CREATE TABLE IF NOT EXISTS search_words (
    id VARCHAR, stamp VARCHAR, {", ".join(f"{field} VARCHAR" for field in FIELDS)}, accented VARCHAR
)
"""
"""Texts are folded, words apart by one blank, one at each end; `accented`: code, type and subject with their marks."""

# A document is new where its record is: the file's bytes and the time it was done.
_STAMPS = """
CREATE OR REPLACE TEMP TABLE stamps AS
SELECT d.id, concat_ws('|', d.sha256, f.done_at, f.versions) AS stamp
FROM documents d LEFT JOIN files f USING (path)
"""
_FORGET = """
DELETE FROM search_words WHERE (id, stamp) NOT IN (SELECT id, stamp FROM stamps)
"""
_ADD = """
INSERT INTO search_words
WITH new AS (SELECT s.* FROM stamps s ANTI JOIN search_words USING (id)),
said AS (
    SELECT document_id AS id, string_agg(concat_ws(' ', unit, value, section), ' ') AS text
    FROM tasks JOIN new ON new.id = document_id GROUP BY document_id
), cited AS (
    SELECT document_id AS id, string_agg(concat_ws(' ', code, name, organ), ' ') AS text
    FROM "references" JOIN new ON new.id = document_id GROUP BY document_id
), sent AS (
    SELECT document_id AS id, string_agg(value, ' ') AS text
    FROM recipients JOIN new ON new.id = document_id GROUP BY document_id
), signed AS (
    SELECT document_id AS id, string_agg(concat_ws(' ', position, full_name), ' ') AS text
    FROM signers JOIN new ON new.id = document_id GROUP BY document_id
)
SELECT id, stamp, ' ' || words(code) || ' ', ' ' || words(subject) || ' ',
       ' ' || words(concat_ws(' ', type_name, type)) || ' ',
       ' ' || words(concat_ws(' ', organ, organ_parent)) || ' ', ' ' || words(said.text) || ' ',
       ' ' || words(concat_ws(' ', path, place, signed.text, cited.text, sent.text,
           array_to_string(json_extract_string(record, '$.addressees[*].value'), ' '),
           array_to_string(json_extract_string(record, '$.bases[*].value'), ' '),
           array_to_string(json_extract_string(record, '$.appendices[*].title.value'), ' '))) || ' ',
       ' ' || trim(regexp_replace(lower(concat_ws(' ', code, type_name, subject)), '[\\s/.,;:()-]+', ' ', 'g')) || ' '
FROM new JOIN documents USING (id) LEFT JOIN said USING (id) LEFT JOIN cited USING (id) LEFT JOIN sent USING (id)
    LEFT JOIN signed USING (id)
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that was found; score: higher is better, for comparing within one search only."""

    id: str
    score: float
    code: str | None
    type_name: str | None
    issued_date: str | None
    organ: str | None
    subject: str | None
    path: str
    part: int


def index(db: Connection) -> int:
    """Brings `search_words` up to date; how many documents were new or changed."""
    prepare(db)
    db.execute("BEGIN")
    try:
        db.execute(_TABLE)
        db.execute(_STAMPS)
        db.execute(_FORGET)
        (added,) = db.execute("SELECT count(*) FROM stamps ANTI JOIN search_words USING (id)").fetchall()[0]
        if added:
            db.execute(_ADD)
        db.execute("DROP TABLE temp.stamps")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return int(added)


def search(db: Connection, words: str, limit: int = 20) -> list[Found]:
    """The documents that hold every word, the likeliest first; `index` comes before.

    A code is sought as one (`29/KH-UBND`), and so are words between quotation marks. Raises ValueError where there is
    nothing to look for.
    """
    phrases, accented = _phrases(words)
    if not phrases:
        raise ValueError(f"«{words}» không có chữ hay số nào để tìm")
    given: dict[str, object] = {"limit": limit}
    scores, wheres = [], []
    for n, phrase in enumerate(phrases):
        given[f"p{n}"] = f" {phrase} "
        rarer = 1 + phrase.count(" ")
        scores += [f"{rarer * weight} * CAST(contains({field}, $p{n}) AS INTEGER)" for field, weight in FIELDS.items()]
        wheres.append("(" + " OR ".join(f"contains({field}, $p{n})" for field in FIELDS) + ")")
    for n, phrase in enumerate(accented):
        given[f"a{n}"] = f" {phrase} "
        scores.append(f"{_ACCENTED * FIELDS['subject']} * CAST(contains(accented, $a{n}) AS INTEGER)")
    if len(phrases) > 1:
        given["whole"] = f" {' '.join(phrases)} "
        scores += [f"{2 * weight} * CAST(contains({field}, $whole) AS INTEGER)" for field, weight in FIELDS.items()]
    rows = db.execute(
        f"""
        WITH scored AS (
            SELECT id, CAST({" + ".join(f"coalesce({score}, 0)" for score in scores)} AS DOUBLE) AS score
            FROM search_words WHERE {" AND ".join(wheres)}
        )
        SELECT id, score, code, type_name, issued_date, organ, subject, path, part
        FROM scored JOIN documents USING (id) ORDER BY score DESC, issued_date DESC NULLS LAST, id LIMIT $limit
        """,  # noqa: S608  every value is a parameter
        given,
    ).fetchall()
    return [Found(*row) for row in rows]


def _phrases(words: str) -> tuple[list[str], list[str]]:
    """What is sought, folded; and what of it bears marks, lower case."""
    parts: list[str] = []
    for n, part in enumerate(words.replace("“", '"').replace("”", '"').split('"')):
        parts += [part] if n % 2 else part.split()
    parts = parts[:_MOST_WORDS]
    folded = [folded for part in parts if (folded := folded_words(part))]
    accented = [" ".join(part.lower().split()) for part in parts if not part.isascii()]
    return list(dict.fromkeys(folded)), accented
