"""The outbox, the worker's heartbeat and the notices of people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.models import Person


class OutboxRow(models.Model):
    """待发事务: what an act leaves to be done; written in the act's own transaction."""

    act = models.UUIDField()
    kind = models.CharField(max_length=60)
    payload = models.TextField(blank=True)
    # Of kind and payload: an act that enqueues the same thing twice enqueues it once.
    fingerprint = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("待发事务")
        constraints = [
            models.UniqueConstraint(fields=["act", "fingerprint"], name="outbox_once_per_act")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(done_at=None), name="outbox_open"
            )
        ]


class OutboxDone(models.Model):
    """A handler that did its part of a row that is not done yet: it does not do it again."""

    row = models.ForeignKey(OutboxRow, models.CASCADE, related_name="parts_done")
    handler = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "handler"], name="outbox_part_done_once")
        ]


class WorkerBeat(models.Model):
    """When a worker was last alive, so that pages can say that nothing is delivered."""

    name = models.CharField(max_length=100, unique=True)
    beat_at = models.DateTimeField()


class Notice(models.Model):
    """通知提醒: a line for one person. The text carries no restricted value, only the link."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="notices", verbose_name=_("收件人")
    )
    title = models.CharField(_("标题"), max_length=120)
    body = models.CharField(_("内容"), max_length=500, blank=True)
    link = models.CharField(_("链接"), max_length=200, blank=True)
    matter = models.UUIDField(_("事项"), null=True, blank=True)
    # Lists then say only that there is something; the link leads to whoever may read it.
    is_confidential = models.BooleanField(_("保密"), default=False)
    created_at = models.DateTimeField(_("发出时间"))
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)
    # The outbox row behind it: at-least-once delivery must not notify twice.
    source = models.CharField(max_length=100, null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("通知提醒")
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="notice_person"),
            models.Index(
                fields=["person", "-created_at", "-id"],
                condition=Q(read_at=None),
                name="notice_unread",
            ),
        ]
