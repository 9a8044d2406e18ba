"""The port of money as the unions keep it: judged, reserved, paid, given back.

Whoever receives and the head are locked in one order, people first; then all is judged again, so
that of two at once one wins and the other is refused before anything is written.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from chengguan.core.journal.sealing import blind_index
from chengguan.core.org.models import Person
from chengguan.core.work import rules
from chengguan.core.work.act import Act
from chengguan.core.work.errors import Refused
from chengguan.core.work.funds import GUARDS, UNION_MONEY, Head, Held, Judgement, Payment
from chengguan.core.work.models import Matter
from chengguan.law import spending
from chengguan.law.guards import judge as ask
from chengguan.law.parameters import Ask, RuleBook
from chengguan.law.spending import Claim, Left, UseState
from chengguan.union.finance import queries
from chengguan.union.finance.models import BudgetHead, HeadState, Reservation


@dataclass(frozen=True)
class Again(Payment):
    """The same money asked for a second time, under lock: nothing is remembered of the first."""

    asked: tuple[Claim, ...]
    head: int | None

    @property
    def claims(self) -> Sequence[Claim]:
        return self.asked


class Keeper:
    """``FundsPort`` on the tables of this app."""

    def heads(self, union: int, item: str, year: int) -> tuple[Head, ...]:
        known = rules.current()
        if item not in known.spending_items:
            return ()
        found = queries.bearing(union, known.spending_items[item].head, year)
        return tuple(Head(row.pk, _title(row, known), row.left) for row in found)

    def judge(self, claims: Sequence[Claim], head: int | None, law: RuleBook) -> Judgement:
        told = [_without_words(claim, law) for claim in claims]
        uses = queries.uses_of({c.person for c in told}, {c.item for c in told})
        charged = sum(claim.amount for claim in told if claim.fund in UNION_MONEY)
        row = None if head is None else _head(head)
        return Judgement(
            findings=spending.judge_together(told, uses, law),
            lacking=max(0, charged - row.left) if row else 0,
            misfit=_misfit(told, head, row, law),
        )

    def reserve(self, act: Act, claims: Sequence[Claim], head: int | None) -> tuple[int, ...]:
        act.wants_rows()
        _lock({claim.person for claim in claims}, head)
        _judge_again(act, Again(tuple(claims), head))
        rows = [_reservation(act, _without_words(claim, act.law), head) for claim in claims]
        act.save_all(rows)
        return tuple(row.pk for row in rows)

    def settle(self, act: Act, paid: Mapping[int, int] | None = None) -> None:
        kept = {row.pk: row for row in queries.kept_by(act.matter.pk)}
        if paid is None:
            paid = {pk: row.amount for pk, row in kept.items() if row.state == UseState.RESERVED}
        for number, amount in paid.items():
            row = kept.get(number)
            if row is None or row.state != UseState.RESERVED:
                raise ValueError(f"the matter keeps nothing under {number}")
            if not 0 <= amount <= row.amount:
                raise ValueError(f"{amount} fen under {number}: {row.amount} are kept")
            _settle(act, row, amount)

    def release(self, act: Act, held: Collection[int] | None = None) -> None:
        kept = {row.pk: row for row in queries.kept_by(act.matter.pk)}
        if held is None:
            held = [pk for pk, row in kept.items() if row.state == UseState.RESERVED]
        if strange := set(held) - set(kept):
            raise ValueError(f"the matter keeps nothing under {sorted(strange)}")
        for number in held:
            if kept[number].state != UseState.RELEASED:
                _release(act, kept[number])

    def held_by(self, matter: Matter) -> tuple[Held, ...]:
        return tuple(
            Held(row.pk, queries.claim_of(row), UseState(row.state), row.head_id)
            for row in queries.kept_by(matter.pk)
        )

    def left(self, person: int, item: str, on: date) -> Left:
        return spending.left(item, queries.uses_of([person], [item]), on, rules.current())


def _title(row: BudgetHead, law: RuleBook) -> str:
    """The expense head and what it is for, as entered."""
    return " ".join(filter(None, (law.spending_heads[row.head], row.plan_item)))


def _head(number: int) -> Any:
    """With its sums; none where there is no such head."""
    return queries.with_sums(BudgetHead.objects.filter(pk=number)).first()


def _misfit(
    claims: Sequence[Claim], head: int | None, row: BudgetHead | None, law: RuleBook
) -> str:
    """Why the head cannot bear the claims; a code, or nothing."""
    if any(claim.item not in law.spending_items for claim in claims):
        return "funds.unknown_item"
    charged = [claim for claim in claims if claim.fund in UNION_MONEY]
    if not charged:
        return "" if head is None else "funds.head_not_needed"
    if head is None:
        return "funds.no_head"
    if row is None or row.state != HeadState.CONFIRMED:
        return "funds.head_not_confirmed"
    if any(claim.union != row.organ_id for claim in charged):
        return "funds.other_union"
    if any(law.spending_items[claim.item].head != row.head for claim in charged):
        return "funds.other_head"
    return ""


def _without_words(claim: Claim, law: RuleBook) -> Claim:
    """The claim with its cause told apart, not told: an illness leaves no word behind. Words of
    the rule book, such as festivals, say nothing of anybody and stay."""
    if not claim.cause or claim.cause in _public(law):
        return claim
    return replace(claim, cause=blind_index("funds.cause", claim.cause))


def _public(law: RuleBook) -> frozenset[str]:
    rows = (row for row in law.limits.values() if row.asks is Ask.OCCASIONS)
    return frozenset(word for row in rows for word in row.words)


def _lock(people: Iterable[int], head: int | None) -> None:
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=set(people))
    list(rows.order_by("pk").values_list("pk"))
    if head is not None:
        own = BudgetHead.objects.select_for_update(no_key=True).filter(pk=head)
        list(own.values_list("pk"))


def _judge_again(act: Act, asked: Again) -> None:
    """What refuses now and did not before came in between; what the act already carries as
    unlawful and recorded as it happened is written down all the same."""
    on = act.at.occurred.astimezone(rules.ZONE).date()
    carried = {finding.guard for finding in act.findings}
    found = ask(GUARDS, act.law, on, act.facts, asked)
    refusing = [f for f in found if f.refuses and f.guard not in carried]
    if refusing:
        raise Refused(refusing)


def _reservation(act: Act, claim: Claim, head: int | None) -> Reservation:
    return Reservation(
        matter=act.matter,
        head_id=head if claim.fund in UNION_MONEY else None,
        union_id=claim.union,
        person_id=claim.person,
        item=claim.item,
        on=claim.on,
        amount=claim.amount,
        fund=claim.fund,
        form=claim.form,
        recipient=claim.recipient,
        cause=claim.cause,
        days=claim.days,
        meals=claim.meals,
        state=UseState.RESERVED,
        reserved_at=act.at.occurred,
    )


def _settle(act: Act, row: Reservation, amount: int) -> None:
    if not amount:
        _release(act, row)
        return
    row.amount, row.meals = amount, min(row.meals, amount)
    row.state, row.paid_at = Reservation.State.PAID, act.at.occurred
    act.save(row)


def _release(act: Act, row: Reservation) -> None:
    row.state, row.released_at = Reservation.State.RELEASED, act.at.occurred
    act.save(row)
