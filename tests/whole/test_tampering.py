"""A forger who may write to the database and the disk, on a true history with a deposit made.

Acceptance 4. Forgeries of streams, seals and looks alone are tried in `core.journal`; here it
is the whole house: every governed field of every row, papers, files, leaves and deposits.
"""

import random
import re
from collections.abc import Callable, Iterator
from copy import copy
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import F

from chengguan.core.documents.models import CasePaper, PaperTemplate
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.files import storage
from chengguan.core.files.models import FileUse, StoredFile
from chengguan.core.journal import services as journal
from chengguan.core.journal.findings import Finding
from chengguan.core.journal.governed import Governed, governed_models
from chengguan.core.journal.models import Checkpoint, JournalEntry, Leaf, SealedValue
from chengguan.core.lawbook import overlay
from chengguan.core.work.models import Matter
from tests.core.journal.history import drop_triggers, rechain, thrown_away
from tests.whole.history import History
from tests.whole.town import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SEED = 2026


@pytest.fixture(scope="module")
def history(whole_database: None, house: Path) -> Iterator[History]:
    built = History(house / "deposits")
    clean = journal.verify(built.deposits)
    assert clean.findings == []
    drop_triggers()
    yield built
    overlay.forget()


@pytest.fixture
def forged(history: History, tmp_path: Path, settings) -> Iterator[History]:
    """The history on a copy of its files and deposits; what a test forges never happened."""
    settings.FILES_ROOT = copytree(settings.FILES_ROOT, tmp_path / "files", dirs_exist_ok=True)
    known = history.deposits
    history.deposits = copytree(known, tmp_path / "deposits")
    with thrown_away():
        yield history
    history.deposits = known


def found(history: History) -> list[Finding]:
    return [f for f in journal.verify(history.deposits).findings if f.code != "trigger.missing"]


def names(findings: list[Finding], row: models.Model) -> bool:
    place = (row._meta.label_lower, str(row.pk))
    return any((finding.model, finding.row) == place for finding in findings)


# -- governed rows -----------------------------------------------------------------------------


def with_rows() -> list[type[Governed]]:
    return [model for model in governed_models() if model._base_manager.exists()]


def rows_of(model: type[Governed]) -> list[Governed]:
    return list(model._base_manager.order_by("pk"))


def test_the_history_has_rows_of_every_governed_model(history: History) -> None:
    ours = [m for m in governed_models() if m.__module__.startswith("chengguan.")]
    bare = {m._meta.label_lower for m in ours} - {m._meta.label_lower for m in with_rows()}
    assert bare == set()


def other_value(field: models.Field, value: object) -> object:
    """Something else that the column takes."""
    match value:
        case bool():
            return not value
        case int():
            return value + 7919
        case Decimal():
            return value + 1
        case UUID():
            return uuid4()
        case datetime() | date():
            return value + timedelta(days=7919)
        case str() if value:
            return value[:-1] + ("x" if value[-1] != "x" else "y")
        case str():
            return "x"
    return _instead_of_nothing(field)


def _instead_of_nothing(field: models.Field) -> object:
    fillings: dict[type, object] = {
        models.DateTimeField: NOW,
        models.DateField: NOW.date() + timedelta(days=9999),
        models.TimeField: time(6),
        models.BooleanField: True,
        models.IntegerField: 1,
        models.DecimalField: Decimal(1),
        models.CharField: "x",
        models.TextField: "x",
        models.ForeignKey: 7919,
    }
    return next(value for kind, value in fillings.items() if isinstance(field, kind))


def governed_columns(model: type[Governed]) -> list[models.Field]:
    return [model._meta.get_field(name) for name in model.governed_fields]


TURNS = 19
"""A model with one row in the history has no more fields than this."""


@pytest.mark.parametrize("turn", range(TURNS))
def test_every_governed_field_of_every_model_is_watched(forged: History, turn: int) -> None:
    """Each field in one turn, beside others of its model, each of them in a row of its own."""
    chance, altered = random.Random(SEED + turn), []
    for model in with_rows():
        columns = governed_columns(model)[turn::TURNS]
        for row, field in zip(chance.sample(rows_of(model), len(columns)), columns, strict=True):
            alter_field(row, field)
            altered.append((row, field.name))
    findings = found(forged)
    assert [(row._meta.label, name) for row, name in altered if not names(findings, row)] == []


def alter_field(row: Governed, field: models.Field) -> None:
    """More than it says; less where the database itself would not take more, as of a first day."""
    value = getattr(row, field.attname)
    one = type(row)._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            one.update(**{field.attname: other_value(field, value)})
    except IntegrityError:
        if isinstance(value, bool) or not isinstance(value, int | date):
            raise
        less = value - (timedelta(days=7919) if isinstance(value, date) else 1)
        one.update(**{field.attname: less})


