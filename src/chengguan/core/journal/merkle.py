"""The Merkle tree of RFC 6962: roots in flat memory, inclusion proofs, pure functions."""

import hashlib
from collections.abc import Callable, Sequence

from cryptography.hazmat.primitives import hashes


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def sm3(data: bytes) -> bytes:
    state = hashes.Hash(hashes.SM3())
    state.update(data)
    return state.finalize()


class Tree:
    """A tree that grows leaf by leaf and keeps only the peaks of its complete subtrees."""

    def __init__(self, hashed: Callable[[bytes], bytes] = sha256) -> None:
        self.hashed = hashed
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []  # (height, root), the highest first

    def add(self, leaf: bytes) -> None:
        height, node = 0, self.hashed(b"\0" + leaf)
        while self._peaks and self._peaks[-1][0] == height:
            node = self._join(self._peaks.pop()[1], node)
            height += 1
        self._peaks.append((height, node))
        self.size += 1

    def root(self) -> bytes:
        if not self._peaks:
            return self.hashed(b"")
        node = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            node = self._join(left, node)
        return node

    def _join(self, left: bytes, right: bytes) -> bytes:
        return self.hashed(b"\1" + left + right)


def siblings(index: int, size: int) -> list[range]:
    """The ranges of leaves whose subtree roots prove leaf `index` of `size`, leaf upwards."""
    start, path = 0, []
    while size > 1:
        half = 1 << ((size - 1).bit_length() - 1)
        if index < half:
            path.append(range(start + half, start + size))
            size = half
        else:
            path.append(range(start, start + half))
            start, index, size = start + half, index - half, size - half
    return path[::-1]


def root_of_path(*, leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that an inclusion path leads to (RFC 9162 §2.1.3.2); None if it cannot fit."""
    if not 0 <= index < size:
        return None
    node, position, last = sha256(b"\0" + leaf), index, size - 1
    for other in path:
        if last == 0:
            return None
        if position & 1 or position == last:
            node = sha256(b"\1" + other + node)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            node = sha256(b"\1" + node + other)
        position, last = position >> 1, last >> 1
    return node if last == 0 else None
