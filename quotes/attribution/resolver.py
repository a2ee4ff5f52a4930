"""Resolves sources: from the words that name who spoke to a speaker of the document, with the steps that led there."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Sequence

from quotes import names
from quotes.attribution.candidates import Context, Spoke
from quotes.attribution.choice import Choice, choose
from quotes.attribution.letters import Signatures
from quotes.attribution.local import Resolved
from quotes.attribution.offices import without_article
from quotes.attribution.others import POSSESSIVE, RATES, Coreferent, Others, first_role
from quotes.attribution.parsed import Parsed, breaks
from quotes.attribution.people import People, Person
from quotes.attribution.phrases import Gender, Phrase, analyse, is_person_noun
from quotes.attribution.references import Meant, References
from quotes.attribution.surroundings import OPENING
from quotes.finding.spans import index_at
from quotes.types import Span, Step

NEAREST = 90
"""A name that a relative clause hangs on stands at most so many code points before it."""
_USUAL = frozenset(["name", "surname", "shorter", "longer"])

_JOIN = re.compile(r"(?:,\s|\s)(?:(?:and|or|but)\s(?:also\s)?)?(?:[A-Z][a-z]{1,4}\.\s)?")
"""What stands between the names of a list, with the form of address of the next."""
_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])

_ASKERS = frozenset({"reporter", "journalist", "correspondent", "questioner"})
"""Who asks at the start of a text and is not named goes on without a name."""


class Resolver(Others):
    """Resolves the sources of one document, in the order of the text. It remembers who spoke."""

    def __init__(self, text: str, parsed: Parsed, people: People, coreferent: Coreferent, author: str | None) -> None:
        super().__init__(text, parsed, people, coreferent)
        self._author = author
        self._unnamed: tuple[Resolved, int] | None = None
        self._content: Sequence[Span] = ()
        self._spoken = False
        self._partner: Person | None = None
        self._asker: Resolved | None = None
        self._asked = False
        self.speakers: Counter[int] = Counter()
        self._addressed: list[Span] = []
        self.headings: Sequence[Span] = ()
        self._breaks = breaks(text)
        self.signatures: Signatures | None = None
        self.first_speaker: int | None = None
        self.references: References | None = None
        self._phrases: dict[Span, Phrase] = {}
        self._taken: set[Span] = set()
        self.called: dict[int, dict[Gender, float]] = {}
        """How often, by sums of chances, each person, by index, was taken for "he" and for "she"."""
        self.watch: Callable[[Phrase, Choice], None] | None = None
        """Is told of every choice made, for training."""
        self.teach: Callable[[Span, Resolved], Resolved] | None = None
        """Says who spoke in truth, for training."""

    def anew(self) -> Resolver:
        """One for a second reading: it knows the same text, and remembers nobody who spoke."""
        again = Resolver(self._text, self._parsed, self._people, self._coreferent, self._author)
        again.speakers, again.first_speaker = self.speakers, self.first_speaker
        again.headings, again.signatures = self.headings, self.signatures
        again.references = self.references.anew() if self.references else None
        again._phrases = self._phrases
        return again

    def phrase(self, span: Span) -> Phrase:
        found = self._phrases.get(span)
        if found is None:
            found = self._phrases[span] = analyse(self._text, span, self._parsed, self._people.within(span))
        return found

    def resolve(
        self,
        span: Span,
        *,
        content: Sequence[Span] = (),
        inside: Resolved | None = None,
        spoken: bool = False,
        occasion: Span | None = None,
        partner: Person | None = None,
        asker: Resolved | None = None,
        asked: bool = False,
    ) -> Resolved:
        """Who the source at this extent means. ``content`` is what it says, ``inside`` the speaker of the words that
        the source stands in, ``spoken`` whether these are quoted as they were said, ``occasion`` the extent of their
        occasion line, ``partner`` whom those words speak to, ``asker`` who asked for them, ``asked`` whether they
        ask the partner."""
        if self.references:
            self._content, self._spoken = (), False
            self.references.read(span[0], self._referred)
        self._content = content
        self._spoken = spoken
        self._partner = partner
        self._asker = asker
        self._asked = asked
        self._addressed = self._people.within(occasion) if occasion else []
        phrase = self.phrase(span)
        resolved = self._by_kind(phrase, span, inside)
        if self.references and resolved.type in ("person", "unnamed", "unknown") and phrase.kind != "name":
            self.references.note(phrase.span, resolved.person, resolved.probability, phrase.gender)
        if inside is None:
            self._remember(self.teach(span, resolved) if self.teach else resolved, span[0])
        return resolved

    def _referred(self, span: Span) -> Meant | None:
        """Whom a pronoun or a description between two sources means, and how sure that is; None where it is neither."""
        phrase = self.phrase(span)
        if phrase.kind == "unnamed":
            return None, 1.0, phrase.gender
        if phrase.kind not in ("pronoun", "description"):
            return None
        choice = choose(self._people, phrase, self._context(phrase, None))
        self._note_gender(phrase, choice)
        best = choice.best
        return best, choice.chances[0] if best else choice.nobody, phrase.gender

    def _note_gender(self, phrase: Phrase, choice: Choice) -> None:
        if phrase.kind == "pronoun" and phrase.gender and choice.best and phrase.span not in self._taken:
            self._taken.add(phrase.span)
            counts = self.called.setdefault(choice.best.index, {"f": 0.0, "m": 0.0})
            counts[phrase.gender] += choice.chances[0]

    def _by_kind(self, phrase: Phrase, span: Span, inside: Resolved | None) -> Resolved:
        if phrase.kind == "name":
            return self._named(phrase)
        if phrase.kind == "pronoun":
            return self._chosen(phrase, inside, "pronoun")
        if phrase.kind == "description" or (phrase.kind == "unnamed" and self._begins(phrase)):
            return self._chosen(phrase, inside, "title")
        if phrase.kind == "first person":
            return self._first_person(phrase, inside)
        if phrase.kind == "second person":
            return self._second_person(phrase)
        if phrase.kind == "relative":
            return self._relative(span, inside)
        if phrase.kind in ("plural pronoun", "it"):
            return self._thing(phrase)
        return self._literal(phrase, inside)

    # -- names ------------------------------------------------------------------------------------------------------

    def _named(self, phrase: Phrase) -> Resolved:
        found = [hit for span in phrase.names if (hit := self._people.at(span))]
        persons = list(dict.fromkeys(person.index for person, _ in found))
        steps: list[Step] = []
        for person, mention in found:
            other = person.name if mention.form != person.name else None
            rule = "name" if mention.rule in _USUAL else f"variant:{mention.rule}"
            steps.append(Step("name", self._text[slice(*mention.span)], mention.span, other))
            if rule != "name":
                steps.append(Step(rule, mention.form, person.mentions[0].span, person.name))
        people = tuple(self._people.persons[index] for index in persons)
        role = phrase.titles[0] if phrase.titles and not _is_honorific(phrase.titles[0]) else first_role(people[0])
        rules = {mention.rule for _, mention in found}
        chance = RATES["given name" if "given" in rules else "name" if rules <= _USUAL else "variant"]
        return Resolved("person", people[0].name, tuple(steps), people, role, chance)

    # -- pronouns and descriptions ------------------------------------------------------------------------------------

    def _begins(self, phrase: Phrase) -> bool:
        """Does "a senator" stand where a text begins, so that he may be named further down?"""
        start = phrase.span[0]
        return (
            is_person_noun(phrase.head)
            and phrase.head not in _ASKERS
            and not phrase.definite
            and (
                self._parsed.paragraph_at(start) - self._section(start) < OPENING
                or index_at(self.headings, start) is not None
            )
        )

    def _section(self, position: int) -> int:
        """The paragraph with which the part of the text begins that holds the position: news come in parts of their
        own, each with its time, between lines of nothing but marks."""
        index = bisect.bisect_right(self._breaks, position)
        return self._parsed.paragraph_at(self._breaks[index - 1]) + 1 if index else 0

    def _context(self, phrase: Phrase, inside: Resolved | None) -> Context:
        span = phrase.span
        coreferent = None
        for extent in self._coreferent(span[0]):
            coreferent = coreferent or self._people.over(extent)
        sentence, paragraph = self._parsed.sentence_at(span[0]), self._parsed.paragraph_at(span[0])
        return Context(
            span[0],
            sentence,
            paragraph,
            self._parsed.is_first_sentence(span[0]),
            self._latest(),
            coreferent,
            self.speakers,
            self._content,
            inside.person.index if inside and inside.person else None,
            self._spoken,
            self._owning(phrase, inside) if phrase.kind != "pronoun" else None,
            self._unnamed is not None and paragraph - self._unnamed[1] <= 1,
            index_at(self.headings, span[0]) is not None,
            paragraph - self._section(span[0]),
            self.first_speaker,
            phrase.kind == "unnamed",
            self.headings,
            self._breaks,
            self.references.last(span[0]) if self.references else (),
            self._parsed.is_main_subject(span),
            apart=self._apart(phrase),
            partner=self._partner.index if self._partner and self._asked else None,
        )

    def _apart(self, phrase: Phrase) -> frozenset[int]:
        """Whom the phrase cannot mean by the grammar of its clause."""
        apart = self._parsed.apart if phrase.kind == "pronoun" else self._parsed.subjects_over
        persons = (self._people.over(extent) for extent in apart(phrase.span))
        return frozenset(person.index for person in persons if person is not None)

    def _owning(self, phrase: Phrase, inside: Resolved | None) -> int | None:
        """Whose lawyer "his lawyer" or "Roe's lawyer" is."""
        start, end = phrase.span
        match = POSSESSIVE.fullmatch(self._text, start, end)
        if match:
            gender: Gender = "m" if match["pronoun"].casefold() == "his" else "f"
            pronoun = Phrase("pronoun", match.span("pronoun"), gender=gender)
            best = choose(self._people, pronoun, self._context(pronoun, inside)).best
            return best.index if best else None
        owner = self._people.over((start, end))
        return owner.index if owner else None

    def _chosen(self, phrase: Phrase, inside: Resolved | None, rule: str) -> Resolved:
        words = " ".join(self._text[slice(*phrase.span)].split())
        choice = choose(self._people, phrase, self._context(phrase, inside))
        self._note_gender(phrase, choice)
        if self.watch is not None:
            self.watch(phrase, choice)
        person = choice.best
        step = Step(rule, words, phrase.span, choice.told())
        if person is None:
            return self._nobody(phrase, step, choice.nobody)
        last = person.last_before(phrase.span[0]) or person.mentions[0]
        steps = (step, Step("name", last.form, last.span, person.name))
        role = first_role(person) or (without_article(words) if rule == "title" else None)
        return Resolved("person", person.name, steps, (person,), role, choice.chances[0])

    def _nobody(self, phrase: Phrase, step: Step, chance: float) -> Resolved:
        """A description that means nobody named goes by its own words; a pronoun means who spoke last without a name,
        if somebody did nearby."""
        if phrase.kind != "pronoun":
            return Resolved("unnamed", step.text, (step,), probability=chance)
        if self._unnamed and self._parsed.paragraph_at(phrase.span[0]) - self._unnamed[1] <= 1:
            before = self._unnamed[0]
            return Resolved(before.type, before.name, (step, *before.steps), role=before.role, probability=chance)
        last = self.references.last(phrase.span[0])[:1] if self.references else []
        if last and last[0].person is None and last[0].gender == phrase.gender and last[0].chance == 1.0:
            span = last[0].position, last[0].end  # "A spokeswoman called. She said"
            words = " ".join(self._text[slice(*span)].split())
            if self._parsed.sentence_at(phrase.span[0]) - last[0].sentence <= 1:
                return Resolved("unnamed", words, (step, Step("name", words, span)), probability=chance)
        return Resolved("unknown", None, (step,), probability=chance)

    def _first_person(self, phrase: Phrase, inside: Resolved | None) -> Resolved:
        step = Step("pronoun", self._text[slice(*phrase.span)], phrase.span, "the speaker of the words around it")
        if inside is not None:
            return Resolved(inside.type, inside.name, (step, *inside.steps), inside.persons, inside.role)
        words = self._text[slice(*phrase.span)]
        if words.casefold() in _PLURAL and self._spoke:
            # A report that says "we" right after a person's indirect speech goes on with that person's words.
            person, paragraph = self._spoke[-1].person, self._spoke[-1].paragraph
            if self._parsed.paragraph_at(phrase.span[0]) - paragraph <= 1:
                going_on = Step("continuation", words, phrase.span, f"{person.name} spoke just before")
                return self._named_person(person, going_on, RATES["going on"])
        signed = self.signatures.after(phrase.span[1]) if self.signatures else None
        if signed:
            return self._signed(*signed, Step("pronoun", words, phrase.span, "who signed the piece"))
        own = Step("pronoun", words, phrase.span, "the author of the text")
        return Resolved("author", self._author or "the author", (own,), probability=RATES["author"])

    def _signed(self, name: str, span: Span, step: Step) -> Resolved:
        """The person whose name stands under the piece."""
        person = self._people.over(span)
        if person is not None:
            return self._named_person(person, step, RATES["signed"])
        return Resolved("person", name, (step, Step("name", name, span, name)), probability=RATES["signed"])

    def going_on(self, content: Span) -> Resolved:
        """A quotation without any source: whoever spoke last in its paragraph, or in the one before if the quotation
        begins its own."""
        if self._spoke:
            person, paragraph = self._spoke[-1].person, self._spoke[-1].paragraph
            away = self._parsed.paragraph_at(content[0]) - paragraph
            if away == 0 or (away == 1 and self._parsed.begins_paragraph(content[0])):
                return self._named_person(
                    person, Step("continuation", None, content, f"{person.name} spoke just before"), RATES["going on"]
                )
        return Resolved("unknown", None, (), probability=0.6)

    def _second_person(self, phrase: Phrase) -> Resolved:
        """Whom a turn or an excerpt speaks to, where its occasion names one person beside its speaker; else who is told
        or asked what the words around it say."""
        words = self._text[slice(*phrase.span)]
        step = Step("pronoun", words, phrase.span, "whom the words around it speak to")
        people = {hit[0].index: hit[0] for at in self._addressed if (hit := self._people.at(at))}
        if len(people) == 1:
            return self._named_person(next(iter(people.values())), step, RATES["addressed"])
        if self._partner is not None:
            return self._named_person(self._partner, step, RATES["addressed"])
        if self._asker is not None and self._spoken:
            return dataclasses.replace(
                self._asker, steps=(step, *self._asker.steps), probability=RATES["addressed"] * self._asker.probability
            )
        return Resolved("unknown", None, (step,), probability=RATES["nobody"])

    def _relative(self, span: Span, inside: Resolved | None) -> Resolved:
        """The noun that a relative clause hangs on, by the parse; the nearest name before where that is no person."""
        step = Step("pronoun", self._text[slice(*span)], span, "relative clause")
        noun = self._parsed.relative_head(span)
        noun = self._last_listed(noun, span[0]) if noun else None
        found = self._over(noun, step, inside) if noun else None
        if noun and found is not None and found.type in ("unnamed", "unknown"):
            same = self._parsed.equated(noun)
            found = (self._over(same, step, inside) if same else None) or found
        if found is not None and found.type in ("person", "group", "unnamed"):
            return found
        line = self._text.rfind("\n", 0, span[0]) + 1
        earlier = self._people.within((max(line, span[0] - NEAREST), span[0]))
        hit = self._people.at(earlier[-1]) if earlier else None
        words = self._text[slice(*span)].casefold()
        if hit and words not in ("which", "that") and not self._parsed.has_verb((earlier[-1][1], span[0])):
            return self._named_person(hit[0], step, RATES["relative"])
        return found or Resolved("unknown", None, (step,), probability=RATES["nobody"])

    def _last_listed(self, noun: Span, position: int) -> Span:
        """The last name of a list, where the parse hangs the clause on another one: "Roe, Poe and Doe, who said"."""
        listed = self._people.within((noun[1], position))
        gaps = zip([noun[1], *(end for _, end in listed)], [*(start for start, _ in listed), position], strict=True)
        joined = listed and all(_JOIN.fullmatch(self._text, *gap) for gap in gaps)
        return listed[-1] if joined else noun

    def _over(self, noun: Span, step: Step, inside: Resolved | None) -> Resolved | None:
        """Who a noun phrase before a relative clause means."""
        phrase = self.phrase(noun)
        if phrase.kind in ("relative", "pronoun", "it"):
            return None
        inner = self._by_kind(phrase, noun, inside)
        if len(phrase.names) > 1 and (last := self._people.at(phrase.names[-1])):
            return self._named_person(last[0], step, RATES["relative"])  # "Roe, Poe and Doe, who said"
        return Resolved(inner.type, inner.name, (step, *inner.steps), inner.persons, inner.role, RATES["relative"])

    def _remember(self, resolved: Resolved, position: int) -> None:
        paragraph = self._parsed.paragraph_at(position)
        if resolved.person is not None:
            self._unnamed = None
            sentence = self._parsed.sentence_at(position)
            self._spoke.append(Spoke(resolved.person, sentence, paragraph, resolved.probability))
            if len(resolved.persons) > 1:
                self._others.append((resolved, paragraph))
        elif resolved.name and resolved.type in ("organization", "group", "document"):
            self._others.append((resolved, paragraph))
        elif resolved.name and resolved.type == "unnamed":
            self._unnamed = resolved, paragraph


def _is_honorific(title: str) -> bool:
    return not names.parse(f"{title} Xx").titles or len(title.rstrip(".")) <= 3
