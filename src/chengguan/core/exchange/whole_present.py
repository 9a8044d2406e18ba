"""Whole lists as the shapes of the face: what is asked, the list of jobs, the page of one."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.exchange import whole
from chengguan.core.exchange.models import WholeJob, WholeState
from chengguan.core.notices.queries import worker_is_running
from chengguan.core.pages.shapes import (
    Choice,
    Column,
    Crumb,
    EmptyView,
    Fact,
    FactGroup,
    Filter,
    ListPage,
    NoticeView,
    Row,
    StateView,
    Tone,
)
from chengguan.core.pages.whole import WholeList, whole_list
from chengguan.core.pages.words import moment

TONES = {
    WholeState.DONE: Tone.DONE,
    WholeState.FAILED: Tone.OVERDUE,
    WholeState.CANCELLED: Tone.HELD,
}


def whole_asked(known: WholeList, error: str) -> dict[str, object]:
    return {
        "title": known.title,
        "crumbs": (Crumb(_("整表导出"), reverse("exchange:whole_jobs")), Crumb(str(known.title))),
        "error": NoticeView(error, Tone.OVERDUE) if error else None,
    }


def whole_jobs_page(jobs: Iterable[WholeJob], asked: Mapping[str, str]) -> ListPage:
    states = tuple(Choice(value, str(label)) for value, label in WholeState.choices)
    return ListPage(
        title=_("整表导出"),
        lead=_("一次请求装不下的列表在后台写成文件；只含您有权查看的行。"),
        columns=(
            Column("what", _("列表"), "word", "title"),
            Column("made", _("开始时间"), "moment", "line"),
            Column("state", _("状态"), "state", "state"),
            Column("done", _("已写行数"), "word", "line"),
        ),
        rows=tuple(_row(job) for job in jobs),
        filters=(Filter("state", _("状态"), choices=states, value=asked.get("state", "")),),
        empty=EmptyView(_("还没有导出过整个列表。在列表页点“导出整个列表”。")),
        crumbs=(Crumb(_("整表导出")),),
    )


def _row(job: WholeJob) -> Row:
    url = reverse("exchange:whole_job", args=[job.pk])
    return Row(str(job.pk), url, (_title(job), job.made_at, _state(job), str(job.done)))


def _title(job: WholeJob) -> str:
    return str(whole_list(job.listing).title)


def _state(job: WholeJob) -> StateView:
    state = WholeState(job.state)
    return StateView(str(state.label), TONES.get(state, Tone.NORMAL))


def whole_page(job: WholeJob, wall: datetime) -> dict[str, object]:
    """``wall``: by the clock on the wall, on which the worker runs."""
    is_running = job.state == WholeState.RUNNING
    is_there = job.state == WholeState.DONE and whole.path_of(job).exists()
    return {
        "job": job,
        "title": _title(job),
        "state": _state(job),
        "is_running": is_running,
        "file_url": reverse("exchange:whole_file", args=[job.pk]) if is_there else "",
        "remarks": _remarks(job, is_there, wall),
        "groups": (FactGroup(_("文件"), _facts(job)),),
        "crumbs": (Crumb(_("整表导出"), reverse("exchange:whole_jobs")), Crumb(_title(job))),
    }


def _remarks(job: WholeJob, is_there: bool, wall: datetime) -> list[NoticeView]:
    found = []
    if job.state == WholeState.RUNNING and not worker_is_running(wall):
        text = _("后台进程没有运行，任务会等到它启动后继续。请告知管理员。")
        found.append(NoticeView(text, Tone.WARNING))
    if job.problem:
        found.append(NoticeView(job.problem, Tone.OVERDUE))
    if job.state == WholeState.DONE and not is_there:
        days = whole.KEPT.days
        text = _("文件只保留 %(days)s 天，已经删除。请重新导出。") % {"days": days}
        found.append(NoticeView(text, Tone.HELD))
    return found


def _facts(job: WholeJob) -> tuple[Fact, ...]:
    return (
        Fact(_("已写行数"), str(job.done)),
        Fact(_("开始时间"), moment(job.made_at)),
        Fact(_("结束时间"), moment(job.finished_at) if job.finished_at else "—"),
    )
