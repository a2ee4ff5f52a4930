"""The evidence for each person that a pronoun or a description may mean, and for nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes import lexicon
from quotes.attribution.candidates import Context, fitting
from quotes.attribution.descriptions import beginning, holds_another, is_relative, kin, nation, role, service
from quotes.attribution.offices import office
from quotes.attribution.people import Mention, People, Person
from quotes.attribution.phrases import Phrase
from quotes.attribution.roles import leaning
from quotes.attribution.surroundings import Surroundings, is_plain, opening, recent, serves_another

FEATURES = (
    "last speaker, same sentence",
    "last speaker, same paragraph",
    "last speaker, paragraph before",
    "last speaker, further back",
    "last speaker, nobody else named since",
    "last speaker, paragraph starts here",
    "speaker before that",
    "speaker before that, same paragraph",
    "spoke in this paragraph",
    "nearest",
    "nearest subject",
    "same sentence",
    "sentence before",
    "two sentences before",
    "same paragraph",
    "paragraph before",
    "further back",
    "last named as subject",
    "last named as owner",
    "last named as object",
    "subject of this sentence",
    "subject of the sentence before",
    "first subject of the paragraph",
    "only one named in this sentence",
    "only one named in the sentence before",
    "gender agrees",
    "gender unknown",
    "pronouns near the name agree",
    "coreference",
    "only in quotations",
    "only name in quotation last",
    "share of mentions",
    "most mentioned",
    "named in a heading or the first paragraph",
    "a full name",
    "a usual given name",
    "has a role",
    "a speaker elsewhere",
    "named after the source only",
    "named right after the source",
    "role agrees",
    "role agrees, last speaker",
    "role agrees, nobody else's does",
    "like role",
    "like role, nobody else's is",
    "like role, no role agrees",
    "another role",
    "share of modifiers near the name",
    "no modifiers near the name",
    "head noun near the name",
    "speaker of the words around it",
    "named in what it says",
    "named in what it says, in quotation marks",
    "last named in somebody's words",
    "only one named in this paragraph",
    "others are named in this paragraph",
    "last speaker, others are named in this paragraph",
    "last speaker, unsure",
    "second nearest",
    "third nearest",
    "main subject of the sentence before",
    "main subject last",
    "named before in this sentence, main subject",
    "share of named sources",
    "land or party agrees",
    "land or party is another",
    "land or party unknown, role agrees",
    "role agrees, nearest such",
    "role agrees, most mentioned such",
    "no role agrees, owned",
    "indefinite, named before",
    "opening, named before",
    "opening, first named after",
    "opening, first speaker of the text",
    "opening, role agrees, named after",
    "opening, like role, named after",
    "opening, head noun near the name",
    "opening, modifiers near the name",
    "heading, first named after",
    "heading, first speaker of the text",
    "heading, named before",
    "another's role agrees, named before",
    "no role agrees, nothing near the name does",
    "named before a break only",
    "kin, shares the owner's surname",
    "kin, another surname",
    "serves, role does not agree",
    "serves, role does not agree, head noun near",
    "referred to last",
    "referred to last, subject",
    "referred to in this sentence",
    "referred to in this sentence, subject",
    "referred to in the sentence before",
    "referred to in the sentence before, main subject",
    "referred to in this paragraph",
    "nearest, references too",
    "gender unknown, another's agrees in this sentence",
    "object in this sentence",
    "object in this sentence, before its main subject",
    "given name leans that way",
    "given name leans the other way",
    "only one spoken of in this paragraph",
    "only one spoken of in the sentence before",
    "plain office, most mentioned such",
    "role agrees, named after, another such before",
    "opening, named next without a role",
    "role names the owner",
)
"""The names of a candidate's features, in the order of the weights. Some say something for descriptions only."""

NOBODY = (
    "nobody",
    "nobody, somebody unnamed spoke last",
    "nobody, no role agrees",
    "nobody, indefinite",
    "nobody, no article",
    "nobody, owner",
    "nobody, of or for",
    "nobody, long",
    "nobody, named persons few",
    "nobody, heading",
    "nobody, opening",
    "nobody, kin, none shares the surname",
    "nobody, unnamed referred to last",
    "nobody, unnamed referred to in this sentence",
    "nobody, unnamed referred to in the sentence before, subject",
    "nobody, unnamed nearer than any name",
    "nobody, plain office that somebody has",
    "nobody, unnamed of that gender alone in the sentence before",
)
"""The features of the choice that the source means none of the document's persons."""


