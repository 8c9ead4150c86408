"""A small copy of the content that ships: a few intents and the fact kinds they need, learnt in a second or two."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.content.fact_kinds import FactKind
from tests.conftest import ROOT, shipped_content

INTENTS = ROOT / "intents"
SMALL = ("show", "overview", "compare_all", "similar", "greeting", "thanks")
SMALLEST = ("show", "greeting")
LISTENING = "asked:\n  - does anyone know what a {role} makes?\nsilent:\n  - our new {role} starts on Monday\n"
WORDS = ("name", "title", "unit", "shape", "cell", "phrases", "high", "low", "asks")
"""Keys of a fact kind whose texts are no references, even where they are names of kinds: 'growth'."""


def copy_small(folder: Path, intents: Sequence[str] = SMALL) -> Path:
    """Copy a small content to a new folder and return it."""
    (folder / "facts").mkdir(parents=True)
    (folder / "declines").mkdir()
    for name in ("words", "replies", "pages", "unheld", *intents):
        shutil.copy(INTENTS / f"{name}.yaml", folder)
    shutil.copy(INTENTS / "declines" / "world.yaml", folder / "declines")
    (folder / "listening.yaml").write_text(LISTENING, encoding="utf-8")
    for path in (*INTENTS.glob("*.jinja"), *INTENTS.glob("*.txt")):
        shutil.copy(path, folder)
    about = {kind for name in intents for kind in shipped_content().intents[name].facts}
    for kind in kinds_needed(about | {"salary"}):
        shutil.copy(INTENTS / "facts" / f"{kind}.yaml", folder / "facts")
    return folder


def kinds_needed(names: Iterable[str]) -> set[str]:
    """Return fact kinds with all those that they refer to."""
    facts = shipped_content().facts
    needed, open_names = set[str](), set(names)
    while open_names:
        needed |= open_names
        open_names = {name for known in open_names for name in references(facts[known])} - needed
    return needed


def references(kind: FactKind) -> set[str]:
    """Return the fact kinds that one refers to: the items of its file that are names of kinds, words aside."""
    named = {check.kind for check in kind.checks} | ({kind.derived.kind} if kind.derived else set())
    for key, value in kind._asdict().items():
        if key not in WORDS and isinstance(value, (str, tuple)):
            named |= {value} if isinstance(value, str) else {item for item in value if isinstance(item, str)}
    return named & shipped_content().facts.keys() - {kind.name}
