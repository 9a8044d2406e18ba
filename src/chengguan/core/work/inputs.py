"""The typed input of an act: frozen dataclasses whose fields may be sealed or carry files.

``sealed("caller_phone", class_key)`` marks a value that must stand in the record only as a
commitment; ``files("photo")`` marks a tuple of uploaded file uses that become part of the
matter. Everything else goes into the journal as it is.
"""

from dataclasses import Field, field, fields, is_dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from chengguan.core.files.models import FileUse
from chengguan.core.journal import services as journal
from chengguan.core.journal.models import SealedValue, SubjectKey
from chengguan.core.work.act import Act
from chengguan.core.work.errors import NotFound, ValuesErased
from chengguan.core.work.models import MatterFile


def sealed(kind: str, default: Any = "") -> Any:
    """A field whose value is sealed under the matter's own key."""
    return field(default=default, metadata={"sealed": kind})


def files(purpose: str, confidentiality: str = "") -> Any:
    """A field with the numbers of uploaded file uses. Empty class: that of the matter."""
    return field(default=(), metadata={"files": purpose, "confidentiality": confidentiality})


def _fields(data: object) -> list[Field[Any]]:
    return list(fields(data)) if is_dataclass(data) and not isinstance(data, type) else []


def plain(data: object) -> dict[str, object]:
    """All values, for telling one request from another; never stored.

    Files count by what is in them: the same photos sent again are the same request.
    """
    return {f.name: _said(f, getattr(data, f.name)) for f in _fields(data)}


def _said(one: Field[Any], value: Any) -> object:
    if "files" in one.metadata and value:
        found = FileUse.objects.filter(pk__in=value).values_list("file__sha256", flat=True)
        return sorted(found)
    return _keyed(value)


def seal(act: Act, data: object, *, is_new: bool) -> None:
    """Seal what is marked; the effect finds the sealed values in ``act.sealed``."""
    marked = [f for f in _fields(data) if "sealed" in f.metadata and getattr(data, f.name)]
    if marked:
        said = [(f.metadata["sealed"], getattr(data, f.name)) for f in marked]
        holder = None if is_new else act.matter.subject_key
        rows = _sealed_under(act, said, is_new, holder)
        act.sealed.update(zip((f.name for f in marked), rows, strict=True))


def _sealed_under(
    act: Act, said: list[tuple[str, str]], is_new: bool, holder: SubjectKey | None
) -> list[SealedValue]:
    if act.sheaf is not None and is_new:
        fresh, rows = journal.sealed_anew(subject=act.matter.pk, values=said)
        act.sheaf.put([fresh, *rows])
        return rows
    try:
        return journal.seal_all(subject=act.matter.pk, values=said, is_new=is_new, holder=holder)
    except journal.SubjectErased:
        raise ValuesErased(_("该事项的保密信息已依法抹除，不能再录入此类内容。")) from None


def journalled(act: Act, data: object) -> dict[str, object]:
    """What the entry says of the input: sealed values by commitment, rows by number."""
    said: dict[str, object] = {}
    for one in _fields(data):
        plain_value = None if "sealed" in one.metadata else _keyed(getattr(data, one.name))
        value = act.sealed.get(one.name, plain_value)
        if value not in (None, "", (), []):
            said[one.name] = value
    return said


def _keyed(value: object) -> object:
    """Rows stand in the record by key and name, dataclasses by their values."""
    if isinstance(value, Model):
        return {"id": value.pk, "name": str(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _keyed(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, list | tuple):
        return [_keyed(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(str(_keyed(item)) for item in value)
    return value


def attach(act: Act, data: object) -> None:
    """Make uploaded files part of the matter, in their order; only what the actor brought can be
    attached."""
    for marked in _fields(data):
        numbers = getattr(data, marked.name)
        if "files" not in marked.metadata or not numbers:
            continue
        known = FileUse.objects.select_related("file").in_bulk(numbers)
        uses = [known[number] for number in dict.fromkeys(numbers) if number in known]
        if len(uses) < len(set(numbers)) or any(
            use.uploaded_by_id != act.by.person_id for use in uses
        ):
            raise NotFound("file")
        act.save_all(_matter_file(act, marked, use) for use in uses)
        act.note(files=[{"sha256": u.file.sha256, "length": u.file.length} for u in uses])


def _matter_file(act: Act, marked: Field[Any], use: FileUse) -> MatterFile:
    return MatterFile(
        matter=act.matter,
        use=use,
        action=act.action.key,
        purpose=marked.metadata["files"],
        confidentiality=marked.metadata["confidentiality"] or act.matter.confidentiality,
        added_at=act.at.recorded,
    )
