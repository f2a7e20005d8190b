"""Documents cited by name: laws, ordinances, the Constitution, resolutions of Party congresses, treaties.

`Luật Tổ chức Chính phủ`, `Bộ luật Dân sự`, `Luật sửa đổi, bổ sung một số điều của Luật A và Luật B`: căn cứ drop number
and agency of laws and ordinances (Phụ lục I, II.6). A name ends where the table of laws says, else at a number, a date
or a word that no name goes on with. All offsets are clean offsets of a `Text`; matching is done on `plain`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from trichxuat import lexicon
from trichxuat.structure.likeness import distance
from trichxuat.text import Text


@dataclass(frozen=True, slots=True)
class Named:
    """A document cited by name. key: the name in comparable form. inner: named in the title of a law that amends it.

    meant: the name as the table of laws has it, where a letter is printed wrong.
    """

    start: int
    end: int
    type: str | None
    key: str
    inner: bool = False
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a possible name: bare, as written, its place, and the mark behind it (all but `,` end the name)."""

    bare: str
    seen: str
    start: int
    end: int
    mark: str


_REACH = 26
_WORD = re.compile(r"\S+")
_GAP = "   "
"""Blanks that part two columns of a table."""
_MARKS = ",;.:()\"'…]"


@cache
def _names() -> dict[str, list[tuple[str, ...]]]:
    """First word → the names of laws that begin so, as words without marks and commas, the longest first."""
    names: dict[str, list[tuple[str, ...]]] = {}
    for row in lexicon.table("laws"):
        words = tuple(word.strip(_MARKS) for word in lexicon.plain(row["name"]).split())
        names.setdefault(words[0], []).append(words)
    for group in names.values():
        group.sort(key=len, reverse=True)
    return names


@cache
def _ends() -> frozenset[str]:
    """Words with which no name of a law goes on, as written and without marks."""
    words = {row["words"] for row in lexicon.table("name_ends")}
    return frozenset(words | {lexicon.plain(word) for word in words})


@cache
def _not_laws() -> frozenset[str]:
    """Words, without marks, before `luật` that make it something else: `pháp luật`, `kỷ luật`, `Công ty Luật`."""
    return frozenset(lexicon.plain(row["words"]) for row in lexicon.table("not_laws"))


def _words(text: Text, at: int, end: int) -> list[_Word]:
    """The next words up to the first mark that ends a name, an opening bracket or a blank line."""
    plain = text.plain
    stop = min(end, at + 320)
    for blank in _BLANK_LINE.finditer(plain, at, stop):
        if not text.clean[blank.end() : blank.end() + 1].islower():
            stop = blank.start()
            break
    words: list[_Word] = []
    for m in _WORD.finditer(plain, at, stop):
        whole = m.group()
        if whole[0] in '(["|' or (whole[0] == "-" and (len(whole) > 1 or plain[m.start() - 1] == "\n")):
            break
        bare = whole.rstrip(_MARKS)
        if not bare:
            break
        bare, _, _ = bare.partition("|")
        mark = whole[len(bare) :]
        if words and _GAP in plain[words[-1].end : m.start()].partition("\n")[0]:
            break
        words.append(
            _Word(bare, text.clean[m.start() : m.start() + len(bare)], m.start(), m.start() + len(bare), mark[:1])
        )
        if (mark and mark[0] != ",") or len(words) == _REACH:
            break
    return words


_BLANK_LINE = re.compile(r"\n[ \t|]{0,40}\n\s{0,40}")
_CITED_NEXT = frozenset({"luat", "phap", "hien"})
_TYPE_HEADS = frozenset(
    {"nghi", "quyet", "thong", "chi", "ke", "van", "cong", "dieu", "khoan", "diem", "luat", "bo", "phap", "cac"}
)


def _known(words: list[_Word]) -> tuple[str, ...]:
    """The words of the longest known name at the front, one letter in four words printed wrong; () if none."""
    near: tuple[str, ...] = ()
    for name in _names().get(words[0].bare, ()):
        count = len(name)
        if count > len(words) or any(word.mark not in ("", ",") for word in words[: count - 1]):
            continue
        wrong = [i for i in range(count) if words[i].bare != name[i]]
        if not wrong:
            return name
        if not near and 4 * len(wrong) <= count and all(_slipped(words[i].bare, name[i]) for i in wrong):
            near = name
    return near


def _slipped(printed: str, known: str) -> bool:
    """Whether a word is a known one but for a letter (`qwy`), so that no other law's name is taken for it."""
    return len(known) > 2 and distance(printed, known, 1) == 1


@cache
def _as_named(name: tuple[str, ...]) -> str:
    """A name of the table as it should be printed, by its words without marks."""
    return next(
        row["name"]
        for row in lexicon.table("laws")
        if tuple(word.strip(_MARKS) for word in lexicon.plain(row["name"]).split()) == name
    )


