"""规则变更和导入: the legal section at work on the rules, and a list of parties that came in."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime, timedelta

from chengguan.core.exchange import services as exchange
from chengguan.core.lawbook import services as lawbook
from chengguan.core.lawbook.models import ChangeKind
from chengguan.core.lawbook.queries import BANK
from chengguan.core.lawbook.services import Proposed
from chengguan.core.work import rules
from chengguan.law.parameters import Force
from chengguan.web.demonstration.agenda import Story, desk_time
from chengguan.web.demonstration.town import Town

BEGINS_IN = timedelta(days=30)
"""Nothing that a visitor does today is judged by what begins then."""


class LawbookPlay:
    """One change confirmed by the second person, one that waits for him."""

    def __init__(self, town: Town, now: datetime) -> None:
        self.town, self.now = town, now

    def play(self) -> Story:
        first, second = self.town.people["legal"], self.town.people["legal.two"]
        yield (at := desk_time(self.now - timedelta(days=9), 20))
        explained = lawbook.propose(self._explanation(), by=first, at=at)
        yield (at := desk_time(self.now - timedelta(days=8), 45))
        lawbook.confirm(change=explained, remark="与案卷评查的要求一致。", by=second, at=at)
        yield (at := desk_time(self.now - timedelta(days=2), 30))
        lawbook.propose(self._look_back(), by=second, at=at)

    def _explanation(self) -> Proposed:
        return Proposed(
            ChangeKind.FORCE,
            "GD31",
            (self.now + BEGINS_IN).date(),
            source="区局法制工作会议纪要（虚构）",
            reason="评查发现裁量理由漏写较多，改为没有写明的不得作出决定。",
            force=str(Force.UNLAWFUL),
        )

    def _look_back(self) -> Proposed:
        return Proposed(
            ChangeKind.AMOUNT,
            "discretion.look_back",
            (self.now + BEGINS_IN).date(),
            source="本区裁量实施意见征求意见稿（虚构）",
            reason="再次违法的回溯期拟缩短为一年，等第二人确认。",
            number=1,
        )


class BankPlay:
    """Where fines are paid, said by two of the legal section before the year's first decision."""

    def __init__(self, town: Town, year: int) -> None:
        self.town, self.day = town, datetime(year, 1, 12, 9, 40, tzinfo=rules.ZONE)

    def play(self) -> Story:
        first, second = self.town.people["legal"], self.town.people["legal.two"]
        yield self.day
        bank = Proposed(
            ChangeKind.BANK,
            BANK,
            self.day.date() + timedelta(days=7),
            source="罚款代收协议（虚构）",
            reason="区财政部门确定的代收机构。",
            ruling="虚构银行长宁支行，虚构路 1 号",
        )
        row = lawbook.propose(bank, by=first, at=self.day)
        yield (at := self.day + timedelta(days=1))
        lawbook.confirm(change=row, remark="与代收协议一致。", by=second, at=at)


class ImportPlay:
    """A list of market stalls is brought in; two rows go back to whoever sent it."""

    HEAD = ("名称", "统一社会信用代码", "地址", "联系电话")
    ROWS = (
        ("虚构镇南菜场甲摊", "", "虚构菜场一号", "13900009001"),
        ("虚构镇南菜场乙摊", "", "虚构菜场二号", "13900009002"),
        ("虚构镇南菜场丙摊", "", "虚构菜场三号", ""),
        ("", "", "虚构菜场四号", "13900009004"),
        ("", "", "虚构菜场五号", "13900009005"),
    )

    def __init__(self, town: Town, now: datetime) -> None:
        self.town, self.now = town, now

    def play(self) -> Iterator[datetime]:
        yield (at := desk_time(self.now - timedelta(days=3), 15))
        text = io.StringIO()
        csv.writer(text).writerows([self.HEAD, *self.ROWS])
        job = exchange.receive(
            io.BytesIO(text.getvalue().encode("utf-8-sig")),
            name="菜场摊位名单.csv",
            key="parties",
            by=self.town.people["section"],
            at=at,
            source="虚构菜场",
        )
        exchange.start(job, at=at, queued=False)
        while (job := exchange.advance(job.pk, at=at, queued=False)).is_at_work:
            pass
