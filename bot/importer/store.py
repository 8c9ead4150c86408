"""Open data.db for an import: all of it or nothing (the only importer of sqlite_utils)."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.errors import DatabaseError
from bot.importer.readings import Source
from bot.importer.schema import KNOWN, SPEAK, TABLES, VERSION

Row = dict[str, Any]


class Catalogue:
    """The tables of a database that is being written."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def rows(self, sql: str, *params: object) -> list[Row]:
        """Return the rows of a query."""
        return list(self._db.query(sql, params))

    def insert(self, table: str, row: Row) -> int:
        """Insert a row and return its id."""
        last = self._db.table(table).insert(row).last_pk
        return int(str(last))

    def insert_all(self, table: str, rows: Sequence[Row]) -> None:
        """Insert several rows."""
        self._db.table(table).insert_all(rows)

    def update(self, table: str, row_id: int, row: Row) -> None:
        """Change columns of a row."""
        self._db.table(table).update(row_id, row)

    def delete(self, table: str, where: str, *params: object) -> None:
        """Delete the rows that a condition names."""
        self._db.table(table).delete_where(where, list(params))

    def source(self, source: Source) -> Row | None:
        """Return the row of a source, known by publisher and page, None where there is none."""
        found = self.rows("select * from sources where publisher = ? and page = ?", source.publisher, source.page)
        return found[0] if found else None

    def decide_who_speaks(self) -> None:
        """Mark, for each fact, the row that answers use: the newest source's."""
        self._db.execute(SPEAK)


@contextmanager
def staged(path: Path, keep: bool) -> Iterator[Catalogue]:
    """Yield a copy of a database that takes the place of the original when the block ends without error.

    Whatever happens before, SIGKILL included, the original stays as it was; with keep=False it always stays.
    Raises DatabaseError when another import is at work or the file is of another make.
    """
    copy = path.with_name(path.name + ".importing")
    with copy.open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DatabaseError(f"{path}: another import is at work; try again when it has ended") from error
        try:
            os.truncate(copy, 0)  # what a killed import left
            if path.exists():
                shutil.copyfile(path, copy)
            with _opened(copy, path) as db:
                yield Catalogue(db)
            if keep:
                os.fsync(lock.fileno())
                copy.replace(path)
        finally:
            copy.unlink(missing_ok=True)


@contextmanager
def _opened(copy: Path, path: Path) -> Iterator[Database]:
    db = Database(copy)
    try:
        db.execute("pragma journal_mode = memory")  # the copy needs no journal file: it is thrown away whole
        db.execute("pragma synchronous = off")
        version = db.execute("pragma user_version").fetchone()[0]
        if not db.table_names():
            _create_tables(db)
        elif version != VERSION:
            raise DatabaseError(f"{path}: made by another version; remove it and run: rolecall import catalog/")
        yield db
        db.conn.commit()
    finally:
        db.close()


def _create_tables(db: Database) -> None:
    for table in TABLES:
        created = db.create_table(
            table.name,
            table.columns,
            pk="id",
            not_null=table.required,
            foreign_keys=[(column, other, "id") for column, other in table.refers.items()],
        )
        for columns in table.unique:
            created.create_index(list(columns), unique=True)
        for columns in table.indexed:
            created.create_index(list(columns))
    db.create_view("known", KNOWN)
    db.execute(f"pragma user_version = {VERSION}")
