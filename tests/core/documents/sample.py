"""A small procedure that issues papers, and its template."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from chengguan.core.documents import registry as papers
from chengguan.core.documents import services
from chengguan.core.documents.models import CasePaper
from chengguan.core.notices.outbox import deliver
from chengguan.core.org.models import Organ
from chengguan.core.pages.words import capital_money, money
from chengguan.core.work import registry
from chengguan.core.work.act import Act
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Procedure, State, while_in
from tests.core.work.sample import Town

KEY = "sample.decision"
FIELDS: dict[str, papers.Field] = {
    "party": "王堃喆（赟㼆餐饮店）",
    "place": "天山路 100 弄 12 号",
    "conduct": "在人行道上设摊经营，占用道路约 2㎡",
    "breached": "样例条例第一条",
    "basis": "样例条例第二条",
    "penalties": ["一、警告；", f"二、罚款人民币{capital_money(20000)}（{money(20000)}）。"],
    "on_spot": "是",
}


@dataclass(frozen=True)
class Begin:
    organ: Organ


@dataclass(frozen=True)
class Decide:
    """`changed` stands for what the record says differently this time."""

    changed: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Void:
    number: str
    reason: str


open_, done = State("open", "办理中"), State("done", "办结", final=True)

PROCEDURE = Procedure(
    "sample.papers",
    "文书样例",
    basis=cite("行政处罚法", 52),
    since=date(2021, 7, 15),
    confidentiality="enforcement",
    states=(open_, done),
    actions=(
        Action("begin", "开始", START >> open_, by=("officer",), takes=Begin),
        Action("decide", "决定", while_in(open_), by=("officer",), takes=Decide, papers=(KEY,)),
        Action("stumble", "失败", while_in(open_), by=("officer",)),
        Action("void", "作废", while_in(open_), by=("officer",), takes=Void),
        Action("finish", "办结", open_ >> done, by=("officer",)),
    ),
)


def begin(act: Act, data: Begin) -> None:
    act.begin(number=f"样例-{act.matter.pk}", title="样例", organ=data.organ)
    act.hand_to(role="officer", organ=data.organ)


def decide(act: Act, data: Decide) -> None:
    act.facts = FIELDS | data.changed


def stumble(act: Act, data: object) -> None:
    act.facts = FIELDS
    services.issue(act, KEY)
    raise RuntimeError("after the number was taken")


def void(act: Act, data: Void) -> None:
    services.void(act, CasePaper.objects.get(number=data.number), data.reason)


TEMPLATE = papers.Template(
    key=KEY,
    title="当场行政处罚决定书",
    path=Path(__file__).with_name("sample.typ"),
    fields=lambda act: act.facts,
    number_pattern="{prefix}罚当〔{year}〕{seq}号",
    required=("party", "conduct", "penalties"),
    copies=("当事人", "案卷"),
)


def install() -> None:
    registry.register(
        registry.Handling(
            PROCEDURE,
            facts=lambda matter, at, by: None,
            effects={"begin": begin, "decide": decide, "stumble": stumble, "void": void},
        )
    )
    papers.register_paper(TEMPLATE)


class Desk(Town):
    """The town of the core, whose district numbers its papers, with a matter to decide."""

    def __init__(self) -> None:
        super().__init__()
        self.district.number_prefix = "沪样城管"
        self.district.save()
        self.matter = self.opened(self.east, self.officer)

    def opened(self, organ: Organ, officer: Actor) -> Matter:
        outcome = open_matter(
            procedure="sample.papers",
            action="begin",
            by=officer,
            at=At.once(self.at),
            data=Begin(organ),
            key=str(uuid4()),
        )
        return Matter.objects.get(pk=outcome.matter)

    def issue(self, matter: Matter | None = None, **changed: object) -> CasePaper:
        found = matter or self.matter
        self.do(found, "decide", self.officer, Decide(changed))
        return CasePaper.objects.filter(matter=found).latest("pk")

    def set_papers(self) -> None:
        """One round of the worker, as often as it takes."""
        deliver(limit=100, at=self.at + timedelta(days=3000))
