"""Text as Slack takes it: escaped, and cut into pieces that fit."""

from collections.abc import Iterator

LONGEST_WORD = 500
"""Characters after which a word without a space is cut; five times as many once each is escaped."""


def escape(text: str) -> str:
    """Return a text in which nothing is Slack's markup for a link, a mention or a call to a channel.

    Every text that goes out as mrkdwn passes here once, and nowhere else is anything escaped.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, longest: int) -> str:
    """Return a text of at most so many characters, its end cut off visibly."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def pieces(text: str, longest: int) -> Iterator[str]:
    """Yield a text in pieces that are no longer than allowed once escaped, cut between lines, else between words."""
    piece = ""
    for bit in _bits(text, longest):
        if piece and len(escape(piece + bit)) > longest:
            yield piece.strip("\n")
            piece = ""
        piece += bit
    if piece.strip():
        yield piece.strip("\n")


def _bits(text: str, longest: int) -> Iterator[str]:
    """Yield the lines of a text, those too long word by word, words too long cut."""
    for line in text.splitlines(keepends=True):
        if len(escape(line)) <= longest:
            yield line
            continue
        for word in line.split(" "):
            yield from (word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
            yield " "
