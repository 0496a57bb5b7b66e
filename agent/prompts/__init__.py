"""Prompts as prose, one file each."""

from knowledge.packaged import prose


def prompt(name: str) -> str:
    """The text of `agent/prompts/<name>.md`."""
    return prose(__name__, f"{name}.md")
