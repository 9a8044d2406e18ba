"""The sentences behind the codes that the guards of benefits answer with."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "benefit.other_fee": _(
        "每人保费写的是 %(amount)s，已读到的条款（旧文本）是 %(limit)s。请核对本年度条款。"
    ),
    "benefit.round_runs": _("批次 %(number)s 还没有办结。请先办结或者取消，再准备下一批。"),
    "benefit.before_cut_off": _("截止日是 %(on)s，还没有到。请到那一天再办。"),
    "benefit.not_checked": _("还没有核对名单。请先核对，看过差别再确认。"),
    "benefit.nobody_to_enrol": _("核对的名单里没有可以参保的人。请更正会员登记后重新核对。"),
    "benefit.other_list": _("名单在您打开页面以后重新核对过。请返回查看最新的差别，再确认。"),
    "benefit.covered_since": _("核对以后，名单里有 %(n)s 人已经参保。请重新核对名单。"),
    "benefit.unanswered": _("还有 %(n)s 人没有承保回执。请先登记回执，或者移出名单。"),
    "benefit.accepted": _("承保单位已承保 %(n)s 人，不能取消批次。"),
    "benefit.not_listed": _("不在本批次待承保的名单上，或者已经有了回执。请核对。"),
    "benefit.in_the_future": _("%(on)s还没有到。请改为今天或者以前。"),
    "benefit.too_early": _("%(on)s早于%(first)s，先后不对。请核对日期。"),
    "benefit.no_cover": _("出险那一天（%(on)s）没有已承保的保障。请核对出险日期和保障项目。"),
    "benefit.over_the_cap": _("超过本保障期还可以赔付的 %(left)s：写的是 %(amount)s。请核对金额。"),
}
"""Code → msgid; ``doors`` registers them."""
