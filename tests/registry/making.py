"""Local speakers in a line each."""

from quotes import names
from quotes.types import Alias, LocalSpeaker, Occurrence, Speaker, SpeakerType


def local(
    document: str,
    name: str,
    *roles: str,
    aliases: tuple[str, ...] = (),
    type: SpeakerType = "person",
    date: str | None = None,
) -> Occurrence:
    """The speaker ``name`` of a document; a key of its own for each name."""
    forms = tuple(Alias(form, 1) for form in dict.fromkeys((name, *aliases)))
    return Occurrence(document, date, LocalSpeaker(names.key(name), name, type, roles, forms), quotes=1)


def groups(speakers: list[Speaker]) -> dict[str, list[tuple[str, str]]]:
    """Members by id."""
    return {speaker.id: list(speaker.members) for speaker in speakers}
