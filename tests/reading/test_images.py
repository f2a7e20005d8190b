"""Image files of scanners and telephones, and such as are made to do harm."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from trichxuat.errors import UnreadableFile
from trichxuat.reading.cleaning import MOST_PIXELS
from trichxuat.reading.images import read_image


def packed(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def red_corner(mode: str = "RGB", size: tuple[int, int] = (827, 1169)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    picture.paste((200, 0, 0), (0, 0, 100, 50))
    return picture.convert(mode)


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP", "WEBP", "JPEG"])
def test_colours_come_as_opencv_has_them(kind: str) -> None:
    ((image, dpi),) = read_image(packed(red_corner(), kind), "quét")
    assert image.shape == (1169, 827, 3)
    assert abs(image[20, 20].astype(int) - (0, 0, 200)).max() < 20
    assert 95 < dpi < 101


@pytest.mark.parametrize(("mode", "shape"), [("1", (1169, 827)), ("L", (1169, 827)), ("P", (1169, 827, 3))])
def test_other_kinds_of_pixels(mode: str, shape: tuple[int, ...]) -> None:
    ((image, _),) = read_image(packed(red_corner(mode)))
    assert image.dtype == np.uint8
    assert image.shape == shape
    assert image[600, 600].min() == 255


def test_sixteen_bits() -> None:
    grey = Image.fromarray(np.full((1169, 827), 60000, np.uint16))
    ((image, _),) = read_image(packed(grey))
    assert abs(int(image[5, 5]) - 233) < 3


def test_what_is_transparent_is_white() -> None:
    ((image, _),) = read_image(packed(Image.new("RGBA", (400, 500), (0, 0, 0, 0))))
    assert image.min() == 255


def test_pages_of_a_tiff_in_order() -> None:
    pages = [Image.new("L", (827, 1169), 50 * n) for n in range(1, 4)]
    frames = list(read_image(packed(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(100, 100))))
    assert [int(image[0, 0]) for image, _ in frames] == [50, 100, 150]
    assert {dpi for _, dpi in frames} == {100.0}


def test_the_turn_that_a_camera_noted() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    ((image, _),) = read_image(packed(red_corner(), "JPEG", exif=exif))
    assert image.shape == (827, 1169, 3)
    assert image[20, -20, 2] > 150 > image[20, -20, 0]


@pytest.mark.parametrize(("stated", "dpi"), [(300, 300), (72, 300), (5000, 300)])
def test_a_resolution_that_makes_no_page_is_not_believed(stated: int, dpi: float) -> None:
    picture = Image.new("L", (2480, 3508), 255)
    ((_, found),) = read_image(packed(picture, dpi=(stated, stated)))
    assert found == pytest.approx(dpi, rel=0.01)


def test_a_large_image_comes_smaller_with_its_own_resolution() -> None:
    picture = Image.new("1", (9000, 6000), 1)
    ((image, dpi),) = read_image(packed(picture, dpi=(600, 600)))
    assert image.size <= MOST_PIXELS
    assert dpi == pytest.approx(600 * image.shape[1] / 9000, rel=0.01)


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that says it is giant."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def test_a_giant_image_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(UnreadableFile, match="Ảnh quá lớn"):
        list(read_image(bomb(60_000, 60_000), "bom.png"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"II*\0" + bytes(200),
        b"\xff\xd8\xff\xe0" + bytes(500),
        bomb(3000, 3000),
        packed(red_corner(), "JPEG")[:3000],
        packed(red_corner(), "TIFF")[: 827 * 1169],
    ],
    ids=["empty", "png", "tiff", "jpeg", "short png", "cut jpeg", "cut tiff"],
)
def test_broken_images(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="Tệp ảnh hỏng"):
        list(read_image(data, "hỏng"))
