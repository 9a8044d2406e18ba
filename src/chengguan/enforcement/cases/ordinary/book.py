"""The whole record of one case in one statement: every row of its acts, table by table.

What the page of a case shows lies in some forty small tables. Each is read by the key of the case;
put together they are one statement, and one more for the names of the people in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import BooleanField, DateField, DateTimeField, Field, Model, QuerySet, Value
from django.db.models.functions import JSONObject

from chengguan.core.org.models import Person
from chengguan.enforcement.cases import models as its

M = TypeVar("M", bound=Model)

TABLES: dict[type[Model], str] = {
    its.DocketingRequest: "case",
    its.DocketingRuling: "case",
    its.CaseOfficer: "case",
    its.Inspection: "case",
    its.InspectionOfficer: "inspection__case",
    its.Interview: "case",
    its.InterviewOfficer: "interview__case",
    its.Evidence: "case",
    its.Sampling: "case",
    its.Preservation: "case",
    its.PreservedThing: "preservation__case",
    its.Appraisal: "case",
    its.CorrectionOrder: "case",
    its.Reinspection: "order__case",
    its.RecusalRequest: "case",
    its.InvestigationReport: "case",
    its.ReportRuling: "report__case",
    its.Ending: "case",
    its.AdvanceNotice: "case",
    its.Defence: "case",
    its.HearingRequest: "case",
    its.HearingWaiver: "case",
    its.HearingNotice: "case",
    its.Hearing: "notice__case",
    its.HearingReport: "hearing__notice__case",
    its.LegalReview: "case",
    its.ReviewPoint: "review__case",
    its.CollectiveDiscussion: "case",
    its.Discussant: "discussion__case",
    its.DecisionRequest: "case",
    its.PenaltyDecision: "case",
    its.Exemption: "case",
    its.Service: "case",
    its.PublicNotice: "case",
    its.TreasuryReceipt: "case",
    its.Deferral: "case",
    its.Instalment: "deferral__case",
    its.AddedFine: "case",
    its.Remedy: "case",
    its.Reminder: "case",
    its.CourtApplication: "case",
    its.ConfiscationDisposal: "case",
    its.Disclosure: "case",
    its.PaperCorrection: "case",
    its.ClosingRequest: "case",
    its.ClosingRuling: "request__case",
    its.Archive: "case",
}


class Book:
    """All rows of a case, each table in the order in which it was written."""

    def __init__(self, rows: dict[str, list[Any]]) -> None:
        self._rows = rows

    def all(self, model: type[M]) -> list[M]:
        return self._rows.get(model.__name__, [])

    def last(self, model: type[M]) -> M | None:
        rows = self.all(model)
        return rows[-1] if rows else None

    def of(self, model: type[M], **keys: Any) -> list[M]:
        """The rows of a table that belong to another row: ``of(Instalment, deferral_id=3)``."""
        wanted = keys.items()
        return [r for r in self.all(model) if all(getattr(r, k) == v for k, v in wanted)]

    @cached_property
    def names(self) -> dict[int, str]:
        """Everybody whom the record names, by number."""
        found = {
            getattr(row, field.attname)
            for rows in self._rows.values()
            for row in rows
            for field in row._meta.concrete_fields
            if field.related_model is Person
        }
        people = Person.objects.filter(pk__in=found - {None})
        return dict(people.values_list("pk", "name"))

    def name(self, person: int | None) -> str:
        return self.names.get(person, "") if person else ""

    def named(self, people: Iterable[int]) -> str:
        return "、".join(self.name(person) for person in dict.fromkeys(people))


def read(case: UUID) -> Book:
    """One statement; rows come as objects of their models, without their relations."""
    first, *others = (_rows(model, path, case) for model, path in TABLES.items())
    found: dict[str, list[Any]] = defaultdict(list)
    by_name = {model.__name__: model for model in TABLES}
    for name, body in first.union(*others, all=True):
        found[name].append(_object(by_name[name], body))
    for rows in found.values():
        rows.sort(key=lambda row: row.pk)
    return Book(found)


def _rows(model: type[Model], path: str, case: UUID) -> QuerySet[Any, Any]:
    columns = {field.attname: field.attname for field in _columns(model)}
    rows = model._default_manager.filter(**{path: case}).order_by()
    return rows.annotate(
        book_table=Value(model.__name__), book_row=JSONObject(**columns)
    ).values_list("book_table", "book_row")


def _columns(model: type[Model]) -> "list[Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if field.attname != "case_id"]


def _object(model: type[M], body: dict[str, Any]) -> M:
    kinds = {field.attname: field for field in _columns(model)}
    return model(**{name: _value(kinds[name], said) for name, said in body.items()})


def _value(field: "Field[Any, Any]", said: Any) -> Any:
    """JSON knows neither moments nor days, and one of the databases no booleans."""
    if said is None:
        return None
    if isinstance(field, DateTimeField):
        moment = datetime.fromisoformat(said)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if isinstance(field, DateField):
        return date.fromisoformat(said)
    return bool(said) if isinstance(field, BooleanField) else said
