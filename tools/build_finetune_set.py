"""The tool `build_finetune_set`: whether to fine-tune at all, and on what."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Literal

from langchain.tools import ToolRuntime, tool
from pydantic import BaseModel, Field

from knowledge.errors import BadInput, EmbedderFailed
from knowledge.language import Lang
from knowledge.records import Example
from knowledge.texts import say
from knowledge.traffic import Scope
from knowledge.vectors.minilm import MiniLm
from tools.arguments import Arguments
from tools.claims.ground import Embed
from tools.deps import Deps
from tools.diagnosis.rules import default_rules
from tools.evals.finetune.accepted import Accepted, accepted
from tools.evals.finetune.apart import Apart
from tools.evals.finetune.build import Sources, built
from tools.evals.finetune.decision import Decision, Goal, Known, decide
from tools.evals.finetune.edits import edits_of
from tools.evals.finetune.gap import Gap, means, widest_gap
from tools.evals.finetune.lineage import names_of
from tools.evals.finetune.made import Made
from tools.evals.finetune.markdown import finetune_text
from tools.evals.finetune.select import Selection, example_of, selected
from tools.evals.likeness import plainly
from tools.finetune_again import basis_of, decided, made_before, stands
from tools.inert import inert
from tools.narrowed_traffic import scope_of
from tools.remembering import diagnose_all
from tools.telling import teller

MOST = 5_000
"""Accepted answers that are looked at; of more, an even draw."""
_DIAGNOSED = 200
"""Failures that are diagnosed to see which stages they come from."""
_RUNS = 20
"""Evaluation runs that are looked at, the newest."""


class BuildFinetuneSetArgs(Arguments):
    """What to train for, and on which part of the traffic."""

    goal: Goal | None = Field(default=None, description="What is to get better, if said.")
    prompt_tuned: bool | None = Field(default=None, description="If said.")
    version: str | None = Field(default=None, description="Such as v2.")
    segment: str | None = Field(default=None, description="Such as style=comedy.")
    name: str = Field(default="finetune", description="The set's name.")


class FinetuneArtifact(BaseModel):
    """The verdict and the set, for the evidence panel."""

    kind: Literal["finetune"] = "finetune"
    """What this artifact is."""
    lang: Lang
    """The language of the answer."""
    made: Made
    """All of it."""
    basis: str = ""
    """A digest of all that the set was made of; what asks on about the same one is not rebuilt."""
    suggest: list[str]
    """What to ask next."""


@tool(response_format="content_and_artifact", args_schema=BuildFinetuneSetArgs)
def build_finetune_set(
    runtime: ToolRuntime[Deps],
    *,
    goal: Goal | None = None,
    prompt_tuned: bool | None = None,
    version: str | None = None,
    segment: str | None = None,
    name: str = "finetune",
) -> tuple[str, dict[str, Any]]:
    """Say whether to fine-tune, and export training data from adopted or edited answers."""
    asked = BuildFinetuneSetArgs(
        goal=goal, prompt_tuned=prompt_tuned, version=version, segment=segment, name=name
    )
    artifact = _found(runtime.context, asked, runtime.state, teller(runtime))
    return finetune_text(artifact), artifact.model_dump(mode="json")


def _found(
    deps: Deps,
    asked: BuildFinetuneSetArgs,
    state: Any,
    tell: Callable[[int, int], None],
) -> FinetuneArtifact:
    newest = deps.datasets.newest(asked.name)
    if newest is not None and newest.purpose == "eval":
        raise BadInput("finetune.text.eval_name", name=inert(asked.name))
    scope = scope_of(
        deps.events.traffic(Scope()),
        deps.clock,
        version=asked.version,
        segment=asked.segment,
    )
    traffic = deps.events.traffic(scope)
    count, acted = deps.events.taken(scope, MOST)
    usable, left_out = accepted(acted)
    sets, evals = _evals(deps)
    basis = basis_of(deps, asked.model_dump_json(exclude={"goal", "prompt_tuned"}), evals)
    before = made_before(state, basis)
    if before is not None and stands(deps, before):
        count = before.funnel[-1].count
        decision = _decision(deps, asked, scope, usable, count, tell=tell)
        made = decided(deps, before, decision)
        suggest = _suggest(made, asked, deps.lang)
        return FinetuneArtifact(lang=deps.lang, made=made, basis=basis, suggest=suggest)
    apart, selection = _selected(deps, usable, evals)
    decision = _decision(deps, asked, scope, usable, len(selection.examples), tell=tell)
    made = built(
        Sources(
            name=asked.name,
            traffic=traffic,
            taken=count,
            sampled=len(acted),
            usable=usable,
            left_out=left_out,
            eval_sets=sets,
            evals=evals,
            apart=apart,
            selection=selection,
            decision=decision,
        ),
        deps.datasets,
        deps.exports,
        deps.clock(),
        deps.lang,
    )
    suggest = _suggest(made, asked, deps.lang)
    return FinetuneArtifact(lang=deps.lang, made=made, basis=basis, suggest=suggest)


def _evals(deps: Deps) -> tuple[list[str], list[Example]]:
    """All eval sets in all their versions, and the cases kept for evaluation, each one once."""
    names = []
    found: dict[str, Example] = {}
    for newest in deps.datasets.all():
        for version in deps.datasets.versions(newest.name):
            if version.purpose == "eval":
                names.append(f"{version.name} v{version.version}")
                for one in deps.datasets.examples(version.name, version.version):
                    found[one.model_dump_json(exclude={"added"})] = one
    kept = deps.examples.all()
    if kept:
        names.append(say("finetune.text.kept_cases", deps.lang))
        found |= {one.model_dump_json(exclude={"added"}): one for one in kept}
    return names, list(found.values())


def _selected(
    deps: Deps, usable: Sequence[Accepted], evals: Sequence[Example]
) -> tuple[Apart, Selection]:
    """What keeps the examples apart from evals, and the examples that are left."""
    words = default_rules().forbidden
    examples = [example_of(one) for one in usable]
    sessions = deps.events.sessions_of([name for one in evals for name in names_of(one)])
    sessions |= {one.trace.id: one.trace.session_id for one in usable if one.trace.session_id}

    def by(embed: Embed | None) -> tuple[Apart, Selection]:
        apart = Apart(evals, examples, sessions=sessions, embed=embed)
        return apart, selected(usable, apart, forbidden=[*words.zh, *words.en])

    embedder = deps.docs.embedder if evals else None
    if embedder is not None:
        try:
            is_minilm = embedder.name == MiniLm.name
            return by(plainly(embedder.embed) if is_minilm else embedder.embed)
        except EmbedderFailed:
            pass  # words serve alone, and the answer says so
    return by(None)


def _decision(
    deps: Deps,
    asked: BuildFinetuneSetArgs,
    scope: Scope,
    usable: Sequence[Accepted],
    count: int,
    *,
    tell: Callable[[int, int], None],
) -> Decision:
    words = default_rules().forbidden
    _, failures = deps.events.flagged("any", scope, _DIAGNOSED, [*words.zh, *words.en])
    causes = Counter(one.cause for one in diagnose_all(deps, failures, tell))
    versions = sorted({one.trace.version for one in usable if one.trace.version})
    return decide(
        Known(
            goal=asked.goal,
            prompt_tuned=asked.prompt_tuned,
            usable=count,
            edits=edits_of(usable),
            causes=dict(causes),
            versions=versions,
            gap=_gap(deps),
        )
    )


def _gap(deps: Deps) -> Gap | None:
    runs = [run for run in deps.runs.all() if run.status == "done"][:_RUNS]
    return widest_gap([(run, means(deps.runs.outcomes(run.id))) for run in runs])


def _suggest(made: Made, asked: BuildFinetuneSetArgs, lang: Lang) -> list[str]:
    steps = []
    if asked.goal is None or asked.prompt_tuned is None:
        steps.append("goal")
    steps.append("retrieval" if made.decision.reason == "mend_first" else "failures")
    return [say(f"finetune.suggest.{step}", lang) for step in steps]
