"""Errors that a person can act on: where, what was found, what to write instead."""

from pathlib import Path


class RoleCallError(Exception):
    """Something a person can put right; its text is shown as it stands."""


class ContentError(RoleCallError):
    """A file that people edit (intents/, catalog/) says something that cannot be used."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")


class DatabaseError(RoleCallError):
    """The database is missing, of another make, or busy."""


class QuestionSetError(RoleCallError):
    """A question set holds a line that is not of its format."""
