"""How parties are shown: no number and no phone without a reason."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.requests import Request
from chengguan.core.pages import masks, words
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    Crumb,
    EmptyView,
    Fact,
    FactGroup,
    Filter,
    ListPage,
    Row,
    SavedView,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.pages.whole import PART, Part, WholeList, url
from chengguan.core.registers.models import NATURAL, Flaw, Party, PartyKind, PartyMerge
from chengguan.core.registers.paging import page
from chengguan.core.registers.queries import find_parties, likely_duplicates
from chengguan.core.registers.roles import KEEPER_ROLES, NUMBER_ROLES

DUPLICATES = 10


def parties_asked(query: QueryDict) -> QuerySet[Party]:
    """What the address asks for, unordered pages apart."""
    found = find_parties(query.get("text", "").strip())
    if (kind := query.get("kind", "")) in PartyKind:
        found = found.filter(kind=kind)
    if query.get("view") == "flagged":
        found = found.exclude(identifier_flaw="")
    if query.get("view") == "unknown":
        found = found.filter(identifier=None)
    return found


def parties_page(
    query: QueryDict, roles: frozenset[str], found: QuerySet[Party] | None = None
) -> ListPage:
    """Newest first, fifty at a time; `found` by number, else what the address asks for."""
    shown = page(parties_asked(query) if found is None else found, query)
    return ListPage(
        pgettext("list", "当事人"),
        columns=_columns(),
        rows=tuple(_row(party) for party in shown.rows),
        filters=_filters(query),
        views=_views(query),
        older=shown.older,
        newer=shown.newer,
        export_url="" if found is not None else _sheet_url(query),
        whole_url="" if found is not None else url("parties", _kept(query)),
        empty=EmptyView(
            _("没有符合条件的当事人。"), _("登记当事人"), reverse("registers:register")
        ),
        actions=_actions(roles),
    )


def parties_sheet(query: QueryDict, by: str, at: datetime) -> Sheet:
    """The same rows for Excel; names and addresses of natural persons are masked in it."""
    found = parties_asked(query).order_by("-pk")
    return Sheet(
        name="parties",
        title=_("当事人"),
        heads=_heads(),
        rows=(_masked(party) for party in found.iterator(2000)),
        by=by,
        at=at,
        shown=shown_by(_views(query), _filters(query)),
    )


def _heads() -> list[str]:
    return [column.title for column in _columns()]


def _part(_reader: object, query: QueryDict, at: datetime) -> Part:
    shown = page(parties_asked(query), query, PART)
    return Part([_masked(one) for one in shown.rows], shown.older)


WHOLE = WholeList("parties", gettext_lazy("当事人"), ENFORCEMENT_ROLES, _heads, _part)


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("姓名或名称"), card="title"),
        Column("kind", _("当事人类别"), kind="word", card="line"),
        Column("number", _("证件号码"), kind="state", card="state"),
        Column("address", _("住所"), card="line"),
    )


def _filters(query: QueryDict) -> tuple[Filter, ...]:
    kinds = tuple(Choice(value, str(label)) for value, label in PartyKind.choices)
    return (
        Filter("text", _("姓名、名称或别名"), kind="text", value=query.get("text", "").strip()),
        Filter("kind", _("当事人类别"), choices=kinds, value=query.get("kind", "")),
    )


def _views(query: QueryDict) -> tuple[SavedView, ...]:
    listing, asked = reverse("registers:party_list"), query.get("view", "")
    titles = {"": _("全部"), "flagged": _("号码有问题"), "unknown": _("没有证件号码")}
    return tuple(
        SavedView(title, f"{listing}?view={key}" if key else listing, active=asked == key)
        for key, title in titles.items()
    )


def _sheet_url(query: QueryDict) -> str:
    return f"{reverse('registers:party_sheet')}?{_kept(query)}"


def _kept(query: QueryDict) -> str:
    """The address from its first page."""
    kept = query.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode()


def _actions(roles: frozenset[str]) -> tuple[ActionView, ...]:
    offered = [ActionView("register", _("登记当事人"), reverse("registers:register"))]
    if roles & NUMBER_ROLES:
        offered.insert(0, ActionView("find", _("按号码查找"), reverse("registers:find")))
    if roles & KEEPER_ROLES:
        url = reverse("registers:candidates")
        offered.append(ActionView("candidates", _("可能重复的登记"), url))
    return tuple(offered)


def _row(party: Party) -> Row:
    url = reverse("registers:party", args=[party.pk])
    kind = str(party.get_kind_display())
    return Row(str(party.pk), url, (party.name, kind, number_state(party), party.address))


def shown_in_sheets(party: Party) -> tuple[str, str]:
    """Name and address; of a natural person masked, and left out."""
    if party.kind not in NATURAL:
        return party.name, party.address
    return masks.mask_name(party.name), _("（个人住所不导出）") if party.address else ""


def _masked(party: Party) -> tuple[object, ...]:
    name, address = shown_in_sheets(party)
    return name, str(party.get_kind_display()), number_state(party), address


# ── one party ──────────────────────────────────────────────────────────────────


def party_facts(party: Party, request: Request) -> dict[str, object]:
    """What the page of a party reads."""
    roles = frozenset(grant.role for grant in request.grants)
    return {
        "party": party,
        "crumbs": (Crumb(_("当事人"), reverse("registers:party_list")),),
        "groups": (
            FactGroup(_("登记信息"), registered_facts(party)),
            FactGroup(_("别名"), _aliases(party)),
            FactGroup(_("可能重复"), _duplicates(party, roles)),
        ),
        "number_state": number_state(party),
        "may_see_numbers": bool(roles & NUMBER_ROLES),
        "may_merge": bool(roles & KEEPER_ROLES),
    }


def registered_facts(party: Party) -> tuple[Fact, ...]:
    """What is registered, but for the sealed values."""
    return (
        Fact(_("当事人类别"), str(party.get_kind_display())),
        _said(_("姓名或名称"), party.name),
        Fact(_("证件类别"), _id_kind(party), source=bool(party.id_title)),
        Fact(_("证件号码"), number_state(party)),
        _said(_("法定代表人"), party.legal_rep),
        _said(_("住所"), party.address, wide=True),
        _said(_("来源"), " ".join(filter(None, (party.external_source, party.external_no)))),
    )


def number_state(party: Party) -> StateView:
    if party.identifier_id is None:
        return StateView(_("未登记"), Tone.HELD)
    if party.identifier_flaw:
        return StateView(str(Flaw(party.identifier_flaw).label), Tone.WARNING)
    if party.is_identifier_valid is None:
        return StateView(_("已密封，无校验规则"), Tone.DONE)
    return StateView(_("已密封，校验通过"), Tone.DONE)


def merge_lines(merges: Iterable[PartyMerge], party: Party) -> list[dict[str, object]]:
    """Mergers as sentences with what there is to know of each."""
    return [
        {
            "merge": merge,
            "other": merge.into if merge.party_id == party.pk else merge.party,
            "is_away": merge.party_id == party.pk,
        }
        for merge in merges
    ]


def _said(label: str, text: str, *, wide: bool = False) -> Fact:
    return Fact(label, text or "—", source=bool(text), wide=wide)


def _id_kind(party: Party) -> str:
    return party.id_title or str(party.get_id_kind_display()) or "—"


def _aliases(party: Party) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            str(alias.get_kind_display()),
            alias.name + _span(alias.since and words.day(alias.since), alias.until),
            source=True,
        )
        for alias in party.aliases.all()
    ) or (Fact(_("别名"), _("没有登记别名。")),)


def _span(since: object, until: object) -> str:
    if not since and not until:
        return ""
    return f"（{since or '…'}–{until or '…'}）"


def _duplicates(party: Party, roles: frozenset[str]) -> tuple[Fact, ...]:
    def url(other: Party) -> str:
        if roles & KEEPER_ROLES and not party.is_merged and not other.is_merged:
            return reverse("registers:compare", args=[party.pk, other.pk])
        return reverse("registers:party", args=[other.pk])

    return tuple(
        Fact(str(other.get_kind_display()), other.name, url=url(other), source=True)
        for other in likely_duplicates(party)[:DUPLICATES]
    ) or (Fact(_("可能重复"), _("没有发现重复登记。")),)
