"""Items, rules, conflicts and the bureau's changes: public law, open to whoever is signed in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chengguan.core.lawbook import items, overlay, services
from chengguan.core.lawbook.changes import change_page, changes_page
from chengguan.core.lawbook.conflicts import conflicts
from chengguan.core.lawbook.forms import DecideForm, ProposeForm
from chengguan.core.lawbook.item_page import conflict_lines, item_page
from chengguan.core.lawbook.listing import all_rows, items_page, sheet_of
from chengguan.core.lawbook.queries import change_or_404
from chengguan.core.lawbook.rulebook import UnknownRule, rule_on, rule_page, rules_page
from chengguan.core.lawbook.statutes import cited_in, official
from chengguan.core.org.access import roles_of, roles_required, signed_in
from chengguan.core.org.kinds import Role
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.law.parameters import RuleBook, shipped

legal_only = roles_required(Role.LEGAL_REVIEWER)


@require_GET
@signed_in
def listing(request: Request) -> HttpResponse:
    law_in_force()
    return render(request, "pages/list.html", {"page": items_page(request.GET, _today(request))})


@require_GET
@signed_in
def sheet(request: Request) -> HttpResponse:
    law_in_force()
    whole = all_rows(items_page, request.GET, _today(request))
    return sheets.answer(sheet_of(whole, "items", request.person, request.now))


@require_GET
@signed_in
def detail(request: Request, code: str) -> HttpResponse:
    try:
        found = items.item(code)
    except items.UnknownItem:
        raise Http404 from None
    page = item_page(found, _today(request), law_in_force())
    return render(request, "lawbook/item.html", {**page, "is_legal": is_legal(request)})


@require_GET
@signed_in
def rules(request: Request) -> HttpResponse:
    page = rules_page(request.GET, law_in_force(), _today(request))
    return render(request, "pages/list.html", {"page": page})


@require_GET
@signed_in
def rules_sheet(request: Request) -> HttpResponse:
    whole = all_rows(rules_page, request.GET, law_in_force(), _today(request))
    return sheets.answer(sheet_of(whole, "rules", request.person, request.now))


@require_GET
@signed_in
def rule(request: Request, kind: str, key: str) -> HttpResponse:
    law = law_in_force()
    try:
        found = rule_on(law, kind, key, _today(request))
    except UnknownRule:
        raise Http404 from None
    page = rule_page(found, law, may_propose=is_legal(request))
    return render(request, "lawbook/rule.html", page)


@require_GET
@signed_in
def conflict_list(request: Request) -> HttpResponse:
    """Both sides of every open question, with what the legal section has ruled."""
    return render(
        request,
        "lawbook/conflicts.html",
        {
            "conflicts": conflict_lines(conflicts()),
            "crumbs": (Crumb(_("执法事项"), reverse("lawbook:list")),),
            "is_legal": is_legal(request),
        },
    )


@require_GET
@signed_in
def cited(request: Request) -> HttpResponse:
    """The official text of what a reason or a rule cites; without a loaded text it says so."""
    cite = request.GET.get("cite", "")[:200]
    return render(
        request,
        "lawbook/cited.html",
        {"cite": cite, "articles": official(cited_in(cite))},
    )


@require_GET
@signed_in
def change_list(request: Request) -> HttpResponse:
    page = changes_page(request.GET, may_propose=is_legal(request))
    return render(request, "pages/list.html", {"page": page})


@require_GET
@signed_in
def changes_sheet(request: Request) -> HttpResponse:
    whole = all_rows(changes_page, request.GET, may_propose=False)
    return sheets.answer(sheet_of(whole, "changes", request.person, request.now))


@require_http_methods(["GET", "POST"])
@legal_only
def propose(request: Request) -> HttpResponse:
    form = ProposeForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        try:
            change = services.propose(form.proposed(), by=request.person, at=request.now)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("已提出，等待法制科另一人确认。"))
            return redirect("lawbook:change", change.pk)
    view = FormView(
        form,
        _("提出规则变更"),
        _("提出变更"),
        cancel_url=reverse("lawbook:changes"),
        intro=_("提出后由法制科另一人确认；只对生效日以后开始的事项适用。"),
        crumbs=(Crumb(_("规则变更"), reverse("lawbook:changes")),),
    )
    status = 422 if form.is_bound else 200
    return render(request, "pages/form.html", {"view": view}, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def change(request: Request, pk: int) -> HttpResponse:
    """The page of a change, with the two decisions for who may take them."""
    found = change_or_404(pk)
    form = DecideForm(request.POST or None)
    if request.method == "POST":
        if not is_legal(request):
            raise PermissionDenied
        if form.is_valid() and _decided(request, found, form):
            return redirect("lawbook:change", pk)
    page: dict[str, Any] = change_page(found, request.person, is_legal=is_legal(request))
    status = 422 if form.is_bound else 200
    return render(request, "lawbook/change.html", {**page, "form": form}, status=status)


def law_in_force() -> RuleBook:
    """Shipped, with the bureau's confirmed changes."""
    return shipped().with_overlay(overlay.law_changes())


def is_legal(request: Request) -> bool:
    return Role.LEGAL_REVIEWER in roles_of(request)


def _decided(request: Request, found: Any, form: DecideForm) -> bool:
    decide = services.confirm if request.POST.get("decision") == "confirm" else services.refuse
    remark = form.cleaned_data["remark"]
    try:
        decide(change=found, remark=remark, by=request.person, at=request.now)
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, _("已办理。"))
    return True


def _today(request: Request) -> Any:
    return timezone.localdate(request.now)
