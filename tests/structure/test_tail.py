"""Where a tail begins and ends, in the layouts that converters and OCR give."""

import pytest

from trichxuat.structure.lines import read_lines
from trichxuat.structure.tail import find_tail
from trichxuat.text import Text

BODY = "Điều 3. Các ông, bà có tên ở trên chịu trách nhiệm thi hành Quyết định này./.\n"


def first_and_last(raw: str) -> tuple[str, str] | None:
    """The first and the last line of the tail, as printed."""
    text = Text(raw)
    lines = read_lines(text)
    (first, last), _ = find_tail(text, lines, 0, len(lines))
    shown = [" ".join(text.clean[line.start : line.end].split()) for line in lines[first:last]]
    return (shown[0], shown[-1]) if shown else None


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        pytest.param(
            BODY + "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\n\n\n\n\nTô Thị Hạt\n\nPHỤ LỤC I\nDANH MỤC\n",
            ("Nơi nhận:", "Tô Thị Hạt"),
            id="an appendix follows",
        ),
        pytest.param(
            BODY + "|\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n|\n**GIÁM ĐỐC**\nTô Thị Hạt\n|\n[1] Nghị quyết số 5.\n",
            ("|", "|"),
            id="cells between lone bars; a footnote follows",
        ),
        pytest.param(
            BODY + "|Nơi nhận:     |BỘ TRƯỞNG      |\n|- Lưu VT.    |Tô Thị Hạt    |\n\n\n\n|FILE ĐÍNH KÈM  |\n"
            "|bang.xlsx  |\n",
            ("|Nơi nhận: |BỘ TRƯỞNG |", "|- Lưu VT. |Tô Thị Hạt |"),
            id="a website's attachments follow",
        ),
        pytest.param(
            BODY + "*Nơi nhận:*\n- Bộ trưởng;\n- Lưu: VT.\n\n---\n\n## MẪU A1\n### GIẤY CHỨNG NHẬN\nSố khung: ....\n",
            ("Nơi nhận:", "- Lưu: VT."),
            id="no signature; a form follows",
        ),
        pytest.param(
            BODY + "                                  GIÁM ĐỐC\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n\n"
            "                             Tô Thị Hạt\n",
            ("GIÁM ĐỐC", "Tô Thị Hạt"),
            id="the title stands above the cue",
        ),
        pytest.param(
            BODY + "\n    THƯ KÝ                        CHỦ TỌA\n\n\n  Lò Thị Mây                  Vi Văn Tảo\n"
            "\nNơi nhận:\n- Lưu: VT.\n",
            ("THƯ KÝ CHỦ TỌA", "- Lưu: VT."),
            id="biên bản: signatures, then nơi nhận",
        ),
        pytest.param(
            "Luật này được Quốc hội thông qua ngày 02 tháng 6 năm 2024.\n\nCHỦ TỊCH QUỐC HỘI\n(Đã ký)\n"
            "Trịnh Bá Lâm\n\n_____\n[1] Xem Điều 2.\n",
            ("CHỦ TỊCH QUỐC HỘI", "Trịnh Bá Lâm"),
            id="a signature alone",
        ),
        pytest.param(
            BODY
            + "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTô Thị Hạt\nPHỤ LỤC\n"
            + "Nội dung của mẫu đơn kèm theo.\n" * 20
            + "Nơi nhận:\n- Như Điều ...;\n- Lưu: VT.\n",
            ("KT. BỘ TRƯỞNG", "Tô Thị Hạt"),
            id="the first complete tail counts, not that of a form behind it",
        ),
        pytest.param(
            "3. Trình tự\nNơi nhận: Bộ phận Một cửa của xã.\n- Cách thức: trực tiếp;\n- Thời hạn: 05 ngày.\n"
            "Khoảng cách giữa nơi nhận phiếu và hòm phiếu.\nNơi nhận hồ sơ: phòng Tư pháp.\n",
            None,
            id="nơi nhận in a procedure and in a sentence",
        ),
        pytest.param(
            BODY + "R46 6-0 TL. CHỦ TỊCH\n\n- Như trên; Ƒ\n\n- VPUB: CVP;\n\n- Lưu: VT, TH(Tm).\n",
            ("R46 6-0 TL. CHỦ TỊCH", "- Lưu: VT, TH(Tm)."),
            id="the cue is lost",
        ),
        pytest.param(
            BODY + "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKẾ HOẠCH\nTổ chức hội thi\n",
            ("Nơi nhận:", "- Lưu: VT."),
            id="no signature; an annexed plan follows",
        ),
        pytest.param("Điều 1. Không có phần cuối.\n", None, id="none"),
    ],
)
def test_where_a_tail_stands(raw: str, wanted: tuple[str, str] | None) -> None:
    assert first_and_last(raw) == wanted


def test_sides_of_a_row_with_an_open_cell() -> None:
    raw = BODY + "Nơi nhận:\n- Như trên;\n- Lưu: VT\t|\tKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\n\nMạc Văn Tảo\n"
    text = Text(raw)
    lines = read_lines(text)
    _, sides = find_tail(text, lines, 0, len(lines))
    left, right = (
        [text.clean[p.start : p.end] for p in side if p.end > p.start] for side in (sides.recipients, sides.signature)
    )
    assert left == ["- Như trên;", "- Lưu: VT"]
    assert right == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Mạc Văn Tảo"]


@pytest.mark.parametrize(
    "raw",
    [
        "Nơi nhận:\n" + "- " * 40_000,
        "Nơi nhận:|" * 10_000,
        "Nơi nhận:      KT. CHỦ TỊCH      " * 5_000,
        "KT. CHỦ TỊCH\n" * 10_000,
        "Nơi nhận:" + " " * 100_000 + "x",
        "Nơi nhận: " + "." * 100_000,
        "CHỦ TỊCH " * 30_000,
    ],
    ids=["dashes", "cells", "wide", "titles", "blanks", "dots", "posts"],
)
def test_hostile_texts_end(raw: str) -> None:
    text = Text(raw)
    lines = read_lines(text)
    (first, last), _ = find_tail(text, lines, 0, len(lines))
    assert 0 <= first <= last <= len(lines)
