"""The words of tasks as patterns: heads of units, verbs that open an instruction, words that tell someone to act.

All patterns run on `Text.plain`; what OCR does to tones does not matter there. Sources: `lexicon/data/units.csv`,
`posts.csv`, `verbs.csv`, `task_words.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trichxuat.fields.patterns import spaced, trie
from trichxuat.lexicon import plain, posts, table, units, verbs
from trichxuat.structure.known_words import written
from trichxuat.text import modern_tones


def role(name: str) -> list[str]:
    """The words of that role, in plain letters."""
    return [plain(row["words"]) for row in table("task_words") if row["role"] == name]


NOUN_VERBS = frozenset(role("noun_verb"))
"""Verbs that also stand inside the name of a unit (`cơ quan quản lý`)."""
FIELD_VERBS = frozenset(role("field_verb"))
"""Of these, the ones that name fields of work in titles (`Viện Nghiên cứu phát triển`): verbs only before an object."""
STRONG = frozenset(role("strong"))
"""Of these, the ones that are verbs right behind a name too (`Ban Chỉ đạo tổ chức …`)."""
BARE_NOUNS = frozenset(role("bare_noun"))
"""Nouns that such a verb tells the kind of."""
AS_NOUN = tuple(f" {words}" for words in role("noun_before"))
"""Words right behind which a verb is a noun (`lĩnh vực xây dựng`)."""
OF_DUTY = tuple(f" {words}" for words in role("noun_of_duty"))
"""The same, where they are not what the verb is done by (`theo nhiệm vụ được giao tổ chức …`)."""
_WEAK = frozenset(role("weak"))

_CLAUSES = ("khi", "sau ", "truoc ", "trong ", "theo chuc", "theo nhiem", "tren ", "bang ", "truong hop", "cung voi")
"""Openers of clauses of time, ground and manner: `task_text.has_intro` knows them."""

_VERBS = {
    word.plain: word.words
    for word in verbs("task", "lead", "support", "duty", "report", "manner")
    if word.plain not in _WEAK and not word.plain.startswith(_CLAUSES)
} | {plain(row["words"]): row["words"] for row in table("task_words") if row["role"] == "verb"}


def _shortest(words: Iterable[str]) -> set[str]:
    """Without words that go on from another one."""
    kept: set[str] = set()
    for word in sorted(words, key=len):
        parts = word.replace(",", " ,").split()
        if not any(" ".join(parts[:n]).replace(" ,", ",") in kept for n in range(2, len(parts))):
            kept.add(word)
    return kept


_OPENERS = _shortest(_VERBS)
TONED = {word: _VERBS[word].casefold() for word in _OPENERS if " " not in word}
"""Verbs of one syllable with their marks: without them they are too many other words."""
VERB = spaced(rf"(?<![\w/-])(?:{trie(_OPENERS)})(?![\w])")
"""A verb, or its adverb, that can open an instruction."""

_HEADS = {word.plain: word.kind for word in units()} | dict.fromkeys((word.plain for word in posts()), "post")
_HEADS |= dict.fromkeys(role("head"), "post")
GROUPS = frozenset(word for word, kind in _HEADS.items() if kind in ("group", "post") and " " in word)
"""Heads that need no capital."""
SINGLE = frozenset(word for word in _HEADS if " " not in word) | frozenset(role("single"))
"""Heads that are other words too: a name must follow."""
SINGLE_TONED = {
    word.plain: modern_tones(word.words).casefold() for word in (*units(), *posts()) if word.plain in SINGLE
}  # OCR or not, a word of one syllable counts only with its own tones
OTHER_WORDS = written() - {"tố", "tính"} | {row["words"] for row in table("other_words")}
"""Words with their marks that differ from a head or a verb of one syllable by more than what OCR does to tones."""
_BEFORE = trie(role("determiner"))
DETERMINER = spaced(rf"(?:{_BEFORE}) ")
HEAD = spaced(rf"(?P<det>(?:(?:{_BEFORE}) ){{0,3}})(?P<head>{trie(_HEADS)})(?![\w-])")
"""The head of a unit's name, with what stands before it."""
_FIRST = [f"{word}{end}"[:3] for word in (*_HEADS, *role("determiner")) for end in " ,;:./()[]-\"'|"]
OPENINGS = frozenset(first.replace(" ", blank) for first in _FIRST for blank in " \n\t")
"""The three letters that one of these begins with: looked at first, for speed."""

_DIRECTIVES = (
    "giao, giao cho, giao nhiem vu cho, giao trach nhiem cho, de nghi, kinh de nghi, yeu cau, phan cong, moi, "
    "kinh moi, kinh trinh, kien nghi, khuyen cao, khuyen cao manh me, keu goi, de xuat"
).split(", ")
DIRECTIVE = spaced(rf"(?P<word>{trie(_DIRECTIVES)})(?![\w-])\s{{0,9}}:?\s{{0,9}}")
"""Words that tell the unit behind them to act."""


def directives(plain: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The directives between two offsets. The letter before is looked at here, for speed."""
    for m in DIRECTIVE.finditer(plain, start, end):
        if m.start() == 0 or not (plain[m.start() - 1].isalnum() or plain[m.start() - 1] == "-"):
            yield m


SECTION = spaced(rf"(?:{trie(role('section'))})(?!\w)")
NO_SECTION = spaced(rf"\W{{0,4}}(?:{trie(role('no_section'))})(?!\w)")
AUTHORITY = spaced(rf"(?:{trie(role('authority'))})(?!\w)")
"""What a unit may do, not what it is told."""
RIGHT = spaced(r"(?:co (?:the|quyen|chuc nang)|duoc|khong phai)(?!\w)")
"""What it may do even where it is told what to do."""
TELLING = frozenset(("yeu cau", "de nghi", "kinh trinh", "moi", "kien nghi", "giao cho", "khuyen cao"))
"""Verbs by which one unit tells another."""
DUTY = spaced(
    r"(?:(?P<duty>(?:phai )?(?:co|chiu) (?:toan bo )?trach nhiem|co (?:nhiem vu|nghia vu))|thi hanh (?:quyet dinh"
    r"|chi thi|thong tu|nghi dinh) nay)\b"
)