def candidates(people: People, phrase: Phrase, context: Context) -> list[tuple[Person, list[float]]]:
    """Each person that the phrase may mean, with a value for every one of ``FEATURES``."""
    found = fitting(people, phrase, context)
    shared = Surroundings(people, phrase, context, found)
    if phrase.kind != "pronoun":
        sole = office(phrase.head) in lexicon.terms("sole_offices")
        left = [
            (person, last)
            for person, last in found
            if not (
                is_relative(person, shared)
                or serves_another(person, phrase, people.text)
                or (sole and holds_another(person, shared))
            )
        ]
        if sole and is_plain(people.text, phrase):
            # With nothing but the office, whoever holds it is meant, if anybody does.
            left = [each for each in left if each[0].index in shared.fits] or left
        if len(left) < len(found):
            found, shared = left, Surroundings(people, phrase, context, left)
    return [(person, _features(person, last, shared)) for person, last in found]


def nobody(
    people: People, phrase: Phrase, context: Context, options: Sequence[tuple[Person, list[float]]]
) -> list[float]:
    """A value for every one of ``NOBODY``."""
    words = people.text[slice(*phrase.span)].casefold()
    agrees = FEATURES.index("role agrees")
    values = dict.fromkeys(NOBODY, 0.0)
    values["nobody"] = 1.0
    values["nobody, somebody unnamed spoke last"] = float(context.unnamed)
    values["nobody, heading"] = float(context.heading)
    _unnamed(values, people, phrase, context, options)
    values["nobody, named persons few"] = 1.0 / (1 + len(options))
    if phrase.kind != "pronoun":
        values["nobody, opening"] = float(opening(context))
        values["nobody, no role agrees"] = float(not any(row[agrees] for _, row in options))
        values["nobody, indefinite"] = float(not phrase.definite)
        values["nobody, plain office that somebody has"] = float(
            is_plain(people.text, phrase) and phrase.definite and any(row[agrees] for _, row in options)
        )
        owner = bool(re.search(r"['’]s?\s|^(?:his|her|their|its)\b", words))
        values["nobody, owner"] = float(owner)
        values["nobody, no article"] = float(not owner and not re.match(r"(?:the|an?|this|that|one)\b", words))
        values["nobody, of or for"] = float(bool(re.search(r"\b(?:of|for|from|with|in|at)\b", words)))
        shares = FEATURES.index("kin, shares the owner's surname")
        values["nobody, kin, none shares the surname"] = float(
            phrase.head in lexicon.pairs("kin_nouns") and not any(row[shares] for _, row in options)
        )
        values["nobody, long"] = min(1.0, len(words.split()) / 10)
    return [values[name] for name in NOBODY]


def _unnamed(
    values: dict[str, float],
    people: People,
    phrase: Phrase,
    context: Context,
    options: Sequence[tuple[Person, list[float]]],
) -> None:
    """Is somebody without a name spoken of right before?"""
    here = context.paragraph
    unnamed = [each for each in context.references if each.person is None and here - each.paragraph <= 1]
    if not unnamed:
        return
    last = unnamed[0]
    values["nobody, unnamed referred to last"] = last.chance * float(context.references[0] is last)
    values["nobody, unnamed referred to in this sentence"] = last.chance * float(last.sentence == context.sentence)
    before = [each for each in unnamed if each.sentence == context.sentence - 1 and each.subject]
    values["nobody, unnamed referred to in the sentence before, subject"] = max((e.chance for e in before), default=0.0)
    sole = phrase.gender and [each.gender for each in before if each.main] == [phrase.gender] and before == [last]
    named = any(m.sentence == last.sentence for p, _ in options if (m := p.last_before(context.position)))
    values["nobody, unnamed of that gender alone in the sentence before"] = float(bool(sole) and not named)
    nearest = max((m.span[0] for p, _ in options if (m := p.last_before(context.position))), default=-1)
    values["nobody, unnamed nearer than any name"] = last.chance * float(last.position > nearest)


