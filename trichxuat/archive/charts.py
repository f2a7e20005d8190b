"""Small charts as SVG inside a page: bars, columns, who cites whom. Every text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

Bar = tuple[str, int]
"""What is counted, and how many."""
Edge = tuple[int, int, int, bool]
"""From (place on the left), to (place on the right), how many, whether it changes what it points to."""

_NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_WIDTH = 720


def shown(text: object) -> str:
    """A text as it may stand in HTML, in an element or an attribute: no tag, nothing that turns the line around."""
    return escape(_NOT_SHOWN.sub("\ufffd", str(text)), quote=True)


def number(n: int) -> str:
    """`12345` → `12.345`."""
    return f"{n:,}".replace(",", ".")


def cut(text: str, length: int) -> str:
    """The text, or its beginning with `…`."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def bars(rows: Sequence[Bar], label: str) -> str:
    """Lying bars, one for each row, in the order given."""
    most = max((n for _, n in rows), default=0) or 1
    left, height = 300, 24
    parts = []
    for row, (name, n) in enumerate(rows):
        y, width = row * height, max(1, round((_WIDTH - left - 80) * n / most))
        parts.append(
            f"<g><title>{shown(name)}: {number(n)}</title>"
            f'<text x="{left - 8}" y="{y + 16}" text-anchor="end">{shown(_label(name, 35))}</text>'
            f'<rect class="bar" x="{left}" y="{y + 4}" width="{width}" height="16" rx="2"/>'
            f'<text class="number" x="{left + width + 6}" y="{y + 16}">{number(n)}</text></g>'
        )
    return _svg("".join(parts), _WIDTH, max(height, len(rows) * height), label)


def columns(rows: Sequence[Bar], label: str) -> str:
    """Standing bars in a row, as for months; every so many are named below."""
    if not rows:
        return ""
    most = max(n for _, n in rows) or 1
    height, foot, head = 180, 22, 18
    step = _WIDTH / len(rows)
    every = max(1, -(-len(rows) * 62 // _WIDTH))
    parts = [f'<line class="axis" x1="0" x2="{_WIDTH}" y1="{height - foot}" y2="{height - foot}"/>']
    for n, (name, count) in enumerate(rows):
        tall = (height - foot - head) * count / most
        x = n * step
        parts.append(
            f"<g><title>{shown(name)}: {number(count)}</title>"
            f'<rect class="bar" x="{x + step * 0.1:.1f}" y="{height - foot - tall:.1f}" width="{step * 0.8:.1f}" '
            f'height="{tall:.1f}"/>'
            + (f'<text class="number" x="{x + step / 2:.1f}" y="{height - foot - tall - 4:.1f}" text-anchor="middle">'
               f"{number(count)}</text>" if step >= 30 and count else "")
            + (f'<text x="{x + step / 2:.1f}" y="{height - 6}" text-anchor="middle">{shown(name)}</text>'
               if n % every == 0 else "")
            + "</g>"
        )  # fmt: skip
    return _svg("".join(parts), _WIDTH, height, label)


def shares(rows: Sequence[tuple[str, int, str]], label: str) -> str:
    """One bar in parts: name, how many, class of the part; with a legend below."""
    total = sum(n for _, n, _ in rows) or 1
    parts, x = [], 0.0
    for place, (name, n, kind) in enumerate(rows):
        width = _WIDTH * n / total
        percent = f"{100 * n / total:.1f}".replace(".", ",")
        legend = 240 * place
        parts.append(
            f"<g><title>{shown(name)}: {number(n)}</title>"
            f'<rect class="{shown(kind)}" x="{x:.1f}" y="0" width="{width:.1f}" height="26"/>'
            f'<rect class="{shown(kind)}" x="{legend}" y="39" width="12" height="12"/>'
            f'<text x="{legend + 18}" y="50">{shown(name)}: {number(n)} ({percent} %)</text></g>'
        )
        x += width
    return _svg("".join(parts), _WIDTH, 58, label)


def graph(left: Sequence[str], right: Sequence[Bar], edges: Sequence[Edge], label: str) -> str:
    """Who (left) cites what (right, with how many cite it): thicker lines for more, red ones for what changes it."""
    rows = max(len(left), len(right), 1)
    height = rows * 30
    ends, starts = 250, _WIDTH - 230

    def y(place: int, of: int) -> float:
        return height * (place + 0.5) / of

    most = max((n for *_, n, _ in edges), default=1)
    parts = []
    for source, target, n, changes in sorted(edges, key=lambda edge: edge[3]):
        a, b = y(source, len(left)), y(target, len(right))
        middle = (ends + starts) / 2
        parts.append(
            f'<path class="{"changes" if changes else "cites"}" stroke-width="{1 + 7 * n / most:.1f}" '
            f'd="M{ends} {a:.1f} C{middle} {a:.1f} {middle} {b:.1f} {starts} {b:.1f}">'
            f"<title>{shown(left[source])} → {shown(right[target][0])}: {number(n)}</title></path>"
        )
    for place, name in enumerate(left):
        at = f'x="{ends - 8}" y="{y(place, len(left)) + 4:.1f}" text-anchor="end"'
        parts.append(f"<g><title>{shown(name)}</title><text {at}>{shown(_label(name, 29))}</text></g>")
    for place, (name, n) in enumerate(right):
        parts.append(
            f"<g><title>{shown(name)}: {number(n)}</title>"
            f'<text x="{starts + 8}" y="{y(place, len(right)) + 4:.1f}">{shown(cut(name, 26))} '
            f'<tspan class="number">{number(n)}</tspan></text></g>'
        )
    return _svg("".join(parts), _WIDTH, height, label)


def _label(name: str, length: int) -> str:
    """A name as short as its place; the whole of it stands in the title."""
    for long, short in (("ỦY BAN NHÂN DÂN", "UBND"), ("UỶ BAN NHÂN DÂN", "UBND"), ("HỘI ĐỒNG NHÂN DÂN", "HĐND")):
        name = name.replace(long, short)
    return cut(name, length)


def _svg(inside: str, width: int, height: int, label: str) -> str:
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{shown(label)}">{inside}</svg>'
