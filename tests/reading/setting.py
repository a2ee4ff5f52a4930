"""The articles as a site, a word processor and a typesetter would set them, furniture included."""

from __future__ import annotations

import html
import io

from articles import Article, Part

MENU = ("Home", "News", "Culture", "Sport", "Weather", "Subscribe")
RELATED = ("Storm closes the coast road", "Ferry company looks for captains", "Ten recipes with herring")


def as_html(article: Article) -> bytes:
    """A news site's page: menu, share buttons, related articles, comments and a cookie banner around the article."""
    body = "\n".join(_html_part(part) for part in article.parts)
    links = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(MENU))
    related = "".join(f'<li><a href="/r{n}">{name}</a></li>' for n, name in enumerate(RELATED))
    title = html.escape(article.title)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - Coast Herald</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Coast Herald">
<meta property="og:type" content="article">
<link rel="canonical" href="https://www.coastherald.example/harbour">
<meta property="article:published_time" content="{_iso(article.date)}T09:30:00Z">
<script>var tracking = "“This is no quote,” said nobody.";</script><style>p {{ color: black }}</style></head>
<body><div class="cookie-banner">We use cookies. <button>Accept all</button></div>
<header><nav><ul>{links}</ul></nav></header>
<main><article><h1>{title}</h1><p class="date">{article.date}</p>
<div class="article-body">{body}</div>
<div class="share">Share on: <a href="#">Mail</a> <a href="#">Chat</a></div></article></main>
<aside class="related"><h3>Read more</h3><ul>{related}</ul></aside>
<section id="comments" class="comments"><h3>2 comments</h3><p>“What nonsense,” says Gull77.</p></section>
<footer><p>Copyright 2020 Coast Herald. All rights reserved.</p></footer></body></html>""".encode()


def _html_part(part: Part) -> str:
    if part.level:
        return f"<h{part.level}>{html.escape(part.text)}</h{part.level}>"
    label = f"<strong>{html.escape(part.label)}</strong> " if part.label else ""
    return f"<p>{label}{html.escape(part.text)}</p>"


def _iso(date: str) -> str:
    import datetime

    return datetime.datetime.strptime(date, "%B %d, %Y").date().isoformat()


def as_markdown(article: Article) -> bytes:
    """Front matter and the text, wrapped at 80 columns, with bold labels and a link."""
    import textwrap

    lines = ["---", f'title: "{article.title}"', f"date: {_iso(article.date)}", "tags: [harbour, town]", "---", ""]
    for part in article.parts:
        label = f"**{part.label}** " if part.label else ""
        words = part.text.replace("harbour", "[harbour](https://www.coastherald.example/harbour_a)", 1)
        lines += ["#" * part.level + " " + words] if part.level else textwrap.wrap(label + words, 80)
        lines.append("")
    return "\n".join(lines).encode()


def as_docx(article: Article) -> bytes:
    """A word processor's file, with a header and a footer that are not part of the text."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Coast Herald, internal"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_heading(article.title, level=0)
    document.add_paragraph(article.date)
    for part in article.parts:
        if part.level:
            document.add_heading(part.text, level=part.level)
            continue
        paragraph = document.add_paragraph()
        if part.label:
            paragraph.add_run(part.label).bold = True
            paragraph.add_run(" ")
        paragraph.add_run(part.text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(article: Article, *, by_rows: bool = False) -> bytes:
    """Pages of a small format, justified and hyphenated, with running heads and page numbers; paragraphs are indented
    or set apart, in one or two columns, as the article says. ``by_rows`` sets a page row by row, over all columns."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=PAGE)
    setter = _Setter(_Rows(canvas) if by_rows else canvas, article.columns, article.indented)
    setter.paragraph([(word, "Times-Bold") for word in article.title.split()], size=16, justified=False)
    setter.paragraph([(word, "Times-Roman") for word in article.date.split()])
    for part in article.parts:
        label = [(word, "Times-Bold") for word in part.label.split()]
        font = "Times-Bold" if part.level else "Times-Roman"
        words = label + [(word, font) for word in part.text.split()]
        setter.paragraph(words, size=13 if part.level else 11, justified=not part.level)
    setter.finish()
    return stream.getvalue()


PAGE = (420.0, 595.0)
MARGIN, GUTTER = 40.0, 16.0
Words = list[tuple[str, str]]


class _Rows:
    """A canvas that draws each page from top to bottom and from left to right, whatever the order it is given."""

    def __init__(self, canvas) -> None:
        self.canvas, self.font, self.drawn = canvas, None, []
        self.stringWidth = canvas.stringWidth

    def setFont(self, *font) -> None:
        self.font = font

    def drawString(self, x: float, y: float, text: str) -> None:
        self.drawn.append((-round(y, 2), x, self.font, text))

    def drawRightString(self, x: float, y: float, text: str) -> None:
        self.drawString(x - self.stringWidth(text, *self.font), y, text)

    def drawCentredString(self, x: float, y: float, text: str) -> None:
        self.drawString(x - self.stringWidth(text, *self.font) / 2, y, text)

    def showPage(self) -> None:
        for y, x, font, text in sorted(self.drawn):
            self.canvas.setFont(*font)
            self.canvas.drawString(x, -y, text)
        self.drawn = []
        self.canvas.showPage()

    def save(self) -> None:
        self.showPage()
        self.canvas.save()


class _Setter:
    """A typesetter with its place on the page."""

    def __init__(self, canvas, columns: int, indented: bool) -> None:
        self.canvas, self.columns, self.indented = canvas, columns, indented
        self.width = (PAGE[0] - 2 * MARGIN - GUTTER * (columns - 1)) / columns
        self.column, self.page = 0, 1
        self.y = PAGE[1] - 60
        self._furniture()

    def paragraph(self, words: Words, *, size: float = 11, justified: bool = True) -> None:
        indent = 14.0 if self.indented and justified else 0.0
        for line, last in self._lines(words, size, indent, justified):
            self._next_line(size * 1.22)
            x = MARGIN + self.column * (self.width + GUTTER) + indent
            self._line(line, x, size, self.width - indent if justified and not last else None)
            indent = 0.0
        self.y -= 0 if self.indented and justified else 7

    def finish(self) -> None:
        self.canvas.save()

    def _lines(self, words: Words, size: float, indent: float, hyphenate: bool):
        """Each line with whether it is the last one."""
        rest, line, used = list(words), [], indent
        while rest:
            word, font = rest.pop(0)
            needed = self.canvas.stringWidth(word, font, size) + (size / 4 if line else 0)
            if used + needed <= self.width:
                line.append((word, font))
                used += needed
                continue
            cut = self._cut(word, font, size, self.width - used - size / 4) if hyphenate else 0
            if cut:
                line.append((word[:cut] + "-", font))
                word = word[cut:]
            yield line, False
            rest.insert(0, (word, font))
            line, used = [], 0.0
        yield line, True

    def _cut(self, word: str, font: str, size: float, room: float) -> int:
        """Where the word breaks: before a consonant that a vowel follows, as much of it as there is room for."""
        if not word.isalpha() or len(word) < 7:
            return 0
        places = [n for n in range(3, len(word) - 2) if word[n] not in "aeiouy" and word[n + 1] in "aeiouy"]
        return max((n for n in places if self.canvas.stringWidth(word[:n] + "-", font, size) <= room), default=0)

    def _next_line(self, step: float) -> None:
        self.y -= step
        if self.y > 45:
            return
        self.column += 1
        if self.column == self.columns:
            self.canvas.showPage()
            self.column, self.page = 0, self.page + 1
            self._furniture()
        self.y = PAGE[1] - 60 - step

    def _line(self, line: Words, x: float, size: float, width: float | None) -> None:
        natural = sum(self.canvas.stringWidth(word, font, size) for word, font in line)
        gap = (width - natural) / (len(line) - 1) if width is not None and len(line) > 1 else size / 4
        for word, font in line:
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.y, word)
            x += self.canvas.stringWidth(word, font, size) + gap

    def _furniture(self) -> None:
        self.canvas.setFont("Times-Roman", 8)
        self.canvas.drawString(MARGIN, PAGE[1] - 25, "COAST HERALD")
        self.canvas.drawRightString(PAGE[0] - MARGIN, PAGE[1] - 25, "Nordhavn edition")
        self.canvas.drawCentredString(PAGE[0] / 2, 20, str(self.page))
