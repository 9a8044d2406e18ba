"""The tables of the record. Nothing here is ever edited; see `triggers` for what refuses it."""

from uuid import UUID, uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

HASH = 64  # hex digits of SHA-256


class Stream(models.Model):
    """One chain of entries: a matter, a registered record, or a subject such as security."""

    id = models.UUIDField(_("编号"), primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("种类"), max_length=40)
    last_sequence = models.PositiveBigIntegerField(_("末条序号"), default=0)
    last_hash = models.CharField(_("末条散列"), max_length=HASH, blank=True)

    is_held = False  # opened, or locked and read, by whoever appends next in this transaction

    class Meta:
        verbose_name = verbose_name_plural = _("日志流")


class JournalEntry(models.Model):
    """One act as it happened; `body` is canonical JSON text and is hashed as it stands."""

    stream = models.ForeignKey(
        Stream,
        on_delete=models.PROTECT,
        related_name="entries",
        db_index=False,
        verbose_name=_("日志流"),
    )
    sequence = models.PositiveBigIntegerField(_("序号"))
    action = models.CharField(_("动作"), max_length=100)
    actor = models.CharField(_("行为人"), max_length=100)
    occurred_at = models.DateTimeField(_("发生时间"))
    recorded_at = models.DateTimeField(_("记录时间"))
    body = models.TextField(_("内容"))
    previous_hash = models.CharField(_("前条散列"), max_length=HASH, blank=True)
    hash = models.CharField(_("散列"), max_length=HASH)

    class Meta:
        verbose_name = verbose_name_plural = _("日志条目")
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="entry_once_in_stream")
        ]


class Leaf(models.Model):
    """An entry's place in the log of all streams; `hash` is the entry's hash when it was sealed."""

    index = models.PositiveBigIntegerField(_("位次"), primary_key=True)
    entry = models.OneToOneField(
        JournalEntry, on_delete=models.PROTECT, related_name="leaf", verbose_name=_("日志条目")
    )
    hash = models.CharField(_("散列"), max_length=HASH)

    class Meta:
        verbose_name = verbose_name_plural = _("叶")


class Checkpoint(models.Model):
    """A signed head of the log: the first `size` leaves have this root."""

    size = models.PositiveBigIntegerField(_("条数"), unique=True)
    root = models.CharField(_("根散列"), max_length=HASH)
    root_sm3 = models.CharField(_("SM3 根散列"), max_length=HASH, blank=True)
    made_at = models.DateTimeField(_("签署时间"))
    key_id = models.CharField(_("密钥编号"), max_length=40)
    signature = models.CharField(_("签名"), max_length=2 * HASH)

    class Meta:
        verbose_name = verbose_name_plural = _("检查点")


class SubjectKey(models.Model):
    """The key of one person's or matter's sensitive values, wrapped under the master key."""

    subject = models.UUIDField(_("所属对象"), primary_key=True)
    wrapped_key = models.BinaryField(_("已封装密钥"), null=True)
    key_id = models.CharField(_("密钥编号"), max_length=40)
    erased_at = models.DateTimeField(_("抹除时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("对象密钥")


class SealedValue(models.Model):
    """A sensitive value: readable under its subject's key only, provable by its commitment."""

    subject = models.ForeignKey(
        SubjectKey,
        on_delete=models.PROTECT,
        related_name="sealed_values",
        verbose_name=_("所属对象"),
    )
    kind = models.CharField(_("种类"), max_length=40)
    ciphertext = models.BinaryField(_("密文"))
    commitment = models.CharField(_("承诺值"), max_length=HASH)
    blind_index = models.CharField(_("盲索引"), max_length=HASH, blank=True)

    subject_id: UUID

    class Meta:
        verbose_name = verbose_name_plural = _("密封值")
        indexes = [models.Index(fields=["blind_index"], name="sealed_by_blind_index")]

    def journalled(self) -> dict[str, object]:
        return {"sealed": self.pk}

    def claim(self) -> dict[str, object]:
        """What an entry says of the value, for ever: everything but the value."""
        return {
            "id": self.pk,
            "subject": self.subject_id,
            "kind": self.kind,
            "commitment": self.commitment,
        }


class Look(models.Model):
    """Somebody looked at restricted data. Sealed in batches, so that reading never waits."""

    actor = models.CharField(_("查看人"), max_length=100)
    subject = models.UUIDField(_("所属对象"), null=True, db_index=True)
    stream = models.UUIDField(_("日志流"), null=True, db_index=True)
    what = models.CharField(_("查看内容"), max_length=200)
    reason = models.CharField(_("查看事由"), max_length=500)
    at = models.DateTimeField(_("查看时间"))
    batch = models.ForeignKey(
        JournalEntry, on_delete=models.PROTECT, null=True, verbose_name=_("封存批次")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("查看记录")
