"""The same archive on a Dask cluster: the same store, even where a worker is killed midway."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.archive.running import contents, files, write
from trichxuat.archive.cluster import Cluster
from trichxuat.archive.pool import Limits, PoolError
from trichxuat.archive.run import Options, Summary, run, versions
from trichxuat.archive.work import Item
from trichxuat.reading import How
from trichxuat.training.synth import make_document

distributed = pytest.importorskip("distributed")


class Silent:
    def start(self, files: int, jobs: int) -> None: ...
    def skipped(self, files: int) -> None: ...
    def read(self, files: int, documents: int) -> None: ...
    def failed(self, failure: Any) -> None: ...
    def more(self, files: int) -> None: ...
    def stopping(self) -> None: ...
    def error(self, message: str) -> None: ...
    def end(self, summary: Summary) -> None: ...


class Killing(Silent):
    """Kills a worker as soon as something was read."""

    def __init__(self, cluster: Any) -> None:
        self.cluster = cluster
        self.killed, self.before = 0, 0

    def read(self, files: int, documents: int) -> None:
        if not self.killed:
            self.before = files
            self.killed = next(iter(self.cluster.workers.values())).pid
            os.kill(self.killed, signal.SIGKILL)


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
    killing = Killing(cluster)
    summary = run(Options([str(archive)], str(store), scheduler=cluster.scheduler_address), killing)
    assert killing.killed
    assert killing.before < 100, "most was still to do"
    assert (summary.done, summary.failed) == (300, 0)
    assert contents(store) == alone


def test_a_worker_that_does_not_come_back_is_replaced(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trichxuat.archive.cluster._EACH", 0.0)
    monkeypatch.setattr("trichxuat.archive.cluster._LATE", 1.0)
    monkeypatch.setattr("trichxuat.archive.cluster._CONNECT", 5.0)
    pipe = tmp_path / "treo.txt"
    os.mkfifo(pipe)  # whoever reads it waits for ever
    (tmp_path / "tot.txt").write_text(make_document(1).text, encoding="utf-8")
    pids = {worker.pid for worker in cluster.workers.values()}
    store, limits = tmp_path / "kho.duckdb", Limits(timeout=1.0)
    options = Options([str(tmp_path)], str(store), limits=limits, scheduler=cluster.scheduler_address)
    summary = run(options, Silent())
    assert (summary.done, summary.failed) == (1, 1)
    assert files(store)["treo.txt"] == ("failed", "timeout")
    assert {worker.pid for worker in cluster.workers.values()} != pids


def test_another_program_on_the_workers_is_refused(cluster: Any) -> None:
    def other(how: How) -> str:
        return f"{versions(how)} {os.getpid()}"

    with pytest.raises(PoolError, match="khác nhau"):
        Cluster(cluster.scheduler_address, How(), Limits(), other)


def test_another_program_on_a_worker_that_joins_late_is_refused(cluster: Any, archive: Path) -> None:
    shards = Cluster(cluster.scheduler_address, How(), Limits(), versions)
    try:
        shards._own = "another"
        shards.give([Item(str(path), str(path), None, None, "") for path in sorted(archive.rglob("*.txt"))[:1]])
        with pytest.raises(PoolError, match="vừa vào cụm"):
            [shards.collect() for _ in iter(lambda: shards.busy, 0)]
    finally:
        shards.close(kill=True)


def test_no_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trichxuat.archive.cluster._CONNECT", 1.0)
    with pytest.raises(PoolError, match="Không nối được"):
        Cluster("tcp://127.0.0.1:9", How(), Limits(), versions)
