"""What the acts of bulletins take."""

from dataclasses import dataclass
from uuid import UUID

from chengguan.core.org.models import Organ


@dataclass(frozen=True)
class IssueBulletin:
    """Of the plan as it stands now, to these units."""

    plan: UUID
    addressees: tuple[Organ, ...]
    remark: str = ""


@dataclass(frozen=True)
class AddressBulletin:
    """A receipt for one unit; ``role`` in ``where`` answers for it."""

    bulletin: UUID
    organ: Organ
    role: str
    where: Organ
