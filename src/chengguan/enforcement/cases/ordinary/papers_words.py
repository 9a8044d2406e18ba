"""What the papers of an ordinary case share: party, officers, sums, periods and remedies.

Papers are Chinese whoever acts: nothing here asks the reader's language.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Protocol, TypeVar

from django.db.models import Choices, Model, OuterRef, Subquery
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.registry import Field, issuing_organ, numbering_organ
from chengguan.core.lawbook.items import EnforcementItem
from chengguan.core.lawbook.provisions import figures, provision
from chengguan.core.org import queries as org
from chengguan.core.org.models import Organ, Person
from chengguan.core.pages.words import capital_money, money, paper_day
from chengguan.core.registers.models import NATURAL
from chengguan.core.work import rules
from chengguan.core.work.act import Act
from chengguan.enforcement.cases.kinds import Signature
from chengguan.enforcement.cases.models import CaseOfficer
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary.book import Book
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.states import REVIEWERS
from chengguan.law.citations import Citation, instruments
from chengguan.law.parameters import RuleBook

M = TypeVar("M", bound=Model)
Values = dict[str, Field]
BLANK = "　"
"""What is filled in by hand: a number that is sealed is printed on no paper."""


class Told:
    """One act and what the record says at it: the rows it wrote, and the book of the case."""

    def __init__(self, act: Act) -> None:
        assert isinstance(act.facts, OrdinaryFacts)
        self.act, self.case = act, act.facts

    @cached_property
    def book(self) -> Book:
        """The whole record, with what this act has written."""
        return books.read(self.act.matter.pk)

    def new(self, model: type[M]) -> M:
        """The row that this act wrote."""
        return next(row for row in reversed(self.act.rows) if isinstance(row, model))

    def several(self, model: type[M]) -> list[M]:
        """The rows of one table that this act wrote."""
        return [row for row in self.act.rows if isinstance(row, model)]

    @property
    def today(self) -> str:
        return paper_day(self.act.at.occurred)

    def name(self, person: int | None) -> str:
        return Person.objects.get(pk=person).name if person else ""

    def basis(self) -> str:
        """The articles on which the act rests, as a paper cites them."""
        return statute(self.act.procedure.basis_of(self.act.action))

    def handlers(self) -> list[list[str]]:
        """Those who handle the case, with their certificates."""
        held = CaseOfficer.objects.filter(case=self.act.matter.pk, until=None).order_by("pk")
        return certified(held.values_list("person", flat=True), self.case.on)

    def paper(self, *keys: str) -> CasePaper | None:
        """The latest paper of one of the kinds that was issued in the case and still stands."""
        rows = CasePaper.objects.filter(matter=self.act.matter.pk, key__in=keys)
        return rows.exclude(state=CasePaper.State.VOIDED).order_by("-pk").first()

    def common(self) -> Values:
        """Party and case, as the head of every paper names them."""
        case, party = self.case, self.act.matter.party
        assert party is not None
        is_natural = party.kind in NATURAL
        return {
            "party": party.name,
            "id_label": "证件号码" if is_natural else "信用代码",
            "legal_rep": party.legal_rep,
            "address": party.address,
            "number": self.act.matter.number,
            "cause": case.item.name,
            "spot": case.spot,
            "fact": sentence(case.fact),
            "conduct_on": paper_day(case.conduct_on),
            "breach": provision(case.item.breach),
            "basis": self.basis(),
            "today": self.today,
        }


LABELS = {
    "party": _("当事人"),
    "address": _("当事人地址"),
    "fact": _("违法事实"),
    "facts": _("违法事实"),
    "evidence": _("证据"),
    "breach": _("违反的规定"),
    "penalty_basis": _("处罚依据"),
    "penalties": _("处罚种类"),
    "performance": _("履行方式和期限"),
    "remedy": _("复议、诉讼的途径和期限"),
    "officers": _("执法人员"),
    "record": _("笔录内容"),
    "opinion": _("审批意见"),
    "spot": _("地点"),
    "things": _("物品"),
    "served": _("送达的文书"),
    "decision": _("处罚决定"),
    "education": _("教育情况"),
    "reasons": _("理由"),
}
"""How a refusal names a value that is missing."""

PARTY = (
    ("当事人", "{party}", "{id_label}", BLANK),
    ("法定代表人", "{legal_rep}"),
    ("地址", "{address}", "联系电话", BLANK),
)
"""The party as a box; its numbers are sealed and written in by hand."""

HEAD = (("案号", "{number}"), ("案由", "{cause}"))
CASE = (*HEAD, *PARTY)


# -- people and signatures -----------------------------------------------------------------


def certified(people: Iterable[int], on: date) -> list[list[str]]:
    """Name and certificate number of each; one without a certificate by name alone."""
    held = org.certificates_on(on).filter(person=OuterRef("pk"))
    number = Subquery(held.order_by("-since", "-pk").values("number")[:1])
    order = list(dict.fromkeys(people))
    rows = Person.objects.filter(pk__in=order).annotate(certificate=number)
    found = {pk: [name, held or ""] for pk, name, held in rows.values_list("pk", "name", number)}
    return [found[person] for person in order if person in found]


def signature(kind: str, note: str, who: str = "当事人") -> str:
    """What a paper says of a signature that is not the party's own; else nothing."""
    if kind == Signature.SIGNED or not kind:
        return ""
    said = f"{who}拒绝签名。" if kind == Signature.REFUSED else f"{who}未签名，由见证人签名。"
    return said + (sentence(note) if note.strip() else "")


