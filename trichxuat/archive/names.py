"""What the store's short codes are called in Vietnamese, and dates as people write them."""

from __future__ import annotations

import re
from typing import Final

from trichxuat.archive.duplicates import NEAR, Duplicate

ERRORS: Final = {
    "unreadable": "Không đọc được",
    "timeout": "Quá thời gian",
    "memory": "Quá bộ nhớ",
    "died": "Tiến trình đọc bị tắt",
    "fault": "Lỗi của chương trình",
}
"""`files.error_code`."""
GRADES: Final = {"sure": "Chắc", "likely": "Khá chắc", "check": "Cần kiểm tra"}
RELATIONS: Final = {
    "basis": "căn cứ", "implements": "thực hiện", "proposes": "đề nghị", "answers": "trả lời", "forwards": "gửi kèm",
    "amends": "sửa đổi, bổ sung", "replaces": "thay thế", "repeals": "bãi bỏ", "mentions": "nhắc tới",
}  # fmt: skip
CHANGES: Final = ("amends", "replaces", "repeals")
"""Relations that change the document cited."""
DUPLICATES: Final = {
    "same_file": "cùng một tệp",
    "same_number": "trùng số, ký hiệu, cơ quan và năm",
    "near_identical": "gần như cùng một văn bản",
}
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def why(twice: Duplicate) -> str:
    """In what documents are, or may be, one; of one number, whether the texts say the same."""
    reason = DUPLICATES[twice.kind]
    if twice.kind != "same_number" or twice.apart is None:
        return reason
    return f"{reason}; nội dung {'gần như một' if twice.apart <= NEAR else 'khác nhau'}"


def day_words(day: object) -> str:
    """A date, whole or partial, as `01/03/2023`, `03/2023`, `2023`; anything else as it is, None as nothing."""
    text = "" if day is None else str(day)
    m = _ISO.fullmatch(text)
    return "/".join(part for part in reversed(m.groups()) if part) if m else text
