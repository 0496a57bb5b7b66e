"""What is stale in a PRD: how much, at the top; and at each sentence what its source says now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge.language import Lang
from knowledge.records.prd import Prd, Stale
from knowledge.records.prd_flag import Flag
from knowledge.texts import say
from page.icons import icon
from page.markup import Html, el
from tools.prd.checking.words_diff import Words, words

if TYPE_CHECKING:
    from tools.draft_prd import PrdArtifact

_AROUND = 24
"""Letters beside a change that are shown where much stayed as it was."""
_MARKS = {"removed": "del", "added": "ins"}


def stale_notice(found: "PrdArtifact", lang: Lang) -> Html | None:
    """How many sentences rest on sources that changed, and a way to update all; None for none."""
    if not found.stale:
        return None
    locked = sum(one.locked for one in found.stale)
    return el(
        "section",
        icon("warn"),
        el(
            "p",
            el("strong", say("prd_versions.page.stale", lang, count=len(found.stale))),
            el("small", say("prd_versions.page.stale_locked", lang, count=locked))
            if locked
            else None,
        ),
        el(
            "button",
            say("prd_versions.page.next", lang),
            type="button",
            cls="button quiet",
            data_act="prd_flag",
        ),
        _button("all", found.prd, "", lang) if locked < len(found.stale) else None,
        cls="prd-stale",
        role="status",
    )


def stale_flag(flag: Flag | None, prd: Prd, lang: Lang) -> Html | None:
    """Beside a sentence what its source said and says; None where that is the same."""
    if flag is None:
        return None
    is_gone = all(one.now is None for one in flag.changes)
    does = "to_question" if is_gone else "update"
    return el(
        "span",
        el("span", icon("warn"), say("prd_versions.page.flag", lang), cls="flag-name"),
        [_change(one, lang) for one in flag.changes],
        el("small", say("prd_versions.page.unlock", lang), cls="faint")
        if flag.locked
        else _button(does, prd, flag.sentence, lang),
        cls="prd-flag",
        data_flag=flag.sentence,
        lang="zh-CN" if lang == "zh" else "en",
    )


def marked_words(row: Sequence[Words]) -> list[Html | str]:
    """A row of words with what is gone and what is new marked."""
    return [el(_MARKS[one.op], one.text) if one.op in _MARKS else one.text for one in row]


def _change(one: Stale, lang: Lang) -> Html:
    was = " ".join(one.source.quote.split())
    if one.now is None:
        return el("span", el("del", was), " ", say("prd_versions.page.gone", lang), cls="flag-said")
    row = words(was, " ".join(one.now.split()))
    return el("span", marked_words(_near(row)), cls="flag-said")


def _near(row: Sequence[Words]) -> list[Words]:
    """The changes with a little of what stands around them."""
    kept = []
    for at, one in enumerate(row):
        text = one.text
        if one.op == "same" and len(text) > 2 * _AROUND + 1:
            before = text[:_AROUND] if at else ""
            after = text[-_AROUND:] if at < len(row) - 1 else ""
            text = f"{before}…{after}"
        kept.append(Words(op=one.op, text=text))
    return kept


def _button(does: str, prd: Prd, sentence: str, lang: Lang) -> Html:
    return el(
        "button",
        say(f"prd_versions.page.{does}", lang),
        type="button",
        cls="button" if does == "all" else "button quiet text",
        data_act="prd_refresh",
        data_prd=prd.id,
        data_sentence=sentence,
    )
