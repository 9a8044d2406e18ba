"""What each act takes: frozen dataclasses, filled by forms, flows and the demonstration alike."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chengguan.core.org.models import Organ, Person
from chengguan.core.work.inputs import files


@dataclass(frozen=True)
class Give:
    """``organ`` is the one in whose name it is given. Matters stand by key alone: the record of
    an instruction names nothing that its readers may not find."""

    organ: Organ
    words: str
    due_on: date
    units: tuple[Organ, ...] = ()
    people: tuple[Person, ...] = ()
    matters: tuple[UUID, ...] = ()
    figure: str = ""
    figure_period: str = ""
    figure_organ: Organ | None = None


@dataclass(frozen=True)
class Issue:
    """To one addressee: the role that answers for a unit, or a person."""

    instruction: UUID
    organ: Organ
    due_on: date
    role: str = ""
    person: Person | None = None


@dataclass(frozen=True)
class Reply:
    text: str
    documents: tuple[int, ...] = files("反馈材料")


@dataclass(frozen=True)
class ReturnReply:
    """With the day by which it is to be answered again."""

    reason: str
    due_on: date


@dataclass(frozen=True)
class SignOff:
    remark: str = ""


@dataclass(frozen=True)
class AskExtension:
    wanted_on: date
    reason: str


@dataclass(frozen=True)
class DecideExtension:
    remark: str = ""


@dataclass(frozen=True)
class Remind:
    words: str


@dataclass(frozen=True)
class Cancel:
    reason: str
