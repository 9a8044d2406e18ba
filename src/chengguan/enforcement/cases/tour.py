"""Steps four to seven of the tour: a case begins, is announced, reviewed, decided and verified."""

from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.snapshots import PRINTED
from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages.registry import TourStep, TourStop
from chengguan.core.work import tour
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.enforcement.cases.procedures import OFFICERS, SUMMARY
from chengguan.law.procedure import Procedure


def open_all() -> None:
    for step in STEPS:
        pages.tour(step)


def _begun(now: datetime) -> TourStop | None:
    """A case on which nobody has looked at the scene yet: two officers are still to be named."""
    return tour.to_do(_in(SUMMARY, "on_site"), "inspect", now, Role.OFFICER)


def _informed(now: datetime) -> TourStop | None:
    """Told, and within the days for a defence or for asking a hearing."""
    rows = _in(ORDINARY, "informed").order_by("-opened_at")
    return tour.to_see(rows[: tour.LOOKED_AT], OFFICERS, now)


def _reviewed(now: datetime) -> TourStop | None:
    """A case before a reviewer. Where none is left the step says so: to send the reader on to a
    leader who decides would contradict what it tells him to do."""
    return tour.to_do(_in(ORDINARY, "reviewing"), "pass_review", now, Role.LEGAL_REVIEWER)


def _decided(now: datetime) -> TourStop | None:
    """The newest decision whose sheet is set, and the page where everybody can verify it."""
    papers = CasePaper.objects.filter(
        state=CasePaper.State.TYPESET, title__contains="处罚决定书", matter__kind=SUMMARY.kind
    )
    paper = papers.select_related("matter").order_by("-issued_at").first()
    if paper is None:
        return None
    asked = urlencode({"digest": paper.snapshot_digest[:PRINTED]})
    public = f"{reverse('documents:verify', args=[paper.code])}?{asked}"
    return tour.to_see(
        [paper.matter],
        OFFICERS,
        now,
        lambda _matter: reverse("documents:paper", args=[paper.pk]),
        lambda _matter: ((_("扫码以后看到的公开核验页"), public),),
    )


def _in(procedure: Procedure, state: str) -> QuerySet[Matter]:
    return Matter.objects.filter(procedure=procedure.key, state=state)


STEPS = (
    TourStep(
        40,
        _("成为案件"),
        Role.OFFICER.label,
        _(
            "现场发现违法行为，案件从两名执法人员开始。先看「作出当场处罚决定」为什么还不能办，再点「现场检查」，只选一人试试。"
        ),
        (
            _("两名以上持证人员：少一人就办不了，写明行政处罚法条文"),
            _("没有检查、没有告知、没有听取申辩，也逐条写明"),
            _("由线索转来的案件，两边互相关联"),
        ),
        _begun,
    ),
    TourStep(
        50,
        _("告知、申辩和听证"),
        Role.OFFICER.label,
        _(
            "普通程序的案件已经告知拟处罚内容。看当事人的陈述申辩期和听证申请期各到哪一天，期满前为什么不能提交决定。"
        ),
        (
            _("听证申请期按工作日算，遇节假日顺延，每一步可查"),
            _("当事人的权利不算谁的逾期"),
            _("金额达到较大数额的，听证和法制审核自动成为必经步骤"),
        ),
        _informed,
    ),
    TourStep(
        60,
        _("法制审核与裁量"),
        Role.LEGAL_REVIEWER.label,
        _(
            "案件送到法制审核。对照七个方面看材料，看裁量档次和建议幅度，点「审核通过」或者逐段退回。"
        ),
        (
            _("裁量档次由记录里的情节得出，写明依据和幅度"),
            _("办案人不能审核自己的案件"),
            _("退回意见写在段落旁，留在记录里"),
        ),
        _reviewed,
    ),
    TourStep(
        70,
        _("决定书，谁都能核验"),
        Role.OFFICER.label,
        _(
            "处罚决定书已经编号、冻结、排版。打开看右下角的二维码，再打开公开核验页：不用登录，也看不到当事人。"
        ),
        (
            _("重印永远是同样的字节"),
            _("公开核验页只说：哪个机关、哪一天、第几号，是否仍然有效"),
            _("把摘要改一位再核验，就不相符"),
        ),
        _decided,
    ),
)
