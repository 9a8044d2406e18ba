"""The catalogue of figures, and each figure with the list behind its number."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chengguan.core.org.access import roles_required
from chengguan.core.pages import sheets
from chengguan.core.work import figure_catalogue, figure_pages
from chengguan.core.work.figure_catalogue import READ_FIGURES
from chengguan.core.work.figures import Asked, Figure, figure_of
from chengguan.core.work.requests import actor_of_request, moment_of


@roles_required(*READ_FIGURES)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """All figures as far as the reader may find what they count."""
    page = figure_catalogue.catalogue(_asked(request), request.GET)
    return render(request, "pages/list.html", {"page": page})


@roles_required(*READ_FIGURES)
@require_safe
def figures_sheet(request: HttpRequest) -> HttpResponse:
    return sheets.answer(figure_catalogue.catalogue_sheet(_asked(request), request.GET))


@login_required
@require_safe
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: its definition, how it stood before, the units, and every row it counts."""
    page = figure_pages.figure_page(_figure(code), _asked(request), request.GET)
    return render(request, "work/figure.html", {"page": page.list, "figure": page})


@login_required
@require_safe
def figure_sheet(request: HttpRequest, code: str) -> HttpResponse:
    return sheets.answer(figure_pages.figure_sheet(_figure(code), _asked(request), request.GET))


def _asked(request: HttpRequest) -> Asked:
    return figure_catalogue.asked_for(actor_of_request(request), moment_of(request), request.GET)


def _figure(code: str) -> Figure:
    try:
        return figure_of(code)
    except KeyError:
        raise Http404 from None
