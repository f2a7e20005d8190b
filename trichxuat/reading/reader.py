"""One file, whatever its kind → its text."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from trichxuat.errors import UnreadableFile, reason
from trichxuat.reading import plain
from trichxuat.reading.kinds import IMAGE, PDF, WORD, ZIP, kind_of
from trichxuat.reading.page import Laid, Page, Word
from trichxuat.reading.plain import Decoded

Notes = tuple[tuple[str, str], ...]

DPI = 200
"""At which pages are rendered for OCR: what archives scan at, and as good as more (on clean print)."""

_FEWEST = 4
"""A Word file with fewer letters holds no text."""

_IN_A_ZIP = "Bộ nén có nhiều tệp. Hãy đọc bằng lệnh trichxuat, hoặc giải nén rồi đọc từng tệp."
_NO_TEXT = "Tệp PDF chỉ có ảnh, không có lớp chữ. Hãy bỏ --ocr never để nhận dạng chữ."
_NOTHING_READ = "Không đọc được chữ nào trong tệp. Hãy quét lại rõ hơn, hoặc kiểm tra tệp có đúng là văn bản không."
_NO_PAGES = "Chọn trang phải như 1-3,5 (từ 1)."


@dataclass(frozen=True, slots=True)
class How:
    """How pages are read. ocr: where the text layer is bad (`auto`), always, never. pages: as `1-3,5`; None for all."""

    ocr: Literal["auto", "always", "never"] = "auto"
    pages: str | None = None
    dpi: int = DPI


def read(source: str | os.PathLike[str] | bytes, name: str | None = None, how: How | None = None) -> Decoded:
    """The text of a file, or of bytes; `name` is what messages call bytes. Raises UnreadableFile."""
    if isinstance(source, bytes):
        data, shown = source, name or "-"
    else:
        data, shown = bytes_of(Path(source)), name or str(source)
    how = how or How()
    if not data.strip():
        raise UnreadableFile(shown, plain.EMPTY)
    kind = kind_of(data, shown)
    if kind == PDF:
        return _pdf(data, shown, how)
    if kind == IMAGE:
        return _images(data, shown, how)
    if kind in WORD:
        return _office(data, shown, kind)
    if kind == ZIP:
        raise UnreadableFile(shown, _IN_A_ZIP)
    return plain.decode(data, shown)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        message = "Không có tệp này. Hãy kiểm tra lại đường dẫn."
    except IsADirectoryError:
        message = f"Đây là thư mục. Hãy nêu tên tệp bên trong, ví dụ {path / '*.txt'}."
    except PermissionError:
        message = "Không có quyền đọc tệp này. Hãy xin quyền đọc hoặc chép tệp sang nơi khác."
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        message = f"Không đọc được tệp ({why}). Hãy kiểm tra ổ đĩa và đường dẫn."
    raise UnreadableFile(str(path), message)


def chosen(pages: str | None, total: int) -> list[int]:
    """`1-3,5` → page numbers, in order, each once. Raises ValueError for what is no choice of pages."""
    if pages is None:
        return list(range(1, total + 1))
    found: set[int] = set()
    for piece in pages.split(","):
        m = re.fullmatch(r"\s*(\d{1,6})\s*(?:-\s*(\d{0,6})\s*)?", piece)
        if not m:
            raise ValueError(_NO_PAGES)
        first = int(m[1])
        last = total if m[2] == "" else int(m[2] or first)
        if first < 1 or last < first:
            raise ValueError(_NO_PAGES)
        found.update(range(first, min(last, total) + 1))
    return sorted(found)


def _pdf(data: bytes, name: str, how: How) -> Decoded:
    """The text layer where it is good, page by page; else what OCR reads off the page."""
    from trichxuat.reading import pdf
    from trichxuat.reading.pdf_stamps import stamps, with_stamps

    pages = _numbers(how, pdf.count_pages(data, name), name)
    stored = pdf.read_pdf(data, name, pages) if how.ocr != "always" else []
    bad = {page.number for page in stored if pdf.layer_quality([page]) != "good"} if how.ocr == "auto" else set()
    again = sorted(bad) if how.ocr == "auto" else pages if how.ocr == "always" else []
    stamped = stamps(data, name, pages)
    kept = {page.number: with_stamps(page, stamped.get(page.number)) for page in stored}
    if how.ocr == "never" and not any(page.words for page in kept.values()):
        raise UnreadableFile(name, _NO_TEXT)
    spoiled = [page.number for page in stored if page.number in bad and page.words]
    if again:
        images = ((number, pdf.render(data, number, how.dpi, name), float(how.dpi)) for number in again)
        known = {number: stamp.words for number, stamp in stamped.items()}
        kept |= {page.number: page for page in _recognised(images, name, known)}
    signed = [(number, words) for number, stamp in stamped.items() for words in stamp.signatures]
    reader = "ocr" if again else "pdf-text"
    return _laid(data, name, [kept[number] for number in pages], reader, _of_layer(spoiled), signed)


def _of_layer(spoiled: list[int]) -> Notes:
    """What a user should know of pages whose text layer was not fit to be read."""
    if not spoiled:
        return ()
    shown = ", ".join(map(str, spoiled))
    return (("pdf_layer_bad", f"Lớp chữ của PDF hỏng nên đã nhận dạng lại bằng OCR (trang {shown})"),)


def _images(data: bytes, name: str, how: How) -> Decoded:
    from trichxuat.reading.images import read_image

    frames = list(read_image(data, name))
    wanted = set(_numbers(how, len(frames), name))
    images = ((n, image, dpi) for n, (image, dpi) in enumerate(frames, 1) if n in wanted)
    return _laid(data, name, _recognised(images, name), "ocr")


def _numbers(how: How, total: int, name: str) -> list[int]:
    """The pages to read."""
    try:
        found = chosen(how.pages, total)
    except ValueError as fault:
        raise UnreadableFile(name, str(fault)) from fault
    if not found:
        raise UnreadableFile(name, f"Tệp chỉ có {total} trang, không có trang {how.pages}. Hãy xem lại --pages.")
    return found


def _recognised(
    images: Iterator[tuple[int, Any, float]], name: str, known: Mapping[int, Sequence[Word]] | None = None
) -> list[Page]:
    from trichxuat.reading.ocr import ocr_pages

    return ocr_pages(images, name, known)


def _laid(
    data: bytes, name: str, pages: list[Page], reader: str, notes: Notes = (), signed: Sequence[tuple[int, str]] = ()
) -> Decoded:
    """The pages as one text. signed: what digital signatures say, by page: it dates what is written by hand."""
    from trichxuat.reading.layout import lay_out

    laid: Laid = lay_out(pages)
    laid.furniture += signed
    if any(page.image is not None for page in pages):
        from trichxuat.reading.handwriting import read_cells

        laid.cells = read_cells(pages, laid)
    if not laid.text.strip():
        raise UnreadableFile(name, _NOTHING_READ)
    return Decoded(laid.text, hashlib.sha256(data).hexdigest(), reader, "", 0, laid, notes)


def _office(data: bytes, name: str, kind: str) -> Decoded:
    from trichxuat.reading.office import read_office

    text, notes = read_office(data, name, kind)
    if sum(map(str.isalpha, text)) < _FEWEST:  # of a broken file some programs print scraps
        raise UnreadableFile(name, _NOTHING_READ)
    return Decoded(text, hashlib.sha256(data).hexdigest(), kind, "", 0, None, tuple(notes))
