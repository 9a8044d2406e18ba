"""Pages of the stock: the dynamic-zero board, the plan, the baseline, campaigns and pilots."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.models import Person
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import board as boards
from chengguan.enforcement.structures import board_pages as shown
from chengguan.enforcement.structures import forms_stock as made
from chengguan.enforcement.structures import queries, stock, stock_queries
from chengguan.enforcement.structures.models import Baseline, BaselineChange, StructureCampaign
from chengguan.enforcement.structures.states import SCREENERS


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def board(request: Request) -> HttpResponse:
    """动态清零: nothing past its limit, or each by name."""
    now = moment_of(request)
    found = boards.board(actor_of_request(request), now)
    return render(request, "structures/board.html", shown.board_page(found, now))


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def plan(request: Request) -> HttpResponse:
    """The plan of a year by unit and quarter."""
    # A year has four digits.
    asked = row_key(request.GET.get("year", "")[:4])
    year = asked or moment_of(request).astimezone(ZONE).year
    return render(request, "structures/plan.html", shown.plan_page(actor_of_request(request), year))


@roles_required(*SCREENERS)
def plan_issue(request: Request) -> HttpResponse:
    form = made.DistrictForm(request.POST or None, actor=actor_of_request(request))

    def save() -> None:
        stock.issue_plan(**form.cleaned_data, **_by(request))

    return _saved(request, form, save, _("下达拆违计划"), "structures:plan")


@roles_required(*SCREENERS)
def plan_add(request: Request, year: int) -> HttpResponse:
    actor = actor_of_request(request)
    known = stock_queries.plan_of(actor, year)
    if known is None:
        raise Http404
    form = made.PlanLinesForm(request.POST or None, actor=actor)

    def save() -> None:
        said = form.cleaned_data
        stock.plan_structures(
            plan=known, structures=said["numbers"], quarter=said["quarter"], **_by(request)
        )

    return _saved(request, form, save, _("列入拆违计划"), "structures:plan")


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def baseline(request: Request) -> HttpResponse:
    """The locked stock of each year, and the changes that wait."""
    values = shown.baseline_page(actor_of_request(request))
    return render(request, "structures/baseline.html", values)


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def changes(request: Request) -> HttpResponse:
    """Every change of the baselines that was asked for."""
    page = shown.changes_page(actor_of_request(request), request.GET)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def changes_sheet(request: Request) -> HttpResponse:
    actor, now = actor_of_request(request), moment_of(request)
    return sheets.answer(shown.changes_sheet(actor, request.GET, now))


@roles_required(*SCREENERS)
def baseline_lock(request: Request) -> HttpResponse:
    form = made.DistrictForm(request.POST or None, actor=actor_of_request(request))

    def save() -> None:
        stock.lock_baseline(**form.cleaned_data, **_by(request))

    return _saved(request, form, save, _("锁定存量基数"), "structures:baseline")


@roles_required(*SCREENERS)
def baseline_change(request: Request, pk: int) -> HttpResponse:
    actor = actor_of_request(request)
    known = get_object_or_404(Baseline, pk=pk, organ__in=stock_queries.districts_of(actor))
    form = made.BaselineChangeForm(request.POST or None, actor=actor)

    def save() -> None:
        said = dict(form.cleaned_data)
        structures = said.pop("numbers")
        stock.propose_changes(baseline=known, structures=structures, **said, **_by(request))

    return _saved(request, form, save, _("提出基数变更"), "structures:baseline")


@require_POST
@roles_required(*SCREENERS)
def baseline_decide(request: Request, pk: int) -> HttpResponse:
    actor = actor_of_request(request)
    districts = stock_queries.districts_of(actor)
    change = get_object_or_404(BaselineChange, pk=pk, baseline__organ__in=districts)
    is_approved = request.POST.get("answer") == "approve"
    try:
        stock.decide_change(change=change, is_approved=is_approved, **_by(request))
    except Refused as refused:
        shown.say(request, refused.message)
    return redirect("structures:baseline")


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def campaigns(request: Request) -> HttpResponse:
    """公共属性单位、别墅、天井: each campaign with its pilots."""
    page = shown.campaigns_page(actor_of_request(request), request.GET)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@roles_required(*ENFORCEMENT_ROLES)
def campaign(request: Request, pk: int) -> HttpResponse:
    actor = actor_of_request(request)
    known = get_object_or_404(stock_queries.campaigns(actor), pk=pk)
    values = shown.campaign_page(known, actor)
    return render(request, "structures/campaign.html", values)


@roles_required(*SCREENERS)
def campaign_new(request: Request) -> HttpResponse:
    form = made.CampaignForm(request.POST or None, actor=actor_of_request(request))

    def save() -> None:
        stock.open_campaign(**form.cleaned_data, **_by(request), key=_key(request))

    return _saved(request, form, save, _("登记违建整治"), "structures:campaigns")


@roles_required(*SCREENERS)
def pilot_new(request: Request, pk: int) -> HttpResponse:
    known = _campaign(request, pk)
    form = made.PilotForm(request.POST or None)

    def save() -> None:
        stock.add_pilot(campaign=known, **form.cleaned_data, **_by(request))

    return _saved(request, form, save, _("登记试点小区"), "structures:campaign", known.pk)


@roles_required(*SCREENERS)
def lesson(request: Request, pk: int, pilot: int) -> HttpResponse:
    known = _campaign(request, pk)
    chosen = get_object_or_404(known.pilots.select_related("place", "campaign"), pk=pilot)
    form = made.LessonForm(request.POST or None, initial={"lesson": chosen.lesson})

    def save() -> None:
        stock.write_lesson(pilot=chosen, **form.cleaned_data, **_by(request))

    return _saved(request, form, save, _("记录试点经验"), "structures:campaign", known.pk)


@roles_required(*SCREENERS)
def sides(request: Request) -> HttpResponse:
    """What the four sides are called."""
    form = made.SideNameForm(request.POST or None)

    def save() -> None:
        stock.rename_side(**form.cleaned_data, **_by(request))

    intro = "、".join(queries.side_names().values())
    return _saved(request, form, save, _("责任方名称"), "structures:list", intro=intro)


# -- what they share -------------------------------------------------------------------------


def _campaign(request: Request, pk: int) -> StructureCampaign:
    rows = stock_queries.campaigns(actor_of_request(request))
    return get_object_or_404(rows, pk=pk)


def _by(request: Request) -> dict[str, Any]:
    person = request.person
    assert isinstance(person, Person), "these pages ask for a role"
    return {"by": person, "at": moment_of(request)}


def _key(request: Request) -> UUID | None:
    """That of the form: a second click opens nothing again."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def _saved(
    request: Request,
    form: forms.Form,
    save: Callable[[], None],
    title: str,
    back: str,
    *args: int,
    intro: str = "",
) -> HttpResponse:
    """What is refused keeps what was typed and says why."""
    page = reverse(back, args=args)
    if form.is_valid():
        try:
            save()
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect(page)
    listing = reverse("structures:list")
    view = FormView(
        form,
        title,
        _("保存"),
        cancel_url=page,
        crumbs=(Crumb(_("违法建筑"), listing), Crumb(title)),
        key=request.POST.get("key", ""),
        steps=False,
        intro=intro,
    )
    status = 422 if form.is_bound else 200
    return render(request, "pages/form.html", {"view": view}, status=status)
