"""Where the header ends, its title and trích yếu, and whom the document addresses (Phụ lục I, II.1-5; Kính gửi II.9a).

Offsets are clean offsets; line numbers are indexes into the lines of the file.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from trichxuat import lexicon
from trichxuat.structure.anchors import find_number
from trichxuat.structure.documents import Part, header_start
from trichxuat.structure.lines import PAGE, RULE, WORDS, Line
from trichxuat.structure.organ_lines import opens_organ
from trichxuat.text import Text

Range = tuple[int, int]


@dataclass(slots=True)
class Head:
    """What is known of a header.

    lines: from the issuer to the end of the trích yếu and the authority line; addressees: lines of `Kính gửi`.
    block: clean offsets of what stands above the title (or above Kính gửi): issuer, Quốc hiệu, number, place and date.
    title: where the type's name stands; subject: the pieces of the trích yếu under it.
    """

    lines: Range
    addressees: Range
    block: Range
    title: Range | None = None
    subject: list[Range] = field(default_factory=list)


ADDRESSEES = re.compile(r"\W{0,4}(?:dong )?kinh\s{1,4}(?:g[uo]i|chuyen)(?![a-z])|\W{0,4}kinh trinh ?:")
"""`Kính gửi`, `Kính trình:` at the begin of a line or cell."""
WIRE = re.compile(r".{2,90}?\bdien ?:[\s|]*(?:\Z|-)")
"""`THỦ TƯỚNG CHÍNH PHỦ điện:` (Nghị định 30/2020, Mẫu 1.6)."""
_GROUND = re.compile(r"\W{0,4}(?:can\s{1,4}cu|chieu\s{1,4}(?:theo|chi)|(?:xet|theo)\s{1,4}de\s{1,4}nghi)(?![a-z])")
_MARKER = re.compile(r"\W{0,3}(?:(?:[ivx]{1,5}|\d{1,2}|[a-d])[.)/]\s|(?:[ivx]{1,5}|\d{1,2})-\s|dieu \d|chuong [ivx\d]|phan (?:thu|[ivx]|mot)|muc [\divx])")
_LABEL = re.compile(r"[a-z][a-z ]{3,40}:\s")
_YEARS = re.compile(r"(?:19|20)\d\d ?-?")
_TAIL = re.compile(r"\W{0,4}n[o0]i n?h[a-z]n\b")
_ANNEXED = re.compile(r"\W{0,3}\(? ?(?:ban hanh )?kem theo\b")
_SENTENCE_END = re.compile(r"[.:;][\"')\]]{0,2}\Z")
_OPEN_END = re.compile(r"(?:^|\W)(?:cua|va|do|voi|ve|thuoc|tai|pho|boi|cho|den|tu|theo|cac|nhung|trong|tren|la|hoac|doi|so|giua|vao|bang|nham|de)\Z|[,\-/&(:]\Z")
_INLINE_END = re.compile(r"\s(?:can cu (?:luat|nghi|quyet|thong|ke|chi|cong|hien|bo|dieu|chuc)|kinh gui)(?![a-z])")
_BODY_SIGN = re.compile(r"nhu sau|tran trong|kinh moi|gioi thieu ?:|sau day|theo do|cu the|nhu duoi day")
_OPENING = re.compile(
    r"\W{0,3}(?:thuc hien|trien khai|tiep tuc thuc hien|phuc dap|tra loi|tiep nhan|nhan duoc|de |nham |trong |thoi gian qua|ngay \d|tu ngay|vua qua|hien nay|"
    r"nam \d|sau khi|qua |theo |tai |tren co so|do |hom nay|luc \d|tet )"
)
_SUBJECT_WORDS = re.compile(
    r"\W{0,3}(?:v\s?/\s?v|ve ?viec|ve |ban hanh|phe duyet|quy dinh|sua doi|cong bo|bai bo|thanh lap|kien toan|dieu chinh|to chuc|tong ket|ket qua)(?![a-z])"
)


def find_head(text: Text, lines: list[Line], part: Part) -> Head:
    """The header of a document and its addressees."""
    start = _start(text, lines, part)
    title: Range | None = None
    title_line = stop = -1
    prefix: tuple[int, Range] | None = None
    seen = 0
    for i in range(start, min(part.last, start + 160)):
        line = lines[i]
        if line.kind != WORDS:
            continue
        seen += 1
        if seen > 60:
            break
        if _addressed(text, line) and (seen > 1 or start > part.first):
            stop = i
            break
        if seen > 3 and (_GROUND.match(text.plain, line.start) or _MARKER.match(line.plain) or _TAIL.match(line.plain)):
            stop = i
            break
        for cell in line.cells:
            words = text.clean[cell.start : cell.end]
            if not words.isupper():
                continue
            if _is_title(words):
                title, title_line = (cell.start, cell.end), i
                break
            torn = _torn_title(text, lines, i, part.last) if len(words) < 12 and len(line.cells) == 1 else None
            if torn:
                title, title_line = (cell.start, torn[1]), torn[0]
                break
            if prefix is None and seen > 2:
                begun = _begun_title(text, cell.start, cell.end)
                if begun:
                    prefix = (i, begun)
        if title:
            break
        if seen > 4 and not line.bars and _opening(text, lines, i):
            stop = i
            break
    if title is None and prefix is not None and (stop < 0 or prefix[0] < stop):
        if _contradicted(text, lines[start].start, prefix[1]):
            i = prefix[0]
            pieces, end = walk_subject(text, lines, [_whole(lines[i])], i, part.last)
            end = _past_authority(text, lines, end, part.last)
            return Head((start, end), _addressees(text, lines, end, part.last), (lines[start].start, lines[i].start), None, pieces)
        title_line, title = prefix
    if title is None:
        spoiled = _spoiled_title(text, lines, start, stop if stop >= 0 else min(part.last, start + 40))
        if spoiled:
            title_line, title = spoiled
    if title is None:
        inline = _inline_title(text, lines, start, stop if stop >= 0 else min(part.last, start + 20))
        if inline:
            title_line, title = inline
    if title is None:
        above = _title_above(text, lines, start, part.first)
        if above:
            return _with_title_above(text, lines, part, start, above, stop)
        end = stop if stop >= 0 else min(part.last, start + 12)
        block_end = lines[end].start if end < len(lines) else len(text.clean)
        addressees = _addressees(text, lines, end, part.last)
        return Head((start, end), addressees, (lines[start].start, block_end))
    pieces, end = walk_subject(text, lines, _after_title(text, lines, title_line, title), title_line, part.last)
    end = _past_authority(text, lines, end, part.last)
    addressees = _addressees(text, lines, end, part.last)
    return Head((start, max(end, title_line + 1)), addressees, (lines[start].start, title[0]), title, pieces)


def _start(text: Text, lines: list[Line], part: Part) -> int:
    """The first line of the header."""
    if part.anchor is not None:
        begin = part.heading.start if part.heading else None
        return header_start(text, lines, part.anchor, part.first - 1, begin)
    seen = 0
    for i in range(part.first, min(part.last, part.first + 80)):
        line = lines[i]
        if line.kind != WORDS:
            continue
        seen += 1
        if find_number(text, line.start, line.end) and seen < 40:
            return header_start(text, lines, i, part.first - 1)
    return part.first


def _addressed(text: Text, line: Line) -> bool:
    """Whether the line opens the addressees."""
    if any(ADDRESSEES.match(text.plain, cell.start) for cell in (line.cells if line.bars else line.cells[:1])):
        return True
    return "dien" in line.plain and len(line.plain) < 120 and bool(WIRE.match(line.plain))


# ---- titles ----


@lru_cache(maxsize=512)
def _is_title(words: str) -> bool:
    return len(words) < 60 and lexicon.type_by_title(words) is not None


@lru_cache(maxsize=None)
def _names() -> re.Pattern[str]:
    names = {name for kind in lexicon.types() if kind.title for name in (kind.name, *kind.aliases)}
    return re.compile(rf"(?:{lexicon.alternation(names)})(?![a-z])")


def _torn_title(text: Text, lines: list[Line], i: int, last: int) -> tuple[int, int] | None:
    """A title that a page broke over two lines (`NGHỊ⏎QUYẾT`): its second line and its end."""
    if i + 1 >= last or lines[i + 1].kind != WORDS or lines[i + 1].gap or lines[i + 1].end - lines[i + 1].start > 16:
        return None
    joined = text.clean[lines[i].start : lines[i + 1].end]
    return (i + 1, lines[i + 1].end) if joined.isupper() and _is_title(joined) else None


def _begun_title(text: Text, start: int, end: int) -> Range | None:
    """The type's name in capitals at the begin of a longer line (`KẾ HOẠCH Tổ chức …`)."""
    m = _names().match(text.plain, start, end)
    if m and m.end() < end and text.clean[start : m.end()].isupper():
        return m.span()
    return None


