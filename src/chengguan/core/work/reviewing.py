"""补录之后重新审查: a late entry puts something before acts that were judged without it.

Later entries stand as they were written. The conditions that the record alone answers are asked
of them again, at the moment at which each happened, without the late entry and with it; what only
now refuses becomes a finding of the later act, with the reason of the late entry. What an act
*said* is not asked again: its input is as true as it was.
"""

from copy import copy

from chengguan.core.journal.models import JournalEntry
from chengguan.core.org.models import Person
from chengguan.core.work import registry, rules
from chengguan.core.work.act import Act
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.models import Matter, MatterFinding
from chengguan.law.guards import Finding, judge

Refusals = dict[tuple[int, str], tuple[str, Finding]]
"""By number of the entry and guard: the act, and what refuses it."""


def refusals(act: Act, state: str) -> Refusals:
    """What refuses the recorded acts that happened after the one in hand, as the record stands.

    ``state`` is where the matter stood before the act. Nothing is read for what happens now.
    """
    if act.at.occurred >= act.at.recorded:
        return {}
    rows = JournalEntry.objects.filter(
        stream_id=act.matter.pk, occurred_at__gt=act.at.occurred, occurred_at__lte=act.at.recorded
    )
    before = copy(act.matter)  # never saved: only perform moves the matter itself
    before.state = state
    return {
        (row.sequence, finding.guard): (row.action, finding)
        for row in rows.order_by("sequence")
        for finding in _judged(act, before, row)
        if finding.refuses
    }


def new_findings(act: Act, before: Refusals, after: Refusals) -> list[MatterFinding]:
    """What the late entry brought to light."""
    return [
        MatterFinding(
            matter=act.matter,
            action=action,
            ref=finding.ref,
            guard=finding.guard,
            force=str(finding.force),
            explanation=act.at.reason,
            found_at=act.at.recorded,
        )
        for key, (action, finding) in after.items()
        if key not in before
    ]


def _judged(act: Act, matter: Matter, row: JournalEntry) -> tuple[Finding, ...]:
    known = act.procedure.by_action.get(row.action)
    if known is None or not known.needs:
        return ()
    then = At(row.occurred_at, act.at.recorded)
    by = _actor(row.actor, then)
    facts = registry.handling(act.procedure.key).facts(matter, then, by)
    return judge(known.needs, act.law, row.occurred_at.astimezone(rules.ZONE).date(), facts)


def _actor(key: str, at: At) -> Actor:
    kind, _colon, number = key.partition(":")
    if kind != "person":
        return Actor(None, number)
    return actor_of(Person(pk=int(number)), at.occurred)
