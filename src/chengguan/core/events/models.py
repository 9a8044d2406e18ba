"""Events, who signed up and how it went on, who came, what they said.

A sign-up is no matter. What happened to it stands in append-only rows that are sealed in batches;
its own state is what follows from them, kept for lists and under the lock of its event.
"""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import JournalEntry, SealedValue
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter


class Event(Governed):
    """活动: something that people attend, with or without a matter behind it.

    ``last_order``, ``taken``, ``waiting`` and ``next_expiry`` follow from the sign-ups and are
    written with them, under the lock of this row.
    """

    key = models.UUIDField(default=uuid7, unique=True, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("举办单位"))
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="events")
    kind = models.CharField(_("活动类别"), max_length=20)
    title = models.CharField(_("活动名称"), max_length=100)
    text = models.TextField(_("活动说明"), blank=True)
    place = models.CharField(_("活动地点"), max_length=120)
    begins_at = models.DateTimeField(_("活动开始"))
    ends_at = models.DateTimeField(_("活动结束"))
    seats = models.PositiveIntegerField(_("名额"), null=True, blank=True)
    signup_from = models.DateTimeField(_("报名开始"))
    signup_until = models.DateTimeField(_("报名截止"))
    audience = models.ForeignKey(
        Organ, models.PROTECT, related_name="+", verbose_name=_("参加范围")
    )
    # The key of a registered condition (`ports`); empty: everybody of the audience.
    condition = models.CharField(max_length=40, blank=True)
    companions_most = models.PositiveSmallIntegerField(_("最多携同行人"), default=0)
    offer_hours = models.PositiveSmallIntegerField(_("候补确认时限（小时）"), default=24)
    opened_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("发布人")
    )
    opened_at = models.DateTimeField(_("发布时间"))
    called_off_at = models.DateTimeField(_("活动取消时间"), null=True)
    called_off_reason = models.CharField(_("活动取消原因"), max_length=300, blank=True)

    last_order = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    next_expiry = models.DateTimeField(null=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "key",
        "organ",
        "matter_id",
        "kind",
        "title",
        "text",
        "place",
        "begins_at",
        "ends_at",
        "seats",
        "signup_from",
        "signup_until",
        "audience",
        "condition",
        "companions_most",
        "offer_hours",
        "opened_by",
        "opened_at",
        "called_off_at",
        "called_off_reason",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("活动")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="event_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(taken__lte=F("seats")), name="event_is_not_oversold"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_expiry"], name="event_next_expiry"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def free(self) -> int | None:
        """Seats that nobody has and that are offered to nobody; None where they are not counted."""
        return None if self.seats is None else self.seats - self.taken

    def has_room(self, places: int) -> bool:
        return self.free is None or places <= self.free


class EventToken(models.Model):
    """Who comes upon an event: one row a scope token, as with matters. Derived, never governed."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="tokens")
    token = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "event"], name="one_event_a_token"),
        ]


class Standing(models.TextChoices):
    """Where somebody stands with an event."""

    SEATED = "seated", _("已有名额")
    WAITING = "waiting", _("候补中")
    OFFERED = "offered", _("候补到位待确认")
    DECLINED = "declined", _("已谢绝")
    CANCELLED = "cancelled", _("已取消报名")
    EXPIRED = "expired", _("逾期未确认")
    CALLED_OFF = "called_off", _("活动已取消")


HOLDING = (Standing.SEATED, Standing.OFFERED)
"""They hold seats."""
ACTIVE = (*HOLDING, Standing.WAITING)
"""One of these a person and event."""


class SignUp(models.Model):
    """报名: somebody, with those he brings, at his place in the order of an event.

    ``state``, ``state_since`` and ``offer_until`` follow from its turns.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("报名人"))
    order = models.PositiveIntegerField(_("报名次序"))
    places = models.PositiveSmallIntegerField(_("报名人数"), default=1)
    # Names of those he brings, sealed under his own key.
    companions = models.ForeignKey(
        SealedValue, models.PROTECT, null=True, related_name="+", verbose_name=_("同行人")
    )
    state = models.CharField(_("报名状态"), max_length=12, choices=Standing)
    state_since = models.DateTimeField()
    offer_until = models.DateTimeField(_("确认截止"), null=True)

    if TYPE_CHECKING:
        checkin: "CheckIn"
        feedback: "Feedback"

    class Meta:
        verbose_name = verbose_name_plural = _("报名")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "order"], name="one_place_in_the_order"),
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(state__in=("seated", "waiting", "offered")),
                name="signed_up_once_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["event", "state", "order"], name="signup_line"),
            models.Index(fields=["person", "state", "event"], name="signup_of_person"),
        ]

    def stands(self, at: datetime) -> Standing:
        """An offer that was not taken up in time is gone, whether or not a worker has said so."""
        is_gone = self.state == Standing.OFFERED and self.offer_until and self.offer_until <= at
        return Standing.EXPIRED if is_gone else Standing(self.state)


