"""Two districts with everybody concerned, and matters that carry a canary in every text.

Built by the services and acts that everybody uses, never by inserting rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from chengguan.core.documents import services as documents
from chengguan.core.documents.models import CasePaper
from chengguan.core.files import services as files
from chengguan.core.lawbook import services as lawbook
from chengguan.core.lawbook.models import ChangeKind
from chengguan.core.lawbook.queries import BANK
from chengguan.core.lawbook.services import Proposed
from chengguan.core.notices import outbox
from chengguan.core.org import services as org
from chengguan.core.org import signin
from chengguan.core.org.kinds import CertificateKind, Field, MembershipKind, OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers import services as registers
from chengguan.core.registers.models import Party, Place, PlaceKind
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases import inputs as case_inputs
from chengguan.enforcement.leads import inputs, services
from tests.whole import estate_life, ordinary, restricted, structure_life
from tests.whole.cage import Cage

SINCE = date(2020, 1, 1)
BEGAN = datetime(2026, 9, 14, 9, 0, tzinfo=ZONE)
NOW = datetime(2026, 9, 15, 12, 0, tzinfo=ZONE)
ITEMS = {"street": "AY-C001", "housing": "AY-A001", "household_waste": "AY-E004"}
LEAFLETS = "AY-C002"

ORGANS = {
    "city": (OrganKind.CITY_BUREAU, ""),
    "a": (OrganKind.DISTRICT_BUREAU, "city"),
    "b": (OrganKind.DISTRICT_BUREAU, "city"),
    "east": (OrganKind.STREET_TEAM, "a"),
    "west": (OrganKind.STREET_TEAM, "a"),
    "special": (OrganKind.SPECIAL_TEAM, "a"),
    "north": (OrganKind.STREET_TEAM, "b"),
    "property": (OrganKind.PROPERTY_COMPANY, ""),
    "union": (OrganKind.BUREAU_UNION, ""),
    "office": (OrganKind.PROPERTY_OFFICE, "property"),
    "committee": (OrganKind.RESIDENTS_COMMITTEE, ""),
    "housing": (OrganKind.PARTNER_UNIT, ""),
    "other_property": (OrganKind.PROPERTY_COMPANY, ""),
    "other_office": (OrganKind.PROPERTY_OFFICE, "other_property"),
    "other_committee": (OrganKind.RESIDENTS_COMMITTEE, ""),
    "greening": (OrganKind.PARTNER_UNIT, ""),
}

PEOPLE = {
    "officer": (Role.OFFICER, "east"),
    "limited": (Role.OFFICER, "east"),
    "handler": (Role.OFFICER, "east"),
    "colleague": (Role.OFFICER, "east"),
    "squad": (Role.SQUAD_LEADER, "east"),
    "head": (Role.TEAM_HEAD, "east"),
    "west_officer": (Role.OFFICER, "west"),
    "west_handler": (Role.OFFICER, "west"),
    "special_officer": (Role.OFFICER, "special"),
    "special_handler": (Role.OFFICER, "special"),
    "north_officer": (Role.OFFICER, "north"),
    "north_handler": (Role.OFFICER, "north"),
    "dispatcher": (Role.DISPATCHER, "a"),
    "supervisor": (Role.SUPERVISOR, "a"),
    "legal": (Role.LEGAL_REVIEWER, "a"),
    "section": (Role.FIELD_SECTION, "a"),
    "leader": (Role.BUREAU_LEADER, "a"),
    "deputy": (Role.BUREAU_LEADER, "a"),
    "dispatcher_b": (Role.DISPATCHER, "b"),
    "leader_b": (Role.BUREAU_LEADER, "b"),
    "property": (Role.PROPERTY_MANAGER, "property"),
    "union": (Role.UNION_STAFF, "union"),
    "sysadmin": (Role.SYS_ADMIN, "a"),
    "secadmin": (Role.SEC_ADMIN, "a"),
    "auditadmin": (Role.AUDIT_ADMIN, "a"),
    "manager": (Role.PROPERTY_MANAGER, "office"),
    "committee": (Role.RESIDENTS_COMMITTEE, "committee"),
    "liaison": (Role.LIAISON, "housing"),
    "other_manager": (Role.PROPERTY_MANAGER, "other_office"),
}

LIMITED = {"section": Field.STREET, "limited": Field.HOUSING}


@dataclass
class Team:
    """Who does the work of an organ."""

    organ: str
    dispatcher: str
    handlers: dict[str, str]
    partner: str


TEAMS = (
    Team(
        "east",
        "dispatcher",
        {"street": "handler", "housing": "handler", "household_waste": "colleague"},
        "officer",
    ),
    Team("west", "dispatcher", dict.fromkeys(ITEMS, "west_handler"), "west_officer"),
    Team("special", "dispatcher", dict.fromkeys(ITEMS, "special_handler"), "special_officer"),
    Team("north", "dispatcher_b", dict.fromkeys(ITEMS, "north_handler"), "north_officer"),
)
"""In the east two share the work, so that one handler must not read what is the other's."""

