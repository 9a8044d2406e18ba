"""What the page of a lead offers where it may be an illegal structure."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages.shapes import NoticeView
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.enforcement.leads.procedures import handling
from chengguan.enforcement.structures.states import INTAKE
from chengguan.flows.lead_to_structure import queries


def offer(matter: Matter, actor: Actor) -> Sequence[Any]:
    """The way into the register for who handles the lead, while it is about a structure and in
    hand. Once it is entered the same way leads there: the page of a lead asks no more for it."""
    if matter.state != handling.key or not actor.roles & set(INTAKE):
        return ()
    if not queries.is_about_a_structure(matter) or not queries.is_in_hands_of(matter, actor):
        return ()
    url = reverse("lead_to_structure:register", args=[matter.pk])
    said = _("查实为违法建筑的，登记后按违建程序办理，结果回到本线索。")
    return (NoticeView(said, url=url, link=_("登记为违法建筑")),)
