"""The register of members from Excel: each row becomes a membership by the act that enrols.

The number of identity is who somebody is: the same row again is known, another content under a
known number is told and changes nothing; a number that does not pass its check goes back.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange import cells
from chengguan.core.exchange.people import organ_named
from chengguan.core.exchange.shapes import BadRow, Field, Importer, Outcome, Row, Taken
from chengguan.core.journal import services as journal
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Membership, Organ, Person
from chengguan.core.registers.identifiers import judge, plain_number
from chengguan.core.registers.models import IdentifierKind
from chengguan.core.work import lists
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.errors import Refused, WorkError
from chengguan.core.work.perform import open_matter
from chengguan.core.work.present import finding_view
from chengguan.union.members import inputs, queries
from chengguan.union.members.identities import born_in, sex_in
from chengguan.union.members.models import MemberRecord, Retention, Sex, UnionFile
from chengguan.union.members.offices import KEEPERS, UNIONS

NAME, NUMBER, UNION, GROUP = "name", "id_number", "union", "group"
SEXES = {"女": Sex.FEMALE, "男": Sex.MALE, "女性": Sex.FEMALE, "男性": Sex.MALE}
CAUSES = {
    "退休": Retention.Cause.RETIRED,
    "失业": Retention.Cause.UNEMPLOYED,
    **{str(cause.value): cause for cause in Retention.Cause},
}
LONG = 60


def take(row: Row) -> Outcome:
    data = _member(row)
    known = queries.record_of_number(data.id_number)
    if known is not None:
        return _known(known, data)
    try:
        outcome = open_matter(
            procedure=queries.PROCEDURE,
            action="enrol",
            by=row.by,
            at=At.once(row.at),
            data=data,
            key=row.key,
        )
    except Refused as refused:
        said = next(finding_view(one).text for one in refused.findings if one.refuses)
        raise BadRow(said) from None
    except WorkError:
        raise BadRow(gettext("您不是这个工会的主席或者工会干部，不能导入它的会员。")) from None
    return Outcome(Taken.EXISTING if outcome.is_repeat else Taken.CREATED)


def _member(row: Row) -> inputs.Enrol:
    number = _number(row)
    if _sex(row) not in ("", sex_in(number)):
        raise BadRow(gettext("身份证号码与性别不一致。请核对。"), NUMBER)
    if _born(row) not in (None, born_in(number)):
        raise BadRow(gettext("身份证号码与出生日期不一致。请核对。"), NUMBER)
    union, joined = _union(row), cells.day(row, "joined_on")
    if joined is None:
        raise BadRow(gettext("没有填写入会日期。"), "joined_on")
    return inputs.Enrol(
        person=_person(row, union),
        union=union,
        group=_group(row, union),
        sex=sex_in(number),
        born_on=born_in(number),
        id_number=number,
        phone=cells.phone(row, "phone"),
        joined_on=joined,
        card=row.text("card", 30),
        model_worker=row.text("model_worker", LONG),
        retained=_retained(row),
        retained_since=cells.day(row, "retained_since"),
    )


def _known(record: MemberRecord, said: inputs.Enrol) -> Outcome:
    """Compared is what a list says of a member; what is sealed is compared by its index."""
    same = (
        record.person.name == said.person.name
        and record.matter.organ_id == said.union.pk
        and (said.group is None or record.group_id == said.group.pk)
        and record.joined_on == said.joined_on
        and (not said.card or journal.find(queries.CARD, said.card).filter(pk=record.card_id or 0))
    )
    if same:
        return Outcome(Taken.EXISTING)
    where = {"where": record.matter.organ.short_name, "number": record.matter.number}
    note = gettext("已登记为%(where)s会员（%(number)s），内容与这次不同，没有改动。") % where
    return Outcome(Taken.CHANGED, note)


def _number(row: Row) -> str:
    number = plain_number(row.text(NUMBER, 30))
    if judge(IdentifierKind.ID_CARD, number).is_valid is not True:
        raise BadRow(gettext("身份证号码没有通过校验。请对照证件逐位核对。"), NUMBER)
    return number


def _sex(row: Row) -> str:
    said = row.text("sex")
    if said and said not in SEXES:
        raise BadRow(gettext("性别写“男”或者“女”：%s") % said, "sex")
    return SEXES.get(said, "")


def _born(row: Row) -> date | None:
    return cells.day(row, "born_on")


def _retained(row: Row) -> str:
    said = row.text("retained")
    if said and said not in CAUSES:
        raise BadRow(gettext("保留原因写“退休”或者“失业”：%s") % said, "retained")
    return str(CAUSES[said]) if said else ""


def _union(row: Row) -> Organ:
    union = organ_named(row.text(UNION))
    if union.kind not in UNIONS:
        raise BadRow(gettext("%s不是工会。") % union.name, UNION)
    return union


def _group(row: Row, union: Organ) -> Organ | None:
    said = row.text(GROUP)
    if not said:
        return None
    rows = Organ.objects.filter(parent=union, kind=OrganKind.UNION_GROUP, until=None)
    found = rows.filter(name=said).first() or rows.filter(short_name=said).first()
    if found is None:
        raise BadRow(
            gettext("%(union)s没有小组叫“%(said)s”。") % {"union": union.name, "said": said}, GROUP
        )
    return found


def _person(row: Row, union: Organ) -> Person:
    """Somebody who works in the unit of the union and is no member yet, by name; else new."""
    name = cells.name(row, NAME, LONG)
    served = UnionFile.objects.filter(organ=union).select_related("serves").first()
    if served is None or served.serves is None:
        return Person(name=name)
    here = Membership.objects.filter(until=None, organ__path__startswith=served.serves.path)
    joined = MemberRecord.objects.filter(matter__is_open=True).values("person")
    people = Person.objects.filter(name=name, pk__in=here.values("person")).exclude(pk__in=joined)
    found = list(people[:2])
    if len(found) > 1:
        raise BadRow(gettext("单位里有几个人叫“%s”，请在页面上逐个登记。") % name, NAME)
    return found[0] if found else Person(name=name)


def give(by: Actor, at: datetime) -> Iterator[Mapping[str, str]]:
    """The members whom the bringer finds; sealed numbers stay here."""
    for matter in lists.everything(
        by, kind=queries.KIND, is_open=True, narrow=None, related=queries.RELATED
    ):
        record = matter.member
        if matter.state not in queries.MEMBER_STATES:
            continue
        yield {
            NAME: record.person.name,
            UNION: matter.organ.name,
            GROUP: record.group.name if record.group else "",
            "sex": str(Sex(record.sex).value),
            "born_on": record.born_on.isoformat(),
            "joined_on": record.joined_on.isoformat() if record.joined_on else "",
            "model_worker": record.model_worker,
        }


MEMBERS = Importer(
    "union_members",
    _("工会会员"),
    (
        Field(NAME, _("姓名"), ("会员姓名", "名字"), required=True),
        Field(
            NUMBER,
            _("身份证号码"),
            ("身份证号", "身份证", "证件号码", "公民身份号码"),
            required=True,
            kind="identifier",
            reads=_number,
        ),
        Field(UNION, _("工会"), ("所属工会", "基层工会", "工会名称"), True, reads=_union),
        Field(GROUP, _("工会小组"), ("小组", "所属小组")),
        Field(
            "joined_on",
            _("入会日期"),
            ("入会时间", "加入工会日期"),
            True,
            "day",
            reads=lambda row: cells.day(row, "joined_on"),
        ),
        Field("sex", _("性别"), reads=_sex),
        Field("born_on", _("出生日期"), ("出生年月日", "生日"), kind="day", reads=_born),
        Field(
            "phone",
            _("手机号"),
            ("手机", "联系电话", "电话"),
            kind="phone",
            reads=lambda row: cells.phone(row, "phone"),
        ),
        Field("card", _("会员服务卡号"), ("会员卡号", "卡号", "服务卡号")),
        Field("model_worker", _("劳模称号"), ("劳模", "荣誉称号")),
        Field("retained", _("保留原因"), ("会籍情况", "保留会籍"), reads=_retained),
        Field(
            "retained_since",
            _("保留起始"),
            ("退休日期", "保留日期"),
            kind="day",
            reads=lambda row: cells.day(row, "retained_since"),
        ),
    ),
    take,
    frozenset(KEEPERS),
    give=give,
)
