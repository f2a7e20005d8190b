"""How patterns are written: with plain blanks where white space of any kind may stand, and from lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def spaced(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern compiled, each blank in it matching any white space (a line may break there)."""
    return re.compile(pattern.replace(" ", r"\s{1,20}"), flags)


def trie(words: Iterable[str]) -> str:
    """A pattern, to be compiled by `spaced`, for any of the words, the longest first; it is walked letter by letter.

    Far faster than an alternation of hundreds of words, which is tried from its first word at every place.
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(root)


def _branch(node: dict[str, Any]) -> str:
    options = [
        (" " if letter == " " else re.escape(letter)) + _branch(below)
        for letter, below in sorted(node.items())
        if letter
    ]
    if not options:
        return ""
    body = options[0] if len(options) == 1 and "" not in node else f"(?:{'|'.join(options)})"
    return f"{body}?" if "" in node else body
