"""Whatever the text: no exception, spans that cut, one record for NFC and NFD, time in proportion to length."""

from __future__ import annotations

import json
import os
import random
import re
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trichxuat import Record, extract
from trichxuat.record import check_spans
from trichxuat.writing.as_json import compact

FUZZ_SECONDS = float(os.environ.get("FUZZ_SECONDS", "30"))
STEP_FAILED = "step_failed"


def faults(text: str) -> list[str]:
    """What is wrong with the records of a text."""
    records = extract(text)
    found = [fault for record in records for fault in check_spans(record, text)]
    found += [w.message for record in records for w in record.warnings if w.code == STEP_FAILED]
    if not records and any(c.isalnum() for c in text):
        found.append("no record for a text with words")
    return found


def values(records: list[Record]) -> list[object]:
    """The records without what depends on offsets."""
    return json.loads(unicodedata.normalize("NFC", json.dumps([compact(r) for r in records], ensure_ascii=False)))


def documents(root: Path) -> list[str]:
    """Texts to damage: the project's own, and real ones where they are."""
    folders = [root / "corpus" / "text", root.parent / "shared" / "corpus" / "text"]
    folders.append(root.parent / "shared" / "corpus" / "unlabelled")
    return [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.txt"))]


# Words and marks that steer the reading, put together without sense.
WORDS = """
    ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | Độc lập - Tự do - Hạnh phúc | ĐẢNG CỘNG SẢN VIỆT NAM
    Số: 29 /KH-UBND | Số: /QĐ-UBND | Số 67-KH/HU | An Lạc, ngày 05 tháng 6 năm 2024 | ngày … tháng … năm 2024
    QUYẾT ĐỊNH | KẾ HOẠCH | THÔNG BÁO | V/v | Về việc | Kính gửi: | Căn cứ | Thực hiện | Theo đề nghị của | Xét
    Luật Tổ chức chính quyền địa phương ngày 19/6/2015; | Nghị định số 30/2020/NĐ-CP | 15/2017/QH14 | Điều 1.
    Điều 5, 6 và 7 | khoản 2 | điểm a | Phụ lục | I. | 1. | 1.1 | a) | đ) | - | + | • | Giao | Đề nghị | Yêu cầu
    Sở Y tế | chủ trì, phối hợp với | trước ngày 15/3/2023 | quý II/2023 | hằng năm | Nơi nhận: | Như trên; | , | ;
    Lưu: VT, NC. | TM. ỦY BAN NHÂN DÂN | KT. CHỦ TỊCH | PHÓ CHỦ TỊCH | T/M | Nguyễn Văn Thử | TS. Trần Thị Mẫu
    HỎA TỐC | MẬT | Ký bởi: | Trang 2 | ----- | _____ | Như kính gửi | Kế hoạch này | . | : | / | ( | )
"""
BREAKS = ["|", "\t|\t", "\t", "\n", "\n\n", "\r\n", "          ", "**", "\u200b", "\u0301", "\ud800"]
PIECES = [piece.strip() for line in WORDS.strip().splitlines() for piece in line.split(" | ")] + BREAKS
BETWEEN = st.sampled_from(["", " ", "\n"])
LATIN = st.characters(max_codepoint=0x36F) | st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF)


