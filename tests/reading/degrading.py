"""Clean page images made into scans: seal and signature, ink, skew, blur, JPEG, fax, low contrast, photograph.

Every variant is seeded. Images are bytes in OpenCV's order (blue, green, red). The figures are those of measured scans:
v1 to v3 clean at 300, 200, 150 dpi; v4 300 dpi, seal and signature, skew 0.6; v5 200 dpi grey, skew 1.2, seal; v6 150 dpi, pale;
v7 fax; v8 200 dpi, number and day in ink, arrival stamp, seal, skew 2; v9 photograph; v10 show-through on yellow paper.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from tests.reading.rendering import Rendered, render
from trichxuat.reading.pdf import render as image_of

Place = tuple[int, float, float, float, float]


@dataclass(frozen=True)
class Variant:
    """dpi; colour: else grey; skew: degrees to the right; quality: of JPEG, 0 for none."""

    dpi: int = 200
    colour: bool = False
    skew: float = 0.0
    quality: int = 0
    blur: float = 0.0
    noise: float = 0.0
    seal: bool = False
    ink: bool = False
    arrival: bool = False
    fax: bool = False
    contrast: float = 1.0
    photo: bool = False
    through: bool = False


VARIANTS = {
    "v1": Variant(300),
    "v2": Variant(200),
    "v3": Variant(150),
    "v4": Variant(300, colour=True, skew=0.6, quality=70, noise=4, seal=True),
    "v5": Variant(200, skew=-1.2, quality=50, blur=0.6, noise=6, seal=True),
    "v6": Variant(150, quality=35, blur=0.6, noise=7, contrast=0.45),
    "v7": Variant(200, skew=0.4, fax=True, noise=10),
    "v8": Variant(200, colour=True, skew=2.0, quality=60, noise=4, seal=True, ink=True, arrival=True),
    "v9": Variant(200, colour=True, quality=60, noise=5, photo=True, seal=True),
    "v10": Variant(200, colour=True, skew=0.5, quality=60, noise=5, through=True),
}

STAMP = "UBND HUYỆN SƠN LĨNH\nCÔNG VĂN ĐẾN\nSố: 0417\nNgày: 15/5/2024\nChuyển: ............"


def scans_of(
    source: str, name: str, seed: int = 0, number: str = "29", day: str = "05"
) -> tuple[Rendered, list[np.ndarray]]:
    """A text as scanned pages in a variant, and what they show. number, day: what is written by hand where it is."""
    variant = VARIANTS[name]
    rendered = render(source, ink=variant.ink, stamp=STAMP if variant.arrival else None)
    pages = [image_of(rendered.pdf, page + 1, variant.dpi) for page in range(rendered.pages)]
    chance = np.random.default_rng([seed, *name.encode()])
    scale = variant.dpi / 72
    if variant.ink:
        for kind, digits in (("number", number), ("day", day)):
            if kind in rendered.places:
                _write(pages, rendered.places[kind], digits, scale, chance)
    if variant.seal and "seal" in rendered.places:
        _sign(pages, rendered.places["seal"], scale, chance)
        _seal(pages, rendered.places["seal"], scale, chance)
    return rendered, [degraded(page, variant, chance, pages[n - 1]) for n, page in enumerate(pages)]


def degraded(
    image: np.ndarray, variant: Variant, chance: np.random.Generator, back: np.ndarray | None = None
) -> np.ndarray:
    """One page as the variant's scanner gives it. back: what shows through."""
    out = image.astype(np.float32)
    if variant.through and back is not None:
        ghost = cv2.GaussianBlur(back[:, ::-1], (0, 0), 2).astype(np.float32)
        height, width = min(len(out), len(ghost)), min(out.shape[1], ghost.shape[1])
        out[:height, :width] -= 0.18 * (255 - ghost[:height, :width])
        out *= np.array([0.80, 0.93, 0.97], np.float32)
    if variant.contrast < 1:
        out = 225 - (255 - out) * variant.contrast
    out = np.clip(out, 0, 255)
    if not variant.colour:
        out = np.repeat(cv2.cvtColor(out.astype(np.uint8), cv2.COLOR_BGR2GRAY)[:, :, None], 3, 2).astype(np.float32)
    if variant.skew:
        out = _skewed(out, variant.skew + chance.normal(0, 0.05))
    if variant.photo:
        out = _photographed(out, chance)
    if variant.blur:
        out = cv2.GaussianBlur(out, (0, 0), variant.blur)
    if variant.noise:
        out = out + chance.normal(0, variant.noise, out.shape[:2])[:, :, None]
    bytes_ = np.clip(out, 0, 255).astype(np.uint8)
    if variant.fax:
        return _faxed(bytes_, chance)
    if variant.quality:
        _, packed = cv2.imencode(".jpg", bytes_, [cv2.IMWRITE_JPEG_QUALITY, variant.quality])
        bytes_ = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    return bytes_ if variant.colour else bytes_[:, :, 0]


def _skewed(image: np.ndarray, degrees: float) -> np.ndarray:
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))


