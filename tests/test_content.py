"""Content is read strictly: what is wrong in it stops the start with file, line and what to write instead."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.assistant import Assistant
from bot.content.read_content import read_content
from bot.content.strict_yaml import Block, read_block
from bot.errors import ContentError
from bot.loading import learn_assistant
from bot.render import Renderer, check_template
from bot.verify import verify
from tests.conftest import ROOT, Run
from tests.small import SMALL, copy_small

MISTAKES = Path(__file__).parent / "mistakes.yaml"
DATABASE = ROOT / "data.db"
INTENTS = (*SMALL, "aggregate", "fair", "filter", "overlap", "rank")


class Mistake(NamedTuple):
    """What is put wrong in a file, and the message that it must give."""

    name: str
    file: str
    old: str
    new: str
    at: str
    """Text on the line that is named."""
    cure: str


def mistakes(key: str) -> list[Mistake]:
    return [_mistake(block) for block in read_block(MISTAKES).blocks(key)]


def _mistake(block: Block) -> Mistake:
    mistake = Mistake(*(block.text(key, "" if key == "old" else None) for key in Mistake._fields))
    block.end()
    return mistake


def broken(mistake: Mistake, folder: Path) -> Path:
    """Return a file of a small content with a mistake in it."""
    path = copy_small(folder, INTENTS) / mistake.file
    text = path.read_text(encoding="utf-8")
    assert mistake.old in text
    path.write_text(text.replace(mistake.old, mistake.new, 1) if mistake.old else text + mistake.new, encoding="utf-8")
    return path


def place(path: Path, text: str) -> str:
    """Return file and line where a text stands, as messages name them; of several lines it is the last."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return f"{path}:{max(number for number, line in enumerate(lines, 1) if text in line)}: "


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The small content, learnt without a mistake."""
    return learn_assistant(DATABASE, copy_small(tmp_path_factory.mktemp("small") / "intents", INTENTS))


@pytest.mark.parametrize("mistake", mistakes("read"), ids=lambda mistake: mistake.name)
def test_a_mistake_stops_the_reading(mistake: Mistake, tmp_path: Path) -> None:
    path = broken(mistake, tmp_path / "intents")
    with pytest.raises(ContentError) as error:
        read_content(tmp_path / "intents")
    assert str(error.value).startswith(place(path, mistake.at))
    assert mistake.cure in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("mistake", mistakes("verified"), ids=lambda mistake: mistake.name)
def test_a_mistake_is_found_before_a_question_comes(mistake: Mistake, tmp_path: Path, small: Assistant) -> None:
    path = broken(mistake, tmp_path / "intents")
    with pytest.raises(ContentError) as error:
        content = read_content(tmp_path / "intents")
        index = small.index._replace(content=content)  # learning it anew would take seconds and find nothing more
        verify(Assistant(index, small.catalogue, Renderer(content, {})))
    assert str(error.value).startswith(place(path, mistake.at))
    assert mistake.cure in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_broken_above_is_whole_before(small: Assistant) -> None:
    verify(small)
    assert small.answer("collector pay").facts == ("salary",)


def test_a_name_that_a_template_sets_itself_is_no_mistake() -> None:
    check_template("{% if rows %}{% set first = rows[0] %}{{ first }}{% endif %}{{ range(3) | list }}", {"rows"})


@pytest.mark.parametrize("name", ["unknown key of a fact", "macro that does not parse"])
def test_the_start_stops_in_one_line(name: str, tmp_path: Path, rolecall: Run) -> None:
    mistake = next(one for one in (*mistakes("read"), *mistakes("verified")) if one.name == name)
    path = broken(mistake, tmp_path / "intents")
    done = rolecall("ask", "--intents", str(tmp_path / "intents"), "collector pay", XDG_CACHE_HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"rolecall: {place(path, mistake.at)}{mistake.cure}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["words.yaml", "listening.yaml", "replies.yaml", "answers.jinja", "english.txt"])
def test_a_file_that_is_missing_is_named(name: str, tmp_path: Path, rolecall: Run) -> None:
    (copy_small(tmp_path / "intents") / name).unlink()
    done = rolecall("ask", "--intents", str(tmp_path / "intents"), "collector pay")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(rf"rolecall: [^\n]*{re.escape(str(tmp_path / 'intents' / name))}[^\n]*\n", done.stderr)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "write 'name: value' lines"),
        (b"- a\n- b\n", "write 'name: value' lines"),
        (b"a: \xff\n", "cannot be read"),
    ],
)
def test_a_file_that_is_no_mapping_is_refused(content: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "fact.yaml"
    path.write_bytes(content)
    with pytest.raises(ContentError, match=rf"^{re.escape(str(path))}:1: {problem}"):
        read_block(path)


def test_texts_stay_what_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "fact.yaml"
    path.write_text("words: [no, on, 1.10, 2025-01-08, ~, 0x1F]\n", encoding="utf-8")
    assert read_block(path).texts("words") == ("no", "on", "1.10", "2025-01-08", "~", "0x1F")
