"""The files that a run is about: folders, zips and lists, one file after another, whatever their number.

What is named by a URL lies elsewhere: `remote` finds it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from trichxuat.archive import remote
from trichxuat.errors import UnreadableFile
from trichxuat.reading.bundles import members
from trichxuat.reading.kinds import READABLE, ZIP, packed_kind


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
        if far:
            yield from _remote(some)
            continue
        for place in _local(some):
            size, stamp = _stat(place)
            if place.lower().endswith(".zip") and stamp is not None:
                yield from _in_zip(Found(printable(place), place, None, size, stamp))
            else:
                yield Found(printable(place), place, None, size, stamp)


def places(names: Iterable[str]) -> Iterator[str]:
    """The files, by absolute path or URL; zips unopened."""
    for far, some in groupby(names, remote.is_url):
        if far:
            yield from (each.url for each in remote.files(some, ask=False))
        else:
            yield from _local(some)


def _local(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        place = os.path.abspath(name)  # noqa: PTH100  as typed: a link stays what it is called
        if os.path.isdir(place):  # noqa: PTH112
            yield from _below(place)
        else:
            yield place


def listed(path: Path) -> list[str]:
    """The names in a list of files, one a line. Raises UnreadableFile."""
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="surrogateescape").splitlines()
    except OSError as fault:
        raise UnreadableFile(str(path), f"không đọc được danh sách ({fault.strerror}). Hãy kiểm tra --list.") from fault
    return [line for line in lines if line.strip()]


def printable(name: str) -> str:
    """A name that can be printed and kept, another for each file: bytes that are no UTF-8 as `\\xff`."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _below(folder: str) -> Iterator[str]:
    """The files below a folder that can be read, by name; hidden ones and links to folders left out."""
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in inside:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        elif os.path.splitext(entry.name)[1].lower() in READABLE and not entry.is_dir():  # noqa: PTH122  twice as fast
            yield entry.path


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
            for member in members(file, name):
                yield Found(printable(member.name), place, member.name, None, itself.stamp)
    except UnreadableFile as fault:
        yield replace(itself, problem=str(fault))
    except OSError:
        yield itself
