"""Worker processes under watch: each reads batch after batch, none outlives its limits, a lost one is replaced."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from ctypes import c_double
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from trichxuat.archive.work import DIED, MEMORY, OUT_OF_MEMORY, TIMEOUT, Batch, Item
from trichxuat.reading import How

_AT, _SINCE, _STOP = 0, 1, 2
"""Places in the memory that a worker shares: number of the item at hand, or one of these; since when; end after it."""
_IDLE, _SENDING = -1, -2
_LOOK = 0.2
"""Seconds between two looks at the workers."""
_SLICE = 1.0
"""Seconds after which a worker gives what it has, and back the rest of its batch."""
_MOST_LOST = 6
"""Workers lost in a row before any has read a thing: the fault is not in the files."""
_GENTLY = 5
"""By how much workers stand back before other programs, and before the parent, which feeds them."""
_GARBAGE = 20_000
"""Objects after which a worker looks for garbage: records make none that needs looking for."""
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class PoolError(Exception):
    """Workers do not come up; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """timeout: seconds a file, paged: those for files that may be scans; memory: MB of a worker; renew: files."""

    timeout: float = 60.0
    paged: float = 600.0
    memory: int = 2048
    renew: int = 50_000

    def seconds(self, item: Item) -> float:
        return self.paged if is_paged(item.member or item.place) else self.timeout


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker that had to be killed, or died, over the file at `at`; None where it may have been any of them."""

    items: list[Item]
    at: int | None
    code: str
    message: str
    seconds: float


def is_paged(name: str) -> bool:
    """Whether a file may have to be read by OCR, page by page."""
    return name.lower().endswith((".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"))


class _Worker:
    def __init__(self, context: Any, how: How, limits: Limits) -> None:
        self.state = context.RawArray(c_double, [_IDLE, 0.0, 0.0])
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=serve, args=(theirs, self.state, how, limits.memory), name="trichxuat-worker", daemon=True
        )
        self.process.start()
        theirs.close()
        self.items: list[Item] | None = None
        self.handed = 0

    def kill(self) -> None:
        """Ends the process and what it started (Tesseract)."""
        with contextlib.suppress(OSError, AttributeError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """Workers that are given batches of files, one each at a time."""

    def __init__(self, jobs: int, how: How, limits: Limits) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._how, self._limits = how, limits
        self._workers = [self._new() for _ in range(jobs)]
        self._lost_in_a_row = 0
        self._stopping = False

    def _new(self) -> _Worker:
        return _Worker(self._context, self._how, self._limits)

    @property
    def free(self) -> int:
        """Workers with nothing to do."""
        return sum(worker.items is None for worker in self._workers)

    @property
    def busy(self) -> int:
        return len(self._workers) - self.free

    def give(self, items: Sequence[Item]) -> None:
        """Hands a batch to a free worker."""
        worker = next(worker for worker in self._workers if worker.items is None)
        self._hand(worker, list(items))

    def collect(self, following: Sequence[list[Item]] = ()) -> tuple[list[Batch | Lost], int]:
        """Waits a moment: what was read and which workers were lost; and how many of `following` were handed on.

        A worker that has finished gets the next batch before its results are looked at.
        """
        busy = {worker.connection: worker for worker in self._workers if worker.items is not None}
        found: list[Batch | Lost] = []
        handed = 0
        for connection in wait(list(busy), _LOOK) if busy else ():
            worker = busy[connection]
            try:
                data = worker.connection.recv_bytes()
            except (EOFError, OSError):
                found += self._replace(worker, DIED, _died(worker))
                continue
            worker.items = None
            self._lost_in_a_row = 0
            if worker.handed >= self._limits.renew and not self._stopping:
                self._retire(worker)
            elif handed < len(following) and not self._stopping:
                self._hand(worker, following[handed])
                handed += 1
            found.append(pickle.loads(data))  # noqa: S301  our own worker's
        found += self._over_limits()
        return found, handed

    def stop(self) -> None:
        """Workers end after the file at hand, and give back the rest."""
        self._stopping = True
        for worker in self._workers:
            worker.state[_STOP] = 1.0

    def close(self, *, kill: bool = False) -> None:
        """Sends the workers home; `kill`: at once."""
        for worker in self._workers:
            if kill or worker.items is not None:
                worker.kill()
                continue
            with contextlib.suppress(OSError):
                worker.connection.send(None)
        for worker in self._workers:
            if worker.process.is_alive():
                worker.process.join(5)
            worker.kill()
        self._workers = []

    def _hand(self, worker: _Worker, items: list[Item]) -> None:
        worker.items = items
        worker.handed += len(items)
        with contextlib.suppress(OSError):  # it died: `collect` will see
            worker.connection.send(items)

    def _retire(self, worker: _Worker) -> None:
        """Another worker in the place of one that has read enough."""
        with contextlib.suppress(OSError):
            worker.connection.send(None)
        worker.process.join(5)
        worker.kill()
        self._workers[self._workers.index(worker)] = self._new()

    def _replace(self, worker: _Worker, code: str, why: str) -> list[Batch | Lost]:
        """Another worker in the place of a lost one; it gets the batch too where no file of it was begun."""
        at, since = int(worker.state[_AT]), worker.state[_SINCE]
        worker.kill()
        if at == _IDLE:
            self._lost_in_a_row += 1
            if self._lost_in_a_row >= _MOST_LOST:
                raise PoolError(f"Tiến trình đọc tệp không khởi động được ({why}). Hãy cài lại trichxuat.")
        new = self._workers[self._workers.index(worker)] = self._new()
        if self._stopping:
            new.state[_STOP] = 1.0
        if worker.items is None:
            return []
        if at == _IDLE:
            self._hand(new, worker.items)
            return []
        message = f"Tiến trình đọc tệp bị ngắt ({why}). Hãy kiểm tra tệp này riêng." if code == DIED else why
        seconds = max(0.0, time.monotonic() - since)
        return [Lost(worker.items, at if at >= 0 else None, code, message, seconds)]

    def _over_limits(self) -> list[Batch | Lost]:
        """Kills the workers that have been too long at a file, or hold too much memory."""
        found: list[Batch | Lost] = []
        for worker in list(self._workers):
            at, since = int(worker.state[_AT]), worker.state[_SINCE]
            if worker.items is None or at < 0:
                continue
            limit = self._limits.seconds(worker.items[at])
            if time.monotonic() - since > limit and worker.state[_SINCE] == since and not worker.connection.poll():
                message = f"Đọc quá {limit:g} giây nên đã dừng. Hãy tăng --timeout rồi chạy lại với --retry-failed."
                found += self._replace(worker, TIMEOUT, message)
            elif resident(worker.process.pid) > self._limits.memory:
                found += self._replace(worker, MEMORY, OUT_OF_MEMORY)
        return found


def _died(worker: _Worker) -> str:
    """How a process ended."""
    worker.process.join(1)
    code = worker.process.exitcode
    return f"tín hiệu {-code}" if code is not None and code < 0 else f"mã {code}"


def resident(pid: int) -> float:
    """MB of memory that a process and its children hold; 0 where the system does not tell."""
    total = 0
    try:
        total += int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
            with contextlib.suppress(OSError, IndexError):
                total += int(Path(f"/proc/{child}/statm").read_bytes().split()[1])
    except (OSError, IndexError):
        pass
    return total * _PAGE / 1e6


# ---- in the worker ----


def serve(connection: Connection, state: Any, how: How, memory: int) -> None:
    """What a worker does: batches in, what came of them out, until it is told to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    from trichxuat.archive.process import process  # only workers need what reads

    with contextlib.suppress(AttributeError, OSError):
        os.setpgid(0, 0)  # with what it starts: killed as one, and no Ctrl-C of the terminal reaches them
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _bound(memory)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_GENTLY)
    gc.set_threshold(_GARBAGE)
    gc.collect()
    gc.freeze()  # what is loaded stays: the collector need not look at it again and again

    def before(number: int) -> bool:
        state[_SINCE] = time.monotonic()
        state[_AT] = number
        return not state[_STOP] and (not number or state[_SINCE] < began + _SLICE)

    first = True
    began = 0.0
    give_back = _trimmer()
    while True:
        try:
            items = connection.recv()
        except (EOFError, OSError):
            items = None
        if items is None:
            os._exit(0)  # nothing to put in order
        began = time.monotonic()
        batch = process(items, how, before)
        state[_AT] = _SENDING
        data = pickle.dumps(batch, pickle.HIGHEST_PROTOCOL)
        state[_AT] = _IDLE
        connection.send_bytes(data)
        del batch, data
        give_back()
        if first:
            first = False
            gc.collect()
            gc.freeze()


def _trimmer() -> Callable[[], object]:
    """What returns freed memory to the system, where the C library has it (glibc): half a millisecond."""
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return lambda: None
    return lambda: trim(0)


def _end_with_parent() -> None:
    """No worker outlives the parent, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        if hasattr(os, "getpgrp") and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _bound(memory: int) -> None:
    """No allocation beyond twice the limit, before the parent's next look."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (memory << 21, memory << 21))
