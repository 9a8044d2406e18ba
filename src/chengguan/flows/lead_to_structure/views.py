"""The page by which a lead is entered in the register of illegal structures."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from chengguan.core.org.access import roles_required
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.enforcement.structures.views import MAY_REGISTER, taken_in
from chengguan.flows.lead_to_structure import queries, services
from chengguan.flows.lead_to_structure.forms import LeadForm


@roles_required(*MAY_REGISTER)
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is refused keeps what was typed; who asks again is led to what was entered."""
    actor = actor_of_request(request)
    lead = get_object_or_404(queries.leads_of(actor), pk=pk)
    if request.method == "GET" and (entered := queries.structure_for(lead)):
        return redirect("work:matter", entered.pk)
    form = LeadForm(*sent(request), lead=lead, actor=actor, at=moment_of(request))
    return taken_in(
        request,
        form,
        lambda key: services.register(form, lead=lead, key=key),
        _("登记为违法建筑"),
    )
