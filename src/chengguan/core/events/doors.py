"""What events bring to the house: their place in the menu, their answers, the worker's duties."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.events import sealing, tasks
from chengguan.core.events.offices import GUESTS
from chengguan.core.journal.services import register_check
from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry
from chengguan.core.work import reminders


def open_all() -> None:
    """Register everything once, at start-up."""
    register_check("sign-ups", sealing.check_sealed)
    reminders.also(tasks.move_lines)
    reminders.also(sealing.seal_waiting)
    registry.menu(
        registry.MenuItem("events", _("活动"), "events:list", GUESTS, section="union", order=10)
    )
    registry.answer(
        registry.Answer(
            "U3.1e",
            "events:list",
            role=Role.MEMBER.label,
            state="partly",
            note=_("报名、候补、签到、反馈已可用；各项活动的额度与经费规则尚未建成"),
        )
    )
