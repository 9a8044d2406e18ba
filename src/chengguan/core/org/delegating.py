"""委托: a head gives a role of his to a deputy for some days, and can end that any day.

The deputy acts in the giver's name, and every act says so. What was delegated is not delegated
again; the role stays with its giver too.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext

from chengguan.core.org.kinds import SECOND_FACTOR_ROLES, Role
from chengguan.core.org.models import Account, Grant, Person
from chengguan.core.org.queries import active_grants, overlapping, people_in
from chengguan.core.org.record import Refused, note

DELEGABLE = frozenset({Role.SQUAD_LEADER, Role.TEAM_HEAD, Role.BUREAU_LEADER})
"""Roles of heads. A legal reviewer needs his own qualification (行政处罚法 58): not delegated."""

LONGEST = timedelta(days=30)
"""A setting of the bureau: what lasts longer is an appointment, not a delegation."""


def delegable(grants: Iterable[Grant]) -> list[Grant]:
    """Those of somebody's grants that are his own to delegate."""
    return [g for g in grants if g.role in DELEGABLE and g.delegated_by_id is None]


def deputies(given: Grant, on: date) -> QuerySet[Person]:
    """Members of the organ or of its parts on that day, without the giver."""
    return people_in(given.organ, on, below=True).exclude(pk=given.person_id)


def delegations_of(person: Person) -> list[Grant]:
    """What somebody has delegated, the newest first."""
    rows = Grant.objects.filter(delegated_by=person).select_related("person", "organ")
    return list(rows.order_by("-since", "-id")[:100])


@transaction.atomic
def delegate(
    *, given: Grant, to: Person, since: date, until: date, by: Person, at: datetime
) -> Grant:
    """Give one's own role to a deputy from ``since`` until before ``until``.

    Raises ``Refused``: not one's own grant, not for days, to somebody outside, to somebody who
    has the role already, or, for a role with a second factor, to somebody who has set up none.
    """
    Person.objects.select_for_update().get(pk=to.pk)
    _check_own(given, by, at)
    _check_days(given, since, until, at)
    _check_deputy(given, to, since, until)
    made = Grant.objects.create(
        person=to,
        role=given.role,
        organ=given.organ,
        field=given.field,
        since=since,
        until=until,
        delegated_by=by,
    )
    values = {"grant": made.pk, "of": given.pk, "person": to.pk, "role": str(given.role)}
    note("grant.delegate", by=by, at=at, values=values, rows=[made])
    return made


@transaction.atomic
def end_delegation(*, given: Grant, by: Person, at: datetime) -> Grant:
    """By its giver, from today on; one that has not begun never begins."""
    if given.delegated_by_id != by.pk:
        raise Refused("delegation.not_yours", gettext("只有委托人可以终止委托。"))
    today = localdate(at)
    if given.until is not None and given.until <= today:
        raise Refused("period.ended", gettext("此前已终止，不能再延后。"))
    given.until = max(today, given.since)
    given.save(update_fields=["until"])
    note("grant.end_delegation", by=by, at=at, values={"grant": given.pk}, rows=[given])
    return given


def _check_own(given: Grant, by: Person, at: datetime) -> None:
    mine = delegable(active_grants(by.pk, localdate(at)))
    if given.pk not in {known.pk for known in mine}:
        message = gettext("只能委托本人现有的负责人角色；受托的角色不能再委托。")
        raise Refused("delegation.not_own", message)


def _check_days(given: Grant, since: date, until: date, at: datetime) -> None:
    if since < localdate(at):
        raise Refused("grant.past", gettext("日期早于今天，请改为今天或以后的日期。"))
    if until <= since:
        raise Refused("period.reversed", gettext("终止日期不晚于起始日期，请改正日期。"))
    if until - since > LONGEST:
        message = gettext("委托最长 %(days)s 天；更长的请安全管理员授权。") % {"days": LONGEST.days}
        raise Refused("delegation.too_long", message)
    if given.until is not None and until > given.until:
        raise Refused("delegation.beyond", gettext("委托不能长于本人的任期，请提前终止日期。"))


def _check_deputy(given: Grant, to: Person, since: date, until: date) -> None:
    if not deputies(given, since).filter(pk=to.pk).exists():
        raise Refused("delegation.outside", gettext("请选择本单位的其他人员。"))
    held = Grant.objects.filter(overlapping(since, until), person=to, role=given.role)
    if held.filter(organ=given.organ).exists():
        raise Refused("delegation.has_role", gettext("此人在这段时间已有这一角色，不必委托。"))
    needs_factor = settings.SECOND_FACTOR_REQUIRED and given.role in SECOND_FACTOR_ROLES
    account = Account.objects.filter(person=to, is_active=True).first()
    if needs_factor and (account is None or not is_mfa_enabled(account)):
        message = gettext(
            "这一角色须以两种方式验证身份，此人还没有设置第二种方式，请其设置后再委托。"
        )
        raise Refused("delegation.second_factor", message)
