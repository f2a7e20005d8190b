"""Nơi nhận: one value for each entry, the archive entry marked."""

import pytest

from tests.fields.tails import BODY, read_tail
from trichxuat.fields.recipients import read_recipients


@pytest.mark.parametrize(
    ("tail", "wanted"),
    [
        pytest.param(
            "Nơi nhận:                        KT. CHỦ TỊCH\n- Như Điều 3;                  PHÓ CHỦ TỊCH\n"
            "- Các phòng, ban,\n"
            "  đoàn thể xã;\n- Lưu: VT.                       Lò Thị Mây\n",
            ["Như Điều 3", "Các phòng, ban, đoàn thể xã", "Lưu: VT"],
            id="wide gaps, a wrapped entry",
        ),
        pytest.param(
            "|Nơi nhận:          |BỘ TRƯỞNG   |\n|Văn phòng Quốc hội;  |            |\n"
            "|Ủy ban VH, GD, TN,   |(Đã ký)     |\n"
            "|TN của QH;          |            |\n|- Lưu VT, PC.        |Vi Thị Na   |\n",
            ["Văn phòng Quốc hội", "Ủy ban VH, GD, TN, TN của QH", "Lưu VT, PC"],
            id="bars, entries without dash",
        ),
        pytest.param(
            "|\nNơi nhận:\n-\nCông ty Lúa Vàng *(Lô B3,\nxã Bến Đò);*\n- Cục Thủy lợi\n(để báo\ncáo);\n"
            "- Lưu: VT.\n|\nGIÁM ĐỐC\nVi Thị Na\n|\n",
            ["Công ty Lúa Vàng (Lô B3, xã Bến Đò)", "Cục Thủy lợi (để báo cáo)", "Lưu: VT"],
            id="lone bars, a dash on a line of its own",
        ),
        pytest.param(
            "Nơi nhận: TL. CHỦ TỊCH\n- Như thành phần; _ KT. CHÁNH VĂN PHÒNG\n"
            "- CT, PCT UBND tỉnh; PHÓ CHÁNH VĂN PHÒNG\n"
            "~ Các sở, ngành; §\n- Cục Kiểm tra văn bản, - Bộ Tư pháp;\n- Lưu: VT, TH.t5 Trần Khắc Điểm\n",
            [
                "Như thành phần",
                "CT, PCT UBND tỉnh",
                "Các sở, ngành",
                "Cục Kiểm tra văn bản, - Bộ Tư pháp",
                "Lưu: VT, TH.t5",
            ],
            id="run together by OCR",
        ),
        pytest.param(
            "Nơi nhận:`-^\\ __ GIÁM ĐỐC\n~ Như kính gửi; Z Tag\n- Lưu: VT.\n",
            ["Như kính gửi", "Lưu: VT"],
            id="strokes of the stamp",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên:\nChủ tịch UBND xã:\nCác Sở: Nội vụ, Y tế:\n- VPUB: CVP;\nCác phòng, ban:\n- Lưu: VT,\n",
            ["Như trên", "Chủ tịch UBND xã", "Các Sở: Nội vụ, Y tế", "VPUB: CVP", "Các phòng, ban", "Lưu: VT"],
            id="`;` read as `:` where the dash is lost",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên;\n- VPUB: CVP, các Vụ, Cục:\nTH, KGVX;\n- Các Sở:\nNội vụ, Y tế;\n- Lưu:\nVT.\n",
            ["Như trên", "VPUB: CVP, các Vụ, Cục: TH, KGVX", "Các Sở: Nội vụ, Y tế", "Lưu: VT"],
            id="a colon that names follow",
        ),
        pytest.param(
            "Nơi nhận:\nVăn phòng Chính phủ; (báo cáo)\nBộ Y tế; (báo cáo)\nCông ty Lúa Vàng (Lô B3, Xã Bến\nĐò);\n"
            "Kiểm toán nhà nước:\nủY ban nhân dân xã;\nVPCP: BTCN, các PCN;\ncác Vụ: CN, NN;\nLưu: VT.\n",
            [
                "Văn phòng Chính phủ; (báo cáo)",
                "Bộ Y tế; (báo cáo)",
                "Công ty Lúa Vàng (Lô B3, Xã Bến Đò)",
                "Kiểm toán nhà nước",
                "ủY ban nhân dân xã",
                "VPCP: BTCN, các PCN; các Vụ: CN, NN",
                "Lưu: VT",
            ],
            id="notes, brackets, small letters where every dash is lost",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên,\nỦy ban Kiểm tra Huyện ủy,\nBan Tổ chức\nHuyện ủy,\n- Các đảng ủy,\n- Lưu Văn phòng.\n",
            ["Như trên", "Ủy ban Kiểm tra Huyện ủy", "Ban Tổ chức Huyện ủy", "Các đảng ủy", "Lưu Văn phòng"],
            id="commas where dashes are lost",
        ),
        pytest.param(
            "Nơi nhận: v⁄- TL. CHỦ TỊCH\nNhư trên; CHÁNH VĂN PHÒNG\n- Sở Y tế;\n- Lưu: VT,\nÑ xế\nVi Thị Na\n",
            ["Như trên", "Sở Y tế", "Lưu: VT"],
            id="a tick beside a title, a scrap behind the archive",
        ),
        pytest.param(
            "Nơi nhận: v⁄-\nNhư trên: §\nSở Nội vụ:\n⁄ si Hrị \\\nLưu: VT.\n",
            ["Như trên", "Sở Nội vụ", "Lưu: VT"],
            id="every dash lost, a tick, a stroke",
        ),
        pytest.param(
            "Nơi nhận^\\;- Như Điều 4;\nSở Nội vụ;\n- Lưu: VT.\nGIÁM ĐỐC\n",
            ["Như Điều 4", "Sở Nội vụ", "Lưu: VT"],
            id="a tick inside the cue",
        ),
        pytest.param(
            "Ì Oboyenl --          GIÁM ĐỐC\nNhư trên;\nSở Nội vụ;\nTrung tâm Phục vụ hành chính công cấp xã ở các thôn, bản;\n"
            "Lưu: VT, TCCC.\n\n\nVi Thị Na\n",
            ["Như trên", "Sở Nội vụ", "Trung tâm Phục vụ hành chính công cấp xã ở các thôn, bản", "Lưu: VT, TCCC"],
            id="cue and dashes lost",
        ),
        pytest.param(
            "|Nơi nhận:       |GIÁM ĐỐC  |\n|- Sở Y tế;      |          |\n|- Lưu: VT, CS,  |          |\n"
            "| LẦN;\n|                |Vi Thị Na |\n",
            ["Sở Y tế", "Lưu: VT, CS"],
            id="a scrap of the seal in a row of its own",
        ),
        pytest.param(
            "Nơi nhận:\n- Hội Nông dân xã; @ 4/9. >3 1\n- Báo Bến Đò; Đài Bến Đò;\n- Lưu: VT; 05b.\n",
            ["Hội Nông dân xã", "Báo Bến Đò; Đài Bến Đò", "Lưu: VT; 05b"],
            id="rubbish of the seal behind the closing mark",
        ),
        pytest.param(
            "Nơi nhận:- Như Điều 3;- Sở Y tế;- Lưu: VT.\t|\tGIÁM ĐỐC\n\nVi Thị Na\n",
            ["Như Điều 3", "Sở Y tế", "Lưu: VT"],
            id="all entries on one line",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên;\nĐồng kính gửi:\n- Sở Xây dựng;\n- Lưu VT.\nGIÁM ĐỐC\nVi Thị Na\n",
            ["Như trên", "Sở Xây dựng", "Lưu VT"],
            id="a sub-head is no entry",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên,\n- Ban Tổ chức Tỉnh ủy\n(để báo cáo),\n- Lưu Văn phòng.\n"
            "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nVi Thị Na\n",
            ["Như trên", "Ban Tổ chức Tỉnh ủy (để báo cáo)", "Lưu Văn phòng"],
            id="party style: commas, Lưu without colon",
        ),
        pytest.param(
            "Nơi nhận:\nNhư trên\nSở Nội vụ\nỦy ban Mặt trận Tổ quốc Việt Nam\ntỉnh Bến Đò\nLưu: VT\nGIÁM ĐỐC\n"
            "Vi Thị Na\n",
            ["Như trên", "Sở Nội vụ", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bến Đò", "Lưu: VT"],
            id="neither dashes nor marks",
        ),
        pytest.param(
            "Nơi nhận:\n- VPCP: BTCN, Thư ký của PTTg Vi Văn Tảo;\ncác Vụ: CN, NN;\n"
            "- Phó CT UBND tỉnh Lò Văn Đá;\n- Lưu: VT, KT, XD.\n"
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nVi Thị Na\n",
            ["VPCP: BTCN, Thư ký của PTTg Vi Văn Tảo; các Vụ: CN, NN", "Phó CT UBND tỉnh Lò Văn Đá", "Lưu: VT, KT, XD"],
            id="names and KT inside entries stay",
        ),
        pytest.param(
            "Nơi nhận:\n- Như trên;\n- Sở Nội vụ;\n\n2\n\n- U1 (B/c);\n- Lưu: VT.\nGIÁM ĐỐC\nVi Thị Na\n",
            ["Như trên", "Sở Nội vụ", "U1 (B/c)", "Lưu: VT"],
            id="a page turns",
        ),
        pytest.param(
            "Nơi nhận: Như trên; Lưu: VT.\nGIÁM ĐỐC\nVi Thị Na\n",
            ["Như trên", "Lưu: VT"],
            id="in one sentence",
        ),
        pytest.param("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nVi Thị Na\n", [], id="none"),
    ],
)
def test_entries(tail: str, wanted: list[str]) -> None:
    raw = BODY + tail
    text, _, zones = read_tail(raw)
    found = read_recipients(text, zones)
    assert [entry.value for entry in found] == wanted
    assert [entry.archive for entry in found] == [value.startswith("Lưu") for value in wanted]
    assert all(entry.is_cut_from(raw) for entry in found)


def test_an_entry_in_two_rows_of_a_table_has_two_pieces() -> None:
    raw = (
        BODY + "|Nơi nhận:        |BỘ TRƯỞNG   |\n|- Các sở, ngành,  |            |\n"
        "|đoàn thể;         |Vi Thị Na   |\n|- Lưu: VT.        |            |\n"
    )
    text, _, zones = read_tail(raw)
    entry = read_recipients(text, zones)[0]
    assert entry.spans is not None
    assert [raw[a:b] for a, b in entry.spans] == ["- Các sở, ngành,"[2:], "đoàn thể"]
    assert entry.value == "Các sở, ngành, đoàn thể"
