"""Long jobs, the rows they could not take, remembered columns and remembered numbers."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.org.models import Organ, Person


class JobState(models.TextChoices):
    MAPPING = "mapping", _("待确认列")
    CHECKING = "checking", _("试算中")
    CHECKED = "checked", _("待确认导入")
    RUNNING = "running", _("导入中")
    DONE = "done", _("已完成")
    CANCELLED = "cancelled", _("已取消")
    FAILED = "failed", _("没有办成")


AT_WORK = frozenset({JobState.CHECKING, JobState.RUNNING})
ENDED = frozenset({JobState.DONE, JobState.CANCELLED, JobState.FAILED})


class Job(models.Model):
    """长任务: one file on its way in. Counts and position are written with the rows themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    importer = models.CharField(_("导入内容"), max_length=40)
    source = models.CharField(_("来源"), max_length=60, blank=True)
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name=_("受理单位")
    )
    use = models.ForeignKey(FileUse, models.PROTECT, related_name="+", verbose_name=_("文件"))
    state = models.CharField(_("状态"), max_length=12, choices=JobState, default=JobState.MAPPING)
    header = models.PositiveSmallIntegerField(default=0)
    # Field name → column number; read by nothing but the job itself.
    mapping = models.TextField(default="{}")
    total = models.PositiveIntegerField(_("行数"), default=0)
    done = models.PositiveIntegerField(_("已处理"), default=0)
    # The byte of the spooled copy from which the next chunk reads.
    position = models.PositiveBigIntegerField(default=0)
    created = models.PositiveIntegerField(_("新增"), default=0)
    existing = models.PositiveIntegerField(_("已有"), default=0)
    changed = models.PositiveIntegerField(_("编号已有、内容不同"), default=0)
    bad = models.PositiveIntegerField(_("有问题"), default=0)
    problem = models.CharField(_("原因"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("上传时间"))
    started_at = models.DateTimeField(_("开始时间"), null=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True)

    class Meta:
        verbose_name = _("导入任务")
        indexes = [models.Index(fields=["by", "-made_at"], name="job_of_person")]

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED


class JobRow(models.Model):
    """A row that a person must see: those with a problem, and the first ones of a trial."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("行号"))
    # The cells as they came, for the file that goes back.
    cells = models.TextField()
    state = models.CharField(max_length=10)
    note = models.CharField(_("原因"), max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="one_outcome_a_row")]


class JobNumber(models.Model):
    """A number met in a trial, so that its second row in the same file is seen."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="+")
    number = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="number_once_a_trial")
        ]


class KnownColumns(models.Model):
    """The columns somebody chose for a source last time."""

    importer = models.CharField(max_length=40)
    source = models.CharField(max_length=60, blank=True)
    # Field name → the column's title.
    titles = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["importer", "source"], name="columns_once_a_source")
        ]


class Brought(models.Model):
    """A number that a source gave to a row that came in: it comes in once.

    ``content`` is a keyed digest of the values: the same row again is known, another is told.
    """

    importer = models.CharField(max_length=40)
    source = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=120)
    content = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["importer", "source", "number"], name="brought_once_a_source"
            )
        ]


class WholeState(models.TextChoices):
    RUNNING = "running", _("导出中")
    DONE = "done", _("已完成")
    CANCELLED = "cancelled", _("已取消")
    FAILED = "failed", _("没有办成")


class WholeJob(models.Model):
    """整表导出: one list being written whole. Where it stands is written with each part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listing = models.CharField(_("列表"), max_length=40)
    # The address of the list as it was asked for: filters, and no page of it.
    asked = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    state = models.CharField(
        _("状态"), max_length=12, choices=WholeState, default=WholeState.RUNNING
    )
    done = models.PositiveIntegerField(_("已写行数"), default=0)
    position = models.PositiveBigIntegerField(default=0)
    # The cursor from which the next part is read.
    after = models.CharField(max_length=120, blank=True)
    problem = models.CharField(_("原因"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("开始时间"))
    finished_at = models.DateTimeField(_("结束时间"), null=True)

    class Meta:
        verbose_name = _("整表导出")
        indexes = [models.Index(fields=["by", "-made_at"], name="whole_of_person")]
