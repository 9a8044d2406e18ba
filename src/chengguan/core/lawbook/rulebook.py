"""The rule book as people read it: every condition, period and value, with the bureau's changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.lawbook.items import PartyKind
from chengguan.core.lawbook.listing import choices, graded, grades, paged
from chengguan.core.lawbook.models import ChangeKind
from chengguan.core.lawbook.queries import changes_of
from chengguan.core.lawbook.statutes import Cited, cited_in, official
from chengguan.core.lawbook.words import FORCES, PARTIES
from chengguan.core.pages.shapes import (
    ActionView,
    Column,
    Crumb,
    EmptyView,
    Fact,
    FactGroup,
    Filter,
    ListPage,
    Row,
)
from chengguan.core.pages.words import aside, day, grade_words, length_words, money
from chengguan.core.pages.words import law as said
from chengguan.law.citations import Citation
from chengguan.law.parameters import (
    Amount,
    ClockRow,
    ClockVersion,
    Grade,
    GuardRow,
    RuleBook,
    Unit,
)


@dataclass(frozen=True)
class Rule:
    """One row of any of the three registers, as it stands on a day."""

    kind: ChangeKind
    ref: str
    title: str
    value: str
    grade: Grade
    cites: tuple[Citation, ...]
    source: str = ""
    words: str = ""
    party_kind: str = ""

    @property
    def key(self) -> str:
        return f"{self.ref}:{self.party_kind}" if self.party_kind else self.ref


class UnknownRule(LookupError):
    """No row of the rule book has this name."""


def rules_on(law: RuleBook, on: date) -> Iterator[Rule]:
    """Conditions, periods, values, in the order of their numbers."""
    for ref in sorted(law.guards):
        yield _of_guard(law.guard(ref, on))
    for clock in law.clocks.values():
        yield _of_clock(clock, on)
    yield from _of_amounts(law, on)


def rule_on(law: RuleBook, kind: str, key: str, on: date) -> Rule:
    for rule in rules_on(law, on):
        if (rule.kind, rule.key) == (kind, key):
            return rule
    raise UnknownRule(key)


def rules_page(query: QueryDict, law: RuleBook, on: date) -> ListPage:
    asked = {key: query.get(key, "") for key in ("text", "kind", "grade")}
    found = [rule for rule in rules_on(law, on) if _is_asked(rule, asked)]
    whole = ListPage(
        _("规则手册"),
        columns=(
            Column("ref", _("编号"), kind="number", card="line"),
            Column("title", _("规则"), card="title"),
            Column("kind", _("种类"), kind="word", card="line"),
            Column("value", _("现行值"), kind="word", card="line"),
            Column("cites", _("依据"), card="line"),
            Column("grade", _("核验等级"), kind="state", card="state"),
        ),
        rows=tuple(_row(rule) for rule in found),
        filters=(
            Filter("text", _("编号、名称或依据"), kind="text", value=asked["text"]),
            Filter("kind", _("种类"), choices=choices(_kinds()), value=asked["kind"]),
            Filter("grade", _("核验等级"), choices=grades(), value=asked["grade"]),
        ),
        crumbs=(Crumb(_("执法事项"), reverse("lawbook:list")),),
        empty=EmptyView(
            _("没有符合条件的规则。"), do=_("查看全部规则"), url=reverse("lawbook:rules")
        ),
        note=_("核验等级说明这一行核对到什么程度，不是它的效力。"),
    )
    return paged(whole, query, "lawbook:rules_sheet")


def rule_page(rule: Rule, law: RuleBook, *, may_propose: bool) -> dict[str, object]:
    """The page of a rule: its versions, its articles, what was proposed for it."""
    propose = f"{reverse('lawbook:propose')}?kind={rule.kind}&target={rule.ref}"
    if rule.party_kind:
        propose += f"&party_kind={rule.party_kind}"
    return {
        "rule": rule,
        "crumbs": (
            Crumb(_("执法事项"), reverse("lawbook:list")),
            Crumb(_("规则手册"), reverse("lawbook:rules")),
        ),
        "groups": (FactGroup(_("规则"), tuple(_facts(rule, law))),),
        "articles": official(cited_of(rule.cites)),
        "changes": changes_of(rule.ref),
        "action": ActionView("propose", _("提出变更"), propose) if may_propose else None,
    }


def cited_of(cites: tuple[Citation, ...]) -> tuple[Cited, ...]:
    return tuple(found for cite in cites for found in cited_in(str(cite)))


def _facts(rule: Rule, law: RuleBook) -> Iterator[Fact]:
    yield Fact(_("编号"), rule.ref)
    yield Fact(_("种类"), str(dict(_kinds())[rule.kind]))
    if rule.party_kind:
        yield Fact(_("当事人类别"), str(PARTIES[PartyKind(rule.party_kind)]))
    if rule.words:
        yield Fact(_("内容"), rule.words, source=True, wide=True)
    yield Fact(_("现行值"), rule.value)
    yield Fact(
        _("依据"), "；".join(str(cite) for cite in rule.cites) or "—", source=True, wide=True
    )
    if rule.source:
        yield Fact(_("来源"), rule.source, source=True, wide=True)
    yield Fact(
        _("核验等级"), f"{rule.grade} · {grade_words(rule.grade)[1]}", wide=True, source=True
    )
    for since, value, source in _versions(rule, law):
        yield Fact(_("%(day)s 起") % {"day": day(since)}, f"{value} {source}".strip(), source=True)


def _versions(rule: Rule, law: RuleBook) -> Iterator[tuple[date, str, str]]:
    if rule.kind == ChangeKind.CLOCK:
        for version in law.clock(rule.ref).versions:
            yield version.since, _length(version), said(version.source)
    elif rule.kind == ChangeKind.AMOUNT:
        mine = [
            a for a in law.amounts if (a.key, a.party_kind or "") == (rule.ref, rule.party_kind)
        ]
        for amount in sorted(mine, key=lambda a: a.since):
            yield amount.since, _value(amount), said(amount.source)
    else:
        for change in law.force_changes:
            if change.ref == rule.ref:
                yield change.since, str(FORCES[change.force]), change.approval.source


def _of_guard(row: GuardRow) -> Rule:
    force = str(FORCES[row.force])
    return Rule(
        ChangeKind.FORCE,
        row.ref,
        said(row.title),
        force,
        row.grade,
        row.cites,
        words=said(row.rule),
    )


def _of_clock(row: ClockRow, on: date) -> Rule:
    begun = [v for v in row.versions if v.since <= on and (v.until is None or on < v.until)]
    version = max(begun or row.versions, key=lambda v: v.since)
    return Rule(
        ChangeKind.CLOCK,
        row.ref,
        said(row.title),
        _length(version),
        version.grade,
        version.cites,
        said(version.source),
        words=" · ".join(said(each) for each in (row.starts, row.binds, row.note) if each),
    )


def _of_amounts(law: RuleBook, on: date) -> Iterator[Rule]:
    for key, party_kind in sorted({(a.key, a.party_kind or "") for a in law.amounts}):
        mine = [a for a in law.amounts if (a.key, a.party_kind or "") == (key, party_kind)]
        begun = [a for a in mine if a.since <= on and (a.until is None or on < a.until)]
        row = max(begun or mine, key=lambda a: a.since)
        yield Rule(
            ChangeKind.AMOUNT,
            key,
            said(row.title),
            _value(row),
            row.grade,
            row.cites,
            said(row.source),
            party_kind=party_kind,
        )


def _length(version: ClockVersion) -> str:
    return length_words(version.length, str(version.unit))


def _value(amount: Amount) -> str:
    match amount.unit:
        case "fen":
            return money(amount.value)
        case "basis_point":
            return f"{amount.value / 100:g}%"
        case "minute":
            return f"{amount.value // 60:02d}:{amount.value % 60:02d}"
        case unit if unit in set(Unit):
            return length_words(amount.value, unit)
    return str(amount.value)


def _is_asked(rule: Rule, asked: dict[str, str]) -> bool:
    if asked["kind"] not in ("", rule.kind) or asked["grade"] not in ("", rule.grade):
        return False
    told = " ".join((rule.ref, rule.title, rule.words, *map(str, rule.cites))).casefold()
    return all(word in told for word in asked["text"].casefold().split())


def _row(rule: Rule) -> Row:
    url = reverse("lawbook:rule", args=[rule.kind, rule.key])
    cites = "；".join(str(cite) for cite in rule.cites) or rule.source
    title = aside(rule.title, PARTIES[PartyKind(rule.party_kind)] if rule.party_kind else "")
    kind = str(dict(_kinds())[rule.kind])
    return Row(rule.key, url, (rule.ref, title, kind, rule.value, cites, graded(rule.grade)))


def _kinds() -> tuple[tuple[str, str], ...]:
    return (
        (ChangeKind.FORCE, _("条件")),
        (ChangeKind.CLOCK, _("期限")),
        (ChangeKind.AMOUNT, _("数额")),
    )
