"""HTML: the main content of a page, such as an export of Confluence or Feishu."""

import datetime as dt
import email
import email.policy
import re
from email.message import EmailMessage

from bs4 import BeautifulSoup, Comment, Doctype, Tag
from bs4.element import NavigableString
from markdownify import MarkdownConverter

from knowledge.readers.dates import date_in
from knowledge.readers.encoding import decode
from knowledge.readers.reading import Draft, Reading, clean, one_line
from knowledge.readers.tables import as_records, as_table, fill, trim

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_CHROME = (
    "script, style, template, noscript, svg, iframe, object, button, select, textarea, dialog, "
    "nav, footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=search], "
    "[aria-hidden=true], [hidden], #breadcrumbs, #breadcrumb-section, .breadcrumbs, .breadcrumb, "
    "#footer, .footer, .pageSection.group > #breadcrumb-section, .page-metadata, .toc-macro"
)
_MAIN = ("main", "[role=main]", "#main-content", "article", ".wiki-content", "#content", ".content")
_DATES = (
    "meta[property='article:modified_time']",
    "meta[name='last-modified']",
    "meta[name='dcterms.modified']",
    "meta[property='article:published_time']",
    "meta[name=date]",
    "meta[name='dcterms.date']",
    "meta[name='dc.date']",
)


class _Markdown(MarkdownConverter):
    """Words and structure only: no addresses, no pictures, tables with their spans filled."""

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(el.get("alt") or "")

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        grid = trim(_grid(el))
        if not grid:
            return ""
        head, rows = as_records(grid) or as_table(grid)
        return "\n\n" + "\n".join([*head, *rows]) + "\n\n"


def read_html(data: bytes) -> Reading:
    """The title, headings, lists, tables and code of a page, without what frames it."""
    soup = BeautifulSoup(_text(data), "lxml")
    title = _title(soup)
    stated = _date(soup)
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment | Doctype)):
        comment.extract()
    for element in soup.select(_CHROME):
        element.decompose()
    for element in soup.select("header"):
        if not element.select("h1, h2, h3"):
            element.decompose()
    _unwrap_layout(soup)
    draft = Draft()
    main = _main(soup)
    text = _markdown(main)
    if title and not re.search(r"^# ", text, re.MULTILINE):
        draft.heading(1, title)
    draft.markdown(text)
    return draft.reading(title=title, date=stated)


def read_mht(data: bytes) -> Reading | None:
    """The page within a web archive, which is what Confluence exports "to Word"."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return read_html(content)
    return None


def _text(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    declared = found[1].decode("ascii").lower() if found else ""
    if declared.startswith("gb"):  # pages that call themselves gb2312 use all of GB 18030
        declared = "gb18030"
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data) or data.decode("utf-8", "replace")


def _title(soup: BeautifulSoup) -> str | None:
    headings = soup.select("h1")
    if len(headings) == 1 and (words := one_line(headings[0].get_text(" "))):
        return words
    for selector in ("meta[property='og:title']", "title"):
        element = soup.select_one(selector)
        if element is not None:
            words = one_line(str(element.get("content") or element.get_text(" ")))
            # Wikis put their own name, or that of the space, beside the page's.
            words = re.sub(
                r"\s+[-–|—]\s+(?:Confluence|Feishu|Lark|飞书[^-|]*|Notion|语雀).*$", "", words
            )
            if words:
                return words.split(" : ", 1)[-1]
    return one_line(headings[0].get_text(" ")) or None if headings else None


def _date(soup: BeautifulSoup) -> dt.date | None:
    for selector in _DATES:
        element = soup.select_one(selector)
        if element is not None and (found := date_in(str(element.get("content") or ""))):
            return found
    for selector in (".page-metadata", "time[datetime]"):
        element = soup.select_one(selector)
        if element is not None:
            words = f"{element.get('datetime') or ''} {element.get_text(' ')}"
            if found := date_in(words):
                return found
    return None


def _main(soup: BeautifulSoup) -> Tag:
    """The element that holds the content, unless most of the page's words lie outside it."""
    body = soup.body or soup
    words = len(body.get_text())
    for selector in _MAIN:
        found = soup.select(selector)
        if found:
            best = max(found, key=lambda one: len(one.get_text()))
            if len(best.get_text()) >= 0.5 * words:
                return best
    return body


def _unwrap_layout(soup: BeautifulSoup) -> None:
    """Tables that only arrange a page give way to what is in them."""
    for table in soup.find_all("table"):
        single = all(len(row.find_all(["td", "th"], recursive=False)) < 2 for row in table("tr"))
        if single or table.find(["table", "h1", "h2", "h3", "pre"]) is not None:
            for part in table(["thead", "tbody", "tfoot", "tr", "td", "th", "colgroup", "caption"]):
                if part.find_parent("table") is table:
                    part.name = "div"
            table.name = "div"


def _grid(table: Tag) -> list[list[str]]:
    cells: dict[tuple[int, int], str] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for row, tr in enumerate(table.find_all("tr")):
        column = 0
        for cell in tr.find_all(["td", "th"], recursive=False):
            while (row, column) in taken:
                column += 1
            tall, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            cells[row, column] = _cell(cell)
            if (tall, wide) != (1, 1):
                spans[row, column] = tall, wide
            taken |= {(row + d, column + r) for d in range(tall) for r in range(wide)}
            column += wide
    return fill(cells, spans)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1")
    return min(max(int(value), 1), 200) if value.isdecimal() else 1


def _cell(cell: Tag) -> str:
    for line in cell.find_all(["br", "p", "li", "div"]):
        line.append(NavigableString("\n"))
    return one_line(cell.get_text())


def _markdown(main: Tag) -> str:
    converter = _Markdown(
        heading_style="ATX",
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        strong_em_symbol="*",
    )
    try:
        text = str(converter.convert_soup(main))
    except RecursionError:
        text = main.get_text("\n\n", strip=True)
    return re.sub(r"\n{3,}", "\n\n", clean(text))
