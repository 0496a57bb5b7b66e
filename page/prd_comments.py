"""What was noted beside a section of a PRD, and where to note more."""

from knowledge.language import Lang
from knowledge.records.prd import Comment, Prd, Section
from knowledge.texts import say
from page.markup import Html, el
from page.prd_tool import prd_tool
from tools.prd.editing.arranging import MOST_COMMENT


def prd_comments(section: Section, prd: Prd, lang: Lang) -> Html:
    """The open comments, the settled ones folded, and a closed form for another."""
    here = [one for one in prd.comments if one.section == section.key]
    settled = [one for one in here if one.resolved]
    return el(
        "aside",
        _listed([one for one in here if not one.resolved], lang),
        el(
            "details",
            el("summary", say("prd.page.settled", lang, count=len(settled))),
            _listed(settled, lang),
            data_fold=f"prd-settled-{section.key}",
        )
        if settled
        else None,
        _form(section, lang),
        cls="prd-comments",
    )


def _listed(comments: list[Comment], lang: Lang) -> Html | None:
    return el("ul", [_comment(one, lang) for one in comments]) if comments else None


def _comment(one: Comment, lang: Lang) -> Html:
    settle = ("reopen", "undo") if one.resolved else ("resolve", "check")
    return el(
        "li",
        el(
            "p",
            el("b", one.by),
            el("time", f"{one.at:%Y-%m-%d %H:%M}", cls="faint"),
            el("span", cls="spacer"),
            prd_tool(*settle, lang, data_comment=one.id),
            prd_tool("uncomment", "trash", lang, data_comment=one.id),
            cls="prd-comment-head",
        ),
        el("p", one.text, cls="verbatim"),
        data_comment=one.id,
    )


def _form(section: Section, lang: Lang) -> Html:
    label = say("prd.page.comment_on", lang, section=section.title)
    return el(
        "form",
        el(
            "textarea",
            name="text",
            rows=2,
            maxlength=MOST_COMMENT,
            placeholder=label,
            aria_label=label,
        ),
        el(
            "p",
            el("button", say("prd.page.cancel", lang), type="button", cls="button",
               data_act="prd_cancel"),
            el("button", say("prd.page.comment", lang), type="submit", cls="button primary"),
            cls="prd-editor-buttons",
        ),
        cls="prd-comment",
        data_form="prd_comment",
        data_draft=f"{section.key}#comment",
        hidden=True,
    )  # fmt: skip
