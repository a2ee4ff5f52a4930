"""What kind of phrase a source is: a name, a pronoun, a description of one person, a body, a group, a document."""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import Literal

from quotes import lexicon, names
from quotes.attribution.offices import is_demonym
from quotes.attribution.parsed import Parsed
from quotes.attribution.roles import clean_role
from quotes.types import Span

Kind = Literal[
    "name", "pronoun", "first person", "second person", "plural pronoun", "it", "relative",
    "description", "unnamed", "organization", "group", "document", "unknown",
]  # fmt: skip
Gender = Literal["f", "m"]

_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_THEY = frozenset(["they", "them", "their", "theirs", "themselves", "both", "each", "these", "those"])
_FIRST = frozenset(["i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"])
_YOU = frozenset(["you", "your", "yours", "yourself", "yourselves"])
_IT = frozenset(["it", "its", "itself", "this", "that"])
_RELATIVE = frozenset(["who", "whom", "whose", "which"])
_LEAD = re.compile(r"(?:(?:and|but|or|so|as|while|even|also|only|nor|then|yet|like|not|when)\s+)+", re.IGNORECASE)
_ADVERB = re.compile(r"(?P<word>\w+),\s+")
_INDEFINITE = re.compile(r"(?:an?|another|one|any|some|no)\b", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"(?:(?:someone|somebody|anyone|anybody)\b|(?:no one|nobody|one|another)$|an?\s(?:\d+|\w+)-year-old$)",
    re.IGNORECASE,
)
_OF_AGE = re.compile(r"(?:the|this|that)\s(?:[\w’'-]+\s)?(?:\d+|\w+)-year-old$", re.IGNORECASE)
# Who writes speaks of himself so: "Roe told this reporter".
_THIS_WRITER = re.compile(r"this\s(?:reporter|writer|author|columnist|correspondent|journalist)$", re.IGNORECASE)
_EVERYBODY = re.compile(r"(?:not\s)?(?:everyone|everybody|no one|nobody|those)\b", re.IGNORECASE)
_QUANTITY = re.compile(
    r"(?:some|many|most|others?|several|few|a few|all|both|two|three|four|five|six|seven|eight|nine|ten|dozens|"
    r"hundreds|thousands|millions|majorit\w+|half|more|fewer|nearly|almost|about|roughly|\d[\d.,]*)\b",
    re.IGNORECASE,
)
_PREPOSITIONS = frozenset(
    [
        "of",
        "for",
        "to",
        "from",
        "by",
        "with",
        "in",
        "at",
        "on",
        "about",
        "between",
        "against",
        "near",
        "over",
        "under",
        "like",
        "including",
        "except",
        "but",
        "inside",
        "outside",
        "among",
        "behind",
    ]
)
_AFTER_NAME = _PREPOSITIONS | frozenset(
    ["and", "or", "who", "whom", "himself", "herself", "also", "then", "later", "as", "a", "an", "the"]
)
_COMPOUND = re.compile(
    r"[-\s]+(?:[A-Z]\w+\s+)?(?:campaign|administration|team|foundation|ally|allies|aides?|supporters?)\b", re.IGNORECASE
)
_WITH_OTHERS = re.compile(r"(?P<pronoun>he|she)(?:\s+and\s|\s*,|\s+(?:himself|herself|also|too|then)\b)", re.IGNORECASE)
_COUNTED = re.compile(r".*?\bof\s+(?=\w)", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r"(?P<main>the\s(?:(?!and\b)[\w-]+\s?){1,5}?)\s(?P<others>and\s(?:his|her)\s[\w-]+(?:\s[\w-]+)?)$", re.IGNORECASE
)
_CITING = re.compile(r"\b(?:citing|quoting)\s+", re.IGNORECASE)
_HIS = re.compile(r"(?P<owner>his|her)\s+\w", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\s+\w")
_PREPOSITION_BEFORE = re.compile(r"\b(?:of|for|to|from|by|with|in|at|on|about)\s")
_OF_SEVERAL = re.compile(
    r"\b(?P<head>[a-z-]+(?:s|men))\s(?:of|for|from|in)\s(?:the\s)?(?:[A-Z][\w’'-]+,?\s)+(?:and|or)\s(?:the\s)?$"
)
_PARTY = re.compile(r"[RDI]-[A-Z][\w.]*")
# "the insurer, Meridian Mutual,"
_BODY = re.compile(r"[A-Z][\w&.’'-]*(?:\s(?:of|and|for|the|&|[A-Z][\w&.’'-]*))*(?<=[\w.])(?=,|$)")
_PARTS = re.compile(r",\s+|\s+(?:[–—-]|--)\s*|\s*\(")


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase. ``span`` is the extent of its main part: without conjunction, apposition or relative clause.
    ``names`` are extents of the personal names that it is about (more than one: several speakers). ``head`` is the
    head noun, lower case. ``definite`` tells "the senator" from "a senator"."""

    kind: Kind
    span: Span
    names: tuple[Span, ...] = ()
    titles: tuple[str, ...] = ()
    head: str = ""
    gender: Gender | None = None
    definite: bool = False
    apposition: Span | None = None


def analyse(text: str, span: Span, parsed: Parsed, persons: list[Span]) -> Phrase:
    """The phrase at this extent. ``persons`` are the sorted extents of the personal names in it."""
    start, end = span
    start = after_lead(text, span, parsed)
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".)%'’"):
        end -= 1
    while start < end and not (text[start].isalnum() or text[start] in "@$#"):
        start += 1
    words = text[start:end]
    pronoun = _pronoun(words)
    if pronoun:
        return Phrase(pronoun[0], (start, end), gender=pronoun[1])
    others = _WITH_OTHERS.match(words)
    if others:
        gender: Gender = "m" if others["pronoun"].casefold() == "he" else "f"
        return Phrase("pronoun", (start, start + len(others["pronoun"])), gender=gender)
    aides = _AND_OTHERS.match(text, start, end)
    if aides and not any(p[0] >= aides.start("others") for p in persons):  # "the nominee and his aides"
        end = aides.end("main")
    cited = _CITING.search(text, start, end)
    if cited and cited.end() < end:  # two layers: who is cited is the speaker
        return analyse(text, (cited.end(), end), parsed, persons)
    main, apposition = _main(text, (start, end))
    inside = [p for p in persons if start <= p[0] and p[1] <= end]
    named = _speaking_names(text, main, inside, parsed)
    if named:
        titles = tuple(dict.fromkeys(t for n in named for t in _titles(text, main, n)))
        return Phrase("name", main, tuple(named), titles, apposition=apposition)
    if apposition:  # "the committee's chairman, John Smith"
        behind = _speaking_names(text, apposition, [p for p in inside if p[0] >= apposition[0]], parsed)
        if behind and not re.match(r"(?:of|from|for|who|which|citing|in)\b", text[slice(*apposition)]):
            head = _head(text, main, parsed)
            if not _is_plural(head) and _kind_of_head(head) in ("description", None):
                return Phrase("name", main, tuple(behind[:1]), (text[slice(*main)],), head=head, apposition=main)
    return _owned(text, main, inside, parsed) or _common(text, main, parsed, apposition)


def _owned(text: str, main: Span, persons: list[Span], parsed: Parsed) -> Phrase | None:
    """What somebody says, does or thinks stands for that person: "Roe's promise", "her warning". Not so people, bodies
    and documents of one's own: "Roe's campaign", "his lawyer", "her tax returns"."""
    match = _HIS.match(text, *main)
    owner: Span | None = match.span("owner") if match else None
    if owner is None:
        owner = next((p for p in persons if _POSSESSIVE.match(text, p[1], main[1])), None)
    if owner is None or _PREPOSITION_BEFORE.search(text, main[0], owner[0]):
        return None
    rest = re.sub(r"^['’]s?\s+", "", text[owner[1] : main[1]]).strip()
    head = _head(rest, (0, len(rest)), None)
    kind = _kind_of_head(head)
    if not head or not rest[0].islower() or (kind is not None and singular(head) not in lexicon.terms("utterances")):
        return None
    if match:
        return Phrase("pronoun", owner, gender="m" if match["owner"].casefold() == "his" else "f")
    return Phrase("name", (main[0], owner[1]), (owner,), _titles(text, main, owner))


def after_lead(text: str, span: Span, parsed: Parsed) -> int:
    """Where a source begins without conjunctions and adverbs in front: "And", "Recently, "."""
    start, end = span
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    adverb = _ADVERB.match(text, start, end)
    if adverb and adverb.end() < end and all(token.pos_ == "ADV" for token in parsed.tokens(adverb.span("word"))):
        start = adverb.end()
    return start


def _pronoun(words: str) -> tuple[Kind, Gender | None] | None:
    word = words.casefold()
    if word in _HE:
        return "pronoun", "m"
    if word in _SHE:
        return "pronoun", "f"
    if word in _THEY:
        return "plural pronoun", None
    if word in _FIRST:
        return "first person", None
    if word in _YOU:
        return "second person", None
    if word in _IT:
        return "it", None
    if _THIS_WRITER.match(word):
        return "first person", None
    return ("relative", None) if word in _RELATIVE else None


def _main(text: str, span: Span) -> tuple[Span, Span | None]:
    """The main part and what follows it after a comma, a dash or a bracket."""
    party = False
    for match in _PARTS.finditer(text, *span):
        if _PARTY.match(text, match.end()) or (party and text.startswith("and ", match.end())):
            party = True  # "Sen. Jane Roe, R-Ohio, and Jon Poe, D-Iowa"
            continue
        if re.match(r"(?:Jr|Sr|[IVX]+)\b\.?", text[match.end() : match.end() + 5]):
            continue
        if match.start() > span[0]:
            return (span[0], match.start()), (match.end(), span[1]) if match.end() < span[1] else None
    clause = re.compile(r"\s+(?:who|which|that|whose|told|speaking|citing)(?:\s|(?<=\swho)$)").search(text, *span)
    if clause and clause.start() > span[0]:
        return (span[0], clause.start()), (clause.start() + 1, span[1])
    return span, None


def _speaking_names(text: str, main: Span, persons: list[Span], parsed: Parsed) -> list[Span]:
    """The names in the main part that are its head: not owners ("Roe's campaign"), not parts of titles ("Roe adviser
    Jane Poe"), not objects of prepositions ("a spokesman for Roe", "an adviser to President Roe")."""
    inside = [person for person in persons if main[0] <= person[0] and person[1] <= main[1]]
    found: list[Span] = []
    for number, person in enumerate(inside):
        after = text[person[1] : main[1]]
        if re.match(r"['’]s?\s+\w", after) or _COMPOUND.match(after):
            continue
        following = re.match(r"\s+([A-Za-z]\w+)\b", after)
        if following and not _may_follow(
            following[1], (person[1] + following.start(1), person[1] + following.end(1)), parsed
        ):
            continue  # "Roe aides", "Roe adviser Jane Poe": the name only tells whose
        if (
            following
            and following[1][0].isupper()
            and number + 1 < len(inside)
            and is_person_noun_in(text[person[1] : inside[number + 1][0]])
        ):
            continue
        if _governed(text[main[0] : person[0]]):
            continue
        if found and _PREPOSITION_BEFORE.search(text, found[-1][1], person[0]):
            continue  # "Roe on Poe"
        found.append(person)
    return found


def _may_follow(word: str, span: Span, parsed: Parsed) -> bool:
    """May the word stand behind a name that is the head of its phrase? A noun may not: "Roe supporters"."""
    if word in _AFTER_NAME or word[0].isupper():
        return True
    return not any(token.pos_ in ("NOUN", "ADJ") for token in parsed.tokens(span)[:1])


def is_person_noun_in(words: str) -> bool:
    """Does any word denote a person by role?"""
    return any(is_person_noun(word.casefold()) for word in re.findall(r"[A-Za-z-]+", words))


def _governed(before: str) -> bool:
    """Do the words before a name end in a preposition, with or without a title between: "for", "to President"?"""
    several = _OF_SEVERAL.search(before)
    if several and is_person_noun(several["head"]):
        return True  # "the foreign ministers of Norway and Jordan"
    words = re.findall(r"[\w'’.-]+", before)
    titled = False
    honorifics = lexicon.pairs("honorifics")
    if words and words[-1].casefold().rstrip(".") in honorifics:
        words.pop()  # a name with one always starts anew: "friends of Mr. Roe"
    while words and is_person_noun(words[-1].casefold().rstrip(".")):
        words.pop()
        titled = True
    if not words or words[-1].casefold() not in _PREPOSITIONS:
        return False
    return not titled or is_person_noun_in(" ".join(words))


def _titles(text: str, main: Span, name: Span) -> tuple[str, ...]:
    """The title before a name in the main part."""
    before = re.sub(r"^.*\b(?:and|or|who|that|which)\s+", "", text[main[0] : name[0]]).strip(" ,")
    role = clean_role(before)
    if re.search(r"(?:['’]s|s['’])$", before):
        return ()  # "the Herald's Jane Roe"
    if role is None:
        parsed = names.parse(f"{before} Xx")
        return parsed.titles if parsed.text == "Xx" else ()
    return (role,)


def _head(text: str, main: Span, parsed: Parsed | None) -> str:
    """The head noun of a phrase, lower case: the last noun before the first preposition, participle or the like; behind
    "of" where the noun only counts ("a group of artists")."""
    end = _head_end(main, parsed) if parsed else main[1]
    words = re.findall(r"[\w'’.-]+", text[main[0] : end])
    for index, word in enumerate(words):
        if word.casefold() in _PREPOSITIONS and index:
            words = words[:index]
            break
    words = [word for word in words if not word.endswith(("’s", "'s"))] or words
    head = re.sub(r"['’]s?$", "", words[-1]).casefold() if words else ""
    counted = _COUNTED.match(text, *main) if head in lexicon.terms("partitives") else None
    return _head(text, (counted.end(), main[1]), parsed) if counted and counted.end() < main[1] else head


def _head_end(main: Span, parsed: Parsed) -> int:
    """Where what follows the head noun begins: "published Sunday", "familiar with it", "the same month"."""
    tokens = parsed.tokens(main)
    for before, token in itertools.pairwise(tokens):
        if before.pos_ not in ("NOUN", "PROPN") or token.i != before.i + 1:
            continue
        after = token.nbor() if token.i + 1 < len(token.doc) else None
        if (
            token.pos_ in ("ADP", "ADV", "DET", "SCONJ", "PRON", "AUX")
            or (token.pos_ == "VERB" and token.tag_ in ("VBN", "VBD", "VBG"))
            or (token.pos_ == "ADJ" and after is not None and after.pos_ in ("ADP", "SCONJ", "PART"))
        ):
            return main[0] + before.idx + len(before.text) - tokens[0].idx
    return main[1]


def _is_plural(head: str) -> bool:
    return head in lexicon.terms("plurals") or (head.endswith("s") and not head.endswith(("ss", "us", "is", "'s")))


def singular(head: str) -> str:
    """The noun for one: "senator" of "senators"."""
    if head.endswith("ies"):
        return head[:-3] + "y"
    if head.endswith("men"):
        return head[:-3] + "man"
    if head.endswith(("sses", "ches", "shes", "xes")):
        return head[:-2]
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def is_person_noun(head: str) -> bool:
    """Does the noun denote a person by role, office or nature ("senator", "aide", "mother")?"""
    base = singular(head)
    for known in (head, base):
        if known in lexicon.terms("person_nouns") or known in lexicon.terms("titles"):
            return True
        if "-" in known and len(known.rsplit("-", 1)[1]) > 3 and is_person_noun(known.rsplit("-", 1)[1]):
            return True
    return base not in lexicon.terms("body_nouns") and bool(
        re.search(r"(?:man|woman|person|ologist|ician|crat|keeper|owner|holder|maker|goer|writer|worker)$", base)
    )


def is_common(head: str) -> bool:
    """Is the head noun one of those that tell a kind: a person, a body, a document, several people?"""
    return _kind_of_head(head) is not None or head in lexicon.terms("plurals")


def _kind_of_head(head: str) -> Kind | None:
    base = singular(head)
    if is_person_noun(head):
        return "description"
    if head in lexicon.terms("body_nouns") or base in lexicon.terms("body_nouns"):
        return "organization"
    if head in lexicon.terms("source_documents") or base in lexicon.terms("source_documents"):
        return "document"
    return None


def _common(text: str, main: Span, parsed: Parsed, apposition: Span | None) -> Phrase:
    """A phrase without a speaking name."""
    words = text[slice(*main)]
    head = _head(text, main, parsed)
    kind = _kind_of_head(head)
    definite = not _INDEFINITE.match(words) and not _QUANTITY.match(words)
    plural = _is_plural(head) or head in lexicon.terms("plurals")
    gender = _kin_gender(head) or names.gender("", words)
    labels = {token.ent_type_ for token in parsed.tokens(main)[-1:]} | {t.ent_type_ for t in parsed.tokens(main)[:1]}
    if words.startswith("@"):
        kind = "unknown"
    elif words.casefold() in lexicon.terms("bodies_alone"):
        kind = "organization"
    elif re.match(r"(?:my|our)\s", words, re.IGNORECASE) and kind == "description":
        kind = "group" if plural else "unnamed"
    elif _SOMEBODY.match(words) or re.match(r"one of\s", words, re.IGNORECASE):
        kind = "unnamed"
    elif _EVERYBODY.match(words):
        kind = "group"
    elif _OF_AGE.match(words) or (
        kind is None and is_demonym(head) and re.match(r"(?:the|this)\s", words, re.IGNORECASE)
    ):
        kind = "description"
    elif kind == "document" or (kind == "organization" and not plural):
        pass
    elif plural and "ORG" in labels and (head in lexicon.terms("outlet_words") or head in ("nations", "states")):
        kind = "organization"
    elif plural and (kind == "description" or _QUANTITY.match(words) or "NORP" in labels or head == words.casefold()):
        kind = "group"
    elif kind == "description":
        kind = "description" if definite else "unnamed"
    elif (_QUANTITY.match(words) and not words.istitle()) or (plural and re.search(rf"\b{re.escape(head)}\b", words)):
        kind = "group"
    elif labels & {"ORG", "GPE", "FAC", "NORP", "LOC"} or re.search(r"\b[A-Z]", words[1:]) or words[:1].isupper():
        kind = "organization" if _capitalised(words) else "unknown"
    else:
        kind = "unknown"
    if kind == "organization":
        main = (main[0], _before_verb(main, parsed))
        named = _BODY.match(text, *apposition) if apposition and not _capitalised(text[slice(*main)]) else None
        main = named.span() if named else main
    return Phrase(kind, main, head=head, gender=gender, definite=definite, apposition=apposition)


def _kin_gender(head: str) -> Gender | None:
    """The gender that a noun for kin tells: "wife"."""
    told = lexicon.pairs("kin_nouns").get(head, ("-",))[0]
    return "f" if told == "f" else "m" if told == "m" else None


def _before_verb(main: Span, parsed: Parsed) -> int:
    """Where a body's name ends if a clause follows: "CGTN conducted a poll"."""
    end = _head_end(main, parsed)
    following = parsed.tokens((end + 1, end + 2)) if end + 1 < main[1] else []
    return end if following and following[0].tag_ in ("VBD", "VBZ", "VBP") else main[1]


def _capitalised(words: str) -> bool:
    """Does the phrase hold a capitalised word beside a leading article?"""
    rest = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE)
    return bool(re.search(r"(?:^|\s)[A-Z@]", rest))
