"""Images of pages made ready for reading: upright, level, without coloured ink and uneven paper.

An image is a numpy array of bytes: grey (rows, columns), or blue-green-red as OpenCV has it (rows, columns, 3).
What helps and what harms was measured on scans, faxes and photographs: a fax is never divided by its background.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Image = NDArray[Any]

MOST_PIXELS = 40_000_000
"""An A4 page at 600 dpi has 35 million."""

_COLOURED = 56
"""Difference of the channels from which a stroke is coloured ink: JPEG stains black print by less."""
_MOST_SKEW = 5.0
_LEAST_SKEW = 0.2


_DARKEST = 150
"""So many pixels at least are print."""
_PALER, _VEIL = 38, 0.007
"""How much paler than print a grey seal is; the share of such pixels from which there is one (print has 0.004)."""
_WHITE = 105
"""What is so much paler than print becomes white: the seal goes, the thin strokes of letters stay."""


def plain_grey(image: Image) -> Image:
    """Grey values as they are, seals and blue ink as dark strokes."""
    import cv2

    return image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)


def balanced(image: Image) -> Image:
    """The colours with the paper's own tint taken out; an image without tint comes back as it is."""
    import cv2
    import numpy as np

    paper = np.percentile(image[::8, ::8].reshape(-1, 3), 90, axis=0)
    if paper.min() < 60 or paper.max() - paper.min() < 12:
        return image
    steps = np.arange(256, dtype=np.float32)
    table = np.stack([np.clip(steps * (paper.max() / p), 0, 255) for p in paper], axis=-1).astype(np.uint8)
    return cv2.LUT(image, table.reshape(1, 256, 3))


def coloured(image: Image) -> Image | None:
    """Mask (0 or 255) of what is stamped or written in colour; None where there is none, or nothing else is there.

    A page printed wholly in colour keeps its text.
    """
    import cv2

    if image.ndim == 2:
        return None
    blue, green, red = cv2.split(image)
    high, low = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)
    mask = cv2.threshold(cv2.subtract(high, low), _COLOURED, 255, cv2.THRESH_BINARY)[1]
    count = cv2.countNonZero(mask)
    if count < 50:
        return None
    black = cv2.countNonZero(cv2.threshold(high, 110, 255, cv2.THRESH_BINARY_INV)[1])
    if count > 4 * black:
        return None
    return cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))


def without_ink(image: Image) -> Image:
    """Grey with seals and coloured ink faded to the paper; black print under a seal stays."""
    import cv2
    import numpy as np

    if image.ndim == 2:
        return image
    image = balanced(image)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    mask = coloured(image)
    if mask is None:
        return grey
    blue, green, red = cv2.split(image)
    # In its own channel ink is bright and black print is not.
    bright = cv2.max(cv2.max(blue, green), red)
    table = np.clip((np.arange(256) - 80) * 2.5 + 60, 0, 255).astype(np.uint8)
    table[:80] = np.arange(80) * 60 // 80
    cv2.copyTo(cv2.LUT(bright, table), mask, grey)
    return grey


def without_red(image: Image) -> Image:
    """Grey with red faded and blue dark: the words of a digital signature, blue ink."""
    return image if image.ndim == 2 else image[:, :, 2].copy()


