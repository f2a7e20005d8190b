"""Căn cứ ban hành: the grounds in the preamble, one value for each instrument or request (Phụ lục I, II.6.b).

Offsets are clean offsets. The preamble ends where the document starts to decide, inform or ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from trichxuat import lexicon
from trichxuat.fields.values import build, trim
from trichxuat.record import Basis, BasisKind, Organ
from trichxuat.structure.likeness import distance
from trichxuat.structure.openings import INSTRUMENT
from trichxuat.structure.outline import Block
from trichxuat.text import Text

_LISTED = frozenset({"article", "chapter", "part", "section", "capital", "roman", "number", "dotted", "letter"})
_NARRATIVE_BLOCKS = 8
"""How many paragraphs without a basis may stand before the first one: a chỉ thị tells its reasons first."""

_LONGEST = 2000
"""Characters of a clause after which no instrument is parted from it any more: no title is as long."""

_DECIDES = re.compile(
    r"\W{0,4}(?:quyet\s{0,3}dinh|quyet\s{0,3}nghi|nghi\s{0,3}quyet|chi\s{0,3}thi|ke\s{0,3}hoach)\s?:?\W{0,4}\Z"
)
_LEADS_IN = re.compile(r"(?:sau|sau day|duoi day|nhu the)\s?:\s*\Z")
_SUBJECT = re.compile(
    r"[,;.]\s+(?:nay,?\s+)?"
    r"(?P<post>(?:chu tich|giam doc|thu truong|thuong truc|lanh dao|ban thuong vu|chanh van phong)\s+)?"
)
_SENTENCE = re.compile(r"(?:(?<=[a-z]{2})|(?<=[\d)\"]))\.\s+(?=\S)")
_QUOTED = re.compile(
    r":\s*\"|[,;.]\s+(?:theo do|trong do|qua do|de(?!\s+(?:xuat|nghi))|nham|gop phan)\b"
    r"|[,;]?\s*\((?:sau day|goi tat|goi la|duoc gui|co |gui |kem )"
)
_PINPOINT = r"(?:(?:diem|khoan|dieu)\s+\w{1,4}(?:,|\s+va)?\s+){1,6}(?:cua\s+)?"
_SEPARATOR = re.compile(
    rf"(?P<sep>[;:,]|\bva\b)\s+(?:-\s+)?(?P<next>(?:cac\s+|cac\s+van\s+ban\s+)?(?:so\s?:?\s?(?=\d|/)|(?=\d{{1,5}}\w?[/-])|{INSTRUMENT}\b"
    rf"|y\s+kien\b|de\s+(?:xuat|nghi)\s+cua\b|(?P<pinned>{_PINPOINT}(?:(?:bo\s+)?luat|{INSTRUMENT})\b)))"
)
_WHOLE = re.compile(rf"\b(?:luat|{INSTRUMENT})\b")
_NUMBERED = re.compile(
    r"[^,;:]{0,30}?\bso\s?:?\s?\d|[^,;:]{0,24}?\d{1,5}\w?(?:/\d{4})?[/-][a-z]|[^,;:]{0,30}?\bngay\s\d"
)
_DATED = re.compile(r"\bngay\s+\d|(?:\bnam\s+|/)\d{4}\W*\Z")
_AMENDS = re.compile(
    rf"\b(?:sua\s+doi|bo\s+sung|thay\s+the|bai\s+bo)\b[^;]{{0,60}}?\bcua\s+(?P<kind>luat|{INSTRUMENT})\b"
)
"""`Nghị định số A sửa đổi, bổ sung một số điều của Nghị định số B và số C`: B and C are of the title."""
_AMENDED = re.compile(r"\bduoc\s+sua\b|\bda\s+duoc\b")
_HEAD = re.compile(rf"(?:cac\s+)?{INSTRUMENT}\b[^:;]{{0,90}}(?<!so):\s*(?=so\b)")
_PLURAL = re.compile(rf"(?:cac\s+|noi dung\s+cac\s+)(?={INSTRUMENT}\s+so\b)")
_REQUEST = re.compile(r"y\s+kien\b|de\s+(?:xuat|nghi)\s+cua\b")
_OPINION = re.compile(r"y\s+kien\s+(?:thong nhat|thao luan|cua[^,;.]{3,90}?\btai)\b")
_CODE = re.compile(r"\d{1,5}\w?(?:\s?/\s?\d{4})?\s?[/-]\s?[a-z]")
_CARRIES_OUT = re.compile(rf"\d.{{0,200}}?\bthuc\s+hien\s+(?:cac\s+)?{INSTRUMENT}\s+so\b", re.DOTALL)
_NAMES = re.compile(rf"[^;]{{0,140}}?\b{INSTRUMENT}\b")
_NAMED_NEXT = re.compile(rf"(?:cac\s+)?{INSTRUMENT}\s+(?:so\s)?\s?\d")
_RECEIVED = re.compile(r"[^,.;]{2,90}?\bnhan duoc\s+")
_STARTS = re.compile(
    r"[.;]\s+|(?P<misread>[,:])\s+(?=(?:can cu|xet|theo|tiep theo|thuc hien|trien khai|sau khi|tren co so|qua) )"
    r"|\bva\s+(?=can cu |thuc hien )"
)
_BEHIND_COMMA = re.compile(r"xet |theo de |tiep theo ")
_SAME_REQUEST = re.compile(r"de\s+(?:xuat|nghi)\s+cua\s+")


@dataclass(slots=True)
class Preamble:
    """bases in order, and `end`: where the preamble ends (a clean offset)."""

    bases: list[Basis]
    end: int


@dataclass(slots=True)
class _Opener:
    start: int
    end: int
    kind: BasisKind
    firm: bool


@lru_cache(maxsize=1)
def _openers() -> tuple[re.Pattern[str], dict[str, tuple[BasisKind, bool]]]:
    """The opening phrases as one pattern over plain text; for each its kind, and whether no instrument need follow."""
    openers = lexicon.basis_openers()
    kinds = {opener.plain: (cast(BasisKind, opener.kind), opener.firm) for opener in openers}
    return re.compile(rf"(?:{lexicon.alternation(openers)})\b(?:[.:,]?\s+|\s*:\s*)"), kinds


def read_bases(text: Text, blocks: Sequence[Block], issuers: Sequence[str]) -> Preamble:
    """The bases among the first blocks of the body. `issuers`: plain words with which the issuer speaks of itself."""
    plain = text.plain
    names = tuple(issuers)
    found: list[Basis] = []
    end = blocks[0].start if blocks else 0
    idle = 0
    for n, block in enumerate(blocks):
        if block.kind in _LISTED or block.table >= 0 or _DECIDES.match(plain, block.start, block.end):
            break
        last = n + 1 < len(blocks) and bool(_DECIDES.match(plain, blocks[n + 1].start, blocks[n + 1].end))
        sign = text.clean[block.end - 1]
        whole = last or sign == ";" or (sign in ":,." and _goes_on(text, blocks, n))
        items = list(_block(text, block, whole, names))
        found += items
        idle = 0 if items else idle + (sign not in ";,")
        leads = bool(_LEADS_IN.search(plain, max(block.start, block.end - 40), block.end))
        if (found and idle > 1) or idle > _NARRATIVE_BLOCKS:
            break
        if items:
            end = block.end
        if leads:
            break
    return Preamble(found, end)


def _goes_on(text: Text, blocks: Sequence[Block], n: int) -> bool:
    """Whether block `n` and the next one both open as firm grounds do: then the sign between them is a semicolon."""
    if n + 1 == len(blocks):
        return False
    pattern, kinds = _openers()
    found = [pattern.match(text.plain, block.body, block.end) for block in blocks[n : n + 2]]
    return all(m is not None and kinds[" ".join(m.group().split()).rstrip(" .:,")][1] for m in found)


_ANY_ISSUER = ("ban thuong vu", "ban chap hanh", "lien nganh", "lien so", "nha truong")
_SHORT = {
    "uy ban nhan dan": "ubnd",
    "hoi dong nhan dan": "hdnd",
    "truong": "nha truong",
    "ban chap hanh": "ban thuong vu",
}


def own_names(organs: Sequence[Organ]) -> list[str]:
    """Plain words with which issuers speak of themselves: the first words of their names, short forms written out."""
    names: list[str] = []
    for organ in organs:
        plain = lexicon.plain(organ.name.value)
        words = plain.split()
        names += [" ".join(words[:4]), " ".join(words[:3])]
        names += [short for full, short in _SHORT.items() if plain.startswith(full)]
        names += [full for full, short in _SHORT.items() if len(short) == 4 and plain.startswith(short)]
    return list(dict.fromkeys(name for name in names if len(name) > 3))


def _main_clause(text: Text, start: int, end: int, issuers: tuple[str, ...]) -> int:
    """Where `, <issuer> …` begins the main clause of a sentence; `end` where it does not."""
    for m in _SUBJECT.finditer(text.plain, start, end):
        words = " ".join(text.plain[m.end() : m.end() + 80].split())
        own = " ".join(m["post"].split()).startswith(_ANY_ISSUER) if m["post"] else False
        if own or words.startswith((*issuers, *_ANY_ISSUER)):
            return m.start()
        named = text.mends and text.clean[m.end()].isupper()
        if named and any(distance(words[: len(name)], name, 1) <= 1 for name in issuers if len(name) > 7):
            return m.start()
    return end


def _block(text: Text, block: Block, whole: bool, issuers: tuple[str, ...]) -> Iterator[Basis]:
    openers = list(_find_openers(text, block))
    for n, opener in enumerate(openers):
        stop = openers[n + 1].start if n + 1 < len(openers) else block.end
        end = _clause_end(text, opener.end, stop)
        if not whole:
            end = _main_clause(text, opener.end, end, issuers)
        named = whole or opener.firm
        for start, item_end in _items(text, opener.end, end):
            start, item_end = trim(text, start, item_end)
            first = start
            head = _HEAD.match(text.plain, start, item_end) or _PLURAL.match(text.plain, start, item_end)
            if head:
                start = head.end()
            if item_end - start < 4:
                continue
            if not named and not _has_instrument(text, first, item_end):
                break
            named = True
            yield build(Basis, text, [(start, item_end)], kind=opener.kind)


def _find_openers(text: Text, block: Block) -> Iterator[_Opener]:
    """The opening phrases of a block: at its start, at the start of a sentence, behind a semicolon."""
    pattern, kinds = _openers()
    plain = text.plain
    received = False
    starts = [block.body]
    for sign in _STARTS.finditer(plain, block.body, block.end):
        at, misread = sign.end(), sign["misread"]
        # Behind a comma or a colon that was read for another sign, only a capital opens a ground.
        if not misread or text.clean[at].isupper() or (misread == "," and _BEHIND_COMMA.match(plain, at)):
            starts.append(at)
    for at in starts:
        m = pattern.match(plain, at, block.end)
        if m is None:
            letter = _RECEIVED.match(plain, at, block.end)
            if letter:
                received = True
                yield _Opener(at, letter.end(), "phuc_dap", False)
            continue
        key = " ".join(m.group().split()).rstrip(" .:,")
        kind, firm = kinds[key]
        inside = at != block.body and text.clean[at].islower() and kind == "thuc_hien"
        if inside and plain.startswith("va", at - 3) and not received:
            continue
        received = received or kind == "phuc_dap"
        if not inside or _NAMED_NEXT.match(plain, m.end(), block.end):
            yield _Opener(at, m.end(), kind, firm)


def _clause_end(text: Text, start: int, stop: int) -> int:
    """Where the ground ends and the sentence goes on to what the document does."""
    plain = text.plain
    end = stop
    for pattern in (_SENTENCE, _QUOTED):
        m = pattern.search(plain, start, end)
        if m:
            end = m.start()
    return end


def _items(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The instruments of a clause, one by one."""
    plain = text.plain
    at = start
    for m in _SEPARATOR.finditer(plain, start, end):
        if m.start() - at > _LONGEST:
            break
        if m.start() > at and _parts(text, at, m, end):
            yield at, m.start()
            at = m.start("next")
            same = _SAME_REQUEST.match(plain, at, end)
            if same:
                at = same.end()
    yield at, end


