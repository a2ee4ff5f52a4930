"""Which gender a given name tells; coreferee's word lists."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path
from typing import Literal

from quotes import lexicon
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
    """ "m" or "f" where nearly all who bear the name are of one gender, None for the others and for unknown names.

    The lists hold some 63,000 names of about 150 countries, without accents (see ``training/given_names.py``). Capital
    or small letters do not matter.
    """
    word = name.strip().casefold()
    if word in lexicon.terms("women", "mul"):
        return "f"
    return "m" if word in lexicon.terms("men", "mul") else None
