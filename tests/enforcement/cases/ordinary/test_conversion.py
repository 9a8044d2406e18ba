"""A summary case goes on as an ordinary one, and what the scene showed goes with it."""

from uuid import UUID

from chengguan.core.work.models import Matter, MatterFile, MatterLink
from chengguan.enforcement.cases import inputs
from chengguan.enforcement.cases.models import Case, CorrectionOrder, Inspection
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary.conversion import CONVERTED
from tests.enforcement.cases.ordinary.bureau import Bureau


def converted(bureau: Bureau) -> tuple[UUID, UUID]:
    """The summary case and the ordinary one that went on with it."""
    was = bureau.open()
    bureau.act(was, "inspect", bureau.inspection(photos=(bureau.photo(),)))
    bureau.act(was, "order_correction", inputs.OrderCorrection(requirement="立即清除"))
    bureau.act(was, "convert", inputs.Convert(reason="拟罚款超过当场处罚的上限"))
    taken = inputs.TakeOver(partner=bureau.colleague.pk)
    bureau.act(was, "take_over", taken, by=bureau.head)
    return was, MatterLink.objects.get(source=was, kind=CONVERTED).target_id


def test_the_summary_case_ends_and_the_ordinary_one_begins(bureau: Bureau) -> None:
    was, now = converted(bureau)
    assert bureau.state(was) == "converted"
    assert not Matter.objects.get(pk=was).is_open
    assert bureau.state(now) == "verifying"
    assert Matter.objects.get(pk=now).party == bureau.vendor


def test_what_the_scene_showed_keeps_its_moment(bureau: Bureau) -> None:
    was, now = converted(bureau)
    before, after = Inspection.objects.get(case=was), Inspection.objects.get(case=now)
    assert (after.inspected_at, after.record) == (before.inspected_at, before.record)
    assert after.officers.count() == before.officers.count() == 2
    assert CorrectionOrder.objects.get(case=now).requirement == "立即清除"
    assert MatterFile.objects.filter(matter=now).count() == 1


def test_the_number_before_docketing_is_kept(bureau: Bureau) -> None:
    case = bureau.begin()
    former = Matter.objects.get(pk=case).number
    docketed = bureau.docketed()
    assert Case.objects.get(pk=case).former_number == ""
    kept = Case.objects.get(pk=docketed).former_number
    assert kept
    assert kept not in (former, Matter.objects.get(pk=docketed).number)


def test_the_book_reads_every_row_in_one_statement(
    bureau: Bureau, django_assert_num_queries
) -> None:
    _was, now = converted(bureau)
    with django_assert_num_queries(1):
        book = books.read(now)
    assert [row.pk for row in book.all(Inspection)] == [Inspection.objects.get(case=now).pk]
    assert book.all(Inspection)[0].inspected_at == Inspection.objects.get(case=now).inspected_at
