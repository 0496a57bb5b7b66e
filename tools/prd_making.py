"""Makes a PRD for a feature, and finds one that is there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from knowledge.errors import BadInput, NotFound
from knowledge.records.prd import Prd
from knowledge.texts import say
from knowledge.traffic import Scope
from tools.deps import Deps
from tools.prd.drafting.draft import Told, draft
from tools.prd.editing.naming import named_sections
from tools.prd.editing.own import Own, own_in
from tools.prd.editing.refresh import Refreshed
from tools.prd.gathering.gather import LOOKED_AT, gather
from tools.prd.templates.shelf import template_called, templates

_LONGEST = 80
_TRIES = 5
_NEWEST = {"", "newest", "latest", "last", "最新", "最新的", "刚才", "刚才的"}


@dataclass(frozen=True)
class Made:
    """What a call came to."""

    prd: Prd
    """The document as it stands."""
    touched: tuple[str, ...] = ()
    """The sections that are not as they were."""
    gone: str | None = None
    """The title of a section that was deleted."""
    questions: tuple[str, ...] = ()
    """What has to be asked."""
    kept: tuple[str, ...] = ()
    """The sections that people had changed and that a new draft left as they were."""
    renewed: Refreshed | None = None
    """What became of stale sentences, where those were to be written anew."""
    since: int | None = None
    """The version that the document is compared with, or was brought back to."""

    def section_called(self, name: str) -> str:
        """The key of the section that a name means; raises NotFound for none."""
        named = named_sections(name, self.prd)
        if not named:
            titles = " / ".join(one.title for one in self.prd.sections)
            raise NotFound("prd.edit.which", sections=titles)
        return named[0].key


def made(deps: Deps, feature: str, template: str, tell: Told) -> Made:
    """A draft, kept as a new document, or as the next version of the one on the same feature.

    Locked sections stay, and so does what people have changed since the last draft: the words of
    sections, which of them there are, and their order. Where no feature is named the likeliest
    one is taken, and that is asked.
    """
    chosen = template_called(template, templates(deps.prd_templates))
    named = " ".join(feature.split())[:_LONGEST]
    title = named or _likeliest(deps)
    total = len(LOOKED_AT) + len(chosen.sections)
    found = gather(deps, title, _looking(deps, total, tell))
    for _ in range(_TRIES):
        same = (chosen.name, title.casefold(), deps.lang)
        before = next(
            (
                one
                for one in deps.prds.all()
                if (one.template, one.title.casefold(), one.lang) == same
            ),
            None,
        )
        own = own_in(deps.prds.versions(before.id)) if before else Own()
        drafted = draft(
            chosen,
            found,
            known=() if named else ("feature",),
            kept=before,
            own=own.changed,
            gone=own.gone,
            told=_writing(tell),
        )
        prd = _ordered(drafted.prd, [one.key for one in before.sections] if before else [])
        if kept := deps.prds.keep(prd, after=before.version if before else 0):
            stays = {one.key for one in kept.sections if one.locked} | {*own.changed}
            keys = tuple(one.key for one in kept.sections if one.key not in stays)
            return Made(kept, keys, questions=drafted.questions, kept=own.changed)
    raise BadInput("prd.edit.busy", title=title)


def made_anew(deps: Deps, prd: Prd, tell: Told) -> Made:
    """The whole of a document anew, what people have changed included; only locks hold."""
    chosen = template_called(prd.template, templates(deps.prd_templates))
    total = len(LOOKED_AT) + len(chosen.sections)
    found = gather(replace(deps, lang=prd.lang), prd.title, _looking(deps, total, tell))
    for _ in range(_TRIES):
        newest = deps.prds.get(prd.id) or prd
        drafted = draft(chosen, found, kept=newest, told=_writing(tell))
        if kept := deps.prds.keep(drafted.prd, after=newest.version):
            keys = tuple(one.key for one in kept.sections if not one.locked)
            return Made(kept, keys, questions=drafted.questions)
    raise BadInput("prd.edit.busy", title=prd.title)


def _looking(deps: Deps, total: int, tell: Told) -> Callable[[str], None]:
    """Tells what is being looked at: gathering takes most of the time of a first draft."""

    def told(part: str) -> None:
        tell(LOOKED_AT.index(part), total, say(f"prd.looking.{part}", deps.lang))

    return told


def _writing(tell: Told) -> Told:
    """Tells of sections after what was looked at, so that one count goes through."""
    looked = len(LOOKED_AT)
    return lambda done, of, title: tell(looked + done, looked + of, title)


def _ordered(prd: Prd, order: Sequence[str]) -> Prd:
    """The document with its sections in that order; one that is new goes after its neighbour."""
    ranks: dict[str, tuple[int, int]] = {}
    last = -1
    for at, section in enumerate(prd.sections):
        last = order.index(section.key) if section.key in order else last
        ranks[section.key] = (last, 0 if section.key in order else 1 + at)
    moved = sorted(prd.sections, key=lambda one: ranks[one.key])
    return prd.model_copy(update={"sections": tuple(moved)})


def found_prd(deps: Deps, name: str) -> Prd:
    """The PRD of that id or title, the one that changed last by default; raises NotFound."""
    known = deps.prds.all()
    asked = name.strip().casefold()
    if asked in _NEWEST:
        if not known:
            raise NotFound("prd.none")
        return known[0]
    for one in known:
        if asked in {one.id.casefold(), one.title.casefold()}:
            return one
    part = next((one for one in known if asked in one.title.casefold()), None)
    if part is None:
        listed = " / ".join(one.title for one in known[:8]) or "–"
        raise NotFound("prd.unknown", name=name[:60], known=listed)
    return part


def _likeliest(deps: Deps) -> str:
    """The first scenario on the board, else the feature that is used most, else a plain name."""
    board = next(iter(deps.scenarios.all()), None)
    if board:
        return board
    used = deps.events.traffic(Scope()).segments.get("feature", {})
    most = max(used, key=lambda one: (used[one], one), default=None)
    return most.replace("_", " ") if most else say("prd.unnamed", deps.lang)
