"""Two estates of two companies, those who must be told, and the way a renovation walks."""

from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid4

from chengguan.core.files import services as files
from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers import services as registers
from chengguan.core.registers.models import Place, PlaceKind
from chengguan.core.work.acting import Actor, At, actor_of, system
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import inputs
from chengguan.enforcement.estates.models import (
    Estate,
    PatrolFinding,
    PropertyReport,
    RenovationPatrol,
    RenovationProject,
)
from chengguan.enforcement.estates.registering import register_company, register_estate

SINCE = date(2020, 1, 1)
# A Wednesday, the day of the agreement in the worked example.
NINE = datetime(2026, 4, 1, 9, tzinfo=ZONE)
ROLES = (
    ("经理", Role.PROPERTY_MANAGER, "office"),
    ("副经理", Role.PROPERTY_MANAGER, "office"),
    ("别家经理", Role.PROPERTY_MANAGER, "other_office"),
    ("总部", Role.PROPERTY_MANAGER, "company"),
    ("居委", Role.RESIDENTS_COMMITTEE, "committee"),
    ("别居委", Role.RESIDENTS_COMMITTEE, "other_committee"),
    ("业委会", Role.LIAISON, "owners"),
    ("房管", Role.LIAISON, "housing"),
    ("绿化", Role.LIAISON, "greening"),
    ("队员", Role.OFFICER, "team"),
    ("队长", Role.TEAM_HEAD, "team"),
    ("专业队员", Role.OFFICER, "special"),
    ("专业队长", Role.TEAM_HEAD, "special"),
    ("邻队员", Role.OFFICER, "other_team"),
    ("业务科", Role.FIELD_SECTION, "district"),
    ("调度", Role.DISPATCHER, "district"),
    ("局长", Role.BUREAU_LEADER, "district"),
)


class Compound:
    """Organs, people, two estates, and a clock that tests turn."""

    def __init__(self) -> None:
        self.now = NINE
        self.people: dict[str, Person] = {}
        self.organs: dict[str, Organ] = {}
        self._found()
        for name, role, organ in ROLES:
            self.person(name, role, self.organs[organ])
        self.estate, self.other = self._estate(1), self._estate(2)

    def _found(self) -> None:
        kinds = OrganKind
        for key, kind, name, parent, prefix in (
            ("district", kinds.DISTRICT_BUREAU, "区局", "", "沪长城管"),
            ("team", kinds.STREET_TEAM, "榆街中队", "district", "沪榆综执"),
            ("other_team", kinds.STREET_TEAM, "邻街中队", "district", "沪邻综执"),
            ("special", kinds.SPECIAL_TEAM, "专业中队", "district", ""),
            ("housing", kinds.PARTNER_UNIT, "区房管局", "", ""),
            ("greening", kinds.PARTNER_UNIT, "区绿化局", "", ""),
            ("committee", kinds.RESIDENTS_COMMITTEE, "榆荫居委", "", ""),
            ("other_committee", kinds.RESIDENTS_COMMITTEE, "松涛居委", "", ""),
            ("owners", kinds.OWNERS_COMMITTEE, "榆荫业委会", "", ""),
            ("company", kinds.PROPERTY_COMPANY, "榆荫物业", "", "榆荫"),
            ("office", kinds.PROPERTY_OFFICE, "榆荫新村管理处", "company", ""),
            ("other_company", kinds.PROPERTY_COMPANY, "松涛物业", "", "松涛"),
            ("other_office", kinds.PROPERTY_OFFICE, "松涛苑管理处", "other_company", ""),
        ):
            self.organs[key] = org.found_organ(
                kind=kind,
                name=name,
                short_name=name,
                number_prefix=prefix,
                parent=self.organs.get(parent),
                since=SINCE,
                by=None,
                at=NINE,
            )
        register_company(
            organ=self.organs["company"], credit_code="91310105MA0000001X", by=None, at=NINE
        )

    def _estate(self, which: int) -> Estate:
        own = which == 1
        place = self.place(PlaceKind.ESTATE, "榆荫新村" if own else "松涛苑")
        return register_estate(
            place=place,
            office=self.organs["office" if own else "other_office"],
            managed_since=SINCE,
            street_team=self.organs["team" if own else "other_team"],
            bureau_team=self.organs["special"],
            housing_office=self.organs["housing"],
            residents_committee=self.organs["committee" if own else "other_committee"],
            owners_committee=self.organs["owners"] if own else None,
            households=1200,
            service_phone="021-00000014",
            covenant_entry_clause="管理规约第二十三条" if own else "",
            by=None,
            at=NINE,
        )

    def place(self, kind: PlaceKind, name: str, parent: Place | None = None) -> Place:
        return registers.register_place(kind=kind, name=name, parent=parent, by=None, at=NINE)

    def room(self, name: str = "12-302", estate: Estate | None = None) -> Place:
        building, room = name.split("-")
        within = (estate or self.estate).place
        known = Place.objects.filter(parent=within, name=building).first()
        above = known or self.place(PlaceKind.BUILDING, building, within)
        return self.place(PlaceKind.ROOM, room, above)

    def person(self, name: str, role: Role, organ: Organ) -> Person:
        made = self.people.get(name) or org.register_person(name=name, by=None, at=NINE)
        org.grant(person=made, role=role, organ=organ, since=SINCE, by=None, at=NINE)
        self.people[name] = made
        return made

    def actor(self, name: str) -> Actor:
        return system("house") if name == "system" else actor_of(self.people[name], self.now)

    def until(self, *moment: int) -> "Compound":
        self.now = datetime(2026, *moment, tzinfo=ZONE)
        return self

    def wait(self, **length: int) -> "Compound":
        self.now += timedelta(**length)
        return self

    def document(self, by: str = "经理") -> int:
        """A file somebody brought."""
        stream = BytesIO(b"%PDF-1.4 plan")
        return files.store(stream, name="plan.pdf", by=self.people[by], at=self.now).pk

    # -- acts --------------------------------------------------------------------------------

    def open(
        self, procedure: str, action: str, by: str, data: object, at: At | None = None
    ) -> UUID:
        return open_matter(
            procedure=procedure,
            action=action,
            by=self.actor(by),
            at=at or At.once(self.now),
            data=data,
            key=uuid4().hex,
        ).matter

    def act(
        self, matter: UUID, action: str, by: str, data: object = None, at: At | None = None
    ) -> None:
        perform(
            matter=matter,
            action=action,
            by=self.actor(by),
            at=at or At.once(self.now),
            data=data,
            key=uuid4().hex,
            version=Matter.objects.values_list("version", flat=True).get(pk=matter),
        )

    def declared(self, **said: object) -> inputs.Register:
        usual: dict[str, object] = {
            "organ": self.organs["office"],
            "address_text": "榆荫新村 12 号 302 室",
            "firm": "晴川装饰",
            "planned_from": date(2026, 4, 2),
            "planned_until": date(2026, 6, 30),
            "estate": self.estate,
            "renovator_name": "甘棠梨",
            "renovator_phone": "13700000021",
            "plan": (),
            "begun_on": None,
        }
        given = usual | said
        if not given["plan"] and given["begun_on"] is None and "plan" not in said:
            given["plan"] = (self.document(),)
        return inputs.Register(**given)  # type: ignore[arg-type]

    def registered(self, by: str = "经理", **said: object) -> "Works":
        return Works(self, self.open("renovation", "register", by, self.declared(**said)))

    def under_way(self, **said: object) -> "Works":
        """Registered, agreed and begun on the first day of its period, at nine."""
        works = self.registered(**said).agree()
        begins = works.project.planned_from
        self.now = max(self.now, datetime.combine(begins, self.now.timetz()))
        return works.begin(begins)


