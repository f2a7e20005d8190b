"""Nơi nhận: one recipient for each entry (Phụ lục I, II.9b)."""

from __future__ import annotations

import re

from trichxuat.fields.values import add_piece, build, shown
from trichxuat.record import Recipient
from trichxuat.structure.likeness import is_syllable
from trichxuat.structure.organ_lines import opens_organ
from trichxuat.structure.sides import Piece
from trichxuat.structure.tail_cues import ARCHIVE, is_subhead
from trichxuat.structure.titles import is_noise
from trichxuat.structure.zones import Zones
from trichxuat.text import Text, squeeze

_BULLET = re.compile(r"(?:[^\w(\[]|_){0,8}")
_TAIL = re.compile(r"[\s;,.:/\\|*_~^`'\"✓✔«»“”-]{1,12}\Z")
# What OCR makes of a stroke or a tick behind an entry: `; §`, `; Ƒ`, ` - ˆ`, `; 2 CHỶ`.
_SCRAP = re.compile(
    r"(?<=[;.])\s{1,4}(?:[^\w\s(]{1,3}|\w)(?:\s\S{1,4}){0,2}\s{0,2}\Z|(?<=:)\s{1,4}[^\w\s(\"'&+-]{1,3}\s{0,2}\Z|\s[-~]?\s?(?:[^\w\s)\"';.,:]|[\u02b0-\u02ff]){1,3}\s{0,2}\Z"
)
# Behind the mark that closes an entry, what holds a sign no entry has and no two letters running: `; @ 3/7. >4 2`.
_RUBBISH = re.compile(r"(?<=;)(?=[^;]{0,30}[^\w\s.,;:()&/-])(?:(?![^\W\d_]{2})[^;]){1,30}\Z")
# A note behind the mark that closes its entry: `Sở Nội vụ; (để báo cáo)`.
_NOTE = re.compile(r"; ?\([^()]{2,30}\)\Z")
_STROKES = ("/", "\\", "`", "^", "|")
_OPEN = (",", "(", "-", "&", "/", " và", ":")
# Words before a colon that names or posts follow: `các Vụ, Cục:`. Behind others it is a `;` that OCR misread.
_HEADS = "bo|so|vu|cuc|ban|phong|nganh|don vi|co quan|to chuc"
_LABEL = re.compile(
    rf"(?:^|[\s_,;(+]|(?<!\w)-)(?:luu|gui|(?:{_HEADS})|cac (?:{_HEADS})(?: [a-z]{{1,8}}){{0,2}}|vp[a-z]*)\W*\Z"
)
_LETTERS = re.compile(r"[a-z]{2,}")
# What an entry in small letters may open with.
_STARTER = re.compile(
    r"(?:cac|nhu|luu|ban|bo|so|cuc|phong|trung tam|van phong|don vi|to chuc|ca nhan|thuong truc|lanh dao|ong|ba)\b"
)


def read_recipients(text: Text, zones: Zones) -> list[Recipient]:
    """The entries under `Nơi nhận`, in order, the archive entry (`Lưu: VT, …`) with them."""
    found: list[Recipient] = []
    for entry in _entries(text, zones.sides.recipients):
        cut = _cut(text, entry)
        if not cut or not _is_entry(text, cut):
            continue
        archive = bool(ARCHIVE.match(text.plain, cut[0][0], cut[0][1]))
        found.append(build(Recipient, text, cut, _norm(text, cut), archive=archive))
    return found


def _norm(text: Text, cut: list[tuple[int, int]]) -> str:
    if text.mends and any(text.is_mended(start, end) for start, end in cut):
        return squeeze(" ".join(text.raw[slice(*text.span(start, end))] for start, end in cut))
    return shown(text, cut)


