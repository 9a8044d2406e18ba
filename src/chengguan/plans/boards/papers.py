"""通报 on paper: the red head, the numbers, each unit, each item; made of the rows it keeps."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from chengguan.core.documents.registry import Field, Template
from chengguan.core.pages.words import paper_day
from chengguan.core.work.act import Act
from chengguan.core.work.figure_words import NOTHING, percent_words
from chengguan.core.work.figures import plain
from chengguan.plans.boards import telling
from chengguan.plans.boards.models import (
    Bulletin,
    BulletinFigure,
    BulletinLine,
    BulletinUnit,
)
from chengguan.plans.boards.procedures import PAPER

TYPST = Path(__file__).with_name("typst")
HEADINGS = ["单位", "任务", "已销号", "逾期完成", "逾期", "预警", "缺报", "进度"]
ITEM_HEADINGS = ["编号", "任务", "承办单位", "状态", "期限", "进度"]
FIGURE_HEADINGS = ["指标", "数值", "分子 / 分母"]


def values(act: Act) -> Mapping[str, Field]:
    """From the rows that this very act writes, so that sheet and rows cannot differ."""
    bulletin = next(row for row in act.rows if isinstance(row, Bulletin))
    units = [row for row in act.rows if isinstance(row, BulletinUnit)]
    lines = [row for row in act.rows if isinstance(row, BulletinLine)]
    figures = [row for row in act.rows if isinstance(row, BulletinFigure)]
    return {
        "name": bulletin.plan.title,
        "stood": paper_day(bulletin.stood_at),
        "body": _body(bulletin, units, lines),
        "headings": HEADINGS,
        "units": [_unit(row) for row in units],
        "figure_headings": FIGURE_HEADINGS,
        "figures": [[row.title, row.value, f"{row.met} / {row.counted}"] for row in figures],
        "item_headings": ITEM_HEADINGS,
        "late": [_line(row) for row in lines if row.is_late],
        "risk": [_line(row) for row in lines if row.is_at_risk and not row.is_late],
        "items": [_line(row) for row in lines],
    }


def _body(bulletin: Bulletin, units: list[BulletinUnit], lines: list[BulletinLine]) -> list[str]:
    total, weights = sum(row.items for row in units), bulletin.weights
    progress = telling.kept_share(bulletin.reached, weights)
    late = sum(row.is_late for row in lines)
    said = [
        f"截至{paper_day(bulletin.stood_at)}，列入计划的任务{total}项（含分解任务），"
        f"涉及{len(units)}个单位；已销号{sum(row.closed for row in units)}项，"
        f"其中逾期完成{sum(row.closed_late for row in units)}项；未完成的逾期{late}项，"
        f"预警{sum(row.at_risk for row in units)}项，"
        f"进展报告缺报{sum(row.missing for row in units)}份。",
        f"计划总进度{percent_words(progress)}，按任务权重平均"
        f"（权重合计{weights}，已完成{plain(Fraction(bulletin.reached))}）。",
        f"领导批示督办在办{bulletin.tasks}件，其中逾期{bulletin.tasks_late}件。",
    ]
    return [*said, *[line for line in bulletin.remark.splitlines() if line.strip()]]


def _unit(row: BulletinUnit) -> list[str]:
    progress = telling.kept_share(row.reached, row.weights)
    counts = (row.items, row.closed, row.closed_late, row.late, row.at_risk, row.missing)
    return [row.name, *map(str, counts), percent_words(progress)]


def _line(row: BulletinLine) -> list[str]:
    mark = "（逾期）" if row.is_late else "（曾逾期）" if row.was_late else ""
    due = f"{row.due_on.year}-{row.due_on:%m-%d}" if row.due_on else NOTHING
    return [row.path, row.title, row.unit, row.state + mark, due, percent_words(row.progress)]


BULLETIN_PAPER = Template(
    key=PAPER,
    title="进度通报",
    path=TYPST / "bulletin.typ",
    fields=values,
    number_pattern="{prefix}通〔{year}〕{seq}号",
    required=("name", "stood", "items"),
    labels={"name": "计划", "stood": "截至日期", "items": "任务"},
    copies=("送达单位", "存档"),
)