def _dated(words: list[_Word], at: int) -> bool:
    """Whether `số 12`, `ngày 5`, `năm 2015` or a bare year stands at word `at`."""
    word = words[at].bare
    if word.isdigit() and len(word) == 4:
        return True
    if word not in ("so", "ngay", "nam"):
        return False
    return at + 1 < len(words) and words[at + 1].bare[:1].isdigit()


def _reach(words: list[_Word], at: int) -> int:
    """The word at which a number or date follows, no other document's type and no end word coming before; else 0."""
    for i in range(at, min(len(words), at + 14)):
        if _dated(words, i):
            return i
        if _ends_name(words, i) or (words[i].bare in _CITED_NEXT and i > at):
            return 0
        if i > at and (words[i - 1].mark == "," or words[i - 1].bare == "va") and words[i].bare in _TYPE_HEADS:
            return 0
    return 0


def _ends_name(words: list[_Word], at: int) -> bool:
    """Whether word `at`, alone or with the next, is none that a name goes on with."""
    seen = words[at].seen
    if not seen[0].isalpha() or (len(seen) == 1 and words[at].mark == ")"):
        return True
    ends = _ends()
    if seen == "do" and at and words[at - 1].seen == "tự":
        return False
    return seen in ends or (at + 1 < len(words) and f"{seen} {words[at + 1].seen}" in ends)


def _length(words: list[_Word]) -> tuple[int, bool]:
    """How many words belong to the name, and whether it is known or ends at a number or date."""
    known = len(_known(words))
    if known:
        if known == len(words) or words[known - 1].mark or _dated(words, known):
            return known, True
        return max(known, _reach(words, known)), True
    for i, word in enumerate(words):
        if _dated(words, i):
            return i, True
        if _ends_name(words, i):
            return i, False
        if word.bare == "va" or word.bare in _CITED_NEXT:
            reach = _reach(words, i + 1) if i + 1 < len(words) else 0
            return (reach, True) if reach and word.bare == "va" else (i, False)
        if word.mark and word.mark != ",":
            return i + 1, False
        if word.mark == ",":
            reach = _reach(words, i + 1) if i + 1 < len(words) else 0
            return (reach, True) if reach else (i + 1, False)
    return (len(words), False) if len(words) < 12 else (0, False)


_AMENDING = re.compile(
    r"\s{1,40}sua\s{1,40}doi\b[,\s]{0,40}(?:[^\s;.:()]{1,12}[\s|]{1,40}){0,12}?(?=(?:bo\s{1,9})?luat\b|phap\s{1,9}lenh\b)"
)
_AND = re.compile(
    r"(?:[\s,(:]{1,40}so[\s:]{1,9}[\d/ ]{1,12}qh\d\d)?[\s,]{0,40}(?:va\s{1,40})?"
    r"(?=(?:bo\s{1,9})?luat\s|phap\s{1,9}lenh\s)"
)
_NO_NAME = re.compile(
    r"\s{1,40}(?:(?:[sS][ốôổoỐÔỔO]|[sS][ưƯ]|này|NÀY|đó|trên|khác|nào|mới|[pP]háp\s+[lL]ệnh|[lL]uật(?!\s+[sS]ư))(?!\w)|[^\w])"
)
_KIND = re.compile(r"(?:bo\s{1,9})?luat|phap\s{1,9}lenh")
_TYPES = {"bo": "BL", "lu": "L", "ph": "PL"}


def _key(plain: str) -> str:
    """The form in which names are compared: base letters, single blanks, no commas."""
    return " ".join(plain.replace(",", " ").replace("|", " ").split())


def _law(text: Text, start: int, end: int, inner: bool) -> list[Named]:
    """The law whose type word begins at `start`, then those that its title names; [] if it is none."""
    plain, clean = text.plain, text.clean
    kind = _KIND.match(plain, start, end)
    if kind is None:
        return []
    amends = None if inner else _AMENDING.match(plain, kind.end(), end)
    if amends:
        found: list[Named] = []
        at = amends.end()
        while len(found) < 12:
            more = _law(text, at, end, True)
            if not more:
                break
            found += more
            link = _AND.match(plain, more[0].end, end)
            if link is None or link.end() == more[0].end:
                break
            at = link.end()
        if found:
            last = found[-1].end
            key = " ".join([_key(kind.group()), "sua doi", *(law.key for law in found)])
            return [Named(start, last, _TYPES[plain[start : start + 2]], key), *found]
    if _NO_NAME.match(clean, kind.end(), end):
        return []
    words = _words(text, kind.end(), end)
    if not words:
        return []
    count, sure = _length(words)
    if not count:
        return []
    if not sure and (count < 2 or not words[0].seen[0].isupper()):
        return []
    if (
        words[0].bare == "gia"
        and count == 1
        and clean[words[0].start] != "G"
        and clean[words[0].start : words[0].start + 3] != "giá"
    ):
        return []
    if not clean[start].isupper() and not _known(words):
        return []
    last = words[count - 1].end
    key, meant = _key(plain[start:last]), None
    name = _known(words)
    if len(name) == count and any(word.bare != known for word, known in zip(words, name, strict=False)):
        key = f"{_key(kind.group())} {' '.join(name)}"
        meant = f"{clean[start : kind.end()]} {_as_named(name)}"
    return [Named(start, last, _TYPES[plain[start : start + 2]], key, inner, meant)]


