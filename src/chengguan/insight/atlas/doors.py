"""What the map brings to the floors below: its place in the menu."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import registry as pages
from chengguan.core.pages.registry import MenuItem


def open_all() -> None:
    """Register everything once, at start-up."""
    pages.menu(
        MenuItem("atlas", _("一张图"), "atlas:map", ENFORCEMENT_ROLES, section="insight", order=10)
    )
