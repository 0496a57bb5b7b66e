"""Imports run downwards only: app and page, then agent, then tools, then knowledge."""

import ast
from functools import cache
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


@cache
def all_imported() -> dict[Path, set[str]]:
    """What each source imports. One test asks it of all: a test for each would be a thousand."""
    return {path: imported(path) for path in SOURCES}


def test_imports_run_downwards() -> None:
    upwards = {}
    for path, names in all_imported().items():
        allowed = LAYERS[: LAYERS.index(layer_of(path)) + 1]
        tops = {name.split(".")[0] for name in names}
        upwards[path] = {top for top in tops & set(LAYERS) if top not in allowed}
    assert len(upwards) > 100
    assert {path: tops for path, tops in upwards.items() if tops} == {}


def test_frameworks_stay_in_their_layer() -> None:
    """Gradio is the page's; LangChain is the agent's and the verbs', never the pure packages'."""
    strays = {}
    for path, names in all_imported().items():
        parts = path.relative_to(ROOT).parts
        frameworks: tuple[str, ...] = ()
        if parts[0] not in {"app.py", "page"}:
            frameworks += ("gradio",)
        if parts[0] == "knowledge" or (parts[0] == "tools" and len(parts) > 2):
            frameworks += ("langchain", "langgraph")
        strays[path] = {name for name in names if name.startswith(frameworks)}
    assert {path: names for path, names in strays.items() if names} == {}


@pytest.mark.parametrize("layer", ["agent", "page", "tools"])
def test_the_demo_truth_is_read_by_nobody(layer: str) -> None:
    for path in (ROOT / layer).rglob("*.py"):
        assert "truth" not in path.read_text(encoding="utf-8"), path
