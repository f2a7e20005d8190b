"""The markers that open headings and items (Phần, Chương, Mục, Điều, I., A., 1., 1.1., a), -, +), as OCR leaves them.

Offsets are clean offsets.
"""

from __future__ import annotations

import re

from trichxuat.text import Text

MARKER = re.compile(
    r"""["'“]?(?:
      (?P<article>[ĐD][iíìỉĩị][eéèẻẽẹêếềểễệ]u\s{0,3}(?P<n_article>\d{1,3}[a-zđ]?)\s?[.:](?=\s|\D|$))
    | (?P<chapter>(?:CH[ƯU]\wNG|Ch[ưu]\wng)\s{1,3}(?P<n_chapter>[IVXL]{1,6}|\d{1,2})\b[.:]?)
    | (?P<section>(?:M[ỤUÚÙỦŨ]C|M[ụuúùủũ]c|Ti[ểếeêề]u\sm[ụuúùủũ]c)\s{1,3}(?P<n_section>[IVXL]{1,6}|\d{1,2})\b[.:]?
                  (?=\s*(?:[A-ZĐ]|$)))
    | (?P<part>(?:PH[ẦÂẤẨẪẬ]N|Ph[ầâấẩẫậ]n)\s{1,3}
               (?P<n_part>THỨ\s\w{2,5}|thứ\s\w{2,5}|[IVXL]{1,6}|\d{1,2})\b[.:]?(?=\s*(?:[A-ZĐ]|$)))
    | (?P<dotted>(?P<n_dotted>\d{1,2}(?:\.\d{1,2}){1,3})\.?(?:\s|(?=[^\W\d_]{2})|$))
    | (?P<number>(?P<n_number>\d{1,2})\s?(?:[.)](?!\d)(?=\s|[^\W\d_]|$)|/(?=\s)|-(?=\s[^\W\d_a-z])))
    | (?P<roman>(?P<n_roman>[IVX]{1,5}|HI|HH|Ill|NHI|IIl|lll|II1|lI|Il|lII|[lI]V|V[IlH]{1,3}
                   |L(?=\.\s[^\W\d_a-z]))\s?(?:[.)](?=\s|[^\W\d_]|$)|,(?=\s[^\W\d_a-z]))
      |(?P<n_roman2>[IVX]{1,5})\s?-\s)
    | (?P<letter>(?P<n_letter>[a-zđạáàảãâăẹéèẻẽệịíìỉĩ]\d?)\s?\)|(?P<n_letter2>[a-eđ])\.(?=\s))
    | (?P<capital>(?P<n_capital>[A-HĐ])[.)](?=\s))
    | (?P<bracket>\((?P<n_bracket>\d{1,2}|[ivx]{1,4})\)(?=\s|[^\W\d_]))
    | (?P<dash>[-~_•·▪◦*—»«]{1,2}(?:'(?=\w))?(?=\s*\S|$))
    | (?P<plus>\+)
    )\s*""",
    re.VERBOSE,
)
# First letters of the markers that are words or Roman numbers, quotation marks before them included, and dashes that a
# word follows without a blank.
_WORDED = frozenset("ĐDCMTPIVXHNLl\"'“-~")
LABELS = {
    kind: [name for name in MARKER.groupindex if name in (f"n_{kind}", f"n_{kind}2")]
    for kind in MARKER.groupindex
    if not kind.startswith("n_")
}
"""For each kind of marker the groups that hold its label."""
_DATE_OR_FIGURE = re.compile(r"\d{1,2}[./]\d|\d{1,2}\)?\s*(?:ngay|thang|nam|%|trieu|ty|dong)\b")


def marker_at(text: Text, start: int, end: int) -> re.Match[str] | None:
    """The marker of a list or heading that begins at `start`; no date and no figure is one."""
    clean = text.clean
    if clean[start + 1 : start + 2].isalpha() and clean[start] not in _WORDED:
        return None  # a word, as most lines begin with
    m = MARKER.match(clean, start, end)
    if m and m["dash"] and m.end() == start + 1 and clean[start + 1 : start + 2].islower():
        return None  # the second half of a word with a dash
    return None if m and m["number"] and _DATE_OR_FIGURE.match(text.plain, start) else m