def _contradicted(text: Text, start: int, begun: Range) -> bool:
    """Whether the notation above shows another type than the word that a longer line begins with (a trích yếu, no title)."""
    number = find_number(text, start, begun[0])
    shown = lexicon.type_by_notation(number[1]["notation"]) if number else None
    named = lexicon.type_by_title(text.clean[begun[0] : begun[1]])
    return bool(shown and named and shown.abbreviation not in ("CV", named.abbreviation))


def _spoiled_title(text: Text, lines: list[Line], start: int, end: int) -> tuple[int, Range] | None:
    """A title that OCR spoiled by more than marks (`QUYẾT ĐỊNII`): alone on its line below the number, nearly a type's name."""
    number = find_number(text, lines[start].start, lines[end - 1].end) if end > start else None
    if number is None:
        return None
    for i in range(start, end):
        line = lines[i]
        words = text.clean[line.start : line.end]
        if line.kind != WORDS or line.start < number[1].end() or not 6 <= len(words) <= 24 or not words.isupper():
            continue
        key = "".join(c for c in line.plain if c.isalpha())
        if difflib.get_close_matches(key, _keys(), 1, 0.82):
            return i, (line.start, line.end)
    return None


@lru_cache(maxsize=None)
def _keys() -> tuple[str, ...]:
    names = (name for kind in lexicon.types() if kind.title for name in (kind.name, *kind.aliases))
    return tuple("".join(c for c in lexicon.plain(name) if c.isalpha()) for name in names)


