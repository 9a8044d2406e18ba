"""One Chinese term, one identifier: models, their fields and actions stand in docs/glossary.md."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.utils.translation import override

from tests.house import source

ROW = re.compile(r"^\| *([^|]+?) *\| *([^|]+?) *\| *([^|]+?) *\|", re.M)
HAN = re.compile(r"[\u4e00-\u9fff]")


def rows() -> list[tuple[str, str, str]]:
    lines = ROW.findall((source.ROOT / "docs" / "glossary.md").read_text())
    return [line for line in lines if line[0] not in {"Chinese", "---"} and "---" not in line[0]]


def terms() -> set[str]:
    """Every Chinese term; `甲/乙` and `甲（乙）` are two terms for one thing."""
    split = re.compile(r"[/（）()、]")
    whole = {row[0] for row in rows()}
    return whole | {part.strip() for term in whole for part in split.split(term) if part.strip()}


def identifiers() -> set[str]:
    return {word for row in rows() for word in re.findall(r"`([^`]+)`", row[2])}


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("chengguan.")]


def names(model: type[models.Model]) -> list[tuple[str, str]]:
    """(where, Chinese word) of a model and its columns; what nobody sees has no Chinese name."""
    with override("zh-hans"):
        found = [(model._meta.label, str(model._meta.verbose_name))]
        found += [
            (f"{model._meta.label}.{field.name}", str(field.verbose_name))
            for field in model._meta.fields
            if field.model is model
        ]
    return [(where, word) for where, word in found if HAN.search(word)]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_name_of_a_model_is_a_term(model: type[models.Model]) -> None:
    known = terms()
    missing = [f"{where} {word}" for where, word in names(model) if word not in known]
    assert not missing


def test_every_action_is_a_term() -> None:
    missing = [
        f"{path.parent.name}: {key} {title}"
        for path in source.PACKAGE.rglob("procedures*")
        for file in ([path] if path.is_file() else path.glob("*.py"))
        for key, title in re.findall(r'Action\(\s*"(\w+)",\s*(?:_\()?"([^"]+)"', source.text(file))
        if key not in identifiers()
    ]
    assert not missing


def test_one_term_has_one_identifier() -> None:
    owner: dict[str, str] = {}
    twice = [
        f"{term}: {owner[term]} and {identifier}"
        for term, _english, identifier in rows()
        if owner.setdefault(term, identifier) != identifier
    ]
    assert not twice


def test_every_row_is_whole() -> None:
    assert not [row for row in rows() if not HAN.search(row[0]) or "`" not in row[2]]
