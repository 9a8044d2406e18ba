"""Plays one order of the demonstration through its acts, up to the state its story ends in."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

from chengguan.core.files import services as files
from chengguan.core.org.models import Person
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter, MatterLink
from chengguan.core.work.perform import open_matter, perform
from chengguan.enforcement.leads import inputs
from chengguan.enforcement.leads.facts import CASE
from chengguan.flows.lead_to_case.services import DocketCase
from chengguan.web.demonstration.agenda import Story, desk_time
from chengguan.web.demonstration.cases import CasePlay
from chengguan.web.demonstration.pictures import picture
from chengguan.web.demonstration.stories import LeadStory
from chengguan.web.demonstration.town import Town

KEYS = UUID("6f0c6c1e-0000-4000-8000-000000000015")

ROAD = [
    "received",
    "dispatched",
    "handling",
    "contacted",
    "checked",
    "review",
    "answering",
    "answered",
    "closed",
]
"""The plain road; each story ends on it or branches off it."""

SHORT_OF = {
    "returned": "dispatched",
    "arbitration": "dispatched",
    "extension_asked": "contacted",
    "extended": "contacted",
    "held": "contacted",
    "sent_back": "review",
    "redo": "answered",
    "unfounded": "checked",
    "unreachable": "handling",
    "voided": "received",
    "docketed": "checked",
}
"""How far along the plain road a story goes before it branches off."""


class LeadPlay:
    """One order with its people; `matter` is there after the first act."""

    matter: UUID

    def __init__(self, town: Town, story: LeadStory, number: int, now: datetime) -> None:
        self.town, self.story, self.number = town, story, number
        self.at = now - story.before
        crew = town.crew(story.team)
        self.handler, self.partner = crew[number % len(crew)], crew[(number + 1) % len(crew)]
        self.head = town.head(story.team)
        self.dispatcher = town.actor("dispatcher")

    def play(self) -> Story:
        """Yields the moment of each act, then takes it."""
        goal = SHORT_OF.get(self.story.ends, self.story.ends)
        for stage in ROAD[: ROAD.index(goal) + 1]:
            if stage == "handling" and self.story.ends in ("returned", "arbitration"):
                break
            yield self.at
            getattr(self, f"to_{stage}")()
        branch = getattr(self, f"branch_{self.story.ends}", None)
        if branch is not None:
            yield from branch()

    # -- the plain road ---------------------------------------------------------------

    def to_received(self) -> None:
        story, place = self.story, self.town.places[self.story.place]
        outcome = open_matter(
            procedure="lead.hotline",
            action="receive",
            by=self.dispatcher,
            at=At.once(self.at),
            key=self.key("receive"),
            data=inputs.Receive(
                organ=self.town.organs["district"],
                source=story.source,
                appeal_kind=story.kind,
                title=story.title,
                description=story.text,
                external_no=self.external_number(),
                caller_name=story.caller,
                caller_phone=f"1360000{self.number:04d}" if story.caller else "",
                is_anonymous=not story.caller,
                place=place,
                address_text=place.address,
                item_code=story.item,
            ),
        )
        self.matter = outcome.matter
        self.at = desk_time(self.at, 25)

    def external_number(self) -> str:
        if self.story.source != "hotline_12345":
            return ""
        return f"SH{self.at:%Y%m%d}{self.number:05d}"

    def to_dispatched(self) -> None:
        sent = inputs.Dispatch(
            organ=self.town.organs[self.story.team],
            appeal_kind=self.story.kind,
            item_code=self.story.item,
            reason="属地中队先行处置",
        )
        self.take("dispatch", self.dispatcher, sent)
        self.at = desk_time(self.at, 70 + self.number * 7 % 60)

    def to_handling(self) -> None:
        self.take("sign", self.actor(self.handler))
        self.at = desk_time(self.at, 45 + self.number * 11 % 90)

    def to_contacted(self) -> None:
        called = inputs.Contact(
            channel="phone", result="connected", said="已说明受理情况，约定核查时间。"
        )
        self.take("contact", self.actor(self.handler), called)
        self.at = desk_time(self.at, 150 + self.number * 13 % 120)

    def to_checked(self) -> None:
        seen = inputs.CheckOnSite(
            officers=(self.handler, self.partner),
            found="现场情况与反映基本一致，已拍照固定。",
            item_code=self.story.item,
            photos=(self.photo(),),
        )
        self.take("check_on_site", self.actor(self.handler), seen)
        self.at = desk_time(self.at, 240)

    def to_review(self) -> None:
        self.take("submit", self.actor(self.handler), self.result("solved"))
        self.at = desk_time(self.at, 100)

    def to_answering(self) -> None:
        self.take("approve_submission", self.actor(self.head), self.approval())
        self.at = desk_time(self.at, 60)

    def to_answered(self) -> None:
        told = inputs.Answer(channel="phone", told="已将核查和处置结果告知来电人。")
        self.take("answer", self.actor(self.handler), told)
        self.at = desk_time(self.at, 400)

    def to_closed(self) -> None:
        called = inputs.AnswerBack(satisfaction=self.story.satisfaction, said="来电人表示知悉。")
        self.take("call_back", self.dispatcher, called)

    # -- branches ---------------------------------------------------------------------

    def branch_returned(self) -> Story:
        yield self.at
        self.send_back("wrong_place")

    def branch_arbitration(self) -> Story:
        for _ in range(2):
            yield self.at
            self.send_back("wrong_duty")
            yield self.at
            again = inputs.Redispatch(
                organ=self.town.organs[self.story.team], reason="经核对仍属该中队", item_code=""
            )
            self.take("redispatch", self.dispatcher, again)
            self.at = desk_time(self.at, 80)
        yield self.at
        self.take("refer", self.actor(self.head), self.refusal("wrong_duty"))

    def branch_extension_asked(self) -> Story:
        yield self.at
        asked = inputs.AskExtension("需会同物业和房管部门现场协调。")
        self.take("ask_extension", self.actor(self.handler), asked)
        self.at = desk_time(self.at, 120)

    def branch_extended(self) -> Story:
        yield from self.branch_extension_asked()
        yield self.at
        self.take("grant_extension", self.actor(self.head), self.extension())

    def branch_held(self) -> Story:
        yield self.at
        held = inputs.Hold("业委会正在表决梯控方案，表决后继续。")
        self.take("hold", self.actor(self.head), held)

    def branch_sent_back(self) -> Story:
        yield self.at
        marks = (inputs.Mark("done", "写明清理了几处、何时复查。"),)
        self.take("return_submission", self.actor(self.head), inputs.ReturnSubmission(marks))

    def branch_redo(self) -> Story:
        yield self.at
        redo = inputs.OrderRedo(instruction="队长带队早晚各一次，固定守点三天。", said="又回来了。")
        self.take("order_redo", self.actor(self.head), redo)

    def branch_unfounded(self) -> Story:
        yield self.at
        self.take(
            "submit",
            self.actor(self.handler),
            self.result("unfounded", "工地持有连续施工证明并已公示。"),
        )
        self.at = desk_time(self.at, 100)
        yield from self.end()

    def branch_unreachable(self) -> Story:
        for result in ("no_answer", "rejected", "no_answer"):
            yield self.at
            called = inputs.Contact(channel="phone", result=result)
            self.take("contact", self.actor(self.handler), called)
            self.at = desk_time(self.at, 180)
        yield self.at
        self.take(
            "submit",
            self.actor(self.handler),
            self.result("unreachable", "三次联系未果，记录在案。"),
        )
        self.at = desk_time(self.at, 100)
        yield from self.end()

    def branch_voided(self) -> Story:
        yield self.at
        self.take("void", self.dispatcher, inputs.Void(reason="同一来电重复登记"))

    def branch_docketed(self) -> Story:
        """What was found is punished; the caller is answered when the case is over."""
        assert self.story.case is not None
        yield self.at
        # The same number in the same team: who handles the lead handles the case.
        led = CasePlay(self.town, self.story.case, self.number, self.at)
        opened = DocketCase(reason="现场核查属实，经劝导仍不改正，应予处罚。", case=led.opening())
        self.take("docket", self.actor(self.handler), opened)
        link = MatterLink.objects.get(source=self.matter, kind=CASE)
        yield from led.play_on(link.target_id)
        self.at = desk_time(led.at, 30)
        yield self.at
        self.to_review()
        yield from self.end()

    def end(self) -> Story:
        """From the submission to the call-back."""
        for stage in ("answering", "answered", "closed"):
            yield self.at
            getattr(self, f"to_{stage}")()

    # -- what acts take -----------------------------------------------------------------

    def send_back(self, reason: str) -> None:
        self.take("return_order", self.actor(self.head), self.refusal(reason))
        self.at = desk_time(self.at, 90)

    def refusal(self, reason: str) -> inputs.Return:
        return inputs.Return(
            reason=reason, basis="沪城管执法条例 11", evidence="经现场核对，地点不在本中队辖区。"
        )

    def approval(self) -> inputs.Approve:
        return inputs.Approve(remark="情况属实，同意答复。")

    def extension(self) -> inputs.DecideExtension:
        return inputs.DecideExtension(remark="同意，按期办结。")

    def result(self, code: str, proof: str = "") -> inputs.Submit:
        return inputs.Submit(
            result=code,
            found="现场核查情况与反映对应，已留存照片。",
            done="当场劝离并清理，责令立即改正。",
            next_step="纳入每日巡查点位，三日内复查。",
            law_basis="沪市容条例相关条款",
            proof=proof,
        )

    def photo(self) -> int:
        use = files.store(
            BytesIO(picture(self.number)),
            name=f"现场{self.number:03d}.png",
            by=self.handler,
            at=self.at,
            taken_at=self.at - timedelta(minutes=4),
            device="执法终端 03",
        )
        return use.pk

    def actor(self, person: Person) -> Actor:
        return self.town.actor_of(person)

    def key(self, step: str) -> str:
        return str(uuid5(KEYS, f"{self.number}:{step}:{self.at.isoformat()}"))

    def take(self, action: str, by: Actor, data: Any = None) -> None:
        version = Matter.objects.values_list("version", flat=True).get(pk=self.matter)
        perform(
            matter=self.matter,
            action=action,
            by=by,
            at=At.once(self.at),
            data=data,
            key=self.key(action),
            version=version,
        )
