"""The same work on the workers of a Dask cluster: shards of files go out, batches of rows come back.

What workers read they must see under the same path, on a shared file system, or at the same URL. A worker that is lost
has its shards read by the others; a shard that ends one worker after another is taken apart, and its poisoned file
fails alone.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from trichxuat.archive.pool import Limits, Lost, PoolError
from trichxuat.archive.work import DIED, TIMEOUT, Batch, Item
from trichxuat.reading import How

_LOOK = 0.2
"""Seconds after which `collect` looks up from waiting."""
_AHEAD = 2
"""Shards for each thread of the cluster: one at work, one waiting."""
_CONNECT = 30.0
_OTHERS = "Phiên bản trichxuat hoặc mô hình khác nhau trên {where}. Hãy cài như nhau."
_EACH, _LATE = 5.0, 120.0
"""Seconds that a shard may take beside twice the time that one file is allowed: for each file, and in all."""


class Cluster:
    """Workers behind a scheduler, with the methods of `pool.Pool`."""

    def __init__(self, scheduler: str, how: How, limits: Limits, versions: Callable[[How], str]) -> None:
        """Raises PoolError where there is no scheduler, no worker, or another program on one of them."""
        try:
            import distributed
        except ImportError as fault:
            raise PoolError("Chưa cài Dask. Hãy chạy: pip install 'trichxuat[dask]'") from fault
        try:
            client: Any = distributed.Client
            self._client: Any = client(scheduler, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as fault:
            message = f"Không nối được với bộ điều phối Dask ở {scheduler} ({type(fault).__name__})."
            raise PoolError(f"{message} Hãy kiểm tra địa chỉ và tường lửa.") from fault
        self._how, self._limits, self._versions = how, limits, versions
        self._given: dict[str, tuple[Any, list[Item], float]] = {}
        self._finished: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._number = 0
        self._own = versions(how)
        self._check()

    def _check(self) -> None:
        """All must make the same records."""
        theirs = self._client.run(self._versions, self._how)
        if not theirs:
            self._client.close()
            raise PoolError("Cụm Dask chưa có tiến trình nào. Hãy chạy dask worker ĐỊA_CHỈ rồi thử lại.")
        others = sorted(address for address, version in theirs.items() if version != self._own)
        if others:
            self._client.close()
            raise PoolError(_OTHERS.format(where=", ".join(others)))

    @property
    def _slots(self) -> int:
        with suppress(OSError):
            return int(_AHEAD * max(1, sum(self._client.nthreads().values())))
        return _AHEAD

    @property
    def free(self) -> int:
        """Shards that the cluster can be given."""
        return max(0, self._slots - len(self._given))

    @property
    def busy(self) -> int:
        return len(self._given)

    def give(self, items: Sequence[Item]) -> None:
        """Sends a shard out."""
        self._number += 1
        key = f"trichxuat-{id(self)}-{self._number}"
        future = self._client.submit(_read, list(items), self._how, self._versions, self._own, key=key, pure=False)
        self._given[key] = (future, list(items), time.monotonic())
        future.add_done_callback(lambda done: self._finished.put(done.key))

    def collect(self, following: Sequence[list[Item]] = ()) -> tuple[list[Batch | Lost], int]:
        """Waits a moment: what was read, which shards were lost; and how many of `following` were sent on."""
        found: list[Batch | Lost] = []
        handed = 0
        wait = _LOOK
        while True:
            try:
                key = self._finished.get(timeout=wait) if wait else self._finished.get_nowait()
            except queue.Empty:
                break
            wait = 0.0
            if key not in self._given:
                continue
            future, items, since = self._given.pop(key)
            if handed < len(following):
                self.give(following[handed])
                handed += 1
            found.append(_outcome(future, items, time.monotonic() - since))
        found += self._late()
        return found, handed

    def _late(self) -> list[Lost]:
        """Shards that take too long."""
        lost = []
        for key, (future, items, since) in list(self._given.items()):
            allowed = _AHEAD * max(self._limits.seconds(item) for item in items) + _EACH * len(items) + _LATE
            if time.monotonic() - since > allowed:
                del self._given[key]
                self._give_up(key, future)
                message = f"Cụm Dask đọc quá {allowed:g} giây nên đã dừng. Hãy đọc tệp này bằng --engine local."
                lost.append(Lost(items, None, TIMEOUT, message, time.monotonic() - since))
        return lost

    def _give_up(self, key: str, future: Any) -> None:
        """Another process in the place of the one that does not come back from a shard, where it has a nanny.

        The shard goes first: a worker that is lost has its shards read by another one.
        """
        with suppress(OSError, ValueError, TimeoutError):
            at_work = [address for address, keys in self._client.processing().items() if key in keys]
            future.cancel(force=True)
            if at_work:
                self._client.restart_workers(at_work, timeout=_CONNECT, raise_for_error=False)

    def stop(self) -> None:
        """Shards that are out are waited for; the caller gives no more."""

    def close(self, *, kill: bool = False) -> None:
        """Leaves the cluster as it was."""
        if kill:
            for future, _, _ in self._given.values():
                with suppress(Exception):
                    future.cancel()
        self._given = {}
        self._client.close()


def _read(items: list[Item], how: How, versions: Callable[[How], str], own: str) -> Batch:
    """On a worker. Raises PoolError where it is of another version: it may have joined late."""
    from trichxuat.archive.process import process  # only workers need what reads

    if versions(how) != own:
        raise PoolError(_OTHERS.format(where="một tiến trình vừa vào cụm"))
    return process(items, how)


def _outcome(future: Any, items: list[Item], seconds: float) -> Batch | Lost:
    if future.status == "finished":
        with suppress(OSError):
            batch: Batch = future.result(timeout=_CONNECT)
            return batch
    fault = future.exception() if future.status == "error" else None
    if isinstance(fault, PoolError):
        raise fault
    why = type(fault).__name__ if fault else future.status
    message = f"Tiến trình của cụm Dask bị mất ({why}). Hãy kiểm tra tệp này riêng."
    return Lost(items, None, DIED, message, seconds)
