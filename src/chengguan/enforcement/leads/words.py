"""The sentences behind the codes that the guards of leads answer with."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "lead.no_place": _("没有写明地点。请选择登记过的地点，或者写下地址。"),
    "lead.organ_outside": _(
        "%(organ)s不是承办诉件的执法单位。请改选执法单位；移交外单位请用移送。"
    ),
    "lead.not_competent": _(
        "按执法事项和发生日期，应由%(proposed)s办理（%(source)s）。派给其他单位请写明理由。"
    ),
    "lead.returned_twice": _("已退单 %(count)s 次，不能再退。有异议请提请终审。"),
    "lead.not_for_arbiter": _("已退单 %(count)s 次，满 %(least)s 次才提请终审。现在可以退单。"),
    "lead.ruled": _("已经终审，不再退单。请按终审意见办理。"),
    "lead.return_without_basis": _("退单没有写明依据。请写出法律依据或职责规定。"),
    "lead.return_without_evidence": _("退单没有证明材料。请写明情况或者上传材料。"),
    "lead.one_officer": _("执法检查须有两名不同的执法人员，现在是 %(count)s 名。请补上同行人员。"),
    "lead.not_certified": _("%(names)s当日没有有效的执法证。请改由持证人员检查。"),
    "lead.extension_pending": _("已有一份延期申请待审批。请等审批结果。"),
    "lead.extended_before": _("已经延期一次，不能再延。请抓紧办理，逾期会如实记录。"),
    "lead.not_extendable": _("咨询、复核和重办的诉件不延期。请按期办结，逾期会如实记录。"),
    "lead.no_extension_asked": _("没有待审批的延期申请。"),
    "lead.own_extension": _("延期由本人申请，不能由本人审批。请交其他负责人审批。"),
    "lead.already_overdue": _("已经逾期。延期、挂账都不改变已经逾期的记录。"),
    "lead.statutory_clock": _("举报核查告知的法定期限正在计算，不因挂账停止。请先办理告知。"),
    "lead.text_incomplete": _("办理结果没有写完整：%(parts)s。请补写后提交。"),
    "lead.neither_looked_nor_called": _("既无现场照片也无联系记录。请先现场核查或者联系诉求人。"),
    "lead.not_unreachable": _(
        "联系记录不足以认定无法联系：须在工作时间内间隔两小时以上联系三次，均未接通。"
    ),
    "lead.unproven": _("认定不属实、无法联系或异常投诉须有证明。请写明情况或者上传材料。"),
    "lead.no_case": _("没有关联的案件。请先转立案，或者改选其他办理结果。"),
    "lead.own_submission": _("办理结果由本人提交，不能由本人审核。请交其他负责人审核。"),
    "lead.no_marks": _("退回须写明意见。请至少对一个段落写出意见。"),
    "lead.dissatisfied": _("诉求人不满意。请重办，或者写明不再重办的理由。"),
    "lead.report_unanswered": _(
        "这是举报，尚未答复举报人，不能作废。请先答复；重复的，写明保留的工单编号。"
    ),
}
"""Code → msgid; ``doors`` registers them."""