def _photographed(image: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Perspective, a curled edge, a shadow."""
    height, width = image.shape[:2]
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    moved = corners + np.float32(chance.uniform(0.004, 0.02, (4, 2)) * [width, height]) * np.float32(
        [[1, 1], [-1, 1], [-1, -1], [1, -1]]
    )
    turn = cv2.getPerspectiveTransform(corners, moved)
    flat = cv2.warpPerspective(image, turn, (width, height), borderValue=(190, 200, 205))
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    curled = cv2.remap(
        flat, x, y + 0.003 * height * np.sin(np.pi * x / width), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    shade = 1 - 0.35 * np.clip((x / width + y / height - 0.8), 0, 1)
    return curled * shade[:, :, None] * 0.95


def _faxed(image: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """One bit, with specks."""
    grey = image[:, :, 0]
    bits = np.where(grey < 150, 0, 255).astype(np.uint8)
    specks = chance.random(bits.shape)
    bits[specks < 0.0006] = 0
    bits[specks > 0.9992] = 255
    return bits


def _seal(pages: list[np.ndarray], place: Place, scale: float, chance: np.random.Generator) -> None:
    """A round red seal over the left third of the signature: two rings, a star, letters around."""
    page, left, top, _, bottom = place
    image = pages[page]
    centre = round((left + 15) * scale), round((top + bottom) / 2 * scale)
    red = (60, 40, 205)
    layer = np.full_like(image, 255)
    radius = round(50 * scale)
    cv2.circle(layer, centre, radius, red, max(2, round(1.8 * scale)), cv2.LINE_AA)
    cv2.circle(layer, centre, round(0.68 * radius), red, max(1, round(0.8 * scale)), cv2.LINE_AA)
    star = [
        (
            centre[0] + (0.42 if k % 2 == 0 else 0.17) * radius * np.sin(k * np.pi / 5),
            centre[1] - (0.42 if k % 2 == 0 else 0.17) * radius * np.cos(k * np.pi / 5),
        )
        for k in range(10)
    ]
    cv2.fillPoly(layer, [np.int32(star)], red, cv2.LINE_AA)
    for k, letter in enumerate("UBND * HUYEN SON LINH * T. HA "):
        angle = k * 2 * np.pi / 30
        at = (
            centre[0] + 0.84 * radius * np.sin(angle) - 3 * scale,
            centre[1] - 0.84 * radius * np.cos(angle) + 3 * scale,
        )
        cv2.putText(
            layer,
            letter,
            (round(at[0]), round(at[1])),
            cv2.FONT_HERSHEY_SIMPLEX,
            0.24 * scale,
            red,
            max(1, round(0.4 * scale)),
            cv2.LINE_AA,
        )
    worn = chance.random((max(1, len(image) // 4), max(1, image.shape[1] // 4))).astype(np.float32)
    worn = cv2.resize(cv2.GaussianBlur(worn, (0, 0), 1), (image.shape[1], len(image)))
    layer[worn > 0.62] = 255
    pages[page] = cv2.min(image, layer)


def _sign(pages: list[np.ndarray], place: Place, scale: float, chance: np.random.Generator) -> None:
    """A signature in blue ink: loops that run over the title and the name."""
    page, left, top, right, bottom = place
    steps = np.linspace(0, 1, 160)
    x = left + 10 + (right - left - 5) * steps + 9 * np.sin(steps * 31 + chance.uniform(0, 6))
    y = (top + bottom) / 2 + 20 * np.sin(steps * 23 + chance.uniform(0, 6)) * (1 - 0.6 * steps)
    _stroke(pages[page], np.stack([x, y], 1) * scale, scale, (150, 60, 30))


def _stroke(image: np.ndarray, points: np.ndarray, scale: float, colour: tuple[int, int, int]) -> None:
    cv2.polylines(image, [np.int32(points * 8)], False, colour, max(1, round(1.1 * scale)), cv2.LINE_AA, 3)


# Digits as a hand writes them: points in a unit box, from the top left.
_DIGITS = {
    "0": [(0.6, 0), (0.2, 0.1), (0.05, 0.5), (0.2, 0.95), (0.6, 1), (0.9, 0.6), (0.85, 0.2), (0.6, 0)],
    "1": [(0.3, 0.25), (0.6, 0), (0.55, 1)],
    "2": [(0.1, 0.25), (0.35, 0), (0.8, 0.1), (0.75, 0.45), (0.1, 1), (0.95, 0.93)],
    "3": [(0.15, 0.08), (0.7, 0), (0.8, 0.3), (0.4, 0.47), (0.85, 0.62), (0.75, 0.95), (0.1, 0.95)],
    "4": [(0.5, 0), (0.1, 0.6), (0.9, 0.58), (0.65, 0.3), (0.6, 1)],
    "5": [(0.9, 0), (0.3, 0.03), (0.2, 0.42), (0.7, 0.42), (0.85, 0.75), (0.5, 1), (0.1, 0.92)],
    "6": [(0.8, 0), (0.3, 0.35), (0.15, 0.8), (0.5, 1), (0.85, 0.8), (0.6, 0.55), (0.2, 0.7)],
    "7": [(0.1, 0.05), (0.9, 0), (0.45, 1)],
    "8": [(0.7, 0.15), (0.4, 0), (0.25, 0.25), (0.75, 0.65), (0.6, 1), (0.2, 0.85), (0.3, 0.6), (0.75, 0.2)],
    "9": [(0.8, 0.2), (0.4, 0), (0.15, 0.3), (0.5, 0.5), (0.8, 0.25), (0.75, 0.7), (0.5, 1)],
}


def _write(pages: list[np.ndarray], place: Place, digits: str, scale: float, chance: np.random.Generator) -> None:
    """Digits in blue ink at a place."""
    page, left, top, right, bottom = place
    width = min(9.0, (right - left) / len(digits))
    for n, digit in enumerate(digits):
        points = np.array(_DIGITS[digit]) + chance.normal(0, 0.04, (len(_DIGITS[digit]), 2))
        smooth = np.stack(
            [np.interp(np.linspace(0, 1, 40), np.linspace(0, 1, len(points)), points[:, k]) for k in (0, 1)], 1
        )
        smooth = cv2.blur(smooth.astype(np.float32), (1, 5))
        box = np.array([width * 0.82, (bottom - top) * 0.8])
        _stroke(pages[page], (smooth * box + [left + n * width, top + 1]) * scale, scale, (140, 40, 25))
