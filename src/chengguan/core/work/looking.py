"""What a form shows while somebody looks for the people whose opinion he asks."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from chengguan.core.pages.picks import PickManyField
from chengguan.core.work.handling_forms import AskCosignForm
from chengguan.core.work.requests import actor_of_request, matter_for, moment_of


@require_POST
@login_required
def look_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whom one may ask about a matter that one may find; the choices that were made among them."""
    form = AskCosignForm(
        matter=matter_for(request, pk), actor=actor_of_request(request), at=moment_of(request)
    )
    field, name = form.fields["people"], request.POST.get("pick", "")
    assert isinstance(field, PickManyField)
    asked, chosen = request.POST.get(f"look-{name}", ""), request.POST.getlist(name)
    picks = field.picks(name, asked=asked, chosen=chosen)
    return render(request, "pages/components/_picks.html", {"picks": picks})
