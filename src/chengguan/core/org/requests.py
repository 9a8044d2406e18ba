"""A request as views meet it: what `SignedIn` and `Moment` have put on it."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest

from chengguan.core.org.models import Grant, Person


class Request(HttpRequest):
    """`person` is None for nobody; behind `signed_in` and `roles_required` it never is."""

    person: Person
    grants: Sequence[Grant]
    now: datetime
