"""How parties are shown: no number and no phone without a reason."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages.shapes import (
    ActionView,
    Column,
    Crumb,
    Fact,
    FactGroup,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.registers.models import Party
from chengguan.core.registers.queries import find_parties, likely_duplicates

PAGE = 50


def parties_page(query: QueryDict, found: QuerySet[Party] | None = None) -> ListPage:
    """Newest first, fifty at a time; `found` by number, else by the name that is asked for."""
    text = query.get("text", "").strip()
    if found is None:
        found = find_parties(text)
    after = query.get("after", "")
    if after.isdecimal():
        found = found.filter(id__lt=int(after))
    parties = list(found[: PAGE + 1])
    shown = parties[:PAGE]
    return ListPage(
        _("当事人"),
        columns=(
            Column("name", _("姓名或名称"), card="title"),
            Column("kind", _("当事人类别"), card="line"),
            Column("number", _("证件号码"), kind="state", card="state"),
            Column("address", _("住所"), card="line"),
        ),
        rows=tuple(_row(party) for party in shown),
        filters=(Filter("text", _("姓名或名称"), kind="text", value=text),),
        older=str(shown[-1].pk) if len(parties) > PAGE else "",
        actions=(
            ActionView("find", _("按证件号码查找"), reverse("registers:find")),
            ActionView("register", _("登记当事人"), reverse("registers:register")),
        ),
    )


def party_facts(party: Party) -> dict[str, object]:
    """What the page of a party reads."""
    names = "、".join(alias.name for alias in party.aliases.all())
    facts = (
        Fact(_("当事人类别"), str(party.get_kind_display())),
        Fact(_("姓名或名称"), party.name, source=True),
        Fact(_("曾用名"), names or "—", source=bool(names)),
        Fact(_("证件类别"), str(party.get_id_kind_display()) or "—"),
        Fact(_("法定代表人"), party.legal_rep or "—", source=bool(party.legal_rep)),
        Fact(_("住所"), party.address or "—", source=bool(party.address), wide=True),
    )
    return {
        "party": party,
        "crumbs": (Crumb(_("当事人"), reverse("registers:party_list")),),
        "groups": (
            FactGroup(_("登记信息"), facts),
            FactGroup(_("可能重复"), _duplicates(party)),
        ),
        "number_state": number_state(party),
    }


def number_state(party: Party) -> StateView:
    if party.identifier_id is None:
        return StateView(_("未登记"), Tone.HELD)
    if party.is_identifier_valid is False:
        return StateView(_("校验未通过"), Tone.WARNING)
    return StateView(_("已密封"), Tone.DONE)


def _row(party: Party) -> Row:
    url = reverse("registers:party", args=[party.pk])
    kind = str(party.get_kind_display())
    return Row(str(party.pk), url, (party.name, kind, number_state(party), party.address))


def _duplicates(party: Party) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            str(other.get_kind_display()),
            other.name,
            url=reverse("registers:party", args=[other.pk]),
            source=True,
        )
        for other in likely_duplicates(party)[:10]
    ) or (Fact(_("可能重复"), _("没有发现重复登记。")),)
