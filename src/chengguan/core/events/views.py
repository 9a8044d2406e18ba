"""Pages of events: the list, one event, signing up and out, and what its organisers do."""

import uuid
from collections.abc import Callable
from io import BytesIO

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chengguan.core.events import links, listing, present, queries, reaching, services
from chengguan.core.events.forms import (
    CompanionsForm,
    EventForm,
    FeedbackForm,
    FewerForm,
    ReasonForm,
    SignUpForm,
    initial_of,
)
from chengguan.core.events.models import Event, SignUp, Standing
from chengguan.core.events.offices import ORGANISERS
from chengguan.core.org.access import roles_required, signed_in
from chengguan.core.org.record import Refused
from chengguan.core.org.requests import Request
from chengguan.core.pages import sheets
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import Crumb, FormView
from chengguan.core.work.requests import actor_of_request


@require_safe
@signed_in
def events(request: Request) -> HttpResponse:
    """What one is invited to, what one signed up for, what is over."""
    found = listing.events_page(actor_of_request(request), request.GET, request.now)
    return render(request, "pages/list.html", {"page": found})


@require_safe
@signed_in
def event(request: Request, pk: int) -> HttpResponse:
    """One event, where the reader stands with it, and what he can do."""
    actor = actor_of_request(request)
    found = queries.event_for(actor, pk, request.now)
    shown = present.event_page(found, actor, request.now)
    return render(request, "events/event.html", shown)


# -- one's own sign-up -------------------------------------------------------------------------


@signed_in
def sign_up(request: Request, pk: int) -> HttpResponse:
    """One click; where one may bring somebody, the page first asks how many.

    What is sent is put to the line at once: others wait behind it.
    """
    if request.method == "POST":
        try:
            _sign_up(request, pk)
        except Refused as refused:
            messages.error(request, refused.message)
        return _page(pk)
    found = queries.event_for(actor_of_request(request), pk, request.now)
    form = SignUpForm(most=found.companions_most)
    return _form_page(request, found, form, _("报名"), _("报名"), lambda: None)


def _sign_up(request: Request, pk: int) -> None:
    companions = row_key(request.POST.get("companions", "0"))
    if companions is None:
        raise Refused("event.companions", _("请重新选择同行人数。"))
    mine = services.sign_up(
        event=pk, person=request.person, places=1 + companions, key=_key(request), at=request.now
    )
    if mine.state == Standing.SEATED:
        messages.success(request, _("报名成功，名额已留给您。"))
    else:
        messages.info(request, _("已登记。名额和次序见下面。"))


@require_POST
@signed_in
def accept(request: Request, pk: int) -> HttpResponse:
    """Take up the seat that was offered."""
    try:
        services.accept(event=pk, person=request.person, key=_key(request), at=request.now)
        messages.success(request, _("已确认，名额归您。"))
    except Refused as refused:
        messages.error(request, refused.message)
    return _page(pk)


@signed_in
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Give the seat, the offer or the place in the line back."""
    found = queries.event_for(actor_of_request(request), pk, request.now)
    return _form_page(
        request,
        found,
        Form(request.POST or None),
        _("取消报名"),
        _("取消报名"),
        lambda: services.withdraw(
            event=pk, person=request.person, key=_key(request), at=request.now
        ),
        intro=_("名额会按次序转给候补的人；再报名要重新排队。"),
        danger=True,
    )


@signed_in
def fewer(request: Request, pk: int) -> HttpResponse:
    """Come with fewer people and keep the place in the order."""
    found = queries.event_for(actor_of_request(request), pk, request.now)
    form = FewerForm(request.POST or None, mine=_own(request, found))
    return _form_page(
        request,
        found,
        form,
        _("减少同行人"),
        _("确定"),
        lambda: services.bring_fewer(
            event=pk,
            person=request.person,
            places=form.cleaned_data["companions"] + 1,
            key=_key(request),
            at=request.now,
        ),
        intro=_("报名次序不变。"),
    )


@signed_in
def companions(request: Request, pk: int) -> HttpResponse:
    """Say who comes along."""
    found = queries.event_for(actor_of_request(request), pk, request.now)
    form = CompanionsForm(request.POST or None)
    return _form_page(
        request,
        found,
        form,
        _("填同行人姓名"),
        _("保存姓名"),
        lambda: services.name_companions(
            event=pk, person=request.person, names=form.cleaned_data["names"], at=request.now
        ),
    )


@signed_in
def feedback(request: Request, pk: int) -> HttpResponse:
    """Say how it was."""
    found = queries.event_for(actor_of_request(request), pk, request.now)
    form = FeedbackForm(request.POST or None)
    return _form_page(
        request,
        found,
        form,
        _("评价活动"),
        _("提交评价"),
        lambda: services.give_feedback(
            event=pk, person=request.person, at=request.now, **form.cleaned_data
        ),
        intro=_("举办单位看到分数和意见，看不到是谁说的。"),
    )


@require_safe
@signed_in
def code(request: Request, pk: int) -> HttpResponse:
    """One's own code for the door, as a drawing."""
    mine = _own(request, queries.event_for(actor_of_request(request), pk, request.now))
    if mine.state != Standing.SEATED:
        raise Http404
    drawing = BytesIO()
    segno.make(links.code_of(mine.pk), error="m", micro=False).save(
        drawing, kind="svg", scale=6, border=2, svgclass=None, lineclass=None
    )
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


