"""A foreign key is an import that import-linter cannot see: it stays in its app or falls."""

from django.apps import apps
from django.db import models

CORE = [
    {"pages"},
    {"journal"},
    {"org"},
    {"files", "notices"},
    {"registers", "lawbook"},
    {"work"},
    {"documents", "assessment", "events", "exchange", "publicity", "rectification", "roster"},
]
WINGS = ("enforcement", "people", "union")
ABOVE = ("flows", "plans", "insight", "web")


def height(module: str) -> int:
    """On which floor a module of ours lies; what is not ours lies below everything."""
    parts = module.split(".")
    if parts[0] != "chengguan":
        return -1
    if parts[1] == "core":
        return next(height for height, apps in enumerate(CORE) if parts[2] in apps)
    if parts[1] in WINGS:
        return len(CORE)
    return len(CORE) + 1 + ABOVE.index(parts[1])


def may_point(owner: str, target: str) -> bool:
    return owner == target or height(target) < height(owner)


def related(model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [(field.name, field.related_model) for field in fields if field.is_relation]


def test_relations_stay_or_fall() -> None:
    rising = [
        f"{model._meta.label}.{name} → {target._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("chengguan.")
        for name, target in related(model)
        if not may_point(app_of(model), app_of(target))
    ]
    assert not rising


def app_of(model: type[models.Model]) -> str:
    return apps.get_app_config(model._meta.app_label).name


def test_which_way_is_down() -> None:
    assert may_point("chengguan.enforcement.leads", "chengguan.core.work")
    assert may_point("chengguan.flows.lead_to_case", "chengguan.enforcement.cases")
    assert may_point("chengguan.core.org", "django.contrib.auth")
    assert not may_point("chengguan.core.work", "chengguan.enforcement.leads")
    assert not may_point("chengguan.enforcement.cases", "chengguan.enforcement.leads")
    assert not may_point("chengguan.core.files", "chengguan.core.notices")
