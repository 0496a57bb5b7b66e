"""PRDs as the page sees them: shown, changed by hand, written anew where stale, restored."""

from collections.abc import Callable, Sequence

from knowledge.errors import NotFound
from knowledge.language import Lang
from knowledge.prds import PrdStore
from knowledge.records.prd import Prd, Sentence
from tools.deps import Deps
from tools.draft_prd import PrdArtifact, artifact_of, as_it_stands
from tools.prd.drafting.draft import sentences_of
from tools.prd_by_hand import HandAct, acted
from tools.prd_changes import restored
from tools.prd_making import Made
from tools.prd_stale import refresh


class PrdDesk:
    """The PRDs of a workspace. Safe to use from several threads."""

    def __init__(self, prds: PrdStore, deps_in: Callable[[Lang], Deps]) -> None:
        """`deps_in` gives what tools stand on, for a reader of that language."""
        self._prds = prds
        self._deps_in = deps_in

    def get(self, prd_id: str, version: int | None = None) -> Prd | None:
        """A version of a PRD, the newest by default; None for an unknown one."""
        return self._prds.get(prd_id, version)

    def sentence(self, prd_id: str, sentence_id: str) -> Sentence | None:
        """A sentence of a PRD, of the newest version that has it."""
        return next(
            (
                one
                for prd in self._prds.versions(prd_id)
                for section in prd.sections
                for one in sentences_of(section)
                if one.id == sentence_id
            ),
            None,
        )

    def act(self, prd_id: str, act: HandAct) -> Prd:
        """Change a PRD by hand; raises as `tools.prd_by_hand.acted` does."""
        return acted(self._deps_in("en"), prd_id, act)

    def shown(self, prd: Prd, lang: Lang) -> PrdArtifact:
        """The newest version of a PRD with what is stale in it."""
        return artifact_of(self._deps_in(lang), Made(prd), "shown")

    def as_it_stands(self, found: PrdArtifact, lang: Lang) -> PrdArtifact:
        """A PRD that was shown before, as it is now."""
        return as_it_stands(self._deps_in(lang), found)

    def refresh(self, prd_id: str, sentences: Sequence[str], lang: Lang) -> Made:
        """Write these stale sentences of a PRD anew, without any all of them."""
        return refresh(self._deps_in(lang), prd_id, sentences)

    def restore(self, prd_id: str, version: int, lang: Lang) -> Made:
        """Make an earlier version of a PRD the newest; raises NotFound for an unknown one."""
        newest = self.get(prd_id)
        if newest is None:
            raise NotFound("prd_versions.page.gone_document")
        return restored(self._deps_in(lang), newest, version)
