"""Made-up documents: the same every time, of every kind, and their gold stands in their text."""

import os
import subprocess
import sys
import unicodedata
from functools import cache

import pytest

from trichxuat.training.marked import Marked, each_cut
from trichxuat.training.synth import make_document, make_documents
from trichxuat.training.synth.document import TITLES

COUNT = 900


@cache
def documents() -> tuple[Marked, ...]:
    return tuple(make_documents(COUNT))


def cuts(marked: Marked) -> list[tuple[tuple[int, int], ...]]:
    found: list = []
    for document in marked.documents:
        each_cut(document, found.append)
    return found


def test_the_same_seed_gives_the_same_document():
    assert make_document(7) == make_document(7)
    assert make_document(7).text != make_document(8).text
    assert [each.name for each in make_documents(3)] == ["synth-000001", "synth-000002", "synth-000003"]
    assert next(make_documents(1, seed=1)).text != next(make_documents(1, seed=2)).text


def test_no_hash_order_has_a_part_in_it():
    code = (
        "from hashlib import sha256; from trichxuat.training.synth import make_documents;"
        "print(sha256(repr(list(make_documents(25))).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_every_type_is_written():
    seen = {document["type"] for marked in documents() for document in marked.documents}
    assert {*TITLES} - {"Thư công"} <= seen
    assert None in seen  # a thư công has no code


def test_every_cut_is_words_of_the_text():
    for marked in documents():
        assert unicodedata.is_normalized("NFC", marked.text)
        for cut in cuts(marked):
            assert cut, marked.name
            assert list(cut) == sorted(cut)
            for start, end in cut:
                words = marked.text[start:end]
                assert 0 <= start < end <= len(marked.text)
                assert words == words.strip(), (marked.name, words)
                assert "{" not in words


@pytest.mark.parametrize("key", ["unit", "quote"])
def test_a_task_says_who_and_what(key):
    for marked in documents():
        for document in marked.documents:
            for task in document["tasks"]:
                words = marked.text[task[key][0][0] : task[key][-1][1]]
                assert not words.startswith(("- ", "+ ", "Giao cho ", "Đề nghị ")), (marked.name, words)
                assert not words.endswith((";", ":", "./.", ".")), (marked.name, words)


def test_a_deadline_stands_in_its_task_or_behind_a_label():
    inside = outside = 0
    for marked in documents():
        for document in marked.documents:
            for task in document["tasks"]:
                if task["deadline"]:
                    (start, _), end = task["deadline"][0], task["deadline"][-1][1]
                    within = task["quote"][0][0] <= start and end <= task["quote"][-1][1]
                    inside += within
                    outside += not within
    assert inside > 100
    assert outside > 20


def test_the_documents_own_code_is_no_reference():
    for marked in documents():
        for document in marked.documents:
            codes = [reference["code"] for reference in document["references"]]
            own = f"{document['number']}/{document['notation']}"
            assert own not in codes
            assert len([code for code in codes if code]) == len({code for code in codes if code})


def test_columns_come_in_every_layout():
    texts = [marked.text for marked in documents()]
    assert any(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" in text and text.startswith("ỦY BAN NHÂN DÂN CỘNG") for text in texts
    )
    assert any("DÂN     " in text for text in texts)
    assert any(text.startswith("| ") for text in texts)
    assert any(text.startswith("|\n") for text in texts)
    assert any("\t" in text for text in texts)
    assert any("\f" in text for text in texts)
    assert any(len(document["organ"]) == 2 for marked in documents() for document in marked.documents)


def test_numbers_and_days_are_left_blank_now_and_then():
    found = [document for marked in documents() for document in marked.documents]
    assert any(document["number"] is None and document["notation"] for document in found)
    assert any(document["date"] and len(document["date"]) == 7 for document in found)
    assert any(document["priority"] for document in found)
    assert any(document["secrecy"] for document in found)
    assert any(isinstance(document["organ"], list) for document in found)
