"""What the built-in planner knows of each tool: a YAML file of phrases and a reader of arguments.

A new tool becomes routable, follow-ups included, by adding these two and a line here.
"""

from tools.routes import (
    build_eval_set,
    build_finetune_set,
    compare_runs,
    diagnose_case,
    discover_needs,
    draft_prd,
    find_bad_cases,
    recommend_models,
    run_eval,
    score_scenarios,
    search_docs,
)
from tools.routes.route import Asked, Filled, Route, route

ROUTES: tuple[Route, ...] = (
    route("build_eval_set", build_eval_set.fill),
    route("compare_runs", compare_runs.fill),
    route("build_finetune_set", build_finetune_set.fill),
    route("diagnose_case", diagnose_case.fill),
    route("discover_needs", discover_needs.fill),
    route("draft_prd", draft_prd.fill),
    route("find_bad_cases", find_bad_cases.fill),
    route("recommend_models", recommend_models.fill),
    route("run_eval", run_eval.fill),
    route("score_scenarios", score_scenarios.fill),
    route("search_docs", search_docs.fill),
)

__all__ = ["ROUTES", "Asked", "Filled", "Route"]
