"""The sentences behind the codes of the common acts (msgids; English in the catalogue)."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "work.cosign_is_open": _("正在征求%(names)s的意见，答复或者撤销加签之后才能审批。"),
    "work.one_receiver": _("请选定一名接手人或者一个角色。"),
    "work.role_cannot_receive": _("本单位没有人以这一角色办理当前环节。请另选角色或者人员。"),
    "work.same_hands": _("移交人和接手人都是%(name)s。请另选一人。"),
    "work.has_it_already": _("事项已经在%(name)s手上。请另选一人。"),
    "work.cannot_receive": _(
        "%(name)s在当前环节没有可以办理的操作，或者不能查看本事项。请另选一人。"
    ),
    "work.not_in_my_hands": _("事项不在您手上，不能转办。"),
    "work.giver_has_it_not": _("事项不在%(name)s手上，不能由其移交。"),
    "work.nobody_asked": _("请至少选一个人征求意见。"),
    "work.asked_already": _("正在征求%(name)s的意见，不必再次征求。"),
    "work.may_not_know": _("%(name)s不能查看这一密级的事项，不能向其征求意见。"),
    "work.nothing_asked_by_me": _("没有您提出、尚未答复的加签、会签。"),
    "work.no_such_entry": _("没有这一条记录。请从列表中选择。"),
    "work.acted_upon": _("送出之后已经有人办理，不能撤回。需要改的请办理人退回。"),
    "work.sent_by_another": _("只有送出人可以撤回。"),
}
