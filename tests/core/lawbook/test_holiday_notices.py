"""A holiday notice as a change: as pasted, two persons, law at once, on the page."""

import json
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from chengguan.core.journal.services import verify
from chengguan.core.lawbook import services
from chengguan.core.lawbook.models import ChangeKind, RuleChange
from chengguan.core.lawbook.pasted_days import Unreadable, read_days
from chengguan.core.lawbook.services import Proposed
from chengguan.core.org.kinds import Role
from chengguan.core.org.record import Refused
from chengguan.core.work import rules
from chengguan.law.parameters import DayOff, shipped
from tests.core.org.people import AT, district, holder
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db

ISSUED = AT.date() - timedelta(days=1)
PASTED = """一、元旦：1月1日（周五）至4日放假调休，共4天。1月9日（周六）上班。
二、春节：2月5日至11日放假。2月14日上班。"""
NOTICE = Proposed(
    ChangeKind.HOLIDAYS,
    "2027",
    ISSUED,
    "国办发明电〔2026〕99号",
    "转发",
    days=read_days(PASTED, 2027),
)


@pytest.fixture
def legal():
    where = district()
    names = ("甲", "乙")
    return [holder(name, Role.LEGAL_REVIEWER, where, username=name) for name in names]


def settled(what, legal):
    row = services.propose(what, by=legal[0], at=AT)
    return services.confirm(change=row, remark="", by=legal[1], at=AT)


def enter(client, who):
    client.post(reverse("org:enter"), {"account": who.account.pk})


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("元旦：1月1日至3日放假调休，1月4日上班。", [(1, 4)]),
        ("元旦：1月1日至3日休息，1月4日、1月9日上班", [(1, 4), (1, 9)]),
        ("元旦：1月4日，1月9日上班；1月1日至3日放假", [(1, 4), (1, 9)]),
    ],
)
def test_a_comma_parts_days_off_from_days_worked(text: str, worked: list[tuple[int, int]]) -> None:
    days = read_days(text, 2027)
    assert [(day.on.month, day.on.day) for day in days if day.is_workday] == worked
    off = [(day.on.month, day.on.day) for day in days if not day.is_workday]
    assert off == [(1, 1), (1, 2), (1, 3)]


@pytest.mark.parametrize("text", ["1月1日至3日放假1月4日上班", "1月1日放假，1月4日，1月9日上班"])
def test_days_that_may_be_either_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_days(f"元旦：{text}", 2027)


@pytest.mark.parametrize(
    "text",
    [
        "元旦：1月1日（周五）至3日放假调休，共3天。1月9日（周六）上班。",
        "一、元旦: 2027年1月1日至2027年1月3日放假; 1月9日上班",
        "元旦\t2027-01-01至2027-01-03\t2027-01-09",
        "元旦 2027/1/1、2027/1/2、2027/1/3|1月9日",
        "元旦 放假1月1日、2日、3日\n元旦 上班1月9日",
        "\n元旦，1.1—1.3；1.9上班\n",
    ],
)
def test_the_notice_a_list_and_a_table_are_read_alike(text):
    days = [DayOff(date(2027, 1, n), "元旦", False) for n in (1, 2, 3)]
    assert list(read_days(text, 2027)) == [*days, DayOff(date(2027, 1, 9), "元旦", True)]


@pytest.mark.parametrize("text", ["元旦", "元旦 2月30日放假", "2027-01-01", "元旦 1月9日至1月1日"])
def test_a_line_without_days_is_named(text):
    with pytest.raises(Unreadable) as refused:
        read_days(f"春节 2月5日\n{text}", 2027)
    assert refused.value.line == 2


def test_a_confirmed_notice_is_law_at_once(legal):
    assert 2027 not in rules.current().notices
    settled(NOTICE, legal)
    known = rules.current().notices[2027]
    assert (known.source, known.issued, len(known.days)) == (NOTICE.source, ISSUED, 13)
    assert 2027 not in shipped().notices
    assert verify().ok


def test_its_days_stand_on_the_record(legal):
    row = settled(NOTICE, legal)
    row.holiday_days.filter(on=date(2027, 1, 4)).update(is_workday=True)
    assert not verify().ok


