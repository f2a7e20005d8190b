"""How a run goes, for people on a terminal and for programs: on standard error alone."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from typing import Any

from trichxuat.archive.run import Reporter, Summary
from trichxuat.archive.work import Failure, now

_SHOWN = 20
"""Failures that are told one by one; all of them stand in the store."""
_EVERY = 2.0
"""Seconds between two lines of progress."""
_STOPPING = "trichxuat: Đang đọc nốt tệp dở rồi dừng. Ctrl-C lần nữa để dừng ngay."
_CONTROL = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}
"""What a file name must not do to a terminal."""


def reporter(*, log_json: bool) -> Reporter:
    """The one that fits: lines of JSON where they are wanted, a bar on a terminal, else failures alone."""
    if log_json:
        return JsonLines()
    return Bar() if sys.stderr is not None and sys.stderr.isatty() else Quiet()


class Quiet:
    """Tells failures, the first few."""

    def __init__(self) -> None:
        self._failures = 0

    def start(self, files: int, jobs: int) -> None: ...
    def skipped(self, files: int) -> None: ...
    def read(self, files: int, documents: int) -> None: ...
    def more(self, files: int) -> None: ...
    def end(self, summary: Summary) -> None: ...

    def stopping(self) -> None:
        self._say(_STOPPING)

    def error(self, message: str) -> None:
        self._say(f"trichxuat: {message}")

    def failed(self, failure: Failure) -> None:
        self._failures += 1
        if self._failures <= _SHOWN:
            self._say(f"trichxuat: {failure.path.translate(_CONTROL)}: {failure.message.translate(_CONTROL)}")
        elif self._failures == _SHOWN + 1:
            self._say("trichxuat: … các tệp hỏng khác có trong kho: bảng files, status = 'failed'.")

    def _say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)


class Bar(Quiet):
    """A bar: files, documents, documents a second, failures, time left."""

    def __init__(self) -> None:
        super().__init__()
        try:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
        except ImportError:
            self._bar: Any = None
            return
        self._bar = Progress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn(
                "tệp · {task.fields[documents]} văn bản · {task.fields[rate]} vb/s · {task.fields[bad]} hỏng · còn"
            ),
            TimeRemainingColumn(),
            console=Console(stderr=True, highlight=False),
            refresh_per_second=4,
        )
        self._task: Any = None
        self._since = 0.0
        self._documents = 0

    def start(self, files: int, jobs: int) -> None:
        self._since = time.monotonic()
        if self._bar:
            self._task = self._bar.add_task("", total=files, documents=0, rate="–", bad=0)
            self._bar.start()

    def more(self, files: int) -> None:
        if self._bar:
            self._bar.update(self._task, total=max(0, self._bar.tasks[0].total + files))

    def skipped(self, files: int) -> None:
        if self._bar:
            self._bar.update(self._task, total=max(0, self._bar.tasks[0].total - files))

    def read(self, files: int, documents: int) -> None:
        self._documents += documents
        if self._bar:
            rate = self._documents / max(0.001, time.monotonic() - self._since)
            self._bar.update(
                self._task, advance=files, documents=self._documents, rate=f"{rate:.0f}", bad=self._failures
            )

    def failed(self, failure: Failure) -> None:
        super().failed(failure)
        if self._bar:
            self._bar.update(self._task, bad=self._failures)

    def error(self, message: str) -> None:
        if self._bar:
            self._bar.stop()
        super().error(message)

    def end(self, summary: Summary) -> None:
        if self._bar:
            self._bar.stop()

    def _say(self, line: str) -> None:
        if self._bar:
            self._bar.console.print(line, markup=False, soft_wrap=True)
        else:
            super()._say(line)


class JsonLines:
    """One JSON object a line: `start`, `progress`, `failed`, `stopping`, `error`, `end`; no text of a document."""

    def __init__(self) -> None:
        self._files = self._skipped = self._read = self._documents = self._failures = 0
        self._since = self._told = time.monotonic()

    def start(self, files: int, jobs: int) -> None:
        self._files = files
        self._tell("start", files=files, jobs=jobs)

    def more(self, files: int) -> None:
        self._files += files

    def skipped(self, files: int) -> None:
        self._skipped += files
        self._progress()

    def read(self, files: int, documents: int) -> None:
        self._read += files
        self._documents += documents
        self._progress()

    def failed(self, failure: Failure) -> None:
        self._failures += 1
        self._tell("failed", path=failure.path, code=failure.code, message=failure.message)

    def stopping(self) -> None:
        self._tell("stopping")

    def error(self, message: str) -> None:
        self._tell("error", message=message)

    def end(self, summary: Summary) -> None:
        self._tell(
            "end", **{key: round(each, 3) if isinstance(each, float) else each for key, each in asdict(summary).items()}
        )

    def _progress(self) -> None:
        elapsed = time.monotonic() - self._since
        if time.monotonic() - self._told < _EVERY or not self._read:
            return
        self._told = time.monotonic()
        left = max(0, self._files - self._skipped - self._read)
        self._tell(
            "progress", files=self._files, skipped=self._skipped, read=self._read, documents=self._documents,
            failed=self._failures, documents_per_second=round(self._documents / elapsed, 1),
            seconds_left=round(left * elapsed / self._read, 1),
        )  # fmt: skip

    def _tell(self, event: str, **more: Any) -> None:
        print(json.dumps({"time": now(), "event": event, **more}, ensure_ascii=False), file=sys.stderr, flush=True)
