"""Chinese surnames: those of one character, and those of two."""

from knowledge.packaged import packaged

_TOLD: dict[str, str] = packaged(__package__, "surnames.yaml")
SURNAMES = frozenset("".join(_TOLD["single"].split()))
"""Surnames of one character."""
COMPOUND = tuple(_TOLD["compound"].split())
"""Surnames of two."""