def _inline_title(text: Text, lines: list[Line], start: int, end: int) -> tuple[int, Range] | None:
    """A title inside a line where the whole header was joined into one."""
    for i in range(start, min(end + 1, len(lines))):
        line = lines[i]
        if line.kind != WORDS or "ngay" not in line.plain and "phuc" not in line.plain:
            continue
        for m in _names().finditer(text.plain, line.start, line.end):
            if text.clean[m.start() : m.end()].isupper() and re.search(r"(?:nam ?\d{4}|phuc)\W{1,6}\Z", text.plain[max(line.start, m.start() - 14) : m.start()]):
                return i, m.span()
    return None


def _title_above(text: Text, lines: list[Line], start: int, floor: int) -> tuple[int, Range] | None:
    """A title that a web page printed above the header."""
    seen = 0
    for i in range(start - 1, floor - 1, -1):
        line = lines[i]
        if line.kind != WORDS:
            continue
        seen += 1
        if seen > 6:
            return None
        words = text.clean[line.start : line.end]
        if words.isupper() and _is_title(words):
            return i, (line.start, line.end)
    return None


def _with_title_above(text: Text, lines: list[Line], part: Part, start: int, above: tuple[int, Range], stop: int) -> Head:
    title_line, title = above
    pieces, _ = walk_subject(text, lines, [], title_line, start)
    end = stop if stop >= 0 else min(part.last, start + 12)
    block = (lines[start].start, lines[end].start if end < len(lines) else len(text.clean))
    return Head((title_line, end), _addressees(text, lines, end, part.last), block, title, pieces)


def _after_title(text: Text, lines: list[Line], i: int, title: Range) -> list[Range]:
    """What stands behind the title on its own line: the begin of the trích yếu."""
    line = lines[i]
    cell = next((c for c in line.cells if c.start <= title[0] < c.end), line.cells[0])
    start, end = title[1], cell.end if line.bars else line.end
    cut = _INLINE_END.search(text.plain, start, end)
    if cut:
        end = cut.start()
    while start < end and not text.clean[start].isalnum() and text.clean[start] not in "\"'(":
        start += 1
    return [(start, end)] if start < end else []


