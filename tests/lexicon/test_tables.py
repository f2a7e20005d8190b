"""Every row of every table is proved: by its example, by its accessor, by what it must not be taken for."""

from __future__ import annotations

import csv
import re
import unicodedata
from importlib.resources import files

import pytest

from trichxuat import lexicon
from trichxuat.lexicon import alternation, plain, table
from trichxuat.text import Text

DATA = files("trichxuat.lexicon") / "data"
TABLES = sorted(entry.name.removesuffix(".csv") for entry in DATA.iterdir() if entry.name.endswith(".csv"))
OURS = (
    "basis_openers confusions copies families issuers marks posts priority provinces secrecy surnames titles_of_persons"
    " types units verbs"
).split()
GSO_34 = (
    "01 04 08 11 12 14 15 19 20 22 24 25 31 33 37 38 40 42 44 46 48 51 52 56 66 68 75 79 80 82 86 91 92 96"
).split()


def rows(name: str) -> list[object]:
    """Rows of a table as test parameters, named by their first cell."""
    return [pytest.param(row, id=f"{name}:{'|'.join(list(row.values())[:2])}") for row in table(name)]


def parts(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_well_formed(name: str) -> None:
    text = (DATA / f"{name}.csv").read_text(encoding="utf-8")
    header, *cells = csv.reader(text.splitlines())
    assert cells
    assert all(len(row) == len(header) for row in cells)
    assert len({tuple(row) for row in cells}) == len(cells), "a row stands twice"
    assert unicodedata.is_normalized("NFC", text)
    assert all(cell == " ".join(cell.split()) for row in cells for cell in row), "stray blanks"
    assert all(row[header.index("source")] for row in cells), "a row without source"
    assert not re.search(r"github|https?:|/work|\.pdf|knowledge", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("types", ("name",)),
        ("issuers", ("code", "kind")),
        ("marks", ("mark",)),
        ("families", ("words",)),
        ("units", ("words",)),
        ("posts", ("words",)),
        ("verbs", ("words",)),
        ("basis_openers", ("words",)),
        ("confusions", ("kind", "seen")),
        ("provinces", ("code",)),
        ("titles_of_persons", ("title",)),
        ("surnames", ("surname",)),
        ("copies", ("words",)),
    ],
)
def test_no_key_stands_twice(name: str, key: tuple[str, ...]) -> None:
    keys = [tuple(row[column] for column in key) for row in table(name)]
    assert [each for each in keys if keys.count(each) > 1] == []


@pytest.mark.parametrize(
    ("name", "column", "allowed"),
    [
        ("types", "kind", "administrative legal historic party joint copy"),
        ("types", "title", "yes no"),
        ("issuers", "kind", "central ministry historic agency local department party organisation school company unit"),
        ("issuers", "status", "current historic variant ambiguous since_2025 until_2025"),
        ("marks", "signer", "head deputy delegate"),
        ("families", "family", "state party organisation"),
        ("posts", "kind", "head deputy member"),
        ("verbs", "role", "task assign lead support duty manner report"),
        ("basis_openers", "kind", "can_cu thuc_hien theo xet phuc_dap khac"),
        ("basis_openers", "firm", "yes no"),
        ("priority", "code", "HT TK K"),
        ("secrecy", "code", "A B C"),
        ("surnames", "frequency", "common frequent rare minority"),
    ],
)
def test_a_closed_column_holds_its_values_and_uses_each(name: str, column: str, allowed: str) -> None:
    assert {row[column].replace(" ", "_") for row in table(name)} == set(allowed.split())


@pytest.mark.parametrize("name", OURS)
def test_plain_forms_are_those_of_the_text(name: str) -> None:
    """A cue of a table and `Text.plain` of the same words are one string, or the cue can never match."""
    for row in table(name):
        first = next(iter(row.values()))
        assert plain(first) == " ".join(Text(first).plain.split())


