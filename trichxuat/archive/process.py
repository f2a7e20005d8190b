"""Files → rows: the pure function that every engine runs, on one machine or many."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from trichxuat.archive import remote
from trichxuat.archive.rows import FileState, rows_of
from trichxuat.archive.work import FAULT, MEMORY, OUT_OF_MEMORY, UNREADABLE, Batch, Item, failed, now
from trichxuat.errors import UnreadableFile
from trichxuat.files import extract_decoded
from trichxuat.reading import How, read
from trichxuat.reading.bundles import Member, members
from trichxuat.reading.reader import bytes_of

_FAULT = "Lỗi của chương trình ({kind}). Hãy báo lỗi kèm phiên bản."


def process(items: Sequence[Item], how: How, before: Callable[[int], bool] | None = None) -> Batch:
    """Reads files. `before` is told the number of each item in turn, and ends the work by False."""
    batch = Batch()
    for number, item in enumerate(items):
        if before is not None and not before(number):
            batch.left += items[number:]
            break
        batch.add(process_one(item, how))
    return batch


def process_one(item: Item, how: How) -> Batch:
    """Reads one file; whatever it holds, a batch comes back, with its rows or with one failure."""
    started = time.perf_counter()
    sha256: str | None = None
    size: int | None = None
    try:
        data = _load(item)
        sha256, size = hashlib.sha256(data).hexdigest(), len(data)
        if sha256 == item.sha256:
            return Batch(same=[item])
        decoded = read(data, item.path, how)
        del data
        records = extract_decoded(decoded, item.path)
        if any("MemoryError" in warning.message for record in records for warning in record.warnings):
            raise MemoryError
        state = FileState(item.path, sha256, size, item.stamp, item.versions, time.perf_counter() - started, now())
        return Batch(rows_of(state, records, decoded.text))
    except UnreadableFile as fault:
        code, message = UNREADABLE, str(fault)
    except MemoryError:
        code, message = MEMORY, OUT_OF_MEMORY
    except Exception as fault:  # one file must not end the others; its text stays out of the message
        code, message = FAULT, _FAULT.format(kind=type(fault).__name__)
    return failed(item, code, message, time.perf_counter() - started, sha256, size)


def _load(item: Item) -> bytes:
    if item.member is None:
        return remote.read(item.place, item.stamp) if remote.is_url(item.place) else bytes_of(Path(item.place))
    member = _Zip.of(item).get(item.member)
    if member is None:
        raise UnreadableFile(item.path, "Tệp không còn trong bộ nén. Hãy chạy lại.")
    return member.load()


class _Zip:
    """The .zip that was opened last: files of one come one after another.

    One at a URL is known by the stamp it was found with; without one it is opened anew after a minute.
    """

    opened: tuple[str, int | str, dict[str, Member]] | None = None

    @classmethod
    def of(cls, item: Item) -> dict[str, Member]:
        place, far = item.place, remote.is_url(item.place)
        changed = (item.stamp or int(time.monotonic() / 60)) if far else _changed(place)
        if cls.opened is None or cls.opened[:2] != (place, changed):
            cls.opened = None
            inside = members(remote.opened(place), remote.visible(place)) if far else members(Path(place), place)
            cls.opened = place, changed, {member.name: member for member in inside}
        return cls.opened[2]


def _changed(place: str) -> int:
    try:
        return os.stat(place).st_mtime_ns  # noqa: PTH116
    except OSError:
        return -1
