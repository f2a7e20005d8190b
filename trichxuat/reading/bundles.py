"""Several files named as one: a folder, a .zip. Nothing is unpacked to disk: no name of a member can lead anywhere."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from trichxuat.errors import UnreadableFile
from trichxuat.reading.kinds import ZIP, is_hidden, is_readable, kind_of

MOST_MEMBERS = 100_000
MOST_BYTES = 512 << 20
"""Of one member, unpacked."""
RATIO, FREE = 200, 16 << 20
"""A member beyond FREE bytes may be RATIO times as large as it is packed: no office file or text is packed better."""
DEPTH = 2
"""Zips within zips that are opened."""

_TOO_LARGE = "Tệp trong bộ nén quá lớn khi giải nén (bom nén?). Hãy giải nén và kiểm tra tệp này riêng."
_TOO_MANY = f"Bộ nén có hơn {MOST_MEMBERS} tệp. Hãy chia nhỏ rồi chạy lại."
_LOCKED = "Tệp trong bộ nén có mật khẩu. Hãy giải nén bằng mật khẩu rồi chạy lại."
_BROKEN = "Tệp trong bộ nén bị hỏng. Hãy nén lại từ bản gốc rồi chạy lại."
_BROKEN_ZIP = "Bộ nén bị hỏng. Hãy tải lại hoặc nén lại từ bản gốc rồi chạy lại."
_NESTED = "Bộ nén lồng quá nhiều lớp. Hãy giải nén rồi chạy lại."
_NOTHING = "Thư mục không có tệp nào đọc được (.txt, .pdf, .docx, .jpg, …). Hãy kiểm tra lại đường dẫn."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a bundle; `load` gives its bytes or raises UnreadableFile."""

    name: str
    load: Callable[[], bytes]


def refusing(name: str, message: str) -> Member:
    """A file that cannot be read, in the place where it would stand."""

    def refused() -> bytes:
        raise UnreadableFile(name, message)

    return Member(name, refused)


@dataclass(slots=True)
class Passed:
    """What `below` passes over. closed: folders that cannot be looked into; others: files of no kind that is read."""

    closed: list[tuple[str, OSError]] = field(default_factory=list)
    others: int = 0


def files_in(folder: Path) -> list[Path]:
    """The files below a folder, as `below` has them. Raises UnreadableFile where there is none."""
    found = [Path(place) for place in below(str(folder), Passed())]
    if not found:
        raise UnreadableFile(str(folder), _NOTHING)
    return found


def below(folder: str, passed: Passed) -> Iterator[str]:
    """The files below a folder that can be read, by name; hidden ones and links to folders are left out."""
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as fault:
        passed.closed.append((folder, fault))
        return
    for entry in inside:
        if is_hidden(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from below(entry.path, passed)
        elif not is_readable(entry.name):
            passed.others += 1
        elif not entry.is_dir():
            yield entry.path


def members(data: bytes | Path | BinaryIO, name: str, depth: int = 1) -> Iterator[Member]:
    """The files of a .zip that can be read, in its order; zips within it are opened.

    data: its bytes, where it lies, or a file to seek in, which stays open as long as members are loaded. Raises
    UnreadableFile.
    """
    if depth > DEPTH:
        raise UnreadableFile(name, _NESTED)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
        inside = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise UnreadableFile(name, _BROKEN_ZIP) from fault
    if len(inside) > MOST_MEMBERS:
        raise UnreadableFile(name, _TOO_MANY)
    for info in inside:
        base = info.filename.rsplit("/", 1)[-1]
        if is_hidden(base) or info.filename.startswith("__MACOSX/") or not is_readable(base):
            continue
        shown = f"{name}/{info.filename}"
        member = Member(shown, lambda archive=archive, info=info, shown=shown: _load(archive, info, shown))  # type: ignore[misc]
        if Path(base).suffix.lower() == ".zip":
            yield from _nested(member, depth)
        else:
            yield member


def _nested(member: Member, depth: int) -> Iterator[Member]:
    try:
        data = member.load()
        if kind_of(data, member.name) == ZIP:
            yield from members(data, member.name, depth + 1)
            return
    except UnreadableFile as fault:
        yield refusing(member.name, str(fault))
        return
    yield member


def _load(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of a member, no more than the bounds allow, whatever its header says."""
    bound = min(MOST_BYTES, max(FREE, RATIO * info.compress_size))
    if info.flag_bits & 1:
        raise UnreadableFile(name, _LOCKED)
    try:
        with archive.open(info) as member:
            data = member.read(bound + 1)
    except UnreadableFile:  # the file under it: no connection any more
        raise
    except Exception as fault:  # of zipfile, of the disk, of whatever module unpacks
        raise UnreadableFile(name, _BROKEN) from fault
    if len(data) > bound:
        raise UnreadableFile(name, _TOO_LARGE)
    return data
