"""What is stale in a PRD, and what changed since a version, as Markdown for the chat."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from knowledge.beginning import beginning
from knowledge.language import Lang
from knowledge.records.prd import Prd
from knowledge.records.prd_flag import Flag
from knowledge.texts import say, series
from tools.inert import inert
from tools.prd.checking.diff import Change, SectionDiff
from tools.prd.checking.stale import same_words
from tools.prd.checking.words_diff import Words, words
from tools.prd.drafting.draft import sentences_of
from tools.prd.editing.apply import titles_of

if TYPE_CHECKING:
    from tools.draft_prd import PrdArtifact

VERSIONS = frozenset({"outdated", "refresh", "compare", "restore"})
"""What is done that this file tells of."""
_FLAGS = 8
_BESIDE = 3
"""Flags that are told where something else was asked for."""
_SECTIONS = 6
_CHANGES = 4
_LONGEST = 120


def versions_text(found: "PrdArtifact") -> str:
    """What a call for versions or stale sentences came to."""
    telling = {"outdated": _outdated, "refresh": _renewed, "compare": _compared}
    return telling.get(found.done, _restored)(found)


def stale_text(found: "PrdArtifact", most: int = _BESIDE) -> str | None:
    """Which sentences are stale, each with what its source said and says; None for none."""
    if not found.stale:
        return None
    lang = found.lang
    lines = [f"- {_flag(one, found.prd, lang)}" for one in found.stale[:most]]
    if len(found.stale) > most:
        lines.append(f"- {_say('more', lang, count=len(found.stale) - most)}")
    head = _say("stale", lang, count=len(found.stale))
    has_open = any(not one.locked for one in found.stale)
    return "\n".join([head, "", *lines, *(["", _say("how", lang)] if has_open else [])])


def _flag(one: Flag, prd: Prd, lang: Lang) -> str:
    change, own = one.changes[0], _short(one.text)
    old, new = change.source.quote or change.source.id, change.now
    says_it = same_words(one.text, old)
    if new is None:
        key = "gone_itself" if says_it else "gone"
        told = [_say(key, lang, text=own, old=_short(old))]
    elif says_it:
        told = [_marked(words(old, new))]
    else:
        told = [_say("differs", lang, text=own, old=_short(old), new=_short(new))]
    if one.locked:
        title = next(iter(titles_of(prd, [one.section])), one.section)
        told.append(_say("is_locked", lang, section=inert(title)))
    return "".join(told)


def _outdated(found: "PrdArtifact") -> str:
    told = stale_text(found, _FLAGS)
    if told is not None:
        return told
    sentences = [one for section in found.prd.sections for one in sentences_of(section)]
    rested = sum(bool(one.sources) for one in sentences)
    return _say("fresh", found.lang, count=rested, **_named(found))


def _renewed(found: "PrdArtifact") -> str:
    lang, told = found.lang, found.renewed
    done = told["fresh"] + told["open"]
    if not done and not told["locked"]:
        return _say("nothing", lang, **_named(found))
    said = []
    if told["fresh"]:
        said.append(_say("renewed", lang, fresh=told["fresh"], **_named(found)))
    elif done:
        said.append(_say("all_open", lang, count=done, **_named(found)))
    if told["open"] and told["fresh"]:
        said.append(_say("opened", lang, count=told["open"]))
    if told["locked"]:
        said.append(_say("locked", lang, count=told["locked"]))
    return "\n\n".join(said)


def _restored(found: "PrdArtifact") -> str:
    titles = series((inert(one) for one in titles_of(found.prd, found.touched)), found.lang)
    key = "restored" if titles else "restored_order"
    return _say(key, found.lang, old=found.since, sections=titles, **_named(found))


def _compared(found: "PrdArtifact") -> str:
    lang, apart = found.lang, found.compared
    if apart is None or not (apart.sections or apart.title):
        return _say("same", lang, old=found.since, new=found.prd.version, **_named(found))
    values = {"old": apart.old_version, "new": apart.new_version, "count": len(apart.sections)}
    said = [_say("compared", lang, **values, **_named(found))]
    if apart.title:
        said.append(_say("title", lang, words=_marked(apart.title)))
    said += [_section(one, found.prd, lang) for one in apart.sections[:_SECTIONS]]
    if len(apart.sections) > _SECTIONS:
        said.append(_say("more_sections", lang, count=len(apart.sections) - _SECTIONS))
    return "\n\n".join(said)


def _section(one: SectionDiff, prd: Prd, lang: Lang) -> str:
    what = [say(f"prd_versions.what.{one.op}", lang)]
    if one.moved and one.op != "moved":
        what.append(say("prd_versions.what.moved", lang))
    if one.old_title:
        what.append(say("prd_versions.what.renamed", lang, title=inert(one.old_title)))
    lines = [_say("section", lang, title=inert(one.title), what=series(what, lang))]
    if one.op not in {"added", "removed"}:
        told = [_change(change, prd, lang) for change in one.changes]
        lines += [f"- {line}" for line in told[:_CHANGES]]
        if len(told) > _CHANGES:
            lines.append(f"- {_say('more_changes', lang, count=len(told) - _CHANGES)}")
    return "\n".join(lines)


def _change(one: Change, prd: Prd, lang: Lang) -> str:
    """The words with what went struck out and what came in bold, and what else is another."""
    what = list(told_of(one, prd, lang))
    if one.op == "added" and one.new:
        words = f"**{_short(one.new.text)}**"
    elif one.op == "removed" and one.old:
        words = f"~~{_short(one.old.text)}~~"
    elif one.words:
        words = _marked(one.words)
    else:
        words = _short(one.new.text if one.new else "")
    return f"{words}（{series(what, lang)}）" if lang == "zh" else f"{words} ({series(what, lang)})"


def told_of(one: Change, prd: Prd, lang: Lang) -> Sequence[str]:
    """What became of a sentence besides its words."""
    said = []
    old, new = one.old, one.new
    if old and new and old.kind != new.kind:
        kinds = [say(f"prd.page.kind_of.{it.kind}", lang) for it in (old, new)]
        said.append(say("prd_versions.what.kind", lang, old=kinds[0], new=kinds[1]))
    if one.came_from:
        title = next(iter(titles_of(prd, [one.came_from])), one.came_from)
        said.append(say("prd_versions.what.from", lang, section=title))
    elif one.moved or one.op == "moved":
        said.append(say("prd_versions.what.moved", lang))
    if one.op == "changed" and old and new and old.text == new.text and not said:
        said.append(say("prd_versions.what.sources", lang))
    return said or [say(f"prd_versions.what.{one.op}", lang)]


def _marked(row: Sequence[Words]) -> str:
    marks = {"same": "{}", "removed": "~~{}~~", "added": "**{}**"}
    said = []
    for one in row:
        bare = one.text.strip()
        before, _, after = one.text.partition(bare) if bare else (one.text, "", "")
        if bare and one.op != "same":
            # Beside a letter a mark of emphasis is none where punctuation stands within it.
            before += "" if bare[0].isalnum() else " "
            after = after or ("" if bare[-1].isalnum() else " ")
        words_ = _middle(bare) if one.op == "same" else bare
        said.append(before + (marks[one.op].format(inert(words_)) if bare else "") + after)
    return " ".join("".join(said).split())


def _middle(text: str) -> str:
    """A long run of words that stayed, without its middle."""
    return text if len(text) <= _LONGEST else f"{text[:40]}…{text[-40:]}"


def _short(text: str) -> str:
    return inert(beginning(text, _LONGEST))


def _named(found: "PrdArtifact") -> dict[str, Any]:
    return {"title": inert(found.prd.title), "version": found.prd.version}


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"prd_versions.text.{key}", lang, **values)
