"""The facts of a case, built from what was recorded: what guards may ask, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook.governing import Governing, Verdict, governing, versions_of
from chengguan.core.lawbook.items import EnforcementItem, item
from chengguan.core.org import queries as org
from chengguan.core.org.models import Organ
from chengguan.core.work import rules, visibility
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import UNHELD, Hands, hands_of
from chengguan.core.work.models import Matter, MatterFile
from chengguan.enforcement.cases.kinds import SCENE_PHOTO, Channel
from chengguan.enforcement.cases.models import (
    Case,
    CorrectionOrder,
    Defence,
    Inspection,
    PenaltyNotice,
    RecordFiling,
    RecusalRequest,
)
from chengguan.enforcement.cases.penalties import standing


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What the inspections found. ``certified`` is everybody of the team who holds a certificate
    on the day: name and certificate number by person number."""

    officers: frozenset[int] = frozenset()
    certified: Mapping[int, str] = field(default_factory=dict)
    recusal_granted: frozenset[int] = frozenset()
    recusal_open: frozenset[int] = frozenset()
    certificates_shown: bool = False
    has_record: bool = False
    has_photo: bool = False
    harm: str = ""
    party_age: int | None = None
    is_incapable: bool = False
    is_crime_suspected: bool = False


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """What the party was told and what it said. ``lowest_announced`` is over all notices."""

    informed_at: datetime | None = None
    heard_at: datetime | None = None
    lowest_announced: int | None = None
    is_warning_announced: bool = False


@dataclass(frozen=True, kw_only=True)
class Correction:
    """``requirement`` is that of the latest order; ``ordered_at`` when the first was given."""

    is_ordered: bool = False
    requirement: str = ""
    corrected_at: datetime | None = None
    ordered_at: datetime | None = None

    @property
    def is_voluntary(self) -> bool:
        """Put right of its own accord: by the time of the first order, not after it."""
        if self.corrected_at is None:
            return False
        return self.ordered_at is None or self.corrected_at <= self.ordered_at


@dataclass(frozen=True, kw_only=True)
class Money:
    """What was decided and what became of it, in fen."""

    fine: int = 0
    paid: int = 0
    is_collected: bool = False
    is_handed_in: bool = False
    is_deposited: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """One case at the moment of an act.

    ``governing`` compares the versions of the item in force on the days of the conduct and of the
    act. ``fined_in``, ``fined_nearby`` and
    ``penalised_in`` are the numbers of earlier cases: a fine for this very conduct, a fine on the
    same day and spot under another item, a penalty under this item. All versions of an item are
    one; a case that whoever acts may not find goes without its number (``ELSEWHERE``).
    """

    by: int | None
    moment: datetime
    recorded: datetime
    on: date
    organ: str
    organ_kind: str
    district: str
    party_name: str
    party_kind: str
    item: EnforcementItem
    governing: Governing
    conduct_on: date
    spot: str
    fact: str
    scene: Scene = Scene()
    hearing: Hearing = Hearing()
    correction: Correction = Correction()
    money: Money = Money()
    fined_in: str | Promise = ""
    fined_nearby: str | Promise = ""
    penalised_in: str | Promise = ""
    filed_at: datetime | None = None
    hands: Hands = UNHELD

    @property
    def versions(self) -> tuple[EnforcementItem, ...]:
        """Those of which one is applied: of the case, of the day of the conduct, of today."""
        found = (self.item, self.governing.then, *self.governing.now)
        return tuple({one.code: one for one in found if one}.values())

    @property
    def is_law_undecided(self) -> bool:
        """Figures alone do not show which version is lighter: people say which applies."""
        return self.governing.verdict is Verdict.UNDECIDED


def facts(matter: Matter, at: At, by: Actor) -> CaseFacts:
    """One statement, and a few more while the officers are still at the scene.

    What was inspected or ordered after the moment of the act was not there yet.
    """
    case = recorded(matter, at.occurred)
    on = at.occurred.astimezone(rules.ZONE).date()
    is_there = matter.state == "on_site"
    scene = _scene(case, at.occurred, on) if is_there else Scene()
    before = earlier(case, by) if is_there else {}
    hearing = Hearing(
        informed_at=case.informed_at,
        heard_at=case.heard_at,
        lowest_announced=case.lowest_announced,
        is_warning_announced=case.is_warning_announced,
    )
    correction = Correction(
        is_ordered=case.requirement is not None,
        requirement=case.requirement or "",
        corrected_at=case.corrected_at,
        ordered_at=case.ordered_at,
    )
    return CaseFacts(
        hands=hands_of(matter, at, by),
        scene=scene,
        hearing=hearing,
        correction=correction,
        filed_at=case.filed_at,
        **common(case, at, by),
        **before,
    )


def common(case: Any, at: At, by: Actor, *, has_refused: bool = False) -> dict[str, Any]:
    """What the facts of every procedure say of a case, from its row.

    ``has_refused``: an order to correct was not followed.
    """
    on = at.occurred.astimezone(rules.ZONE).date()
    charged = item(case.item_code)
    party_kind = case.matter.party.fined_as
    organ = case.matter.organ
    return {
        "by": by.person_id,
        "moment": at.occurred,
        "recorded": at.recorded,
        "on": on,
        "organ": organ.name,
        "organ_kind": organ.kind,
        "district": organ.district.name if organ.district else organ.name,
        "party_name": case.matter.party.name,
        "party_kind": party_kind,
        "item": charged,
        "governing": governing(
            versions_of(charged.code), case.conduct_on, on, party_kind, has_refused=has_refused
        ),
        "conduct_on": case.conduct_on,
        "spot": case.spot,
        "fact": case.fact,
        "money": _money(case),
    }


