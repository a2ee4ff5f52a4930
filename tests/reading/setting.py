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


def as_pdf(article: Article) -> bytes:
    """Pages of a small format, justified and hyphenated, with running heads, page numbers and one or two columns."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    def furniture(canvas, template):
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(40, A5[1] - 25, "COAST HERALD")
        canvas.drawRightString(A5[0] - 40, A5[1] - 25, "Nordhavn edition")
        canvas.drawCentredString(A5[0] / 2, 20, f"{template.page}")

    del pdfmetrics, TTFont
    width, gap = A5[0] - 80, 14
    column = (width - gap * (article.columns - 1)) / article.columns
    frames = [
        Frame(40 + number * (column + gap), 40, column, A5[1] - 80, 0, 0, 0, 0) for number in range(article.columns)
    ]
    stream = io.BytesIO()
    template = BaseDocTemplate(stream, pagesize=A5)
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    body = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=11, leading=13.5, spaceAfter=7, alignment=TA_JUSTIFY,
        hyphenationLang="en_US", uriWasteReduce=0.3, embeddedHyphenation=1,
    )  # fmt: skip
    head = ParagraphStyle("head", parent=body, fontName="Times-Bold", fontSize=16, leading=19, alignment=0)
    second = ParagraphStyle("second", parent=head, fontSize=12.5, leading=15, spaceBefore=6)
    flow = [Paragraph(html.escape(article.title), head), Paragraph(article.date, body)]
    for part in article.parts:
        label = f"<b>{html.escape(part.label)}</b> " if part.label else ""
        flow.append(Paragraph(label + html.escape(part.text), second if part.level else body))
    template.build(flow)
    return stream.getvalue()
