"""Periods: from a trigger to the due moment, by the law's own counting rules, with explanation.

What the register says of counting stands in `counting` (P1–P3, P5, P6, P15) and, as the unit
of each row, in the data (P7–P11). The rest is a matter of the moments given: posting in time is
filing in time (P4), an obstacle is a `Pause` (P12), a continuing violation has an end (P13),
service has its day (P14).
"""

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
