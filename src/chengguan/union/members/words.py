"""The sentences behind the codes that the guards of unions and members answer with."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "member.not_signed": _("代为录入的，请附上本人签名的入会申请书。"),
    "member.known": _("此人已在%(where)s登记，不能重复入会。变动工作的，请办理会员关系转移。"),
    "member.no_union": _("%(name)s不是在立的工会。请选择一个工会。"),
    "member.other_group": _("%(name)s不是%(union)s的工会小组。请改选。"),
    "member.bad_number": _("身份证号码没有通过校验。请对照证件逐位核对。"),
    "member.number_of_other_sex": _("身份证号码与性别不一致。请核对。"),
    "member.number_of_other_birthday": _("身份证号码与出生日期不一致。请核对。"),
    "member.number_taken": _("这个身份证号码已登记在另一名会员名下。请核对。"),
    "member.in_the_future": _("%(on)s还没有到。请改为今天或者以前。"),
    "member.too_early": _("%(on)s早于%(first)s，先后不对。请核对日期。"),
    "member.kept_when": _("保留会籍的，请写明起始日；它不早于入会日期，也不晚于今天。"),
    "member.own_matter": _("这是您本人的会籍事项，不能由您本人记载意见或者决定。请交其他人办理。"),
    "member.not_his_own": _("只有申请人本人可以撤回。"),
    "member.no_card_number": _("没有填写卡号。"),
    "member.card_taken": _("这个卡号已经发给另一名会员。请核对。"),
    "member.same_place": _("现在就在这个工会和小组，不必转移。"),
    "member.card_not_back": _("会员服务卡还没有收回。请写明收回日期。"),
    "member.leaving_told": _("已经提出退会，等待委员会宣布。"),
    "member.leaving_not_told": _("还没有向工会小组提出退会。请先记录提出退会。"),
    "member.expulsion_decided": _("已经决定除名，等待上级工会备案。"),
    "member.no_expulsion": _("委员会还没有决定除名。"),
    "member.lapse_runs": _("已有一项停缴停参记录没有结束，请先办结。"),
    "member.no_lapse": _("没有停缴会费、不参加组织生活的记录。请先记录从何时起。"),
    "member.lapse_too_short": _("连续满%(months)s个月才可以视为自动退会：最早 %(on)s。"),
    "member.not_educated": _("还没有记录教育。请先谈话并记录。"),
    "member.education_taken": _("会员接受教育，不能视为自动退会。"),
    "member.no_judgment": _("没有刑事判决在卷。请先存入判决书。"),
    "member.no_judgment_text": _("请附上判决书。只写号码不算在卷。"),
    "member.not_discussed": _("工会小组还没有讨论。请先记录小组讨论。"),
    "member.no_resolution": _("请附上委员会的决定文件。"),
    "member.no_filing_number": _("没有填写上级工会的备案号。"),
    "member.no_reason": _("请写明撤销的理由。"),
    "union.form_differs": _(
        "有会员%(members)s人，应当建立基层工会委员会，登记的组织形式是组织员。"
    ),
    "union.no_women_committee": _("有女会员%(women)s人，还没有女职工委员会。"),
    "union.no_womens_officer": _("有女会员%(women)s人，还没有女职工委员。"),
    "union.not_approved": _("登记了成立日期，还没有上一级工会的批准文件。"),
    "union.no_file": _("还没有登记工会档案。"),
    "union.term_years": _("任期写的是%(years)s年。基层工会委员会每届任期三年或者五年。"),
    "union.no_committee": _("还没有登记本届委员会。"),
    "union.term_over": _("本届任期 %(on)s届满，已经超期%(days)s天，没有延期批复。"),
    "union.no_assembly": _("一年内没有召开过会员大会或者会员代表大会。上次：%(last)s。"),
    "union.never_met": _("还没有会员大会或者会员代表大会的记录。"),
    "union.delegates_met": _("会员%(members)s人，应当召开会员大会；上次开的是会员代表大会。"),
    "union.delegate_left": _("会员代表%(names)s已不在本工会，应当补选。"),
    "union.full_time_chair": _("所在单位有职工%(staff)s人，可以设专职工会主席。"),
    "union.days_without_consent": _(
        "%(names)s有的月份占用工作时间超过%(days)s个工作日，没有单位同意文件。"
    ),
    "union.no_declaration": _("%(names)s没有近亲属声明。"),
}
"""Code → msgid; ``doors`` registers them."""
