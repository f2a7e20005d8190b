"""Files against the text that they show: PDF, Word, scans in many variants; and what OCR costs beside Tesseract.

usage: python benchmarks/scans.py [--write README.md]... [--documents 20]

Renders texts of corpus/ (and of ../shared/corpus/text/kien-hai.txt where it is) as PDF, .docx and degraded page images,
reads them back, and compares. Needs the dev extra, Tesseract 5 with `vie`, and the font Tinos (fonts-croscore).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
ours = ModuleType("tests")  # another package of that name may be installed
ours.__path__ = [str(ROOT / "tests")]
sys.modules["tests"] = ours

from tests.reading import degrading, rendering  # noqa: E402
from tests.reading.word_files import typed  # noqa: E402
from trichxuat import extract  # noqa: E402
from trichxuat.evaluation import write_block  # noqa: E402
from trichxuat.evaluation.folding import alike, alike_by_letters, pair  # noqa: E402
from trichxuat.evaluation.gold import facts_of_record  # noqa: E402
from trichxuat.pages import on_pages  # noqa: E402
from trichxuat.reading import read  # noqa: E402
from trichxuat.reading.handwriting import read_cells  # noqa: E402
from trichxuat.reading.layout import lay_out  # noqa: E402
from trichxuat.reading.ocr import ocr_pages  # noqa: E402
from trichxuat.record import Record  # noqa: E402

SCALARS = ("organ", "organ_parent", "number", "notation", "type", "place", "date", "subject")
LISTS = ("addressees", "bases", "references", "tasks", "deadlines", "recipients", "signers")
MEASURED = {
    "v1": 0.48, "v2": 0.27, "v3": 0.28, "v4": 0.19, "v5": 0.61,
    "v6": 1.05, "v7": 1.07, "v8": 0.46, "v9": 0.65, "v10": 0.23,
}  # fmt: skip
"""Character error in percent of the measured method (preprocessing and layout), on two documents."""
SEALED = degrading.Variant(200, skew=1.0, quality=60, noise=4, seal=True)
Row = list[str]


def texts(names: Iterable[Path]) -> dict[str, str]:
    return {path.stem: unicodedata.normalize("NFC", path.read_text(encoding="utf-8")) for path in names}


def own() -> dict[str, str]:
    return texts(sorted((ROOT / "corpus" / "text").glob("*.txt")))


def facts(records: list[Record]) -> list[Any]:
    return [facts_of_record(record.model_dump(mode="json")) for record in records]


def compared(meant: list[Record], found: list[Record], soft: bool = False) -> dict[str, tuple[float, float, float]]:
    """For each field (right, found, meant): scalars as lists of one. soft: as `trichxuat eval --soft` compares."""
    counts: dict[str, list[float]] = {key: [0.0, 0.0, 0.0] for key in (*SCALARS, *LISTS)}
    theirs, ours = facts(meant), facts(found)
    if soft:
        theirs, ours = [each.softened() for each in theirs], [each.softened() for each in ours]
    for n in range(max(len(theirs), len(ours))):
        for key in (*SCALARS, *LISTS):
            lists = []
            for side in (theirs, ours):
                if n >= len(side):
                    lists.append([])
                elif key in SCALARS:
                    lists.append([side[n].scalars[key]] if side[n].scalars[key] else [])
                else:
                    lists.append(list(side[n].lists[key]))
            wanted, got = lists
            likeness = alike_by_letters if soft else alike
            hits = pair(wanted, got, lambda one, other, likeness=likeness: _like(one, other, likeness), 0.9)
            for i, count in enumerate((len(hits), len(got), len(wanted))):
                counts[key][i] += count
    return {key: (right, found, meant) for key, (right, found, meant) in counts.items()}


def _like(one: Any, other: Any, likeness: Callable[[str, str], float]) -> float:
    if isinstance(one, str):
        return likeness(one, other)
    return min((likeness(a, b) for a, b in zip(one, other, strict=True)), default=1.0)


def added(total: dict[str, list[float]], counts: dict[str, tuple[float, float, float]]) -> None:
    for key, values in counts.items():
        for i, value in enumerate(values):
            total.setdefault(key, [0.0, 0.0, 0.0])[i] += value


def f1(counts: list[float]) -> float:
    right, found, meant = counts
    return 2 * right / (found + meant) if found + meant else 1.0


def from_images(images: list[np.ndarray], dpi: float) -> tuple[str, list[Record]]:
    pages = ocr_pages((n, image, dpi) for n, image in enumerate(images, 1))
    laid = lay_out(pages)
    laid.cells = read_cells(pages, laid)
    return laid.text, on_pages(extract(laid.text), laid)


def typed_files() -> list[Row]:
    """Born-digital PDF and Word: the share of fields that are equal to the text's."""
    rows = []
    ways: dict[str, Callable[[str, str], tuple[str, list[Record]]]] = {
        "PDF": _from_pdf,
        "Word (bảng)": lambda source, name: _from_word(source, name, "table"),
        "Word (tab)": lambda source, name: _from_word(source, name, "tabs"),
    }
    for label, way in ways.items():
        total: dict[str, list[float]] = {}
        same = 0
        sources = own()
        for name, source in sources.items():
            shown, found = way(source, name)
            counts = compared(extract(shown), found)
            added(total, counts)
            same += all(right == got == want for right, got, want in counts.values())
        scalars = _mean(f1(total[key]) for key in SCALARS)
        lists = _mean(f1(total[key]) for key in LISTS)
        rows.append([label, str(len(sources)), f"{scalars:.3f}", f"{lists:.3f}", f"{same / len(sources):.2f}"])
    return rows


