"""A street team on one afternoon, and the acts of a case with what is usual filled in."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from chengguan.core.files import services as files
from chengguan.core.org import services as org
from chengguan.core.org.kinds import MembershipKind, OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers import services as registers
from chengguan.core.registers.models import Party
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.errors import Refused
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases import inputs
from chengguan.enforcement.cases.models import Case
from tests.played import once

NOON = datetime(2026, 9, 15, 12, 0, tzinfo=ZONE)
FOUNDED = date(2021, 1, 1)
LEAFLETS = "AY-C002"  # 100 to 1,000 yuan or a warning
VENDING = "AY-C001"  # 100 to 1,000 yuan, no warning
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08" + bytes(8) + b"\0\0\0\0IEND\xaeB`\x82"


class Street:
    """Everybody and everything a case of the summary procedure needs."""

    def __init__(self) -> None:
        self.bureau = self.organ(
            OrganKind.DISTRICT_BUREAU, "江北区城市管理行政执法局", "江北城管", None
        )
        self.team = self.organ(
            OrganKind.STREET_TEAM, "江北区东路街道综合行政执法队", "东路队", self.bureau
        )
        self.officer = self.certified("甲队员", "JB-001")
        self.colleague = self.certified("乙队员", "JB-002")
        self.third = self.certified("丙队员", "JB-003")
        self.novice = self.person("丁队员", Role.OFFICER)
        self.head = self.person("戊队长", Role.TEAM_HEAD)
        self.vendor = self.party("person", "某摊主")
        self.shop = self.party("organisation", "某某餐饮店")
        self.clock = NOON

    # -- people ------------------------------------------------------------------------

    def organ(self, kind: OrganKind, name: str, short: str, parent: Organ | None) -> Organ:
        return org.found_organ(
            kind=kind,
            name=name,
            short_name=short,
            number_prefix="江城管" if parent is None else "东综",
            since=FOUNDED,
            parent=parent,
            by=None,
            at=NOON,
        )

    def person(self, name: str, role: Role) -> Person:
        person = org.register_person(name=name, by=None, at=NOON)
        org.appoint(
            person=person,
            organ=self.team,
            kind=MembershipKind.UNIT,
            since=FOUNDED,
            by=None,
            at=NOON,
        )
        org.grant(person=person, role=role, organ=self.team, since=FOUNDED, by=None, at=NOON)
        return person

    def certified(self, name: str, number: str) -> Person:
        person = self.person(name, Role.OFFICER)
        org.certify(person=person, number=number, since=FOUNDED, by=None, at=NOON)
        return person

    def party(self, kind: str, name: str) -> Party:
        return registers.register_party(kind=kind, name=name, by=None, at=NOON, address="东路 1 号")

    def actor(self, person: Person | None = None) -> Actor:
        return actor_of(person or self.officer, NOON)

    def photo(self, by: Person | None = None) -> int:
        data = BytesIO(PNG + uuid4().bytes)
        use = files.store(data, name="现场.png", by=by or self.officer, at=NOON)
        return use.pk

    # -- acts --------------------------------------------------------------------------

    def opening(self, **changed: Any) -> inputs.OpenSummary:
        usual = inputs.OpenSummary(
            organ=self.team,
            officer=self.officer,
            party=self.vendor,
            item_code=LEAFLETS,
            conduct_on=NOON.date(),
            discovered_at=self.clock,
            spot="东路 10 号门前",
            fact="在路灯杆上张贴小广告六张",
        )
        return replace(usual, **changed)

    def open(self, **changed: Any) -> UUID:
        made = open_matter(
            procedure="case.summary",
            action="discover",
            by=self.actor(),
            at=At.once(self.clock),
            data=self.opening(**changed),
            key=uuid4().hex,
        )
        return made.matter

    def act(
        self, case: UUID, action: str, data: object = None, by: Person | None = None, **at: Any
    ) -> Outcome:
        """Take an act five minutes after the last one."""
        self.clock += timedelta(minutes=5)
        moment = at.pop("at", None) or At(self.clock, at.pop("recorded", self.clock), **at)
        return perform(
            matter=case,
            action=action,
            by=self.actor(by),
            at=moment,
            data=data,
            key=uuid4().hex,
            version=Matter.objects.get(pk=case).version,
        )

    def refusals(self, case: UUID, action: str, data: object = None, **at: Any) -> dict[str, str]:
        """Which questions of law refuse the act, with the code of the reason."""
        try:
            self.act(case, action, data, **at)
        except Refused as refused:
            return {finding.ref: finding.reason.code for finding in refused.findings}
        return {}

    def inspection(self, **changed: Any) -> inputs.Inspect:
        usual = inputs.Inspect(
            officers=(self.officer.pk, self.colleague.pk),
            certificates_shown_at=self.clock,
            record="路灯杆上有小广告六张，当事人承认为其张贴。",
            signature="signed",
            harm="real",
        )
        return replace(usual, **changed)

    def notice(self, **changed: Any) -> inputs.Inform:
        usual = inputs.Inform(
            is_warning=True, fine=10000, reasons="张贴小广告六张", basis="沪市容条例 20"
        )
        return replace(usual, **changed)

    def defence(self, **changed: Any) -> inputs.Hear:
        usual = inputs.Hear(
            is_waived=False, statement="愿意改正，请求从轻。", review="已复核，不成立。"
        )
        return replace(usual, **changed)

    def decision(self, **changed: Any) -> inputs.DecideOnTheSpot:
        usual = inputs.DecideOnTheSpot(
            officers=(self.officer.pk, self.colleague.pk),
            item_code=LEAFLETS,
            is_warning=False,
            fine=10000,
            served_at=self.clock,
            signature="signed",
        )
        return replace(usual, **changed)

    # -- a case brought so far ---------------------------------------------------------

    @once
    def informed(self, **opening: Any) -> UUID:
        case = self.open(**opening)
        self.act(case, "inspect", self.inspection(photos=(self.photo(),)))
        self.act(case, "order_correction", inputs.OrderCorrection(requirement="立即清除"))
        self.act(case, "inform", self.notice())
        return case

    @once
    def heard(self, **opening: Any) -> UUID:
        case = self.informed(**opening)
        self.act(case, "hear", self.defence())
        return case

    @once
    def decided(self, **changed: Any) -> UUID:
        case = self.heard()
        self.act(case, "decide", self.decision(**changed))
        return case

    @once
    def collected_for(self, conduct_on: date) -> UUID:
        case = self.heard(conduct_on=conduct_on)
        self.act(case, "decide", self.decision())
        self.act(case, "collect", inputs.Collect(ground="small", receipt_number="沪财 0002"))
        return case

    @once
    def collected(self) -> UUID:
        case = self.decided()
        self.act(case, "collect", inputs.Collect(ground="small", receipt_number="沪财 0001"))
        return case

    def row(self, case: UUID) -> Case:
        return Case.objects.get(pk=case)
