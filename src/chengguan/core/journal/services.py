"""The door of the journal: what the floors above may call."""

from .deposits import deposit, printed_head, write_deposit
from .findings import Finding, Report, register_check
from .log import DepositError, checkpoint, inclusion_proof, seal_leaves, verify_inclusion
from .looks import look, seal_looks
from .sealing import (
    SubjectErased,
    erase,
    find,
    keyed_digest,
    reveal,
    rotate_master_key,
    seal,
    seal_all,
)
from .streams import SECURITY, append, fresh_stream, open_stream, standing_stream
from .verification import verify

__all__ = [
    "SECURITY",
    "DepositError",
    "Finding",
    "Report",
    "SubjectErased",
    "append",
    "checkpoint",
    "deposit",
    "erase",
    "find",
    "fresh_stream",
    "inclusion_proof",
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
    "standing_stream",
    "verify",
    "verify_inclusion",
    "write_deposit",
]
