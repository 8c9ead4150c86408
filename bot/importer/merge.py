"""Merge what a source says into the catalogue: new facts, changed ones, and those it no longer states."""

from collections.abc import Mapping
from dataclasses import asdict

from bot.content.fact_kinds import FactKind
from bot.importer.readings import Fact, RoleEntry, Source, SourceReading
from bot.importer.report import Change, Conflict, SourceReport
from bot.importer.store import Catalogue, Row
from bot.role_names import name_key, name_words, slug_of, word_set_key

HELD = "select * from facts where role_id = ? and source_id = ?"
OURS = "select 1 from facts where role_id = ? and kind = ? and curated"
ELSEWHERE = """
select f.*, s.publisher, s.page, s.published from facts f join sources s on s.id = f.source_id
where f.role_id = ? and f.kind = ? and f.source_id <> ?
"""
FIGURES = ("value", "low", "high", "text")


class Merger:
    """Merges readings one by one; what one brings is there for the next."""

    def __init__(self, catalogue: Catalogue, kinds: Mapping[str, FactKind], levels: Mapping[str, str]) -> None:
        self._catalogue = catalogue
        self._kinds = kinds
        self._levels = levels

    def merge(self, reading: SourceReading, file: str, import_id: int) -> SourceReport:
        """Return what a reading changed."""
        held = self._catalogue.source(reading.source)
        held_back = _held_back(reading, held)
        changes: list[Change] = []
        conflicts: list[Conflict] = []
        for role in () if held_back else reading.roles:
            role_id = self._role_id(role, reading.curated)
            source_id = self._source_id(reading.source, import_id)
            facts = [fact for fact in reading.facts if fact.role == role.name]
            taken = [fact for fact in facts if self._may_add(fact, reading.curated, role_id)]
            changes += self._merge_facts(taken, role_id, source_id, reading.curated)
            changes += self._drop_gone(facts, role_id, source_id, reading.curated, _is_newer(reading, held))
            conflicts += self._conflicts(facts, role_id, source_id)
        return SourceReport(
            file=file,
            source=reading.source,
            roles=tuple(role.name for role in reading.roles),
            read=len(reading.facts),
            changes=tuple(changes),
            conflicts=tuple(conflicts),
            left_out=reading.left_out,
            unknown=reading.unknown,
            held_back=held_back,
        )

    def _role_id(self, role: RoleEntry, curated: bool) -> int:
        """Return the id of a role, known by its name; a role file also sets what people call it."""
        found = self._catalogue.rows("select id from roles where lower(name) = lower(?)", role.name)
        names = {"name": role.name, "plural": role.plural}
        if not found:
            role_id = self._catalogue.insert("roles", {"slug": self._free_slug(role.name), **names})
            self._set_aliases(role_id, role)
            return role_id
        role_id = int(found[0]["id"])
        if curated:
            self._catalogue.update("roles", role_id, names)
            self._set_aliases(role_id, role)
        return role_id

    def _free_slug(self, name: str) -> str:
        """Return the slug of a name, numbered where another role has it ('C.O.O.' beside 'Coo')."""
        slug, number = slug_of(name), 2
        free = slug
        while self._catalogue.rows("select 1 from roles where slug = ?", free):
            free = f"{slug}-{number}"
            number += 1
        return free

    def _set_aliases(self, role_id: int, role: RoleEntry) -> None:
        texts = [("name", role.name), ("plural", role.plural)]
        texts += [("alias", alias) for alias in role.aliases] + [("group", group) for group in role.groups]
        rows = []
        for kind, text in texts:
            words = name_words(text, self._levels)
            keys = {"name_key": name_key(words), "word_set_key": word_set_key(words)}
            rows.append({"role_id": role_id, "text": text, "kind": kind, **keys})
        self._catalogue.delete("aliases", "role_id = ?", role_id)
        self._catalogue.insert_all("aliases", rows)

    def _source_id(self, source: Source, import_id: int) -> int:
        held = self._catalogue.source(source)
        if held is None:
            return self._catalogue.insert("sources", {**asdict(source), "import_id": import_id})
        if source.published != held["published"]:
            self._catalogue.update("sources", held["id"], {"published": source.published, "import_id": import_id})
        return int(held["id"])

    def _may_add(self, fact: Fact, curated: bool, role_id: int) -> bool:
        """Tell whether a fact is taken over: a page's sentences never replace or join our own words."""
        prose = self._kinds[fact.kind].prose
        return curated or not prose or not self._catalogue.rows(OURS, role_id, fact.kind)

    def _merge_facts(self, facts: list[Fact], role_id: int, source_id: int, curated: bool) -> list[Change]:
        held = {_key(row): row for row in self._catalogue.rows(HELD, role_id, source_id)}
        changes, fresh = [], []
        for fact in facts:
            unit = self._kinds[fact.kind].unit or None
            row = {
                "kind": fact.kind,
                **asdict(fact.value),
                "unit": unit,
                "raw": fact.raw,
                "curated": int(curated),
            }
            before = held.get(_key(row))
            if before is None:
                fresh.append({**row, "role_id": role_id, "source_id": source_id, "speaks": 0})
                changes.append(Change(fact.role, fact.kind, fact.value.item, None, fact.raw))
            elif _figures(before) != _figures(row):
                self._catalogue.update("facts", before["id"], row)
                changes.append(Change(fact.role, fact.kind, fact.value.item, before["raw"], fact.raw))
        self._catalogue.insert_all("facts", fresh)
        return changes

    def _drop_gone(self, facts: list[Fact], role_id: int, source_id: int, curated: bool, newer: bool) -> list[Change]:
        """Drop what the source no longer states: a role file's word is final, a newer page's for figures."""
        stated = {(fact.kind, (fact.value.item or "").casefold()) for fact in facts}
        changes = []
        for row in self._catalogue.rows(HELD, role_id, source_id):
            ours = row["curated"] and self._kinds[row["kind"]].prose
            if _key(row) not in stated and (curated or (newer and not ours)):
                self._catalogue.delete("facts", "id = ?", row["id"])
                changes.append(Change(facts[0].role if facts else "", row["kind"], row["item"], row["raw"], None))
        return changes

    def _conflicts(self, facts: list[Fact], role_id: int, source_id: int) -> list[Conflict]:
        conflicts = []
        for fact in facts:
            item = (fact.value.item or "").casefold()
            for row in self._catalogue.rows(ELSEWHERE, role_id, fact.kind, source_id):
                same = _key(row) == (fact.kind, item) and not self._kinds[fact.kind].prose
                if same and _figures(row) != _figures(asdict(fact.value)) and _figures(row) != (None,) * 4:
                    other = Source(row["publisher"], row["page"], row["published"])
                    conflicts.append(Conflict(fact.role, fact.kind, row["item"], fact.raw, row["raw"], other))
        return conflicts


def _key(row: Row) -> tuple[str, str]:
    """Return what one source may state once of a role: kind and item."""
    return (row["kind"], (row["item"] or "").casefold())


def _figures(row: Row) -> tuple[object, ...]:
    return tuple(row[name].casefold() if isinstance(row[name], str) else row[name] for name in FIGURES)


def _held_back(reading: SourceReading, held: Row | None) -> str:
    """Return why a page is older than what is held of it, nothing where it is not."""
    if held is None or reading.curated or not held["published"]:
        return ""
    if reading.source.published is None:
        return f"the page is undated, the one held is of {held['published']}"
    if reading.source.published < held["published"]:
        return f"the page is of {reading.source.published}, the one held of {held['published']}"
    return ""


def _is_newer(reading: SourceReading, held: Row | None) -> bool:
    return bool(held and reading.source.published and reading.source.published > (held["published"] or ""))
