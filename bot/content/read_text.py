"""Read a text file that people edit."""

from pathlib import Path

from bot.errors import ContentError


def read_text(path: Path) -> str:
    """Return the text of a file; raises ContentError."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ContentError(path, 1, "cannot be read: no such file; restore it, empty if need be") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(path, 1, f"cannot be read: {error}; save it as UTF-8 text") from error
