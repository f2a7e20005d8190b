"""Old encodings → Unicode, and good Unicode left alone."""

from __future__ import annotations

import shutil
import subprocess
import time
import unicodedata
from pathlib import Path

import pytest

from trichxuat.reading.encodings import CP1258, TCVN3, VISCII, VNI, convert, decode, decode_legacy
from trichxuat.reading.syllables import is_syllable, rows

NOTICE = """ỦY BAN NHÂN DÂN XÃ BÌNH MINH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/QĐ-UBND                        Bình Minh, ngày 05 tháng 6 năm 2004
QUYẾT ĐỊNH
Về việc nghỉ lễ của cán bộ, giáo viên Trường Trung học Võ Đằng Khuyến
Nước được cấp đủ; những ai chưa đăng ký thì gửi thư về Sở Tư pháp – phòng Ưu đãi, hưởng chế độ “đặc biệt”.
"""
LETTERS = (
    "".join(
        unicodedata.normalize("NFC", base + tone)
        for base in "aăâeêioôơuưy"
        for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    ).translate(dict.fromkeys(map(ord, "aeiouy")))
    + "đ"
)


def table(encoding: str) -> dict[str, str]:
    """Letter → its bytes, shown as Latin-1."""
    found: dict[str, str] = {}
    for row in rows(f"{encoding}.csv"):
        found.setdefault(row["letter"], bytes.fromhex(row["code"]).decode("latin-1"))
    if encoding == TCVN3:  # its fonts show capitals with tones by the codes of small letters, in a face of capitals
        for letter in LETTERS:
            if letter not in "ăâêôơưđ":
                found[letter.upper()] = found[letter]
    return found


def shown(text: str, encoding: str) -> str:
    """How a program that knows nothing of the encoding shows a text that is in it."""
    codes = table(encoding)
    return "".join(codes.get(c, c) for c in unicodedata.normalize("NFC", text))


def as_bytes(text: str, encoding: str) -> bytes:
    def byte(c: str) -> bytes:
        return bytes([ord(c)]) if ord(c) < 0x100 else c.encode("cp1252", "replace")

    return b"".join(map(byte, shown(text, encoding)))


@pytest.mark.parametrize("encoding", [TCVN3, VNI, VISCII])
def test_each_row_gives_its_letter(encoding: str) -> None:
    for row in rows(f"{encoding}.csv"):
        seen = "V" + bytes.fromhex(row["code"]).decode("latin-1")  # A0 is a letter there alone
        assert decode(seen, encoding) == "V" + row["letter"], row
        assert row["source"]


@pytest.mark.parametrize("encoding", [TCVN3, VNI, VISCII])
def test_no_letter_and_no_code_is_missing_or_double(encoding: str) -> None:
    codes = [row["code"] for row in rows(f"{encoding}.csv")]
    letters = [row["letter"] for row in rows(f"{encoding}.csv")]
    assert len(LETTERS) == 67
    assert len(set(codes)) == len(codes)
    assert len(set(letters)) == len(letters)
    capitals = set("ĂÂÊÔƠƯĐ") if encoding == TCVN3 else set(LETTERS.upper())
    assert set(LETTERS) | capitals <= set(letters)


@pytest.mark.parametrize(("encoding", "name"), [(TCVN3, "TCVN5712-1"), (VISCII, "VISCII")])
def test_the_tables_are_those_of_the_standards(encoding: str, name: str) -> None:
    if not shutil.which("iconv"):
        pytest.skip("iconv, which has the tables of the standards, is not installed")
    for row in rows(f"{encoding}.csv"):
        run = subprocess.run(
            ["iconv", "-f", name, "-t", "UTF-8"], input=bytes.fromhex(row["code"]), capture_output=True
        )
        if run.returncode:
            pytest.skip(f"this iconv does not know {name}")
        assert run.stdout.decode() == row["letter"]