def _entries(text: Text, pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces of each entry: a dash opens one; a line without goes on with the last, unless that was closed."""
    pieces = [p for p in pieces if p.end > p.start]
    dashes = sum(p.dash for p in pieces)
    dashed = dashes >= 2 and dashes * 3 >= len(pieces)
    clean, plain = text.clean, text.plain
    close = next((c for c in ";," if sum(clean[p.end - 1] == c for p in pieces) * 2 > len(pieces)), "")
    small = sum(clean[p.start].islower() for p in pieces)
    capitals = small and small * 4 <= len(pieces)
    width = max((p.end - p.start for p in pieces), default=0)
    entries: list[list[Piece]] = []
    closed = True
    for p in pieces:
        words = _words(clean, p)
        ended = _words(clean, entries[-1][-1]) if entries else ""
        if is_subhead(text, p.start, p.end):
            closed = True
            continue
        bare = words.strip("-~+•* ")
        if words.startswith(_STROKES):
            continue
        if not bare:
            entries.append([p])
            closed = False
            continue
        if closed and dashed and entries and not p.dash and p.end - p.start < 4 and is_noise(text, p.start, p.end):
            continue
        if not closed and entries and not p.dash:
            closed = _is_closed(ended, close) and _begins(text, entries[-1][-1], p)
        alone = bool(entries) and not clean[entries[-1][0].start : entries[-1][-1].end].strip("-~+•* ")
        if alone:
            entries[-1].append(p)
        elif (p.dash and not _inside_dash(clean, p, ended)) or ARCHIVE.match(plain, p.start, p.end):
            entries.append([p])
        elif entries and _is_small(words) and (dashed or capitals or not ended.endswith(";")):
            entries[-1].append(p)
        elif closed or not entries:
            if dashed and not clean[p.start].isalnum() and clean[p.start] not in "([":
                continue
            if dashed and entries and is_noise(text, p.start, p.end):
                continue
            entries.append([p])
        else:
            entries[-1].append(p)
        archive = bool(ARCHIVE.match(plain, entries[-1][0].start))
        closed = words.endswith(";") or (archive and words.endswith("."))
        if not (dashed or closed):
            # Without dashes a line closes its entry by its mark; or by being short, where nothing is open.
            open_end = words.endswith(_OPEN) and not (close == "," and words.endswith(","))
            open_end = open_end or words.count("(") > words.count(")")
            closed = not open_end and (words[-1:] == close or not close or len(words) < 0.7 * width)
    return entries


def _words(clean: str, p: Piece) -> str:
    return clean[p.start : _before_scrap(clean, p.start, p.end)].rstrip()


def _is_closed(ended: str, close: str) -> bool:
    """Whether words may end an entry: by the list's own comma, by a note, by a colon that was a `;`."""
    return ended.endswith((":", close)) if close == "," else ended.endswith(":") or bool(_NOTE.search(ended))


def _is_small(words: str) -> bool:
    """Whether words begin with a small letter; `ủY` is a word in capitals whose case OCR changed."""
    return words[:1].islower() and not words[1:2].isupper()


def _begins(text: Text, above: Piece, p: Piece) -> bool:
    """Whether a piece without dash under a colon begins an entry: unless it is what the words before the colon list."""
    if _is_small(text.clean[p.start : p.end]) or text.clean[p.start].isdigit():
        return False
    return not _LABEL.search(text.plain, above.start, above.end) or opens_organ(text.plain[p.start : p.end])


def _before_scrap(clean: str, start: int, end: int) -> int:
    """Where a piece ends without the scrap behind it."""
    if clean[end - 1] in ";.,":
        return end
    since = max(start, end - 30)
    m = _SCRAP.search(clean, since, end) or _RUBBISH.search(clean, since, end)
    return m.start() if m else end


def _inside_dash(clean: str, p: Piece, ended: str) -> bool:
    """A dash inside an entry that was broken before it: `Các cục (A` / `- B)`."""
    return ended.count("(") > ended.count(")") and ")" in clean[p.start : p.end].split("(")[0]


def _cut(text: Text, entry: list[Piece]) -> list[tuple[int, int]]:
    """The pieces of an entry without dash, closing mark and scraps; what only blanks part is one piece."""
    clean = text.clean
    cut: list[tuple[int, int]] = []
    for n, p in enumerate(entry):
        start, end = p.start, p.end
        if not cut:
            m = _BULLET.match(clean, start, end)
            start = m.end() if m else start
        end = _before_scrap(clean, start, end)
        if n == len(entry) - 1:
            while (m := _TAIL.search(clean, max(start, end - 13), end)) and m.end() > m.start():
                end = m.start()
        if start < end:
            add_piece(text, cut, start, end)
    return cut


def _is_entry(text: Text, cut: list[tuple[int, int]]) -> bool:
    """Whether an entry names anyone: a word in capitals, or one of the words that such entries open with."""
    first = cut[0][0]
    initial = text.clean[first : min(first + 2, cut[0][1])]
    if len(initial) == 2 and initial.isalnum() and not _is_small(initial) and not initial[0].isdigit():
        return True
    words = " ".join(text.clean[a:b] for a, b in cut)
    if not any(c.isalpha() for c in words):
        return False
    if _STARTER.match(text.plain, *cut[0]):
        return True
    plain = _LETTERS.findall(" ".join(text.plain[a:b] for a, b in cut))
    if len(plain) > 2 and all(is_syllable(word) for word in plain[:4]):
        return True
    return any(len(w) > 1 and w[0].isupper() for w in re.findall(r"[^\W_]+", words))
