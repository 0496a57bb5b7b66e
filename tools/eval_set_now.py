"""A set that is about to be changed, and what comes of it: the set as it is, or a new version."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.records import DatasetVersion, Example
from knowledge.texts import say
from tools.deps import Deps
from tools.eval_set_draw import covered
from tools.eval_set_making import frozen
from tools.eval_set_pool import Pool
from tools.eval_set_result import Made, percent
from tools.evals.building.alike import Alike
from tools.evals.building.changes import Change
from tools.evals.building.plan import Plan
from tools.evals.building.sampling import Drawn
from tools.evals.building.slicing import slices_of, value_name


@dataclass(frozen=True)
class Now:
    """What a change starts from."""

    deps: Deps
    """What the tool works with."""
    version: DatasetVersion
    """The set."""
    examples: list[Example]
    """What is in it."""
    pool: Pool
    """What can be drawn, in it or not."""
    words: str
    """What was asked."""

    @property
    def name(self) -> str:
        """The set's name."""
        return self.version.name


def as_it_is(now: Now, change: Change) -> Made:
    """No new version: what the set covers, and how many there are of what was asked about."""
    found = covered(now.examples, now.pool)
    done = "freeze" if change.kind == "freeze" else "gaps"
    remarks = _counted(now, change) if done == "gaps" else []
    return Made(done, now.version, now.examples, found, is_new=False, remarks=remarks)


def refrozen(
    now: Now,
    examples: Sequence[Example],
    done: str,
    *,
    note: str = "",
    drawn: Drawn | None = None,
    plan: Plan | None = None,
    alike: Sequence[Alike] = (),
) -> Made:
    """A new version with these examples."""
    return frozen(
        now.deps,
        now.name,
        examples,
        now.pool,
        done=done,
        note=note or now.words,
        drawn=drawn,
        plan=plan,
        alike=alike,
        before=now.examples,
    )


def _counted(now: Now, change: Change) -> list[str]:
    """How many there are of what was asked about, and of how many."""
    lang, total = now.deps.lang, len(now.examples)
    counts = [
        (
            value_name(key, value, lang),
            sum(slices_of(one).get(key) == value for one in now.examples),
        )
        for key, values in change.where.items()
        for value in sorted(values)
    ]
    return [
        say(
            "sets.text.counted",
            lang,
            name=name,
            count=count,
            share=percent(count / total),
            of=total,
        )
        for name, count in counts
    ]
