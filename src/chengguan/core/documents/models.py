"""Papers and the template versions they were set with."""

import json
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ
from chengguan.core.work.models import Matter

HASH = 64  # hex digits of SHA-256


class PaperTemplate(models.Model):
    """文书模板: one version of a template, named by the digest of its sources.

    Kept so that a paper can be set again after the shipped template has changed. The paper
    that points here is governed, and `verify` compares sources with digest.
    """

    version = models.CharField(_("模板版本"), max_length=HASH, primary_key=True)
    key = models.CharField(_("模板"), max_length=60)
    # Canonical JSON: file name to Typst source.
    sources = models.TextField(_("模板源文"))

    class Meta:
        verbose_name = verbose_name_plural = _("文书模板")

    @property
    def files(self) -> dict[str, str]:
        return dict(json.loads(self.sources))


class CasePaper(Governed):
    """文书: numbered and frozen in the act that issues it, typeset afterwards."""

    class State(models.TextChoices):
        ISSUED = "issued", _("已签发")
        TYPESET = "typeset", _("已排版")
        VOIDED = "voided", _("作废")

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="papers", verbose_name=_("事项")
    )
    template = models.ForeignKey(
        PaperTemplate, models.PROTECT, related_name="+", verbose_name=_("文书模板")
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("发文机关"))
    title = models.CharField(_("文书名称"), max_length=100)
    number = models.CharField(_("文号"), max_length=60, unique=True)
    series = models.CharField(_("编号系列"), max_length=80)
    sequence = models.PositiveIntegerField(_("序号"))
    # Random: whoever holds one sheet cannot guess the next.
    code = models.CharField(_("校验码"), max_length=16, unique=True)
    # Canonical JSON of everything that is printed; nothing filters on it.
    snapshot = models.TextField(_("文书内容"))
    snapshot_digest = models.CharField(_("内容摘要"), max_length=HASH)
    issued_at = models.DateTimeField(_("签发时间"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.ISSUED)
    file = models.ForeignKey(
        FileUse, models.PROTECT, null=True, related_name="+", verbose_name=_("排版文件")
    )
    sha256 = models.CharField(_("SHA-256 校验值"), max_length=HASH, blank=True)
    typeset_at = models.DateTimeField(_("排版时间"), null=True)
    # Which typesetter and fonts: only the same gives the same bytes.
    typesetter = models.CharField(_("排版程序"), max_length=100, blank=True)
    # Characters that no font could show, printed as their code points.
    unshown = models.CharField(_("缺字"), max_length=100, blank=True)
    void_reason = models.CharField(_("作废理由"), max_length=300, blank=True)
    voided_at = models.DateTimeField(_("作废时间"), null=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter",
        "template",
        "organ",
        "title",
        "number",
        "series",
        "sequence",
        "code",
        "snapshot_digest",
        "issued_at",
        "state",
        "file",
        "sha256",
        "typeset_at",
        "typesetter",
        "unshown",
        "void_reason",
        "voided_at",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("文书")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "sequence"], name="paper_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def has_sheet(self) -> bool:
        return self.file_id is not None
