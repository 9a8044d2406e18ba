"""My membership as I see it: my union, my group, my card; and who looked at my records."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import Fact
from chengguan.core.work import own_page
from chengguan.core.work.acting import Actor
from chengguan.core.work.present import state_view
from chengguan.core.work.queries import is_visible
from chengguan.union.members import queries
from chengguan.union.members.models import MemberRecord, Transfer
from chengguan.union.members.offices import APPLICANTS, KEEPERS


def membership_of(actor: Actor, now: datetime) -> Mapping[str, Any]:
    """The reader's own record alone; without one, what he can do about it."""
    record = queries.own_record(actor)
    if record is None:
        return {"apply_url": _apply_url(actor)}
    matter = record.matter
    return {
        "record": record,
        "state": state_view(matter, now),
        "url": reverse("work:matter", args=[matter.pk]) if is_visible(actor, matter.pk) else "",
        "facts": _facts(record),
        "transfers": list(
            Transfer.objects.filter(record=record)
            .select_related("source", "target")
            .order_by("-on", "-pk")
        ),
        "apply_url": "" if matter.is_open else _apply_url(actor),
        "is_pending": matter.state in queries.PENDING,
        "is_member": matter.state in queries.MEMBER_STATES,
    }


def _apply_url(actor: Actor) -> str:
    may = actor.roles & {*APPLICANTS, *KEEPERS}
    return reverse("members:apply") if may else ""


def _facts(record: MemberRecord) -> tuple[Fact, ...]:
    matter = record.matter
    group = record.group.name if record.group else _("未编入小组")
    card = _("未发卡")
    if record.card_tail and record.card_withdrawn_on is None:
        card = _("尾号 %(tail)s，%(day)s 发卡") % {
            "tail": record.card_tail,
            "day": words.day(record.card_issued_on),
        }
    since = record.span.since if record.span else None
    return (
        Fact(_("我的工会"), matter.organ.name, source=True),
        Fact(_("工会小组"), group, source=record.group is not None),
        Fact(_("会籍编号"), matter.number),
        Fact(_("入会日期"), words.day(record.joined_on) or _("尚未批准")),
        Fact(_("在本工会起"), words.day(since) or "—"),
        Fact(_("会员服务卡"), card),
    )


def looks(actor: Actor, now: datetime) -> Mapping[str, Any] | None:
    """Who looked at what is kept sealed of me; own records alone."""
    return {"looks": own_page.own_looks(actor)}


def keys_of(person_id: int) -> list[UUID]:
    """The memberships under which somebody's numbers are sealed."""
    rows = MemberRecord.objects.filter(person_id=person_id)
    return list(rows.values_list("pk", flat=True))
