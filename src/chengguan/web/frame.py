"""Who sits before the page: pages asks by registry, this is the answer."""

from django.http import HttpRequest
from django.urls import reverse

from chengguan.core.notices import queries as notices
from chengguan.core.pages.registry import FrameView


def frame(request: HttpRequest) -> FrameView:
    """Name, the organ and role of the first grant, all roles, notices not yet read."""
    person = getattr(request, "person", None)
    if person is None:
        return FrameView()
    grants = getattr(request, "grants", ())
    first = grants[0] if grants else None
    return FrameView(
        person=person.name,
        organ=first.organ.name if first else "",
        role=first.get_role_display() if first else "",
        roles=frozenset(grant.role for grant in grants),
        notices=notices.unread_count(person.pk),
        notices_url=reverse("notices:list"),
        sign_out_url=reverse("account_logout"),
        home_url=reverse("work:workbench"),
    )
