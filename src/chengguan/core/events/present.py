"""An event as the shapes of the face: its facts, where the reader stands, what he can do."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.events import links, queries
from chengguan.core.events.models import Event, SignUp, SignUpTurn, Standing
from chengguan.core.events.ports import condition_of
from chengguan.core.events.queries import Numbers, OwnStanding
from chengguan.core.events.reaching import organises
from chengguan.core.events.reasons import Reason, why_closed
from chengguan.core.pages.shapes import (
    ActionView,
    Crumb,
    Fact,
    FactGroup,
    NoticeView,
    ReasonView,
    StateView,
    StatTile,
    StoryEntry,
    Tone,
)
from chengguan.core.pages.words import clauses, moment
from chengguan.core.work.acting import Actor

TONES = {
    Standing.SEATED: Tone.DONE,
    Standing.WAITING: Tone.NORMAL,
    Standing.OFFERED: Tone.WARNING,
    Standing.EXPIRED: Tone.HELD,
    Standing.DECLINED: Tone.HELD,
    Standing.CANCELLED: Tone.HELD,
    Standing.CALLED_OFF: Tone.HELD,
}


def standing_view(state: Standing) -> StateView:
    return StateView(str(state.label), TONES[state])


def phase_of(event: Event, at: datetime) -> StateView:
    """Where the event itself is: one function for list and page."""
    if event.called_off_at:
        return StateView(_("活动已取消"), Tone.HELD)
    if at >= event.ends_at:
        return StateView(_("已结束"), Tone.HELD)
    if at >= event.begins_at:
        return StateView(_("进行中"), Tone.DONE)
    if at >= event.signup_until:
        return StateView(_("报名已截止"), Tone.HELD)
    if at < event.signup_from:
        return StateView(_("报名未开始"), Tone.HELD)
    return StateView(_("名额已满，可候补") if event.free == 0 else _("报名中"))


def seats_words(event: Event) -> str:
    if event.seats is None:
        return _("不限")
    said = [_("共 %(n)s") % {"n": event.seats}, _("剩 %(n)s") % {"n": max(event.free or 0, 0)}]
    if event.waiting:
        said.append(_("候补 %(n)s 份") % {"n": event.waiting})
    return clauses(said)


def when(event: Event) -> str:
    """2026-09-20 09:00 – 11:30; the second day is named where there is one."""
    begins, ends = moment(event.begins_at), moment(event.ends_at)
    return f"{begins} – {ends[11:] if ends[:10] == begins[:10] else ends}"


def facts_of(event: Event) -> tuple[FactGroup, ...]:
    condition = condition_of(event)
    about = [
        Fact(_("活动类别"), event.kind, source=True),
        Fact(_("活动时间"), when(event)),
        Fact(_("活动地点"), event.place, source=True),
        Fact(_("举办单位"), event.organ.name, source=True),
    ]
    if event.text:
        about.append(Fact(_("活动说明"), event.text, wide=True, source=True))
    who = [
        Fact(_("参加范围"), event.audience.name, source=True),
        Fact(_("名额"), seats_words(event)),
        Fact(_("报名时间"), f"{moment(event.signup_from)} – {moment(event.signup_until)}"),
    ]
    if condition:
        who.append(Fact(_("参加条件"), str(condition.title)))
    if event.companions_most:
        who.append(Fact(_("最多携同行人"), str(event.companions_most)))
    return FactGroup(_("活动内容"), tuple(about)), FactGroup(_("报名安排"), tuple(who))


# -- where the reader stands -------------------------------------------------------------------


def standing_notice(event: Event, own: OwnStanding | None, at: datetime) -> NoticeView | None:
    """In one sentence, with what to do and, where there is no seat, why."""
    if own is None:
        return None
    tone = TONES[own.state]
    if own.may_accept:
        tone = Tone.WARNING
    return NoticeView(_standing_words(event, own, at), tone, title=str(own.state.label))


def _standing_words(event: Event, own: OwnStanding, at: datetime) -> str:
    mine = own.sign_up
    group = _group(mine.places)
    if own.is_owed:
        return _("前面的人没有按时确认，名额轮到您%(group)s了。请确认，或者谢绝。") % {
            "group": group
        }
    if own.state == Standing.OFFERED:
        return _("名额已为您%(group)s留到 %(until)s。请确认，或者谢绝；过时转给下一位。") % {
            "group": group,
            "until": moment(mine.offer_until),
        }
    if own.state == Standing.SEATED:
        text = _("您%(group)s已有名额，报名次序第 %(order)s。来不了请早取消，名额给候补的人。")
        return text % {"group": group, "order": mine.order}
    if own.state == Standing.WAITING:
        return _waiting_words(event, own, group)
    return _ended_words(event, own)


def _waiting_words(event: Event, own: OwnStanding, group: str) -> str:
    """Why there is no seat, how many are before him, and what happens next."""
    said = [
        _("您%(group)s在候补第 %(place)s 位，前面还有 %(ahead)s 份报名。")
        % {"group": group, "place": own.ahead + 1, "ahead": own.ahead}
    ]
    if own.free:
        text = _("现在空 %(free)s 个名额，放不下您一行 %(n)s 人；一家人不拆分，先给后面放得下的。")
        said.append(text % {"free": own.free, "n": own.sign_up.places})
    else:
        said.append(_("没有名额是因为 %(seats)s 个都已给出。") % {"seats": event.seats or 0})
    said.append(
        _("有人取消时按次序递补，通知您后 %(hours)s 小时内确认。") % {"hours": event.offer_hours}
    )
    return "".join(said)


def _ended_words(event: Event, own: OwnStanding) -> str:
    if own.state == Standing.EXPIRED:
        return _("名额留到 %(until)s，没有确认，已转给下一位。还想参加的，可以重新报名。") % {
            "until": moment(own.sign_up.offer_until or own.sign_up.state_since)
        }
    if own.state == Standing.CALLED_OFF:
        return _("活动已取消，报名随之结束。")
    return _("您在 %(at)s 退出了报名。还想参加的，可以重新报名。") % {
        "at": moment(own.sign_up.state_since)
    }


def _group(places: int) -> str:
    """Who is meant: the one, or with those he brings."""
    return _("一行 %(n)s 人") % {"n": places} if places > 1 else ""


def story_of(turns: list[SignUpTurn]) -> tuple[StoryEntry, ...]:
    """What happened to one's own sign-up, the newest first."""
    return tuple(
        StoryEntry(
            title=str(Standing(turn.state).label),
            who=turn.by.name if turn.by else _("系统"),
            occurred_at=turn.at,
            recorded_at=turn.recorded_at,
            note=_("确认截止 %(until)s") % {"until": moment(turn.until)} if turn.until else "",
        )
        for turn in turns
    )


