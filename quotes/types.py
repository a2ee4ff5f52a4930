"""The data that passes between the stages: documents, blocks, attributions, quotes, speakers, decisions.

All extents are half-open ``(start, end)`` pairs that count code points of ``Document.text``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

Span = tuple[int, int]

BlockKind = Literal["heading", "paragraph", "turn", "excerpt", "caption", "byline", "boilerplate"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "thought", "attitude"]
Form = Literal["sentence", "turn", "excerpt", "headline"]
SpeakerType = Literal["person", "organization", "group", "document", "unnamed", "author", "unknown"]

PIECE_SEPARATOR = " … "
"""Joins the pieces of a discontinuous content in ``Quote.text``."""


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known about it. ``date`` is ISO 8601; ``notes`` say what reading repaired."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document with one role in its layout.

    ``spans`` holds the words of the block, sorted, without its label or occasion line: one span for most blocks,
    several for a turn that stage directions or page furniture interrupt. A turn is one block, over all of its
    paragraphs. ``label`` is the extent of the words that name a turn's or excerpt's speaker (no colon), or None where
    the document names nobody there. ``speaker`` is the name that an excerpt's or unlabelled turn's words belong to
    where no extent beside the block gives it. ``occasion`` is the extent of an excerpt's occasion line.
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    label: Span | None = None
    speaker: str | None = None
    occasion: Span | None = None

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclasses.dataclass(frozen=True, slots=True)
class Attribution:
    """A content with its cue and its source, before the speaker is known. Extents are sorted; the last two may be
    empty. ``origin`` names the stage that found it: "tagger", "marks", "turn" or "excerpt"."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    kind: QuoteKind = "indirect"
    act: Act = "speech"
    form: Form = "sentence"
    confidence: float = 1.0
    origin: str = "tagger"
    occasion: Span | None = None
    collected: str | None = None
    """The name of the person whose remarks the document collects, for excerpts."""
    continues: int | None = None
    """Index of the attribution whose source this one takes over, where it has none of its own."""


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One step from the words of a source to its speaker: the rule, the words that it rests on and where they are."""

    rule: str
    text: str | None = None
    span: Span | None = None
    detail: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Quote:
    """One quote: the keys of the JSONL contract (see docs), plus ``speakers`` and ``steps``."""

    id: str
    document: str
    kind: QuoteKind
    act: Act
    form: Form
    text: str
    spans: tuple[Span, ...]
    cue: str | None = None
    cue_spans: tuple[Span, ...] = ()
    source: str | None = None
    source_spans: tuple[Span, ...] = ()
    speaker: str | None = None
    speaker_id: str | None = None
    speaker_type: SpeakerType = "unknown"
    speakers: tuple[str, ...] = ()
    """Names of all speakers where several said it together; the first is ``speaker``."""
    role: str | None = None
    steps: tuple[Step, ...] = ()
    occasion: str | None = None
    said_on: str | None = None
    """When it was said, where the document tells: an ISO 8601 day, month or year."""
    confidence: float = 1.0
    parent: str | None = None
    also_in: tuple[tuple[str, str], ...] = ()
    """(document, id) of the same quote in other copies of its document, as the database knows them."""
    same_as: tuple[str, ...] = ()
    """Ids of the quotes of other documents that say the same, as the database knows them."""
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def resolution(self) -> tuple[str, ...]:
        return tuple(step.rule for step in self.steps)

    def as_dict(self) -> dict[str, Any]:
        """The line of JSONL: plain values only, every key of the contract present."""
        row = {name: getattr(self, name) for name in CONTRACT_KEYS}
        for key in ("spans", "cue_spans", "source_spans"):
            row[key] = [list(span) for span in row[key]]
        row["also_in"] = [{"document": document, "id": id} for document, id in self.also_in]
        row["same_as"] = list(self.same_as)
        row["resolution"] = list(self.resolution)
        row["speakers"] = list(self.speakers)
        row["steps"] = [
            {"rule": step.rule, "text": step.text, "span": step.span, "detail": step.detail} for step in self.steps
        ]
        return row

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Quote:
        """The quote that ``as_dict`` gave as a row. Raises KeyError or TypeError where it is no such row."""
        values = {key: value for key, value in row.items() if key != "resolution"}
        for key in ("spans", "cue_spans", "source_spans"):
            values[key] = tuple((start, end) for start, end in row[key])
        values["speakers"] = tuple(row["speakers"])
        values["also_in"] = tuple((place["document"], place["id"]) for place in row["also_in"])
        values["same_as"] = tuple(row["same_as"])
        values["steps"] = tuple(
            Step(each["rule"], each["text"], tuple(each["span"]) if each["span"] else None, each["detail"])
            for each in row["steps"]
        )
        return cls(**values)


CONTRACT_KEYS = (
    "id", "document", "title", "date", "publisher", "url", "kind", "act", "form", "text", "spans", "cue", "cue_spans",
    "source", "source_spans", "speaker", "speaker_id", "speaker_type", "speakers", "role", "resolution", "occasion",
    "said_on", "confidence", "parent", "also_in", "same_as", "steps",
)  # fmt: skip
"""The keys of one line of JSONL, in the order in which they are written."""


@dataclasses.dataclass(frozen=True, slots=True)
class Alias:
    """A name form under which a speaker occurs in a document: how often, where first, and by which rule it is theirs
    ("name", "title", "label", "collection", "variant:<rule>")."""

    form: str
    count: int
    span: Span | None = None
    rule: str = "name"


@dataclasses.dataclass(frozen=True, slots=True)
class LocalSpeaker:
    """A speaker as one document knows it. ``key`` is unique within the document and the same on every run; ``name``
    is the fullest form that the document gives, without title; ``roles`` are the titles and offices, first seen
    first."""

    key: str
    name: str
    type: SpeakerType
    roles: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()

    @property
    def decision(self) -> int | None:
        """The number of the decision that gave a quote of the document to this speaker; None for a speaker that the
        document itself tells of."""
        number = self.key.removeprefix(DECIDED).partition("/")[0] if self.key.startswith(DECIDED) else ""
        return int(number) if number.isascii() and number.isdigit() else None


DECIDED = "decision/"
"""How the keys begin of speakers to whom a decision gave a quote: its number follows, and the rank of all but the
first. The extractor gives no such keys."""


@dataclasses.dataclass(frozen=True, slots=True)
class Extraction:
    """What ``extract`` makes of a document. ``Quote.speaker_id`` is a ``LocalSpeaker.key`` here; the registry turns
    local keys into canonical ids."""

    document: Document
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[LocalSpeaker, ...] = ()

    def confident(self, least: float) -> Extraction:
        """Without the quotes of less confidence (0 to 1). A quote whose parent is left out has none any more."""
        kept = {quote.id for quote in self.quotes if quote.confidence >= least}
        quotes = tuple(
            quote if quote.parent is None or quote.parent in kept else dataclasses.replace(quote, parent=None)
            for quote in self.quotes
            if quote.id in kept
        )
        said = {quote.speaker_id for quote in quotes}
        return dataclasses.replace(self, quotes=quotes, speakers=tuple(s for s in self.speakers if s.key in said))


@dataclasses.dataclass(frozen=True, slots=True)
class Occurrence:
    """A local speaker of a stored document, as the registry takes it. ``quotes`` counts the quotes it said there."""

    document: str
    date: str | None
    speaker: LocalSpeaker
    quotes: int = 0

    @property
    def ref(self) -> tuple[str, str]:
        return self.document, self.speaker.key


@dataclasses.dataclass(frozen=True, slots=True)
class Evidence:
    """Why a name form belongs to a canonical speaker: where it occurs and by which rule it was joined."""

    form: str
    document: str | None
    count: int
    rule: str


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """A canonical speaker: its members are the ``Occurrence.ref`` of the local speakers that are this one."""

    id: str
    name: str
    type: SpeakerType
    members: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...] = ()
    roles: tuple[str, ...] = ()
    authority: str | None = None
    """The id of the authority entry that this speaker is, if one of them is."""


@dataclasses.dataclass(frozen=True, slots=True)
class Office:
    """An office and when somebody held it: ISO 8601 days, months or years, inclusive; None where it is open."""

    title: str
    since: str | None = None
    until: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Authority:
    """An entry of an authority file: somebody known by a canonical name, whatever the documents call them.

    ``id`` becomes the speaker's; ``identifiers`` are (scheme, value) pairs, such as ("wikidata", "Q42").
    """

    id: str
    name: str
    type: SpeakerType = "person"
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and the aliases, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


DecisionKind = Literal["merge", "split", "rename", "never", "import", "attribute", "discard"]
CORRECTING = ("attribute", "discard")
"""The kinds of decisions that correct single quotes, not who is who."""


@dataclasses.dataclass(frozen=True, slots=True)
class Corrected:
    """A quote that a decision speaks of: it is meant as long as its document has these words at its extents."""

    document: str
    id: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """A person's correction, kept apart from what is derived so that it survives every recomputation.

    ``names`` are the name forms that it speaks of: merge joins the speakers of all of them under the first; split
    sets ``names[1:]`` apart from ``names[0]``; rename gives the speaker of ``names[0]`` the canonical name
    ``names[1]``; never forbids that any two of them are one. ``documents`` narrows it to the occurrences in these
    documents; empty means everywhere. An import brings in the entries of the authority file ``names[0]``.

    Two kinds correct single ``quotes``: attribute gives them to the speakers of ``names``, all together, or to nobody
    known where there are none; discard says that they are no quotes. ``types`` are those of the speakers.
    """

    number: int
    kind: DecisionKind
    names: tuple[str, ...]
    documents: tuple[str, ...] = ()
    at: str | None = None
    reason: str | None = None
    quotes: tuple[Corrected, ...] = ()
    types: tuple[SpeakerType, ...] = ()


def content_text(text: str, spans: Iterable[Span]) -> str:
    """The content as ``Quote.text`` gives it: the pieces joined by an ellipsis."""
    return PIECE_SEPARATOR.join(text[start:end] for start, end in spans)


def quote_id(document: str, spans: Sequence[Span]) -> str:
    """The stable id of the quote at these extents of this document: 16 hexadecimal digits."""
    where = ",".join(f"{start}-{end}" for start, end in spans)
    # A library of its own, which takes a tenth of a look-up's time to load.
    import hashlib

    return hashlib.sha256(f"{document}\0{where}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
