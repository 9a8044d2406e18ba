"""The page by which a lead is entered in the register of illegal structures."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from chengguan.core.org.access import roles_required
from chengguan.core.work import visibility
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request, moment_of, sent
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.enforcement.structures.views import MAY_REGISTER, taken_in
from chengguan.flows.lead_to_structure import services
from chengguan.flows.lead_to_structure.forms import LeadForm


@roles_required(*MAY_REGISTER)
def register(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is refused keeps what was typed."""
    actor = actor_of_request(request)
    known = Matter.objects.filter(visibility.is_visible_to(actor), kind=HOTLINE.kind)
    lead = get_object_or_404(known.select_related("lead", "organ", "place"), pk=pk)
    form = LeadForm(*sent(request), lead=lead, actor=actor, at=moment_of(request))
    return taken_in(
        request,
        form,
        lambda key: services.register(form, lead=lead, key=key),
        _("登记为违法建筑"),
    )