_LAW = re.compile(r"luat(?!\w)")
_ORDINANCE = re.compile(r"phap\s{1,9}lenh(?!\w)")
_CONSTITUTION = re.compile(
    r"hien\s{1,9}phap(?!\w)(?:\s{1,9}nuoc\s{1,9}cong\s{1,9}hoa(?:\s{1,9}\w{2,6}){4}\s{1,9}viet\s{1,9}nam)?"
)
_CONGRESS = re.compile(
    r"nghi\s{1,40}quyet\s{1,40}(?=dai\s{1,9}hoi|hoi\s{1,9}nghi|trung\s{1,9}uong)(?:[^\s;.,:()\"]{1,12}\s{1,40}){1,12}?"
    r"(?:lan\s{1,40}thu\s{1,40}\w{1,6}|(?<=trung uong )\d{1,2}|\(?khoa\s{1,9}[ivx]{1,6}\b|(?<=dai hoi )[ivx]{1,6}\b)"
    r"(?:\s{1,40}ban\s{1,9}chap\s{1,9}hanh\s{1,9}trung\s{1,9}uong(?:\s{1,9}dang)?)?(?:\s{0,40}\(?khoa\s{1,9}[ivx]{1,6}\b\)?)?"
    r"(?:\s{1,40}(?:cua\s{1,40})?dang(?!\w)(?!\s{1,9}uy))?"
)
_ORDINAL = re.compile(r"(?:thu|uong|hoi|khoa)\s+([ivx]{1,6}|\d{1,2})\b")


_TREATY = re.compile(r"(?:cong\s{1,9}uoc|hiep\s{1,9}dinh|nghi\s{1,9}dinh\s{1,9}thu)(?=\s)")


def _treaty(text: Text, start: int, at: int, end: int) -> list[Named]:
    """A treaty whose name begins at `at`: `Công ước về kiểm soát thuốc lá`."""
    words = _words(text, at, end)
    if not words or not (words[0].seen in ("về", "quốc", "khung") or words[0].seen[0].isupper()):
        return []
    count, _ = _length(words[1:]) if len(words) > 1 else (0, False)
    if not count:
        return []
    last = words[count].end
    return [Named(start, last, None, _key(text.plain[start:last]))]


def _lawful(text: Text, at: int) -> int | None:
    """Where the citation of a law begins whose `luật` stands at `at`; None in `pháp luật`, `Đoàn Luật sư`."""
    plain, clean = text.plain, text.clean
    before = plain[max(0, at - 24) : at]
    words = before.split()[-2:]
    if before[-1:].isalnum():
        return None
    barred = _not_laws()
    if words and (words[-1] in barred or " ".join(words) in barred):
        return None
    if words and words[-1] == "bo" and before[-1:].isspace():
        start = plain.rfind("bo", 0, at)
        return start if clean[start].isupper() else at if clean[at].isupper() else None
    if clean[at].isupper():
        return at
    return at if words and words[-1] in ("hanh", "cua", "theo", "cu", "tai", "luat") and words[-1] != "phap" else None


def _congress_key(plain: str) -> str:
    """Congress resolutions are the same by their ordinal, however full the name."""
    ordinals = _ORDINAL.findall(plain)
    kind = "dai hoi" if "dai hoi" in plain else "trung uong"
    local = "dang bo" in plain or "doan" in plain.split()
    return f"nghi quyet {kind} {' '.join(ordinals)}" if ordinals and not local else _key(plain)


def find_named(text: Text, start: int, end: int) -> list[Named]:
    """Every document cited by name between two clean offsets, in order; the law before those that its title names."""
    plain, clean = text.plain, text.clean
    found: list[Named] = []
    taken = start
    for m in _LAW.finditer(plain, start, end):
        if m.start() < taken:
            continue
        at = _lawful(text, m.start())
        if at is None:
            continue
        laws = _law(text, at, end, False)
        if laws:
            found += laws
            taken = laws[0].end
    for m in _ORDINANCE.finditer(plain, start, end):
        if clean[m.start()].isupper() and not any(law.start <= m.start() < law.end for law in found):
            found += _law(text, m.start(), end, False)
    for m in _CONSTITUTION.finditer(plain, start, end):
        if clean[m.start()].isupper():
            found.append(Named(m.start(), m.end(), "HP", "hien phap"))
    for m in _CONGRESS.finditer(plain, start, end):
        if clean[m.start()].isupper():
            found.append(Named(m.start(), m.end(), "NQ", _congress_key(_key(m.group()))))
    for m in _TREATY.finditer(plain, start, end):
        if clean[m.start()].isupper():
            found += _treaty(text, m.start(), m.end(), end)
    found.sort(key=lambda law: (law.start, -law.end))
    return found
