"""Nobody writes into the registers what belongs to another district."""

from datetime import datetime

from django.utils.translation import gettext as _

from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused
from chengguan.core.work.acting import actor_of


def refuse_elsewhere(by: Person | None, at: datetime, *organs: Organ | None) -> None:
    """Raises ``Refused`` where an organ lies in a district in which ``by`` has no role; organs
    without a district, as committees and companies, belong to everybody. The house may all."""
    if by is None:
        return
    scopes = {scope.organ_id for scope in actor_of(by, at).scopes}
    held = list(Organ.objects.filter(pk__in=scopes).values_list("district", flat=True))
    if None in held:
        # A role above the districts, in the city.
        return
    for organ in organs:
        if organ is not None and organ.district_id and organ.district_id not in held:
            raise Refused("organ.elsewhere", _("%(name)s不在您所在的区。") % {"name": organ.name})