# Types: notation and title -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("types"))
def test_a_type_is_found_by_title_and_by_example(row: dict[str, str]) -> None:
    for name in (row["name"], *parts(row["aliases"])):
        by_name = lexicon.type_by_name(name)
        assert by_name is not None
        assert by_name.name == row["name"]
        for title in (name.upper(), f"{name.upper()}:", name.replace(" ", ""), plain(name).upper()):
            by_title = lexicon.type_by_title(title)
            assert (by_title is not None and by_title.name == row["name"]) == (row["title"] == "yes")
    if row["example"]:
        family = next(each for each in ("state", "party", "organisation") if row[each])
        shown = lexicon.type_by_notation(row["example"], family)
        assert shown is not None
        assert (shown.name, shown.abbreviation) == (row["name"], row["abbreviation"])
    else:
        assert not any(row[family] for family in ("state", "party", "organisation"))
    assert set(parts(row["families"])) <= {"state", "party", "organisation"}
    assert all(family in parts(row["families"]) for family in ("state", "party", "organisation") if row[family])


@pytest.mark.parametrize("family", ["state", "party", "organisation"])
def test_each_symbol_shows_one_type_in_its_family(family: str) -> None:
    symbols = [(code, row["name"]) for row in table("types") for code in parts(row[family])]
    assert len({code for code, _ in symbols}) == len(symbols)
    for code, name in symbols:
        found = lexicon.type_by_code(code, family)
        assert found is not None
        assert found.name == name


def test_the_29_types_of_the_decree_are_all_there() -> None:
    """Điều 7 and Phụ lục III, mục I: type and abbreviation."""
    decree = (
        "Nghị quyết=NQ Quyết định=QĐ Chỉ thị=CT Quy chế=QC Quy định=QyĐ Thông cáo=TC Thông báo=TB Hướng dẫn=HD"
        " Chương trình=CTr Kế hoạch=KH Phương án=PA Đề án=ĐA Dự án=DA Báo cáo=BC Biên bản=BB Tờ trình=TTr Hợp đồng=HĐ"
        " Công điện=CĐ Bản ghi nhớ=BGN Bản thỏa thuận=BTT Giấy ủy quyền=GUQ Giấy mời=GM Giấy giới thiệu=GGT"
        " Giấy nghỉ phép=GNP Phiếu gửi=PG Phiếu chuyển=PC Phiếu báo=PB Bản sao y=SY Bản trích sao=TrS Bản sao lục=SL"
    )
    known = {each.name: each.abbreviation for each in lexicon.types()}
    for name, abbreviation in re.findall(r"(\S[^=]*)=(\S+)", decree):
        assert known[name] == abbreviation
    assert known["Thư công"] == ""
    assert known["Công văn"] == "CV"


def test_the_table_of_cited_words_agrees() -> None:
    """The words by which documents are cited give the same type values."""
    for row in table("cited_types"):
        found = lexicon.type_by_name(row["words"])
        if found is not None and found.abbreviation and row["type"]:
            assert found.abbreviation == row["type"], row


# Issuers -------------------------------------------------------------------------------------------------------------

SLOT = re.compile(r"[A-ZĐƯÂÊÔĂƠ][A-Za-zĐđƯưÂâÊêÔôĂăƠơ]{0,12}\d{0,3}(?:[&\-][A-ZĐ][A-Za-zĐđ]{0,8})?\Z")


@pytest.mark.parametrize("row", rows("issuers"))
def test_an_issuer_code_fits_the_grammar_and_is_known(row: dict[str, str]) -> None:
    code = row["code"]
    assert SLOT.match(code), "SPEC 2.1: TOK"
    assert any(each.name == row["name"] for each in lexicon.issuers()[code])
    found = lexicon.type_by_notation(f"15/QĐ-{code}")
    assert found is not None
    assert found.abbreviation == "QĐ"
    if row["kind"] == "unit":
        found = lexicon.type_by_notation(f"15/UBND-{code}")
        assert found is not None
        assert found.abbreviation == "CV"
    else:
        assert lexicon.is_issuer(code)


