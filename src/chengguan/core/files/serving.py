"""The answer that carries an original. Whether it may be seen was asked before."""

from django.http import FileResponse

from chengguan.core.files.media import SHOWN_IN_PLACE
from chengguan.core.files.models import FileUse
from chengguan.core.files.services import open_file


def serve(use: FileUse) -> FileResponse:
    """Shown in place where that is safe, else saved; kept by no cache."""
    response = FileResponse(
        open_file(use.file),
        as_attachment=use.file.media_type not in SHOWN_IN_PLACE,
        filename=use.original_name,
        content_type=use.file.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