def arranged(letters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pieces = st.lists(st.sampled_from(PIECES) | st.text(letters, max_size=8), max_size=60)
    return st.builds(str.join, BETWEEN, pieces)


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_characters(text: str) -> None:
    assert faults(text) == []


@given(arranged(st.characters()))
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_arrangement_of_its_words(text: str) -> None:
    assert faults(text) == []


@given(arranged(LATIN))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_record_however_letters_are_composed(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert values(extract(decomposed)) == values(extract(composed))
    assert faults(decomposed) == []


def test_one_record_for_nfc_nfd_and_mixed_documents(root: Path) -> None:
    chance = random.Random(1)
    for text in documents(root)[:120]:
        composed = unicodedata.normalize("NFC", text)
        mixed = "".join(unicodedata.normalize(chance.choice(("NFC", "NFD")), word) for word in re.split(r"(\s)", text))
        wanted = values(extract(composed))
        for other in (unicodedata.normalize("NFD", text), mixed):
            assert values(extract(other)) == wanted
            assert faults(other) == []


def damaged(text: str, chance: random.Random) -> str:
    """The text after one to three accidents."""
    for _ in range(chance.randint(1, 3)):
        lines = text.splitlines(keepends=True)
        at, to = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        match chance.randrange(9):
            case 0:
                text = text[at:to]
            case 1:
                text = text[:at] + text[to:]
            case 2:
                chance.shuffle(lines)
                text = "".join(lines)
            case 3:
                data = bytearray(text.encode("utf-8", "replace"))
                for _ in range(min(len(data), chance.randint(1, 60))):
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                text = data.decode("utf-8", "replace")
            case 4:
                text = "".join(line * chance.choice((1, 1, 2)) for line in lines)
            case 5:
                text = text.replace("\n", " ") if chance.random() < 0.5 else text.replace(" ", "\n")
            case 6:
                text = text.upper() if chance.random() < 0.5 else text.replace(" ", "")
            case 7:
                text = "".join(c if chance.random() > 0.03 else chance.choice(" .,:;-|/\n1O") for c in text)
            case 8:
                text = text + text[at:to] + text
    return text[:60_000]


def test_damaged_documents(root: Path, tmp_path: Path) -> None:
    texts_here = documents(root)
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    deadline = time.monotonic() + FUZZ_SECONDS
    while time.monotonic() < deadline:
        text = damaged(chance.choice(texts_here), chance)
        found = faults(text)
        if found:
            (tmp_path / "failure.txt").write_text(text, encoding="utf-8", errors="surrogatepass")
        assert found == [], f"seed {seed}; the text is in {tmp_path}"


def hostile() -> Iterator[tuple[str, str]]:
    """Pieces that, repeated, have brought pattern engines to their knees."""
    yield "capitals", "A"
    yield "capital words", "ỦY BAN "
    yield "digits", "1"
    yield "dots", "."
    yield "dot leaders", ". . "
    yield "dashes", "-"
    yield "blanks", " "
    yield "tabs", "\t"
    yield "line feeds", "\n"
    yield "bars", "|"
    yield "cells", "a | "
    yield "slashes", "1/"
    yield "codes", "1/KH-UBND "
    yield "code lists", "số 1/2020/NĐ-CP, "
    yield "long code", "KH-"
    yield "dates", "ngày 1 tháng 2 năm 2023 "
    yield "dates cut", "ngày 1 tháng "
    yield "laws", "Luật Đất đai "
    yield "articles", "điểm a khoản 1 Điều 2, "
    yield "nested bullets", "\n- \n+ \na) 1. "
    yield "headings", "I. 1. a) "
    yield "bases", "Căn cứ Luật A; "
    yield "one basis", "Căn cứ "
    yield "tasks", "Giao Sở Y tế chủ trì, phối hợp với "
    yield "bullets", "\n- Sở Y tế"
    yield "units", "Sở Y tế, "
    yield "recipients", "Nơi nhận:\n- Như trên;\n"
    yield "headers", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND\n"
    yield "signatures", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n"
    yield "names", "Nguyễn Văn A\n"
    yield "addressees", "Kính gửi: "
    yield "subjects", "V/v "
    yield "quotes", "“"
    yield "brackets", "("
    yield "marks", "a\u0301"
    yield "bare marks", "\u0301"
    yield "stars", "*"
    yield "escapes", "\\-"
    yield "heading marks", "# "
    yield "zero width", "\u200b"
    yield "breaks", "<br>"
    yield "colons", "a: "
    yield "semicolons", "a; "


HEAD = "ỦY BAN NHÂN DÂN\nXÃ A\nSố: 1/KH-UBND\nAn Lạc, ngày 5 tháng 6 năm 2024\nKẾ HOẠCH\nVề việc x\nCăn cứ Luật A;\n"


def seconds(text: str) -> float:
    """Of this process: other work on the machine does not count."""
    start = time.process_time()
    extract(text)
    return time.process_time() - start


@pytest.mark.parametrize(("piece"), [piece for _, piece in hostile()], ids=[name for name, _ in hostile()])
@pytest.mark.parametrize("head", ["", HEAD], ids=["alone", "in a document"])
def test_time_grows_in_proportion(piece: str, head: str) -> None:
    """Four times the length may take eight times as long, clocks being what they are, and no more."""
    size = 50_000
    short = min(seconds(head + piece * (size // len(piece))) for _ in range(2))
    bound = max(8 * short, 1.0)
    long = seconds(head + piece * (4 * size // len(piece)))
    if long >= bound:  # a pause of the machine is no growth
        long = min(seconds(head + piece * (4 * size // len(piece))) for _ in range(2))
    assert long < bound
    assert long < 10


def test_one_line_of_five_megabytes(root: Path) -> None:
    text = " ".join(documents(root)[0].split())
    line = (text * (5_000_000 // len(text) + 1))[:5_000_000]
    assert faults(line) == []
    assert seconds(line) < 60
