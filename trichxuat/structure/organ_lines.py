"""How the lines of an issuer begin: `BỘ`, `SỞ`, `TRUNG TÂM` open a body, `TỈNH`, `HUYỆN` go on with the one above.

Knows `lexicon/data/organ_heads.csv`; patterns run on `Text.plain`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from trichxuat import lexicon


def _pattern(*kinds: str) -> re.Pattern[str]:
    words = [row["words"] for row in lexicon.table("organ_heads") if row["kind"] in kinds]
    return re.compile(rf"(?:{lexicon.alternation(words)})(?![a-z])")


@lru_cache(maxsize=None)
def organ_head(*kinds: str) -> re.Pattern[str]:
    """Matches the first words of a body (kinds `top`, `body`, `same`) or of what only continues one (`level`)."""
    return _pattern(*(kinds or ("top", "body", "same")))


# Words that open other things too: `PHÒNG, CHỐNG …`, `BÁO CÁO`, `ĐOÀN KẾT`, `HỘI NGHỊ`, `ĐẠI HỘI`.
_OTHER = re.compile(
    r"phong,? ?(?:chong|benh|ngua)|bao cao|ban hanh|hoi (?:nghi|thao|thi)|doan ket|to (?:chuc|trinh)|quy (?:dinh|che)(?![a-z])|"
    r"bo (?:sung|luat)|khoa (?:hoc|hop|[ivx]+\b)|thue suat|bao (?:ve|dam|chi)|bo (?:truong|may)|ban (?:sao|ghi nho|thoa thuan)|so [\d:.]|to quoc|"
    r"doi (?:voi|moi)|vu (?:viec|khi)|kiem toan (?:nam|du)|hoi (?:dap|vien)|vien (?:thong|chuc|tro)|truong hop|thuong truc"
)


def opens_organ(plain: str) -> bool:
    """Whether a line begins as the name of a body."""
    return bool(organ_head().match(plain)) and not (_OTHER.match(plain) and not plain.startswith("thuong truc"))
