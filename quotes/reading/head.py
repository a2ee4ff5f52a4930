"""What the head of a text tells about the document: title, date, publisher."""

from __future__ import annotations

import datetime
import itertools
import re

from quotes import lexicon
from quotes.types import Document

HEAD = 6_000
"""Code points from the start in which a title and a date are looked for."""
LINES = 12
"""Non-blank lines of the head that are looked at."""
TITLE_LENGTH = 250
SET_IN_LINES = 80
"""Code points of a headline that a narrow column breaks in two."""

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NUMBER = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH = r"(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|sept)\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
DATE = re.compile(
    rf"\b(?:{_MONTH}\s{{0,2}}{_DAY}\s?,?\s{{0,2}}{_YEAR}"
    rf"|{_DAY.replace('day', 'day2')}\s{_MONTH.replace('month', 'month2')},?\s{_YEAR.replace('year', 'year2')}"
    rf"|{_YEAR.replace('year', 'year3')}(?P<mark>[-/.年])(?P<month3>\d?\d)(?:(?P=mark)|月)(?P<day3>\d?\d))(?!\d)",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_DOMAIN = re.compile(r"^((?:[A-Za-z0-9-]{1,40}\.){1,3}[a-z]{2,12})[\s,|·]")
_AGENCY = re.compile(r"^((?:[A-Z][\w&-]* ){1,4}(?:News Agency|News Service|Press Agency))\b")
_DATELINE = re.compile(
    r"^[A-Z][\w .,'’/-]{1,60}\((?P<agency>[A-Z][\w. &-]{1,30})\)\s?(?:-|–|—|--)\s?"
    r"|^[A-Z][\w .,'’-]{1,60}\d\d?\.? /(?P<agency2>[A-Z][\w. &-]{1,30})/"
)
_BYLINE = re.compile(r"^(?:by|from|updated|published|posted|source)\b", re.IGNORECASE)
# What stands above the title of a press release or a mail.
_RELEASE = re.compile(
    r"\W*(?:for (?:immediate|general) (?:release|use)|(?:media|press|news) (?:release|statement|advisory|notice)"
    r"|embargoed\b.*|(?:contacts?|to|sent|cc|reply-to|attachments?|mime-version|content-type|message-id):.*)\W*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"Subject: *(?:(?:re|fwd?|for immediate release|(?:press|media|news) release) ?[:–—-] *)*", re.IGNORECASE
)
# A line of a table of contents.
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.)]\s")
_WITHIN = re.compile(r"\b(?:on|in|since|by|from|until|till|to|of|before|after|and|for)$", re.IGNORECASE)
_TIME = re.compile(r"^\W*(?:END\s+)?\d?\d[:.]\d\d\s*(?:[AP]\.?M\.?)?(?:\s+[A-Z]{2,5})?\W*$", re.IGNORECASE)


def document(
    text: str,
    *,
    id: str = "",
    title: str | None = None,
    date: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    notes: tuple[str, ...] = (),
) -> Document:
    """A document from a string. What is not given is looked for in the head of the text; dates become ISO 8601."""
    # What is given is not looked for: that is most of what it costs to read a short record.
    lines = [] if title and date and publisher else _lines(text)
    own = _title(lines, text[:HEAD])
    return Document(
        id=id,
        text=text,
        title=title or own,
        date=(iso(date) if date else None) or _date(lines, own),
        publisher=publisher or _publisher(lines),
        url=url,
        notes=notes,
    )


def _lines(text: str) -> list[str]:
    """The first lines that are not blank, without white space around them."""
    lines = text[:HEAD].splitlines()
    if len(text) > HEAD:
        lines = lines[:-1] or lines
    return list(itertools.islice(filter(None, map(str.strip, lines)), LINES))


def iso(written: str) -> str | None:
    """The ISO 8601 date in ``written`` ("April 22, 2020" gives "2020-04-22"); a date with a time keeps the date only.
    None where there is no complete, unambiguous and possible date."""
    match = DATE.search(written)
    return _value(match) if match else None


