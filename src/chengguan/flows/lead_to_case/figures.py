"""线索与案件之间的指标: what spans both, counted where both are known."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.figures import Asked, Figure, Selection
from chengguan.core.work.models import MatterLink
from chengguan.enforcement.cases.figures import filed, filed_within
from chengguan.enforcement.leads.facts import CASE
from chengguan.enforcement.leads.figures import received
from chengguan.enforcement.leads.models import LeadSource

PROACTIVE = (LeadSource.PATROL, LeadSource.VIDEO, LeadSource.CAMPAIGN, LeadSource.SELF)


def led_to_case(asked: Asked) -> Selection:
    cases = filed().values("pk")
    link = MatterLink.objects.filter(source=OuterRef("pk"), kind=CASE, target__in=cases)
    return Selection(received(asked).rows, "opened_at", Q(Exists(link)))


def found_by_ourselves(asked: Asked) -> Selection:
    """A case that came of no lead was found by the officers themselves."""
    links = MatterLink.objects.filter(target=OuterRef("pk"), kind=CASE)
    brought = Q(Exists(links.exclude(source__lead__source__in=PROACTIVE)))
    return Selection(filed_within(asked).rows, "filed_at", ~brought)


FIGURES = (
    Figure(
        "lead_to_case_rate",
        _("线索转案率"),
        counts=_("期内受理的线索"),
        meets=_("已经转出并立案，或者当场决定处罚"),
        by=_("受理时间"),
        selects=led_to_case,
    ),
    Figure(
        "proactive_rate",
        _("主动案源占比"),
        counts=_("期内批准立案或者当场决定处罚的案件"),
        meets=_("巡查、非现场、专项、主动挖掘的案源，或者执法人员自行发现"),
        by=_("立案时间"),
        selects=found_by_ourselves,
    ),
)
