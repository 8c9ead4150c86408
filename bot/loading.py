"""Load what asking needs; what is learnt from content and catalogue is kept until either changes."""

import gc
import pickle
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple
from zlib import adler32, crc32

from bot.assistant import Assistant
from bot.errors import RoleCallError
from bot.lookup import open_catalogue
from bot.render import Renderer, compile_templates
from bot.understand.index import Index

KEPT = 4
"""Indexes kept for other contents and databases, the latest."""
SELDOM = 20_000
"""Values made until the garbage collector looks."""
CODE = Path(__file__).parent


class Kept(NamedTuple):
    """What is kept."""

    knowledge: Index
    templates: dict[str, bytes]


def load_assistant(db_path: Path, intents: Path, cache: Path, say: Callable[[str], None]) -> Assistant:
    """Return an assistant over a database and content; raises RoleCallError.

    `say` is told when learning takes a few seconds, which happens once for each content. What is loaded stays to the
    end and a turn leaves no cycles behind, so the garbage collector is told to look seldom, and not at that.
    """
    if not intents.is_dir():
        raise RoleCallError(f"{intents}: no such folder; run in a checkout of RoleCall or give --intents DIR")
    kept = cache / f"{_key(db_path, intents)}.index"
    learnt = _kept(kept)
    if learnt is None:
        from bot.learn.learn import for_asking

        say("Learning the intents (once, until they or the catalogue change) ...")
        assistant = learn_assistant(db_path, intents)
        assistant.catalogue.close()
        index = for_asking(assistant.index)
        learnt = Kept(index, compile_templates(index.content))
        _keep(learnt, kept)
    content = learnt.knowledge.content
    catalogue = open_catalogue(db_path, content.facts)
    gc.freeze()
    gc.set_threshold(SELDOM)
    return Assistant(learnt.knowledge, catalogue, Renderer(content, learnt.templates))


def learn_assistant(db_path: Path, intents: Path) -> Assistant:
    """Return an assistant that has read and verified everything anew; raises RoleCallError."""
    from bot.content.read_content import read_content
    from bot.learn.learn import build_index
    from bot.verify import verify

    content = read_content(intents)
    renderer = Renderer(content, {})
    catalogue = open_catalogue(db_path, content.facts)
    try:
        index = build_index(content, catalogue.names(content.facts, content.words.levels))
        assistant = Assistant(index, catalogue, renderer)
        verify(assistant)
    except RoleCallError:
        catalogue.close()
        raise
    return assistant


def _key(db_path: Path, intents: Path) -> str:
    """Return a hash of everything an index is made of: the files under intents/, the database, the code."""
    crc, adler = crc32(sys.implementation.cache_tag.encode()), 1
    for path in _files(intents.rglob("*")):
        data = path.read_bytes()
        crc, adler = crc32(data, crc32(path.name.encode(), crc)), adler32(data, adler)
    for path in (db_path, *_files(CODE.rglob("*.py"))):
        if path.is_file():
            stat = path.stat()
            crc = crc32(f"{path} {stat.st_size} {stat.st_mtime_ns}".encode(), crc)
    return f"{crc:08x}{adler:08x}"


def _files(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if path.is_file())


def _kept(path: Path) -> Kept | None:
    """Return the index kept in a file of the user's own cache, None where there is none that can be read."""
    gc.disable()  # nothing of it can be garbage
    try:
        learnt = pickle.loads(path.read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        return None
    finally:
        gc.enable()
    return learnt if isinstance(learnt, Kept) else None


def _keep(learnt: Kept, path: Path) -> None:
    """Keep an index, readable by the user only; a cache that cannot be written costs time, nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_bytes(pickle.dumps(learnt, protocol=5))
        part.replace(path)
        others = sorted(path.parent.glob("*.index"), key=lambda other: other.stat().st_mtime, reverse=True)
        for old in others[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return
