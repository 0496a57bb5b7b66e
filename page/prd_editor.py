"""A section's text to type in; page/script/prd.js opens it, keeps what was typed, and sends it."""

from knowledge.language import Lang
from knowledge.records.prd import Prd, Section
from knowledge.texts import say
from page.markup import Html, el
from tools.prd.editing.plain import plain_text


def prd_editor(section: Section, prd: Prd, lang: Lang) -> Html:
    """The form, closed. What it says of a newer text shows when there is one."""
    newer = say("prd.page.newer", lang, section=section.title, version=prd.version)
    return el(
        "form",
        el(
            "p",
            el("span", newer),
            _button("prd_newer", say("prd.page.take_newer", lang)),
            cls="prd-newer",
            role="alert",
        ),
        el(
            "textarea",
            plain_text(section.blocks, prd.lang),
            name="text",
            rows=4,
            lang=prd.lang,
            aria_label=say("prd.page.text_of", lang, section=section.title),
        ),
        el(
            "p",
            el("span", say("prd.page.how_to_type", lang), cls="faint"),
            el(
                "span",
                _button("prd_cancel", say("prd.page.cancel", lang)),
                el(
                    "button",
                    el("span", say("prd.page.save", lang), cls="usual"),
                    el("span", say("prd.page.save_mine", lang), cls="in-conflict"),
                    type="submit",
                    cls="button primary",
                ),
                cls="prd-editor-buttons",
            ),
            cls="prd-editor-foot",
        ),
        el("p", say("prd.page.newer_text", lang, version=prd.version), cls="prd-newer label"),
        cls="prd-editor",
        data_form="prd",
        data_draft=section.key,
        hidden=True,
    )


def prd_orphan(lang: Lang) -> Html:
    """Shows what was typed in a section that has gone, or has been locked, since."""
    return el(
        "section",
        el("p", say("prd.page.orphan", lang), role="alert"),
        el("textarea", rows=6, readonly=True, aria_label=say("prd.page.orphan", lang)),
        el("p", _button("prd_drop_orphan", say("prd.page.drop", lang))),
        cls="prd-orphan",
        hidden=True,
    )


def _button(act: str, text: str) -> Html:
    return el("button", text, type="button", cls="button", data_act=act)
