"""What the tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents with gold, which stand beside the repository and not in it: they name people."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus" / "gold").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared/corpus is missing, and CI must measure on it")
        pytest.skip("../shared/corpus is not here: real documents are not part of the repository")
    return folder
