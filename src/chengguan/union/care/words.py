"""The sentences behind the codes that the guards of care answer with."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "care.no_member": _("%(on)s当天不是%(union)s的会员。请改选工会，或者先办理会籍。"),
    "care.in_the_future": _("%(on)s还没有到。请改为今天或者以前。"),
    "care.too_early": _("%(on)s早于%(first)s，先后不对。请核对日期。"),
    "care.no_cause": _("请写明事由：患病住院写疾病名称，丧事写与本人的关系。"),
    "care.source_unsaid": _("代为录入的，请选择来源：季度排摸或者人事信息。"),
    "care.own_matter": _("这是您本人的帮扶事项，请交其他工会干部办理。"),
    "care.not_his_own": _("只有申请人本人可以办理。"),
    "care.same_visitor": _("走访须由两名不同的人进行，现在都是%(name)s。请另选一人。"),
    "care.visits_himself": _("申请人不能走访本人。请另选一人。"),
    "care.no_visitor": _("走访由被安排的两名走访人之一记录。"),
    "care.other_matter": _("慰问金须与本事项一致，金额大于零。请重新打开表单。"),
    "care.other_recipient": _("受益人在事由当天的会籍情况有变化。请重新打开表单。"),
    "care.no_hardship_file": _("事由当天没有有效的困难职工档案。请先建档或者复核。"),
    "care.same_approver": _("提出慰问金的人不能审批。请交另一名工会干部。"),
    "care.no_receipt": _("请附上签收凭证。"),
    "care.no_receiver": _("请写明实际领取人的姓名。"),
}
"""Code → msgid; ``doors`` registers them."""
