"""年度计划: two plans read from files, confirmed, issued, and lived with until today."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid5

from chengguan.core.pages.capabilities import capabilities
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import inputs, services
from chengguan.plans.annual.models import PlanItem, PlanReceipt
from chengguan.web.demonstration.agenda import Story, desk_time
from chengguan.web.demonstration.plan_stories import (
    ITEMS,
    KEYS,
    YEAR,
    Data,
    ItemStory,
    PlanStory,
    report_of,
)
from chengguan.web.demonstration.town import Town


class _Plays:
    """What all plays of plans share: moments in service hours, keys, acts."""

    town: Town
    number = 0

    def moment(self, on: date, place: int = 0) -> datetime:
        morning = datetime(on.year, on.month, on.day, 9, 5, tzinfo=ZONE)
        return desk_time(morning, self.number * 5 % 300 + place * 2)

    def perform(self, matter: Matter, action: str, by: str, at: datetime, data: object) -> None:
        version = Matter.objects.values_list("version", flat=True).get(pk=matter.pk)
        perform(
            matter=matter.pk,
            action=action,
            by=self.actor(by),
            at=At.once(at),
            data=data,
            key=str(uuid5(KEYS, f"{matter.number}:{action}:{at.isoformat()}")),
            version=version,
        )

    def actor(self, name: str) -> Actor:
        return self.town.actor(name)


class PlanPlay(_Plays):
    """A plan from its file to the receipts."""

    def __init__(self, town: Town, story: PlanStory) -> None:
        self.town, self.story = town, story

    def play(self) -> Story:
        story = self.story
        yield (at := self.moment(story.taken))
        outcome = services.take_in_file(
            name=f"{story.key}_demonstration.txt",
            data=story.text.encode(),
            organ=self.town.organs[story.organ],
            by=self.actor(story.keeper),
            at=at,
            key=str(uuid5(KEYS, story.key)),
        )
        plan = Matter.objects.get(pk=outcome.matter)
        yield (at := self.moment(story.taken + timedelta(days=2)))
        for data in self._assignments(plan):
            self.perform(plan, "assign", story.keeper, at, data)
            at += timedelta(minutes=1)
        yield (at := self.moment(story.taken + timedelta(days=3)))
        self.perform(plan, "confirm", story.keeper, at, inputs.Confirm())
        yield (at := self.moment(story.issued))
        self.perform(plan, "issue_plan", story.keeper, at, inputs.Issue(story.number, story.issued))
        yield (at := self.moment(story.issued + timedelta(days=1)))
        self._sign(plan, at)

    def _assignments(self, plan: Matter) -> Iterator[inputs.Assign]:
        """Weights, figures and places in the map of capabilities; owners and windows as read."""
        told = {one.path: one for one in ITEMS if one.plan == self.story.key}
        for item in PlanItem.objects.filter(plan=plan.pk, is_dropped=False).order_by("place"):
            windows = tuple(
                inputs.WindowLine(w.group, w.kind, w.since, w.until, w.words)
                for w in item.windows.order_by("group", "until")
            )
            is_yearly = any(line.kind == "whole" for line in windows)
            story = told[item.path]
            yield inputs.Assign(
                item=item.pk,
                owners=tuple(
                    inputs.OwnerLine(o.name, o.share, o.organ_id)
                    for o in item.owners.order_by("place")
                ),
                windows=windows,
                rhythm=self.story.rhythm if is_yearly else "none",
                weight=story.weight,
                figure=story.figure,
                target=Decimal(story.target) if story.target else None,
                target_unit=story.unit,
                capabilities=_asked_by(item.path),
            )

    def _sign(self, plan: Matter, at: datetime) -> None:
        """Those who can sign in sign at once; the others have not got round to it."""
        names = {
            "team_tianshan": "team",
            "team_xinjing": "team.xinjing",
            "special": "team.special",
            "base_union": "baseunion",
            "union_audit": "unionaudit",
        }
        rows = PlanReceipt.objects.filter(plan=plan.pk).select_related("matter")
        by_organ = {self.town.organs[key].pk: who for key, who in names.items()}
        for receipt in rows.order_by("matter__number"):
            who = by_organ.get(receipt.organ_id)
            if who:
                self.perform(receipt.matter, "sign_for", who, at, None)


def _asked_by(path: str) -> tuple[str, ...]:
    """The capabilities of the paragraph that an item of our words stands for."""
    paragraph = path.rpartition(".")[0]
    return tuple(
        one.key
        for one in capabilities()
        if one.reference == path or one.reference.rpartition(".")[0] == paragraph != "000/A"
    )


class ItemPlay(_Plays):
    """One item from its start to today: reports in their months, deeds on their days."""

    def __init__(self, town: Town, story: ItemStory, number: int) -> None:
        self.town, self.story, self.number = town, story, number

    def play(self) -> Story:
        for place, (on, action, by, data) in enumerate(sorted(self._agenda(), key=lambda d: d[0])):
            yield (at := self.moment(on, place))
            item = self._item()
            kind, _between, more = action.partition(":")
            if kind == "decompose":
                self._decompose(data(item), more, by, at)
                continue
            if kind == "part":
                item, kind = item.children.select_related("matter").get(), more
            assert item.matter is not None, "it was given out"
            self.perform(item.matter, kind, by, at, data(item))

    def _agenda(self) -> Iterator[tuple[date, str, str, Data]]:
        story = self.story
        if story.started:
            yield story.started, "start", story.owner, lambda item: None
        for month in story.reports:
            yield self._report_day(month), "report", story.owner, report_of(month)
        for deed in story.deeds:
            yield deed.on, deed.action, deed.by, deed.data

    def _report_day(self, month: int) -> date:
        return date(YEAR, month + 1, 3 + self.number % 3)

    def _item(self) -> PlanItem:
        rows = PlanItem.objects.filter(plan__key=self.story.plan, parent=None, is_dropped=False)
        return rows.select_related("matter").get(path=self.story.path)

    def _decompose(self, said: object, organ: str, by: str, at: datetime) -> None:
        assert isinstance(said, inputs.Decompose)
        fields = vars(said) | {"organ": self.town.organs[organ]}
        made = open_matter(
            procedure="plan_item",
            action="decompose",
            by=self.actor(by),
            at=At.once(at),
            data=inputs.Decompose(**fields),
            key=str(uuid5(KEYS, f"{organ}:{at.isoformat()}")),
        )
        part = PlanItem.objects.select_related("matter").get(matter=made.matter)
        assert part.matter is not None
        self.perform(part.matter, "start", by, at + timedelta(minutes=3), None)
        first = part.milestones.order_by("due_on").first()
        assert first is not None
        self.perform(
            part.matter,
            "report",
            by,
            at + timedelta(minutes=6),
            inputs.Report("已按实际细化，先摸清底数。", "", f"{first.title}。"),
        )
