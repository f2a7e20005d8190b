"""Tables with printed rules: which cell a word stands in. A cell may span several rows or columns.

Without rules there is no telling one cell's lines from two rows, and nothing is taken for a table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from trichxuat.reading.page import Box
from trichxuat.reading.rows import Bit

_SAME = 3.0  # points between rules that are one
_MOST_RULES = 2000
_MOST_COLUMNS, _MOST_ROWS = 60, 400

Cells = list[list[list[Bit]]]
"""Rows of cells of words; every row has a cell for every column, those that are spanned empty."""


@dataclass(slots=True)
class Table:
    """A table between `top` and `bottom`."""

    top: float
    bottom: float
    cells: Cells


def take_tables(rules: Sequence[Box], bits: Sequence[Bit]) -> tuple[list[Table], list[Bit]]:
    """The tables of a page from top to bottom, and the words outside them."""
    tables = []
    left_over = list(bits)
    for group in _groups(rules[:_MOST_RULES]):
        grid = _Grid.of(group)
        if grid is None:
            continue
        inside = [bit for bit in left_over if grid.holds(bit)]
        if not inside:
            continue
        cells = grid.cells_of(inside)
        if len(cells) * len(cells[0]) < 2 or sum(any(cell for cell in row) for row in cells) < 1:
            continue
        taken = set(map(id, inside))
        left_over = [bit for bit in left_over if id(bit) not in taken]
        tables.append(Table(grid.ys[0], grid.ys[-1], cells))
    tables.sort(key=lambda table: table.top)
    return tables, left_over


def _is_level(rule: Box) -> bool:
    return rule[2] - rule[0] >= rule[3] - rule[1]


def _groups(rules: Sequence[Box]) -> list[list[Box]]:
    """Rules that touch one another, from top to bottom; those alone are left out."""
    spare = sorted(rules, key=lambda rule: rule[1])
    groups: list[tuple[list[float], list[Box]]] = []
    for rule in spare:
        touched = [group for group in groups if _touches(group[0], rule)]
        edges, members = list(rule), [rule]
        for box, others in touched:
            edges = [min(edges[0], box[0]), min(edges[1], box[1]), max(edges[2], box[2]), max(edges[3], box[3])]
            members = others + members
        groups = [group for group in groups if not any(group is other for other in touched)]
        groups.append((edges, members))
    return [members for _, members in groups if len(members) > 3]


def _touches(box: Sequence[float], rule: Box) -> bool:
    return (
        rule[0] <= box[2] + _SAME
        and rule[2] >= box[0] - _SAME
        and rule[1] <= box[3] + _SAME
        and rule[3] >= box[1] - _SAME
    )


def _merged(values: Sequence[float]) -> list[float]:
    """Values in order, those that are nearly one made one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SAME:
            kept.append(value)
    return kept


def _by_place(rules: Sequence[Box], edge: int, places: Sequence[float]) -> list[list[Box]]:
    """The rules that stand at each place, by one of their edges."""
    found: list[list[Box]] = [[] for _ in places]
    for rule in rules:
        found[max(0, bisect_right(places, rule[edge] + 0.01) - 1)].append(rule)
    return found


@dataclass(slots=True)
class _Grid:
    xs: list[float]
    ys: list[float]
    level: list[list[Box]]  # for every place of `ys`
    upright: list[list[Box]]  # for every place of `xs`

    @classmethod
    def of(cls, rules: Sequence[Box]) -> _Grid | None:
        """The grid of some rules; None where they are but a frame or a line."""
        level = [rule for rule in rules if _is_level(rule)]
        upright = [rule for rule in rules if not _is_level(rule)]
        xs = _merged([rule[0] for rule in upright])
        ys = _merged([rule[1] for rule in level])
        if not (3 <= len(xs) <= _MOST_COLUMNS and 2 <= len(ys) <= _MOST_ROWS):
            return None
        return cls(xs, ys, _by_place(level, 1, ys), _by_place(upright, 0, xs))

    def holds(self, bit: Bit) -> bool:
        middle = (bit.left + bit.right) / 2
        return (
            self.xs[0] - _SAME < middle < self.xs[-1] + _SAME and self.ys[0] - _SAME < bit.middle < self.ys[-1] + _SAME
        )

    def cells_of(self, bits: Sequence[Bit]) -> Cells:
        """Words by row and column; what spans several stands in the first."""
        across, down = len(self.xs) - 1, len(self.ys) - 1
        home = self._homes(across, down)
        cells: Cells = [[[] for _ in range(across)] for _ in range(down)]
        for bit in bits:
            column = min(max(bisect_right(self.xs, (bit.left + bit.right) / 2) - 1, 0), across - 1)
            row = min(max(bisect_right(self.ys, bit.middle) - 1, 0), down - 1)
            row, column = home[row][column]
            cells[row][column].append(bit)
        return [row for row in cells if any(row)]

    def _homes(self, across: int, down: int) -> list[list[tuple[int, int]]]:
        """For each place of the grid the first place of the cell that it belongs to."""
        home = [[(row, column) for column in range(across)] for row in range(down)]
        for row in range(down):
            for column in range(across):
                if column and not self._wall(row, column):
                    home[row][column] = home[row][column - 1]
                elif row and not self._floor(row, column):
                    home[row][column] = home[row - 1][column]
        return home

    def _wall(self, row: int, column: int) -> bool:
        """Whether an upright rule parts the place from the one to its left."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(rule[1] - 1 <= middle <= rule[3] + 1 for rule in self.upright[column])

    def _floor(self, row: int, column: int) -> bool:
        """Whether a level rule parts the place from the one above."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(rule[0] - 1 <= middle <= rule[2] + 1 for rule in self.level[row])
