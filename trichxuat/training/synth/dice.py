"""Chance that is the same on every machine and Python: all goes through `Random.random`, whose stream is promised."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    def __init__(self, seed: int) -> None:
        self._next = Random(seed).random

    def chance(self, share: float) -> bool:
        """True in this share of the throws."""
        return self._next() < share

    def number(self, low: int, high: int) -> int:
        """An integer from low to high, both included."""
        return low + int(self._next() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self._next() * len(items))]

    def weighted(self, table: Sequence[tuple[T, float]]) -> T:
        at = self._next() * sum(weight for _, weight in table)
        for item, weight in table:
            at -= weight
            if at < 0:
                return item
        return table[-1][0]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """Up to `count` different items, in the order drawn."""
        rest = list(items)
        return [rest.pop(int(self._next() * len(rest))) for _ in range(min(count, len(rest)))]

    def some(self, items: Sequence[T], low: int, high: int) -> list[T]:
        """Between low and high different items, in their own order."""
        chosen = sorted(self.sample(range(len(items)), self.number(low, high)))
        return [items[i] for i in chosen]
