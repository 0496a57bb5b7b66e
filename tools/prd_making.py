"""Makes a PRD for a feature, and finds one that is there."""

from dataclasses import dataclass

from knowledge.errors import BadInput, NotFound
from knowledge.records.prd import Prd
from knowledge.texts import say
from knowledge.traffic import Scope
from tools.deps import Deps
from tools.prd.drafting.draft import Told, draft
from tools.prd.editing.naming import named_sections
from tools.prd.editing.refresh import Refreshed
from tools.prd.gathering.gather import gather
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

    Locked sections stay. Where no feature is named the likeliest one is taken, and that is asked.
    """
    chosen = template_called(template, templates(deps.prd_templates))
    named = " ".join(feature.split())[:_LONGEST]
    title = named or _likeliest(deps)
    found = gather(deps, title)
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
        drafted = draft(chosen, found, known=() if named else ("feature",), kept=before, told=tell)
        if kept := deps.prds.keep(drafted.prd, after=before.version if before else 0):
            keys = tuple(one.key for one in kept.sections if not one.locked)
            return Made(kept, keys, questions=drafted.questions)
    raise BadInput("prd.edit.busy", title=title)


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
