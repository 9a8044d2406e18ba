"""督办单: the leader's words to one addressee, with the day of reply, to print and to sign."""

from collections.abc import Mapping

from chengguan.core.documents.registry import Field
from chengguan.core.documents.shapes import Paper
from chengguan.core.org.models import Organ
from chengguan.core.pages.words import paper_day
from chengguan.core.work.act import Act
from chengguan.plans.instructions.models import SupervisedTask
from chengguan.plans.instructions.procedures import SIGN, SUPERVISION_ORDER


def values(act: Act) -> Mapping[str, Field]:
    """What the record says of the task that this act issues. Paper is Chinese in every language;
    what the instruction is about stands on no paper: not everybody may know of it."""
    task = next(row for row in act.rows if isinstance(row, SupervisedTask))
    instruction = task.instruction
    signing = next(clock for clock in act.clocks if clock.ref == SIGN.ref)
    return {
        "to": task.person.name if task.person else act.matter.organ.name,
        "unit": act.matter.organ.name,
        "leader": instruction.given_by.name,
        "given_on": paper_day(act.at.occurred),
        "instruction": instruction.matter.number,
        "task": act.matter.number,
        "words": [line for line in instruction.words.splitlines() if line.strip()],
        "due": paper_day(instruction.due_on),
        "sign_by": paper_day(signing.due_at),
    }


def issuer(act: Act) -> Organ:
    """The organ in whose name the leader instructed, or the nearest above that numbers papers."""
    instruction = next(row for row in act.rows if isinstance(row, SupervisedTask)).instruction
    organ = instruction.matter.organ
    above = Organ.objects.filter(pk__in=organ.ancestor_ids).exclude(number_prefix="")
    return max(above, key=lambda one: len(one.ancestor_ids), default=organ)


ORDER = Paper(
    "notice",
    key=SUPERVISION_ORDER,
    title="督办单",
    values=values,
    says={
        "about": (
            ("督办编号", "{task}"),
            ("批示编号", "{instruction}"),
            ("批示人", "{leader}"),
            ("批示日期", "{given_on}"),
            ("承办单位", "{unit}"),
            ("答复期限", "{due}"),
        ),
        "to": "{to}",
        "body": (
            "现将领导批示转你处办理：",
            "{words}",
            "请于{sign_by}前签收，于{due}（含当日）前书面反馈办理情况；不能按期办结的，"
            "在期限届满前说明理由并申请延期。",
        ),
        "signers": ("签收人",),
    },
    number_pattern="{prefix}督〔{year}〕{seq}号",
    required=("to", "leader", "words", "due"),
    labels={
        "to": "督办对象",
        "leader": "批示人",
        "words": "批示内容",
        "due": "答复期限",
        "unit": "承办单位",
        "task": "督办编号",
        "instruction": "批示编号",
        "given_on": "批示日期",
        "sign_by": "签收期限",
    },
    copies=("承办单位", "督察", "存档"),
    issuer=issuer,
)


def as_paragraphs(said: Mapping[str, object]) -> list[str]:
    """The frozen words of an order as the paragraphs of an Office document."""
    fields = said["fields"]
    assert isinstance(fields, Mapping)
    about = [f"{label}：{value}" for label, value in fields.get("about", ())]
    return [
        str(said["number"]),
        *about,
        f"{fields.get('to', '')}：",
        *fields.get("body", ()),
        str(said["issuer"]),
        str(said["issued_on"]),
    ]
