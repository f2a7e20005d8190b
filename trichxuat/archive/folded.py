"""Comparing words inside the database: macros that fold text as `lexicon.plain` does, set over whole columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from trichxuat.lexicon import issuers, plain, posts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

_MACROS = (
    # Ủy ban → uy ban; Đ and the Eth that OCR and old keyboards put for it have no marks to strip.
    "folded(x) AS translate(lower(strip_accents(x)), 'đð', 'dd')",
    "words(x) AS trim(regexp_replace(folded(x), '[^a-z0-9]+', ' ', 'g'))",
    r"""code_words(x) AS regexp_replace(trim(regexp_replace(regexp_replace(folded(x), '[\s&.]', '', 'g'),
        '[^a-z0-9]+', '-', 'g'), '-'), '^0+([0-9])', '\1')""",
    # A date or the part of it that could be read; anything else (no year) is no date.
    r"iso(x) AS CASE WHEN regexp_matches(x, '^\d{4}(-\d{2}(-\d{2})?)?$') THEN x END",
)
SHORT_FORMS: Final = {"uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd", "thanh pho": "tp", "thi xa": "tx"}
"""What everyone shortens, folded."""
_LONG_FORMS = re.compile(rf"\b(?:{'|'.join(SHORT_FORMS)})\b")
_ETH = str.maketrans("Ðð", "dd")
_CENTRAL = frozenset({"central", "ministry"})


def prepare(db: Connection) -> Connection:
    """The connection with the macros `folded`, `words`, `code_words`, `iso`, `organ_words`: gone when it closes."""
    for macro in _MACROS:
        db.execute(f"CREATE OR REPLACE TEMP MACRO {macro}")
    without_posts = rf"regexp_replace({short('words(x)')}, '\b({'|'.join(_posts())})\b', ' ', 'g')"
    db.execute(
        f"CREATE OR REPLACE TEMP MACRO organ_words(x) AS list_sort(list_distinct(list_filter("
        f"string_split({without_posts}, ' '), lambda w: w NOT IN ('', 'va', 'cac', 'cua'))))"
    )
    return db


def _posts() -> list[str]:
    """Posts that stand before the body's name (`Chủ tịch` UBND tỉnh); one that takes the body in is cut to its head."""
    every = {folded_words(post.words) for post in posts()}
    return sorted(post for post in every if not any(post.startswith(f"{other} ") for other in every))


def short(expression: str) -> str:
    """SQL: the words of `expression` with `ubnd`, `hdnd`, `tp`, `tx` for what they stand for."""
    for long, abbreviation in SHORT_FORMS.items():
        expression = rf"regexp_replace({expression}, '\b{long}\b', '{abbreviation}', 'g')"
    return expression


def folded_words(text: str) -> str:
    """What the macro `words` makes of a text."""
    return " ".join(re.findall(r"[a-z0-9]+", plain(text).translate(_ETH)))


def short_words(text: str) -> str:
    """What `short(words(…))` makes of a text."""
    return shorten(folded_words(text))


def shorten(words: str) -> str:
    """Folded words with `ubnd`, `hdnd`, `tp`, `tx` for what they stand for."""
    return _LONG_FORMS.sub(lambda m: SHORT_FORMS[m[0]], words)


def national_codes() -> list[str]:
    """Issuers' codes, folded, that one body of the whole country bears alone: a number with one of them says who
    issued it (`NĐ-CP`, `QĐ-BYT`), one without (`QĐ-UBND`, `KH/HU`) does not."""
    found: dict[str, bool] = {}
    for code, meanings in issuers().items():
        folded = re.sub(r"[^a-z]", "", plain(code))
        found[folded] = found.get(folded, True) and len(meanings) == 1 and meanings[0].kind in _CENTRAL
    return sorted(code for code, alone in found.items() if alone and len(code) > 1)
