"""Prompts as prose, one file each."""

from knowledge.packaged import prose


def prompt(name: str) -> str:
    """The text of `tools/prd/modelled/prompts/<name>.md`."""
    return prose(__name__, f"{name}.md")
