"""Line editing with history and completion (the only importer of prompt_toolkit)."""

from collections.abc import Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

LONGEST = 4
"""Words of the line that a completion may take in."""
FEWEST_LETTERS = 2


class PhraseCompleter(Completer):
    """Completes the last words of a line to a known phrase: 'senior a' to the whole role."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = sorted(set(phrases), key=str.casefold)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield the phrases that go on from the last words, the longest run of words first."""
        words = document.text_before_cursor.split(" ")
        for length in range(min(LONGEST, len(words)), 0, -1):
            typed = " ".join(words[-length:])
            found = [phrase for phrase in self._phrases if phrase.casefold().startswith(typed.casefold())]
            if len(typed) >= FEWEST_LETTERS and found:
                yield from (Completion(phrase, start_position=-len(typed)) for phrase in found)
                return


def make_session(phrases: Iterable[str], history: Path | None) -> PromptSession[str]:
    """Return a prompt; its history is kept in a file that only the user can read, or in memory."""
    kept: History = InMemoryHistory()
    if history:
        history.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        history.touch(mode=0o600)
        kept = FileHistory(str(history))
    return PromptSession(history=kept, completer=PhraseCompleter(phrases), complete_while_typing=False)
