"""What is not running text: headings, captions, bylines, page furniture and spam. One paragraph, one kind."""

from __future__ import annotations

import functools
import re

from quotes import lexicon
from quotes.layout.paragraphs import Paragraph
from quotes.reading.language import is_foreign
from quotes.types import Block, BlockKind, Document

HEAD = 8
"""Paragraphs at the start among which titles, bylines and menus stand."""
SHORT = 160
"""Code points up to which a paragraph may be a heading or a line of furniture."""
CREDIT_HINTS = ("hoto", "HOTO", "mage", "icture", "ideo", "llustration", "ourtesy", "/", "FILE", "Caption")
"""One of these stands in every caption's credit."""

_PAGING = re.compile(r"^(?=.*[\d<>«»‹›|{}])[\s<>«»‹›|\[\](){}.,…·•\-–—/\d]*$", re.DOTALL)
_PAGE = re.compile(r"^\W*(?:page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|\d{1,4}\s*/\s*\d{1,4})\W*$", re.IGNORECASE)
_SUBTITLE = re.compile(
    r"\W*\d\d:\d\d(?::\d\d)?[.,]\d{3}\s*-->[^\n]*$|WEBVTT\b[^\n]*$|\W*\d{1,2}:\d\d:\d\d(?:[.,:]\d{1,3})?\W*$"
)
"""The times of a subtitle, of a recording."""
_LINK = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$", re.IGNORECASE)
_COMMENTS = re.compile(
    r"\W*(?:comments? \(\d+\)|\d+ comments?|(?:leave|post|write|add) a (?:comment|reply)|join the conversation)\W*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][A-Z.’' -]{2,30}\b[^a-z]{0,4}[^—–]{0,60}?(?:\([^()]{2,30}\) ?)?(?:—|–|--) ?(?=[A-Z“\"])")
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_FOLLOW = re.compile(r"\W*(?:follow|e-?mail|contact|reach)\b[^.?!]{0,80}@\w+", re.IGNORECASE)
_NOTE = re.compile(r"[\[(]\s*(?:editor[’']?s?[’']? )?note\s*[:\])]", re.IGNORECASE)
_CORRECTION = re.compile(
    r"\W*(?:(?:corrections?|clarifications?|corrections? and clarifications?)\s?:|"
    r"corrections? appended\b|"
    r"(?:this|the) (?:article|column|post|report|story) (?:has been|was) (?:amended|corrected|revised|updated)\b|"
    r"(?=an? (?:earlier|original|previous) version of (?:this|the) (?:article|column|headline|post|report|story)\b))",
    re.IGNORECASE,
)
"""How a newspaper's word on its own article begins: none of the article's people says it."""
_DATE_ALONE = re.compile(r"^\W*\d{2,4}[-/.]\d\d?[-/.]\d{2,4}(?:[ T]+\d\d?:\d\d(?::\d\d)?)?\W*$")
# Letters beyond Latin Extended-B, without Latin Extended Additional.
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_DIRECTION = re.compile(r"[(\[][^()\[\]]{1,120}[)\]]\.?")
_RULE = re.compile(r"[#*=_~-](?:\s*[#*=_~-]){2,}$")
_CLOSING_TIME = re.compile(r"^\W*(?:END\s+)?\d?\d[:.]\d\d\s*[AP]\.?M\.?(?:\s+\(?[A-Z]{2,5}\)?)?\W*$", re.IGNORECASE)
_CONCLUDED = re.compile(
    r"\W*(?:the )?(?:press |news |daily )?(?:briefing|conference|meeting|interview|hearing|call|session|event)"
    r"(?: was| is)? (?:concluded|ended|ends|adjourned|closed|over)\b[^.?!]{0,20}[\d\W]*(?:[ap]\.?m\.?)?\W*$",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(r"\b(?:19|20)\d\d\b")
# "Question (translated from German): ..." is no note of an editor.
_ASKED = re.compile(r"\W*(?:Q|A|[Qq]uestion|[Aa]nswer)\W*\([^()\n]{3,60}\)\s?:")
_WORDS = re.compile(r"[^\W_][\w’'-]*")
_PERSON = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,4}"
_BYLINE = re.compile(
    rf"^(?:(?:[Ww]ritten |[Rr]eported |[Ee]dited |[Pp]osted )?[Bb]y|BY)[: ]\s*{_PERSON}(?:(?:,| and|,? &) {_PERSON})*"
    r"(?:[,|·•-].{0,60})?$"
)
_STAFF = re.compile(
    r"(?:^|[a-z] |Agency |[Ss]taff )"
    r"(?:[Rr]eporters?|[Cc]orrespondents?|[Ww]riters?|[Ee]ditors?|[Rr]eporting by|[Ee]diting by):? "
    rf"{_PERSON}(?:(?:,| and|, and|;|,? &) {_PERSON})*\W*$"
)
_AGENCY = re.compile(r"(?:[A-Z][\w&-]* ){1,4}(?:News Agency|News Service|Press Agency),[^,]{1,40},? [^.]*\d")
_STAMP = re.compile(
    r"^\W*(?:updated|published|posted|created|last modified|date|source|time)\b[^.?!]{0,80}\d", re.IGNORECASE
)
_CREDIT = re.compile(
    r"[\[(](?i:(?:file )?(?:photo|picture|image|video|illustration|courtesy)s?)\b[^\])]{0,120}[\])]\s*\.?$"
    r"|\((?:[A-Z][\w. ]{1,40}/){1,2}[A-Z][\w. ]{1,40}\)\s*\.?$"
    r"|(?:Getty Images|AP Photo|Reuters|AFP)[^.]{0,40}\)\s*\.?$"
    r"|\b(?:[Pp]hoto|PHOTO|[Ii]mage|[Pp]icture)(?:graph)?(?: (?:by|courtesy of|credit)|:|/)\s?[^.]{1,80}\.?$"
)
_CAPTION_START = re.compile(r"^(?:FILE PHOTO|FILE|Photo|Image|Caption|In this (?:file )?photo)\b\s?(?::|-|–|—|,|\()")
_QUESTION_HEADING = re.compile(r"^(?:How|What|Why|When|Where|Who|Which|Is|Are|Can|Will|Does|Do|Should)\b[^?]{5,120}\?")


