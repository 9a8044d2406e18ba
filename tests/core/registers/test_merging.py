"""Two records become one party and two again; nothing is lost on the way."""

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.services import verify
from chengguan.core.org.record import Refused
from chengguan.core.registers import merging, queries
from chengguan.core.registers.models import IdentifierKind, Party, PartyKind, PartyMerge
from chengguan.core.registers.services import find_by_identifier, register_party
from tests.core.org.people import AT, person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ID_CARD, OTHER_CARD = "11010519491231002X", "110105194912310038"
REASON = "同一张身份证，当面核对"


def party(name: str = "张三", number: str = "", **more) -> Party:
    facts = {"kind": PartyKind.PERSON, "id_kind": IdentifierKind.ID_CARD if number else ""}
    return register_party(**{**facts, **more}, name=name, identifier=number, by=None, at=AT)


def merge(one: Party, into: Party, reason: str = REASON) -> PartyMerge:
    return merging.merge_parties(party=one, into=into, reason=reason, by=person("甲"), at=AT)


def unmerge(one: Party) -> PartyMerge:
    return merging.unmerge_party(party=one, reason="弄错了", by=person("乙"), at=AT)


def fresh(one: Party) -> Party:
    return Party.objects.get(pk=one.pk)


@pytest.mark.trap(32)
def test_a_merged_record_stays_and_is_found_as_the_other():
    gone, kept = party("张山", ID_CARD), party("张三")
    merge(gone, kept)
    assert Party.objects.count() == 2
    assert list(queries.find_parties("张山")) == [kept]
    assert list(queries.find_parties()) == [kept]
    assert list(find_by_identifier(identifier=ID_CARD, by=person("丙"), at=AT)) == [kept]
    assert queries.survivor_of(fresh(gone)) == kept
    assert set(queries.same_party(fresh(kept))) == {gone, kept}
    assert fresh(gone).is_merged
    assert not fresh(kept).is_merged


def test_the_merger_stands_in_both_streams_and_verifies():
    gone, kept = party(), party("章三")
    merge(gone, kept)
    unmerge(gone)
    for one in (gone, kept):
        entries = JournalEntry.objects.filter(stream=one.subject).order_by("sequence")
        actions = [entry.action for entry in entries]
        assert actions == ["party.register", "party.merge", "party.unmerge"]
        assert REASON in entries[1].body
    assert verify().ok


def test_a_merger_is_taken_back_and_leaves_what_was_merged_before():
    first, second, third = party("甲店"), party("乙店"), party("丙店")
    merge(first, second)
    merge(fresh(second), third)
    assert {fresh(one).group for one in (first, second, third)} == {third.subject}
    unmerge(second)
    assert {fresh(one).group for one in (first, second)} == {second.subject}
    assert fresh(third).group == third.subject
    merge(fresh(second), third)
    assert queries.survivor_of(fresh(first)) == third
    assert verify().ok


def test_who_is_merged_twice_over_comes_back_to_what_he_was():
    one, other = party(), party("章三")
    for _ in range(2):
        merge(one, other)
        unmerge(one)
    assert fresh(one).group == one.subject
    assert PartyMerge.objects.filter(undone_at=None).count() == 0


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nobody_merges(reason):
    with pytest.raises(Refused) as refused:
        merge(party(), party("章三"), reason)
    assert refused.value.code == "merge.reason"


def test_what_cannot_be_merged():
    one, other, third = party(), party("章三"), party("彰三")
    with pytest.raises(Refused) as refused:
        merge(one, one)
    assert refused.value.code == "merge.self"
    merge(one, other)
    for pair in ((one, third), (third, one)):
        with pytest.raises(Refused) as refused:
            merge(*pair)
        assert refused.value.code == "merge.merged"
    with pytest.raises(Refused) as refused:
        unmerge(third)
    assert refused.value.code == "merge.none"


def test_two_valid_numbers_are_two_persons():
    with pytest.raises(Refused) as refused:
        merge(party("张三", ID_CARD), party("张三", OTHER_CARD))
    assert refused.value.code == "merge.two"
    merge(party("李四", ID_CARD[:-1] + "1"), party("李四", ID_CARD))
    assert PartyMerge.objects.count() == 1


def test_candidates_share_a_number_or_kind_name_and_address():
    by_number = [party("张三", ID_CARD), party("章三", ID_CARD)]
    by_name = [party("李四", address="东路 1 号"), party("李 四", address="东路1号")]
    party("王五", address="东路 1 号")
    party("王五", address="西路 1 号")
    party("赵六")
    party("赵六")
    found = {one.why: one.parties for one in queries.merge_candidates()}
    assert found == {"number": by_number, "name": by_name}
    merge(by_number[1], by_number[0])
    assert [one.why for one in queries.merge_candidates()] == ["name"]
    assert queries.merge_candidates(after=by_name[0].pk) == []


def test_a_group_changed_behind_the_record_is_found():
    one, other = party(), party("章三")
    Party.objects.filter(pk=one.pk).update(group=other.subject)
    assert [finding.code for finding in verify().findings] == ["register.differs"]


def test_a_merger_hidden_behind_the_record_is_found():
    one, other = party(), party("章三")
    merge(one, other)
    PartyMerge.objects.update(undone_at=AT)
    codes = {finding.code for finding in verify().findings}
    assert codes == {"row.differs", "register.differs"}
