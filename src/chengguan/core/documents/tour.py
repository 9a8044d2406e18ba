"""The last step of the tour: the record of a decided matter, and what a forger would meet."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.models import CasePaper
from chengguan.core.org.kinds import Role
from chengguan.core.pages.registry import TourStep, TourStop
from chengguan.core.work import tour
from chengguan.core.work.models import Matter

READERS = (Role.OFFICER, Role.TEAM_HEAD)


def _recorded(now: datetime) -> TourStop | None:
    """A matter with a paper that is set: rather one that was closed, its record is the longest."""
    rows = CasePaper.objects.filter(state=CasePaper.State.TYPESET)
    rows = rows.order_by("matter__is_open", "-issued_at")
    matters = [paper.matter for paper in rows.select_related("matter")[: tour.LOOKED_AT]]
    return tour.to_see(matters, READERS, now, _record, _copy)


def _record(matter: Matter) -> str:
    return reverse("work:record", args=[matter.pk])


def _copy(matter: Matter) -> tour.Links:
    return ((_("改一份副本，看核验怎么说"), reverse("documents:tamper", args=[matter.pk])),)


STEP = TourStep(
    80,
    _("记录，改不了"),
    Role.OFFICER.label,
    _(
        "这里当场核验这个事项的全部办理记录。然后打开「改一份副本，看核验怎么说」：改掉一个数，看核验在哪一条报错；原件不动。"
    ),
    (
        _("每一条含前一条的散列，末条在签署的检查点之下"),
        _("检查点存证在数据库以外，改数据库的人够不着"),
        _("连链条一起重算也过不了：签名造不出来"),
    ),
    _recorded,
)
