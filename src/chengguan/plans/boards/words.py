"""The sentences behind the codes that the guards of bulletins answer with."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "bulletin.plan_not_issued": _("计划还没有印发，没有可以通报的进度。"),
    "bulletin.nobody_addressed": _("没有送达单位。请至少选一个单位。"),
    "bulletin.no_head": _("%(names)s现在没有负责人，无人签收。请先任命负责人，或者不选。"),
    "bulletin.not_below": _("%(name)s不在计划单位之下。通报只送本单位以下的单位。"),
    "bulletin.not_addressed_to_me": _("通报不是送达您的单位的。由送达单位的负责人签收。"),
}
"""Code → msgid; ``doors`` registers them."""
