"""What can be asked: one YAML file an intent, and the topics that no page publishes."""

from dataclasses import dataclass
from pathlib import Path

from bot.content.strict_yaml import Block, read_block

SLOTS = ("roles", "facts", "items", "amounts")
MANY = 99


@dataclass(frozen=True)
class Intent:
    """One thing that can be asked, with its look-up and its answer."""

    name: str
    path: Path
    lines: dict[str, tuple[int, ...]]
    """Key -> the line of each of its items in the file."""
    about: str
    tries: tuple[str, ...]
    """Questions that show it, for help."""
    needs: dict[str, int]
    """Slot -> how many it must have at least."""
    takes: dict[str, int]
    """Slot -> how many it can use at most."""
    declines: bool
    small_talk: bool
    """Whether it is said to be polite: no look-up, no source."""
    continues: bool
    """Whether it asks what was asked before, of another role."""
    shows_facts: bool
    """Whether it is meant by a question that asks for a fact without naming it (`asks` of a fact kind)."""
    examples: tuple[str, ...]
    facts: tuple[str, ...]
    """The fact kinds that it is about where none is named."""
    lookup: str
    answer: str
    nothing: str
    """The answer where the look-up finds nothing."""


@dataclass(frozen=True)
class Topic:
    """Something that people ask about roles and that no page publishes."""

    name: str
    title: str
    phrases: tuple[str, ...]
    narrows: bool
    """Whether it changes what a figure means, so that the bare figure is no answer."""


def read_intents(folder: Path) -> dict[str, Intent]:
    """Return the intents by name, in the order of their names; raises ContentError."""
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("declines/*.yaml")], key=lambda path: path.stem)
    blocks = [(path, read_block(path)) for path in paths]
    return {path.stem: _read_intent(path, block) for path, block in blocks if "intent" in block}


def _read_intent(path: Path, block: Block) -> Intent:
    name = block.text("intent")
    if name != path.stem:
        block.refuse("intent", f"found '{name}', write '{path.stem}', the name of the file")
    intent = Intent(
        name=name,
        path=path,
        lines={key: block.lines_of(key) for key in block},
        about=block.text("about"),
        tries=block.texts("try"),
        needs=_read_counts(block, "needs"),
        takes=_read_counts(block, "takes"),
        declines=block.flag("declines"),
        small_talk=block.flag("small_talk"),
        continues=block.flag("continues"),
        shows_facts=block.flag("shows_facts"),
        examples=block.texts("examples", required=True),
        facts=block.texts("facts"),
        lookup=block.text("lookup", ""),
        answer=block.text("answer"),
        nothing=block.text("nothing", ""),
    )
    block.end()
    return intent


def _read_counts(block: Block, key: str) -> dict[str, int]:
    counts = block.block(key)
    if counts is None:
        return {}
    read = {slot: int(counts.number(slot)) for slot in SLOTS if slot in counts}
    counts.end()
    return read


def read_topics(path: Path) -> dict[str, Topic]:
    """Return the topics that no page publishes; raises ContentError."""
    block = read_block(path)
    topics = {}
    for name in block:
        topic = block.block(name)
        if topic is None:
            block.refuse(name, "write title and phrases under it")
        topics[name] = Topic(name, topic.text("title"), topic.texts("phrases", True), topic.flag("narrows"))
        topic.end()
    return topics
