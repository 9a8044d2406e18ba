"""Tables of tasks: rows of cells, drawn or only parted by tabs, strokes or spaces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chengguan.plans.reading import wording
from chengguan.plans.reading.document import Row, Table
from chengguan.plans.reading.lines import Line
from chengguan.plans.reading.timing import timings

_COLUMNS = (
    ("number", re.compile(r"序号|编号|序")),
    ("time", re.compile(r"时间|时限|期限|月份|进度|节点|时段|季度")),
    ("partners", re.compile(r"配合|协同|协办|参与|协助")),
    ("owners", re.compile(r"部门|单位|责任|负责|牵头|承办|主办|科室|处室")),
    ("project", re.compile(r"项目|任务|工作|事项|内容|措施|活动|举措|目标|名称")),
)
_RULE_LINE = re.compile(r"[|\s:：+\-—=]+")
_WIDE_GAP = re.compile(r"\s{2,}|\u3000+")
_YEAR = 2000  # only to see whether words say a time; which year is of no account


@dataclass(frozen=True, slots=True)
class Shape:
    """Which column holds what; -1 where none does."""

    number: int
    project: int
    time: int
    owners: int
    partners: int
    titles: tuple[str, ...]


def with_cells(lines: Sequence[Line]) -> list[Line]:
    """Rows that a text only hints at get their cells; all else stays as it is."""
    found: list[Line] = []
    heading: list[str] | None = None
    for line in lines:
        if line.cells:
            heading = None
            found.append(line)
            continue
        if "|" in line.text and _RULE_LINE.fullmatch(line.text.strip()):
            continue
        cells = _parted(line.text) or (_by_heading(line.text, heading) if heading else None)
        if cells is None:
            heading = None
        elif _is_heading(cells):
            heading = cells
        found.append(Line(cells=tuple(cells), detached=line.detached) if cells else line)
    return _without_lonely(lines, found)


def _without_lonely(lines: Sequence[Line], found: list[Line]) -> list[Line]:
    """A line parted by a tab is no table: it takes two, of which one has three cells."""
    kept, at = [], 0
    while at < len(found):
        run = at
        while run < len(found) and found[run].cells:
            run += 1
        group = found[at:run]
        if group and (len(group) < 2 or max(len(line.cells) for line in group) < 3):
            kept += [Line(" ".join(line.cells), detached=line.detached) for line in group]
        else:
            kept += group
        if run < len(found):
            kept.append(found[run])
        at = run + 1
    return kept


def _parted(text: str) -> list[str] | None:
    """Cells where the line says so itself."""
    stripped = text.strip()
    if stripped.count("|") >= 2 and (
        stripped[0] == "|" or stripped[-1] == "|" or stripped.count("|") > 2
    ):
        return [cell.strip() for cell in stripped.strip("|").split("|")]
    if "\t" in stripped:
        return [cell.strip() for cell in text.strip("\r\n ").split("\t")]
    cells = _WIDE_GAP.split(stripped)
    if len(cells) < 3 or not _is_heading(cells):
        cells = stripped.split()
    return cells if len(cells) >= 3 and _is_heading(cells) else None


def _is_heading(cells: Sequence[str]) -> bool:
    """Titles of columns: short, most of them known, a project or number among them."""
    meanings = [_meaning(cell) for cell in cells]
    known = [meaning for meaning in meanings if meaning]
    short = all(len(cell) <= 12 and not re.search(r"[，。；]", cell) for cell in cells)
    return short and len(set(known)) >= 3 and ("number" in known or "project" in known)


def _by_heading(text: str, heading: list[str]) -> list[str] | None:
    """A row whose cells only spaces part, some with spaces within: the time is the anchor."""
    stripped = text.strip()
    wide = _WIDE_GAP.split(stripped)
    if len(wide) == len(heading):
        return wide
    plain = stripped.split()
    if len(plain) == len(heading):
        return plain
    shape = shape_of(heading)
    number = re.match(r"\d{1,3}(?=\s)", stripped)
    if not number or shape.number != 0 or len(heading) != 4 or -1 in (shape.time, shape.owners):
        return None
    rest = stripped[number.end() :].strip()
    found = [
        timing
        for timing in timings(rest, _YEAR, alone=True)
        if _stands_free(rest, timing.start, timing.end)
    ]
    if not found:
        return None
    before, after = rest[: found[0].start].strip(), rest[found[-1].end :].strip()
    time = rest[found[0].start : found[-1].end].strip()
    if shape.time < shape.owners:
        return [number[0], before, time, after]
    project, _, owners = before.partition(" ")
    return [number[0], project, owners, time]


def _stands_free(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1].isspace() or text[start].isspace()) and (
        end == len(text) or text[end].isspace() or text[end - 1].isspace()
    )


def _meaning(title: str) -> str:
    words = re.sub(r"\s", "", title)
    return next((name for name, pattern in _COLUMNS if pattern.search(words)), "")


def shape_of(titles: Sequence[str]) -> Shape:
    places = {name: -1 for name, _pattern in _COLUMNS}
    for place, title in enumerate(titles):
        meaning = _meaning(title)
        if meaning and places[meaning] == -1:
            places[meaning] = place
    return Shape(**places, titles=tuple(titles))


def table(key: str, title: str, lines: Sequence[Line]) -> Table:
    """Rows where the first line names at least a project and a time or an owner."""
    cells = tuple(line.cells for line in lines)
    rows: list[Row] = []
    heading = next((place for place, row in enumerate(cells[:3]) if _is_heading(row)), None)
    if heading is not None:
        shape = shape_of(cells[heading])
        for row in cells[heading + 1 :]:
            if tuple(row) == tuple(cells[heading]) or not any(row):
                continue  # the heading repeated on the next page
            rows = _with_row(rows, row, shape, key)
    return Table(key, title, cells, tuple(rows) if heading is not None else ())


def _with_row(rows: list[Row], cells: Sequence[str], shape: Shape, key: str) -> list[Row]:
    said = _row(cells, shape, f"{key}.{len(rows) + 1}")
    if rows and shape.number >= 0 and not said.number and _lacks(said):
        return [*rows[:-1], _continued(rows[-1], said)]
    return [*rows, said] if said.project else rows


def _lacks(row: Row) -> bool:
    """The rest of a row that a page has cut: no number, and not all of its cells."""
    return not (row.project and row.time and row.owners)


def _continued(row: Row, rest: Row) -> Row:
    return replace(
        row,
        project=wording.spaced(wording.joined(row.project, rest.project)),
        time=row.time + rest.time,
        owners=row.owners + rest.owners,
        partners=row.partners + rest.partners,
        others=tuple(
            (title, text + more)
            for (title, text), (_, more) in zip(row.others, rest.others, strict=True)
        ),
    )


def _row(cells: Sequence[str], shape: Shape, key: str) -> Row:
    def of(place: int) -> str:
        return cells[place].strip() if 0 <= place < len(cells) else ""

    named = {shape.number, shape.project, shape.time, shape.owners, shape.partners}
    return Row(
        key=key,
        number=of(shape.number),
        project=wording.spaced(of(shape.project)),
        time=wording.spaced(of(shape.time)),
        owners=of(shape.owners),
        partners=of(shape.partners),
        others=tuple(
            (title, of(place)) for place, title in enumerate(shape.titles) if place not in named
        ),
    )


def runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Neighbouring rows together, every other line alone."""
    group: list[Line] = []
    for line in lines:
        if line.cells:
            group.append(line)
            continue
        if group:
            yield group
            group = []
        yield [line]
    if group:
        yield group
