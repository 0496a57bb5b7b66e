"""A section of a PRD: its text, what can be done to it, and what was noted beside it."""

from collections.abc import Mapping

from knowledge.language import Lang
from knowledge.records.prd import Prd, Section
from knowledge.records.prd_flag import Flag
from knowledge.texts import say
from page.markup import Html, el
from page.prd_blocks import prd_block
from page.prd_comments import prd_comments
from page.prd_editor import prd_editor
from page.prd_tool import prd_tool


def prd_section(
    section: Section,
    prd: Prd,
    lang: Lang,
    flags: Mapping[str, Flag] = {},
    *,
    changed: bool = False,
    editable: bool = False,
) -> Html:
    """The section; its tools show when one points at it or comes to it by keys."""
    return el(
        "section",
        el(
            "header",
            el(
                "h3", el("span", section.title, lang=prd.lang), tags(section, lang, changed=changed)
            ),
            _tools(section, prd, lang) if editable else None,
            cls="prd-section-head",
        ),
        prd_editor(section, prd, lang) if editable and not section.locked else None,
        el(
            "div",
            [prd_block(one, prd, lang, flags) for one in section.blocks],
            cls="prd-body",
            lang=prd.lang,
        ),
        prd_comments(section, prd, lang) if editable else None,
        cls="block prd-section",
        data_section=section.key,
        data_locked=section.locked,
        data_changed=changed,
    )


def tags(section: Section, lang: Lang, *, changed: bool) -> list[Html]:
    """What there is to say of a section: locked, changed."""
    named = {"locked": section.locked, "changed": changed}
    return [
        el("span", say(f"prd.page.{name}", lang), cls="tag")
        for name, holds in named.items()
        if holds
    ]


def _tools(section: Section, prd: Prd, lang: Lang) -> Html:
    at = [one.key for one in prd.sections].index(section.key)
    locks = ("unlock", "lock") if section.locked else ("lock", "unlock")
    return el(
        "span",
        _tool("edit", "pencil", section, lang, act="prd_edit", off=section.locked),
        _tool("comment", "comment", section, lang, act="prd_comment"),
        _tool(*locks, section, lang, slot="lock"),
        _tool("up", "arrow-up", section, lang, off=at == 0),
        _tool("down", "arrow-down", section, lang, off=at == len(prd.sections) - 1),
        cls="prd-tools",
        role="group",
        aria_label=say("prd.page.tools", lang, section=section.title),
    )


def _tool(
    do: str,
    drawing: str,
    section: Section,
    lang: Lang,
    *,
    act: str = "prd",
    slot: str | None = None,
    off: bool = False,
) -> Html:
    """A button; `slot` is what it is found by again where a click turns it into another."""
    return prd_tool(
        do, drawing, lang, of=section.title, act=act, data_tool=slot or do, disabled=off
    )
