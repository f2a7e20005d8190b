"""Tails whose words OCR spoiled: what is found is what was meant, what is given is what was printed."""

import time

import pytest

from tests.fields.tails import BODY
from trichxuat import Record, extract
from trichxuat.structure.meant_titles import meant_titles
from trichxuat.text import Text

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ GÒ SIM\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 5/QĐ-UBND\n\n"
    "Gò Sim, ngày 05 tháng 6 năm 2024\n\nQUYẾT ĐỊNH\nVề việc thành lập Tổ công tác\n\nCăn cứ Luật Nhà ở ngày 25/11/2014;\n\n"
    "Điều 1. Thành lập Tổ công tác.\n\n"
)
LIST = "Nơi nhận:\n- Như trên;\n- Sở Nội vụ;\n- Lưu: VT.\n"
Plain = tuple[list[str], str | None, str | None]


def record(tail: str) -> Record:
    (found,) = extract(HEAD + BODY + tail)
    assert not [w for w in found.warnings if w.code == "step_failed"]
    return found


def signers(tail: str) -> list[Plain]:
    """The signers as they are printed."""
    return [
        (
            [" ".join(mark.text.split()) for mark in signer.competence],
            " ".join(signer.position.text.split()) if signer.position else None,
            signer.full_name.value if signer.full_name else None,
        )
        for signer in record(tail).signers
    ]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        pytest.param("CBỦ TỊCH", "CHU TICH", id="a letter"),
        pytest.param("PHÓ CỤE TRƯỞUG", "PHO CUC TRUONG", id="two letters"),
        pytest.param("GIM ĐỐC", "GIAM DOC", id="a letter lost"),
        pytest.param("GIÁM ĐỐCC", "GIAM DOC", id="a letter too many"),
        pytest.param("PHÓCHỦ TỊCH", "PHO CHU TICH", id="a blank lost"),
        pytest.param("PHÓ GHỦ TỊ CH", "PHO CHU TICH", id="a word torn"),
        pytest.param("PHÓ BÍTHƯ", "PHO BI THU", id="a blank lost in a short post"),
        pytest.param("CHÁNH VĂN PBÒNG SỞ", "CHÁNH VĂN PHONG SỞ", id="words behind the post stay"),
        pytest.param("FM. ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN", id="a mark before a body"),
        pytest.param("KF. CHỦ TỊCH", "KT. CHỦ TỊCH", id="a mark before a post"),
        pytest.param("KF, CBỦ TỊCH", "KT. CHU TỊCH", id="mark, stop and post"),
        pytest.param("T. HIỆU TNƯỞNG", "T. HIỆU TRUONG", id="a mark that counts before a post alone"),
        pytest.param("TM. BAU THƯỜNG VỤ", "TM. BAN THƯỜNG VỤ", id="a body behind a sure mark"),
        pytest.param("T/M BAN THƯỜNG VỤ PBÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ PHO BÍ THƯ", id="two titles on a line"),
        pytest.param("V⁄ - CBỦ TỊCH", "V⁄ - CHU TỊCH", id="a scrap of the seal before it"),
        pytest.param("PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH", id="as it should be"),
        pytest.param("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", id="a body"),
        pytest.param("MÔI TRƯỜNG", "MÔI TRƯỜNG", id="not HỘI TRƯỞNG"),
        pytest.param("THỊ TRƯỜNG", "THỊ TRƯỜNG", id="not THỦ TRƯỞNG"),
        pytest.param("CHỦ TRƯƠNG", "CHỦ TRƯƠNG", id="not THỨ TRƯỞNG"),
        pytest.param("GIÁO DỤC VÀ ĐÀO TẠO", "GIÁO DỤC VÀ ĐÀO TẠO", id="not GIÁM ĐỐC"),
        pytest.param("KT. GIÁM ĐỐC SỞ GIÁO DỤC", "KT. GIÁM ĐỐC SỞ GIÁO DỤC", id="nor behind a post"),
        pytest.param("B. THỦ TỤC HÀNH CHÍNH", "B. THỦ TỤC HÀNH CHÍNH", id="not BÍ THƯ"),
        pytest.param("TP. HẢI PHÒNG", "TP. HẢI PHÒNG", id="no mark"),
    ],
)
def test_titles_are_read_as_they_were_meant(printed: str, meant: str) -> None:
    text = Text(printed)
    mended = text.mended(meant_titles(text, 0, len(printed)))
    assert mended.plain == Text(meant).plain


