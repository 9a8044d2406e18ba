"""Stored originals by content, and the provenance of every time somebody brought one."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Person


class StoredFile(Governed):
    """附件/证据文件: bytes as received, named by their SHA-256; the same bytes are kept once."""

    governed_fields = ("key", "sha256", "length", "media_type", "received_at")

    # The key of its register stream.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField(_("SHA-256 校验值"), max_length=64, unique=True)
    length = models.PositiveBigIntegerField(_("字节数"))
    media_type = models.CharField(_("文件类型"), max_length=100)
    received_at = models.DateTimeField(_("收到时间"))

    class Meta:
        verbose_name = _("附件/证据文件")

    def __str__(self) -> str:
        return self.sha256


class FileUse(Governed):
    """来源: one hand-over of a file. What device and position say is claimed, not proven."""

    governed_fields = (
        "file",
        "original_name",
        "uploaded_by",
        "uploaded_at",
        "taken_at",
        "device",
        "latitude",
        "longitude",
        "client_sha256",
        "subject_kind",
    )

    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="uses", verbose_name=_("附件")
    )
    original_name = models.CharField(_("原文件名"), max_length=255)
    uploaded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"))
    taken_at = models.DateTimeField(_("设备所报拍摄时间"), null=True, blank=True)
    device = models.CharField(_("设备"), max_length=120, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(
        _("经度"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    client_sha256 = models.CharField(_("客户端校验值"), max_length=64, blank=True)
    subject_kind = models.CharField(_("用途"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("附件来源")

    @property
    def is_hashed_at_source(self) -> bool:
        """True when the sender's own hash was given; a wrong one was refused on arrival."""
        return bool(self.client_sha256)
