"""Who signed: competence, post, name."""

import pytest

from tests.fields.tails import BODY, read_tail
from trichxuat.fields.signers import read_signers
from trichxuat.record import Signer, evidence

Plain = tuple[list[str], str | None, str | None]


def plain(signers: list[Signer]) -> list[Plain]:
    """(competence, position, name) of each signer, as words."""
    return [
        (
            [mark.value for mark in signer.competence],
            signer.position.value if signer.position else None,
            signer.full_name.value if signer.full_name else None,
        )
        for signer in signers
    ]


def signers(raw: str) -> list[Signer]:
    text, lines, zones = read_tail(raw)
    found = read_signers(text, lines, zones)
    assert all(e.is_cut_from(raw) for signer in found for e in evidence(signer))
    return found


LIST = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"


@pytest.mark.parametrize(
    ("tail", "wanted"),
    [
        pytest.param(LIST + "GIÁM ĐỐC\n\n\n\nTô Thị Hạt\n", [([], "GIÁM ĐỐC", "Tô Thị Hạt")], id="the head"),
        pytest.param(
            LIST + "|\n**TM. ỦY BAN\nNHÂN DÂN**\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTô Thị Hạt\n|\n",
            [(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", "Tô Thị Hạt")],
            id="a chain, wrapped",
        ),
        pytest.param(
            LIST + "TL. CỤC\nTRƯỞNG\nKT.\nTRƯỞNG BAN CHÍNH SÁCH,\nTHUẾ QUỐC TẾ\nPHÓ\nTRƯỞNG BAN\nÔn Thị\nSương\n",
            [(["TL. CỤC TRƯỞNG", "KT. TRƯỞNG BAN CHÍNH SÁCH, THUẾ QUỐC TẾ"], "PHÓ TRƯỞNG BAN", "Ôn Thị Sương")],
            id="every line broken by a narrow cell",
        ),
        pytest.param(
            LIST + "KT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nTô Thị Hạt\n",
            [(["KT. BỘ TRƯỞNG, CHỦ NHIỆM"], "PHÓ CHỦ NHIỆM", "Tô Thị Hạt")],
            id="a head with two posts",
        ),
        pytest.param(
            "Nơi nhận:\n- Chi bộ,\n- Lưu Văn phòng.\nT/M BAN BÍ THƯ\nTô Thị Hạt\n",
            [(["T/M BAN BÍ THƯ"], None, "Tô Thị Hạt")],
            id="party: no post",
        ),
        pytest.param(
            LIST + "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ THƯỜNG TRỰC\nY Thanh Niê\n",
            [(["T/M BAN THƯỜNG VỤ"], "PHÓ BÍ THƯ THƯỜNG TRỰC", "Y Thanh Niê")],
            id="two titles on one line",
        ),
        pytest.param(
            LIST + "T. HIỆU TRƯỞNG TRƯỞNG PHÒNG ĐÀO TẠO\nPhùng Thị Ngân\n",
            [(["T. HIỆU TRƯỞNG"], "TRƯỞNG PHÒNG ĐÀO TẠO", "Phùng Thị Ngân")],
            id="a mark that lost a letter",
        ),
        pytest.param(
            "Nơi nhận:- Như trên;- Lưu: VT.\t|\tKT. CHỦ TỊCHPHÓ CHỦ TỊCH\n\n\nTô Thị Hạt\n",
            [(["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", "Tô Thị Hạt")],
            id="titles glued by a converter",
        ),
        pytest.param(
            "Nơi nhận:                      TM. ĐOÀN GIÁM SÁT\n- Như trên;                   TRƯỞNG ĐOÀN\n"
            "- Lưu: VT.\n\n\n"
            "                               CHỦ TỊCH HĐND TỈNH\n                               Âu Văn Chính\n",
            [(["TM. ĐOÀN GIÁM SÁT"], "TRƯỞNG ĐOÀN", "Âu Văn Chính")],
            id="another post above the name",
        ),
        pytest.param(
            "Nơi nhận:                                      TUQ. CHỦ TỊCH\n"
            "- Như Điều 3;                                GIÁM ĐỐC\n"
            "- Cục Kiểm soát, VPCP;\n                                     SỞ LAO ĐỘNG - XÃ HỘI\n- Lưu: VT.\n\n\n"
            "                                               Tô Thị Hạt\n",
            [(["TUQ. CHỦ TỊCH"], "GIÁM ĐỐC SỞ LAO ĐỘNG - XÃ HỘI", "Tô Thị Hạt")],
            id="a post whose second line stands lower than an entry",
        ),
        pytest.param(
            LIST + "KT. Giám đốc\nPhó Giám đốc\n(Đã ký)\nBS.CKII. Lâm Thị Út\n",
            [(["KT. Giám đốc"], "Phó Giám đốc", "Lâm Thị Út")],
            id="small letters, a note, a degree",
        ),
        pytest.param(LIST + "BỘ TRƯỞNG\nĐại tướng\nMai Tam Cương\n", [([], "BỘ TRƯỞNG", "Mai Tam Cương")], id="a rank"),
        pytest.param(
            LIST + "GIÁM ĐỐC\nNGUYỄN THỊ BƯỞI\n",
            [([], "GIÁM ĐỐC", "NGUYỄN THỊ BƯỞI")],
            id="a name in capitals",
        ),
        pytest.param(
            LIST + "CÔNG TY LÚA VÀNG\nKT. TỔNG GIÁM ĐỐC\nPHÓ TỔNG GIÁM ĐỐC\nHứa Minh Phong\n",
            [(["KT. TỔNG GIÁM ĐỐC"], "PHÓ TỔNG GIÁM ĐỐC", "Hứa Minh Phong")],
            id="the body's name above; a name like a word of offices",
        ),
        pytest.param(
            "\n   THƯ KÝ                            CHỦ TỌA\n\n\n Lò Thị Mây                     Vi Văn Tảo\n\n" + LIST,
            [([], "THƯ KÝ", "Lò Thị Mây"), ([], "CHỦ TỌA", "Vi Văn Tảo")],
            id="biên bản: side by side",
        ),
        pytest.param(
            "\n   THƯ KÝ                            CHỦ TỌA\n\n⁄ si Hrị \\\n Lò Thị Mây                     Vi Văn Tảo\n\n"
            + LIST,
            [([], "THƯ KÝ", "Lò Thị Mây"), ([], "CHỦ TỌA", "Vi Văn Tảo")],
            id="a stroke between titles and names",
        ),
        pytest.param(
            "\nTHƯ KÝ CHỦ TỌA\n\nLò Thị Mây Vi Văn Tảo\n\n" + LIST,
            [([], "THƯ KÝ", "Lò Thị Mây"), ([], "CHỦ TỌA", "Vi Văn Tảo")],
            id="biên bản run together by OCR",
        ),
        pytest.param(
            "\nKT. BỘ TRƯỞNG BỘ NỘI VỤ\nTHỨ TRƯỞNG\nTô Thị Hạt\n\nKT. BỘ TRƯỞNG BỘ Y TẾ\nTHỨ TRƯỞNG\n"
            "Vi Văn Tảo\n\n" + LIST,
            [
                (["KT. BỘ TRƯỞNG BỘ NỘI VỤ"], "THỨ TRƯỞNG", "Tô Thị Hạt"),
                (["KT. BỘ TRƯỞNG BỘ Y TẾ"], "THỨ TRƯỞNG", "Vi Văn Tảo"),
            ],
            id="joint: one under the other",
        ),
        pytest.param(
            "\n    ĐẠI DIỆN BÊN A                      ĐẠI DIỆN BÊN B\n"
            "       GIÁM ĐỐC                         PHÓ GIÁM ĐỐC\n"
            "  (Ký tên, đóng dấu)                 (Ký tên, đóng dấu)\n\n"
            "     Tô Thị Hạt                        Vương Văn Gạo\n",
            [
                (["ĐẠI DIỆN BÊN A"], "GIÁM ĐỐC", "Tô Thị Hạt"),
                (["ĐẠI DIỆN BÊN B"], "PHÓ GIÁM ĐỐC", "Vương Văn Gạo"),
            ],
            id="a contract",
        ),
        pytest.param(
            LIST + "Ký bởi: Ủy ban nhân dân xã\nThời gian ký: 05/01/2024 10:00:00\nCHỦ TỊCH\nTô Thị Hạt\n",
            [([], "CHỦ TỊCH", "Tô Thị Hạt")],
            id="a digital stamp is no signer",
        ),
        pytest.param(
            "Nơi nhận:`-^\\ __ GIÁM ĐỐC\n~ Như trên; Z Tag\n- Lưu: VT.\n⁄ si Hrị Sì \\\n` Đỗ Quảng Mạnh\n",
            [([], "GIÁM ĐỐC", "Đỗ Quảng Mạnh")],
            id="scraps of the seal",
        ),
        pytest.param(
            "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\n- Sở Y tế; 2 CHỶ\n- Lưu: VT.\n",
            [(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], None, None)],
            id="post and name under the seal",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên;\n- Lưu: VT, TH.t5 Trần Khắc Điểm\n",
            [([], None, "Trần Khắc Điểm")],
            id="a name behind the archive entry",
        ),
        pytest.param(LIST + "\nKẾ HOẠCH\nTổ chức hội thi\n", [], id="none"),
    ],
)
def test_signers(tail: str, wanted: list[Plain]) -> None:
    assert plain(signers(BODY + tail)) == wanted


def test_a_name_whose_first_letter_a_stamp_ate_is_given_as_printed_and_to_be_checked() -> None:
    (signer,) = signers(BODY + LIST + "\nM-ÙY BAN NHÂN DẦN\nTN\n\nguyễn Hoàng Gấm\n")
    assert plain([signer]) == [(["M-ÙY BAN NHÂN DẦN"], None, "guyễn Hoàng Gấm")]
    assert signer.full_name is not None
    assert (signer.full_name.grade, signer.full_name.reasons) == ("check", ["first_letter_lost"])
    assert (signer.competence[0].grade, signer.competence[0].reasons) == ("likely", ["mark_damaged"])


@pytest.mark.parametrize("rank", ["Đại tướng", "Đại tương"])
def test_the_name_in_a_website_s_table_where_the_signature_is_missing(rank: str) -> None:
    (signer,) = signers(f"| **Người ký** | {rank} Mai Tam Cương |\n\n" + BODY + LIST + "\n---\n## MẪU A1\n")
    assert plain([signer]) == [([], None, "Mai Tam Cương")]
    assert signer.full_name is not None
    assert signer.full_name.reasons == ["from_label"]