# ---- the trích yếu ----


def units(text: Text, lines: list[Line], first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """(line, start, end) of everything with letters, line by line, cells of a table row apart."""
    for i in range(first, last):
        line = lines[i]
        if line.kind != WORDS:
            continue
        for start, end in [(c.start, c.end) for c in line.cells] if line.bars else [(line.start, line.end)]:
            if any(c.isalnum() for c in text.clean[start:end]):
                yield i, start, end


def walk_subject(text: Text, lines: list[Line], pieces: list[Range], at: int, last: int) -> tuple[list[Range], int]:
    """The trích yếu under line `at`: its pieces, those given included, and the line behind it."""
    pieces = list(pieces)
    end = at + 1
    gap = ruled = False
    for i in range(at + 1, min(last, at + 60)):
        line = lines[i]
        gap = gap or line.gap > 0
        if pieces and not gap and _torn_number(text, line, pieces[-1]):
            pieces.append((line.start, line.end))
            end = i + 1
            continue
        if line.kind == RULE:
            if pieces:
                ruled = True
            continue
        if line.kind != WORDS:
            gap = True
            continue
        if ruled:
            break
        start, stop = _whole(line)
        if not any(c.isalnum() for c in text.clean[start:stop]):
            continue
        if not pieces and _of_issuer(text, line):
            end = i + 1
            continue
        if _ends_subject(text, lines, i, at, pieces, gap):
            break
        pieces.append((start, stop))
        end = i + 1
        gap = False
    return pieces, end


def _torn_number(text: Text, line: Line, before: Range) -> bool:
    """A dash or a year that a web page set on a line of its own (`2026 -⏎2031`)."""
    if line.kind not in (RULE, PAGE) or line.end - line.start > 7:
        return False
    words = text.clean[line.start : line.end]
    return words == "-" and text.clean[before[1] - 1].isdigit() or bool(_YEARS.fullmatch(words))


def _whole(line: Line) -> Range:
    """The words of a line; of a table row its first cell."""
    return (line.cells[0].start, line.cells[0].end) if line.bars else (line.start, line.end)


def _of_issuer(text: Text, line: Line) -> bool:
    """`CỦA BAN THƯỜNG VỤ TỈNH ỦY` between title and trích yếu is no part of it."""
    return line.plain.startswith("cua ") and text.clean[line.start : line.end].isupper()


def _ends_subject(text: Text, lines: list[Line], i: int, at: int, pieces: list[Range], gap: bool) -> bool:
    """Whether line `i`, under the pieces that there are and the title in line `at`, is no more of the trích yếu."""
    line = lines[i]
    start, stop = _whole(line)
    plain, words = text.plain[start:stop], text.clean[start:stop]
    if _addressed(text, line) or _GROUND.match(text.plain, start) or _TAIL.match(plain) or _ANNEXED.match(plain):
        return True
    if not pieces:
        if _SUBJECT_WORDS.match(plain) or words.isupper() or words[:1].islower():
            return _MARKER.match(plain) is not None and not words.isupper()
        return bool(_MARKER.match(plain)) or (_sentence(text, lines, i) and _spoken(text, lines, i))
    if _MARKER.match(plain) and (gap or not words[:1].isdigit()):
        return True
    before = text.plain[pieces[-1][0] : pieces[-1][1]]
    so_far = text.clean[pieces[0][0] : pieces[-1][1]]
    if words.isupper() and len(words) > 7:
        if not so_far.isupper() and len(so_far) > 7:
            return not _OPEN_END.search(before) or _office(plain)
        return _authority(text, lines, i, at, before)
    if words[:1] in "(\"'":
        return False
    if words[:1].islower() or words[:1].isdigit():
        return bool(words[:1].isdigit() and gap and _sentence(text, lines, i))
    if so_far.isupper() and len(so_far) > 12 and not words.isupper() and sum(c.islower() for c in words) > 3:
        return True
    if _OPEN_END.search(before) and not gap:
        return False
    if gap and _LABEL.match(plain):
        return True
    return _sentence(text, lines, i)


def _sentence(text: Text, lines: list[Line], i: int) -> bool:
    """Whether a sentence begins at line `i`: its paragraph ends as sentences do."""
    first = lines[i]
    for j in range(i, min(i + 16, len(lines))):
        line = lines[j]
        if line.kind != WORDS:
            return False
        if j > i:
            if line.gap or _GROUND.match(text.plain, line.start) or _MARKER.match(line.plain) or _addressed(text, line):
                return False
            opened = text.clean[line.start]
            short = first.end - first.start < 70 and (line.end - line.start) > 1.25 * (first.end - first.start)
            if opened.isupper() and j == i + 1 and short:
                return False
            if opened.isupper() and abs(line.indent - first.indent) > 3 and j == i + 1 and line.indent < first.indent:
                return False
        words = text.clean[line.start : line.end]
        if _SENTENCE_END.search(words) or (". " in words and re.search(r"[a-zà-ỹ\d]\. [A-ZĐÀ-Ỹ]", words)):
            return True
        if words.isupper() and j > i:
            return False
    return False


def _spoken(text: Text, lines: list[Line], i: int) -> bool:
    """Whether the paragraph speaks as a body does (`… như sau:`), so that there is no trích yếu at all."""
    end = i
    while end + 1 < len(lines) and end < i + 10 and lines[end + 1].kind == WORDS and not lines[end + 1].gap:
        end += 1
    plain = text.plain[lines[i].start : lines[end].end]
    return bool(_BODY_SIGN.search(plain)) or bool(_OPENING.match(plain)) or len(plain) > 400


def _opening(text: Text, lines: list[Line], i: int) -> bool:
    """Whether the body begins at line `i` of a document without title."""
    line = lines[i]
    words = text.clean[line.start : line.end]
    if words.isupper() or not words[:1].isupper() or len(words) < 30:
        return False
    return bool(_OPENING.match(line.plain)) and _sentence(text, lines, i) and "ngay" not in line.plain[:30]


# ---- the authority line ----

_POSTS = frozenset(
    "chu tich pho truong thu tuong bo giam doc hieu cuc tong vu vien chanh an van phong thong chi nhiem kiem toan thanh tra tu lenh bi thu "
    "doan ban can su bien tap uy nhan dan hoi dong chinh phu quoc thuong truc chap hanh khoa ky hop thu va nuoc tinh thanh pho huyen quan xa phuong "
    "thi tran viet nam trung uong dac khu quyen dai dien lanh dao cap so".split()
)
_OFFICE = re.compile(
    r"(?:thay mat )?(?:(?:pho )?(?:chu tich|giam doc|hieu truong|cuc truong|tong giam doc|vien truong|chanh an|chanh van phong|thong doc|truong (?:ban|phong|doan)|"
    r"chi cuc truong|tong cuc truong|chu nhiem|bo truong|thu tuong|tong kiem toan|tong thanh tra|chanh thanh tra|tu lenh|bi thu|vu truong|tong bien tap)|"
    r"chinh phu|quoc hoi|doan chu tich|ban thuong vu|ban thuong truc|ban chap hanh|ban can su dang|uy ban|hoi dong|thuong truc)(?![a-z])"
)


def _office(plain: str) -> bool:
    """Whether the line begins as the name of who decides."""
    return bool(_OFFICE.match(plain)) or opens_organ(plain)


_OFFICE_END = re.compile(r"(?:^|\W)(?:cua|va|do|voi|ve|thuoc|tai|boi|cho|theo|cac|giua|den|thu tuong|chu tich|bo truong|giam doc|pho)\Z")


def _authority(text: Text, lines: list[Line], i: int, at: int, before: str) -> bool:
    """Whether a line in capitals, under a trích yếu in capitals, names who decides (`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`).

    What follows it must be the body, and every word of it a word of offices or of the issuer's name, printed above.
    """
    if not (_OFFICE.match(lines[i].plain) or _issuer_again(text, lines, i)) or before.endswith((",", "-")) or _OFFICE_END.search(before):
        return False
    j = i
    group: list[str] = []
    while j < len(lines) and j < i + 4 and lines[j].kind == WORDS and text.clean[lines[j].start : lines[j].end].isupper():
        if j > i and lines[j].gap:
            break
        group += re.findall(r"[a-z]+", lines[j].plain)
        j += 1
    known = _POSTS | _words_above(lines, at)
    return all(word in known or not word.strip("ivxl") for word in group)


def _issuer_again(text: Text, lines: list[Line], i: int) -> bool:
    """Whether line `i` begins as the issuer's own lines above do."""
    begin = lines[i].plain.split()[:2]
    return opens_organ(lines[i].plain) and any(
        line.kind == WORDS and line.plain.lstrip("| ").split()[:2] == begin for line in lines[max(0, i - 45) : i - 1]
    )


def _words_above(lines: list[Line], title: int) -> set[str]:
    """The words of the header above its title in line `title`."""
    found: set[str] = set()
    for line in lines[max(0, title - 40) : title]:
        if line.kind == WORDS:
            found.update(re.findall(r"[a-z]+", line.plain))
    return found


def _past_authority(text: Text, lines: list[Line], end: int, last: int) -> int:
    """The line behind the authority line, the session (`KHÓA X, KỲ HỌP THỨ …`) and the rules under the trích yếu."""
    seen = 0
    at = end
    for i in range(end, min(last, end + 12)):
        line = lines[i]
        if line.kind == RULE:
            at = i + 1
            continue
        if line.kind != WORDS:
            continue
        words = text.clean[line.start : line.end]
        if seen < 4 and words.isupper() and not _addressed(text, line) and not _MARKER.match(line.plain) and not _is_title(words):
            seen += 1
            at = i + 1
        else:
            break
    return at


# ---- the addressees ----


def _addressees(text: Text, lines: list[Line], first: int, last: int) -> Range:
    """The lines of Kính gửi (or of `… điện:`) that begin at line `first`; empty where there is none."""
    while first < last and lines[first].kind != WORDS:
        first += 1
    if first >= last or not _addressed(text, lines[first]):
        return (first, first)
    end = first + 1
    previous = text.clean[lines[first].start : lines[first].end].rstrip(" |")
    dashes = "-" in previous[:20]
    gap = False
    for i in range(first + 1, min(last, first + 120)):
        line = lines[i]
        gap = gap or line.gap > 0
        if line.kind != WORDS:
            gap = gap or dashes
            continue
        words = text.clean[line.start : line.end].strip(" |")
        if not words:
            continue
        dashed = words[0] in "-+~•" and len(words) > 2
        if dashed:
            dashes = True
        elif _addressed(text, line) and "gui" in line.plain[:20]:
            pass
        elif not _goes_on(text, lines, i, previous, gap, dashes):
            break
        end = i + 1
        previous = words
        gap = False
    return (first, end)


def _goes_on(text: Text, lines: list[Line], i: int, previous: str, gap: bool, dashes: bool) -> bool:
    """Whether a line without dash still belongs to the addressees."""
    line = lines[i]
    words = text.clean[line.start : line.end].strip(" |")
    if _GROUND.match(text.plain, line.start) or _MARKER.match(line.plain):
        return False
    if dashes and words[0].isupper():
        if previous.endswith(";") and (gap or _sentence(text, lines, i)) or previous.endswith(",") and gap:
            return False
    if previous.endswith((":", ",", ";")):
        return not (previous.endswith((",", ";")) and gap and _sentence(text, lines, i) and words.endswith((":", ".")) and len(words) > 120)
    if previous.endswith((".", "./.")):
        return False
    if words[0].islower():
        return not gap or len(words) < 80
    if gap:
        return False
    return not _OPENING.match(line.plain) and not _sentence(text, lines, i) or _one_line_end(text, lines, i, words)


def _one_line_end(text: Text, lines: list[Line], i: int, words: str) -> bool:
    """Whether the line is the last words of an addressee (`… thành phố⏎Hồ Chí Minh.`), a new line or paragraph behind it."""
    if len(words) > 60 or not _SENTENCE_END.search(words):
        return False
    return not re.search(r"\b(?:la|da|co|nhan duoc|duoc|thong bao|bao cao|yeu cau|de nghi|de|ban hanh|trinh)\b", text.plain[lines[i].start : lines[i].end])
