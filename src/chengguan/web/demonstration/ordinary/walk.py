"""One ordinary case on its way: its people, its clock, and the one way it takes an act."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5
from zlib import crc32

from django.db import models

from chengguan.core.files import services as files
from chengguan.core.lawbook.items import item
from chengguan.core.org.models import Person
from chengguan.core.work import rules
from chengguan.core.work.acting import LATE_AFTER, Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.enforcement.cases.ordinary.discretion import BANDS_IN_PAPERS
from chengguan.enforcement.cases.ordinary.weighing import band_ends
from chengguan.law.discretion import Band
from chengguan.web.demonstration.pictures import picture
from chengguan.web.demonstration.town import Town

KEYS = UUID("6f0c6c1e-0000-4000-8000-000000000017")
LATE_REASON = "执法终端当时没有信号，回队后补录。"


@dataclass(frozen=True)
class OrdinaryStory:
    """One case. Money in fen.

    ``began`` is when it was found, "09-14 10:20" of the year of the demonstration. ``road`` says
    in words what happened then, one word a step (see ``play``). ``decided`` is the fine where it
    came out lower than announced; ``harm`` is as the officers found it, which the fine fits;
    ``is_public``: to be published; ``words`` replaces what a step
    would say by itself.
    """

    key: str
    began: str
    team: str
    place: str
    party: str
    item: str
    fact: str
    road: str
    fine: int = 0
    decided: int | None = None
    is_warning: bool = False
    confiscated: str = ""
    harm: str = "slight"
    proposal: str = "penalty"
    is_public: bool = False
    words: dict[str, str] = field(default_factory=dict)


class Walk:
    """``at`` is the moment of the next act; ``late`` how much later it is recorded; ``said`` what
    the word of the step says after its colon."""

    def __init__(
        self, town: Town, story: OrdinaryStory, number: int, others: dict[str, UUID], year: int
    ) -> None:
        self.town, self.story, self.number, self.others = town, story, number, others
        self.at = datetime.strptime(f"{year}-{story.began}", "%Y-%m-%d %H:%M").replace(
            tzinfo=rules.ZONE
        )
        self.late, self.said = timedelta(), ""
        self.party = town.parties[story.party]
        crew = town.crew(story.team)
        self.first, self.second = crew[number % len(crew)], crew[(number + 1) % len(crew)]
        self.by, self.head = town.actor_of(self.first), town.actor_of(town.head(story.team))
        self.reviewer, self.leader = town.actor("legal"), town.actor("leader")
        self.fine = story.fine

    @property
    def matter(self) -> UUID:
        return self.others[self.story.key]

    @property
    def two(self) -> tuple[int, ...]:
        return (self.first.pk, self.second.pk)

    @property
    def is_large(self) -> bool:
        """Whether the fine reaches the amount that opens the right to a hearing."""
        law, on = rules.current(), self.at.astimezone(rules.ZONE).date()
        return self.fine >= law.amount("hearing.threshold", self.party.fined_as, on=on)

    def band(self, fine: int) -> Band:
        """The band in which a fine lies, in the ranges for this party."""
        law, on, kind = rules.current(), self.at.astimezone(rules.ZONE).date(), self.party.fined_as
        spans = [span for span in item(self.story.item).fines if span.party_kind == kind]
        known = (Band.ORDINARY, Band.LIGHT, Band.HEAVY, Band.MITIGATED)
        for band, span in ((band, span) for span in spans for band in known):
            low, high = band_ends(band, span, law, on)
            if low <= fine <= high:
                return band
        return Band.ORDINARY

    def weighed(self, fine: int) -> str:
        """How the discretion standard was applied."""
        band = self.band(fine)
        why = "没有从轻、从重情节" if band == Band.ORDINARY else "综合违法事实、情节和危害后果"
        return self.word("discretion", f"{why}，适用{BANDS_IN_PAPERS[band]}档次。")

    def word(self, key: str, usual: str) -> str:
        return self.story.words.get(key, usual)

    def last(self, model: type[models.Model]) -> Any:
        """The latest row of a kind that the acts of this case have written."""
        return model._default_manager.filter(case=self.matter).latest("pk")

    def photo(self, name: str, by: Person | None = None) -> int:
        """Another picture at every step: one original is one piece of evidence."""
        seed = crc32(self.id_of(f"{name}:{self.said}").encode()) % 100_000
        use = files.store(
            BytesIO(picture(seed)),
            name=f"{name}{self.number:03d}.png",
            by=by or self.first,
            at=self.at,
            taken_at=self.at - timedelta(minutes=2),
            device="执法记录仪 117",
        )
        return use.pk

    def id_of(self, step: str) -> str:
        return str(uuid5(KEYS, f"{self.story.key}:{step}:{self.at.isoformat()}"))

    def moment(self) -> At:
        """When it happened and when it was recorded; what is entered late says why."""
        is_late = self.late > LATE_AFTER
        reason = self.word("late", LATE_REASON) if is_late else ""
        return At(self.at, self.at + self.late, reason, has_happened=is_late)

    def take(self, action: str, data: Any = None, by: Actor | None = None) -> None:
        perform(
            matter=self.matter,
            action=action,
            by=by or self.by,
            at=self.moment(),
            data=data,
            key=self.id_of(action),
            version=Matter.objects.values_list("version", flat=True).get(pk=self.matter),
        )
