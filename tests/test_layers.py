"""Imports point down only, and what must start fast does not import what is slow."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "quotes"

LAYERS = [
    {"types", "errors", "lazily", "lexicon", "given_names"},
    {"reading", "layout", "names", "english", "dating"},
    {"finding", "coreference"},
    {"attribution"},
    {"extraction"},
    {"registry", "database", "export", "score", "evaluation", "frames", "marking", "twins", "parallel"},
    {"pipeline"},
    {"archive"},
    {"runners"},
    {"cli", "web"},
]
BESIDE = {"registry", "database", "export", "score", "evaluation", "frames", "marking", "twins", "parallel"}
"""These stand on the lowest layer and on names alone, and not on each other."""
SLOW = {"spacy", "coreferee", "onnxruntime", "tokenizers", "numpy", "thinc"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def layer(path: Path) -> str | None:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return None if part in ("__init__", "__main__") else part


def imports(path: Path) -> set[str]:
    """The parts of the package that the module imports anywhere."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "quotes":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("quotes."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("quotes.")}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    here = layer(path)
    if here is None:
        return
    height = next(i for i, names in enumerate(LAYERS) if here in names)
    allowed = set().union(*LAYERS[: height + (here not in BESIDE)])
    if here in BESIDE:
        allowed = LAYERS[0] | {"names", here}
    known = set().union(*LAYERS)
    assert (imports(path) & known) - allowed - {here} == set()


@pytest.mark.parametrize("module", ["registry", "database", "export", "archive", "marking", "parallel", "cli", "web"])
def test_look_up_starts_without_the_models(module: str) -> None:
    code = f"import sys, quotes.{module}; print(*sorted({SLOW!r} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == []


@pytest.mark.parametrize("module", ["quotes", "quotes.cli", "quotes.archive"])
def test_what_makes_pages_is_loaded_when_it_is_called_for(module: str) -> None:
    code = f"import sys, {module}; print(*(name for name in sys.modules if name.startswith('quotes.marking.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) <= {"quotes.marking.visible"}


def test_a_look_up_loads_what_it_takes_alone() -> None:
    code = "import sys, quotes.cli.by, quotes.cli.search; from quotes.archive import Looking; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "quotes.database.quotes" in loaded
    needless = ("quotes.registry", "quotes.names", "quotes.export", "quotes.archive.archive", "rapidfuzz", "hashlib")
    assert [name for name in loaded if name.startswith(needless)] == []


@pytest.mark.parametrize("package", ["quotes.archive", "quotes.registry"])
def test_names_that_are_loaded_late_are_there(package: str) -> None:
    module = importlib.import_module(package)
    assert all(getattr(module, name) is not None for name in module.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = module.nothing
