"""The record: what was written stays what is told, and an act that cannot be recorded is none."""

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from chengguan.core.journal.models import JournalEntry
from chengguan.core.org import services as org
from chengguan.core.org import signin
from chengguan.core.org.models import Account
from chengguan.core.work import registry
from chengguan.core.work import story as stories
from chengguan.core.work.models import Matter, Receipt
from chengguan.enforcement.leads import inputs
from chengguan.flows.lead_to_case.services import DocketCase
from chengguan.law import procedure as law
from chengguan.law.procedure import Procedure
from tests.whole.history import History
from tests.whole.test_canaries import client_of
from tests.whole.town import LEAFLETS, NOW, Town

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


class Street(Town):
    """A town in which single orders are taken in."""

    received = History.received
    opening = History.opening

    def handled(self, number: int) -> UUID:
        lead = self.received(number)
        sent = inputs.Dispatch(self.organs["east"], "report", LEAFLETS, "属地")
        self.act(lead, "dispatch", "dispatcher", sent)
        self.act(lead, "sign", "handler")
        return lead


@pytest.fixture(scope="module")
def street(whole_database: None) -> Street:
    return Street()


def story_of(matter: UUID) -> list[tuple[str, str]]:
    told, _older = stories.entries(Matter.objects.get(pk=matter))
    return [(entry.title, entry.who) for entry in told]


