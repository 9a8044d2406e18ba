"""What each act on a membership takes; numbers of a person are sealed under the matter."""

from dataclasses import dataclass
from datetime import date

from chengguan.core.org.models import Organ, Person
from chengguan.core.work.inputs import files, sealed


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What is known of the person, as the record keeps it."""

    sex: str
    born_on: date
    id_number: str = sealed("membership.id_number")
    phone: str = sealed("membership.phone")


@dataclass(frozen=True, kw_only=True)
class Apply(Particulars):
    """``entered_by`` is whoever typed it: himself, or the leader with the signed application."""

    person: Person
    entered_by: int
    union: Organ
    group: Organ | None = None
    applied_on: date
    application: tuple[int, ...] = files("入会申请书")


@dataclass(frozen=True, kw_only=True)
class Enrol(Particulars):
    """A member of before, taken over from the union's own register."""

    person: Person
    union: Organ
    group: Organ | None = None
    joined_on: date
    card: str = sealed("membership.card")
    model_worker: str = ""
    retained: str = ""
    retained_since: date | None = None


@dataclass(frozen=True, kw_only=True)
class TransferIn(Particulars):
    """Who was a member elsewhere brings the letter of that union."""

    person: Person
    union: Organ
    group: Organ | None = None
    on: date
    elsewhere: str
    letter: tuple[int, ...] = files("会员关系介绍信")


@dataclass(frozen=True)
class Opine:
    """What the group said."""

    met_on: date
    is_agreed: bool
    words: str = ""
    minutes: tuple[int, ...] = files("小组讨论记录")


@dataclass(frozen=True)
class Approve:
    decided_on: date
    words: str = ""
    resolution: tuple[int, ...] = files("委员会决定")


@dataclass(frozen=True)
class Refuse:
    decided_on: date
    reason: str


@dataclass(frozen=True)
class IssueCard:
    on: date
    card: str = sealed("membership.card")


@dataclass(frozen=True)
class Amend:
    """The particulars anew; a number left blank stays as it is."""

    sex: str
    born_on: date
    reason: str
    model_worker: str = ""
    id_number: str = sealed("membership.id_number")
    phone: str = sealed("membership.phone")


@dataclass(frozen=True)
class Move:
    """The day the job changed: the old union until that day, the new one from it on."""

    on: date
    union: Organ
    reason: str
    group: Organ | None = None


@dataclass(frozen=True)
class MoveOut:
    on: date
    elsewhere: str


@dataclass(frozen=True)
class MoveBack:
    on: date
    elsewhere: str
    union: Organ
    group: Organ | None = None
    letter: tuple[int, ...] = files("会员关系介绍信")


@dataclass(frozen=True)
class Retain:
    cause: str
    since: date


@dataclass(frozen=True)
class Resume:
    on: date


@dataclass(frozen=True)
class TellLeaving:
    """Told to the group."""

    told_on: date
    words: str = ""
    letter: tuple[int, ...] = files("退会申请")


@dataclass(frozen=True)
class AnnounceLeaving:
    """Announced by the committee; the card comes back where there is one."""

    announced_on: date
    card_withdrawn_on: date | None = None


@dataclass(frozen=True)
class NoteLapse:
    since: date
    words: str


@dataclass(frozen=True)
class EndLapse:
    on: date


@dataclass(frozen=True)
class Educate:
    talked_on: date
    words: str
    is_refused: bool
    minutes: tuple[int, ...] = files("教育谈话记录")


@dataclass(frozen=True)
class Deem:
    decided_on: date
    words: str = ""


@dataclass(frozen=True)
class FileJudgment:
    judged_on: date
    number: str = sealed("membership.judgment")
    judgment: tuple[int, ...] = files("刑事判决书")


@dataclass(frozen=True)
class Expel:
    decided_on: date
    words: str
    resolution: tuple[int, ...] = files("除名决定")


@dataclass(frozen=True)
class FileExpulsion:
    filed_on: date
    number: str


@dataclass(frozen=True)
class Revoke:
    on: date
    reason: str