def label(choices: type[Choices], value: str) -> str:
    """The Chinese word of a choice, whatever language the request has."""
    with override("zh-hans"):
        return str(choices(value).label) if value else ""


# -- words ---------------------------------------------------------------------------------


def sentence(text: str) -> str:
    """With a full stop, once.

    >>> sentence("已清除。 ")
    '已清除。'
    >>> sentence("已清除")
    '已清除。'
    """
    said = text.strip()
    return said if not said or said[-1] in "。！？；" else f"{said}。"


def reviewing_organ(act: Act) -> Organ:
    """In whose name the reviewer writes: the highest where he holds the right, not the team."""
    matter, above = act.matter, act.matter.organ.ancestor_ids
    held = {
        scope.organ_id
        for scope in act.by.scopes
        if scope.role in REVIEWERS and scope.covers(matter.organ, matter.field)
    }
    if not held:
        return issuing_organ(act)
    return numbering_organ(Organ.objects.get(pk=min(held, key=above.index)))


def agreed(word: str, opinion: str) -> str:
    """The ruling and what was said of it; a word that is said already is not said twice.

    >>> agreed("同意", "同意，尽快告知"), agreed("同意", "尽快告知")
    ('同意，尽快告知。', '同意。尽快告知。')
    """
    said = sentence(opinion)
    return said if said.startswith(word) else f"{word}。{said}"


def bare(text: str) -> str:
    """Without its full stop, to stand inside a sentence."""
    return text.strip().rstrip("。；，")


