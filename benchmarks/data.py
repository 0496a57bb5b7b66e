"""Where the benchmarks' data are; they are not part of the project."""

import json
import os
from pathlib import Path
from typing import Any

DATA = Path(
    os.environ.get("CASEBOOK_BENCH_DATA")
    or Path(__file__).resolve().parent.parent.parent / "shared" / "data"
)


def rows(file: str) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file of the data folder."""
    with (DATA / file).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