@pytest.mark.parametrize("code", ["QH15", "HĐND16", "UBTVQH14", "HĐNN8", "HDND", "UBNĐ", "BGDDT"])
def test_an_issuer_with_a_term_or_a_slip_is_known(code: str) -> None:
    assert lexicon.is_issuer(code)


@pytest.mark.parametrize("code", ["VX", "KGVX", "KTTH", "XYZ", "", "15", "QĐ"])
def test_a_unit_or_nothing_is_no_issuer(code: str) -> None:
    assert not lexicon.is_issuer(code)


# Words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [lexicon.units(), lexicon.posts(), lexicon.verbs(), lexicon.basis_openers()],
    ids="units posts verbs openers".split(),
)
def test_the_longest_word_wins_in_a_noisy_text(words: tuple[lexicon.Word, ...]) -> None:
    pattern = re.compile(rf"(?:{alternation(words)})(?!\w)")
    for word in words:
        noisy = Text(unicodedata.normalize("NFD", word.words.upper()).replace(" ", " \n ")).plain
        m = pattern.match(noisy)
        assert m is not None
        assert " ".join(m.group().split()) == word.plain


def test_words_that_only_marks_tell_apart_are_few_and_known() -> None:
    for words, allowed in (
        (lexicon.units(), set()),
        (lexicon.posts(), {"thu truong"}),  # Thủ trưởng, Thứ trưởng
        (lexicon.verbs(), set()),
        (lexicon.basis_openers(), set()),
    ):
        keys = [word.plain for word in words]
        assert {key for key in keys if keys.count(key) > 1} == allowed


def test_verbs_of_one_role_or_of_several() -> None:
    assert {word.kind for word in lexicon.verbs("lead", "support")} == {"lead", "support"}
    assert "chu tri" in {word.plain for word in lexicon.verbs("lead")}
    assert "phoi hop" in {word.plain for word in lexicon.verbs("support")}
    assert "de nghi" in {word.plain for word in lexicon.verbs("assign")}
    assert len(lexicon.verbs()) > 600


@pytest.mark.parametrize("row", rows("basis_openers"))
def test_an_opener_is_the_longest_one_of_its_example(row: dict[str, str]) -> None:
    example = plain(row["example"])
    found = next(opener for opener in lexicon.basis_openers() if re.search(rf"\b{opener.plain}\b", example))
    assert (found.words, found.kind, found.firm) == (row["words"], row["kind"], row["firm"] == "yes")


@pytest.mark.parametrize("row", [*rows("families"), *rows("copies")])
def test_an_anchor_opens_its_example(row: dict[str, str]) -> None:
    example = plain(row["example"])
    anchors = (*lexicon.family_anchors(), *lexicon.copies())
    word = next(word for word in anchors if word.words == row["words"])
    assert re.search(rf"\b{alternation([word])}\b", example)


@pytest.mark.parametrize("row", [*rows("priority"), *rows("secrecy")])
def test_a_stamp_gives_its_code(row: dict[str, str]) -> None:
    codes = {word.plain: word.kind for word in (*lexicon.priorities(), *lexicon.secrecies())}
    for words in (row["words"], row["example"], *parts(row["variants"])):
        assert codes[plain(words)] == row["code"]


# Signing -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("marks"))
def test_a_signing_mark_stands_before_its_example(row: dict[str, str]) -> None:
    mark = next(mark for mark in lexicon.marks() if mark.mark == row["mark"])
    pattern = re.compile(rf"(?:{alternation([mark.mark, *mark.variants], marks_kept=True)})(?=\W|\Z)")
    assert row["example"].startswith(row["mark"] + " ")
    for form in (mark.mark, *mark.variants):
        assert pattern.match(f"{form} CHỦ TỊCH")
    assert set(mark.families) <= {"state", "party", "organisation"}