class Works:
    """One renovation."""

    def __init__(self, compound: Compound, pk: UUID) -> None:
        self.compound, self.pk = compound, pk

    @property
    def project(self) -> RenovationProject:
        return RenovationProject.objects.select_related("estate", "matter").get(pk=self.pk)

    @property
    def state(self) -> str:
        return Matter.objects.values_list("state", flat=True).get(pk=self.pk)

    def act(self, action: str, data: object = None, by: str = "经理", at: At | None = None):
        self.compound.act(self.pk, action, by, data, at)
        return self

    def agree(self) -> "Works":
        return self.act("sign_agreement", inputs.SignAgreement("不得损坏承重结构", "东门堆放点"))

    def begin(self, on: date) -> "Works":
        return self.act("begin", inputs.Begin(on))

    def patrol(self, *problems: inputs.Problem, seen: tuple[inputs.Seen, ...] = ()) -> "Works":
        return self.act("patrol", inputs.Patrol(problems, seen))

    def rounds(self) -> list[RenovationPatrol]:
        return list(RenovationPatrol.objects.filter(project=self.pk).order_by("day"))

    def find(self, point: str = "load_bearing", **said: object) -> "Found":
        data = inputs.Find(self.project, point, "凿开承重墙一处", **said)  # type: ignore[arg-type]
        return Found(self.compound, self.compound.open("finding", "find", "经理", data))


class Found:
    """One finding."""

    def __init__(self, compound: Compound, pk: UUID) -> None:
        self.compound, self.pk = compound, pk

    @property
    def finding(self) -> PatrolFinding:
        return PatrolFinding.objects.select_related("matter__organ").get(pk=self.pk)

    @property
    def report(self) -> PropertyReport:
        return PropertyReport.objects.select_related("competent").get(pk=self.pk)

    @property
    def state(self) -> str:
        return Matter.objects.values_list("state", flat=True).get(pk=self.pk)

    def clock(self, ref: str) -> MatterClock:
        return MatterClock.objects.filter(matter=self.pk, ref=ref).latest("pk")

    def act(self, action: str, data: object = None, by: str = "经理", at: At | None = None):
        self.compound.act(self.pk, action, by, data, at)
        return self

    def dissuade(self) -> "Found":
        return self.act("dissuade", inputs.Dissuade("请立即停止施工并恢复原状。"))

    def refuse(self) -> "Found":
        return self.act("refuse", inputs.RefuseToCorrect("施工人员拒不停止"))

    def correct(self) -> "Found":
        return self.act("correct", inputs.Correct("已恢复"))

    def send(self) -> "Found":
        return self.act("report", inputs.Report("劝阻无效，请依法处理。"))

    def answer(self, by: str = "专业队员") -> "Found":
        return self.act("answer", inputs.Answer("ordered", "已责令限期改正。"), by)
