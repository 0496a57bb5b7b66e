"""Offers written by hand: ours for speech and digital humans, and the team's own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.first_fault import first_fault
from knowledge.jsonl import read_text
from knowledge.offers.names import read_name
from knowledge.offers.providers import first_party, regions_of
from knowledge.packaged import packaged
from knowledge.records.offer import Offer

OWN = "offers.yaml"
"""The team's own offers, within the workspace folder."""
_SHAPES = {
    "tts": (("text",), ("audio",)),
    "asr": (("audio",), ("text",)),
    "voice": (("text", "audio"), ("text", "audio")),
    "avatar": (("text", "audio"), ("video",)),
    "music": (("text",), ("audio",)),
}
"""What offers of a kind take and give, where a row does not say so itself."""


def speech_offers() -> list[Offer]:
    """What the packages lack: speech, digital humans, music."""
    blocks = packaged("knowledge.offers", "speech.yaml")
    return [one for block in blocks for one in _offers(block)]


def own_offers(path: Path, known: Mapping[str, Offer]) -> list[Offer]:
    """The offers in a team's file, what they leave out taken from the offer known by that id.

    A price is taken as a whole, and is never doubted: a team knows what it pays. Raises BadInput
    naming the file, the offer and what is wrong.
    """
    try:
        loaded = yaml.safe_load(read_text(path)) or {}
    except yaml.YAMLError as error:
        raise BadInput("models.own_offers", path=path, reason=str(error)) from error
    if not isinstance(loaded, dict) or not isinstance(loaded.get("offers"), list):
        raise BadInput("models.own_offers", path=path, reason="offers: []")
    try:
        return list(_offers({"source": path.name} | loaded, known))
    except ValidationError as error:
        reason = f"{error.title}: {first_fault(error)}"
        raise BadInput("models.own_offers", path=path, reason=reason) from error


def _offers(loaded: dict[str, Any], known: Mapping[str, Offer] | None = None) -> Iterator[Offer]:
    """The rows of a block as offers; what stands beside `offers` holds for each of them."""
    shared = {"source": "", "as_of": None} | {k: v for k, v in loaded.items() if k != "offers"}
    for row in loaded["offers"]:
        fields = shared | (dict(row) if isinstance(row, dict) else {})
        model_id, provider = str(fields.get("model_id", "")), str(fields.get("provider", ""))
        base = (known or {}).get(f"{provider}/{model_id}")
        yield Offer.model_validate((_of(base, fields) if base else _read(fields)) | fields)


def _of(base: Offer, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of an offer, for a row that says some of it otherwise."""
    anew = {"price_source": None, "price_doubtful": False} if "price" in fields else {}
    return dict(base) | anew


def _read(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a row leaves out, as far as its kind, its provider and its name tell."""
    model_id, provider = str(fields.get("model_id", "")), str(fields.get("provider", ""))
    name = read_name(model_id)
    inputs, outputs = _SHAPES.get(str(fields.get("kind")), ((), ()))
    return {
        "provider_name": provider,
        "name": model_id,
        "model": name.key,
        "is_first_party": first_party(provider, name.maker),
        "regions": regions_of(provider),
        "inputs": inputs,
        "outputs": outputs,
    }
