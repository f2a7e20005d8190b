"""The thread that writes what workers have read."""

from __future__ import annotations

import queue
import sys
import threading
import time
from contextlib import suppress

from trichxuat.archive.rows import FileState, Rows, rows_of
from trichxuat.archive.store import Store, StoreError
from trichxuat.archive.work import MEMORY

_WRITTEN, _WRITTEN_SIZE, _WAIT = 512, 10_000_000, 1.0
"""Documents and characters in a transaction, and the seconds after which fewer are written too."""
_QUEUED = 4
"""Batches that may wait to be written."""
TOO_LARGE = "Bản ghi quá lớn, không ghi được vào kho. Hãy chia nhỏ tệp này rồi chạy lại."


class Writer:
    """The one thread that writes, so that workers need not wait for the disk; a bounded queue before it.

    seconds: that it took to write; cpu: of the processor (where the database has one thread). refused: files whose
    records the database cannot take.
    """

    def __init__(self, store: Store) -> None:
        self.seconds = self.cpu = 0.0
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
                    began, busy = time.perf_counter(), time.thread_time()
                    self._put(waiting)
                    self._store.restamp(stamps)
                    self.seconds += time.perf_counter() - began
                    self.cpu += time.thread_time() - busy
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
                state = FileState(path, sha256, size, stamp, made, seconds, done_at, MEMORY, TOO_LARGE)
                self._store.put(rows_of(state, []))
                self.refused.append(path)
