"""A procedure as BPMN 2.0 XML, with the places of its drawing.

A state is an exclusive gateway (there one of its acts is chosen), an act a user task. An act
that leads on from several states stands once. Every flow into an act says who may take it, what
must be true and by which article.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as xml

from chengguan.law.parameters import RuleBook
from chengguan.law.procedure import START, Action, Procedure, State

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DRAWN = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
OURS = "https://chengguan.example/procedures"
PREFIXES = {"bpmn": MODEL, "bpmndi": DRAWN, "dc": BOUNDS, "di": LINES, "xsi": SCHEMA}

COLUMN, ROW = 360, 110
TASK, GATEWAY, EVENT = (150, 70), (50, 50), (36, 36)


@dataclass(frozen=True)
class Box:
    """The place of a node, in points from the upper left."""

    x: float
    y: float
    width: int
    height: int

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Flow:
    """A sequence flow; ``condition`` says in words when it is taken."""

    source: str
    target: str
    condition: str = ""

    @property
    def key(self) -> str:
        return f"flow_{self.source}__{self.target}"


def as_bpmn(procedure: Procedure, rules: RuleBook) -> str:
    """The whole definition as text; ``rules`` gives the titles and articles of the guards."""
    for prefix, address in PREFIXES.items():
        xml.register_namespace(prefix, address)
    root = xml.Element(_m("definitions"), id=f"definitions_{_key(procedure)}", targetNamespace=OURS)
    process = xml.SubElement(
        root, _m("process"), id=_key(procedure), name=procedure.title, isExecutable="false"
    )
    _says(process, f"{procedure.basis}；自 {procedure.since} 起；版本 {procedure.graph_hash}")
    flows = list(_flows(procedure, rules))
    for tag, key, title, words in _nodes(procedure):
        node = xml.SubElement(process, _m(tag), id=key, name=title)
        if words:
            _says(node, words)
        for end, of in (("incoming", "target"), ("outgoing", "source")):
            for flow in flows:
                if getattr(flow, of) == key:
                    xml.SubElement(node, _m(end)).text = flow.key
    for flow in flows:
        _flow(process, flow)
    _draw(root, procedure, flows)
    xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + xml.tostring(root, encoding="unicode")


def _nodes(procedure: Procedure) -> Iterator[tuple[str, str, str, str]]:
    """Tag, key, title and words of every node."""
    yield "startEvent", "begins", START.title, ""
    for state in (START, *procedure.states):
        yield "exclusiveGateway", _state(state), state.title, "搁置" if state.held else ""
    for action in procedure.actions:
        yield "userTask", _task(action), action.title, _words(procedure, action)
    for state in procedure.states:
        if state.final:
            yield "endEvent", f"ends_{state.key}", state.title, ""


def _flows(procedure: Procedure, rules: RuleBook) -> Iterator[Flow]:
    yield Flow("begins", _state(START))
    for action in procedure.actions:
        condition = _condition(action, rules)
        for source in action.move.sources:
            yield Flow(_state(source), _task(action), condition)
        if action.move.target:
            yield Flow(_task(action), _state(action.move.target))
        else:
            several = len(action.move.sources) > 1
            for source in action.move.sources:
                back = f"回到原环节：{source.title}" if several else ""
                yield Flow(_task(action), _state(source), back)
    for state in procedure.states:
        if state.final:
            yield Flow(_state(state), f"ends_{state.key}")


def _words(procedure: Procedure, action: Action) -> str:
    parts = [f"依据 {procedure.basis_of(action)}", f"办理人 {'、'.join(action.by)}"]
    if action.starts:
        parts.append(f"起算 {'、'.join(clock.ref for clock in action.starts)}")
    if action.stops:
        parts.append(f"停止 {'、'.join(clock.ref for clock in action.stops)}")
    if action.papers:
        parts.append(f"文书 {'、'.join(action.papers)}")
    return "；".join(parts)


def _condition(action: Action, rules: RuleBook) -> str:
    """Every guard with its number and articles: asked before the act, or together with it."""
    said = []
    for guard in dict.fromkeys((*action.needs, *action.given)):
        row = rules.guards.get(guard.ref)
        cites = "、".join(map(str, row.cites)) if row else ""
        said.append(f"{guard.ref} {guard.key}{f'（{cites}）' if cites else ''}")
    return "；".join(said)


def _flow(process: xml.Element, flow: Flow) -> None:
    node = xml.SubElement(
        process, _m("sequenceFlow"), id=flow.key, sourceRef=flow.source, targetRef=flow.target
    )
    if flow.condition:
        _says(node, flow.condition)
        kind = {f"{{{SCHEMA}}}type": "bpmn:tFormalExpression"}
        xml.SubElement(node, _m("conditionExpression"), kind).text = flow.condition


# -- the drawing ----------------------------------------------------------------------------


def _draw(root: xml.Element, procedure: Procedure, flows: list[Flow]) -> None:
    places = _places(procedure)
    diagram = xml.SubElement(root, f"{{{DRAWN}}}BPMNDiagram", id=f"diagram_{_key(procedure)}")
    plane = xml.SubElement(
        diagram,
        f"{{{DRAWN}}}BPMNPlane",
        id=f"plane_{_key(procedure)}",
        bpmnElement=_key(procedure),
    )
    for key, box in places.items():
        shape = xml.SubElement(plane, f"{{{DRAWN}}}BPMNShape", id=f"shape_{key}", bpmnElement=key)
        if key.startswith("state_"):
            shape.set("isMarkerVisible", "true")
        size = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
        xml.SubElement(shape, f"{{{BOUNDS}}}Bounds", {n: f"{v:g}" for n, v in size.items()})
    for flow in flows:
        edge = xml.SubElement(
            plane, f"{{{DRAWN}}}BPMNEdge", id=f"edge_{flow.key}", bpmnElement=flow.key
        )
        for x, y in _line(places[flow.source], places[flow.target]):
            xml.SubElement(edge, f"{{{LINES}}}waypoint", x=f"{x:g}", y=f"{y:g}")


def _places(procedure: Procedure) -> Mapping[str, Box]:
    """States in columns by their distance from the start; each act between, in a row of its own."""
    depth = _depths(procedure)
    places: dict[str, Box] = {"begins": _box(0, 0, EVENT, 0)}
    used: dict[int, int] = {}
    for state in (START, *procedure.states):
        column = depth.get(state.key, 0)
        row = used.get(column, 0)
        places[_state(state)] = _box(column, row, GATEWAY, 80)
        if state.final:
            places[f"ends_{state.key}"] = _box(column, row, EVENT, 150)
        acts = [a for a in procedure.actions_from(state.key) if a.move.sources[0] == state]
        for offset, action in enumerate(acts):
            places[_task(action)] = _box(column, row + offset, TASK, 190)
        used[column] = row + max(1, len(acts))
    return places


def _depths(procedure: Procedure) -> dict[str, int]:
    depth, waiting = {START.key: 0}, [START.key]
    while waiting:
        here = waiting.pop(0)
        for source, _action, target in procedure.graph:
            if source == here and target not in depth:
                depth[target] = depth[here] + 1
                waiting.append(target)
    return depth


def _box(column: int, row: int, size: tuple[int, int], shift: int) -> Box:
    """Centred in its row, ``shift`` points from the left edge of its column."""
    width, height = size
    return Box(40 + column * COLUMN + shift, 40 + row * ROW + (TASK[1] - height) / 2, width, height)


def _line(source: Box, target: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """From edge to edge: sideways where there is room, else from top or bottom."""
    (x, y), (to_x, to_y) = source.middle, target.middle
    if source.x + source.width <= target.x:
        return (source.x + source.width, y), (target.x, to_y)
    if target.x + target.width <= source.x:
        return (source.x, y), (target.x + target.width, to_y)
    if y < to_y:
        return (x, source.y + source.height), (to_x, target.y)
    return (x, source.y), (to_x, target.y + target.height)


# -- names ----------------------------------------------------------------------------------


def _m(tag: str) -> str:
    return f"{{{MODEL}}}{tag}"


def _key(procedure: Procedure) -> str:
    return f"procedure_{procedure.key.replace('.', '_')}"


def _state(state: State) -> str:
    return f"state_{state.key}"


def _task(action: Action) -> str:
    return f"act_{action.key}"


def _says(node: xml.Element, words: str) -> None:
    xml.SubElement(node, _m("documentation")).text = words
