"""What a form shows while somebody looks for a registered place."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from chengguan.core.org.access import roles_required
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.requests import Request
from chengguan.core.registers.fields import PlaceField


@require_POST
@roles_required(*ENFORCEMENT_ROLES)
def look_places(request: Request) -> HttpResponse:
    """At most twenty, the choice that was made among them; posted, so that it stands nowhere."""
    name = request.POST.get("pick", "")
    asked, chosen = request.POST.get(f"look-{name}", ""), request.POST.get(name, "")
    field = PlaceField(required="pick-required" in request.POST)
    picks = field.picks(name, asked=asked, chosen=chosen)
    return render(request, "pages/components/_picks.html", {"picks": picks})
