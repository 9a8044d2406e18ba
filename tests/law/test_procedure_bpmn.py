"""Every registered procedure as BPMN 2.0: well formed, whole, drawn."""

from collections import Counter
from xml.etree import ElementTree as xml

import pytest

from chengguan.law import procedure as law
from chengguan.law.parameters import shipped
from chengguan.law.procedure import START, Procedure
from chengguan.law.procedure_bpmn import BOUNDS, DRAWN, LINES, MODEL, as_bpmn

PROCEDURES = law.registered()


@pytest.fixture(params=PROCEDURES, ids=lambda known: known.key)
def known(request: pytest.FixtureRequest) -> Procedure:
    return request.param


def drawn(known: Procedure) -> xml.Element:
    return xml.fromstring(as_bpmn(known, shipped()))


def all_of(root: xml.Element, tag: str) -> list[xml.Element]:
    return root.findall(f".//{{{MODEL}}}{tag}")


def test_there_are_procedures_to_draw() -> None:
    assert {"case.summary"} <= {known.key for known in PROCEDURES}


def test_every_state_and_act_stands_once(known: Procedure) -> None:
    root = drawn(known)
    gateways = Counter(node.get("id") for node in all_of(root, "exclusiveGateway"))
    tasks = Counter(node.get("id") for node in all_of(root, "userTask"))
    ends = [node.get("id") for node in all_of(root, "endEvent")]
    assert gateways == Counter(f"state_{s.key}" for s in (START, *known.states))
    assert tasks == Counter(f"act_{action.key}" for action in known.actions)
    assert ends == [f"ends_{state.key}" for state in known.states if state.final]
    assert len(all_of(root, "startEvent")) == 1


def test_every_reference_leads_to_a_node_and_every_name_is_used_once(known: Procedure) -> None:
    root = drawn(known)
    names = Counter(node.get("id") for node in root.iter() if node.get("id"))
    nodes = {n.get("id") for n in root.find(f"{{{MODEL}}}process") if n.get("id")}
    assert max(names.values()) == 1
    for flow in all_of(root, "sequenceFlow"):
        assert {flow.get("sourceRef"), flow.get("targetRef")} <= nodes
    flows = {flow.get("id") for flow in all_of(root, "sequenceFlow")}
    ends = [node.text for tag in ("incoming", "outgoing") for node in all_of(root, tag)]
    assert Counter(ends) == Counter(list(flows) * 2)


def test_the_flows_are_the_edges_of_the_graph(known: Procedure) -> None:
    flows = {(f.get("sourceRef"), f.get("targetRef")) for f in all_of(drawn(known), "sequenceFlow")}
    for source, action, target in known.graph:
        assert (f"state_{source}", f"act_{action}") in flows
        assert (f"act_{action}", f"state_{target}") in flows


def test_every_guard_and_its_article_stand_on_the_way_to_its_act(known: Procedure) -> None:
    rules = shipped()
    said = {
        f.get("targetRef"): f.findtext(f"{{{MODEL}}}conditionExpression", "")
        for f in all_of(drawn(known), "sequenceFlow")
    }
    for action in known.actions:
        for guard in (*action.needs, *action.given):
            words = said[f"act_{action.key}"]
            assert guard.key in words
            assert all(str(cite) in words for cite in rules.guard(guard.ref).cites)


def test_everything_has_its_place_in_the_drawing(known: Procedure) -> None:
    root = drawn(known)
    process = root.find(f"{{{MODEL}}}process")
    wanted = {node.get("id") for node in process if node.get("id")}
    shapes = root.findall(f".//{{{DRAWN}}}BPMNShape")
    edges = root.findall(f".//{{{DRAWN}}}BPMNEdge")
    assert {one.get("bpmnElement") for one in (*shapes, *edges)} == wanted
    boxes = [dict(shape.find(f"{{{BOUNDS}}}Bounds").attrib) for shape in shapes]
    corners = Counter((box["x"], box["y"]) for box in boxes)
    assert max(corners.values()) == 1, "two nodes in one place"
    assert all(len(edge.findall(f"{{{LINES}}}waypoint")) == 2 for edge in edges)
