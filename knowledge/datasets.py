"""Sets of examples in frozen versions, each with a hash of its content."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, text

from knowledge.records import DatasetVersion, Example, Purpose


def content_hash(examples: Sequence[Example]) -> str:
    """SHA-256 over the examples in order, without when they were added."""
    digest = hashlib.sha256()
    for one in examples:
        content = one.model_dump(mode="json", exclude={"added"}, exclude_defaults=True)
        digest.update(json.dumps(content, sort_keys=True, ensure_ascii=False).encode())
        digest.update(b"\n")
    return digest.hexdigest()


class DatasetStore:
    """The sets of a workspace. A version never changes; a change makes a new one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def freeze(
        self,
        name: str,
        examples: Sequence[Example],
        now: datetime,
        *,
        purpose: Purpose = "eval",
        note: str = "",
    ) -> DatasetVersion:
        """Keep these examples as the set's next version; the newest one when nothing changed."""
        digest, newest = content_hash(examples), self.newest(name)
        if newest and newest.hash == digest:
            return newest
        made = DatasetVersion(
            name=name,
            version=newest.version + 1 if newest else 1,
            hash=digest,
            count=len(examples),
            purpose=purpose,
            note=note,
            created=now,
        )
        rows = [
            {"name": name, "version": made.version, "place": at, "example": one.model_dump_json()}
            for at, one in enumerate(examples)
        ]
        with self._engine.begin() as connection:
            connection.execute(
                text("INSERT INTO datasets VALUES (:name, :version, :made, :created)"),
                {
                    "name": name,
                    "version": made.version,
                    "made": made.model_dump_json(),
                    "created": now.isoformat(),
                },
            )
            if rows:
                connection.execute(
                    text("INSERT INTO dataset_rows VALUES (:name, :version, :place, :example)"),
                    rows,
                )
        return made

    def newest(self, name: str) -> DatasetVersion | None:
        """The set's newest version; None when there is no such set."""
        return next(iter(self.versions(name)), None)

    def versions(self, name: str) -> list[DatasetVersion]:
        """All versions of a set, the newest first."""
        with self._engine.connect() as connection:
            rows = connection.scalars(
                text("SELECT made FROM datasets WHERE name = :name ORDER BY version DESC"),
                {"name": name},
            )
            return [DatasetVersion.model_validate_json(row) for row in rows]

    def take_off(self, name: str, now: datetime) -> DatasetVersion | None:
        """Take a set off the list by a version without examples; None where there is no such set.

        Its earlier versions stay, so that any of them can be restored.
        """
        newest = self.newest(name)
        return self.freeze(name, [], now, purpose=newest.purpose) if newest else None

    def all(self) -> list[DatasetVersion]:
        """The newest version of each set, the one that changed last first; none taken off."""
        with self._engine.connect() as connection:
            rows = connection.scalars(
                text("SELECT made FROM datasets ORDER BY created DESC, version DESC, name")
            )
            newest: dict[str, DatasetVersion] = {}
            for row in rows:
                one = DatasetVersion.model_validate_json(row)
                newest.setdefault(one.name, one)
            return [one for one in newest.values() if not one.is_off]

    def examples(self, name: str, version: int) -> list[Example]:
        """The examples of a version, in order; empty when there is none."""
        with self._engine.connect() as connection:
            rows = connection.scalars(
                text(
                    "SELECT example FROM dataset_rows WHERE name = :name AND version = :version"
                    " ORDER BY place"
                ),
                {"name": name, "version": version},
            )
            return [Example.model_validate_json(row) for row in rows]

    def remove(self, name: str) -> bool:
        """Drop a set with all its versions; whether there was one."""
        with self._engine.begin() as connection:
            connection.execute(text("DELETE FROM dataset_rows WHERE name = :name"), {"name": name})
            gone = connection.execute(
                text("DELETE FROM datasets WHERE name = :name"), {"name": name}
            )
        return gone.rowcount > 0
