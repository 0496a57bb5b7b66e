"""The knowledge base: what is in it, what its passages say, and ways to put more in."""

from collections.abc import Sequence

from knowledge.documents.summary import DocumentSummary
from knowledge.language import Lang
from knowledge.texts import say
from page.counted import counted
from page.document_list import LANGUAGES, Found, found_documents
from page.find import Find
from page.icons import icon
from page.markup import Html, el
from page.media import media_name, media_tag

_PERIODS = (30, 180, 365)


def knowledge_view(found: Found, lang: Lang) -> Html:
    """The whole view, for what the reader looks for."""
    if not found.documents:
        return el("div", _head(found.documents, lang), _inviting(lang), cls="knowledge")
    return el(
        "div",
        _head(found.documents, lang),
        el("p", data_vectors=True, cls="vectors"),
        _form(found.documents, found.find, lang),
        found_documents(found, lang),
        cls="knowledge",
    )


def _head(documents: Sequence[DocumentSummary], lang: Lang) -> Html:
    counts = [
        counted("page.knowledge.documents", len(documents), lang),
        counted("page.knowledge.passages", sum(one.chunks for one in documents), lang),
    ]
    adding = [
        _button("add_folder", "folder", "add_folder", lang),
        _button("add_files", "plus", "add_files", lang, cls="primary"),
    ]
    return el(
        "header",
        el(
            "div",
            el("h2", say("page.knowledge.title", lang)),
            el("p", [el("span", count) for count in counts], cls="facts") if documents else None,
        ),
        el("div", adding, cls="knowledge-add") if documents else None,
        cls="knowledge-head",
    )


def _form(documents: Sequence[DocumentSummary], find: Find, lang: Lang) -> Html:
    kinds = [(kind, media_name(kind)) for kind in sorted({one.media for one in documents})]
    langs = [(code, say(f"page.knowledge.{name}", lang)) for code, name in LANGUAGES.items()]
    periods = [(str(days), say(f"page.knowledge.within.{days}", lang)) for days in _PERIODS]
    sorts = [(by, say(f"page.knowledge.sort.{by}", lang)) for by in ("added", "date", "title")]
    box = el(
        "input",
        type="search",
        name="query",
        autocomplete="off",
        placeholder=say("page.knowledge.find", lang),
        aria_label=say("page.knowledge.find", lang),
    )
    check = el("input", type="checkbox", name="current")
    return el(
        "form",
        el("div", icon("search"), box, cls="find-box"),
        el(
            "div",
            _select("media", "any_kind", kinds, find.media, lang),
            _select("lang", "any_language", langs, find.lang, lang),
            _select("within", "any_time", periods, str(find.within or ""), lang),
            el("label", check, say("page.knowledge.current", lang), cls="check"),
            el("span", cls="spacer"),
            _select("sort", None, sorts, find.sort, lang),
            cls="find-filters",
        ),
        role="search",
        aria_label=say("page.knowledge.find", lang),
        data_form="find",
        cls="find",
    )


def _select(
    name: str,
    none: str | None,
    choices: Sequence[tuple[str, str]],
    chosen: str | None,
    lang: Lang,
) -> Html:
    given = [("", say(f"page.knowledge.{none}", lang)), *choices] if none else choices
    options = [
        el("option", text, value=value, selected=value == (chosen or "")) for value, text in given
    ]
    return el("select", options, name=name, aria_label=say(f"page.knowledge.by_{name}", lang))


def _inviting(lang: Lang) -> Html:
    """What an empty knowledge base says: what it is for, and how to begin."""
    kinds = [media_tag(kind) for kind in ("docx", "pptx", "xlsx", "pdf", "md", "html", "csv")]
    return el(
        "div",
        el("p", kinds, cls="kinds"),
        el("h3", say("page.knowledge.empty", lang)),
        el("p", say("page.knowledge.empty_line", lang)),
        el(
            "p",
            _button("add_files", "plus", "add_files", lang, cls="primary"),
            _button("add_folder", "folder", "add_folder", lang),
            cls="inviting-add",
        ),
        cls="inviting",
    )


def _button(act: str, drawing: str, name: str, lang: Lang, *, cls: str = "") -> Html:
    return el(
        "button",
        icon(drawing),
        say(f"page.knowledge.{name}", lang),
        type="button",
        cls=f"button {cls}".strip(),
        data_act=act,
    )
