"""One act on the ticked rows of a list: its form where it has one, then what became of each."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import Column, Crumb, FormView, ListPage, Row, StateView, Tone
from chengguan.core.pages.words import act as act_words
from chengguan.core.pages.words import aside, clauses, listed
from chengguan.core.work import sequels, surface, visibility
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.errors import NotFound, Refused, WorkError
from chengguan.core.work.forms import ActForm, BareForm, UploadField
from chengguan.core.work.many import MOST, Answer, Chosen, Fate, perform_many
from chengguan.core.work.models import Matter
from chengguan.core.work.present import finding_view
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.core.work.views import explain
from chengguan.law.procedure import Action
from chengguan.law.procedure import procedure as procedure_named

BETWEEN = "~"
ASKED = "asked"
"""Stands in a form that has been filled in, not only asked for."""


class NotForMany(WorkError):
    """The form does not fit this matter; the message says what is wrong."""

    is_for_people = True


def ticked(matter: Matter) -> str:
    """What a ticked row says: the matter, and the version in which it was seen."""
    return f"{matter.pk}{BETWEEN}{matter.version}"


def chosen_of(values: Iterable[str]) -> list[Chosen]:
    found = []
    for value in values:
        pk, _between, version = value.partition(BETWEEN)
        try:
            found.append(Chosen(UUID(pk), int(version)))
        except ValueError:
            raise Http404 from None
    return found


@login_required
@require_POST
def many(request: HttpRequest, procedure: str) -> HttpResponse:
    """Ticked rows and the act that was chosen."""
    actor, now = actor_of_request(request), moment_of(request)
    if begun := sequels.follow(request, actor):
        return begun
    try:
        act = procedure_named(procedure).by_action[request.POST.get("act", "")]
    except LookupError:
        raise Http404 from None
    chosen = chosen_of(request.POST.getlist("row"))[:MOST]
    matters = _matters(actor, procedure, chosen)
    kind = surface.form_of(procedure, act.key)
    asked = issubclass(kind, BareForm) or ASKED in request.POST
    first = next(iter(matters.values()), None)
    if not asked and first is not None:
        form = _common(kind(matter=first, actor=actor, at=now))
        return _ask(request, procedure, act, form, len(chosen))
    own = _Data(request, kind, matters)
    answers = perform_many(
        chosen,
        action=act.key,
        by=actor,
        at=At.once(now),
        data=own,
        key=request.POST.get("key", ""),
    )
    return _result(request, procedure, act, answers, matters)


def _matters(actor: Actor, procedure: str, chosen: list[Chosen]) -> dict[UUID, Matter]:
    wanted = [one.matter for one in chosen]
    rows = Matter.objects.filter(pk__in=wanted, procedure=procedure)
    seen = rows.filter(pk__in=visibility.visible_ids(actor)).select_related("organ", "place")
    return {matter.pk: matter for matter in seen}


def _common(form: ActForm) -> ActForm:
    """What is the same for all: a field that each matter fills in by itself is not asked, and
    an act of many happens now."""
    form.ask_no_time()
    for name in (*form.prefilled, "version"):
        form.fields.pop(name, None)
    for name in [n for n, field in form.fields.items() if isinstance(field, UploadField)]:
        form.fields.pop(name)
    return form


class _Data:
    """The typed input of each matter: what was said for all, and what the matter itself says."""

    def __init__(
        self, request: HttpRequest, kind: type[ActForm], matters: dict[UUID, Matter]
    ) -> None:
        self.actor, self.now = actor_of_request(request), moment_of(request)
        self.posted, self.kind, self.matters = request.POST, kind, matters

    def __call__(self, pk: UUID) -> object:
        matter = self.matters.get(pk)
        if matter is None:
            raise NotFound(str(pk))
        blank = self.kind(matter=matter, actor=self.actor, at=self.now)
        said = MultiValueDict(self.posted.lists())
        for name in blank.prefilled:
            said[name] = _initial(blank, name)
        form = self.kind(said, matter=matter, actor=self.actor, at=self.now)
        form.ask_no_time()
        if not form.is_valid():
            texts = [str(text) for texts in form.errors.values() for text in texts]
            raise NotForMany("；".join(texts))
        form.receive()
        return form.proposed()


def _initial(form: ActForm, name: str) -> str:
    value = form.get_initial_for_field(form.fields[name], name)
    return str(getattr(value, "pk", value) if value is not None else "")


def _ask(
    request: HttpRequest, procedure: str, act: Action, form: ActForm, count: int
) -> HttpResponse:
    kept = [("act", act.key), (ASKED, "1")]
    kept += [("row", value) for value in request.POST.getlist("row")]
    title = _("%(act)s：%(n)s 件") % {"act": act_words(act.title), "n": count}
    back = _listing(procedure)
    view = FormView(
        form,
        title=title,
        submit=title,
        cancel_url=back,
        key=request.POST.get("key", ""),
        intro=_("每一件各自审查、各自办理；不能办的单独说明原因。"),
        crumbs=(Crumb(pages.kind_title(procedure.partition(".")[0]), back), Crumb(title)),
    )
    return render(request, "work/many.html", {"view": view, "kept": kept})


def _result(
    request: HttpRequest,
    procedure: str,
    act: Action,
    answers: list[Answer],
    matters: dict[UUID, Matter],
) -> HttpResponse:
    back = _listing(procedure)
    done = sum(answer.fate == Fate.DONE for answer in answers)
    title = _("%(act)s：办成 %(done)s 件，共 %(n)s 件") % {
        "act": act_words(act.title),
        "done": done,
        "n": len(answers),
    }
    page = ListPage(
        title=title,
        columns=(
            Column("number", _("编号"), "number", "line"),
            Column("title", _("标题"), "text", "title"),
            Column("fate", _("结果"), "state", "state"),
            Column("why", _("原因"), "word", "line"),
        ),
        rows=tuple(_row(answer, matters.get(answer.matter)) for answer in answers),
        crumbs=(
            Crumb(pages.kind_title(procedure.partition(".")[0]), back),
            Crumb(act_words(act.title)),
        ),
    )
    return render(request, "pages/list.html", {"page": page})


FATES = {
    Fate.DONE: lambda: StateView(_("已办"), Tone.DONE),
    Fate.REFUSED: lambda: StateView(_("没有办"), Tone.OVERDUE),
    Fate.CONFLICT: lambda: StateView(_("已有变动"), Tone.WARNING),
}


def _row(answer: Answer, matter: Matter | None) -> Row:
    url = reverse("work:matter", args=[matter.pk]) if matter else ""
    why = why_not(answer.error) if answer.error else ""
    return Row(
        str(answer.matter),
        url,
        (
            matter.number if matter else "—",
            matter.title if matter else "—",
            FATES[answer.fate](),
            why,
        ),
    )


def why_not(error: Exception) -> str:
    """A refusal by its rules, any other error by what to do."""
    if isinstance(error, Refused):
        shown = [finding_view(finding) for finding in error.findings if finding.refuses]
        return clauses(aside(one.text, listed(one.cites)) for one in shown)
    return explain(error)


def _listing(procedure: str) -> str:
    return pages.listing_url(procedure.partition(".")[0]) or reverse("work:workbench")
