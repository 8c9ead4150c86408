"""The database that ships is the one that catalog/ makes."""

import sqlite3
from pathlib import Path

from bot.content.content import Content
from bot.importer.run import import_files
from tests.conftest import ROOT


def test_data_db_is_built_from_the_catalogue(tmp_path: Path, content: Content) -> None:
    import_files([ROOT / "catalog"], tmp_path / "built.db", content, False, lambda files, _: files)
    built, shipped = (list(sqlite3.connect(path).iterdump()) for path in (tmp_path / "built.db", ROOT / "data.db"))
    assert built == shipped, "run: make data.db"


def test_every_fact_has_a_source_and_a_printed_form() -> None:
    rows = sqlite3.connect(ROOT / "data.db").execute("select source, raw from known").fetchall()
    assert len(rows) > 200
    assert all(source.startswith("Zippia: ") and raw for source, raw in rows)


def test_references_hold_and_the_file_is_sound() -> None:
    with sqlite3.connect(ROOT / "data.db") as connection:
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
