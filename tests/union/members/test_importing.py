"""The register of members from Excel: three thousand rows, dirty numbers back with their reason."""

import csv
import io
from datetime import date, timedelta

import pytest

from chengguan.core.exchange import services
from chengguan.core.exchange.models import Job
from chengguan.core.journal.verification import verify
from chengguan.core.org.models import Membership, Person
from chengguan.core.work.models import Matter
from chengguan.union.members import registering
from chengguan.union.members.importing import give
from chengguan.union.members.models import MemberRecord
from tests.union.members.union import BORN, Union, number

HEAD = ["姓名", "身份证号", "所属工会", "小组", "入会时间", "手机", "会员卡号", "性别", "保留会籍"]


def line(place: int, **said: str) -> list[str]:
    born = date(1970, 1, 1) + timedelta(days=place % 9000)
    usual = {
        "name": f"会员{place}",
        "number": number(born, place % 999 + 1),
        "union": "东工会",
        "group": "东一组",
        "joined": "2024-01-01",
        "phone": f"139{place:08d}",
        "card": f"6222{place:012d}",
        "sex": "",
        "kept": "",
    }
    return [*(usual | said).values()]


@pytest.fixture
def bring(union: Union):
    def brought(rows: list[list[str]], by: str = "东主席") -> Job:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        job = services.receive(
            io.BytesIO(text.getvalue().encode()),
            name="会员.csv",
            key="union_members",
            by=union.people[by],
            at=union.now,
        )
        services.start(job, at=union.now, queued=False)
        while job.is_at_work or job.state == "mapping":
            job = services.advance(job.pk, at=union.now, queued=False)
        return job

    return brought


def counts(job: Job) -> tuple[int, int, int, int]:
    return job.created, job.existing, job.changed, job.bad


def reasons(job: Job) -> list[str]:
    return [row.note for row in job.rows.filter(state="bad").order_by("number")]


BAD = number()[:-1] + ("0" if number()[-1] != "0" else "1")


def dirty() -> list[list[str]]:
    """Eleven rows that cannot be taken, each for a reason of its own."""
    return [
        line(9001, number=BAD),
        line(9002, number=number()[:17]),
        line(9003, number="3.10105E+17"),
        line(9004, number="310105900504001"),
        line(9005, number=number().replace("1", "l")),
        line(9006, number="310105199013400012"),
        line(9007, sex="女", number=number(BORN, 1)),
        line(9008, sex="不详"),
        line(9009, union="南工会"),
        line(9010, group="西一组"),
        line(9011, joined="去年"),
    ]


@pytest.mark.postgres
@pytest.mark.trap(65)
def test_the_same_list_twice_does_nothing_twice(union: Union, bring) -> None:
    rows = [HEAD, *(line(place) for place in range(1, 6)), *dirty()]
    job = bring(rows)
    assert counts(job) == (5, 0, 0, 11)
    said = reasons(job)
    assert len(said) == 11
    assert all(said)
    people, spans = Person.objects.count(), Membership.objects.count()
    assert counts(bring(rows)) == (0, 5, 0, 11)
    assert (Person.objects.count(), Membership.objects.count()) == (people, spans)
    assert Matter.objects.count() == 5
    assert verify().findings == []


@pytest.mark.trap(65)
def test_another_content_under_a_known_number_is_told_and_changes_nothing(
    union: Union, bring
) -> None:
    bring([HEAD, line(1)])
    job = bring([HEAD, line(1, joined="2025-01-01")])
    assert counts(job) == (0, 0, 1, 0)
    assert MemberRecord.objects.get().joined_on == date(2024, 1, 1)


def test_each_reason_says_what_to_do(union: Union, bring) -> None:
    said = reasons(bring([HEAD, *dirty()]))
    for words in (
        "没有通过校验",
        "性别不一致",
        "性别写",
        "没有单位叫",
        "没有小组叫",
        "日期读不出来",
    ):
        assert any(words in one for one in said), words


def test_nobody_brings_in_members_of_another_union(union: Union, bring) -> None:
    assert counts(bring([HEAD, line(1)], by="西主席")) == (0, 0, 0, 1)
    assert counts(bring([HEAD, line(1)], by="一组长")) == (0, 0, 0, 1)
    assert not MemberRecord.objects.exists()


def test_who_works_in_the_unit_is_not_registered_twice(union: Union, bring) -> None:
    registering.keep_file(organ=union.east, serves=union.bureau, by=None, at=union.now)
    bring([HEAD, line(1, name="队员甲")])
    assert Person.objects.filter(name="队员甲").count() == 1
    assert MemberRecord.objects.get().person == union.people["队员甲"]


def test_retired_members_come_in_as_retained(union: Union, bring) -> None:
    rows = [[*HEAD, "退休日期"], [*line(1, kept="退休"), "2025-05-01"]]
    assert counts(bring(rows)) == (1, 0, 0, 0)
    assert MemberRecord.objects.get().retentions.get().since == date(2025, 5, 1)


@pytest.mark.trap(68)
def test_what_is_given_back_names_no_sealed_number(union: Union, bring) -> None:
    bring([HEAD, line(1)])

    (row,) = give(union.actor("东主席"), union.now)
    said = " ".join(row.values())
    assert "会员1" in said
    assert number(date(1970, 1, 2), 2) not in said
    assert "139" not in said
    assert not list(give(union.actor("西主席"), union.now))


@pytest.mark.slow
def test_three_thousand_rows_with_dirty_numbers(union: Union, bring) -> None:
    rows = [HEAD, *(line(place) for place in range(1, 3001)), *dirty()]
    assert counts(bring(rows)) == (3000, 0, 0, 11)
    assert counts(bring(rows)) == (0, 3000, 0, 11)
