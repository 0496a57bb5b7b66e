"""Changes a PRD in the user's words; what others change meanwhile is never lost."""

from functools import cache

from knowledge.errors import BadInput, NotFound
from knowledge.records.prd import Prd, Section, Source
from knowledge.texts import say
from tools.deps import Deps
from tools.inert import inert
from tools.prd.drafting.draft import draft
from tools.prd.editing.apply import Means, edited
from tools.prd.editing.history import RESTORED, UNDO, before
from tools.prd.editing.wish import read_wish
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Stated
from tools.prd.gathering.gather import gather
from tools.prd.gathering.passages import about
from tools.prd.templates.shelf import templates
from tools.prd_making import Made

_TRIES = 5
_NOTE = 400


def wished(change: str, prd: Prd) -> str:
    """The kind of an edit; raises BadInput for words that ask for none."""
    wish = read_wish(change, prd)
    if wish is None:
        raise BadInput("prd.edit.unread", change=inert(change[:80]))
    return wish.kind


def changed(deps: Deps, prd: Prd, change: str, said: Source) -> Made:
    """The next version of a PRD after an edit.

    Where somebody else has made a version meanwhile, the edit is made to that one.
    """
    wished(change, prd)
    means = _means(deps, prd, said)
    for _ in range(_TRIES):
        versions = deps.prds.versions(prd.id)
        newest = versions[0]
        wish = read_wish(change, newest)
        if wish is None:
            raise BadInput("prd.edit.unread", change=inert(change[:80]))
        if wish.kind == "undo":
            earlier = before(versions)
            if earlier is None:
                raise BadInput("prd.edit.nothing_before", title=newest.title)
            following, touched, note = earlier, _apart(newest, earlier), UNDO
        elif wish.kind == "restore":
            return restored(deps, newest, wish.version)
        else:
            done = edited(newest, wish, means)
            following, touched, note = done.prd, done.touched, change.strip()[:_NOTE]
        following = following.model_copy(update={"note": note, "made": deps.clock()})
        if kept := deps.prds.keep(following, after=newest.version):
            here = {one.key for one in kept.sections}
            gone = (one.title for one in newest.sections if one.key not in here)
            return Made(kept, touched, gone=next(gone, None))
    raise BadInput("prd.edit.busy", title=prd.title)


def restored(deps: Deps, newest: Prd, version: int | None) -> Made:
    """An earlier version as the next one; comments stay. Raises NotFound for an unknown one."""
    earlier = earlier_version(deps, newest, version)
    note = f"{RESTORED}{earlier.version}"
    update = {"note": note, "made": deps.clock(), "comments": newest.comments}
    kept = deps.prds.keep(earlier.model_copy(update=update), after=newest.version)
    if kept is None:
        raise BadInput("prd.edit.busy", title=newest.title)
    return Made(kept, _apart(newest, earlier), since=earlier.version)


def earlier_version(deps: Deps, newest: Prd, version: int | None) -> Prd:
    """The version with that number, the one before by default; raises NotFound for an unknown."""
    if newest.version == 1:
        raise NotFound("prd_versions.only_one", title=newest.title)
    wanted = newest.version - 1 if version is None else version
    found = deps.prds.get(newest.id, wanted) if wanted != newest.version else None
    if found is None:
        raise NotFound("prd_versions.no_version", version=wanted, newest=newest.version)
    return found


def _means(deps: Deps, prd: Prd, said: Source) -> Means:
    @cache
    def evidence() -> Evidence:
        return gather(deps, prd.title)

    def redrafted(key: str) -> Section | None:
        template = templates(deps.prd_templates).get(prd.template)
        if template is None or all(one.key != key for one in template.sections):
            return None
        anew = draft(template, evidence()).prd
        return next((one for one in anew.sections if one.key == key), None)

    def stated(words: str) -> Stated | None:
        return next(iter(about(deps.docs, words, prd.lang)), None)

    return Means(
        evidence=evidence,
        redrafted=redrafted,
        about=stated,
        said=said,
        by=say("prd.you", prd.lang),
        now=deps.clock(),
    )


def _apart(one: Prd, other: Prd) -> tuple[str, ...]:
    """The sections of `other` that differ from those of `one`."""
    known = {section.key: section for section in one.sections}
    return tuple(two.key for two in other.sections if known.get(two.key) != two)