@pytest.mark.parametrize(
    ("tail", "wanted"),
    [
        pytest.param(
            LIST + "KT. CHỦ TỊCH\nPHÓ CIIỦ IỊCII\n\n\nTô Thị Hạt\n",
            [(["KT. CHỦ TỊCH"], "PHÓ CIIỦ IỊCII", "Tô Thị Hạt")],
            id="two I for H",
        ),
        pytest.param(
            LIST + "KT. BỘ TRƯỞNG,\nCHỦ NHlỆM\nPHÓ CHỦ NHIỆM\n\nTô Thị Hạt\n",
            [(["KT. BỘ TRƯỞNG, CHỦ NHlỆM"], "PHÓ CHỦ NHIỆM", "Tô Thị Hạt")],
            id="a small letter",
        ),
        pytest.param(
            LIST + "KT. bộ TRƯỞNG\nTHỨ TRƯỞNG\n\nTô Thị Hạt\n",
            [(["KT. bộ TRƯỞNG"], "THỨ TRƯỞNG", "Tô Thị Hạt")],
            id="a word whose case changed",
        ),
        pytest.param(
            LIST + "GIÁM ĐỐC\n\nTô Qu ốc Dũng\n", [([], "GIÁM ĐỐC", "Tô Qu ốc Dũng")], id="a name's word torn"
        ),
        pytest.param(LIST + "GIÁM ĐỐC\n\nVi tÔ Long\n", [([], "GIÁM ĐỐC", "Vi tÔ Long")], id="a word's case changed"),
        pytest.param(
            LIST + "GIÁM ĐỐC\n\nVi Thị IIằng\n", [([], "GIÁM ĐỐC", "Vi Thị IIằng")], id="two I for H in a name"
        ),
        pytest.param(
            LIST + "GIÁM ĐỐC\n\n\n\n| LẦN;\n                Vi Thị Na\n",
            [([], "GIÁM ĐỐC", "Vi Thị Na")],
            id="a scrap of the seal behind a bar",
        ),
        pytest.param(
            LIST + "FM. ỦY BAU NHÂN DÂN\nKF. CHỦ TỊCB\nPHÓ CBỦ TỊCH\n\n\nTô Thị Hạt\n",
            [(["FM. ỦY BAU NHÂN DÂN", "KF. CHỦ TỊCB"], "PHÓ CBỦ TỊCH", "Tô Thị Hạt")],
            id="every line",
        ),
        pytest.param(
            "Nơi nhận:                              KT. CHỦ TỊCH\n- Như trên;                           PHÓ CỈIỦ TỊCH\n"
            "- Lưu: VT.\n\n\n                                       Tô Thị Hạt\n",
            [(["KT. CHỦ TỊCH"], "PHÓ CỈIỦ TỊCH", "Tô Thị Hạt")],
            id="columns by wide gaps",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên; CBÁNH VĂN PHÒNG\n- Lưu: VT.\n\nTô Thị Hạt\n",
            [([], "CBÁNH VĂN PHÒNG", "Tô Thị Hạt")],
            id="run together with an entry",
        ),
        pytest.param(LIST + "CBỦ\nTỊCH\nTô Thị Hạt\n", [([], "CBỦ TỊCH", "Tô Thị Hạt")], id="broken by a narrow cell"),
        pytest.param(
            LIST + "TM. ỦY BAN NHÂN\nDÂU\nCHỦ TỊCH\nTô Thị Hạt\n",
            [(["TM. ỦY BAN NHÂN DÂU"], "CHỦ TỊCH", "Tô Thị Hạt")],
            id="a broken line that reads like a seal",
        ),
        pytest.param(LIST + "GIÁM ĐỐC\nYũ Văn Gấm\n", [([], "GIÁM ĐỐC", "Yũ Văn Gấm")], id="a short surname"),
        pytest.param(LIST + "GIÁM ĐỐC\nPhanTrọng Gấm\n", [([], "GIÁM ĐỐC", "PhanTrọng Gấm")], id="a name joined"),
        pytest.param(LIST + "GIÁM ĐỐC\nMai 8ơn\n", [([], "GIÁM ĐỐC", "Mai 8ơn")], id="a digit for a letter"),
        pytest.param(LIST + "GIÁM ĐỐC\nHS. Kha Thị Gấm\n", [([], "GIÁM ĐỐC", "Kha Thị Gấm")], id="a degree spoiled"),
        pytest.param(
            LIST + "GIÁM ĐỐC\nThượug tá Kha Thị Gấm\n", [([], "GIÁM ĐỐC", "Kha Thị Gấm")], id="a rank spoiled"
        ),
        pytest.param(
            "\n   THƯ KÝ                            EHỦ TỌA\n\n\n Lò Thị Mây                     Phùug Văn Tảo\n\n"
            + LIST,
            [([], "THƯ KÝ", "Lò Thị Mây"), ([], "EHỦ TỌA", "Phùug Văn Tảo")],
            id="biên bản: side by side",
        ),
        pytest.param(
            "THỦ TƯỚUG CHÍNH PHỦ\n\n\nNguyễn Thị Gấm\n",
            [([], "THỦ TƯỚUG CHÍNH PHỦ", "Nguyễn Thị Gấm")],
            id="a signature alone",
        ),
        pytest.param(
            LIST + "GIÁM ĐỐE\n⁄ si Hrị\n° '\n_ ,\nTô Thị Hạt\n",
            [([], "GIÁM ĐỐE", "Tô Thị Hạt")],
            id="scraps of the seal between",
        ),
        pytest.param(
            LIST + "Kỷ bời: Sở Nội vụ\nThời gían ký: 05/01/2024 10:00:00\nGIÁM ĐỐE\nTô Thị Hạt\n",
            [([], "GIÁM ĐỐE", "Tô Thị Hạt")],
            id="a digital stamp is no signer",
        ),
        pytest.param(LIST + "\nMÔI TRƯỜNG\nTổ chức hội thi\n", [], id="a word that is nearly a post is no signer"),
        pytest.param(LIST + "\nB. THỦ TỤC HÀNH CHÍNH\nTên các thủ tục cấp xã\n", [], id="a heading behind the list"),
    ],
)
def test_signers_of_spoiled_tails(tail: str, wanted: list[Plain]) -> None:
    assert signers(tail) == wanted


