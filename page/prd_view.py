"""A PRD: what is done to the whole of it, its outline, its sections, its versions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

from knowledge.language import Lang
from knowledge.records.prd import Prd, Section, SentenceKind
from knowledge.texts import say
from page.downloads import prd_downloads
from page.icons import icon
from page.markup import Html, el
from page.prd_editor import prd_orphan
from page.prd_section import prd_section, tags
from page.prd_stale import stale_notice
from page.prd_versions import note_said, older_notice, versions_list

if TYPE_CHECKING:
    from tools.draft_prd import PrdArtifact

_QUIET = "plain"


def prd_view(found: "PrdArtifact", lang: Lang) -> Html:
    """The whole document, to be read and changed; one that is no longer kept only to be read."""
    prd = found.prd
    editable = bool(found.versions)
    flags = {one.sentence: one for one in found.stale}
    return el(
        "article",
        _bar(found, lang) if editable else None,
        el(
            "header",
            el("h2", prd.title, lang=prd.lang),
            _counts(found, lang),
            cls="view-head",
        ),
        None if editable else el("p", say("prd.page.not_kept", lang), cls="faint"),
        prd_orphan(lang),
        stale_notice(found, lang),
        _questions(found, lang),
        _outline(found, lang),
        [
            prd_section(one, prd, lang, flags, changed=_is_changed(one, found), editable=editable)
            for one in prd.sections
        ],
        versions_list(found, lang) if editable else None,
        cls="prd",
        data_prd=prd.id,
        data_version=prd.version,
    )


def older_view(prd: Prd, newest: Prd, lang: Lang) -> Html:
    """An earlier version, to be read."""
    return el(
        "article",
        el(
            "header",
            el("p", icon("book"), say("prd.page.kind", lang), cls="kicker"),
            el("h2", prd.title, lang=prd.lang),
            cls="view-head",
        ),
        older_notice(prd, newest, lang),
        [prd_section(one, prd, lang) for one in prd.sections],
        cls="prd",
    )


def _bar(found: "PrdArtifact", lang: Lang) -> Html:
    """What is done to the document as a whole; it stays in sight."""
    note = note_said(found.undoable, lang) if found.undoable else None
    undo = say("prd.page.do.undo", lang)
    return el(
        "div",
        el(
            "p",
            icon("book"),
            say("prd.page.kind", lang),
            el("span", say("prd.page.version", lang, version=found.prd.version), cls="faint"),
            cls="kicker",
        ),
        el("span", cls="spacer"),
        el(
            "button",
            icon("undo"),
            undo,
            type="button",
            cls="button quiet",
            data_act="prd",
            data_do="undo",
            data_tool="undo",
            disabled=note is None,
            title=say("prd.page.undoes", lang, note=note) if note else undo,
        ),
        prd_downloads(found.prd.id, found.prd.version, lang),
        cls="prd-bar",
    )


def _counts(found: "PrdArtifact", lang: Lang) -> Html:
    kinds: Iterable[SentenceKind] = get_args(SentenceKind)
    return el(
        "ul",
        [
            el(
                "li",
                el("b", str(found.counts[kind])),
                say(f"prd.page.kind_of.{kind}", lang),
                data_kind=kind,
            )
            for kind in kinds
            if kind != _QUIET and found.counts.get(kind)
        ],
        cls="prd-counts",
    )


def _questions(found: "PrdArtifact", lang: Lang) -> Html | None:
    if not found.questions:
        return None
    return el(
        "section",
        el("h3", say("prd.page.questions", lang)),
        el("ol", [el("li", one) for one in found.questions], cls="prd-asked"),
        cls="block",
    )


def _outline(found: "PrdArtifact", lang: Lang) -> Html:
    return el(
        "details",
        el("summary", say("prd.page.outline", lang, count=len(found.prd.sections))),
        el(
            "ol",
            [
                el(
                    "li",
                    el(
                        "button",
                        one.title,
                        type="button",
                        data_act="prd_go",
                        data_to=one.key,
                        lang=found.prd.lang,
                    ),
                    tags(one, lang, changed=_is_changed(one, found)),
                )
                for one in found.prd.sections
            ],
        ),
        cls="prd-outline",
        open=True,
    )


def _is_changed(section: Section, found: "PrdArtifact") -> bool:
    return found.done != "drafted" and section.key in found.touched
