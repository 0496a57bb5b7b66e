"""The board: the scenarios of a workspace and the numbers that were given for them."""

import datetime as dt
import json

from sqlalchemy import Engine, text


class ScenarioBoard:
    """Scenarios by name, each with what was said of it, verbatim."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, name: str, numbers: dict[str, str], now: dt.datetime) -> None:
        """Keep a scenario; numbers that are given anew take the place of earlier ones."""
        known = self.all().get(name, {})
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO scenarios VALUES (:name, :numbers, :said)"
                    " ON CONFLICT (name) DO UPDATE SET numbers = :numbers, said = :said"
                ),
                {
                    "name": name,
                    "numbers": json.dumps({**known, **numbers}, ensure_ascii=False),
                    "said": now.isoformat(),
                },
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