# -- what one can do ---------------------------------------------------------------------------


def actions_of(
    event: Event, actor: Actor, own: OwnStanding | None, refusal: Reason | None, at: datetime
) -> tuple[ActionView, ...]:
    """The reader's own acts, then those of an organiser."""
    found = list(_own_actions(event, own, refusal, at))
    if organises(actor, event):
        found += _organiser_actions(event, at)
    return tuple(found)


def _own_actions(
    event: Event, own: OwnStanding | None, refusal: Reason | None, at: datetime
) -> Iterator[ActionView]:
    if own is None or not own.is_active:
        yield _sign_up_action(event, refusal)
    elif at < event.begins_at and not event.called_off_at:
        if own.may_accept:
            yield _post("accept", _("确认参加"), event, "primary")
        if own.sign_up.places > 1:
            yield _page("fewer", _("减少同行人"), event)
            yield _page("companions", _("填同行人姓名"), event)
        leave = _("谢绝") if own.may_accept else _("取消报名")
        yield _page("withdraw", leave, event, "danger")
    if own and own.state == Standing.SEATED and at >= event.ends_at:
        yield _feedback_action(event, own.sign_up)


def _sign_up_action(event: Event, refusal: Reason | None) -> ActionView:
    """Where everybody may bring somebody, one is asked how many; else one click does it."""
    title = _("报名候补") if event.free == 0 else _("报名")
    if refusal:
        reasons = (ReasonView(refusal.code, refusal.text),)
        return ActionView("sign_up", title, "", allowed=False, reasons=reasons)
    if event.companions_most:
        return _page("sign_up", title, event, "primary")
    return _post("sign_up", title, event, "primary")