def test_a_spoiled_post_has_the_one_meant_as_its_value() -> None:
    position = record(LIST + "KT. CHỦ TỊCH\nPHÓ CHỦ TỊC\n\n\nTô Thị Hạt\n").signers[0].position
    assert position is not None
    assert (position.value, position.text, position.grade) == ("PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊC", "likely")


def test_the_begin_of_a_post_in_a_narrow_cell_is_no_name() -> None:
    tail = LIST + "TL. GIÁM ĐỐC\nKT. CHÁNH VĂN\nPHÒNG\nPHÓ CHÁNH VĂN\nPHÒNG\n\n\nTô Thị Hạt\n"
    assert signers(tail) == [(["TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG"], "PHÓ CHÁNH VĂN PHÒNG", "Tô Thị Hạt")]


def test_a_name_of_two_words_behind_the_full_stop_of_the_list() -> None:
    tail = "Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Lưu: VT, KT. PGS.TS. Tô Hạt\n"
    found = record(tail)
    assert [each.value for each in found.recipients] == ["Như trên", "Lưu: VT, KT"]
    assert signers(tail) == [(["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", "Tô Hạt")]


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("Nei nhận:\n- Như trên;\n- Sở Nội vụ;\n- Lưu: VT.\n", id="one letter of the cue"),
        pytest.param("Uơi uhận:\n- Như trên;\n- Sở Nội vụ;\n- Lưu: VT.\n", id="two letters, its first one"),
        pytest.param("Nơinhậu:\n- Như trên;\n- Sở Nội vụ;\n- Lưu: VT.\n", id="the cue joined"),
        pytest.param("Nơi nbận: GIÁM ĐỐC\n- Như trên;\n- Sở Nội vụ;\n- Lưu: VT.\n", id="a title beside the cue"),
        pytest.param("Nơi nhậu:\n- Như trên;\n- Sở Nội vụ;\n- Lưu: VT.\nCBỦ TỊCH\nTô Thị Hạt\n", id="a title as well"),
        pytest.param("- Như trên;\n- Sở Nội vụ;\n- Lưu: VT.\n", id="the cue lost"),
        pytest.param("Nơi nhận:\n- Như trên;\nl\n- Sở Nội vụ;\nt¿\n- Lưu: VT.\n", id="scraps between the entries"),
    ],
)
def test_recipients_of_spoiled_tails(tail: str) -> None:
    assert [r.value for r in record(tail).recipients] == ["Như trên", "Sở Nội vụ", "Lưu: VT"]


def test_an_archive_s_entry_keeps_its_printed_words() -> None:
    found = record("Nơi nhận:\n- Như trên;\n- Iưu: VT, NC.\nGIÁM ĐỐC\nTô Thị Hạt\n").recipients
    assert [(r.value, r.archive, r.grade) for r in found] == [
        ("Như trên", False, "sure"),
        ("Iưu: VT, NC", True, "likely"),
    ]


def test_guesses_are_graded_with_their_reasons() -> None:
    (signer,) = record(LIST + "KF. CHỦ TỊCH\nPHÓ CBỦ TỊCH\nNguyễu Thị Gấm\n").signers
    assert signer.position
    assert signer.full_name
    assert (signer.competence[0].grade, signer.competence[0].reasons) == ("likely", ["mark_damaged", "ocr_letters"])
    assert (signer.position.grade, signer.position.reasons) == ("likely", ["ocr_letters"])
    assert (signer.full_name.grade, signer.full_name.reasons) == ("likely", ["ocr_letters"])


def test_a_clean_tail_is_sure() -> None:
    (signer,) = record(LIST + "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTô Thị Hạt\n").signers
    assert signer.position
    assert signer.full_name
    assert {v.grade for v in (*signer.competence, signer.position, signer.full_name)} == {"sure"}


@pytest.mark.parametrize(
    "piece",
    ["CBỦ TỊCH\n", "PHÓCBỦTỊCB ", "KF. ", "Nơi nbận:\n", "- Iưu: VT\n", "TRƯỞUG BAU ", "Nguyễu Văn\n", "A8B8 "],
)
def test_time_grows_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        text = HEAD + BODY + piece * (size // len(piece))
        start = time.process_time()
        extract(text)
        return time.process_time() - start

    short = min(seconds(20_000) for _ in range(2))
    assert seconds(80_000) < max(8 * short, 1.0)
