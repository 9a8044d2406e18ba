"""Official texts: read from a folder, again without change, and found by their citation."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from chengguan.core.lawbook.items import all_items
from chengguan.core.lawbook.models import Statute, StatuteArticle
from chengguan.core.lawbook.statutes import Cited, cited_in, load, official
from chengguan.law.citations import cite

TEXTS = Path(__file__).resolve().parents[4] / "shared" / "law" / "texts"
INVENTED = """# 行政处罚法

目录

**第一条**　甲。

乙。

## 第二章　丙

第二条 丁。
第二条之一 戊。
第二条 又。
"""


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "national"
    place.mkdir()
    (place / "行政处罚法(2021-01-22修订)(2099-01-01废止).md").write_text(INVENTED)
    (tmp_path / "README.md").write_text("第一条 不是法条。")
    return tmp_path


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["沪物业规定56(2)(一)"], [("上海市住宅物业管理规定", 56)]),
        (["物业管理条例63(1)(二)、63(2)"], [("物业管理条例", 63)]),
        (["生态环境法典506(2)、518(2)"], [("生态环境法典", 506), ("生态环境法典", 518)]),
        (["城乡规划法64；沪规划条例58"], [("城乡规划法", 64), ("上海市城乡规划条例", 58)]),
        (["(一)生态环境法典151（推论）、591"], [("生态环境法典", 151), ("生态环境法典", 591)]),
        (
            ["沪户外招牌办法(令41)13(3)", "同22"],
            [],
        ),
        (["沪市容条例(2018)23(2)"], [("上海市市容环境卫生管理条例", 23)]),
        (["沪市容条例(2022)20"], []),
        (["令110 第5条(二)(三)"], []),
        (["15 日"], []),
        ([str(cite("行政处罚法", "64(1)", 85))], [("行政处罚法", 64), ("行政处罚法", 85)]),
    ],
)
def test_a_provision_names_its_articles(texts, found):
    assert [(each.title, each.number) for each in cited_in(*texts)] == found


@pytest.mark.django_db
def test_a_text_is_read_article_by_article(folder):
    report = load(folder)
    assert report.counts == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "unknown": 0,
        "statutes": 1,
        "articles": 3,
    }
    rows = StatuteArticle.objects.order_by("number", "sub")
    assert [(row.number, row.sub, row.text) for row in rows] == [
        (1, 0, "甲。\n乙。"),
        (2, 0, "丁。"),
        (2, 1, "戊。"),
    ]
    statute = Statute.objects.get()
    assert (statute.title, statute.edition) == ("行政处罚法", "2021-01-22修订")
    assert statute.repealed_on == date(2099, 1, 1)
    assert not statute.is_doubtful


@pytest.mark.django_db
def test_reading_again_changes_nothing_and_a_new_text_replaces_the_old(folder):
    load(folder)
    kept = set(StatuteArticle.objects.values_list("pk", flat=True))
    assert load(folder).counts["unchanged"] == 1
    assert set(StatuteArticle.objects.values_list("pk", flat=True)) == kept
    file = next(folder.rglob("行政处罚法*"))
    file.write_text(INVENTED.replace("丁", "己"))
    assert load(folder).counts["changed"] == 1
    assert StatuteArticle.objects.get(number=2, sub=0).text == "己。"


@pytest.mark.django_db
def test_what_is_no_text_is_reported_and_the_rest_is_read(folder):
    (folder / "随笔.md").write_text("没有条文")
    (folder / "表.csv").write_text("第一条 甲")
    (folder / "坏.md").write_bytes(b"\xff\xfe\x00")
    report = load(folder)
    assert report.counts["unknown"] == 3
    assert len(report.problems) == 3
    assert report.counts["new"] == 1


@pytest.mark.django_db
def test_a_doubtful_folder_marks_its_texts(tmp_path):
    place = tmp_path / "shanghai-doubtful"
    place.mkdir()
    (place / "上海市燃气管理条例.md").write_text("第一条 甲。")
    load(tmp_path)
    assert Statute.objects.get().is_doubtful


@pytest.mark.django_db
def test_what_is_not_loaded_is_not_shown(folder, django_assert_num_queries):
    load(folder)
    asked = [Cited("行政处罚法", 2), Cited("行政处罚法", 9), Cited("民法典", 1)]
    with django_assert_num_queries(1):
        found = official(asked)
    assert [(each.title, each.number, each.text) for each in found] == [("行政处罚法", 2, "丁。")]


@pytest.mark.django_db
def test_the_command_counts_for_programs_and_ends_with_1_on_problems(folder):
    out = StringIO()
    call_command("import", "statutes", str(folder), "--json", stdout=out)
    assert json.loads(out.getvalue())["counts"]["articles"] == 3
    (folder / "表.csv").write_text("甲")
    with pytest.raises(SystemExit):
        call_command("import", "statutes", str(folder), stdout=StringIO(), stderr=StringIO())
    with pytest.raises(CommandError):
        call_command("import", "statutes", str(folder / "nowhere"), stdout=StringIO())


@pytest.mark.django_db
def test_nearly_every_verified_item_finds_its_articles_in_the_texts():
    if not TEXTS.exists():
        pytest.skip(f"the texts are not beside the checkout: {TEXTS}")
    report = load(TEXTS)
    assert not report.problems
    verified = [item for item in all_items().values() if item.grade == "V"]
    for item in verified:
        cited = cited_in(item.breach, item.penalty)
        assert cited, item.code
        assert {(each.title, each.number) for each in official(cited)} == {
            (each.title, each.number) for each in cited
        }, item.code
