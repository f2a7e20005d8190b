"""An archive from end to end, against twice the single-core rate of the bare library in the same run.

usage: python benchmarks/archive.py [--documents 100000] [--jobs 2] [--write README.md]...

Makes text files from made-up documents (and those of ../shared, where it is), each with a number of its own, runs
`trichxuat archive run` over them, and then once more over the finished archive. Prints a markdown table; `--write` puts
it between the archive marks of a page. Needs `pip install -e '.[archive,dask]'`, Linux (memory is read from /proc), and
as many free cores as jobs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trichxuat.evaluation import write_block
from trichxuat.training.synth import make_documents

ROOT = Path(__file__).resolve().parent.parent
VARIETY, A_FOLDER, A_CLUSTER = 500, 1000, 10
BARE = 2000
"""Files on which the bare library is measured, before and after the run."""
Row = tuple[str, str, str, str]


def make(count: int, folder: Path) -> str:
    """Writes `count` files; gives what they are made from."""
    shared = sorted((ROOT / "../shared/corpus/text").glob("*.txt"))
    texts = [marked.text for marked in make_documents(VARIETY)] + [path.read_text(encoding="utf-8") for path in shared]
    for number in range(count):
        place = folder / f"{number // A_FOLDER:04}"
        if number % A_FOLDER == 0:
            place.mkdir(parents=True)
        (place / f"{number:07}.txt").write_text(f"{texts[number % len(texts)]}\n\nMã hồ sơ {number:07}\n", "utf-8")
    return f"{VARIETY} + {len(shared)}"


def bare(folder: str, count: int, skip: int) -> None:
    """In a process of its own: prints documents a second of the library alone."""
    from trichxuat import extract_file

    paths = sorted(Path(folder).rglob("*.txt"))
    step = max(1, len(paths) // count)
    paths = paths[skip::step][:count]
    for path in paths[:50]:
        extract_file(path)
    start = time.perf_counter()
    made = sum(len(extract_file(path)) for path in paths)
    print(made / (time.perf_counter() - start))


def bare_rates(folder: Path, processes: int, skip: int) -> list[float]:
    """Documents a second of each of so many bare processes side by side."""
    words = [sys.executable, __file__, "--bare", str(folder), "--skip", str(skip)]
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return [float(each.communicate()[0]) for each in running]


def resident(pid: int) -> float:
    """MB of memory."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0