class Sealed(models.Model):
    """Written once. ``batch`` is the entry that sealed it together with others."""

    batch = models.ForeignKey(JournalEntry, models.PROTECT, null=True, related_name="+")

    sealed_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True


class SignUpTurn(Sealed):
    """报名经过: one thing that happened to a sign-up, and where it stood then.

    ``by`` is whoever did it; nobody where the house moved the line. ``key`` is that of the request:
    the same request again does nothing.
    """

    sign_up = models.ForeignKey(SignUp, models.PROTECT, related_name="turns")
    state = models.CharField(_("报名状态"), max_length=12, choices=Standing)
    places = models.PositiveSmallIntegerField(_("报名人数"))
    at = models.DateTimeField(_("发生时间"))
    recorded_at = models.DateTimeField(_("记录时间"))
    until = models.DateTimeField(_("确认截止"), null=True)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("办理人")
    )
    key = models.CharField(max_length=64, blank=True)

    sealed_fields = (
        "id",
        "sign_up_id",
        "state",
        "places",
        "at",
        "recorded_at",
        "until",
        "by_id",
        "key",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("报名经过")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["by", "key"], condition=~Q(key=""), name="one_turn_a_request"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(batch=None), name="turn_unsealed"),
        ]


class CheckIn(Sealed):
    """签到: that somebody came, when and where; its key is born on the device that saw him."""

    id = models.UUIDField(primary_key=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="check_ins")
    sign_up = models.OneToOneField(SignUp, models.PROTECT, related_name="checkin")
    came = models.PositiveSmallIntegerField(_("到场人数"))
    at = models.DateTimeField(_("签到时间"))
    where = models.CharField(_("签到地点"), max_length=60, blank=True)
    recorded_at = models.DateTimeField(_("记录时间"))
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("签到经办人")
    )

    sealed_fields = (
        "id",
        "event_id",
        "sign_up_id",
        "came",
        "at",
        "where",
        "recorded_at",
        "by_id",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("签到")
        indexes: ClassVar = [
            models.Index(fields=["recorded_at"], condition=Q(batch=None), name="checkin_unsealed"),
        ]


class Feedback(Sealed):
    """活动反馈: what somebody who had a seat says afterwards; his name is not shown with it."""

    sign_up = models.OneToOneField(SignUp, models.PROTECT, related_name="feedback")
    stars = models.PositiveSmallIntegerField(_("满意程度"))
    words = models.TextField(_("意见建议"), blank=True)
    said_at = models.DateTimeField(_("反馈时间"))

    sealed_fields = ("id", "sign_up_id", "stars", "words", "said_at")

    class Meta:
        verbose_name = verbose_name_plural = _("活动反馈")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="one_to_five_stars"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(batch=None), name="feedback_unsealed"),
        ]


class CalendarFeed(models.Model):
    """Which edition of somebody's calendar address holds: a new one makes the former void."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=1)
