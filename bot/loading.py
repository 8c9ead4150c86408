"""Load what asking needs; what is learnt from content and catalogue is kept until either changes."""

import pickle
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from bot.assistant import Assistant
from bot.content.content import read_content
from bot.errors import RoleCallError
from bot.lookup import open_catalogue
from bot.render import Renderer
from bot.understand.index import Index, build_index
from bot.verify import verify

KEPT = 4
"""Indexes kept for other contents and databases, the latest."""
CODE = Path(__file__).parent


def load_assistant(db_path: Path, intents: Path, cache: Path, say: Callable[[str], None]) -> Assistant:
    """Return an assistant over a database and content; raises RoleCallError.

    `say` is told when learning takes a few seconds, which happens once for each content.
    """
    if not intents.is_dir():
        raise RoleCallError(f"{intents}: no such folder; run in a checkout of RoleCall or give --intents DIR")
    key = _key(db_path, intents)
    index = _kept(cache / f"{key}.index")
    if index is None:
        say("Learning the intents (once, until they or the catalogue change) ...")
        content = read_content(intents)
        catalogue = open_catalogue(db_path, content.facts)
        index = build_index(content, catalogue.names(content.facts, content.words.levels))
        assistant = Assistant(index, catalogue, Renderer(content))
        verify(assistant)
        _keep(index, cache / f"{key}.index")
        return assistant
    return Assistant(index, open_catalogue(db_path, index.content.facts), Renderer(index.content))


def _key(db_path: Path, intents: Path) -> str:
    """Return a hash of everything an index is made of: the files under intents/, the database, the code."""
    digest = sha256()
    for path in _files(intents.rglob("*")):
        digest.update(str(path.relative_to(intents)).encode())
        digest.update(path.read_bytes())
    for path in (db_path, *_files(CODE.rglob("*.py"))):
        if path.is_file():
            stat = path.stat()
            digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()[:32]


def _files(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if path.is_file())


def _kept(path: Path) -> Index | None:
    """Return the index kept in a file of the user's own cache, None where there is none that can be read."""
    try:
        index = pickle.loads(path.read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        return None
    return index if isinstance(index, Index) else None


def _keep(index: Index, path: Path) -> None:
    """Keep an index, readable by the user only; a cache that cannot be written costs time, nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_bytes(pickle.dumps(index, protocol=5))
        part.replace(path)
        others = sorted(path.parent.glob("*.index"), key=lambda other: other.stat().st_mtime, reverse=True)
        for old in others[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return