def repeated(lines: list[str]) -> int | None:
    """The index of the head line that an earlier one holds already, as a title after its breadcrumbs or in a menu."""
    for index, line in enumerate(lines[:8]):
        if 20 <= len(line) <= TITLE_LENGTH and any(
            line in earlier and not _NUMBERED.match(earlier) for earlier in lines[:index]
        ):
            return index
        if len(line) > TITLE_LENGTH * 2 or (index and _sentence(line)):
            return None
    return None


def _title(lines: list[str], head: str) -> str | None:
    subject = next((line for line in lines if line.startswith("Subject:")), None)
    if subject is not None and any(line.startswith(("From:", "To:")) for line in lines):
        return _SUBJECT.sub("", subject) or None
    again = repeated(lines)
    if again is not None:
        return lines[again]
    if any("-->" in line for line in lines[:4]):
        # Subtitles have none.
        return None
    left = [line for line in lines[:6] if not _RELEASE.match(line)]
    for place, line in enumerate(left[:3]):
        if _furniture(line):
            continue
        after = left[place + 1] if place + 1 < len(left) else ""
        if line.isupper() and after.isupper() and f"{line}\n{after}" in head and len(line) + len(after) < SET_IN_LINES:
            # A headline in capitals that was set in two lines.
            return f"{line} {after}"
        text = line.lstrip("#*= ").rstrip("*= ")
        ends_sentence = text.endswith((".", ",", ";", ":")) and not text.endswith("...")
        return text if 0 < len(text) <= TITLE_LENGTH and not ends_sentence else None
    return None


def _furniture(line: str) -> bool:
    """A line that is a date, a time or a byline alone, or that holds no word, as the times of a subtitle."""
    if not any(map(str.isalpha, line)):
        return True
    rest = DATE.sub("", line)
    return (len(rest) <= 12 and len(rest) < len(line)) or bool(_TIME.match(line)) or bool(_BYLINE.match(line))


def _date(lines: list[str], title: str | None) -> str | None:
    """The date of a title's end, of a short line, at a line's start or after its last sentence; never one in prose, nor
    one of several occasions ("Speech in Rome, May 5, 2013"), which date what was said there."""
    told = [line for line in lines if _has_year(line) and _is_occasion(line)]
    for line in lines:
        if len(told) > 1 and line in told:
            continue
        for match in DATE.finditer(line[:1500]) if _has_year(line) else ():
            before, after = line[: match.start()].rstrip(), line[match.end() :].strip(" \t\xa0)]*.|")
            is_title = title is not None and line == title
            alone = len(line) <= 90 and not _sentence(line) and not _WITHIN.search(before)
            closing = not after and before.endswith((".", "?", "!", "|", "(", "—", "–"))
            dateline = bool(re.match(r"[A-Z][\w .,'’/-]{0,50}$", before)) and bool(re.match(r"\(|-|–|—|/[A-Z]", after))
            if (is_title and not after) or (alone and not is_title) or closing or dateline:
                value = _value(match)
                if value:
                    return value
    return None


def _is_occasion(line: str) -> bool:
    words = line.lstrip("([—–-•* ").casefold()
    return DATE.search(line) is not None and any(words.startswith(f"{kind} ") for kind in lexicon.lines("occasions"))


def _has_year(line: str) -> bool:
    # Most lines have neither, and to look for two digits costs next to nothing.
    return ("20" in line or "19" in line) and _HAS_YEAR.search(line) is not None


def _sentence(line: str) -> bool:
    return line.endswith((".", "!", "?", "”", '"')) and line.count(" ") > 6


def _value(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    year = groups["year"] or groups["year2"] or groups["year3"]
    day = groups["day"] or groups["day2"] or groups["day3"]
    name = groups["month"] or groups["month2"]
    month = _NUMBER[name[:3].lower()] if name else int(groups["month3"])
    try:
        return datetime.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def _publisher(lines: list[str]) -> str | None:
    """A web site's name before a date, an agency at the start of a line, an agency in a dateline's brackets."""
    for line in lines:
        start = line[:200]
        match = _AGENCY.match(line) if "Agency" in start or "Service" in start else None
        match = match or (_DOMAIN.match(line) if "." in start and _has_year(start) else None)
        if match:
            return match.group(1)
        match = _DATELINE.match(line) if "(" in start or "/" in start else None
        if match:
            return match.group("agency") or match.group("agency2")
    return None
