"""What is said around a question or an answer, as expressions that find it."""

from functools import cache
from typing import Literal

from knowledge.packaged import packaged

Kind = Literal["asking", "amid", "thanks", "openings", "closings"]
"""Before, in and after what a user asks; before and after what an answer says."""


def courtesies(kind: Kind) -> str:
    """The expression of all courtesies of a kind, in both languages."""
    return "|".join(f"(?:{one})" for said in _all()[kind].values() for one in said)


@cache
def _all() -> dict[Kind, dict[str, list[str]]]:
    found: dict[Kind, dict[str, list[str]]] = packaged(__package__, "courtesies.yaml")
    return found
