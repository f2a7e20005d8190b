"""Word files made for the tests: a package around given XML, and a text typed as offices type it."""

from __future__ import annotations

import io
import zipfile
from itertools import zip_longest
from xml.sax.saxutils import escape

from tests.reading.drafting import Draft, drafts_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_file(body: str, **parts: str) -> bytes:
    """A .docx; body: what is inside `w:body`; parts: the insides of numbering, styles, footnotes, header1."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header1": "hdr"}
    kinds = {name: name.rstrip("1") for name in roots}
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
            for name, kind in {"document": "document.main", **{n: kinds[n] for n in parts}}.items()
        )
        + "</Types>",
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations({f"r_{name}": (kinds[name], f"{name}.xml") for name in parts}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    files |= {f"word/{n}.xml": f"<w:{roots[n]} {_NAMES}>{inside}</w:{roots[n]}>" for n, inside in parts.items()}
    return packed(files)


def packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, inside in files.items():
            package.writestr(name, inside)
    return out.getvalue()


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    rows = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{t}"/>' for i, (kind, t) in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def run(text: str, properties: str = "") -> str:
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{pieces}</w:r>"


def paragraph(text: str = "", properties: str = "", runs: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{runs}</w:p>"


def table(rows: list[list[list[str]]], lines: bool = False) -> str:
    """A table of cells of paragraphs."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    border = (
        "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides) if lines else ""
    )
    columns = max(map(len, rows))
    width = 9000 // columns

    def cell(texts: list[str], span: int) -> str:
        size = f'<w:tcW w:w="{span * width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        return f"<w:tc><w:tcPr>{size}</w:tcPr>{''.join(map(paragraph, texts)) or '<w:p/>'}</w:tc>"

    def row(cells: list[list[str]]) -> str:
        spans = [1] * (len(cells) - 1) + [columns - len(cells) + 1]
        return f"<w:tr>{''.join(map(cell, cells, spans))}</w:tr>"

    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(map(row, rows))}</w:tbl>"
    )


def typed(source: str, columns: str) -> bytes:
    """A text as a .docx; columns: `table`, header and footer are tables without lines; `tabs`: lines with tabs."""
    return word_file("".join(_typed(draft, columns) for draft in drafts_of(source)))


def _typed(draft: Draft, columns: str) -> str:
    space = max(0, len(draft.right) - len(draft.left))
    left, right = [*draft.left, *[""] * space, *draft.number], [*draft.right, *draft.date]
    right[len(draft.right) : len(draft.right)] = [""] * (len(left) - len(draft.number) - len(draft.right))
    body = _columns(left, right, columns)
    body += [paragraph(line, '<w:jc w:val="center"/>') for line in ["", *draft.title, "", *draft.addressees, ""]]
    body += _blocks(draft.body)
    signature = [*draft.signature[:-1], "", "", "", *draft.signature[-1:]]
    body += _columns(draft.recipients, signature, columns)
    return "".join([*body, paragraph(), *_blocks(draft.annex), paragraph()])


def _columns(left: list[str], right: list[str], columns: str) -> list[str]:
    if not left or not right or columns == "table":
        return [
            table([[left, right]]) if left and right else paragraph(line)
            for line in ([""] if left and right else left or right)
        ]
    return [paragraph(f"{a}\t\t{b}" if b else a) for a, b in zip_longest(left, right, fillvalue="")]


def _blocks(blocks: list[str | list[list[str]]]) -> list[str]:
    return [
        paragraph(block, '<w:ind w:firstLine="720"/>')
        if isinstance(block, str)
        else table([[[cell] for cell in row] for row in block], lines=True)
        for block in blocks
    ]
