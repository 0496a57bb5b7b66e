"""The workspace's SQL database: cases, diagnoses, conversations, ratings, documents.

SQLAlchemy Core, so that PostgreSQL can take SQLite's place. Migrations are numbered functions:
to change the schema, append one; never edit one that has been released.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from knowledge.errors import WorkspaceBroken


def open_database(path: Path) -> Engine:
    """Open (and create, and migrate) the SQLite database at `path`, in WAL mode.

    Raises WorkspaceBroken for a file that is no database or that a newer Casebook made.
    """
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    try:
        migrate(engine, path.parent)
    except DatabaseError as error:
        engine.dispose()
        reason = str(error.orig or error)
        raise WorkspaceBroken(
            "workspace.broken", home=path.parent, file=path.name, reason=reason
        ) from error
    return engine


def _prepare(connection: Any, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    # FULL makes a commit survive a power cut, not only a kill; we commit a few times a turn.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA busy_timeout = 5000")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
    # The driver would commit before each change of schema; we say ourselves when to begin.
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def migrate(engine: Engine, home: Path) -> None:
    """Bring the schema up to date, one transaction a migration."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS migrations (number INTEGER)"))
        done = connection.scalar(text("SELECT MAX(number) FROM migrations")) or 0
    if done > len(MIGRATIONS):
        raise WorkspaceBroken("workspace.newer", home=home, found=done, known=len(MIGRATIONS))
    for number, migration in enumerate(MIGRATIONS[done:], start=done + 1):
        with engine.begin() as connection:
            migration(connection)
            connection.execute(text("INSERT INTO migrations VALUES (:number)"), {"number": number})


def _m001_cases(connection: Connection) -> None:
    """Cases that came from outside the event log, and diagnoses of any case."""
    connection.execute(
        text("CREATE TABLE cases (id TEXT PRIMARY KEY, trace TEXT NOT NULL, kept TEXT NOT NULL)")
    )
    connection.execute(
        text(
            "CREATE TABLE diagnoses (id TEXT PRIMARY KEY, cause TEXT NOT NULL,"
            " diagnosis TEXT NOT NULL, kept TEXT NOT NULL)"
        )
    )


def _m002_conversations(connection: Connection) -> None:
    """The list of conversations; what was said in them is the checkpointer's."""
    connection.execute(
        text(
            "CREATE TABLE conversations (thread_id TEXT PRIMARY KEY, title TEXT NOT NULL,"
            " created TEXT NOT NULL, updated TEXT NOT NULL, deleted TEXT)"
        )
    )


def _m003_ratings(connection: Connection) -> None:
    """What readers say of our own answers: every act is kept, the last one counts."""
    connection.execute(
        text(
            "CREATE TABLE ratings (number INTEGER PRIMARY KEY, thread_id TEXT NOT NULL,"
            " answer_id TEXT NOT NULL, rating TEXT, reason TEXT, time TEXT NOT NULL)"
        )
    )
    connection.execute(text("CREATE INDEX ratings_by_thread ON ratings (thread_id)"))


def _m004_marks(connection: Connection) -> None:
    """Facts about the workspace itself, such as that the demo product was installed."""
    connection.execute(text("CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL)"))


def _m005_documents(connection: Connection) -> None:
    """The product's documents and their chunks; their vectors are Chroma's, noted here."""
    for statement in (
        "CREATE TABLE documents (number INTEGER PRIMARY KEY, doc_id TEXT NOT NULL UNIQUE,"
        " title TEXT NOT NULL, lang TEXT NOT NULL, media TEXT NOT NULL, version TEXT, date TEXT,"
        " superseded INTEGER NOT NULL, origin TEXT, fingerprint TEXT NOT NULL,"
        " chunks INTEGER NOT NULL, added TEXT NOT NULL)",
        # Keys are given by us and never twice, so that a vector cannot meet another text.
        "CREATE TABLE chunks (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        " document INTEGER NOT NULL REFERENCES documents (number), ordinal INTEGER NOT NULL,"
        " opening INTEGER NOT NULL, section TEXT NOT NULL, text TEXT NOT NULL, locator TEXT,"
        " place_terms BLOB NOT NULL, terms BLOB NOT NULL)",
        "CREATE INDEX chunks_by_document ON chunks (document, ordinal)",
        "CREATE TABLE terms (number INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE)",
        "CREATE TABLE collections (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
        " embedder TEXT NOT NULL, complete INTEGER NOT NULL)",
        "CREATE TABLE vectors (collection INTEGER NOT NULL REFERENCES collections (number),"
        " key INTEGER NOT NULL, PRIMARY KEY (collection, key))",
        # Documents lay elsewhere before; the demo's come back with the next start.
        "DELETE FROM marks WHERE name = 'demo' AND value = 'installed'",
    ):
        connection.execute(text(statement))


