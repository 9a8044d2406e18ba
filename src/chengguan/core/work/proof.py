"""The page of a record's proof, as shapes of the face."""

import json
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.journal.log import Inclusion
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    ActionView,
    Column,
    Crumb,
    Fact,
    FactGroup,
    ListPage,
    NoticeView,
    Row,
    StateView,
    Tone,
)
from chengguan.core.work import story
from chengguan.core.work.models import Matter
from chengguan.core.work.record import Checked, Record


def view(matter: Matter, record: Record, now: datetime) -> dict[str, object]:
    """The verdict first, then what it rests on, then every entry."""
    here, kind = reverse("work:record", args=[matter.pk]), matter.kind
    size = record.head.size if record.head else 0
    return {
        "page": ListPage(
            title=_("核验办理记录"),
            lead=_("核验时间 %(at)s") % {"at": words.moment(now)},
            columns=(
                Column("sequence", _("序号"), "text", "line"),
                Column("occurred", _("发生时间"), "moment", "line"),
                Column("act", _("操作"), "word", "title"),
                Column("who", _("经办"), "text", "line"),
                Column("hash", _("散列"), "code", "line"),
                Column("leaf", _("日志位次"), "text", "line"),
                Column("state", _("结论"), "state", "state"),
            ),
            rows=tuple(_row(checked, size) for checked in record.entries),
            actions=(ActionView("again", _("重新核验"), here, emphasis="primary"),),
            crumbs=(
                Crumb(str(pages.kind_title(kind)), pages.listing_url(kind)),
                Crumb(matter.number, reverse("work:matter", args=[matter.pk])),
                Crumb(_("核验办理记录")),
            ),
        ),
        "verdict": _verdict(record),
        "groups": (_grounds(record),),
        "path": record.proof.path if record.proof else (),
    }


def _verdict(record: Record) -> NoticeView:
    if not record.holds:
        return NoticeView(
            _("这一事项的办理记录与写入时不一致。请停止办理，通知审计管理员运行完整核验。"),
            Tone.OVERDUE,
            title=_("核验不符"),
        )
    if record.proof is None:
        return NoticeView(
            _("各条前后相接、内容未变；还没有被签署的检查点覆盖，稍后再来核验。"),
            Tone.WARNING,
            title=_("相符，待签署"),
        )
    return NoticeView(
        _("各条前后相接、内容未变，前 %(covered)d 条（共 %(all)d 条）已在签署的检查点之下。")
        % {"covered": record.under_head, "all": len(record.entries)},
        Tone.DONE,
        title=_("核验相符"),
    )


def _grounds(record: Record) -> FactGroup:
    head, inclusion = record.head, record.proof
    facts = [
        Fact(_("日志流"), _("完整") if record.is_whole else _("与登记的末条不符")),
        Fact(_("外部存证"), record.deposited or _("尚未存证")),
    ]
    if head and inclusion:
        covered = _("前 %(size)d 条，%(time)s 签署") % {
            "size": head.size,
            "time": words.moment(head.made_at),
        }
        facts += [
            Fact(_("检查点"), covered),
            Fact(_("包含证明"), _("第 %(index)d 位，%(steps)d 步到根") % _place(inclusion)),
            Fact(_("根散列"), head.root, wide=True),
        ]
    return FactGroup(_("核验依据"), tuple(facts))


def _place(inclusion: Inclusion) -> dict[str, int]:
    return {"index": inclusion.index, "steps": len(inclusion.path)}


def _row(checked: Checked, size: int) -> Row:
    entry = checked.entry
    said = json.loads(entry.body).get("values", {})
    leaf = "" if checked.leaf is None else str(checked.leaf)
    cells = (
        str(entry.sequence),
        entry.occurred_at,
        _(said.get("title") or entry.action),
        story.who(entry, said),
        f"{entry.hash[:8]} {entry.hash[8:16]} {entry.hash[16:24]}",
        leaf,
        _standing(checked, size),
    )
    return Row(key=str(entry.sequence), url="", cells=cells)


def _standing(checked: Checked, size: int) -> StateView:
    if not checked.is_intact:
        return StateView(_("内容被改动"), Tone.OVERDUE)
    if not checked.is_chained:
        return StateView(_("与前一条不相接"), Tone.OVERDUE)
    if checked.leaf is None or checked.leaf >= size:
        return StateView(_("相符，待签署"), Tone.WARNING)
    return StateView(_("相符，已签署"), Tone.DONE)