@pytest.mark.trap(18)
def test_a_row_removed_from_any_table_is_missed(forged: History) -> None:
    chosen = [random.Random(SEED).choice(rows_of(model)) for model in with_rows()]
    for row in chosen:
        one = type(row)._base_manager.filter(pk=row.pk)
        one._raw_delete(one.db)
    findings = found(forged)
    assert [row._meta.label for row in chosen if not names(findings, row)] == []


def test_a_row_inserted_into_any_table_is_found(forged: History) -> None:
    added = [inserted(random.Random(SEED).choice(rows_of(model))) for model in with_rows()]
    findings = found(forged)
    assert [row._meta.label for row in added if not names(findings, row)] == []


def test_two_rows_of_any_table_cannot_be_exchanged(forged: History) -> None:
    pairs = [pair for model in with_rows() if (pair := exchanged(model))]
    assert len(pairs) > 20
    findings = found(forged)
    traded = [row for pair in pairs for row in pair]
    assert [row._meta.label for row in traded if not names(findings, row)] == []


def inserted(known: Governed) -> Governed:
    """A copy under a new key, with everything altered that the database wants only once."""
    model, row = type(known), copy(known)
    unique = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    once = {name for constraint in unique for name in constraint.fields}
    for field in model._meta.local_concrete_fields:
        if field.unique or field.name in once:
            setattr(row, field.attname, other_value(field, getattr(row, field.attname)))
    if isinstance(model._meta.pk, models.AutoField):
        row.pk = 4_000_000
    row._state.adding = True
    model._base_manager.bulk_create([row])
    return row


def exchangeable(model: type[Governed]) -> list[models.Field]:
    once = {name for c in model._meta.constraints for name in getattr(c, "fields", ())}
    columns = governed_columns(model)
    return [f for f in columns if not f.unique and f.name not in once and f.name != "since"]


def exchanged(model: type[Governed]) -> tuple[Governed, ...]:
    """Two rows that differ trade all that they may trade; nothing where all say the same."""
    rows, columns = rows_of(model), exchangeable(model)
    said = [[getattr(row, field.attname) for field in columns] for row in rows]
    other = next((n for n, values in enumerate(said) if values != said[0]), None)
    if other is None:
        return ()
    for here, there in ((0, other), (other, 0)):
        values = {f.attname: v for f, v in zip(columns, said[there], strict=True)}
        model._base_manager.filter(pk=rows[here].pk).update(**values)
    return rows[0], rows[other]


# -- journal entries -----------------------------------------------------------------------------

Forgery = Callable[[list[JournalEntry]], JournalEntry]


def alter(entries: list[JournalEntry]) -> JournalEntry:
    chosen = entries[1]
    JournalEntry.objects.filter(pk=chosen.pk).update(actor="person:4711")
    return chosen


def remove(entries: list[JournalEntry]) -> JournalEntry:
    chosen = entries[1]
    one = JournalEntry.objects.filter(pk=chosen.pk)
    one._raw_delete(one.db)
    return chosen


def insert(entries: list[JournalEntry]) -> JournalEntry:
    chosen = entries[1]
    for later in reversed(entries[1:]):
        JournalEntry.objects.filter(pk=later.pk).update(sequence=F("sequence") + 1)
    forged = JournalEntry.objects.get(pk=entries[0].pk)
    forged.pk, forged.sequence = None, chosen.sequence
    forged.save(force_insert=True)
    return chosen


def swap(entries: list[JournalEntry]) -> JournalEntry:
    one, other = entries[1], entries[2]
    for entry, sequence in ((one, 10**6), (other, one.sequence), (one, other.sequence)):
        JournalEntry.objects.filter(pk=entry.pk).update(sequence=sequence)
    return one


def replace(entries: list[JournalEntry]) -> JournalEntry:
    chosen = entries[1]
    remove(entries)
    chosen.occurred_at -= timedelta(days=30)
    chosen.save(force_insert=True)
    return chosen


@pytest.mark.trap(17)
@pytest.mark.parametrize("covered_up", [False, True], ids=["plain", "hashed again"])
@pytest.mark.parametrize("forge", [alter, remove, insert, swap, replace])
def test_the_record_of_any_stream_cannot_be_rewritten(
    forged: History, forge: Forgery, covered_up: bool
) -> None:
    entries = _of_any_stream(random.Random(f"{forge.__name__}{covered_up}"))
    with thrown_away():
        chosen = forge(entries)
        if covered_up:
            rechain(chosen.stream_id, leaves=False)
        places = {(str(f.stream), str(f.sequence)) for f in found(forged)}
    near = {(str(chosen.stream_id), str(chosen.sequence + step)) for step in (-1, 0, 1)}
    assert places & near


