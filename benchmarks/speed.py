"""Speed and memory, measured on this machine against what others need for less.

usage: python benchmarks/speed.py [--write README.md]... [--documents 10000]

Prints a markdown table; `--write` puts it between the speed marks of a page. Needs `pip install -e '.[dev,bench]'`.
Texts: ../shared/corpus/text where it is, else corpus/text.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from english import prose

from trichxuat.evaluation import write_block

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "corpus/samples/cong-van.txt"
ROUNDS = 5
Row = tuple[str, str, str, str, str]


def texts() -> tuple[str, list[str]]:
    """(what they are called, the texts)."""
    for name in ("../shared/corpus/text", "corpus/text"):
        found = sorted((ROOT / name).glob("*.txt"))
        if found:
            return name, [path.read_text(encoding="utf-8") for path in found]
    raise SystemExit("no texts")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of both, taken in turns in the same run, after one round to warm up."""
    ours()
    theirs()
    rounds = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    return statistics.median(a for a, _ in rounds), statistics.median(b for _, b in rounds)


def whole_extraction(documents: Sequence[str]) -> Row:
    from underthesea import word_tokenize

    from trichxuat import extract

    size = sum(map(len, documents)) / 1e6
    ours, theirs = side_by_side(
        lambda: [extract(text) for text in documents], lambda: [word_tokenize(text) for text in documents]
    )
    return (
        "Trích xuất trọn vẹn, so với chỉ tách từ bằng `underthesea.word_tokenize`",
        "Whole extraction, against `underthesea.word_tokenize` alone",
        f"{size / ours:.2f} M chars/s",
        f"{size / theirs:.3f} M chars/s",
        f"{theirs / ours:.1f}×",
    )


def references(documents: Sequence[str]) -> Row:
    from eyecite import get_citations

    from trichxuat.fields.references import find_mentions
    from trichxuat.text import Text

    english = prose(200_000)
    ours_size = sum(len(text.encode()) for text in documents) / 1e6
    theirs_size = len(english.encode()) / 1e6
    ours, theirs = side_by_side(
        lambda: [find_mentions(Text(text)) for text in documents], lambda: get_citations(english)
    )
    ours, theirs = ours_size / ours, theirs_size / theirs
    return (
        "Tìm viện dẫn, so với `eyecite` (bộ tách mặc định, trên tiếng Anh)",
        "References alone, against `eyecite` (default tokenizer, on English)",
        f"{ours:.2f} MB/s",
        f"{theirs:.3f} MB/s",
        f"{ours / theirs:.1f}×",
    )


def resident() -> float:
    """MB of memory held by this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def memory_of(count: int) -> None:
    """Run in a process of its own: prints memory after a tenth of the documents and after all."""
    from trichxuat import extract

    _, documents = texts()
    marks = []
    for number in range(1, count + 1):
        extract(f"{documents[number % len(documents)]}\nSố hồ sơ {number}/KH-UBND ngày {number % 28 + 1}/3/2023")
        if number in (count // 10, count):
            marks.append(resident())
    print(*marks)


def memory(count: int) -> Row:
    done = subprocess.run(
        [sys.executable, __file__, "--memory-of", str(count)], capture_output=True, text=True, check=True
    )
    early, late = map(float, done.stdout.split())
    return (
        f"Bộ nhớ sau {count // 10:,} và sau {count:,} văn bản".replace(",", "."),
        f"Memory after {count // 10:,} and after {count:,} documents",
        f"{early:.0f} MB → {late:.0f} MB",
        "",
        f"{late - early:+.1f} MB",
    )


def command(*words: str) -> float:
    """Median seconds of a fresh process."""
    program = [sys.executable, "-m", "trichxuat", *words]
    return statistics.median(
        seconds(lambda: subprocess.run(program, cwd=ROOT, capture_output=True, check=True)) for _ in range(ROUNDS)
    )


def cold_starts() -> list[Row]:
    return [
        (
            f"Chạy nguội: `trichxuat {SAMPLE}`",
            f"Cold start: `trichxuat {SAMPLE}`",
            f"{command(SAMPLE):.2f} s",
            "",
            "",
        ),
        ("Chạy nguội: `trichxuat --help`", "Cold start: `trichxuat --help`", f"{command('--help'):.2f} s", "", ""),
    ]


def table(rows: Sequence[Row], name: str, count: int, english: bool) -> str:
    head = (
        "| Measure | trichxuat | other | ratio |" if english else "| Phép đo | trichxuat | đối chứng | tỉ lệ |",
        "| --- | ---: | ---: | ---: |",
    )
    lines = [f"| {row[english]} | {row[2]} | {row[3]} | {row[4]} |" for row in rows]
    machine = f"Python {platform.python_version()}, {os.cpu_count()} CPU"
    made = (
        f"Median of {ROUNDS} on {count} texts of `{name}` ({machine}). Made by:"
        if english
        else f"Trung vị của {ROUNDS} lần trên {count} văn bản của `{name}` ({machine}). Bảng này do lệnh sau tạo ra:"
    )
    commands = ("pip install -e '.[dev,bench]'", "python benchmarks/speed.py --write README.md")
    return "\n".join([*head, *lines, "", made, "", "```sh", *commands, "```"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, action="append", default=[], metavar="README.md")
    parser.add_argument("--documents", type=int, default=10_000, help="for the memory measure")
    parser.add_argument("--memory-of", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.memory_of:
        memory_of(wanted.memory_of)
        return
    name, documents = texts()
    rows = [whole_extraction(documents), references(documents), memory(wanted.documents), *cold_starts()]
    print(table(rows, name, len(documents), english=False))
    for path in wanted.write:
        write_block(path, "speed", table(rows, name, len(documents), english=path.name.endswith(".en.md")))


if __name__ == "__main__":
    main()
