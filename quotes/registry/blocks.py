"""Keys: which local speakers can be one at all, and by which names they are found.

A change to one local speaker can only touch those that hang together with it by keys. There are four kinds, told by
how they begin:

- ``=`` joins: local speakers that share one may be one speaker, or want the same id. Only these chain.
- ``+`` is the family name of a full name, ``-`` that of a short one. A short name looks at the full names of its
  family, but no full name ever depends on a short one: so the many bare surnames tie no full names together. Offices
  are kept likewise: ``+office:`` of a person who is given one, ``-office:`` of a phrase that names nobody else.
- ``name:`` is a name form as decisions and authority entries speak of it.
- ``family:`` and ``name:`` are what a look-up by any variant finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes import names
from quotes.names import order
from quotes.names.classes import family_classes, pair_classes
from quotes.names.model import Name
from quotes.names.normal import ascii_only, is_initial, token
from quotes.names.remembered import remembered
from quotes.registry.fullnames import office_keys
from quotes.registry.holders import denoted, held_offices
from quotes.registry.offices import offices
from quotes.types import Decision, Occurrence, SpeakerType

NAMED: frozenset[SpeakerType] = frozenset({"person", "organization", "document"})
"""The types that are joined across documents; the others keep to their document."""

JOINS, FULL, SHORT, NAME = "=", "+", "-", "name:"
"""How the keys of each kind begin."""

_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def forms(occurrence: Occurrence) -> tuple[str, ...]:
    """All name forms of a local speaker, its name first, without repetition."""
    speaker = occurrence.speaker
    return tuple(dict.fromkeys((speaker.name, *(alias.form for alias in speaker.aliases))))


_MARKED = frozenset("\"“”(‘'’")


def nicknamed(occurrence: Occurrence) -> tuple[str, ...]:
    """The forms of a person's very name that have a nickname in it: 'Robert "Beto" O'Rourke'."""
    name = occurrence.speaker.name
    return tuple(
        form
        for form in forms(occurrence)
        if not _MARKED.isdisjoint(form) and names.parse(form).nickname and normal(form) == normal(name)
    )


def block_keys(occurrence: Occurrence) -> frozenset[str]:
    """All keys of a local speaker; at least one of them joins."""
    speaker = occurrence.speaker
    only = frozenset({f"=only:{occurrence.document}\0{speaker.key}"})
    if speaker.decision is not None:
        # Whose it is, the decision says; it is only looked up like any other.
        return only | name_keys(speaker.name)
    if speaker.type not in NAMED:
        # A decision may say who it is.
        title = denoted(occurrence)
        office = {f"{SHORT}office:{title}"} if title else set()
        return only | {f"name:{normal(speaker.name)}", f"name:{body_name(speaker.name)}"} | office
    own: set[str] = set()
    if speaker.type == "person":
        own |= _joining(speaker.name).union(*map(_joining, nicknamed(occurrence)))
        name = names.parse(speaker.name)
        if is_short(name):
            own |= {f"=office:{normal(name.text)}|{office}" for office in offices(speaker.roles)}
        own |= {f"=held:{key}" for key in office_keys(name, offices(speaker.roles))}
        own |= {f"{FULL}office:{title}" for title in held_offices(occurrence)}
        own |= only if not names.parse(speaker.name).given else set()
        return frozenset(own | {key for form in forms(occurrence) for key in person_keys(form)})
    own |= {f"=body:{form}" for form in body_forms(occurrence)} | {f"=id:{names.slug(body_name(speaker.name))}"}
    return frozenset(own | {f"name:{body_name(form)}" for form in forms(occurrence)})


@remembered
def _joining(form: str) -> frozenset[str]:
    """The keys by which a person's name joins others, and those of its family."""
    name = names.parse(form)
    families = family_classes(name)
    if not name.given:
        return frozenset(SHORT + family for family in families)
    keys = {f"=pair:{one}|{other}" for one, other in pair_classes(name)}
    # A person and a body of one name ("Jordan Hill") would want the same id.
    keys |= {f"=id:{names.slug(name.text)}", *(FULL + family for family in families)}
    keys |= {f"=tail:{' '.join(tail)}" for tail in double_tails(name)}
    if is_short(name):
        keys |= {f"=tail:{' '.join(name.tokens)}", *(SHORT + family for family in families)}
    return frozenset(keys)


def is_short(name: Name) -> bool:
    """Whether a name may be the family name alone: one word, particles and a word, or what can be a double family
    name ("López Obrador")."""
    return not name.given or (not order.is_given(name.tokens[0]) and not order.is_eastern(name))


def double_tails(name: Name) -> set[tuple[str, ...]]:
    """The last words of a longer name, two or more, that can stand for it as a double family name."""
    tails = {name.tokens[start:] for start in range(1, len(name.tokens) - 1)}
    return {
        tail for tail in tails if not (order.is_given(tail[0]) or order.is_particle(tail[0]) or is_initial(tail[0]))
    }


@remembered
def person_keys(form: str) -> frozenset[str]:
    """The keys by which one name form of a person is found."""
    name = names.parse(form)
    found = {f"name:{normal(form)}"}
    if name.tokens:
        found |= {f"family:{family}" for family in family_classes(name)} | {f"name:{' '.join(name.tokens)}"}
    if form.isascii() and any(word.islower() for word in form.split()):
        # "Zuzana aputova", as a bad conversion leaves it.
        found.add(f"family:{ascii_only(form)}")
    return frozenset(found)


@remembered
def normal(form: str) -> str:
    """A name form as decisions compare it: without titles, with the mark of generation; a phrase as a whole."""
    name = names.parse(form)
    if not name.tokens:
        return body_name(form)
    return " ".join((*name.tokens, *((body_name(name.suffix),) if name.suffix else ())))


@remembered
def body_name(form: str) -> str:
    """The name of a body or document as it is compared: without a leading article, case and punctuation."""
    words = (token(word) for word in _LEADING.sub("", form.strip()).split())
    return " ".join(word for word in words if word) or form.strip()


def body_forms(occurrence: Occurrence) -> frozenset[str]:
    """The names by which a body joins others: its name, and aliases that spell the initials of it ("IAEA" of
    "International Atomic Energy Agency")."""
    speaker = occurrence.speaker
    words = [word for word in speaker.name.replace("-", " ").split() if word[:1].isupper()]
    letters = "".join(word[0] for word in words).casefold()
    short = {body_name(alias.form).replace(".", "") for alias in speaker.aliases}
    return frozenset({body_name(speaker.name), *(form for form in short if len(form) > 2 and form == letters)})


def name_keys(form: str) -> frozenset[str]:
    """The keys under which a person or a body of this name is found."""
    return person_keys(form) | {f"name:{body_name(form)}"}


def decision_keys(decision: Decision) -> frozenset[str]:
    """The keys of the names that a decision speaks of: whoever has one of them is resolved with the others."""
    return exact_keys(decision.names)


def exact_keys(forms: Iterable[str]) -> frozenset[str]:
    """The keys of just these name forms, of persons or bodies."""
    return frozenset(key for form in forms for key in (f"name:{normal(form)}", f"name:{body_name(form)}"))
