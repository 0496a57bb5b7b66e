"""The board: the scenarios of a workspace and the numbers that were given for them."""

import datetime as dt
import json
from collections.abc import Mapping

from sqlalchemy import Engine, text


class ScenarioBoard:
    """Scenarios by name, each with what was said of it, verbatim."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, scenarios: Mapping[str, Mapping[str, str]], now: dt.datetime) -> None:
        """Keep scenarios, each with all of its numbers; what was known of them is replaced."""
        rows = [
            {
                "name": name,
                "numbers": json.dumps(dict(numbers), ensure_ascii=False),
                "said": now.isoformat(),
            }
            for name, numbers in scenarios.items()
        ]
        if not rows:
            return
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO scenarios VALUES (:name, :numbers, :said)"
                    " ON CONFLICT (name) DO UPDATE SET numbers = :numbers, said = :said"
                ),
                rows,
            )

    def remove(self, name: str) -> bool:
        """Take a scenario off the board; whether it was on it."""
        with self._engine.begin() as connection:
            gone = connection.execute(
                text("DELETE FROM scenarios WHERE name = :name"), {"name": name}
            )
        return gone.rowcount > 0

    def all(self) -> dict[str, dict[str, str]]:
        """What is on the board, in the order in which it was last spoken of."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                text("SELECT name, numbers FROM scenarios ORDER BY said, name")
            )
            return {name: json.loads(numbers) for name, numbers in rows}
