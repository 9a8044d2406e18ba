"""The sentences behind the codes that the guards of estates answer with."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "renovation.no_plan": _("没有装修方案。请附上装饰装修单位的方案或者施工图。"),
    "renovation.no_design": _("装修变动承重结构。请附上有资质单位的设计方案。"),
    "renovation.no_consent": _("装修人不是业主。请附上业主的书面同意。"),
    "renovation.no_estate": _("没有选小区。地址对不上的，请登记为地址待核。"),
    "renovation.room_elsewhere": _("%(room)s不在%(estate)s之内。请重新选择房屋。"),
    "renovation.no_address": _("没有写地址。请写明路名、弄号、楼号和室号。"),
    "renovation.begun_is_not_declared": _(
        "%(on)s已经开工，不是事先申报。请把登记来源选为“发现未申报”。"
    ),
    "renovation.ends_before": _("施工结束日期 %(until)s早于开始日期 %(since)s。请改正。"),
    "renovation.nothing_told": _("没有写明告知业主的禁止行为。请逐项写明。"),
    "renovation.no_waste_place": _("没有写明垃圾堆放点。请写明地点和清运方式。"),
    "renovation.no_agreement": _(
        "还没有签订装修管理协议。请先签订协议；不签的，可以记录限制进场。"
    ),
    "renovation.agreed_before": _("装修管理协议已经签订。"),
    "renovation.not_begun_yet": _("开工日期 %(on)s还没有到。请在开工当日登记。"),
    "renovation.not_longer": _("新的结束日期须晚于 %(until)s。"),
    "renovation.completed_when": _("完工日期应当在 %(since)s至 %(until)s之间。请改正。"),
    "renovation.pass_until": _("出入证有效期应当在 %(since)s至 %(until)s之间。请改正。"),
    "renovation.restricted_before": _("已经在限制进场，不必再记录。"),
    "renovation.begun_is_not_void": _("已经开工，不能作废。请登记完工、验看以后办结。"),
    "renovation.no_repair_day": _("有损坏但没有写修复期限。请写明哪天修复。"),
    "renovation.repair_before": _("修复期限不得早于验看当日 %(on)s。请改正。"),
    "renovation.no_round": _("%(on)s没有应做的巡查。施工期限已过的，请先延长工期或者登记完工。"),
    "renovation.visited_before": _("%(on)s已经巡查。再发现问题的，请直接登记发现。"),
    "renovation.not_followed_up": _(
        "还有 %(count)d 项未了结的发现没有跟进。请逐项写明现在的情况。"
    ),
    "renovation.agreed_enter": _("装修管理协议已经签订，不能以未签协议为由限制进场。"),
    "renovation.no_clause": _("没有规约依据。请写明（临时）管理规约的条款。"),
    "renovation.not_restricted": _("没有正在执行的限制进场记录。"),
    "renovation.not_checked": _("还没有完工验看。请先验看共用部位。"),
    "renovation.not_repaired": _("共用部位损坏还没有修复。请先确认修复。"),
    "renovation.findings_open": _("还有 %(count)d 项发现没有了结。请先了结。"),
    "renovation.no_damage": _("没有待修复的共用部位损坏。"),
    "finding.works_ended": _("这户装修已经办结，或者小区还没有核定，不能登记发现。"),
    "finding.not_visited": _("还没有到场。违法搭建请先到场取证，再答复。"),
    "finding.own_finding": _("发现由您登记，不能由您撤回。请交其他人员核实。"),
    "finding.no_reason": _("没有写撤回理由。请写明为什么不成立。"),
    "finding.nothing_to_sign": _("没有待您单位签收的报告。"),
    "finding.not_competent": _("报告没有交由您所在的单位处理。"),
    "finding.returned_before": _("报告已经退转过一次。仍有争议的，请提请业务科裁定。"),
    "finding.return_it_first": _("报告还没有退转过。请先退转另一主管部门。"),
    "finding.ruled_before": _("主管部门已经裁定，不再退转。"),
    "finding.breach_only": _("只违反协议或者规约的，按协议处理，不报告主管部门。"),
    "finding.not_breach": _("涉嫌违法的，不能按协议了结。请确认改正，或者报告主管部门。"),
    "referral.referred_before": _("这一发现已经提出过移送。"),
    "referral.no_ground": _("没有逾期报告或者应报未报的记录，不能提出移送。"),
    "referral.own_proposal": _("移送由您提出，须由其他人员审核。"),
}
"""Code → msgid; ``doors`` registers them."""