def skew(grey: Image) -> float:
    """Degrees by which the lines of text fall to the right, 0 where they are level or nothing tells.

    The rows of dark pixels are sharpest in the right direction.
    """
    import cv2
    import numpy as np

    step = max(1, grey.shape[1] // 600)
    small = cv2.resize(grey, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape
    edge_y, edge_x = rows // 25, columns // 20
    inner = small[edge_y : rows - edge_y, edge_x : columns - edge_x]
    if inner.size == 0:
        return 0.0
    level = min(200, int(np.percentile(inner, 90)) - 40)
    y, x = np.nonzero(inner < level)
    if len(y) < 200 or len(y) > inner.size * 0.4:
        return 0.0
    if len(y) > 40_000:
        chosen = np.linspace(0, len(y) - 1, 40_000).astype(np.int64)
        y, x = y[chosen], x[chosen]
    centred = x - inner.shape[1] / 2
    slack = int(inner.shape[1] * np.tan(np.radians(_MOST_SKEW))) + 2

    def sharpness(angle: float) -> float:
        at = (y - centred * np.tan(np.radians(angle))).astype(np.int64) + slack
        counts = np.bincount(at, minlength=inner.shape[0] + 2 * slack).astype(np.float64)
        return float(np.square(np.diff(counts)).sum())

    flat = sharpness(0.0)
    best = max(np.arange(-_MOST_SKEW, _MOST_SKEW + 0.01, 0.5), key=sharpness)
    best = max(best + np.arange(-0.4, 0.41, 0.1), key=sharpness)
    return float(best) if abs(best) >= _LEAST_SKEW and sharpness(float(best)) > 1.05 * flat else 0.0


def levelled(image: Image, degrees: float) -> Image:
    """The image turned so that lines which fall by `degrees` to the right lie level; same size, white corners."""
    import cv2

    if not degrees:
        return image
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    white = 255 if image.ndim == 2 else (255, 255, 255)
    return cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=white)


def turned(image: Image, quarter_turns: int) -> Image:
    """The image turned clockwise by quarters."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(image, -quarter_turns))


def even(grey: Image) -> Image:
    """Grey with the paper made white where it is uneven or dark (photographs, shadows, thin paper)."""
    import cv2
    import numpy as np

    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_RECT, (7, 7)))
    paper = cv2.medianBlur(paper, 15) if min(paper.shape) > 15 else paper
    low, high = np.percentile(paper, (4, 96))
    if low > 205 and high - low < 40:
        return grey
    wide = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(grey, np.maximum(wide, 40), scale=245)


def is_fax(grey: Image) -> bool:
    """Whether the page knows black and white alone."""
    import cv2

    sample = grey[::2, ::2]
    counts = cv2.calcHist([sample], [0], None, [8], [0, 256]).ravel()
    return bool(counts[1:7].sum() < 0.05 * max(1.0, counts[0]))


def despeckled(grey: Image, dpi: float) -> Image:
    """A fax without its single dots, edges a little softened; full stops and the dots under letters stay."""
    import cv2
    import numpy as np

    ink = cv2.threshold(grey, 127, 255, cv2.THRESH_BINARY_INV)[1]
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    most = max(1, round((dpi / 100) ** 2))
    small = np.zeros(count, dtype=np.uint8)
    small[1:][stats[1:, cv2.CC_STAT_AREA] <= most] = 255
    cleaned = cv2.bitwise_or(grey, small[labels])
    return cv2.GaussianBlur(cleaned, (3, 3), 0)


def ready(image: Image, dpi: float) -> tuple[Image, Image]:
    """(the page level, in its colours; the same in grey for the reader of text)."""
    grey = plain_grey(image)
    if is_fax(grey):
        grey = levelled(despeckled(grey, dpi), skew(grey))
        return grey, grey
    grey = without_ink(image)
    angle = skew(grey)
    return levelled(image, angle), even(levelled(grey, angle))


def black_alone(grey: Image) -> Image | None:
    """A piece of a grey page without what is paler than its print: the seal over a name; None where there is none."""
    import numpy as np

    flat = grey.reshape(-1)
    most = min(_DARKEST, flat.size - 1)
    black = float(np.partition(flat, most)[most])
    pale = (grey > black + _PALER) & (grey < black + 3 * _PALER)
    if float(pale.mean()) < _VEIL:
        return None
    stretched = (grey.astype(np.float32) - black) * (255.0 / _WHITE)
    found: Image = np.clip(stretched, 0, 255).astype(np.uint8)
    return found


def is_blue(piece: Image) -> bool:
    """Whether most of the strokes in a small piece of a page in colour are blue or violet ink."""
    blue, green, red = (piece[:, :, n].astype("int16") for n in range(3))
    dark = (green + red) < 300
    count = int(dark.sum())
    return count > 20 and int((dark & (blue - (green + red) // 2 > 35)).sum()) > 0.5 * count
