"""Rows handed to whoever takes them: together where that goes smoothly, else each by itself."""

import logging
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext

from chengguan.core.exchange.models import Brought
from chengguan.core.exchange.shapes import BadRow, Importer, Outcome, Row, Taken
from chengguan.core.journal import services as journal
from chengguan.core.journal.canonical import canonical
from chengguan.core.org.record import Refused
from chengguan.core.pages.words import clauses, labelled, listed
from chengguan.core.work.batch import why_not
from chengguan.core.work.errors import WorkError

log = logging.getLogger(__name__)

UNFIT = (ValueError, LookupError, TypeError, ArithmeticError, DataError, IntegrityError)
"""What a value raises that nobody foresaw: the row is at fault, and the others go on."""


def number_of(known: Importer, row: Row) -> str:
    """The number that the source gave to a row; empty where the list has none."""
    return row.values.get(known.number, "") if known.number else ""


def take(known: Importer, rows: Sequence[Row]) -> list[Outcome]:
    """What became of each row, in order."""
    found = _together(known, rows)
    return [outcome or take_one(known, row) for row, outcome in zip(rows, found, strict=True)]


def _together(known: Importer, rows: Sequence[Row]) -> list[Outcome | None]:
    """Those that can be taken in few statements. Where the database refuses them together, which
    one was wrong shows when each is taken by itself."""
    found: list[Outcome | None] = [None] * len(rows)
    whole = [n for n, row in enumerate(rows) if not _misshapen(known, row)]
    if known.take_all is None or len(whole) < 2:
        return found
    try:
        with transaction.atomic():
            taken = known.take_all([rows[n] for n in whole])
    except UNFIT as error:
        log.info("%s: rows are taken one by one: %r", known.key, error)
        return found
    for n, outcome in zip(whole, taken, strict=True):
        found[n] = outcome
    return found


def _misshapen(known: Importer, row: Row) -> list[str]:
    """What is wrong with a row before anything is read of it."""
    lacking = [str(f.title) for f in known.fields if f.required and not row.values.get(f.name)]
    said = [gettext("没有填写：%s。") % listed(lacking)] if lacking else []
    if row.beyond:
        words = gettext("多出 %(count)s 格，没有列名：%(cells)s。可能是文字里的分隔符没有加引号。")
        said.append(words % {"count": len(row.beyond), "cells": listed(row.beyond)})
    return said


def take_one(known: Importer, row: Row) -> Outcome:
    """One row in a savepoint of its own: what is wrong with it is wrong with it alone."""
    if said := _misshapen(known, row):
        return _bad(*said, *_faults(known, row))
    try:
        with transaction.atomic():
            if known.remembers and (before := _brought(known, row)):
                return before
            return known.take(row)
    except (BadRow, Refused) as error:
        said = _faults(known, row)
        is_told = any(str(error) in one for one in said)
        return _bad(*said) if is_told else _bad(_said(known, error), *said)
    except WorkError as error:
        return _bad(why_not(error))
    except ValidationError as error:
        return _bad(clauses(error.messages))
    except UNFIT:
        log.exception("%s: a row could not be taken", known.key)
        return _bad(gettext("这一行的内容系统处理不了，已记录，请告知管理员。"))


def _bad(*said: str) -> Outcome:
    if len(said) == 1:
        return Outcome(Taken.BAD, said[0])
    return Outcome(Taken.BAD, clauses(one.rstrip("。") for one in said) + "。")


def _faults(known: Importer, row: Row) -> list[str]:
    """What is wrong with its cells, each under its title; the same fault is told once."""
    found: dict[str, str] = {}
    try:
        with transaction.atomic():
            for field in known.fields:
                if field.reads is None or field.name not in row.values:
                    continue
                try:
                    field.reads(row)
                except (BadRow, Refused) as error:
                    found.setdefault(str(error), _said(known, error, field.name))
    except UNFIT:
        log.exception("%s: the cells of a row could not be read", known.key)
    return list(found.values())


def _said(known: Importer, error: BadRow | Refused, cell: str = "") -> str:
    """Under the title of its cell, where it has one."""
    at_fault = (error.cell if isinstance(error, BadRow) else "") or cell
    return labelled(known.field(at_fault).title, error) if at_fault else str(error)


def _brought(known: Importer, row: Row) -> Outcome | None:
    """Write down that this number comes in; known before, the row is not taken again."""
    content = journal.keyed_digest(canonical(dict(row.values)))
    held, is_new = Brought.objects.get_or_create(
        importer=known.key,
        source=row.source,
        number=number_of(known, row),
        defaults={"content": content},
    )
    if is_new:
        return None
    if held.content == content:
        return Outcome(Taken.EXISTING)
    return Outcome(Taken.CHANGED, gettext("这个编号先前已导入，内容与这次不同，没有改动。"))
