"""Pages of drafts: read with what a review said, write the next version, say something of a
paragraph."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chengguan.core.documents import docx as office
from chengguan.core.documents import drafts, registry, typesetting
from chengguan.core.documents.errors import PaperRefused
from chengguan.core.documents.forms import CommentForm, DraftForm
from chengguan.core.documents.models import Draft, DraftParagraph
from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import Crumb
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request, matter_for, moment_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, matter: UUID, paper: str) -> HttpResponse:
    """The newest version (or `?version=`), what changed in it, and the form of the next."""
    found, actor = _matter(request, matter, paper), actor_of_request(request)
    known = drafts.versions(found, paper)
    waiting = drafts.open_comments(found, paper)
    shown = _chosen(known, request.GET.get("version", ""))
    initial = {
        "words": "\n".join(
            drafts.paragraphs(known[0]) if known else drafts.first_words(found, paper)
        ),
        "after": known[0].version if known else 0,
    }
    form = DraftForm(_posted(request), initial=initial, open_comments=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            drafts.write(
                found,
                paper,
                drafts.split(form.cleaned_data["words"]),
                by=actor,
                at=moment_of(request),
                resolves=form.cleaned_data.get("resolves", ()),
                after=form.cleaned_data["after"],
            )
        except PaperRefused as refused:
            form.add_error(None, str(refused))
        else:
            return HttpResponseRedirect(reverse("documents:draft", args=[matter, paper]))
    context = {
        **_shown(actor, found, paper, shown, known),
        "matter": found,
        "title": registry.template(paper).title,
        "crumbs": _crumbs(found, paper),
        "form": form if drafts.may_write(actor, found, paper) or form.errors else None,
        "waiting": len(waiting),
    }
    return render(request, "documents/draft.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def comment(request: HttpRequest, matter: UUID, paragraph: int) -> HttpResponse:
    """Keep a comment; with htmx answer with the paragraph alone, else go back to the page."""
    found, actor = matter_for(request, matter), actor_of_request(request)
    row = DraftParagraph.objects.select_related("draft").filter(pk=paragraph).first()
    if row is None or row.draft.matter_id != found.pk:
        raise Http404
    form, problem = CommentForm(request.POST), ""
    if form.is_valid():
        try:
            drafts.comment(
                found, paragraph, form.cleaned_data["text"], by=actor, at=moment_of(request)
            )
        except PaperRefused as refused:
            problem = str(refused)
    else:
        problem = _("请写明意见。")
    if not problem and not request.headers.get("HX-Request"):
        page = reverse("documents:draft", args=[found.pk, row.draft.paper])
        return HttpResponseRedirect(f"{page}#p{row.position}")
    [again] = [one for one in drafts.reviewed(row.draft) if one.pk == paragraph]
    context = {
        "matter": found,
        "paragraph": again,
        "how": "same",
        "may_review": True,
        "problem": problem,
        "typed": request.POST.get("text", "") if problem else "",
    }
    whole = not request.headers.get("HX-Request")
    page_name = "documents/comment_refused.html" if whole else "documents/_paragraph.html"
    # htmx swaps in what came well; the refusal stands inside the paragraph, so it came well
    return render(request, page_name, context, status=422 if whole else 200)


@login_required
@require_safe
def docx(request: HttpRequest, matter: UUID, paper: str) -> HttpResponse:
    """The words of a version as an Office document to edit."""
    found = _matter(request, matter, paper)
    shown = _written(request, found, paper)
    title = registry.template(paper).title
    made = office.document(title, drafts.paragraphs(shown))
    return _sent(made, office.MEDIA_TYPE, "draft.docx", as_file=True)


@login_required
@require_safe
def preview(request: HttpRequest, matter: UUID, paper: str) -> HttpResponse:
    """The words in official layout, with the watermark of a draft."""
    found = _matter(request, matter, paper)
    shown = _written(request, found, paper)
    made = typesetting.set_draft(
        registry.template(paper).title, drafts.paragraphs(shown), found.organ.name, shown.written_at
    )
    return _sent(made, "application/pdf", "draft.pdf", as_file=False)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _sent(made: bytes, kind: str, name: str, *, as_file: bool) -> HttpResponse:
    how = "attachment" if as_file else "inline"
    headers = {
        "Content-Disposition": f'{how}; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(made, content_type=kind, headers=headers)


def _matter(request: HttpRequest, pk: UUID, paper: str) -> Matter:
    """The matter, if it may be seen and this paper is drafted in it."""
    found = matter_for(request, pk)
    if paper not in drafts.papers_drafted(found):
        raise Http404
    return found


def _chosen(known: list[Draft], version: str) -> Draft:
    """By number, else the newest; 404 where there is none."""
    wanted = [one for one in known if not version or str(one.version) == version]
    if not wanted and (version or known):
        raise Http404
    return wanted[0] if wanted else Draft()


def _written(request: HttpRequest, matter: Matter, paper: str) -> Draft:
    shown = _chosen(drafts.versions(matter, paper), request.GET.get("version", ""))
    if shown.pk is None:
        raise Http404
    return shown


def _shown(
    actor: Actor, matter: Matter, paper: str, shown: Draft, known: list[Draft]
) -> dict[str, object]:
    """The paragraphs of a version, each with what became of it since the one before."""
    if shown.pk is None:
        return {"versions": [], "shown": None, "lines": []}
    rows = drafts.reviewed(shown)
    before = next((one for one in known if one.version == shown.version - 1), None)
    changes = drafts.differences(drafts.paragraphs(before), [row.text for row in rows])
    waiting = iter(rows)
    lines = [(change, None if change.how == "removed" else next(waiting)) for change in changes]
    is_newest = shown.pk == known[0].pk
    return {
        "versions": known,
        "shown": shown,
        "before": before,
        "lines": lines,
        "may_review": is_newest and drafts.why_not_review(actor, matter, paper) is None,
    }


def _crumbs(matter: Matter, paper: str) -> tuple[Crumb, ...]:
    return (
        Crumb(str(pages.kind_title(matter.kind)), pages.listing_url(matter.kind)),
        Crumb(matter.number, reverse("work:matter", args=[matter.pk])),
        Crumb(registry.template(paper).title),
    )
