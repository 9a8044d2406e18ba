"""卷宗: asked for in a request, bound by the worker, told to whoever asked.

The archive number is taken when the dossier of a closed matter is first asked for: year of closing
and place in that year, without gaps. Before that the cover says that the file is not archived.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from uuid_utils.compat import uuid7

from chengguan.core.documents import binding
from chengguan.core.documents.dossier_plans import Plan, archive_number, plan_of
from chengguan.core.documents.errors import PaperRefused, TypesettingFailed
from chengguan.core.documents.models import Dossier
from chengguan.core.documents.writing import bind, hold, record
from chengguan.core.files import services as files
from chengguan.core.files.models import FileUse
from chengguan.core.notices import services as notices
from chengguan.core.notices.outbox import enqueue
from chengguan.core.org.models import Person
from chengguan.core.work.acting import Actor, system
from chengguan.core.work.models import Matter

KIND = "dossier"
BINDER = system("documents")


class NoDossier(PaperRefused):
    code = "documents.no_dossier"

    def __init__(self) -> None:
        super().__init__(gettext("这类事项不装订卷宗。"))


class StillBinding(PaperRefused):
    code = "documents.still_binding"

    def __init__(self) -> None:
        super().__init__(gettext("卷宗正在装订，请稍候。装订好会有提醒。"))


def newest(matter: Matter) -> Dossier | None:
    rows = Dossier.objects.filter(matter=matter).select_related("main__file", "internal__file")
    return rows.order_by("-pk").first()


@transaction.atomic
def ask(matter: Matter, *, by: Actor, at: datetime) -> Dossier:
    """Ask the worker for the dossier as it stands. Raises ``NoDossier``, ``StillBinding``."""
    plan = plan_of(matter)
    if plan is None or by.person_id is None:
        raise NoDossier
    hold(matter)
    before = newest(matter)
    if before and before.state == Dossier.State.ASKED:
        raise StillBinding
    dossier = Dossier.objects.create(
        matter=matter,
        number=_number(matter, plan),
        retention=plan.retention,
        asked_by=Person.objects.get(pk=by.person_id),
        asked_at=at,
    )
    record(
        matter,
        "dossier.ask",
        gettext_noop("装订卷宗"),
        by=by,
        at=at,
        rows=[dossier],
        number=dossier.number,
    )
    enqueue(act=uuid7(), kind=KIND, payload=str(dossier.pk), at=at)
    return dossier


def _number(matter: Matter, plan: Plan) -> str:
    """2026-0007: kept once given, empty while the matter is open."""
    if plan.number:
        return plan.number
    given = Dossier.objects.filter(matter=matter).exclude(number="").first()
    if given:
        return given.number
    if matter.is_open or matter.closed_at is None:
        return ""
    year = timezone.localtime(matter.closed_at).year
    return archive_number(plan.archive.pk, year)


def bind_asked(pk: int, at: datetime) -> None:
    """Bind a dossier that was asked for; twice does nothing more. What fails is said, not tried
    again: the same pages would fail again."""
    dossier = Dossier.objects.select_related("matter__organ", "matter__party").get(pk=pk)
    plan = plan_of(dossier.matter)
    if dossier.state != Dossier.State.ASKED or plan is None:
        return
    try:
        volumes = binding.bound(dossier, plan, at)
    except (TypesettingFailed, OSError) as error:
        dossier.problem = str(error)[:300]
        volumes = {}
    with transaction.atomic():
        hold(dossier.matter)
        _finish(dossier, volumes, at)


def _finish(dossier: Dossier, volumes: dict[str, binding.Volume], at: datetime) -> None:
    uses: dict[str, FileUse] = {
        name: files.store(volume.open(), name=volume.name, by=None, at=at, subject_kind="dossier")
        for name, volume in volumes.items()
    }
    dossier.main, dossier.internal = uses.get("main"), uses.get("internal")
    dossier.pages = sum(volume.pages for volume in volumes.values())
    dossier.state = Dossier.State.READY if volumes else Dossier.State.FAILED
    dossier.save()
    kept = [bind(dossier.matter, use, "dossier.bound", at) for use in uses.values()]
    record(
        dossier.matter,
        "dossier.bound",
        gettext_noop("卷宗装订完成") if volumes else gettext_noop("卷宗未能装订"),
        by=BINDER,
        at=at,
        rows=[dossier, *kept],
        pages=dossier.pages,
        sha256={name: use.file.sha256 for name, use in uses.items()},
    )
    notices.notify(
        person_id=dossier.asked_by_id,
        title=gettext("卷宗已装订") if volumes else gettext("卷宗未能装订"),
        body=f"{dossier.matter.number}",
        link=reverse("documents:dossier", args=[dossier.matter_id]),
        matter=dossier.matter_id,
        at=at,
        source=f"dossier:{dossier.pk}",
    )
