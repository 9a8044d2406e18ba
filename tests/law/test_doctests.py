"""The examples in the docstrings of the law hold."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import chengguan.law

MODULES = [m.name for m in pkgutil.walk_packages(chengguan.law.__path__, "chengguan.law.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    found = [t for name in MODULES for t in finder.find(importlib.import_module(name))]
    assert sum(len(test.examples) for test in found) > 20


@pytest.mark.parametrize("name", ["chengguan.law.guards", "chengguan.law.procedure"])
def test_every_public_function_shows_how_it_is_called(name: str) -> None:
    module = importlib.import_module(name)
    finder = doctest.DocTestFinder(exclude_empty=False)
    bare = {test.name for test in finder.find(module) if not test.examples}
    functions = {
        f"{name}.{key}"
        for key, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == name and not key.startswith("_")
    }
    assert not bare & functions
