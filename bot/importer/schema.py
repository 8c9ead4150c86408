"""The tables of data.db."""

from dataclasses import dataclass, field

VERSION = 1
"""PRAGMA user_version of a database of this make."""


@dataclass(frozen=True)
class Table:
    """One table: columns with their Python types, and what is required, referred to and indexed."""

    name: str
    columns: dict[str, type]
    required: set[str]
    refers: dict[str, str] = field(default_factory=dict)
    """Column -> table whose id it holds."""
    unique: tuple[tuple[str, ...], ...] = ()
    indexed: tuple[tuple[str, ...], ...] = ()


TABLES = (
    Table(
        "roles",
        {"id": int, "slug": str, "name": str, "plural": str},
        required={"slug", "name", "plural"},
        unique=(("slug",), ("name",)),
    ),
    Table(
        "aliases",
        {"id": int, "role_id": int, "text": str, "kind": str, "name_key": str, "word_set_key": str},
        required={"role_id", "text", "kind", "name_key", "word_set_key"},
        refers={"role_id": "roles"},
        indexed=(("role_id",), ("name_key",), ("word_set_key",)),
    ),
    Table("imports", {"id": int, "file": str, "sha256": str}, required={"file", "sha256"}),
    Table(
        "sources",
        {"id": int, "publisher": str, "page": str, "published": str, "import_id": int},
        required={"publisher", "page", "import_id"},
        refers={"import_id": "imports"},
        unique=(("publisher", "page"),),
    ),
    Table(
        "facts",
        {
            "id": int,
            "role_id": int,
            "kind": str,
            "item": str,
            "value": float,
            "low": float,
            "high": float,
            "text": str,
            "unit": str,
            "source_id": int,
            "raw": str,
            "curated": int,
            "speaks": int,
        },
        required={"role_id", "kind", "source_id", "raw", "curated", "speaks"},
        refers={"role_id": "roles", "source_id": "sources"},
        indexed=(("role_id", "kind", "speaks"), ("kind", "speaks", "value"), ("source_id",)),
    ),
)

KNOWN = """
select r.name as role, r.slug, f.kind as fact, f.item, f.value, f.low, f.high, f.text, f.unit,
       s.publisher || ': ' || s.page as source, s.published, f.raw, f.speaks
from facts f join roles r on r.id = f.role_id join sources s on s.id = f.source_id
order by r.id, f.id
"""
"""The view for people: every fact with its role and source; speaks = 1 marks those that answers use."""

SPEAK = """
update facts set speaks = id in (
  select first_value(f.id) over (
    partition by f.role_id, f.kind, lower(coalesce(f.item, ''))
    order by coalesce(s.published, '') desc, s.import_id desc, f.id
  )
  from facts f join sources s on s.id = f.source_id
)
"""
"""Of several sources of a fact the newest page speaks, dated before undated, then the last imported."""
