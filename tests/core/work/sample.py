"""A small procedure and a small organisation for testing the core alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.work import inputs, registry
from chengguan.core.work.act import Act
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.law.citations import cite
from chengguan.law.guards import Guard, Reason
from chengguan.law.procedure import START, Action, Clock, Procedure, State, while_in

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)


@dataclass(frozen=True)
class Begin:
    organ: Organ
    title: str = "样例"
    field: str = ""
    caller: str = inputs.sealed("complainant.name")
    photos: tuple[int, ...] = inputs.files("photo")


@dataclass(frozen=True)
class Amount:
    fen: int = 0
    reason: str = ""


def not_over_hundred(facts: object, data: Amount, law: object) -> Reason | None:
    return Reason("sample.too_much") if data.fen > 100 else None


def not_absurd(facts: object, data: Amount, law: object) -> Reason | None:
    return Reason("sample.absurd") if data.fen < 0 else None


def worked(facts: "Facts", law: object) -> Reason | None:
    return None if facts.version >= 2 else Reason("sample.not_worked")


@dataclass(frozen=True)
class Facts:
    version: int


UNLAWFUL = Guard("not_over_hundred", "GD09", not_over_hundred)
IMPOSSIBLE = Guard("not_absurd", "SAMPLE0", not_absurd)
NEEDS_WORK = Guard("worked", "GD01", worked)

new, doing = State("new", "新"), State("doing", "办理中")
waiting, done = State("waiting", "搁置", held=True), State("done", "办结", final=True)

SAMPLE = Procedure(
    "sample.plain",
    "样例程序",
    basis=cite("行政处罚法", 60),
    since=date(2021, 7, 15),
    confidentiality="enforcement",
    states=(new, doing, waiting, done),
    actions=(
        Action(
            "begin", "开始", START >> new, by=("dispatcher",), takes=Begin, starts=(Clock("CK01"),)
        ),
        Action("take", "签收", new >> doing, by=("officer",)),
        Action("work", "办理", while_in(doing), by=("officer",), given=(UNLAWFUL,), takes=Amount),
        Action("rest", "搁置", doing >> waiting, by=("officer",), takes=Amount, pauses=True),
        Action("resume", "恢复", waiting >> doing, by=("officer",)),
        Action(
            "finish",
            "办结",
            doing >> done,
            by=("handler",),
            needs=(NEEDS_WORK,),
            stops=(Clock("CK01"),),
            happens_here=True,
        ),
        Action("mark", "回填", while_in(doing), by=("system",)),
    ),
)


def begin(act: Act, data: Begin) -> None:
    act.begin(number=f"样例-{act.matter.pk}", title=data.title, organ=data.organ, field=data.field)
    act.hand_to(role="officer", organ=data.organ)


def take(act: Act, data: object) -> None:
    act.hand_to(Person(pk=act.by.person_id))


def finish(act: Act, data: object) -> None:
    act.clear_desk()


def install() -> None:
    registry.register(
        registry.Handling(
            SAMPLE,
            facts=lambda matter, at, by: Facts(matter.version),
            effects={"begin": begin, "take": take, "finish": finish},
        )
    )


class Town:
    """A district with two street teams and one person a role."""

    def __init__(self) -> None:
        self.at = BEGAN
        self.city = self.organ(OrganKind.CITY_BUREAU, "市局", None)
        self.district = self.organ(OrganKind.DISTRICT_BUREAU, "区局", self.city)
        self.east = self.organ(OrganKind.STREET_TEAM, "东中队", self.district)
        self.west = self.organ(OrganKind.STREET_TEAM, "西中队", self.district)
        self.dispatcher = self.person("调度", Role.DISPATCHER, self.district)
        self.officer = self.person("东一", Role.OFFICER, self.east)
        self.colleague = self.person("东二", Role.OFFICER, self.east)
        self.stranger = self.person("西一", Role.OFFICER, self.west)
        self.leader = self.person("局长", Role.BUREAU_LEADER, self.district)
        self.admin = self.person("系统员", Role.SYS_ADMIN, self.district)

    def organ(self, kind: OrganKind, name: str, parent: Organ | None) -> Organ:
        return org.found_organ(
            kind=kind,
            name=name,
            short_name=name,
            since=date(2020, 1, 1),
            by=None,
            at=self.at,
            parent=parent,
        )

    def person(self, name: str, role: Role, organ: Organ, field: str | None = None) -> Actor:
        person = org.register_person(name=name, by=None, at=self.at)
        org.grant(
            person=person,
            role=role,
            organ=organ,
            field=field,
            since=date(2020, 1, 1),
            by=None,
            at=self.at,
        )
        return actor_of(person, self.at)

    def begin(self, organ: Organ | None = None, **data: object) -> Matter:
        outcome = open_matter(
            procedure="sample.plain",
            action="begin",
            by=self.dispatcher,
            at=At.once(self.at),
            data=Begin(organ=organ or self.east, **data),
            key=str(uuid4()),
        )
        return Matter.objects.get(pk=outcome.matter)

    def do(self, matter: Matter, action: str, by: Actor, data: object = None, **more: object):
        at = more.pop("at", None) or At.once(self.at)
        version = more.pop("version", Matter.objects.get(pk=matter.pk).version)
        key = more.pop("key", str(uuid4()))
        return perform(
            matter=matter.pk, action=action, by=by, at=at, data=data, key=key, version=version
        )

    def later(self, moment: datetime) -> "Town":
        self.at = moment
        return self


def at(moment: datetime, **more: object) -> At:
    return replace(At.once(moment), **more)
