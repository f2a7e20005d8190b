"""The files that a run is about: folders, zips and lists, one file after another, whatever their number.

What is named by a URL lies elsewhere: `remote` finds it.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from trichxuat.archive import remote
from trichxuat.errors import UnreadableFile, reason
from trichxuat.reading.bundles import Passed, below, members
from trichxuat.reading.kinds import ZIP, packed_kind

_ESCAPED = re.compile(r"\\(?=x[0-9a-f]{2})")
"""A backslash that would look like an unreadable byte of a name."""
_CLOSED = "Không mở được thư mục này ({reason}). Hãy xin quyền đọc rồi chạy lại."


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the archive.

    path: its name in the store, absolute and printable, no password in it. place: where it lies, on disk or by URL,
    or the .zip that holds it; member: its name in that. size: bytes. stamp: as in schema.FILES, None where there is no
    such file, or nothing tells of its changes. problem: why it cannot be opened at all.
    """

    path: str
    place: str
    member: str | None = None
    size: int | None = None
    stamp: str | None = None
    problem: str | None = None


def walk(names: Iterable[str]) -> Iterator[Found]:
    """The files that names stand for; folders are walked by name, zips opened, hidden files left out."""
    for far, some in groupby(names, remote.is_url):
        find = _remote if far else _local
        yield from find(some)


def count(names: Iterable[str]) -> tuple[int, int]:
    """How many files there are on disk, and how many of other kinds; zips unopened, URLs not asked for."""
    passed = Passed()
    files = sum(
        sum(1 for _ in below(name, passed)) if os.path.isdir(name) else 1  # noqa: PTH112
        for name in names
        if not remote.is_url(name)
    )
    return files, passed.others


def whole(name: str) -> str:
    """A name as `Found.path` has it, of a folder or file."""
    return remote.visible(name).rstrip("/") if remote.is_url(name) else printable(_absolute(name))


def listed(path: Path) -> list[str]:
    """The names in a list of files, one a line; `-` is standard input. Raises UnreadableFile."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        coding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        lines = data.decode(coding, "surrogateescape").split("\n")
    except OSError as fault:
        raise UnreadableFile(str(path), f"không đọc được danh sách ({reason(fault)}). Hãy kiểm tra --list.") from fault
    except UnicodeError as fault:
        raise UnreadableFile(str(path), "danh sách không phải UTF-8 hay UTF-16. Hãy lưu lại bằng UTF-8.") from fault
    return [line.rstrip("\r") for line in lines if line.strip()]


def printable(name: str) -> str:
    """A name that can be printed and kept, another for each file: bytes that are no UTF-8 as `\\xff`."""
    if os.sep == "/" and "\\x" in name:
        name = _ESCAPED.sub(r"\\\\", name)
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _absolute(name: str) -> str:
    """As typed: a link stays what it is called."""
    place = os.path.abspath(name)  # noqa: PTH100
    return f"/{place.lstrip('/')}" if place.startswith("//") else place


def _local(names: Iterable[str]) -> Iterator[Found]:
    for name in names:
        place = _absolute(name)
        if os.path.isdir(place):  # noqa: PTH112
            passed = Passed()
            for path in below(place, passed):
                yield from _file(path)
            for folder, fault in passed.closed:
                yield Found(printable(folder), folder, problem=_CLOSED.format(reason=reason(fault)))
        else:
            yield from _file(place)


def _file(place: str) -> Iterator[Found]:
    size, stamp = _stat(place)
    found = Found(printable(place), place, None, size, stamp)
    if stamp is not None and place.lower().endswith(".zip"):
        yield from _in_zip(found)
    else:
        yield found


def _stat(place: str) -> tuple[int | None, str | None]:
    """Size, and the stamp by which a file is known to be unchanged."""
    try:
        found = os.stat(place)  # noqa: PTH116
    except (OSError, ValueError):
        return None, None
    return found.st_size, f"{found.st_size}:{found.st_mtime_ns}"


def _remote(urls: Iterable[str]) -> Iterator[Found]:
    for each in remote.files(urls):
        found = Found(remote.visible(each.url), each.url, None, each.size, each.stamp, each.problem)
        if found.path.lower().endswith(".zip") and each.problem is None:
            yield from _in_zip(found)
        else:
            yield found


def _in_zip(itself: Found) -> Iterator[Found]:
    """The files of a .zip; the file itself where it only has the name of one."""
    place, far = itself.place, remote.is_url(itself.place)
    name = itself.path if far else place
    try:
        with remote.opened(place) if far else Path(place).open("rb") as file:
            if file.read(2) != b"PK" or packed_kind(file, name) != ZIP:
                yield itself
                return
            names = set()
            for member in members(file, name):
                if member.name not in names:  # one name may be packed twice
                    names.add(member.name)
                    yield Found(printable(member.name), place, member.name, None, itself.stamp)
    except UnreadableFile as fault:
        yield replace(itself, problem=str(fault))
    except OSError:
        yield itself
