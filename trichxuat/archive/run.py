"""A run over an archive: what is new or changed is read by workers, and written by this process as it comes.

However a run ends, what was written stays and is not done again; a file stands in the store whole or not at all.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from trichxuat import __version__
from trichxuat.archive.cluster import Cluster
from trichxuat.archive.feed import Feed, Settled, folders
from trichxuat.archive.pool import Limits, Lost, Pool
from trichxuat.archive.store import Store
from trichxuat.archive.walk import count
from trichxuat.archive.work import DIED, MEMORY, Batch, Failure, Item, failed
from trichxuat.archive.writer import TOO_LARGE, Writer
from trichxuat.nlp import in_force
from trichxuat.reading import How
from trichxuat.record import SCHEMA_VERSION


class Reporter(Protocol):
    """Who is told how a run goes."""

    def start(self, files: int, jobs: int) -> None: ...

    def skipped(self, files: int) -> None:
        """Files that are done, or failed, as they are."""

    def read(self, files: int, documents: int) -> None:
        """Files that were read, failed ones with them."""

    def failed(self, failure: Failure) -> None: ...

    def more(self, files: int) -> None:
        """Files beyond those that were counted at the start: in a .zip, at a URL; fewer where some have two names."""

    def stopping(self) -> None:
        """An interrupt: what is being read is finished."""

    def error(self, message: str) -> None:
        """The run cannot go on."""

    def end(self, summary: Summary) -> None: ...


@dataclass(slots=True)
class Summary:
    """How a run went. done, failed: all files named, those of earlier runs with them; skipped: those alone.

    documents: read now. others: files in folders that are of no kind that can be read. left: about how many were not
    looked at, where it was interrupted. missing: files of the store that are no longer where they were, forgotten
    where that was wished. writing: seconds that the store took; writing_cpu: of the processor.
    """

    files: int = 0
    skipped: int = 0
    done: int = 0
    failed: int = 0
    documents: int = 0
    others: int = 0
    left: int = 0
    missing: int = 0
    interrupted: bool = False
    seconds: float = 0.0
    writing: float = 0.0
    writing_cpu: float = 0.0


@dataclass(frozen=True, slots=True)
class Options:
    """names: files, folders, zips. jobs: processes; None for one a core. scheduler: of a Dask cluster instead.

    forget_missing: take out of the store what lay below the names and is gone.
    """

    names: Sequence[str]
    store: str
    jobs: int | None = None
    retry_failed: bool = False
    forget_missing: bool = False
    limits: Limits = field(default_factory=Limits)
    how: How = field(default_factory=How)
    scheduler: str | None = None


def run(options: Options, reporter: Reporter) -> Summary:
    """Runs over an archive. Raises StoreError, PoolError."""
    started = time.monotonic()
    jobs = options.jobs or cores()
    with Store.open(options.store, create=True, small=True) as store:
        store.set_meta("versions", versions(How()))
        total, others = count(options.names)
        reporter.start(total, jobs)
        summary = _Run(options, store, reporter, jobs).run()
    summary.others = others
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
    """One run: batches of files are handed out, and what comes back is written."""

    def __init__(self, options: Options, store: Store, reporter: Reporter, jobs: int) -> None:
        self.options, self.reporter, self.jobs = options, reporter, jobs
        self.store = store
        self.summary = Summary()
        self.feed = Feed(
            options.names, (versions(How()), versions(options.how)), options.retry_failed, jobs, self._settled
        )
        self.ready: deque[list[Item]] = deque()
        self.stopping = False
        self.writer = Writer(store)

    def run(self) -> Summary:
        summary = self.summary
        looking = self.store.another()
        feed = self.feed.batches(looking)
        try:
            with _interrupts(self._stop):
                self._read(feed)
        except KeyboardInterrupt:  # the second one: at once
            self.stopping = True
        finally:
            self.writer.close()
        for path in self.writer.refused:
            summary.done, summary.failed = summary.done - 1, summary.failed + 1
            self.reporter.failed(Failure(path, MEMORY, TOO_LARGE))
        if not self.stopping:
            self._look_behind(looking)
        summary.files = self.feed.files
        summary.interrupted = self.stopping
        summary.writing, summary.writing_cpu = self.writer.seconds, self.writer.cpu
        return summary

    def _read(self, feed: Iterator[list[Item] | Batch]) -> None:
        """Has all batches read, or those at hand where it shall stop."""
        pool: Pool | Cluster | None = None
        killed = True
        try:
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

    def _workers(self) -> Pool | Cluster:
        options = self.options
        if options.scheduler:
            return Cluster(options.scheduler, options.how, options.limits, versions)
        return Pool(min(self.jobs, len(self.ready)), options.how, options.limits)

    def _stop(self) -> None:
        if self.stopping:
            raise KeyboardInterrupt
        self.stopping = True
        self.reporter.stopping()

    def _fill(self, feed: Iterator[list[Item] | Batch]) -> bool:
        """Sees to it that batches are ready; False where there are no more."""
        while len(self.ready) < 2 * self.jobs and not self.stopping:
            batch = next(feed, None)
            if batch is None:
                return False
            if isinstance(batch, Batch):
                self._take(batch)
            else:
                self.ready.append(batch)
        return True

    def _look_behind(self, looking: Store) -> None:
        """What the store holds of files that are gone, once all that there is was found."""
        looking.forget(looking.opened_since())
        gone = looking.gone(folders(self.options.names))
        self.summary.missing = len(gone)
        if self.options.forget_missing:
            looking.forget(gone)

    # ---- what came of it ----

    def _settled(self, settled: Settled) -> None:
        """Counts what need not be read."""
        summary, skipped = self.summary, settled.done + settled.failed
        summary.done, summary.failed = summary.done + settled.done, summary.failed + settled.failed
        summary.skipped += skipped
        if settled.more:
            self.reporter.more(settled.more)
        if skipped:
            self.reporter.skipped(skipped)

    def _take(self, batch: Batch) -> None:
        """Counts what was read, and hands it on to be written."""
        rows = batch.rows
        self.summary.documents += len(rows.documents)
        self.summary.failed += len(batch.failures)
        self.summary.done += len(rows.files) - len(batch.failures)
        if batch.left:
            self.ready.appendleft(batch.left)
        if rows.files:
            self.reporter.read(len(rows.files), len(rows.documents))
        if batch.same:
            bad = sum(item.failed for item in batch.same)
            self._settled(Settled(len(batch.same) - bad, bad))
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
