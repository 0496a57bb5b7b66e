"""Keeps training examples apart from evaluation sets: by origin, by words and by meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.records import Example
from tools.claims.ground import Embed
from tools.evals.finetune.lineage import of_one_origin
from tools.evals.likeness import Crowd, Dropped, Least, Pair, asked, unlike
from tools.evals.likeness.wording import wording
from tools.evals.masking import mask_example

LEAK = Least(shingles=0.45, within=0.8, words=0.4, meaning=0.67, half_words=0.17)
"""When an example repeats one of an eval set. Laxer than usual: an example more or less costs
little, one that is trained on and then asked makes an evaluation worthless."""


LEAKED_ANSWER = Least(shingles=0.6, within=0.85, words=0.6)
"""When an answer under quite another question repeats one of an eval set. Not laxer: answers of one
product are built alike, and where the questions are near too, less is enough."""

_NEAREST = 2
"""Training questions that each eval question costs at most, beside those that repeat it."""
_REPEATS = Least(shingles=0.75, within=0.95, words=0.75)
_NEAR = 0.4
"""Cosine from which on the nearest question is near at all."""


class Apart:
    """Eval examples, and whatever would repeat one of them.

    The same rules hold for the first look and for the last one at what is exported: the crowd
    that meanings are told from stays that of the beginning.
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
        said = [asked(one) for one in (*evals, *examples)]
        self._crowd = Crowd(embed, said) if embed and evals and examples else None

    @property
    def by_meaning(self) -> bool:
        """Whether sentence vectors are used, without which rewordings cannot be told."""
        return self._crowd is not None

    def look(self, examples: Sequence[Example]) -> tuple[list[Example], list[Dropped]]:
        """The examples that overlap with no eval example, and those that do, with what."""
        others, of_evals = of_one_origin(examples, self._evals, self._sessions)
        kept, alike = unlike(
            others, self._evals, least=LEAK, of_answers=LEAKED_ANSWER, crowd=self._crowd
        )
        return kept, [*of_evals, *alike]

    def spared(self, examples: Sequence[Example]) -> tuple[list[Example], list[Dropped]]:
        """The examples without those nearest in meaning to each eval question, for safety.

        Only once, of all that may be trained on: of what is left something is always the nearest.
        """
        if self._crowd is None:
            return list(examples), []
        here, there = [asked(one) for one in examples], [asked(one) for one in self._evals]
        near = self._crowd.nearest(here, there, most=_NEAREST, cosine=_NEAR)
        gone: dict[int, Dropped] = {}
        for at, other, cosine in zip(near.left, near.right, near.cosine, strict=True):
            differ = wording(here[at]).figures != wording(there[other]).figures
            pair = Pair(int(at), int(other), min(1.0, float(cosine)), "nearest", differ)
            gone[int(at)] = Dropped(examples[at], self._evals[other], pair, "query")
        kept = [one for at, one in enumerate(examples) if at not in gone]
        dropped = [gone[at] for at in sorted(gone)]
        # What repeats one of these is as near, and would have been the nearest in its place.
        kept, repeating = unlike(kept, [one.example for one in dropped], least=_REPEATS)
        evals = {id(one.example): one.nearest for one in dropped}
        dropped += [replace(one, nearest=evals[id(one.nearest)]) for one in repeating]
        return kept, dropped

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
