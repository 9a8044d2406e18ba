"""The page of a relief matter: what stands plain, and what is sealed behind a recorded look."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import Fact, FactGroup, HistoryLine, HistoryPanel
from chengguan.core.work import surface, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request
from chengguan.union.care.models import ReliefCase
from chengguan.union.classes import CARE


def of_relief(matter: Matter, actor: Actor) -> Sequence[surface.Part]:
    relief = ReliefCase.objects.select_related("person").get(pk=matter.pk)
    return [_facts(relief, matter), _visits(relief), _payments(relief), _follow_ups(relief)]


def _facts(relief: ReliefCase, matter: Matter) -> FactGroup:
    return FactGroup(
        _("帮扶"),
        (
            Fact(_("帮扶对象"), relief.person.name, source=True),
            Fact(_("帮扶类别"), relief.get_kind_display()),
            Fact(_("来源"), relief.get_source_display()),
            Fact(_("申请日期"), words.day(relief.applied_on)),
            Fact(_("事由日期"), words.day(relief.occurred_on)),
            Fact(_("办理工会"), matter.organ.name, source=True),
        ),
    )


def _visits(relief: ReliefCase) -> HistoryPanel:
    lines = []
    for visit in relief.visits.select_related("first", "second").order_by("-pk"):
        names = words.listed((visit.first.name, visit.second.name))
        said = _("%(names)s走访") if visit.visited_on else _("安排%(names)s走访")
        lines.append(HistoryLine(visit.visited_on or visit.named_on, said % {"names": names}))
    return HistoryPanel(_("走访"), tuple(lines), empty=_("还没有安排走访。"))


def _payments(relief: ReliefCase) -> HistoryPanel:
    lines = []
    for one in relief.payments.select_related("proposed_by", "approved_by").order_by("-pk"):
        told = [
            words.money(one.amount),
            one.get_form_display(),
            one.get_fund_display(),
            _("%(name)s提出") % {"name": one.proposed_by.name},
        ]
        if one.approved_by:
            told.append(_("%(name)s审批") % {"name": one.approved_by.name})
        text = words.labelled(one.get_state_display(), words.clauses(told))
        lines.append(HistoryLine(one.paid_on or one.approved_on or one.proposed_on, text))
    return HistoryPanel(_("慰问金"), tuple(lines), empty=_("还没有提出慰问金。"))


def _follow_ups(relief: ReliefCase) -> HistoryPanel:
    rows = relief.follow_ups.select_related("by").order_by("-on", "-pk")
    lines = (HistoryLine(one.on, _("%(name)s回访") % {"name": one.by.name}) for one in rows)
    return HistoryPanel(_("回访"), tuple(lines), empty=_("还没有回访。"))


def of_sealed(request: HttpRequest, matter: Matter) -> Mapping[str, Any]:
    """The words of the matter for those who may know them; each look is recorded."""
    relief = ReliefCase.objects.get(pk=matter.pk)
    actor = actor_of_request(request)
    may = visibility.may_read(actor, matter, CARE.key)
    return {
        "matter": matter,
        "sealed": list(_sealed(relief)) if may else [],
        "is_own": relief.person_id == actor.person_id,
    }


def _sealed(relief: ReliefCase) -> Iterator[tuple[str, int]]:
    for name in ("cause", "words", "missing", "supplement", "refusal", "closing"):
        if key := getattr(relief, f"{name}_id"):
            yield _title(relief, name), key
    for rows, names in (
        (relief.visits.order_by("pk"), ("place", "words")),
        (relief.payments.order_by("pk"), ("remark", "outcome", "received_by")),
        (relief.follow_ups.order_by("pk"), ("words",)),
    ):
        for row in rows:
            for name in names:
                if key := getattr(row, f"{name}_id"):
                    yield _title(row, name), key


def _title(row: Model, name: str) -> str:
    return next(str(one.verbose_name) for one in row._meta.fields if one.name == name)
