"""The evidence panel, and how what a tool found is drawn in it."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from agent.events import ShownTurn
from knowledge.language import Lang
from knowledge.records import Diagnosis, Event, Hit, Intervention, Rerun, Trace
from knowledge.texts import say
from page.clusters_view import clusters_view
from page.comparison_view import comparison_view
from page.diagnosis_view import diagnosis_view
from page.eval_set_view import eval_set_view
from page.finetune_view import finetune_view
from page.icons import icon
from page.judge_view import judge_view
from page.links import address
from page.markup import Html, el
from page.models_view import models_view
from page.needs_view import needs_view
from page.passages_view import passages_view
from page.prd_versions import diff_view
from page.prd_view import prd_view
from page.run_view import run_view
from page.scenarios_view import scenarios_view
from page.sizing_view import sizing_view
from tools.bad_cases import BadCasesArtifact
from tools.build_eval_set import EvalSetArtifact
from tools.build_finetune_set import FinetuneArtifact
from tools.compare_runs import ComparisonArtifact
from tools.discover_needs import NeedsArtifact
from tools.draft_prd import PrdArtifact
from tools.judging import JudgeArtifact
from tools.recommend_models import ModelsArtifact
from tools.run_eval import RunArtifact
from tools.score_scenarios import ScenariosArtifact
from tools.sizing import SizesArtifact

if TYPE_CHECKING:
    pass


def artifact_view(artifact: dict[str, Any], lang: Lang) -> Html | None:
    """What a tool found, drawn; None for a kind that has no picture."""
    draw = _VIEWS.get(artifact["kind"])
    return draw(artifact, lang) if draw else None


def panel(body: Html | None, lang: Lang, trail: Sequence[str]) -> Html:
    """The panel around a view; without one it says what will stand here.

    `trail` are the addresses that led to it, which the browser keeps for the way back.
    """
    go_back = _button("back", "arrow-left", say("page.evidence.back", lang), cls="text")
    return el(
        "div",
        el(
            "div",
            go_back
            if len(trail) > 1
            else el("span", say("page.evidence.title", lang), cls="panel-title"),
            _button("evidence", "close", None, label=say("page.evidence.close", lang)),
            cls="panel-bar",
        ),
        el("div", body or _empty(lang), cls="panel-body", tabindex=0),
        cls="panel",
        data_trail=json.dumps(list(trail)),
        role="region",
        aria_label=say("page.evidence.title", lang),
    )


def trail_of(artifact: Mapping[str, Any], call_id: str) -> list[str]:
    """The addresses that a tool's result opens: itself, and the queue where that is asked for."""
    step = address("step", call_id)
    if artifact["kind"] == "eval_set" and artifact["done"] == "annotate":
        return [step, address("annotate", artifact["version"]["name"])]
    return [step]


def newest(turns: Sequence[ShownTurn], lang: Lang) -> list[str]:
    """The trail to the last thing found in a conversation, for a reader who comes back to it."""
    steps = [step for turn in turns for step in turn.steps if step.artifact]
    for step in reversed(steps):
        if step.artifact and artifact_view(step.artifact, lang):
            return trail_of(step.artifact, step.call_id)
    return []


def _empty(lang: Lang) -> Html:
    return el(
        "div",
        icon("evidence"),
        el("p", say("page.evidence.empty", lang)),
        el("p", say("page.evidence.empty_hint", lang), cls="faint"),
        cls="panel-empty",
    )


def _button(
    act: str, drawing: str, text: str | None, *, label: str | None = None, cls: str = ""
) -> Html:
    return el(
        "button",
        icon(drawing),
        text,
        type="button",
        cls=f"button quiet {cls}".strip(),
        data_act=act,
        aria_label=label,
        title=label,
    )


def prd_found(found: PrdArtifact, lang: Lang) -> Html:
    """What was asked for: what changed since a version, or the document."""
    return diff_view(found.compared, found.prd, lang) if found.compared else prd_view(found, lang)


def _diagnosed(artifact: dict[str, Any], lang: Lang) -> Html:
    proof = artifact.get("intervention")
    return diagnosis_view(
        Diagnosis.model_validate(artifact["diagnosis"]),
        Trace.model_validate(artifact["trace"]),
        [Event.model_validate(event) for event in artifact["events"]],
        [Hit.model_validate(hit) for hit in artifact["grounding"]],
        lang,
        intervention=Intervention.model_validate(proof) if proof else None,
        reruns=[Rerun.model_validate(one) for one in artifact.get("reruns") or []],
        replayable=artifact.get("replayable") is True,
    )


def _found_passages(artifact: dict[str, Any], lang: Lang) -> Html:
    hits = [Hit.model_validate(hit) for hit in artifact["hits"]]
    conflicts = artifact.get("conflicts") or []
    return passages_view(artifact["query"], hits, artifact["found"], lang, conflicts)


_VIEWS: Mapping[str, Callable[[dict[str, Any], Lang], Html]] = {
    "diagnosis": _diagnosed,
    "passages": _found_passages,
    "bad_cases": lambda found, lang: clusters_view(BadCasesArtifact.model_validate(found), lang),
    "needs": lambda found, lang: needs_view(NeedsArtifact.model_validate(found), lang),
    "scenarios": lambda found, lang: scenarios_view(ScenariosArtifact.model_validate(found), lang),
    "eval_set": lambda found, lang: eval_set_view(EvalSetArtifact.model_validate(found), lang),
    "prd": lambda found, lang: prd_found(PrdArtifact.model_validate(found), lang),
    "run": lambda found, lang: run_view(RunArtifact.model_validate(found), lang),
    "comparison": lambda found, lang: comparison_view(
        ComparisonArtifact.model_validate(found), lang
    ),
    "sizes": lambda found, lang: sizing_view(SizesArtifact.model_validate(found), lang),
    "judge": lambda found, lang: judge_view(JudgeArtifact.model_validate(found), lang),
    "finetune": lambda found, lang: finetune_view(FinetuneArtifact.model_validate(found), lang),
    "models": lambda found, lang: models_view(ModelsArtifact.model_validate(found), lang),
}
"""How each kind of artifact is drawn."""
