"""Sets, tables and the block in a page."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from trichxuat.evaluation import BadGold, evaluate, write_block

TEXT = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ BÌNH MINH                  Độc lập - Tự do - Hạnh phúc
Số: 12/TB-UBND           Bình Minh, ngày 05 tháng 6 năm 2024

THÔNG BÁO
Về việc nghỉ lễ
"""
GOLD = {"id": "a", "documents": [{"number": "12", "date": "2024-06-05", "references": []}]}
PAGE = "# A\n\n<!-- accuracy:begin -->\ncũ\n<!-- accuracy:end -->\n\nsau\n"


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """corpus/{text,gold} with two files, one of them a scan, and headers/ with one."""
    for folder in ("corpus/text", "corpus/gold", "headers"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("a", "scan-a"):
        (tmp_path / f"corpus/text/{name}.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / f"corpus/gold/{name}.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "headers/b.txt").write_text(TEXT, encoding="utf-8")
    header = {"code": "12/TB-UBND", "type": "Thông báo", "date": "05/06/2024", "signer": "Trần Thử"}
    (tmp_path / "headers/b.json").write_text(json.dumps(header), encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trichxuat", "eval", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_sets(sets: Path) -> None:
    report = evaluate([(sets / "corpus/gold", sets / "corpus/text")], [sets / "headers"], "scan-*")
    corpus = str(sets / "corpus")
    assert list(report.sets) == [corpus, f"{corpus}: scan-*", str(sets / "headers")]
    figures = report.figures()
    assert figures[corpus]["number"] == {"accuracy": 1.0, "documents": 1}
    assert figures[corpus]["whole"] == 1.0
    assert figures[str(sets / "headers")]["code"] == {"accuracy": 1.0, "documents": 1}
    assert figures[str(sets / "headers")]["signer"]["accuracy"] == 0.0


def test_table_and_page(sets: Path) -> None:
    for name in ("README.md", "README.en.md"):
        (sets / name).write_text(PAGE, encoding="utf-8")
    words = ["corpus/gold", "corpus/text", "--headers", "headers", "--write", "README.md", "--write", "README.en.md"]
    done = run(sets, *words)
    assert (done.returncode, done.stderr) == (0, "")
    head, count, number, *_ = done.stdout.splitlines()
    assert head.split("   ")[0] == "Trường"
    assert count.split() == ["Số", "văn", "bản", "2", "1"]
    assert number.split() == ["Số", "1.000", "(2)"]
    page = (sets / "README.md").read_text(encoding="utf-8")
    assert page.startswith("# A\n\n<!-- accuracy:begin -->\n| Trường | corpus | headers |\n| --- | ---: | ---: |\n")
    assert "| Số | 1.000 (2) |  |" in page
    assert f"trichxuat eval {' '.join(words)}\n" in page
    assert page.endswith("<!-- accuracy:end -->\n\nsau\n")
    assert "cũ" not in page
    assert "| Number | 1.000 (2) |  |" in (sets / "README.en.md").read_text(encoding="utf-8")


def test_json(sets: Path) -> None:
    figures = json.loads(run(sets, "corpus/gold", "corpus/text", "--json").stdout)["sets"]
    assert figures["corpus"]["documents"] == 2


def test_misses(sets: Path) -> None:
    shown = run(sets, "corpus/gold", "corpus/text", "--headers", "headers", "--misses", "signer")
    assert shown.stdout == "headers: b signer: gold 'trần thử', tìm thấy ''\n"
    unknown = run(sets, "corpus/gold", "corpus/text", "--misses", "nothing")
    assert unknown.returncode != 0
    assert "signer" in unknown.stderr


def test_what_cannot_be_scored(sets: Path, tmp_path: Path) -> None:
    with pytest.raises(BadGold, match="không có tệp gold"):
        evaluate([(sets / "corpus/text", sets / "corpus/text")])
    (sets / "corpus/gold/a.json").write_text("{", encoding="utf-8")
    done = run(sets, "corpus/gold", "corpus/text")
    assert done.returncode == 3
    assert "a.json" in done.stderr
    assert "Traceback" not in done.stderr
    (sets / "corpus/gold/a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (sets / "corpus/text/a.txt").unlink()
    done = run(sets, "corpus/gold", "corpus/text")
    assert done.returncode == 3
    assert "a.txt" in done.stderr
    (tmp_path / "page.md").write_text("không có dấu", encoding="utf-8")
    with pytest.raises(ValueError, match="accuracy:begin"):
        write_block(tmp_path / "page.md", "accuracy", "x")