def test_each_rime_has_a_word_that_is_a_syllable() -> None:
    for row in rows("rimes.csv"):
        assert is_syllable(row["example"]), row
        flat = unicodedata.normalize("NFD", row["example"])
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            flat = flat.replace(tone, "")
        assert unicodedata.normalize("NFC", flat).endswith((row["rime"], row["rime"][1:])), row


@pytest.mark.parametrize("word", ["gì", "giết", "quý", "Nghĩa", "HOÀ", "hòa", "khuỷu", "nga\u0300y"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ngµy", "cốngh", "hòac", "càc", "été", "für", "xàá", "Coäng", "QĐ", "", "ngngà"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("encoding", [TCVN3, VNI, VISCII])
def test_letters_of_an_old_font_are_converted(encoding: str) -> None:
    assert convert(shown(NOTICE, encoding)) == (NOTICE, encoding)


@pytest.mark.parametrize("encoding", [TCVN3, VNI, VISCII])
def test_bytes_are_converted(encoding: str) -> None:
    text = NOTICE.translate(str.maketrans("“”–", '""-')) if encoding == VISCII else NOTICE  # it has no such marks
    assert decode_legacy(as_bytes(text, encoding)) == (text, encoding)


def test_cp1258_stays_decomposed() -> None:
    decomposed = "".join(
        letter if letter in "ĂăÂâĐđÊêÔôƠơƯư" else unicodedata.normalize("NFD", letter) for letter in NOTICE
    )
    for hat in "\u0302\u0306\u031b":  # CP1258 has letters with these, and tones behind them
        for base in "aeouAEOU":
            decomposed = decomposed.replace(base + hat, unicodedata.normalize("NFC", base + hat))
    tones = "\u0300\u0301\u0303\u0309\u0323"
    for base in "aeouAEOU":
        for tone in tones:
            for hat in "\u0302\u0306\u031b":
                whole = unicodedata.normalize("NFC", base + hat)
                decomposed = decomposed.replace(base + tone + hat, whole + tone)
    found = decode_legacy(decomposed.encode("cp1258"))
    assert found == (decomposed, CP1258)
    assert unicodedata.normalize("NFC", decomposed) == NOTICE


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Së Y TÕ KI£N AN", "SỞ Y TẾ KIÊN AN"),
        ("ñY BAN NH¢N D¢N X·", "ỦY BAN NHÂN DÂN XÃ"),
        ("Sè: 12/Q§-UBND", "Số: 12/QĐ-UBND"),
        ("§¬n vÞ TP Hµ TÜnh", "Đơn vị TP Hà Tĩnh"),
        ("UBND X· Tó Lý", "UBND XÃ TÚ LÝ"),
        ("Ngµy 05 th¸ng 6", "Ngày 05 tháng 6"),
        ("Vò Hµ", "Vũ Hà"),
        ("n\xad\xedc ch\xada th\xad", "nước chưa thư"),
        ("th\u03bcng mêi, ®o\u2219n", "thàng mời, đoãn"),
    ],
)
def test_tcvn3(seen: str, meant: str) -> None:
    """Its capitals with tones are those of another font: the words beside tell them; `ư` is the soft hyphen."""
    assert decode(seen, TCVN3) == meant


def test_the_soft_hyphen_that_became_a_hyphen() -> None:
    seen = "N-íc ®-îc cÊp, ai ch-a ®ñ th× göi th- vÒ Së T- ph¸p - phßng ¦u ®·i; sè 5/Q§-UBND, K-23, 2001-2005"
    meant = "Nước được cấp, ai chưa đủ thì gửi thư về Sở Tư pháp - phòng Ưu đãi; số 5/QĐ-UBND, K-23, 2001-2005"
    assert decode(seen, TCVN3) == meant
    assert decode("Tõ A-a ®Õn B- a", TCVN3) == "Từ A-a đến B- a", "no sure one, none"


def test_a_font_of_capitals() -> None:
    assert decode("céng hßa x· héi, ®¬n t\xad", TCVN3, capitals=True) == "CỘNG HÒA XÃ HỘI, ĐƠN TƯ"


