"""A PRD from a template and evidence."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from knowledge.records.prd import Block, Prd, Section, Sentence
from tools.prd.drafting.ai_plan import ai_plan
from tools.prd.drafting.appendix import appendix
from tools.prd.drafting.background import background
from tools.prd.drafting.blocks import paragraph, shortened
from tools.prd.drafting.flow import flow
from tools.prd.drafting.goals import goals
from tools.prd.drafting.open_questions import asked_back, open_questions
from tools.prd.drafting.pen import Pen
from tools.prd.drafting.requirements import requirements
from tools.prd.drafting.risks import risks
from tools.prd.drafting.rollout import rollout
from tools.prd.drafting.stories import stories
from tools.prd.drafting.tracking import tracking
from tools.prd.drafting.users import users
from tools.prd.gathering.evidence import Evidence
from tools.prd.templates.template import Template, TemplateSection

Writer = Callable[[Evidence, Pen], list[Block]]
Told = Callable[[int, int, str], None]
"""Is told how many sections of how many are done, and the title of the last."""
DRAFT = "draft"
"""The note of a version that drafting has made."""
_LAST = ("questions", "sources")
"""Parts that look back on all the others, in this order."""


@dataclass(frozen=True)
class Draft:
    """A document and what has to be asked."""

    prd: Prd
    """The document."""
    questions: tuple[str, ...]
    """At most three questions that matter."""


def draft(
    template: Template,
    found: Evidence,
    *,
    known: Sequence[str] = (),
    kept: Prd | None = None,
    own: Collection[str] = (),
    gone: Collection[str] = (),
    told: Told = lambda _done, _of, _title: None,
) -> Draft:
    """The document; locked sections of `kept` stay as they are, and so do those with `own` keys.

    Those with `gone` keys are left out.
    `known` are gaps that were found before drafting, such as that no feature was named.
    """
    pen = Pen(found.lang, found.feature, gaps=list(known))
    there = kept.sections if kept else ()
    locked = {one.key: one for one in there if one.locked or one.key in own}
    pen.ids |= {one.id for section in locked.values() for one in sentences_of(section)}
    made: dict[str, Section] = {}
    wanted = [one for one in template.sections if one.key not in gone]
    order = sorted(wanted, key=lambda one: _turn(one.parts))
    for done, section in enumerate(order, start=1):
        made[section.key] = locked.get(section.key) or _written(
            section, found, pen, list(made.values())
        )
        told(done, len(order), section.title[found.lang])
    sections = [made[one.key] for one in wanted]
    sections += [one for key, one in locked.items() if key not in made]
    prd = Prd(
        id=kept.id if kept else new_id(found),
        version=kept.version if kept else 0,
        title=found.feature,
        lang=found.lang,
        template=template.name,
        sections=tuple(one for one in sections if one.blocks),
        comments=kept.comments if kept else (),
        note=DRAFT,
        made=found.at,
    )
    return Draft(prd, tuple(asked_back(pen.gaps, pen)))


def new_id(found: Evidence) -> str:
    """An id for a new document."""
    seed = f"{found.feature}|{found.lang}|{found.at.isoformat()}"
    return f"prd-{blake2b(seed.encode(), digest_size=4).hexdigest()}"


def sentences_of(section: Section) -> list[Sentence]:
    """All sentences of a section, in order."""
    return [one for block in section.blocks for one in block.sentences]


def _turn(parts: Sequence[str]) -> int:
    return max((_LAST.index(one) + 1 for one in parts if one in _LAST), default=0)


def _written(
    section: TemplateSection, found: Evidence, pen: Pen, before: Sequence[Section]
) -> Section:
    blocks: list[Block] = []
    for part in section.parts:
        written = (
            appendix(before, titles_of(found), pen)
            if part == "sources"
            else _WRITERS[part](found, pen)
        )
        blocks += [shortened(one, section.most) if section.most else one for one in written]
    blocks = [one for one in blocks if one.sentences or one.text]
    if not blocks and section.required:
        holds = section.holds[found.lang]
        blocks = [paragraph(pen.asked(pen.phrase("other", holds=holds)))]
    return Section(key=section.key, title=section.title[found.lang], blocks=tuple(blocks))


def titles_of(found: Evidence) -> Mapping[str, str]:
    """The titles of documents by their passages' ids."""
    voiced = {
        voice.source: voice.place.partition(" › ")[0]
        for one in found.needs
        for voice in one.need.voices
    }
    return voiced | {one.source.id: one.title for topic in found.stated.values() for one in topic}


_WRITERS: Mapping[str, Writer] = {
    "background": background,
    "users": users,
    "goals": goals,
    "stories": stories,
    "flow": flow,
    "requirements": requirements,
    "ai": ai_plan,
    "tracking": tracking,
    "rollout": rollout,
    "risks": risks,
    "questions": open_questions,
}
"""How each part is written; the sources are told from the sections that cite them."""
