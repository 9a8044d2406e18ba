"""One original in one case is one piece of evidence, whatever it is called (行政处罚法 46)."""

from io import BytesIO
from uuid import UUID

import pytest

from chengguan.core.files import services as files
from chengguan.enforcement.cases.models import Evidence
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary.errors import SameOriginal
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.street import PNG

pytestmark = pytest.mark.django_db


def brought(bureau: Bureau, content: str) -> int:
    """The same bytes, uploaded once more."""
    stream = BytesIO(PNG + content.encode())
    return files.store(stream, name=f"{content}.png", by=bureau.officer, at=bureau.clock).pk


def collect(bureau: Bureau, case: UUID, title: str, *contents: str) -> None:
    originals = tuple(brought(bureau, content) for content in contents)
    bureau.act(case, "collect_evidence", bureau.evidence("", title=title, originals=originals))
    bureau.wait(minutes=1)


def test_one_original_under_another_title_is_refused(bureau: Bureau) -> None:
    case = bureau.docketed()
    collect(bureau, case, "照片", "甲")
    with pytest.raises(SameOriginal, match="照片"):
        collect(bureau, case, "另一份照片", "甲")
    collect(bureau, case, "另一份照片", "乙")
    assert Evidence.objects.filter(case=case).count() == 2


def test_it_hides_behind_no_other_file(bureau: Bureau) -> None:
    case = bureau.docketed()
    collect(bureau, case, "材料", "甲", "乙")
    for contents in (("乙",), ("丙", "乙"), ("乙", "丙")):
        with pytest.raises(SameOriginal, match="材料"):
            collect(bureau, case, "换个名称", *contents)


def test_what_was_excluded_may_be_collected_again(bureau: Bureau) -> None:
    case = bureau.docketed()
    collect(bureau, case, "复印件", "甲")
    piece = Evidence.objects.get(case=case)
    gone = finding.VoidEvidence(evidence=piece.pk, reason="没有注明出处")
    bureau.act(case, "void_evidence", gone)
    collect(bureau, case, "复印件", "甲")
    assert Evidence.objects.filter(case=case, voided_at=None).count() == 1


def test_what_was_excluded_is_free_beside_what_was_brought_in_the_same_moment(
    bureau: Bureau,
) -> None:
    """The clock of the demonstration stands still between two acts."""
    case = bureau.docketed()
    for title, contents in (("甲", ("甲一", "甲二")), ("乙", ("乙一", "乙二"))):
        originals = tuple(brought(bureau, content) for content in contents)
        bureau.act(case, "collect_evidence", bureau.evidence("", title=title, originals=originals))
    gone = finding.VoidEvidence(
        evidence=Evidence.objects.get(case=case, title="甲").pk, reason="没有注明出处"
    )
    bureau.act(case, "void_evidence", gone)
    with pytest.raises(SameOriginal, match="乙"):
        collect(bureau, case, "丙", "乙二")
    collect(bureau, case, "丙", "甲二")
    assert Evidence.objects.filter(case=case, voided_at=None).count() == 2


def test_in_another_case_it_is_another_proof(bureau: Bureau) -> None:
    collect(bureau, bureau.docketed(), "照片", "甲")
    collect(bureau, bureau.docketed(spot="西路 3 号"), "照片", "甲")
    assert Evidence.objects.count() == 2