def _features(person: Person, last: Mention | None, shared: Surroundings) -> list[float]:
    values = dict.fromkeys(FEATURES, 0.0)
    context, phrase = shared.context, shared.phrase
    _speaking(values, person, shared)
    if last is not None:
        _distance(values, person, last, shared)
    else:
        values["named after the source only"] = 1.0
        values["named right after the source"] = float(person.mentions[0].sentence - context.sentence <= 1)
    values["gender agrees"] = float(phrase.gender is not None and person.gender == phrase.gender)
    values["gender unknown"] = float(phrase.gender is not None and person.gender is None)
    if phrase.gender and person.gender is None:
        agree = any(each.gender == phrase.gender for each in shared.here)
        values["gender unknown, another's agrees in this sentence"] = float(agree)
        sign = 1 if phrase.gender == "m" else -1
        values["pronouns near the name agree"] = sign * person.pronouns / (abs(person.pronouns) + 1)
        leans = leaning(person)
        values["given name leans that way"] = float(leans == phrase.gender)
        values["given name leans the other way"] = float(leans is not None and leans != phrase.gender)
    values["coreference"] = float(context.coreferent is person)
    values["only one spoken of in this paragraph"] = float(shared.alone_here == person.index)
    values["only one spoken of in the sentence before"] = float(shared.alone_before == person.index)
    values["only in quotations"] = float(not person.outside)
    values["share of mentions"] = len(person.mentions) / max(1, shared.people.count)
    values["most mentioned"] = float(len(person.mentions) == shared.most)
    values["named in a heading or the first paragraph"] = float(person.mentions[0].paragraph <= 1)
    values["a full name"] = float(" " in person.name)
    values["a usual given name"] = float(person.given)
    values["has a role"] = float(bool(person.roles))
    values["a speaker elsewhere"] = float(person.index in context.speakers)
    if context.heading:
        values["heading, first named after"] = float(last is None and shared.next is person)
        values["heading, first speaker of the text"] = float(person.index == context.first_speaker)
        values["heading, named before"] = float(last is not None)
    _content(values, person, last, shared)
    _referred(values, person, last, shared)
    if phrase.kind != "pronoun":
        role(values, person, shared)
        service(values, person, shared)
        kin(values, person, shared)
        nation(values, person, shared)
        if opening(context):
            beginning(values, person, last, shared)
        values["indefinite, named before"] = float(phrase.kind == "unnamed" and last is not None)
    return [values[name] for name in FEATURES]


def _speaking(values: dict[str, float], person: Person, shared: Surroundings) -> None:
    context = shared.context
    for rank, spoke in enumerate(context.last_speakers):
        if spoke.person is not person:
            continue
        sentence, paragraph = spoke.sentence, spoke.paragraph
        values["spoke in this paragraph"] = float(paragraph == context.paragraph)
        if rank == 1:
            values["speaker before that"] = 1.0
            values["speaker before that, same paragraph"] = float(paragraph == context.paragraph)
        if rank:
            continue
        away = context.paragraph - paragraph
        if context.sentence == sentence:
            values["last speaker, same sentence"] = 1.0
        place = "same paragraph" if away <= 0 else "paragraph before" if away == 1 else "further back"
        values[f"last speaker, {place}"] = 1.0
        since = shared.nearest_subject
        values["last speaker, nobody else named since"] = float(since < 0 or shared.people.owner_at(since) is person)
        others = away > 0 and bool(shared.paragraph) and person not in shared.paragraph
        values["last speaker, others are named in this paragraph"] = float(others)
        values["last speaker, unsure"] = 1.0 - spoke.chance
        values["last speaker, paragraph starts here"] = float(away == 1 and context.first)


