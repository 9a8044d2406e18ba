"""The form by which a lead becomes an entry of the register; what the lead knows is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter
from chengguan.enforcement.leads.models import LeadSource
from chengguan.enforcement.structures.forms import RegisterForm
from chengguan.enforcement.structures.inputs import Register
from chengguan.enforcement.structures.kinds import FoundBy

FOUND_BY: Mapping[str, FoundBy] = {
    LeadSource.GRID: FoundBy.GRID,
    LeadSource.PATROL: FoundBy.PATROL,
    LeadSource.SELF: FoundBy.PATROL,
    LeadSource.CAMPAIGN: FoundBy.PATROL,
    LeadSource.INSPECTION: FoundBy.PATROL,
    LeadSource.PROPERTY_REPORT: FoundBy.PROPERTY,
    LeadSource.VIDEO: FoundBy.VIDEO,
}
"""Everything else was told by somebody."""


@dataclass(frozen=True, kw_only=True)
class RegisterFromLead(Register):
    """Whoever reported it is known to the lead, and answered by it under its own clock."""

    lead: UUID

    @property
    def is_reported(self) -> bool:
        return False


class LeadForm(RegisterForm):
    """The register's own form without the reporter. The response periods run from the moment the
    lead came in (沪拆违规定 7): what was reported then is not found only now."""

    takes = RegisterFromLead
    groups = tuple(
        group
        for group in RegisterForm.groups
        if not {"reporter_name", "reporter_phone"} & set(group.fields)
    )

    def __init__(self, *args: Any, lead: Matter, **kwargs: Any) -> None:
        self.lead = lead
        super().__init__(*args, **kwargs)
        self.ask_no_time()
        for name in ("reporter_name", "reporter_phone"):
            del self.fields[name]
        known = {
            "source": FOUND_BY.get(lead.lead.source, FoundBy.REPORT).value,
            "place": lead.place_id,
            "address_text": lead.lead.address_text,
            "organ": lead.organ_id,
        }
        filled = {name: value for name, value in known.items() if value}
        self.prefilled = frozenset(filled)
        for name, value in filled.items():
            self.fields[name].initial = value

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"lead": self.lead.pk}

    def moment(self) -> At:
        reason = f"线索 {self.lead.number} 转登记"
        return At(self.lead.opened_at, self.at, reason)
