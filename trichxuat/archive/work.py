"""What goes to a worker and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone

from trichxuat.archive.rows import FileState, Rows, rows_of

UNREADABLE, TIMEOUT, MEMORY, DIED, FAULT = "unreadable", "timeout", "memory", "died", "fault"
"""Error codes of `files`: no text in it; took too long; needed too much; ended the process; a fault of the program."""

OUT_OF_MEMORY = (
    "Đọc tệp này cần quá nhiều bộ nhớ. Hãy tăng --memory rồi chạy lại với --retry-failed, hoặc chia nhỏ tệp."
)


@dataclass(frozen=True, slots=True)
class Item:
    """A file to read: path, place, member, stamp as in walk.Found; versions as in schema.FILES.

    sha256: with these bytes the store holds it already; failed: as a failed one. tries: times that a process was lost
    over it.
    """

    path: str
    place: str
    member: str | None
    stamp: str | None
    versions: str
    sha256: str | None = None
    failed: bool = False
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    path: str
    code: str
    message: str


@dataclass(slots=True)
class Batch:
    """What came of some items. same: those whose bytes the store holds already; left: those not looked at."""

    rows: Rows = field(default_factory=Rows)
    failures: list[Failure] = field(default_factory=list)
    same: list[Item] = field(default_factory=list)
    left: list[Item] = field(default_factory=list)

    def add(self, other: Batch) -> None:
        self.rows.add(other.rows)
        self.failures += other.failures
        self.same += other.same
        self.left += other.left


def failed(
    item: Item, code: str, message: str, seconds: float, sha256: str | None = None, size: int | None = None
) -> Batch:
    """The batch of one file that gave no record."""
    state = FileState(item.path, sha256, size, item.stamp, item.versions, seconds, now(), code, message)
    return Batch(rows_of(state, []), [Failure(item.path, code, message)])


def now() -> str:
    """UTC, as the database reads it."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")
