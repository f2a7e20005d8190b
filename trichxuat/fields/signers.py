"""Who signed: in whose name, as what, and the full name (Phụ lục I, II.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from trichxuat.fields.values import Cut, add_piece, shown, value
from trichxuat.record import Signer, Value
from trichxuat.structure import titles
from trichxuat.structure.lines import Line
from trichxuat.structure.sides import Piece
from trichxuat.structure.zones import Zones
from trichxuat.text import Text

_DANGLING = re.compile(r"(?:^|[\s.])(?:pho|tong|quyen|chu|chanh|va|pho tong|q\.?)\W*\Z")
_OTHER_MARK = re.compile(r"q\s?[.,]")
_IN_NAME_OF = re.compile(r"dai dien\b")
_POST_BEHIND = re.compile(r"(?:(?<=\s)|(?<=tich)|(?<=doc)|(?<=truong))(?=[a-z]{2})")
_LABEL = re.compile(r"nguoi ky\W{1,6}")
_SPACED = re.compile(r"(?<=\s)[^\W\d_]{2,}")
_VOWEL = re.compile(r"[aeiouy]")
_SEPARATORS = " \t\r\n;,.:-|_*'\"`~"
_EDGES = " \t\r\n;:|_*'\"`~-"


def read_signers(text: Text, lines: list[Line], zones: Zones) -> list[Signer]:
    """The signers in the order of their columns; a stamp of a digital signature is none."""
    found: list[Signer] = []
    for column in _columns(text, zones.sides.signature):
        for block in _blocks(text, column):
            signer = _signer(text, *block)
            if signer and not any(_same(signer, other) for other in found):
                found.append(signer)
    if not any(s.full_name for s in found) and (named := _from_label(text, lines, zones)):
        found = [s.model_copy(update={"full_name": named.full_name}) for s in found[:1]] or [named]
    return found


def _same(a: Signer, b: Signer) -> bool:
    def key(s: Signer) -> tuple[str, str]:
        return (s.position.value if s.position else "", s.full_name.value if s.full_name else "")

    return key(a) == key(b)


def _columns(text: Text, pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces by column: side by side where two stand on one line, else all in one."""
    rows: dict[int, list[Piece]] = {}
    for p in pieces:
        rows.setdefault(p.line, []).append(p)
    widest = max(rows.values(), key=len, default=[])
    if len(widest) < 2:
        return (_run_together(text, pieces) or [pieces]) if pieces else []
    anchors = [(p.at + (p.end - p.start) / 2 if p.at < 1000 else p.at) for p in widest]
    columns: list[list[Piece]] = [[] for _ in anchors]
    for p in pieces:
        middle = p.at + (p.end - p.start) / 2 if p.at < 1000 else p.at
        nearest = min(range(len(anchors)), key=lambda n: abs(anchors[n] - middle))
        columns[nearest].append(p)
    return columns


def _run_together(text: Text, pieces: list[Piece]) -> list[list[Piece]] | None:
    """Two columns that OCR ran together (`THƯ KÝ CHỦ TỌA` over `Lò Thị A Phùng Văn B`), taken apart; or None."""
    columns: list[list[Piece]] = [[], []]
    names = titled = 0
    for p in pieces:
        at = titles.second_name(text, p.start, p.end)
        names += at is not None
        if at is None:
            at = _second_title(text, p.start, p.end)
            titled += at is not None
        if at is None:
            if titles.is_title(text, p.start, p.end):
                return None
            continue
        columns[0].append(Piece(p.start, at, p.line, p.at, p.gap))
        columns[1].append(Piece(at, p.end, p.line, p.at, p.gap))
    return columns if names == 1 and titled else None


def _second_title(text: Text, start: int, end: int) -> int | None:
    """Where a second title of the same rank begins on a line: two marks, or two posts."""
    m = titles.MARK.match(text.plain, start, end)
    if m:
        second = titles.MARK_INSIDE.search(text.plain, m.end(), end)
        same = second and text.plain[second.start()] == text.plain[start]
        return second.start() if second and same else None
    post = titles.POST.match(text.plain, start, end)
    if not post:
        return None
    for place in _POST_BEHIND.finditer(text.plain, post.end(), end):
        if titles.POST.match(text.plain, place.start(), end):
            return place.start()
    return None


Title = list[tuple[int, int]]
Block = tuple[list[Title], "Cut | None"]


