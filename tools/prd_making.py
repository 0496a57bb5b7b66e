"""Makes a PRD for a feature, and finds one that is there."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.errors import BadInput, NotFound
from knowledge.records.prd import Prd
from knowledge.texts import say
from knowledge.traffic import Scope
from tools.chat_model import ChatModel
from tools.deps import Deps
from tools.diagnosis.other_texts import PASTED
from tools.prd.drafting.draft import draft
from tools.prd.editing.apply import pen_for
from tools.prd.editing.naming import named_sections
from tools.prd.editing.own import Own, own_in
from tools.prd.editing.refresh import Refreshed
from tools.prd.gathering.evidence import Evidence
from tools.prd.gathering.gather import LOOKED_AT, gather
from tools.prd.modelled.redraft import redrafted, texts_in
from tools.prd.modelled.section_work import works_of
from tools.prd.modelled.write import Written, write
from tools.prd.modelled.written import Writing
from tools.prd.templates.shelf import template_called, templates
from tools.prd.templates.template import Template
from tools.telling import Tell

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
    writing: Writing | None = None
    """A chat model's part in it; None where none had any."""
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


def made(deps: Deps, feature: str, template: str, tell: Tell) -> Made:
    """A draft, kept as a new document, or as the next version of the one on the same feature.

    Locked sections stay, and so does what people have changed since the last draft: the words of
    sections, which of them there are, and their order. Where no feature is named the likeliest
    one is taken, and that is asked. Where a chat model is at hand it writes the prose, from the
    same evidence.
    """
    chosen = template_called(template, templates(deps.prd_templates))
    named = " ".join(feature.split())[:_LONGEST]
    title = named or _likeliest(deps)
    desk = _Desk.of(deps, chosen, title, tell, known=() if named else ("feature",))
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
        if done := desk.drafted(before, own):
            return done
    raise BadInput("prd.edit.busy", title=title)


def made_anew(deps: Deps, prd: Prd, tell: Tell) -> Made:
    """The whole of a document anew, what people have changed included; only locks hold."""
    chosen = template_called(prd.template, templates(deps.prd_templates))
    desk = _Desk.of(replace(deps, lang=prd.lang), chosen, prd.title, tell)
    for _ in range(_TRIES):
        if done := desk.drafted(deps.prds.get(prd.id) or prd, Own(), in_order=False):
            return done
    raise BadInput("prd.edit.busy", title=prd.title)


@dataclass
class _Desk:
    """The evidence for one feature, and what has been written from it."""

    deps: Deps
    template: Template
    found: Evidence
    tell: Tell
    known: Sequence[str]
    _written: Written | None = field(default=None, init=False)

    @classmethod
    def of(
        cls, deps: Deps, template: Template, title: str, tell: Tell, known: Sequence[str] = ()
    ) -> "_Desk":
        """Gather, telling what is being looked at: that takes most of a first draft's time."""
        total = len(LOOKED_AT) + len(template.sections)

        def looking(part: str) -> None:
            tell(LOOKED_AT.index(part), total, say(f"prd.looking.{part}", deps.lang))

        return cls(deps, template, gather(deps, title, looking), tell, known)

    def drafted(self, before: Prd | None, own: Own, *, in_order: bool = True) -> Made | None:
        """A draft, kept as the version after `before`; None when somebody was quicker."""
        chat = self.deps.writer
        made = draft(
            self.template,
            self.found,
            known=self.known,
            kept=before,
            own=own.changed,
            gone=own.gone,
            told=self._writing if chat is None else _untold,
        )
        prd = made.prd
        if before and in_order:
            prd = _ordered(prd, [one.key for one in before.sections])
        if chat is not None:
            # What the model wrote is paid for: it is not asked again when somebody was quicker.
            self._written = self._written or self._prose(chat, prd, own)
            prd = redrafted(prd, self._written.without(own.changed), self.template, self.found)
        kept = self.deps.prds.keep(prd, after=before.version if before else 0)
        if kept is None:
            return None
        stays = {one.key for one in kept.sections if one.locked} | {*own.changed}
        return Made(
            kept,
            tuple(one.key for one in kept.sections if one.key not in stays),
            questions=made.questions,
            kept=own.changed,
            writing=self._written.writing if self._written else None,
        )

    def _prose(self, chat: ChatModel, prd: Prd, own: Own) -> Written:
        theirs = [one for one in prd.sections if one.key not in own.changed]
        works = works_of(
            prd.model_copy(update={"sections": tuple(theirs)}),
            self.template,
            texts_in(self.deps.docs),
        )
        return write(
            works,
            chat,
            pen_for(prd),
            total=len(prd.sections),
            told=self._writing,
            stopped=self.deps.stopped,
        )

    def _writing(self, done: int, of: int, title: str, text: str = "") -> None:
        """Tell of sections after what was looked at, so that one count goes through."""
        looked = len(LOOKED_AT)
        self.tell(looked + done, looked + of, title, text)


def _untold(_done: int, _of: int, _title: str) -> None:
    """The planner's sections are not told of where a model writes them once more."""


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
    """The PRD of that id or title, the one that changed last by default; raises NotFound.

    Raises BadInput for a text that was only pasted.
    """
    known = deps.prds.all()
    asked = name.strip().casefold()
    if asked == PASTED:
        raise BadInput("prd.pasted")
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
