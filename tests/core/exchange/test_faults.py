"""What is wrong with a row is told whole: every cell by its title, and what no column holds."""

import pytest

from chengguan.core.exchange import giving, services, shapes
from chengguan.core.exchange.cells import moment, name, phone
from chengguan.core.exchange.shapes import Field, Importer, Outcome, Row, Taken
from chengguan.core.org.kinds import Role
from tests.core.exchange.conftest import counts, run

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HEAD = ["编号", "名称", "电话", "时间", "说明"]


def take(row: Row) -> Outcome:
    for read in READS.values():
        read(row)
    return Outcome(Taken.CREATED)


READS = {
    "name": lambda row: name(row, "name", 60),
    "phone": lambda row: phone(row, "phone"),
    "at": lambda row: moment(row, "at"),
    "note": lambda row: row.text("note", 5),
}
WATCHED = Importer(
    "things",
    "物品",
    (
        Field("number", "编号", required=True),
        Field("name", "名称", required=True, reads=READS["name"]),
        Field("phone", "电话", kind="phone", reads=READS["phone"]),
        Field("at", "时间", kind="moment", reads=READS["at"]),
        Field("note", "说明", reads=READS["note"]),
    ),
    take,
    frozenset({Role.DISPATCHER}),
    number="number",
)


@pytest.fixture
def told(bring):
    shapes.register(WATCHED)

    def notes(*rows: list[str]) -> list[str]:
        job = run(bring([HEAD, *rows]))
        return list(job.rows.order_by("number").values_list("note", flat=True))

    return notes


def test_every_cell_that_cannot_be_taken_is_told_by_its_title(told):
    (note,) = told(["N-1", "路灯😀", "abc", "昨天", "太长的说明"])
    for said in ("名称：", "😀", "电话：这不是电话号码", "时间：时间读不出来：昨天"):
        assert said in note
    assert "说明：" not in note
    assert "。；" not in note


def test_one_fault_alone_bears_its_title_too(told):
    assert told(["N-1", "路灯", "", "", "比五个字长的说明"]) == ["说明：有 8 个字，最多 5 个。"]


def test_what_is_lacking_hides_no_other_fault(told):
    (note,) = told(["N-1", "", "abc", "", ""])
    assert note.startswith("没有填写：名称；电话：")


def test_cells_beyond_the_titles_make_a_bad_row_and_go_back_whole(told, bring):
    rows = [["N-1", "路灯", "", "", "好", "坏了", "快修"], ["N-2", "灯箱", "", "", ""]]
    notes = told(*rows)
    assert len(notes) == 1
    assert "多出 2 格，没有列名：坏了、快修" in notes[0]
    job = run(bring([HEAD, *rows]))
    assert counts(job) == (1, 0, 0, 1)
    back = list(giving.problem_lines(job, HEAD))
    assert back[1][:5] == rows[0][:5]
    assert back[1][-2:] == ["坏了", "快修"]


def test_a_trial_tells_the_same(bring):
    shapes.register(WATCHED)
    job = run(bring([HEAD, ["N-1", "路灯", "abc", "昨天", ""]]), trial=True)
    assert services.cells_of(job.rows.get())[2] == "abc"
    assert "电话：" in job.rows.get().note
    assert "时间：" in job.rows.get().note
