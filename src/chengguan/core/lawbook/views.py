"""The list of enforcement items and the page of one: public law, open to whoever is signed in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from chengguan.core.lawbook import items
from chengguan.core.lawbook.listing import item_page, items_page
from chengguan.core.org.access import signed_in
from chengguan.core.org.requests import Request


@require_GET
@signed_in
def listing(request: Request) -> HttpResponse:
    today = timezone.localdate(request.now)
    return render(request, "pages/list.html", {"page": items_page(request.GET, today)})


@require_GET
@signed_in
def detail(request: Request, code: str) -> HttpResponse:
    try:
        found = items.item(code)
    except items.UnknownItem:
        raise Http404 from None
    return render(request, "lawbook/item.html", item_page(found, timezone.localdate(request.now)))