def _parts(text: Text, start: int, m: re.Match[str], end: int) -> bool:
    """Whether a separator parts two instruments, and not the words of one title or of one list of amendments."""
    plain, clean = text.plain, text.clean
    sep, at = m["sep"], m.start("next")
    item = plain[start : m.start()]
    if m["pinned"]:
        return sep == ";" and bool(_WHOLE.search(item))
    if sep in ";:":  # a colon is a misread semicolon where it stands behind an instrument
        if sep == ":" and not (clean[at].isupper() and (_CODE.search(item) or _DATED.search(item))):
            return False
        named = clean[at].isupper() or clean[at].isdigit() or plain.startswith(("so", "cac"), at)
        return named or bool(_REQUEST.match(plain, at) or _NUMBERED.match(plain, at, end))
    if _AMENDED.search(item) or _of_title(plain, item, sep, at):
        return False
    if item.lstrip().startswith(("luat sua doi", "luat sua")) and not _DATED.search(item):
        return False
    if _REQUEST.match(plain, at):
        return sep == "," or " tai " in item or bool(_OPINION.match(plain, at, end))
    if sep == "va" and _CARRIES_OUT.search(item):
        return False  # the last of several that the title of a plan carries out
    if plain.startswith("so", at) or clean[at].isdigit():
        return True
    if not clean[at].isupper():
        return bool(plain.startswith("cac", at) and _NUMBERED.match(plain, at, end))
    if plain.startswith("luat", at):
        return bool(_DATED.search(item[-14:])) or (sep == "," and bool(_DATED.search(item)))
    return bool(_NUMBERED.match(plain, at, end))


def _of_title(plain: str, item: str, sep: str, at: int) -> bool:
    """Whether what comes next is one more of those that the instrument amends."""
    amends = _AMENDS.search(item)
    if amends is None:
        return False
    alike = plain.startswith("luat" if amends["kind"] == "luat" else "so", at)
    return alike and (sep == "va" or not _DATED.search(item[amends.end() :]))


def _has_instrument(text: Text, start: int, end: int) -> bool:
    """Whether a document is named near the start of a stretch, with its number or by its name."""
    named = _NAMES.match(text.plain, start, end)
    if named is None:
        return False
    words = text.plain[start:end]
    return bool(_CODE.search(words)) or any(name in words for name in ("luat ", "nghi quyet", "ket luan", "chi thi"))
