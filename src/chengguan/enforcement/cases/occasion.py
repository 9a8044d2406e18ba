"""What belongs to one occasion: the certificates are shown and the rights told at it."""

from datetime import datetime, timedelta

from chengguan.law.guards import Reason

OCCASION = timedelta(hours=12)
"""What lies further back than a shift belongs to another occasion; no article counts hours."""


def shown_out_of_place(shown: datetime, began: datetime) -> Reason | None:
    """Certificates are shown on the same occasion, before it begins (行政处罚法 55)."""
    if shown > began:
        return Reason("inspection.certificates_shown_late")
    if shown < began - OCCASION:
        return Reason("inspection.certificates_shown_before")
    return None