def _distance(values: dict[str, float], person: Person, last: Mention, shared: Surroundings) -> None:
    context = shared.context
    fronted = last.sentence == context.sentence and last.place == "object"
    values["object in this sentence"] = float(fronted)
    values["object in this sentence, before its main subject"] = float(fronted and context.main)
    values["nearest"] = float(last.span[0] == shared.nearest)
    values["nearest subject"] = float(last.span[0] == shared.nearest_subject)
    sentences, paragraphs = context.sentence - last.sentence, context.paragraph - last.paragraph
    values["same sentence"] = float(sentences <= 0)
    values["sentence before"] = float(sentences == 1)
    values["two sentences before"] = float(sentences == 2)
    values["same paragraph"] = float(paragraphs <= 0)
    values["paragraph before"] = float(paragraphs == 1)
    values["further back"] = float(paragraphs > 2)
    values["last named as subject"] = float(last.subject)
    values["last named as owner"] = float(last.place == "owner")
    values["last named as object"] = float(last.place == "object")
    values["only name in quotation last"] = float(last.quoted)
    subjects = [m for m in recent(person, context) if m.subject and not m.quoted]
    values["subject of this sentence"] = float(any(m.sentence == context.sentence for m in subjects))
    values["subject of the sentence before"] = float(any(m.sentence == context.sentence - 1 for m in subjects))
    values["first subject of the paragraph"] = float(shared.people.first_subject(context.paragraph) is person)
    values["named before a break only"] = float(any(last.span[0] < at < context.position for at in context.breaks))
    values["only one named in this sentence"] = float(len(shared.here) == 1 and shared.here[0] is person)
    values["only one named in the sentence before"] = float(len(shared.before) == 1 and shared.before[0] is person)


def _referred(values: dict[str, float], person: Person, last: Mention | None, shared: Surroundings) -> None:
    """Is the person spoken of as "he" or "the senator" before the source?"""
    context = shared.context
    references = context.references
    mine = [each for each in references if each.person is person and context.paragraph - each.paragraph <= 2]
    latest = max(last.span[0] if last else -1, mine[0].position if mine else -1)
    if latest >= 0:
        others = max((each.position for each in references if each.person is not person), default=-1)
        values["nearest, references too"] = float(latest >= max(shared.nearest, others))
    if not mine:
        return
    values["referred to last"] = mine[0].chance * float(references[0] is mine[0])
    values["referred to last, subject"] = mine[0].chance * float(references[0] is mine[0] and mine[0].subject)
    here = [each for each in mine if each.sentence == context.sentence]
    before = [each for each in mine if each.sentence == context.sentence - 1]
    values["referred to in this sentence"] = max((each.chance for each in here), default=0.0)
    values["referred to in this sentence, subject"] = max((each.chance for each in here if each.subject), default=0.0)
    values["referred to in the sentence before"] = max((each.chance for each in before), default=0.0)
    main = [each.chance for each in before if each.main]
    values["referred to in the sentence before, main subject"] = max(main, default=0.0)
    near = [each.chance for each in mine if each.paragraph == context.paragraph]
    values["referred to in this paragraph"] = max(near, default=0.0)


def _content(values: dict[str, float], person: Person, last: Mention | None, shared: Surroundings) -> None:
    """Is the person named in the very words, or only in somebody's words; who else is named around here?"""
    context = shared.context
    said = any(person.named_in(span) for span in context.content)
    values["named in what it says"] = float(said)
    if said:
        quoted = [m for m in person.mentions if m.quoted and any(s <= m.span[0] < e for s, e in context.content)]
        values["named in what it says, in quotation marks"] = float(bool(quoted))
    values["speaker of the words around it"] = float(person.index == context.inside)
    values["share of named sources"] = context.speakers.get(person.index, 0) / shared.sources
    if last is None:
        return
    values["last named in somebody's words"] = float(last.reported)
    here = last.paragraph == context.paragraph
    values["only one named in this paragraph"] = float(here and len(shared.paragraph) == 1)
    values["others are named in this paragraph"] = float(not here and bool(shared.paragraph))
    rank = shared.order.index((-last.span[0], person.index))
    values["second nearest"] = float(rank == 1)
    values["third nearest"] = float(rank == 2)
    values["main subject last"] = float(last.place == "main subject")
    main = [m for m in recent(person, context) if m.place == "main subject" and not m.quoted]
    values["main subject of the sentence before"] = float(any(m.sentence == context.sentence - 1 for m in main))
    values["named before in this sentence, main subject"] = float(any(m.sentence == context.sentence for m in main))
