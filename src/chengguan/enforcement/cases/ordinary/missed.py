"""听证日已过: a hearing whose day is over and of which nothing is on the record, said above the
page until it is entered, put off or withdrawn."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages.shapes import NoticeView, Tone
from chengguan.core.pages.words import moment
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.models import CaseOfficer, Hearing, HearingNotice
from chengguan.enforcement.cases.ordinary.book import Book
from chengguan.enforcement.cases.ordinary.states import REVIEWERS, hearing


def missed(matter: Matter, book: Book, actor: Actor, now: datetime) -> list[NoticeView]:
    """The last notice counts: whoever put the hearing off has told of another day. Each finds the
    way to what he can do himself: the reviewer holds it, an officer enters that it was withdrawn.
    """
    told = book.last(HearingNotice)
    if matter.state != hearing.key or told is None or book.of(Hearing, notice_id=told.pk):
        return []
    if told.hold_at.astimezone(rules.ZONE).date() >= now.astimezone(rules.ZONE).date():
        return []
    said = _(
        "%(when)s 的听证没有登记。已经举行或者当事人没有到场的，由法制员补录“举行听证”和笔录；"
        "没有举行的，由法制员再办一次“通知听证”，写明新的时间；"
        "当事人不要听证了的，由办案人员登记撤回。"
    )
    return [
        NoticeView(
            said % {"when": moment(told.hold_at)},
            Tone.OVERDUE,
            _("听证日已过"),
            url=_way_on(matter, book, actor),
            link=_("去办理"),
        )
    ]


def _way_on(matter: Matter, book: Book, actor: Actor) -> str:
    handling = {officer.person_id for officer in book.of(CaseOfficer, until=None)}
    if actor.person_id in handling:
        return reverse("work:act", args=[matter.pk, "withdraw_hearing"])
    if actor.roles & set(REVIEWERS):
        return reverse("work:act", args=[matter.pk, "hold_hearing"])
    return ""
