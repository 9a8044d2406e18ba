"""承保回执: the carrier's answer from Excel. A row is known by its number of identity.

Many rows are taken by one act of their round; what cannot be taken goes back with its reason. The
same file again finds everybody answered and changes nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange.shapes import BadRow, Field, Importer, Outcome, Row, Taken
from chengguan.core.journal import services as journal
from chengguan.core.registers.identifiers import judge, plain_number
from chengguan.core.registers.models import IdentifierKind
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.errors import WorkError
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.union.benefits.insurance import queries
from chengguan.union.benefits.insurance.inputs import Answered, TakeReceipt
from chengguan.union.benefits.models import Enrolment
from chengguan.union.benefits.offices import STAFF

NAME, NUMBER, RESULT = "name", "id_number", "result"
POLICY, REASON = "policy", "reason"
KIND = "membership.id_number"
YES = frozenset({"已承保", "成功", "承保", "通过", "是", "accepted", "yes"})
NO = frozenset({"未承保", "失败", "拒保", "退回", "不通过", "否", "rejected", "no"})
State = Enrolment.State


@dataclass(frozen=True)
class Read:
    """A row that found its person: whom, what was said, and whether it is news."""

    enrolment: Enrolment
    answer: Answered

    @property
    def is_news(self) -> bool:
        return self.enrolment.state == State.LISTED


def take(row: Row) -> Outcome:
    read = _read(row)
    if not read.is_news:
        return _known(read)
    _perform(row, read.enrolment.round.matter, [read.answer])
    return Outcome(Taken.CREATED)


def take_all(rows: Sequence[Row]) -> list[Outcome | None]:
    """One act a round; who stands twice in the part is taken by himself, and found known."""
    found: list[Outcome | None] = [None] * len(rows)
    news: dict[Matter, list[tuple[int, Answered]]] = defaultdict(list)
    met: set[int] = set()
    for place, row in enumerate(rows):
        try:
            read = _read(row)
        except BadRow:
            continue
        if not read.is_news:
            found[place] = _known(read)
        elif read.enrolment.pk not in met:
            met.add(read.enrolment.pk)
            news[read.enrolment.round.matter].append((place, read.answer))
    for matter, told in news.items():
        try:
            _perform(rows[told[0][0]], matter, [answer for _place, answer in told])
        except BadRow:
            continue
        for place, _answer in told:
            found[place] = Outcome(Taken.CREATED)
    return found


def _perform(row: Row, matter: Matter, answers: Sequence[Answered]) -> None:
    """Under the key of its first row: repeated, it acts once."""
    version = Matter.objects.values_list("version", flat=True).get(pk=matter.pk)
    data = TakeReceipt(queries.today(row.at), tuple(answers))
    try:
        perform(
            matter=matter.pk,
            action="take_receipt",
            by=row.by,
            at=At.once(row.at),
            data=data,
            key=f"{row.key}:receipt",
            version=version,
        )
    except WorkError:
        raise BadRow(gettext("您不是组织这个批次的工会干部，不能登记它的回执。")) from None


def _read(row: Row) -> Read:
    number, accepted = _number(row), _result(row)
    policy, said = row.text(POLICY, 60), row.text(REASON, 200)
    if not accepted and not said:
        raise BadRow(gettext("未承保的，请写明承保单位的理由。"), REASON)
    enrolment = _enrolment(row.by, number)
    name = row.text(NAME, 60)
    if name and name != enrolment.person.name:
        raise BadRow(gettext("姓名与名单上的不一致。请核对是不是同一个人。"), NAME)
    return Read(enrolment, Answered(enrolment.pk, accepted, policy, said))


def _enrolment(by: Actor, number: str) -> Enrolment:
    """The one that waits for an answer; else the newest that had one."""
    sealed = journal.find(KIND, number).values("pk")
    # One number has few enrolments: each is probed, instead of all matters being listed.
    rows = Enrolment.objects.filter(
        visibility.is_visible_to(by, "round__matter"),
        number__in=sealed,
        round__matter__state__in=("sent", "closed"),
    )
    found = list(rows.select_related("person", "round__matter").order_by("-pk"))
    waits = [one for one in found if one.state == State.LISTED and _is_sent(one)]
    if waits:
        return waits[0]
    answered = [one for one in found if one.state in (State.ACCEPTED, State.REJECTED)]
    if answered:
        return answered[0]
    if any(one.state == State.REMOVED for one in found):
        raise BadRow(gettext("此人已移出参保名单。请与承保单位核对。"), NUMBER)
    raise BadRow(gettext("名单里没有这个证件号码。请与报送表核对。"), NUMBER)


def _is_sent(row: Enrolment) -> bool:
    return row.round.matter.state == "sent"


def _known(read: Read) -> Outcome:
    row, said = read.enrolment, read.answer
    same = (row.state == State.ACCEPTED) == said.is_accepted and row.policy == said.policy
    if same:
        return Outcome(Taken.EXISTING)
    note = gettext("先前已登记为“%(state)s”，内容与这次不同，没有改动。")
    return Outcome(Taken.CHANGED, note % {"state": row.get_state_display()})


def _number(row: Row) -> str:
    number = plain_number(row.text(NUMBER, 30))
    if judge(IdentifierKind.ID_CARD, number).is_valid is not True:
        raise BadRow(gettext("身份证号码没有通过校验。请对照证件逐位核对。"), NUMBER)
    return number


def _result(row: Row) -> bool:
    said = row.text(RESULT).strip().lower()
    if said not in YES | NO:
        raise BadRow(gettext("承保结果写“已承保”或者“未承保”：%s") % said, RESULT)
    return said in YES


RECEIPTS = Importer(
    "insurance_receipts",
    _("承保回执"),
    (
        Field(
            NUMBER,
            _("证件号码"),
            ("身份证号码", "身份证号", "身份证", "公民身份号码"),
            required=True,
            kind="identifier",
            reads=_number,
        ),
        Field(RESULT, _("承保结果"), ("参保结果", "结果", "状态"), True, reads=_result),
        Field(NAME, _("姓名"), ("会员姓名", "被保障人")),
        Field(POLICY, _("保单号"), ("参保编号", "凭证号", "保障编号")),
        Field(REASON, _("回执说明"), ("原因", "备注", "说明", "退回原因")),
    ),
    take,
    frozenset(STAFF),
    take_all=take_all,
)
