"""A plan file from the command line: whose it is, taken in once, confirmed where that was said."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ
from chengguan.core.work.acting import At
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.plans import reading
from chengguan.plans.annual import inputs, queries, services
from chengguan.plans.annual.issuing import HOUSE
from chengguan.plans.annual.models import AnnualPlan
from chengguan.plans.reading import PlanDocument


class NoOrgan(Exception):
    """No organ can be found whose plan this is."""


def bring(source: Path, organ_name: str, *, is_confirmed: bool, at: datetime) -> AnnualPlan:
    """The plan of a file; the same file again is the same plan. Raises ``reading.PlanRefused``."""
    data = source.read_bytes()
    organ = organ_of(reading.read_plan(source.name, data), organ_name, at)
    digest = sha256(data).hexdigest()
    plan = queries.known_copy(organ, digest)
    if plan is None:
        outcome = services.take_in_file(
            name=source.name,
            data=data,
            organ=organ,
            by=HOUSE,
            at=at,
            key=f"{organ.pk}:{digest[:40]}",
        )
        plan = AnnualPlan.objects.select_related("matter").get(pk=outcome.matter)
    if is_confirmed and plan.matter.state == "drafting" and _waits(plan):
        version = plan.matter.version
        perform(
            matter=plan.pk,
            action="confirm",
            by=HOUSE,
            at=At.once(at),
            data=inputs.Confirm(),
            key=f"confirm:{plan.pk.hex}:{version}",
            version=version,
        )
    return plan


def _waits(plan: AnnualPlan) -> bool:
    return plan.items.filter(is_dropped=False, confirmed_at=None).exists()


def organ_of(document: PlanDocument, name: str, at: datetime) -> Organ:
    """The one that was named; else the one the document names, the longest name first; else the
    first of its kind. A house without such a body yet founds the issuer of the document."""
    rows = Organ.objects.filter(is_external=False, until=None)
    if name:
        found = rows.filter(name=name).first() or rows.filter(short_name=name).first()
        if found is None:
            raise NoOrgan(f"no organ is called {name}")
        return found
    said = f"{document.issuer}\n{document.title}"
    named = [organ for organ in rows if organ.name in said or organ.short_name in said]
    if named:
        return max(named, key=lambda organ: (len(organ.name), -organ.pk))
    fitting = next((organ for organ in rows.order_by("path") if _fits(organ, said)), None)
    return fitting or _found(document, at)


def _fits(organ: Organ, said: str) -> bool:
    """A union's plan belongs to a union, any other to a bureau."""
    kinds = {OrganKind.DISTRICT_BUREAU, OrganKind.CITY_BUREAU}
    return organ.kind == OrganKind.BUREAU_UNION if "工会" in said else organ.kind in kinds


def _found(document: PlanDocument, at: datetime) -> Organ:
    is_union = "工会" in document.title
    name = document.issuer or document.title.split(str(document.year))[0] or document.title
    return org.found_organ(
        kind=OrganKind.BUREAU_UNION if is_union else OrganKind.DISTRICT_BUREAU,
        name=name[:80],
        short_name=name[:40],
        number_prefix="",
        since=date(at.astimezone(ZONE).year, 1, 1),
        parent=None,
        by=None,
        at=at,
    )
