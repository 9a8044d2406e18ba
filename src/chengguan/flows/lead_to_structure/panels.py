"""What the page of a lead offers where it may be an illegal structure."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.lawbook.items import UnknownItem, item
from chengguan.core.org.kinds import Field
from chengguan.core.pages.shapes import NoticeView
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter, MatterLink
from chengguan.enforcement.leads.procedures import handling
from chengguan.enforcement.structures.states import INTAKE
from chengguan.flows.lead_to_structure.services import LINK


def offer(matter: Matter, actor: Actor) -> Sequence[Any]:
    """The way into the register, while a lead about a structure is in hand and has none there."""
    if matter.state != handling.key or not actor.roles & set(INTAKE) or not _is_about_one(matter):
        return ()
    if MatterLink.objects.filter(source=matter, kind=LINK).exists():
        return ()
    url = reverse("lead_to_structure:register", args=[matter.pk])
    said = _("查实为违法建筑的，登记后按违建程序办理，结果回到本线索。")
    return (NoticeView(said, url=url, link=_("登记为违法建筑")),)


def _is_about_one(matter: Matter) -> bool:
    try:
        return item(matter.lead.item_code).field == Field.ILLEGAL_STRUCTURE
    except UnknownItem:
        return False
