"""PRDs in versions: nothing is ever overwritten, so every edit can be undone."""

from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from knowledge.records.prd import Prd

# One statement looks and writes: a transaction that reads first may find, when it comes to write,
# that another has written meanwhile, and SQLite then lets it neither wait nor go on.
_KEEP = text(
    "INSERT INTO prds SELECT :id, :version, :prd, :made"
    " WHERE COALESCE((SELECT MAX(version) FROM prds WHERE id = :id), 0) = :after"
)
_GET = text(
    "SELECT prd FROM prds WHERE id = :id AND version = COALESCE(:version,"
    " (SELECT MAX(version) FROM prds WHERE id = :id))"
)


class PrdStore:
    """The PRDs of a workspace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, prd: Prd, *, after: int) -> Prd | None:
        """Keep a version that was made from version `after` (0 for none), as the next one.

        None when somebody else has made a version meanwhile: nothing is kept then, and nothing
        of theirs is lost.
        """
        kept = prd.model_copy(update={"version": after + 1})
        values = {
            "id": kept.id,
            "version": kept.version,
            "prd": kept.model_dump_json(),
            "made": kept.made.isoformat(),
            "after": after,
        }
        try:
            with self._engine.begin() as connection:
                done = connection.execute(_KEEP, values)
        except IntegrityError:  # two at the same moment, on a database that lets both try
            return None
        return kept if done.rowcount else None

    def get(self, prd_id: str, version: int | None = None) -> Prd | None:
        """A version, the newest by default; None when there is none."""
        with self._engine.connect() as connection:
            row = connection.scalar(_GET, {"id": prd_id, "version": version})
        return Prd.model_validate_json(row) if row else None

    def versions(self, prd_id: str) -> list[Prd]:
        """All versions of a PRD, the newest first."""
        with self._engine.connect() as connection:
            rows = connection.scalars(
                text("SELECT prd FROM prds WHERE id = :id ORDER BY version DESC"), {"id": prd_id}
            )
            return [Prd.model_validate_json(row) for row in rows]

    def all(self) -> list[Prd]:
        """The newest version of each PRD, the one that changed last first."""
        with self._engine.connect() as connection:
            rows = connection.scalars(
                text(
                    "SELECT prd FROM prds AS p WHERE version ="
                    " (SELECT MAX(version) FROM prds WHERE id = p.id) ORDER BY made DESC, id"
                )
            )
            return [Prd.model_validate_json(row) for row in rows]
