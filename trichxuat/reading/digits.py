"""Digits in a strip of a page, read with the recogniser of RapidOCR (PP-OCR; its model lies in the wheel).

It knows no toned letters, so it reads digits here and nothing else. One model for the process, loaded when first used.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from trichxuat.reading.cleaning import Image

_HEIGHT = 48  # pixels, what the recogniser was trained on
_WIDEST = 960
_OTHER = 0.04  # a digit less likely than this at its place is no reading of it


@dataclass(frozen=True, slots=True)
class Sign:
    """A character that was read. at: where in the strip, 0 to 1; digits: what digit it may be, with probabilities."""

    char: str
    at: float
    digits: dict[str, float]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """session: of onnxruntime; characters: of the model's classes, the first being none."""

    session: Any
    source: str
    characters: list[str]
    digit_classes: list[tuple[str, int]]

    def signs(self, strip: Image) -> list[Sign]:
        """What stands in a strip of one line of text, left to right."""
        chances = self._chances(strip)
        steps = len(chances)
        best = chances.argmax(axis=1).tolist()
        found: list[Sign] = []
        start = 0
        for step in range(1, steps + 1):
            if step < steps and best[step] == best[start]:
                continue
            if best[start]:
                peak = chances[start:step].max(axis=0)
                digits = {digit: float(peak[n]) for digit, n in self.digit_classes if peak[n] > _OTHER}
                found.append(Sign(self.characters[best[start]], (start + step) / 2 / steps, digits))
            start = step
        return found

    def _chances(self, strip: Image) -> NDArray[Any]:
        """(steps, classes) of probabilities."""
        import cv2
        import numpy as np

        height, width = strip.shape[:2]
        size = (min(_WIDEST, max(16, round(_HEIGHT * width / height))), _HEIGHT)
        scaled = cv2.resize(strip, size, interpolation=cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_CUBIC)
        if scaled.ndim == 2:
            scaled = cv2.cvtColor(scaled, cv2.COLOR_GRAY2BGR)
        values = (scaled.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)[None]
        out: NDArray[Any] = self.session.run(None, {self.source: values})[0][0]
        return out


@lru_cache(maxsize=1)
def recogniser() -> Recogniser | None:
    """The recogniser; None where RapidOCR or onnxruntime is not installed."""
    found = importlib.util.find_spec("rapidocr")
    if found is None or not found.origin:
        return None
    models = sorted((Path(found.origin).parent / "models").glob("*rec*.onnx"))
    if not models:
        return None
    try:
        import onnxruntime  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(models[-1]), options, providers=["CPUExecutionProvider"])
    listed = session.get_modelmeta().custom_metadata_map.get("character", "")
    characters = ["", *listed.splitlines(), " ", " "]
    classes = [(digit, characters.index(digit)) for digit in "0123456789" if digit in characters]
    return Recogniser(session, session.get_inputs()[0].name, characters, classes) if len(classes) == 10 else None


def values(signs: Iterable[Sign], most: int = 5) -> dict[str, float]:
    """The numbers that a run of signs may be, with their probabilities; nothing where one sign is no digit at all."""
    places: list[list[tuple[str, float]]] = []
    for sign in signs:
        if sign.char.isspace() or sign.char in "._-,'`:":
            doubt = sum(sign.digits.values())
            if doubt > 0.1:
                places.append([("", 1 - min(1.0, doubt)), *sign.digits.items()])
            continue
        if not sign.digits:
            return {}
        likely = sorted(sign.digits.items(), key=lambda each: -each[1])[:3]
        places.append(likely)
    if not 0 < len(places) <= most + 1:
        return {}
    found: dict[str, float] = {}
    for choice in product(*places):
        chance = 1.0
        for _, each in choice:
            chance *= each
        value = "".join(digit for digit, _ in choice)
        if 0 < len(value) <= most and chance > 0.01:
            found[value] = found.get(value, 0.0) + chance
    return found
