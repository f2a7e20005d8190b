"""One file → its records; a folder or a .zip → its files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from trichxuat.errors import UnreadableFile
from trichxuat.pages import on_pages
from trichxuat.pipeline import Origin, extract
from trichxuat.reading import Decoded, How, read
from trichxuat.reading.bundles import Member, files_in, members, refusing
from trichxuat.reading.kinds import ZIP, kind_of
from trichxuat.reading.reader import bytes_of
from trichxuat.record import Record, Warning_


def extract_file(path: str | os.PathLike[str], *, keep_text: bool = False, how: How | None = None) -> list[Record]:
    """The records of a file; `keep_text` puts the text that was read into each. Raises UnreadableFile."""
    return extract_decoded(read(path, how=how), os.fspath(path), keep_text=keep_text)


def extract_decoded(decoded: Decoded, path: str, *, keep_text: bool = False) -> list[Record]:
    """The records of a text that was read; `path` as it shall stand in `source.path`."""
    origin = Origin(path=path, sha256=decoded.sha256, reader=decoded.reader)
    records = extract(decoded.text, origin, keep_text=keep_text)
    if decoded.laid is not None:
        records = on_pages(records, decoded.laid)
    warnings = [Warning_(code=code, message=message) for code, message in decoded.notes]
    if decoded.replaced:
        message = f"{decoded.replaced} ký tự không giải mã được, đã thay bằng U+FFFD; hãy kiểm tra tệp gốc"
        warnings.insert(0, Warning_(code="undecodable_bytes", message=message))
    if not warnings:
        return records
    return [record.model_copy(update={"warnings": [*warnings, *record.warnings]}) for record in records]


def members_of(name: str) -> Iterator[Member]:
    """The files that a path names: itself, those of a folder, those of a .zip. Raises UnreadableFile."""
    path = Path(name)
    if path.is_dir():
        for file in files_in(path):
            yield from _members(file)
    else:
        yield from _members(path)


def _members(path: Path) -> Iterator[Member]:
    if path.suffix.lower() != ".zip":
        yield Member(str(path), lambda: bytes_of(path))
        return
    try:
        data = bytes_of(path)
        zipped = kind_of(data, str(path)) == ZIP
        if zipped:
            yield from members(data, str(path))
    except UnreadableFile as fault:
        yield refusing(str(path), str(fault))
        return
    if not zipped:
        yield Member(str(path), lambda: data)
