"""The files that a run is about: folders, zips and lists, one file after another, whatever their number."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trichxuat.errors import UnreadableFile
from trichxuat.reading.bundles import members
from trichxuat.reading.kinds import READABLE, ZIP, packed_kind


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the archive.

    path: its name in the store, absolute and printable. place: where it lies on disk, or the .zip that holds it;
    member: its name in that. size: bytes. stamp: as in schema.FILES, None where there is no such file. problem: why it
    cannot be opened at all.
    """

    path: str
    place: str
    member: str | None = None
    size: int | None = None
    stamp: str | None = None
    problem: str | None = None


def walk(names: Iterable[str]) -> Iterator[Found]:
    """The files that names stand for; folders are walked by name, zips opened, hidden files left out."""
    for place in places(names):
        size, stamp = _stat(place)
        if place.lower().endswith(".zip") and stamp is not None:
            yield from _in_zip(place, size, stamp)
        else:
            yield Found(printable(place), place, None, size, stamp)


def places(names: Iterable[str]) -> Iterator[str]:
    """The files on disk, by absolute path; zips unopened."""
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


def _in_zip(place: str, size: int | None, stamp: str) -> Iterator[Found]:
    """The files of a .zip; the file itself where it only has the name of one."""
    itself = Found(printable(place), place, None, size, stamp)
    try:
        with Path(place).open("rb") as file:
            zipped = file.read(2) == b"PK" and packed_kind(file, place) == ZIP
        if not zipped:
            yield itself
            return
        for member in members(Path(place), place):
            yield Found(printable(member.name), place, member.name, None, stamp)
    except UnreadableFile as fault:
        yield Found(itself.path, place, None, size, stamp, str(fault))
    except OSError:
        yield itself
