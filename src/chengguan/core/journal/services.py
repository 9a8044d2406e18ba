"""The door of the journal: what the floors above may call."""

from .deposits import deposit, printed_head, write_deposit
from .findings import Finding, Report, register_check
from .log import DepositError, checkpoint, inclusion_proof, seal_leaves, verify_inclusion
from .looks import look, seal_looks
from .sealing import (
    SubjectErased,
    erase,
    find,
    indexes_among,
    keyed_digest,
    reveal,
    rotate_master_key,
    seal,
    seal_all,
    sealed_anew,
)
from .streams import (
    SECURITY,
    Beginning,
    append,
    append_first,
    fresh_stream,
    open_stream,
    standing_stream,
)
from .verification import verify

__all__ = [
    "SECURITY",
    "Beginning",
    "DepositError",
    "Finding",
    "Report",
    "SubjectErased",
    "append",
    "append_first",
    "checkpoint",
    "deposit",
    "erase",
    "find",
    "fresh_stream",
    "inclusion_proof",
    "indexes_among",
    "keyed_digest",
    "look",
    "open_stream",
    "printed_head",
    "register_check",
    "reveal",
    "rotate_master_key",
    "seal",
    "seal_all",
    "seal_leaves",
    "seal_looks",
    "sealed_anew",
    "standing_stream",
    "verify",
    "verify_inclusion",
    "write_deposit",
]
