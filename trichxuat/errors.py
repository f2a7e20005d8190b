"""What goes wrong before there is a text; messages in Vietnamese, each saying what to do next."""

from __future__ import annotations

import errno


class UnreadableFile(Exception):
    """A file that gives no text. `str(error)`: what is wrong and what to do, without the file's name."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


_REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EISDIR: "đây là thư mục",
    errno.EEXIST: "đã có tệp này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "chỗ này chỉ đọc được",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức đĩa",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EMFILE: "mở quá nhiều tệp",
    errno.EIO: "lỗi vào ra của thiết bị",
}


def reason(fault: OSError) -> str:
    """What the system says of a file that it cannot open, read or write, in Vietnamese where that is known."""
    return _REASONS.get(fault.errno or 0) or fault.strerror or type(fault).__name__
