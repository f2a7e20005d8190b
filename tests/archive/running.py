"""What the tests of a run share: made-up files, and the command with a reader that can be poisoned."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from trichxuat.archive.store import Store
from trichxuat.training.synth import make_documents

POISONED = """
import os, time
import trichxuat.archive.process as process

honest = process.read

def read(data, name, how):
    if b"@sleep" in data:
        time.sleep(600)
    if b"@spin" in data:
        while True:
            pass
    if b"@die" in data:
        os.abort()
    if b"@eat" in data:
        held = [bytearray(1 << 22) for _ in range(400)]
        time.sleep(600)
    if b"@fault" in data:
        raise RuntimeError(data.decode())
    if b"@slow" in data:
        time.sleep(0.1)
    return honest(data, name, how)

process.read = read
from trichxuat.cli import main

if __name__ == "__main__":
    main()
"""
VOLATILE = {"files": ("seconds", "done_at", "stamp"), "documents": ("record",)}


def write(folder: Path, count: int, more: str = "") -> Path:
    """A folder of made-up documents, in folders of ten."""
    for number, marked in enumerate(make_documents(count)):
        place = folder / str(number // 10) / f"{number:03}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{marked.text}\n{more}", encoding="utf-8")
    return folder


def command(folder: Path, *words: object) -> list[str]:
    """`trichxuat archive run …` with the reader above."""
    script = folder / "poisoned.py"
    script.write_text(POISONED, encoding="utf-8")
    return [sys.executable, str(script), "archive", "run", *map(str, words)]


def run(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(folder, *words), capture_output=True, text=True, check=False, timeout=120)


def contents(store: Path) -> dict[str, list[Any]]:
    """All that a store holds, but for what no two runs share."""
    with Store.open(store) as opened:
        tables = ("files", "documents", "references", "tasks", "recipients", "signers")
        found = {
            table: opened.db.execute(
                f'SELECT * EXCLUDE ({", ".join(VOLATILE[table])}) FROM "{table}" ORDER BY ALL'
                if table in VOLATILE
                else f'SELECT * FROM "{table}" ORDER BY ALL'
            ).fetchall()
            for table in tables
        }
        found["records"] = opened.db.execute(
            "SELECT id, json_merge_patch(record, '{\"meta\": null}') FROM documents ORDER BY id"
        ).fetchall()
    return found


def files(store: Path) -> dict[str, tuple[str, str | None]]:
    """Name → (status, error code)."""
    with Store.open(store) as opened:
        rows = opened.db.execute("SELECT path, status, error_code FROM files").fetchall()
    return {Path(path).name: (status, code) for path, status, code in rows}
