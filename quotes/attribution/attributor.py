"""From attributions to quotes: each source resolved, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.attribution.labels import resolve_label
from quotes.attribution.local import Resolved, key, speaker
from quotes.attribution.people import People, Person
from quotes.attribution.resolver import Resolver
from quotes.finding.spans import inside
from quotes.types import (
    Attribution,
    Document,
    Extraction,
    LocalSpeaker,
    Quote,
    Step,
    content_text,
    quote_id,
)

_PASSIVE = re.compile(r"(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?\w+(?:ed|en|ten|id|ung|awn)\b", re.IGNORECASE)
LOOK = 12
"""Among so many attributions before and after a turn the one who is spoken to has a turn."""
ASKED = 40
"""Who asked is the source of one of so many attributions before an answer."""
_ASKS = re.compile(r"ask(?:s|ed)?\b", re.IGNORECASE)
TOLD = 40
"""Who is told stands at most so many code points behind the cue."""


class Attributor:
    """Goes through a document's attributions in the order of the text."""

    def __init__(
        self, document: Document, attributions: Sequence[Attribution], resolver: Resolver, people: People
    ) -> None:
        self._document = document
        self._text = document.text
        self._attributions = attributions
        self._resolver = resolver
        self._people = people
        self._resolved: list[Resolved] = []
        self._speakers: dict[str, LocalSpeaker] = {}

    def run(self) -> Extraction:
        parents = _parents(self._attributions)
        quotes: list[Quote] = []
        for each, parent in zip(self._attributions, parents, strict=True):
            resolved = self._resolve(each, parent)
            self._resolved.append(resolved)
            quotes.append(self._quote(each, resolved, quotes[parent].id if parent is not None else None))
        return Extraction(self._document, tuple(quotes), tuple(self._speakers.values()))

    def _resolve(self, each: Attribution, parent: int | None) -> Resolved:
        if each.form in ("turn", "excerpt"):
            return resolve_label(each, self._text, self._people, self._resolver)
        if each.source:
            outer = self._resolved[parent] if parent is not None else None
            occasion = self._attributions[parent].occasion if parent is not None else None
            resolved = self._resolver.resolve(
                each.source[0],
                content=each.content,
                inside=outer,
                spoken=parent is not None and self._attributions[parent].kind == "direct",
                occasion=occasion,
                partner=self._partner(parent),
                asker=self._asker(parent),
                asked=parent is not None and self._asks(self._attributions[parent]),
            )
            return self._with_others(resolved, each)
        if each.continues is not None and each.continues < len(self._resolved):
            before = self._resolved[each.continues]
            step = Step("continuation", None, self._attributions[each.continues].content[-1])
            return Resolved(before.type, before.name, (step, *before.steps), before.persons, before.role, 0.7)
        if each.kind == "direct" and parent is None and not self._is_passive(each):
            return self._resolver.going_on(each.content[0])
        return Resolved("unknown", None, (), probability=0.9)

    def _asks(self, turn: Attribution) -> bool:
        """Is it a turn that asks whose turn is next?"""
        return turn.form == "turn" and self._text[slice(*turn.content[-1])].rstrip("”\"’') ").endswith("?")

    def _is_passive(self, each: Attribution) -> bool:
        """Does the cue leave open whose words they are: "“Blue Boats” was written in 1971"?"""
        return bool(each.cue) and _PASSIVE.match(self._text, *each.cue[0]) is not None

    def _partner(self, parent: int | None) -> Person | None:
        """Whom the words of an attribution speak to: the person whose turn is next or was last, or who is told ("Roe
        told Mr. Poe")."""
        if parent is None:
            return None
        outer, speaker = self._attributions[parent], self._resolved[parent].person
        if outer.form == "turn":
            following = self._attributions[parent + 1 : parent + 1 + LOOK]
            turns = [
                each for each in (*following, *reversed(self._attributions[:parent][-LOOK:])) if each.form == "turn"
            ]
            persons = (resolve_label(each, self._text, self._people, self._resolver).person for each in turns[:4])
            return next((person for person in persons if person is not None and person is not speaker), None)
        if not outer.cue:
            return None
        end = outer.cue[-1][1]
        told = next((hit for at in self._people.within((end, end + TOLD)) if (hit := self._people.at(at))), None)
        return told[0] if told and told[1].place == "object" and told[0] is not speaker else None

    def _asker(self, parent: int | None) -> Resolved | None:
        """Who asked last before an attribution, whose words answer: "you" there."""
        if parent is None:
            return None
        for index in range(parent - 1, max(0, parent - ASKED) - 1, -1):
            cue = self._attributions[index].cue
            if cue and _ASKS.match(self._text, *cue[0]):
                asker = self._resolved[index]
                return asker if asker.name != self._resolved[parent].name else None
        return None

    def _with_others(self, resolved: Resolved, each: Attribution) -> Resolved:
        """Several source spans of one attribution name several speakers."""
        persons = list(resolved.persons)
        for span in each.source[1:]:
            for name in self._resolver.phrase(span).names:
                hit = self._people.at(name)
                if hit and hit[0] not in persons and resolved.type == "person":
                    persons.append(hit[0])
        if len(persons) == len(resolved.persons):
            return resolved
        return Resolved(
            resolved.type, resolved.name, resolved.steps, tuple(persons), resolved.role, resolved.probability
        )

    def _quote(self, each: Attribution, resolved: Resolved, parent: str | None) -> Quote:
        document, text = self._document, self._text
        speaker_key = key(resolved, document.id)
        if speaker_key in self._speakers and self._speakers[speaker_key].name != resolved.name:
            speaker_key = key(resolved, document.id, initials=True)
        if speaker_key is not None and speaker_key not in self._speakers:
            self._speakers[speaker_key] = speaker(resolved, speaker_key)
        return Quote(
            id=quote_id(document.id, each.content),
            document=document.id,
            kind=each.kind,
            act=each.act,
            form=each.form,
            text=content_text(text, each.content),
            spans=each.content,
            cue=content_text(text, each.cue) or None,
            cue_spans=each.cue,
            source=content_text(text, each.source) or None,
            source_spans=each.source,
            speaker=resolved.name,
            speaker_id=speaker_key,
            speaker_type=resolved.type,
            speakers=resolved.names,
            role=resolved.role,
            steps=resolved.steps,
            occasion=" ".join(text[slice(*each.occasion)].split()) if each.occasion else None,
            confidence=round(each.confidence * resolved.probability, 3),
            parent=parent,
            title=document.title,
            date=document.date,
            publisher=document.publisher,
            url=document.url,
        )


def _parents(attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the index of the smallest one whose content holds its own."""
    parents: list[int | None] = []
    open_: list[int] = []
    for index, each in enumerate(attributions):
        start = each.content[0][0]
        open_ = [i for i in open_ if attributions[i].content[-1][1] > start]
        holding = [
            i
            for i in open_
            if all(any(inside(mine, theirs) for theirs in attributions[i].content) for mine in each.content)
            and attributions[i].content != each.content
        ]
        parents.append(holding[-1] if holding else None)
        open_.append(index)
    return parents