def _of_any_stream(chance: random.Random) -> list[JournalEntry]:
    long = JournalEntry.objects.filter(sequence=4, leaf__isnull=False)
    stream = chance.choice(list(long.order_by("pk").values_list("stream_id", flat=True)))
    return list(JournalEntry.objects.filter(stream=stream).order_by("sequence"))


# -- papers ----------------------------------------------------------------------------------------


def papers() -> list[CasePaper]:
    """The decisions on the spot, each with its sheet."""
    decisions = CasePaper.objects.filter(matter__procedure="case.summary")
    return list(decisions.select_related("file__file").order_by("pk"))


def test_the_words_of_a_paper_cannot_be_changed(forged: History) -> None:
    paper = papers()[0]
    words = paper.snapshot.replace("小广告", "大广告")
    assert words != paper.snapshot
    CasePaper.objects.filter(pk=paper.pk).update(snapshot=words)
    assert names(found(forged), paper)


def test_nor_with_a_digest_that_fits(forged: History) -> None:
    paper = papers()[0]
    words = paper.snapshot.replace("小广告", "大广告")
    digest = Snapshot(words).digest
    CasePaper.objects.filter(pk=paper.pk).update(snapshot=words, snapshot_digest=digest)
    assert names(found(forged), paper)


def test_two_papers_cannot_trade_their_words(forged: History) -> None:
    one, other = papers()[:2]
    for paper, words in ((one, other.snapshot), (other, one.snapshot)):
        CasePaper.objects.filter(pk=paper.pk).update(snapshot=words)
    findings = found(forged)
    assert names(findings, one)
    assert names(findings, other)


def test_a_paper_cannot_trade_its_sheet(forged: History) -> None:
    one, other = papers()[:2]
    CasePaper.objects.filter(pk=one.pk).update(file=other.file, sha256=other.sha256)
    assert names(found(forged), one)


def test_a_template_cannot_be_changed_afterwards(forged: History) -> None:
    kept = papers()[0].template
    PaperTemplate.objects.filter(pk=kept.pk).update(sources=kept.sources.replace("行政", "刑事"))
    assert names(found(forged), kept)


# -- bytes on the disk ---------------------------------------------------------------------------


def flip(path: Path) -> None:
    path.chmod(0o640)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def cut(path: Path) -> None:
    path.chmod(0o640)
    path.write_bytes(path.read_bytes()[:-1])


def lose(path: Path) -> None:
    path.unlink()


@pytest.mark.trap(19)
@pytest.mark.parametrize("harm", [flip, cut, lose])
def test_a_file_on_the_disk_is_what_it_was(forged: History, harm: Callable[[Path], None]) -> None:
    """Photos and sheets alike: each in its turn, all at once."""
    files = list(StoredFile.objects.order_by("pk"))
    assert {file.media_type for file in files} == {"application/pdf", "text/plain"}
    for file in files:
        harm(storage.path_of(file.sha256))
    findings = found(forged)
    assert [file.sha256 for file in files if not names(findings, file)] == []


def test_two_files_on_the_disk_cannot_be_exchanged(forged: History) -> None:
    one, other = StoredFile.objects.order_by("pk")[:2]
    here, there = storage.path_of(one.sha256), storage.path_of(other.sha256)
    first, second = here.read_bytes(), there.read_bytes()
    for path, content in ((here, second), (there, first)):
        path.chmod(0o640)
        path.write_bytes(content)
    findings = found(forged)
    assert names(findings, one)
    assert names(findings, other)


def test_the_file_of_another_cannot_be_put_in_its_place(forged: History) -> None:
    use, other = FileUse.objects.order_by("pk")[:2]
    FileUse.objects.filter(pk=use.pk).update(file=other.file)
    assert names(found(forged), use)


# -- leaves, heads, deposits ----------------------------------------------------------------------


def test_no_leaf_can_be_altered_removed_or_exchanged(forged: History) -> None:
    leaf, other = Leaf.objects.select_related("entry").order_by("index")[3:5]
    for forge in ({"hash": "0" * 64}, {"hash": other.hash}):
        with thrown_away():
            Leaf.objects.filter(pk=leaf.pk).update(**forge)
            assert says_entry(found(forged), leaf.entry)
    with thrown_away():
        one = Leaf.objects.filter(pk=leaf.pk)
        one._raw_delete(one.db)
        assert says_entry(found(forged), leaf.entry)