def row_of(matter: Matter, rows: QuerySet[Case, Any]) -> Any:
    """The case with its matter, party and organ, what was decided and paid; one statement."""
    whole = rows.select_related(
        "matter__organ__district",
        "matter__party",
        "decision",
        "payment__hand_in",
        "payment__deposit",
    )
    found = whole.get(pk=matter.pk)
    # The matter in hand learns what was read along: papers ask it for its party.
    matter.party = found.matter.party
    return found


def recorded(matter: Matter, moment: datetime) -> Any:
    """The same with what its acts add up to, as attributes of the row."""
    mine = {"case": OuterRef("pk")}
    orders = CorrectionOrder.objects.filter(**mine, ordered_at__lte=moment)
    notices, warned = PenaltyNotice.objects.filter(**mine), Q(is_warning=True)
    files = MatterFile.objects.filter(matter=OuterRef("pk"), purpose=SCENE_PHOTO)
    rows = Case.objects.annotate(
        informed_at=_over(notices, Max("informed_at")),
        lowest_announced=_over(notices, Min("fine")),
        is_warning_announced=Exists(notices.filter(warned)),
        heard_at=_over(Defence.objects.filter(**mine), Max("heard_at")),
        requirement=Subquery(orders.order_by("-pk").values("requirement")[:1]),
        corrected_at=_over(orders, Min("corrected_at")),
        ordered_at=_over(orders, Min("ordered_at")),
        has_photo=Exists(files),
        has_recusals=Exists(RecusalRequest.objects.filter(**mine)),
        filed_at=_over(RecordFiling.objects.filter(**mine), Min("filed_at")),
    )
    return row_of(matter, rows)


def _over(rows: QuerySet, value: Max | Min) -> Subquery:
    """One aggregate over the rows of a case."""
    return Subquery(rows.order_by().values("case").annotate(value=value).values("value"))


ELSEWHERE = _("其他案件（您无权查看）")
"""Stands for the number of a case that whoever acts may not find."""


def earlier(case: Case, by: Actor) -> dict[str, Any]:
    """What the penalties say that stand in other cases against any record of the same party."""
    party = case.matter.party
    assert party is not None
    rows = list(
        standing()
        .filter(case__matter__party__group=party.group)
        .exclude(case=case.pk)
        .annotate(is_shown=visibility.is_visible_to(by))
        .select_related("case__matter")
        .order_by("decided_at", "pk")
    )
    codes = {version.code for version in versions_of(case.item_code)}
    same = [row for row in rows if {row.item_code, row.case.item_code} & codes]
    here = [row for row in rows if row.fine and _is_here(row.case, case)]
    return {
        "fined_in": _named([row for row in here if row in same]),
        "fined_nearby": _named([row for row in here if row not in same]),
        "penalised_in": _named(same),
    }


def _is_here(one: Case, case: Case) -> bool:
    """Conduct on the same day at the same place of the register or the same spot."""
    place = case.matter.place_id
    is_place = place is not None and one.matter.place_id == place
    return one.conduct_on == case.conduct_on and (is_place or one.spot == case.spot)


def _named(rows: Sequence[Any]) -> str | Promise:
    """The number of the first that whoever acts may find."""
    shown = next((row.case.matter.number for row in rows if row.is_shown), "")
    return shown or (ELSEWHERE if rows else "")


def _scene(case: Any, moment: datetime, on: date) -> Scene:
    rows = list(
        Inspection.objects.filter(case=case, inspected_at__lte=moment)
        .order_by("inspected_at", "pk")
        .values(
            "certificates_shown_at",
            "record",
            "harm",
            "party_age",
            "is_incapable",
            "crime_suspicion",
            "officers__person",
        )
    )
    granted, still_open = _recusals(case) if case.has_recusals else (frozenset(), frozenset())
    ages = [row["party_age"] for row in rows if row["party_age"] is not None]
    return Scene(
        officers=frozenset(row["officers__person"] for row in rows) - {None},
        certified=certified_in(case.matter.organ, on),
        recusal_granted=granted,
        recusal_open=still_open,
        certificates_shown=any(row["certificates_shown_at"] for row in rows),
        has_record=any(row["record"].strip() for row in rows),
        has_photo=bool(rows) and case.has_photo,
        harm=rows[-1]["harm"] if rows else "",
        party_age=min(ages, default=None),
        is_incapable=any(row["is_incapable"] for row in rows),
        is_crime_suspected=any(row["crime_suspicion"].strip() for row in rows),
    )


def certified_in(organ: Organ, on: date) -> dict[int, str]:
    """Who of the team holds a certificate in force on the day: name and certificate number."""
    team = org.people_in(organ, on, below=True).values("pk")
    held = org.certificates_on(on).filter(person__in=team).order_by("since", "pk")
    rows = held.values_list("person", "person__name", "number")
    return {person: f"{name}（执法证号 {number}）" for person, name, number in rows}


def _recusals(case: Case) -> tuple[frozenset[int], frozenset[int]]:
    """Officers who were told to withdraw, and officers about whom no ruling has been made."""
    rows = list(case.recusal_requests.values_list("officer", "is_granted"))
    granted = frozenset(officer for officer, is_granted in rows if is_granted)
    return granted, frozenset(officer for officer, is_granted in rows if is_granted is None)


def _money(case: Case) -> Money:
    decision, payment = getattr(case, "decision", None), getattr(case, "payment", None)
    return Money(
        fine=decision.fine if decision else 0,
        paid=payment.amount if payment else 0,
        is_collected=bool(payment and payment.channel == Channel.ON_THE_SPOT),
        is_handed_in=bool(payment and getattr(payment, "hand_in", None)),
        is_deposited=bool(payment and getattr(payment, "deposit", None)),
    )
