"""通报和阶段报告: the August bulletin, signed for by some; the half-year report made in July."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from chengguan.core.org.models import Person
from chengguan.core.work.acting import At
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual.models import AnnualPlan
from chengguan.plans.boards import inputs, queries, reports
from chengguan.plans.boards.models import BulletinReceipt
from chengguan.web.demonstration.agenda import Story, desk_time
from chengguan.web.demonstration.plan_stories import PLANS
from chengguan.web.demonstration.town import Town

KEYS = UUID("6f0c6c1e-0000-4000-8000-000000000054")
KEEPER, ORGAN = "section", "district"
SIGNERS = {"team_tianshan": "team", "team_xinjing": "team.xinjing"}
"""The others have not got round to it."""
REMARK = "8月份总体平稳。逾期任务的承办单位请在收到通报后五个工作日内说明原因和补救安排。"


class BoardPlay:
    """What the keeper of the bureau's plan makes of it in the course of a year."""

    def __init__(self, town: Town, now: datetime) -> None:
        self.town, self.year = town, now.year

    def play(self) -> Story:
        yield (at := self.moment(date(self.year, 7, 10)))
        self.report("H1", at)
        yield (at := self.moment(date(self.year, 9, 8)))
        bulletin = self.issue(at)
        yield (at := self.moment(date(self.year, 9, 9)))
        self.sign(bulletin, at)

    def moment(self, day: date) -> datetime:
        return desk_time(datetime(day.year, day.month, day.day, 10, tzinfo=ZONE), 0)

    def plan(self) -> AnnualPlan:
        organ = self.town.organs[ORGAN]
        rows = AnnualPlan.objects.filter(matter__organ=organ, year=self.year, key=PLANS[0].key)
        return rows.select_related("matter__organ").get()

    def report(self, half: str, at: datetime) -> None:
        """All stages at once: the files are there from the first moment of the demonstration."""
        by = Person(pk=self.town.actor(KEEPER).person_id)
        period, key = Period.read(f"{self.year}-{half}"), str(uuid5(KEYS, "report"))
        made = reports.start(self.plan(), period, by=by, at=at, key=key)
        for stage in reports.STAGES[:-1]:
            reports.advance(made.pk, stage, at)

    def issue(self, at: datetime) -> UUID:
        plan = self.plan()
        addressees = queries.addressable(plan.pk, at.astimezone(ZONE).date())
        return open_matter(
            procedure="bulletin",
            action="issue_bulletin",
            by=self.town.actor(KEEPER),
            at=At.once(at),
            data=inputs.IssueBulletin(plan.pk, tuple(addressees), REMARK),
            key=str(uuid5(KEYS, "bulletin")),
        ).matter

    def sign(self, bulletin: UUID, at: datetime) -> None:
        for organ, who in SIGNERS.items():
            receipt = BulletinReceipt.objects.filter(
                bulletin=bulletin, matter__organ=self.town.organs[organ]
            ).first()
            if receipt is None:
                continue
            perform(
                matter=receipt.pk,
                action="receive_bulletin",
                by=self.town.actor(who),
                at=At.once(at),
                data=None,
                key=str(uuid5(KEYS, f"receipt:{organ}")),
                version=Matter.objects.values_list("version", flat=True).get(pk=receipt.pk),
            )
            at += timedelta(minutes=7)
