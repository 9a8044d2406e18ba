"""Who owes it: names as written, from a column, a bracket or a phrase; proposals with their place.

Names are only taken apart, never looked up: one of them may be outside the organ.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Share(StrEnum):
    """What a named unit has to do with it."""

    OWNER = "owner"
    """Named without saying more (责任单位, 负责部门)."""
    LEAD = "lead"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Owner:
    """A unit as written, with its place in the text it was read from."""

    name: str
    share: Share
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CoUnit:
    """Units a phrase of the sentence names beside the owner, with the place of the phrase."""

    names: tuple[str, ...]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """What labels of a text say (责任单位：…；完成时限：…)."""

    owners: tuple[Owner, ...]
    times: tuple[tuple[int, int], ...]
    """Where the words of the times stand."""
    start: int
    """Where the first label stands; -1 without any."""


_PARTING = re.compile(r"[、，,;；/\s]+")
# 各委、办、局 is one name.
_NAME = re.compile(r"(?:[^、，,;；/\s（(]*委、办、局|[^、，,;；/\s（(]+)(?:[（(][^（）()]*[）)])?")
_LEADS = re.compile(r"[（(]\s*(?:牵头|主办|主责)(?:单位|部门)?\s*[）)]")
_PARTNERS = re.compile(r"[（(]\s*(?:配合|协办|协同|参与)(?:单位|部门)?\s*[）)]")
_LABEL = re.compile(
    r"(?P<lead>(?:牵头|主办)(?:责任)?(?:单位|部门|科室|处室|人|领导)?)\s*[:：]"
    r"|(?P<partner>(?:配合|协办|协同|参与)(?:责任)?(?:单位|部门|科室|处室|人)?)\s*[:：]"
    r"|(?P<owner>(?:责任|负责|承办|实施|落实)(?:单位|部门|科室|处室|人|主体))\s*[:：]"
    r"|(?P<time>(?:计划|完成|办结|时间|工作|实施|推进)?(?:时限|时间|期限|节点|进度|要求时间))\s*[:：]"
)
_VALUE = re.compile(r"[^；;。）)】\]\n]*")


def owners(text: str, share: Share = Share.OWNER, offset: int = 0) -> tuple[Owner, ...]:
    """The units a cell or a label names.

    >>> [owner.name for owner in owners("局工会、 机关工会 组织人事处（牵头）")]
    ['局工会', '机关工会', '组织人事处']
    """
    found = []
    for named in _NAME.finditer(text):
        written, said = named[0], share
        if _LEADS.search(written):
            said = Share.LEAD
        elif _PARTNERS.search(written):
            said = Share.PARTNER
        name = _PARTNERS.sub("", _LEADS.sub("", written)).strip("：: 。.（()）")
        if name and name not in ("等", "-", "—", "无"):
            found.append(Owner(name, said, offset + named.start(), offset + named.end()))
    return tuple(found)


def cell_owners(text: str) -> tuple[Owner, ...]:
    """Of a cell, with labels in it (牵头：甲；配合：乙) or without."""
    said = assignment(text)
    return said.owners if said.owners else owners(text)


def assignment(text: str) -> Assignment:
    """What the labels of a text say; one label ends where the next begins."""
    labels = list(_LABEL.finditer(text))
    found: list[Owner] = []
    times: list[tuple[int, int]] = []
    for place, label in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        value = _VALUE.match(text, label.end(), end)
        if value is None:
            continue
        if label["time"]:
            times.append((value.start(), value.end()))
            continue
        share = Share.LEAD if label["lead"] else Share.PARTNER if label["partner"] else Share.OWNER
        found += owners(value[0], share, value.start())
    return Assignment(tuple(found), tuple(times), labels[0].start() if labels else -1)


def is_assignment(text: str) -> bool:
    """Whether the text says nothing else: it begins with a label, in brackets or not."""
    return bool(_LABEL.match(text.lstrip("（([【 ")))


# -- phrases ---------------------------------------------------------------------------

_UNIT = (
    r"(?:局|委|办|处|科|队|部|部门|单位|街镇|街道|乡镇|镇|公司|企业|组|中心|机构|院|所|会|"
    r"学校|社区)"
)
_WORD = r"[\u4e00-\u9fff（）()A-Za-z0-9]"
# Bounded, so that no text however long makes the search slow.
_LIST = r"[\u4e00-\u9fff（）()A-Za-z0-9、]{1,60}?"
_MORE = rf"(?:(?:、|及|和|与|以及){_WORD}{{1,12}}?{_UNIT}){{0,3}}"
_ETC = r"等(?:相关|有关|职能|各)*(?:部门|单位|街镇|条线|机构|力量|方面)"
_AFTER = (
    r"(?=[，,；;。）)]|的|制定|开展|做好|推进|推动|建立|组织|实施|对|共同|联合|联动|协同|协作|完善|落实|"
    r"加强|健全|研究|探索|$)"
)
_PHRASES = (
    re.compile(rf"(?:会同|协同|联合|商请|联动|配合)(?P<names>{_LIST}){_ETC}(?P<more>{_MORE})"),
    re.compile(rf"(?:会同|协同|联合|商请|配合)(?P<names>{_LIST}{_UNIT}(?P<more>{_MORE})){_AFTER}"),
    re.compile(
        rf"(?:加强|强化|完善|健全|深化|建立)?(?<!参)与(?P<names>(?:{_LIST}){_UNIT})(?P<more>)(?:{_ETC})?"
        r"(?=的?(?:线索|联动|协作|协同|联合|共同|沟通|对接|配合|合作|衔接|联系))"
    ),
)
_CONNECTED = re.compile(r"、|以及|和|及|与")


def co_units(text: str) -> tuple[CoUnit, ...]:
    """The units named beside the owner, from 会同…, 协同…等部门, 与…联动.

    >>> co_units("协同绿化、建管等部门及属地街镇，压实责任")[0].names
    ('绿化', '建管', '属地街镇')
    """
    found: list[CoUnit] = []
    for pattern in _PHRASES:
        for phrase in pattern.finditer(text):
            if any(phrase.start() < other.end and phrase.end() > other.start for other in found):
                continue
            names = [*_CONNECTED.split(phrase["names"])]
            if phrase["more"] and phrase["more"] not in phrase["names"]:
                names += _CONNECTED.split(phrase["more"])
            kept = tuple(name for name in names if name)
            found.append(CoUnit(kept, phrase[0], phrase.start(), phrase.end()))
    return tuple(sorted(found, key=lambda unit: unit.start))
