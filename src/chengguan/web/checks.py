"""System checks: what would be unsafe is said before anybody is served."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register


@register()
def demonstration_is_not_production(**_: Any) -> list[Error]:
    if settings.CHENGGUAN_DEMONSTRATION and settings.PRODUCTION:
        return [
            Error(
                "The demonstration lets anybody in and cannot run in production.",
                hint="Unset CHENGGUAN_DEMONSTRATION.",
                id="web.E001",
            )
        ]
    return []
