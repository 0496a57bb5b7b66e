"""What a model is told of the tools: short enough to go with every request, and lenient."""

import json

import pytest
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool

from tools import TOOLS

MOST_TOKENS = 2_700
"""Of the 3,000 that all thirteen may take, for two are still to come."""
CHARACTERS_A_TOKEN = 4


def test_all_schemas_together_are_small() -> None:
    told = [json.dumps(convert_to_openai_tool(one), ensure_ascii=False) for one in TOOLS]
    assert sum(map(len, told)) / CHARACTERS_A_TOKEN < MOST_TOKENS


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_argument_is_described_and_may_be_null(tool: BaseTool) -> None:
    schema = convert_to_openai_tool(tool)["function"]
    assert schema["description"]
    for name, one in schema["parameters"]["properties"].items():
        assert one.get("description") or "enum" in one, name
        assert "anyOf" not in one or {"type": "null"} not in one["anyOf"]
