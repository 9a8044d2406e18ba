"""The list of people with what they belong to and hold today."""

from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Grant, Membership, Person
from chengguan.core.org.queries import in_force
from chengguan.core.org.requests import Request
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import Choice, Column, Filter, ListPage, Row
from chengguan.core.pages.words import listed

PAGE = 50


def people_page(request: Request) -> ListPage:
    """By key, fifty at a time; `after` is the last key seen."""
    words, role = request.GET.get("name", "").strip(), request.GET.get("role", "")
    on = timezone.localdate(request.now)
    found = Person.objects.order_by("id").prefetch_related(
        _today(Membership, "memberships", on), _today(Grant, "grants", on)
    )
    if words:
        found = found.filter(name__contains=words)
    if role:
        holding = Grant.objects.filter(in_force(on), role=role)
        found = found.filter(id__in=holding.values("person_id"))
    if after := row_key(request.GET.get("after", "")):
        found = found.filter(id__gt=after)
    people = list(found[: PAGE + 1])
    shown = people[:PAGE]
    return ListPage(
        _("人员与授权"),
        columns=(
            Column("name", _("姓名"), card="title"),
            Column("organs", _("所属机构"), card="line"),
            Column("roles", _("角色"), card="line"),
        ),
        rows=tuple(_row(person) for person in shown),
        filters=(
            Filter("name", _("姓名"), kind="text", value=words),
            Filter("role", _("角色"), choices=_roles(), value=role),
        ),
        older=str(shown[-1].pk) if len(people) > PAGE else "",
    )


def _today(model: type[Grant] | type[Membership], relation: str, on: date) -> Prefetch:
    rows = model.objects.filter(in_force(on)).select_related("organ").order_by("id")
    return Prefetch(relation, queryset=rows, to_attr=f"{relation}_today")


def _row(person: Person) -> Row:
    organs = [membership.organ.short_name for membership in person.memberships_today]  # type: ignore[attr-defined]  # prefetched
    roles = [str(Role(grant.role).label) for grant in person.grants_today]  # type: ignore[attr-defined]  # prefetched
    url = reverse("org:person", args=[person.pk])
    return Row(str(person.pk), url, (person.name, listed(organs), listed(roles)))


def _roles() -> tuple[Choice, ...]:
    return tuple(Choice(value, str(label)) for value, label in Role.choices)
