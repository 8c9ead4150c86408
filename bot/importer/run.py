"""`rolecall import`: read files, told apart by their content, and write them all or not at all."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.content.content import Content
from bot.errors import RoleCallError
from bot.importer.merge import Merger
from bot.importer.page import read_page
from bot.importer.readings import SourceReading
from bot.importer.report import SourceReport
from bot.importer.role_file import read_role_file
from bot.importer.store import Catalogue, staged

Progress = Callable[[Iterable[Path], int], Iterable[Path]]
"""Passes paths on while it shows how far they are; the number is how many there are."""

ROLE_FILES = (".yaml", ".yml")
ROLE_FILE_START = re.compile(r"^role:", re.MULTILINE)


@dataclass(frozen=True)
class FileReading:
    """What one file says."""

    path: Path
    sha256: str
    sources: tuple[SourceReading, ...]


def import_files(
    paths: Iterable[Path], db_path: Path, content: Content, dry_run: bool, progress: Progress
) -> list[SourceReport]:
    """Return a report a source of each file; folders stand for the files in them. Raises RoleCallError."""
    files = list(_files(paths))
    readings = [_read_file(path, content) for path in progress(files, len(files))]
    with staged(db_path, keep=not dry_run) as catalogue:
        reports = [report for reading in readings for report in _merge(reading, catalogue, content)]
        catalogue.decide_who_speaks()
    return reports


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise RoleCallError(f"{path}: no such file or folder")
        found = sorted(child for child in path.rglob("*") if child.is_file()) if path.is_dir() else [path]
        if not found:
            raise RoleCallError(f"{path}: an empty folder; give role files (.yaml) or role pages (.txt)")
        yield from found


def _read_file(path: Path, content: Content) -> FileReading:
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RoleCallError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    if path.suffix in ROLE_FILES or ROLE_FILE_START.search(text):
        sources = tuple(read_role_file(path, content.facts))
    else:
        sources = (read_page(path, text, content.facts, content.pages),)
    return FileReading(path, sha256(raw).hexdigest(), sources)


def _merge(reading: FileReading, catalogue: Catalogue, content: Content) -> list[SourceReport]:
    """Return the reports of a file's sources; a file that is known and changes nothing leaves no trace."""
    known = catalogue.rows("select id from imports where sha256 = ?", reading.sha256)
    row = {"file": reading.path.name, "sha256": reading.sha256}
    import_id = int(known[0]["id"]) if known else catalogue.insert("imports", row)
    merger = Merger(catalogue, content.facts, content.words.levels)
    return [merger.merge(source, str(reading.path), import_id) for source in reading.sources]