def _m006_examples(connection: Connection) -> None:
    """Cases that were made into examples of the evaluation set."""
    connection.execute(
        text(
            "CREATE TABLE examples (id TEXT PRIMARY KEY, example TEXT NOT NULL,"
            " added TEXT NOT NULL)"
        )
    )


def _m007_remembered(connection: Connection) -> None:
    """Diagnoses of many traces at once: good as long as trace, engine and corpus are the same."""
    connection.execute(
        text(
            "CREATE TABLE remembered (id TEXT NOT NULL, lang TEXT NOT NULL, key TEXT NOT NULL,"
            " diagnosis TEXT NOT NULL, kept TEXT NOT NULL, PRIMARY KEY (id, lang))"
        )
    )


def _m008_replays(connection: Connection) -> None:
    """What replays of a trace came to: good as long as the key, all that they rest on, is."""
    connection.execute(
        text(
            "CREATE TABLE replays (id TEXT PRIMARY KEY, key TEXT NOT NULL,"
            " intervention TEXT NOT NULL)"
        )
    )


def _m009_scenarios(connection: Connection) -> None:
    """Candidate uses of AI and the numbers that were given for them."""
    connection.execute(
        text(
            "CREATE TABLE scenarios (name TEXT PRIMARY KEY, numbers TEXT NOT NULL,"
            " said TEXT NOT NULL)"
        )
    )


def _m010_datasets(connection: Connection) -> None:
    """Frozen versions of sets of examples."""
    connection.execute(
        text(
            "CREATE TABLE datasets (name TEXT NOT NULL, version INTEGER NOT NULL,"
            " made TEXT NOT NULL, created TEXT NOT NULL, PRIMARY KEY (name, version))"
        )
    )
    connection.execute(
        text(
            "CREATE TABLE dataset_rows (name TEXT NOT NULL, version INTEGER NOT NULL,"
            " place INTEGER NOT NULL, example TEXT NOT NULL, PRIMARY KEY (name, version, place))"
        )
    )


def _m011_runs(connection: Connection) -> None:
    """Evaluation runs, and what came of each example."""
    connection.execute(
        text("CREATE TABLE runs (id TEXT PRIMARY KEY, run TEXT NOT NULL, started TEXT NOT NULL)")
    )
    connection.execute(
        text(
            "CREATE TABLE outcomes (run TEXT NOT NULL, example TEXT NOT NULL,"
            " answered INTEGER NOT NULL, cost REAL, outcome TEXT NOT NULL,"
            " PRIMARY KEY (run, example))"
        )
    )
    connection.execute(
        text(
            "CREATE TABLE answers (target TEXT NOT NULL, key TEXT NOT NULL,"
            " trace TEXT NOT NULL, PRIMARY KEY (target, key))"
        )
    )


def _m012_scenario_changes(connection: Connection) -> None:
    """What was said of scenarios, one change a row, so that a turn's can be taken back."""
    for statement in (
        "CREATE TABLE scenario_changes (number INTEGER PRIMARY KEY, thread_id TEXT,"
        " question_id TEXT, name TEXT NOT NULL, numbers TEXT NOT NULL, after TEXT,"
        " removed BOOLEAN NOT NULL, made TEXT NOT NULL, taken_back TEXT)",
        "INSERT INTO scenario_changes (name, numbers, removed, made)"
        " SELECT name, numbers, FALSE, said FROM scenarios ORDER BY said, name",
        "DROP TABLE scenarios",
    ):
        connection.execute(text(statement))


def _m013_annotations(connection: Connection) -> None:
    """What people say of a set's examples: every act is kept, the last one counts."""
    connection.execute(
        text(
            "CREATE TABLE annotations (number INTEGER PRIMARY KEY, dataset TEXT NOT NULL,"
            " example TEXT NOT NULL, annotator TEXT NOT NULL, label INTEGER, note TEXT NOT NULL,"
            " time TEXT NOT NULL)"
        )
    )
    connection.execute(text("CREATE INDEX annotations_by_set ON annotations (dataset)"))


def _m014_prds(connection: Connection) -> None:
    """PRDs, one row a version."""
    connection.execute(
        text(
            "CREATE TABLE prds (id TEXT NOT NULL, version INTEGER NOT NULL, prd TEXT NOT NULL,"
            " made TEXT NOT NULL, PRIMARY KEY (id, version))"
        )
    )


def _m015_repairs(connection: Connection) -> None:
    """How often a trace came out well once the stage to blame was put right, as in `replays`."""
    connection.execute(
        text("CREATE TABLE repairs (id TEXT PRIMARY KEY, key TEXT NOT NULL, share REAL)")
    )


MIGRATIONS: list[Callable[[Connection], None]] = [
    _m001_cases,
    _m002_conversations,
    _m003_ratings,
    _m004_marks,
    _m005_documents,
    _m006_examples,
    _m007_remembered,
    _m008_replays,
    _m009_scenarios,
    _m010_datasets,
    _m011_runs,
    _m012_scenario_changes,
    _m013_annotations,
    _m014_prds,
    _m015_repairs,
]
