"""People, certificates, parties and places from a list, for whom, and out again."""

import io

import pytest

from chengguan.core.exchange import giving, services
from chengguan.core.exchange.models import Job
from chengguan.core.exchange.shapes import importer
from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Certificate, Membership, Organ, Person
from chengguan.core.registers.models import Party, Place
from chengguan.core.work.acting import actor_of
from tests.core.exchange.conftest import NOW, SINCE, counts, run, table

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PEOPLE = ["姓名", "中队", "手机", "到岗日期"]
CERTIFICATES = ["执法证号", "姓名", "单位", "发证日期", "有效期至"]


@pytest.fixture
def keeper(bringer: Person) -> Person:
    bureau = Organ.objects.get()
    for name in ("东街中队", "西街中队"):
        org.found_organ(
            kind=OrganKind.STREET_TEAM,
            name=name,
            short_name=name,
            since=SINCE,
            parent=bureau,
            by=None,
            at=NOW,
        )
    person = org.register_person(name="人事", by=None, at=NOW)
    east = Organ.objects.get(name="东街中队")
    org.grant(person=person, role=Role.PERSONNEL, organ=east, since=SINCE, by=None, at=NOW)
    return person


def bring(key: str, rows: list[list[str]], by: Person | None) -> Job:
    return run(services.receive(io.BytesIO(table(rows)), name="名单.csv", key=key, by=by, at=NOW))


def test_people_come_in_once_with_their_unit(keeper):
    rows = [PEOPLE, ["甲", "东街中队", "13800000001", "2024-03-01"], ["乙", "东街中队", "", ""]]
    assert counts(bring("people", rows, keeper)) == (2, 0, 0, 0)
    assert counts(bring("people", rows, keeper)) == (0, 2, 0, 0)
    since = Membership.objects.get(person__name="甲").since
    assert since.isoformat() == "2024-03-01"


def test_nobody_brings_people_into_an_organ_that_is_not_his(keeper):
    job = bring("people", [PEOPLE, ["丙", "西街中队", "", ""], ["丁", "无此队", "", ""]], keeper)
    assert counts(job) == (0, 0, 0, 2)
    assert not Person.objects.filter(name="丙").exists()


def test_certificates_belong_to_people_who_are_known(keeper):
    bring("people", [PEOPLE, ["甲", "东街中队", "", ""]], keeper)
    rows = [
        CERTIFICATES,
        ["ZS-1", "甲", "", "2024-03-01", "2029-03-01"],
        ["ZS-2", "无", "", "x", ""],
    ]
    assert counts(bring("certificates", rows, keeper)) == (1, 0, 0, 1)
    assert counts(bring("certificates", rows[:2], keeper)) == (0, 1, 0, 0)
    changed = [CERTIFICATES, ["ZS-1", "甲", "", "2024-03-01", "2030-03-01"]]
    assert counts(bring("certificates", changed, keeper)) == (0, 0, 1, 0)
    assert Certificate.objects.get().until.isoformat() == "2029-03-01"


@pytest.mark.parametrize("key", ["people", "certificates"])
def test_what_goes_out_comes_in_again_as_known(keeper, key):
    bring("people", [PEOPLE, ["甲", "东街中队", "", "2024-03-01"]], keeper)
    bring("certificates", [CERTIFICATES, ["ZS-1", "甲", "", "2024-03-01", ""]], keeper)
    out = list(giving.lines(importer(key), actor_of(keeper, NOW), NOW))
    assert counts(bring(key, out, keeper)) == (0, 1, 0, 0)


def test_faulty_numbers_of_parties_are_kept_and_the_same_is_known(bringer):
    codes = ("91310000134667222A", "9.1310105729e+017", "310115400235999")
    rows = [["uscc", "name"], *([code, f"单位{n}"] for n, code in enumerate(codes))]
    assert sum(counts(bring("parties", rows, bringer))) == 3
    assert Party.objects.exists()
    assert bring("parties", rows, bringer).bad == 0


def test_places_go_out_and_come_in_again_as_known(bringer):
    rows = [
        ["小区名称", "类别", "所在小区"],
        ["榆荫新村", "estate", ""],
        ["3号楼", "building", "榆荫新村"],
    ]
    assert counts(bring("places", rows, bringer)) == (2, 0, 0, 0)
    out = list(giving.lines(importer("places"), actor_of(bringer, NOW), NOW))
    assert counts(bring("places", out, bringer)) == (0, 2, 0, 0)
    assert Place.objects.count() == 2


def test_all_that_is_wrong_with_a_person_is_told_at_once(keeper):
    job = bring("people", [PEOPLE, ["丁😀", "无此队", "abc", "某天"]], keeper)
    note = job.rows.get().note
    for said in ("姓名：", "所属机构：没有单位叫“无此队”", "手机号：", "起始日期：日期读不出来"):
        assert said in note


def test_all_that_is_wrong_with_a_party_and_a_place_is_told_at_once(bringer):
    rows = [["name", "kind", "legal_rep"], ["甲😀", "神仙", "乙😀"]]
    note = bring("parties", rows, bringer).rows.get().note
    for said in ("姓名或名称：", "当事人类别：“神仙”不在可选范围内"):
        assert said in note
    rows = [["小区名称", "所在小区", "街道", "纬度", "经度"], ["3号楼", "无", "无此街", "北", "东"]]
    note = bring("places", rows, bringer).rows.get().note
    for said in ("上级地点：没有找到", "所属街镇：没有叫", "纬度：经纬度不是数字"):
        assert said in note
