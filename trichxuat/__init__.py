"""Reads OCR'd Vietnamese administrative documents into validated records.

    from trichxuat import extract, extract_file

    for record in extract_file("cong-van.txt"):
        print(record.code.value, record.issued_date.value)

Nothing heavy is imported before the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os

    from trichxuat.record import Record as Record

__version__ = "0.1.0"
__all__ = ["Record", "extract", "extract_file", "__version__"]


def extract(text: str) -> list[Record]:
    """The records of a text, one for each document in it; spans are code points of `text`. Never raises."""
    from trichxuat.pipeline import extract

    return extract(text)


def extract_file(path: str | os.PathLike[str]) -> list[Record]:
    """The records of a file, one for each document in it; spans are code points of the text as decoded.

    Reads `.txt`, `.md`, `.html`, `.docx`, `.doc`, `.odt`, `.rtf`, `.pdf` and images; raises
    `trichxuat.errors.UnreadableFile`.
    """
    from trichxuat.files import extract_file

    return extract_file(path)


def __getattr__(name: str) -> Any:
    if name == "Record":
        from trichxuat.record import Record

        return Record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