def lines(text: str) -> list[str]:
    """The paragraphs of what was typed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


_TURN = re.compile(r"(?:^|(?<=[\s。？！?!；]))(问|答)[：:]")


def turns(text: str) -> list[list[str]]:
    """Questions and answers of a record, in turn; none where it is written otherwise.

    >>> turns("问：是否张贴？答：是。")
    [['问', '是否张贴？'], ['答', '是。']]
    >>> turns("当事人称：不知道。")
    []
    """
    parts = _TURN.split(text.strip())
    if len(parts) < 3 or parts[0].strip():
        return []
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return [[who, " ".join(said.split())] for who, said in pairs]


def clock_words(value: datetime | None) -> str:
    """2026年9月15日12时05分."""
    return f"{paper_day(value)}{value.astimezone(rules.ZONE):%H时%M分}" if value else ""


def statute(cited: Citation) -> str:
    """An instrument by its full title with the articles in words.

    >>> from chengguan.law.citations import cite
    >>> statute(cite("行政处罚法", "57.1(1)", 59))
    '《中华人民共和国行政处罚法》第五十七条第一款第（一）项、第五十九条'
    """
    articles = "、".join(_article(article) for article in cited.articles)
    return f"《{instruments()[cited.instrument].title}》{articles}"


def _article(written: str) -> str:
    found = re.fullmatch(r"(\d+)(?:\.(\d+))?(?:\((\d+)\))?", written)
    if found is None:
        return written
    article, paragraph, item = found.groups()
    said = f"第{figures(int(article))}条"
    said += f"第{figures(int(paragraph))}款" if paragraph else ""
    return said + (f"第（{figures(int(item))}）项" if item else "")


# -- sums and kinds of a penalty -----------------------------------------------------------


def amount(fen: int) -> str:
    """人民币贰佰元整（￥200.00）."""
    return f"人民币{capital_money(fen)}（{money(fen)}）"


class Penalty(Protocol):
    """The kinds of a penalty, as report, notice and decision name them alike."""

    is_warning: bool
    fine: int
    confiscation: int
    confiscated: str
    suspends_business: bool
    revokes_licence: bool


def penalties(row: Penalty) -> list[str]:
    """One line for each kind."""
    said = [
        ("警告", row.is_warning),
        (f"罚款{amount(row.fine)}", row.fine > 0),
        (f"没收违法所得{amount(row.confiscation)}", row.confiscation > 0),
        (f"没收{bare(row.confiscated)}", bool(row.confiscated.strip())),
        ("责令停产停业", row.suspends_business),
        ("吊销许可证件", row.revokes_licence),
    ]
    meant = [words for words, is_meant in said if is_meant]
    return [f"{words}{'。' if words == meant[-1] else '；'}" for words in meant]


def penalty_basis(applied: EnforcementItem) -> str:
    """Under which provision it is punished, in full."""
    return provision(applied.penalty, before=applied.breach)


# -- periods and remedies ------------------------------------------------------------------

UNITS = {"workday": "个工作日", "day": "日", "month": "个月", "year": "年", "hour": "小时"}


def period(law: RuleBook, ref: str, on: date) -> str:
    """The length of a row of the register, as papers say it: 15日, 6个月, 5个工作日."""
    version = law.clock_version(ref, on)
    return f"{version.length}{UNITS[str(version.unit)]}"


def remedy(law: RuleBook, on: date, organ: str, paper: str) -> str:
    """Reconsideration or the court, as the party chooses (行政复议法 20; 行政诉讼法 44, 46)."""
    received = f"自收到本{paper}之日起"
    return (
        f"如不服本{paper}，可以{received}{period(law, 'CK30', on)}内向{organ}申请行政复议，"
        f"也可以{received}{period(law, 'CK36', on)}内依法直接向有管辖权的人民法院提起行政诉讼。"
    )


NOT_STAYED = "行政复议或者行政诉讼期间，行政处罚不停止执行，法律另有规定的除外。"


def performance(law: RuleBook, on: date, row: Penalty, bank: str) -> list[str]:
    """How, where and by when each kind of penalty is performed, and what follows late payment."""
    said = [
        ("警告自本决定书送达之日起生效。", row.is_warning),
        (_payment(law, on, bank), row.fine > 0),
        (_added(law, on), row.fine > 0),
        ("没收的款物上缴国库或者依法处理。", row.confiscation > 0 or bool(row.confiscated.strip())),
        ("停产停业自本决定书送达之日起执行。", row.suspends_business),
        ("许可证件自本决定书送达之日起失效，由本机关依法办理。", row.revokes_licence),
    ]
    return [words for words, is_meant in said if is_meant]


def _payment(law: RuleBook, on: date, bank: str) -> str:
    return (
        f"罚款自收到本决定书之日起{period(law, 'CK12', on)}内，持本决定书到指定的代收机构（{bank}）"
        "或者通过电子支付系统缴纳；账号见随附的罚款缴款书。"
    )


def _added(law: RuleBook, on: date) -> str:
    rate, cap = law.amount("late_fine.rate", on=on), law.amount("late_fine.cap", on=on)
    return (
        f"到期不缴纳罚款的，每日按罚款数额的{rate / 100:g}%加处罚款，"
        f"加处罚款总额不超过罚款数额的{cap / 100:g}%。"
        "确有经济困难的，可以向本机关申请延期或者分期缴纳。"
    )
