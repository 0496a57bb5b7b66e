from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from knowledge import database
from knowledge.database import MIGRATIONS, open_database
from knowledge.demo.first_start import fill_if_new
from knowledge.errors import WorkspaceBroken
from knowledge.settings import Settings
from knowledge.workspace import open_workspace


def test_opens_migrates_and_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        engine = open_database(tmp_path / "casebook.db")
        with engine.connect() as connection:
            numbers = connection.scalars(text("SELECT number FROM migrations ORDER BY number"))
            assert list(numbers) == list(range(1, len(MIGRATIONS) + 1))
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        engine.dispose()


def test_migration_cut_off_half_way_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(connection: object) -> None:
        MIGRATIONS[-1](connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(database, "MIGRATIONS", [*MIGRATIONS[:-1], breaks])
    with pytest.raises(KeyboardInterrupt):
        open_database(tmp_path / "casebook.db")
    monkeypatch.undo()
    engine = open_database(tmp_path / "casebook.db")
    assert {"cases", "conversations", "marks"} <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_documents_of_the_old_shape_are_taken_in_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "MIGRATIONS", MIGRATIONS[:4])
    engine = open_database(tmp_path / "casebook.db")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO marks VALUES ('demo', 'installed')"))
    engine.dispose()
    monkeypatch.undo()
    settings = Settings(home=tmp_path)
    with open_workspace(settings, "test") as workspace:
        assert fill_if_new(workspace, settings)
        assert len(workspace.docs.documents()) > 20


def test_newer_schema_is_refused_with_both_numbers(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "casebook.db")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO migrations VALUES (999)"))
    engine.dispose()
    with pytest.raises(WorkspaceBroken, match="999"):
        open_database(tmp_path / "casebook.db")


def test_file_that_is_no_database_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "casebook.db"
    path.write_bytes(b"this is not a database, it is a note to self\n" * 50)
    before = path.read_bytes()
    with pytest.raises(WorkspaceBroken) as error:
        open_database(path)
    assert "casebook.db" in error.value.text("zh")
    assert path.read_bytes() == before