def says_entry(findings: list[Finding], entry: JournalEntry) -> bool:
    place = (str(entry.stream_id), str(entry.sequence))
    return any((str(f.stream), str(f.sequence)) == place for f in findings)


@pytest.mark.parametrize("change", [{"root": "0" * 64}, {"size": 3}, {"signature": "00" * 64}])
def test_no_head_can_be_altered(forged: History, change: dict[str, object]) -> None:
    Checkpoint.objects.update(**change)
    assert {f.code.partition(".")[0] for f in found(forged)} & {"checkpoint"}


def test_no_head_can_be_removed(forged: History) -> None:
    heads = Checkpoint.objects.all()
    heads._raw_delete(heads.db)
    assert "checkpoint.missing" in {finding.code for finding in found(forged)}


def test_a_history_hashed_again_to_the_last_head_differs_from_the_deposit(forged: History) -> None:
    """The forger has everything but the deposit: leaves, head and signature of his own."""
    entries = _of_any_stream(random.Random(SEED))
    chosen = alter(entries)
    rechain(chosen.stream_id, leaves=True)
    heads = Checkpoint.objects.all()
    heads._raw_delete(heads.db)
    journal.checkpoint(NOW)
    assert says_entry(found(forged), chosen)


@pytest.mark.parametrize(
    ("ending", "pattern"),
    [
        ("json", r'"root": "\w'),
        ("json", r'"size": \d'),
        ("json", r'"signature": "\w'),
        ("leaves", r"^\w"),
    ],
)
def test_an_altered_deposit_is_told(forged: History, ending: str, pattern: str) -> None:
    (path,) = forged.deposits.glob(f"*.{ending}")
    text = path.read_text()
    place = re.search(pattern, text).end() - 1
    path.write_text(text[:place] + ("1" if text[place] != "1" else "2") + text[place + 1 :])
    assert found(forged) != []


@pytest.mark.parametrize("ending", ["json", "leaves"])
def test_a_torn_deposit_is_told(forged: History, ending: str) -> None:
    (path,) = forged.deposits.glob(f"*.{ending}")
    path.write_text(path.read_text()[: path.stat().st_size * 2 // 3])
    assert found(forged) != []


# -- any of it -------------------------------------------------------------------------------------


MOST_FIELDS = max(len(model.governed_fields) for model in governed_models())


@pytest.mark.slow
@pytest.mark.parametrize("place", range(MOST_FIELDS))
def test_every_field_of_every_row_of_the_history(forged: History, place: int) -> None:
    """All rows at once, but those that the database itself would not take so."""
    altered = []
    for model in with_rows():
        for field in governed_columns(model)[place : place + 1]:
            altered += [row for row in rows_of(model) if is_taken(row, field)]
    places = {(finding.model, finding.row) for finding in found(forged)}
    assert altered
    assert [row for row in altered if (row._meta.label_lower, str(row.pk)) not in places] == []


def is_taken(row: Governed, field: models.Field) -> bool:
    try:
        with transaction.atomic():
            alter_field(row, field)
    except IntegrityError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_any_row_and_any_field_of_the_history_alone(forged: History, seed: int) -> None:
    chance = random.Random(seed)
    model = chance.choice(with_rows())
    row, field = chance.choice(rows_of(model)), chance.choice(governed_columns(model))
    alter_field(row, field)
    assert names(found(forged), row), field.name


# -- what is lawful ------------------------------------------------------------------------------


def test_erasing_a_complainant_leaves_everything_verifiable(forged: History) -> None:
    lead = Matter.objects.get(pk=forged.leads[0]).lead
    sealed = [lead.caller_name, lead.caller_phone, lead.answer]
    assert all(reveal(value) for value in sealed)
    journal.erase(subject=lead.pk, actor="person:1", reason="当事人请求", at=NOW)
    assert found(forged) == []
    fresh = SealedValue.objects.filter(pk__in=[value.pk for value in sealed])
    assert [reveal(value) for value in fresh] == [None] * 3
    assert not journal.find("complainant.phone", "13800000001").filter(subject=lead.pk)


def reveal(value: SealedValue) -> str | None:
    return journal.reveal(value, actor="person:1", reason="核对", at=NOW)


def test_erasing_a_party_leaves_the_others_readable(forged: History) -> None:
    case = Matter.objects.filter(kind="case").select_related("party").earliest("opened_at")
    party = case.party
    journal.erase(subject=party.subject, actor="person:1", reason="期满", at=NOW)
    assert found(forged) == []
    others = SealedValue.objects.exclude(subject=party.subject)
    assert all(reveal(value) for value in others)


def test_without_forgery_nothing_is_found(forged: History) -> None:
    assert found(forged) == []
