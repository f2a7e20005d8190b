"""What a tagger sees of each line: its first and last words, case, shape, place, and those of its neighbours."""

from __future__ import annotations

import re

from trichxuat.structure.lines import WORDS, Line
from trichxuat.text import Text

HEAD, TITLE, TO, BODY, FOR, SIGN, ANNEX = "head", "title", "to", "body", "for", "sign", "annex"
"""The zones of a line: header, title with trích yếu, Kính gửi, body, nơi nhận, signature, what is annexed."""

_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_SHAPE = re.compile(r"\d+")
_MOST = 40


def line_features(text: Text, lines: list[Line]) -> list[list[str]]:
    """The features of each line, in order."""
    own = [_own(text, line) for line in lines]
    total = max(1, len(lines))
    found = []
    for i, line in enumerate(lines):
        seen = ["b", *own[i], f"at{min(i, 12)}", f"of{8 * i // total}", f"left{min(total - 1 - i, 12)}"]
        for apart in (-2, -1, 1, 2):
            if 0 <= i + apart < total:
                seen += [f"{apart}:{each}" for each in own[i + apart][: 7 if abs(apart) == 1 else 4]]
            else:
                seen.append(f"{apart}:none")
        seen.append(f"gap{min(line.gap, 2)}")
        found.append(seen)
    return found


def _own(text: Text, line: Line) -> list[str]:
    """The features of one line by itself; those that its neighbours see come first."""
    if line.kind != WORDS:
        return [f"kind={line.kind}"]
    words = text.clean[line.start : line.end]
    tokens = [_SHAPE.sub("0", m.group()) for m in _WORD.finditer(line.plain)][:_MOST]
    first = tokens[:4]
    letters = [c for c in words[:80] if c.isalpha()]
    upper = sum(map(str.isupper, letters))
    case = "upper" if 8 * upper > 7 * len(letters) else "some" if 3 * upper > len(letters) else "lower"
    capital = [word[:1].isupper() for word in words.split()[:6]]
    length = len(words)
    seen = [
        f"case={case}",
        f"len={min(length // 12, 8)}",
        f"first={' '.join(first[:1])}",
        f"end={words[-1] if not words[-1].isalnum() else 'a' if words[-1].isalpha() else '0'}",
        f"two={' '.join(first[:2])}",
        f"caps={'all' if capital and all(capital) else sum(capital)}",
        f"cells={min(len(line.cells), 4)}{'b' if line.bars else ''}",
        f"three={' '.join(first[:3])}",
        f"indent={min(line.indent // 8, 6)}",
        f"last={tokens[-1] if tokens else ''}",
        f"words={min(len(tokens), 8)}",
    ]
    seen += [f"has={token}" for token in dict.fromkeys(tokens[:16]) if len(token) > 1]
    if any(c.isdigit() for c in words[:60]):
        seen.append("digits")
    if words[0].isalpha() and case == "lower":
        seen.append(f"start={'up' if words[0].isupper() else 'low'}")
    return seen
