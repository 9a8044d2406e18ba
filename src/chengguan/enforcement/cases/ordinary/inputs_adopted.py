"""The typed inputs of a case that another system began. Money in fen."""

from dataclasses import dataclass
from datetime import datetime

from chengguan.core.work import inputs

BROUGHT = "原决定和送达材料"
"""The purpose under which the papers of a decision made elsewhere stand in the file."""


@dataclass(frozen=True, kw_only=True)
class RedoAdopted:
    reason: str


@dataclass(frozen=True, kw_only=True)
class BringDecision:
    """What the papers say of a decision made elsewhere; ``served_at`` is None where it is still to
    be served."""

    number: str
    decided_at: datetime
    fine: int
    confiscation: int = 0
    confiscated: str = ""
    served_at: datetime | None = None
    papers: tuple[int, ...] = inputs.files(BROUGHT)
