"""The streamed tree is the tree of RFC 6962, and inclusion proofs prove inclusion only."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengguan.core.journal.merkle import Tree, root_of_path, siblings, sm3

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
LEAVES = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def by_definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 §2.1, written as it stands there."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = by_definition(leaves[:half]), by_definition(leaves[half:])
    return hashlib.sha256(b"\1" + left + right).digest()


def root(leaves: list[bytes]) -> bytes:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def test_the_empty_tree_has_the_root_of_nothing() -> None:
    assert Tree().root().hex() == EMPTY


@given(LEAVES)
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert root(leaves) == by_definition(leaves)


@given(LEAVES, st.data())
def test_a_proof_leads_to_the_root_and_another_leaf_does_not(leaves, data) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = [root(leaves[part.start : part.stop]) for part in siblings(index, len(leaves))]
    proof = {"index": index, "size": len(leaves), "path": path}
    assert root_of_path(leaf=leaves[index], **proof) == root(leaves)
    assert root_of_path(leaf=leaves[index] + b"!", **proof) != root(leaves)


@pytest.mark.parametrize(("index", "size", "path"), [(3, 3, []), (0, 1, [b"x"]), (0, 2, [])])
def test_a_path_that_cannot_fit_proves_nothing(index: int, size: int, path: list[bytes]) -> None:
    assert root_of_path(leaf=b"", index=index, size=size, path=path) is None


def test_sm3_is_the_national_hash() -> None:
    """GB/T 32905-2016, annex A, example 1."""
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