def test_no_form_of_a_mark_belongs_to_two() -> None:
    forms = [form for mark in lexicon.marks() for form in (mark.mark, *mark.variants)]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("row", rows("titles_of_persons"))
def test_a_title_comes_off_a_name(row: dict[str, str]) -> None:
    titles = alternation(lexicon.titles_of_persons(), marks_kept=True)
    for form in (row["title"], *parts(row["variants"])):
        m = re.match(rf"(?:{titles})\s", f"{form} Nguyễn Văn Mẫu")
        assert m is not None
        assert m.group() == f"{form} "
    assert row["meaning"]


@pytest.mark.parametrize("row", rows("surnames"))
def test_a_surname_is_one_capitalised_syllable(row: dict[str, str]) -> None:
    assert re.fullmatch(r"[^\W\d_a-z][\w']*", row["surname"])
    assert row["eaten"] in ("", row["surname"][1:])


def test_surnames_begin_with_the_common_ones() -> None:
    assert [each.surname for each in lexicon.surnames()[:5]] == ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng"]
    assert next(each for each in lexicon.surnames() if each.surname == "Nguyễn").eaten == "guyễn"


# Confusions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("confusions"))
def test_a_confusion_is_repaired(row: dict[str, str]) -> None:
    seen, meant = row["seen"], row["meant"]
    assert seen != meant
    match row["kind"]:
        case "type_code":
            exact = {code for each in lexicon.types() for _, codes in each.codes for code in codes}
            assert meant in exact
            assert seen not in exact, "what is a type of its own is no slip"
            assert lexicon.type_by_code(seen) == lexicon.type_by_code(meant)
        case "issuer_code":
            assert seen not in lexicon.issuers()
            assert meant not in lexicon.issuers() or lexicon.issuer(seen) == lexicon.issuer(meant)
        case "digit":
            assert len(seen) == 1
            assert not seen.isdigit()
            assert re.fullmatch(r"\d", meant)
        case "roman":
            assert re.fullmatch(r"[IVX]+", meant)
        case "letter" | "separator":
            given = chr(int(seen[2:], 16)) if seen.startswith("U+") else seen
            assert given not in Text(given).clean or Text(given).clean == given
        case "word":
            assert (plain(seen) == plain(meant)) == (row["note"] != "letters differ")
        case kind:
            assert kind == "archive"
    assert row["example"]


# Provinces -----------------------------------------------------------------------------------------------------------


def test_both_maps_of_provinces_are_complete() -> None:
    """63 until 30/6/2025, 34 since 1/7/2025 (Nghị quyết 202/2025/QH15): 28 tỉnh and 6 thành phố."""
    old = lexicon.provinces()
    new = {(each.new_code, each.new_name) for each in old}
    assert len(old) == len({each.name for each in old}) == 63
    assert sorted(code for code, _ in new) == GSO_34
    assert sum(name.startswith("Thành phố ") for _, name in new) == 6
    assert {name for _, name in new} <= {each.name for each in old}, "each of the 34 keeps an old name"
    assert sum(each.name == each.new_name for each in old) == 34


@pytest.mark.parametrize("row", rows("provinces"))
def test_a_province_is_found_by_every_name(row: dict[str, str]) -> None:
    found = lexicon.province_by_name()
    for name in (row["name"], row["short_name"], row["name"].upper(), *parts(row["aliases"])):
        assert found[plain(name)].code == row["code"]


# Patterns ------------------------------------------------------------------------------------------------------------


def test_alternation_forms() -> None:
    assert alternation(["Sở", "Sở Y tế", "UBND", "V/v"]) == r"so\s+y\s+te|ubnd|v/v|so"
    assert alternation(["KT.", "T/M"], marks_kept=True) == r"KT\.|T/M"
    assert alternation(["Bộ"], bare=False) == "(?:bo)"
    assert not re.search(alternation([]), "abc")


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        table("nothing")
