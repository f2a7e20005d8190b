"""Finding documents by words, with their marks or without, in SQL alone: nothing to download, nothing to run.

What a document says is kept folded in a table of our own, `search_words`, made when it is first asked and brought up
to date when documents come and go. A document is found where every word stands in it, as a whole word; the more
telling the field (the code, the trích yếu) the higher it ranks.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from trichxuat.archive.borrowed import borrow
from trichxuat.archive.folded import SHORT_FORMS, folded_words, prepare

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

FIELDS: Final = {"code": 12, "subject": 6, "type": 4, "organ": 3, "tasks": 2, "rest": 1}
"""Columns of `search_words` and what a word found in one of them weighs."""
_ACCENTED = 0.5
"""What the same words, marks and all, add to each field's weight."""
_MOST_PHRASES = 100

_MACROS = (
    # 029 is 29, in a number as in a question
    r"sought(x) AS regexp_replace(words(x), '\b0+([0-9])', '\1', 'g')",
    # 30-qd-ubnd → 30 qdubnd, as hasty hands write it; twice, for letters that stand alone
    r"""hasty(key) AS replace(regexp_replace(regexp_replace(key, '([a-z])-([a-z])', '\1\2', 'g'),
        '([a-z])-([a-z])', '\1\2', 'g'), '-', ' ')""",
    # the file's name says something, the folders where it happens to lie do not
    r"stem(path) AS regexp_extract(path, '([^/\\]*?)(\.[^./\\]*)?$', 1)",
)
_COLUMNS = f"(id VARCHAR, stamp VARCHAR, {', '.join(f'{field} VARCHAR' for field in FIELDS)}, accented VARCHAR)"
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
    SELECT document_id AS id, string_agg(concat_ws(' ', unit, partners, value, section), ' ') AS text
    FROM tasks JOIN new ON new.id = document_id GROUP BY document_id
), cited AS (
    SELECT document_id AS id, string_agg(concat_ws(' ', code, hasty(code_key), name, organ), ' ') AS text
    FROM "references" JOIN new ON new.id = document_id GROUP BY document_id
), sent AS (
    SELECT document_id AS id, string_agg(value, ' ') AS text
    FROM recipients JOIN new ON new.id = document_id GROUP BY document_id
), signed AS (
    SELECT document_id AS id, string_agg(concat_ws(' ', position, full_name), ' ') AS text
    FROM signers JOIN new ON new.id = document_id GROUP BY document_id
)
SELECT id, stamp, ' ' || sought(concat_ws(' ', code, hasty(code_key))) || ' ', ' ' || sought(subject) || ' ',
       ' ' || sought(concat_ws(' ', type_name, type)) || ' ',
       ' ' || sought(concat_ws(' ', organ, organ_parent)) || ' ', ' ' || sought(said.text) || ' ',
       ' ' || sought(concat_ws(' ', stem(path), place, signed.text, cited.text, sent.text,
           array_to_string(json_extract_string(record, '$.addressees[*].value'), ' '),
           array_to_string(json_extract_string(record, '$.bases[*].value'), ' '),
           array_to_string(json_extract_string(record, '$.appendices[*].title.value'), ' '))) || ' ',
       ' ' || trim(regexp_replace(lower(concat_ws(' ', code, type_name, subject)), '[\\s/.,;:()-]+', ' ', 'g')) || ' '
FROM new JOIN documents USING (id) LEFT JOIN said USING (id) LEFT JOIN cited USING (id) LEFT JOIN sent USING (id)
    LEFT JOIN signed USING (id)
