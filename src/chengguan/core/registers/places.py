"""How places are shown: the list with the queue 地点待定, and one place with its tree."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.requests import Request
from chengguan.core.pages.addresses import row_key
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
from chengguan.core.pages.words import clauses
from chengguan.core.registers.locating import locate
from chengguan.core.registers.models import FoundBy, Place, PlaceKind
from chengguan.core.registers.paging import page
from chengguan.core.registers.queries import (
    boundary_of,
    find_places,
    pending_places,
    place_line,
    subdistricts,
)
from chengguan.core.registers.roles import KEEPER_ROLES
from chengguan.core.registers.sketch import sketch

SHOWN_CHILDREN = 200


def places_asked(query: QueryDict) -> QuerySet[Place]:
    """What the address asks for; every place with the three it may lie in."""
    text = query.get("text", "").strip()
    found = find_places(text) if text else Place.objects.select_related("subdistrict")
    found = found.select_related("parent__parent__parent")
    if (kind := query.get("kind", "")) in PlaceKind:
        found = found.filter(kind=kind)
    if subdistrict := row_key(query.get("subdistrict", "")):
        found = found.filter(subdistrict=subdistrict)
    if query.get("view") == "pending":
        found = found.filter(subdistrict=None)
    return found


def places_page(query: QueryDict, roles: frozenset[str], now: datetime) -> ListPage:
    """Newest first, fifty at a time; the queue says how long each has waited."""
    shown = page(places_asked(query), query)
    return ListPage(
        pgettext("list", "地点"),
        columns=_columns(),
        rows=tuple(_row(place, now) for place in shown.rows),
        filters=_filters(query),
        views=_views(query),
        older=shown.older,
        newer=shown.newer,
        export_url=_sheet_url(query),
        whole_url=url("places", _kept(query)),
        empty=EmptyView(
            _("没有符合条件的地点。"), _("登记地点"), reverse("registers:place_register")
        ),
        actions=(ActionView("register", _("登记地点"), reverse("registers:place_register")),),
        note=_note(query),
    )


def places_sheet(query: QueryDict, by: str, at: datetime) -> Sheet:
    found = places_asked(query).order_by("-pk")
    return Sheet(
        name="places",
        title=_("地点"),
        heads=_heads(),
        rows=(_cells(place, at) for place in found.iterator(2000)),
        by=by,
        at=at,
        shown=shown_by(_views(query), _filters(query)),
    )


def _heads() -> list[str]:
    return [column.title for column in _columns()]


def _part(_reader: object, query: QueryDict, at: datetime) -> Part:
    shown = page(places_asked(query), query, PART)
    return Part([_cells(one, at) for one in shown.rows], shown.older)


WHOLE = WholeList("places", gettext_lazy("地点"), ENFORCEMENT_ROLES, _heads, _part)


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("地点名称"), card="title"),
        Column("kind", _("地点类别"), kind="word", card="line"),
        Column("address", _("地址"), card="line"),
        Column("subdistrict", _("所属街镇"), card="line"),
        Column("state", _("街镇认定"), kind="state", card="state"),
    )


def _filters(query: QueryDict) -> tuple[Filter, ...]:
    kinds = tuple(Choice(value, str(label)) for value, label in PlaceKind.choices)
    organs = tuple(Choice(str(organ.pk), organ.name, source=True) for organ in subdistricts())
    return (
        Filter("text", _("名称、别名、地址"), kind="text", value=query.get("text", "").strip()),
        Filter("kind", _("地点类别"), choices=kinds, value=query.get("kind", "")),
        Filter("subdistrict", _("所属街镇"), choices=organs, value=query.get("subdistrict", "")),
    )


def _views(query: QueryDict) -> tuple[SavedView, ...]:
    listing, asked = reverse("registers:place_list"), query.get("view", "")
    return (
        SavedView(_("全部"), listing, active=asked != "pending"),
        SavedView(
            _("地点待定"),
            f"{listing}?view=pending",
            count=pending_places().count(),
            active=asked == "pending",
        ),
    )


def _note(query: QueryDict) -> str:
    if query.get("view") != "pending":
        return ""
    return _("这些地点还不知道归哪个街镇，派不出人。请逐个打开，认定所属街镇。")


def _sheet_url(query: QueryDict) -> str:
    return f"{reverse('registers:place_sheet')}?{_kept(query)}"


def _kept(query: QueryDict) -> str:
    """The address from its first page."""
    kept = query.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode()


def _row(place: Place, now: datetime) -> Row:
    return Row(str(place.pk), reverse("registers:place", args=[place.pk]), _cells(place, now))


def _cells(place: Place, now: datetime) -> tuple[object, ...]:
    return (
        place.full_name,
        str(place.get_kind_display()),
        place.address,
        place.subdistrict.name if place.subdistrict else "",
        place_state(place, now),
    )


def place_state(place: Place, now: datetime) -> StateView:
    """How the subdistrict was found; where it was not, why, and since when it waits."""
    how = str(FoundBy(place.found_by).label)
    if place.subdistrict_id is not None:
        return StateView(how, Tone.DONE)
    days = (localdate(now) - localdate(place.registered_at)).days
    waits = _("已等 %(days)s 天") % {"days": days}
    return StateView(clauses((how, waits)), Tone.WARNING)


# ── one place ──────────────────────────────────────────────────────────────────


def place_facts(place: Place, request: Request) -> dict[str, object]:
    """What the page of a place reads."""
    roles = frozenset(grant.role for grant in request.grants)
    return {
        "place": place,
        "crumbs": (Crumb(_("地点"), reverse("registers:place_list")),),
        "groups": (
            FactGroup(_("登记信息"), _registered(place, request.now)),
            FactGroup(_("其中的地点"), _children(place)),
        ),
        "sketch": sketch(place, boundary_of(place.subdistrict)),
        "differs": _differs(place),
        "is_pending": place.subdistrict_id is None,
        "may_settle": bool(roles & KEEPER_ROLES),
    }


def _registered(place: Place, now: datetime) -> tuple[Fact, ...]:
    names = "、".join(alias.name for alias in place.aliases.all())
    committee = place.residents_committee.name if place.residents_committee else ""
    return (
        Fact(_("地点类别"), str(place.get_kind_display())),
        *(_link(above) for above in place_line(place)),
        _said(_("地点别名"), names),
        _said(_("地址"), place.address, wide=True),
        _said(_("所属街镇"), place.subdistrict.name if place.subdistrict else ""),
        Fact(_("街镇认定"), place_state(place, now)),
        _said(_("居委会"), committee),
        _said(_("单元网格"), place.grid),
        Fact(_("坐标（WGS-84）"), _position(place)),
    )


def _said(label: str, text: str, *, wide: bool = False) -> Fact:
    return Fact(label, text or "—", source=bool(text), wide=wide)


def _position(place: Place) -> str:
    if place.latitude is None or place.longitude is None:
        return "—"
    return f"{place.latitude:.6f}, {place.longitude:.6f}"


def _children(place: Place) -> tuple[Fact, ...]:
    rows = place.children.order_by("kind", "name_key", "pk")[:SHOWN_CHILDREN]
    return tuple(_link(child) for child in rows) or (Fact(_("其中的地点"), _("没有登记。")),)


def _link(place: Place) -> Fact:
    url = reverse("registers:place", args=[place.pk])
    return Fact(str(place.get_kind_display()), place.name, url=url, source=True)


def _differs(place: Place) -> str:
    """The subdistrict the position lies in, where somebody said another one."""
    if place.subdistrict_id is None or place.found_by == FoundBy.POSITION:
        return ""
    found = locate(place.latitude, place.longitude).subdistrict
    return "" if found is None or found.pk == place.subdistrict_id else found.name
