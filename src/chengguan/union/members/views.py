"""Pages of members: their lists, the members on a day, a membership begun, one's own page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Crumb, FormView, ReasonView
from chengguan.core.work import errors, own_page
from chengguan.core.work.present import finding_view
from chengguan.core.work.queries import is_visible
from chengguan.core.work.requests import actor_of_request, moment_of, posted_digest, sent
from chengguan.core.work.views import back_with, explain
from chengguan.union.members import forms, listing, own, queries, services
from chengguan.union.members.offices import APPLICANTS, KEEPERS, OWNERS
from chengguan.union.members.procedures import MEMBERSHIP

typed_or_asked = require_http_methods(["GET", "POST"])
keepers_only = roles_required(*KEEPERS)


# -- lists ---------------------------------------------------------------------------------------


@require_safe
@keepers_only
def members(request: Request) -> HttpResponse:
    """The memberships somebody may find."""
    actor, asked = actor_of_request(request), queries.Asked.read(request.GET)
    found = queries.membership_list(actor, asked)
    shown = listing.membership_page(found, asked, actor, moment_of(request))
    return render(request, "pages/list.html", {"page": shown})


@require_safe
@keepers_only
def sheet(request: Request) -> HttpResponse:
    actor, asked = actor_of_request(request), queries.Asked.read(request.GET)
    rows = queries.membership_sheet(actor, asked)
    return sheets.answer(listing.membership_sheet(rows, asked, actor, moment_of(request)))


@require_safe
@keepers_only
def snapshot(request: Request) -> HttpResponse:
    """Who was a member on a day."""
    asked = listing.OnDay(request.GET, actor_of_request(request), moment_of(request))
    shown = {"page": listing.snapshot_page(asked), "days": listing.cut_offs(asked)}
    return render(request, "members/snapshot.html", shown)


@require_safe
@keepers_only
def snapshot_sheet(request: Request) -> HttpResponse:
    asked = listing.OnDay(request.GET, actor_of_request(request), moment_of(request))
    return sheets.answer(listing.snapshot_sheet(asked))


@require_safe
@keepers_only
def statistics(request: Request) -> HttpResponse:
    """By union, each number opening its list."""
    asked = listing.OnDay(request.GET, actor_of_request(request), moment_of(request))
    told = listing.statistics(asked.actor, asked.day)
    return render(request, "members/statistics.html", told)


@require_safe
@keepers_only
def statistics_sheet(request: Request) -> HttpResponse:
    asked = listing.OnDay(request.GET, actor_of_request(request), moment_of(request))
    told = listing.statistics(asked.actor, asked.day)
    return sheets.answer(listing.statistics_sheet(told, asked.actor, asked.now))


# -- a membership begins -------------------------------------------------------------------------


@typed_or_asked
@roles_required(*APPLICANTS, *KEEPERS)
def apply(request: Request) -> HttpResponse:
    """One's own application, in one page on the phone."""
    intro = _("填写身份证号码即可，性别和出生日期自动得出。提交后由工会小组和工会委员会办理。")
    return _begin(request, forms.ApplyForm, "apply", _("申请入会"), reverse("members:me"), intro)


@typed_or_asked
@keepers_only
def enter(request: Request) -> HttpResponse:
    return _begin(request, forms.EnterForm, "apply", _("代录入会申请"), reverse("members:list"))


@typed_or_asked
@keepers_only
def enrol(request: Request) -> HttpResponse:
    intro = _("用于已经是会员、名册里还没有的人。新入会的请录入会申请。")
    back = reverse("members:list")
    return _begin(request, forms.EnrolForm, "enrol", _("登记在籍会员"), back, intro)


@typed_or_asked
@keepers_only
def transfer_in(request: Request) -> HttpResponse:
    back = reverse("members:list")
    return _begin(request, forms.TransferInForm, "transfer_in", _("办理转入"), back)


def _begin(
    request: Request,
    made: type[forms.JoiningForm],
    action: str,
    title: str,
    back: str,
    intro: str = "",
) -> HttpResponse:
    """What is refused comes back as it was typed, with the reason."""
    form = made(*sent(request), actor=actor_of_request(request), at=moment_of(request))
    reasons: tuple[ReasonView, ...] = ()
    status = 200
    if request.method == "POST" and (not form.is_valid() or form.is_looking):
        status = back_with(form)
    elif request.method == "POST":
        try:
            outcome = services.begin_from_form(
                form, action, key=request.POST.get("key", ""), posted=posted_digest(request)
            )
        except errors.Refused as refused:
            status = 422
            reasons = tuple(finding_view(one) for one in refused.findings if one.refuses)
        except (errors.WorkError, ServiceRefused) as error:
            form.add_error(None, explain(error))
            status = 409
        else:
            seen = is_visible(actor_of_request(request), outcome.matter)
            onward = reverse("work:matter", args=[outcome.matter]) if seen else back
            return HttpResponseRedirect(onward)
    view = FormView(
        form,
        title=title,
        submit=_("提交"),
        groups=form.groups,
        cancel_url=back,
        key=request.POST.get("key", ""),
        intro=intro,
        basis=(str(MEMBERSHIP.basis_of(MEMBERSHIP.by_action[action])),),
        crumbs=(Crumb(title),),
        reasons=reasons,
    )
    return render(request, "pages/form.html", {"view": view}, status=status)


@require_POST
@keepers_only
def look_people(request: HttpRequest) -> HttpResponse:
    """People by name, at most twenty; posted, so that the name stands nowhere."""
    name = request.POST.get("pick", "")
    asked, chosen = request.POST.get(f"look-{name}", ""), request.POST.get(name, "")
    field = forms.PersonField(required="pick-required" in request.POST)
    picks = field.picks(name, asked=asked, chosen=chosen)
    return render(request, "pages/components/_picks.html", {"picks": picks})


# -- one's own page ------------------------------------------------------------------------------


@require_safe
@roles_required(*OWNERS)
def me(request: Request) -> HttpResponse:
    """What a member's union does with him and for him, and who looked at his records."""
    actor, now = actor_of_request(request), moment_of(request)
    shown = {"member": own.membership_of(actor, now), "sections": own_page.sections_for(actor, now)}
    return render(request, "members/me.html", shown)
