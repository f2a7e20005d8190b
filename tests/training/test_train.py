"""Models are trained from folders and made-up documents, each with a card, by the command as well."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from trichxuat import nlp
from trichxuat.cli import ExitCode, main
from trichxuat.training.marked import read_marked, write_marked
from trichxuat.training.train import MODELS, train


@pytest.fixture
def few(root: Path, tmp_path: Path) -> Path:
    """A folder with four annotated documents."""
    for marked in list(read_marked(root / "corpus"))[:4]:
        write_marked(marked, tmp_path / "few")
    return tmp_path / "few"


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(words)
    return int(left.value.code or 0)


@pytest.mark.parametrize("name", MODELS)
def test_a_model_learns_what_it_saw(name: str, few: Path, tmp_path: Path) -> None:
    card = train(name, [few], tmp_path / name, synthetic=6, rates=(0.0, 0.05), command="here")
    model = tmp_path / name / nlp.MODEL
    assert card == json.loads((tmp_path / name / "card.json").read_text(encoding="utf-8"))
    assert card["sha256"] == hashlib.sha256(model.read_bytes()).hexdigest()
    assert card["data"] == {"annotated": 4, "made_up": 6, "noise": [0.0, 0.05]}
    tagger = nlp.Tagger(model)
    examples, _ = MODELS[name]
    right = total = 0
    for marked in read_marked(few):
        for seen, said in examples(marked):
            right += sum(a == b for a, b in zip(tagger.tag(seen), said, strict=True))
            total += len(said)
    assert right > 0.95 * total


def test_the_same_seed_gives_the_same_tags(few: Path, tmp_path: Path) -> None:
    """The bytes of a model may differ; what it says may not."""
    for name in ("one", "two"):
        train("zones", [few], tmp_path / name, rates=(0.0, 0.05))
    one, two = (nlp.Tagger(tmp_path / name / nlp.MODEL) for name in ("one", "two"))
    examples, _ = MODELS["zones"]
    for marked in read_marked(few):
        for seen, _ in examples(marked):
            assert one.tag(seen) == two.tag(seen)


def test_the_command_trains(few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run("train", "zones", "--data", str(few), "--noise", "0.05", "-o", str(tmp_path / "zones"))
    assert code == ExitCode.OK
    assert "chuỗi" in capsys.readouterr().err
    assert json.loads((tmp_path / "zones" / "card.json").read_text(encoding="utf-8"))["data"]["noise"] == [0.0, 0.05]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("train", "zones", "-o", "x"), "cần --data DIR hoặc --synth N"),
        (("train", "zones", "-o", "x", "--data", "nowhere"), "gold và text"),
        (("train", "letters", "-o", "x"), "letters"),
        (("synth", "-n", "0", "-o", "x"), "không hợp lệ"),
        (("synth", "-n", "3"), "Thiếu"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_the_command_writes_made_up_documents(tmp_path: Path) -> None:
    for folder, noise in (("clean", "0"), ("spoiled", "0.05"), ("again", "0.05")):
        code = run("synth", "-n", "3", "--seed", "7", "--noise", noise, "-o", str(tmp_path / folder))
        assert code == ExitCode.OK
    clean, spoiled, again = (list(read_marked(tmp_path / name)) for name in ("clean", "spoiled", "again"))
    assert len(clean) == 3
    assert spoiled == again
    assert [one.name for one in clean] == [one.name for one in spoiled]
    assert all(one.text != other.text for one, other in zip(clean, spoiled, strict=True))


def test_every_model_of_the_project_is_what_its_card_says(root: Path) -> None:
    cards = list((root / "models").glob("*/card.json"))
    assert cards
    for path in cards:
        card = json.loads(path.read_text(encoding="utf-8"))
        model = path.parent / nlp.MODEL
        assert card["sha256"] == hashlib.sha256(model.read_bytes()).hexdigest()
        assert card["bytes"] == model.stat().st_size
        assert {"model", "kind", "data", "seed", "command", "figures"} <= set(card)
        assert not [file for file in path.parent.iterdir() if file.suffix in (".pkl", ".pickle", ".joblib")]
