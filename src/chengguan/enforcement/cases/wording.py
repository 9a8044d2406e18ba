"""What a decision on the spot must say: each statement as text, from facts, penalty and law.

The guard that refuses an incomplete decision and the paper itself read the same statements.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chengguan.core.lawbook.items import EnforcementItem, item
from chengguan.core.lawbook.provisions import provision
from chengguan.core.pages.words import capital_money, money, paper_day
from chengguan.enforcement.cases.facts import CaseFacts
from chengguan.law.parameters import RuleBook


class Kinds(Protocol):
    """A penalty by its kinds, announced or decided. The fine in fen."""

    @property
    def is_warning(self) -> bool: ...
    @property
    def fine(self) -> int: ...


class Penalty(Kinds, Protocol):
    """The decided penalty: what was proposed, or the row that was saved."""

    @property
    def item_code(self) -> str: ...


@dataclass(frozen=True)
class DecisionText:
    """The statements that 行政处罚法 52 wants, in the order of the article."""

    conduct: str
    kind: str
    basis: str
    amount: str
    time: str
    place: str
    remedy: str
    organ: str

    def missing(self) -> tuple[str, ...]:
        """The names of the statements that say nothing."""
        return tuple(name for name, text in vars(self).items() if not text.strip())


NO_FINE = "无罚款"


def decision_text(case: CaseFacts, penalty: Penalty, law: RuleBook) -> DecisionText:
    applied = item(penalty.item_code)
    return DecisionText(
        conduct=case.fact,
        kind=kind_words(penalty),
        basis=basis_words(applied),
        amount=amount_words(penalty.fine) if penalty.fine else NO_FINE,
        time=paper_day(case.conduct_on),
        place=case.spot,
        remedy=remedy(law, case.on, reconsideration_organ(case.district)),
        organ=case.organ,
    )


def kind_words(penalty: Kinds) -> str:
    """警告, 罚款, or both.

    >>> from chengguan.enforcement.cases.inputs import Inform
    >>> kind_words(Inform(is_warning=True, fine=5000, reasons="", basis=""))
    '警告、罚款'
    """
    kinds = [("警告", penalty.is_warning), ("罚款", penalty.fine > 0)]
    return "、".join(word for word, is_meant in kinds if is_meant)


def basis_words(applied: EnforcementItem) -> str:
    """The provisions broken and applied, in full.

    >>> basis_words(item("AY-C001"))
    '违反《上海市市容环境卫生管理条例》（条号未核），依据同一规定'
    """
    if not (applied.breach and applied.penalty):
        return ""
    broken, punished = provision(applied.breach), provision(applied.penalty, before=applied.breach)
    return f"违反{broken}，依据{'同一规定' if punished == broken else punished}"


def course(case: CaseFacts) -> str:
    """What went before the decision, as far as it is on the record: a paper claims nothing else."""
    steps = [
        ("向当事人出示执法证件", case.scene.certificates_shown),
        ("告知拟处罚的内容、事实、理由、依据和陈述、申辩的权利", case.hearing.informed_at),
        ("听取陈述申辩，或者由当事人明确放弃", case.hearing.heard_at),
    ]
    taken = "；".join(words for words, is_recorded in steps if is_recorded)
    return f"决定前已{taken}。" if taken else ""


def amount_words(fine: int) -> str:
    """Figures and capital figures, as a decision states a fine.

    >>> amount_words(20000)
    '￥200.00（人民币贰佰元整）'
    """
    return f"{money(fine)}（人民币{capital_money(fine)}）"


def remedy(law: RuleBook, on: date, organ: str) -> str:
    """Reconsideration first, the court after it (行政复议法 23.1(1), 23.2; 行政诉讼法 45)."""
    apply = law.clock_version("CK30", on).length
    sue = law.clock_version("CK37", on).length
    return (
        f"如不服本决定，应当先自收到本决定书之日起{apply}日内，向{organ}申请行政复议；"
        f"对行政复议决定不服的，可以自收到复议决定书之日起{sue}日内，依法向人民法院提起行政诉讼。"
    )


def reconsideration_organ(district: str) -> str:
    """The government that hears reconsideration: the district's own (行政复议法 24).

    >>> reconsideration_organ("长宁区城市管理行政执法局")
    '长宁区人民政府'
    """
    for level in ("区", "市"):
        before, found, _ = district.partition(level)
        if found and before:
            return f"{before}{level}人民政府"
    return "本级人民政府"


def payment_terms(law: RuleBook, on: date) -> str:
    """Where and by when a fine is paid (行政处罚法 67.3)."""
    days = law.clock_version("CK12", on).length
    return f"自收到本决定书之日起{days}日内，到指定的银行或者通过电子支付系统缴纳罚款。"
