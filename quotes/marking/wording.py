"""What is found, in words for people: rules, kinds, and a quote as it can be cited."""

from __future__ import annotations

from quotes.marking.visible import ID_LENGTH
from quotes.types import Decision, Quote

SEVERAL = 3
"""Quotes of a decision that are listed, at most."""

RULES = {
    "name": "the words name the speaker",
    "pronoun": "the pronoun refers to the speaker",
    "title": "the title or office means the speaker",
    "turn": "the label of the turn names the speaker",
    "collection": "the document collects this speaker’s remarks",
    "continuation": "the words go on with the speaker before",
    "decision": "somebody decided so",
    "authority": "an authority file says so",
    "surname": "the surname alone",
}
"""The rules in words, by the part of their names before a colon."""
VARIANTS = {
    "double-name": "a part of a double name left out",
    "first-name": "goes by the second given name",
    "given": "the given name alone",
    "homophone": "the surname by another reading",
    "initial": "the given name by its initial",
    "initials": "the given names by their initials",
    "lost-letters": "letters lost in a conversion",
    "middle": "with or without a middle name",
    "nickname": "the given name in its short form",
    "office": "the office that they hold at the time",
    "order": "the parts of the name in another order",
    "polyphone": "the surname by another reading",
    "slip": "a slip of the pen",
    "spacing": "other spaces in the name",
    "suffix": "with or without Jr., Sr. or a number",
    "transliteration": "another transliteration",
    "umlaut": "an umlaut written out",
    "vowel": "a long vowel written otherwise",
    "wade-giles": "another transliteration (Wade-Giles)",
}
"""The variants of a name in words, by the part of the rule after the colon."""
KINDS = {
    "direct": "the words as they were said",
    "indirect": "reported in other words",
    "mixed": "reported, some of the words as they were said",
}


def citation(quote: Quote) -> str:
    """A quote as it can be cited: the words, who said them in which role, where and when."""
    words = " ".join(quote.text.split()).rstrip(",")
    who = ", ".join(part for part in (names(quote), quote.role) if part)
    said = f"“{words}” — {who}" if quote.kind == "direct" else f"{who}: {words} ({quote.kind} {quote.act})"
    day = f"said on {quote.said_on}" if quote.said_on and quote.said_on != quote.date else None
    title = f"“{quote.title}”" if quote.title else quote.document
    where = ", ".join(part for part in (title, quote.publisher, quote.date, quote.url) if part)
    return ", ".join(part for part in (said, quote.occasion, day) if part) + f". {where}"


def told(rule: str) -> str:
    """A rule in words."""
    kind, _, number = rule.partition(" ")
    if kind == "decision" and number:
        return f"{RULES[kind]} (no. {number})"
    kind, _, variant = rule.partition(":")
    if kind == "variant":
        return VARIANTS.get(variant, f"another form of the name ({variant.replace('-', ' ')})")
    return RULES.get(kind, rule)


def decided(decision: Decision) -> str:
    """What a decision says, in a line: its kind and names, or the quotes that it corrects."""
    if not decision.quotes:
        return f"{decision.kind} {', '.join(decision.names)}"
    ids = ", ".join(each.id[:ID_LENGTH] for each in decision.quotes[:SEVERAL])
    more = len(decision.quotes) - SEVERAL
    listed = ids + (f" and {more} more" if more > 0 else "")
    if decision.kind == "discard":
        return f"discard {listed}"
    return f"attribute {listed} to {' and '.join(decision.names) or 'nobody known'}"


def where(decision: Decision) -> str:
    """The documents that a decision speaks of: those of the quotes that it corrects."""
    documents = dict.fromkeys(each.document for each in decision.quotes) or decision.documents
    return ", ".join(documents) or "all documents"


def names(quote: Quote) -> str:
    """Who said it, all of them."""
    return ", ".join(quote.speakers) or quote.speaker or "Speaker unknown"
