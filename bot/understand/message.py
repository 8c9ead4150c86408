"""What a channel's message says in its author's own words: without quotations, and nothing where it is no question."""

import re

QUOTED = re.compile(r"(?m)^\s*(?:>|&gt;).*$")
STRUCK = re.compile(r"~[^~\n]+~")
"""What its author has crossed out."""
CITED = re.compile(r"[\"“](?:[^\"”\s]+\s+){3,}[^\"”\s]*[\"”]")
"""Four words or more between quotation marks: somebody else's; fewer are a name."""
SPOKEN_TO = re.compile(r"<@[UW]|(?<!\w)@(?!here|channel|everyone)\w")
"""A mention of somebody: of a user, not of the channel."""
CODE = re.compile(
    r"```|`[^`]*[=(){}/|.$][^`]*`|https?://|\w+\(\)|\b[A-Z]{3,}\(|(?m:^\s*(?:at |\$ |\{|\[|\|))|\w=\w|\w/\w+/\w|\bAPP\b"
)
"""Code, links, log lines, formulas, what an app posted: nobody's question."""
ANSWERED_THERE = re.compile(r"(?im)(?:^|\s)a(?:ns(?:wer)?)?:\s|\bedit:|^\s*re:")
"""'Q: … A: …', 're: …': whoever wrote it knows, or repeats."""
JOKING = re.compile(
    r":(?:joy|rofl|laughing|smirk|rimshot|drum_with_cymbals|clown_face|zany_face|stuck_out_tongue|robot_face):"
)
"""Emoji of jokes, and of what a bot posts."""


def own_words(text: str) -> str | None:
    """Return what a message says itself, None where it speaks to somebody, answers, jokes or is code."""
    said = CITED.sub(" ", STRUCK.sub(" ", QUOTED.sub(" ", text)))
    if SPOKEN_TO.search(text) or JOKING.search(text) or CODE.search(said) or ANSWERED_THERE.search(said):
        return None
    return said
