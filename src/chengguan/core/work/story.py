"""The story of a matter: its journal entries in words, newest first.

It is told from the entries alone, never recomputed from live rows: what was written then is
what is shown now. Each entry shown is checked against its own hash on the way.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.forms import ChoiceField, DateTimeField, Field, FileField, ModelChoiceField
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.journal.chain import entry_hash
from chengguan.core.journal.models import JournalEntry
from chengguan.core.pages import words
from chengguan.core.pages.shapes import Change, StoryEntry
from chengguan.core.work import surface
from chengguan.core.work.forms import EntryField, YuanField
from chengguan.core.work.hands import NEWEST, NOTE_MISTAKE, newest
from chengguan.core.work.models import Matter
from chengguan.core.work.present import clock_words

PAGE = NEWEST - 1


def entries(matter: Matter, before: int | None = None) -> tuple[tuple[StoryEntry, ...], str]:
    """A page of the story and the cursor of what is older (empty at the beginning)."""
    if before is None:
        found = newest(matter)
    else:
        rows = JournalEntry.objects.filter(stream_id=matter.pk, sequence__lt=before)
        found = list(rows.order_by("-sequence")[: PAGE + 1])
    older = str(found[PAGE - 1].sequence) if len(found) > PAGE else ""
    shown = found[:PAGE]
    notes = _mistakes(matter, shown, is_newest=before is None)
    return tuple(_entry(matter, row, notes.get(row.sequence, "")) for row in shown), older


def _mistakes(matter: Matter, rows: list[JournalEntry], *, is_newest: bool) -> dict[int, str]:
    """What was noted as mistaken in these entries. Notes are newer than what they name: on the
    newest page there is one among the rows, or none at all."""
    if is_newest and all(row.action != NOTE_MISTAKE for row in rows):
        return {}
    found = matter.mistakes.filter(sequence__in=[row.sequence for row in rows]).order_by("pk")
    notes: dict[int, list[str]] = {}
    for note in found.select_related("noted_by"):
        said = _("更正（%(who)s，%(at)s）：%(wrong)s 应当是：%(right)s 理由：%(reason)s") % {
            "who": note.noted_by.name if note.noted_by else "",
            "at": words.moment(note.noted_at),
            "wrong": note.wrong,
            "right": note.right,
            "reason": note.reason,
        }
        notes.setdefault(note.sequence, []).append(said)
    return {sequence: "\n".join(said) for sequence, said in notes.items()}


def _entry(matter: Matter, row: JournalEntry, note: str) -> StoryEntry:
    values = json.loads(row.body).get("values", {})
    return StoryEntry(
        title=_(values.get("title") or row.action),
        who=who(row, values),
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        late=bool(values.get("late_entry")),
        late_reason=values.get("reason", ""),
        note=note,
        changes=(*_changes(matter, row.action, values), *_recounted(values)),
        verified=is_intact(row),
        verify_url=reverse("work:record", args=[matter.pk]),
    )


def who(row: JournalEntry, values: Mapping[str, Any]) -> str:
    """Whoever acted, and in whose name where the right was delegated to him."""
    name = _("系统") if row.actor.startswith("system:") else values.get("by") or row.actor
    giver = values.get("acts_for")
    return _("%(name)s（代%(giver)s）") % {"name": name, "giver": giver} if giver else name


def is_intact(row: JournalEntry) -> bool:
    """Whether the entry still hashes to what it said when it was written."""
    return row.hash == entry_hash(
        kind="matter",
        stream=row.stream_id,
        previous=row.previous_hash,
        sequence=row.sequence,
        action=row.action,
        actor=row.actor,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        body=row.body,
    )


def _changes(matter: Matter, action: str, values: Mapping[str, Any]) -> Iterator[Change]:
    fields = surface.form_of(matter.procedure, action).base_fields
    for name, value in values.get("data", {}).items():
        field = fields.get(name)
        if field is not None and (text := _said(value, field)):
            yield Change(label=str(field.label or name), after=text)


def _recounted(values: Mapping[str, Any]) -> Iterator[Change]:
    """What a holiday notice did to the periods of the matter, and which notice it was."""
    for told in values.get("recounted", ()):
        before, after = (_moment(told[end]) for end in ("before", "after"))
        if told["stays_late"]:
            after = _("%(day)s（已逾期，照旧）") % {"day": after}
        yield Change(label=clock_words(told["ref"]), before=before, after=after)
    if "recounted" in values:
        yield Change(label=_("放假通知"), after=str(values["notice"]))


def _moment(text: str | None) -> str:
    return words.moment(datetime.fromisoformat(text)) if text else "—"


def _said(value: Any, field: Field) -> str:
    """A value as its form would show it; money is kept in fen, rows by their number."""
    if isinstance(field, YuanField):
        return words.money(value)
    if isinstance(field, DateTimeField) and isinstance(value, str):
        return words.moment(datetime.fromisoformat(value))
    if isinstance(field, EntryField):
        return _("第 %(number)s 条") % {"number": value}
    choices = _choices(field)
    many = value if isinstance(value, list) else [value]
    numbers = all(isinstance(one, int) and one not in choices for one in many)
    if isinstance(field, FileField) and numbers:
        return _("%(n)s 份") % {"n": len(many)}
    if isinstance(field, ChoiceField) and numbers:
        return ""
    return _words(value, choices)


def _choices(field: Field | None) -> Mapping[Any, Any]:
    """The words of a closed list; rows stand in the entry with their names already."""
    if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField):
        choices: Any = field.choices
        return dict(choices)
    return {}


def _words(value: Any, choices: Mapping[Any, Any]) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dict):
        return _("（密封）") if "sealed" in value else str(value.get("name", ""))
    if isinstance(value, list):
        return words.listed(filter(None, (_words(item, choices) for item in value)))
    return str(choices.get(value, value))
