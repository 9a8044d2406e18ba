"""Pages over all matters: the workbench, one matter, one act, what is late, what was found."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chengguan.core.journal.models import SealedValue
from chengguan.core.org.access import roles_required
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.pages.views import conflict
from chengguan.core.pages.words import act as act_words
from chengguan.core.pages.words import moment
from chengguan.core.registers.history import penalty_panel
from chengguan.core.work import (
    desk,
    errors,
    overviews,
    page,
    proof,
    queries,
    registry,
    services,
    surface,
)
from chengguan.core.work import workbench as benches
from chengguan.core.work.available import available
from chengguan.core.work.brief import brief_of
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import Matter
from chengguan.core.work.present import finding_view, role_words
from chengguan.core.work.record import record_of
from chengguan.core.work.requests import (
    actor_of_request,
    at_of,
    matter_for,
    moment_of,
    posted_digest,
    sent,
)
from chengguan.core.work.workbench import READ_FINDINGS
from chengguan.law.procedure import Action


@login_required
def workbench(request: HttpRequest) -> HttpResponse:
    """What waits for me, the most urgent first."""
    found = benches.workbench(actor_of_request(request), moment_of(request))
    asked = request.GET.get("show", "")
    shown = desk.view(found, actor_of_request(request), moment_of(request), asked)
    return render(request, "work/workbench.html", shown)


@login_required
def matter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One matter: what it is, where it stands, by when, what I can do, what happened."""
    found = matter_for(request, pk)
    return render(request, "work/matter.html", page.matter_page(request, found))


@login_required
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The proof that the record of a matter is as it was written, checked at this moment."""
    found = matter_for(request, pk)
    proven = record_of(found)
    return render(request, "work/record.html", proof.view(found, proven, moment_of(request)))


@login_required
def part(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A part of the page that is fetched when the page is already there."""
    try:
        shown = page.part(request, matter_for(request, pk), number)
    except IndexError:
        raise Http404 from None
    return render(request, shown.template, {"shown": shown.values})


@login_required
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the party and the place have seen before, as far as the reader may know."""
    found, now = matter_for(request, pk), moment_of(request)
    panels = page.histories(actor_of_request(request), found, now)
    if found.party and (told := penalty_panel(request, found.party, localdate(now), str(pk))):
        panels.insert(0, told)
    return render(request, "work/_history.html", {"panels": panels})


@login_required
def act(request: HttpRequest, pk: UUID, action: str) -> HttpResponse:
    """The form of one act; a refusal shows its article and keeps what was typed."""
    try:
        found = matter_for(request, pk)
    except Http404:
        if again := _answer_again(request, pk, action):
            return again
        raise
    chosen = registry.procedure_of(found).by_action.get(action)
    if chosen is None:
        raise Http404
    form = surface.form_of(found.procedure, action)(
        *sent(request),
        matter=found,
        actor=actor_of_request(request),
        at=moment_of(request),
    )
    if request.method != "POST":
        return _open(request, found, chosen, form)
    if form.is_valid() and not form.is_of_another_page and not form.is_looking:
        return _try(request, found, chosen, form)
    again = _answer_again(request, pk, action)
    return again or _form(request, found, chosen, form, status=back_with(form))


def back_with(form: ActForm) -> int:
    """Why a form goes back to be mended: the status of its page, the words in the form."""
    form.keep_files()
    if form.is_looking:
        form.errors.clear()
        return 200
    if form.is_of_another_page:
        form.errors.pop("version", None)
        form.add_error(None, _("这个页面已被改动或者不完整，没有办理。请重新打开本页再提交。"))
        return 400
    return 422


def _open(request: HttpRequest, found: Matter, chosen: Action, form: ActForm) -> HttpResponse:
    """The empty form, if the act leads on from here and is in these hands."""
    acts = {a.action.key: a for a in available(found, actor_of_request(request), at_of(request))}
    known = acts.get(chosen.key)
    if known is None:
        return conflict(request, explain(errors.WrongState(chosen.key, found.state)))
    if not known.is_mine:
        raise PermissionDenied(explain(errors.NotPermitted(chosen.by)))
    reasons = tuple(finding_view(finding) for finding in known.findings)
    return _form(request, found, chosen, form, status=200, reasons=reasons)


def _try(request: HttpRequest, found: Matter, chosen: Action, form: ActForm) -> HttpResponse:
    key = request.POST.get("key", "")
    try:
        services.act_from_form(
            form, matter=found.pk, action=chosen.key, key=key, posted=posted_digest(request)
        )
    except errors.Refused as refused:
        reasons = tuple(finding_view(finding) for finding in refused.findings if finding.refuses)
        return _form(request, found, chosen, form, status=422, reasons=reasons)
    except (errors.WorkError, ServiceRefused) as error:
        form.add_error(None, explain(error))
        return _form(request, found, chosen, form, status=409)
    return _after(request, found.pk)


def _answer_again(request: HttpRequest, pk: UUID, action: str) -> HttpResponse | None:
    """The first answer to a form that was sent before: its act may have moved the matter on."""
    actor, key = actor_of_request(request), request.POST.get("key", "")
    try:
        before = services.answered(
            actor, key, matter=pk, action=action, posted=posted_digest(request)
        )
    except errors.KeyReused:
        return None  # the act itself says so, with the form and what was typed
    return None if before is None else _after(request, pk)


def _after(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Back to the matter, or, where the act took it out of these hands, to the workbench."""
    if queries.is_visible(actor_of_request(request), pk):
        return HttpResponseRedirect(reverse("work:matter", args=[pk]))
    messages.success(request, _("已办理。事项已转交，不再由您办理。"))
    return HttpResponseRedirect(reverse("work:workbench"))


