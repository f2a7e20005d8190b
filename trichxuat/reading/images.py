"""PNG, JPEG, TIFF of several pages, BMP, WebP → page images, within bounds of memory."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from trichxuat.errors import UnreadableFile
from trichxuat.reading.cleaning import MOST_PIXELS
from trichxuat.reading.tesseract import need_libraries

if TYPE_CHECKING:
    from trichxuat.reading.cleaning import Image

MOST_FRAMES = 2000
_MOST_OPENED = 4 * MOST_PIXELS
"""Pixels of an image that is still decoded, to be made smaller: A3 at 600 dpi has 70 million."""
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "PPM")
_A4_INCHES = 8.27
_PAGE_INCHES = 4.0, 17.0  # widths of paper that a stated resolution may lead to

_BROKEN = "Tệp ảnh hỏng hoặc thiếu phần cuối. Hãy quét hoặc tải lại tệp này."
_GIANT = "Ảnh quá lớn ({size} điểm ảnh). Hãy quét lại ở 300 dpi, hoặc thu nhỏ ảnh rồi chạy lại."
_TOO_MANY = "Tệp ảnh có hơn {most} trang. Hãy tách tệp rồi chạy lại."


def read_image(data: bytes, name: str = "-") -> Iterator[tuple[Image, float]]:
    """The pages of an image file one by one: (bytes in grey or blue-green-red, dots per inch).

    Larger images than MOST_PIXELS come smaller; the turn that a camera noted is made. Raises UnreadableFile.
    """
    need_libraries(name)
    from PIL import Image as Pictures

    number = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            opened: Any = Pictures.open(io.BytesIO(data), formats=_FORMATS)
        except Pictures.DecompressionBombError as error:
            raise UnreadableFile(name, _GIANT.format(size=f"hơn {_MOST_OPENED:,}".replace(",", "."))) from error
        except Exception as error:
            raise UnreadableFile(name, _BROKEN) from error
    with opened:
        while True:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    opened.seek(number)
            except EOFError:
                return
            except Exception as error:
                raise UnreadableFile(name, _BROKEN) from error
            number += 1
            if number > MOST_FRAMES:
                raise UnreadableFile(name, _TOO_MANY.format(most=MOST_FRAMES))
            yield _frame(opened, name)


def _frame(opened: Any, name: str) -> tuple[Image, float]:
    """The frame that is open, as an array, with its resolution."""
    import numpy as np
    from PIL import ImageOps

    width, height = opened.size
    if width * height > _MOST_OPENED or min(width, height) < 1:
        raise UnreadableFile(name, _GIANT.format(size=f"{width} x {height}"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if width * height > MOST_PIXELS:
                opened.draft("RGB", (width // 2, height // 2))
            picture = ImageOps.exif_transpose(opened) or opened
            factor = (MOST_PIXELS / (width * height)) ** 0.5
            if factor < 1:
                picture = _without_palette(picture)
                picture = picture.resize((max(1, int(width * factor)), max(1, int(height * factor))))
            pixels = np.asarray(_without_palette(picture))
    except Exception as error:
        raise UnreadableFile(name, _BROKEN) from error
    image = pixels if pixels.ndim == 2 else np.ascontiguousarray(pixels[:, :, ::-1])
    return image, _resolution(opened, width, image)


def _without_palette(picture: Any) -> Any:
    """Grey or colours, transparent parts white."""
    from PIL import Image as Pictures

    if picture.mode in ("1", "L"):
        return picture.convert("L")
    if picture.mode.startswith(("I", "F")):  # 16 bits and more
        return picture.convert("F").point(lambda v: v / 257.0).convert("L")
    if picture.mode in ("LA", "RGBA", "PA") or "transparency" in picture.info:
        paper = Pictures.new("RGBA", picture.size, "white")
        return Pictures.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")
    return picture.convert("RGB")


def _resolution(opened: Any, width: int, image: Image) -> float:
    """Dots per inch: as the file says where that makes a page of it, else as if it were A4."""
    rows, columns = image.shape[:2]
    stated = opened.info.get("dpi")
    try:
        dpi = float(stated[0]) if stated else 0.0
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    if dpi > 1 and _PAGE_INCHES[0] <= width / dpi <= _PAGE_INCHES[1]:
        return float(dpi * min(1.0, columns / width))
    return float(max(50.0, min(rows, columns) / _A4_INCHES))
