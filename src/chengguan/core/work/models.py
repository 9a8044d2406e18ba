"""The stem on which every capability hangs: the matter, its clocks, hands and readers."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from chengguan.core.files.models import FileUse
from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue, Stream, SubjectKey
from chengguan.core.lawbook.models import RuleChange
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers.models import Party, Place


class Matter(Governed):
    """One unit of work that somebody must bring to an end.

    Written by ``perform`` alone; its journal stream has the same key. ``next_due_at`` is
    derived from the running clocks and is therefore not governed: the clocks are.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The stream and the key of sealed values have the matter's own key: relations without columns.
    stream = models.ForeignObject(
        Stream, models.DO_NOTHING, from_fields=["id"], to_fields=["id"], related_name="+"
    )
    subject_key = models.ForeignObject(
        SubjectKey,
        models.DO_NOTHING,
        from_fields=["id"],
        to_fields=["subject"],
        related_name="+",
        null=True,
    )
    kind = models.CharField(_("种类"), max_length=40)
    procedure = models.CharField(_("程序"), max_length=60)
    graph = models.CharField(max_length=16)
    number = models.CharField(_("编号"), max_length=60, unique=True)
    title = models.CharField(_("标题"), max_length=200)
    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("承办单位")
    )
    field = models.CharField(_("领域"), max_length=20)
    confidentiality = models.CharField(max_length=20)
    party = models.ForeignKey(
        Party, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("当事人")
    )
    place = models.ForeignKey(
        Place, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("地点")
    )
    state = models.CharField(_("环节"), max_length=40)
    state_since = models.DateTimeField()
    is_open = models.BooleanField(default=True)
    opened_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("发起人")
    )
    opened_at = models.DateTimeField(_("开始时间"))
    closed_at = models.DateTimeField(_("办结时间"), null=True)
    next_due_at = models.DateTimeField(_("最近时限"), null=True)
    version = models.PositiveIntegerField(default=0)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "kind",
        "procedure",
        "graph",
        "number",
        "title",
        "organ",
        "field",
        "confidentiality",
        "party",
        "place_id",
        "state",
        "state_since",
        "is_open",
        "opened_by_id",
        "opened_at",
        "closed_at",
        "version",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("事项")
        indexes: ClassVar = [
            models.Index(fields=["party", "-opened_at"], name="matter_of_party"),
            models.Index(fields=["place", "-opened_at"], name="matter_of_place"),
            models.Index(fields=["opened_by", "-opened_at"], name="matter_of_opener"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Access(models.Model):
    """Who may find a matter: one row a scope token, in the order in which lists are read.

    Derived from the matter and its assignments (``visibility.write``), never governed.
    ``due_at`` is the next due moment of an open matter, the closing of a closed one.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="access")
    token = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    is_open = models.BooleanField()
    due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "token"], name="one_access_a_token"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["token", "is_open", "due_at", "matter"], name="access_list"),
            models.Index(
                fields=["token", "kind", "is_open", "due_at", "matter"], name="access_kind"
            ),
        ]


class MatterClock(Governed):
    """A running or finished period of a matter (时限).

    ``first_due_at`` never changes: an extension moves ``due_at`` and forgives nothing. Nothing
    is owed by a minimum period ("not before") or by a right somebody may use.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="clocks")
    ref = models.CharField(_("期限规则"), max_length=20)
    started_at = models.DateTimeField(_("起算"))
    due_at = models.DateTimeField(_("到期"), null=True)
    first_due_at = models.DateTimeField(_("最初到期"), null=True)
    is_earliest = models.BooleanField(default=False)
    is_owed = models.BooleanField(default=True)
    is_provisional = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(_("停止"), null=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter_id",
        "ref",
        "started_at",
        "due_at",
        "first_due_at",
        "is_earliest",
        "is_owed",
        "is_provisional",
        "stopped_at",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("时限")
        indexes: ClassVar = [
            models.Index(fields=["stopped_at", "due_at"], name="clock_running"),
        ]

    def is_overdue(self, at: datetime) -> bool:
        """Late now, or finished late: one function for list, tile, reminder and report."""
        if self.due_at is None or not self.is_owed:
            return False
        return (self.stopped_at or at) > self.due_at


class ClockReminder(models.Model):
    """That people were told of a clock: once before its end, once when it was late.

    An extension moves the end, and the new end is told anew. Derived, never governed.
    """

    class Kind(models.TextChoices):
        SOON = "soon", _("将到期")
        LATE = "late", _("已逾期")

    clock = models.ForeignKey(MatterClock, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["clock", "kind", "due_at"], name="one_reminder_an_end_and_kind"
            ),
        ]


class ClockChange(Governed):
    """A suspension (half-open, perhaps still open) or an extension of a clock, with its reason."""

    class Kind(models.TextChoices):
        PAUSE = "pause", _("中止")
        EXTENSION = "extension", _("延长")

    clock = models.ForeignKey(MatterClock, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(_("理由"), max_length=300)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    length = models.PositiveIntegerField(default=0)
    unit = models.CharField(max_length=10, default="")

    governed_fields: ClassVar[tuple[str, ...]] = (
        "clock_id",
        "kind",
        "reason",
        "since",
        "until",
        "length",
        "unit",
    )


class ClockRecount(Governed):
    """期限重算: that a holiday notice gave a running clock another end, or made it certain.

    ``stays_late``: it had ended, late, before the notice was confirmed, and its end stays.
    """

    change = models.ForeignKey(RuleChange, on_delete=models.PROTECT, related_name="+")
    clock = models.ForeignKey(MatterClock, on_delete=models.PROTECT, related_name="recounts")
    due_before = models.DateTimeField(_("原到期"), null=True)
    due_after = models.DateTimeField(_("新到期"), null=True)
    stays_late = models.BooleanField(_("逾期照旧"), default=False)
    recounted_at = models.DateTimeField(_("重算时间"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "change_id",
        "clock_id",
        "due_before",
        "due_after",
        "stays_late",
        "recounted_at",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("期限重算")


class Assignment(Governed):
    """Whose desk a matter lies on (承办): a person's, or a role's in an organ.

    ``task`` says that a person is only asked for his opinion (加签 before approval, 会签 beside
    it): he sees the matter and answers, and takes no other act as its handler. ``given_by`` and
    ``reason`` stand where somebody passed the matter on, handed it over, or asked.
    """

    class Task(models.TextChoices):
        HANDLE = "", _("承办")
        BEFORE = "before", _("加签")
        WITH = "with", _("会签")

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, default="")
    organ = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="+")
    task = models.CharField(_("事由"), max_length=10, choices=Task, default=Task.HANDLE, blank=True)
    given_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("转来人")
    )
    reason = models.CharField(_("理由"), max_length=300, default="", blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter_id",
        "person",
        "role",
        "organ",
        "task",
        "given_by",
        "reason",
        "since",
        "until",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("承办")
        indexes: ClassVar = [
            models.Index(fields=["person", "until", "matter"], name="desk_of_person"),
            models.Index(fields=["organ", "role", "until", "matter"], name="desk_of_role"),
        ]

    @property
    def is_asked(self) -> bool:
        """Asked for an opinion, not handling."""
        return self.task != self.Task.HANDLE


class Participation(Governed):
    """参与单位: an organ that takes part in a matter lying elsewhere, from one act to another."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="participations")
    organ = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="+", verbose_name=_("参与单位")
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    governed_fields: ClassVar[tuple[str, ...]] = ("matter_id", "organ", "since", "until")

    class Meta:
        verbose_name = verbose_name_plural = _("参与单位")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "organ"],
                condition=models.Q(until=None),
                name="takes_part_once_at_a_time",
            ),
        ]


class CoSignature(Governed):
    """会签意见: what somebody who was asked answered. What was called off has none."""

    asked = models.OneToOneField(
        Assignment, on_delete=models.PROTECT, related_name="answer", verbose_name=_("征求意见")
    )
    is_agreed = models.BooleanField(_("同意"))
    opinion = models.TextField(_("意见"), blank=True)
    answered_at = models.DateTimeField(_("答复时间"))

    governed_fields: ClassVar[tuple[str, ...]] = ("asked", "is_agreed", "opinion", "answered_at")

    class Meta:
        verbose_name = verbose_name_plural = _("会签意见")


class Mistake(Governed):
    """更正说明: an entry of the record that was mistaken, and what is right; the entry stays.

    ``sequence`` is the number of the mistaken entry in the stream of the matter.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="mistakes")
    sequence = models.PositiveIntegerField(_("有误的记录"))
    wrong = models.TextField(_("错在哪里"))
    right = models.TextField(_("应当是"))
    reason = models.CharField(_("理由"), max_length=300)
    noted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("更正人")
    )
    noted_at = models.DateTimeField(_("更正时间"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter_id",
        "sequence",
        "wrong",
        "right",
        "reason",
        "noted_by",
        "noted_at",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("更正说明")


class MatterLink(Governed):
    """What one capability remembers of another: two matters and the word between them."""

    source = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=30)
    made_at = models.DateTimeField()

    governed_fields: ClassVar[tuple[str, ...]] = ("source_id", "target_id", "kind", "made_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="one_link_a_kind"),
        ]


class MatterFile(Governed):
    """A stored file in a matter, and the act that brought it."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="files")
    use = models.ForeignKey(FileUse, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=40)
    purpose = models.CharField(_("用途"), max_length=40)
    confidentiality = models.CharField(max_length=20)
    added_at = models.DateTimeField()

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter_id",
        "use_id",
        "action",
        "purpose",
        "confidentiality",
        "added_at",
    )


class Receipt(models.Model):
    """The answer to an act, kept under its key: the same request twice acts once.

    ``request`` and ``posted`` are keyed digests of the typed input and of what was sent; without
    our key they say nothing, also of values that were erased since.
    """

    actor = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    request = models.CharField(max_length=64)
    action = models.CharField(max_length=40)
    posted = models.CharField(max_length=64, default="")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor", "key"], name="one_act_a_key"),
        ]


class NumberSequence(models.Model):
    """The last number given in a series; a series is written ``kind/organ/year``."""

    series = models.CharField(max_length=80, primary_key=True)
    last = models.PositiveIntegerField(default=0)


class MatterFinding(Governed):
    """Something unlawful that had already happened and was recorded as it happened.

    Refusals leave no row: nothing happened. ``explanation`` is the recorder's reason.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="findings")
    action = models.CharField(max_length=40)
    ref = models.CharField(_("规则"), max_length=10)
    guard = models.CharField(max_length=60)
    force = models.CharField(max_length=12)
    explanation = models.CharField(_("理由"), max_length=300)
    found_at = models.DateTimeField(_("发现时间"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter_id",
        "action",
        "ref",
        "guard",
        "force",
        "explanation",
        "found_at",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("执法问题")
        indexes: ClassVar = [models.Index(fields=["-found_at"], name="finding_newest")]


class FindingLook(models.Model):
    """已阅: that somebody has looked at what was found. Appended, never changed."""

    finding = models.ForeignKey(MatterFinding, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["finding", "person"], name="one_look_a_person"),
        ]


class AdoptedFact(Governed):
    """接收的旧系统记载: what another system said of a matter that was taken over.

    Shown, and read by no guard: a fact that opens a way comes of an act, a file or a receipt.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="adopted")
    name = models.CharField(_("项目"), max_length=60)
    text = models.TextField(_("内容"), blank=True)
    sealed = models.ForeignKey(SealedValue, null=True, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(_("接收时间"))

    governed_fields: ClassVar[tuple[str, ...]] = (
        "matter_id",
        "name",
        "text",
        "sealed",
        "adopted_at",
    )

    class Meta:
        verbose_name = verbose_name_plural = _("接收的旧系统记载")
