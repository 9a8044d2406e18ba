"""What the unions' money brings to the floors below: the port, its sentences, a menu line."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.pages import registry as pages
from chengguan.core.pages import words as page_words
from chengguan.core.pages.registry import MenuItem
from chengguan.core.work.funds import set_funds_port
from chengguan.union.classes import OFFICES
from chengguan.union.finance.keeping import Keeper
from chengguan.union.finance.words import SENTENCES


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    set_funds_port(Keeper())
    roles = frozenset(str(role) for role in OFFICES)
    pages.menu(MenuItem("finance", _("预算科目"), "finance:list", roles, "union", 60))