def explain(error: Exception) -> str:
    """What happened and what to do, in words."""
    match error:
        case errors.Conflict():
            return _(
                "别人刚刚办理了这一事项。请返回查看最新情况，再决定是否继续；您填写的内容已保留。"
            )
        case errors.WrongState():
            return _("这一事项已不在可以办理此操作的环节。请返回查看最新情况。")
        case errors.NotPermitted():
            return _("此操作由%(roles)s办理。") % {"roles": role_words(error.roles)}
        case errors.KeyReused():
            return _("这次提交与先前一次内容不同。请重新打开表单后再提交。")
        case errors.BadMoment():
            said = {"stage": _(error.stage) if error.stage else "", "since": moment(error.since)}
            return _MOMENTS[error.code]() % said
        case ServiceRefused():
            return error.message
        case errors.WorkError(is_for_people=True):
            return str(error)
    return _("没有办成，内容没有丢失。请稍后再试。")


_MOMENTS = {
    "work.in_the_future": lambda: _("发生时间不能晚于现在。请改为实际发生的时间。"),
    "work.before_its_cause": lambda: _(
        "发生时间早于上一环节：%(since)s 进入“%(stage)s”。请核对两次操作的先后。"
    ),
    "work.happens_here": lambda: _("此操作只在平台内发生，按现在的时间记录，不能补录。"),
    "work.before_its_clock": lambda: _("发生时间早于期限起算的时间。请核对两次操作的先后。"),
    "work.late_without_reason": lambda: _("这是补录：请写明为什么没有及时录入。"),
}


def _form(
    request: HttpRequest,
    found: Matter,
    chosen: Action,
    form: ActForm,
    *,
    status: int,
    reasons: tuple = (),
) -> HttpResponse:
    back = reverse("work:matter", args=[found.pk])
    if chosen.happens_here:
        form.ask_no_time()
    view = FormView(
        form,
        title=act_words(chosen.title),
        submit=act_words(chosen.title),
        groups=form.groups,
        cancel_url=back,
        prefilled=form.prefilled,
        draft=f"{found.pk}:{chosen.key}",
        key=request.POST.get("key", ""),
        intro=str(form.intro),
        basis=(str(registry.procedure_of(found).basis_of(chosen)),),
        danger=surface.emphasis_of(found.procedure, chosen.key) == "danger",
        crumbs=(Crumb(found.number, back), Crumb(act_words(chosen.title))),
        reasons=reasons,
    )
    shown = {"view": view, "brief": brief_of(request, found)}
    return render(request, "work/act.html", shown, status=status)


@login_required
@require_POST
def reveal(request: HttpRequest, pk: UUID, sealed: int) -> HttpResponse:
    """Show a sealed value to somebody entitled; the look stands on the record."""
    found = matter_for(request, pk)
    value = SealedValue.objects.select_related("subject").filter(pk=sealed).first()
    if value is None:
        raise Http404
    try:
        text = services.reveal(
            found,
            value,
            class_key=value.kind.partition(".")[0],
            by=actor_of_request(request),
            at=at_of(request),
            reason=request.POST.get("reason", "")[:200] or _("办理需要"),
        )
    except errors.NotFound:
        raise Http404 from None
    return render(request, "work/_revealed.html", {"text": text})


@login_required
def overdue(request: HttpRequest) -> HttpResponse:
    """All open matters that are late, of every kind, the latest first."""
    asked = {**request.GET.dict(), **overviews.LATE}
    shown = overviews.matters_page(actor_of_request(request), moment_of(request), asked)
    return render(request, "pages/list.html", {"page": shown})


@login_required
def matters(request: HttpRequest) -> HttpResponse:
    """Open matters of every kind, as a figure of the workbench asks for them."""
    shown = overviews.matters_page(actor_of_request(request), moment_of(request), request.GET)
    return render(request, "pages/list.html", {"page": shown})


@roles_required(*READ_FINDINGS)
def findings(request: HttpRequest) -> HttpResponse:
    """What was unlawful and had already happened."""
    shown = overviews.findings_page(actor_of_request(request), request.GET)
    return render(request, "pages/list.html", {"page": shown})


@require_POST
@roles_required(*READ_FINDINGS)
def look(request: HttpRequest) -> HttpResponse:
    """The ticked findings have been looked at."""
    ticked = [key for key in map(row_key, request.POST.getlist("row")) if key]
    overviews.look_at(actor_of_request(request), ticked, moment_of(request))
    return HttpResponseRedirect(f"{reverse('work:findings')}?state=unseen")
