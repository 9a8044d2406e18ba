"""What stands in the log, and what does not."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.handlers.exception import response_for_exception
from django.test import RequestFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("error", "level", "has_trace"),
    [(PermissionDenied("not yours"), "WARNING", False), (ValueError("ours"), "ERROR", True)],
)
def test_a_refused_page_is_one_line_and_an_error_keeps_its_trace(
    caplog: pytest.LogCaptureFixture, error: Exception, level: str, has_trace: bool
) -> None:
    request = RequestFactory(raise_request_exception=False).get("/cases/")
    try:
        raise error
    except (PermissionDenied, ValueError) as raised:
        response_for_exception(request, raised)
    (record,) = [record for record in caplog.records if record.name == "django.request"]
    assert record.levelname == level
    assert "/cases/" in record.getMessage()
    assert bool(record.exc_info) is has_trace
