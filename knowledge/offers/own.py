"""Offers written by hand: ours for speech and digital humans, and the team's own."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.jsonl import read_text
from knowledge.offers.names import read_name
from knowledge.offers.providers import first_party
from knowledge.packaged import packaged
from knowledge.records.offer import Offer

OWN = "offers.yaml"
"""The team's own offers, within the workspace folder."""


def speech_offers() -> list[Offer]:
    """What the packages lack: speech, digital humans, music."""
    return list(_offers(packaged("knowledge.offers", "speech.yaml")))


def own_offers(path: Path) -> list[Offer]:
    """The offers in a team's file; raises BadInput naming the file, the offer and what is wrong."""
    try:
        loaded = yaml.safe_load(read_text(path)) or {}
    except yaml.YAMLError as error:
        raise BadInput("models.own_offers", path=path, reason=str(error)) from error
    if not isinstance(loaded, dict) or not isinstance(loaded.get("offers"), list):
        raise BadInput("models.own_offers", path=path, reason="offers: []")
    try:
        return list(_offers({"source": path.name} | loaded))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        reason = f"{error.title}: {place}: {first['msg']}"
        raise BadInput("models.own_offers", path=path, reason=reason) from error


def _offers(loaded: dict[str, Any]) -> Iterable[Offer]:
    shared = {"source": str(loaded.get("source", "")), "as_of": loaded.get("as_of")}
    for row in loaded["offers"]:
        fields = dict(row) if isinstance(row, dict) else {}
        name = read_name(str(fields.get("model_id", "")))
        provider = str(fields.get("provider", ""))
        fields.setdefault("provider_name", provider)
        fields.setdefault("name", fields.get("model_id"))
        fields.setdefault("model", name.key)
        fields.setdefault("is_first_party", first_party(provider, name.maker))
        yield Offer.model_validate(shared | fields)
