"""The issuing bodies (cơ quan ban hành) and the superior body printed above them (Phụ lục I, II.2).

The lines of the left block are joined to bodies: `ỦY BAN NHÂN DÂN` over `HUYỆN …` is one body on two lines,
`SỞ Y TẾ …` over `TRUNG TÂM Y TẾ …` are two. What opens a body is data (`lexicon/data/organ_heads.csv`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trichxuat import lexicon
from trichxuat.fields.values import add_piece, value
from trichxuat.record import Organ, Value
from trichxuat.structure.organ_lines import opens_organ, organ_head
from trichxuat.text import Text

Piece = tuple[int, int]


@dataclass(slots=True)
class _Body:
    """One body: its pieces; joint: a dash stood before it."""

    pieces: list[Piece]
    plain: str
    joint: bool = False


_JOINT = re.compile(
    r"(?:TTL[TBN]|NQLT|KH(?:LT|PH|LN)|CT(?:r|R)?PH|CtrPH|QC(?:PH|LN)|HDL[NT]|CTLT|CVLN|L[TN])(?![A-Za-zĐđ])"
)
_GOES_ON = re.compile(r"(?:\bva|\bcua|[,&(])\Z")
# `… NHÂN` + `DÂN`, `CHỦ TỊCH ỦY` + `BAN`: broken inside a word that a table cell was too narrow for.
_BROKEN = re.compile(
    r"(?:(?:chu tich|^) ?uy|(?:uy ban|hoi dong|toa an|vien kiem sat) nhan|(?:thu tuong|van phong|thanh tra) chinh"
    r"|truong dai|mat tran to|quan ly du)\Z"
)
_SCHOOL = (
    r"truong (?:dai hoc|cao dang|thpt|thcs|tieu hoc|mam non|mau giao|trung cap|trung hoc|chinh tri|pho thong"
    r"|si quan|quan su|boi duong|dao tao|can bo|day nghe)"
)
# Heads that stand inside a line only where a second body begins; `QUỐC PHÒNG`, `CƠ SỞ`, `CÔNG VIÊN` are none.
_STRONG = re.compile(
    rf"(?<![a-z])(?:{_SCHOOL}|trung tam|(?<!co )so|(?<!tong )(?<!chi )cuc|tong cuc|chi cuc|benh vien|hoc vien"
    r"|(?<!hoc )(?<!benh )(?<!thu )(?<!cong )vien(?! nam)|van phong|(?:dang|huyen|thi|thanh|quan) uy|dang bo|chi bo"
    r"|ban (?:quan ly|to chuc|tuyen giao|dan van|noi chinh)|(?<!quoc )(?<!van )(?<!tien )phong(?!,)(?! chong)(?! ve)"
    r"|uy ban nhan dan|ubnd|cong doan)(?= [a-z])"
)
_UNFINISHED = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|tinh|huyen|xa|thanh pho|bo|so)\Z")
_BARE = frozenset(
    ("bo", "bo tu lenh", "so", "tong cuc", "dai hoc", "chu tich", "thu tuong", "hoi dong", "uy ban", "thanh tra")
)


@lru_cache(maxsize=1)
def _stamps() -> re.Pattern[str]:
    """Stamps and notes in capitals that may stand between the issuer's lines."""
    words = [*lexicon.priorities(), *lexicon.secrecies(), *lexicon.copies()]
    return re.compile(rf"(?:{lexicon.alternation(words)}|cong van den)(?![a-z])")


def read_organs(text: Text, fragments: list[Piece], notation: str | None) -> list[Organ]:
    """The issuers in what is left of the block above the title when Quốc hiệu, number, place and date are taken out."""
    bodies = _bodies(text, _issuer_pieces(text, fragments))
    if not bodies:
        return []
    bodies = [part for body in bodies for part in _apart(text, body)]
    if len(bodies) == 1:
        bodies = _split_inside(text, bodies[0])
    first = _first_issuer(bodies, notation)
    parent = _value(text, bodies[first - 1]) if first else None
    return [Organ(parent=parent, name=_value(text, body)) for body in bodies[first:]]


