"""Patterns of page text: 'takes {value} to become {role}' as a regular expression."""

import re
from collections.abc import Sequence

VALUE = r"\$\d[\d,]*(?:\.\d\d)?|\d+(?:-\d+)? (?:month|year)s?|\d[\d,]*(?:\.\d+)?%?"
QUOTED = r"(?:[\"“”][^\"“”]+[\"“”](?:,? (?:and )?)?)+"
ITEM = r"[^.,;$]+?"
ITEMS = r".+"

HOLES = re.compile(r"\{[a-z ]+\}| \.\.\. ?| ?\.\.\.$|^\.\.\. ")


def compile_pattern(pattern: str, holes: dict[str, str], whole: bool) -> re.Pattern[str]:
    """Return the expression of a pattern; holes give the expression behind each {name}.

    '...' skips words: any, unless the hole '...' says which. A whole pattern must be the whole text, but
    for a final full stop.
    """
    parts, at, seen = [], 0, 0
    for hole in HOLES.finditer(pattern):
        parts.append(_literal(pattern[at : hole.start()]))
        if "..." in hole[0]:
            parts.append(holes.get("...", r".*"))
        else:
            seen += 1
            name = hole[0][1:-1]
            parts.append(f"(?P<{name.replace('a ', '')}_{seen}>{holes[name]})")
        at = hole.end()
    parts.append(_literal(pattern[at:]))
    body = "".join(parts)
    return re.compile(rf"^{body}[.:]?$" if whole else rf"(?<![\w/-]){body}(?![\w/-])", re.IGNORECASE)


def captured(match: re.Match[str], name: str) -> list[str]:
    """Return what the holes of one name hold, in the order of the pattern."""
    groups = match.groupdict().items()
    return [text for key, text in groups if key.rsplit("_", 1)[0] == name and text is not None]


def any_of(names: Sequence[str], article: bool = False) -> str:
    """Return an expression for one of some names, the longest first."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    alternatives = "|".join(_literal(name) for name in ordered)
    return rf"(?:(?:an?|the) )?(?:{alternatives})" if article else rf"(?:{alternatives})"


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\ ", r"\s+").replace("'", "['’]")
