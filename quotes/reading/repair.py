"""Repairs of damage that conversion did to a text: only such as cannot make a right text wrong, and with a note each.

A text file is left as it is, so that offsets stay those of the file. A record is repaired where its text could not be
read otherwise. What is converted from another format is repaired freely, since its text is made here.
"""

from __future__ import annotations

import html
import re

Notes = tuple[str, ...]

_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip|shy);")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,12})(?:\s[^<>]*)?/?>")
_MARKUP = re.compile(r"</p>|<br ?/?>|</div>|</li>|</h[1-6]>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(?:(script|style|head|noscript)\b|!--)", re.IGNORECASE)
_APART = re.compile(r"p|div|li|[uo]l|h[1-6r]|blockquote|t[dhr]|table|section|article|header|footer")
# What UTF-8 read as Windows-1252 or Latin-1 looks like: its lead bytes before what is seldom found after these letters.
_MOJIBAKE = re.compile(r"[ÃÂâ][\u0080-\u00bf\u20ac\u201a-\u201e\u2018-\u201d\u2020-\u2022œ™šž‹›ˆ˜Œ]")
_TICKS = re.compile(r"``([^`\n]{1,2000}?)''")
_SPACES = (("\xa0", " "), ("\u202f", " "), ("\u2007", " "), ("\u2028", "\n"), ("\u2029", "\n"))


def repaired(text: str, notes: Notes = ()) -> tuple[str, Notes]:
    """A converted text with all repairs, and the notes with those on the repairs."""
    text, notes = repaired_record(text, notes)
    for space, plain in () if text.isascii() else _SPACES:
        text = text.replace(space, plain)
    if "\u00ad" in text:
        notes = (*notes, f"{text.count(chr(0xAD))} soft hyphens removed")
        text = text.replace("\u00ad", "")
    if "``" in text:
        text, count = _TICKS.subn(r"“\1”", text)
        notes = (*notes, f"{count} ``quotations'' given quotation marks") if count else notes
    return text, notes


def repaired_record(text: str, notes: Notes = ()) -> tuple[str, Notes]:
    """A record's text without markup, entities and mojibake, and the notes; nearly always the text as it is."""
    if "<" in text and len(_MARKUP.findall(text[:20_000])) >= 2:
        text, notes = without_markup(text), (*notes, "HTML markup removed")
    if "&" in text and _ENTITY.search(text):
        text, count = _ENTITY.subn(lambda match: html.unescape(match.group()), text)
        notes = (*notes, f"{count} HTML entities resolved")
    if not text.isascii() and any(lead in text for lead in "ÃÂâ") and _MOJIBAKE.search(text):
        text, notes = _decoded_again(text, notes)
    return text, notes


def without_markup(text: str) -> str:
    """The text of a fragment of HTML: block elements apart by a blank line, entities resolved."""
    text = " ".join(line.strip() for line in _seen(text).splitlines())

    def mark(match: re.Match[str]) -> str:
        name = match.group(2).lower()
        return "\n" if name == "br" else "\n\n" if _APART.fullmatch(name) else ""

    lines = html.unescape(_TAG.sub(mark, text)).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip()


def _seen(text: str) -> str:
    """The fragment without comments, scripts and styles. In linear time, since no closing tag is looked for twice."""
    kept, position = [], 0
    while (match := _UNSEEN.search(text, position)) is not None:
        closing = f"</{match.group(1).lower()}" if match.group(1) else "-->"
        end = text.find(closing, match.end())
        end = end if end >= 0 else text.find(closing.upper(), match.end())
        kept.append(text[position : match.start()])
        if end < 0:
            # A tag that nothing closes hides nothing.
            position = match.end()
            return "".join(kept) + _UNSEEN.sub("<", text[position:])
        position = end + (3 if closing == "-->" else 0)
    return "".join(kept) + text[position:]


def _decoded_again(text: str, notes: Notes) -> tuple[str, Notes]:
    """Lines of UTF-8 that were decoded as something else, decoded rightly by ftfy, where it is installed."""
    try:
        from ftfy import fix_encoding
        from ftfy.badness import is_bad
    except ImportError:
        return text, (*notes, "characters look wrongly decoded; the extra 'repair' would mend them")
    lines = text.split("\n")
    fixed = [fix_encoding(line) if _MOJIBAKE.search(line) and is_bad(line) else line for line in lines]
    count = sum(one != other for one, other in zip(lines, fixed, strict=True))
    return ("\n".join(fixed), (*notes, f"{count} wrongly decoded lines mended")) if count else (text, notes)
