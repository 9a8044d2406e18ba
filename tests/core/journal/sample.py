"""A small governed table for the tests of the journal, kept out of Django's registry of models."""

from typing import ClassVar

from django.apps import apps
from django.db import models

from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue


class Sample(Governed):
    governed_fields: ClassVar[tuple[str, ...]] = ("title", "fine", "rate", "due_at", "phone")

    title = models.CharField(max_length=50)
    fine = models.BigIntegerField(null=True)
    rate = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    due_at = models.DateTimeField(null=True)
    phone = models.ForeignKey(
        SealedValue, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    next_due = models.IntegerField(default=0)  # derived, not governed

    class Meta:
        app_label = "journal"
        db_table = "journal_sample_of_tests"


# no other test should ask for this table, nor makemigrations
del apps.all_models["journal"]["sample"]
apps.clear_cache()
