"""Which sentences of a PRD rest on sources that changed since, and those sentences written anew."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from knowledge.errors import BadInput
from knowledge.records.prd import Prd, Section, Sentence, Stale
from knowledge.records.prd_flag import Flag
from tools.deps import Deps
from tools.prd.checking.places import placed
from tools.prd.checking.stale import stale
from tools.prd.drafting.appendix import appendix
from tools.prd.drafting.draft import draft, sentences_of
from tools.prd.drafting.phrasings import phrased
from tools.prd.editing.apply import pen_for
from tools.prd.editing.history import REFRESH
from tools.prd.editing.refresh import Renewal, refreshed
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.gather import gather
from tools.prd.gathering.now import Now
from tools.prd.templates.shelf import templates
from tools.prd_making import Made

_TRIES = 5
_SOURCES = ("sources",)


def flags(deps: Deps, prd: Prd) -> list[Flag]:
    """The sentences whose sources changed since, in order."""
    return _flags(prd, _found(deps, prd, Now(deps, prd)))


def refresh(
    deps: Deps, prd_id: str, wanted: Collection[str] = (), section: str | None = None
) -> Made:
    """The next version of a PRD, with its stale sentences anew.

    All of them, or those with `wanted` ids, or those of a section.
    Where somebody else has made a version meanwhile, it is done to that one. Where nothing can
    be done, for want of anything stale or because all of it is locked, no version is made.
    """
    for _ in range(_TRIES):
        prd = deps.prds.get(prd_id)
        if prd is None:
            break
        now = Now(deps, prd)
        found = _found(deps, prd, now, section)
        done = refreshed(prd, found, _renewal(deps, prd, now), wanted)
        if not done.touched:
            return Made(prd, renewed=done)
        following = _with_appendix(deps, done.prd).model_copy(
            update={"note": REFRESH, "made": deps.clock()}
        )
        if kept := deps.prds.keep(following, after=prd.version):
            return Made(kept, done.touched, renewed=done)
    raise BadInput("prd.edit.busy", title=prd.title if prd else prd_id)


def _found(
    deps: Deps, prd: Prd, now: Now, section: str | None = None
) -> list[tuple[Sentence, Stale]]:
    """What is stale; the appendix tells of the other sections, and is not asked itself."""
    listing = _listing(deps, prd)
    asked = tuple(
        one for one in prd.sections if one.key not in listing and section in {None, one.key}
    )
    return stale(prd.model_copy(update={"sections": asked}), now.says)


def _flags(prd: Prd, found: Sequence[tuple[Sentence, Stale]]) -> list[Flag]:
    changes: dict[str, list[Stale]] = {}
    for sentence, change in found:
        changes.setdefault(sentence.id, []).append(change)
    return [
        Flag(
            sentence=place.sentence.id,
            section=place.section.key,
            text=place.sentence.text,
            locked=place.section.locked,
            changes=tuple(changes[place.sentence.id]),
        )
        for place in placed(prd)
        if place.sentence.id in changes
    ]


def _renewal(deps: Deps, prd: Prd, now: Now) -> Renewal:
    deps = replace(deps, lang=prd.lang)

    @cache
    def evidence() -> Evidence:
        return gather(deps, now.feature)

    @cache
    def anew() -> dict[str, Section]:
        template = templates(deps.prd_templates).get(prd.template)
        drafted = draft(template, evidence()).prd.sections if template else ()
        return {one.key: one for one in drafted}

    return Renewal(source=now.renewed, redrafted=lambda key: anew().get(key))


def _listing(deps: Deps, prd: Prd) -> set[str]:
    """The keys of the sections that only list what the others rest on."""
    template = templates(deps.prd_templates).get(prd.template)
    return (
        {one.key for one in template.sections if tuple(one.parts) == _SOURCES}
        if template
        else set()
    )


def _with_appendix(deps: Deps, prd: Prd) -> Prd:
    """The document with its list of sources made anew, where nobody has written in that."""
    listing = _listing(deps, prd)
    titles = {one.doc_id: one.title for one in deps.docs.documents()}
    others = [one for one in prd.sections if one.key not in listing]
    by_passage = {
        source.id: titles[source.id.rpartition("#")[0]]
        for one in others
        for sentence in sentences_of(one)
        for source in sentence.sources
        if source.kind == "passage" and source.id.rpartition("#")[0] in titles
    }

    def listed(section: Section) -> Section:
        is_ours = all(
            any(form.key.startswith("sources.") for form in phrased(one.text, prd.lang))
            for one in sentences_of(section)
        )
        if section.key not in listing or section.locked or not is_ours:
            return section
        ids = {one.text: one.id for one in sentences_of(section)}
        blocks = [
            block.model_copy(
                update={
                    "sentences": tuple(
                        one.model_copy(update={"id": ids.get(one.text, one.id)})
                        for one in block.sentences
                    )
                }
            )
            for block in appendix(others, by_passage, pen_for(prd))
        ]
        return section.model_copy(update={"blocks": tuple(blocks)})

    return prd.model_copy(update={"sections": tuple(map(listed, prd.sections))})
