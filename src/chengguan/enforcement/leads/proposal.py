"""Which organ an order belongs to, and by which rule: proposed, never decided here."""

from dataclasses import dataclass
from datetime import datetime

from chengguan.core.lawbook.competence import NoCompetence, competence_of
from chengguan.core.lawbook.items import UnknownItem
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ
from chengguan.core.work.rules import ZONE

# Below a competent organ its own parts are competent too.
PARTS_OF = {
    OrganKind.DISTRICT_BUREAU: {OrganKind.SECTION, OrganKind.BRIGADE, OrganKind.SPECIAL_TEAM},
    OrganKind.STREET_TEAM: {OrganKind.SQUAD},
}


@dataclass(frozen=True)
class Proposal:
    """The competent kind of organ, and the rule that says so."""

    kind: OrganKind
    source: str

    @property
    def title(self) -> str:
        return str(self.kind.label)

    def fits(self, organ: Organ) -> bool:
        return organ.kind == self.kind or organ.kind in PARTS_OF.get(self.kind, ())


def proposed_organ(item_code: str, moment: datetime) -> Proposal | None:
    """By the item and the day of the lead; None where no item or no rule is known."""
    if not item_code:
        return None
    try:
        rule = competence_of(item_code, moment.astimezone(ZONE).date())
    except (NoCompetence, UnknownItem):
        return None
    return Proposal(OrganKind(rule.organ_kind), rule.source)
