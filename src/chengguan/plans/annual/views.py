"""Pages of plans and items: lists, upload, the draft beside its text, the plan as a tree."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView, ReasonView, StatTile, Tone
from chengguan.core.work import errors, surface
from chengguan.core.work import queries as work
from chengguan.core.work import services as acts
from chengguan.core.work.figure_words import percent_words
from chengguan.core.work.forms import ActForm
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, matter_for, moment_of, sent
from chengguan.core.work.views import back_with, explain
from chengguan.plans.annual import (
    asking,
    bound,
    editing,
    listing,
    panels,
    queries,
    services,
    standing,
)
from chengguan.plans.annual.asking import Asked
from chengguan.plans.annual.forms import TakeInForm
from chengguan.plans.annual.item_forms import DecomposeForm
from chengguan.plans.annual.models import AnnualPlan
from chengguan.plans.annual.offices import KEEPERS, OWNERS, READERS
from chengguan.plans.annual.procedures import ANNUAL_PLAN, DRAFTING

EDITS = frozenset(act.key for act in DRAFTING) - {"take_in"}

# -- lists -----------------------------------------------------------------------------------


@require_safe
@roles_required(*READERS)
def plans(request: HttpRequest) -> HttpResponse:
    """The plans somebody may find."""
    actor, now = actor_of_request(request), moment_of(request)
    asked = Asked.read(request.GET, asking.PLAN_VIEWS)
    found = asking.plan_list(actor, asked)
    page = listing.plan_page(found, asked, work.organs_below(actor), actor, now)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@roles_required(*READERS)
def sheet(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of_request(request), moment_of(request)
    asked = Asked.read(request.GET, asking.PLAN_VIEWS)
    rows = asking.plan_sheet(actor, asked)
    return sheets.answer(listing.plan_sheet(rows, asked, actor, now))


@require_safe
@roles_required(*READERS)
def items(request: HttpRequest) -> HttpResponse:
    """The items somebody may find."""
    actor, now = actor_of_request(request), moment_of(request)
    asked = Asked.read(request.GET, asking.ITEM_VIEWS)
    found = asking.item_list(actor, asked, now)
    page = listing.item_page(found, asked, work.organs_below(actor), actor, now)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@roles_required(*READERS)
def items_sheet(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of_request(request), moment_of(request)
    asked = Asked.read(request.GET, asking.ITEM_VIEWS)
    rows = asking.item_sheet(actor, asked, now)
    return sheets.answer(listing.item_sheet(rows, asked, actor, now))


# -- the plan --------------------------------------------------------------------------------


@login_required
@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft while it is one; then the tree with its states. An item that somebody only shares
    has no page for him: he begins his part here."""
    found = _plan(request, pk)
    if found.matter.state == "drafting":
        return _draft(request, found)
    actor, now = actor_of_request(request), moment_of(request)
    stands = standing.plan_standing(found, now)
    seen = panels.seen_items(actor, pk)
    unseen = [item for item in stands.top if item.matter_id not in seen]
    open_to = queries.parts_open_to(actor, unseen)
    lines = {
        item.pk: panels.line(stands.by_item[item.pk], stands, seen, now, open_to)
        for item in stands.top
    }
    context = {
        "plan": found,
        "crumbs": _crumbs(found),
        "tiles": _tiles(found, stands, seen),
        "rule": listing.rule_words(stands.progress),
        "sections": _sections(found, lines),
        "receipts": found.receipts.select_related("organ", "signed_by").order_by("organ__path"),
        "matter_url": _matter_url(request, found),
    }
    return render(request, "annual/plan.html", context)


def _plan(request: HttpRequest, pk: UUID) -> AnnualPlan:
    found = queries.plan_of(pk)
    if found is None or not queries.may_read(actor_of_request(request), pk):
        raise Http404
    return found


def _matter_url(request: HttpRequest, found: AnnualPlan) -> str:
    try:
        return reverse("work:matter", args=[matter_for(request, found.pk).pk])
    except Http404:
        return ""


def _crumbs(found: AnnualPlan) -> tuple[Crumb, ...]:
    return (Crumb(_("年度计划"), reverse("annual:list")), Crumb(found.matter.number))


