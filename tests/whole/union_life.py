"""The unions of the true history: their members, their money and care, an outing, cover."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from chengguan.core.events import sealing
from chengguan.core.events import services as events
from chengguan.core.events.attending import Seen
from chengguan.core.events.models import Event, SignUp
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Person
from chengguan.union.benefits.insurance import inputs as cover
from chengguan.union.care import inputs as relief
from chengguan.union.care.registering import review_hardship
from chengguan.union.finance import services as finance
from chengguan.union.members import inputs, registering
from chengguan.union.members.models import Committee
from tests.union.benefits.club import JULY, Club
from tests.union.care.care import OTHER, STAFF, Care
from tests.union.members.union import number

CHAIR, LEADER, APPLICANT = "东主席", "一组长", "队员甲"
KEEPER = "局干部"
INSURED = ("参保甲", "参保乙")
OUTING = timedelta(hours=3)


def lived(now: datetime) -> None:
    """All that is written to a chain; who signed up is sealed at ``now``."""
    union = Care()
    belonged(union)
    Registered(union).played()
    budgeted(union)
    cared(union)
    outings(union)
    covered(Cover(union))
    sealing.seal_waiting(now)


# -- members -------------------------------------------------------------------------------------


def belonged(union: Care) -> None:
    """Somebody joins, others move, stay on the list, leave, are deemed gone, or are expelled."""
    joined = union.member("队长", id_number=number(order=901), phone="13800000000")
    union.act(joined, "issue_card", inputs.IssueCard(union.today, card="6222 0000 1234 5678"))
    _moved(union)
    _kept_on(union)
    left = union.enrol("退会会员", card="6222 0000 8765 4321")
    union.act(left, "tell_leaving", inputs.TellLeaving(date(2026, 9, 1), letter=(union.file(),)))
    union.act(left, "announce_leaving", inputs.AnnounceLeaving(date(2026, 9, 8), date(2026, 9, 8)))
    _lapsed(union)
    _expelled(union)


def _moved(union: Care) -> None:
    day = date(2026, 9, 1)
    within = union.enrol("调动会员", model_worker="市级劳模")
    union.act(within, "transfer", inputs.Move(day, union.west, "调动。", union.three))
    gone = union.enrol("外调会员")
    union.act(gone, "transfer_out", inputs.MoveOut(day, "某公司工会"))
    union.act(gone, "transfer_back", inputs.MoveBack(date(2026, 9, 10), "某公司工会", union.east))


def _kept_on(union: Care) -> None:
    """One is still out of work; the other was, and works again."""
    for name, cause in (("退休会员", "retired"), ("复工会员", "unemployed")):
        member = union.enrol(name)
        union.act(member, "retain", inputs.Retain(cause, date(2026, 9, 1)))
    union.act(member, "resume", inputs.Resume(date(2026, 9, 10)))


def _lapsed(union: Care) -> None:
    """One refuses to be told, another pays again."""
    for name, is_refused in (("停缴会员", True), ("补缴会员", False)):
        member = union.enrol(name)
        union.act(member, "note_lapse", inputs.NoteLapse(date(2026, 3, 1), "停缴会费。"))
        talk = inputs.Educate(date(2026, 8, 1), f"与{name}谈话。", is_refused=is_refused)
        union.act(member, "educate", talk)
        if is_refused:
            union.act(member, "deem_left", inputs.Deem(date(2026, 9, 1)))
        else:
            union.act(member, "end_lapse", inputs.EndLapse(date(2026, 9, 1)))


def _expelled(union: Care) -> None:
    """One with all that it wants; of another the decision is taken back."""
    gone, back = (union.expelled(union.enrol(name)) for name in ("除名会员", "撤销会员"))
    union.act(gone, "file_expulsion", inputs.FileExpulsion(date(2026, 9, 1), "备〔2026〕1号"))
    union.act(back, "revoke_expulsion", inputs.Revoke(date(2026, 9, 1), "改判。"))


# -- the union itself ----------------------------------------------------------------------------


class Registered:
    """A union on file: two terms, the first of them prolonged, those who sit, and who met."""

    def __init__(self, union: Care) -> None:
        self.union = union
        self.noted = {"by": union.people[CHAIR], "at": union.now}

    def paper(self) -> tuple[int, ...]:
        return (self.union.file(),)

    def played(self) -> None:
        union = self.union
        for organ in (union.east, union.west):
            registering.keep_file(
                organ=organ,
                serves=union.bureau,
                founded_on=date(2015, 1, 1),
                approval_number=f"沪工〔2015〕{organ.pk}号",
                approval=self.paper(),
                **self.noted,
            )
        first = self.term(1, date(2021, 9, 20))
        registering.extend_term(
            committee=first,
            extended_until=date(2026, 12, 1),
            extension_number="批1号",
            extension=self.paper(),
            **self.noted,
        )
        self.seated(first)
        self.term(2, date(2026, 9, 15))
        for month, present in ((3, 28), (9, 29)):
            registering.hold_assembly(
                union=union.east,
                kind="members",
                held_on=date(2026, month, 1),
                due=30,
                present=present,
                minutes=self.paper(),
                **self.noted,
            )

    def term(self, nth: int, since: date) -> Committee:
        return registering.seat_committee(
            organ=self.union.east,
            ordinal=nth,
            elected_on=since,
            since=since,
            term_years=5,
            **self.noted,
        )

    def seated(self, committee: Committee) -> None:
        for name, post in ((CHAIR, "chair"), (STAFF, "member")):
            seat = registering.fill_seat(
                committee=committee,
                person=self.union.people[name],
                post=post,
                since=committee.since,
                declaration=self.paper(),
                **self.noted,
            )
            registering.note_days(
                seat=seat,
                month=date(2026, 8, 1),
                half_days=6,
                consent=self.paper(),
                **self.noted,
            )


# -- money and care ------------------------------------------------------------------------------


def budgeted(union: Care) -> None:
    """Beside the head that `Care` brings, one that is not confirmed and one that still waits."""
    second = union.people["局干事"]
    entered = {"organ": union.east, "year": 2026, "by": union.people[KEEPER], "at": union.now}
    refused = finance.enter_head(head="activity", amount=500_00, plan_item="观影", **entered)
    finance.refuse_head(head=refused, remark="与计划不符。", by=second, at=union.now)
    finance.enter_head(head="activity", amount=800_00, plan_item="健步走", **entered)


def cared(union: Care) -> None:
    """A payment with all that follows, one that is not approved, and a household on file."""
    paid = union.paid(APPLICANT, proofs=(union.file(APPLICANT),))
    union.do(paid, "follow_up", relief.Follow(union.today, words="已经出院。"))
    union.do(paid, "close_relief", relief.Close(closing="办结。"))
    _sent_back(union)
    for name in (APPLICANT, "队员乙"):
        kept = union.hardship(name)
        review_hardship(
            file=kept,
            on=union.today,
            is_kept=name == APPLICANT,
            proofs=(union.file(STAFF),),
            by=union.people[STAFF],
            at=union.now,
        )


def _sent_back(union: Care) -> None:
    asked = union.ask("队员乙")
    union.do(asked, "return_papers", relief.ReturnPapers(missing="住院小结"))
    brought = relief.Supplement(supplement="补上。", proofs=(union.file("队员乙"),))
    union.do(asked, "supplement", brought, by="队员乙")
    union.do(asked, "accept", relief.Accept())
    pair = relief.NameVisitors(union.people[LEADER], union.people["二组长"])
    union.do(asked, "name_visitors", pair)
    seen = relief.RecordVisit(union.today, place="家中", words="情况属实。")
    union.do(asked, "record_visit", seen, by=LEADER)
    union.do(asked, "propose_payment", union.money(asked, 500_00))
    union.do(asked, "reject_payment", relief.Unpaid(outcome="材料不足。"), by=OTHER)


# -- events --------------------------------------------------------------------------------------


def outings(union: Care) -> None:
    """One with more who want to come than seats, afterwards; another that is called off."""
    begun = union.now - timedelta(days=3)
    walk = _outing(union, "秋季健步走", begun, seats=2)
    first, second, waiting = (union.people[name] for name in (APPLICANT, "队员乙", STAFF))
    asked = begun - timedelta(days=2)
    rows = [_signed_up(walk, who, asked) for who in (first, second, waiting)]
    events.withdraw(event=walk.pk, person=second, key=uuid4().hex, at=asked)
    events.accept(event=walk.pk, person=waiting, key=uuid4().hex, at=asked)
    seen = [Seen(uuid4(), events.code_of(row.pk), begun, "一号门") for row in (rows[0], rows[2])]
    events.check_in(event=walk, seen=seen, by=union.people[KEEPER], at=begun)
    for who, stars in ((first, 5), (waiting, 4)):
        said = begun + OUTING
        events.give_feedback(event=walk.pk, person=who, stars=stars, words="很好。", at=said)
    film = _outing(union, "观影", union.now + timedelta(days=9), seats=30)
    _signed_up(film, first, union.now)
    events.close_event(film.pk, reason="影院停业。", by=union.people[KEEPER], at=union.now)


def _outing(union: Care, title: str, begins: datetime, seats: int) -> Event:
    opened = begins - timedelta(days=9)
    opening = events.Opening(
        kind="文体活动",
        title=title,
        text="请着便装。",
        place="中山公园",
        begins_at=begins,
        ends_at=begins + OUTING,
        signup_from=opened,
        signup_until=begins - timedelta(days=1),
        audience=union.top,
        seats=seats,
    )
    return events.open_event(opening, organ=union.top, by=union.people[KEEPER], at=opened)


def _signed_up(event: Event, who: Person, at: datetime) -> SignUp:
    return events.sign_up(event=event.pk, person=who, key=uuid4().hex, at=at)


# -- cover ---------------------------------------------------------------------------------------


class Cover(Club):
    """A club of the very unions that are there already."""

    def __init__(self, union: Care) -> None:
        vars(self).update(vars(union))
        self.now, self.order = JULY, 0
        self.person("局干部二", Role.UNION_STAFF, self.top)
        for name in INSURED:
            self.carded(name, person=self.person(name, Role.OFFICER, self.team))
        self.carded("西会员", self.west)


def covered(club: Club) -> None:
    """A round from its list to its end, and two who are helped with what they claim."""
    round_ = club.sent(club.money(), club.round(cap=1000_00))
    club.answer(round_, "西会员", yes=False, said="已另行参保")
    club.answer(round_)
    club.do(round_, "close")
    club.wait(days=30)
    paid, asked = INSURED
    claim = club.submitted(paid, date(2026, 7, 20), 600_00)
    club.do(claim, "note_paid", cover.NotePaid(club.today, 550_00))
    club.claim(asked, date(2026, 7, 21))
