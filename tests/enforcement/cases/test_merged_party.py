"""A party merged while its case runs: what its papers said stays said."""

import pytest

from chengguan.core.documents.models import CasePaper
from chengguan.core.journal.services import verify
from chengguan.core.registers.merging import merge_parties
from chengguan.core.work import queries
from chengguan.core.work.models import Matter
from tests.enforcement.cases.street import NOON, Street


@pytest.mark.trap(17)
def test_a_merger_changes_no_case_and_no_paper(street: Street) -> None:
    case = Matter.objects.get(pk=street.decided())
    kept = street.party("person", "某摊主的正式姓名")
    other = Matter.objects.get(pk=street.open(party=kept))
    before = CasePaper.objects.values_list("pk", "snapshot").get(matter=case)
    merge_parties(party=case.party, into=kept, reason="同一人", by=street.head, at=NOON)
    case.refresh_from_db()
    assert case.party == street.vendor
    assert CasePaper.objects.values_list("pk", "snapshot").get(matter=case) == before
    officer = street.actor()
    other = Matter.objects.select_related("party").get(pk=other.pk)
    assert queries.history(officer, other, of="party") == [case]
    assert queries.history(officer, Matter.objects.get(pk=case.pk), of="party") == [other]
    assert verify().ok