@signed_in
def calendar(request: Request) -> HttpResponse:
    """The address under which one's own calendar program reads; a new one voids the former."""
    if request.method == "POST":
        services.renew_calendar(request.person)
        return HttpResponseRedirect(reverse("events:calendar"))
    edition, address = queries.edition_of(request.person.pk), ""
    if edition:
        token = links.calendar_token(request.person.pk, edition)
        address = request.build_absolute_uri(reverse("events_public:calendar", args=[token]))
    crumbs = (Crumb(_("活动"), reverse("events:list")), Crumb(_("日历订阅")))
    return render(request, "events/calendar.html", {"address": address, "crumbs": crumbs})


# -- the organisers ----------------------------------------------------------------------------


@roles_required(*ORGANISERS)
def new(request: Request) -> HttpResponse:
    """Open an event for one's own organ."""
    form = EventForm(
        request.POST or None,
        actor=actor_of_request(request),
        initial={"signup_from": request.now},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_event(
                form.opening(), organ=form.cleaned_data["organ"], by=request.person, at=request.now
            )
            return _page(made.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _event_form(request, form, _("发布活动"), _("发布"), reverse("events:list"))


@roles_required(*ORGANISERS)
def change(request: Request, pk: int) -> HttpResponse:
    """Change what was announced."""
    found = organised(request, pk)
    form = EventForm(
        request.POST or None,
        actor=actor_of_request(request),
        event=found,
        initial=initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            opening = form.opening(found.condition)
            services.change_event(pk, opening, by=request.person, at=request.now)
            return _page(pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    return _event_form(request, form, _("修改活动"), _("保存修改"), _url(pk))


def _event_form(
    request: Request, form: EventForm, title: str, submit: str, back: str
) -> HttpResponse:
    view = FormView(
        form,
        title,
        submit,
        groups=form.groups,
        cancel_url=back,
        draft="event",
        crumbs=(Crumb(_("活动"), reverse("events:list")), Crumb(title)),
    )
    return render(request, "pages/form.html", {"view": view}, status=422 if form.errors else 200)


@roles_required(*ORGANISERS)
def call_off(request: Request, pk: int) -> HttpResponse:
    """Call the event off; everybody is told why."""
    found = organised(request, pk)
    form = ReasonForm(request.POST or None)
    return _form_page(
        request,
        found,
        form,
        _("取消活动"),
        _("取消活动"),
        lambda: services.close_event(
            pk, reason=form.cleaned_data["reason"], by=request.person, at=request.now
        ),
        danger=True,
    )


@require_safe
@roles_required(*ORGANISERS)
def people(request: Request, pk: int) -> HttpResponse:
    """Who signed up, who came."""
    found = listing.people_page(organised(request, pk), request.GET, request.now)
    return render(request, "pages/list.html", {"page": found})


@require_safe
@roles_required(*ORGANISERS)
def people_sheet(request: Request, pk: int) -> HttpResponse:
    """The same as an Excel file."""
    found, actor = organised(request, pk), actor_of_request(request)
    return sheets.answer(listing.people_sheet(found, actor, request.GET, request.now))


# -- shared ------------------------------------------------------------------------------------


def organised(request: Request, pk: int) -> Event:
    """The event, if the reader runs it."""
    actor = actor_of_request(request)
    found = queries.event_for(actor, pk, request.now)
    if not reaching.organises(actor, found):
        raise PermissionDenied
    return found


def _own(request: Request, found: Event) -> SignUp:
    own = queries.standing_of(found, request.person.pk, request.now)
    if own is None or not own.is_active:
        raise Http404
    return own.sign_up


def _form_page(
    request: Request,
    found: Event,
    form: Form,
    title: str,
    submit: str,
    do: Callable[[], object],
    *,
    intro: str = "",
    danger: bool = False,
) -> HttpResponse:
    """A small form about an event: done, one is back on its page; refused, it says why."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
            return _page(found.pk)
        except Refused as refused:
            form.add_error(None, refused.message)
    view = FormView(
        form,
        title,
        submit,
        cancel_url=_url(found.pk),
        intro=intro,
        danger=danger,
        steps=False,
        crumbs=(
            Crumb(_("活动"), reverse("events:list")),
            Crumb(found.title, _url(found.pk)),
            Crumb(title),
        ),
    )
    return render(request, "pages/form.html", {"view": view}, status=422 if form.errors else 200)


def _key(request: Request) -> str:
    """The form's own key; a request without one is a request of its own."""
    return request.POST.get("key", "")[:64] or uuid.uuid4().hex


def _url(pk: int) -> str:
    return reverse("events:event", args=[pk])


def _page(pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(_url(pk))
