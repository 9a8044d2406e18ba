"""Two at once for one person: one membership begins, the other is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from chengguan.core.org.kinds import MembershipKind
from chengguan.core.org.models import Membership
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.work.errors import Refused
from tests.union.members.union import Union

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.trap(65)
def test_two_unions_enrol_one_person_at_once(transactional_db: None) -> None:
    """会员管理口径: whoever comes second finds what the first began."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and its test database one connection")
    union = Union()
    person = union.people["队员甲"]

    def enrol(where: tuple[str, object]) -> str:
        by, organ = where
        try:
            union.enrol(person=person, by=by, union=organ)  # type: ignore[arg-type]  # an organ
        except (Refused, ServiceRefused):
            return "refused"
        finally:
            connection.close()
        return "enrolled"

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(enrol, [("东主席", union.east), ("西主席", union.west)]))
    assert sorted(told) == ["enrolled", "refused"]
    spans = Membership.objects.filter(person=person, kind=MembershipKind.UNION)
    assert spans.count() == 1
