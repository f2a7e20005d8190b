"""One file → its records."""

from __future__ import annotations

import os

from trichxuat.pipeline import Origin, extract
from trichxuat.reading import Decoded, read
from trichxuat.record import Record, Warning_


def extract_file(path: str | os.PathLike[str], *, keep_text: bool = False) -> list[Record]:
    """The records of a file; `keep_text` puts the text that was read into each. Raises UnreadableFile."""
    return extract_decoded(read(path), os.fspath(path), keep_text=keep_text)


def extract_decoded(decoded: Decoded, path: str, *, keep_text: bool = False) -> list[Record]:
    """The records of a text that was read; `path` as it shall stand in `source.path`."""
    origin = Origin(path=path, sha256=decoded.sha256, reader=decoded.reader)
    records = extract(decoded.text, origin, keep_text=keep_text)
    if not decoded.replaced:
        return records
    message = f"{decoded.replaced} ký tự không giải mã được, đã thay bằng U+FFFD; hãy kiểm tra tệp gốc"
    lost = Warning_(code="undecodable_bytes", message=message)
    return [record.model_copy(update={"warnings": [lost, *record.warnings]}) for record in records]
