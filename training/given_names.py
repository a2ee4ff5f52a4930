"""Writes quotes/data/mul/women.txt and men.txt: given names that tell the gender of who bears them.

    pip install . nomquamgender && python -m training.given_names

Two sources: the counts of nomquamgender (Van Buskirk, Clauset and Larremore, "An Open-Source Cultural Consensus
Approach to Name-Based Gender Classification", ICWSM 2023; MIT), gathered from some three dozen public lists of about
150 countries, and the lists that come with coreferee (MIT): the United States, Poland, France and Cologne. A name is
listed where 97 of 100 bearers are of one gender; where it is less sure, the two must agree.
"""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Literal

from quotes import lexicon
from quotes.given_names import Gender, coreferee_words
from quotes.names.normal import fold

FOLDER = Path(__file__).parents[1] / "quotes" / "data" / "mul"
LISTS, BEARERS = 3, 5
"""Source lists and bearers at least, for the counts to tell by themselves."""
SURE, LEANING = 0.97, 0.75
WORDS = ("titles", "honorifics", "person_nouns", "body_nouns", "source_documents", "places")
"""Lists of words that stand where names do: those which the counts have too ("General", "China") are no names here."""
NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
HEADER = """\
# Given names borne by {whom}, of many languages, without accents and capitals. One a line.
# Source: nomquamgender 0.1 (copyright 2022 Ian Van Buskirk, MIT License) and the lists in coreferee 1.5 (MIT License);
# made by training/given_names.py. The licence is in LICENSE.txt.
"""


def counted(sources: int, bearers: int, women: float) -> Gender | Literal["either"] | None:
    """What counts say of a name: that of nearly all who bear it, "either" where they differ, None for too few."""
    if bearers < BEARERS:
        return None
    if sources >= LISTS and max(women, 1 - women) >= SURE:
        return "f" if women > 0.5 else "m"
    return "either" if max(women, 1 - women) < LEANING else None


def told(counts: dict[str, tuple[int, int, float]], listed: dict[str, Gender]) -> dict[str, Gender]:
    """The gender of each name: by its counts, else by the list unless the counts contradict it.

    ``counts`` has source lists, bearers and the share of women; the keys of both are folded.
    """
    found: dict[str, Gender] = {}
    for name in counts.keys() | listed.keys():
        known = counts.get(name)
        by_count = counted(*known) if known else None
        leans_away = known is not None and known[1] >= BEARERS and (known[2] > 0.5) != (listed.get(name) == "f")
        if by_count in ("f", "m"):
            found[name] = by_count
        elif name in listed and by_count != "either" and not leans_away:
            found[name] = listed[name]
    words = {word for words in WORDS for word in lexicon.pairs(words)} - listed.keys()
    return {name: of for name, of in found.items() if len(name) > 1 and NAME.fullmatch(name) and name not in words}


def main() -> None:
    # Found without importing it, which takes pandas.
    spec = importlib.util.find_spec("nomquamgender")
    if not spec or not spec.submodule_search_locations:
        raise SystemExit("nomquamgender: not installed. pip install nomquamgender")
    file = Path(spec.submodule_search_locations[0], "name_data.json")
    counts = {name: (row[0], row[1], row[2]) for name, row in json.loads(file.read_text(encoding="utf-8")).items()}
    men, women = ({fold(word) for word in coreferee_words(f"{which}_names", "common")} for which in ("male", "female"))
    listed: dict[str, Gender] = {**dict.fromkeys(men - women, "m"), **dict.fromkeys(women - men, "f")}
    found = told(counts, listed)
    FOLDER.mkdir(exist_ok=True)
    for gender, whom in (("f", "women"), ("m", "men")):
        names = sorted(name for name, of in found.items() if of == gender)
        header = HEADER.format(whom=whom)
        (FOLDER / f"{whom}.txt").write_text(header + "\n".join(names) + "\n", encoding="utf-8")
        print(f"{len(names):,} names of {whom}")


if __name__ == "__main__":
    main()
