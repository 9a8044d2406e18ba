"""Organs, people, accounts, memberships, grants and certificates. Written only by services."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chengguan.core.journal.governed import Governed
from chengguan.core.org.kinds import CertificateKind, Field, MembershipKind, OrganKind, Role


class Organ(Governed):
    """机构: any unit in the tree, also those outside that have a light door."""

    governed_fields = (
        "kind",
        "name",
        "short_name",
        "number_prefix",
        "parent",
        "district",
        "is_external",
        "since",
        "until",
    )

    kind = models.CharField(_("机构类别"), max_length=32, choices=OrganKind)
    name = models.CharField(_("机构名称"), max_length=100)
    short_name = models.CharField(_("简称"), max_length=40)
    number_prefix = models.CharField(_("文号代字"), max_length=20, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级机构"),
    )
    district = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("所属区局")
    )
    is_external = models.BooleanField(_("外部单位"), default=False)
    # "/1/4/9/", itself included: ancestors come in one read, a subtree is one prefix.
    path = models.CharField(max_length=200, db_index=True, editable=False)
    since = models.DateField(_("设立日期"))
    until = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("机构/单位")
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="organ_name_once_per_parent")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> tuple[int, ...]:
        """Ids from the root down to this organ."""
        return tuple(int(part) for part in self.path.strip("/").split("/") if part)


class Person(Governed):
    """人员: somebody known by name; the key of his sealed values is `subject`."""

    governed_fields = ("name", "subject", "phone", "email")

    name = models.CharField(_("姓名"), max_length=60)
    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    phone = models.ForeignKey(
        "journal.SealedValue",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("手机号"),
    )
    email = models.EmailField(_("工作邮箱"), blank=True)

    class Meta:
        verbose_name = _("人员")

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager):
    def get_queryset(self) -> models.QuerySet:
        # Every request asks for the person behind the account; one statement serves both.
        return super().get_queryset().select_related("person")


class Account(AbstractBaseUser, Governed):
    """账号: how one person signs in; it carries no right of its own."""

    governed_fields = ("username", "person", "is_active", "must_change_password")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    username = models.CharField(_("账号"), max_length=60, unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, related_name="account", verbose_name=_("人员")
    )
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("须修改口令"), default=True)
    password_set_at = models.DateTimeField(_("口令设定时间"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("连续失败次数"), default=0)
    locked_until = models.DateTimeField(_("锁定至"), null=True, blank=True)

    objects = AccountManager()

    class Meta:
        verbose_name = _("账号")


class UsedPassword(models.Model):
    """A former password's hash: the last five may not come back."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="used_passwords")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField()


class OpenSession(models.Model):
    """A session somebody is signed in with; the oldest ends when there are too many."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()


class Period(models.Model):
    """Half-open: `since` belongs to it, `until` does not."""

    since = models.DateField(_("起始日期"))
    until = models.DateField(_("终止日期"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="%(class)s_until_after_since",
            )
        ]


class Membership(Period, Governed):
    """所属: a person in an organ, for a time."""

    governed_fields = ("person", "organ", "kind", "is_head", "since", "until")

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", verbose_name=_("人员")
    )
    organ = models.ForeignKey(
        Organ, models.PROTECT, related_name="memberships", verbose_name=_("机构")
    )
    kind = models.CharField(_("所属类别"), max_length=16, choices=MembershipKind)
    is_head = models.BooleanField(_("负责人"), default=False)

    class Meta(Period.Meta):
        verbose_name = _("所属")
        indexes = [models.Index(fields=["organ", "since"], name="membership_organ_since")]


class Grant(Period, Governed):
    """授权: person, role, organ, field, from, until, delegated by."""

    governed_fields = (
        "person",
        "role",
        "organ",
        "field",
        "since",
        "until",
        "delegated_by",
    )

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="grants", verbose_name=_("人员")
    )
    role = models.CharField(_("角色"), max_length=32, choices=Role)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="grants", verbose_name=_("机构"))
    # None means every field of law.
    field = models.CharField(_("执法领域"), max_length=32, choices=Field, null=True, blank=True)
    delegated_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("委托人")
    )

    class Meta(Period.Meta):
        verbose_name = _("授权")
        indexes = [models.Index(fields=["role", "organ"], name="grant_role_organ")]


class Certificate(Period, Governed):
    """证件: without a 执法证 in force on the day nobody enforces."""

    governed_fields = ("person", "kind", "number", "since", "until", "revoked_on")

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="certificates", verbose_name=_("人员")
    )
    kind = models.CharField(
        _("证书类别"),
        max_length=16,
        choices=CertificateKind,
        default=CertificateKind.ENFORCEMENT,
    )
    number = models.CharField(_("证号"), max_length=30, unique=True)
    revoked_on = models.DateField(_("吊销日期"), null=True, blank=True)

    class Meta(Period.Meta):
        verbose_name = _("证件")
