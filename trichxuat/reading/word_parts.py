"""The parts of a Word package: which is the document, which others it names (Office Open XML, ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from typing import Any

from trichxuat.reading.numbering import W
from trichxuat.reading.packages import Package

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def main_part(package: Package) -> str:
    for target in related(package, "", "officeDocument").values():
        if target in package:
            return target
    return "word/document.xml"


def related(package: Package, part: str, kind: str) -> dict[str, str]:
    """The parts of one kind that a part names: id → path."""
    folder, name = posixpath.split(part)
    root = package.xml(posixpath.join(folder, "_rels", name + ".rels"))
    if root is None:
        return {}
    found = {}
    for relation in root.iter(_RELATIONS):
        if relation.get("Type", "").endswith("/" + kind) and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", "")))
            found[relation.get("Id", "")] = target.lstrip("/")
    return found


def root_of(package: Package, part: str) -> Any:
    """The root of a part; the names of the strict variant of the format as those of the usual one."""
    root = package.xml(part)
    if root is not None and root.tag.startswith("{" + _STRICT):
        for element in root.iter("{*}*"):
            if element.tag.startswith("{" + _STRICT):
                element.tag = W + element.tag.rpartition("}")[2]
            for key in [key for key in element.attrib if key.startswith("{" + _STRICT)]:
                element.set(W + key.rpartition("}")[2], element.attrib.pop(key))
    return root
