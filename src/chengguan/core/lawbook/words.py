"""The words for modes, degrees and kinds of party."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook.items import Degree, EnforcementItem, FineRange, Mode, PartyKind
from chengguan.core.pages.words import money

MODES = {
    Mode.CORRECT_AND_FINE: _("责令改正，并处罚款"),
    Mode.CORRECT_MAY_FINE: _("责令改正，可以罚款"),
    Mode.FINE_ON_REFUSAL: _("先责令改正，拒不改正或逾期不改正才罚款"),
    Mode.FINE: _("直接处罚"),
}
DEGREES = {
    Degree.ORDINARY: "",
    Degree.GRAVE: _("情节严重"),
    Degree.ORGANISER: _("组织发布者"),
}
PARTIES = {PartyKind.PERSON: _("个人"), PartyKind.ORGANISATION: _("单位")}


def fine_text(fine: FineRange) -> str:
    """A range with whom it is for."""
    degree = str(DEGREES[fine.degree])
    who = f"{PARTIES[fine.party_kind]}（{degree}）" if degree else str(PARTIES[fine.party_kind])
    return f"{who} {money(fine.low)}–{money(fine.high)}"


def fines_text(item: EnforcementItem) -> str:
    return "；".join(fine_text(fine) for fine in item.fines)
