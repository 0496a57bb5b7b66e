"""What a model has written so far, as Markdown: only what has been judged is shown."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.texts import say
from tools.inert import inert
from tools.prd.modelled.written import Writing

if TYPE_CHECKING:
    from tools.prd.modelled.section_work import SectionWork


def so_far(works: Iterable["SectionWork"], lang: Lang) -> str:
    """The sections that are done or under way, each with its sentences or with why it has none."""
    return "\n\n".join(told for one in works if (told := _section(one, lang)))


def writing_text(writing: Writing, lang: Lang) -> str:
    """How much of a draft a model wrote, what became of it, and what it took."""
    tokens = ""
    if writing.read is not None and writing.written is not None:
        values = {"read": f"{writing.read:,}", "written": f"{writing.written:,}"}
        tokens = say("prd_writing.told.tokens", lang, **values)
    told = say(
        "prd_writing.told.some",
        lang,
        model=inert(writing.model),
        total=len(writing.sections),
        taken=writing.taken,
        seconds=f"{writing.seconds:g}",
        tokens=tokens,
        kept=writing.total("kept"),
        assumed=writing.total("assumed"),
        dropped=writing.total("dropped"),
    )
    left = [
        say(
            "prd_writing.told.left",
            lang,
            section=inert(one.title),
            why=say(f"prd_writing.why.{one.why}", lang),
        )
        for one in writing.sections
        if one.why is not None
    ]
    return "\n".join([told, *(f"- {one}" for one in left)])


def _section(work: "SectionWork", lang: Lang) -> str:
    title = f"**{inert(work.section.title)}**"
    if work.why is not None:
        return f"{title} · {say(f'prd_writing.why.{work.why}', lang)}"
    lines = [
        f"- {inert(one.sentence.text if one.sentence else words)}{_mark(one.fate, lang)}"
        for one, words in work.said
        if one.fate != "dropped"
    ]
    return "\n".join([title, "", *lines]) if lines or work.over else ""


def _mark(fate: str, lang: Lang) -> str:
    return say("prd_writing.assumed", lang) if fate == "assumed" else ""
