"""Matters over HTTP: list, one, act. The first parameter must be called ``request``."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Status
from ninja.security import django_auth

from chengguan.core.journal import services as journal
from chengguan.core.journal.canonical import canonical
from chengguan.core.pages.shapes import ClockView
from chengguan.core.work import errors, lists, page, registry, services, surface
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import Matter
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, at_of, matter_for, moment_of
from chengguan.core.work.views import explain
from chengguan.web.api import shapes

api = NinjaAPI(title="Chengguan", version="1", auth=django_auth, docs_url=None)


@api.exception_handler(RawPostDataException)
def not_json(request: HttpRequest, error: RawPostDataException) -> HttpResponse:
    """A web form was posted where JSON is asked for."""
    problem = {"code": "api.not_json", "message": _("有内容需要改正。")}
    return api.create_response(request, problem, status=415)


def line(matter: Matter) -> dict[str, object]:
    return {
        "id": matter.pk,
        "kind": matter.kind,
        "number": matter.number,
        "title": matter.title,
        "organ": matter.organ.name,
        "state": matter.state,
        "is_open": matter.is_open,
        "next_due_at": matter.next_due_at,
        "version": matter.version,
    }


COLUMNS = (
    "kind",
    "number",
    "title",
    "organ__name",
    "state",
    "is_open",
    "next_due_at",
    "version",
)


@api.get("/matters", response=shapes.MatterList)
def matters(
    request: HttpRequest, kind: str = "", is_open: bool = True, after: str = "", before: str = ""
) -> object:
    """A page of 50 matters that the signed-in person may find."""
    found = lists.lines(
        actor_of_request(request),
        columns=COLUMNS,
        kind=kind,
        is_open=is_open,
        after=after,
        before=before,
    )
    items = [
        {"id": line.pop("pk"), "organ": line.pop("organ__name"), **line} for line in found.lines
    ]
    # Answered as it was read: building a model of every line costs more than reading it.
    answer = {"items": items, "older": found.older, "newer": found.newer}
    return api.create_response(request, answer, status=200)


@api.get("/matters/{pk}", response=shapes.MatterDetail)
def matter(request: HttpRequest, pk: UUID) -> object:
    """One matter with its acts, clocks and story."""
    found, at = matter_for(request, pk), at_of(request)
    shown = page.detail(found, actor_of_request(request), at)
    return line(found) | {
        "acts": list(shown.acts),
        "clocks": [_clock(view) for view in shown.clock_views],
        "story": [
            {
                "title": entry.title,
                "who": entry.who,
                "occurred_at": entry.occurred_at,
                "recorded_at": entry.recorded_at,
                "late": entry.late,
                "intact": entry.verified,
            }
            for entry in shown.told
        ],
    }


def _clock(view: ClockView) -> dict[str, object]:
    due = view.due
    return {
        "ref": view.ref,
        "title": view.title,
        "started_at": due.started_at,
        "due_at": due.due_at,
        "stopped_at": due.done_at,
        "earliest": due.earliest,
        "provisional": due.provisional,
        "grade": due.grade,
        "steps": list(due.steps),
    }


@api.post(
    "/matters/{pk}/acts/{action}",
    response={200: shapes.ActAnswer, (404, 409, 422): shapes.Problem},
)
def act(request: HttpRequest, pk: UUID, action: str, sent: shapes.ActRequest) -> object:
    """Take an act. Refusals answer 422 with their articles, conflicts 409; nothing is lost."""
    actor, posted = actor_of_request(request), journal.keyed_digest(canonical(sent.model_dump()))
    again = partial(_again, actor, sent.key, pk, action, posted)
    try:
        found = matter_for(request, pk)
    except Http404:
        if before := again():
            return before
        raise
    if action not in registry.procedure_of(found).by_action:
        return Status(404, {"code": "work.no_such_act", "message": _("没有这个操作。")})
    form = surface.form_of(found.procedure, action)(
        sent.data | {"version": sent.version},
        matter=found,
        actor=actor,
        at=moment_of(request),
    )
    if not form.is_valid():
        if before := again():
            return before
        problem = {"code": "form.invalid", "message": _("有内容需要改正。"), "fields": form.errors}
        return Status(422, problem)
    return _take(form, found, action, sent.key, posted)


def _again(actor: Actor, key: str, pk: UUID, action: str, posted: str) -> Outcome | None:
    """The first answer to a request that was sent before; another content is judged anew."""
    try:
        return services.answered(actor, key, matter=pk, action=action, posted=posted)
    except errors.KeyReused:
        return None


def _take(form: ActForm, found: Matter, action: str, key: str, posted: str) -> object:
    try:
        return services.act_from_form(form, matter=found.pk, action=action, key=key, posted=posted)
    except errors.Refused as refused:
        reasons = [finding_view(finding) for finding in refused.findings]
        return Status(
            422, {"code": refused.code, "message": _("不符合规定，没有办理。"), "reasons": reasons}
        )
    except errors.WorkError as error:
        return Status(409, {"code": error.code, "message": explain(error)})
