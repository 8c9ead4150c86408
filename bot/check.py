"""`rolecall check`: what content and catalogue hold, and where intents are near each other."""

from collections.abc import Iterator

from bot.assistant import Assistant


def check_lines(assistant: Assistant) -> Iterator[str]:
    """Yield what was read and verified, and what is odd in it."""
    index = assistant.index
    content = index.content
    yield f"{len(index.roles)} roles, {len(assistant.catalogue.facts(()))} facts, {len(content.facts)} fact kinds"
    examples = sum(len(own) for own in index.examples.values())
    yield f"{len(content.intents)} intents with {examples} examples"
    thresholds = index.thresholds
    yield f"{thresholds.right:.0%} of the examples are recognized by a model that has not seen them"
    yield f"answered from score {thresholds.sure}, recognized from {thresholds.plain}"
    known = set(content.facts)
    for row in assistant.catalogue.facts(()):
        if row["fact"] not in known:
            yield f"warning: {row['role']}: the fact kind '{row['fact']}' has no file under intents/facts/"
