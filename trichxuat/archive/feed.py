"""What a run has to do: the files that the store does not hold as they are, in batches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from trichxuat.archive.pool import is_paged
from trichxuat.archive.remote import is_url
from trichxuat.archive.store import Known, Store
from trichxuat.archive.walk import Found, walk, whole
from trichxuat.archive.work import UNREADABLE, Batch, Item, failed

_BATCH, _BATCH_BYTES, _SMALL = 48, 1 << 20, 1 << 18
"""Files and bytes that are read as one task, and up to which size a file is read with others."""
_LOOKED_UP = 1024
"""Files that the store is asked about at once."""


@dataclass(slots=True)
class Settled:
    """Files that need not be read: those that are done, or failed, as they are; and files beyond those counted."""

    done: int = 0
    failed: int = 0
    more: int = 0


@dataclass(slots=True)
class Feed:
    """The files that names stand for, one batch after another, each file once.

    versions: of what is read as text, and of what may be read by OCR. tell: is told of files that need no reading.
    """

    names: Sequence[str]
    versions: tuple[str, str]
    retry_failed: bool
    jobs: int
    tell: Callable[[Settled], None]
    files: int = 0

    def batches(self, store: Store) -> Iterator[list[Item] | Batch]:
        """Files to read, small ones together, more and more of them: a few files shall be shared by all workers.

        What cannot be read at all comes as the Batch of one failure. store: a connection of its own.
        """
        together: list[Item] = []
        size = given = 0
        for found, item in self._items(store):
            if found.problem is not None:
                yield failed(item, UNREADABLE, found.problem, 0.0)
                continue
            given += 1
            if is_paged(item.path) or (found.size or 0) > _SMALL:
                yield [item]
                continue
            together.append(item)
            size += found.size or 0
            if len(together) >= min(_BATCH, given // (2 * self.jobs)) or size >= _BATCH_BYTES:
                yield together
                together, size = [], 0
        if together:
            yield together

    def _items(self, store: Store) -> Iterator[tuple[Found, Item]]:
        """The files that are not done as they are."""
        files = walk(self.names)
        twice = _overlap(self.names)
        last_zip = ""
        while some := list(islice(files, _LOOKED_UP)):
            paths = [found.path for found in some]
            known = store.known(paths)
            before = store.see(paths, ask=twice)
            settled = Settled()
            for found in some:
                if is_url(found.place) or (found.member is not None and found.place == last_zip):
                    settled.more += 1
                last_zip = found.place if found.member is not None else ""
                if found.path in before:
                    settled.more -= 1
                    continue
                before.add(found.path)
                self.files += 1
                now = self.versions[is_paged(found.path)]
                at = known.get(found.path)
                if at and at.versions == now and self._settled(at, found.stamp):
                    if at.status == "failed":
                        settled.failed += 1
                    else:
                        settled.done += 1
                    continue
                same = at is not None and at.versions == now and (at.status == "done" or not self.retry_failed)
                yield found, Item(
                    found.path, found.place, found.member, found.stamp, now,
                    at.sha256 if at and same else None, bool(at and at.status == "failed"),
                )  # fmt: skip
            self.tell(settled)

    def _settled(self, at: Known, stamp: str | None) -> bool:
        """Whether a file that did not change need not be looked at."""
        if at.stamp != stamp or stamp is None:
            return False
        if at.status == "done":
            return True
        return not self.retry_failed and (at.error_code != UNREADABLE or at.sha256 is not None)


def folders(names: Iterable[str]) -> list[str]:
    """Those of the names below which other files lie, as the store has them."""
    return [whole(name) for name in names if is_url(name) or os.path.isdir(name) or name.lower().endswith(".zip")]  # noqa: PTH112


def _overlap(names: Iterable[str]) -> bool:
    """Whether a file may be met twice."""
    beginnings = sorted(f"{whole(name)}/" for name in names)
    return any(later.startswith(earlier) for earlier, later in pairwise(beginnings))
