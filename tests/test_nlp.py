"""The learned half: models found, broken or missing; tokens that lose no letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from trichxuat import extract, nlp

TEXT = "Số: 29/KH-UBND, ngày 01/03/2023 của Sở LĐ-TB&XH (bản gốc)."


def small_model(path: Path) -> None:
    nlp.train([[["a"], ["b"]], [["a"], ["c"]]] * 20, [["X", "Y"], ["X", "Z"]] * 20, path)


def test_a_model_is_trained_written_and_read(tmp_path: Path) -> None:
    small_model(tmp_path / "toy" / nlp.MODEL)
    tagger = nlp.Tagger(tmp_path / "toy" / nlp.MODEL)
    assert tagger.tag([["a"], ["c"]]) == ["X", "Z"]
    weights = tagger.weigh([["a"], ["c"]])
    assert [max(row, key=row.__getitem__) for row in weights] == ["X", "Z"]
    assert all(sum(row.values()) == pytest.approx(1) for row in weights)
    assert tagger.tag([]) == tagger.weigh([]) == []
    assert tagger.tag([["a", "\ud800"], ["c"]]) == ["X", "Z"]


def test_training_without_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="dữ liệu"):
        nlp.train([], [], tmp_path / "none")


def test_models_of_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_model(tmp_path / "toy" / nlp.MODEL)
    monkeypatch.setenv(nlp.FOLDER, str(tmp_path))
    assert nlp.models_folder() == tmp_path
    assert nlp.tagger("toy") is nlp.tagger("toy") is not None
    assert nlp.tagger("absent") is None
    monkeypatch.setenv(nlp.FOLDER, "")
    assert nlp.models_folder() is None
    assert nlp.tagger("toy") is None


def test_the_models_of_the_project_are_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(nlp.FOLDER, raising=False)
    folder = nlp.models_folder()
    assert folder is not None
    assert folder.samefile(root / "models")


def test_records_name_the_models_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(nlp.FOLDER, raising=False)
    assert extract("QUYẾT ĐỊNH")[0].meta.models == nlp.in_force()
    assert len(nlp.in_force()["zones"]) == 12
    monkeypatch.setenv(nlp.FOLDER, "")
    assert extract("QUYẾT ĐỊNH")[0].meta.models == {}


def test_a_broken_model_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / nlp.MODEL).write_bytes(b"no model at all")
    monkeypatch.setenv(nlp.FOLDER, str(tmp_path))
    with pytest.raises(OSError, match="không đọc được mô hình"):
        nlp.Tagger(tmp_path / "toy" / nlp.MODEL)
    with pytest.warns(RuntimeWarning, match="không đọc được mô hình"):
        assert nlp.tagger("toy") is None
    assert nlp.in_force() == {"toy": "?"}


def test_syllables_keep_codes_whole() -> None:
    assert [TEXT[a:b] for a, b in nlp.syllables(TEXT)] == (
        "Số : 29/KH-UBND , ngày 01/03/2023 của Sở LĐ-TB&XH ( bản gốc ) .".split()
    )


@pytest.mark.parametrize("cut", [nlp.syllables, nlp.words], ids=["syllables", "words"])
@pytest.mark.parametrize("text", [TEXT, "Ủy ban nhân dân\nhuyện  Kiên\tHạ;", "hoà uỷ ”–“ 12 %", " \n ", "a\u0301b c"])
def test_tokens_rebuild_the_text(cut: object, text: str) -> None:
    spans = cut(text)  # type: ignore[operator]
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)


def test_words_of_more_than_one_syllable() -> None:
    text = "Phòng Giáo dục báo cáo kết quả thực hiện."
    assert "báo cáo" in [text[a:b] for a, b in nlp.words(text)]