def classify(paragraphs: list[Paragraph], document: Document) -> list[BlockKind]:
    """The kind of each paragraph, as far as the paragraph itself and its place tell; "paragraph" for the rest."""
    kinds: list[BlockKind] = [kind_of(paragraph.text) for paragraph in paragraphs]
    _menus(paragraphs, kinds)
    _other_articles(paragraphs, kinds)
    _comments(paragraphs, kinds)
    _other_languages(paragraphs, kinds)
    _head(paragraphs, kinds, document)
    for index in range(len(paragraphs)):
        if kinds[index] == "paragraph" and _is_heading(paragraphs, kinds, index):
            kinds[index] = "heading"
    return kinds


def kind_of(text: str) -> BlockKind:
    """The kind that a paragraph shows by itself: boilerplate, caption, byline, or paragraph."""
    if _DATE_ALONE.match(text):
        return "byline"
    if is_boilerplate(text):
        return "boilerplate"
    if len(text) > 3 * SHORT:
        return "paragraph"
    if any(hint in text for hint in CREDIT_HINTS) and (_CREDIT.search(text) or _CAPTION_START.match(text)):
        return "caption"
    if len(text) <= SHORT and _AGENCY.match(text):
        return "byline"
    if len(text) <= SHORT and not ends_sentence(text) and (_BYLINE.match(text) or _STAMP.match(text)):
        return "byline"
    if len(text) <= 2 * SHORT and not ends_sentence(text) and '"' not in text and _STAFF.search(text):
        return "byline"
    return "paragraph"


