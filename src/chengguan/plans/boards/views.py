"""Pages: the board of the year, bulletins, scores, and the reports of a period."""

from datetime import datetime
from itertools import islice
from uuid import UUID, uuid4

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chengguan.core.files import services as files
from chengguan.core.org.access import roles_required
from chengguan.core.org.models import Person
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages import sheets
from chengguan.core.pages.lists import cursor_url
from chengguan.core.pages.shapes import Crumb, FormView, ReasonView
from chengguan.core.work import errors
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figure_words import period_words
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.core.work.views import back_with, explain
from chengguan.plans.annual.models import AnnualPlan
from chengguan.plans.boards import board as shown
from chengguan.plans.boards import glossary as glossary_terms
from chengguan.plans.boards import listing, queries, reports, scoring, services
from chengguan.plans.boards.forms import BulletinForm, ReportForm, offered_periods
from chengguan.plans.boards.models import PeriodReport, ReportState
from chengguan.plans.boards.offices import ISSUERS, OWNERS, READERS
from chengguan.plans.boards.paging import window
from chengguan.plans.boards.procedures import PLAN_BULLETIN


@require_safe
@roles_required(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """The year on one page."""
    asked = shown.Asked.read(request.GET)
    view = shown.board(actor_of_request(request), asked, moment_of(request))
    return render(request, "boards/board.html", {"board": view})


@require_safe
@roles_required(*READERS)
def sheet(request: HttpRequest) -> HttpResponse:
    """The rows of the board, as it is narrowed, for Excel."""
    asked = shown.Asked.read(request.GET)
    found = shown.sheet(actor_of_request(request), asked, moment_of(request))
    if found is None:
        raise Http404
    return sheets.answer(found)


TERMS = 200


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """The terms of the house in both languages."""
    looked_for = request.GET.get("words", "").strip()[:60]
    terms = list(islice(glossary_terms.found(looked_for), TERMS + 1))
    context = {"words": looked_for, "terms": terms[:TERMS], "is_cut": len(terms) > TERMS}
    return render(request, "boards/glossary.html", context)


# -- bulletins -----------------------------------------------------------------------------------


@require_safe
@roles_required(*READERS)
def bulletins(request: HttpRequest) -> HttpResponse:
    page = listing.bulletin_page(actor_of_request(request), request.GET, moment_of(request))
    return render(request, "pages/list.html", {"page": page})


@require_safe
@roles_required(*READERS)
def bulletins_sheet(request: HttpRequest) -> HttpResponse:
    found = listing.bulletin_sheet(actor_of_request(request), request.GET, moment_of(request))
    return sheets.answer(found)


@roles_required(*ISSUERS)
def new_bulletin(request: HttpRequest) -> HttpResponse:
    """Issue a bulletin of a plan as it stands now; what is refused keeps what was typed."""
    form = BulletinForm(*sent(request), actor=actor_of_request(request), at=moment_of(request))
    if request.method != "POST":
        return _writing(request, form, status=200)
    if not form.is_valid():
        return _writing(request, form, status=back_with(form))
    try:
        outcome = services.issue_form(form, key=request.POST.get("key", ""))
    except errors.Refused as refused:
        reasons = tuple(finding_view(finding) for finding in refused.findings if finding.refuses)
        return _writing(request, form, status=422, reasons=reasons)
    except (errors.WorkError, ServiceRefused) as error:
        form.add_error(None, explain(error))
        return _writing(request, form, status=409)
    return HttpResponseRedirect(reverse("work:matter", args=[outcome.matter]))


def _writing(
    request: HttpRequest, form: BulletinForm, *, status: int, reasons: tuple[ReasonView, ...] = ()
) -> HttpResponse:
    title, listed = _("印发通报"), reverse("boards:bulletins")
    view = FormView(
        form,
        title=title,
        submit=title,
        groups=form.groups,
        cancel_url=listed,
        draft="bulletin:new",
        key=request.POST.get("key", ""),
        basis=(str(PLAN_BULLETIN.basis),),
        crumbs=(Crumb(_("进度通报"), listed), Crumb(title)),
        reasons=reasons,
        steps=False,
    )
    return render(request, "pages/form.html", {"view": view}, status=status)


# -- scores --------------------------------------------------------------------------------------


@require_safe
@roles_required(*ISSUERS, *OWNERS)
def scores(request: HttpRequest) -> HttpResponse:
    """Units by their scores, as far as they lie in the reader's own reach."""
    actor, now = actor_of_request(request), moment_of(request)
    plans, period = queries.plans_for(actor), _period(request, now)
    plan = shown.chosen(plans, shown.Asked.read(request.GET), now)
    context = {"plan": plan, "plans": plans, **_periods(period, now)}
    if plan is not None:
        found = scoring.scoring(plan, period, now)
        context |= {
            "scores": listing.score_views(found, plan, period, actor),
            "rules": listing.score_rules(found),
            "found": found,
        }
    return render(request, "boards/scores.html", context)


@require_safe
@roles_required(*ISSUERS, *OWNERS)
def unit_score(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: every measure with its counts, and the reports behind the share in time."""
    actor, now = actor_of_request(request), moment_of(request)
    period = _period(request, now)
    plan = shown.chosen(queries.plans_for(actor), shown.Asked.read(request.GET), now)
    if plan is None:
        raise Http404
    found = scoring.scoring(plan, period, now)
    own = next((one for one in listing.own_scores(found, actor) if one.organ.pk == pk), None)
    if own is None:
        raise Http404
    duties = scoring.owed_reports(own.lines, period, now)
    context = {
        "score": listing.score_view(own, plan, period),
        "plan": plan,
        "duties": [(duty, scoring.is_in_time(duty)) for duty in duties],
        "ranked": len(found.ranked),
        "rules": listing.score_rules(found),
        "found": found,
        "crumbs": (Crumb(_("单位考核"), reverse("boards:scores")), Crumb(own.organ.name)),
        **_periods(period, now),
    }
    return render(request, "boards/unit_score.html", context)


def _period(request: HttpRequest, now: datetime) -> Period:
    try:
        return Period.read(request.GET.get("period", ""))
    except ValueError:
        return Period.around(Span.YEAR, now)


def _periods(period: Period, now: datetime) -> dict[str, object]:
    known = {one.key: period_words(one) for one in (*offered_periods(now), period)}
    return {"period": period, "period_words": period_words(period), "periods": known.items()}


# -- reports -------------------------------------------------------------------------------------


@roles_required(*ISSUERS)
def period_reports(request: HttpRequest) -> HttpResponse:
    """The reports that were made; one more at one click."""
    actor, now = actor_of_request(request), moment_of(request)
    data = request.POST if request.method == "POST" else None
    form = ReportForm(data, actor=actor, at=now)
    if data is not None and form.is_valid():
        plan: AnnualPlan = form.plans[form.cleaned_data["plan"]]
        period = Period.read(form.cleaned_data["period"])
        key = request.POST.get("key", "")[:64] or uuid4().hex
        made = reports.start(plan, period, by=Person(pk=actor.person_id), at=now, key=key)
        return HttpResponseRedirect(reverse("boards:report", args=[made.pk]))
    shown = window(queries.reports_for(actor), request.GET, "made_at")
    context = {
        "form": form,
        "reports": [listing.report_line(one) for one in shown.rows],
        "older": cursor_url(request, "after", shown.older),
        "newer": cursor_url(request, "before", shown.newer),
    }
    status = 422 if form.is_bound else 200
    return render(request, "boards/reports.html", context, status=status)


@require_safe
@roles_required(*ISSUERS)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render(request, "boards/report.html", _report_context(request, pk))


@require_safe
@roles_required(*ISSUERS)
def report_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part that is asked for again while the report is being made."""
    context = _report_context(request, pk)
    response = render(request, "boards/_report_progress.html", context)
    if not context["is_running"]:
        response.headers["HX-Refresh"] = "true"
    return response


def _report_context(request: HttpRequest, pk: UUID) -> dict[str, object]:
    found = _report(request, pk)
    is_done = found.state == ReportState.DONE
    line = listing.report_line(found)
    listed = reverse("boards:reports")
    return {
        "line": line,
        "content": reports.content_of(found) if found.content else None,
        "is_done": is_done,
        "is_running": not is_done and found.state != ReportState.FAILED,
        "stage": reports.progress_of(found),
        "stages": len(reports.STAGES) - 1,
        "crumbs": (Crumb(_("阶段报告"), listed), Crumb(line.period)),
    }


def _report(request: HttpRequest, pk: UUID) -> PeriodReport:
    found = queries.reports_for(actor_of_request(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
@roles_required(*ISSUERS)
def report_file(request: HttpRequest, pk: UUID, ending: str) -> FileResponse:
    """The PDF or the Word document, as it was made."""
    found = _report(request, pk)
    use = {"pdf": found.pdf, "docx": found.docx}.get(ending)
    if use is None:
        raise Http404
    response = FileResponse(
        files.open_file(use.file),
        as_attachment=ending != "pdf",
        filename=use.original_name,
        content_type=use.file.media_type if ending == "pdf" else listing.DOCX,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
