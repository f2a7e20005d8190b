"""What opens the parts that follow a header: Kính gửi, the grounds, numbered headings, the first sentence of the body.

Patterns run on `Text.plain`; offsets are clean offsets.
"""

from __future__ import annotations

import re

from trichxuat import lexicon
from trichxuat.structure.lines import WORDS, Line
from trichxuat.structure.organ_lines import head_words
from trichxuat.text import Text

ADDRESSEES = re.compile(r"\W{0,4}(?:dong )?kinh\s{1,4}(?:g[uo]i|chuyen)(?![a-z])|\W{0,4}kinh trinh ?:")
"""`Kính gửi`, `Kính trình:` at the begin of a line or cell."""
WIRE = re.compile(r"[^:]{2,90}?\bdien ?(?::|;$)")
"""`THỦ TƯỚNG CHÍNH PHỦ điện:` (Nghị định 30/2020, Mẫu 1.6)."""
GROUND = re.compile(r"\W{0,4}(?:can\s{1,4}cu|chieu\s{1,4}(?:theo|chi)|(?:xet|theo)\s{1,4}de\s{1,4}nghi)(?![a-z])")
MARKER = re.compile(
    r"\W{0,3}(?:(?:[ivx]{1,5}|\d{1,2}|[a-d])[.)/]\s|(?:[ivx]{1,5}|\d{1,2})-\s|dieu \d|chuong [ivx\d]"
    r"|phan (?:thu|[ivx]|mot)|muc [\divx])"
)
RECIPIENTS = re.compile(r"\W{0,4}n[o0]i n?h[a-z]n\b")
_OPENER = "(?:{})".format(lexicon.alternation(o for o in lexicon.basis_openers() if o.kind != "can_cu"))
INSTRUMENT = "(?:{})".format(
    lexicon.alternation([*(t.name for t in lexicon.types()), *(row["words"] for row in lexicon.table("cited_types"))])
)
"""The name of a type of document, as it is cited."""
_CITED_GROUND = re.compile(
    rf"\W{{0,4}}{_OPENER}\s+(?:(?:noi dung|tinh than)\s+)?(?:cac\s+)?{INSTRUMENT}\b"
    r"[^.;]{0,90}?\b(?:so\s?:?\s?\d|\d{1,5}[-/])"
)
_PARAGRAPH = 200
"""Characters that no line of a trích yếu has which begins with a capital of its own."""
SENTENCE_END = re.compile(r"[.:;][\"')\]]{0,2}\Z")
_BODY_SIGN = re.compile(head_words("body_sign"))
OPENING = re.compile(rf"\W{{0,3}}(?:{head_words('opening')} |(?:ngay|nam|luc) \d)")


def is_addressed(text: Text, line: Line) -> bool:
    """Whether the line opens the addressees."""
    if any(ADDRESSEES.match(text.plain, cell.start) for cell in (line.cells if line.bars else line.cells[:1])):
        return True
    wire = WIRE.match(text.plain, line.start, line.end) if "dien" in line.plain else None
    return wire is not None and text.clean[line.start : wire.end()].rstrip(" :;")[:-4].isupper()


def is_cited_ground(text: Text, lines: list[Line], i: int) -> bool:
    """Whether a paragraph at line `i` names its ground without `Căn cứ`: `Thực hiện Công văn số 15/SNV-CCHC …,`.

    A trích yếu that names what is carried out has no sign at its end and is short.
    """
    line = lines[i]
    if not text.clean[line.start : line.start + 40].lstrip("-*_ ")[:1].isupper():
        return False
    if not _CITED_GROUND.match(text.plain, line.start, line.start + 240):
        return False
    end = i
    while end + 1 < len(lines) and end < i + 12 and lines[end + 1].kind == WORDS and not lines[end + 1].gap:
        if SENTENCE_END.search(text.clean[lines[end].start : lines[end].end]):
            return True
        if MARKER.match(lines[end + 1].plain) or GROUND.match(lines[end + 1].plain):
            return False
        end += 1
    words = text.clean[line.start : lines[end].end]
    return len(words) > _PARAGRAPH or words.endswith(",") or bool(SENTENCE_END.search(words))


def opens_body(line: Line) -> bool:
    """Whether a numbered heading or Nơi nhận begins at the line."""
    return bool(MARKER.match(line.plain) or RECIPIENTS.match(line.plain))


def is_sentence(text: Text, lines: list[Line], i: int) -> bool:
    """Whether a sentence begins at line `i`: its paragraph ends as sentences do."""
    first = lines[i]
    for j in range(i, min(i + 16, len(lines))):
        line = lines[j]
        if line.kind != WORDS:
            return False
        if j > i:
            if line.gap or GROUND.match(text.plain, line.start) or MARKER.match(line.plain) or is_addressed(text, line):
                return False
            if is_cited_ground(text, lines, j):
                return False
            opened = text.clean[line.start]
            short = first.end - first.start < 70 and (line.end - line.start) > 1.25 * (first.end - first.start)
            if opened.isupper() and j == i + 1 and short:
                return False
            if opened.isupper() and abs(line.indent - first.indent) > 3 and j == i + 1 and line.indent < first.indent:
                return False
        words = text.clean[line.start : line.end]
        if SENTENCE_END.search(words) or (". " in words and re.search(r"[a-zà-ỹ\d]\. [A-ZĐÀ-Ỹ]", words)):
            return True
        if words.isupper() and j > i:
            return False
    return False


def speaks(text: Text, lines: list[Line], i: int) -> bool:
    """Whether the paragraph speaks as a body does (`… như sau:`), so that there is no trích yếu at all."""
    end = i
    while end + 1 < len(lines) and end < i + 10 and lines[end + 1].kind == WORDS and not lines[end + 1].gap:
        end += 1
    plain = text.plain[lines[i].start : lines[end].end]
    return bool(_BODY_SIGN.search(plain)) or bool(OPENING.match(plain)) or len(plain) > 400


def opens_text(text: Text, lines: list[Line], i: int) -> bool:
    """Whether the body begins at line `i` of a document without title."""
    line = lines[i]
    words = text.clean[line.start : line.end]
    if words.isupper() or not words[:1].isupper() or len(words) < 30:
        return False
    return bool(OPENING.match(line.plain)) and is_sentence(text, lines, i) and "ngay" not in line.plain[:30]
