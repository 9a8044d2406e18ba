"""Money as it is typed: plain figures in yuan, kept in fen."""

import pytest
from django import forms

from chengguan.core.work.forms import YuanField


class Sum(forms.Form):
    fine = YuanField()


@pytest.mark.parametrize(("typed", "fen"), [("1000", 100_000), (" 0.5 ", 50), ("12.34", 1_234)])
def test_plain_figures(typed: str, fen: int) -> None:
    form = Sum({"fine": typed})
    assert form.is_valid()
    assert form.cleaned_data["fine"] == fen


@pytest.mark.parametrize("typed", ["1e3", "1E+3", "NaN", "Infinity", "五百", "1,000", "0x10"])
def test_anything_else_is_refused_and_stays_in_the_form(typed: str) -> None:
    form = Sum({"fine": typed})
    assert form.errors == {"fine": ["金额只写数字，如 1000 或 1000.50。"]}
    assert form["fine"].value() == typed


def test_less_than_nothing_is_refused() -> None:
    assert not Sum({"fine": "-1"}).is_valid()
