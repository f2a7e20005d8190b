"""trichxuat in anyone's spaCy pipeline."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from trichxuat import extract

TEXT = """ỦY BAN NHÂN DÂN
XÃ BÌNH MINH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/KH-UBND
Bình Minh, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
Phòng, chống  thiên tai năm 2024

Giao Công an xã tuần tra ban đêm trước ngày 15/7/2024.

Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Trần Văn Mẫu
"""


@pytest.fixture(scope="module")
def nlp(root: Path) -> spacy.Language:
    return spacy.load(root / "models" / "trichxuat_vi")


def test_the_records_and_their_places(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    (record,) = doc._.trichxuat
    (own,) = extract(TEXT)
    assert record["code"]["value"] == "12/KH-UBND"
    assert record["tasks"] == own.model_dump(mode="json")["tasks"]
    found = {(span.label_, span.text) for span in doc.spans["trichxuat"]}
    assert {
        ("organ", "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH"),
        ("issued_date", "ngày 05 tháng 6 năm 2024"),
        ("unit", "Công an xã"),
        ("deadline", "trước ngày 15/7/2024"),
        ("recipient", "Lưu: VT"),
        ("signer", "Trần Văn Mẫu"),
    } <= found


def test_the_lexicon(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    found = {(span.label_, span.text) for span in doc.spans["trichxuat_lexicon"]}
    assert {("unit", "Công an xã"), ("type", "KẾ HOẠCH"), ("post", "CHỦ TỊCH")} <= found


def test_the_component_alone_in_another_pipeline() -> None:
    """By its entry point: nothing of trichxuat was imported before."""
    code = (
        "import spacy; nlp = spacy.blank('xx'); nlp.add_pipe('sentencizer'); nlp.add_pipe('trichxuat');"
        f"doc = nlp({TEXT!r}); print(doc._.trichxuat[0]['code']['value'], len(doc.spans['trichxuat']) > 5)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["12/KH-UBND", "True"]


def test_documents_travel_with_their_records(nlp: spacy.Language) -> None:
    (doc,) = nlp.pipe([TEXT])
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (back,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert json.dumps(back._.trichxuat) == json.dumps(doc._.trichxuat)
    assert [span.text for span in back.spans["trichxuat"]] == [span.text for span in doc.spans["trichxuat"]]


@pytest.mark.parametrize("text", ["", " ", "\n\n  a  b \t", "29/KH-UBND", "ỦY\u200b BAN\u0301"])
def test_no_text_loses_a_character(nlp: spacy.Language, text: str) -> None:
    assert nlp(text).text == text
