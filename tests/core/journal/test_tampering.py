"""Whatever a forger with the whole database does to what was deposited is found and named."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chengguan.core.journal.findings import Finding
from chengguan.core.journal.models import (
    Checkpoint,
    JournalEntry,
    Leaf,
    Look,
    SealedValue,
    Stream,
    SubjectKey,
)
from chengguan.core.journal.services import checkpoint, seal_looks, verify, write_deposit
from tests.core.journal.conftest import AT
from tests.core.journal.history import History, drop_triggers, rechain, thrown_away
from tests.core.journal.sample import Sample

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.trap(17)]

Forgery = Callable[[History], dict[str, object]]
FORGERIES: list[Forgery] = []
SAMPLE = Sample._meta.label_lower
SEALED = SealedValue._meta.label_lower
KEY = SubjectKey._meta.label_lower


def forgery(function: Forgery) -> Forgery:
    """A forgery returns what the finding has to say."""
    FORGERIES.append(function)
    return function


def entry(history: History, *, last: bool = False, middle: bool = False) -> JournalEntry:
    """One of the entries from before the deposit."""
    stream = history.random.choice(history.streams)
    deposited = JournalEntry.objects.filter(stream=stream, leaf__isnull=False)
    entries = list(deposited.order_by("sequence"))
    if last:
        return entries[-1]
    return history.random.choice(entries[1:-1] if middle else entries)


def cut_off(chosen: JournalEntry) -> None:
    """Delete an entry and all after it."""
    raw_delete(JournalEntry.objects.filter(stream=chosen.stream_id, sequence__gte=chosen.sequence))


def named(code: str, entry: JournalEntry) -> dict[str, object]:
    return {"code": code, "stream": str(entry.stream_id), "sequence": str(entry.sequence)}


def raw_delete(rows) -> None:
    rows._raw_delete(rows.db)


@forgery
def alter_body(history):
    chosen = entry(history)
    body = chosen.body.replace('"values":{', '"values":{"a":1,', 1)
    if body == chosen.body:
        body = chosen.body + " "
    JournalEntry.objects.filter(pk=chosen.pk).update(body=body)
    return named("entry.altered", chosen)


@forgery
def alter_actor(history):
    chosen = entry(history)
    JournalEntry.objects.filter(pk=chosen.pk).update(actor="person:13")
    return named("entry.altered", chosen)


@forgery
def backdate(history):
    chosen = entry(history)
    JournalEntry.objects.filter(pk=chosen.pk).update(occurred_at=AT.replace(year=2025))
    return named("entry.altered", chosen)


@forgery
def alter_and_hash_again(history):
    chosen = entry(history)
    JournalEntry.objects.filter(pk=chosen.pk).update(actor="person:13")
    rechain(chosen.stream_id, leaves=False)
    return named("leaf.differs", chosen)


@forgery
def delete_last(history):
    chosen = entry(history, last=True)
    cut_off(chosen)
    return named("entry.missing", chosen)


@forgery
def delete_last_and_fix_the_head(history):
    chosen = entry(history, last=True)
    cut_off(chosen)
    rechain(chosen.stream_id, leaves=False)
    return {"code": "leaf.orphan", "row": str(Leaf.objects.get(entry=chosen.pk).index)}


@forgery
def delete_middle(history):
    chosen = entry(history, middle=True)
    raw_delete(JournalEntry.objects.filter(pk=chosen.pk))
    return named("entry.missing", chosen)


@forgery
def delete_a_whole_stream(history):
    chosen = entry(history)
    raw_delete(JournalEntry.objects.filter(stream=chosen.stream_id))
    return {"code": "entry.missing", "stream": str(chosen.stream_id), "sequence": "1"}


@forgery
def delete_a_stream_row(history):
    chosen = entry(history)
    raw_delete(Stream.objects.filter(pk=chosen.stream_id))
    return named("stream.missing", chosen)


@forgery
def swap_two(history):
    chosen = entry(history, middle=True)
    entries = JournalEntry.objects.filter(stream=chosen.stream_id)
    entries.filter(sequence=chosen.sequence).update(sequence=0)
    entries.filter(sequence=chosen.sequence + 1).update(sequence=chosen.sequence)
    entries.filter(sequence=0).update(sequence=chosen.sequence + 1)
    return named("entry.altered", chosen)


@forgery
def swap_two_and_hash_again(history):
    swap = swap_two(history)
    rechain(swap["stream"], leaves=False)
    return {**swap, "code": "leaf.order", "sequence": str(int(swap["sequence"]) + 1)}


@forgery
def insert_and_hash_again(history):
    chosen = entry(history, middle=True)
    later = JournalEntry.objects.filter(
        stream=chosen.stream_id, sequence__gte=chosen.sequence
    ).order_by("-sequence")
    for one in later:
        JournalEntry.objects.filter(pk=one.pk).update(sequence=F("sequence") + 1)
    forged = JournalEntry.objects.get(pk=chosen.pk)
    forged.pk, forged.sequence, forged.actor = None, chosen.sequence, "person:99"
    forged.save(force_insert=True)
    rechain(chosen.stream_id, leaves=False)
    return named("entry.unsealed", chosen)


@forgery
def replace(history):
    chosen = entry(history)
    kept = JournalEntry.objects.get(pk=chosen.pk)
    raw_delete(JournalEntry.objects.filter(pk=chosen.pk))
    kept.body = '{"values":{"other":1}}'
    kept.save(force_insert=True)
    rechain(chosen.stream_id, leaves=False)
    return named("leaf.differs", chosen)


@forgery
def rewrite_everything_consistently(history):
    chosen = entry(history)
    JournalEntry.objects.filter(pk=chosen.pk).update(actor="person:13")
    rechain(chosen.stream_id, leaves=True)
    raw_delete(Checkpoint.objects.all())
    return named("deposit.differs", chosen)


@forgery
def rewrite_everything_and_the_root(history):
    chosen = entry(history)
    JournalEntry.objects.filter(pk=chosen.pk).update(actor="person:13")
    rechain(chosen.stream_id, leaves=True)
    Checkpoint.objects.update(root="0" * 64)
    return {"code": "checkpoint.missing"}


@forgery
def truncate_and_rechain(history):
    chosen = entry(history, middle=True)
    tail = JournalEntry.objects.filter(stream=chosen.stream_id, sequence__gte=chosen.sequence)
    raw_delete(Leaf.objects.filter(entry__in=list(tail)))
    raw_delete(tail)
    rechain(chosen.stream_id, leaves=True)
    for number, leaf in enumerate(list(Leaf.objects.order_by("index"))):
        Leaf.objects.filter(pk=leaf.pk).update(index=number)
    raw_delete(Checkpoint.objects.all())
    return named("deposit.differs", chosen)


@forgery
def change_the_kind_of_a_stream(history):
    chosen = entry(history)
    Stream.objects.filter(pk=chosen.stream_id).update(kind="register")
    return named("entry.altered", chosen)


@forgery
def alter_leaf(history):
    chosen = entry(history)
    Leaf.objects.filter(entry=chosen).update(hash="0" * 64)
    return named("leaf.differs", chosen)


@forgery
def delete_leaf(history):
    chosen = entry(history, middle=True)
    leaf = Leaf.objects.get(entry=chosen)
    raw_delete(Leaf.objects.filter(pk=leaf.pk))
    return named("deposit.differs", chosen)


@forgery
def alter_checkpoint(history):
    Checkpoint.objects.update(root="0" * 64)
    return {"code": "checkpoint.signature"}


@forgery
def delete_checkpoint(history):
    raw_delete(Checkpoint.objects.all())
    return {"code": "checkpoint.missing"}


@forgery
def exchange_ciphertexts(history):
    one, other = SealedValue.objects.order_by("id")[:2]
    SealedValue.objects.filter(pk=one.pk).update(ciphertext=other.ciphertext)
    return {"code": "sealed.altered", "model": SEALED, "row": str(one.pk)}


@forgery
def alter_commitment(history):
    SealedValue.objects.filter(pk=first_sealed().pk).update(commitment="0" * 64)
    return {"code": "sealed.differs", "model": SEALED, "row": str(first_sealed().pk)}


@forgery
def alter_blind_index(history):
    SealedValue.objects.filter(pk=first_sealed().pk).update(blind_index="0" * 64)
    return {"code": "sealed.index", "model": SEALED, "row": str(first_sealed().pk)}


@forgery
def delete_sealed_value(history):
    key = first_sealed().pk
    raw_delete(SealedValue.objects.filter(pk=key))
    return {"code": "sealed.missing", "model": SEALED, "row": str(key)}


@forgery
def empty_subject_key(history):
    subject = first_sealed().subject_id
    SubjectKey.objects.filter(pk=subject).update(wrapped_key=None, erased_at=AT)
    return {"code": "key.removed", "model": KEY, "row": str(subject)}


@forgery
def delete_subject_key(history):
    subject = first_sealed().subject_id
    raw_delete(SubjectKey.objects.filter(pk=subject))
    return {"code": "key.missing", "model": KEY, "row": str(subject)}


@forgery
def change_governed_row(history):
    row = history.random.choice(history.rows)
    Sample.objects.filter(pk=row.pk).update(title="改过")
    return {"code": "row.differs", "model": SAMPLE, "row": str(row.pk), "stream": ...}


@forgery
def delete_governed_row(history):
    row = history.random.choice(history.rows)
    raw_delete(Sample.objects.filter(pk=row.pk))
    return {"code": "row.missing", "model": SAMPLE, "row": str(row.pk), "sequence": ...}


@forgery
def insert_governed_row(history):
    row = Sample.objects.create(title="无条目")
    return {"code": "row.unrecorded", "model": SAMPLE, "row": str(row.pk)}


@forgery
def bring_back_a_deleted_row(history):
    row = history.random.choice(history.removed)
    Sample.objects.create(pk=row, title="又来")
    return {"code": "row.returned", "model": SAMPLE, "row": str(row)}


@forgery
def alter_look(history):
    seen = history.random.choice(Look.objects.exclude(batch=None))
    Look.objects.filter(pk=seen.pk).update(actor="person:2")
    return named("looks.differ", seen.batch)


@forgery
def delete_look(history):
    seen = history.random.choice(Look.objects.exclude(batch=None))
    raw_delete(Look.objects.filter(pk=seen.pk))
    return named("looks.differ", seen.batch)


def first_sealed() -> SealedValue:
    return SealedValue.objects.order_by("id")[0]


def says(finding: Finding, wanted: dict[str, object]) -> bool:
    said = finding.as_dict()
    return all(
        name in said if value is ... else said.get(name) == value for name, value in wanted.items()
    )


def found_and_named(forge: Forgery, seed: int, acts: int) -> None:
    with thrown_away(), TemporaryDirectory() as name:
        history, folder = History(seed).grow(acts), Path(name)
        seal_looks(at=AT)
        write_deposit(folder, checkpoint(AT))
        history.grow(acts // 2)  # life goes on after the deposit
        drop_triggers()
        clean = verify(folder).findings
        assert {finding.code for finding in clean} == {"trigger.missing"}
        with thrown_away():
            wanted = forge(history)
            findings = verify(folder).findings
        assert any(says(finding, wanted) for finding in findings), (wanted, findings)


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forgery_is_found_and_named(forge: Forgery) -> None:
    found_and_named(forge, seed=FORGERIES.index(forge), acts=4)


@pytest.mark.slow
@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(forge=st.sampled_from(FORGERIES), seed=st.integers(0, 2**32), acts=st.integers(0, 20))
def test_any_forgery_in_any_history(forge: Forgery, seed: int, acts: int) -> None:
    found_and_named(forge, seed, acts)