def _issuer_pieces(text: Text, fragments: list[Piece]) -> list[Piece]:
    """The issuer's pieces, from the first that opens a body; where none does, the first lines in capitals."""
    found: list[Piece] = []
    for n, (start, end) in enumerate(fragments):
        words, plain = text.clean[start:end], text.plain[start:end]
        if not words.isupper() or sum(c.isalpha() for c in words) < 2 or _stamps().match(plain):
            continue
        if found:
            if len(words) > 2 or plain in ("va",):
                found.append((start, end))
            continue
        joined = plain
        if n + 1 < len(fragments) and len(plain) < 24:
            joined = plain + " " + text.plain[fragments[n + 1][0] : fragments[n + 1][1]]
        if opens_organ(plain) or opens_organ(joined):
            found.append((start, end))
    if found:
        return found
    for n, (start, end) in enumerate(fragments[:4]):
        plain = text.plain[start:end]
        if (
            opens_organ(plain)
            and text.clean[start].isupper()
            and end - start < 80
            and not plain.endswith((".", ";", ":"))
        ):
            below = fragments[n + 1 : n + 2]
            level = [piece for piece in below if organ_head("level").match(text.plain, *piece)]
            return [(start, end), *level]
    for start, end in fragments[:5]:
        words = text.clean[start:end]
        if not words.isupper() or _stamps().match(text.plain, start, end):
            continue
        if " " in words or (found and len(words) > 2 and not text.clean[found[-1][1] : start].strip(" \n*")):
            found.append((start, end))
    return found


def _bodies(text: Text, pieces: list[Piece]) -> list[_Body]:
    bodies: list[_Body] = []
    for n, (start, end) in enumerate(pieces):
        plain = " ".join(text.plain[start:end].split())
        below = text.plain[slice(*pieces[n + 1])] if n + 1 < len(pieces) else ""
        if bodies and (_continues(bodies[-1].plain, plain) or organ_head("same").match(f"{plain} {below}")):
            bodies[-1].pieces.append((start, end))
            bodies[-1].plain += " " + plain
        else:
            joint = bool(bodies) and bodies[-1].plain.endswith("-")
            bodies.append(_Body([(start, end)], plain, joint))
    return bodies


def _continues(above: str, plain: str) -> bool:
    """Whether a line goes on with the body above it."""
    if not opens_organ(plain) or organ_head("same").match(plain):
        return True
    if _GOES_ON.search(above):
        return True
    if organ_head("body").fullmatch(above) or above in _BARE or (" " not in above and not organ_head().match(above)):
        return True
    return bool(_BROKEN.search(above))


def _apart(text: Text, body: _Body) -> list[_Body]:
    """Bodies joined by a dash on one line (`BỘ TÀI CHÍNH - BỘ NỘI VỤ`)."""
    if " - " not in body.plain or len(body.pieces) != 1:
        return [body]
    start, end = body.pieces[0]
    parts: list[_Body] = []
    at = start
    for m in re.finditer(r"\s-\s+", text.plain[start:end]):
        rest = text.plain[start + m.end() : end]
        if opens_organ(rest) and opens_organ(text.plain[at : start + m.start()]):
            parts.append(
                _Body([(at, start + m.start())], text.plain[at : start + m.start()], body.joint or bool(parts))
            )
            at = start + m.end()
    if not parts:
        return [body]
    return [*parts, _Body([(at, end)], text.plain[at:end], True)]


def _split_inside(text: Text, body: _Body) -> list[_Body]:
    """A superior body and the issuer that OCR put on one line (`BỘ CÔNG THƯƠNG TRƯỜNG ĐẠI HỌC ĐIỆN LỰC`)."""
    for n, (start, end) in enumerate(body.pieces):
        plain = text.plain[start:end]
        if not organ_head("top").match(plain) and n == 0:
            return [body]
        for m in _STRONG.finditer(plain):
            left = plain[: m.start()].rstrip()
            if len(left.split()) < 2 or _GOES_ON.search(left) or _UNFINISHED.search(left):
                continue
            at = start + m.start()
            stop = start + len(left)
            upper = _Body([*body.pieces[:n], (start, stop)], left)
            return [upper, _Body([(at, end), *body.pieces[n + 1 :]], plain[m.start() :])]
    return [body]


def _first_issuer(bodies: list[_Body], notation: str | None) -> int:
    """Index of the first issuer; the body before it is the superior one."""
    last = len(bodies) - 1
    first = last
    while first > 0 and bodies[first].joint:
        first -= 1
    if first < last or last == 0:
        return first
    if notation and _JOINT.match(notation):
        count = len([part for part in re.split(r"[-/]", notation)[1:] if part])
        return max(0, len(bodies) - max(2, count))
    heads = [body.plain.split()[0] for body in bodies]
    if heads[-1] == heads[-2] and heads[-1] in ("bo", "so"):
        return last - 1
    return last


def _value(text: Text, body: _Body) -> Value:
    cut: list[Piece] = []
    for start, end in body.pieces:
        while end > start and text.clean[end - 1] in " -*,.;:|_":
            end -= 1
        add_piece(text, cut, start, end, " \t\n,-")
    return value(text, cut)