"""
_NUMBER_WORD = re.compile(r"^so\n(?=\d)", re.M)  # `số 29/KH-UBND` asks for the number
# The blanks between the words of what everyone shortens may be those between two words of a question.
_LONG_FORMS = re.compile(rf"\b(?:{'|'.join(SHORT_FORMS)})\b".replace(" ", "[ \n]"))


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
    """Brings `search_words` up to date; how many documents were new or changed.

    Of a store that cannot be written it is a table of the connection's own.
    """
    prepare(db)
    for macro in _MACROS:
        db.execute(f"CREATE OR REPLACE TEMP MACRO {macro}")
    own = "TEMP " if borrow(db, "search_words") else ""
    db.execute("BEGIN")
    try:
        db.execute(f"CREATE {own}TABLE IF NOT EXISTS search_words {_COLUMNS}")
        db.execute(_STAMPS)
        db.execute(_FORGET)
        (added,) = db.execute("SELECT count(*) FROM stamps ANTI JOIN search_words USING (id)").fetchall()[0]
        if added:
            db.execute(_ADD)
        db.execute("DROP TABLE temp.stamps")
        db.execute("COMMIT")
    except BaseException:
        with suppress(Exception):  # what it failed for is what the caller has to hear
            db.execute("ROLLBACK")
        raise
    return int(added)


def search(db: Connection, words: str, limit: int | None = 20) -> list[Found]:
    """The documents that hold every word, the likeliest first; `index` comes before. limit None: all of them.

    A code is sought as one (`29/KH-UBND`), and so are words between quotation marks and names that everyone shortens
    (`Ủy ban nhân dân`, found as UBND too). Raises ValueError where there is nothing to look for, or too much.
    """
    phrases, accented = _phrases(words)
    if not phrases:
        raise ValueError(f"«{words}» không có chữ hay số nào để tìm")
    if len(phrases) > _MOST_PHRASES:
        raise ValueError(f"có {len(phrases)} từ; hãy tìm nhiều nhất {_MOST_PHRASES} từ một lần")
    given: dict[str, object] = {}

    def holds(field: str, phrase: str) -> str:
        """SQL: whether the field holds one of the spellings of a phrase."""
        return "(" + " OR ".join(f"contains({field}, ${name})" for name in names[phrase]) + ")"

    whole = " ".join(phrases)
    names: dict[str, list[str]] = {}
    for phrase in [*phrases, whole]:
        if phrase not in names:
            names[phrase] = [f"p{len(given) + n}" for n in range(len(_spellings(phrase)))]
            given |= {name: f" {form} " for name, form in zip(names[phrase], _spellings(phrase), strict=True)}
    weighed = [(phrase, 1 + phrase.count(" ")) for phrase in phrases] + ([(whole, 2)] if len(phrases) > 1 else [])
    scores = [
        f"{times * weight} * CAST(coalesce({holds(field, phrase)}, false) AS INTEGER)"
        for phrase, times in weighed
        for field, weight in FIELDS.items()
    ]
    for n, phrase in enumerate(accented):
        given[f"a{n}"] = f" {phrase} "
        scores.append(f"{_ACCENTED * FIELDS['subject']} * CAST(coalesce(contains(accented, $a{n}), false) AS INTEGER)")
    wheres = ("(" + " OR ".join(holds(field, phrase) for field in FIELDS) + ")" for phrase in phrases)
    rows = db.execute(
        f"""
        WITH scored AS (
            SELECT id, CAST(list_sum([{", ".join(scores)}]) AS DOUBLE) AS score
            FROM search_words WHERE {" AND ".join(wheres)}
        )
        SELECT id, score, code, type_name, issued_date, organ, subject, path, part
        FROM scored JOIN documents USING (id) ORDER BY score DESC, issued_date DESC NULLS LAST, id
        {"" if limit is None else f"LIMIT {limit:d}"}
        """,  # noqa: S608  every value is a parameter
        given,
    ).fetchall()
    return [Found(*row) for row in rows]


def _phrases(words: str) -> tuple[list[str], list[str]]:
    """What is sought, folded; and what of it bears marks, lower case."""
    folded: list[str] = []
    accented: list[str] = []
    for n, part in enumerate(words.replace("“", '"').replace("”", '"').split('"')):
        tokens = [part] if n % 2 else part.split()
        page = _LONG_FORMS.sub(lambda m: m[0].replace("\n", " "), "\n".join(map(_sought, tokens)))
        folded += filter(None, _NUMBER_WORD.sub("", page).split("\n"))
        accented += [" ".join(token.lower().split()) for token in tokens if not token.isascii()]
    return list(dict.fromkeys(folded)), list(dict.fromkeys(accented))


def _sought(text: str) -> str:
    """What the macro `sought` makes of a text."""
    return re.sub(r"\b0+(?=\d)", "", folded_words(text))


def _spellings(phrase: str) -> list[str]:
    """A phrase with what everyone shortens written out and shortened, in every way."""
    found = {phrase}
    for long, short in SHORT_FORMS.items():
        for old, new in ((long, short), (short, long)):
            found |= {re.sub(rf"\b{old}\b", new, one) for one in found}
    return sorted(found)
