"""The sentences behind the codes of the ordinary procedure (msgids; English in the catalogue)."""

from django.utils.translation import gettext_lazy as _

GROUNDS = {
    "heard": _("当事人申请了听证"),
    "large": _("处罚数额较大或者涉及停产停业、吊销许可证件"),
    "mitigated": _("拟减轻处罚"),
}
"""Why a legal review is due (``weighing.review_grounds``)."""

SENTENCES = {
    # 立案
    "docketing.no_evidence": "还没有任何证据。请先现场检查、询问或者收集证据。",
    "docketing.evidence_not_named": "请写明初步证据。",
    "docketing.time_barred": (
        "发现时已超过处罚时效（%(until)s届满）。连续、继续的行为请填写终了日；"
        "涉及生命健康、金融安全且有危害后果的请选择该情形；否则请报请不予立案。"
    ),
    "docketing.no_harm_recorded": (
        "五年时效须有实际的危害后果，现场检查没有这样的记录。请核对，或者先补充检查。"
    ),
    "docketing.end_out_of_order": (
        "连续、继续的行为，请填写终了日：在行为发生之后，不晚于发现之日。"
    ),
    "docketing.declined_without_reason": "案卷里已有证据，不予立案的请写明理由。",
    "extension.no_further": "已经延长 %(count)s 次，规则不允许再延长。",
    "extension.too_long": "本次最多延长 %(most)s 日，填写的是 %(days)s 日。",
    "extension.not_discussed": "再次延长办案期限的，先由负责人集体讨论。请先登记集体讨论。",
    "approval.own_case": "您办理过本案，不能审批。请由其他负责人审批。",
    "approval.names_himself": "批准立案的人不能同时担任本案办案人员。请另选办案人员。",
    "officers.fewer_than_two_fit": (
        "有执法证且没有决定回避的办案人员只有 %(count)s 人，至少要两人。请先由负责人变更办案人员。"
    ),
    "officers.successor_recused": "%(name)s已被决定回避，不能接手本案。请另选一人。",
    "officers.is_one_already": "%(name)s已经是本案办案人员。请另选一人。",
    "officers.not_certified_successor": (
        "%(name)s没有在有效期内的执法证，不能接替办案。请另选持证人员。"
    ),
    # 证据
    "interview.no_record": "没有询问笔录。请写明问答。",
    "interview.rights_not_told": "没有记录告知权利义务的时间。请先告知。",
    "interview.rights_told_elsewhere": "告知权利义务的时间不在这次询问当中。请核对时间。",
    "interview.times_out_of_order": "询问结束时间不在开始之后、现在之前。请核对两个时间。",
    "interview.party_not_asked": "还没有询问当事人，也没有现场检查笔录。请先询问或者检查。",
    "evidence.incomplete": "请写明证据的来源和证明内容。",
    "evidence.no_original": "对应证据标准的证据须有文件。请上传原件、照片或者扫描件。",
    "evidence.none": "案卷里没有可以排除的证据。请先收集证据。",
    "evidence.unknown": "没有这份证据，或者已经排除。",
    "evidence.no_reason": "请写明排除证据的理由。",
    "evidence.below_standard": "还没有达到证据标准，缺少：%(missing)s。请补充证据。",
    "preservation.not_requested": "没有待批准的先行登记保存。",
    "preservation.not_approved": "先行登记保存还没有批准。请先报请负责人批准。",
    "preservation.no_things": "请列明要保存的物品。",
    "preservation.not_open": "没有待处理的保存物品。",
    "preservation.open": "先行登记保存的物品还没有处理。请先作出处理决定。",
    "appraisal.told_too_late": (
        "办案期限已于%(until)s届满，不能再以补录的委托消除逾期。"
        "委托确已发生的，请注明“已经发生”和理由，照实补录。"
    ),
    "hearing.told_too_late": (
        "办案期限已于%(until)s届满，不能再以补录的听证申请消除逾期。"
        "申请确已提出的，请注明“已经发生”和理由，照实补录。"
    ),
    "hearing.no_application": (
        "办案期限届满后补录的听证申请，须上传当事人的申请或者当时的口头申请记录。"
    ),
    "appraisal.no_letter": "补录以前的委托，须上传当时发出的委托书。",
    "appraisal.not_commissioned": "没有等待意见的委托。",
    "appraisal.open": "鉴定、检测意见还没有收到。请先登记意见。",
    "correction.no_refusal": (
        "该案由拒不改正的才罚款，案卷里没有责令改正后复查仍未改正的记录。请先复查。"
    ),
    "case.crime_suspected_ordinary": (
        "现场记录写明涉嫌犯罪，不能以罚代刑，也不能就此了结。"
        "请立案后报请移送公安机关；负责人写明理由不批准移送，或者公安机关不予立案的，再继续办理。"
    ),
    # 办案经过
    "course.no_reason": "请写明理由。",
    "course.cannot_join": (
        "不能并入 %(number)s：没有这个案号，或者不是同一机关、同一当事人，或者已经作出决定。"
        "请核对案号。"
    ),
    "course.appraisal_out": "鉴定、检测期间已经不计入办案期限。收到意见后再中止。",
    "report.none": "没有待审批的调查终结报告。",
    "report.penalty_without_proposal": "建议不予处罚的，不填拟处罚的种类和数额。",
    "report.proposes_penalty": "报告建议给予处罚，应当先告知当事人。",
    "decision.no_penalty_ordinary": "没有任何处罚种类。请至少选择一种，或者办理不予处罚。",
    # 移送公安机关
    "transfer.too_few_officers": "专案人员中有执法证的只有 %(count)s 人，至少要 %(least)s 人。",
    "transfer.report_empty": "请写明涉嫌的罪名和事实。",
    "transfer.not_asked": "没有待审批的移送报请。请先报请移送，或者撤回后重新办理。",
    "transfer.reviewed_already": "移送报请已经审核。",
    "transfer.review_due": "移送公安机关应当经法制审核，还没有审核。请先由法制人员审核。",
    "transfer.declined_without_reason": "不批准移送的，请写明理由。",
    "transfer.answer_out_of_order": "收到通知书的时间须在移送之后、现在之前。请核对。",
    "transfer.answered_already": "公安机关的答复已经登记。提出异议后有新的答复的，再登记。",
    "transfer.answer_unwritten": "请填写通知书文号并上传公安机关的通知书。",
    "transfer.not_declined": "没有公安机关不予立案的答复。",
    "transfer.objected_already": "对这次不予立案已经提出异议。",
    "transfer.not_taken": "公安机关还没有立案。请先登记公安机关答复。",
    "transfer.no_receipt": "请上传移交涉案物品和材料的交接手续。",
    "transfer.not_approved": "移送没有经机关负责人批准。请先报请批准。",
    # 告知和听证
    "notice.says_too_little": "告知须写明事实、理由和依据。请补齐。",
    "notice.no_penalty": "告知没有写明拟给予的处罚。请至少选择一种。",
    "notice.hearing_right_missing": (
        "拟处罚达到听证标准（罚款 %(least)s 起，或者停产停业、吊销许可证件），应当告知听证权。"
    ),
    "notice.hearing_right_missing_for_kind": (
        "拟责令停产停业或者吊销许可证件的，应当告知听证权。请补充告知。"
    ),
    "notice.nothing_approved": "没有批准的调查终结报告。请先报批。",
    "notice.beyond_the_report": (
        "告知的处罚超出负责人批准的建议（罚款 %(fine)s）。请退回补充调查后重新报批。"
    ),
    "notice.served_before_approval": "送达时间早于批准告知的时间（%(approved)s）。请核对。",
    "notice.served_before_what_followed": (
        "送达时间早于案卷里已有的告知、申辩、听证、审核或者讨论（%(last)s）。不得倒填，请按实际时间送达后登记。"
    ),
    "notice.served_later": "送达时间晚于现在。请核对送达时间。",
    "notice.kind_not_announced": "有的处罚种类或者没收数额没有告知过。请重新告知。",
    "hearing.still_to_hear": (
        "最近一次告知后还没有听取陈述申辩，期限到%(until)s。请先听取，或者等期限届满。"
    ),
    "hearing.not_offered": "没有告知过听证权，不存在听证申请或者放弃。",
    "hearing.waiver_unwritten": "放弃听证须有书面材料。请上传当事人签名的材料。",
    "hearing.made_heavier": (
        "有的处罚种类或者没收数额超出曾经的告知。不得因申辩加重，请不超过历次告知中最轻的。"
    ),
    "hearing.may_still_be_asked_for": (
        "当事人在%(until)s以前还可以申请听证，又没有书面放弃。请等期限届满。"
    ),
    "hearing.owed": "当事人已经申请听证，听证还没有办完。请先举行听证并提交报告。",
    "hearing.host_investigated": "主持人办理过本案，不能主持听证。请更换主持人。",
    "hearing.host_recused": "主持人已被决定回避，不能主持听证。请更换主持人后重新通知。",
    "hearing.held_already": "这次通知的听证已经举行。需要再次举行的，请重新通知。",
    "hearing.host_is_recorder": "主持人和记录人不能是同一人。请更换。",
    "hearing.private_without_reason": "不公开举行的，请写明涉及的国家秘密、商业秘密或者个人隐私。",
    "hearing.notified_late": "听证通知最迟应在%(latest)s以前送达。请改定听证时间。",
    "hearing.not_notified": "还没有通知听证的时间和地点。请先通知。",
    "hearing.before_its_hour": "听证定在%(planned)s，还没有到时间。",
    "hearing.no_minutes": "没有听证笔录。请写明。",
    "hearing.not_held": "听证还没有举行。",
    # 审核、讨论和决定
    "review.due": "本案应当经法制审核，还没有通过。请先送法制审核。",
    "review.not_qualified": (
        "您没有登记法律职业资格，也没有登记原法制审核人员证明，不能审核处罚决定。请由有资格的人员审核。"
    ),
    "review.none_open": "没有待审核的送审。",
    "review.own_case": "您办理过本案，不能审核。请由其他法制人员审核。",
    "review.points_unanswered": "审核退回的意见还有 %(count)s 点没有答复。请逐点写明修改情况。",
    "review.no_points": "退回时请至少写明一点需要修改的地方。",
    "discussion.too_few": "发表意见的负责人只有 %(count)s 人，至少要 %(least)s 人。",
    "discussion.no_leaders": "有 %(count)s 人不是机关负责人。请更正参加人。",
    "discussion.empty": "集体讨论须有讨论记录和结论。请写明。",
    "discussion.chair_absent": "主持人没有发表意见。请补充，或者更正主持人。",
    "discussion.due": "重大案件应当由负责人集体讨论决定，还没有讨论记录。请先登记集体讨论。",
    "decision.discretion_not_explained": "请写明裁量基准的适用情况和理由。",
    "decision.outside_its_band": (
        "罚款 %(fine)s 不在所选裁量档次的 %(low)s 至 %(high)s 以内。请改正罚款数额或者裁量档次。"
    ),
    "decision.departs_without_reason": (
        "所选裁量档次与案卷建议的不同。请在裁量理由里写明为什么不按建议的档次。"
    ),
    "decision.no_bank": (
        "决定之日还没有设置罚款代收机构，决定书无法写明到哪里缴款。请法制科在规则变更里设置并由第二人确认。"
    ),
    "decision.not_on_record": (
        "处罚决定由原系统作出，本平台没有决定记录，只能登记缴款。"
        "要准予延期、加处罚款、催告或者申请执行，请先补录原决定和送达材料。"
    ),
    "decision.made_elsewhere": (
        "处罚决定由原系统作出，本平台只有补录的材料。"
        "请对照原件核对决定内容、送达时间，以及当事人是否已经申请复议、提起诉讼。"
    ),
    "sampling.unknown": "没有等待结果的抽样，或者结果已经登记。",
    "sampling.no_result": "请写明检验机构和抽样结果。",
    # 送达
    "service.out_of_order": "送达时间须在决定（%(decided)s）之后、现在之前。请核对。",
    "service.payable_differs": "决定有罚款的才有缴款期限，没有罚款的没有。请更正是否应当缴款。",
    "service.no_method": "没有写明送达方式。请选择送达方式。",
    "service.no_proof": "%(method)s没有凭据。请填写签收人、见证人，或者上传回证。",
    "service.no_relation": (
        "签收人不是当事人的，写明与当事人的关系，如同住成年家属、单位负责收件的人。"
    ),
    "service.no_confirmation": "电子送达须经当事人同意。请上传当事人签名的确认书。",
    "service.not_posted": "还没有发布公告。请先公告。",
    "service.notice_still_runs": "公告到%(until)s届满，届满后才视为送达。",
    "service.no_reason_for_notice": "请写明公告送达的原因和经过。",
    "service.not_served": "处罚决定书还没有送达。",
    # 钱款
    "payment.more_than_owed": "登记的数额 %(amount)s 不在应缴余额 %(left)s 以内。请核对款项。",
    "payment.receipt_again": "票据 %(number)s 已经登记过。",
    "payment.no_such_receipt": "没有这张票据，或者已经冲正。",
    "payment.nothing_to_reverse": "没有可以冲正的票据：还没有登记缴款，或者已经冲正、退还。",
    "payment.refunded_already": "这张票据的款项已经退还，不能再冲正。",
    "refund.more_than_overpaid": "退还 %(amount)s 不在多缴的 %(left)s 以内。请核对款项和金额。",
    "refund.no_voucher": "请填写退库凭证号并上传国库的退库凭证。",
    "payment.nothing_left": "没有应缴而未缴的款项。",
    "deferral.no_hardship": "请写明当事人的经济困难情况。",
    "deferral.wrong_sum": "各期合计应等于未缴罚款 %(left)s。",
    "deferral.days_out_of_order": "各期缴款日须在今天以后，依次排列，不重复。",
    "deferral.kind_and_plan_differ": "延期缴纳只填一期；分期缴纳至少两期。",
    "deferral.open_already": "已有一份延期、分期申请等待审批。请先由负责人审批。",
    "deferral.not_open": "没有待审批的延期、分期申请。",
    "added_fine.ahead": "不能算到今天以后。",
    "added_fine.not_late": "还没有逾期：缴款期限到%(until)s，复议、诉讼期间不计。",
    "added_fine.capped": "加处罚款已经达到罚款数额，不再增加。",
    "confiscation.no_things": "没有没收的物品。",
    # 救济和执行
    "remedy.before_service": "复议、诉讼在决定书送达之后。请核对受理时间。",
    "remedy.one_pending": "还有一件复议或者诉讼没有结果，不能再登记%(kind)s。",
    "remedy.stays_execution": "复议、诉讼期间已经停止执行。请等结果。",
    "remedy.none_pending": "没有等待结果的复议或者诉讼。",
    "remedy.changed_without_sum": "决定被变更的，请填写变更后的罚款（没有罚款的填 0）。",
    "remedy.changed_without_paper": "决定被变更的，请写明文号并上传复议决定书或者裁判文书。",
    "remedy.sum_without_change": "结果不是变更，不填变更后的数额。",
    "remedy.changed_to_heavier": (
        "变更后的数额高于原决定（罚款 %(fine)s）。复议、诉讼变更一般不得加重，请核对文书。"
    ),
    "reminder.empty": "请写明履行的期限、方式、金额和陈述申辩的权利。",
    "court.remedy_pending": "复议或者诉讼还没有结果，不能申请强制执行。",
    "court.remedies_still_open": (
        "当事人到%(until)s以前还可以申请复议或者起诉，届满后才能申请强制执行。"
    ),
    "court.asked_already": "已经报请申请强制执行，等待负责人审批。",
    "court.not_asked": "没有待审批的申请强制执行报请。请由承办人先报请。",
    "court.late": (
        "申请强制执行的期限到%(until)s，已经届满。没有正当理由的，法院不予受理。请写明逾期的正当理由。"
    ),
    "court.not_urged": "还没有催告。请先催告。",
    "court.reminder_still_runs": "催告后的履行期到%(until)s，届满后才能申请强制执行。",
    # 结案
    "close.remedy_pending": "复议或者诉讼还没有结果，不能结案。",
    "close.there_is_a_penalty": "本案作出了处罚决定，不能按不予处罚结案。",
    "close.there_is_no_penalty": "本案没有处罚可以执行。请按不予处罚结案。",
    "close.not_before_court": "没有申请法院强制执行的记录。",
    "close.not_revoked": "没有决定被撤销的记录。",
    "close.things_left": "没收的物品还没有处理。",
    "close.not_suspended": "没有中止执行，不能按中止满期不再执行结案。",
    "close.too_early_to_give_up": "中止执行的法定期间（%(until)s）届满后才能不再执行。",
    "close.nothing_to_terminate": "没有未履行的内容，不需要终结执行。请按执行完毕结案。",
    "close.nothing_on_record": (
        "处罚决定由原系统作出，应缴款项和决定都还没有补录，不能按执行完毕结案。请先补录原决定。"
    ),
    "close.ground_without_end": "不按依法终结执行结案的，不填终结执行的情形。",
    "close.no_ground": "请写明依法终结执行的情形。",
    "close.ground_of_another_party": "终结执行的情形与当事人是公民还是单位不符。请更正。",
    "close.nothing_to_be_lost": "决定没有没收物品，不存在执行标的灭失。",
    "close.ground_without_proof": "请上传终结执行情形的证明材料。",
    "close.refund_owed": "决定被变更或者撤销后多缴的 %(left)s 还没有退还。请先退还并登记退库凭证。",
    "close.not_asked": "没有待审批的结案报请。",
    "disclosure.to_withdraw": "决定已被变更、撤销或者确认违法、无效，公示还没有撤回。请先撤回。",
    "disclosure.owed": "决定具有一定社会影响，还没有公示。请先公示再归档。",
    "adopted.has_its_own_course": "本案的调查、审核在本平台办理，不按接收的案件补办。",
    "adopted.decided_here": "处罚决定由本平台作出，不需要补录。",
    "adopted.brought_already": "原决定已经补录。",
    "adopted.no_papers": "请填写原决定文号并上传原决定书；已经送达的，一并上传送达回证。",
    "adopted.out_of_order": "时间先后不对：决定在送达之前，送达在现在之前。请核对。",
    "archive.nothing_brought": (
        "案件由原系统决定，决定和送达材料还没有补录，不能归档。请先补录原决定和送达材料。"
    ),
    "archive.no_record": "案卷里没有检查、询问笔录或者证据，不能归档。请核对。",
    "disclosure.nothing_published": "没有已经公示的决定，不存在撤回。",
    "disclosure.already": "决定已经公示。需要撤回的，请写明理由。",
    "paper.correction_incomplete": "请写明更正的文书、原文、更正内容和理由。",
}
