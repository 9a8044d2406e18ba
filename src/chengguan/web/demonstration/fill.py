"""Fills an empty database with the demonstration and says who can sign in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured

from chengguan.core.journal import services as journal
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Account
from chengguan.core.pages import clock
from chengguan.web.demonstration.agenda import Play, play
from chengguan.web.demonstration.benefit_stories import BenefitPlay
from chengguan.web.demonstration.boards import BoardPlay
from chengguan.web.demonstration.cases import CASES, CasePlay
from chengguan.web.demonstration.estates import STORIES as RENOVATIONS
from chengguan.web.demonstration.estates import CommunityPlay, RenovationPlay, found_estates
from chengguan.web.demonstration.instructions import STORIES, InstructionPlay
from chengguan.web.demonstration.lawbook_story import BankPlay, ImportPlay, LawbookPlay
from chengguan.web.demonstration.leads import LeadPlay
from chengguan.web.demonstration.ordinary.play import OrdinaryPlay
from chengguan.web.demonstration.ordinary.stories import ORDINARY
from chengguan.web.demonstration.people import ACCOUNTS
from chengguan.web.demonstration.plan_stories import ITEMS, PLANS
from chengguan.web.demonstration.plans import ItemPlay, PlanPlay
from chengguan.web.demonstration.scheme import SCHEME, SCHEME_ITEMS, SchemePlay
from chengguan.web.demonstration.stories import LEADS
from chengguan.web.demonstration.structure_stories import STRUCTURES
from chengguan.web.demonstration.structures import StockPlay, StructurePlay
from chengguan.web.demonstration.town import Town


class NotEmpty(ImproperlyConfigured):
    """The database already holds people: the demonstration is only for an empty one."""


def is_filled() -> bool:
    return Account.objects.exists()


def fill(now: datetime) -> dict[str, int]:
    """Found the town and play all stories up to ``now``; answers what was made."""
    if is_filled():
        raise NotEmpty("the database is not empty: the demonstration needs an empty one")
    town = Town().found()
    found_estates(town)
    leads = [LeadPlay(town, story, n, now) for n, story in enumerate(LEADS, start=1)]
    cases = [CasePlay(town, story, n, now) for n, story in enumerate(CASES, start=1)]
    begun: dict[str, UUID] = {}
    ordinary = [OrdinaryPlay(town, story, n, begun, now.year) for n, story in enumerate(ORDINARY)]
    others = (BankPlay(town, now.year), LawbookPlay(town, now), ImportPlay(town, now))
    told = [InstructionPlay(town, story, n, now) for n, story in enumerate(STORIES, start=1)]
    plans = [*(PlanPlay(town, story) for story in PLANS), SchemePlay(town, SCHEME)]
    items = [ItemPlay(town, story, n) for n, story in enumerate((*ITEMS, *SCHEME_ITEMS))]
    board = BoardPlay(town, now)
    works = [RenovationPlay(town, story, n, now) for n, story in enumerate(RENOVATIONS)]
    plays: tuple[Play, ...] = (*leads, *cases, *ordinary, *told, *plans, *items, board, *others)
    plays = (*plays, *works, CommunityPlay(town, now))
    built = {s.key: StructurePlay(town, s, n, now) for n, s in enumerate(STRUCTURES, start=1)}
    plays = (*plays, *built.values(), StockPlay(town, built, now.year), BenefitPlay(town, now))
    steps = play([one.play() for one in plays], until=now)
    journal.checkpoint(clock.now())
    return {
        "people": len(town.people),
        "leads": len(leads),
        "summary cases": len(cases),
        "ordinary cases": len(ordinary),
        "instructions": len(told),
        "renovations": len(works),
        "structures": len(built),
        "plans": len(plans),
        "plan items": len(items),
        "acts": steps,
    }


def accounts() -> list[dict[str, Any]]:
    """Who can sign in, with role and unit, for scripts and for the curious."""
    rows = Account.objects.select_related("person").in_bulk(field_name="username")
    return [
        {
            "account": line.account,
            "id": rows[line.account].pk,
            "name": line.name,
            "role": str(line.role),
            "title": str(Role(line.role).label),
            "organ": line.organ,
        }
        for line in ACCOUNTS
        if line.account in rows
    ]
