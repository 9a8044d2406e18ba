"""Cells of a row as what they mean; one that cannot be taken is a bad row, named."""

from datetime import date, datetime

from django.utils.translation import gettext

from chengguan.core.exchange import mapping
from chengguan.core.exchange.shapes import BadRow, Row
from chengguan.core.registers.names import unfit, unfit_words
from chengguan.core.registers.phones import is_phone, phone_words
from chengguan.core.work.rules import ZONE


def name(row: Row, cell: str, longest: int) -> str:
    """Of somebody; as a form would take it."""
    said = row.text(cell, longest)
    if found := unfit(said):
        raise BadRow(unfit_words(found), cell)
    return said


def phone(row: Row, cell: str, longest: int = 30) -> str:
    said = row.text(cell, longest)
    if said and not is_phone(said):
        raise BadRow(phone_words(), cell)
    return said


def moment(row: Row, cell: str) -> datetime | None:
    said = row.text(cell)
    found = mapping.moment(said) if said else None
    if said and found is None:
        words = gettext("时间读不出来：%s。请写成 2026-01-31 09:30 的样子。")
        raise BadRow(words % said, cell)
    return found


def day(row: Row, cell: str) -> date | None:
    said = row.text(cell)
    found = mapping.moment(said) if said else None
    if said and found is None:
        raise BadRow(gettext("日期读不出来：%s。请写成 2026-01-31 的样子。") % said, cell)
    return found.astimezone(ZONE).date() if found else None
