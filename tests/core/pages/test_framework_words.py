"""What a form says of wrong input is ours in both languages, not the framework's."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

OF_THE_FRAMEWORK = re.compile(r"Ensure|valid|required|确保|变量|有效|字段|必填项")

WRONG: list[tuple[forms.Field, Any]] = [
    (forms.CharField(), ""),
    (forms.CharField(max_length=3), "abcdef"),
    (forms.CharField(min_length=2), "a"),
    (forms.CharField(), "a\0b"),
    (forms.IntegerField(), "x"),
    (forms.IntegerField(min_value=1), "0"),
    (forms.IntegerField(max_value=3), "9"),
    (forms.DecimalField(max_digits=4, decimal_places=2), "123456"),
    (forms.DecimalField(max_digits=4, decimal_places=2), "1.234"),
    (forms.DecimalField(), "x"),
    (forms.DateField(), "2026-02-31"),
    (forms.DateTimeField(), "x"),
    (forms.ChoiceField(choices=[("a", "甲")]), "z"),
    (forms.MultipleChoiceField(choices=[("a", "甲")]), "z"),
    (forms.MultipleChoiceField(choices=[("a", "甲")]), ["z"]),
    (forms.FileField(), None),
]


def told(language: str) -> Iterator[str]:
    with override(language):
        for field, value in WRONG:
            with pytest.raises(ValidationError) as refused:
                field.clean(value)
            yield from refused.value.messages


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_word_of_the_framework_is_left(language: str) -> None:
    said = list(told(language))
    assert len(said) >= len(WRONG)
    assert [text for text in said if OF_THE_FRAMEWORK.search(text)] == []


def test_numbers_are_kept() -> None:
    with override("zh-hans"), pytest.raises(ValidationError, match="最多 3 个字，现在有 6 个"):
        forms.CharField(max_length=3).clean("abcdef")
