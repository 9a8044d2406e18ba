"""One act on many matters: each answers for itself, and a second click acts on none."""

from uuid import uuid4

import pytest

from chengguan.core.work.acting import At
from chengguan.core.work.errors import NotFound, Refused, WrongState
from chengguan.core.work.many import MOST, Chosen, Fate, perform_many
from chengguan.core.work.models import Matter
from tests.core.work.sample import Amount, Town

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def chosen(*matters: Matter) -> list[Chosen]:
    fresh = Matter.objects.in_bulk([matter.pk for matter in matters])
    return [Chosen(matter.pk, fresh[matter.pk].version) for matter in matters]


def take(town: Town, wanted, *, key: str = "one-click", by=None, action: str = "take", **more):
    from_ = by or town.officer
    return perform_many(wanted, action=action, by=from_, at=At.once(town.at), key=key, **more)


def test_each_is_done_and_moves_on(town: Town):
    matters = [town.begin() for _ in range(3)]
    answers = take(town, chosen(*matters))
    assert [answer.fate for answer in answers] == [Fate.DONE] * 3
    assert set(Matter.objects.values_list("state", flat=True)) == {"doing"}


def test_what_cannot_be_done_is_told_and_does_not_touch_the_rest(town: Town):
    ready, taken, moved, hidden = (
        town.begin(),
        town.begin(),
        town.begin(),
        town.begin(organ=town.west),
    )
    town.do(taken, "take", town.colleague)
    wanted = [*chosen(ready, taken), Chosen(moved.pk, 9), *chosen(hidden)]
    answers = take(town, wanted)
    assert [answer.fate for answer in answers] == [
        Fate.DONE,
        Fate.REFUSED,
        Fate.CONFLICT,
        Fate.REFUSED,
    ]
    assert isinstance(answers[1].error, WrongState)
    assert isinstance(answers[3].error, NotFound)
    assert Matter.objects.get(pk=moved.pk).state == "new"


@pytest.mark.trap(54)
def test_a_second_click_acts_on_none_twice(town: Town):
    wanted = chosen(town.begin(), town.begin())
    take(town, wanted)
    versions = list(Matter.objects.order_by("pk").values_list("version", flat=True))
    again = take(town, wanted)
    assert [(answer.fate, answer.is_repeat) for answer in again] == [(Fate.DONE, True)] * 2
    assert list(Matter.objects.order_by("pk").values_list("version", flat=True)) == versions


def test_one_chosen_twice_is_taken_once(town: Town):
    (one,) = chosen(town.begin())
    assert len(take(town, [one, one])) == 1


def test_each_has_its_own_input_and_its_own_refusal(town: Town):
    small, large = town.begin(), town.begin()
    for matter in (small, large):
        town.do(matter, "take", town.officer)
    answers = take(
        town,
        chosen(small, large),
        action="work",
        data=lambda pk: Amount(fen=10 if pk == small.pk else 1_000),
    )
    assert [answer.fate for answer in answers] == [Fate.DONE, Fate.REFUSED]
    assert isinstance(answers[1].error, Refused)


def test_not_more_than_can_be_waited_for(town: Town):
    with pytest.raises(ValueError, match="at most"):
        take(town, [Chosen(uuid4(), 1) for _ in range(MOST + 1)])
