"""A restricted class of matters, as care, talks or discipline will be, declared for these tests.

And an ordinary matter that carries a file of the complainant's class.
"""

from dataclasses import dataclass
from datetime import date

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.work import confidentiality, inputs, registry
from chengguan.core.work.act import Act
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Procedure, State

OFFICERS = (Role.OFFICER, Role.SUPERVISOR)
SECRET = "canary_secret"


@dataclass(frozen=True)
class Begin:
    organ: Organ
    title: str
    hand_to: Person
    said: str = inputs.sealed(f"{SECRET}.said")
    papers: tuple[int, ...] = inputs.files("photo")


@dataclass(frozen=True)
class BeginPlain(Begin):
    said: str = inputs.sealed("complainant.said")
    papers: tuple[int, ...] = inputs.files("photo", "complainant")


def _procedure(key: str, title: str, takes: type, class_key: str) -> Procedure:
    open_, closed = State("open", "办理中"), State("closed", "已办结", final=True)
    return Procedure(
        key,
        title,
        basis=cite("行政处罚法", 60),
        since=date(2021, 7, 15),
        confidentiality=class_key,
        states=(open_, closed),
        actions=(
            Action("begin", "开始", START >> open_, by=OFFICERS, takes=takes),
            Action("finish", "办结", open_ >> closed, by=("handler",)),
        ),
    )


def begin(act: Act, data: Begin) -> None:
    number = f"测-{act.matter.pk.hex[-12:]}"
    act.begin(number=number, title=data.title, organ=data.organ, field="street")
    act.hand_to(data.hand_to)


def install() -> None:
    """Declare the class and register both procedures; doing it twice changes nothing."""
    confidentiality.declare(SECRET, number=63, readers=[Role.SUPERVISOR])
    for procedure in (
        _procedure("canary.secret", "受限事项", Begin, SECRET),
        _procedure("canary.plain", "普通事项", BeginPlain, "enforcement"),
    ):
        registry.register(
            registry.Handling(procedure, facts=lambda *_asked: None, effects={"begin": begin})
        )
