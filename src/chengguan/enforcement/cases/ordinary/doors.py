"""What the ordinary procedure puts up in the house."""

from chengguan.core.documents.dossier_plans import register_plan
from chengguan.core.documents.drafts import register_rules
from chengguan.core.documents.shapes import register_papers
from chengguan.core.pages import words as sentences
from chengguan.core.work import handling as common
from chengguan.core.work import registry, surface
from chengguan.core.work.handling_forms import FORMS as COMMON_FORMS
from chengguan.enforcement.cases.ordinary import (
    conversion,
    facts,
    forms_adopted,
    forms_decision,
    forms_execution,
    forms_investigation,
    forms_transfer,
    handling,
    papers_course,
    papers_decision,
    papers_disclosure,
    papers_dossier,
    papers_drafts,
    papers_execution,
    papers_hearing,
    papers_investigation,
    papers_transfer,
    services_decision,
    services_execution,
    services_investigation,
    services_transfer,
    steps,
    taking_over,
)
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.enforcement.cases.ordinary.words import SENTENCES

EFFECTS = {
    **common.effects(ORDINARY, handling.moved),
    **services_investigation.EFFECTS,
    **services_transfer.EFFECTS,
    **services_decision.EFFECTS,
    **services_execution.EFFECTS,
    **conversion.EFFECTS,
    **taking_over.EFFECTS,
}
FORMS = {
    **COMMON_FORMS,
    **forms_investigation.ACT_FORMS,
    **forms_transfer.ACT_FORMS,
    **forms_decision.ACT_FORMS,
    **forms_execution.ACT_FORMS,
    **forms_adopted.ACT_FORMS,
}
EMPHASIS = {"terminate": "danger", "withdraw_docketing": "danger", "decline": "danger"}


def open_all() -> None:
    """Register everything once, at start-up."""
    sentences.register(SENTENCES)
    registry.register(
        registry.Handling(
            ORDINARY,
            facts=facts.facts,
            effects=EFFECTS,
            steps=steps.steps,
            decisions=steps.decisions,
        )
    )
    register_papers(
        *papers_investigation.PAPERS,
        *papers_transfer.PAPERS,
        *papers_course.PAPERS,
        *papers_disclosure.PAPERS,
        *papers_decision.PAPERS,
        *papers_hearing.PAPERS,
        *papers_execution.PAPERS,
    )
    register_plan(ORDINARY.kind, papers_dossier.plan)
    register_rules(ORDINARY.kind, papers_drafts.CaseDrafts())
    surface.register_forms(ORDINARY.key, FORMS, EMPHASIS)