def _blocks(text: Text, pieces: list[Piece]) -> Iterator[Block]:
    """(titles, name) of each signer in one column: titles, then a name."""
    block: list[Title] = []
    true_titles = 0
    i = 0
    closed = False  # a name has been given since the last title
    while i < len(pieces):
        p = pieces[i]
        i += 1
        start, end = _trim(text, p.start, p.end)
        if start >= end or titles.is_filler(text, start, end) or titles.without_rank(text, start, end) >= end:
            continue
        small = not titles.is_title(text, start, end)
        is_title = not small or titles.is_small_title(text, start, end)
        broken = None if is_title else _broken_post(text, start, end, pieces[i] if i < len(pieces) else None)
        name = None if is_title or broken else _name(text, block, start, end)
        if name is not None:
            if not closed:
                cut, i = _whole_name(text, name, pieces, i)
                yield block, cut
            block, true_titles, closed = [], 0, True
            continue
        rest = end
        if not is_title and not titles.is_upper(text.clean[start:end]):
            inside = titles.title_inside(text, start, end)
            if inside is None:
                continue
            start, is_title = inside, True
        elif is_title and not small:
            end = _end_of_capitals(text, start, end)
        if broken:
            is_title = True
            i += 1
        if block and not broken and _goes_on(text, block[-1], start, end, p.gap, is_title):
            _extend(text, block[-1], start, end)
        elif is_title or (not closed and not block and end - start > 3 and _VOWEL.search(text.plain, start, end)):
            if is_title and not true_titles:
                block = []  # what stood above was the name of a body, or a scrap
            true_titles += is_title
            closed = False
            block.extend(_split(text, start, end))
            if broken:
                _extend(text, block[-1], *broken)
        if end < rest and (name := titles.name_at(text, end, rest, strict=True)):
            yield block, [name]
            block, true_titles, closed = [], 0, True
    if block:
        yield block, None


def _end_of_capitals(text: Text, start: int, end: int) -> int:
    """Where words in small letters begin behind a title on its line: a name, or what a converter doubled."""
    if titles.is_upper(text.clean[start:end]):
        return end
    m = titles.MARK.match(text.plain, start, end)
    behind = m.end() if m else start
    if not text.clean[behind : behind + 2].isupper():
        return end  # `KT. Giám đốc`
    for m in _SPACED.finditer(text.clean, behind, end):
        if m.group()[1:].islower():
            return m.start()
    return end


def _name(text: Text, block: list[Title], start: int, end: int) -> tuple[int, int] | None:
    """The name in a piece, or its first part; one in capitals only under a title that has come to its end."""
    name = titles.name_at(text, start, end)
    if name is None:
        return (start, end) if block and titles.is_part_of_name(text, start, end) else None
    if block and text.clean[start:end].isupper():
        above = block[-1]
        if not titles.POST.search(text.plain, above[0][0], above[-1][1]):
            return None
    return name


def _broken_post(text: Text, start: int, end: int, below: Piece | None) -> tuple[int, int] | None:
    """The second half of a post that a narrow cell broke (`CHỦ` / `TỊCH`), where the line below is that."""
    if below is None or below.gap > 2 or not text.clean[below.start : below.end].isupper():
        return None
    joined = f"{text.plain[start:end]} {text.plain[below.start : below.end]}"
    return (below.start, below.end) if titles.POST.match(joined) else None


def _trim(text: Text, start: int, end: int) -> tuple[int, int]:
    clean = text.clean
    while start < end and clean[start] in _SEPARATORS:
        start += 1
    while end > start and clean[end - 1] in _EDGES:
        end -= 1
    return start, end


def _goes_on(text: Text, title: Title, start: int, end: int, gap: int, is_title: bool) -> bool:
    """Whether a line in capitals goes on with the title above it (`TM. ỦY BAN` / `NHÂN DÂN`)."""
    if titles.starts_with_mark(text, start, end) or not _VOWEL.search(text.plain, start, end):
        return False
    plain = text.plain[title[0][0] : title[-1][1]]
    m = titles.MARK.match(plain)
    only_mark = m is not None and not plain[m.end() :].strip(" .,")
    if only_mark or plain.rstrip().endswith((",", "-", "&")) or _DANGLING.search(plain):
        return True
    return not is_title and gap <= 2


def _extend(text: Text, title: Title, start: int, end: int) -> None:
    if not text.clean[title[-1][1] : start].strip():
        title[-1] = (title[-1][0], end)
    else:
        title.append((start, end))


def _split(text: Text, start: int, end: int) -> list[Title]:
    """The titles that stand on one line: `TL. CỤC TRƯỞNG KT. TRƯỞNG BAN`, `KT. CHỦ TỊCH PHÓ CHỦ TỊCH`."""
    found: list[Title] = []
    while (at := _next_title(text, start, end)) is not None:
        found.append([_trim(text, start, at)])
        start = at
    found.append([_trim(text, start, end)])
    return found


