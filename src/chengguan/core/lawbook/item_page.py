"""The page of one item: what it rests on, how much, by whom, what to show, and what is open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.lawbook.competence import CompetenceRule, rules_of
from chengguan.core.lawbook.conflicts import Conflict, conflicts_of
from chengguan.core.lawbook.evidence import evidence_standard
from chengguan.core.lawbook.governing import (
    ARTICLE,
    Governing,
    Point,
    Verdict,
    governing,
    versions_of,
)
from chengguan.core.lawbook.items import EnforcementItem, PartyKind, item
from chengguan.core.lawbook.queries import rulings
from chengguan.core.lawbook.statutes import cited_in, official
from chengguan.core.lawbook.words import (
    BANDS,
    KINDS,
    MODES,
    PARTIES,
    POINTS,
    PROOFS,
    VERDICTS,
    ranges,
    reckoned_text,
)
from chengguan.core.org.kinds import OrganKind
from chengguan.core.pages.shapes import Crumb, Fact, FactGroup
from chengguan.core.pages.words import aside, day, grade_words, listed, money
from chengguan.law.discretion import bands
from chengguan.law.parameters import RuleBook


@dataclass(frozen=True)
class BandLine:
    """One range with its three bands in words."""

    title: str
    text: str


@dataclass(frozen=True)
class NeedLine:
    title: str
    why: str
    kinds: str
    proofs: str


@dataclass(frozen=True)
class ComparisonLine:
    """One comparison of the former and the new law for a kind of party."""

    party: str
    old: EnforcementItem | None
    now: tuple[EnforcementItem, ...]
    verdict: str
    points: tuple[str, ...]
    has_refused: bool = False


@dataclass(frozen=True)
class ConflictLine:
    conflict: Conflict
    ruling: str = ""
    ruled_on: date | None = None
    url: str = ""


def item_page(found: EnforcementItem, on: date, law: RuleBook) -> dict[str, object]:
    """What the page of an item reads."""
    provisions = (found.breach, found.penalty)
    return {
        "item": found,
        "is_in_force": found.in_force(on),
        "crumbs": (Crumb(_("执法事项"), reverse("lawbook:list")),),
        "groups": tuple(_groups(found)),
        "bands": tuple(_bands(found, law, on)),
        "needs": tuple(_needs(found)),
        "comparisons": tuple(_comparisons(found)),
        "comparison_basis": str(ARTICLE),
        "conflicts": conflict_lines(conflicts_of(found.code)),
        "competing": tuple(item(code) for code in found.competes),
        "articles": official(cited_in(*provisions)),
    }


def conflict_lines(conflicts: tuple[Conflict, ...]) -> tuple[ConflictLine, ...]:
    """Each with the latest ruling of the legal section; one statement."""
    ruled = rulings([each.key for each in conflicts])
    return tuple(
        ConflictLine(
            each,
            ruled[each.key].ruling if each.key in ruled else "",
            ruled[each.key].since if each.key in ruled else None,
            reverse("lawbook:change", args=[ruled[each.key].pk]) if each.key in ruled else "",
        )
        for each in conflicts
    )


def span(since: date | None, until: date | None) -> str:
    """Half-open, as people write it: from a day, before a day."""
    begun = _("%(day)s 起") % {"day": day(since)} if since else ""
    ended = _("%(day)s 前") % {"day": day(until)} if until else ""
    return listed(part for part in (begun, ended) if part) or _("现行")


def _groups(found: EnforcementItem) -> Iterator[FactGroup]:
    former = "、".join(found.replaces)
    missing = _("旧法行缺：%(day)s 前的行为由法制科查明旧法后再用") % {"day": day(found.since)}
    yield FactGroup(
        _("依据"),
        (
            Fact(_("编号"), found.code),
            Fact(_("执法领域"), str(found.field.label)),
            Fact(_("违反条款"), found.breach, source=True, wide=True),
            Fact(_("处罚条款"), found.penalty, source=True, wide=True),
            Fact(_("处罚对象"), found.subject, source=True, wide=True),
            Fact(_("条文机关"), found.authority, source=True, wide=True),
            Fact(_("适用时间"), span(found.since, found.until)),
            *([Fact(_("取代"), former, source=True)] if former else []),
            *([Fact(_("旧法"), missing, wide=True)] if found.former_missing else []),
            *([Fact(_("备注"), found.remarks, source=True, wide=True)] if found.remarks else []),
            *([Fact(_("推论"), _("含推论，由法制科确认"))] if found.has_inference else []),
        ),
    )
    may = _("可以处罚（可处）") if found.may_fine else _("应当处罚（处）")
    has_fine = bool(found.fines or found.reckoned)
    yield FactGroup(
        _("处理"),
        (
            Fact(_("责令改正与罚款"), str(MODES[found.mode]), wide=True),
            Fact(_("条文写法"), found.mode_words, source=True, wide=True),
            *(
                Fact(_("罚款幅度"), title, source=bool(fine.when))
                for title, fine in ranges(found.fines)
            ),
            *(Fact(_("罚款计算"), reckoned_text(f), source=True) for f in found.reckoned),
            *([Fact(_("处罚裁量"), may)] if has_fine else []),
            Fact(_("警告"), _("可以") if found.allows_warning else _("条文未写")),
            Fact(_("没收"), _("没收违法所得或者工具") if found.confiscates else _("条文未写")),
            Fact(_("可用简易程序"), _("可以") if found.summary else _("不可以")),
        ),
    )
    facts = tuple(fact for rule in rules_of(found.code) for fact in _competence(rule))
    yield FactGroup(_("职权"), facts)


def _competence(rule: CompetenceRule) -> tuple[Fact, Fact]:
    who = str(OrganKind(rule.organ_kind).label)
    return (
        Fact(span(rule.since, rule.until), who),
        Fact(_("来源"), f"{rule.source} · {grade_words(rule.grade)[0]}", source=True),
    )


def _bands(found: EnforcementItem, law: RuleBook, on: date) -> Iterator[BandLine]:
    for title, fine in ranges(found.fines):
        parts = [
            f"{BANDS[band]} {money(low)}–{money(high)}"
            for band, low, high in bands(fine.low, fine.high, law, on)
        ]
        yield BandLine(title, " · ".join(parts))


def _needs(found: EnforcementItem) -> Iterator[NeedLine]:
    for need in evidence_standard(found.code):
        kinds = listed(KINDS[kind] for kind in need.kinds)
        proofs = listed(PROOFS[proof] for proof in need.satisfied_by)
        yield NeedLine(need.title, need.why, kinds, proofs)


def _comparisons(found: EnforcementItem) -> Iterator[ComparisonLine]:
    """Conduct of the last day of the former law, decided on the first day of the new one."""
    versions = versions_of(found.code)
    change = next((v.since for v in versions if v.since and (v.replaces or v.former_missing)), None)
    if change is None:
        return
    before = date.fromordinal(change.toordinal() - 1)
    for party in PartyKind:
        for has_refused in (False, True):
            compared = governing(versions, before, change, party, has_refused=has_refused)
            if has_refused and not _has_second_limb(versions, party):
                continue
            if compared.verdict is not Verdict.UNCHANGED and _has_fine(versions, party):
                yield _line(compared, party, has_refused)


def _has_fine(versions: tuple[EnforcementItem, ...], party: PartyKind) -> bool:
    return any(fine.party_kind == party for version in versions for fine in version.fines)


def _has_second_limb(versions: tuple[EnforcementItem, ...], party: PartyKind) -> bool:
    return any(
        fine.party_kind == party and fine.degree == "refusal"
        for version in versions
        for fine in version.fines
    )


REFUSED = gettext_lazy("拒不改正")


def _line(compared: Governing, party: PartyKind, has_refused: bool) -> ComparisonLine:
    points = tuple(
        _point(each.point, each.old, each.new, each.lighter)
        for each in compared.comparison
        if each.lighter or compared.verdict is Verdict.UNDECIDED
    )
    who = str(PARTIES[party])
    return ComparisonLine(
        aside(who, REFUSED if has_refused else ""),
        compared.then,
        compared.now,
        str(VERDICTS[compared.verdict]),
        points,
        has_refused,
    )


def _point(point: Point, old: int, new: int, lighter: str) -> str:
    title = str(POINTS[point])
    if point in (Point.HIGHEST, Point.LOWEST):
        return _("%(what)s：旧 %(old)s，新 %(new)s") % {
            "what": title,
            "old": money(old),
            "new": money(new),
        }
    if point in (Point.MAY, Point.CORRECTION_FIRST, Point.CONFISCATION):
        said = {True: _("是"), False: _("否")}
        values = {"what": title, "old": said[bool(old)], "new": said[bool(new)]}
        return _("%(what)s：旧 %(old)s，新 %(new)s") % values
    return title
