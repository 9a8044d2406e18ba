"""A district with two teams and a union beside it, and the way an instruction walks through it."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.acting import Actor, At, actor_of, system
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.plans.instructions import inputs
from chengguan.plans.instructions.models import SupervisedTask

SINCE = date(2020, 1, 1)
# A Tuesday in a week without holidays.
NINE = datetime(2026, 9, 15, 9, tzinfo=ZONE)
DUE = date(2026, 9, 17)


class Bureau:
    """Organs, people, and a clock that tests turn."""

    def __init__(self) -> None:
        self.now = NINE
        self.people: dict[str, Person] = {}
        self.city = self.organ(OrganKind.CITY_BUREAU, "市局", prefix="市")
        self.district = self.organ(OrganKind.DISTRICT_BUREAU, "区局", self.city, "区")
        self.east = self.organ(OrganKind.STREET_TEAM, "东队", self.district)
        self.west = self.organ(OrganKind.STREET_TEAM, "西队", self.district)
        self.bare = self.organ(OrganKind.SECTION, "空科", self.district)
        self.other = self.organ(OrganKind.DISTRICT_BUREAU, "邻区局", self.city, "邻")
        self.union = self.organ(OrganKind.BUREAU_UNION, "局工会", None, "工")
        self.base = self.organ(OrganKind.BASE_UNION, "基层工会", self.union)
        for name, role, organ in (
            ("局长", Role.BUREAU_LEADER, self.district),
            ("市局长", Role.BUREAU_LEADER, self.city),
            ("督察", Role.SUPERVISOR, self.district),
            ("调度", Role.DISPATCHER, self.district),
            ("东队长", Role.TEAM_HEAD, self.east),
            ("东队员", Role.OFFICER, self.east),
            ("西队长", Role.TEAM_HEAD, self.west),
            ("邻局长", Role.BUREAU_LEADER, self.other),
            ("工会干部", Role.UNION_STAFF, self.union),
            ("基层主席", Role.BASE_UNION_CHAIR, self.base),
        ):
            self.person(name, role, organ)

    def organ(
        self, kind: OrganKind, name: str, parent: Organ | None = None, prefix: str = ""
    ) -> Organ:
        return org.found_organ(
            kind=kind,
            name=name,
            short_name=name,
            number_prefix=prefix,
            since=SINCE,
            parent=parent,
            by=None,
            at=NINE,
        )

    def person(self, name: str, role: Role, organ: Organ) -> Person:
        made = self.people.get(name) or org.register_person(name=name, by=None, at=NINE)
        org.grant(person=made, role=role, organ=organ, since=SINCE, by=None, at=NINE)
        self.people[name] = made
        return made

    def actor(self, name: str) -> Actor:
        return system("house") if name == "system" else actor_of(self.people[name], self.now)

    def wait(self, **length: int) -> None:
        self.now += timedelta(**length)

    def give(self, by: str = "局长", **said: object) -> "Given":
        usual: dict[str, object] = {
            "organ": self.district,
            "words": "请查明原因，限期整改。",
            "due_on": DUE,
            "units": (self.east,),
        }
        outcome = open_matter(
            procedure="instruction",
            action="give",
            by=self.actor(by),
            at=At.once(self.now),
            data=inputs.Give(**(usual | said)),  # type: ignore[arg-type]
            key=uuid4().hex,
        )
        return Given(self, outcome.matter)

    def act(self, matter: UUID, action: str, by: str, data: object = None) -> None:
        perform(
            matter=matter,
            action=action,
            by=self.actor(by),
            at=At.once(self.now),
            data=data,
            key=uuid4().hex,
            version=Matter.objects.values_list("version", flat=True).get(pk=matter),
        )


class Given:
    """One instruction and the tasks that came of it, by the name of the unit or person."""

    def __init__(self, bureau: Bureau, pk: UUID) -> None:
        self.bureau, self.pk = bureau, pk

    @property
    def state(self) -> str:
        return Matter.objects.values_list("state", flat=True).get(pk=self.pk)

    def task(self, whom: str = "东队") -> SupervisedTask:
        rows = SupervisedTask.objects.filter(instruction=self.pk).select_related(
            "matter__organ", "person"
        )
        return next(t for t in rows if whom == (t.person.name if t.person else t.matter.organ.name))

    def clock(self, ref: str = "TASK_REPLY", whom: str = "东队") -> MatterClock:
        return self.task(whom).matter.clocks.filter(ref=ref).latest("id")

    def act(self, action: str, by: str, data: object = None, whom: str = "东队") -> "Given":
        self.bureau.act(self.task(whom).pk, action, by, data)
        return self

    def sign(self, by: str = "东队长", whom: str = "东队") -> "Given":
        return self.act("sign", by, whom=whom)

    def reply(self, by: str = "东队长", whom: str = "东队") -> "Given":
        return self.act("reply", by, inputs.Reply("已经办完。"), whom)

    def sign_off(self, by: str = "局长", whom: str = "东队") -> "Given":
        return self.act("sign_off", by, inputs.SignOff("同意。"), whom)