def children(pid: int) -> list[int]:
    found = []
    for place in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(each) for each in place.read_text("ascii").split()]
    return [each for each in found if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


@dataclass
class Watched:
    """A run of the command: its last event, seconds, and memory by the documents read so far."""

    end: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    parent: list[tuple[int, float]] = field(default_factory=list)
    workers: list[tuple[int, float]] = field(default_factory=list)


def watch(folder: Path, store: Path, jobs: int) -> Watched:
    """Runs the command and looks at its memory every second."""
    words = [sys.executable, "-m", "trichxuat", "archive", "run", str(folder), "--to", str(store), "--log-json"]
    found = Watched()
    start = time.perf_counter()
    running = subprocess.Popen([*words, "--jobs", str(jobs)], stderr=subprocess.PIPE, text=True, cwd=ROOT)
    documents = 0
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(1.0):
            found.parent.append((documents, resident(running.pid)))
            try:
                held = [resident(pid) for pid in children(running.pid)]
            except OSError:
                continue
            if held:
                found.workers.append((documents, max(held)))

    looking = threading.Thread(target=look)
    looking.start()
    assert running.stderr is not None
    for line in running.stderr:
        event = json.loads(line)
        documents = event.get("documents", documents)
        if event["event"] == "end":
            found.end = event
    running.wait()
    found.seconds = time.perf_counter() - start
    ended.set()
    looking.join()
    if running.returncode:
        raise SystemExit(f"the run left with {running.returncode}: {found.end}")
    return found


def clustered(folders: Sequence[Path], jobs: int, folder: Path) -> tuple[float, float]:
    """Seconds of a run over some folders by worker processes, and by a Dask cluster of as many (its start apart)."""
    import distributed

    words = [sys.executable, "-m", "trichxuat", "archive", "run", *map(str, folders), "--log-json", "--to"]
    times = []
    with distributed.LocalCluster(
        n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        engines = (("--jobs", str(jobs)), ("--engine", "dask", "--scheduler", cluster.scheduler_address))
        for number, engine in enumerate(engines):
            start = time.perf_counter()
            store = str(folder / f"engine-{number}.duckdb")
            subprocess.run([*words, store, *engine], check=True, stderr=subprocess.DEVNULL, cwd=ROOT)
            times.append(time.perf_counter() - start)
    return times[0], times[1]


def near(samples: Sequence[tuple[int, float]], documents: int) -> float:
    """Memory when so many documents had been read: the median of five looks."""
    nearest = sorted(samples, key=lambda each: abs(each[0] - documents))[:5]
    return statistics.median(memory for _, memory in nearest)


def measure(count: int, jobs: int, folder: Path) -> tuple[list[Row], str]:
    made_from = make(count, folder / "files")
    files, store = folder / "files", folder / "store.duckdb"
    alone, side_by_side = bare_rates(files, 1, 0) + bare_rates(files, 1, 1), bare_rates(files, jobs, 2)
    first = watch(files, store, jobs)
    alone += bare_rates(files, 1, 3) + bare_rates(files, 1, 4)
    side_by_side += bare_rates(files, jobs, 5)
    again = watch(files, store, jobs)
    some = sorted(files.iterdir())[:A_CLUSTER]
    local, dask = clustered(some, jobs, folder)
    single = statistics.mean(alone)
    together = statistics.mean(side_by_side) * jobs
    rate = first.end["documents"] / first.seconds
    soon = min(1000 * jobs, count // 4)
    early, late = near(first.workers, soon), near(first.workers, count)
    size = store.stat().st_size
    done, began = f"{count:,}".replace(",", "."), f"{soon:,}".replace(",", ".")
    rows = [
        (f"Thư viện trần, một tiến trình (trước và sau: {', '.join(f'{each:.0f}' for each in alone)})",
         f"Bare library, one process (before and after: {', '.join(f'{each:.0f}' for each in alone)})",
         f"{single:.0f} vb/s", ""),
        (f"Thư viện trần, {jobs} tiến trình cạnh nhau", f"Bare library, {jobs} processes side by side",
         f"{together:.0f} vb/s", ""),
        (f"`archive run`, {done} tệp, {jobs} tiến trình, từ đầu đến cuối",
         f"`archive run`, {count:,} files, {jobs} jobs, end to end", f"{rate:.0f} vb/s ({first.seconds:.0f} s)", ""),
        (f"So với {jobs} × một tiến trình trần", f"Against {jobs} × one bare process",
         f"{rate / single / jobs:.0%}", "≥ 85 %"),
        (f"So với {jobs} tiến trình trần cạnh nhau", f"Against {jobs} bare processes side by side",
         f"{rate / together:.0%}", ""),
        ("Ghi kho (thời gian của luồng ghi, cả lúc chờ bộ xử lý / cả lượt chạy)",
         "Writing the store (time of its thread, waiting for a processor too / whole run)",
         f"{first.end['writing'] / first.seconds:.1%}", "< 15 %"),
        ("Ghi kho (thời gian xử lý của luồng ghi / cả lượt chạy)",
         "Writing the store (processor time of its thread / whole run)",
         f"{first.end['writing_cpu'] / first.seconds:.1%}", ""),
        ("Kho trên đĩa", "Store on disk", f"{size / 1e6:.0f} MB ({size / first.end['documents'] / 1e3:.1f} kB/vb)", ""),
        ("Bộ nhớ tiến trình mẹ, lớn nhất", "Memory of the parent, at most",
         f"{max(memory for _, memory in first.parent):.0f} MB", "< 300 MB"),
        (f"Bộ nhớ tiến trình con, khi cả lượt đã đọc {began} và {done} tệp",
         f"Memory of a worker, when all had read {soon:,} and {count:,} files",
         f"{early:.0f} → {late:.0f} MB ({late / early - 1:+.1%})", "< +10 %"),
        (f"Chạy lại khi {done} tệp đã xong", f"Run again with {count:,} files done",
         f"{again.seconds:.1f} s", "< 60 s"),
        (f"{len(some)}.000 tệp bằng {jobs} tiến trình, và bằng cụm Dask {jobs} tiến trình trên cùng máy",
         f"{len(some)},000 files by {jobs} processes, and by a Dask cluster of {jobs} on the same machine",
         f"{local:.0f} s, {dask:.0f} s ({dask / local - 1:+.0%})", ""),
    ]  # fmt: skip
    return rows, made_from


def table(rows: Sequence[Row], made_from: str, count: int, english: bool) -> str:
    head = "| Measure | value | aim |" if english else "| Phép đo | kết quả | mức cần đạt |"
    lines = [f"| {row[english]} | {row[2].replace('vb', 'docs') if english else row[2]} | {row[3]} |" for row in rows]
    machine = f"Python {platform.python_version()}, {os.cpu_count()} CPU"
    made = (
        f"From {made_from} texts, each file with a number of its own ({machine}). Made by:"
        if english
        else f"Từ {made_from} văn bản, mỗi tệp một số riêng ({machine}). Bảng này do lệnh sau tạo ra:"
    )
    commands = (
        "pip install -e '.[archive,dask]'",
        f"python benchmarks/archive.py --documents {count} --write README.md --write README.en.md",
    )
    return "\n".join([head, "| --- | ---: | ---: |", *lines, "", made, "", "```sh", *commands, "```"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, action="append", default=[], metavar="README.md")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--bare", help=argparse.SUPPRESS)
    parser.add_argument("--skip", type=int, default=0, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.bare:
        bare(wanted.bare, BARE, wanted.skip)
        return
    with tempfile.TemporaryDirectory(prefix="trichxuat-") as folder:
        rows, made_from = measure(wanted.documents, wanted.jobs, Path(folder))
    print(table(rows, made_from, wanted.documents, english=False))
    for path in wanted.write:
        english = path.name.endswith(".en.md")
        write_block(path, "archive", table(rows, made_from, wanted.documents, english=english))


if __name__ == "__main__":
    main()
