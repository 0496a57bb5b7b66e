"""Fetches models.dev's list when the user asks for it, and keeps it in the workspace.

Never by itself: the page works with no internet, and nothing is loaded unasked.
"""

import datetime as dt
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from pydantic import ValidationError

from knowledge.errors import BadInput
from knowledge.offers.models_dev import as_their_makers_say, offer_of
from knowledge.records.offer import Offer

FETCHED = "offers.fetched.json.gz"
"""What was fetched last, within the workspace folder."""
URL = "https://models.dev/api.json"
_LEAST = 100
"""Fewer offers than this is not the list."""


def refresh(home: Path, url: str, today: dt.date) -> int:
    """Fetch the list and keep it; returns how many offers it has.

    Raises BadInput when it cannot be reached or is not such a list; what was there stays.
    """
    try:
        answer = httpx.get(url, timeout=30, follow_redirects=True)
        answer.raise_for_status()
        providers = answer.json()
        count = len(list(_offers({"as_of": today.isoformat(), "providers": providers})))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise BadInput("models.unreachable", url=url, reason=str(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        raise BadInput("models.no_list", url=url) from error
    if count < _LEAST:
        raise BadInput("models.no_list", url=url)
    kept = json.dumps({"as_of": today.isoformat(), "providers": providers})
    unfinished = home / f"{FETCHED}.unfinished"
    unfinished.write_bytes(gzip.compress(kept.encode("utf-8"), mtime=0))
    unfinished.replace(home / FETCHED)
    return count


def fetched_offers(home: Path) -> list[Offer]:
    """The offers that were fetched last; empty when none were."""
    path = home / FETCHED
    if not path.exists():
        return []
    offers = list(_offers(json.loads(gzip.decompress(path.read_bytes()))))
    return list(as_their_makers_say(offers))


def _offers(kept: dict[str, Any]) -> Iterator[Offer]:
    as_of = dt.date.fromisoformat(kept["as_of"])
    for provider in kept["providers"].values():
        for model in provider["models"].values():
            row = {**model, "model_id": model["id"]}
            row |= {"provider": provider["id"], "provider_name": provider["name"]}
            yield offer_of(row, "models.dev", as_of)
