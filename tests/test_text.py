"""The clean view of a text and its map back to the raw offsets."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trichxuat.text import Text, modern_tones, squeeze, strip_marks, without_tones


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Số: 12/QÐ-UBND", "Số: 12/QĐ-UBND"),  # the letter Eth
        ("ngày 13/11⁄2024", "ngày 13/11/2024"),  # U+2044
        ("160/NQ–CP và 12—KH/TU", "160/NQ-CP và 12-KH/TU"),
        ("“Thi đua”", '"Thi đua"'),
        ("Số:\u00a05\u200b/QĐ", "Số: 5/QĐ"),
        ("**ỦY BAN** *nhân* dân", "ỦY BAN nhân dân"),
        ("* Sở Y tế\n  * Sở Nội vụ", "- Sở Y tế\n  - Sở Nội vụ"),
        ("BAN TỔ CHỨC\n*\nSố 12-QĐ/BTC", "BAN TỔ CHỨC\n\nSố 12-QĐ/BTC"),
        ("## Nơi nhận", "   Nơi nhận"),
        ("1\\. Mục đích", "1. Mục đích"),
        ("dòng một\r\ndòng hai\rdòng ba\x0ctrang hai", "dòng một \ndòng hai\ndòng ba\ntrang hai"),
        ("ô<br>thứ hai", "ô\nthứ hai"),
    ],
)
def test_clean(raw: str, clean: str) -> None:
    assert Text(raw).clean == clean


def test_plain_keeps_length_and_loses_marks() -> None:
    text = Text("Nơi nhận: KẾ HOẠCH số 5/QĐ-UBND")
    assert text.plain == "noi nhan: ke hoach so 5/qd-ubnd"
    assert len(text.plain) == len(text.clean)


def test_decomposed_text_reads_alike_and_cuts_the_raw_letters() -> None:
    composed = "Sở Y tế tỉnh Hậu Giang, **số** 5/QĐ-SYT"
    raw = unicodedata.normalize("NFD", composed)
    text = Text(raw)
    assert text.clean == Text(composed).clean
    start = text.clean.index("tỉnh Hậu")
    a, b = text.span(start, start + len("tỉnh Hậu"))
    assert unicodedata.normalize("NFC", raw[a:b]) == "tỉnh Hậu"


def test_marks_at_the_edges_stay_outside() -> None:
    text = Text("**Sở Y tế:** chủ trì")
    a, b = text.span(text.clean.index("Sở"), text.clean.index(":"))
    assert text.raw[a:b] == "Sở Y tế"


@given(st.text(alphabet=st.sampled_from("ađĐẤớ̛ *\\-\n\r\t|\u200b\u00ad#>1./<br>&nbsp;"), max_size=60))
def test_every_clean_stretch_cuts_raw_text_that_cleans_to_it(raw: str) -> None:
    text = Text(raw)
    assert len(text.plain) == len(text.clean)
    for start in range(len(text.clean)):
        a, b = text.span(start, start + 1)
        assert 0 <= a < b <= len(raw)
    whole = [text.span(i, i + 1) for i in range(len(text.clean))]
    assert whole == sorted(whole), "the map never runs backwards"


@given(st.text(max_size=80))
def test_any_text_is_taken(raw: str) -> None:
    text = Text(raw)
    assert text.span(0, len(text.clean))[1] <= len(raw)
    for at in range(len(raw)):
        assert 0 <= text.clean_offset(at) <= len(text.clean)


@pytest.mark.parametrize(
    ("old", "new"), [("Hoà", "Hòa"), ("UỶ", "ỦY"), ("Uỷ", "Ủy"), ("quý", "quý"), ("hoàn", "hoàn"), ("khoẻ", "khỏe")]
)
def test_modern_tones(old: str, new: str) -> None:
    assert modern_tones(old) == new


def test_forms() -> None:
    assert strip_marks("Quyết Định") == "quyet dinh"
    assert squeeze("**Sở**\n | Y tế") == "Sở Y tế"


@given(st.text(alphabet=st.sampled_from("aĐđếẦ …•→\x01\x02æ×ạ\n"), max_size=30))
def test_long_texts_lose_marks_as_short_ones_do(words: str) -> None:
    words = unicodedata.normalize("NFC", words)
    long = words + "Quyết định " * 60
    assert strip_marks(long)[: len(words)] == strip_marks(words)
    assert len(strip_marks(long)) == len(long)


def test_mended_words_read_as_meant_and_cut_the_print() -> None:
    raw = unicodedata.normalize("NFD", "**Độe lập** - Tựdo - Hạnh phúc")
    text = Text(raw)
    slips = [("Độe", "Độc"), ("Tựdo", "Tự do")]
    mended = text.mended((text.clean.index(a), text.clean.index(a) + len(a), b) for a, b in slips)
    assert mended.clean == "Độc lập - Tự do - Hạnh phúc"
    assert (text.clean, text.mends) == ("Độe lập - Tựdo - Hạnh phúc", [])
    a, b = mended.span(0, mended.clean.index(" - Hạnh"))
    assert unicodedata.normalize("NFC", raw[a:b]) == "Độe lập** - Tựdo"
    at = mended.clean.index("Hạnh")
    assert unicodedata.normalize("NFC", raw[slice(*mended.span(at, at + 9))]) == "Hạnh phúc"
    assert mended.clean_offset(mended.span(at, at + 1)[0]) == at
    assert [mended.is_mended(*span) for span in ((0, 3), (4, 7), (0, 12), (at, at + 4), (5, 5))] == [
        True, False, True, False, False,
    ]  # fmt: skip
    again = mended.mended([(at, at + 4, "HẠNH")])
    assert again.clean == "Độc lập - Tự do - HẠNH phúc"
    assert len(again.mends) == 3


@given(st.text(alphabet=st.sampled_from("ađĐẤớ̛ *\\-\n|\u200b#"), max_size=40), st.lists(st.integers(0, 40), max_size=4))
def test_mends_leave_every_other_offset_right(raw: str, places: list[int]) -> None:
    text = Text(raw)
    mended = text.mended((at, at + 1, "xyz") for at in places if at < len(text.clean))
    assert len(mended.mends) == len({at for at in places if at < len(text.clean)})
    for at, letter in enumerate(mended.clean):
        a, b = mended.span(at, at + 1)
        assert 0 <= a <= b <= len(raw)
        assert letter in "xyz" or letter in Text(raw).clean


def test_without_tones_hats_and_horns_stay() -> None:
    assert without_tones("Sở Tổ chức đội Quỹ ấp") == "Sơ Tô chưc đôi Quy âp"
