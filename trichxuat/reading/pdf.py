"""PDF: the words of its text layer with their places, how good that layer is, and its pages as images.

By way of pypdfium2 (BSD-3, Apache-2). PDFium is not thread safe: one lock guards every call.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from trichxuat.errors import UnreadableFile
from trichxuat.reading.page import Page
from trichxuat.reading.pdf_layer import layer_quality as layer_quality

if TYPE_CHECKING:
    import pypdfium2
    from numpy.typing import NDArray

MOST_PAGES = 2000
"""Of a file that is read whole; more are read in parts."""
MOST_PIXELS = 40_000_000
"""Of a rendered page; larger sheets are rendered at fewer dots per inch. A4 at 600 dpi has 35 million."""

_LONGEST_SIDE = 20_000  # pixels
_LOCK = threading.RLock()
_POINTS = 72.0

_EMPTY = "Tệp rỗng. Hãy quét hoặc tải lại tệp này."
_LOCKED = "Tệp PDF có mật khẩu. Hãy mở tệp bằng mật khẩu, in hoặc lưu thành PDF không mật khẩu rồi chạy lại."
_BROKEN = "Tệp PDF hỏng hoặc thiếu phần cuối. Hãy tải lại, hoặc mở tệp và in thành PDF mới rồi chạy lại."
_NO_PAGES = "Tệp PDF không có trang nào. Hãy quét hoặc tải lại tệp này."
_TOO_MANY = "Tệp PDF có {count} trang, nhiều hơn {most}. Hãy đọc từng phần, ví dụ --pages 1-{most}."
_NO_SUCH_PAGE = "Tệp PDF chỉ có {count} trang, không có trang {page}. Hãy xem lại --pages."
_BAD_PAGE = "Không đọc được trang {page} của tệp PDF. Hãy mở tệp và in thành PDF mới rồi chạy lại."


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The document, under the lock. Raises UnreadableFile for what is no readable PDF."""
    import pypdfium2

    if not data.strip(b"\0\t\n\f\r "):
        raise UnreadableFile(name, _EMPTY)
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
            raise UnreadableFile(name, _LOCKED if locked else _BROKEN) from None
        try:
            if len(document) < 1:
                raise UnreadableFile(name, _NO_PAGES)
            yield document
        finally:
            document.close()


def count_pages(data: bytes, name: str) -> int:
    """How many pages a PDF has, at least one. Raises UnreadableFile."""
    with _opened(data, name) as document:
        return len(document)


def read_pdf(data: bytes, name: str, pages: Collection[int] | None = None) -> list[Page]:
    """The words of each page's text layer; a page without one has no words.

    name: what messages call the file. pages: page numbers from 1, in order; None for all. Raises UnreadableFile.
    """
    from trichxuat.reading.pdf_words import page_of

    found = []
    with _opened(data, name) as document:
        for number in _chosen(len(document), pages, name):
            with _page(document, number, name) as page:
                found.append(page_of(page, number))
    return found


def render(data: bytes, page: int, dpi: int = 300, name: str = "-") -> NDArray[Any]:
    """A page (from 1) as an image: bytes of blue, green, red in rows and columns; its own rotation is undone.

    At fewer dots per inch than asked where it would have more than MOST_PIXELS. Raises UnreadableFile.
    """
    with _opened(data, name) as document:
        _chosen(len(document), [page], name)
        with _page(document, page, name) as sheet:
            import pypdfium2

            width, height = sheet.get_size()
            longest = max(width, height, 1.0)
            scale = min(dpi / _POINTS, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5, _LONGEST_SIDE / longest)
            try:
                bitmap = sheet.render(scale=scale, may_draw_forms=False)
                image: NDArray[Any] = bitmap.to_numpy()[..., :3].copy()
                bitmap.close()
            except (pypdfium2.PdfiumError, ValueError, MemoryError):
                raise UnreadableFile(name, _BAD_PAGE.format(page=page)) from None
            return image


def _chosen(count: int, pages: Collection[int] | None, name: str) -> Collection[int]:
    if pages is None:
        if count > MOST_PAGES:
            raise UnreadableFile(name, _TOO_MANY.format(count=count, most=MOST_PAGES))
        return range(1, count + 1)
    for page in pages:
        if not 1 <= page <= count:
            raise UnreadableFile(name, _NO_SUCH_PAGE.format(count=count, page=page))
    return pages


@contextmanager
def _page(document: pypdfium2.PdfDocument, number: int, name: str) -> Iterator[pypdfium2.PdfPage]:
    import pypdfium2

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        raise UnreadableFile(name, _BAD_PAGE.format(page=number)) from None
    try:
        yield page
    finally:
        page.close()
