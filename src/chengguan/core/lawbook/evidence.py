"""证据标准: what must be shown for an item, and which recorded act or file shows it.

Derived from the elements of each article, in our own words; not the city's published standard.
Grade D: the legal section confirms or changes it.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from chengguan.core.lawbook.items import BadData, item

DATA = Path(__file__).parent / "data" / "evidence"
GRADE = "D"


class Kind(StrEnum):
    """证据种类 (行政处罚法 46)."""

    DOCUMENT = "document"
    OBJECT = "object"
    RECORDING = "recording"
    ELECTRONIC = "electronic"
    TESTIMONY = "testimony"
    STATEMENT = "statement"
    EXPERT = "expert"
    SITE_RECORD = "site_record"


class Proof(StrEnum):
    """A recorded act or file, by the key under which the acts of a matter know it."""

    IDENTITY = "identity"
    INSPECTION = "inspection"
    INTERVIEW = "interview"
    PHOTO = "photo"
    VIDEO = "video"
    MEASUREMENT = "measurement"
    APPRAISAL = "appraisal"
    VALUATION = "valuation"
    PERMIT_QUERY = "permit_query"
    ASSISTANCE_REPLY = "assistance_reply"
    CORRECTION_ORDER = "correction_order"
    REINSPECTION = "reinspection"
    PROPERTY_REPORT = "property_report"
    NOTICE_RECORD = "notice_record"
    RECORD_COPY = "record_copy"
    RETENTION = "retention"
    TRACK = "track"
    WITNESS = "witness"


KINDS = {
    Proof.IDENTITY: Kind.DOCUMENT,
    Proof.INSPECTION: Kind.SITE_RECORD,
    Proof.INTERVIEW: Kind.STATEMENT,
    Proof.PHOTO: Kind.RECORDING,
    Proof.VIDEO: Kind.RECORDING,
    Proof.MEASUREMENT: Kind.EXPERT,
    Proof.APPRAISAL: Kind.EXPERT,
    Proof.VALUATION: Kind.EXPERT,
    Proof.PERMIT_QUERY: Kind.DOCUMENT,
    Proof.ASSISTANCE_REPLY: Kind.DOCUMENT,
    Proof.CORRECTION_ORDER: Kind.DOCUMENT,
    Proof.REINSPECTION: Kind.SITE_RECORD,
    Proof.PROPERTY_REPORT: Kind.DOCUMENT,
    Proof.NOTICE_RECORD: Kind.ELECTRONIC,
    Proof.RECORD_COPY: Kind.DOCUMENT,
    Proof.RETENTION: Kind.OBJECT,
    Proof.TRACK: Kind.ELECTRONIC,
    Proof.WITNESS: Kind.TESTIMONY,
}


@dataclass(frozen=True)
class Requirement:
    """One element: what must be shown, why it matters here, by which kinds of evidence.

    Any one of `satisfied_by` on record is a beginning; whether it is enough, people judge.
    """

    key: str
    title: str
    why: str
    kinds: tuple[Kind, ...]
    satisfied_by: tuple[Proof, ...]


def evidence_standard(code: str) -> tuple[Requirement, ...]:
    """The elements of an item, in the order in which they are looked at; empty where none stands.

    >>> [need.key for need in evidence_standard("AY-M004")]
    ['carrier', 'lift', 'what']
    """
    return standards().get(item(code).code, ())


@cache
def standards() -> dict[str, tuple[Requirement, ...]]:
    found: dict[str, tuple[Requirement, ...]] = {}
    for file in sorted(DATA.glob("*.toml")):
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["standard"]:
            code = item(row["item"]).code
            if code in found:
                raise BadData(f"{code}: two evidence standards")
            found[code] = tuple(_requirement(code, need) for need in row["needs"])
    return found


def _requirement(code: str, row: dict[str, Any]) -> Requirement:
    try:
        proofs = tuple(Proof(key) for key in row["by"])
        kinds = tuple(dict.fromkeys(KINDS[proof] for proof in proofs))
        return Requirement(row["key"], row["title"], row["why"], kinds, proofs)
    except (KeyError, ValueError) as error:
        raise BadData(f"{code}: {error}") from error
