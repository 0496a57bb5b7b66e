"""Imports run downwards only: app and page, then agent, then tools, then knowledge."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ["knowledge", "tools", "agent", "page", "app"]
"""Lowest first; a module may import from its own layer and from those before it."""

SOURCES = sorted(
    path for layer in LAYERS for path in [*ROOT.glob(f"{layer}.py"), *ROOT.glob(f"{layer}/**/*.py")]
)


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_downwards(path: Path) -> None:
    allowed = LAYERS[: LAYERS.index(layer_of(path)) + 1]
    tops = {name.split(".")[0] for name in imported(path)}
    assert not {top for top in tops & set(LAYERS) if top not in allowed}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_frameworks_stay_in_their_layer(path: Path) -> None:
    """Gradio is the page's; LangChain is the agent's and the verbs', never the pure packages'."""
    parts = path.relative_to(ROOT).parts
    tops = {name.split(".")[0] for name in imported(path)}
    if parts[0] not in {"app.py", "page"}:
        assert "gradio" not in tops
    pure = parts[0] == "knowledge" or (parts[0] == "tools" and len(parts) > 2)
    if pure:
        assert not {top for top in tops if top.startswith(("langchain", "langgraph"))}


@pytest.mark.parametrize("layer", ["agent", "page", "tools"])
def test_the_demo_truth_is_read_by_nobody(layer: str) -> None:
    for path in (ROOT / layer).rglob("*.py"):
        assert "truth" not in path.read_text(encoding="utf-8"), path
