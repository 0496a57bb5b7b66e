"""Changes a PRD in the user's words; what others change meanwhile is never lost."""

from functools import cache

from knowledge.errors import BadInput, NotFound
from knowledge.records.prd import Prd, Section, Source
from knowledge.texts import say
from tools.chat_model import ChatModel
from tools.deps import Deps
from tools.inert import inert
from tools.prd.drafting.draft import draft
from tools.prd.editing.apply import edited, pen_for
from tools.prd.editing.compound import edits_in
from tools.prd.editing.history import RESTORED, UNDO, before, undone
from tools.prd.editing.means import Edited, Means
from tools.prd.editing.wish import Kind, read_wish
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.facts import Stated
from tools.prd.gathering.gather import gather
from tools.prd.gathering.passages import about
from tools.prd.modelled.redraft import texts_in
from tools.prd.modelled.section_work import SectionWork, shortening_of, works_of
from tools.prd.modelled.write import Written, write
from tools.prd.templates.shelf import templates
from tools.prd_making import Made
from tools.telling import Tell

SEVERAL = "several"
_TRIES = 5
_NOTE = 400
_WORDED = frozenset({"shorten", "rewrite"})
"""Edits that are a matter of words."""


def wished(change: str, prd: Prd) -> str:
    """The kind of an edit, `several` of more than one; raises BadInput for words that ask none."""
    wish = read_wish(change, prd)
    if wish is None:
        raise BadInput("prd.edit.unread", change=inert(change[:80]))
    return wish.kind if len(edits_in(change, prd)) == 1 else SEVERAL


def changed(deps: Deps, prd: Prd, change: str, said: Source, tell: Tell) -> Made:
    """The next version of a PRD after an edit.

    Where somebody else has made a version meanwhile, the edit is made to that one. Where a chat
    model is at hand it finds the words for a section that is to be shorter, or written anew.
    """
    wished(change, prd)
    means = _means(deps, prd, said)
    written: Written | None = None
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
        elif wish.kind == "redo":
            again = undone(versions)
            if again is None:
                raise BadInput("prd.edit.nothing_undone", title=newest.title)
            update = {"comments": newest.comments}
            following, touched = again.model_copy(update=update), _apart(newest, again)
            note = again.note
        elif wish.kind == "restore":
            return restored(deps, newest, wish.version)
        else:
            done = _edited(newest, change, means)
            following, touched, note = done.prd, done.touched, change.strip()[:_NOTE]
            if deps.writer is not None and wished(change, newest) in _WORDED:
                # What the model wrote is paid for: it is not asked again when somebody was quicker.
                works = _works(deps, newest, done, wish.kind, change)
                written = written or _worded(deps, deps.writer, works, done.prd, tell)
                following = written.into(following)
        following = following.model_copy(update={"note": note, "made": deps.clock()})
        if kept := deps.prds.keep(following, after=newest.version):
            here = {one.key for one in kept.sections}
            gone = (one.title for one in newest.sections if one.key not in here)
            writing = written.writing if written and written.writing.sections else None
            return Made(kept, touched, gone=next(gone, None), writing=writing)
    raise BadInput("prd.edit.busy", title=prd.title)


def _edited(prd: Prd, change: str, means: Means) -> Edited:
    """The document after all that a sentence asks for, or after none of it."""
    touched: list[str] = []
    after = prd
    for part in edits_in(change, prd):
        wish = read_wish(part, after)
        if wish is None:
            raise BadInput("prd.edit.unread", change=inert(part[:80]))
        done = edited(after, wish, means)
        after, touched = done.prd, [*touched, *done.touched]
    return Edited(after, tuple(dict.fromkeys(touched)))


def _works(deps: Deps, old: Prd, done: Edited, kind: Kind, change: str) -> list[SectionWork]:
    """The sections of an edit that a model can find words for."""
    texts = texts_in(deps.docs)
    if kind == "shorten":
        touched = [one for one in old.sections if one.key in done.touched]
        found = [shortening_of(one, change, texts, old.lang) for one in touched]
        return [one for one in found if one is not None]
    template = templates(deps.prd_templates).get(old.template)
    works = works_of(done.prd, template, texts) if template else []
    return [one for one in works if one.section.key in done.touched]


def _worded(deps: Deps, chat: ChatModel, works: list[SectionWork], prd: Prd, tell: Tell) -> Written:
    pen = pen_for(prd)
    return write(works, chat, pen, total=len(works), told=tell, stopped=deps.stopped)


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