def test_the_command_line_counts_by_it(legal):
    def due():
        out = StringIO()
        call_command("rules", "due", "CK06", "--from", "2026-12-28T10:00", "--json", stdout=out)
        return json.loads(out.getvalue())

    assert due()["provisional"]
    settled(NOTICE, legal)
    assert not due()["provisional"]
    assert due()["due"] == "2027-01-06T23:59:59+08:00"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"target": "27"}, "写年份"),
        ({"days": ()}, "放假的日期"),
        ({"days": (*NOTICE.days, DayOff(date(2028, 1, 1), "元旦", False))}, "日期之内"),
        ({"days": (*NOTICE.days, DayOff(date(2027, 3, 1), "元旦", True))}, "不是周六"),
        ({"days": (*NOTICE.days, NOTICE.days[0])}, "列了两次"),
        ({"since": AT.date() + timedelta(days=1)}, "不能晚于今天"),
        ({"source": " "}, "来源"),
    ],
)
def test_what_cannot_be_is_not_proposed(legal, changed, message):
    with pytest.raises(Refused, match=message):
        services.propose(replace(NOTICE, **changed), by=legal[0], at=AT)
    assert not RuleChange.objects.exists()


def test_two_persons_are_needed(legal):
    row = services.propose(NOTICE, by=legal[0], at=AT)
    with pytest.raises(Refused, match="另一人"):
        services.confirm(change=row, remark="", by=legal[0], at=AT)
    assert 2027 not in rules.current().notices


def test_a_published_year_yields_only_to_a_later_notice(legal):
    first = settled(replace(NOTICE, since=ISSUED - timedelta(days=2)), legal)
    with pytest.raises(Refused, match="另有文号"):
        services.propose(NOTICE, by=legal[0], at=AT)
    other = replace(NOTICE, source="国办发明电〔2026〕100号")
    with pytest.raises(Refused, match="发文日期更晚"):
        services.propose(replace(other, since=first.since), by=legal[0], at=AT)
    settled(other, legal)
    assert rules.current().notices[2027].source == other.source


def test_two_proposals_for_one_year_are_not_both_confirmed(legal):
    rows = [services.propose(NOTICE, by=legal[0], at=AT) for _ in range(2)]
    services.confirm(change=rows[0], remark="", by=legal[1], at=AT)
    with pytest.raises(Refused, match="另有文号"):
        services.confirm(change=rows[1], remark="", by=legal[1], at=AT)


def test_it_is_pasted_previewed_and_confirmed_on_the_page(client, legal):
    enter(client, legal[0])
    typed = {
        "kind": "holidays",
        "target": "2027",
        "since": ISSUED.isoformat(),
        "source": NOTICE.source,
        "reason": "转发",
    }
    bad = client.post(reverse("lawbook:propose"), {**typed, "days": "元旦 放假"})
    assert bad.status_code == 422
    assert "第 1 行读不出日期" in bad.content.decode()
    assert NOTICE.source in bad.content.decode()
    made = client.post(reverse("lawbook:propose"), {**typed, "days": PASTED}, follow=True)
    assert "到期日将变动的期限" in made.content.decode()
    assert "法定节假日没有列为放假" in made.content.decode()
    client.cookies["django_language"] = "en"
    preview = client.get(made.redirect_chain[0][0]).content.decode()
    assert untranslated(preview[preview.index("<main") :]) == []
    client.cookies["django_language"] = "zh-hans"
    enter(client, legal[1])
    url = reverse("lawbook:change", args=[RuleChange.objects.get().pk])
    shown = client.post(url, {"decision": "confirm"}, follow=True).content.decode()
    assert "期限重新计算" in shown
    assert "02-14" in shown
    client.cookies["django_language"] = "en"
    english = client.get(url).content.decode()
    assert "Periods counted anew" in english
    assert untranslated(english[english.index("<main") :]) == []
    client.cookies["django_language"] = "zh-hans"
    listing = client.get(reverse("lawbook:changes"), {"kind": "holidays"}).content.decode()
    assert "2027 年放假安排" in listing
