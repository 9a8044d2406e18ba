"""The sentences behind the codes that the guards of instructions and tasks answer with."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "instruction.no_words": _("没有写批示内容。"),
    "instruction.nobody_addressed": _("没有督办对象。请至少选一个单位或者一个人。"),
    "instruction.not_below": _("%(name)s不在批示单位之下。领导只向本单位以下的单位和人员批示。"),
    "instruction.no_head": _(
        "%(names)s现在没有负责人，无人签收。请改为批示到人，或者先任命负责人。"
    ),
    "instruction.term_is_too_long": _("答复期限最迟为 %(last)s。更长的工作请列入年度计划。"),
    "instruction.term_is_over": _("答复期限 %(on)s已经过去。请改为今天或者以后。"),
    "task.not_addressed_to_me": _("督办不是下达给您的。由承办单位负责人或者被督办人签收。"),
    "task.empty_reply": _("没有写反馈内容。请写明办理情况；只有附件不算反馈。"),
    "task.not_my_instruction": _("只有作出批示的单位及其上级的领导、督察可以办理。"),
    "task.own_reply": _("反馈由本人作出，不能由本人退回或者销号。请交其他负责人办理。"),
    "task.extension_pending": _("已有一份延期申请待审批。请等审批结果。"),
    "task.no_extension_asked": _("没有待审批的延期申请。"),
    "task.own_extension": _("延期由本人申请，不能由本人审批。请交其他负责人审批。"),
    "task.already_overdue": _("答复期限已过。延期不改变已经逾期的记录，请尽快反馈。"),
    "task.not_later": _("延至的日期须晚于现在的答复期限 %(on)s。"),
    "task.own_task": _("督办由您承办或者反馈，不能由您取消。请交其他负责人办理。"),
    "task.term_is_over": _("新的答复期限 %(on)s已经过去。请改为今天或者以后。"),
}
"""Code → msgid; ``doors`` registers them."""
