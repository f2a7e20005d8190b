"""Whether printed words are nearly known words: OCR changes letters, loses them, joins words.

Only short strings of letters are compared, each with a closed vocabulary; what is longer than `LONGEST` is never alike.
Digits count as letters here (`8Ở` for `SỞ`), but no number is ever compared: callers leave words with numbers out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from trichxuat.text import strip_marks

LONGEST = 64

_NO_LETTERS = re.compile(r"[\W_]+")


def letters(words: str) -> str:
    """The letters that are compared: `Kính gửi:` → `kinhgui`."""
    return _NO_LETTERS.sub("", strip_marks(words))


def allowed(length: int) -> int:
    """How many letters may have been changed, lost or put in: none below 4, 1 from 4, 2 from 7, then one in five."""
    return (0, 0, 0, 0, 1, 1, 1)[length] if length < 7 else max(2, length // 5)


def distance(a: str, b: str, at_most: int) -> int:
    """Letters changed, lost or put in between two strings (Levenshtein); `at_most + 1` where there are more."""
    far = at_most + 1
    if a == b:
        return 0
    if abs(len(a) - len(b)) > at_most or len(a) > LONGEST or len(b) > LONGEST:
        return far
    first, last = 0, 0
    shorter = min(len(a), len(b))
    while first < shorter and a[first] == b[first]:
        first += 1
    while last < shorter - first and a[-1 - last] == b[-1 - last]:
        last += 1
    a, b = a[first : len(a) - last], b[first : len(b) - last]
    if not a or not b:
        return len(a) + len(b)
    above = [i if i <= at_most else far for i in range(len(b) + 1)]
    for i, letter in enumerate(a, 1):
        low, high = max(1, i - at_most), min(len(b), i + at_most)
        row = [far] * (len(b) + 1)
        if i <= at_most:
            row[0] = i
        for j in range(low, high + 1):
            cost = above[j - 1] + (letter != b[j - 1])
            if above[j] < cost - 1:
                cost = above[j] + 1
            if row[j - 1] < cost - 1:
                cost = row[j - 1] + 1
            row[j] = min(cost, far)
        if min(row[low - 1 : high + 1]) > at_most:
            return far
        above = row
    return above[-1]


def alike(a: str, b: str, at_most: int | None = None) -> bool:
    """Whether two strings of letters are the same but for `at_most` slips, by default those their length allows."""
    limit = allowed(max(len(a), len(b))) if at_most is None else at_most
    return distance(a, b, limit) <= limit


class Vocabulary:
    """A closed list of words and phrases, by their letters, among which the nearest is looked for.

    words: as they should read, `Kính gửi`; those whose letters are the same count once, the first one.
    """

    __slots__ = ("_by_length", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words: dict[str, str] = {}
        for word in words:
            self.words.setdefault(letters(word), word)
        self._by_length: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for key in self.words:
            self._by_length[len(key)].append((_mask(key), key))

    def best(self, candidate: str, at_most: int | None = None) -> tuple[str, int] | None:
        """The nearest word and its distance, given the letters of a candidate; None if none, or two, are as near."""
        if candidate in self.words:
            return self.words[candidate], 0
        limit = allowed(len(candidate)) if at_most is None else at_most
        if not limit or len(candidate) > LONGEST:
            return None
        mask = _mask(candidate)
        near, found = limit + 1, ""
        for length in range(len(candidate) - limit, len(candidate) + limit + 1):
            for other, key in self._by_length.get(length, ()):
                if (mask ^ other).bit_count() > 2 * limit:
                    continue
                apart = distance(candidate, key, min(limit, near))
                if apart < near:
                    near, found = apart, key
                elif apart == near <= limit:
                    found = ""
        return (self.words[found], near) if found else None


def _mask(key: str) -> int:
    """One bit for each letter that occurs."""
    mask = 0
    for letter in key:
        mask |= 1 << (ord(letter) & 63)
    return mask


_SYLLABLE = re.compile(
    r"(?:[bdghklmnpqrstvx]|c(?![eiy])|ch|gh(?=[ei])|gi|kh|ng|ngh(?=[ei])|nh|ph|qu|th|tr)?"
    r"(?:a|ac|ach|ai|ak|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu|i|ia|ich|ik|iec|iem|ien|ieng|iep|iet"
    r"|ieu|im|in|inh|ip|it|iu|o|ok|oa|oac|oach|oai|oam|oan|oang|oanh|oap|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong"
    r"|op|ot|u|uk|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya"
    r"|uych|uyen|uyet|uynh|uyp|uyt|uyu|y|yem|yen|yet|yeu|yn|ynh|yt)"
)


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether a word without marks (`nghia`) can be a Vietnamese syllable; `nghla`, `8o` and `qnyet` cannot."""
    return len(word) < 8 and _SYLLABLE.fullmatch(word) is not None
