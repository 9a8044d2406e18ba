"""The digest of a row: the same before and after the database, and only of what is governed."""

from typing import ClassVar

import pytest
from django.apps import apps
from django.db import models

from chengguan.core.journal import governed
from chengguan.core.journal.governed import Governed, check_governed
from tests.core.journal.conftest import AT
from tests.core.journal.sample import Sample

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.mark.parametrize(
    "values",
    [
        {"title": "占道"},
        {"title": "", "fine": 0},
        {"title": "占道", "fine": "20000"},
        {"title": "占道", "rate": "1.5"},
        {"title": "占道", "rate": 2},
        {"title": "占道", "due_at": AT},
    ],
    ids=str,
)
def test_a_row_read_again_has_the_digest_it_had_when_written(values) -> None:
    row = Sample.objects.create(**values)
    assert Sample.objects.get(pk=row.pk).governed_digest() == row.governed_digest()


def test_each_governed_field_counts_and_a_derived_one_does_not() -> None:
    row = Sample.objects.create(title="占道", fine=1)
    before = row.governed_digest()
    row.next_due = 9
    assert row.governed_digest() == before
    row.fine = None
    assert row.governed_digest() != before


def test_a_null_and_a_new_empty_column_do_not_change_the_digest(monkeypatch) -> None:
    row = Sample.objects.create(title="占道")
    before = row.governed_digest()
    monkeypatch.setattr(Sample, "governed_fields", ("title",))
    assert row.governed_digest() == before


def test_all_governed_models_of_the_house_name_columns_of_theirs() -> None:
    assert check_governed() == []


def test_a_wrong_declaration_is_named(monkeypatch) -> None:
    class Wrong(Governed):
        governed_fields: ClassVar[tuple[str, ...]] = ("titel", "others")
        others = models.ManyToManyField("self")

        class Meta:
            app_label = "journal"

    class Forgotten(Governed):
        class Meta:
            app_label = "journal"

    for name in ("wrong", "forgotten", "wrong_others"):
        apps.all_models["journal"].pop(name)
    apps.clear_cache()
    monkeypatch.setattr(governed, "governed_models", lambda: [Wrong, Forgotten])
    assert check_governed() == [
        "journal.wrong has no field titel",
        "journal.wrong.others is no column of its own",
        "journal.forgotten names no governed fields",
    ]
