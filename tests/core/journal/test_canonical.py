"""The same value gives the same bytes."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from chengguan.core.journal.canonical import canonical, digest

SHANGHAI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        ({"元": "城管"}, '{"元":"城管"}'),
        (20_000, "20000"),
        (True, "true"),
        (Decimal("1.50"), '"1.50"'),
        (Decimal("1E+2"), '"100"'),
        (31.2304, '"31.2304"'),
        (date(2026, 9, 15), '"2026-09-15"'),
        (datetime(2026, 9, 15, 9, tzinfo=SHANGHAI), '"2026-09-15T01:00:00.000000Z"'),
        (datetime(2026, 9, 15, 1, 0, 0, 5, tzinfo=UTC), '"2026-09-15T01:00:00.000005Z"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        ((1, "2"), '[1,"2"]'),
        (gettext_lazy("Yes-no"), '"Yes-no"'),
        (
            b"abc",
            '{"length":3,"sha256":'
            '"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}',
        ),
    ],
)
def test_values_have_one_text(value: object, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize(
    "value",
    [object(), {1, 2}, datetime(2026, 9, 15), 2**53, "\ud800"],  # noqa: DTZ001
    ids=["object", "set", "naive moment", "too large", "lone surrogate"],
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical(value)


WORDS = st.text(max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, JSON, max_size=6))
def test_the_order_of_keys_does_not_matter(value: dict[str, object]) -> None:
    assert digest(dict(reversed(value.items()))) == digest(value)
