"""Pages of instructions and supervised tasks: the two lists, their sheets, a new instruction."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chengguan.core.documents import docx as office
from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.org.access import roles_required
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView, Link, ReasonView
from chengguan.core.work import errors
from chengguan.core.work import queries as work
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, matter_for, moment_of, sent
from chengguan.core.work.views import back_with, explain
from chengguan.plans.instructions import listing as shown
from chengguan.plans.instructions import panels, papers, queries, services
from chengguan.plans.instructions.forms import GiveForm
from chengguan.plans.instructions.offices import LEADERS, READERS
from chengguan.plans.instructions.procedures import LEADER_INSTRUCTION, SUPERVISION_ORDER


@require_safe
@roles_required(*READERS)
def instructions(request: HttpRequest) -> HttpResponse:
    """The instructions somebody may find."""
    actor, now = actor_of_request(request), moment_of(request)
    asked = queries.Asked.read(request.GET, queries.INSTRUCTION_VIEWS)
    found = queries.instruction_list(actor, asked, now)
    page = shown.instruction_page(found, asked, work.organs_below(actor), actor, now)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@roles_required(*READERS)
def sheet(request: HttpRequest) -> HttpResponse:
    """The same list whole, as an Excel file."""
    actor, now = actor_of_request(request), moment_of(request)
    asked = queries.Asked.read(request.GET, queries.INSTRUCTION_VIEWS)
    rows = queries.instruction_sheet(actor, asked, now)
    return sheets.answer(shown.instruction_sheet(rows, asked, actor, now))


@require_safe
@roles_required(*READERS)
def tasks(request: HttpRequest) -> HttpResponse:
    """The supervised tasks somebody may find."""
    actor, now = actor_of_request(request), moment_of(request)
    asked = queries.Asked.read(request.GET, queries.TASK_VIEWS)
    found = queries.task_list(actor, asked, now)
    page = shown.task_page(found, asked, work.organs_below(actor), actor, now)
    return render(request, "pages/list.html", {"page": page})


@require_safe
@roles_required(*READERS)
def tasks_sheet(request: HttpRequest) -> HttpResponse:
    """The same list whole, as an Excel file."""
    actor, now = actor_of_request(request), moment_of(request)
    asked = queries.Asked.read(request.GET, queries.TASK_VIEWS)
    rows = queries.task_sheet(actor, asked, now)
    return sheets.answer(shown.task_sheet(rows, asked, actor, now))


@roles_required(*LEADERS)
def new(request: HttpRequest) -> HttpResponse:
    """A new instruction, about what the address names; what is refused keeps what was typed."""
    begun = {
        "subjects": request.GET.getlist("matter"),
        "figure": request.GET.get("figure", ""),
        "figure_period": request.GET.get("period", ""),
        "figure_organ": request.GET.get("organ", ""),
    }
    form = GiveForm(
        *sent(request), actor=actor_of_request(request), at=moment_of(request), initial=begun
    )
    if request.method != "POST":
        return _writing(request, form, status=200)
    if not form.is_valid():
        return _writing(request, form, status=back_with(form))
    try:
        outcome = services.give_form(form, key=request.POST.get("key", ""))
    except errors.Refused as refused:
        reasons = tuple(finding_view(finding) for finding in refused.findings if finding.refuses)
        return _writing(request, form, status=422, reasons=reasons)
    except (errors.WorkError, ServiceRefused) as error:
        form.add_error(None, explain(error))
        return _writing(request, form, status=409)
    return HttpResponseRedirect(reverse("work:matter", args=[outcome.matter]))


def _writing(
    request: HttpRequest, form: GiveForm, *, status: int, reasons: tuple[ReasonView, ...] = ()
) -> HttpResponse:
    actor = actor_of_request(request)
    about = queries.visible(actor, _keys(form["subjects"].value() or ()))
    code, period = form["figure"].value() or "", form["figure_period"].value() or ""
    organ = str(form["figure_organ"].value() or "")
    title = _("写批示")
    view = FormView(
        form,
        title=title,
        submit=_("作出批示"),
        groups=form.groups,
        cancel_url=reverse("instructions:list"),
        draft="instruction:new",
        key=request.POST.get("key", ""),
        basis=(str(LEADER_INSTRUCTION.basis),),
        crumbs=(Crumb(_("批示"), reverse("instructions:list")), Crumb(title)),
        reasons=reasons,
        steps=False,
    )
    context = {
        "view": view,
        "subjects": [
            Link(f"{one.number} {one.title}", reverse("work:matter", args=[one.pk]))
            for one in about
        ],
        "figure": panels.figure_words(code, period, organ) if code else None,
    }
    return render(request, "instructions/new.html", context, status=status)


def _keys(values: object) -> list[UUID]:
    """What an address or a form names as matters; what is no key names none."""
    found = []
    for value in values if isinstance(values, list | tuple) else []:
        try:
            found.append(value if isinstance(value, UUID) else UUID(str(value)))
        except ValueError:
            continue
    return found


@login_required
@require_safe
def docx(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The order as an Office document, in the words that were frozen when it was issued."""
    task = matter_for(request, pk)
    paper = CasePaper.objects.filter(matter=task, key=SUPERVISION_ORDER).first()
    if paper is None:
        raise Http404
    said = Snapshot(paper.snapshot).said
    made = office.document(paper.title, papers.as_paragraphs(said))
    headers = {
        "Content-Disposition": f'attachment; filename="{task.number}.docx"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(made, content_type=office.MEDIA_TYPE, headers=headers)
