"""The sentences behind the codes that the guards of illegal structures answer with."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "structure.no_place": _("没有写明地点。请选登记的地点，或者写地址。"),
    "structure.too_few_officers": _(
        "只有 %(n)s 名执法人员的执法证在有效期内，至少要 %(least)s 名不同的人员。"
    ),
    "structure.no_photos": _("没有照片。请附现场照片。"),
    "structure.no_view": _("没有写拍摄视角。请写明从哪里拍，例如“东南角”。"),
    "structure.other_view": _("拆除前没有这一视角的照片。已有的视角：%(views)s。"),
    "structure.is_finished": _("登记为已建成，不适用责令暂停。请责令限期拆除。"),
    "structure.is_being_built": _("登记为正在搭建。请先责令暂停；已经建成的，记录已经建成。"),
    "structure.not_identified": _("还没有认定结论。请先按规划资源部门的意见认定。"),
    "structure.other_verdict": _("认定结论是“%(verdict)s”，与这一处理不符。"),
    "structure.not_reviewed": _("限拆决定还没有法制审核。"),
    "structure.review_refused": _("法制审核不同意。请补正后再报审核。"),
    "structure.own_review": _("审核由您作出，不能由您决定。请交其他负责人决定。"),
    "structure.term_is_over": _("给当事人的期限已经过去。请改为今天或者以后。"),
    "structure.notice_too_short": _("通告期限太短，至少到 %(least)s。"),
    "structure.no_order": _("没有责令限期拆除决定。"),
    "structure.not_served": _("限拆决定还没有送达，或者通告期限还没有届满。"),
    "structure.not_announced": _("限拆决定还没有公告。"),
    "structure.term_still_runs": _("期限到 %(until)s届满，现在还没有过。"),
    "structure.not_urged": _("政府还没有书面催告。"),
    "structure.no_remedy_pending": _("没有尚未终结的复议或者诉讼。"),
    "structure.remedy_pending": _("当事人已经申请复议或者起诉，待其终结。"),
    "structure.order_fell": _("限拆决定已被撤销。请撤销限期拆除决定，重新处理。"),
    "structure.too_early": _("复议、起诉期限还没有届满。最早 %(day)s可以强制拆除。"),
    "structure.no_forced_decision": _("没有区政府的强制拆除决定。"),
    "structure.not_stopped": _("还没有书面责令停止建设、自行拆除。"),
    "structure.not_refused": _("没有记录当事人拒不停止建设或者拒不拆除。"),
    "structure.at_once_is_doubtful": _(
        "本市规定正在搭建的立即强制拆除，行政强制法第四十四条没有这一例外。请法制人员裁定后实施。"
    ),
    "structure.at_night": _("现在是夜间，不得强制执行。情况紧急的，写明紧急情况。"),
    "structure.on_holiday": _(
        "今天是法定节假日（%(name)s），不得强制执行。情况紧急的，写明紧急情况。"
    ),
    "structure.property_not_told": _("还没有通知当事人取走财物。"),
    "structure.no_claim_term": _("保管的财物没有领取期限。请写今天以后的日期。"),
    "structure.no_evidence_kept": _("处置财物须留存证据。请附照片或者清单。"),
    "structure.unit_not_told": _(
        "当事人是国家工作人员，拒不拆除，还没有书面告知其所在单位或者监察机关。"
    ),
    "structure.no_public_servant": _("登记的当事人不是国家工作人员。"),
    "structure.other_area": _("拆除面积与现存面积 %(left)s 平方米不符。"),
    "structure.no_part": _("部分拆除的面积须大于零，小于现存面积 %(left)s 平方米。"),
    "structure.own_demolition": _("您参加了拆除，不能复核。请由其他人员复核。"),
    "structure.own_inspection": _("复核由您作出，须由另一人再核。"),
    "structure.no_look_owed": _("各次回头看都已完成。"),
    "structure.looks_owed": _("还有 %(n)s 次回头看没有完成。"),
    "structure.no_reporter": _("不是举报发现的，没有举报人可以反馈。"),
    "structure.answered_already": _("已经反馈举报人。"),
    "structure.cannot_be_voided": _("已经取证，而且没有认定为不属于违法建筑，不能作废。"),
    "structure.check_too_late": _("%(grade)s 级须定下次排查日期，在今天之后，不迟于 %(last)s。"),
    "structure.own_hazard": _("隐患由您发现或者登记整改，不能由您销号。请由其他人员销号。"),
    "structure.no_such_hazard": _("没有这一条尚未销号的隐患。"),
    "structure.hazard_not_rectified": _("隐患还没有登记整改，不能销号。"),
    "structure.no_such_thing": _("没有这一件尚在保管的财物。"),
    "structure.no_such_side": _("这一责任方还没有确定责任人。"),
    "structure.screening_waits": _("已有一份甄别待审批。"),
    "structure.no_screening_waits": _("没有待审批的甄别。"),
    "structure.own_screening": _("甄别由您提出，须由另一人审批。"),
    "structure.not_screened": _("没有批准“暂予保留”的甄别。"),
    "structure.new_is_not_retained": _("新增和反弹的不得保留。请在处置期限内拆除或者依法了结。"),
    "structure.forced_by_another_name": _("强制拆除不得以自拆、助拆、代拆登记。请登记“强制拆除”。"),
    "structure.forced_not_announced": _("强制拆除决定还没有公告。请先公告。"),
    "structure.half_a_position": _("经度、纬度须一并填写。"),
    "structure.no_outline": _("轮廓须至少有三个角点，围成一块面积。"),
    "structure.sides_open": _("还没有确定责任人：%(sides)s。"),
    "structure.no_such_pilot": _("没有这个正在开展的试点小区。"),
}
"""Code → msgid; ``doors`` registers them."""
