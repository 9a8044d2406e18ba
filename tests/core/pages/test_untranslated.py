"""The checker of untranslated pages finds what is Chinese and nothing else."""

import pytest

from tests.untranslated import untranslated


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Penalty</p>", []),
        ("<p>处罚</p>", ["处罚"]),
        ('<p>summary <span lang="zh">简易程序</span> procedure</p>', []),
        ('<html lang="zh-hans"><p lang="en">处罚</p></html>', ["处罚"]),
        ('<span lang="zh">甲</span><br><p>乙</p>', ["乙"]),
        ('<input placeholder="地点">', ["地点"]),
        ('<input value="天山路"><textarea>天山路</textarea>', []),
        ('<input type="submit" value="提交">', ["提交"]),
        ('<script type="application/json">"草稿"</script>', []),
    ],
)
def test_only_chinese_outside_source_marks_is_found(html: str, found: list[str]) -> None:
    assert untranslated(html) == found
