"""What the acts of the orders write."""

from collections.abc import Mapping

from chengguan.core.org.models import Person
from chengguan.core.work.act import Act
from chengguan.core.work.registry import Effect
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.models import (
    DemolitionOrder,
    ForcedDecision,
    OrderOfficer,
    OrderRemedy,
    OrderReview,
    ServantNotice,
    Statement,
    StopOrder,
)
from chengguan.enforcement.structures.services_site import structure_of, unique


def pause(act: Act, data: inputs.Pause) -> None:
    row = structure_of(act)
    known = StopOrder.objects.filter(structure=row, round=row.round).first()
    stop = known or StopOrder(structure=row, round=row.round)
    stop.paused_at = act.at.occurred
    act.save(stop)
    _in_hands_of(act, data.officers)


def order_stop(act: Act, data: inputs.OrderStop) -> None:
    stop = stop_of(act)
    stop.ordered_at, stop.due_on = act.at.occurred, data.due_on
    stop.held_tools = data.held_tools
    act.save(stop)
    _in_hands_of(act, data.officers)


def record_refusal(act: Act, data: inputs.RecordRefusal) -> None:
    stop = stop_of(act)
    stop.refused_at, stop.refusal = act.at.occurred, data.refusal
    act.save(stop)


def find_finished(act: Act, data: inputs.FindFinished) -> None:
    row = structure_of(act)
    row.is_under_construction = False
    act.save(row)


def review_order(act: Act, data: inputs.ReviewOrder) -> None:
    row = structure_of(act)
    act.save(
        OrderReview(
            structure=row,
            round=row.round,
            by_id=act.person_id,
            reviewed_at=act.at.occurred,
            is_agreed=data.is_agreed,
            opinion=data.opinion,
        )
    )


def order_demolition(act: Act, data: inputs.OrderDemolition) -> None:
    row = structure_of(act)
    act.save(
        DemolitionOrder(
            structure=row,
            round=row.round,
            decided_at=act.at.occurred,
            decided_by_id=act.person_id,
            due_on=data.due_on,
        )
    )
    _in_hands_of(act, data.officers)


def _in_hands_of(act: Act, officers: tuple[Person, ...]) -> None:
    row = structure_of(act)
    act.save_all(
        [
            OrderOfficer(structure=row, round=row.round, action=act.action.key, officer=one)
            for one in unique(officers)
        ]
    )


def serve_order(act: Act, data: inputs.ServeOrder) -> None:
    """The first service counts: a second one gives the party no less time and no more."""
    order = order_of(act)
    if order.served_at is None:
        order.served_at = act.at.occurred
        order.serve_way, order.receiver = data.way, data.receiver
        act.save(order)


def announce_order(act: Act, data: inputs.AnnounceOrder) -> None:
    order = order_of(act)
    if order.announced_at is None:
        order.announced_at, order.announced_where = act.at.occurred, data.where
        act.save(order)


def post_notice(act: Act, data: inputs.PostNotice) -> None:
    order = order_of(act)
    order.notice_from, order.notice_until = act.at.occurred, data.until
    order.notice_reason = data.reason
    act.save(order)


def hear_statement(act: Act, data: inputs.HearStatement) -> None:
    act.save(
        Statement(
            order=order_of(act),
            heard_at=act.at.occurred,
            said=data.said,
            reviewed=data.reviewed,
            is_adopted=data.is_adopted,
        )
    )


def file_remedy(act: Act, data: inputs.FileRemedy) -> None:
    act.save(
        OrderRemedy(
            order=order_of(act), kind=data.kind, number=data.number, filed_at=act.at.occurred
        )
    )


def end_remedy(act: Act, data: inputs.EndRemedy) -> None:
    pending = OrderRemedy.objects.filter(order=order_of(act), ended_at=None)
    remedy = pending.earliest("filed_at", "pk")
    remedy.ended_at, remedy.result = act.at.occurred, data.result
    act.save(remedy)


def revoke_order(act: Act, data: inputs.RevokeOrder) -> None:
    order = order_of(act)
    order.revoked_at, order.revoke_reason = act.at.occurred, data.reason
    act.save(order)


def urge(act: Act, data: inputs.Urge) -> None:
    order = order_of(act)
    order.urged_at, order.urged_until, order.urge_no = act.at.occurred, data.until, data.number
    act.save(order)


def decide_forced(act: Act, data: inputs.DecideForced) -> None:
    act.save(
        ForcedDecision(
            order=order_of(act),
            decided_at=act.at.occurred,
            number=data.number,
            authority=data.authority,
        )
    )


def announce_forced(act: Act, data: inputs.AnnounceForced) -> None:
    forced = order_of(act).forced
    forced.announced_at = forced.announced_at or act.at.occurred
    act.save(forced)


def notify_servant_unit(act: Act, data: inputs.NotifyServantUnit) -> None:
    row = structure_of(act)
    act.save(
        ServantNotice(
            structure=row,
            round=row.round,
            unit=data.unit,
            sent_at=act.at.occurred,
            suggestion=data.suggestion,
        )
    )


def order_of(act: Act) -> DemolitionOrder:
    """The order of this round that stands."""
    row = structure_of(act)
    return DemolitionOrder.objects.get(structure=row, round=row.round, revoked_at=None)


def stop_of(act: Act) -> StopOrder:
    row = structure_of(act)
    return StopOrder.objects.get(structure=row, round=row.round)


ORDERS: Mapping[str, Effect] = {
    "pause": pause,
    "order_stop": order_stop,
    "record_refusal": record_refusal,
    "find_finished": find_finished,
    "review_order": review_order,
    "order_demolition": order_demolition,
    "serve_order": serve_order,
    "announce_order": announce_order,
    "post_notice": post_notice,
    "hear_statement": hear_statement,
    "file_remedy": file_remedy,
    "end_remedy": end_remedy,
    "revoke_order": revoke_order,
    "urge": urge,
    "decide_forced": decide_forced,
    "announce_forced": announce_forced,
    "notify_servant_unit": notify_servant_unit,
}
