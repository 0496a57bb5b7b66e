"""What a sentence that was typed by hand is: never a fact without evidence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.records.prd import Section, Sentence, SentenceKind, Source
from tools.claims.digits import fold
from tools.claims.ground import Ground
from tools.claims.pieces import pieces
from tools.prd.checking.bare import states_fact
from tools.prd.checking.stream import loose
from tools.prd.checking.supported import check
from tools.prd.checking.wording import role
from tools.prd.drafting.pen import Pen
from tools.prd.editing.retyped import Typed

_ASKS = re.compile(r"[?？][\"'”’」』）)\]]*$")
_LEADS_IN = re.compile(r"[:：]$")
_FACTS = ("cited", "figure")
_AIMS = frozenset({"goals", "non_goals", "requirements", "rollout"})
"""Sections that say what is to be: that is for its author to decide."""


@dataclass(frozen=True)
class Hand:
    """Who types, and what is known."""

    by: str
    """What the one who types is called."""
    pen: Pen
    """Gives ids."""
    lookup: Callable[[Source], str | None]
    """The text of a source as it is; None for one that is gone."""

    def judged(self, section: Section, typed: Typed) -> Sentence:
        """The sentence with its kind and sources.

        What an earlier sentence says, or what carried that one, carries this one too. What neither
        does is an assumption if it says how something is, else the decision of the one who types.
        """
        for one in typed.before:
            if self._is_carried(typed.text, one):
                return self._with_id(one.model_copy(update={"text": typed.text}), typed)
        kind = _kind_of(section, typed)
        by = self.by if kind == "decision" else ""
        return self._with_id(Sentence(id="", text=typed.text, kind=kind, by=by), typed)

    def _with_id(self, sentence: Sentence, typed: Typed) -> Sentence:
        id_ = typed.id or self.pen.plain(typed.text).id
        return sentence.model_copy(update={"id": id_})

    def _is_carried(self, text: str, before: Sentence) -> bool:
        if not pieces(text):
            return False
        if before.kind == "question" and not _ASKS.search(text) and _ASKS.search(before.text):
            return False
        said = Sentence(id="", text=text, kind="cited")
        told = [before.text]
        if _adds_nothing(text, told) and check(said, told).carried:
            return True
        if before.kind not in _FACTS:
            return False
        now = [found for source in before.sources if (found := self.lookup(source))]
        said = before.model_copy(update={"text": text})
        return _adds_nothing(text, [*told, *now]) and check(said, now).carried


def _adds_nothing(text: str, texts: Sequence[str]) -> bool:
    """Whether all that a text speaks of is spoken of in the others.

    What is typed after a fact is as much a claim as what takes its place.
    """
    ground = Ground(texts)
    return all(
        ground.has(one) or ground.is_akin(one) or fold(one.text) in loose() for one in pieces(text)
    )


def _kind_of(section: Section, typed: Typed) -> SentenceKind:
    text = typed.text
    if _ASKS.search(text):
        return "question"
    if not pieces(text) or _LEADS_IN.search(text):
        return "plain"
    part = role(section)
    was_fact = bool(typed.before) and typed.before[0].kind in _FACTS
    if part not in _AIMS and (was_fact or states_fact(text, part, is_cell=typed.in_table)):
        return "assumption"
    if typed.in_table and all(one.kind == "plain" for one in typed.before):
        return "plain"
    return "decision"
