"""Tesseract 5 as a subprocess: an image in, words with places and confidence out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trichxuat.errors import UnreadableFile, reason
from trichxuat.reading.page import Word

if TYPE_CHECKING:
    from trichxuat.reading.cleaning import Image

_WINDOWS = Path(r"C:\Program Files\Tesseract-OCR\tesseract.exe")
_INSTALL = (
    "Debian/Ubuntu: `sudo apt install tesseract-ocr tesseract-ocr-vie tesseract-ocr-osd`; "
    "Windows: cài bản Tesseract 5 của UB Mannheim và chọn tiếng Việt (Vietnamese) trong Additional language data; "
    "macOS: `brew install tesseract tesseract-lang`."
)
_NO_PROGRAM = f"Cần nhận dạng chữ (OCR) nhưng máy chưa có Tesseract. {_INSTALL}"
_NO_LANGUAGE = f"Tesseract trên máy chưa có dữ liệu tiếng Việt (vie). {_INSTALL}"
_NO_LIBRARY = "Nhận dạng chữ (OCR) cần thêm thư viện. Hãy chạy: pip install 'trichxuat[ocr]'"
_TOO_LONG = (
    "Tesseract không đọc xong một trang trong {seconds} giây. "
    "Hãy quét lại trang này hoặc giảm độ phân giải (--dpi 150)."
)
_FAILED = "Tesseract không đọc được trang ({reason}). Hãy kiểm tra ảnh, hoặc cài lại Tesseract 5."

_ROTATE = re.compile(r"Rotate: (0|90|180|270)\b")
_SURE = re.compile(r"Orientation confidence: (\d+\.?\d*)")


def need_libraries(name: str) -> None:
    """Raises UnreadableFile where OpenCV, numpy or Pillow is missing."""
    try:
        import cv2
        import numpy  # noqa: F401
        import PIL  # noqa: F401
    except ImportError as error:
        raise UnreadableFile(name, _NO_LIBRARY) from error
    cv2.setNumThreads(1)


def reader_for(name: str) -> Reader:
    """The reader of this machine, `name` being what messages call the file. Raises UnreadableFile."""
    program = shutil.which("tesseract") or (str(_WINDOWS) if _WINDOWS.exists() else None)
    if program is None:
        raise UnreadableFile(name, _NO_PROGRAM)
    languages = _languages(program)
    if "vie" not in languages:
        raise UnreadableFile(name, _NO_LANGUAGE)
    return Reader(program, name, "osd" in languages)


@lru_cache(maxsize=8)
def _languages(program: str) -> frozenset[str]:
    try:
        said = subprocess.run([program, "--list-langs"], capture_output=True, timeout=30, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset((said.stdout + said.stderr).decode("utf-8", "replace").split())


@dataclass(frozen=True, slots=True)
class Reader:
    """program: its path; name: the file, for messages; knows_directions: whether it has `osd`."""

    program: str
    name: str
    knows_directions: bool = True
    seconds: float = 120.0

    def words(
        self, grey: Image, dpi: float, mode: int = 3, at: tuple[float, float] = (0.0, 0.0), line: int = 0
    ) -> list[Word]:
        """The words of a grey image. mode: Tesseract's --psm; at: the image's left and top on its page, points;
        line: number of the first line. Raises UnreadableFile."""
        said = self._run(grey, ["-l", "vie", "--psm", str(mode), "--dpi", str(round(dpi)), "tsv"])
        return words_of(said, 72 / dpi, at, line)

    def quarter_turns(self, grey: Image, dpi: float) -> int:
        """By how many quarters clockwise the page must be turned to stand upright; 0 where that cannot be told."""
        if not self.knows_directions:
            return 0
        try:
            said = self._run(grey, ["--psm", "0", "-l", "osd", "--dpi", str(round(dpi))])
        except UnreadableFile:
            return 0
        turn, sure = _ROTATE.search(said), _SURE.search(said)
        return int(turn[1]) // 90 if turn and sure and float(sure[1]) >= 1.0 else 0

    def _run(self, grey: Image, options: list[str]) -> str:
        import cv2

        encoded: Any = cv2.imencode(".pgm", grey)[1]
        # More threads spin: three to four times the CPU for the same page.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
        try:
            done = subprocess.run(  # noqa: S603
                [self.program, "stdin", "stdout", *options],
                input=encoded.tobytes(),
                capture_output=True,
                timeout=self.seconds,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(self.name, _TOO_LONG.format(seconds=round(self.seconds))) from error
        except OSError as error:
            raise UnreadableFile(self.name, _FAILED.format(reason=reason(error))) from error
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise UnreadableFile(self.name, _FAILED.format(reason=lines[-1][:200] if lines else done.returncode))
        said: str = done.stdout.decode("utf-8", "replace")
        return said


def words_of(tsv: str, scale: float, at: tuple[float, float] = (0.0, 0.0), line: int = 0) -> list[Word]:
    """The words of Tesseract's TSV. scale: points to a pixel; at and line as in `Reader.words`."""
    words: list[Word] = []
    last: tuple[str, ...] | None = None
    number = line - 1
    for row in tsv.splitlines():
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        if tuple(cells[2:5]) != last:
            last, number = tuple(cells[2:5]), number + 1
        left, top = at[0] + int(cells[6]) * scale, at[1] + int(cells[7]) * scale
        right, bottom = left + int(cells[8]) * scale, top + int(cells[9]) * scale
        sure = min(1.0, max(0.0, float(cells[10]) / 100))
        words.append(Word(cells[11], left, top, right, bottom, sure, number))
    return words
