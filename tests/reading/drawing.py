"""Pages drawn as images, with the places of their words: a header, a body, the corner of the signature."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from trichxuat.reading.page import Page, Word

WIDTH, HEIGHT = 595.0, 842.0
_FONTS = (Path("/usr/share/fonts/truetype/croscore"), Path("/usr/share/fonts/truetype/dejavu"))
_FILES = {
    "regular": ("Tinos-Regular.ttf", "DejaVuSerif.ttf"),
    "bold": ("Tinos-Bold.ttf", "DejaVuSerif-Bold.ttf"),
    "italic": ("Tinos-Italic.ttf", "DejaVuSerif-Italic.ttf"),
    "hand": ("Arimo-Italic.ttf", "DejaVuSans-Oblique.ttf"),
}
BLUE, RED, BLACK = (40, 50, 150), (205, 40, 45), (25, 25, 25)


def need(present: bool, what: str) -> None:
    """Skips where something is missing, unless CI must have it."""
    if not present:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{what} is missing, and CI must test with it")
        pytest.skip(f"{what} is not installed")


def _font(style: str, size: float, scale: float) -> ImageFont.FreeTypeFont:
    found = [folder / name for folder, name in zip(_FONTS, _FILES[style], strict=True) if (folder / name).exists()]
    need(bool(found), "a font with Vietnamese letters (apt: fonts-croscore)")
    return ImageFont.truetype(str(found[0]), round(size * scale))


class Sheet:
    """An A4 page that is drawn upon; points. `words`: what was printed, as a reader would give it."""

    def __init__(self, dpi: int = 200) -> None:
        self.scale = dpi / 72
        self.dpi = float(dpi)
        self.picture = Image.new("RGB", (round(WIDTH * self.scale), round(HEIGHT * self.scale)), "white")
        self.words: list[Word] = []
        self._lines = 0

    def print(self, left: float, base: float, text: str, style: str = "regular", size: float = 13.0) -> float:
        """Prints a line; gives where it ends."""
        font = _font(style, size, self.scale)
        draw = ImageDraw.Draw(self.picture)
        at = left
        for word in text.split(" "):
            if word:
                draw.text((at * self.scale, base * self.scale), word, font=font, fill=BLACK, anchor="ls")
                box = draw.textbbox((at * self.scale, base * self.scale), word, font=font, anchor="ls")
                edges = (edge / self.scale for edge in box)
                self.words.append(Word(word, *edges, 0.96, self._lines))
            at += font.getlength(word + " ") / self.scale
        self._lines += 1
        return at

    def write(
        self, left: float, base: float, digits: str, ink: tuple[int, int, int] = BLUE, size: float = 17.0
    ) -> None:
        """Digits by hand: larger than print, slanting, each a little higher or lower than the one before."""
        font = _font("hand", size, self.scale)
        draw = ImageDraw.Draw(self.picture)
        for n, digit in enumerate(digits):
            place = (left * self.scale, (base + (1.6, -0.6, 1.0)[n % 3]) * self.scale)
            draw.text(place, digit, font=font, fill=ink, anchor="ls")
            left += font.getlength(digit) / self.scale

    def seal(self, across: float, down: float) -> None:
        """A round seal of 36 mm in red, over what is there."""
        draw = ImageDraw.Draw(self.picture)
        for radius in (51, 46, 30):
            box = [(edge * self.scale) for edge in (across - radius, down - radius, across + radius, down + radius)]
            draw.ellipse(box, outline=RED, width=round(1.3 * self.scale))
        font = _font("bold", 9, self.scale)
        draw.text((across * self.scale, down * self.scale), "HUYỆN SƠN LĨNH", font=font, fill=RED, anchor="mm")

    @property
    def image(self) -> np.ndarray:
        """As OpenCV has it: blue, green, red."""
        return np.ascontiguousarray(np.asarray(self.picture)[:, :, ::-1])

    @property
    def page(self) -> Page:
        """As a perfect reader of print gives it."""
        return Page(1, WIDTH, HEIGHT, list(self.words), self.image)


def header(sheet: Sheet, number: str = "", day: str = "", notation: str = "/QĐ-UBND") -> Sheet:
    """The header of a document of a made-up district; number and day as printed, left out where empty."""
    sheet.print(85, 70, "ỦY BAN NHÂN DÂN", "bold", 12)
    sheet.print(90, 86, "HUYỆN SƠN LĨNH", "bold", 12)
    sheet.print(255, 70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold", 12)
    sheet.print(315, 86, "Độc lập - Tự do - Hạnh phúc", "bold", 13)
    if number:
        sheet.print(95, 115, f"Số: {number}{notation}")
    else:
        sheet.print(95, 115, "Số:")
        sheet.print(155, 115, notation)
    end = sheet.print(300, 115, f"Sơn Lĩnh, ngày {day}".strip(), "italic")
    sheet.print(end + (0 if day else 22), 115, "tháng 5 năm 2024", "italic")
    return sheet


BODY = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;",
    "Xét đề nghị của Trưởng phòng Nội vụ huyện tại Tờ trình số 41/TTr-NV,",
    "Ủy ban nhân dân huyện quyết định phê duyệt kế hoạch chỉnh lý tài liệu lưu trữ,",
    "giao Văn phòng huyện theo dõi, đôn đốc và báo cáo kết quả trước ngày 20/6/2024.",
)


def letter() -> Sheet:
    """A page with header, body and signature; the seal lies over title and name."""
    sheet = header(Sheet(), "27", "15")
    sheet.print(245, 160, "QUYẾT ĐỊNH", "bold", 14)
    for n, line in enumerate(BODY):
        sheet.print(85, 200 + 20 * n, line)
    sheet.print(85, 340, "Nơi nhận:", "italic", 12)
    for n, line in enumerate(("- Như trên;", "- Phòng Nội vụ huyện;", "- Lưu: VT.")):
        sheet.print(85, 355 + 14 * n, line, size=11)
    sheet.print(350, 340, "TM. ỦY BAN NHÂN DÂN", "bold")
    sheet.print(390, 357, "CHỦ TỊCH", "bold", 13)
    sheet.print(365, 450, "Trần Quốc Lâm", "bold", 14)
    sheet.seal(365, 400)
    return sheet
