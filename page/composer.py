"""Where the reader writes: Enter sends, Shift+Enter breaks the line, Esc stops."""

from knowledge.language import Lang
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el


def composer(lang: Lang, *, busy: bool, follow: bool = False) -> Html:
    """The form; while a turn runs its button stops it.

    `follow` asks the browser to listen to a turn that it did not start.
    """
    send = _button("send", "arrow-up", lang, kind="submit")
    stop = _button("stop", "stop", lang, kind="button")
    return el(
        "form",
        el(
            "p",
            icon("pencil"),
            el("span", say("page.composer.editing", lang)),
            _button("cancel_edit", "close", lang, kind="button"),
            cls="composer-note editing",
        ),
        el(
            "p",
            el("span", say("page.composer.focus", lang)),
            el("b", cls="mono focus-id"),
            _button("drop_focus", "close", lang, kind="button"),
            cls="composer-note focus",
        ),
        el(
            "div",
            _button("add_files", "clip", lang, kind="button"),
            el(
                "textarea",
                name="text",
                rows=1,
                placeholder=say("page.composer.placeholder", lang),
                aria_label=say("page.composer.label", lang),
            ),
            stop if busy else send,
            cls="composer-box",
        ),
        el("p", say("page.composer.hint", lang), cls="composer-hint"),
        cls="composer",
        data_form="ask",
        data_busy=busy,
        data_follow=follow,
    )


def _button(act: str, drawing: str, lang: Lang, *, kind: str) -> Html:
    label = say(f"page.composer.{act}", lang)
    return el(
        "button",
        icon(drawing),
        type=kind,
        cls=f"button {act.replace('_', '-')}",
        data_act=act if kind == "button" else None,
        title=label,
        aria_label=label,
    )
