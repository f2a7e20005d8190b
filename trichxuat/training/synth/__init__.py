"""Made-up administrative documents with exact gold: every quote known by its place, no word of a real document."""

from __future__ import annotations

from collections.abc import Iterator

from trichxuat.training.marked import Marked
from trichxuat.training.synth.document import compose


def make_document(seed: int) -> Marked:
    """The document of a seed, the same on every machine: clean text in one of the layouts in which texts arrive."""
    return compose(f"synth-{seed:06}", seed)


def make_documents(count: int, seed: int = 0) -> Iterator[Marked]:
    """`count` documents, `synth-000001` and on; `seed` chooses another series."""
    for number in range(1, count + 1):
        yield compose(f"synth-{number:06}", seed * 1_000_003 + number)


__all__ = ["make_document", "make_documents"]
