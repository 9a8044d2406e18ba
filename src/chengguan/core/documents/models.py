"""Papers and the template versions they were set with."""

import json
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.journal.governed import Governed
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.models import Matter

HASH = 64  # hex digits of SHA-256


class PaperTemplate(models.Model):
    """文书模板: one version of a template, named by the digest of its sources.

    Papers of one shape share it. Kept so that a paper can be set again after the shipped template
    has changed. The paper that points here is governed, and `verify` compares sources with digest.
    """

    version = models.CharField(_("模板版本"), max_length=HASH, primary_key=True)
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
    key = models.CharField(_("文书种类"), max_length=60)
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
        "key",
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


class SignedSheet(Governed):
    """签名件: a scan of the sheet as people signed and sealed it, beside its paper."""

    paper = models.ForeignKey(
        CasePaper, models.PROTECT, related_name="signed_sheets", verbose_name=_("文书")
    )
    file = models.ForeignKey(FileUse, models.PROTECT, related_name="+", verbose_name=_("扫描件"))
    sha256 = models.CharField(_("SHA-256 校验值"), max_length=HASH)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("上传人"))
    added_at = models.DateTimeField(_("上传时间"))
    note = models.CharField(_("说明"), max_length=200, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "paper",
        "file",
        "sha256",
        "added_by",
        "added_at",
        "note",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("签名件")


class Draft(Governed):
    """文书稿: one version of the words of a paper before it is issued; never edited."""

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="drafts", verbose_name=_("事项")
    )
    paper = models.CharField(_("文书种类"), max_length=60)
    version = models.PositiveSmallIntegerField(_("稿次"))
    written_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("起草人")
    )
    written_at = models.DateTimeField(_("成稿时间"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter",
        "paper",
        "version",
        "written_by",
        "written_at",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("文书稿")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "paper", "version"], name="draft_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.version}"


class DraftParagraph(Governed):
    """段落: what a review speaks of."""

    draft = models.ForeignKey(
        Draft, models.PROTECT, related_name="paragraphs", verbose_name=_("文书稿")
    )
    position = models.PositiveSmallIntegerField(_("段次"))
    text = models.TextField(_("文字"))

    governed_fields: ClassVar[tuple[str, ...]] = ("draft", "position", "text")

    class Meta:
        verbose_name = verbose_name_plural = _("段落")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "position"], name="paragraph_once")
        ]


class DraftComment(Governed):
    """审核意见: said of one paragraph of one version; a later version resolves it."""

    paragraph = models.ForeignKey(
        DraftParagraph, models.PROTECT, related_name="comments", verbose_name=_("段落")
    )
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("审核人"))
    text = models.TextField(_("意见"))
    made_at = models.DateTimeField(_("提出时间"))
    resolved_in = models.ForeignKey(
        Draft, models.PROTECT, null=True, related_name="resolves", verbose_name=_("在哪一稿解决")
    )

    governed_fields: ClassVar[tuple[str, ...]] = (
        "paragraph",
        "author",
        "text",
        "made_at",
        "resolved_in",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("审核意见")


class Dossier(Governed):
    """卷宗: the papers, originals and record of a matter in one bound PDF, or two.

    Asked for, then bound by the worker; a later one of the same matter keeps the archive number.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("装订中")
        READY = "ready", _("已装订")
        FAILED = "failed", _("未能装订")

    class Retention(models.TextChoices):
        PERMANENT = "permanent", _("永久")
        THIRTY = "thirty", _("30年")
        TEN = "ten", _("10年")

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="dossiers", verbose_name=_("事项")
    )
    number = models.CharField(_("档号"), max_length=40, blank=True)
    retention = models.CharField(_("保管期限"), max_length=10, choices=Retention)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.ASKED)
    main = models.ForeignKey(
        FileUse, models.PROTECT, null=True, related_name="+", verbose_name=_("正卷")
    )
    internal = models.ForeignKey(
        FileUse, models.PROTECT, null=True, related_name="+", verbose_name=_("副卷")
    )
    pages = models.PositiveIntegerField(_("页数"), default=0)
    problem = models.CharField(_("未能装订的原因"), max_length=300, blank=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter",
        "number",
        "retention",
        "asked_by",
        "asked_at",
        "state",
        "main",
        "internal",
        "pages",
        "problem",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("卷宗")
