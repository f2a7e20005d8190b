"""The words that open a list of recipients, its entries and its end, and what opens the next thing behind a tail."""

from __future__ import annotations

import re

from trichxuat.lexicon import alternation
from trichxuat.structure.titles import tail_words
from trichxuat.text import Text

# `Nơi nhận:`; bodies of older habit print `Nơi gửi:`. All run on `Text.plain`, but for DASH and NEXT_ENTRY (`clean`).
CUE = re.compile(r"[\W_]{0,6}n[o0]i\s{0,3}(?:nhan|gui)(?![a-z])[\s_]{0,4}[:;.,]?")
ARCHIVE = re.compile(r"[\W_]{0,6}luu\b(?! y\b)")
DASH = re.compile(r"[-~_+•·▪◦—»«*]{1,3}\s{0,4}(?=\S)|-$")
NEXT_ENTRY = re.compile(r"[;.]\s{0,3}(?=[-+•]\s{0,3}(?:[^\W\d_a-z]|$))|;\s{0,3}(?=L[ưu]u\b)")
FIRST_ENTRY = re.compile(r"\W{0,4}nhu (?:tren|kinh gui|dieu|thanh phan)\b")
# `(Đã ký)`, `(Ký, đóng dấu)`, a website's `[daky]` that stand behind an entry.
SIGNED = re.compile(r"[ \t](?:\(?da k[yi]\)?|\[da ?ky\]|\(k[yi](?: ten)?(?:(?:, ?| va )dong dau)?\))$")
# What opens an annex, a footnote, a form or a website's own text behind a tail.
STOP = re.compile(
    rf"\W{{0,5}}(?:{alternation(tail_words('annex', 'after'))}|mau \d|chuong [ivx\d]{{1,5}}\b"
    r"|phan (?:thu |[ivx\d]{1,5}\b)|dieu \d|[ivx]{1,4}\s?[.)]\s|\d{1,2}\s?[.)]\s|\[\d|luu tru\W*$|http)"
)
# The same where words in capitals may belong to a signature as well: only what names an annex counts.
ANNEX = re.compile(rf"\W{{0,5}}{alternation(tail_words('annex', 'annexed'), bare=False)}\b")
_SUBHEAD = re.compile(r"\W{0,3}(?:dong |kinh ){0,2}gui\b.{0,40}:\W{0,3}$")


def is_subhead(text: Text, start: int, end: int) -> bool:
    """`Đồng kính gửi:`, `Gửi bản điện tử:`: a line over entries, no entry itself."""
    return bool(_SUBHEAD.match(text.plain, start, end))
