"""The words that documents are made of, by their letters without marks: single syllables, and pairs side by side.

The pairs are those of the phrases that the lexicon's tables hold; they show which of two readings of a spoiled word was
meant (`cbủ trì`: `chu tri` is a pair).
"""

from __future__ import annotations

from functools import cache

from trichxuat import lexicon
from trichxuat.text import modern_tones

_TABLES = {
    "verbs": "words", "units": "words", "posts": "words", "task_words": "words", "basis_openers": "words",
    "types": "name", "cited_types": "words", "citation_words": "words", "relation_cues": "words",
    "head_words": "words", "body_words": "words", "laws": "name",
}  # fmt: skip
_BEFORE_ALL = "b d h l m n p r s t v x ch kh nh ph th tr".split()
_BEFORE_FRONT = ("k", "gh", "ngh", "gi", "qu")  # these stand before e, i, y; `gi` and `qu` before the others too
_BEFORE_BACK = ("c", "g", "ng", "gi", "qu")
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec em en eng enh eo ep et eu ech i ia ich iec iem ien ieng iep iet ieu"
    " im in inh ip it iu o oa oac oach oai oam oan oang oanh oat oay oc oe oen oet oi om on ong oc op ot u ua uan uang"
    " uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt"
    " y yem yen yet yeu ynh"
).split()
_GI = {"gi", "gin", "giet", "gieng", "giec", "gim", "gio", "gia"}


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    """The phrases of the tables, as words in small letters with their marks."""
    found = [row[column] for name, column in _TABLES.items() for row in lexicon.table(name)]
    found += [f"{head} {row['name']}" for row in lexicon.table("bodies") for head in row["heads"].split(";")]
    lines = modern_tones("\n".join(found)).lower().replace(",", " ").replace("/", " ").split("\n")
    return tuple(tuple(line.split()) for line in lines)


@cache
def pairs() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Two plain words that stand side by side in a phrase of the tables, with how they are written there."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for phrase in _phrases():
        plain = tuple(map(lexicon.plain, phrase))
        for n in range(len(phrase) - 1):
            found.setdefault((plain[n], plain[n + 1]), set()).add((phrase[n], phrase[n + 1]))
    return {pair: frozenset(written) for pair, written in found.items()}


@cache
def words() -> frozenset[str]:
    """The plain words of these phrases."""
    return frozenset(map(lexicon.plain, written()))


@cache
def written() -> frozenset[str]:
    """The words of these phrases with their marks, in small letters."""
    return frozenset(word for phrase in _phrases() for word in phrase)


@cache
def syllables() -> frozenset[str]:
    """Everything that can be read as a Vietnamese syllable without its marks, and the words of the phrases."""
    front = [rime for rime in _RIMES if rime[0] in "eiy"]
    back = [rime for rime in _RIMES if rime[0] not in "eiy"]
    found = {onset + rime for onset in ("", *_BEFORE_ALL) for rime in _RIMES}
    found |= {onset + rime for onset in _BEFORE_FRONT for rime in front}
    found |= {onset + rime for onset in _BEFORE_BACK for rime in back}
    return frozenset(found | _GI | words())
