"""A run over an archive: what is new or changed is read by workers, and written by this process as it comes.

However a run ends, what was written stays and is not done again; a file stands in the store whole or not at all.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Protocol

from trichxuat import __version__
from trichxuat.archive.cluster import Cluster
from trichxuat.archive.pool import Limits, Lost, Pool, is_paged
from trichxuat.archive.rows import FileState, Rows, rows_of
from trichxuat.archive.store import Known, Store, StoreError
from trichxuat.archive.walk import Found, places, walk
from trichxuat.archive.work import DIED, MEMORY, UNREADABLE, Batch, Failure, Item, failed
from trichxuat.nlp import in_force
from trichxuat.reading import How
from trichxuat.record import SCHEMA_VERSION

_BATCH, _BATCH_BYTES, _SMALL = 48, 1 << 20, 1 << 18
"""Files and bytes that are read as one task, and up to which size a file is read with others."""
_LOOKED_UP = 1024
"""Files that the store is asked about at once."""
_WRITTEN, _WRITTEN_SIZE, _WAIT = 512, 10_000_000, 1.0
"""Documents and characters in a transaction, and the seconds after which fewer are written too."""
_QUEUED = 4
"""Batches that may wait to be written."""
_TOO_LARGE = "Bản ghi quá lớn, không ghi được vào kho. Hãy chia nhỏ tệp này rồi chạy lại."


class Reporter(Protocol):
    """Who is told how a run goes."""

    def start(self, files: int, jobs: int) -> None: ...

    def skipped(self, files: int) -> None:
        """Files that are done, or failed, as they are."""

    def read(self, files: int, documents: int) -> None:
        """Files that were read, failed ones with them."""

    def failed(self, failure: Failure) -> None: ...

    def more(self, files: int) -> None:
        """Files beyond those that were counted at the start: those in a .zip."""

    def end(self, summary: Summary) -> None: ...


@dataclass(slots=True)
class Summary:
    """How a run went. done, failed: all files named, those of earlier runs with them; skipped: those alone.

    documents: read now. left: about how many were not looked at, where it was interrupted. writing: seconds that the
    store took.
    """

    files: int = 0
    skipped: int = 0
    done: int = 0
    failed: int = 0
    documents: int = 0
    left: int = 0
    interrupted: bool = False
    seconds: float = 0.0
    writing: float = 0.0


@dataclass(frozen=True, slots=True)
class Options:
    """names: files, folders, zips. jobs: processes; None for one a core. scheduler: of a Dask cluster instead."""

    names: Sequence[str]
    store: str
    jobs: int | None = None
    retry_failed: bool = False
    limits: Limits = field(default_factory=Limits)
    how: How = field(default_factory=How)
    scheduler: str | None = None


def run(options: Options, reporter: Reporter) -> Summary:
    """Runs over an archive. Raises StoreError, PoolError."""
    started = time.monotonic()
    jobs = options.jobs or cores()
    with Store.open(options.store, create=True, small=True) as store:
        store.set_meta("versions", versions(How()))
        total = sum(1 for _ in places(options.names))
        reporter.start(total, jobs)
        summary = _Run(options, store, reporter, jobs).run()
    if summary.interrupted:
        summary.left = max(0, total - summary.done - summary.failed)
    summary.seconds = time.monotonic() - started
    reporter.end(summary)
    return summary


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def versions(how: How) -> str:
    """What a record depends on but the file: as in schema.FILES."""
    made: dict[str, Any] = {"program": __version__, "schema": SCHEMA_VERSION, "models": in_force()}
    if how != How():
        made["how"] = {"ocr": how.ocr, "pages": how.pages, "dpi": how.dpi}
    return json.dumps(made, ensure_ascii=False, sort_keys=True)


class _Run:
    """One run: files are looked up, handed out in batches, and what comes back is written."""

    def __init__(self, options: Options, store: Store, reporter: Reporter, jobs: int) -> None:
        self.options, self.reporter, self.jobs = options, reporter, jobs
        self.store = store
        self.summary = Summary()
        self.versions = versions(How()), versions(options.how)
        self.at_work: set[str] = set()
        self.ready: deque[list[Item]] = deque()
        self.stopping = False
        self.writer = Writer(store)

    def run(self) -> Summary:
        feed = self._batches()
        pool: Pool | Cluster | None = None
        killed = True
        try:
            with _interrupts(self._stop):
                more = self._fill(feed)
                if self.ready:
                    pool = self._workers()
                while pool and (pool.busy or (self.ready and not self.stopping)):
                    while pool.free and self.ready and not self.stopping:
                        pool.give(self.ready.popleft())
                    if self.stopping:
                        pool.stop()
                    found, handed = pool.collect(() if self.stopping else list(self.ready))
                    for _ in range(handed):
                        self.ready.popleft()
                    for each in found:
                        if isinstance(each, Lost):
                            self._lost(each)
                        else:
                            self._take(each)
                    if more and not self.stopping:
                        more = self._fill(feed)
            killed = False
        finally:
            if pool:
                pool.close(kill=killed)
            self.writer.close()
        for path in self.writer.refused:
            self.summary.done, self.summary.failed = self.summary.done - 1, self.summary.failed + 1
            self.reporter.failed(Failure(path, MEMORY, _TOO_LARGE))
        self.summary.interrupted = self.stopping
        self.summary.writing = self.writer.seconds
        return self.summary

    def _workers(self) -> Pool | Cluster:
        options = self.options
        if options.scheduler:
            return Cluster(options.scheduler, options.how, options.limits, versions)
        return Pool(min(self.jobs, len(self.ready)), options.how, options.limits)

    def _stop(self) -> None:
        if self.stopping:
            raise KeyboardInterrupt
        self.stopping = True

    def _fill(self, feed: Iterator[list[Item]]) -> bool:
        """Sees to it that batches are ready; False where there are no more."""
        while len(self.ready) < 2 * self.jobs and not self.stopping:
            batch = next(feed, None)
            if batch is None:
                return False
            self.ready.append(batch)
        return True

    # ---- what there is to do ----

    def _batches(self) -> Iterator[list[Item]]:
        """Files to read, small ones together."""
        together: list[Item] = []
        size = 0
        for found, item in self._items():
            if is_paged(item.path) or (found.size or 0) > _SMALL:
                yield [item]
                continue
            together.append(item)
            size += found.size or 0
            if len(together) >= _BATCH or size >= _BATCH_BYTES:
                yield together
                together, size = [], 0
        if together:
            yield together

    def _items(self) -> Iterator[tuple[Found, Item]]:
        """The files that are not done as they are."""
        files = walk(self.options.names)
        reader = self.store.another()
        last_zip = ""
        while some := list(islice(files, _LOOKED_UP)):
            known = reader.known([found.path for found in some])
            skipped = 0
            for found in some:
                if found.path in self.at_work:
                    skipped += 1
                    continue
                if found.member is not None and found.place == last_zip:
                    self.reporter.more(1)
                last_zip = found.place if found.member is not None else ""
                self.summary.files += 1
                now = self.versions[is_paged(found.path)]
                at = known.get(found.path)
                if at and at.versions == now and self._settled(at, found.stamp):
                    skipped += 1
                    self.summary.skipped += 1
                    self._count(at.status == "failed")
                elif found.problem is not None:
                    item = Item(found.path, found.place, None, found.stamp, now)
                    self._take(failed(item, UNREADABLE, found.problem, 0.0))
                else:
                    self.at_work.add(found.path)
                    yield found, self._item(found, at, now)
            if skipped:
                self.reporter.skipped(skipped)

    def _settled(self, at: Known, stamp: str | None) -> bool:
        """Whether a file that did not change need not be looked at."""
        if at.stamp != stamp or stamp is None:
            return False
        if at.status == "done":
            return True
        return not self.options.retry_failed and (at.error_code != UNREADABLE or at.sha256 is not None)

    def _item(self, found: Found, at: Known | None, now: str) -> Item:
        same = at is not None and at.versions == now and (at.status == "done" or not self.options.retry_failed)
        return Item(
            found.path, found.place, found.member, found.stamp, now,
            at.sha256 if at and same else None, bool(at and at.status == "failed"),
        )  # fmt: skip

    # ---- what came of it ----

    def _count(self, is_failed: bool) -> None:
        if is_failed:
            self.summary.failed += 1
        else:
            self.summary.done += 1

    def _take(self, batch: Batch) -> None:
        """Counts what was read, and hands it on to be written."""
        rows = batch.rows
        self.summary.documents += len(rows.documents)
        self.summary.failed += len(batch.failures)
        self.summary.done += len(rows.files) - len(batch.failures)
        self.summary.skipped += len(batch.same)
        if batch.left:
            self.ready.appendleft(batch.left)
        for item in batch.same:
            self._count(item.failed)
        self.at_work.difference_update(row[0] for row in rows.files)
        self.at_work.difference_update(item.path for item in batch.same)
        if rows.files:
            self.reporter.read(len(rows.files), len(rows.documents))
        if batch.same:
            self.reporter.skipped(len(batch.same))
        for failure in batch.failures:
            self.reporter.failed(failure)
        self.writer.put(rows, [(item.path, item.stamp) for item in batch.same if item.stamp])

    def _lost(self, lost: Lost) -> None:
        """One failed file of a worker that was lost; the others of its batch are read again.

        Too much memory and a sudden end may be the fault of others: the file has a second try, by itself.
        """
        items = lost.items
        if lost.at is None:
            for item in items:
                self._again(replace(item, tries=item.tries + 1), lost)
            return
        before, bad, behind = items[: lost.at], items[lost.at], items[lost.at + 1 :]
        for rest in (behind, before):
            if rest:
                self.ready.appendleft(rest)
        if lost.code in (MEMORY, DIED):
            self._again(replace(bad, tries=bad.tries + 1), lost)
        else:
            self._take(failed(bad, lost.code, lost.message, lost.seconds))

    def _again(self, item: Item, lost: Lost) -> None:
        if item.tries < 2:
            self.ready.appendleft([item])
        else:
            self._take(failed(item, lost.code, lost.message, lost.seconds))


class Writer:
    """The one thread that writes, so that workers need not wait for the disk; a bounded queue before it."""

    def __init__(self, store: Store) -> None:
        self.seconds = 0.0
        self.refused: list[str] = []
        self._store = store.another()
        self._queue: queue.Queue[tuple[Rows, list[tuple[str, str]]] | None] = queue.Queue(maxsize=_QUEUED)
        self._fault: Exception | None = None
        self._thread = threading.Thread(target=self._work, name="trichxuat-writer")
        self._thread.start()

    def put(self, rows: Rows, stamps: list[tuple[str, str]]) -> None:
        """Has rows and stamps written soon. Raises StoreError where writing has failed."""
        while True:
            if self._fault:
                raise self._why()
            with suppress(queue.Full):
                self._queue.put((rows, stamps), timeout=1.0)
                return

    def close(self) -> None:
        """Writes what is left. Raises StoreError."""
        while self._thread.is_alive():
            with suppress(queue.Full):
                self._queue.put(None, timeout=1.0)
                break
        self._thread.join()
        if self._fault and sys.exc_info()[0] is None:
            raise self._why()

    def _why(self) -> StoreError:
        reason = str(self._fault).splitlines()[0][:200]
        return StoreError(
            f"{self._store.path}: không ghi được vào kho ({reason}). Hãy kiểm tra chỗ trống và quyền ghi."
        )

    def _work(self) -> None:
        waiting, stamps = Rows(), []
        since = time.monotonic()
        ended = False
        try:
            while not ended:
                with suppress(queue.Empty):
                    each = self._queue.get(timeout=max(0.01, since + _WAIT - time.monotonic()))
                    if each is None:
                        ended = True
                    else:
                        waiting.add(each[0])
                        stamps += each[1]
                full = max(len(waiting.documents), len(waiting.files) + len(stamps)) >= _WRITTEN
                if full or waiting.size >= _WRITTEN_SIZE or ended or time.monotonic() - since >= _WAIT:
                    began = time.perf_counter()
                    self._put(waiting)
                    self._store.restamp(stamps)
                    self.seconds += time.perf_counter() - began
                    waiting, stamps, since = Rows(), [], time.monotonic()
        except Exception as fault:  # told to the thread that reads
            self._fault = fault

    def _put(self, rows: Rows) -> None:
        """Writes rows; what is too large for the database, file by file, and at the worst as a failed file."""
        import duckdb

        try:
            self._store.put(rows)
            return
        except (duckdb.OutOfMemoryException, duckdb.OutOfRangeException, duckdb.InvalidInputException):
            alone = rows.apart()
        for each in alone:
            try:
                self._store.put(each)
            except (duckdb.OutOfMemoryException, duckdb.OutOfRangeException, duckdb.InvalidInputException):
                path, sha256, size, _, _, _, seconds, made, _, done_at, stamp = each.files[0]
                state = FileState(path, sha256, size, stamp, made, seconds, done_at, MEMORY, _TOO_LARGE)
                self._store.put(rows_of(state, []))
                self.refused.append(path)


@contextmanager
def _interrupts(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a polite request to end call `stop`; only the main thread can see to that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = [signal.SIGINT, signal.SIGTERM]
    before = [signal.signal(kind, lambda *_: stop()) for kind in kinds]
    try:
        yield
    finally:
        for kind, old in zip(kinds, before, strict=True):
            signal.signal(kind, old)


__all__ = ["Options", "Reporter", "Summary", "cores", "run", "versions"]
