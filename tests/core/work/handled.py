"""A procedure with the common acts, once of an ordinary class and once of a restricted one."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from chengguan.core.org.kinds import Role
from chengguan.core.work import confidentiality, handling, registry, surface
from chengguan.core.work.act import Act
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.handling_forms import FORMS
from chengguan.core.work.hands import Hands, hands_of
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter
from chengguan.law.citations import cite
from chengguan.law.guards import Guard, Reason
from chengguan.law.procedure import START, Action, Procedure, State, while_in
from tests.core.work.sample import Begin, Town

CARE = "sample.care"
BY = ("officer", "team_head")
HEADS = ("team_head", "bureau_leader")

doing, review = State("doing", "办理中"), State("review", "待审核")
done = State("done", "办结", final=True)


@dataclass(frozen=True)
class Facts:
    hands: Hands
    is_warned: bool


def not_warned(facts: Facts, law: object) -> Reason | None:
    return Reason("sample.warned") if facts.is_warned else None


NOT_WARNED = Guard("not_warned", "GD01", not_warned)


def procedure(key: str, class_key: str) -> Procedure:
    submit = Action("submit", "报请", doing >> review, by=BY, happens_here=True)
    own = (
        Action("begin", "开始", START >> doing, by=("officer",), takes=Begin),
        Action("work", "办理", while_in(doing), by=("handler",), needs=(NOT_WARNED,)),
        Action("warn", "警示", while_in(doing), by=("handler",)),
        submit,
        Action("approve", "批准", review >> done, by=HEADS, happens_here=True),
        Action("send_back", "退回", review >> doing, by=HEADS, happens_here=True),
        handling.withdrawal(submit, "撤回报请"),
    )
    states = (doing, review, done)
    return Procedure(
        key,
        "样例",
        basis=cite("行政处罚法", 60),
        since=date(2021, 7, 15),
        confidentiality=class_key,
        states=states,
        actions=(
            *handling.waiting_for_cosigns(own, "approve"),
            *handling.handling_acts(states, by=BY, heads=HEADS),
        ),
    )


def facts(matter: Matter, at: At, by: Actor) -> Facts:
    warned = registry_of_warnings.get(matter.pk)
    return Facts(hands_of(matter, at, by), bool(warned and warned <= at.occurred))


registry_of_warnings: dict = {}


def begin(act: Act, data: Begin) -> None:
    act.begin(number=f"办-{act.matter.pk}", title=data.title, organ=data.organ)
    act.hand_to(*_me(act))


def _me(act: Act) -> list:
    from chengguan.core.org.models import Person

    return [Person.objects.get(pk=act.by.person_id)]


EFFECTS = {
    "begin": begin,
    "warn": lambda act, data: registry_of_warnings.update({act.matter.pk: act.at.occurred}),
    "submit": lambda act, data: act.hand_to(role="team_head"),
    "approve": lambda act, data: act.clear_desk(),
    "send_back": lambda act, data: act.hand_to(*_me(act)),
}


def install() -> None:
    confidentiality.declare(CARE, number=60, readers=["officer", "bureau_leader"])
    for key, class_key in (("sample.handled", "enforcement"), ("sample.private", CARE)):
        known = procedure(key, class_key)
        effects = {**handling.effects(known), **EFFECTS}
        registry.register(registry.Handling(known, facts=facts, effects=effects))
        surface.register_forms(key, FORMS)


class Office(Town):
    """The town with a head and a deputy in the eastern team."""

    def __init__(self) -> None:
        super().__init__()
        self.head = self.person("东队长", Role.TEAM_HEAD, self.east)
        self.second = self.person("东副队长", Role.TEAM_HEAD, self.east)

    def opened(self, key: str = "sample.handled", by: Actor | None = None) -> Matter:
        outcome = open_matter(
            procedure=key,
            action="begin",
            by=by or self.officer,
            at=At.once(self.at),
            data=Begin(organ=self.east),
            key=str(uuid4()),
        )
        return Matter.objects.get(pk=outcome.matter)
