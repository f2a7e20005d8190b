"""One file → its records."""

from __future__ import annotations

import os

from trichxuat import pipeline
from trichxuat.reading import Decoded, read
from trichxuat.record import Record, Source, Warning_


def extract_file(path: str | os.PathLike[str]) -> list[Record]:
    """The records of a file. Raises UnreadableFile."""
    return extract_decoded(read(path), os.fspath(path))


def extract_decoded(decoded: Decoded, path: str) -> list[Record]:
    """The records of a text that was read; `path` as it shall stand in `source.path`."""
    source = Source(path=path, sha256=decoded.sha256, reader=decoded.reader, span=(0, len(decoded.text)))
    records = pipeline.extract(decoded.text, source=source)
    if not decoded.replaced:
        return records
    message = f"{decoded.replaced} ký tự không giải mã được, đã thay bằng U+FFFD; hãy kiểm tra tệp gốc"
    lost = Warning_(code="undecodable_bytes", message=message)
    return [record.model_copy(update={"warnings": [lost, *record.warnings]}) for record in records]
