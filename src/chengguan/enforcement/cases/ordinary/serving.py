"""How the service of a paper is proved, and when one by public notice counts: of notice and
decision alike (行政处罚法 61; 民事诉讼法 87–95)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from chengguan.enforcement.cases.kinds import ServiceMethod
from chengguan.enforcement.cases.ordinary.clocks import PUBLIC_NOTICE
from chengguan.law import periods
from chengguan.law.guards import Reason
from chengguan.law.parameters import RuleBook


class Served(Protocol):
    """What is said and brought of a service; files by number."""

    @property
    def method(self) -> str: ...
    @property
    def served_at(self) -> datetime: ...
    @property
    def receiver(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def witness(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def proofs(self) -> Sequence[int]: ...
    @property
    def confirmation(self) -> Sequence[int]: ...


HANDED = (ServiceMethod.DIRECT, ServiceMethod.MAIL)
"""Somebody takes the paper and signs."""


def unproved(served: Served, party: str) -> Reason | None:
    """Each method has its own proof: who took it, who witnessed it, the receipt of the post; by
    electronic means only with the party's signed consent. Whoever else signs says what he is to
    the party."""
    if served.method not in ServiceMethod:
        return Reason("service.no_method")
    method = ServiceMethod(served.method)
    if method is ServiceMethod.ELECTRONIC and not served.confirmation:
        return Reason("service.no_confirmation")
    said = {
        ServiceMethod.DIRECT: served.receiver.strip(),
        ServiceMethod.LEAVE: served.witness.strip() or served.proofs,
        ServiceMethod.MAIL: served.proofs,
        ServiceMethod.ELECTRONIC: served.note.strip() or served.proofs,
        ServiceMethod.ENTRUSTED: served.receiver.strip(),
        ServiceMethod.PUBLIC_NOTICE: True,
    }
    if not said[method]:
        return Reason("service.no_proof", method=method.label)
    is_another = method in HANDED and served.receiver.strip() not in ("", party)
    return Reason("service.no_relation") if is_another and not served.relation.strip() else None


def still_posted(served: Served, posted: datetime | None, law: RuleBook) -> Reason | None:
    """What is served by public notice counts as served when the notice has run."""
    if served.method != ServiceMethod.PUBLIC_NOTICE:
        return None
    if posted is None:
        return Reason("service.not_posted")
    ends = periods.due(law, PUBLIC_NOTICE, posted).moment
    if ends is not None and served.served_at <= ends:
        return Reason("service.notice_still_runs", until=ends)
    return None