def _tiles(
    found: AnnualPlan, stands: standing.PlanStanding, seen: set[object]
) -> tuple[StatTile, ...]:
    """A plan has one progress, whoever asks; the other numbers count what the reader may find."""
    base = f"{reverse('annual:items')}?plan={found.pk}"
    lines = [one for one in stands.by_item.values() if one.item.matter_id in seen]
    states = Counter(one.state for one in lines)
    total = str(len(lines))
    late, risk = sum(one.is_late for one in lines), sum(one.is_at_risk for one in lines)
    return (
        StatTile(_("计划进度"), percent_words(stands.progress.value)),
        StatTile(_("任务已销号"), states["closed"], f"{base}&view=closed&state=closed", total),
        StatTile(_("推进中"), states["running"], f"{base}&state=running", total),
        StatTile(_("待销号"), states["proposed"], f"{base}&state=proposed", total),
        StatTile(_("已逾期"), late, f"{base}&view=late", total, Tone.OVERDUE if late else None),
        StatTile(_("有风险"), risk, f"{base}&view=risk", total, Tone.WARNING if risk else None),
    )


def _sections(
    found: AnnualPlan, lines: dict[int, panels.ItemLine]
) -> list[tuple[str, list[tuple[Any, list[panels.ItemLine]]]]]:
    """Section by section, each paragraph with the items that come from it."""
    sections: list[tuple[str, list[tuple[Any, list[panels.ItemLine]]]]] = []
    by_path: dict[str, list[panels.ItemLine]] = {}
    for one in lines.values():
        by_path.setdefault(one.item.path, []).append(one)
    for paragraph in queries.text_of(found):
        own = [line for s in paragraph.sentences.all() for line in by_path.get(s.key, ())]
        if not own:
            continue
        if not sections or sections[-1][0] != paragraph.section:
            sections.append((paragraph.section, []))
        sections[-1][1].append((paragraph, own))
    return sections


# -- the draft -------------------------------------------------------------------------------


