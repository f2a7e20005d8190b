"""Where the known name of a body ends, and what stands right behind it: a place, its rank, or what it has to do.

The lexicon of verbs is never whole; behind `Sở Khoa học và Công nghệ` the first small word that no name goes on with is
one all the same. Source: `lexicon/data/bodies.csv`, `task_words.csv`. Patterns run on `Text.plain`, clean offsets.
"""

from __future__ import annotations

import re

from trichxuat.fields.patterns import spaced, trie
from trichxuat.fields.task_words import role
from trichxuat.lexicon import plain, table
from trichxuat.text import Text

_BODIES = [plain(f"{head} {row['name']}") for row in table("bodies") for head in row["heads"].split(";")]
_NAMES = spaced(rf"(?:{trie(_BODIES)})(?!\w)")
_PEOPLE = spaced(
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|cong an|bo chi huy quan su|ban chi huy quan su)(?!\w)"
)
_LEVEL = (
    r"(?:(?:tinh|thanh|huyen|thi|quan|dang) (?:uy|doan)"
    r"|tinh|thanh pho|huyen|quan|xa|phuong|thi xa|thi tran|dac khu|cap tinh|cap huyen|cap xa)"
)
_PLACE = spaced(rf" (?:cac )?{_LEVEL}(?:\s?,\s?(?:cac )?{_LEVEL}){{0,4}}(?: va (?:cac )?{_LEVEL})?(?!\w)")
_WORD = re.compile(r"\s{1,3}(\w{1,12})(?!\w)")
_SMALL = re.compile(r"\s{1,3}([^\W\d_]\w{0,7})(?=\s)")
_BEHIND = spaced(rf"(?:{trie(role('behind_name'))})(?!\w)")


def name_end(text: Text, start: int, limit: int) -> int | None:
    """The end of a name of the table that begins exactly at `start`; None where none does."""
    m = _NAMES.match(text.plain, start, limit)
    return m.end() if m else None


def in_name(text: Text, at: int, low: int) -> bool:
    """Whether a word behind `và`, a comma or a dash belongs to a name of the table (its head may end at `low`)."""
    plain_words = text.plain
    if not plain_words[max(low, at - 4) : at].rstrip().endswith(("va", ",", "-")):
        return False
    return any(m.start() < at < m.end() for m in _NAMES.finditer(plain_words, max(0, at - 60), at + 60))


def what_follows(text: Text, start: int, end: int, limit: int) -> int | None:
    """Where the words behind a whole name begin that no name goes on with; `end`: of the head of the name at `start`.

    A name is whole by the table, or as `Ủy ban nhân dân` with its level; its place may follow (`tỉnh Bình Sơn`).
    """
    plain_words, clean = text.plain, text.clean
    whole = name_end(text, start, limit)
    if whole is None:
        people = _PEOPLE.match(plain_words, start, limit)
        if people is None:
            return None
        end = people.end()
    else:
        end = whole
    place = _PLACE.match(plain_words, end, limit)
    if place is None and whole is None:
        return None
    if place is not None:
        end = place.end()
        for _ in range(5):
            word = _WORD.match(clean, end, limit)
            if word is None or not word[1][0].isupper():
                break
            end = word.end()
    small = _SMALL.match(clean, end, limit)
    if small is None or not small[1].islower() or _BEHIND.match(plain_words, small.start(1), limit):
        return None
    return small.start(1)
