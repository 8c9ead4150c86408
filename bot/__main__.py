"""The command line: rolecall [chat | ask | import | facts | check | test | slack]."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bot.errors import RoleCallError

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.state import State

ROOT = Path(__file__).parent.parent
DEFAULT_DB, DEFAULT_INTENTS = ROOT / "data.db", ROOT / "intents"
QUESTION_SETS = ROOT / "tests" / "questions"
MISTAKE = 2
"""Exit status for a mistake in use or a broken installation."""


def _places(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --db and --intents to a command."""
    path = click.Path(path_type=Path)
    command = click.option("--intents", type=path, default=DEFAULT_INTENTS, help="Folder of intents.")(command)
    return click.option("--db", type=path, default=DEFAULT_DB, help="The database.")(command)


@click.group(invoke_without_command=True)
@_places
@click.pass_context
def cli(context: click.Context, db: Path, intents: Path) -> None:
    """RoleCall answers questions about job roles and pay, with the source of every figure."""
    if context.invoked_subcommand is None:
        context.invoke(chat, db=db, intents=intents, history=True)


@cli.command()
@_places
@click.option("--history/--no-history", default=True, help="Keep what is typed for the next chat.")
def chat(db: Path, intents: Path, history: bool) -> None:
    """Chat in the terminal."""
    from bot.console import chat as talk

    kept = _folder("XDG_STATE_HOME", ".local/state") / "history" if history else None
    talk(_load(db, intents), kept)


@cli.command()
@_places
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")
@click.option("--jsonl", is_flag=True, help="Answer JSON lines from standard input.")
@click.option("--explain", is_flag=True, help="Show how the answer came about.")
@click.option(
    "--listen", is_flag=True, help="The text was not addressed to RoleCall: keep silent unless it asks the room."
)
def ask(
    db: Path, intents: Path, question: tuple[str, ...], as_json: bool, jsonl: bool, explain: bool, listen: bool
) -> None:
    """Ask one question; exit status 0 answered, 1 asked back or declined, 2 a mistake."""
    if jsonl == bool(question):
        raise RoleCallError('give a question in quotes, or --jsonl to read them: rolecall ask "collector pay?"')
    assistant = _load(db, intents)
    if jsonl:
        _ask_lines(assistant, listen)
        return
    turn = assistant.turn(" ".join(question), listening=listen)
    if explain:
        from bot.explain import explain as explained

        click.echo(explained(turn, assistant))
    from bot.output import answer_json

    click.echo(json.dumps(answer_json(turn.answer), ensure_ascii=False) if as_json else turn.answer.text)
    _leave(0 if turn.answer.status in ("answered", "silent") else 1)


def _ask_lines(assistant: "Assistant", listening: bool) -> None:
    """Answer JSON lines in order, each written before the next is read; those of one conversation go on from it."""
    from bot.output import answer_json
    from bot.state import START

    states: dict[str, State] = {}
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            text = str(asked["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise RoleCallError(f'line {number}: write {{"id": ..., "conversation": ..., "text": ...}}') from error
        conversation = asked.get("conversation")
        turn = assistant.turn(text, states.get(str(conversation), START), listening)
        if conversation is not None:
            states[str(conversation)] = turn.state
        named = {key: asked.get(key) for key in ("id", "conversation")}
        print(json.dumps({**named, **answer_json(turn.answer)}, ensure_ascii=False), flush=True)


@cli.command(name="import")
@_places
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Report what would change and write nothing.")
def import_(db: Path, intents: Path, paths: tuple[Path, ...], dry_run: bool) -> None:
    """Read role pages and role files into the database, all of them or none."""
    from bot.content.read_content import read_content
    from bot.importer.report import report_lines
    from bot.importer.run import import_files
    from bot.progress import shown_progress

    for report in import_files(paths, db, read_content(intents), dry_run, shown_progress):
        click.echo("\n".join(report_lines(report, dry_run)))


@cli.command()
@_places
@click.argument("role", nargs=-1)
@click.option("--jsonl", is_flag=True, help="A JSON object a line.")
def facts(db: Path, intents: Path, role: tuple[str, ...], jsonl: bool) -> None:
    """Print every fact held, a line each, of all roles or of some."""
    from bot.content.read_content import read_content
    from bot.lookup import open_catalogue
    from bot.output import FACT_KEYS, fact_json

    content = read_content(intents)
    catalogue = open_catalogue(db, content.facts)
    slugs = [catalogue.slug_of(name, content.words.levels) for name in role]
    for row in catalogue.facts(slugs):
        fact = fact_json(row)
        click.echo(json.dumps(fact, ensure_ascii=False) if jsonl else "\t".join(_cell(fact[key]) for key in FACT_KEYS))


def _cell(value: object) -> str:
    return "" if value is None else str(value)


@cli.command()
@_places
def check(db: Path, intents: Path) -> None:
    """Lint intents, catalogue and data."""
    from bot.check import check_lines
    from bot.loading import learn_assistant

    click.echo("\n".join(check_lines(learn_assistant(db, intents))))


@cli.command()
@_places
@click.argument("sets", nargs=-1, type=click.Path(path_type=Path))
def test(db: Path, intents: Path, sets: tuple[Path, ...]) -> None:
    """Ask question sets and report by tag; exit status 1 on a miss. A set named listen… is only overheard."""
    from bot.questions import read_set, score, score_lines

    paths = sets or tuple(sorted(QUESTION_SETS.glob("*.jsonl")))
    if not paths:
        raise RoleCallError(f"{QUESTION_SETS}: no question sets (*.jsonl) there; name some: rolecall test SET.jsonl")
    assistant = _load(db, intents)
    missed = False
    for path in paths:
        result = score(read_set(path), assistant, listening=path.name.startswith("listen"))
        click.echo("\n".join(score_lines(path, result)))
        missed = missed or bool(result.misses)
    sys.exit(1 if missed else 0)


@cli.command()
@_places
@click.option("--http", is_flag=True, help="Serve HTTP on PORT rather than Socket Mode.")
def slack(db: Path, intents: Path, http: bool) -> None:
    """Answer in Slack, as the environment says (.env.sample)."""
    from bot.slack.serve import serve

    serve(lambda: _load(db, intents), intents, http)


def _load(db: Path, intents: Path) -> "Assistant":
    from bot.loading import load_assistant

    say = (lambda text: click.echo(text, err=True)) if sys.stderr.isatty() else (lambda text: None)
    return load_assistant(db, intents, _folder("XDG_CACHE_HOME", ".cache"), say)


def _folder(variable: str, under_home: str) -> Path:
    """Return RoleCall's folder in one of the places that the XDG base directories name."""
    base = os.environ.get(variable)
    return (Path(base) if base else Path.home() / under_home) / "rolecall"


def main() -> None:
    """Run a command; a mistake is told in one line on standard error."""
    try:
        cli(standalone_mode=False)
    except RoleCallError as error:
        _stop(f"rolecall: {error}")
    except click.ClickException as error:
        _stop(f"rolecall: {error.format_message()}")
    except (click.Abort, BrokenPipeError):
        sys.exit(MISTAKE)


def _leave(status: int) -> NoReturn:
    """End the process without taking it down piece by piece, a tenth of the time of one question."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _stop(message: str) -> None:
    print(message, file=sys.stderr)
    sys.exit(MISTAKE)


if __name__ == "__main__":
    main()