def _feedback_action(event: Event, mine: SignUp) -> ActionView:
    if getattr(mine, "feedback", None) is None:
        return _page("feedback", _("评价活动"), event, "primary")
    told = ReasonView("feedback.said", _("您已评价过，谢谢。"))
    return ActionView("feedback", _("评价活动"), "", allowed=False, reasons=(told,))


def _organiser_actions(event: Event, at: datetime) -> Iterator[ActionView]:
    yield _page("people", _("报名名单"), event)
    if event.called_off_at:
        return
    yield _page("door", _("现场签到"), event)
    if at < event.ends_at:
        yield _page("change", _("修改活动"), event)
    if at < event.begins_at:
        yield _page("call_off", _("取消活动"), event, "danger")


def _page(key: str, title: str, event: Event, emphasis: str = "normal") -> ActionView:
    return ActionView(key, title, reverse(f"events:{key}", args=[event.pk]), emphasis=emphasis)


def _post(key: str, title: str, event: Event, emphasis: str) -> ActionView:
    url = reverse(f"events:{key}", args=[event.pk])
    return ActionView(key, title, url, emphasis=emphasis, method="post")


# -- for the organisers ------------------------------------------------------------------------


def tiles_of(event: Event, numbers: Numbers) -> tuple[StatTile, ...]:
    """Every number opens its list."""
    people = reverse("events:people", args=[event.pk])
    of = str(event.seats) if event.seats is not None else ""
    mean = f"{numbers.stars:.1f}" if numbers.stars is not None else "–"
    return (
        StatTile(_("已有名额"), numbers.seated, f"{people}?state=seated", denominator=of),
        StatTile(
            _("待确认"),
            numbers.offered,
            f"{people}?state=offered",
            tone=Tone.WARNING if numbers.offered else None,
        ),
        StatTile(_("候补中"), numbers.waiting, f"{people}?state=waiting"),
        StatTile(
            _("到场人数"), numbers.came, f"{people}?came=yes", denominator=str(numbers.seated)
        ),
        StatTile(
            _("满意程度"),
            mean,
            denominator="5",
            note=_("%(n)s 人反馈") % {"n": numbers.answers},
        ),
    )


def event_page(event: Event, actor: Actor, at: datetime) -> dict[str, object]:
    """Everything the page of an event shows."""
    person = actor.person_id or 0
    own = queries.standing_of(event, person, at)
    refusal = queries.why_not_now(event, person, at)
    ours = organises(actor, event)
    told = [standing_notice(event, own, at), _closed_notice(event, own, at)]
    return {
        "event": event,
        "crumbs": (Crumb(_("活动"), reverse("events:list")), Crumb(event.title)),
        "phase": phase_of(event, at),
        "notices": [one for one in told if one],
        "groups": facts_of(event),
        "actions": actions_of(event, actor, own, refusal, at),
        "code": _code(event, own, at),
        "story": story_of(queries.turns_of(own.sign_up)) if own else (),
        "tiles": tiles_of(event, queries.numbers_of(event)) if ours else (),
        "said": queries.feedback_of(event, 20) if ours else (),
    }


def _closed_notice(event: Event, own: OwnStanding | None, at: datetime) -> NoticeView | None:
    """Why nobody signs up now; of an event that was called off everybody reads the reason."""
    closed = why_closed(event, at)
    if closed is None or (own and not event.called_off_at):
        return None
    reason = (event.called_off_reason,) if event.called_off_at else ()
    return NoticeView(closed.text, Tone.HELD, lines=reason)


def _code(event: Event, own: OwnStanding | None, at: datetime) -> str:
    """What is shown at the door, as long as there is one."""
    is_due = own and own.state == Standing.SEATED and at < event.ends_at
    return links.code_of(own.sign_up.pk) if own and is_due else ""
