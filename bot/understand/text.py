"""Text as people and Slack send it, decoded and cut into tokens and sentences."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

LONGEST = 4000
"""Characters that are read; the rest of a longer text is not."""

QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-"}
)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f*_~`^]")
RUN_ON = re.compile(r"\b[A-Z]?[a-z]+(?:[A-Z][a-z]+){2,}\b")
"""'CollectionsSpecialistPay': words typed as one."""
CAPITAL = re.compile(r"\b[A-Z]\w*")

Rewriting = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""What is written otherwise: something without which it does not occur, its pattern, and what is written instead."""
MARKUP: tuple[Rewriting, ...] = (
    ("<", re.compile(r"<(?:[@#!]|https?://|mailto:)[^<>|]*(?:\|([^<>]*))?>"), lambda link: f" {link[1] or ''} "),
    ("&", re.compile("&lt;"), "<"),
    ("&", re.compile("&gt;"), ">"),
    ("&", re.compile("&nbsp;"), " "),
    ("&", re.compile("&amp;"), "&"),
    (">", re.compile(r"(?:>=|=>)\s*(?=[$\d-])"), " at least "),
    ("≥", re.compile(r"≥\s*(?=[$\d-])"), " at least "),
    ("<", re.compile(r"(?:<=|=<)\s*(?=[$\d-])"), " at most "),
    ("≤", re.compile(r"≤\s*(?=[$\d-])"), " at most "),
    (">", re.compile(r">\s*(?=[$\d-])"), " over "),
    ("<", re.compile(r"<\s*(?=[$\d-])"), " under "),
    (":", re.compile(r":[a-z0-9_+-]{2,40}:"), " "),
    ("<", re.compile(r"</?[a-zA-Z][^<>]{0,200}>"), " "),
    ("://", re.compile(r"https?://\S+"), " "),
)
"""Slack's and HTML's markup, signs that compare before a number, emoji by name, addresses."""
SPELLINGS: tuple[Rewriting, ...] = (
    ("#", re.compile(r"#\s*(?=of\b)"), "number "),
    ("can't", re.compile(r"\bcan't\b"), "can not"),
    ("won't", re.compile(r"\bwon't\b"), "will not"),
    ("n't", re.compile(r"n't\b"), " not"),
    ("nt", re.compile(r"\b(is|are|was|were|do|does|did|has|have|had|would|could|should)nt\b"), r"\1 not"),
    ("cant", re.compile(r"\bcant\b"), "can not"),
    ("wont", re.compile(r"\bwont\b"), "will not"),
    (".", re.compile(r"\b(?:[a-z]\.){2,}"), lambda initials: initials[0].replace(".", "")),
    ("/", re.compile(r"\b[a-z](?:/[a-z])+\b"), lambda initials: initials[0].replace("/", "")),
    ("-", re.compile(r"\b(co|re|e|pre|non)-(?=[a-z])"), r"\1"),
    (")", re.compile(r"(?:(?<=\s)|^)\(?(?:\d|[a-e])\)\s"), "\n"),
    ("'", re.compile(r"'s\b|(?<=s)'(?!\w)"), ""),
    ("'", re.compile("'"), " "),
    ("-", re.compile(r"(?<=[^\W\d])-(?=[^\W\d])"), " "),
)
"""Negations; 'a.r.', 'a/r'; 'co-ordinator'; the number of an item of a list; the possessive; four-year, day-to-day
(6-12 keeps its dash)."""
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
    text = _rewritten(text[:LONGEST], MARKUP)
    if not text.islower():
        text = RUN_ON.sub(lambda run: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", run[0]), text)
    text = CONTROL.sub(" ", text) if text.isascii() else _plain(text, emoji)
    return text.replace("->", " to ")


def _plain(text: str, emoji: Mapping[str, str]) -> str:
    for sign, word in emoji.items():
        text = text.replace(sign, f" {word} ") if sign in text else text
    return "".join(_kept(char) for char in unicodedata.normalize("NFKC", text).translate(QUOTES))


def _rewritten(text: str, rewritings: Iterable[Rewriting]) -> str:
    for sign, pattern, instead in rewritings:
        if sign in text:
            text = pattern.sub(instead, text)
    return text


def tokenize(text: str, abbreviations: frozenset[str]) -> list[list[Token]]:
    """Return the sentences of a decoded text; a full stop behind an abbreviation ends none."""
    # A spelling may change the length: capitals are looked up by word, which is all that they are needed for.
    capitals = set() if text.islower() else {word.lower() for word in CAPITAL.findall(text)}
    lowered = _rewritten(text.lower(), SPELLINGS)
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
