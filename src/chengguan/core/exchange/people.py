"""People and certificates: lists a bureau keeps in Excel, taken by the services of org."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange import cells
from chengguan.core.exchange.shapes import BadRow, Field, Importer, Outcome, Row, Taken
from chengguan.core.org import services as org
from chengguan.core.org.kinds import CertificateKind, MembershipKind, Role
from chengguan.core.org.models import Certificate, Membership, Organ, Person
from chengguan.core.work.acting import Actor
from chengguan.core.work.rules import ZONE

ADMINISTRATORS = frozenset({Role.SEC_ADMIN, Role.PERSONNEL})
NAME, ORGAN = "name", "organ"


def take_person(row: Row) -> Outcome:
    """A person in a unit. The same name in the same unit is the same person: two of one name are
    told apart by their work mail."""
    organ = _own_organ(row)
    name, email = _name(row), _email(row)
    members = Membership.objects.filter(organ=organ, person__name=name)
    if email:
        members = members.filter(person__email__in=(email, ""))
    if members.exists():
        return Outcome(Taken.EXISTING)
    by = _person(row.by)
    person = org.register_person(name=name, by=by, at=row.at, phone=_phone(row), email=email)
    org.appoint(
        person=person,
        organ=organ,
        kind=MembershipKind.UNIT,
        since=_since(row) or row.at.astimezone(ZONE).date(),
        by=by,
        at=row.at,
    )
    return Outcome(Taken.CREATED)


def _own_organ(row: Row) -> Organ:
    """The unit of a row, where whoever brings it keeps its people."""
    organ = organ_named(row.text(ORGAN))
    _refuse_outside(row.by, organ)
    return organ


def _name(row: Row) -> str:
    return cells.name(row, NAME, 60)


def _phone(row: Row) -> str:
    return cells.phone(row, "phone")


def _email(row: Row) -> str:
    return row.text("email", 254)


def take_certificate(row: Row) -> Outcome:
    """A certificate of somebody known; its number is its identity."""
    number = row.text("number", 30)
    known = Certificate.objects.filter(number=number).select_related("person").first()
    if known is not None:
        return _known_certificate(known, row)
    since = _since(row)
    if since is None:
        raise BadRow(gettext("没有填写：%s。") % CERTIFICATES.field("since").title)
    person = _holder(row)
    org.certify(
        person=person,
        number=number,
        since=since,
        until=_until(row),
        kind=_certificate_kind(row),
        by=_person(row.by),
        at=row.at,
    )
    return Outcome(Taken.CREATED)


def _holder(row: Row) -> Person:
    """Whose certificate it is; his people are kept by whoever brings it."""
    person = person_named(row.text(NAME), row.text(ORGAN))
    organs = Organ.objects.filter(pk__in=person.memberships.filter(until=None).values("organ"))
    _refuse_outside(row.by, *organs)
    return person


def _certificate_kind(row: Row) -> CertificateKind:
    """By its name; a list that says nothing is one of enforcement certificates."""
    said = row.text("kind", 30) if row.values.get("kind") else ""
    if not said:
        return CertificateKind.ENFORCEMENT
    for kind in CertificateKind:
        if said in (kind.value, KIND_NAMES[kind]):
            return kind
    raise BadRow(gettext("没有这种证书类别：%s") % said)


KIND_NAMES = {
    CertificateKind.ENFORCEMENT: "执法证",
    CertificateKind.LEGAL: "法律职业资格证书",
    CertificateKind.FORMER_REVIEWER: "原法制审核人员证明",
}


def _known_certificate(known: Certificate, row: Row) -> Outcome:
    said = (row.text(NAME), _certificate_kind(row), _since(row), _until(row))
    if said == (known.person.name, known.kind, known.since, known.until):
        return Outcome(Taken.EXISTING)
    return Outcome(Taken.CHANGED, gettext("这个证号已登记，内容与这次不同，没有改动。"))


def organ_named(name: str) -> Organ:
    """The one organ of that name or short name. Raises ``BadRow``."""
    found = list(Organ.objects.filter(name=name, until=None)[:2])
    found = found or list(Organ.objects.filter(short_name=name, until=None)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise BadRow(gettext("有几个单位叫“%s”，请写全称。") % name)
    raise BadRow(gettext("没有单位叫“%s”。请先登记机构，或者改正名称。") % name)


def person_named(name: str, organ: str = "") -> Person:
    """The one person of that name, in that unit or below it where one is given."""
    people = Person.objects.filter(name=name)
    if organ:
        path = organ_named(organ).path
        people = people.filter(memberships__organ__path__startswith=path)
    found = list(people.distinct()[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise BadRow(gettext("有几个人叫“%s”，请写明所在单位。") % name)
    raise BadRow(gettext("没有登记过“%s”。请先导入人员。") % name)


def _person(by: Actor) -> Person | None:
    return None if by.is_system else Person(pk=by.person_id, name=by.name)


def _since(row: Row) -> date | None:
    return cells.day(row, "since")


def _until(row: Row) -> date | None:
    return cells.day(row, "until")


def _refuse_outside(by: Actor, *organs: Organ) -> None:
    """Whoever keeps people keeps those of his own organ and of what is below it."""
    own = {scope.organ_id for scope in by.scopes if scope.role in ADMINISTRATORS}
    if by.is_system or any(own & set(organ.ancestor_ids) for organ in organs):
        return
    raise BadRow(gettext("此人不在您管理的机构内，请由该机构的管理员导入。"))


def _below(by: Actor) -> list[str]:
    """The subtrees whose people somebody keeps."""
    own = {s.organ_id for s in by.scopes if s.role in ADMINISTRATORS}
    return list(Organ.objects.filter(pk__in=own).values_list("path", flat=True))


def give_people(by: Actor, at: datetime) -> Iterator[Mapping[str, str]]:
    for path in _below(by):
        rows = Membership.objects.filter(organ__path__startswith=path, kind=MembershipKind.UNIT)
        for one in rows.select_related("person", "organ").order_by("id").iterator():
            yield {
                NAME: one.person.name,
                ORGAN: one.organ.name,
                "email": one.person.email,
                "since": one.since.isoformat(),
            }


def give_certificates(by: Actor, at: datetime) -> Iterator[Mapping[str, str]]:
    for path in _below(by):
        rows = Certificate.objects.filter(
            person__memberships__organ__path__startswith=path
        ).distinct()
        for one in rows.select_related("person").order_by("id").iterator():
            yield {
                NAME: one.person.name,
                "kind": KIND_NAMES[CertificateKind(one.kind)],
                "number": one.number,
                "since": one.since.isoformat(),
                "until": one.until.isoformat() if one.until else "",
            }


PEOPLE = Importer(
    "people",
    _("人员"),
    (
        Field(NAME, _("姓名"), ("人员", "队员", "名字"), required=True, reads=_name),
        Field(
            ORGAN,
            _("所属机构"),
            ("单位", "所在单位", "部门", "中队", "机构"),
            required=True,
            reads=_own_organ,
        ),
        Field("phone", _("手机号"), ("手机", "电话", "联系电话"), kind="phone", reads=_phone),
        Field("email", _("工作邮箱"), ("邮箱", "邮件", "email"), reads=_email),
        Field(
            "since", _("起始日期"), ("到岗日期", "入职日期", "任职日期"), kind="day", reads=_since
        ),
    ),
    take_person,
    ADMINISTRATORS,
    give=give_people,
)
CERTIFICATES = Importer(
    "certificates",
    _("证件"),
    (
        Field("number", _("证号"), ("执法证号", "证件号", "执法证编号"), required=True),
        Field("kind", _("证书类别"), ("证件种类", "类别"), reads=_certificate_kind),
        Field(NAME, _("姓名"), ("持证人", "人员", "队员"), required=True, reads=_holder),
        Field(ORGAN, _("所属机构"), ("单位", "所在单位", "部门", "中队")),
        Field(
            "since",
            _("发证日期"),
            ("有效期起", "起始日期", "发证时间"),
            True,
            "day",
            reads=_since,
        ),
        Field(
            "until",
            _("有效期至"),
            ("有效期止", "截止日期", "到期日期"),
            kind="day",
            reads=_until,
        ),
    ),
    take_certificate,
    ADMINISTRATORS,
    number="number",
    give=give_certificates,
)
