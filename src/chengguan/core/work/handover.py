"""交接: a head hands the open work of somebody to another, matter by matter, each by its own act.

Nothing is moved behind the acts: every matter is asked by itself, and the page says of each what
became of it.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.models import Grant, Person
from chengguan.core.org.queries import in_force
from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import (
    ActionView,
    Column,
    Crumb,
    EmptyView,
    FormView,
    ListPage,
    Row,
)
from chengguan.core.work import hands, visibility, workbench
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.batch import ASKED, FATES, chosen_of, ticked, why_not
from chengguan.core.work.errors import NotFound
from chengguan.core.work.handling import HandOver
from chengguan.core.work.many import MOST, Answer, perform_many
from chengguan.core.work.models import Assignment, Matter
from chengguan.core.work.present import state_view
from chengguan.core.work.requests import actor_of_request, moment_of

HEADS = workbench.TEAM | {"bureau_leader"}


def open_work(actor: Actor, person: Person) -> list[Matter]:
    """What lies with somebody, as far as the actor may find it; the most urgent first."""
    held = Assignment.objects.filter(person=person, until=None, task=Assignment.Task.HANDLE)
    rows = Matter.objects.filter(pk__in=held.values("matter"), is_open=True)
    rows = rows.filter(pk__in=visibility.visible_ids(actor)).select_related("organ")
    return list(rows.order_by(F("next_due_at").asc(nulls_last=True), "number")[:MOST])


def successors(actor: Actor, at: At) -> QuerySet[Person]:
    """Those who work in the organs of the actor's roles or below them."""
    on = workbench.day_of(at.recorded)
    organs = Grant.objects.filter(in_force(on), person=actor.person_id, role__in=HEADS)
    paths = list(organs.values_list("organ__path", flat=True))
    held = Grant.objects.filter(in_force(on), role__in=ENFORCEMENT_ROLES)
    below = Grant.objects.none()
    for path in paths:
        below = below | held.filter(organ__path__startswith=path)
    return Person.objects.filter(pk__in=below.values("person")).order_by("name", "pk")


class HandOverAllForm(forms.Form):
    receiver = forms.ModelChoiceField(
        label=gettext_lazy("接手人"),
        queryset=Person.objects.none(),
        # Names of people are data: they stay Chinese in English pages, and say so.
        widget=forms.Select(attrs={"lang": "zh"}),
    )
    reason = forms.CharField(label=gettext_lazy("交接理由"), max_length=300)


@login_required
@roles_required(*HEADS)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, person: int) -> HttpResponse:
    """The open work of a person; ticked matters, to whom and why; what became of each."""
    giver = get_object_or_404(Person, pk=person)
    actor, at = actor_of_request(request), At.once(moment_of(request))
    work = open_work(actor, giver)
    if request.method != "POST":
        return _list(request, giver, work, at)
    form = HandOverAllForm(request.POST if ASKED in request.POST else None)
    receiver = form.fields["receiver"]
    assert isinstance(receiver, forms.ModelChoiceField)
    receiver.queryset = successors(actor, at).exclude(pk=giver.pk)
    chosen = chosen_of(request.POST.getlist("row"))[:MOST]
    if not form.is_valid():
        return _ask(request, giver, form, len(chosen))
    said = HandOver(giver, form.cleaned_data["receiver"], form.cleaned_data["reason"])
    answers = perform_many(
        chosen,
        action=hands.HAND_OVER,
        by=actor,
        at=at,
        data=_same(said),
        key=request.POST.get("key", ""),
    )
    return _result(request, giver, answers)


def _same(said: HandOver) -> Callable[[UUID], HandOver]:
    return lambda matter: said


def _crumbs(giver: Person, *more: Crumb) -> tuple[Crumb, ...]:
    here = Crumb(_("交接"), reverse("work:hand_over", args=[giver.pk]))
    return (Crumb(_("工作台"), reverse("work:workbench")), here, *more)


def _list(request: HttpRequest, giver: Person, work: list[Matter], at: At) -> HttpResponse:
    act = ActionView("hand_over", _("交接"), reverse("work:hand_over", args=[giver.pk]))
    page = ListPage(
        title=_("交接：%(name)s手上的事项") % {"name": giver.name},
        columns=(
            Column("number", _("编号"), "number", "line"),
            Column("title", _("标题"), "text", "title"),
            Column("kind", _("种类"), "word", "line"),
            Column("state", _("环节"), "state", "state"),
            Column("due", _("最近时限"), "moment", "line"),
        ),
        rows=tuple(
            Row(
                ticked(matter),
                reverse("work:matter", args=[matter.pk]),
                (
                    matter.number,
                    matter.title,
                    str(pages.kind_title(matter.kind)),
                    state_view(matter, at.recorded),
                    matter.next_due_at,
                ),
            )
            for matter in work
        ),
        batch=(act,) if work else (),
        batch_url=act.url,
        lead=_("勾选要交出的事项，再选接手人。每一件各自审查、各自记录。"),
        empty=EmptyView(_("没有您可以交接的事项。")),
        crumbs=(Crumb(_("工作台"), reverse("work:workbench")), Crumb(_("交接"))),
    )
    return render(request, "pages/list.html", {"page": page})


def _ask(request: HttpRequest, giver: Person, form: HandOverAllForm, count: int) -> HttpResponse:
    title = _("交接：%(n)s 件") % {"n": count}
    kept = [(ASKED, "1"), *(("row", value) for value in request.POST.getlist("row"))]
    view = FormView(
        form,
        title=title,
        submit=title,
        cancel_url=reverse("work:hand_over", args=[giver.pk]),
        key=request.POST.get("key", ""),
        intro=_("每一件各自审查、各自办理；不能办的单独说明原因。"),
        crumbs=_crumbs(giver, Crumb(title)),
    )
    return render(request, "work/many.html", {"view": view, "kept": kept})


def _result(request: HttpRequest, giver: Person, answers: list[Answer]) -> HttpResponse:
    known = Matter.objects.in_bulk([answer.matter for answer in answers])
    done = sum(answer.error is None for answer in answers)
    page = ListPage(
        title=_("交接：办成 %(done)s 件，共 %(n)s 件") % {"done": done, "n": len(answers)},
        columns=(
            Column("number", _("编号"), "number", "line"),
            Column("title", _("标题"), "text", "title"),
            Column("fate", _("结果"), "state", "state"),
            Column("why", _("原因"), "word", "line"),
        ),
        rows=tuple(_fate(answer, known) for answer in answers),
        crumbs=_crumbs(giver),
    )
    return render(request, "pages/list.html", {"page": page})


def _fate(answer: Answer, known: dict[Any, Matter]) -> Row:
    """A matter that the reader may not find stays unnamed."""
    matter = None if isinstance(answer.error, NotFound) else known.get(answer.matter)
    url = reverse("work:matter", args=[matter.pk]) if matter else ""
    cells = (
        matter.number if matter else "—",
        matter.title if matter else "—",
        FATES[answer.fate](),
        why_not(answer.error) if answer.error else "",
    )
    return Row(str(answer.matter), url, cells)
