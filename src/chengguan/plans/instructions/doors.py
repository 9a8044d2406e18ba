"""What instructions bring to the floors below: two procedures, forms, pages, papers, words."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.shapes import register_papers
from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words as page_words
from chengguan.core.pages.registry import Answer, MatterKind, MenuItem, Panel, Sequel
from chengguan.core.work import handling, registry, surface
from chengguan.core.work.brief import ASKED
from chengguan.core.work.handling_forms import FORMS
from chengguan.core.work.registry import Handling
from chengguan.plans.instructions import facts, panels, services, steps
from chengguan.plans.instructions.forms import EMPHASIS, TASK_FORMS, GiveForm
from chengguan.plans.instructions.offices import LEADERS, READERS
from chengguan.plans.instructions.papers import ORDER
from chengguan.plans.instructions.procedures import LEADER_INSTRUCTION, SUPERVISED_TASK
from chengguan.plans.instructions.queries import INSTRUCTION, TASK
from chengguan.plans.instructions.words import SENTENCES

RULES = ("PS01", "PS02", "PS03", "PS04", *(f"DB{number:02d}" for number in range(1, 9)))
CLOCKS = ("TASK_REPLY", "TASK_SIGN", "TASK_ESCALATE")


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    registry.register(
        Handling(
            LEADER_INSTRUCTION,
            facts=facts.instruction_facts,
            effects={**handling.effects(LEADER_INSTRUCTION), **services.INSTRUCTION_EFFECTS},
            steps=steps.instruction_steps,
        )
    )
    registry.register(
        Handling(
            SUPERVISED_TASK,
            facts=facts.task_facts,
            effects={**handling.effects(SUPERVISED_TASK), **services.TASK_EFFECTS},
            steps=steps.task_steps,
            decisions=steps.decisions,
        )
    )
    surface.register_forms(LEADER_INSTRUCTION.key, {**FORMS, "give": GiveForm})
    surface.register_forms(SUPERVISED_TASK.key, {**FORMS, **TASK_FORMS}, EMPHASIS)
    register_papers(ORDER)
    pages.kind(MatterKind(INSTRUCTION, _("批示"), "work:matter", "instructions:list"))
    pages.kind(MatterKind(TASK, _("督办事项"), "work:matter", "instructions:tasks"))
    course = "instructions/_course.html"
    for place in ("main", ASKED):
        title = _("批示与反馈")
        pages.panel(Panel(INSTRUCTION, title, course, panels.of_instruction, place, order=10))
        pages.panel(Panel(TASK, title, course, panels.of_task, place, order=10))
    pages.sequel(Sequel("instruct", _("写批示"), "instructions:new", frozenset(LEADERS)))
    pages.menu(
        MenuItem("tasks", _("批示督办"), "instructions:tasks", READERS, section="plans", order=30)
    )
    _answers()


def _answers() -> None:
    pages.answer(
        Answer(
            "P4",
            "instructions:list",
            rules=(*RULES, *CLOCKS),
            role=Role.BUREAU_LEADER.label,
        )
    )
