"""The verbs: what the agent can do, each a thin tool over pure code beside it."""

from inspect import cleandoc
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    TOOLS: list[BaseTool]
    """What the built-in planner chooses from and a model is offered."""


def __getattr__(name: str) -> Any:
    """Load the tools when they are first asked for.

    The commands in the packages beside them, and each of their worker processes, need none of
    LangChain, which takes longer to load than a small file takes to diagnose.
    """
    if name != "TOOLS":
        raise AttributeError(name)
    from tools.build_eval_set import build_eval_set  # noqa: PLC0415
    from tools.build_finetune_set import build_finetune_set  # noqa: PLC0415
    from tools.compare_runs import compare_runs  # noqa: PLC0415
    from tools.defect import own_faults_apart  # noqa: PLC0415
    from tools.diagnose_case import diagnose_case  # noqa: PLC0415
    from tools.discover_needs import discover_needs  # noqa: PLC0415
    from tools.draft_prd import draft_prd  # noqa: PLC0415
    from tools.find_bad_cases import find_bad_cases  # noqa: PLC0415
    from tools.recommend_models import recommend_models  # noqa: PLC0415
    from tools.run_eval import run_eval  # noqa: PLC0415
    from tools.score_scenarios import score_scenarios  # noqa: PLC0415
    from tools.search_docs import search_docs  # noqa: PLC0415

    found = [
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
    ]
    for one in found:
        # A docstring's indentation is for readers of the code.
        one.description = cleandoc(one.description)
        cast("Any", one).func = own_faults_apart(cast("Any", one).func)
    globals()[name] = found
    return found
