"""What the importer hands on: readings of a page, facts, and what was left out."""

from dataclasses import dataclass

from bot.cells import Value


@dataclass(frozen=True)
class Source:
    """Where facts come from: a page of a publisher."""

    publisher: str
    page: str
    published: str | None
    """ISO date that the page states, None where it states none."""


@dataclass(frozen=True)
class Reading:
    """One value as one place of the page prints it; several readings may say the same fact."""

    role: str
    kind: str
    value: Value
    raw: str
    line: int


@dataclass(frozen=True)
class LeftOut:
    """Something printed that did not become a fact, and why."""

    line: int
    raw: str
    why: str


@dataclass(frozen=True)
class Fact:
    """One row of the fact table."""

    role: str
    kind: str
    value: Value
    raw: str

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What a source may state once."""
        return (self.role, self.kind, self.value.item)


@dataclass(frozen=True)
class RoleEntry:
    """A role with the names that people use for it."""

    name: str
    plural: str
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Names of families to which the role belongs: 'collections'."""


@dataclass(frozen=True)
class SourceReading:
    """What one source says: its roles and their facts."""

    source: Source
    roles: tuple[RoleEntry, ...]
    facts: tuple[Fact, ...]
    left_out: tuple[LeftOut, ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()
    """Lines not understood, with their numbers."""
    curated: bool = False
    """Whether a person wrote it (a role file) or it was read off a page."""
