"""Cases that were pasted or read from a file, and the diagnoses of any case."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine, bindparam, text

from knowledge.language import Lang
from knowledge.records import Diagnosis, Intervention, Trace

_AT_ONCE = 500
"""Ids in one query: a database takes only so many parameters."""


class CaseStore:
    """Keeps traces that are not in the event log, and the latest diagnosis of each trace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, trace: Trace) -> Trace:
        """Store (or replace) a case under its id, and return it."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO cases VALUES (:id, :trace, :kept)"
                    " ON CONFLICT (id) DO UPDATE SET trace = :trace, kept = :kept"
                ),
                {"id": trace.id, "trace": trace.model_dump_json(), "kept": _now()},
            )
        return trace

    def get(self, case_id: str) -> Trace | None:
        """The case with that id, or None."""
        with self._engine.connect() as connection:
            row = connection.scalar(text("SELECT trace FROM cases WHERE id = :id"), {"id": case_id})
        return Trace.model_validate_json(row) if row else None

    def known(self, ids: Sequence[str]) -> set[str]:
        """Those of some ids, at most a few hundred, that are cases'."""
        there = text("SELECT id FROM cases WHERE id IN :ids")
        wanted = there.bindparams(bindparam("ids", expanding=True))
        with self._engine.connect() as connection:
            return set(connection.scalars(wanted, {"ids": list(ids)}))

    def keep_diagnosis(self, diagnosis: Diagnosis) -> None:
        """Store the diagnosis, in place of an earlier one of the same trace."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO diagnoses VALUES (:id, :cause, :diagnosis, :kept)"
                    " ON CONFLICT (id) DO UPDATE"
                    " SET cause = :cause, diagnosis = :diagnosis, kept = :kept"
                ),
                {
                    "id": diagnosis.id,
                    "cause": diagnosis.cause,
                    "diagnosis": diagnosis.model_dump_json(),
                    "kept": _now(),
                },
            )

    def diagnosis(self, trace_id: str) -> Diagnosis | None:
        """The latest diagnosis of that trace that was asked for by itself, or None."""
        with self._engine.connect() as connection:
            row = connection.scalar(
                text("SELECT diagnosis FROM diagnoses WHERE id = :id"), {"id": trace_id}
            )
        return Diagnosis.model_validate_json(row) if row else None

    def remembered_in(self, trace_id: str) -> Lang | None:
        """The language in which that trace was last diagnosed along with many, or None."""
        latest = text("SELECT lang FROM remembered WHERE id = :id ORDER BY kept DESC LIMIT 1")
        with self._engine.connect() as connection:
            found: Lang | None = connection.scalar(latest, {"id": trace_id})
        return found

    def remember(self, keyed: Mapping[str, Diagnosis], lang: Lang) -> None:
        """Store diagnoses that were made along with many others, each under its key.

        A key names all that the diagnosis depends on; of each trace and language the last is kept.
        """
        rows = [
            {
                "id": diagnosis.id,
                "lang": lang,
                "key": key,
                "diagnosis": diagnosis.model_dump_json(),
                "kept": _now(),
            }
            for key, diagnosis in keyed.items()
        ]
        if not rows:
            return
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO remembered VALUES (:id, :lang, :key, :diagnosis, :kept)"
                    " ON CONFLICT (id, lang) DO UPDATE"
                    " SET key = :key, diagnosis = :diagnosis, kept = :kept"
                ),
                rows,
            )

    def remembered(self, keys: Mapping[str, str], lang: Lang) -> dict[str, Diagnosis]:
        """By the trace's id: the diagnoses that are kept under just these keys (id to key)."""
        wanted = text(
            "SELECT id, key, diagnosis FROM remembered WHERE lang = :lang AND id IN :ids"
        ).bindparams(bindparam("ids", expanding=True))
        ids = list(keys)
        found: dict[str, Diagnosis] = {}
        with self._engine.connect() as connection:
            for start in range(0, len(ids), _AT_ONCE):
                some = {"lang": lang, "ids": ids[start : start + _AT_ONCE]}
                for id_, key, diagnosis in connection.execute(wanted, some):
                    if keys[id_] == key:
                        found[id_] = Diagnosis.model_validate_json(diagnosis)
        return found

    def keep_repair(self, trace_id: str, key: str, share: float | None) -> None:
        """Store how often the repair of a trace works; None where there is none to try."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO repairs VALUES (:id, :key, :share)"
                    " ON CONFLICT (id) DO UPDATE SET key = :key, share = :share"
                ),
                {"id": trace_id, "key": key, "share": share},
            )

    def repairs(self, keys: Mapping[str, str]) -> dict[str, float | None]:
        """By the trace's id: what is kept under just these keys (id to key)."""
        wanted = text("SELECT id, key, share FROM repairs WHERE id IN :ids").bindparams(
            bindparam("ids", expanding=True)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted, {"ids": list(keys)})
            return {id_: share for id_, key, share in rows if keys[id_] == key}

    def keep_replays(self, trace_id: str, key: str, found: Intervention) -> None:
        """Store what the replays of a trace came to; `key` names all that they rest on."""
        with self._engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO replays VALUES (:id, :key, :found)"
                    " ON CONFLICT (id) DO UPDATE SET key = :key, intervention = :found"
                ),
                {"id": trace_id, "key": key, "found": found.model_dump_json()},
            )

    def replays(self, trace_id: str, key: str) -> Intervention | None:
        """What the replays of a trace came to, if it is kept under just this key."""
        with self._engine.connect() as connection:
            row = connection.scalar(
                text("SELECT intervention FROM replays WHERE id = :id AND key = :key"),
                {"id": trace_id, "key": key},
            )
        return Intervention.model_validate_json(row) if row else None


def _now() -> str:
    return datetime.now().astimezone().isoformat()