EAST = ordinary.Cast(
    "east", "handler", "officer", "head", "legal", leaders=("leader", "deputy", "head")
)
WEST = ordinary.Cast("west", "west_handler", "west_officer", "leader")
NORTH = ordinary.Cast("north", "north_handler", "north_officer", "leader_b")


class Town:
    """Everybody by name; ``cage`` knows what was written where."""

    def __init__(self) -> None:
        restricted.install()
        self.cage = Cage()
        self.at = ordinary.BEGAN
        self.organs: dict[str, Organ] = {}
        self.people: dict[str, Person] = {}
        self.matters: dict[str, UUID] = {}
        for key, (kind, parent) in ORGANS.items():
            self.organs[key] = self._organ(key, kind, parent)
        for number, (name, (role, organ)) in enumerate(PEOPLE.items(), start=1):
            self._person(name, role, self.organs[organ], number)
        self._bank()

    def _bank(self) -> None:
        """Two persons say where fines are paid, before anything is decided."""
        since = self.at.date() + timedelta(days=1)
        what = Proposed(
            ChangeKind.BANK, BANK, since, source="代收协议", reason="委托代收", ruling="江北银行"
        )
        row = lawbook.propose(what, by=self.people["legal"], at=self.at)
        second = org.register_person(name="另一名法制员", by=None, at=self.at)
        org.grant(
            person=second,
            role=Role.LEGAL_REVIEWER,
            organ=self.organs["a"],
            since=SINCE,
            by=None,
            at=self.at,
        )
        lawbook.confirm(change=row, remark="", by=second, at=self.at)

    def its_day_begins(self) -> None:
        """What came before lies months back."""
        self.at = BEGAN

    def filled(self) -> "Town":
        """Every organ, field and class with its canaries; papers typeset, outbox delivered."""
        self.ordinary_cases()
        self.estates()
        self.structures()
        self.its_day_begins()
        for team in TEAMS:
            for field in ITEMS:
                self.lead(team, field)
            if team.organ != "special":
                self.case(team)
        self.secret("a", "supervisor", "supervisor")
        self.secret("east", "handler", "colleague")
        self.secret("north", "north_handler", "north_handler")
        self.with_identity_file("east", "handler")
        self.with_identity_file("north", "north_handler")
        outbox.deliver(limit=1000, at=NOW)
        for paper in CasePaper.objects.filter(file=None):
            documents.typeset(paper, NOW)
        return self

    # -- organs and people ---------------------------------------------------------------

    def _organ(self, key: str, kind: OrganKind, parent: str) -> Organ:
        return org.found_organ(
            kind=kind,
            name=f"机构{key}",
            short_name=key,
            number_prefix=f"{key}综执",
            parent=self.organs.get(parent),
            since=SINCE,
            by=None,
            at=self.at,
        )

    def _person(self, name: str, role: Role, organ: Organ, number: int) -> None:
        person = org.register_person(name=f"人员{name}", by=None, at=self.at)
        org.appoint(
            person=person,
            organ=organ,
            kind=MembershipKind.UNIT,
            since=SINCE,
            by=None,
            at=self.at,
        )
        org.grant(
            person=person,
            role=role,
            organ=organ,
            field=LIMITED.get(name),
            since=SINCE,
            by=None,
            at=self.at,
        )
        if role == Role.OFFICER:
            org.certify(person=person, number=f"ZF{number:04d}", since=SINCE, by=None, at=self.at)
        if role == Role.LEGAL_REVIEWER:
            org.certify(
                person=person,
                kind=CertificateKind.LEGAL,
                number=f"A{number:04d}",
                since=SINCE,
                by=None,
                at=self.at,
            )
        signin.open_account(person=person, username=name, by=None, at=self.at)
        self.people[name] = person

    def actor(self, name: str) -> Actor:
        return actor_of(self.people[name], self.at)

    # -- acts ----------------------------------------------------------------------------

    def open(self, procedure: str, action: str, by: str, data: Any) -> UUID:
        self.at += timedelta(minutes=1)
        outcome = open_matter(
            procedure=procedure,
            action=action,
            by=self.actor(by),
            at=At.once(self.at),
            data=data,
            key=uuid4().hex,
        )
        return outcome.matter

    def act(
        self,
        matter: UUID,
        action: str,
        by: str,
        data: Any = None,
        *,
        lasting: timedelta = timedelta(),
    ) -> None:
        """``lasting``: how much later it is over and recorded."""
        self.at += timedelta(minutes=1)
        perform(
            matter=matter,
            action=action,
            by=self.actor(by),
            at=At(self.at, self.at + lasting),
            data=data,
            key=uuid4().hex,
            version=Matter.objects.values_list("version", flat=True).get(pk=matter),
        )
        self.at += lasting

    def file(self, by: str, group: str, organ: str, field: str) -> int:
        """A file that says a canary in its content and another one in its name."""
        content = self.cage.bird(group, organ, field, "file content")
        use = files.store(
            BytesIO(f"现场记录 {content}\n".encode()),
            name=f"记录{self.cage.bird(group, organ, field, 'file name')}.txt",
            by=self.people[by],
            at=self.at,
        )
        return use.pk

    # -- an order with everything a lead can say -------------------------------------------

    def lead(self, team: Team, field: str) -> UUID:
        handler, organ = team.handlers[field], team.organ

        def bird(where: str) -> str:
            return self.cage.bird("content", organ, field, where)

        def hidden(where: str) -> str:
            return self.cage.bird("complainant", organ, field, where)

        outcome = services.take_in(
            by=self.actor(team.dispatcher),
            at=At.once(self.at),
            key=uuid4().hex,
            data=inputs.Receive(
                organ=self.organs["b" if organ == "north" else "a"],
                source="hotline_12345",
                appeal_kind="complaint",
                title=f"金丝雀 {bird('title')}",
                description=f"诉求 {bird('description')}",
                external_no=uuid4().hex[:12],
                caller_name=hidden("caller name"),
                caller_phone=self.cage.phone("complainant", organ, field),
                address_text=f"示范路 {bird('address')}",
                item_code=ITEMS[field],
                photos=(self.file(team.dispatcher, "content", organ, field),),
            ),
        )
        lead = outcome.matter
        self.matters[f"{organ}/{field}"] = lead
        sent = inputs.Dispatch(
            self.organs[organ], "complaint", ITEMS[field], f"派给 {bird('dispatch reason')}"
        )
        self.act(lead, "dispatch", team.dispatcher, sent)
        self.act(lead, "sign", handler)
        self.act(lead, "contact", handler, inputs.Contact("phone", "connected", hidden("said")))
        seen = inputs.CheckOnSite(
            officers=(self.people[handler], self.people[team.partner]),
            found=f"所见 {bird('site check')}",
            photos=(self.file(handler, "content", organ, field),),
        )
        self.act(lead, "check_on_site", handler, seen)
        if field == "street":
            self._to_the_end(lead, team, bird, hidden)
        return lead

    def _to_the_end(self, lead: UUID, team: Team, bird: Any, hidden: Any) -> None:
        handler = team.handlers["street"]
        approver = {"east": "head"}.get(team.organ)
        result = inputs.Submit(
            result="solved",
            found=f"核查 {bird('submitted')}",
            done=f"处置 {bird('done')}",
            next_step=f"后续 {bird('next step')}",
        )
        self.act(lead, "submit", handler, result)
        if approver is None:
            return
        ok = inputs.Approve(f"同意 {bird('approval')}")
        self.act(lead, "approve_submission", approver, ok)
        self.act(lead, "answer", handler, inputs.Answer("phone", hidden("told")))
        back = inputs.AnswerBack("satisfied", hidden("call back"))
        self.act(lead, "call_back", team.dispatcher, back)

    # -- a case with its paper ---------------------------------------------------------------

    def party(self, organ: str) -> Party:
        return registers.register_party(
            kind="person",
            name=f"当事人{self.cage.bird('party', organ, 'street', 'party name')}",
            address=f"住所{self.cage.bird('party', organ, 'street', 'party address')}",
            phone=self.cage.phone("party phone", organ, "street"),
            identifier=self.cage.phone("party number", organ, "street", "identifier"),
            id_kind="other",
            by=None,
            at=self.at,
        )

    def place(self, organ: str) -> Place:
        return registers.register_place(
            kind=PlaceKind.POINT,
            name=f"点位{self.cage.bird('place', organ, 'street', 'place name')}",
            by=None,
            at=self.at,
        )

    def case(self, team: Team) -> UUID:
        organ, handler = team.organ, team.handlers["street"]
        officers = (self.people[handler].pk, self.people[team.partner].pk)

        def bird(where: str) -> str:
            return self.cage.bird("content", organ, "street", where)

        case = self.open(
            "case.summary",
            "discover",
            handler,
            case_inputs.OpenSummary(
                organ=self.organs[organ],
                officer=self.people[handler],
                party=self.party(organ),
                place=self.place(organ),
                item_code=LEAFLETS,
                conduct_on=self.at.date(),
                discovered_at=self.at,
                spot=f"路口 {bird('spot')}",
                fact=f"张贴 {bird('fact')}",
            ),
        )
        self.matters[f"{organ}/case"] = case
        seen = case_inputs.Inspect(
            officers=officers,
            certificates_shown_at=self.at,
            record=f"笔录 {bird('record')}",
            signature="signed",
            harm="real",
            photos=(self.file(handler, "content", organ, "street"),),
        )
        self.act(case, "inspect", handler, seen)
        order = case_inputs.OrderCorrection(requirement=f"清除 {bird('requirement')}")
        self.act(case, "order_correction", handler, order)
        notice = case_inputs.Inform(
            is_warning=False, fine=10000, reasons=f"理由 {bird('reasons')}", basis="沪市容条例 20"
        )
        self.act(case, "inform", handler, notice)
        heard = case_inputs.Hear(
            is_waived=False, statement=f"申辩 {bird('statement')}", review="已复核，不成立。"
        )
        self.act(case, "hear", handler, heard)
        decision = case_inputs.DecideOnTheSpot(
            officers=officers,
            item_code=LEAFLETS,
            is_warning=False,
            fine=10000,
            served_at=self.at + timedelta(minutes=1),
            signature="signed",
        )
        self.act(case, "decide", handler, decision)
        return case

    # -- ordinary cases ----------------------------------------------------------------------

    def ordinary_cases(self) -> None:
        """One through everything, one declined, and one on its way in each other organ."""
        self.ordinary(EAST, "ordinary").docketed().investigated().informed().decided().served()
        self.ordinary_case.executed().archived()
        self.ordinary(EAST, "declined").declined()
        for cast in (WEST, NORTH):
            self.ordinary(cast, "ordinary").docketed().investigated().informed()

    def ordinary(self, cast: ordinary.Cast, name: str) -> ordinary.OrdinaryCase:
        def said(where: str) -> str:
            return self.cage.bird("content", cast.organ, "street", f"{name}: {where}")

        party = self.party(cast.organ)
        self.ordinary_case = ordinary.OrdinaryCase(self, cast, party, said).verified()
        self.matters[f"{cast.organ}/{name}"] = self.ordinary_case.case
        return self.ordinary_case

    # -- estates and illegal structures ------------------------------------------------------

    def estates(self) -> None:
        """Works in two estates of two companies; the own one reports too late."""
        self.at = BEGAN - timedelta(days=3)
        own, other = (
            estate_life.EstateLife(self, who, self._said(who.name, "housing"))
            for who in (estate_life.OWN, estate_life.OTHER)
        )
        own.registered().board_hung().begun(days=9).refused()
        other.registered().board_hung().begun(days=9).refused().reported()
        own.wait(days=2)
        own.reported().answered("liaison")
        for life in (own, other):
            self.matters[f"{life.who.name}/works"] = life.works
            self.matters[f"{life.who.name}/finding"] = life.found
        self.notice_board = own.notice_board
        self.matters["own/referral"] = own.referred()

    def structures(self) -> None:
        for crew in (structure_life.EAST, structure_life.NORTH):
            said = self._said(crew.organ, "illegal_structure")
            built = structure_life.Structure(self, crew, said).found().checked().answered()
            self.matters[f"{crew.organ}/structure"] = built.pk
        for organ, leader in (("a", "leader"), ("b", "leader_b")):
            structure_life.campaign(self, organ, leader, self._said(organ, "illegal_structure"))

    def _said(self, organ: str, field: str) -> Callable[[str, str], str]:
        """A canary for every place, by the group that may read it."""

        def said(group: str, where: str) -> str:
            kept = self.cage.phone if where == "phone" else self.cage.bird
            return kept(group, organ, field, where)

        return said

    # -- restricted --------------------------------------------------------------------------

    def secret(self, organ: str, by: str, hand_to: str) -> None:
        data = restricted.Begin(
            organ=self.organs[organ],
            title=f"金丝雀 {self.cage.bird('secret', organ, 'street', 'title')}",
            hand_to=self.people[hand_to],
            said=self.cage.bird("secret", organ, "street", "said"),
            papers=(self.file(by, "secret", organ, "street"),),
        )
        self.matters[f"{organ}/secret"] = self.open("canary.secret", "begin", by, data)

    def with_identity_file(self, organ: str, by: str) -> None:
        """An ordinary matter in which only the file is of the complainant's class."""
        data = restricted.BeginPlain(
            organ=self.organs[organ],
            title=f"金丝雀 {self.cage.bird('content', organ, 'street', 'plain title')}",
            hand_to=self.people[by],
            papers=(self.file(by, "complainant", organ, "street"),),
        )
        self.matters[f"{organ}/plain"] = self.open("canary.plain", "begin", by, data)
