"""The verbs: what the agent can do, each a thin tool over pure code beside it."""

from langchain_core.tools import BaseTool

from tools.diagnose_case import diagnose_case
from tools.search_docs import search_docs

TOOLS: list[BaseTool] = [diagnose_case, search_docs]
