"""How long does a draft of a PRD take? The demo's features, by the built-in planner.

The first draft in a process brings in the libraries and diagnoses what users disliked; the others
find that evidence warm. `python -m benchmarks.prd_speed`.
"""

import tempfile
import time
from datetime import datetime
from pathlib import Path

from knowledge.demo.first_start import fill_if_new
from knowledge.language import Lang
from knowledge.settings import Settings
from knowledge.workspace import open_workspace
from tools.deps import Deps
from tools.prd_making import made

TIMES = 3
FEATURES: tuple[tuple[Lang, str], ...] = (
    ("zh", "脚本生成"),
    ("en", "script generation"),
    ("en", "auto-captions"),
)


def main() -> None:
    """One line a feature, in an order in which the first one is cold."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home) / "home", demo=True)
        with open_workspace(settings, "benchmark") as workspace:
            fill_if_new(workspace, settings)
            for lang, feature in FEATURES:
                deps = Deps.of(workspace, lang, lambda: datetime.now().astimezone())
                seconds = []
                for _ in range(TIMES):
                    begun = time.perf_counter()
                    made(deps, feature, "", _untold)
                    seconds.append(time.perf_counter() - begun)
                told = ", ".join(f"{one:.2f}" for one in seconds)
                print(f"  {feature:<20}{told} s")


def _untold(done: int, total: int, note: str = "", text: str = "") -> None:
    """Progress is nobody's here."""


if __name__ == "__main__":
    main()
