"""The same archive on a Dask cluster: the same store, even where a worker is killed midway."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.archive.running import contents, write
from trichxuat.archive.cluster import Cluster
from trichxuat.archive.pool import Limits, PoolError
from trichxuat.archive.run import Options, Summary, run, versions
from trichxuat.reading import How

distributed = pytest.importorskip("distributed")


class Silent:
    def start(self, files: int, jobs: int) -> None: ...
    def skipped(self, files: int) -> None: ...
    def read(self, files: int, documents: int) -> None: ...
    def failed(self, failure: Any) -> None: ...
    def more(self, files: int) -> None: ...
    def end(self, summary: Summary) -> None: ...


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, each a process with one thread."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("archive"), 300)


@pytest.fixture(scope="module")
def alone(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What one machine makes of it."""
    store = tmp_path_factory.mktemp("alone") / "kho.duckdb"
    run(Options([str(archive)], str(store), 2), Silent())
    return contents(store)


def test_a_cluster_gives_the_same_store(
    cluster: Any, archive: Path, alone: dict[str, list[Any]], tmp_path: Path
) -> None:
    store = tmp_path / "kho.duckdb"
    summary = run(Options([str(archive)], str(store), scheduler=cluster.scheduler_address), Silent())
    assert (summary.done, summary.failed) == (300, 0)
    assert contents(store) == alone


def test_a_worker_that_is_killed_costs_nothing(
    cluster: Any, archive: Path, alone: dict[str, list[Any]], tmp_path: Path
) -> None:
    store = tmp_path / "kho.duckdb"

    def kill() -> None:
        time.sleep(0.6)
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

    threading.Thread(target=kill).start()
    summary = run(Options([str(archive)], str(store), scheduler=cluster.scheduler_address), Silent())
    assert (summary.done, summary.failed) == (300, 0)
    assert contents(store) == alone


def test_another_program_on_the_workers_is_refused(cluster: Any) -> None:
    def other(how: How) -> str:
        return f"{versions(how)} {os.getpid()}"

    with pytest.raises(PoolError, match="khác nhau"):
        Cluster(cluster.scheduler_address, How(), Limits(), other)


def test_no_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trichxuat.archive.cluster._CONNECT", 1.0)
    with pytest.raises(PoolError, match="Không nối được"):
        Cluster("tcp://127.0.0.1:9", How(), Limits(), versions)
