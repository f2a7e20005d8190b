"""The house: what an import loads, what the wheel carries."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import trichxuat

HEAVY = ("spacy", "underthesea", "torch", "numpy", "pydantic", "typer", "lxml", "regex")


def loaded_by(code: str) -> set[str]:
    """Which of the heavy libraries a fresh interpreter has loaded after running this."""
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules, file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(shown.stderr.split()) & {*HEAVY, "trichxuat.pipeline", "trichxuat.record"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import trichxuat; from trichxuat import extract, extract_file") == set()


def test_help_loads_typer_alone() -> None:
    code = "import trichxuat.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass"
    assert loaded_by(code) == {"typer"}


def test_extraction_loads_no_language_library() -> None:
    assert not loaded_by("import trichxuat; trichxuat.extract('QUYẾT ĐỊNH')") & {"spacy", "underthesea", "numpy"}


def test_public_names() -> None:
    from trichxuat.record import Record

    assert trichxuat.Record is Record
    assert set(trichxuat.__all__) == {"Record", "extract", "extract_file", "__version__"}
    with pytest.raises(AttributeError, match="nothing"):
        _ = trichxuat.nothing


def test_the_wheel_carries_the_package_its_tables_and_its_models_alone(root: Path, tmp_path: Path) -> None:
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", str(tmp_path), str(root)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.split("/")[0] for name in names} == {"trichxuat", f"trichxuat-{trichxuat.__version__}.dist-info"}
    here = {
        str(path.relative_to(root))
        for path in (root / "trichxuat").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    here |= {f"trichxuat/{path.relative_to(root)}" for path in (root / "models").rglob("*") if path.is_file()}
    assert {name for name in names if name.startswith("trichxuat/")} == here
    assert {"trichxuat/py.typed", "trichxuat/record.schema.json"} < here
    assert any(name.startswith("trichxuat/lexicon/data/") for name in here)
    assert any(name.endswith("licenses/LICENSE") for name in names)