def _next_title(text: Text, start: int, end: int) -> int | None:
    """Where the second title of a line begins, behind a mark and its post or body; None where there is but one."""
    m = titles.MARK.match(text.plain, start, end)
    if not m:
        return None
    if following := titles.MARK_INSIDE.search(text.plain, m.end(), end):
        return following.start()
    at = m.end()
    if post := titles.POST.match(text.plain, at, end):
        at = post.end()
    for second in _POST_BEHIND.finditer(text.plain, at, end):
        if text.plain[start : second.start()].rstrip().endswith((",", " doan", " ban", " va", "-", "&")):
            continue
        if titles.POST.match(text.plain, second.start(), end):
            return second.start()
    return None


def _whole_name(text: Text, name: tuple[int, int], pieces: list[Piece], i: int) -> tuple[Cut, int]:
    """A name with the part that a narrow cell broke off (`Phan` / `Thị Thắng`), and the index behind it."""
    cut: list[tuple[int, int]] = [name]
    words = text.clean[name[0] : name[1]].split()
    while i < len(pieces) and pieces[i].gap == 0 and len(words) < 4:
        p = pieces[i]
        more = text.clean[p.start : p.end].split()
        short = len(words) == 1 or len(more) == 1 or words[-1] in ("Thị", "Văn")
        if not short or not titles.is_part_of_name(text, p.start, p.end) or titles.is_title(text, p.start, p.end):
            break
        words += more
        add_piece(text, cut, p.start, p.end)
        i += 1
    return cut, i


def _signer(text: Text, block: list[Title], name: Cut | None) -> Signer | None:
    """Titles → competence and post: marked lines say in whose name, the first line behind them is the signer's own."""
    competence: list[Title] = []
    position: Title | None = None
    for title in block:
        start, end = title[0]
        marked = titles.starts_with_mark(text, start, end) and not _OTHER_MARK.match(text.plain, start)
        if marked or _IN_NAME_OF.match(text.plain, start):
            if position is None:
                competence.append(title)
        elif position is None:
            position = title
    if name is None and not competence and (position is None or not titles.is_title(text, *position[0])):
        return None
    return Signer(
        competence=[_mark(text, _clean(text, title)) for title in competence],
        position=_post(text, _clean(text, position)) if position else None,
        full_name=_full_name(text, name) if name else None,
    )


def _post(text: Text, title: Title) -> Value:
    """The signer's post: as it was meant where letters of it are wrong or a signature covers them (`PHÓ CHỦ TỊC`)."""
    mended = any(text.is_mended(start, end) for start, end in title)
    return value(text, title, shown(text, title) if mended else None)


def _mark(text: Text, title: Title) -> Value:
    start = title[0][0]
    sure = titles.mark_is_sure(text, start) and not text.is_mended(start, start + 2)
    if sure or _IN_NAME_OF.match(text.plain, start):
        return _post(text, title)
    return value(text, title, grade="likely", reasons=["mark_damaged"])


def _full_name(text: Text, cut: Cut) -> Value:
    start, end = cut[0]
    if not text.clean[start].isupper():
        return value(text, cut, grade="check", reasons=["first_letter_lost"])
    if not titles.has_known_surname(text, start, end):
        return value(text, cut, grade="likely", reasons=["surname_unknown"])
    return value(text, cut)


def _clean(text: Text, title: Title) -> Title:
    start, end = title[-1]
    while end > start and text.clean[end - 1] in _SEPARATORS:
        end -= 1
    return [*title[:-1], (start, end)]


def _from_label(text: Text, lines: list[Line], zones: Zones) -> Signer | None:
    """`Người ký: Đại tướng …` in the table that a website prints above or below a document."""
    above = (max(0, zones.head[0] - 40), max(zones.body[0], zones.head[0] + 20))
    for begin, stop in (above, zones.annex):
        if begin >= stop:
            continue
        for m in _LABEL.finditer(text.plain, lines[begin].start, lines[min(stop, len(lines)) - 1].end):
            end = text.clean.find("\n", m.end())
            end = end if end >= 0 else len(text.clean)
            end = min((e for e in (text.clean.find("|", m.end(), end), end) if e >= 0), default=end)
            end = min(end, m.end() + 80)
            starts = [m.end(), *(word.start() for word in islice(_SPACED.finditer(text.clean, m.end(), end), 3))]
            name = next((name for at in starts if (name := titles.name_at(text, at, end, strict=True))), None)
            if name:
                return Signer(full_name=value(text, [name], grade="likely", reasons=["from_label"]))
    return None
