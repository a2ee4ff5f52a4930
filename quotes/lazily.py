"""Packages whose modules are loaded when something of them is called for (PEP 562)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any


def parts(package: str, modules: Mapping[str, Sequence[str]]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package: ``modules`` says by module which names of it the package gives as its own. None
    of the names may be that of a module, which would take its place."""
    places = {name: f"{package}.{module}" for module, names in modules.items() for name in names}

    def part(name: str) -> Any:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(importlib.import_module(places[name]), name)
        # Asked for once.
        setattr(sys.modules[package], name, found)
        return found

    return part
