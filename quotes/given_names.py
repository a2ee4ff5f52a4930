"""Which gender a given name is given to, from the lists that come with coreferee."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path
from typing import Literal

from quotes.errors import ModelError

Gender = Literal["m", "f"]


@functools.cache
def coreferee_words(name: str, folder: str = "en") -> frozenset[str]:
    """A word list of the installed coreferee, ``lang/<folder>/data/<name>.dat``, case as there.

    Read without importing coreferee, which takes over a second. Raises ModelError where coreferee is missing.
    """
    spec = importlib.util.find_spec("coreferee")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("coreferee", "not installed", "Install the package again with its dependencies.")
    path = Path(spec.submodule_search_locations[0], "lang", folder, "data", f"{name}.dat")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelError(path, f"cannot be read ({error.strerror})", "Install coreferee 1.5 again.") from error
    # One-letter lines and comments are left out as in coreferee.rules.
    return frozenset(line.strip() for line in lines if len(line.strip()) > 1 and not line.startswith("#"))


def given_name_gender(name: str) -> Gender | None:
    """ "m" or "f" where the name is given to one gender only, None for the others and for unknown names.

    The lists hold some 8,000 names: those most given in the United States, Poland, France and Cologne. Capital or
    small letters do not matter; the rest must be spelt as it is there.
    """
    word = name.strip().casefold()
    male, female = word in _folded("male_names"), word in _folded("female_names")
    if male == female:
        return None
    return "m" if male else "f"


@functools.cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in coreferee_words(name, "common"))
