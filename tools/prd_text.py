"""A PRD as Markdown that stands alone: what it is, what is open, and its first sections."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from knowledge.language import Lang
from knowledge.records.prd import Block, Section, Sentence
from knowledge.texts import clauses, say
from tools.diagnosis.markdown import trace_link
from tools.inert import inert
from tools.passages import passage_link
from tools.prd.editing.apply import titles_of
from tools.prd.modelled.shown import writing_text
from tools.prd_versions_text import VERSIONS, stale_text, versions_text

if TYPE_CHECKING:
    from tools.draft_prd import PrdArtifact

_FIRST = 2
_ROWS = 8
_ORDER = ("move_before", "move_after", "move_first", "move_last", "move_up", "move_down")
_LOCKS = ("lock", "unlock")
_MARKED = ("assumption", "question", "decision")
_CITED = re.compile(r"\[0\]\((#(?:passage|trace):[^)\s]+)\)")


def prd_text(found: "PrdArtifact") -> str:
    """What was done, the counts, the questions, and the sections that matter now."""
    lang, prd = found.lang, found.prd
    if found.done in VERSIONS:
        return versions_text(found)
    said = [_head(found), *filter(None, [stale_text(found)]), _counted(found.counts, lang)]
    if found.kept:
        titles = inert(" / ".join(titles_of(prd, found.kept)))
        said.insert(1, _say("kept", lang, count=len(found.kept), titles=titles))
    if found.writing:
        said.append(writing_text(found.writing, lang))
    if found.questions:
        asked = "\n".join(f"{at}. {inert(one)}" for at, one in enumerate(found.questions, start=1))
        said.append(f"{_say('questions', lang, count=len(found.questions))}\n\n{asked}")
        said.append(_say("how_to_answer", lang))
    shown = _shown(found)
    said += [_section(one, lang) for one in shown]
    if len(shown) < len(prd.sections) and found.done == "drafted":
        rest = [inert(one.title) for one in prd.sections if one not in shown]
        said.append(_say("rest", lang, titles=" / ".join(rest)))
    return _numbered("\n\n".join(said))


def _numbered(text: str) -> str:
    """The links of sources counted through the whole text, one number a source."""
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        return f"[{numbers.setdefault(match[1], len(numbers) + 1)}]({match[1]})"

    return _CITED.sub(number, text)


def _head(found: "PrdArtifact") -> str:
    lang, prd = found.lang, found.prd
    values: dict[str, Any] = {
        "title": inert(prd.title),
        "version": prd.version,
        "count": len(prd.sections),
        "sections": inert(" / ".join(titles_of(prd, found.touched))) or "–",
    }
    if found.done in {"drafted", "shown"}:
        return _say(found.done, lang, **values)
    if found.gone and found.done == "delete":
        return _say("deleted", lang, section=inert(found.gone), **values)
    if found.done == "undo":
        return _say("undone" if found.touched else "undone_order", lang, **values)
    if found.done in {"redo", "answer", "new_section", "export", *_LOCKS}:
        return _say(f"done.{found.done}", lang, **values)
    if found.done in _ORDER:
        outline = " / ".join(inert(one.title) for one in prd.sections)
        return _say("moved", lang, outline=outline, **values)
    return _say("changed" if found.touched else "renamed", lang, **values)


def _counted(counts: dict[str, int], lang: Lang) -> str:
    kinds = ("cited", "figure", "assumption", "decision", "question")
    said = [_say(f"count.{kind}", lang, count=counts[kind]) for kind in kinds if counts.get(kind)]
    return _say("counts", lang, parts=clauses(said, lang))


def _shown(found: "PrdArtifact") -> Sequence[Section]:
    sections = found.prd.sections
    if found.shown:
        return [one for one in sections if one.key == found.shown]
    if found.done == "drafted":
        return sections[:_FIRST]
    if found.done == "shown":
        return sections
    if found.done in {*_ORDER, *_LOCKS, "export"}:
        return []
    return [one for one in sections if one.key in found.touched][:_FIRST]


def _section(section: Section, lang: Lang) -> str:
    lock = _say("locked", lang) if section.locked else ""
    parts = [f"### {inert(section.title)}{lock}"]
    parts += [_block(one, lang) for one in section.blocks]
    return "\n\n".join(filter(None, parts))


def _block(block: Block, lang: Lang) -> str:
    match block.form:
        case "flow":
            return f"```mermaid\n{block.text.replace('```', '')}\n```"
        case "list":
            return "\n".join(f"- {_sentence(one, lang)}" for one in block.sentences)
        case "table":
            return _table(block, lang)
    said = ""
    for sentence in (_sentence(one, lang) for one in block.sentences):
        # A link needs a space after it, which Chinese sentences do without.
        said += (" " if said and (lang == "en" or said.endswith(")")) else "") + sentence
    return said


def _table(block: Block, lang: Lang) -> str:
    width = len(block.heads) or 1
    heads = " | ".join(map(inert, block.heads))
    lines = [f"| {heads} |", "|" + "---|" * width]
    cells = [_sentence(one, lang) for one in block.sentences]
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    lines += [f"| {' | '.join(row)} |" for row in rows[:_ROWS]]
    if len(rows) > _ROWS:
        lines.append(f"\n{_say('more_rows', lang, count=len(rows) - _ROWS)}")
    return "\n".join(lines)


def _sentence(one: Sentence, lang: Lang) -> str:
    """Its words, its mark where it is no fact, and the links of what it rests on."""
    said = inert(one.text)
    if one.kind in _MARKED:
        said += _say(f"mark.{one.kind}", lang, by=inert(one.by))
    links = []
    for source in one.sources:
        if source.kind == "passage":
            links.append(passage_link(source.id))
        elif source.kind == "case":
            links.append(trace_link(source.id))
    told = [f"[0]({link})" for link in dict.fromkeys(links)][:2]
    return " ".join([said, *told])


def _say(key: str, lang: Lang, **values: Any) -> str:
    return say(f"prd.text.{key}", lang, **values)
