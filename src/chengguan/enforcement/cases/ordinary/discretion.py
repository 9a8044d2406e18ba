"""The band that the record proposes, and the words in which a form shows it."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from chengguan.core.lawbook.governing import versions_of
from chengguan.core.pages import words
from chengguan.core.pages.words import money
from chengguan.core.registers.models import Party
from chengguan.core.work import rules
from chengguan.enforcement.cases.kinds import DiscretionBand, Harm
from chengguan.enforcement.cases.penalties import last_before
from chengguan.law.discretion import Circumstances, Proposal, propose

if TYPE_CHECKING:
    from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts


def proposed(case: "OrdinaryFacts", party: int | None) -> Proposal | None:
    """None where the item names no range for this kind of party. Sums in fen.

    ``party``: whose earlier penalties count, by number of the register.
    """
    span = case.item.fine_for(case.party_kind)
    if span is None:
        return None
    law = rules.current()
    shown = Circumstances(
        conduct_on=case.conduct_on,
        age=case.scene.party_age,
        last_penalised_on=_last_penalised(case, party) if party else None,
        shown=frozenset(_shown(case)),
    )
    return propose(span.low, span.high, shown, law, case.on)


def _last_penalised(case: "OrdinaryFacts", party: int) -> date | None:
    codes = [version.code for version in versions_of(case.item.code)]
    return last_before(Party.objects.get(pk=party), codes, case.conduct_on)


def _shown(case: "OrdinaryFacts") -> list[str]:
    """The circumstances for which an act stands on the record; judgements are left to people."""
    found = case.investigation
    is_corrected = case.correction.corrected_at is not None or found.is_corrected
    is_in_time = is_corrected and not found.is_refused
    is_slight = case.scene.harm in (Harm.NONE, Harm.SLIGHT)
    known = {
        "cannot_discern": case.scene.is_incapable,
        # Of one's own accord is not what was ordered first (行政处罚法 32).
        "harm_removed": case.correction.is_voluntary,
        "first_slight_and_corrected": is_in_time and is_slight and not case.penalised_in,
        "harm_caused": case.scene.harm == Harm.REAL,
    }
    return [key for key, holds in known.items() if holds]


def sentence(found: Proposal) -> str:
    """Band, range and reasons, as help for whoever proposes or decides a fine."""
    spans = "；".join(
        f"{DiscretionBand(band).label} {money(low)}–{money(high)}"
        for band, low, high in found.bands
    )
    reasons = "、".join(words.law(factor.title) for factor in found.factors)
    said = _("案卷建议“%(band)s”，%(low)s 至 %(high)s。") % {
        "band": DiscretionBand(found.band).label,
        "low": money(found.low),
        "high": money(found.high),
    }
    why = _("情节：%(reasons)s。") % {"reasons": reasons} if reasons else _("没有特别情节。")
    note = _("平台默认分档，以本市裁量基准为准。") if found.is_default else ""
    return " ".join(part for part in (said, why, f"{spans}。", note) if part)


def ground(found: Proposal) -> str:
    """The reasons as the report may begin to say them."""
    reasons = "、".join(factor.title for factor in found.factors) or "没有从轻、从重情节"
    return f"{reasons}，适用{BANDS_IN_PAPERS[found.band]}档次。"


BANDS_IN_PAPERS = {
    "no_penalty": "不予处罚",
    "mitigated": "减轻处罚",
    "light": "从轻处罚",
    "ordinary": "一般处罚",
    "heavy": "从重处罚",
}
