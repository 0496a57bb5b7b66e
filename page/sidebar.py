"""The way to the knowledge base, and the list of conversations, by day."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from knowledge.conversations import Conversation
from knowledge.language import Lang
from knowledge.texts import say
from page.icon_button import icon_button
from page.icons import icon
from page.markup import Html, el


def sidebar(
    conversations: Sequence[Conversation], current: str | None, now: datetime, lang: Lang
) -> Html:
    """The conversations, newest first, the open one marked; with None it is the knowledge base."""
    groups = groupby(conversations, key=lambda one: _age(one.updated, now.date()))
    return el(
        "nav",
        el(
            "button",
            icon("plus"),
            say("page.sidebar.new", lang),
            type="button",
            cls="button new",
            data_act="new",
        ),
        el(
            "button",
            icon("book"),
            say("page.knowledge.title", lang),
            type="button",
            cls="to-knowledge",
            data_act="knowledge",
            aria_current="page" if current is None else None,
        ),
        [
            el(
                "section",
                el("h2", say(f"page.sidebar.{age}", lang)),
                el("ul", [_item(one, current, lang) for one in members]),
            )
            for age, members in groups
        ],
        None if conversations else el("p", say("page.sidebar.empty", lang), cls="faint hint"),
        cls="conversations",
        aria_label=say("page.sidebar.title", lang),
    )


def _age(updated: datetime, today: date) -> str:
    days = (today - updated.date()).days
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else "week" if days < 7 else "older"


def _item(one: Conversation, current: str | None, lang: Lang) -> Html:
    return el(
        "li",
        el(
            "button",
            one.title,
            type="button",
            cls="conversation",
            title=one.title,
            data_act="conversation",
            data_id=one.thread_id,
            aria_current="page" if one.thread_id == current else None,
        ),
        el(
            "span",
            _button("renaming", "pencil", "rename", one, lang),
            _button("delete", "trash", "delete", one, lang),
            cls="conversation-actions",
        ),
        el(
            "form",
            el(
                "input",
                type="text",
                name="title",
                value=one.title,
                maxlength=60,
                aria_label=say("page.sidebar.rename", lang),
            ),
            data_form="rename",
            data_id=one.thread_id,
            hidden=True,
        ),
        data_conversation=one.thread_id,
    )


def _button(act: str, drawing: str, name: str, one: Conversation, lang: Lang) -> Html:
    label = say(f"page.sidebar.{name}", lang)
    told = f"{label}: {one.title}"
    return icon_button(drawing, label, act, told=told, data_id=one.thread_id, data_title=one.title)