def is_boilerplate(text: str) -> bool:
    """Whether the paragraph is page furniture: paging, bare links, notices of the site, spam in other scripts."""
    if _is_spam(text):
        return True
    if len(text) > 4 * SHORT:
        # Signs and figures without end say nothing, and cost as much to read as words.
        return not any(map(str.isalpha, text))
    if any(pattern.match(text) for pattern in (_NOTE, _CORRECTION, _PAGING, _PAGE, _LINK, _SUBTITLE)):
        return True
    folded = " ".join(text.casefold().split())
    if any(phrase in folded for phrase in lexicon.lines("boilerplate_anywhere")):
        return True
    if len(folded) > SHORT:
        return False
    if _FOLLOW.match(text) or (
        not _ASKED.match(text) and any(map(folded.__contains__, lexicon.lines("editing_notes")))
    ):
        return True
    notice = _notices().match(folded)
    if notice is None:
        return False
    # One word alone ("subscribe", "tweet") may begin a sentence; a phrase ("click here") may end as one.
    room = 40 if " " in notice.group() or notice.group().endswith(":") else 12
    return notice.end() >= len(folded) - room or (room > 12 and not ends_sentence(folded))


def is_closing(text: str) -> bool:
    """Whether the paragraph ends a transcript: a clock time alone, END, a line of signs."""
    if len(text) > 80:
        return False
    if _CLOSING_TIME.match(text) or _RULE.match(text) or _CONCLUDED.match(text):
        return True
    return text.lstrip("([").startswith("Whereupon") or " ".join(
        re.sub(r"[^\w#*]+", " ", text.casefold()).split()
    ) in lexicon.terms("closings")


def is_sign_off(text: str) -> bool:
    """Whether a line below the last sentence of a transcript is nobody's words: a place, a date, an office, whom to
    call; none of its words but the smallest is written small, and no stop ends it."""
    if len(text) > SHORT or ends_sentence(text) or is_direction(text):
        return False
    head = text.partition(":")[0].casefold()
    if head in lexicon.terms("label_stop_words") or f"{head}:" in lexicon.terms("boilerplate_anywhere"):
        # "Duration: 48 minutes", "Media contacts"
        return True
    words = _WORDS.findall(text)
    small = [word for word in words if word[0].islower() and word not in lexicon.terms("title_small_words")]
    return bool(words) and not small


def is_direction(text: str) -> bool:
    """Whether the paragraph is a stage direction: "(Laughter.)", "[Inaudible]"."""
    return len(text) < 140 and _DIRECTION.fullmatch(text) is not None


def without_marks(text: str, block: Block) -> Block:
    """A heading without the signs that mark it ("## Heading"), so that it reads as it does elsewhere."""
    if block.kind != "heading" or text[block.start] != "#":
        return block
    start = _HEADING_MARK.match(text, block.start, block.end)
    return Block("heading", ((start.end(), block.end),)) if start and start.end() < block.end else block


def _is_spam(text: str) -> bool:
    """Links in a row ("a | b | c | d") or a script other than the Latin one."""
    bars = text.count("|")
    if bars >= 4 and len(text) / (bars + 1) < 60:
        return True
    if text.isascii():
        return False
    foreign = len(_OTHER_SCRIPT.findall(text))
    return foreign >= 3 and foreign * 2 > sum(map(str.isalpha, text))


@functools.cache
def _notices() -> re.Pattern[str]:
    return re.compile(_alternatives(lexicon.lines("boilerplate")))


def _alternatives(terms: tuple[str, ...]) -> str:
    longest_first = sorted((term.casefold() for term in terms), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(term) for term in longest_first) + r")(?!\w)"


def _other_articles(paragraphs: list[Paragraph], kinds: list[BlockKind]) -> None:
    """Headlines of other articles below the line that announces them: short lines that no full stop ends."""
    announced = False
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if " ".join(text.casefold().strip("#*:•-– ").split()) in lexicon.terms("other_articles"):
            announced = True
            kinds[index] = "boilerplate"
        elif (
            announced
            and kinds[index] in ("paragraph", "boilerplate")
            and len(text) <= SHORT
            and not ends_sentence(text)
        ):
            kinds[index] = "boilerplate"
        else:
            announced = False


