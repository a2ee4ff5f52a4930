"""The examples in the docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

from quotes import names, registry

MODULES = [
    f"{package.__name__}.{module.name}"
    for package in (names, registry)
    for module in pkgutil.iter_modules(package.__path__)
]


@pytest.mark.parametrize("module", MODULES)
def test_examples(module: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(module))
    assert failed == 0
