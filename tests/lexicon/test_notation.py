"""Type by notation: the symbol, the family and the issuer decide together (SPEC 3.2, 6.3)."""

from __future__ import annotations

import pytest

from trichxuat.lexicon import type_by_code, type_by_name, type_by_notation, type_by_title

STATE = """
QĐ-UBND        QĐ
KH-UBND        KH
29/KH-UBND     KH
30/2020/NĐ-CP  NĐ
30a/2008/NQ-CP NQ
66.1/2025/NQ-CP NQ
TTr-SNV        TTr
TB-VPCP        TB
NQ-HĐND        NQ
CĐ-TTg         CĐ
01/2014/TTLT-BNV-BTC TTLT
03/2010/TTLT-BNV-BTC-BLĐTB&XH TTLT
03/VBHN-VPQH   VBHN
15/2011/PL-UBTVQH12 PL
05/2025/L-CTN  L
484/TTr-CAT-TM(CSKT) TTr
QĐ-XPHC        QĐ
27/BBH-HĐT     BB
37/ĐK-HT       CĐ
197/GP-BNNMT   GP
QyĐ-STC        QyĐ
11/QC-HĐT      QC
UBND-VX        CV
05/BNV-VP      CV
TCV-TTYT       CV
HĐND-KTNS      CV
2984/BNNMT-LNKL CV
956/TLĐ        CV
UBND-NC        CV
UBND-PC        CV
MTTQ-BTT       CV
12 / UBND - KTTH CV
350/UB-QĐ-NĐ   QĐ
157/QĐ-NĐ-UB   QĐ
832-TC/QĐ/CĐKT QĐ
362-LB-NĐ      NĐ
64/2025/QH15   -
351/2017/UBTVQH14 -
2015/QH13      -
TCHQ_2506_X08-1 -
15             -
15/2020        -
/              -
..             -
"""


def cases(text: str) -> list[tuple[str, str]]:
    return [tuple(line.rsplit(maxsplit=1)) for line in text.strip().splitlines()]  # type: ignore[misc]


def shown(notation: str, family: str = "state", issuer_name: str = "") -> str:
    found = type_by_notation(notation, family, issuer_name)
    return found.abbreviation if found else "-"


@pytest.mark.parametrize(("notation", "value"), cases(STATE))
def test_notation_of_a_state_document(notation: str, value: str) -> None:
    assert shown(notation.strip()) == value


@pytest.mark.parametrize(
    ("notation", "name"),
    [
        ("67-KH/HU", "Kế hoạch"),
        ("KH/HU", "Kế hoạch"),
        ("NQ/TW", "Nghị quyết"),
        ("CV/ĐU", "Công văn"),
        ("357-CV/BTCTU", "Công văn"),
        ("05-TT/TU", "Thông tri"),
        ("01-KL/TW", "Kết luận"),
        ("66-QĐ/TW", "Quyết định"),  # a Quy định by its title: the symbol alone cannot tell
        ("05-QĐi/TW", "Quy định"),
        ("05-QC/BTCTU-BDVTU", "Quy chế"),
        ("03-HD/BTGDVTU", "Hướng dẫn"),
        ("02-TTr/TU", "Tờ trình"),
    ],
)
def test_a_party_code_behind_a_slash_decides_without_the_family(notation: str, name: str) -> None:
    for family in ("party", "state"):
        found = type_by_notation(notation, family)
        assert found is not None
        assert found.name == name


def test_the_same_symbol_in_two_families() -> None:
    assert type_by_code("TT", "state") is type_by_name("Thông tư")
    assert type_by_code("TT", "party") is type_by_name("Thông tri")
    found = type_by_notation("TT-BNV")
    assert found is not None
    assert found.name == "Thông tư"


