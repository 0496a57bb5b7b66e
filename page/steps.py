"""A tool step in the chat: a line that unfolds, with what the tool was given and what it said."""

from typing import Any

from agent.events import ToolFinished, ToolProgress, ToolStarted
from agent.naming import title_of
from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.texts import catalogue, say
from page.guarded import guarded

Message = dict[str, Any]
"""A message as `gr.Chatbot` takes it."""

_BEGINNING = 600
"""Characters of what a tool said that unfold in the chat."""
_LONG = 60
"""Characters of an argument that a title shows."""
_KINDS = frozenset({"source", "template", "part", "start", "limit"})
"""Arguments that say which kind is wanted, by names of ours, or how much; titles are in the
reader's words."""


def running_step(step: ToolStarted, lang: Lang, progress: ToolProgress | None = None) -> Message:
    """A tool that has not come back, and how far it is where it says so."""
    title = _title(step.name, step.args, lang)
    if progress:
        title = f"{title} · {progress.done:,} / {progress.total:,}"
        title += f" · {progress.note}" if progress.note else ""
    metadata = {"title": title, "status": "pending", "id": step.call_id}
    made = guarded(progress.text) if progress else ""
    content = "\n\n".join(filter(None, [_given(step.args, lang), made]))
    return {"role": "assistant", "content": content, "metadata": metadata}


def finished_step(step: ToolFinished, lang: Lang) -> Message:
    """A tool that came back, with how long it took."""
    title = _title(step.name, step.args, lang)
    metadata: dict[str, Any] = {"title": title, "status": "done", "id": step.call_id}
    if step.seconds is not None:
        metadata["duration"] = max(round(step.seconds, 3), 0.001)
    if not step.ok:
        metadata["log"] = say("page.step.failed", lang)
    said = f"**{say('page.step.said', lang)}**\n\n{guarded(_beginning(step.text))}"
    content = "\n\n".join(filter(None, [_given(step.args, lang), said]))
    return {"role": "assistant", "content": content, "metadata": metadata}


def step_name(name: str, lang: Lang) -> str:
    """What a tool is called on the page; its own name where we have no other."""
    named = name in catalogue("page")["tool"]
    return say(f"page.tool.{name}", lang) if named else name.replace("_", " ")


def _title(name: str, args: dict[str, Any], lang: Lang) -> str:
    """The tool and the first thing that it was given, of a pasted case what was asked in it.

    Titles are Markdown too, so guarded.
    """
    given = (
        title_of(value) if key == "case" else _told(value)
        for key, value in args.items()
        if value and value is not True and key not in _KINDS
    )
    about = beginning(next(given, ""), _LONG)
    return " · ".join(filter(None, [step_name(name, lang), _plain(about)]))


def _given(args: dict[str, Any], lang: Lang) -> str:
    given = [
        f"- `{key}`: {_plain(_told(value))}" for key, value in args.items() if value is not None
    ]
    return "\n".join([f"**{say('page.step.given', lang)}**", "", *given]) if given else ""


def _told(value: Any) -> str:
    """An argument as people read it: lists by their members, members by their values."""
    if isinstance(value, list):
        return "; ".join(map(_told, value))
    if isinstance(value, dict):
        first, *others = [_part(one) for one in value.values() if one is not None] or [""]
        return f"{first} ({', '.join(others)})" if others else first
    return str(value)


def _part(value: Any) -> str:
    """A member's value; numbers that it holds by their names."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items())
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)


def _beginning(text: str) -> str:
    """The first lines of what a tool said; the whole of it is in the evidence panel."""
    if len(text) <= _BEGINNING:
        return text
    return text[:_BEGINNING].rpartition("\n")[0].rstrip() + "\n\n…"


def _plain(text: str) -> str:
    """A value in Markdown, its own marks switched off."""
    one_line = " ".join(text.split())
    return guarded("".join(f"\\{char}" if char in _MARKS else char for char in one_line))


_MARKS = frozenset("\\`*_[]#|~!")
