"""A kept turn as chat messages: the question, the tool steps, the answer, and what one can do."""

from collections.abc import Sequence

import gradio as gr

from agent.events import ShownTurn, ToolFinished
from knowledge.language import Lang
from knowledge.texts import say
from page.answer_actions import answer_actions
from page.finding_card import finding_card
from page.guarded import guarded
from page.icon_button import icon_button
from page.icons import icon
from page.markup import Html, el
from page.steps import Message, finished_step


def conversation(turns: Sequence[ShownTurn], lang: Lang, *, resting: bool = True) -> list[Message]:
    """All kept turns; `resting` when none is running after them."""
    return [
        message
        for turn in turns
        for message in turn_messages(turn, lang, last=resting and turn is turns[-1])
    ]


def turn_messages(turn: ShownTurn, lang: Lang, *, last: bool) -> list[Message]:
    """One turn; only the last can be retried and undone."""
    messages = [question(turn.question, lang, turn.question_id)]
    for step in turn.steps:
        messages.extend(step_messages(step, lang))
    if turn.answer:
        messages.append(answer(turn.answer))
    notice = _notice(turn, lang)
    if notice:
        messages.append(component("assistant", notice))
    messages.append(component("assistant", answer_actions(turn, lang, last=last)))
    return messages


def step_messages(step: ToolFinished, lang: Lang) -> list[Message]:
    """A tool's line, and the card of what it found."""
    card = finding_card(step, lang)
    messages = [finished_step(step, lang)]
    return [*messages, component("assistant", card)] if card else messages


def answer(markdown: str) -> Message:
    """What the assistant said so far."""
    return {"role": "assistant", "content": guarded(markdown)}


def question(text: str, lang: Lang, question_id: str | None = None) -> Message:
    """What the reader asked, verbatim; with an id it can be edited."""
    edit = icon_button(
        "pencil", say("page.chat.edit", lang), "edit", data_text=text, data_replacing=question_id
    )
    bubble = el("div", text, cls="asked verbatim")
    return component("user", el("div", edit if question_id else None, bubble, cls="question"))


def component(role: str, markup: Html) -> Message:
    """A message that is drawn by hand."""
    drawn = gr.HTML(markup, apply_default_css=False, js_on_load=None, render=False)
    return {"role": role, "content": drawn}


def failure(message: str, can_hand_over: bool, lang: Lang) -> Html:
    """Why there is no answer, and the mind that could give one."""
    hand_over = el(
        "button",
        say("page.chat.hand_over", lang),
        type="button",
        cls="button primary",
        data_act="hand_over",
    )
    return el(
        "div",
        el("p", message, cls="verbatim"),
        hand_over if can_hand_over else None,
        cls="notice notice-bad",
        role="alert",
    )


def stopped_notice(lang: Lang) -> Html:
    """That the reader ended the turn."""
    return el("p", icon("stop"), say("page.chat.stopped", lang), cls="notice")


def _notice(turn: ShownTurn, lang: Lang) -> Html | None:
    if turn.failure is not None:
        return failure(turn.failure, turn.can_hand_over, lang)
    if turn.stopped:
        return stopped_notice(lang)
    if turn.answer is None:
        return el("p", icon("question"), say("page.chat.interrupted", lang), cls="notice")
    return None
