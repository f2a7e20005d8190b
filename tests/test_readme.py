"""The examples in README are what the program prints. `python tests/test_readme.py` writes them anew."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from trichxuat.evaluation import write_block

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.en.md")
SAMPLE = "corpus/samples/cong-van.txt"
PROGRAM = f'''from trichxuat import extract_file

for record in extract_file("{SAMPLE}"):
    print(record.code.value, record.issued_date.value, record.issued_date.span)
    for reference in record.references:
        print(reference.relation, reference.type, reference.code and reference.code.value)
'''


def printed(*words: str) -> str:
    done = subprocess.run([sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


def fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def laid_out(values: dict[str, object], width: int = 110) -> str:
    """JSON with one key a line, and one item a line where a list is too long for that."""
    lines = []
    for key, value in values.items():
        shown = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and len(shown) > width:
            shown = "[\n    " + ",\n    ".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n  ]"
        lines.append(f'  "{key}": {shown}')
    return "{\n" + ",\n".join(lines) + "\n}"


def blocks() -> dict[str, str]:
    """What shall stand in each block of the pages."""
    whole = json.loads(printed("-m", "trichxuat", SAMPLE))
    values = json.loads(printed("-m", "trichxuat", "--compact", SAMPLE))
    return {
        "input": fenced("text", (ROOT / SAMPLE).read_text(encoding="utf-8")),
        "compact": fenced("json", laid_out(values)),
        "value": fenced("json", laid_out({"issued_date": whole["issued_date"]})),
        "python": fenced("python", PROGRAM) + "\n\n" + fenced("text", printed("-c", PROGRAM)),
    }


def block(page: str, name: str) -> str:
    found = re.search(rf"<!-- {name}:begin -->\n(.*?)\n?<!-- {name}:end -->", page, re.DOTALL)
    assert found, f"no block {name}"
    return found.group(1)


@pytest.mark.parametrize("name", PAGES)
def test_examples(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    for key, wanted in blocks().items():
        assert block(page, key) == wanted, f"{name}, block {key}: run python tests/test_readme.py"


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_are_those_that_ci_runs(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for part in re.findall(r"```sh\n(.*?)```", page, re.DOTALL)[:3] for line in part.splitlines()]
    assert commands == [
        "python3 -m venv .venv",
        ".venv/bin/pip install -e '.[dev]'",
        f".venv/bin/trichxuat {SAMPLE}",
        ".venv/bin/pytest",
    ]
    assert "-e '.[dev]'" in ci
    assert ci.endswith("\npytest\n")


@pytest.mark.parametrize("name", PAGES)
def test_the_figures_are_there(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert "trichxuat eval corpus/gold corpus/text" in block(page, "accuracy")
    assert "python benchmarks/" in block(page, "speed")


if __name__ == "__main__":
    for page_name in PAGES:
        for block_name, text in blocks().items():
            write_block(ROOT / page_name, block_name, text)
