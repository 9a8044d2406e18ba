"""One's own notices."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chengguan.core.notices import services
from chengguan.core.notices.models import Notice
from chengguan.core.notices.queries import NoticePage, notices_of, worker_is_running
from chengguan.core.org.access import signed_in
from chengguan.core.org.requests import Request
from chengguan.core.pages import words
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)

READ = {"read": True, "unread": False}


@require_GET
@signed_in
def notices(request: Request) -> HttpResponse:
    state = request.GET.get("state", "")
    found = notices_of(
        request.person.pk,
        is_read=READ.get(state),
        after=_cursor(request, "after"),
        before=_cursor(request, "before"),
    )
    return render(request, "pages/list.html", {"page": _page(found, state)})


@require_POST
@signed_in
def mark_read(request: Request) -> HttpResponse:
    """The ticked ones, or all of one's own."""
    if request.POST.get("act") == "all":
        services.mark_all_read(person_id=request.person.pk, at=request.now)
    else:
        ticked = [key for key in map(row_key, request.POST.getlist("row")) if key]
        services.mark_read(person_id=request.person.pk, notice_ids=ticked, at=request.now)
    return redirect("notices:list")


def _cursor(request: Request, name: str) -> int | None:
    return row_key(request.GET.get(name, ""))


def _page(found: NoticePage, state: str) -> ListPage:
    runs = worker_is_running(timezone.now())
    return ListPage(
        _("通知提醒"),
        columns=(
            Column("title", _("标题"), card="title"),
            Column("created_at", _("发出时间"), kind="moment", card="line"),
            Column("state", _("状态"), kind="state", card="state"),
        ),
        rows=tuple(_row(notice) for notice in found.notices),
        filters=(
            Filter(
                "state",
                _("状态"),
                choices=(Choice("unread", _("未读")), Choice("read", _("已读"))),
                value=state if state in READ else "",
            ),
        ),
        older=found.older,
        newer=found.newer,
        batch=(
            ActionView("read", _("标为已读"), reverse("notices:mark_read"), method="post"),
            ActionView("all", _("全部标为已读"), reverse("notices:mark_read"), method="post"),
        ),
        batch_url=reverse("notices:mark_read"),
        note=""
        if runs
        else _("后台未运行：新的通知暂不会送来，请系统管理员启动 chengguan worker。"),
    )


def _row(notice: Notice) -> Row:
    """A confidential one says only that there is something."""
    title = words.aside(notice.title, notice.body)
    if notice.is_confidential:
        title = _("保密事项有新情况")
    read = StateView(_("已读"), Tone.DONE) if notice.read_at else StateView(_("未读"), Tone.WARNING)
    return Row(str(notice.pk), notice.link, (title, notice.created_at, read))
