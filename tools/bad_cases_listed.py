"""Which single cases are listed, and in which order: of each kind, of one kind, good ones."""

from collections.abc import Iterable, Sequence

from knowledge.language import Lang
from knowledge.records import Cluster, Trace
from tools.bad_cases import LIKE_IT, ROWS, GoodCase
from tools.deps import Deps
from tools.diagnosis.clustering.examples import Case, examples_of


def shown_from(start: int, meant: Case, cases: list[Case], kind: Cluster, lang: Lang) -> Cluster:
    """The kind with other cases of it as its examples, from that place on."""
    others = [case for case in cases if case[0].id != meant[0].id]
    if not others:
        return kind
    examples = examples_of(others, lang, most=start - 1 + (LIKE_IT if start == 1 else ROWS))
    return kind.model_copy(update={"examples": examples[start - 1 :]})


def faultless(looked_at: Iterable[Case]) -> list[Trace]:
    """The traces in which nothing was found to be wrong, the newest first."""
    return [trace for trace, diagnosis in newest(looked_at) if diagnosis.cause == "none"]


def newest(cases: Iterable[Case]) -> list[Case]:
    """Cases, the newest first."""

    def moment(case: Case) -> tuple[float, str]:
        trace = case[0]
        return trace.time.timestamp() if trace.time else 0.0, trace.id

    return sorted(cases, key=moment, reverse=True)


def good_cases(deps: Deps, shown: Sequence[Trace]) -> list[GoodCase]:
    """Those traces, and what their users did with the answers."""
    acts = deps.events.acts_on([one.id for one in shown])
    return [
        GoodCase(
            id=one.id,
            query=one.query,
            acts=sorted(act.removeprefix("rated_") for act in acts.get(one.id, set()) - {"shown"}),
        )
        for one in shown
    ]


def listed(found: list[Cluster], meant: Case | None) -> list[str]:
    """A case of each cluster; of one kind its cases, but for the one that was asked about."""
    if meant is None:
        return [one.examples[0].id for one in found]
    return [case.id for one in found for case in one.examples if case.id != meant[0].id]
