"""Which chunk has a vector in which collection: so that filling in goes on where it stopped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Engine, text


@dataclass(frozen=True)
class Collection:
    """A collection of vectors, all made by one embedder."""

    number: int
    """Its number in the workspace."""
    name: str
    """Its name in Chroma."""
    embedder: str
    """The name of the embedder that made it."""
    complete: bool
    """Whether every chunk had a vector at some time, so that it may serve."""


@dataclass(frozen=True)
class Missing:
    """A chunk without a vector."""

    key: int
    """Its number."""
    length: int
    """How long its text is, in characters."""


class VectorLedger:
    """Written after the vectors: what is noted here is there; what is not is made again."""

    def __init__(self, engine: Engine) -> None:
        """Over an open database."""
        self._engine = engine
        self.workspace = _workspace_id(engine)

    def collections(self) -> list[Collection]:
        """All of them, the oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                text("SELECT number, name, embedder, complete FROM collections ORDER BY number")
            )
            return [Collection(number, name, by, bool(done)) for number, name, by, done in rows]

    def add(self, name: str, embedder: str) -> Collection:
        """Note a new collection."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO collections (name, embedder, complete)"
                    " VALUES (:name, :embedder, 0)"
                ),
                {"name": name, "embedder": embedder},
            )
        return next(one for one in self.collections() if one.name == name)

    def complete(self, collection: Collection) -> None:
        """Note that every chunk has a vector there."""
        with self._engine.begin() as connection:
            connection.execute(
                text("UPDATE collections SET complete = 1 WHERE number = :number"),
                {"number": collection.number},
            )

    def drop(self, collection: Collection) -> None:
        """Forget a collection."""
        with self._engine.begin() as connection:
            number = {"number": collection.number}
            connection.execute(text("DELETE FROM vectors WHERE collection = :number"), number)
            connection.execute(text("DELETE FROM collections WHERE number = :number"), number)

    def note(self, collection: Collection, keys: Iterable[int]) -> None:
        """Note vectors that are there now."""
        values = [{"collection": collection.number, "key": key} for key in keys]
        if values:
            with self._engine.begin() as connection:
                connection.execute(
                    text(
                        "INSERT INTO vectors (collection, key) VALUES (:collection, :key)"
                        " ON CONFLICT DO NOTHING"
                    ),
                    values,
                )

    def forget(self, collection: Collection, keys: Iterable[int]) -> None:
        """Note vectors that are there no longer."""
        values = [{"collection": collection.number, "key": key} for key in keys]
        if values:
            with self._engine.begin() as connection:
                connection.execute(
                    text("DELETE FROM vectors WHERE collection = :collection AND key = :key"),
                    values,
                )

    def held(self, collection: Collection) -> list[int]:
        """The chunks that have a vector there."""
        return self._keys(
            "SELECT v.key FROM vectors v JOIN chunks c ON c.key = v.key"
            " WHERE v.collection = :number ORDER BY v.key",
            collection,
        )

    def orphans(self, collection: Collection) -> list[int]:
        """The vectors there whose chunks have gone."""
        return self._keys(
            "SELECT key FROM vectors WHERE collection = :number"
            " AND key NOT IN (SELECT key FROM chunks)",
            collection,
        )

    def missing(self, collection: Collection) -> Sequence[Missing]:
        """The chunks that have no vector there, in the order in which they came."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT key, LENGTH(text) FROM chunks WHERE key NOT IN"
                    " (SELECT key FROM vectors WHERE collection = :number) ORDER BY key"
                ),
                {"number": collection.number},
            )
            return [Missing(key, length) for key, length in rows]

    def _keys(self, query: str, collection: Collection) -> list[int]:
        with self._engine.connect() as connection:
            return list(connection.scalars(text(query), {"number": collection.number}))


def _workspace_id(engine: Engine) -> str:
    """What tells this workspace from others on the same server."""
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO marks VALUES ('workspace', :id) ON CONFLICT (name) DO NOTHING"),
            {"id": uuid4().hex[:12]},
        )
        return str(connection.scalar(text("SELECT value FROM marks WHERE name = 'workspace'")))
