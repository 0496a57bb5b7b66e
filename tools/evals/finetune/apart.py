"""Keeps training examples apart from evaluation sets: by origin, by words and by meaning."""

from collections.abc import Mapping, Sequence

from knowledge.records import Example
from tools.claims.ground import Embed
from tools.evals.finetune.lineage import of_one_origin
from tools.evals.likeness import Dropped, Least, Measure, asked, unlike
from tools.evals.masking import mask_example

LEAK = Least(shingles=0.45, within=0.8, words=0.4, meaning=0.67, half_words=0.17)
"""When an example repeats one of an eval set. Laxer than usual: an example more or less costs
little, one that is trained on and then asked makes an evaluation worthless."""


LEAKED_ANSWER = Least(shingles=0.6, within=0.85, words=0.6)
"""When an answer under quite another question repeats one of an eval set. Not laxer: answers of one
product are built alike, and where the questions are near too, less is enough."""


class Apart:
    """Eval examples, and whatever would repeat one of them.

    The same rules hold for the first look and for the last one at what is exported: what meanings
    are told by stays that of the beginning.
    """

    def __init__(
        self,
        evals: Sequence[Example],
        examples: Sequence[Example],
        *,
        sessions: Mapping[str, str] | None = None,
        embed: Embed | None = None,
    ) -> None:
        """`examples` are all that may be trained on; raises what `embed` raises."""
        # Placeholders for personal data must not hide that two texts are alike.
        masked = [mask_example(one)[0] for one in evals]
        changed = [new for one, new in zip(evals, masked, strict=True) if new != one]
        self._evals = [*evals, *changed]
        self._sessions = dict(sessions or {})
        self._measure = (
            Measure(embed, [asked(one) for one in self._evals], [asked(one) for one in examples])
            if embed and evals and examples
            else None
        )

    @property
    def by_meaning(self) -> bool:
        """Whether sentence vectors are used, without which rewordings cannot be told."""
        return self._measure is not None

    def look(self, examples: Sequence[Example]) -> tuple[list[Example], list[Dropped]]:
        """The examples that overlap with no eval example, and those that do, with what."""
        others, of_evals = of_one_origin(examples, self._evals, self._sessions)
        kept, alike = unlike(
            others, self._evals, least=LEAK, of_answers=LEAKED_ANSWER, measure=self._measure
        )
        return kept, [*of_evals, *alike]

    def settled(self, examples: Sequence[Example]) -> tuple[list[Example], list[Dropped]]:
        """The same, again and again until nothing more is found.

        One look is not enough: how rare a word is hangs on what else is there.
        """
        kept, dropped = self.look(examples)
        found = dropped
        while found:
            kept, found = self.look(kept)
            dropped = [*dropped, *found]
        return kept, dropped
