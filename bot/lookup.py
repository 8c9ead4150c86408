"""Read data.db, read-only: the names that questions use, and the rows that answers rest on."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bot.content.fact_kinds import FactKind
from bot.errors import DatabaseError, RoleCallError
from bot.importer.schema import VERSION
from bot.names import CatalogueNames, KnownItem, Prose, RoleName
from bot.role_names import name_key, name_words, word_set_key
from bot.understand.roles import Alias

Row = dict[str, Any]

HELD = """
create temp view held as
select f.id, f.role_id, r.name as role, r.slug, k.kind, f.item, f.value / k.divide as value, f.low / k.divide as low,
       f.high / k.divide as high, f.text, coalesce(k.unit, f.unit) as unit, f.raw, s.publisher, s.page, s.published,
       case when k.kind <> f.kind then f.value end as base
from kinds k join facts f on f.kind = k.source join roles r on r.id = f.role_id join sources s on s.id = f.source_id
where f.speaks
"""
"""The facts that answers use: of each the newest source's, and those that are computed from another.

One join rather than a union of both, so that SQLite carries the conditions of a look-up down to the index.
"""

FACTS = """
select role, slug, fact, item, value, low, high, text, unit, source, published, raw from known
where :slugs = '[]' or slug in (select value from json_each(:slugs))
"""


class Catalogue(NamedTuple):
    """An open database, for one thread at a time."""

    connection: sqlite3.Connection
    path: Path

    def close(self) -> None:
        """Let go of the database."""
        self.connection.close()

    def rows(self, sql: str, params: Mapping[str, object]) -> list[Row]:
        """Return the rows of a query; lists among the parameters are bound as JSON arrays."""
        bound = {
            name: json.dumps(value) if isinstance(value, (list, tuple)) else value for name, value in params.items()
        }
        cursor = self.connection.execute(sql, bound)
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor]

    def facts(self, slugs: Sequence[str]) -> list[Row]:
        """Return every fact held, of some roles or of all."""
        return self.rows(FACTS, {"slugs": list(slugs)})

    def slug_of(self, name: str, levels: Mapping[str, str]) -> str:
        """Return the slug of the role that a slug or a name in full means; raises RoleCallError."""
        words = name_words(name, levels)
        sql = """select distinct r.slug from roles r join aliases a on a.role_id = r.id
                 where r.slug = :name or (a.kind <> 'group' and (a.name_key = :key or a.word_set_key = :words))"""
        found = self.rows(sql, {"name": name, "key": name_key(words), "words": word_set_key(words)})
        if len(found) != 1:
            slugs = ", ".join(
                slug for (slug,) in self.connection.execute("select slug from roles order by slug limit 30")
            )
            raise RoleCallError(f"no role '{name}'; write its name in full or one of: {slugs}")
        return str(found[0]["slug"])

    def names(self, kinds: Mapping[str, FactKind], levels: Mapping[str, str]) -> CatalogueNames:
        """Return the names of roles and items that questions may hold."""
        roles = tuple(
            RoleName(*row) for row in self.connection.execute("select id, slug, name, plural from roles order by id")
        )
        aliases = self.connection.execute("select role_id, text, kind from aliases order by role_id, id")
        return CatalogueNames(
            roles=roles,
            aliases=tuple(Alias(role, name_words(text, levels), kind == "group") for role, text, kind in aliases),
            items=tuple(self._items(kinds.values(), {role.name for role in roles})),
            prose=tuple(self._prose(kinds.values())),
            kinds=frozenset(kind for (kind,) in self.connection.execute("select distinct kind from held")),
        )

    def _prose(self, kinds: Iterable[FactKind]) -> Iterable[Prose]:
        for kind in kinds:
            if kind.prose or kind.cell == "line":
                sql = "select coalesce(text, item) from facts where kind = ? order by id"
                yield from (Prose(kind.name, text) for (text,) in self.connection.execute(sql, (kind.name,)) if text)

    def _items(self, kinds: Iterable[FactKind], role_names: set[str]) -> Iterable[KnownItem]:
        for kind in kinds:
            column = kind.item_column
            if column:
                sql = f"select distinct {column} from facts where kind = ? and {column} is not null order by 1"
                found = (item for (item,) in self.connection.execute(sql, (kind.name,)))
                yield from (KnownItem(kind.name, item) for item in found if item not in role_names)


def open_catalogue(path: Path, kinds: Mapping[str, FactKind]) -> Catalogue:
    """Return the database opened read-only, with the view that answers query; raises DatabaseError.

    No transaction stays open on it, so that others may write while questions are asked.
    """
    build = f"rolecall import --db {path} catalog/"
    if not path.is_file():
        raise DatabaseError(f"{path}: no such database; build it: {build}")
    uri = f"{path.resolve().as_uri()}?mode=ro"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        try:
            version = connection.execute("pragma user_version").fetchone()[0]
            if version != VERSION:
                raise DatabaseError(f"{path}: made by another version; build it anew: {build}")
            _prepare(connection, kinds.values())
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: not a database: {error}; build it: {build}") from error
    return Catalogue(connection, path)


def _prepare(connection: sqlite3.Connection, kinds: Collection[FactKind]) -> None:
    """Make the view that answers query, of the kinds that are printed and those computed from them."""
    printed = [(kind.name, kind.name, 1.0, None) for kind in kinds if not kind.derived]
    derived = [(kind.name, kind.derived.kind, kind.derived.divide, kind.unit) for kind in kinds if kind.derived]
    connection.execute("pragma temp_store = memory")
    connection.execute("create temp table kinds (kind text primary key, source text, divide real, unit text)")
    connection.executemany("insert into kinds values (?, ?, ?, ?)", [*printed, *derived])
    connection.execute(HELD)
