"""Pages for what went wrong: what happened, what to do, and that nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.pages import registry

FRAMED, BARE = "pages/base.html", "pages/plain.html"


@dataclass(frozen=True, slots=True)
class Fault:
    title: object
    what: object
    do: object


FAULTS = {
    400: Fault(
        gettext_lazy("提交的内容读不出来"),
        gettext_lazy("系统没有收到完整、可读的内容，什么也没有改动。"),
        gettext_lazy("请返回上一页检查后再提交，已填的内容还在。"),
    ),
    403: Fault(
        gettext_lazy("您没有查看或办理此项的权限"),
        gettext_lazy("此项在您的授权范围之外，本次访问已留痕。"),
        gettext_lazy("如确需办理，请向承办单位或安全管理员申请授权。"),
    ),
    404: Fault(
        gettext_lazy("没有这个页面"),
        gettext_lazy("地址有误，或者此项不在您可见的范围内。"),
        gettext_lazy("请核对地址；要找事项，按编号、人或者地点搜索，或者从菜单进入（须先登录）。"),
    ),
    409: Fault(
        gettext_lazy("此项刚刚有了变动"),
        gettext_lazy("在您填写期间，别人已经办理了此项，您的提交没有生效。"),
        gettext_lazy("请返回查看最新情况后再办，已填的内容还在。"),
    ),
    500: Fault(
        gettext_lazy("系统出错了"),
        gettext_lazy("这是系统的问题，不是您的操作有误。没有办完的一步已全部撤回。"),
        gettext_lazy("请稍后再试；仍不行时把下面的时间告诉系统管理员。"),
    ),
}


def error_page(request: HttpRequest, status: int, what: str = "") -> HttpResponse:
    """The page of a fault; `what` says more exactly what happened."""
    context = content_of(status, what) | {"layout": layout_of(request)}
    return render(request, "pages/error.html", context, status=status)


def layout_of(request: HttpRequest) -> str:
    """The frame with its menu for whoever is signed in; a bare page for everybody else, and where
    the frame itself cannot be drawn."""
    try:
        return FRAMED if registry.frame_of(request).person else BARE
    except Exception:
        return BARE


def content_of(status: int, what: str = "") -> dict[str, object]:
    """The words of the page of a fault."""
    fault = FAULTS[status]
    return {
        "status": status,
        "title": fault.title,
        "what": what or fault.what,
        "do": fault.do,
        "home": _("返回首页"),
    }
