"""Jobs as the shapes of the face: the list, the page of one, its progress."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.exchange import mapping, queries, services
from chengguan.core.exchange.models import Job, JobRow, JobState
from chengguan.core.exchange.shapes import Field, Importer, importer
from chengguan.core.notices.queries import worker_is_running
from chengguan.core.pages import masks
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    Crumb,
    EmptyView,
    Fact,
    FactGroup,
    Filter,
    ListPage,
    NoticeView,
    ProgressView,
    Row,
    StateView,
    StatTile,
    Tone,
)
from chengguan.core.pages.words import clauses, listed, moment

TONES = {
    JobState.DONE: Tone.DONE,
    JobState.FAILED: Tone.OVERDUE,
    JobState.CANCELLED: Tone.HELD,
    JobState.CHECKED: Tone.WARNING,
    JobState.MAPPING: Tone.WARNING,
}
LONGEST_SHOWN = 60


def state_of(job: Job) -> StateView:
    state = JobState(job.state)
    return StateView(str(state.label), TONES.get(state, Tone.NORMAL))


def jobs_page(jobs: Iterable[Job], offered: list[Importer], asked: Mapping[str, str]) -> ListPage:
    new = reverse("exchange:new")
    outs = [one for one in offered if one.give]
    return ListPage(
        title=_("导入导出"),
        lead=_("旧系统和 Excel 里的名单从这里进来：先试算，看过再导入；同一编号不会进来两次。"),
        columns=(
            Column("file", _("文件"), "text", "title"),
            Column("what", _("导入内容"), "word", "line"),
            Column("made", _("上传时间"), "moment", "line"),
            Column("state", _("状态"), "state", "state"),
            Column("done", _("已处理"), "word", "line"),
            Column("created", _("新增"), "word", "line"),
            Column("existing", _("已有"), "word", ""),
            Column("bad", _("有问题"), "word", "line"),
        ),
        rows=tuple(_row(job) for job in jobs),
        filters=(
            Filter(
                "importer",
                _("导入内容"),
                choices=tuple(Choice(one.key, str(one.title)) for one in offered),
                value=asked.get("importer", ""),
            ),
            Filter(
                "state",
                _("状态"),
                choices=tuple(Choice(value, str(label)) for value, label in JobState.choices),
                value=asked.get("state", ""),
            ),
        ),
        empty=EmptyView(_("还没有导入过。"), do=_("导入一份名单"), url=new),
        actions=(
            ActionView("new", _("导入"), new, emphasis="primary"),
            *(
                ActionView(
                    f"give_{one.key}",
                    _("导出%(what)s") % {"what": one.title},
                    reverse("exchange:give", args=[one.key, "xlsx"]),
                )
                for one in outs
            ),
        ),
    )


def _row(job: Job) -> Row:
    return Row(
        key=str(job.pk),
        url=reverse("exchange:job", args=[job.pk]),
        cells=(
            job.use.original_name,
            str(importer(job.importer).title),
            job.made_at,
            state_of(job),
            f"{job.done} / {job.total}",
            str(job.created),
            str(job.existing),
            str(job.bad + job.changed),
        ),
    )


def progress(job: Job, wall: datetime) -> dict[str, object]:
    """``wall``: by the clock on the wall, on which the worker runs."""
    label = _("试算") if job.state == JobState.CHECKING else _("导入")
    error = queries.last_error(job)
    remarks = []
    if job.is_at_work and not worker_is_running(wall):
        text = _("后台进程没有运行，任务会等到它启动后继续。请告知管理员。")
        remarks.append(NoticeView(text, Tone.WARNING))
    if error:
        text = _("后台处理遇到问题，会自动再试：%(error)s") % {"error": error}
        remarks.append(NoticeView(text, Tone.WARNING))
    return {
        "job": job,
        "bar": ProgressView(job.done, job.total, label),
        "remarks": remarks,
    }


def job_page(job: Job, wall: datetime) -> dict[str, object]:
    known = importer(job.importer)
    is_trial = job.state == JobState.CHECKED
    shown = services.SHOWN
    rows = queries.first_rows(job, shown) if is_trial else queries.problem_rows(job, shown)
    return {
        **progress(job, wall),
        "title": known.title,
        "state": state_of(job),
        "tiles": _tiles(job, is_trial),
        "groups": (_facts(job),),
        "notices": _notices(job, is_trial),
        "list": _rows(job, known, rows, is_trial) if rows else None,
        "is_trial": is_trial,
        "has_failed": job.state == JobState.FAILED,
        "has_problems": bool(job.bad + job.changed),
        "crumbs": (Crumb(_("导入导出"), reverse("exchange:jobs")), Crumb(job.use.original_name)),
    }


def _tiles(job: Job, is_trial: bool) -> tuple[StatTile, ...]:
    whole = _("共 %(n)s 行") % {"n": job.total}
    new = _("将新增") if is_trial else _("新增")
    tiles = (
        StatTile(new, job.created, denominator=whole),
        StatTile(_("已有"), job.existing, note=_("编号相同、内容相同，不再导入")),
        StatTile(
            _("编号已有、内容不同"),
            job.changed,
            tone=Tone.WARNING if job.changed else None,
            note=_("不改动已有的，退回核对"),
        ),
        StatTile(_("有问题"), job.bad, tone=Tone.OVERDUE if job.bad else None),
    )
    return tiles


def _facts(job: Job) -> FactGroup:
    known, titles = importer(job.importer), services.titles_of(job)
    used = clauses(
        f"{known.field(name).title} ← {titles[column]}"
        for name, column in services.columns(job).items()
        if column < len(titles)
    )
    left = [t for n, t in enumerate(titles) if n not in services.columns(job).values() and t]
    return FactGroup(
        _("文件"),
        (
            Fact(_("文件"), job.use.original_name, source=True),
            Fact(_("来源"), job.source or "—", source=True),
            Fact(_("受理单位"), job.organ.name if job.organ else "—", source=True),
            Fact(_("上传时间"), moment(job.made_at)),
            Fact(_("结束时间"), moment(job.finished_at) if job.finished_at else "—"),
            Fact(_("SHA-256 校验值"), job.use.file.sha256[:16]),
            Fact(_("列"), used, wide=True, source=True),
            Fact(_("没有取用的列"), listed(left) or "—", wide=True, source=True),
        ),
    )


def _notices(job: Job, is_trial: bool) -> list[NoticeView]:
    found = []
    if is_trial:
        text = _("这是试算，还没有写入任何数据。核对下面的结果，再确认导入。")
        found.append(NoticeView(text, Tone.WARNING))
    if job.problem:
        found.append(NoticeView(job.problem, Tone.OVERDUE))
    if job.state == JobState.CANCELLED and job.done:
        text = _("已取消。取消前已导入的保留；同一文件可以再导入，不会重复。")
        found.append(NoticeView(text, Tone.HELD))
    return found


def _rows(job: Job, known: Importer, rows: list[JobRow], is_trial: bool) -> ListPage:
    """The rows as they would be taken, each with what would become of it."""
    chosen = services.columns(job)
    fields = [field for field in known.fields if field.name in chosen][:6]
    words = {
        "created": StateView(_("新增"), Tone.NORMAL),
        "existing": StateView(_("已有"), Tone.HELD),
        "changed": StateView(_("内容不同"), Tone.WARNING),
        "bad": StateView(_("有问题"), Tone.OVERDUE),
    }
    title = _("前 %(n)s 行的试算结果") if is_trial else _("没有导入的行（前 %(n)s 行）")
    return ListPage(
        title % {"n": services.SHOWN},
        columns=(
            Column("line", _("行号"), "word", "line"),
            Column("state", _("结果"), "state", "state"),
            Column("note", _("原因"), "text", "line"),
            *(
                Column(field.name, str(field.title), _kind(known, field), "line" if n else "title")
                for n, field in enumerate(fields)
            ),
        ),
        rows=tuple(
            Row(
                str(row.number),
                "",
                (
                    str(row.number),
                    words[row.state],
                    masks.mask_numbers(row.note),
                    *(_shown(said.get(field.name, ""), known, field) for field in fields),
                ),
            )
            for row in rows
            for said in (mapping.values(services.cells_of(row), chosen),)
        ),
    )


def _kind(known: Importer, field: Field) -> str:
    """A number stands on one line."""
    return "number" if field.name == known.number else "text"


def _shown(text: str, known: Importer, field: Field) -> str:
    """Numbers of people masked, what is long cut; the number that the source gave tells one row
    from another and stands whole."""
    if field.name == known.number:
        return _short(text)
    whole = {"phone": masks.mask_phone, "identifier": masks.mask_id_card}
    return _short(whole.get(field.kind, masks.mask_numbers)(text))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
