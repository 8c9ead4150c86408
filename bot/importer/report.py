"""What an import did, as a person reads it: facts read, left out, conflicting, lines not understood."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.importer.readings import LeftOut, Source


@dataclass(frozen=True)
class Change:
    """One fact that an import adds, changes or removes; before or after is None where there is none."""

    role: str
    kind: str
    item: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Conflict:
    """A figure of this source that another source states differently; both are kept."""

    role: str
    kind: str
    item: str | None
    here: str
    there: str
    other: Source


@dataclass(frozen=True)
class SourceReport:
    """What one source of one file brought."""

    file: str
    source: Source
    roles: tuple[str, ...]
    read: int
    """Facts read, whether or not they are new."""
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    left_out: tuple[LeftOut, ...]
    unknown: tuple[tuple[int, str], ...]
    held_back: str
    """Why nothing of the source was taken over, empty where it was."""


def report_lines(report: SourceReport, dry_run: bool) -> Iterator[str]:
    """Yield the lines of a report: one that sums up, then one for each thing worth a look."""
    page = f"{report.source.publisher}, {report.source.page} ({report.source.published or 'undated'})"
    yield f"{report.file}: {page}"
    yield f"  roles: {', '.join(report.roles)}"
    counted = {"new": 0, "changed": 0, "removed": 0}
    for change in report.changes:
        counted[_verb(change)] += 1
    would = "would be " if dry_run else ""
    counts = ", ".join(f"{number} {would}{verb}" for verb, number in counted.items() if number)
    yield f"  facts: {report.read} read, {counts or 'nothing changes'}"
    if report.held_back:
        yield f"  not taken over: {report.held_back}"
    for change in report.changes:
        if change.before is not None:
            yield f"  {_verb(change)}: {_named(change)}: {change.before} -> {change.after or 'no longer printed'}"
    for conflict in report.conflicts:
        there = f"{conflict.there} in {conflict.other.publisher}, {conflict.other.page}"
        yield f"  conflict: {_named(conflict)}: {conflict.here} here, {there}; both are kept, the newer speaks"
    for left in report.left_out:
        yield f"  left out, line {left.line}: {left.raw}: {left.why}"
    for number, text in report.unknown:
        yield f"  not understood, line {number}: {text}"


def _verb(change: Change) -> str:
    if change.before is None:
        return "new"
    return "changed" if change.after is not None else "removed"


def _named(fact: Change | Conflict) -> str:
    return f"{fact.role}, {fact.kind}" + (f" {fact.item}" if fact.item else "")
