"""What belongs to one occasion: the certificates are shown and the rights told at it."""

from datetime import datetime, timedelta

from chengguan.core.work import rules
from chengguan.law.guards import Reason
from chengguan.law.parameters import RuleBook


def occasion(began: datetime, law: RuleBook) -> datetime:
    """The earliest moment of the occasion: what lies further back belongs to another one. No
    article counts hours; the bureau sets them."""
    on = began.astimezone(rules.ZONE).date()
    return began - timedelta(hours=law.amount("certificates.occasion", on=on))


def shown_out_of_place(shown: datetime, began: datetime, law: RuleBook) -> Reason | None:
    """Certificates are shown on the same occasion, before it begins (行政处罚法 55)."""
    if shown > began:
        return Reason("inspection.certificates_shown_late")
    if shown < occasion(began, law):
        return Reason("inspection.certificates_shown_before")
    return None
