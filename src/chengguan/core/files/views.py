"""Serving an original to somebody who may see it."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from chengguan.core.files.models import FileUse
from chengguan.core.files.ports import gate
from chengguan.core.files.serving import serve
from chengguan.core.org.requests import Request


@require_safe
def original(request: Request, pk: int) -> FileResponse:
    """Who may not see it learns nothing, not even that it exists."""
    use = get_object_or_404(FileUse.objects.select_related("file"), pk=pk)
    if request.person is None or not gate.may_see(request.person, use):
        raise Http404
    return serve(use)
