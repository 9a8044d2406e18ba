"""The sentences behind the codes that limits and heads answer with."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "spending.over": _(
        "超过限额（%(ref)s）：限额 %(limit)s，已经用了 %(total)s，这次 %(amount)s。请减少金额。"
    ),
    "spending.too_often": _("超过次数（%(ref)s）：一年至多 %(cap)s 次，加上这次是 %(times)s 次。"),
    "spending.too_soon": _("间隔不够（%(ref)s）：%(years)s 个年度内一次，另一次在 %(other)s。"),
    "spending.had_it": _("已经有过一次（%(ref)s）：在 %(other)s。"),
    "spending.other_union": _("%(year)s 年已经在另一家工会享受（%(ref)s）。请由那家工会发放。"),
    "spending.meals": _(
        "餐费 %(amount)s 超过实际支出 %(total)s 的 %(percent)s%%（%(ref)s）。请减少餐费。"
    ),
    "spending.too_long": _("时间过长（%(ref)s）：至多 %(cap)s 天，写的是 %(days)s 天。"),
    "spending.form": _("这个项目不能用这种发放形式（%(ref)s）。请另选形式。"),
    "spending.fund": _("这个项目不能用这种经费来源（%(ref)s）。请另选来源。"),
    "spending.occasion": _("不是法定的年节（%(ref)s）。请选择规定的节日。"),
    "spending.recipient": _("这个项目不能发给这类人员（%(ref)s）。"),
    "spending.file_lacking": _("缺少规定的材料（%(ref)s）。请先补上。"),
    "spending.place_unsaid": _("没有写明是否在本市（%(ref)s）。请写明地点。"),
    "spending.outside_shanghai": _("不在本市（%(ref)s）。请改在本市。"),
    "spending.cause_unsaid": _("没有写明是哪一次（%(ref)s），无法核对限额。请写明事由。"),
    "spending.never": _("工会经费不得用于这一项（%(ref)s）。"),
    "funds.head_lacks": _("预算科目余额不足，还差 %(amount)s。请减少金额，或者先调整预算。"),
    "funds.unknown_item": _("没有这个经费项目。请从列表中选择。"),
    "funds.head_not_needed": _("行政负担或者个人自付的不占用工会预算，不必选预算科目。"),
    "funds.no_head": _("没有选预算科目。请先选择；没有可选的，请先录入并确认预算科目。"),
    "funds.head_not_confirmed": _("预算科目还没有确认，不能支出。请先由另一人确认。"),
    "funds.other_union": _("预算科目属于另一家工会。请选择付款工会的科目。"),
    "funds.other_head": _("这个预算科目不承担这个项目。请选择相应的支出科目。"),
}
"""Code → msgid; ``doors`` registers them."""
