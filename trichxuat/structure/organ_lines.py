"""The words by which lines of a header are known: `BỘ` opens a body, `TỈNH` goes on with it, `CHỦ TỊCH` decides.

Knows `organ_heads.csv` and `head_words.csv` of the lexicon; patterns run on `Text.plain`.
"""

from __future__ import annotations

import re
from functools import cache

from trichxuat import lexicon


def head_words(kind: str) -> str:
    """An alternation of the words of one kind in `head_words.csv`, for patterns on `Text.plain`."""
    return lexicon.alternation((row["words"] for row in lexicon.table("head_words") if row["kind"] == kind), bare=False)


@cache
def plain_words(kind: str) -> frozenset[str]:
    """The words of one kind in `head_words.csv`, without marks."""
    return frozenset(lexicon.plain(row["words"]) for row in lexicon.table("head_words") if row["kind"] == kind)


def _pattern(*kinds: str) -> re.Pattern[str]:
    words = [row["words"] for row in lexicon.table("organ_heads") if row["kind"] in kinds]
    return re.compile(rf"(?:{lexicon.alternation(words)})(?![a-z])")


@cache
def organ_head(*kinds: str) -> re.Pattern[str]:
    """Matches the first words of a body (kinds `top`, `body`, `same`) or of what only continues one (`level`)."""
    return _pattern(*(kinds or ("top", "body", "same")))


# Words that open other things too: `PHÒNG, CHỐNG …`, `BÁO CÁO`, `ĐOÀN KẾT`, `HỘI NGHỊ`, `ĐẠI HỘI`.
_OTHER = re.compile(
    r"phong,? ?(?:chong|benh|ngua)|bao (?:cao|ve|dam|chi)|ban (?:hanh|sao|ghi nho|thoa thuan)|doan ket"
    r"|hoi (?:nghi|thao|thi|dap|vien)|to (?:chuc|trinh|quoc)|bo (?:sung|luat|truong|may)|khoa (?:hoc|hop|[ivx]+\b)"
    r"|thue suat|so [\d:.]|doi (?:voi|moi)|vu (?:viec|khi)"
    r"|kiem toan (?:nam|du)|vien (?:thong|chuc|tro)|truong hop|quy (?:dinh|che)(?![a-z])"
)


def opens_organ(plain: str) -> bool:
    """Whether a line begins as the name of a body."""
    return bool(organ_head().match(plain)) and not _OTHER.match(plain)
