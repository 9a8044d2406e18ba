"""The whole record of a case in one statement: every row of its acts, table by table.

What an ordinary case is judged by and what its page shows lies in some fifty small tables. Each is
read by the key of the case; put together they are one statement for as many cases as are asked
for, and one more for the names of the people in them. Facts, steps, stages and panels are pure
functions of a book.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    Model,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.functions import JSONObject

from chengguan.core.documents.models import Draft
from chengguan.core.journal.models import JournalEntry
from chengguan.core.org.models import Person
from chengguan.core.work.models import ClockChange, Matter, MatterClock, MatterFile
from chengguan.enforcement.cases import models as its

M = TypeVar("M", bound=Model)

TABLES: dict[type[Model], str] = {
    its.Case: "matter",
    JournalEntry: "stream",
    MatterClock: "matter",
    ClockChange: "clock__matter",
    MatterFile: "matter",
    Draft: "matter",
    its.DocketingRequest: "case",
    its.DocketingRuling: "case",
    its.CaseOfficer: "case",
    its.Inspection: "case",
    its.InspectionOfficer: "inspection__case",
    its.Interview: "case",
    its.InterviewOfficer: "interview__case",
    its.Evidence: "case",
    its.EvidenceOfficer: "evidence__case",
    its.Sampling: "case",
    its.SamplingOfficer: "sampling__case",
    its.Preservation: "case",
    its.PreservationOfficer: "preservation__case",
    its.PreservedThing: "preservation__case",
    its.Appraisal: "case",
    its.CorrectionOrder: "case",
    its.Reinspection: "order__case",
    its.ReinspectionOfficer: "reinspection__order__case",
    its.RecusalRequest: "case",
    its.InvestigationReport: "case",
    its.ReportRuling: "report__case",
    its.Ending: "case",
    its.Suspension: "case",
    its.CrimeTransfer: "case",
    its.CrimeTransferOfficer: "transfer__case",
    its.PoliceAnswer: "case",
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
    its.Refund: "case",
    its.Deferral: "case",
    its.Instalment: "deferral__case",
    its.AddedFine: "case",
    its.AdoptedDebt: "case",
    its.AdoptedDecision: "case",
    its.Remedy: "case",
    its.Reminder: "case",
    its.CourtRequest: "case",
    its.CourtApplication: "case",
    its.ConfiscationDisposal: "case",
    its.Disclosure: "case",
    its.PaperCorrection: "case",
    its.ClosingRequest: "case",
    its.ClosingRuling: "request__case",
    its.Archive: "case",
}
"""Each table, and its way to the case."""


class Book:
    """All rows of a case, each table in the order in which it was written."""

    def __init__(self, rows: Mapping[str, list[Any]]) -> None:
        self._rows = rows

    @property
    def case(self) -> its.Case:
        return self.all(its.Case)[0]

    def all(self, model: type[M]) -> list[M]:
        return self._rows.get(model.__name__, [])

    def last(self, model: type[M]) -> M | None:
        rows = self.all(model)
        return rows[-1] if rows else None

    def of(self, model: type[M], **keys: Any) -> list[M]:
        """The rows of a table that belong to another row: ``of(Instalment, deferral_id=3)``."""
        wanted = keys.items()
        return [r for r in self.all(model) if all(getattr(r, k) == v for k, v in wanted)]

    def until(self, model: type[M], name: str, moment: datetime) -> list[M]:
        """What had happened by then, in that order: ``until(Defence, "heard_at", moment)``."""
        rows = [row for row in self.all(model) if getattr(row, name) <= moment]
        return sorted(rows, key=lambda row: getattr(row, name))

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


def of(matter: Matter) -> Book:
    """Read once for one loaded matter as it stands: when an act has moved it, anew."""
    load([matter])
    book: Book = matter.__dict__["book"][1]
    return book


def load(matters: Iterable[Matter]) -> None:
    """One statement for all whose book is not at hand."""
    due = [m for m in matters if m.__dict__.get("book", (None,))[0] != m.version]
    books = read_all([matter.pk for matter in due]) if due else {}
    for matter in due:
        matter.__dict__["book"] = (matter.version, books[matter.pk])


def read(case: UUID) -> Book:
    return read_all([case])[case]


def read_all(cases: Collection[UUID]) -> dict[UUID, Book]:
    """One statement; rows come as objects of their models, without their relations."""
    found: dict[UUID, dict[str, list[Any]]] = {case: defaultdict(list) for case in cases}
    db_alias = connection.alias
    with connection.cursor() as db:
        db.execute(*_statement(cases))
        for key, name, body in db.fetchall():
            case = key if isinstance(key, UUID) else UUID(key)
            said = body if isinstance(body, dict) else json.loads(body)
            found[case][name].append(_object(db_alias, name, case, said))
    for tables in found.values():
        for rows in tables.values():
            rows.sort(key=lambda row: row.pk)
    return {case: Book(tables) for case, tables in found.items()}


# -- the statement -------------------------------------------------------------------------

_ANY = UUID(int=0)
"""Stands for the keys of the cases in the text of the statement."""


def _statement(cases: Collection[UUID]) -> tuple[str, list[Any]]:
    text, params = _text(connection.vendor)
    keys, anyone = [_in_database(case) for case in cases], _in_database(_ANY)
    filled: list[Any] = []
    for param in params:
        filled += keys if param == anyone else [param]
    return text.replace("IN (%s)", f"IN ({', '.join(['%s'] * len(keys))})"), filled


def _in_database(case: UUID) -> Any:
    return UUIDField().get_db_prep_value(case, connection)


@cache
def _text(_vendor: str) -> tuple[str, Sequence[Any]]:
    """Made once for each kind of database: to put the tables together takes longer than to read."""
    first, *others = (_rows(model, path) for model, path in TABLES.items())
    union = first.union(*others, all=True)
    text, params = union.query.get_compiler(connection=connection).as_sql()
    return text, tuple(params)


def _rows(model: type[Model], path: str) -> QuerySet[Any, Any]:
    columns = {field.attname: field.attname for field in _columns(model)}
    rows = model._default_manager.filter(**{f"{path}__in": [_ANY]}).order_by()
    return rows.annotate(
        book_table=Value(model.__name__), book_row=JSONObject(**columns)
    ).values_list(path, "book_table", "book_row")


def _columns(model: type[Model]) -> "list[Field[Any, Any]]":
    """All but the key of the case, which stands beside the row."""
    own = f"{TABLES[model]}_id"
    return [field for field in _kept(model) if field.attname != own]


OF_THE_JOURNAL = ("id", "stream", "action", "actor")
"""Who took which act; the body of an entry is long, and read by nobody here."""


def _kept(model: type[Model]) -> "list[Field[Any, Any]]":
    fields = model._meta.concrete_fields
    return [f for f in fields if model is not JournalEntry or f.name in OF_THE_JOURNAL]


# -- from JSON to rows ---------------------------------------------------------------------


def _object(db_alias: str, name: str, case: UUID, said: dict[str, Any]) -> Model:
    model, kinds = _kinds()[name]
    values = [
        case if read is None else read(said[column]) if said[column] is not None else None
        for column, read in kinds
    ]
    return model.from_db(db_alias, [column for column, _read in kinds], values)


Reading = Callable[[Any], Any]


@cache
def _kinds() -> dict[str, tuple[type[Model], list[tuple[str, Reading | None]]]]:
    """By table: its columns, and how each is read from JSON; None is the key of the case."""
    return {
        model.__name__: (
            model,
            [
                (field.attname, None if field.attname == f"{path}_id" else _reading(field))
                for field in _kept(model)
            ],
        )
        for model, path in TABLES.items()
    }


def _reading(field: "Field[Any, Any]") -> Reading:
    """JSON knows neither moments nor days, and one of the databases no booleans."""
    if isinstance(field, DateTimeField):
        return _moment
    if isinstance(field, DateField):
        return date.fromisoformat
    return bool if isinstance(field, BooleanField) else _as_it_is


def _as_it_is(said: Any) -> Any:
    return said


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
