"""Text as people and Slack send it, decoded and cut into tokens and sentences."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

LONGEST = 4000
"""Characters that are read; the rest of a longer text is not."""

SPOKEN_TO = re.compile(r"<@[UW]|(?<!\w)@(?!here|channel|everyone)\w")
"""A mention of somebody: of a user, not of the channel."""
SLACK_LINK = re.compile(r"<(?:[@#!][^<>|]*|https?://[^<>|]*|mailto:[^<>|]*)(?:\|([^<>]*))?>")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|https?://\S+")
EMOJI_NAME = re.compile(r":[a-z0-9_+-]{2,40}:")
QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-"}
)
PREFIX = re.compile(r"\b(co|re|e|pre|non)-(?=[a-z])")
"""'co-ordinator', 'e-mail': one word."""
MARKER = re.compile(r"(?:(?<=\s)|^)\(?(?:\d|[a-e])\)\s")
"""'1) … 2) …': the number of an item of a list."""
INITIALS = re.compile(r"\b(?:[a-z]\.){2,}|\b[a-z](?:/[a-z])+\b")
"""'a.r.', 'a/r', 'm/f'."""
RUN_ON = re.compile(r"\b[A-Z]?[a-z]+(?:[A-Z][a-z]+){2,}\b")
"""'CollectionsSpecialistPay': words typed as one."""
COMPARING = frozenset("<>≤≥")
SIGNS = (
    (re.compile(r"(?:>=|≥|=>)\s*(?=[$\d-])"), " at least "),
    (re.compile(r"(?:<=|≤|=<)\s*(?=[$\d-])"), " at most "),
    (re.compile(r">\s*(?=[$\d-])"), " over "),
    (re.compile(r"<\s*(?=[$\d-])"), " under "),
)
"""Signs that compare, before a number, as words."""
NOT = (
    (re.compile(r"\bcan't\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\b(is|are|was|were|do|does|did|has|have|had|would|could|should)nt\b"), r"\1 not"),
    (re.compile(r"\bcant\b"), "can not"),
    (re.compile(r"\bwont\b"), "will not"),
)
TOKEN = re.compile(
    r"\$?\d[\d,]*(?:\.\d+)?(?:k(?!\w)|%|\+(?!\w)|st\b|nd\b|rd\b|th\b)*"  # 36k, $36,000, 17.5, 40%, 20+, 2nd
    r"|[^\W\d_]\w*(?:\+\+|#)?"
    r"|\$+|[?!;\n]+|[.,:()\-/&+%=<>|]"
)
ENDS = frozenset("?!;\n")
QUESTIONING = frozenset({"what", "whats", "how", "hows", "which", "where", "wheres", "who", "whos", "when"})
JOINING = frozenset({"and", "n", "&", "+", "plus", ",", "also", "then", "-"})
LEADING = frozenset({"at", "in", "for", "from", "with", "to"})
"""Words that may stand before the question word of a joined question: 'and at which college?'."""


class Token(NamedTuple):
    """One word, number or mark of a text."""

    text: str
    """Lower case; a mark that ends a sentence is '.', '?' or ';'."""
    capital: bool
    """Whether it was typed with a capital."""

    @property
    def is_word(self) -> bool:
        """Tell a word or number from a mark."""
        return self.text[0].isalnum() or self.text[0] == "$"


def decode(text: str, emoji: Mapping[str, str]) -> str:
    """Return a text without Slack's and HTML's markup, control and zero-width characters, and odd spellings.

    Emoji that stand for a word become it, others go.
    """
    text = SLACK_LINK.sub(lambda link: f" {link[1] or ''} ", text[:LONGEST])
    text = RUN_ON.sub(lambda run: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", run[0]), text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for comparing, said in SIGNS if not COMPARING.isdisjoint(text) else ():
        text = comparing.sub(said, text)
    text = MARKUP.sub(" ", EMOJI_NAME.sub(" ", text))
    for sign, word in emoji.items():
        text = text.replace(sign, f" {word} ") if sign in text else text
    text = unicodedata.normalize("NFKC", text).translate(QUOTES).replace("->", " to ")
    return "".join(_kept(char) for char in text) if not text.isascii() else _ascii(text)


def tokenize(text: str, abbreviations: frozenset[str]) -> list[list[Token]]:
    """Return the sentences of a decoded text; a full stop behind an abbreviation ends none."""
    lowered = text.lower()
    for form, full in NOT if "nt" in lowered or "n't" in lowered else ():
        lowered = form.sub(full, lowered)
    # The length may have changed: capitals are looked up by word, which is all that they are needed for.
    capitals = {word.lower() for word in re.findall(r"\b[A-Z]\w*", text)}
    lowered = INITIALS.sub(lambda found: re.sub(r"[./]", "", found[0]), lowered)
    lowered = MARKER.sub("\n", PREFIX.sub(r"\1", lowered))
    lowered = re.sub(r"'s\b|(?<=s)'(?!\w)", "", lowered).replace("'", " ")
    lowered = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", lowered)  # four-year, day-to-day; 6-12 keeps its dash
    sentences: list[list[Token]] = [[]]
    matches = list(TOKEN.finditer(lowered))
    for at, match in enumerate(matches):
        mark = match[0]
        if mark == "." and sentences[-1] and sentences[-1][-1].text in abbreviations and at + 1 < len(matches):
            continue
        sentences[-1].append(Token(mark, mark in capitals))
        if _ends_sentence(match, lowered) and at + 1 < len(matches):
            sentences.append([])
    parts = (part for sentence in sentences for part in _questions(sentence))
    return [part for part in parts if any(token.is_word for token in part)]


def _questions(sentence: list[Token]) -> Iterator[list[Token]]:
    """Yield the questions that one sentence joins: 'how long does it take, and what do they earn?'."""
    start = 0
    words = [token.text for token in sentence]
    for at in range(1, len(words) - 1):
        if words[at] in JOINING and words[at - 1] not in JOINING and QUESTIONING.intersection(words[start:at]):
            first = next((own for own in range(at, len(words)) if words[own] not in JOINING | LEADING), at)
            if first < len(words) and words[first] in QUESTIONING:
                yield sentence[start:at]
                start = at + 1
    yield sentence[start:]


def _ends_sentence(match: re.Match[str], text: str) -> bool:
    return match[0][0] in ENDS or (match[0] == "." and text[match.end() : match.end() + 1].isspace())


def _kept(char: str) -> str:
    """Return a character as it is read: control, format and symbol characters are spaces or nothing."""
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me", "Cs", "Co"):
        return ""
    if category in ("So", "Sk", "Cc") and char != "\n":
        return " "
    plain = unicodedata.normalize("NFKD", char)
    return plain[0] if category[0] == "L" and plain[0].isascii() else char


def _ascii(text: str) -> str:
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f*_~`^]", " ", text)
