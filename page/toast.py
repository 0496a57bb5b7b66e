"""A short message over the page that goes away by itself, with a way back where there is one."""

import time

from knowledge.language import Lang
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el


def toast(
    text: str, lang: Lang, *, bad: bool = False, restore: str | None = None, act: str = "restore"
) -> Html:
    """The message; `restore` is what a click brings back, and `act` what it asks for.

    It carries the time, so that the browser shows the same words again the second time.
    """
    undo = el(
        "button",
        say("page.sidebar.restore", lang),
        type="button",
        cls="button",
        data_act=act,
        data_id=restore,
    )
    close = el(
        "button",
        icon("close"),
        type="button",
        cls="button quiet",
        data_act="dismiss",
        aria_label=say("page.toast.close", lang),
    )
    return el(
        "div",
        el("span", text),
        undo if restore else None,
        close,
        cls="toast bad" if bad else "toast",
        data_at=time.monotonic_ns(),
        role="alert" if bad else "status",
    )
