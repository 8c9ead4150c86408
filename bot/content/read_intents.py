"""Read the intents, one YAML file each under intents/, and the topics of intents/unheld.yaml."""

from pathlib import Path

from bot.content.intents import RESTS, SCOPES, SLOTS, Intent, Topic
from bot.content.strict_yaml import Block, read_block

UNNAMED = -1
"""Stands for the count of a slot that an intent does not speak of."""


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
        scope=block.choice("scope", SCOPES, "named"),
        cues=block.texts("cues"),
        cues_not=block.texts("cues_not"),
        lacks=_read_titles(block),
        cues_alone=block.texts("cues_alone"),
        lists=block.flag("lists"),
        own_facts=block.flag("own_facts"),
        meant_by_amounts=block.flag("meant_by_amounts"),
        refers=block.flag("refers"),
        with_several=block.text("with_several", ""),
        clears=block.flag("clears"),
        personal=block.flag("personal"),
        then=block.texts("then"),
        rests_on=block.choice("rests_on", RESTS, "all"),
        shows_facts=block.flag("shows_facts"),
        examples=block.texts("examples", required=True),
        facts=block.texts("facts"),
        lookup=block.text("lookup", ""),
        answer=block.text("answer"),
        nothing=block.text("nothing", None if "lookup" in block else ""),
    )
    block.end()
    return intent


def _read_titles(block: Block) -> dict[str, str]:
    lacks = block.block("lacks")
    titles = {cue: lacks.text(cue) for cue in lacks} if lacks else {}
    if lacks:
        lacks.end()
    return titles


def _read_counts(block: Block, key: str) -> dict[str, int]:
    counts = block.block(key)
    if counts is None:
        return {}
    read = {slot: int(counts.number(slot, UNNAMED)) for slot in SLOTS}
    counts.end()
    return {slot: count for slot, count in read.items() if count != UNNAMED}


def read_topics(path: Path) -> dict[str, Topic]:
    """Return the topics that no page publishes; raises ContentError."""
    block = read_block(path)
    topics = {}
    for name in block:
        topic = block.block(name)
        if topic is None:
            block.refuse(name, "write title and phrases under it")
        topics[name] = Topic(name, topic.text("title"), topic.texts("phrases", True), topic.text("narrows", ""))
        topic.end()
    return topics