@pytest.mark.parametrize(
    ("notation", "issuer_name", "value"),
    [
        ("CT-CS", "CỤC THUẾ", "CV"),
        ("CT-CS", "", "CV"),  # Chính sách is a unit: no chỉ thị is issued by it
        ("CT-TTHT", "CỤC THUẾ TỈNH NAM ĐỊNH", "CV"),
        ("CT-KTTH1", "Cục Thuế", "CV"),
        ("CT-UBND", "ỦY BAN NHÂN DÂN TỈNH", "CT"),
        ("CT-TTg", "", "CT"),
        ("CT-CT", "CỤC THUẾ", "CT"),
        ("QĐ-CT", "CỤC THUẾ", "QĐ"),
        ("HĐ-TĐKT", "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "CV"),
        ("HĐ-TĐKT", "BỆNH VIỆN ĐA KHOA", "HĐ"),
        ("TTr-P1", "THANH TRA TỈNH", "CV"),
        ("TTr-TTT", "THANH TRA TỈNH", "TTr"),
        ("BTT-DCPL", "BAN THƯỜNG TRỰC", "CV"),
    ],
)
def test_a_symbol_that_is_the_issuers_own_code(notation: str, issuer_name: str, value: str) -> None:
    assert shown(notation, issuer_name=issuer_name) == value


@pytest.mark.parametrize(
    ("notation", "value"),
    [
        ("12/QD-UBND", "QĐ"),
        ("12/QÐ-UBND", "QĐ"),
        ("12/QĐĐ-UBND", "QĐ"),
        ("12/0Đ-UBND", "QĐ"),
        ("12/Q0-UBND", "QĐ"),
        ("09/2020/ND-CP", "NĐ"),
        ("12/CD-TTg", "CĐ"),
        ("12/kh-ubnd", "KH"),
        ("12/TTR-SNV", "TTr"),
        ("12/CTR-UBND", "CTr"),
        ("12/Kh-UBND", "KH"),
        ("12/QĐ--UBND", "QĐ"),
        ("12/NQ- CP", "NQ"),
    ],
)
def test_what_ocr_and_typists_make_of_a_symbol(notation: str, value: str) -> None:
    assert shown(notation) == value


@pytest.mark.parametrize(
    ("one", "other"),
    [("HD", "HĐ"), ("DA", "ĐA"), ("TT", "TTr"), ("CT", "CTr"), ("CĐ", "CT"), ("QC", "QĐ"), ("QĐ", "QyĐ"), ("L", "LCT")],
)
def test_near_homographs_stay_apart(one: str, other: str) -> None:
    """Đ is never folded to D before the exact form has failed (SPEC 1.4)."""
    first, second = type_by_code(one), type_by_code(other)
    assert first is not None
    assert second is not None
    assert first is second if {one, other} == {"L", "LCT"} else first is not second


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("QUYẾT ĐỊNH", "QĐ"),
        ("QUYÉT ĐỊNH:", "QĐ"),
        ("KÉ HOẠCH", "KH"),
        ("T H Ô N G  B Á O", "TB"),
        ("THÔNGBÁO", "TB"),
        ("* TỜ TRÌNH *", "TTr"),
        ("Công điện", "CĐ"),
        ("NGHỊ QUYẾT LIÊN TỊCH", "NQLT"),
    ],
)
def test_title_lines(line: str, value: str) -> None:
    found = type_by_title(line)
    assert found is not None
    assert found.abbreviation == value


@pytest.mark.parametrize("line", ["QUYẾT ĐỊNH CỦA BỘ TRƯỞNG", "CÔNG VĂN", "Kế hoạch năm", "", "12", "SAO Y", "BẢN SAO"])
def test_lines_that_are_no_title(line: str) -> None:
    assert type_by_title(line) is None


@pytest.mark.parametrize(
    "noise",
    ["", " ", "-", "//", "1" * 5000, "A" * 5000, "-/" * 5000, "Q Đ " * 2000, "1/" * 5000 + "QĐ", "\x00", "٣/QĐ"],
)
def test_any_text_is_answered(noise: str) -> None:
    for family in ("state", "party", "organisation", "nobody"):
        type_by_notation(noise, family, noise)
    type_by_title(noise)
