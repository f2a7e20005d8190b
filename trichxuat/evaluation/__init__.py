"""Accuracy against gold: what is compared, and how, stands in `measures`; the tables in `report`."""

from __future__ import annotations

from trichxuat.evaluation.gold import BadGold as BadGold
from trichxuat.evaluation.report import Report as Report
from trichxuat.evaluation.report import evaluate as evaluate
from trichxuat.evaluation.report import write_block as write_block