def _comments(paragraphs: list[Paragraph], kinds: list[BlockKind]) -> None:
    """What readers write under an article is furniture, from the line that counts or invites it to the end."""
    for index in range(max(1, len(paragraphs) // 3), len(paragraphs)):
        if _COMMENTS.match(paragraphs[index].text):
            kinds[index:] = ["boilerplate"] * (len(kinds) - index)
            return


def _other_languages(paragraphs: list[Paragraph], kinds: list[BlockKind]) -> None:
    """What a mixed document says in another language is not read: two paragraphs or more, as one may be a list."""
    found = [index for index, kind in enumerate(kinds) if kind == "paragraph" and is_foreign(paragraphs[index].text)]
    if len(found) >= 2:
        for index in found:
            kinds[index] = "boilerplate"


def _menus(paragraphs: list[Paragraph], kinds: list[BlockKind]) -> None:
    """Runs of at least five lines of one to three words without punctuation are menus."""
    run: list[int] = []
    for index, paragraph in enumerate([*paragraphs, None]):
        if paragraph is not None and _is_menu_item(paragraph.text):
            run.append(index)
            continue
        if len(run) >= 5:
            for item in run:
                kinds[item] = "boilerplate"
        run = []


def _is_menu_item(text: str) -> bool:
    return len(text) <= 30 and text.count(" ") <= 2 and text[-1].isalnum() and ":" not in text


def _head(paragraphs: list[Paragraph], kinds: list[BlockKind], document: Document) -> None:
    """The title, what stands above it, the bylines and datelines below it."""
    head = paragraphs[:HEAD]
    title = " ".join((document.title or "").split())
    places = [
        index
        for index, paragraph in enumerate(head)
        if title and " ".join(paragraph.text.strip("#*= ").split()) == title
    ]
    for index in places:
        kinds[index] = "heading"
    # A title that comes back below sentences heads a page or an item.
    prose = next((i for i, one in enumerate(head) if ends_sentence(one.text) and i not in places), len(head))
    above = [index for index in places if index < prose] or places[:1]
    for index in range(above[-1] if above else 0):
        # Breadcrumbs and other articles' headlines stand above the title, sentences do not.
        if kinds[index] == "paragraph" and len(head[index].text) <= 2 * SHORT and not ends_sentence(head[index].text):
            kinds[index] = "boilerplate"
    for index, paragraph in enumerate(head):
        if kinds[index] != "paragraph" or len(paragraph.text) > SHORT:
            continue
        if _repeats(paragraph.text, title):
            kinds[index] = "heading"
        elif is_closing(paragraph.text) or _is_stamp(paragraph.text):
            kinds[index] = "byline"


def _is_stamp(text: str) -> bool:
    """A date or a place with a date, alone on its line."""
    # A web address or a small word may stand with the date; any other word in small letters makes it running text.
    words = [word for word in text.split() if "." not in word[:-1] and word not in ("of", "the", "in", "at", "and")]
    small = any(word[0].islower() for word in words)
    return bool(_DATE_WORDS.search(text)) and len(text) <= 60 and text[-1] not in ":;" and not small


def _repeats(text: str, title: str) -> bool:
    """Whether the line says the title again in part: six words in ten of it."""
    words = set(re.findall(r"\w+", text.casefold()))
    wanted = set(re.findall(r"\w+", title.casefold()))
    return len(wanted) >= 5 and len(words & wanted) * 10 >= 6 * len(words) and len(words) >= 4


def _is_heading(paragraphs: list[Paragraph], kinds: list[BlockKind], index: int) -> bool:
    text = paragraphs[index].text
    if len(text) > SHORT or index + 1 >= len(paragraphs):
        return False
    if text.startswith("#") and text.lstrip("#").startswith(" "):
        return True
    if _DATELINE.match(text) and ends_sentence(text):
        return False
    if text[0] in '"“‘«-–—•(' or ":" in text[-2:] or not any(char.isalpha() for char in text):
        return False
    if index == 0 and (not ends_sentence(text) or "." not in text[:-2]) and len(paragraphs) > 2:
        return not text.endswith(":")
    if _QUESTION_HEADING.match(text) and text.count(".") <= 1 and '"' not in text[:1]:
        return kinds[index + 1] in ("paragraph", "byline")
    # A short line that no stop ends, before a longer one.
    asks = text[-1] in "?!" and '"' not in text and "“" not in text
    if text[-1] in ",;:" or (ends_sentence(text) and not asks):
        return False
    return text.count(" ") <= 14 and text[0].isupper() and len(paragraphs[index + 1].text) > len(text) * 2


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a mark that ends sentences, quotation marks and brackets left out."""
    return text.rstrip("\"”’')]* ").endswith((".", "!", "?", "…"))