def _draft(
    request: HttpRequest,
    found: AnnualPlan,
    typed: editing.Typed | None = None,
    reasons: tuple[ReasonView | str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "plan": found,
        "crumbs": _crumbs(found),
        "draft": editing.draft_of(found, typed),
        "may_edit": bool(actor_of_request(request).roles & set(KEEPERS)),
        "reasons": reasons,
        "figures": [(one.code, one.title) for one in bound.bindable()],
        "issue_url": reverse("work:act", args=[found.pk, "issue_plan"]),
        "matter_url": _matter_url(request, found),
    }
    return render(request, "annual/draft.html", context, status=status)


@login_required
@require_POST
def edit(request: HttpRequest, pk: UUID, action: str) -> HttpResponse:
    """One act on the draft. With htmx only what changed is sent back, so that nothing that is
    being typed elsewhere on the page is lost."""
    matter = matter_for(request, pk)
    if action not in EDITS:
        raise Http404
    before = editing.draft_of(_plan(request, pk))
    data = request.POST.copy()
    data["version"] = str(matter.version)
    kind = surface.form_of(ANNUAL_PLAN.key, action)
    form = kind(data, matter=matter, actor=actor_of_request(request), at=moment_of(request))
    reasons = _take(request, form, before, matter.pk, action)
    number = request.POST.get("item", "")
    left = request.POST if reasons else editing.left_unsaved(request.POST, action)
    typed = editing.Typed(int(number), left, reasons) if number.isdecimal() else None
    if request.headers.get("HX-Request"):
        return _changes(request, pk, before, typed, reasons)
    if reasons:
        return _draft(request, _plan(request, pk), typed, () if typed else reasons, 422)
    place = f"#item-{number}" if number else "#draft"
    return HttpResponseRedirect(f"{reverse('annual:plan', args=[pk])}{place}")


def _take(
    request: HttpRequest, form: ActForm, before: editing.Draft, pk: UUID, action: str
) -> tuple[ReasonView | str, ...]:
    """Why it was not taken; empty where it was."""
    number, seen = request.POST.get("item", ""), request.POST.get("seen", "")
    shown = {str(one.item.pk): one.seen for part in before.paragraphs for one in part.items}
    if seen and shown.get(number) != seen:
        return (_("这项任务刚被他人改动，没有保存。您写的还在；请刷新后对照。"),)
    if not form.is_valid():
        return tuple(str(error) for found in form.errors.values() for error in found)
    try:
        acts.act_from_form(form, matter=pk, action=action, key=request.POST.get("key", ""))
    except errors.Refused as refused:
        return tuple(finding_view(finding) for finding in refused.findings if finding.refuses)
    except (errors.WorkError, ServiceRefused) as error:
        return (explain(error),)
    return ()


def _changes(
    request: HttpRequest,
    pk: UUID,
    before: editing.Draft,
    typed: editing.Typed | None,
    reasons: tuple[ReasonView | str, ...],
) -> HttpResponse:
    """Fragments for what is new, changed or gone; each finds its place by its own id."""
    found = _plan(request, pk)
    after = editing.draft_of(found, typed)
    was = {one.item.pk: one for part in before.paragraphs for one in part.items}
    new, changed, order = [], [], {}
    for part in after.paragraphs:
        last = f"#items-{part.paragraph.pk}"
        for one in part.items:
            order[one.item.pk] = last
            if one.item.pk not in was:
                new.append((one, last))
            elif one.seen != was[one.item.pk].seen or (typed and typed.item == one.item.pk):
                changed.append(one)
            last = f"#item-{one.item.pk}"
    gone = [number for number in was if number not in order]
    shown = {s.pk: s for part in before.paragraphs for s in part.sentences}
    sentences = [
        s
        for part in after.paragraphs
        for s in part.sentences
        if s.holds_duty != shown[s.pk].holds_duty
        or (s.pk in after.covered) != (s.pk in before.covered)
    ]
    context = {
        "plan": found,
        "draft": after,
        "new": new,
        "changed": changed,
        "gone": gone,
        "sentences": sentences,
        "reasons": () if typed else reasons,
        "may_edit": True,
        "figures": [(one.code, one.title) for one in bound.bindable()],
    }
    return render(request, "annual/_changes.html", context)


# -- forms of their own page -----------------------------------------------------------------


@roles_required(*KEEPERS)
def new(request: HttpRequest) -> HttpResponse:
    """A plan document is taken in; what is refused keeps the file."""
    form = TakeInForm(*sent(request), actor=actor_of_request(request), at=moment_of(request))
    view: dict[str, Any] = {
        "title": _("导入计划"),
        "submit": _("读取并拟订"),
        "cancel_url": reverse("annual:list"),
        "draft": "plan:new",
    }
    return _written(request, form, view, services.take_in_form, "annual:plan")


@roles_required(*OWNERS)
def decompose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A unit's own part of an item that it may read."""
    parent = queries.item_for(pk)
    actor = actor_of_request(request)
    if parent is None or not queries.may_read(actor, parent.plan_id):
        raise Http404
    form = DecomposeForm(*sent(request), actor=actor, at=moment_of(request), parent=parent)
    view: dict[str, Any] = {
        "title": _("分解任务"),
        "submit": _("分解任务"),
        "cancel_url": reverse("annual:plan", args=[parent.plan_id]),
        "draft": f"plan:part:{pk}",
    }
    return _written(request, form, view, services.decompose_form, "work:matter")


def _written(
    request: HttpRequest, form: Any, view: dict[str, Any], take: Any, then: str
) -> HttpResponse:
    """The form, or what came of it: only ``take`` writes."""
    reasons: tuple[ReasonView, ...] = ()
    status = 200
    if request.method == "POST" and not form.is_valid():
        status = back_with(form)
    elif request.method == "POST":
        try:
            outcome = take(form, key=request.POST.get("key", ""))
            return HttpResponseRedirect(reverse(then, args=[outcome.matter]))
        except errors.Refused as refused:
            reasons = tuple(finding_view(found) for found in refused.findings if found.refuses)
            status = 422
        except (errors.WorkError, ServiceRefused) as error:
            form.add_error(None, explain(error))
            status = 409
    shown = FormView(
        form,
        groups=form.groups,
        key=request.POST.get("key", ""),
        basis=(str(ANNUAL_PLAN.basis),),
        crumbs=(Crumb(_("年度计划"), reverse("annual:list")), Crumb(view["title"])),
        reasons=reasons,
        steps=False,
        **view,
    )
    return render(request, "pages/form.html", {"view": shown}, status=status)