def _from_pdf(source: str, name: str) -> tuple[str, list[Record]]:
    rendered = rendering.render(source)
    decoded = read(rendered.pdf, f"{name}.pdf")
    return rendered.text, extract(decoded.text)


def _from_word(source: str, name: str, columns: str) -> tuple[str, list[Record]]:
    return source, extract(read(typed(source, columns), f"{name}.docx").text)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def variants(sources: dict[str, str]) -> list[Row]:
    """Character error of each variant after layout, in percent, and that of the measured method."""
    rows = []
    for name, known in MEASURED.items():
        wrong = total = 0
        for source in sources.values():
            rendered, images = degrading.scans_of(source, name, seed=1)
            text, _ = from_images(images, degrading.VARIANTS[name].dpi)
            wrong += distance(squeezed(rendered.text), squeezed(text))
            total += len(squeezed(rendered.text))
        rows.append([name, f"{100 * wrong / total:.2f}", f"{known:.2f}"])
        print(rows[-1], flush=True)
    return rows


def squeezed(text: str) -> str:
    """Without blanks, bars and the kinds of dashes and quotes."""
    table = str.maketrans({"|": None, "–": "-", "—": "-", "“": '"', "”": '"', "’": "'", "‘": "'"})
    return "".join(unicodedata.normalize("NFC", text).translate(table).split())


def distance(one: str, other: str) -> int:
    """Levenshtein, by bits (Myers 1999)."""
    if not one:
        return len(other)
    mask = (1 << len(one)) - 1
    places: dict[str, int] = {}
    for n, c in enumerate(one):
        places[c] = places.get(c, 0) | 1 << n
    up, down, score = mask, 0, len(one)
    top = 1 << (len(one) - 1)
    for c in other:
        eq = places.get(c, 0)
        cross = eq | down
        level = (((eq & up) + up) ^ up) | eq
        gain, loss = down | (~(level | up) & mask), up & level
        score += bool(gain & top) - bool(loss & top)
        gain = (gain << 1 | 1) & mask
        up, down = ((loss << 1) | (~(cross | gain) & mask)) & mask, gain & cross
    return score


def sealed(count: int) -> tuple[list[Row], str]:
    """Grey scans with seal and one degree of skew against the text: F1 of each field; and signers that are right."""
    degrading.VARIANTS["sealed"] = SEALED
    total: dict[str, list[float]] = {}
    right = signed = 0
    for source in list(own().values())[:count]:
        rendered, images = degrading.scans_of(source, "sealed", seed=2)
        _, found = from_images(images, SEALED.dpi)
        meant = extract(rendered.text)
        added(total, compared(meant, found, soft=True))
        for one, other in zip(facts(meant), facts(found), strict=False):
            if one.lists["signers"]:
                signed += 1
                names = [[name for name, _, _ in each.softened().lists["signers"]] for each in (one, other)]
                right += names[0] == names[1]
    rows = [[key, f"{f1(total[key]):.3f}", f"{int(total[key][2])}"] for key in (*SCALARS, *LISTS) if total[key][2]]
    return rows, f"{right}/{signed}"


def throughput(sources: dict[str, str]) -> tuple[float, float]:
    """CPU seconds a page: all of ours, and `tesseract --psm 3` on the same pages."""
    pages: list[np.ndarray] = []
    for name in ("v2", "v5"):
        for source in sources.values():
            pages += degrading.scans_of(source, name, seed=3)[1]
    rounds = []
    for _ in range(3):
        start = cpu()
        from_images(pages, 200)
        middle = cpu()
        for page in pages:
            data = cv2.imencode(".png", page)[1].tobytes()
            command = ["tesseract", "-", "-", "-l", "vie", "--psm", "3", "tsv"]
            limited = {**os.environ, "OMP_THREAD_LIMIT": "1"}
            subprocess.run(command, input=data, capture_output=True, check=True, env=limited)
        rounds.append(((middle - start) / len(pages), (cpu() - middle) / len(pages)))
    rounds.sort(key=lambda pair: pair[0] / pair[1])
    return rounds[1]


def cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def table(head: Row, rows: list[Row]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in (head, *rows)]
    lines.insert(1, "| --- |" + " ---: |" * (len(head) - 1))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--write", type=Path, action="append", default=[])
    options = parser.parse_args()
    started = time.perf_counter()
    there = ROOT.parent / "shared" / "corpus" / "text" / "kien-hai.txt"
    few = texts([there]) if there.is_file() else {}
    few |= dict(list(own().items())[:1])
    files = typed_files()
    fields, signers = sealed(options.documents)
    own_cost, their_cost = throughput(dict(list(own().items())[:3]))
    command = " ".join(["python", "benchmarks/scans.py", *sys.argv[1:]])
    block = "\n\n".join(
        [
            table(["tệp", "số tệp", "trường đơn", "danh sách (F1)", "giống hệt"], files),
            table(["biến thể", "lỗi ký tự %", "mức đã đo %"], variants(few)),
            f"Quét xám 200 dpi, có dấu, nghiêng 1°, {options.documents} văn bản, so như `--soft`; "
            f"đúng người ký {signers}:",
            table(["trường", "F1 so với chữ sạch", "số mục"], fields),
            f"OCR: {own_cost:.2f} giây CPU một trang, `tesseract --psm 3` cùng trang {their_cost:.2f}: "
            f"{own_cost / their_cost:.2f} lần.",
            f"```sh\n{command}\n```",
        ]
    )
    print(block, f"\n{time.perf_counter() - started:.0f} s")
    for page in options.write:
        write_block(page, "files", block)


if __name__ == "__main__":
    main()
