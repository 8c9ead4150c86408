"""The lines of a page: plain text, list lines and the cells of pipe tables."""

import re
from dataclasses import dataclass

BULLET = re.compile(r"^\s*(?:[•*·▪◦‣–-]\s+|-(?=[A-Za-z]))")
RULE = re.compile(r"^[\s|:+-]+$")
"""The line under the head of a pipe table: |---|---|."""


@dataclass(frozen=True)
class Line:
    """One line of a page."""

    number: int
    text: str
    """Without the bullet, white space folded."""
    listed: bool
    """Whether it stood behind a bullet."""
    cells: tuple[str, ...]
    """The cells of a pipe table row, empty for other lines."""


def read_lines(text: str) -> list[Line]:
    """Return the lines of a page that hold anything, in order."""
    lines = []
    for number, raw in enumerate(text.splitlines(), 1):
        folded = " ".join(raw.replace("\u00a0", " ").split())
        if not folded or (RULE.match(folded) and folded != "-"):
            continue
        listed = bool(BULLET.match(raw))
        lines.append(Line(number, BULLET.sub("", folded) if listed else folded, listed, _cells(folded)))
    return lines


def _cells(text: str) -> tuple[str, ...]:
    """Return the cells of '| a | b |' or 'a | b'; an empty cell is kept, the outer pipes make none."""
    if "|" not in text:
        return ()
    inner = text[1:] if text.startswith("|") else text
    inner = inner[:-1] if inner.endswith("|") else inner
    return tuple(cell.strip() for cell in inner.split("|"))
