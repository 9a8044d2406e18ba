"""Periods: from a trigger to the due moment, by the law's own counting rules, with explanation."""

from chengguan.law.periods.counting import end_of
from chengguan.law.periods.fines import added_fine
from chengguan.law.periods.reckoning import due
from chengguan.law.periods.shapes import SHANGHAI, Due, Extension, Pause, PeriodError, Step

__all__ = [
    "SHANGHAI",
    "Due",
    "Extension",
    "Pause",
    "PeriodError",
    "Step",
    "added_fine",
    "due",
    "end_of",
]
