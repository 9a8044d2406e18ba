"""The log: leaves in order of commitment, signed heads, proofs, deposits."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from chengguan.core.journal.deposits import DepositConflict
from chengguan.core.journal.log import LogBroken, NotSealed
from chengguan.core.journal.models import Checkpoint, JournalEntry, Leaf
from chengguan.core.journal.services import (
    checkpoint,
    deposit,
    inclusion_proof,
    printed_head,
    seal_leaves,
    verify,
    verify_inclusion,
    write_deposit,
)
from tests.core.journal.conftest import AT
from tests.core.journal.history import History, drop_triggers
from tests.core.journal.test_streams import write

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = timedelta(days=1)


def test_leaves_are_numbered_once_in_the_order_of_entries() -> None:
    history = History(1).grow(3)
    assert seal_leaves() == JournalEntry.objects.count()
    assert seal_leaves() == 0
    history.grow(2)
    seal_leaves()
    leaves = list(Leaf.objects.order_by("index").values_list("index", "entry_id"))
    assert [index for index, _ in leaves] == list(range(len(leaves)))
    assert [entry for _, entry in leaves] == sorted(entry for _, entry in leaves)


def test_a_checkpoint_signs_what_is_there_and_nothing_twice() -> None:
    history = History(2).grow(0)
    first = checkpoint(AT)
    assert checkpoint(AT + DAY) == first
    history.grow(0)
    assert checkpoint(AT + DAY).size == JournalEntry.objects.count() > first.size


def test_nothing_is_signed_over_a_log_that_contradicts_its_last_head() -> None:
    history = History(3).grow(0)
    checkpoint(AT)
    drop_triggers()
    Leaf.objects.filter(index=2).update(hash="0" * 64)
    history.grow(1)
    with pytest.raises(LogBroken):
        checkpoint(AT)


def test_nothing_is_signed_over_a_log_cut_short() -> None:
    History(3).grow(0)
    checkpoint(AT)
    drop_triggers()
    newest = Leaf.objects.order_by("-index")[:1].get()
    Leaf.objects.filter(pk=newest.pk)._raw_delete("default")
    JournalEntry.objects.filter(pk=newest.entry_id)._raw_delete("default")
    with pytest.raises(LogBroken):
        checkpoint(AT)


def test_every_entry_is_proved_by_the_newest_head_and_no_other_is() -> None:
    History(4).grow(5)
    checkpoint(AT)
    for entry in JournalEntry.objects.all():
        proof, head = inclusion_proof(entry)
        assert verify_inclusion(proof, entry_hash=entry.hash, root=head.root)
        assert not verify_inclusion(proof, entry_hash="0" * 64, root=head.root)
        assert not verify_inclusion(
            replace(proof, index=proof.index + 1), entry_hash=entry.hash, root=head.root
        )


def test_an_entry_without_checkpoint_has_no_proof_yet() -> None:
    history = History(4).grow(0)
    checkpoint(AT)
    late = history.record(history.streams[0], "late")
    with pytest.raises(NotSealed):
        inclusion_proof(late)


def test_heads_carry_sm3_in_addition_by_setting(settings, tmp_path) -> None:
    history = History(5).grow(0)
    without = checkpoint(AT)
    settings.CHENGGUAN_SM3 = True
    history.grow(0)
    both = checkpoint(AT + DAY)
    write_deposit(tmp_path, both)
    assert (without.root_sm3, len(both.root_sm3)) == ("", 64)
    assert verify(tmp_path).findings == []
    drop_triggers()
    Checkpoint.objects.filter(pk=both.pk).update(root_sm3="0" * 64)
    assert "log.differs" in {finding.code for finding in verify().findings}


def test_a_deposit_says_what_it_is_and_later_ones_add_only_new_leaves(tmp_path) -> None:
    history = History(6).grow(0)
    first = write_deposit(tmp_path, checkpoint(AT))
    history.grow(0)
    head = checkpoint(AT + DAY)
    second = write_deposit(tmp_path, head)
    assert write_deposit(tmp_path, head) == second
    content = json.loads(second.read_text())
    assert (content["size"], content["root"], content["key"]) == (head.size, head.root, head.key_id)
    leaves = [len(path.with_suffix(".leaves").read_text().splitlines()) for path in (first, second)]
    assert leaves == [json.loads(first.read_text())["size"], head.size - leaves[0]]
    assert verify(tmp_path).findings == []


def test_another_head_of_the_same_size_is_not_written_over_a_deposit(tmp_path) -> None:
    History(7).grow(0)
    head = checkpoint(AT)
    write_deposit(tmp_path, head)
    head.signature = "0" * 128
    with pytest.raises(DepositConflict):
        write_deposit(tmp_path, head)


@pytest.mark.parametrize(
    ("ending", "text", "code"),
    [
        (".json", "{", "deposit.damaged"),
        (".json", '{"size": 1}', "deposit.damaged"),
        (".leaves", "", "deposit.leaves"),
        (".leaves", "nonsense", "deposit.leaves"),
    ],
)
def test_a_damaged_deposit_is_named(tmp_path, ending: str, text: str, code: str) -> None:
    History(8).grow(0)
    path = write_deposit(tmp_path, checkpoint(AT)).with_suffix(ending)
    path.write_text(text)
    assert [(finding.code, finding.row) for finding in verify(tmp_path).findings] == [
        (code, path.name)
    ]


def test_a_deposit_with_another_signature_is_named(tmp_path) -> None:
    History(9).grow(0)
    path = write_deposit(tmp_path, checkpoint(AT))
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "made_at": "2020-01-01T00:00:00.000000Z"}))
    codes = {finding.code for finding in verify(tmp_path).findings}
    assert codes == {"checkpoint.signature", "checkpoint.missing"}


def test_a_database_rolled_back_to_before_the_deposit_is_found(tmp_path) -> None:
    """A backup put back: all is consistent, but what was deposited is not there."""
    history = History(10).grow(0)
    write_deposit(tmp_path, checkpoint(AT))
    forget_everything()
    write(history.streams[0])
    codes = {finding.code for finding in verify(tmp_path).findings}
    assert {"log.short", "deposit.differs", "checkpoint.missing"} <= codes


def forget_everything() -> None:
    drop_triggers()
    for model in (Leaf, Checkpoint, JournalEntry):
        model.objects.all()._raw_delete("default")


def test_the_printed_head_carries_size_key_and_the_whole_root() -> None:
    History(11).grow(0)
    head = checkpoint(AT)
    printed = printed_head(head)
    assert head.root in printed.replace(" ", "")
    assert str(head.size) in printed
    assert head.key_id in printed


@pytest.mark.django_db(transaction=True)
def test_a_deposit_is_signed_and_written_in_one_go(tmp_path) -> None:
    path = deposit(tmp_path / "outside", AT)
    assert json.loads(path.read_text())["size"] == 0
    assert verify(tmp_path / "outside").ok
