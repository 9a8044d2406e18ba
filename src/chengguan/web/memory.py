"""How a process that serves requests collects its garbage."""

import gc

OBJECTS_BETWEEN = 20_000


def settle() -> None:
    """Called once everything is loaded: what is there stays and is not looked through again.

    Rows of a page go by counting references; Python's own threshold of 700 objects would look
    for cycles many times in every list, and find none.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN, 20, 20)
