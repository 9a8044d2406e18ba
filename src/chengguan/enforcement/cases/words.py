"""The sentences behind the codes of the guards (msgids; English in the catalogue).

`on_the_spot.over_limit` is among the sentences of the pages.
"""

SENTENCES = {
    "case.competence_unknown": (
        "没有登记事项 %(item)s 在%(on)s由谁管辖。请法制科核对执法事项目录。"
    ),
    "case.other_body": (
        "%(on)s该事项由%(body)s管辖，本单位不能处罚；来源：%(source)s。请移送有管辖权的单位。"
    ),
    "times.conduct_after_discovery": "违法行为发生日晚于发现时间。请核对两个时间。",
    "times.discovery_later": "发现时间晚于本环节的时间。请核对两个时间。",
    "times.correction_later": "改正时间晚于本环节的时间。请核对；还没有改正的不填。",
    "times.delivery_out_of_order": "交付时间早于决定时间，或者晚于现在。请核对交付时间。",
    "case.item_of_other_days": (
        "%(on)s适用的是另一版规定（%(instead)s）。请按违法行为发生日选择案由。"
    ),
    "case.item_of_other_days-instead": (
        "所选案由在%(on)s还没有或者不再有效。请按违法行为发生日选择案由。"
    ),
    "case.crime_suspected": (
        "现场记录写明涉嫌犯罪，必须移送，不能以罚代刑。请转普通程序办理移送。"
    ),
    "officers.fewer_than_two": (
        "有执法资格的人员只有 %(count)s 人，至少要两人。请补充一名持证的队员。"
    ),
    "officers.without_certificate": (
        "有 %(count)s 人当天没有有效执法证件，或者不是本队人员。请更换人员。"
    ),
    "officers.recused": "有 %(count)s 名人员已决定回避。请更换人员。",
    "officers.recusal_open": (
        "有 %(count)s 名人员的回避申请还没有决定。请先报负责人决定，或者由其他人员作出决定。"
    ),
    "recusal.none_open": "没有待决定的回避申请。",
    "recusal.on_himself": "不能决定本人是否回避。请由上一级负责人决定。",
    "inspection.certificates_not_shown": (
        "没有记录出示执法证件的时间。请出示证件并记录；不出示的，当事人可以拒绝检查。"
    ),
    "inspection.certificates_shown_before": (
        "出示执法证件的时间比这次检查、询问早得太多，不是同一次。请核对两个时间。"
    ),
    "inspection.certificates_shown_late": "出示执法证件的时间晚于检查时间。请核对两个时间。",
    "inspection.no_record": "没有现场检查笔录。请写明检查情况。",
    "inspection.no_evidence": "没有笔录也没有照片，违法事实还不确凿。请先现场检查取证。",
    "notice.incomplete": "告知缺少：%(missing)s。请补齐。",
    "notice.none": "还没有告知拟作出的处罚和当事人的权利。请先告知。",
    "notice.after_decision": (
        "告知在%(informed)s，晚于本环节的%(moment)s；应当先告知。请核对本环节的时间。"
    ),
    "notice.warning_not_announced": "没有告知过警告，不能决定警告。请重新告知，或者不作警告。",
    "hearing.not_heard": "最近一次告知后还没有听取陈述申辩，当事人也没有明确放弃。请先听取。",
    "hearing.after_decision": (
        "听取陈述申辩在%(heard)s，晚于本环节的%(moment)s；应当先听取。请核对本环节的时间。"
    ),
    "hearing.nothing_said": "请写下当事人的陈述申辩；当事人放弃的，请选择放弃。",
    "hearing.waiver_unsigned": (
        "放弃陈述申辩须有当事人签名的材料。请上传书面材料或者签了名的笔录页；没有的，写下陈述申辩。"
    ),
    "hearing.not_reviewed": "请写明对陈述申辩的复核情况。",
    "hearing.made_dearer": (
        "罚款 %(fine)s 高于曾经告知的最低数额 %(lowest)s。不得因申辩加重，请不超过该数额。"
    ),
    "decision.no_penalty": "没有警告也没有罚款。请至少选择一种，或者办理不予处罚。",
    "decision.no_warning_in_item": "该案由没有规定警告。请去掉警告。",
    "decision.above_item": "罚款 %(fine)s 超过该案由的上限 %(highest)s。请在幅度内决定。",
    "decision.below_item": (
        "罚款 %(fine)s 低于该案由的下限 %(lowest)s，减轻须有法定情节。请选择并说明情节。"
    ),
    "decision.was_corrected": "该案由拒不改正的才处罚，当事人已经改正。请办理不予处罚。",
    "decision.fined_before": "同一违法行为已在 %(number)s 罚款，不得再次罚款。",
    "decision.maybe_fined_before": (
        "当事人同日同地已在 %(number)s 以另一案由罚款。请核对是否同一行为；"
        "是的，不再罚款，按罚款数额高的规定处罚。"
    ),
    "decision.corrected_not_weighed": (
        "当事人已经改正，没有写明从轻或者减轻的情节。请考虑后选择情节。"
    ),
    "decision.other_law": (
        "应当适用 %(rightful)s（上限 %(highest)s）：行为时的规定；现行规定较轻的，适用现行规定。"
    ),
    "decision.no_version": "请在 %(codes)s 中选择适用的案由版本。",
    "decision.law_choice_unexplained": ("新旧规定轻重无法自动判断。请写明选择这一版本的理由。"),
    "decision.law_undecided": (
        "新旧规定轻重无法自动判断（%(points)s）。请对照两个版本；拿不准的，请法制科研究。"
    ),
    "correction.not_ordered": "还没有责令改正。请先责令改正；已经改正的也请记录。",
    "party.under_14": (
        "行为时 %(age)s 周岁，不满十四周岁，不予处罚。请办理不予处罚，并责令监护人管教。"
    ),
    "party.incapable": (
        "当事人不能辨认或者控制自己的行为，不予处罚。请办理不予处罚，并责令监护人看管和治疗。"
    ),
    "party.minor": "行为时 %(age)s 周岁，应当从轻或者减轻。请选择该情节，罚款须低于上限。",
    "exemption.must": "轻微、已及时改正且没有危害后果的，不予处罚。请考虑办理不予处罚。",
    "exemption.may": "初次违法、后果轻微并已及时改正的，可以不予处罚。请考虑。",
    "exemption.no_education": "不予处罚的应当教育。请写明教育情况。",
    "exemption.ground_not_recorded": (
        "记录中没有这一情形所需的事实（改正、后果、年龄或者初次）。请核对记录。"
    ),
    "exemption.no_evidence": "没有当事人提供的证据。请上传证据文件，或者写入证据记录。",
    "paper.remedy_not_reconsideration_first": (
        "决定书没有告知先在 %(days)s 日内申请行政复议、再提起行政诉讼。请报法制科修正文书格式。"
    ),
    "paper.incomplete": "决定书缺少：%(missing)s。请补齐。",
    "paper.not_handed_over": (
        "决定书应当当场交付当事人。请填写当天交付的时间；不能当场交付的，转普通程序。"
    ),
    "paper.refusal_not_noted": "当事人拒绝签名的，请在决定书上注明。",
    "collection.no_fine": "没有罚款，不需要缴款。",
    "collection.over_limit": (
        "罚款 %(fine)s 超过当场收缴的限额 %(limit)s。请让当事人到银行缴纳，或者写明其他法定情形。"
    ),
    "collection.no_circumstances": "请写明事后难以执行的原因，或者当事人的请求。",
    "collection.no_receipt": (
        "必须出具财政部门统一制发的专用票据。请填写票据号码；不出具的，当事人有权拒缴。"
    ),
    "payment.to_officers": (
        "罚款应当缴到银行或者电子支付系统，执法人员不得自行收缴；"
        "符合当场收缴情形的，请办理当场收缴。"
    ),
    "payment.no_bank_receipt": "请填写银行回单号码和收款账户。",
    "payment.nothing_to_hand_in": "没有当场收缴的款项，或者已经上缴。",
    "payment.nothing_to_deposit": "款项还没有上缴机关，或者已经缴付银行。",
    "close.not_filed": "当场处罚决定还没有备案。请先备案。",
    "close.not_paid": "还有 %(left)s 没有缴纳。请先登记缴款。",
    "close.not_banked": "当场收缴的罚款还没有缴付银行。请先办理上缴和缴付。",
}
