"""Prompts as prose, one file each."""

from functools import cache
from importlib import resources


@cache
def prompt(name: str) -> str:
    """The text of `tools/prd/modelled/prompts/<name>.md`."""
    return resources.files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8").strip()
