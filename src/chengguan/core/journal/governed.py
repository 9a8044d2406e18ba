"""Governed rows: tables whose content the journal vouches for.

A model names its `governed_fields`; whoever writes a row hands it to `append`, which puts the
row's digest into the entry. `verify` compares every row with its latest digest.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from .canonical import canonical, digest_text
from .models import SealedValue


class Governed(models.Model):
    """Base of every table the journal vouches for. Derived columns are not governed."""

    governed_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def governed_digest(self) -> str:
        """SHA-256 over model, key and governed fields; nulls left out, relations by key."""
        return digest_text(self.governed_text())

    def governed_text(self) -> str:
        """What the digest is taken of: canonical JSON."""
        values = {name: self._governed_value(name) for name in self.governed_fields}
        fields = {name: value for name, value in values.items() if value is not None}
        return canonical({**governed_place(self), "fields": fields})

    def _governed_value(self, name: str) -> object:
        field = _column(type(self), name)
        value = field.get_prep_value(getattr(self, field.attname))
        if isinstance(value, Decimal) and isinstance(field, models.DecimalField):
            # the database gives back as many places as the column has
            return value.quantize(Decimal(1).scaleb(-field.decimal_places))
        return value

    def sealed_at_hand(self) -> Iterator[SealedValue]:
        """The sealed values this row points to, as far as they are loaded (no query)."""
        for name in self.governed_fields:
            field = _column(type(self), name)
            if isinstance(field, models.ForeignKey) and field.related_model is SealedValue:
                value = getattr(self, name) if field.is_cached(self) else None
                if value is not None:
                    yield value


def _column(model: type[models.Model], name: str) -> models.Field:
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(f"{model._meta.label_lower}.{name} is no column")
    return field


def governed_place(row: Governed) -> dict[str, str]:
    if row.pk is None:
        raise ValueError("a row without a key: save it before, delete it after the entry")
    return {"model": row._meta.label_lower, "id": str(row.pk)}


def governed_models() -> list[type[Governed]]:
    return [model for model in apps.get_models() if issubclass(model, Governed)]


def check_governed() -> list[str]:
    """What is wrong with the declarations of the governed models; empty when all is well."""
    return [problem for model in governed_models() for problem in _problems(model)]


def _problems(model: type[Governed]) -> Iterator[str]:
    label = model._meta.label_lower
    if not model.governed_fields:
        yield f"{label} names no governed fields"
    for name in model.governed_fields:
        try:
            field = _column(model, name)
        except FieldDoesNotExist:
            yield f"{label} has no field {name}"
            continue
        if not field.concrete or field.many_to_many:
            yield f"{label}.{name} is no column of its own"
