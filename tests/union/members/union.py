"""A bureau union with two base unions and their groups, and the ways of a membership through it."""

from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

from chengguan.core.files import services as files
from chengguan.core.org import services as org
from chengguan.core.org.kinds import MembershipKind, OrganKind, Role
from chengguan.core.org.models import Membership, Organ, Person
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.union.members import inputs
from chengguan.union.members.models import MemberRecord

SINCE = date(2020, 1, 1)
# A Tuesday in a week without holidays.
NINE = datetime(2026, 9, 15, 9, tzinfo=ZONE)
TODAY = NINE.date()
BORN = date(1990, 5, 4)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def number(born: date = BORN, order: int = 1) -> str:
    """A number of identity that passes its check; an even order is a woman's."""
    plain = f"310105{born:%Y%m%d}{order:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    total = sum(int(digit) * weight for digit, weight in zip(plain, weights, strict=True))
    return plain + "10X98765432"[total % 11]


class Union:
    """Organs, people, and a clock that tests turn."""

    def __init__(self) -> None:
        self.now = NINE
        self.people: dict[str, Person] = {}
        self.bureau = self.organ(OrganKind.DISTRICT_BUREAU, "区局")
        self.team = self.organ(OrganKind.STREET_TEAM, "东队", self.bureau)
        self.top = self.organ(OrganKind.BUREAU_UNION, "局工会")
        self.east = self.organ(OrganKind.BASE_UNION, "东工会", self.top)
        self.west = self.organ(OrganKind.BASE_UNION, "西工会", self.top)
        self.one = self.organ(OrganKind.UNION_GROUP, "东一组", self.east)
        self.two = self.organ(OrganKind.UNION_GROUP, "东二组", self.east)
        self.three = self.organ(OrganKind.UNION_GROUP, "西一组", self.west)
        for name, role, organ in (
            ("局干部", Role.UNION_STAFF, self.top),
            ("东主席", Role.BASE_UNION_CHAIR, self.east),
            ("东干部", Role.UNION_STAFF, self.east),
            ("西主席", Role.BASE_UNION_CHAIR, self.west),
            ("一组长", Role.BASE_UNION_CHAIR, self.one),
            ("二组长", Role.BASE_UNION_CHAIR, self.two),
            ("女工委员", Role.WOMENS_COMMITTEE, self.east),
            ("局长", Role.BUREAU_LEADER, self.bureau),
            ("队长", Role.TEAM_HEAD, self.team),
            ("督察", Role.SUPERVISOR, self.bureau),
            ("管理员", Role.SYS_ADMIN, self.bureau),
            ("队员甲", Role.OFFICER, self.team),
            ("队员乙", Role.OFFICER, self.team),
        ):
            self.person(name, role, organ)

    def organ(self, kind: OrganKind, name: str, parent: Organ | None = None) -> Organ:
        return org.found_organ(
            kind=kind,
            name=name,
            short_name=name,
            since=SINCE,
            parent=parent,
            by=None,
            at=NINE,
        )

    def person(self, name: str, role: Role, organ: Organ) -> Person:
        made = self.people.get(name) or org.register_person(name=name, by=None, at=NINE)
        org.grant(person=made, role=role, organ=organ, since=SINCE, by=None, at=NINE)
        org.appoint(
            person=made, organ=organ, kind=MembershipKind.UNIT, since=SINCE, by=None, at=NINE
        )
        self.people[name] = made
        return made

    def actor(self, name: str) -> Actor:
        return actor_of(self.people[name], self.now)

    def wait(self, **length: int) -> None:
        self.now += timedelta(**length)

    def file(self, by: str = "东主席") -> int:
        stored = files.store(BytesIO(PDF), name="件.pdf", by=self.people[by], at=self.now)
        return stored.pk

    def open(self, action: str, data: object, by: str) -> UUID:
        return open_matter(
            procedure="union.membership",
            action=action,
            by=self.actor(by),
            at=At.once(self.now),
            data=data,
            key=uuid4().hex,
        ).matter

    def act(self, matter: UUID, action: str, data: object = None, by: str = "东主席") -> None:
        perform(
            matter=matter,
            action=action,
            by=self.actor(by),
            at=At.once(self.now),
            data=data,
            key=uuid4().hex,
            version=Matter.objects.values_list("version", flat=True).get(pk=matter),
        )

    # -- a membership so far ----------------------------------------------------------------

    def apply(self, name: str = "队员甲", by: str = "", **said: object) -> UUID:
        by = by or name
        usual: dict[str, object] = {
            "person": self.people[name],
            "entered_by": self.people[by].pk,
            "union": self.east,
            "group": self.one,
            "sex": "male",
            "born_on": BORN,
            "applied_on": self.now.astimezone(ZONE).date(),
        }
        return self.open("apply", inputs.Apply(**(usual | said)), by)  # type: ignore[arg-type]

    def considered(self, name: str = "队员甲", **said: object) -> UUID:
        matter = self.apply(name, **said)
        opinion = inputs.Opine(self.today, is_agreed=True, words="同意。")
        self.act(matter, "consider", opinion, by="一组长")
        return matter

    def member(self, name: str = "队员甲", **said: object) -> UUID:
        matter = self.considered(name, **said)
        self.act(matter, "approve", inputs.Approve(self.today))
        return matter

    def enrol(
        self, name: str = "会员", by: str = "东主席", union: Organ | None = None, **said: object
    ) -> UUID:
        usual: dict[str, object] = {
            "person": Person(name=name),
            "union": union or self.east,
            "group": self.one if union is None else None,
            "sex": "male",
            "born_on": BORN,
            "joined_on": date(2024, 1, 1),
        }
        return self.open("enrol", inputs.Enrol(**(usual | said)), by)  # type: ignore[arg-type]

    def judged(self, matter: UUID, on: date = date(2026, 8, 1)) -> UUID:
        judgment = inputs.FileJudgment(on, number="沪0105刑初1号", judgment=(self.file(),))
        self.act(matter, "file_judgment", judgment)
        return matter

    def expelled(self, matter: UUID) -> UUID:
        self.judged(matter)
        self.act(
            matter, "discuss_expulsion", inputs.Opine(date(2026, 8, 10), is_agreed=True, words="")
        )
        decision = inputs.Expel(date(2026, 8, 20), "开除会籍。", resolution=(self.file(),))
        self.act(matter, "expel", decision)
        return matter

    # -- what is looked at --------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def state(self, matter: UUID) -> str:
        return Matter.objects.values_list("state", flat=True).get(pk=matter)

    def record(self, matter: UUID) -> MemberRecord:
        return MemberRecord.objects.select_related("matter__organ", "span", "group_span").get(
            pk=matter
        )

    def spans(self, matter: UUID, kind: str = "union") -> list[tuple[str, date, date | None]]:
        rows = Membership.objects.filter(person=self.record(matter).person_id, kind=kind)
        return list(rows.order_by("since", "pk").values_list("organ__name", "since", "until"))