@pytest.mark.trap(14)
def test_a_new_graph_of_a_procedure_leaves_matters_in_flight_on_their_own(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The procedure loses the state in which a matter stands; the matter goes on to its end."""
    lead = street.handled(1)
    known = law.procedure("lead.hotline")
    rest = tuple(a for a in known.actions if a.key not in ("hold", "resume", "contact"))
    newer = Procedure(
        known.key,
        known.title,
        basis=known.basis,
        since=known.since,
        states=tuple(state for state in known.states if state.key != "held"),
        actions=rest,
        confidentiality=known.confidentiality,
    )
    assert newer.graph_hash != known.graph_hash
    monkeypatch.setitem(law._procedures, known.key, [known, newer])
    said = inputs.Contact("phone", "connected", "说过")
    street.act(lead, "contact", "handler", said)
    matter = Matter.objects.get(pk=lead)
    assert matter.graph == known.graph_hash
    assert registry.procedure_of(matter) is known
    assert client_of("handler").get(f"/matters/{lead}/").status_code == 200


@pytest.mark.trap(14)
def test_closing_a_matter_keeps_its_story(street: Street) -> None:
    kept, lead = street.received(1), street.received(2)
    before = story_of(lead)
    number = Matter.objects.get(pk=kept).number
    street.act(lead, "void", "dispatcher", inputs.Void(reason="重复登记", duplicate_of=number))
    assert not Matter.objects.get(pk=lead).is_open
    assert story_of(lead)[1:] == before


@pytest.mark.trap(15)
def test_a_case_begins_in_the_act_that_asks_for_it_and_nobody_waits(street: Street) -> None:
    """Lead and case move in one transaction; if the case is refused, the lead has not moved."""
    lead = street.handled(3)
    version = Matter.objects.get(pk=lead).version
    early = street.opening(3)
    wrong = DocketCase("违法事实清楚", early.__class__(**vars(early) | {"item_code": "AY-A001"}))
    with pytest.raises(Exception, match="GD"):
        street.act(lead, "docket", "handler", wrong)
    assert Matter.objects.get(pk=lead).version == version
    assert not Matter.objects.filter(links_in__source=lead).exists()
    street.act(lead, "docket", "handler", DocketCase("违法事实清楚", early))
    assert Matter.objects.get(links_in__source=lead).state == "on_site"


@pytest.mark.trap(16)
def test_an_act_whose_record_cannot_be_written_has_not_happened(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = street.handled(4)
    version, receipts = Matter.objects.get(pk=lead).version, Receipt.objects.count()

    def full(*_values: object, **_named: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(JournalEntry, "save", full)
    with pytest.raises(DatabaseError):
        street.act(lead, "contact", "handler", inputs.Contact("phone", "connected"))
    matter = Matter.objects.get(pk=lead)
    assert matter.version == version
    assert not matter.lead.attempts.exists()
    assert Receipt.objects.count() == receipts


@pytest.mark.trap(16)
def test_the_record_says_what_was_done_and_not_only_who_came(street: Street) -> None:
    lead = street.received(5)
    body = JournalEntry.objects.get(stream_id=lead).body
    assert "电线杆上贴满小广告" in body
    assert "林某" not in body


@pytest.mark.trap(17)
@pytest.mark.trap(18)
def test_what_happens_to_people_and_organs_later_changes_no_story(street: Street) -> None:
    lead = street.handled(6)
    before = story_of(lead)
    handler = street.people["handler"]
    type(handler).objects.filter(pk=handler.pk).update(name="改名")
    organ = street.organs["east"]
    org.dissolve_organ(organ=organ, until=NOW.date(), by=None, at=NOW)
    assert story_of(lead) == before


@pytest.mark.trap(18)
def test_nothing_that_a_matter_stands_on_can_be_deleted(street: Street) -> None:
    lead = Matter.objects.get(pk=street.handled(7))
    for row in (lead.organ, lead.place, lead.opened_by, lead):
        with pytest.raises(Exception, match=r"protected|append-only|FOREIGN KEY|foreign key"):
            row.delete()


@pytest.mark.trap(22)
def test_no_other_spelling_of_an_address_opens_what_the_address_refuses(
    street: Street, at_noon: None
) -> None:
    lead = str(street.handled(8))
    client = client_of("west_officer")
    for path in (
        f"/matters/{lead}/",
        f"/matters/%{ord(lead[0]):x}{lead[1:]}/",
        f"/matters/{lead.upper()}/",
        f"/matters/{lead};x=1/",
        f"/matters//{lead}/",
        f"/matters/./{lead}/",
        f"/api/matters/{lead}",
        f"/api/matters/%{ord(lead[0]):x}{lead[1:]}",
        f"/api/matters/{lead.upper()}",
        f"/api//matters/{lead}",
    ):
        answer = client.get(path, follow=True)
        assert answer.status_code == 404, path
        assert "张贴小广告" not in answer.content.decode(), path
    assert client_of("officer").get(f"/matters/{lead}/").status_code == 200


@pytest.mark.trap(30)
def test_the_twentieth_act_costs_what_the_second_cost(street: Street) -> None:
    """Neither statements nor what is written grow with the length of the story."""
    lead = street.handled(9)
    said = inputs.Contact("phone", "no_answer")
    costs, lengths = [], []
    for _turn in range(20):
        with CaptureQueriesContext(connection) as caught:
            street.act(lead, "contact", "handler", said)
        costs.append(len(caught))
        lengths.append(len(JournalEntry.objects.filter(stream_id=lead).latest("sequence").body))
    assert costs[-1] == costs[1]
    assert lengths[-1] <= lengths[1] + 20


@pytest.mark.trap(26)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/matters/00000000-0000-4000-8000-000000000000/", 404),
        ("/api/matters/00000000-0000-4000-8000-000000000000", 404),
        ("/files/999999/", 404),
        ("/papers/999999/", 404),
        ("/people/", 403),
        ("/no/such/page/", 404),
    ],
)
def test_what_went_wrong_says_so_in_its_status(
    street: Street, at_noon: None, path: str, status: int
) -> None:
    assert client_of("officer").get(path).status_code == status


@pytest.mark.trap(26)
def test_a_refused_act_is_no_success(street: Street, at_noon: None) -> None:
    """422 for what the law refuses, 409 for who came too late; the record grew by nothing."""
    lead = street.handled(10)
    entries, version = JournalEntry.objects.count(), Matter.objects.get(pk=lead).version
    client = client_of("handler")
    url, told = f"/api/matters/{lead}/acts/submit", {"key": uuid4().hex, "version": version}
    answer = client.post(url, told | {"data": {}}, content_type="application/json")
    assert answer.status_code == 422
    late = {"channel": "phone", "result": "connected"}
    url = f"/api/matters/{lead}/acts/contact"
    told = {"key": uuid4().hex, "version": version - 1, "data": late}
    assert client.post(url, told, content_type="application/json").status_code == 409
    assert JournalEntry.objects.count() == entries


@pytest.mark.trap(46)
def test_no_page_of_the_house_ranks_people_by_fines(street: Street, at_noon: None) -> None:
    """A fine stands in its case and its paper; no list, board or figure adds fines up."""
    client = client_of("leader")
    for path in ("/", "/cases/", "/leads/", "/overdue/", "/findings/", "/metrics"):
        page = client.get(path).content.decode()
        for word in ("罚款总额", "罚没", "人均罚款", "排名", "fines_total"):
            assert word not in page, (path, word)


@pytest.mark.trap(24)
def test_a_locked_account_locks_nobody_who_comes_from_the_same_address(street: Street) -> None:
    for name in ("handler", "officer"):
        signin.change_password(
            account=Account.objects.get(username=name), password="Tianshan-2026", at=NOW
        )

    def enter(name: str, password: str) -> bool:
        client = client_of("nobody")
        said = {"login": name, "password": password}
        client.post("/accounts/login/", said, REMOTE_ADDR="10.0.0.1")
        return "_auth_user_id" in client.session

    for _try in range(6):
        assert not enter("handler", "wrong")
    assert not enter("handler", "Tianshan-2026")
    assert enter("officer", "Tianshan-2026")
