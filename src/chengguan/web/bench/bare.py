"""Bare Django to measure against: one plain table, a list of 50, an insert, no middleware."""

import json
from typing import ClassVar

from django.db import connection, models
from django.http import HttpRequest, JsonResponse

PAGE = 50


class Plain(models.Model):
    """As wide as a line of a list of matters; nobody's rights are asked."""

    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    organ = models.CharField(max_length=100)
    state = models.CharField(max_length=40)
    is_open = models.BooleanField()
    next_due_at = models.DateTimeField(db_index=True)
    version = models.PositiveIntegerField()

    objects: ClassVar[models.Manager] = models.Manager()

    class Meta:
        # Of no installed app: migrations never learn of this table.
        app_label = "bench"


def create_table() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Plain)


def plain_list(request: HttpRequest) -> JsonResponse:
    rows = Plain.objects.order_by("next_due_at").values()[:PAGE]
    return JsonResponse({"items": list(rows)})


def plain_insert(request: HttpRequest) -> JsonResponse:
    row = Plain.objects.create(**json.loads(request.body))
    return JsonResponse({"id": row.pk}, status=201)
