"""The first three steps of the tour: a complaint comes in, is sent on, and is looked at."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages.registry import TourStep, TourStop
from chengguan.core.work import tour
from chengguan.core.work.models import Matter
from chengguan.enforcement.leads.procedures import HOTLINE


def open_all() -> None:
    for step in STEPS:
        pages.tour(step)


def _received(now: datetime) -> TourStop | None:
    return tour.to_do(_in("received"), "dispatch", now, Role.DISPATCHER)


def _dispatched(now: datetime) -> TourStop | None:
    return tour.to_do(_in("dispatched"), "sign", now, Role.SQUAD_LEADER)


def _contacted(now: datetime) -> TourStop | None:
    return tour.to_do(_in("handling"), "check_on_site", now, Role.OFFICER)


def _in(state: str) -> QuerySet[Matter]:
    return Matter.objects.filter(procedure=HOTLINE.key, state=state)


STEPS = (
    TourStep(
        10,
        _("接到投诉"),
        Role.DISPATCHER.label,
        _("热线转来一件投诉。看清诉求、地点和时限，点「派单」，系统已按事项和权责建议承办单位。"),
        (
            _("诉求人姓名、电话被封存，谁调阅都留痕"),
            _("时限可以展开：从哪一刻起算、按哪条规定、每一步怎么算"),
            _("派给建议以外的单位，要写理由"),
        ),
        _received,
    ),
    TourStep(
        20,
        _("签收，时限在走"),
        Role.SQUAD_LEADER.label,
        _("派来的单子在您的中队等签收。点「签收」，指定承办人；不归本队的可以退单并写明依据。"),
        (
            _("右侧时限：还有多久、从哪一刻起算、哪一条规定"),
            _("签收以后，下一个时限（先行联系）开始走"),
            _("不能点的按钮写明为什么，附条文"),
        ),
        _dispatched,
    ),
    TourStep(
        30,
        _("到现场"),
        Role.OFFICER.label,
        _(
            "已经联系过诉求人，现在去现场。点「现场核查」：两名持证人员、照片、核查结果，手机上一只手就能填。"
        ),
        (
            _("只填一人会被拒绝，写明条文"),
            _("照片先在本机算出散列再上传，原件不动"),
            _("发生时间和录入时间分开记，晚录要写理由"),
        ),
        _contacted,
    ),
)