def test_vni_marks_of_the_other_case() -> None:
    assert decode("COÄNG HOøA", VNI) == "CỘNG HÒA"


def test_viscii_shown_as_windows_letters() -> None:
    words = "Cộng hòa xã hội chủ nghĩa; ỘỚỢỎẾỀ Độc lập, hạnh phúc, nghị quyết"
    text = as_bytes(words, VISCII).decode("cp1252")
    assert "“" in text
    assert convert(text) == (words, VISCII)


@pytest.mark.parametrize(
    "text",
    [
        NOTICE,
        unicodedata.normalize("NFD", NOTICE),
        "",
        "ascii alone: Cong hoa xa hoi chu nghia Viet Nam",
        "Hà Tú là bà và cô Lê Thì ở Cà Mau, xã Tà Xùa, có hòa, tài, lò",
        "|\xa0|\xa0|\xa0|\xa0|\xa0| 5°C, 3 m², §2, ©",
        "Le ministère de l'Intérieur a été créé après la guerre; les préfets généraux étaient nommés. Où êtes-vous né?",
        "Die Bürger müssen während der Übergangszeit größere Beträge für Gebühren zahlen; Anträge, Öfen, schön",
        "El señor alcalde informó que la sesión se realizó según la resolución número dos; mañana, corazón, público",
        "A administração pública não poderá conceder isenções além das previsões; à população, informações, órgão",
        NOTICE.encode().decode("latin-1"),  # mojibake of another kind
        "CQNG HOA xA HQI CHU NGHiA VI~T NAM; DQc l~p - Tl! do - H,nh phuc; S6: 5Gi/TB, ngày ¢ tháng ® năm ¥",
    ],
)
def test_what_is_no_old_encoding_stays(text: str) -> None:
    for repeated in (text, (text + "\n") * 30):
        assert convert(repeated) == (repeated, None)


def test_bytes_of_other_languages_are_no_vietnamese() -> None:
    assert (
        decode_legacy("Les préfets généraux étaient nommés à Paris après l'été, où êtes-vous né?\n".encode("latin-1"))
        is None
    )
    assert decode_legacy(bytes(range(256)) * 40) is None
    assert decode_legacy(b"") is None


def real_texts(shared: Path) -> list[Path]:
    return sorted(shared.glob("corpus/*/*.txt"))


def test_no_real_text_in_unicode_is_changed(shared: Path) -> None:
    for path in real_texts(shared):
        text = path.read_bytes().decode("utf-8", "replace")
        for form in (text, unicodedata.normalize("NFD", text)):
            assert convert(form) == (form, None), path.name


@pytest.mark.parametrize(("encoding", "most"), [(TCVN3, 0.1), (VNI, 0.01), (VISCII, 0.02)])
def test_real_texts_come_back(shared: Path, encoding: str, most: float) -> None:
    """The share of characters wrong, in percent; TCVN3 loses the case of some capitals with tones."""
    wrong = total = 0
    for path in sorted(shared.glob("corpus/text/*.txt")):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).replace("\xad", "")
        got, found = convert(shown(text, encoding))
        assert found == encoding, path.name
        total += len(text)
        for before, after in zip(text.split("\n"), got.split("\n"), strict=True):
            same = len(before) == len(after)
            wrong += sum(a != b for a, b in zip(before, after, strict=True)) if same else len(before)
    assert 100 * wrong / total <= most


@pytest.mark.parametrize("piece", ["a\xad", "n-\xed", "Sè ", "\xff", "AÀ ", "aù", "\x93", "µ" * 50 + " "])
def test_long_hostile_texts_end_soon(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    start = time.perf_counter()
    convert(text)
    for encoding in (TCVN3, VNI, VISCII):
        decode(text, encoding)
    decode_legacy(text.encode("latin-1"))
    assert time.perf_counter() - start < 30
